//! Statutes: each section that is cited, with who cites it.

use serde::Serialize;

use super::cited::{Citing, entries};
use super::frame::{Frame, Section, page};
use super::link::{Link, address, link, section_anchor, title};
use super::{Draft, Family, Page, Where, of_register, order};
use crate::index::{Reference, Site, Subject};
use crate::model::Date;

/// The pages of statutes.
pub static FAMILY: Family = Family { name: "statutes", lies: Where::Below("lov"), pages };

/// What the template of one statute gets.
#[derive(Serialize)]
struct View {
    name: Option<String>,
    lovdata: Option<String>,
    repealed: Option<Date>,
    sections: Vec<Cited>,
}

/// A section, or the statute as a whole.
#[derive(Serialize)]
struct Cited {
    section: Option<String>,
    anchor: String,
    lovdata: Option<String>,
    entries: Vec<Citing>,
}

/// What the template of the list gets.
#[derive(Serialize)]
struct List {
    rows: Vec<Row>,
}

/// A statute in the list.
#[derive(Serialize)]
struct Row {
    statute: Link,
    name: Option<String>,
    count: usize,
    repealed: Option<Date>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    of_register(site, site.registers.statutes.entries.len(), Subject::Statute, one, ("/lov/", list))
}

fn list(site: &Site) -> Page<'_> {
    let mut rows = Vec::new();
    for statute in 0..site.registers.statutes.entries.len() {
        let sections = sections(site, statute);
        // A built-in statute that nobody cites would be noise in the list; its page is there, since a link may come any day.
        if !sections.is_empty() || !site.statute(statute).built_in {
            let mut citing: Vec<&Link> = sections.iter().flat_map(|section| &section.entries).map(|entry| &entry.document).collect();
            citing.sort_by(|a, b| a.words.cmp(&b.words));
            citing.dedup();
            rows.push(Row {
                statute: link(site, Subject::Statute(statute)),
                name: name(site, statute),
                count: citing.len(),
                repealed: site.statute(statute).repealed.as_ref().map(|date| date.value),
            });
        }
    }
    rows.sort_by_cached_key(|row| order::words(&site.config.language, &row.statute.words));
    let mut frame = Frame::new(site, "", Section::None);
    frame.top = true;
    page(site, "/lov/", "statutes.html", frame, List { rows }, None)
}

fn one(site: &Site, statute: usize) -> Page<'_> {
    let subject = Subject::Statute(statute);
    let view = View {
        name: name(site, statute),
        lovdata: site.lovdata_url(statute, None),
        repealed: site.statute(statute).repealed.as_ref().map(|date| date.value),
        sections: sections(site, statute),
    };
    let words = title(site, subject);
    let mut letters = words.chars();
    let words: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let frame = Frame::new(site, words, Section::None);
    page(site, &address(site, subject), "statute.html", frame, view, None)
}

/// The full name, where the title is a short one.
fn name(site: &Site, statute: usize) -> Option<String> {
    let name = &site.statute(statute).name.as_ref()?.value;
    (!name.eq_ignore_ascii_case(&title(site, Subject::Statute(statute)))).then(|| name.clone())
}

fn sections(site: &Site, statute: usize) -> Vec<Cited> {
    let mut sections: Vec<(Option<&str>, Vec<&Reference>)> = Vec::new();
    for cited in site.citations(statute) {
        if !site.shown(Subject::Document(cited.reference.document)) {
            continue;
        }
        match sections.last_mut().filter(|(section, _)| *section == cited.section) {
            Some((_, references)) => references.push(cited.reference),
            None => sections.push((cited.section, vec![cited.reference])),
        }
    }
    let made = sections.into_iter().map(|(section, references)| Cited {
        section: section.map(str::to_owned),
        anchor: section.map_or_else(|| "_loven".to_owned(), section_anchor),
        lovdata: section.and_then(|section| site.lovdata_url(statute, Some(section))),
        entries: entries(site, &references),
    });
    made.collect()
}
