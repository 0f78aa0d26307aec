//! A document file: split into front matter and text, each read, the mentions of both gathered.

mod days;
mod interface;

use super::front_matter::{self, Read};
use super::{allowances, names, personal, text};
use crate::model::{Anchor, AnchorKind, Details, Document, DocumentId, Interface};
use crate::source::{Cover, Source};

/// Reads a document from its file. `path` is relative to the site's folder (`content/…/x.md`).
#[must_use]
pub fn document(source: &Source) -> Document {
    let file: &str = &source.text;
    let split = front_matter::split(file);
    let Read { mut front, mut details, mut mentions, dates, periods, mut faults } = front_matter::read(file, &split);
    let (mut text, text_mentions, text_faults) = text::text(file, split.body, text::Kind::of(details.type_name()));
    mentions.extend(text_mentions);
    mentions.sort_by_key(|mention| (mention.whole.start, mention.whole.end));
    faults.extend(text_faults);
    days::mend(&source.path, &mut front, &mut details, &text, &mut faults);
    faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
    text.dates.extend(dates);
    text.dates.sort_by_key(|date| (date.span.start, date.span.end));
    text.periods.extend(periods);
    text.periods.sort_by_key(|period| (period.span.start, period.span.end));
    text.anchors.extend(decision_anchors(&details));
    front.allowances.extend(allowances::in_text(file, split.body));
    let personal = personal::find(file);
    if !personal.is_empty() {
        // Half of a number is no date, and must not be told as one.
        let personal = Cover::of(personal.iter().map(|found| found.span));
        text.dates.retain(|date| !personal.holds(date.span));
    }
    let (id, path) = (document_id(&source.path), source.path.clone());
    let (rows, interface) = (Vec::new(), Interface::default());
    let mut document = Document { id, path, front, details, text, mentions, rows, faults, personal, interface };
    document.rows = names::rows(&document, source);
    document.interface = interface::of(&document, file, &split);
    document
}

/// `#sg-3-17`, in the minutes that hold the decision.
fn decision_anchors(details: &Details) -> Vec<Anchor> {
    let Details::Minutes(minutes) = details else { return Vec::new() };
    let ids = minutes.decisions.iter().filter_map(|decision| decision.id.as_ref());
    ids.map(|id| Anchor { name: id.value.slug(), span: id.span, kind: AnchorKind::Decision, title: id.value.to_string() }).collect()
}

/// The id of a document file: below `content/`, without `.md`, a trailing `/index` dropped, NFC.
#[must_use]
pub fn document_id(path: &str) -> DocumentId {
    use unicode_normalization::UnicodeNormalization;
    let id = path.strip_prefix("content/").unwrap_or(path);
    let id = id.strip_suffix(".md").unwrap_or(id);
    let id = if id == "index" { "" } else { id.strip_suffix("/index").unwrap_or(id) };
    DocumentId(id.nfc().collect::<String>().into())
}

#[cfg(test)]
mod tests;
