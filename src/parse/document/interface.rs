//! What a document says but for the words of its text, as one hash.
//!
//! Every part of a document is named here, so that a new one must be put on one side or the other. Left out is what only rules, the search
//! and the document's own pages read, of which those pages have the hash of the whole file. Front matter is told by its bytes, of which
//! alone its fields are made; of the text, places count by their order alone.

use serde::Serialize;

use crate::model::document::Allowance;
use crate::model::{AgendaItem, Anchor, Checklist, Document, FrontMatter, Heading, Interface, Mention, Point, Text};
use crate::parse::front_matter::Split;
use crate::source::Span;
use crate::work::{self, Key};

/// What is hashed.
#[derive(Serialize)]
struct Said<'d> {
    front: &'d str,
    allowances: &'d [Allowance],
    span: Span,
    headings: &'d [Heading],
    anchors: &'d [Anchor],
    items: &'d [AgendaItem],
    points: &'d [Point],
    has_code: bool,
    checklists: &'d [Checklist],
    /// Those of the text, each with its bytes: the index asks how one is written.
    mentions: Vec<(&'d Mention, &'d str)>,
}

/// The interface of a document that was read from a file, which was split so.
pub fn of(document: &Document, file: &str, split: &Split) -> Interface {
    let Document { id: _, path, front, details: _, text, mentions, rows: _, faults: _, personal: _, interface: _ } = document;
    let FrontMatter { span: front, allowances, .. } = front;
    let Text { span, headings, anchors, items, points, has_code, checklists, .. } = text;
    let Text { tables: _, prose: _, blocks: _, dates_as_entries: _, dates: _, periods: _, .. } = text;
    let below = mentions.iter().filter(|mention| mention.whole.start >= front.end);
    let said = Said {
        front: file.get(front.range()).unwrap_or_default(),
        allowances,
        span: *span,
        headings,
        anchors,
        items,
        points,
        has_code: *has_code,
        checklists,
        mentions: below.map(|mention| (mention, file.get(mention.whole.range()).unwrap_or_default())).collect(),
    };
    // What cannot be told, or split, is as good as new.
    let told = if split.fault.is_some() { None } else { work::exact_but_places(&said) };
    Interface(Key::of(&[path.as_bytes(), told.as_deref().unwrap_or(file.as_bytes())]).0)
}

#[cfg(test)]
mod tests {
    use crate::parse::document;
    use crate::source::Source;

    fn interface(file: &str) -> [u8; 32] {
        document(&Source::decode("content/referat/styret/2020-01-02.md", file.as_bytes())).interface.0
    }

    #[test]
    fn words_of_the_text_are_no_part_of_it_and_all_else_is() {
        let file = "---\ntype: referat\ntittel: Møte\norgan: styret\ndato: 2020-01-02\n---\n\n\
                    ## Sak 1 Budsjett\n\nSe [planen](plan).\n\n## Sak 2 Annet\n\nIngenting.\n";
        let edited = |from: &str, to: &str| {
            assert!(file.contains(from), "{from}");
            interface(&file.replacen(from, to, 1)) != interface(file)
        };
        assert!(!edited("Ingenting.", "Noe, på flere linjer.\n\nOg et avsnitt til.\n\n| a | b |\n|---|---|\n| 1 | 2 |"));
        assert!(!edited("Se [", "Les først [") && !edited("(plan).", "(plan), som er ny."));
        for (from, to) in [
            ("Møte", "Møtet"),
            ("2020-01-02", "2020-01-03"),
            ("Budsjett", "Budsjettet"),
            ("(plan)", "(plana)"),
            ("[planen](plan)", "[plan](plan)"),
            ("[planen](plan)", "[planen][plan]"),
            ("[planen](plan)", ""),
            ("Ingenting.", "Se [planen](plan)."),
            ("Ingenting.", "### Underpunkt"),
            ("Ingenting.", "```\nkode\n```"),
        ] {
            assert!(edited(from, to), "{from} → {to}");
        }
        let open = file.replacen("---\n\n##", "\n##", 1);
        assert_ne!(interface(&open), interface(&open.replacen("Ingenting.", "Noe.", 1)), "front matter without an end");
        let moved = file.replacen("Se [planen](plan).\n\n", "", 1).replacen("Ingenting.", "Ingenting.\n\nSe [planen](plan).", 1);
        assert_ne!(interface(&moved), interface(file), "a reference that stands in another agenda item");
    }
}
