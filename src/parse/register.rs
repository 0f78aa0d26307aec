//! The five register files, and the statutes that are built in. Each register is a mapping from ids to entries.

mod bodies;
mod people;
mod statutes;
mod units;

pub use statutes::built_in as built_in_statutes;

use crate::diagnostic::{Expected, Fault, FaultKind};
use crate::fields::{self, Mapping, Node};
use crate::model::{RegisterFile, RegisterKind};
use crate::parse::personal;
use crate::source::{BYTE_ORDER_MARK, Source, Spanned};

/// The names of the registers.
pub const FILES: [(&str, RegisterKind); 5] = [
    ("personer.yaml", RegisterKind::People),
    ("organer.yaml", RegisterKind::Bodies),
    ("enheter.yaml", RegisterKind::Units),
    ("lover.yaml", RegisterKind::Statutes),
    ("saksganger.yaml", RegisterKind::Cases),
];

/// Which register a path is, if any: the five fixed names directly below `content/register/`.
#[must_use]
pub fn kind_of(path: &str) -> Option<RegisterKind> {
    let name = path.strip_prefix("content/register/")?;
    FILES.iter().find(|(file, _)| *file == name).map(|(_, kind)| *kind)
}

/// Reads a register file.
#[must_use]
pub fn register(source: &Source, kind: RegisterKind) -> RegisterFile {
    let mut file = RegisterFile {
        path: source.path.clone(),
        kind,
        people: Vec::new(),
        bodies: Vec::new(),
        units: Vec::new(),
        statutes: Vec::new(),
        cases: Vec::new(),
        faults: Vec::new(),
        personal: personal::find(&source.text),
    };
    let mut faults = Vec::new();
    let yaml = source.text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&source.text);
    let root = fields::read_yaml(yaml, source.text.len() - yaml.len(), &mut faults);
    match kind {
        RegisterKind::People => file.people = entries(&root, "person", people::person, &mut faults),
        RegisterKind::Bodies => file.bodies = entries(&root, "organ", bodies::body, &mut faults),
        RegisterKind::Units => file.units = entries(&root, "enhet", units::unit, &mut faults),
        RegisterKind::Statutes => file.statutes = entries(&root, "lov", statutes::statute, &mut faults),
        RegisterKind::Cases => file.cases = entries(&root, "saksgang", units::case, &mut faults),
    }
    faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
    file.faults = faults;
    file
}

/// Every entry by the given reader, which gets its id; an entry that is no mapping is left out.
fn entries<T>(
    root: &Node,
    owner: &'static str,
    read: fn(Spanned<String>, &mut Mapping<'_>, &mut Vec<Fault>) -> T,
    faults: &mut Vec<Fault>,
) -> Vec<T> {
    let Some(all) = Mapping::open(root, owner, faults) else { return Vec::new() };
    let mut list = Vec::with_capacity(all.entries().len());
    for (id, node) in all.entries() {
        if id.value.is_empty() || id.value.contains(char::is_whitespace) {
            let kind = FaultKind::WrongShape { key: owner.to_owned(), expected: Expected::NewId, found: id.value.clone() };
            faults.push(Fault { span: id.span, kind });
            continue;
        }
        if let Some(mut mapping) = Mapping::open(node, owner, faults) {
            list.push(read(id.clone(), &mut mapping, faults));
            mapping.close(faults);
        }
    }
    list
}

#[cfg(test)]
mod tests;
