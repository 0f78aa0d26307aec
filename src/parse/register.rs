//! The five register files, and the statutes that are built in.

use crate::model::{RegisterFile, RegisterKind, Statute};
use crate::source::Source;

/// Which register a path is, if any: the five fixed names directly below `content/register/`.
#[must_use]
pub fn kind_of(path: &str) -> Option<RegisterKind> {
    match path.strip_prefix("content/register/")? {
        "personer.yaml" => Some(RegisterKind::People),
        "organer.yaml" => Some(RegisterKind::Bodies),
        "enheter.yaml" => Some(RegisterKind::Units),
        "lover.yaml" => Some(RegisterKind::Statutes),
        "saksganger.yaml" => Some(RegisterKind::Cases),
        _ => None,
    }
}

/// Reads a register file.
#[must_use]
pub fn register(source: &Source, kind: RegisterKind) -> RegisterFile {
    RegisterFile {
        path: source.path.clone(),
        kind,
        people: Vec::new(),
        bodies: Vec::new(),
        units: Vec::new(),
        statutes: Vec::new(),
        cases: Vec::new(),
        faults: Vec::new(),
    }
}

/// The statutes that every site knows.
#[must_use]
pub fn built_in_statutes() -> Vec<Statute> {
    Vec::new()
}
