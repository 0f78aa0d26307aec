//! att-unlisted: a file beside a document that no document lists, links or shows, and that is therefore not published.

use std::collections::HashSet;

use super::{Check, FixKind, Notes, Record, ill_read, misses};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level, nearest};
use crate::index::{Miss, Site, Subject};
use crate::output::name;
use crate::parse::register;
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "att-unlisted",
    title: ("en fil som ingen dokumenter fører eller lenker til", "a file that no document lists or links"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("att_unlisted.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    let mut listed = vec![false; site.files.len()];
    for file in site.documents.iter().flat_map(|entry| &entry.attachments).flatten() {
        if let Some(slot) = listed.get_mut(*file) {
            *slot = true;
        }
    }
    let meant = meant_elsewhere(site);
    let lost = |owner: usize| ill_read::attachments(site, site.document(owner));
    for (n, file) in site.files.iter().enumerate() {
        let name = name::last(&file.path);
        let used = listed.get(n) == Some(&true) || site.backlinks(Subject::File(n)).next().is_some();
        // A name that cannot be said is fm-file-name's.
        let unsaid = file.path.contains(char::REPLACEMENT_CHARACTER);
        if used || file.leads_outside || unsaid || meant.contains(name) || owner(site, name::folder(&file.path)).is_some_and(lost) {
            continue;
        }
        notes.add(finding(site, &file.path));
    }
}

/// The names of files that a misspelt reference was probably meant for: that reference is found already, and mending it lists the file.
fn meant_elsewhere(site: &Site) -> HashSet<String> {
    let mut names = HashSet::new();
    for lost in misses::lost(site) {
        let meant: Vec<String> = match (lost.other_case(), lost.miss) {
            (Some((actual, true)), _) => vec![actual.to_owned()],
            (_, Miss::File) => site.nearest_files(lost.document, lost.written()).into_iter().map(|file| file.written).collect(),
            _ => Vec::new(),
        };
        names.extend(meant.iter().map(|path| name::last(path).to_owned()));
    }
    names
}

fn finding(site: &Site, path: &str) -> Finding {
    let (folder, name) = name::parted(path);
    let owner = owner(site, folder);
    let message = Bilingual::new(
        format!("Ingen dokumenter fører eller lenker til «{name}», så fila blir ikke publisert"),
        format!("No document lists or links “{name}”, so it is not published"),
    );
    let document = name.rsplit_once('.').filter(|(_, extension)| extension.eq_ignore_ascii_case("md"));
    let help = match (document, register_meant(site, folder, name), owner) {
        (Some((stem, _)), ..) => Bilingual::new(
            format!("Er det et dokument, gir du fila navnet «{stem}.md»: bare det som slutter slik, blir lest."),
            format!("If it is a document, call the file “{stem}.md”: only what ends so is read."),
        ),
        (None, Some(register), _) => Bilingual::new(
            format!("Mente du registeret «{register}»? Gi fila det navnet."),
            format!("Did you mean the register “{register}”? Give the file that name."),
        ),
        (None, None, Some(owner)) => {
            let id = &site.document(owner).id;
            Bilingual::new(
                format!("Før fila under «vedlegg» i «{id}», eller flytt den ut av content/."),
                format!("List the file under “vedlegg” in “{id}”, or move it out of content/."),
            )
        }
        (None, None, None) => Bilingual::new(
            "Før fila under «vedlegg» i et dokument, eller flytt den ut av content/.",
            "List the file under “vedlegg” in a document, or move it out of content/.",
        ),
    };
    // The file itself where it is known by name; else the document that it lies beside.
    let place = match (site.sources.find(path), owner) {
        (Some(source), _) => Place::whole(source),
        (None, Some(owner)) => Place::whole(site.entry(owner).source),
        (None, None) => return Finding::new(RECORD.name, Place::whole(crate::source::SourceId(u32::MAX)), message).with_help(help),
    };
    let finding = Finding::new(RECORD.name, place, message).with_help(help);
    match owner.and_then(|owner| entry_in(site, owner, path)) {
        Some(edit) => finding.with_fix(Fix {
            message: Bilingual::new("Før fila som vedlegg, slik at den blir publisert", "List the file, so that it is published"),
            safe: false,
            edits: vec![edit],
        }),
        None => finding,
    }
}

/// The register that the site has not, and that a file of nearly that name was meant for.
fn register_meant(site: &Site, folder: &str, name: &str) -> Option<&'static str> {
    let is_plain = name::extension(name).is_some_and(|own| ["yaml", "yml", "txt"].iter().any(|plain| own.eq_ignore_ascii_case(plain)));
    let is_lacking = |file: &&str| site.sources.find(&format!("{folder}/{file}")).is_none();
    let lacking = register::FILES.iter().map(|(file, _)| *file).filter(is_lacking);
    if is_plain && folder == "content/register" { nearest(name, lacking) } else { None }
}

/// The document that a folder is named after, or that lies in it as its index; looked for upwards.
fn owner(site: &Site, folder: &str) -> Option<usize> {
    let mut id = folder.strip_prefix("content")?.trim_start_matches('/');
    loop {
        if let Some(owner) = site.find_document(id) {
            return Some(owner);
        }
        id = id.rsplit_once('/')?.0;
    }
}

/// The list entry that would publish a file: after the last one, or as a new list at the end of the front matter.
fn entry_in(site: &Site, owner: usize, path: &str) -> Option<Edit> {
    let document = site.document(owner);
    let source = site.sources.get(site.entry(owner).source)?;
    let folder = format!("content/{}/", document.id.as_str());
    let file = path.strip_prefix(&folder).unwrap_or(name::last(path));
    let title = name::last(file).rsplit_once('.').map_or(file, |(stem, _)| stem);
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let line = format!("- {{fil: {}, tittel: {}}}", quoted(file), quoted(title));
    let at = |offset: u32| site.place(owner, Span { start: offset, end: offset });
    if document.front.key("vedlegg").is_none() {
        let closing = u32::try_from(source.slice(document.front.span).rfind("---")?).ok()?;
        return Some(Edit { place: at(document.front.span.start + closing), text: format!("vedlegg:\n  {line}\n") });
    }
    let last = document.front.attachments.last()?.span;
    let before = source.text.get(..last.start as usize)?;
    let indent = before.rsplit('\n').next()?.strip_suffix("- ")?;
    let block = indent.chars().all(|c| c == ' ');
    block.then(|| Edit { place: at(last.end), text: format!("\n{indent}{line}") })
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    #[test]
    fn a_file_that_is_nearly_a_register_is_told_its_name() {
        for (file, help) in [
            ("register/organer.yml", "Mente du registeret «organer.yaml»? Gi fila det navnet."),
            ("register/notater.txt", "Før fila under «vedlegg» i et dokument, eller flytt den ut av content/."),
            ("notat/B.MD", "Er det et dokument, gir du fila navnet «B.md»: bare det som slutter slik, blir lest."),
            ("organer.yml", "Før fila under «vedlegg» i et dokument, eller flytt den ut av content/."),
        ] {
            assert_eq!(first(&super::RECORD, &[(&format!("content/{file}"), "")]).help.unwrap().nb, help);
        }
        for file in ["content/register/organer.docx", "content/register/organer2.yaml"] {
            let found = first(&super::RECORD, &[("content/register/organer.yaml", "{}\n"), (file, "")]);
            assert!(!found.help.unwrap().nb.contains("registeret"), "{file}");
        }
    }
}
