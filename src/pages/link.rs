//! Links as views hold them: words, and the address below the site's root where there is a page to go to.
//!
//! The only place that decides whether the audience may be led somewhere.

use std::borrow::Cow;

use serde::Serialize;

use super::body::tie;
use super::words::language;
use crate::index::{Called, Reference, Resolution, Site, Subject, Target, Visibility};
use crate::model::{Date, Form, Who};
use crate::output::percent;

/// Words, and where they lead; without an address they are plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What stands there.
    pub words: String,
    /// Below the site's root: `/vedtak/sg-3-17/`.
    pub url: Option<String>,
    /// The language of the words, where it is another than the site's.
    pub lang: Option<String>,
}

impl Link {
    /// A link to an address of the site.
    pub fn to(words: impl Into<String>, url: impl Into<String>) -> Self {
        Self { words: words.into(), url: Some(url.into()), lang: None }
    }

    /// Words alone.
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), url: None, lang: None }
    }

    /// The same, in words of a document: its title, or one of its headings.
    #[must_use]
    pub fn said_in(self, site: &Site, document: usize) -> Self {
        Self { lang: foreign(site, document), ..self }
    }
}

/// Somebody, as attendance and lists show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Somebody {
    /// The name, with the page of those in the register.
    pub name: Link,
    /// The role, as said here or held on the day.
    pub role: Option<String>,
    /// The unit, as said here or of the role held on the day.
    pub unit: Option<Link>,
}

/// The language of a document, where it is another than the site's: what its words carry wherever they stand.
#[must_use]
pub fn foreign(site: &Site, document: usize) -> Option<String> {
    let own = language(site.document(document), site);
    (own != site.config.language).then(|| own.to_owned())
}

/// Whether the audience gets a page of it. A decision whose text is withheld has a page that says so, where the audience gets stubs.
#[must_use]
pub fn published(site: &Site, subject: Subject) -> bool {
    match subject {
        Subject::Decision(n) => {
            let holder = site.decisions.get(n).is_some_and(|decision| site.shown(Subject::Document(decision.document)));
            holder && site.visibility(subject) != Visibility::Hidden
        }
        _ => site.shown(subject),
    }
}

/// What people call it; a statute by the name it is cited by.
#[must_use]
pub fn title(site: &Site, subject: Subject) -> String {
    called(site, subject).title.clone()
}

/// The address of a subject below the site's root, ready for an attribute: what a URL gives a meaning to is encoded.
#[must_use]
pub fn address(site: &Site, subject: Subject) -> String {
    called(site, subject).address.clone()
}

fn called(site: &Site, subject: Subject) -> Cow<'_, Called> {
    site.called(subject, || Called { title: tied_name(site, subject), address: encode(site.url(subject)) })
}

fn tied_name(site: &Site, subject: Subject) -> String {
    let name = match subject {
        Subject::Statute(n) => site.statute(n).short_names.first().map_or_else(|| site.name(subject), |name| name.value.clone()),
        Subject::Decision(_) => return site.name(subject).replace(' ', "\u{a0}"),
        _ => site.name(subject),
    };
    tie(&name).into_owned()
}

/// The address of a target, with its fragment.
#[must_use]
pub fn target_address(site: &Site, target: Target) -> String {
    let page = called(site, target.subject);
    match site.anchor(target) {
        Some(anchor) => [&page.address, "#", &encode(&anchor.name)].concat(),
        None => page.address.clone(),
    }
}

/// Where a citation of a statute leads: the section on the statute's page.
#[must_use]
pub fn section_address(site: &Site, reference: &Reference) -> Option<String> {
    let Resolution::Target(target) = &reference.resolution else { return None };
    let Form::Statute(citation) = &site.mention(reference).form else { return None };
    let page = address(site, target.subject);
    Some(citation.sections.first().map_or_else(|| page.clone(), |section| format!("{page}#{}", section_anchor(section))))
}

/// The anchor of a statute's section on the statute's page: `paragraf-14a` for `14 a`.
#[must_use]
pub fn section_anchor(section: &str) -> String {
    let section: String = section.chars().map(|c| if c == '\u{2013}' { '-' } else { c }).filter(|c| !c.is_whitespace()).collect();
    format!("paragraf-{}", encode(section.to_lowercase()))
}

/// A subject with its title, linked where the audience gets a page of it.
#[must_use]
pub fn link(site: &Site, subject: Subject) -> Link {
    if published(site, subject) {
        named(site, subject, address(site, subject))
    } else {
        Link::plain(if let Subject::Decision(_) = subject { title(site, subject) } else { String::new() })
    }
}

/// A target with the title of its page, leading to its place there.
#[must_use]
pub fn target_link(site: &Site, target: Target) -> Link {
    named(site, target.subject, target_address(site, target))
}

/// A subject's title in its language, leading to an address.
fn named(site: &Site, subject: Subject, url: String) -> Link {
    let link = Link::to(title(site, subject), url);
    if let Subject::Document(document) = subject { link.said_in(site, document) } else { link }
}

/// A person, body or unit as a field names it, with the role held on a day.
#[must_use]
pub fn somebody(site: &Site, who: &Who, day: Option<Date>) -> Somebody {
    match who {
        Who::Id(id) => match site.find_party(&id.value) {
            Some(subject) => {
                let (role, unit) = if let Subject::Person(person) = subject { office(site, person, day) } else { (None, None) };
                Somebody { name: link(site, subject), role, unit }
            }
            None => Somebody { name: Link::plain(id.value.clone()), role: None, unit: None },
        },
        Who::Named { name, role, unit, .. } => Somebody {
            name: Link::plain(name.as_ref().map_or("", |name| name.value.as_str())),
            role: role.as_ref().map(|role| role.value.clone()),
            unit: unit.as_ref().map(|unit| somebody(site, unit, day).name),
        },
    }
}

/// The link of a written id of a person, body or unit; the id itself where there is none.
#[must_use]
pub fn party(site: &Site, id: &str) -> Link {
    site.find_party(id).map_or_else(|| Link::plain(id), |subject| link(site, subject))
}

/// The role that a person held on a day, and where; the latest one where no day is given.
fn office(site: &Site, person: usize, day: Option<Date>) -> (Option<String>, Option<Link>) {
    let offices = &site.person(person).offices;
    let held = offices.iter().rev().find(|office| day.is_none_or(|day| office.holds_on(day)));
    held.map_or((None, None), |office| {
        let unit = office.unit.as_ref().map(|unit| somebody(site, unit, day).name);
        (office.role.as_ref().map(|role| role.value.clone()), unit)
    })
}

/// Encodes what would mean something else in a URL; letters such as æ stay readable.
#[must_use]
pub fn encode<'p>(path: impl Into<Cow<'p, str>>) -> String {
    let path = path.into();
    // Nearly every address is as it is, which is seen many bytes at a time. What is no ASCII may be a space or a control sign where its
    // first byte says so.
    let stays = |byte: u8| byte.is_ascii_alphanumeric() | matches!(byte, b'-'..=b'/' | b'_') | ((byte >= 0x80) & (byte != 0xc2));
    if path.bytes().fold(true, |all, byte| all & stays(byte)) {
        return path.into_owned();
    }
    let mut url = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '%' | '?' | '#' | '\\' | '^' | '`' | '{' | '|' | '}' | '\u{a0}' => {
                url.push_str(&percent::encoded(c.encode_utf8(&mut [0; 4]), |_| false));
            }
            c if c.is_control() => {}
            c => url.push(c),
        }
    }
    url
}

/// What [`encode`] encoded, as it was.
#[must_use]
pub fn decode(url: &str) -> String {
    String::from_utf8_lossy(&percent::decoded(url).0).into_owned()
}

/// Letters beyond ASCII as their bytes, for those who take no others: sitemaps, calendars.
#[must_use]
pub fn ascii(address: &str) -> String {
    percent::encoded(address, |byte| byte.is_ascii())
}

/// The way from a page back to the site's root: `../../` for `/vedtak/sg-3-17/`.
#[must_use]
pub fn root(url: &str) -> String {
    "../".repeat(url.trim_matches('/').split('/').filter(|part| !part.is_empty()).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_has_a_step_for_each_folder() {
        assert_eq!(root("/"), "");
        assert_eq!(root("/vedtak/sg-3-17/"), "../../");
    }

    #[test]
    fn addresses_keep_letters_and_encode_what_has_a_meaning() {
        assert_eq!(encode("/a b/møte#1?.pdf"), "/a%20b/møte%231%3F.pdf");
        assert_eq!(encode("å\u{a0}b\u{85}c"), "å%C2%A0bc");
        for path in ["/a b/møte#1?.pdf", "/100 %/%20/", "%"] {
            assert_eq!(decode(&encode(path)), path);
        }
    }
}
