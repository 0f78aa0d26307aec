//! What several pages show of decisions, action items, attachments and headings.

use serde::Serialize;

use super::link::{Link, Somebody, address, encode, foreign, published, section_address, somebody, target_link, title};
use super::state::{self, State};
use crate::index::{Reference, Site, Subject, Visibility};
use crate::model::{ActionStatus, Date, Due, Heading, Role};
use crate::output::name;

/// A decision as a box in its agenda item, or a row of a register.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionBox {
    /// `SG 3/17`.
    pub id: String,
    /// Its anchor in the minutes.
    pub slug: String,
    /// Its own page.
    pub url: String,
    /// Its title, where it has one other than the item's.
    pub title: Option<String>,
    /// Whether it counts.
    pub state: State,
    /// Its legal basis.
    pub basis: Option<Link>,
    /// The text is withheld.
    pub withheld: bool,
    /// The documents it adopts, approves or changes.
    pub covers: Vec<Link>,
    /// The language of its text, where it is another than the site's.
    pub lang: Option<String>,
    /// Which piece its text is.
    pub html: usize,
}

/// An action item as a row.
#[derive(Debug, Clone, Serialize)]
pub struct ActionRow {
    /// Its anchor in the minutes.
    pub anchor: String,
    /// `open`, `closed`, `cancelled`.
    pub state: &'static str,
    /// Who is to do it.
    pub responsible: Vec<Somebody>,
    /// By which day.
    pub due: Option<Date>,
    /// `next`, `ongoing`, or nothing.
    pub due_kind: &'static str,
    /// Where it was closed.
    pub closed_in: Option<Link>,
    /// The day of that meeting.
    pub closed_on: Option<Date>,
    /// Which piece its text is.
    pub html: usize,
}

/// An attachment with its type and size.
#[derive(Debug, Clone, Serialize)]
pub struct File {
    /// From 1.
    pub number: usize,
    /// Its title, leading to the file where the audience gets it.
    pub link: Link,
    /// What it is for.
    pub role: Option<String>,
    /// `PDF`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Bytes.
    pub size: Option<u64>,
    /// It is exempt: number and word are all there is.
    pub withheld: bool,
}

impl File {
    fn withheld(number: usize) -> Self {
        Self { number, link: Link::plain(""), role: None, kind: String::new(), size: None, withheld: true }
    }
}

/// An entry of a page's list of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// The fragment.
    pub anchor: String,
    /// What stands there, as the document says it.
    pub title: String,
    /// Instead of a title: the key of the theme's words, for sections of the page's own.
    pub key: Option<&'static str>,
    /// 2 or 3.
    pub level: u8,
}

impl Contents {
    /// A section that the page adds to the text.
    #[must_use]
    pub fn own(anchor: &str, key: &'static str) -> Self {
        Self { anchor: anchor.to_owned(), title: String::new(), key: Some(key), level: 2 }
    }
}

/// The headings of the two upper levels of a document's text.
#[must_use]
pub fn contents(site: &Site, document: usize) -> Vec<Contents> {
    let headings = site.document(document).text.headings.iter().filter(|heading| heading.level <= 3);
    let entry = |heading: &Heading| Contents {
        anchor: encode(&heading.anchor),
        title: heading.title.clone(),
        key: None,
        level: heading.level.max(2),
    };
    headings.map(entry).collect()
}

/// The links of every mention of a role in a document.
#[must_use]
pub fn role_links(site: &Site, document: usize, role: Role) -> Vec<Link> {
    let mut links = Vec::new();
    for target in site.references_as(document, role).filter_map(Reference::target).filter(|target| published(site, target.subject)) {
        let link = target_link(site, target);
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// A legal basis as written, leading to the statute's section.
#[must_use]
pub fn basis(site: &Site, document: usize, role: Role, written: &str) -> Link {
    let url = site.references_as(document, role).find_map(|reference| section_address(site, reference));
    Link { words: written.to_owned(), url, lang: None }
}

/// A decision as a box; nothing where the audience gets nothing of it.
#[must_use]
pub fn decision_box(site: &Site, place: usize, html: usize) -> Option<DecisionBox> {
    let entry = site.decisions.get(place).filter(|_| published(site, Subject::Decision(place)))?;
    let (decision, id, document) = (site.decision(place)?, &entry.id, entry.document);
    let role = u16::try_from(entry.nth).unwrap_or(u16::MAX);
    Some(DecisionBox {
        id: id.to_string(),
        slug: id.slug(),
        url: address(site, Subject::Decision(place)),
        title: decision.title.as_ref().filter(|_| !decision.exempt).map(|title| title.value.clone()),
        state: state::decision(site, entry.state),
        basis: decision.basis.as_ref().map(|written| basis(site, document, Role::DecisionBasis(role), &written.value)),
        withheld: decision.exempt,
        covers: role_links(site, document, Role::Covers(role)),
        lang: foreign(site, document),
        html,
    })
}

/// The action item at a place of the site's list.
#[must_use]
pub fn action_row(site: &Site, action: usize, html: usize) -> Option<ActionRow> {
    let entry = site.actions.get(action)?;
    let item = site.action(action)?;
    let day = site.date(entry.document);
    Some(ActionRow {
        anchor: action_anchor(entry.nth),
        state: match site.action_status(action) {
            ActionStatus::Open => "open",
            ActionStatus::Closed => "closed",
            ActionStatus::Cancelled => "cancelled",
        },
        responsible: item.responsible.iter().map(|who| somebody(site, who, day)).collect(),
        due: entry.due,
        due_kind: match item.due.as_ref().map(|due| due.value) {
            Some(Due::NextMeeting) => "next",
            Some(Due::Ongoing) => "ongoing",
            _ => "",
        },
        closed_in: site.closed_in(action).filter(|target| published(site, target.subject)).map(|target| target_link(site, target)),
        closed_on: site.closed_in(action).and_then(|target| site.date(target.subject.document()?)),
        html,
    })
}

/// The anchor of an action item in its minutes; the theme's own, so it begins with `_`.
#[must_use]
pub fn action_anchor(nth: usize) -> String {
    format!("_oppfolging-{}", nth + 1)
}

/// A document's attachments as the audience gets them; those it may not see are left out, an exempt one keeps its number.
#[must_use]
pub fn files(site: &Site, document: usize) -> Vec<File> {
    let entry = site.entry(document);
    let listed = site.document(document).front.attachments.iter().enumerate();
    let mut files = Vec::new();
    for (n, attachment) in listed {
        match site.attachment_visibility(document, n) {
            Visibility::Full => {}
            Visibility::Stub => {
                files.push(File::withheld(n + 1));
                continue;
            }
            Visibility::Hidden => continue,
        }
        let file = entry.attachments.get(n).copied().flatten();
        let named = attachment.title.as_ref().map(|title| title.value.clone());
        let name = named.or_else(|| file.map(|file| title(site, Subject::File(file)))).unwrap_or_default();
        let found = file.and_then(|file| site.files.get(file));
        files.push(File {
            number: n + 1,
            link: Link {
                url: file.map(Subject::File).filter(|file| site.shown(*file)).map(|file| address(site, file)),
                ..Link::plain(name)
            }
            .said_in(site, document),
            role: attachment.role.as_ref().map(|role| role.value.clone()),
            kind: found.map_or_else(String::new, |file| name::extension(&file.path).unwrap_or_default().to_uppercase()),
            size: found.map(|file| file.size),
            withheld: false,
        });
    }
    files
}
