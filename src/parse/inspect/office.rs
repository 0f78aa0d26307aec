//! Word, Excel, PowerPoint and Open Document files: their words, the changes and comments left in them, the names in their
//! properties, and their macros.

use quick_xml::events::Event;

use super::archive::Archive;
use super::look::Look;
use super::xml;
use crate::model::{Danger, Inside, Unread};

/// Names that are kept, and letters of each.
const AUTHORS: usize = 8;
const AUTHOR: usize = 80;

/// Looks into every part of an office file that can hold words.
pub fn look(archive: &Archive<'_>, look: &mut Look, depth: u32) {
    for entry in &archive.entries {
        let name = entry.name();
        look.inside.encrypted |= entry.is_encrypted();
        if is_macro(&name) {
            look.danger(Danger::Macros);
        }
        let part = part(&name);
        if part == Part::Other || entry.is_encrypted() {
            continue;
        }
        let unpacked = archive.unpack(entry, &mut look.budget);
        if let Some(why) = unpacked.stopped {
            look.unread(why);
        }
        if part == Part::Packed {
            look.file(&unpacked.bytes, depth + 1);
            continue;
        }
        let text = xml::decode(&unpacked.bytes);
        let whole = match part {
            Part::Properties => properties(&text, &mut look.inside),
            Part::Manifest => manifest(&text, &mut look.inside),
            _ => {
                let mut words = String::new();
                let whole = content(&text, &mut words, &mut look.inside);
                look.words(&words);
                whole
            }
        };
        if !whole {
            look.unread(Unread::Damaged);
        }
    }
}

#[derive(PartialEq, Clone, Copy)]
enum Part {
    Content,
    Properties,
    Manifest,
    Packed,
    Other,
}

fn part(name: &str) -> Part {
    let name = name.to_lowercase();
    let is_xml = name.ends_with(".xml");
    match name.as_str() {
        "docprops/core.xml" | "docprops/app.xml" | "meta.xml" => Part::Properties,
        "meta-inf/manifest.xml" => Part::Manifest,
        "content.xml" => Part::Content,
        _ if name.contains("/embeddings/") => Part::Packed,
        _ if is_xml && name.starts_with("word/") => match name.trim_start_matches("word/") {
            "settings.xml" | "styles.xml" | "fonttable.xml" | "websettings.xml" | "numbering.xml" | "styleswitheffects.xml" => Part::Other,
            part if part.starts_with("theme/") => Part::Other,
            _ => Part::Content,
        },
        _ if is_xml && name.starts_with("xl/") => {
            let parts = ["xl/worksheets/", "xl/sharedstrings", "xl/comments", "xl/threadedcomments", "xl/drawings/", "xl/charts/"];
            if parts.iter().any(|start| name.starts_with(start)) { Part::Content } else { Part::Other }
        }
        _ if is_xml && name.starts_with("ppt/") => {
            let parts = ["ppt/slides/", "ppt/notesslides/", "ppt/comments", "ppt/charts/", "ppt/diagrams/data"];
            if parts.iter().any(|start| name.starts_with(start)) { Part::Content } else { Part::Other }
        }
        _ => Part::Other,
    }
}

/// Macros of Word, Excel and PowerPoint, the sheets that were macros once, and those of Open Document files.
fn is_macro(name: &str) -> bool {
    let lower = name.to_lowercase();
    let list = ["/script-lb.xml", "/script-lc.xml", "/dialog-lb.xml", "/dialog-lc.xml"].iter().any(|list| lower.ends_with(list));
    lower.ends_with("vbaproject.bin")
        || lower.starts_with("xl/macrosheets/") && lower.ends_with(".xml")
        || lower.starts_with("basic/") && lower.ends_with(".xml") && !list
        || lower.starts_with("scripts/") && !lower.ends_with('/')
}

/// Gathers the words of a part, a line for each paragraph and cell, and counts what was left in it.
fn content(text: &str, words: &mut String, inside: &mut Inside) -> bool {
    let (mut changes, mut comments) = (0u32, 0u32);
    let whole = xml::read(text, |event| match event {
        Event::Start(element) | Event::Empty(element) => {
            let name = element.local_name().into_inner();
            changes += u32::from(is_change(name));
            comments += u32::from(matches!(name, "comment" | "annotation"));
            if matches!(name, "br" | "cr" | "tab" | "s" | "line-break") {
                words.push(' ');
            }
        }
        Event::End(element) => {
            if matches!(element.local_name().into_inner(), "p" | "h" | "c" | "v" | "si" | "f" | "tc" | "table-cell" | "comment" | "text") {
                // An empty line: what stands in two cells is no one number.
                words.push_str("\n\n");
            }
        }
        Event::Text(text) => words.push_str(&text.xml10_content()),
        Event::CData(text) => words.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => words.extend(xml::letter(reference)),
        _ => {}
    });
    inside.revisions.changes = inside.revisions.changes.saturating_add(changes);
    inside.revisions.comments = inside.revisions.comments.saturating_add(comments);
    whole
}

fn is_change(element: &str) -> bool {
    matches!(element, "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel" | "changed-region")
        || matches!(element, "rPrChange" | "pPrChange" | "sectPrChange" | "tblPrChange" | "tblGridChange" | "tcPrChange" | "trPrChange")
}

fn properties(text: &str, inside: &mut Inside) -> bool {
    let mut open = false;
    let mut name = String::new();
    xml::read(text, |event| match event {
        Event::Start(element) => {
            open = matches!(element.local_name().into_inner(), "creator" | "lastModifiedBy" | "initial-creator" | "Manager");
            name.clear();
        }
        Event::Text(text) if open => name.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) if open => name.extend(xml::letter(reference)),
        Event::End(_) if open => {
            open = false;
            author(&name, inside);
        }
        _ => {}
    })
}

/// Keeps a name from a file's properties, on one line and no longer than names are.
pub fn author(name: &str, inside: &mut Inside) {
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(4 * AUTHOR).collect();
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(AUTHOR).collect();
    if !name.is_empty() && inside.authors.len() < AUTHORS && !inside.authors.contains(&name) {
        inside.authors.push(name);
    }
}

fn manifest(text: &str, inside: &mut Inside) -> bool {
    xml::read(text, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            inside.encrypted |= element.local_name().into_inner() == "encryption-data";
        }
    })
}
