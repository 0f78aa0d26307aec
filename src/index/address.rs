//! Which addresses are taken, which are taken twice, and which former ones redirect.

use std::collections::HashSet;

use super::{Site, Subject, path, url};

/// The address of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The URL in the form that addresses are compared in: NFC, lower case.
    pub folded: String,
    /// What lies there.
    pub subject: Subject,
}

/// A former address of a document, as `alias` lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The document.
    pub document: usize,
    /// Its place in the document's list.
    pub nth: usize,
    /// The URL below the site's root, beginning with `/`, and ending with `/` unless it names a file; none where it cannot be one.
    pub url: Option<String>,
}

/// A former address that leads on to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The former URL, as in [`Alias::url`].
    pub from: String,
    /// The document it leads to.
    pub document: usize,
}

impl Site {
    /// Groups of documents whose ids are alike without letter case.
    #[must_use]
    pub fn duplicate_documents(&self) -> &[Vec<usize>] {
        &self.tables.duplicates
    }

    /// The reserved first part that a document's id begins with, if it does: its URL is one of the program's own.
    #[must_use]
    pub fn reserved_part(&self, document: usize) -> Option<&'static str> {
        let first = self.document(document).id.as_str().split('/').next().unwrap_or_default().to_lowercase();
        url::RESERVED.iter().copied().chain(url::asked_for(&self.config)).find(|reserved| *reserved == first)
    }

    /// The address of every page that has a subject: documents, decisions, people, bodies, units, statutes, cases; in this order.
    #[must_use]
    pub fn addresses(&self) -> Vec<Address> {
        let registers = &self.registers;
        let documents = (0..self.documents.len()).map(Subject::Document);
        let decisions = (0..self.decisions.len()).map(Subject::Decision);
        let people = (0..registers.people.entries.len()).map(Subject::Person);
        let bodies = (0..registers.bodies.entries.len()).map(Subject::Body);
        let units = (0..registers.units.entries.len()).map(Subject::Unit);
        let statutes = (0..registers.statutes.entries.len()).map(Subject::Statute);
        let cases = (0..registers.cases.entries.len()).map(Subject::Case);
        let subjects = documents.chain(decisions).chain(people).chain(bodies).chain(units).chain(statutes).chain(cases);
        subjects.map(|subject| Address { folded: path::fold(&self.url(subject)), subject }).collect()
    }

    /// Whether a page of no one subject lies at an address, which is in the form that addresses are compared in: the front page, the page
    /// for lost addresses, search, registers, and the lists by type, year and topic. A page's own file counts as its address.
    #[must_use]
    pub fn has_list(&self, folded: &str) -> bool {
        let address = folded.strip_suffix("index.html").unwrap_or(folded);
        let parts: Vec<&str> = address.trim_matches('/').split('/').collect();
        match parts.as_slice() {
            [""] | ["404.html"] => true,
            [first] => url::RESERVED.contains(first) || self.types().any(|(name, _)| path::fold(name) == *first),
            ["ar", year] => self.years().any(|(known, _)| format!("{known:04}") == **year),
            ["tema", slug] => self.topics().iter().any(|topic| path::fold(&topic.slug) == **slug),
            _ => false,
        }
    }

    /// Every alias of every document, in order.
    #[must_use]
    pub fn aliases(&self) -> Vec<Alias> {
        let of_document = |(document, entry): (usize, &super::Entry)| {
            let aliases = entry.document.front.aliases.iter().enumerate();
            aliases.map(move |(nth, alias)| Alias { document, nth, url: former_url(&alias.value) }).collect::<Vec<_>>()
        };
        self.documents.iter().enumerate().flat_map(of_document).collect()
    }

    /// The redirects of documents that the audience gets: one for each alias that is no page's address and
    /// none of the program's own files', the first where two share one.
    #[must_use]
    pub fn redirects(&self) -> Vec<Redirect> {
        let aliases = self.aliases();
        if aliases.is_empty() {
            return Vec::new();
        }
        let mut taken: HashSet<String> = self.addresses().into_iter().map(|address| address.folded).collect();
        let shown = aliases.into_iter().filter(|alias| self.shown(Subject::Document(alias.document)));
        let free = shown.filter_map(|alias| Some(Redirect { from: alias.url.filter(|url| !url::is_own(url))?, document: alias.document }));
        free.filter(|redirect| taken.insert(path::fold(&redirect.from))).collect()
    }
}

/// An alias as a URL below the site's root; none for a full address or a way out of the site.
fn former_url(written: &str) -> Option<String> {
    let written = written.trim();
    if written.contains("://") || written.contains(['?', '#', '\\']) {
        return None;
    }
    let inner = path::join("", written.trim_start_matches('/'))?;
    let file = inner.rsplit('/').next().is_some_and(|last| last.contains('.')) && !written.ends_with('/');
    match inner.as_str() {
        "" => None,
        _ if file => Some(format!("/{inner}")),
        _ => Some(format!("/{inner}/")),
    }
}

#[cfg(test)]
mod tests {
    use super::former_url;

    #[test]
    fn aliases_become_addresses_below_the_root() {
        for (written, url) in [
            ("gammel/side", Some("/gammel/side/")),
            ("/gammel/side/", Some("/gammel/side/")),
            ("/gammel/side.html", Some("/gammel/side.html")),
            ("https://example.org/x", None),
            ("../ut", None),
            ("/", None),
        ] {
            assert_eq!(former_url(written).as_deref(), url, "{written}");
        }
    }
}
