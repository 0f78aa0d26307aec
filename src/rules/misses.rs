//! Mentions that lead nowhere, with the exact bytes at fault. Each kind of miss belongs to one rule, so one fault gives one finding.
//!
//! What may not enter: a rule's own sentences.

use super::naming;
use crate::diagnostic::Bilingual;
use crate::index::nearest::PartyKind;
use crate::index::{Miss, Reference, Resolution, Site, Subject, Suggestion};
use crate::model::{Form, Mention};
use crate::output::name;
use crate::source::{Place, Span, Spanned};

/// A mention that leads nowhere.
pub(super) struct Lost<'s> {
    site: &'s Site,
    /// The document it stands in.
    pub document: usize,
    /// What was written.
    pub mention: &'s Mention,
    /// Why it leads nowhere.
    pub miss: &'s Miss,
}

/// Every mention that leads nowhere, by document, then in the order of the file.
pub(super) fn lost(site: &Site) -> impl Iterator<Item = Lost<'_>> {
    site.misses().filter_map(move |reference: &Reference| match &reference.resolution {
        Resolution::Miss(miss) => Some(Lost { site, document: reference.document, mention: site.mention(reference), miss }),
        _ => None,
    })
}

impl<'s> Lost<'s> {
    /// The bytes of the target without its anchor.
    pub fn target(&self) -> Place {
        self.site.place(self.document, without_anchor(self.mention))
    }

    /// The bytes of the anchor, or of everything where the anchor is all there is.
    pub fn anchor(&self) -> Place {
        self.site.place(self.document, anchor(self.mention).map_or(self.mention.span, |anchor| anchor.span))
    }

    /// The target as its author wrote it, without its anchor; dots in an exempt document.
    pub fn written(&self) -> &'s str {
        let words = match &self.mention.form {
            Form::Document { id, .. } => id.as_str(),
            Form::Path { path, .. } => path,
            Form::AgendaItem(written)
            | Form::Anchor(written)
            | Form::Party(written)
            | Form::Case(written)
            | Form::File(written)
            | Form::External(written)
            | Form::Unknown(written) => written,
            Form::Statute(citation) => &citation.statute,
            Form::Decision(_) | Form::Attachment(_) => self.site.sources.slice(self.target()),
        };
        naming::quoted(self.site, self.document, words)
    }

    /// What comes near to the target; nothing in an exempt document, as it would tell of its words.
    pub fn near(&self, find: impl FnOnce() -> Vec<Suggestion>) -> Vec<Suggestion> {
        if naming::is_exempt(self.site, self.document) { Vec::new() } else { find() }
    }

    /// How the target would have to be written, were letter case of no account, and whether it is an attachment.
    pub fn other_case(&self) -> Option<(&'s str, bool)> {
        let Miss::LetterCase(actual) = self.miss else { return None };
        let attachment = match &self.mention.form {
            Form::Document { .. } => self.site.find_document(actual).is_none(),
            Form::Path { .. } => is_file(actual),
            _ => true,
        };
        Some((actual, attachment))
    }

    /// The target as written, with the letter case that the file has; none where that is not all the difference.
    pub fn respelt(&self) -> Option<String> {
        let (actual, _) = self.other_case()?;
        respell(self.site.sources.slice(self.target()), actual)
    }
}

/// The anchor of a mention, where it is a part of it.
pub(super) fn anchor(mention: &Mention) -> Option<&Spanned<String>> {
    match &mention.form {
        Form::Document { anchor, .. } | Form::Path { anchor, .. } => anchor.as_ref(),
        _ => None,
    }
}

/// The bytes of a mention's target up to the `#` of its anchor.
pub(super) fn without_anchor(mention: &Mention) -> Span {
    match anchor(mention) {
        Some(anchor) => Span { start: mention.span.start, end: anchor.span.start.saturating_sub(1).max(mention.span.start) },
        None => mention.span,
    }
}

/// The people, bodies and units that were probably meant, with the `@` that the text writes before an id.
pub(super) fn nearest_parties(site: &Site, place: Place, written: &str, kind: Option<PartyKind>) -> Vec<Suggestion> {
    let mut nearest = site.nearest_parties(written, kind);
    if site.sources.slice(place).starts_with('@') {
        for suggestion in &mut nearest {
            suggestion.written.insert(0, '@');
        }
    }
    nearest
}

/// Which register an id of no known kind was probably meant for: that of the nearest id, people where none is near.
pub(super) fn probable_kind(site: &Site, written: &str) -> PartyKind {
    let nearest = site.nearest_parties(written, None);
    match nearest.first().and_then(|first| site.find_party(first.written.trim_start_matches('@'))) {
        Some(Subject::Body(_)) => PartyKind::Body,
        Some(Subject::Unit(_)) => PartyKind::Unit,
        _ => PartyKind::Person,
    }
}

/// What is to be said of an id that is neither a person's, a body's nor a unit's, where any of them could stand.
pub(super) fn no_party(written: &str) -> Bilingual {
    Bilingual::new(
        format!("Det finnes verken person, organ eller enhet «{written}» i registrene"),
        format!("There is neither person, body nor unit “{written}” in the registers"),
    )
}

/// Whether a path ends like an attachment: in an extension other than a document's.
fn is_file(path: &str) -> bool {
    name::extension(path).is_some_and(|extension| {
        !extension.eq_ignore_ascii_case("md") && !extension.is_empty() && extension.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// A written path or id in the letter case of the actual one, part by part from the end; none where anything else differs.
fn respell(written: &str, actual: &str) -> Option<String> {
    let mut names = actual.rsplit('/');
    let mut parts: Vec<String> = Vec::new();
    for part in written.rsplit('/') {
        if matches!(part, "" | "." | "..") {
            parts.push(part.to_owned());
            continue;
        }
        let name = names.next()?;
        let stem = |text: &str| text.strip_suffix(".md").map(str::to_owned);
        let (same, with_case) = match (stem(part), stem(name)) {
            (Some(_), None) => (part.to_lowercase() == format!("{}.md", name.to_lowercase()), format!("{name}.md")),
            (None, Some(short)) => (part.to_lowercase() == short.to_lowercase(), short),
            _ => (part.to_lowercase() == name.to_lowercase(), name.to_owned()),
        };
        if !same {
            return None;
        }
        parts.push(with_case);
    }
    parts.reverse();
    let respelt = parts.join("/");
    (respelt != written).then_some(respelt)
}

#[cfg(test)]
mod tests {
    use super::respell;

    #[test]
    fn only_letter_case_is_mended() {
        let mended = |written, actual| respell(written, actual);
        assert_eq!(mended("Mandat/Prosjektet", "mandat/prosjektet").as_deref(), Some("mandat/prosjektet"));
        assert_eq!(mended("../Mandat/prosjektet.md", "content/mandat/prosjektet.md").as_deref(), Some("../mandat/prosjektet.md"));
        assert_eq!(mended("../Mandat/prosjektet.md", "mandat/prosjektet").as_deref(), Some("../mandat/prosjektet.md"));
        assert_eq!(mended("Plan.PDF", "content/notat/tall/plan.pdf").as_deref(), Some("plan.pdf"));
        assert_eq!(mended("/mandat/Prosjektet/", "mandat/prosjektet").as_deref(), Some("/mandat/prosjektet/"));
        assert_eq!(mended("mandat/prosjekt", "mandat/prosjektet"), None);
        assert_eq!(mended("Plan%20A.pdf", "content/plan a.pdf"), None);
    }
}
