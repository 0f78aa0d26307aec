//! Links and images: what an author wrote, led to where the index says that the audience may go.

use pulldown_cmark::LinkType;

use super::{Open, Writer};
use crate::index::{Reference, Resolution, Subject};
use crate::model::Form;
use crate::pages::body::escape::{escape, tie};
use crate::pages::body::links::{Destination, destination, outside, tells};

impl Writer<'_> {
    pub(super) fn begin_link(&mut self, kind: LinkType, url: &str, id: &str, start: u32) {
        let reference = self.links.find(start, &[url, id]);
        let lone = matches!(kind, LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::Shortcut | LinkType::Collapsed);
        let leads = match reference {
            Some(reference) => destination(self.links.site, self.links.document, reference),
            None if matches!(kind, LinkType::Email) => outside(&format!("mailto:{}", url.trim_start_matches("mailto:"))),
            None => outside(url),
        };
        // A label that only names an id is shown by the title of what it means; `SG 3/17` and `Sak 4` are what people say.
        let by_title = reference.is_some_and(|reference| {
            let form = &self.links.site.mention(reference).form;
            lone && matches!(form, Form::Document { .. } | Form::Path { .. } | Form::Party(_) | Form::Case(_))
                || tells(self.links.site, reference)
        });
        match leads {
            Destination::Inside { url, title, fate } => {
                // On paper an author's own words need an address after them; a title, an id or a name is what it is found by.
                let printed = if lone || !reference.is_some_and(|reference| self.needs_address(reference)) {
                    String::new()
                } else {
                    format!(" data-to=\"{}\"", escape(url.trim_matches('/')))
                };
                self.push(&format!("<a href=\"{}\"{printed}>", escape(&crate::theme::relative(&self.links.root, &url))));
                let fate = fate.filter(|_| self.is_to_be_told(reference));
                let fate = fate.map(|word| format!("&nbsp;<span class=\"fate\">({word})</span>"));
                let end = || format!("</a>{}", fate.as_deref().unwrap_or_default());
                if by_title {
                    self.catch();
                    self.open.push(Open::Instead(format!("{}{}", escape(&tie(&title)), end())));
                } else if fate.is_some() {
                    self.open.push(Open::Followed(end()));
                } else {
                    self.open.push(Open::Anchor);
                }
            }
            Destination::Outside(url) => {
                self.push(&format!("<a href=\"{}\" rel=\"noopener\" class=\"external\">", escape(&url)));
                self.open.push(Open::Anchor);
            }
            Destination::Withheld(note) => self.instead(&note),
            // A lone label that nobody knows is what the author wrote, brackets and all.
            Destination::Nowhere if kind == LinkType::ShortcutUnknown && reference.is_none() => {
                self.push("[");
                self.open.push(Open::Followed("]".to_owned()));
            }
            Destination::Nowhere => self.open.push(Open::Words),
        }
    }

    /// Whether what became of what a link leads to stands beside it: the first time under a heading. A field's text, a decision's above
    /// all, is shown as it was decided.
    fn is_to_be_told(&mut self, reference: Option<&Reference>) -> bool {
        let subject = reference.and_then(Reference::target).map(|target| target.subject).filter(|_| self.links.of_file());
        subject.is_some_and(|subject| self.told.insert((self.label.clone(), subject)))
    }

    /// Shows a note in the place of what is written.
    fn instead(&mut self, note: &str) {
        self.catch();
        self.open.push(Open::Instead(escape(note).into_owned()));
    }

    /// Whether a reference leads to another document, a decision or a file; not to another place of the same text, nor to somebody.
    fn needs_address(&self, reference: &Reference) -> bool {
        reference.target().is_some_and(|target| match target.subject {
            Subject::Document(document) => document != self.links.document,
            subject => matches!(subject, Subject::Decision(_) | Subject::File(_)),
        })
    }

    pub(super) fn begin_image(&mut self, url: &str, id: &str, start: u32) {
        let site = self.links.site;
        let reference = self.links.find(start, &[url, id]).map(|reference| (reference, destination(site, self.links.document, reference)));
        if let Some((_, Destination::Withheld(note))) = &reference {
            return self.instead(note);
        }
        let image = reference.and_then(|(reference, leads)| {
            let Destination::Inside { url, .. } = leads else { return None };
            let Resolution::Target(target) = &reference.resolution else { return None };
            let Subject::File(file) = target.subject else { return None };
            let size = site.inspected.get(file).and_then(Option::as_ref).and_then(|inspection| inspection.dimensions);
            Some((url, size))
        });
        self.catch();
        self.plain.push(String::new());
        self.open.push(Open::Image(image));
    }

    pub(super) fn end_link(&mut self) {
        match self.open.pop() {
            Some(Open::Anchor) => self.push("</a>"),
            Some(Open::Followed(words)) => self.push(&words),
            Some(Open::Instead(html)) => {
                self.caught();
                self.push(&html);
            }
            Some(Open::Image(image)) => {
                self.caught();
                let alternative = self.plain.pop().unwrap_or_default();
                let alternative = escape(&alternative);
                match image {
                    Some((url, size)) => {
                        let size = size.map_or_else(String::new, |(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
                        let url = crate::theme::relative(&self.links.root, &url);
                        let url = escape(&url);
                        self.push(&format!("<img src=\"{url}\" alt=\"{alternative}\"{size} loading=\"lazy\">"));
                    }
                    // No picture is fetched from elsewhere: its words stand for it.
                    None => self.push(&alternative),
                }
            }
            Some(Open::Words) | None => {}
        }
    }
}
