//! What could not be read: what it lacks says nothing then, and the fault in it is found already.
//!
//! What may not enter: what a reference leads to.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Kind, Notes};
use crate::diagnostic::{Bilingual, Fault, FaultKind};
use crate::index::Site;
use crate::model::{DecisionId, Details, Document, RegisterKind};
use crate::output::name;
use crate::source::{Place, SourceId, Span};

/// Whether a register could not be read to its end.
pub(super) fn register(site: &Site, kind: RegisterKind) -> bool {
    let broken = |fault: &Fault| matches!(fault.kind, FaultKind::Syntax { .. } | FaultKind::Limit { .. });
    source(site, kind).is_some_and(|source| site.register_faults.iter().any(|(file, fault)| *file == source && broken(fault)))
}

/// Notes that a rule left a register's ids alone.
pub(super) fn leave_alone(site: &Site, kind: RegisterKind, notes: &mut Notes) {
    let Some(source) = source(site, kind) else { return };
    let name = site.sources.get(source).map_or("", |source| name::last(&source.path));
    let reason = Bilingual::new(format!("«{name}» kunne ikke leses"), format!("“{name}” could not be read"));
    notes.leave(Kind::Register, Place::new(source, Span::default()), reason);
}

fn source(site: &Site, kind: RegisterKind) -> Option<SourceId> {
    let registers = &site.registers;
    match kind {
        RegisterKind::People => registers.people.source,
        RegisterKind::Bodies => registers.bodies.source,
        RegisterKind::Units => registers.units.source,
        RegisterKind::Statutes => registers.statutes.source,
        RegisterKind::Cases => registers.cases.source,
    }
}

/// Whether a document's fields or type could not be read, so that what stands in it is not known either.
pub(super) fn document(site: &Site, document: usize) -> bool {
    is_unread(site, site.document(document))
}

/// Whether that is so of any document, or something in it was refused: what is not found may then stand there.
pub fn any(site: &Site) -> bool {
    let ill = |fault: &Fault| matches!(fault.kind, FaultKind::Encoding { .. } | FaultKind::Refused(_));
    site.documents.iter().any(|entry| is_unread(site, &entry.document) || entry.document.faults.iter().any(ill))
}

/// Whether something within a span of a document could not be read.
pub(super) fn within(document: &Document, span: Span) -> bool {
    let first = document.faults.partition_point(|fault| fault.span.start < span.start);
    document.faults.iter().skip(first).take_while(|fault| fault.span.start <= span.end).any(|fault| span.contains(fault.span))
}

/// Whether a document's attachments may have been meant to be listed, and are not for another fault.
pub(super) fn attachments(site: &Site, document: &Document) -> bool {
    let meant = |fault: &Fault| match &fault.kind {
        FaultKind::UnknownKey { nearest, .. } => nearest.as_deref() == Some("vedlegg"),
        FaultKind::WrongShape { key, .. } => key == "vedlegg",
        _ => false,
    };
    is_unread(site, document) || document.faults.iter().any(meant)
}

/// The decisions that may stand in minutes whose front matter could not be read, or under a number that cannot be read.
pub(super) struct Decisions<'s> {
    /// What could not be read.
    texts: Vec<&'s str>,
    /// What in these is like a decision's number: `ST 3/17`, and `T 3/17` with it.
    like: HashSet<&'s str>,
    /// The codes that unreadable numbers have, by their figures; an empty code means any.
    meant: HashMap<Vec<u32>, HashSet<String>>,
}

impl<'s> Decisions<'s> {
    /// Of a site.
    pub fn of(site: &'s Site) -> Self {
        let unread = site.documents.iter().filter(|entry| is_unread(site, &entry.document));
        let texts: Vec<&str> = unread.filter_map(|entry| Some(&*site.sources.get(entry.source)?.text)).collect();
        let like = texts.iter().flat_map(|text| figures_in(text).flat_map(move |figures| with_codes(text, figures))).collect();
        let mut meant: HashMap<Vec<u32>, HashSet<String>> = HashMap::new();
        for fault in site.faulty().flat_map(|entry| &entry.document.faults) {
            let FaultKind::DecisionId { written } = &fault.kind else { continue };
            let (code, figures) = code_and_figures(written);
            if !figures.is_empty() {
                meant.entry(figures).or_default().insert(code);
            }
        }
        Self { texts, like, meant }
    }

    /// Whether this one may: its id stands in such minutes, or such a number has the same figures, and the code or none.
    pub fn may_hold(&self, id: &str) -> bool {
        let (code, figures) = code_and_figures(id);
        let is_meant = self.meant.get(&figures).is_some_and(|codes| codes.contains("") || codes.contains(&code));
        is_meant || self.stands_in_unread(id)
    }

    fn stands_in_unread(&self, id: &str) -> bool {
        let is_like_all = |figures: &str| figures_in(&format!(" {figures}")).map(|found| found.len()).eq([figures.len()]);
        let is_usual = id.rsplit_once(' ').is_some_and(|(code, figures)| DecisionId::is_code(code) && is_like_all(figures));
        if is_usual { self.like.contains(id) } else { self.texts.iter().any(|text| text.contains(id)) }
    }
}

/// Where in a text something is like the figures of a decision's number, with a space before them: up to the second figure of the year.
fn figures_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('/').filter_map(|(slash, _)| {
        let before = text.get(..slash)?;
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let year = text.get(slash + 1..slash + 3)?;
        let fits = number.len() < slash && number.ends_with(' ') && year.bytes().all(|byte| byte.is_ascii_digit());
        fits.then_some(number.len()..slash + 3)
    })
}

/// Figures with what stands before their space: one letter of it, two, and on to the length of a code.
fn with_codes(text: &str, figures: Range<usize>) -> impl Iterator<Item = &str> {
    let before = text.get(..figures.start - 1).unwrap_or_default();
    before.char_indices().rev().take(DecisionId::LONGEST_CODE).filter_map(move |(start, _)| text.get(start..figures.end))
}

/// The letters of what is nearly a decision's number, in capitals, and its figures; a year in two of them.
fn code_and_figures(written: &str) -> (String, Vec<u32>) {
    let code: String = written.chars().take_while(|c| !c.is_ascii_digit()).filter(|c| c.is_alphabetic()).collect();
    let figures = written.split(|c: char| !c.is_ascii_digit()).filter_map(|figure| figure.parse::<u32>().ok());
    (code.to_uppercase(), figures.enumerate().map(|(place, figure)| if place == 0 { figure } else { figure % 100 }).collect())
}

fn is_unread(site: &Site, document: &Document) -> bool {
    use crate::diagnostic::Trap::{NoBreakIndent, TabIndent};
    use FaultKind::{
        Encoding, FrontMatterGap, FrontMatterHyphens, FrontMatterMissing, FrontMatterUnclosed, Limit, Syntax, Trap, UnknownType,
    };
    let unknown_type = matches!(&document.details, Details::Custom(name) if site.config.type_rules(name).is_none());
    unknown_type
        || document.faults.iter().any(|fault| {
            matches!(
                fault.kind,
                FrontMatterMissing
                    | FrontMatterGap
                    | FrontMatterHyphens
                    | FrontMatterUnclosed
                    | Limit { .. }
                    | Syntax { .. }
                    | Trap { trap: TabIndent | NoBreakIndent, replacement: None }
                    | UnknownType { .. }
            ) || matches!(fault.kind, Encoding { .. }) && document.front.span == Span::default()
        })
}

#[cfg(test)]
mod tests {
    use super::{figures_in, with_codes};
    use crate::pipeline::found::all;
    use crate::rules::ref_unknown_decision;

    #[test]
    fn figures_are_found_after_a_space_and_before_the_years_third() {
        let found = |text: &'static str| figures_in(text).map(|figures| &text[figures]).collect::<Vec<_>>();
        assert_eq!(found("ST 3/17, ST 4/2018 og/eller ST 5/1 a/17 æ/18 x6/19 7/20 / 1 /"), ["3/17", "4/20", "7/20"]);
        assert_eq!(with_codes("Æ ST 3/17", 6..10).collect::<Vec<_>>(), ["T 3/17", "ST 3/17", " ST 3/17", "Æ ST 3/17"]);
    }

    #[test]
    fn of_what_stands_in_unread_minutes_no_decision_is_missing() {
        let register = ("content/register/organer.yaml", "styret: {navn: Styret, kode: ST}\n");
        let unread = |id: &str| format!("---\ntype: referat\nvedtak: [{{id: {id}\n---\n");
        for (id, missing) in
            [("ST 3/17", 0), ("ST 3/178", 0), ("XST 3/17", 0), ("ST 13/17", 1), ("ST 3/18", 1), ("S 3/17", 1), ("st 3/17", 1)]
        {
            let minutes = unread(id);
            let note = "---\ntype: notat\ntittel: Notat\ndato: 2019-02-01\n---\nSe [ST 3/17].\n";
            let files = [register, ("content/referat/a.md", minutes.as_str()), ("content/notat/b.md", note)];
            assert_eq!(all(&ref_unknown_decision::RECORD, &files).len(), missing, "{id}");
        }
    }
}
