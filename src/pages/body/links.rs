//! Which reference a link of the text is, and where it leads the audience.

use super::fate;
use crate::index::{Reference, Resolution, Site, Subject, Target, Visibility};
use crate::model::{Form, Mention, Role};
use crate::pages::link::{published, section_address, target_address, title};
use crate::pages::words;
use crate::source::Span;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A page or file of the site, with what it is called.
    Inside {
        /// Below the site's root.
        url: String,
        /// What people call it.
        title: String,
        /// What became of it, where it no longer counts.
        fate: Option<&'static str>,
    },
    /// An address outside, with an allowed scheme.
    Outside(String),
    /// Something the audience gets no page of: what to say instead of the author's words, which may tell of it.
    Withheld(String),
    /// Nowhere: words alone.
    Nowhere,
}

/// The schemes that a link may have.
const SCHEMES: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];

/// Where a reference leads the audience.
#[must_use]
pub fn destination(site: &Site, from: usize, reference: &Reference) -> Destination {
    match &reference.resolution {
        Resolution::Target(target) => inside(site, from, reference, *target),
        Resolution::External => match &site.mention(reference).form {
            Form::External(url) => outside(url),
            _ => Destination::Nowhere,
        },
        Resolution::Miss(_) => Destination::Nowhere,
    }
}

/// An address outside the site, if its scheme is allowed.
#[must_use]
pub fn outside(url: &str) -> Destination {
    let folded: String = url.trim().chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_lowercase();
    if SCHEMES.iter().any(|scheme| folded.starts_with(scheme)) {
        Destination::Outside(url.trim().chars().filter(|c| !c.is_control()).collect())
    } else {
        Destination::Nowhere
    }
}

fn inside(site: &Site, from: usize, reference: &Reference, target: Target) -> Destination {
    if !published(site, target.subject) {
        return withheld(site, from, target.subject);
    }
    let mut url = target_address(site, target);
    let mut words = title(site, target.subject);
    if let Some(anchor) = site.anchor(target) {
        words = if target.subject == Subject::Document(from) { anchor.title.clone() } else { format!("{words}, {}", anchor.title) };
    }
    if let Some(section) = section_address(site, reference) {
        url = section;
    }
    Destination::Inside { url, title: words, fate: fate::word(site, from, target.subject) }
}

/// The links and images of a document's text whose words the audience does not get, as their bytes: nothing but the text itself, which has
/// a note or an id instead, may repeat them.
pub fn withheld_in(site: &Site, document: usize) -> impl Iterator<Item = Span> {
    let led = site.references_in(document).iter().filter(|reference| matches!(reference.role, Role::Text | Role::Image));
    let withheld = led.filter(|reference| tells(site, reference)).map(|reference| site.mention(reference));
    // The id of a decision that stands alone says no more than the page does.
    withheld.filter(|mention| mention.words.is_some() || !matches!(mention.form, Form::Decision(_))).map(|mention| mention.whole)
}

/// Whether the words of a link may tell of a document, decision or file that the audience does not get in full.
pub fn tells(site: &Site, reference: &Reference) -> bool {
    let subject = reference.target().map(|target| target.subject);
    let kept =
        |subject: &Subject| matches!(subject, Subject::Document(_) | Subject::Decision(_) | Subject::File(_)) && !site.shown(*subject);
    subject.is_some_and(|subject| kept(&subject))
}

fn withheld(site: &Site, from: usize, subject: Subject) -> Destination {
    let document = match subject {
        Subject::Decision(decision) => site.decisions.get(decision).map(|decision| decision.document),
        Subject::Document(document) => Some(document),
        _ => None,
    };
    let words = words::of(site.document(from), site);
    let Some(document) = document else {
        return match (subject, site.visibility(subject)) {
            (Subject::File(_), Visibility::Stub) => Destination::Withheld(format!("({})", words.exempt)),
            (Subject::File(_), _) => Destination::Withheld(format!("({})", words.unpublished)),
            _ => Destination::Nowhere,
        };
    };
    let note = match (site.entry(document).visibility, &site.document(document).front.basis) {
        (Visibility::Stub, Some(basis)) => format!("({}, {})", words.exempt, basis.value),
        (Visibility::Stub, None) => format!("({})", words.exempt),
        _ => format!("({})", words.unpublished),
    };
    // What people call a decision is its id, which tells nothing of it.
    let called = if let Subject::Decision(_) = subject { title(site, subject) + " " } else { String::new() };
    Destination::Withheld(called + &note)
}

/// The reference that a link of a document's text is, by the first byte of the whole construct in the file.
pub fn link_at(site: &Site, document: usize, start: u32) -> Option<&Reference> {
    let references = site.references_in(document);
    let begins = |reference: &Reference| site.mention(reference).whole.start;
    let first = references.partition_point(|reference| begins(reference) < start);
    let here = references.iter().skip(first).take_while(|reference| begins(reference) == start);
    // Where two begin at one byte, the one that ends last is meant.
    here.filter(|reference| in_body(reference.role) && !is_citation(site.mention(reference))).last()
}

/// Whether a mention is a statute that running text cites, which no link is written for.
fn is_citation(mention: &Mention) -> bool {
    in_body(mention.role) && matches!(mention.form, Form::Statute(_)) && mention.span == mention.whole
}

fn in_body(role: Role) -> bool {
    matches!(role, Role::Text | Role::Image)
}

/// The references of a text, by where they stand in it.
pub struct Links<'s> {
    pub site: &'s Site,
    pub document: usize,
    pub root: String,
    kind: Kind<'s>,
    /// Citations of statutes in running text, in the order of the file.
    citations: Vec<(Citation, &'s Reference)>,
}

enum Kind<'s> {
    /// A text whose bytes are the file's: a link is known by its place.
    Text,
    /// A text that was decoded from YAML: a link is known by what it says.
    Field(Vec<&'s Reference>),
}

/// How a citation is found again.
enum Citation {
    At(Span),
    Words(String),
}

impl<'s> Links<'s> {
    /// Those of a document's text.
    pub fn of_text(site: &'s Site, document: usize, root: &str) -> Self {
        let cited = site.references_in(document).iter().filter(|reference| is_citation(site.mention(reference)));
        let citations = cited.map(|reference| (Citation::At(site.mention(reference).whole), reference)).collect();
        Self { site, document, root: root.to_owned(), kind: Kind::Text, citations }
    }

    /// Those of a text of the front matter.
    pub fn of_field(site: &'s Site, document: usize, root: &str, role: Role) -> Self {
        let mut listed = Vec::new();
        let mut citations = Vec::new();
        for reference in site.references_as(document, role) {
            let mention = site.mention(reference);
            match mention.form {
                Form::Statute(_) if mention.span == mention.whole => {
                    let words = site.sources.slice(site.place(document, mention.span));
                    citations.push((Citation::Words(words.split_whitespace().collect::<Vec<_>>().join(" ")), reference));
                }
                _ => listed.push(reference),
            }
        }
        Self { site, document, root: root.to_owned(), kind: Kind::Field(listed), citations }
    }

    /// Whether the text's bytes are the file's.
    pub fn of_file(&self) -> bool {
        matches!(self.kind, Kind::Text)
    }

    /// The reference that a link is: by the first byte of the whole construct in the file, or by its target as written.
    pub fn find(&self, start: u32, written: &[&str]) -> Option<&'s Reference> {
        match &self.kind {
            Kind::Text => link_at(self.site, self.document, start),
            Kind::Field(listed) => listed.iter().copied().find(|reference| {
                let span = self.site.mention(reference).span;
                let target = self.site.sources.slice(self.site.place(self.document, span));
                written.iter().any(|written| !written.is_empty() && same_label(written, target))
            }),
        }
    }

    /// The citations that may stand in a run: of those that are known by their place, the ones that do, as no two of them share a byte.
    fn citations_near(&self, file: Option<Span>) -> &[(Citation, &'s Reference)] {
        let Some(file) = file.filter(|_| self.of_file()) else { return &self.citations };
        let place = |(citation, _): &(Citation, &Reference)| match citation {
            Citation::At(span) => *span,
            Citation::Words(_) => Span::default(),
        };
        let first = self.citations.partition_point(|citation| place(citation).end <= file.start);
        let rest = self.citations.get(first..).unwrap_or_default();
        rest.get(..rest.partition_point(|citation| place(citation).start < file.end)).unwrap_or_default()
    }

    /// The citations in a run of text, in order: its bytes there, whether it ends there, and where it leads.
    /// `file` is where the run stands in the file, where its bytes are the file's.
    pub fn citations(&self, words: &str, file: Option<Span>) -> Vec<(std::ops::Range<usize>, Destination)> {
        let mut found = Vec::new();
        for (citation, reference) in self.citations_near(file) {
            let range = match citation {
                // Over emphasis or a line's end a citation is several runs; each part of it is a link.
                Citation::At(span) => file.and_then(|file| {
                    let (start, end) = (span.start.max(file.start), span.end.min(file.end));
                    (start < end).then(|| (start - file.start) as usize..(end - file.start) as usize)
                }),
                Citation::Words(sought) => words.find(sought.as_str()).map(|start| start..start + sought.len()),
            };
            if let Some(range) = range
                && words.get(range.clone()).is_some()
            {
                found.push((range, destination(self.site, self.document, reference)));
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            if free {
                end = range.end;
            }
            free
        });
        found
    }
}

/// Labels are compared without letter case and spacing.
fn same_label(a: &str, b: &str) -> bool {
    let fold = |label: &str| label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    fold(a.trim_start_matches('<').trim_end_matches('>')) == fold(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_schemes_lead_outside() {
        for good in ["https://example.org/", "HTTP://example.org", "mailto:post@example.org", "tel:123"] {
            assert_eq!(outside(good), Destination::Outside(good.to_owned()));
        }
        for bad in
            ["javascript:alert(1)", "java\nscript:alert(1)", " data:text/html,x", "vbscript:x", "file:///etc/passwd", "//example.org"]
        {
            assert_eq!(outside(bad), Destination::Nowhere, "{bad}");
        }
    }
}
