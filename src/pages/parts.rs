//! What several pages show of decisions, action items, attachments and facts.

use serde::Serialize;

use super::link::{Link, Somebody, address, encode, foreign, party, published, section_address, somebody, target_link, title};
use super::state::{self, State};
use crate::index::{Reference, Site, Subject, Visibility};
use crate::model::mandate::Period;
use crate::model::{ActionStatus, Adoption, Date, DateSpan, Due, Heading, Role};
use crate::source::{Span, Spanned};

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

/// A line of the facts above a document's text; one of its fields is filled, but for what is told of links.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Fact {
    /// The key of its words in the theme's texts.
    pub label: &'static str,
    /// Plain words.
    pub words: Option<String>,
    /// A day.
    pub date: Option<Date>,
    /// Somebody.
    pub somebody: Option<Somebody>,
    /// One or more links.
    pub links: Vec<Link>,
    /// The day of what the links lead to, told after them.
    pub made_on: Option<Date>,
    /// The case number there, told last.
    pub item: Option<String>,
    /// A state.
    pub state: Option<State>,
    /// The beginning of a period.
    pub from: Option<When>,
    /// The end of a period, which belongs to it.
    pub to: Option<When>,
}

/// A day, month, quarter, half-year or year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct When {
    /// As written, for the theme to put into words: `2018-01-18`, `2018-01`, `2018-Q1`.
    pub written: String,
    /// Its first day.
    pub from: Date,
}

impl When {
    /// What a date or period is shown by.
    #[must_use]
    pub fn of(span: &DateSpan) -> Self {
        Self { written: span.written.trim().to_owned(), from: span.from }
    }
}

impl Fact {
    /// A period; nothing where neither end is known.
    #[must_use]
    pub fn period(label: &'static str, period: &Period) -> Option<Self> {
        let end = |end: &Option<Spanned<DateSpan>>| end.as_ref().map(|end| When::of(&end.value));
        let (from, to) = (end(&period.from), end(&period.to));
        (from.is_some() || to.is_some()).then(|| Self { label, from, to, ..Self::default() })
    }

    /// Plain words.
    pub fn words(label: &'static str, words: impl Into<String>) -> Self {
        Self { label, words: Some(words.into()), ..Self::default() }
    }

    /// A day.
    #[must_use]
    pub fn date(label: &'static str, date: Date) -> Self {
        Self { label, date: Some(date), ..Self::default() }
    }

    /// Links; nothing where there are none.
    #[must_use]
    pub fn links(label: &'static str, links: Vec<Link>) -> Option<Self> {
        (!links.is_empty()).then(|| Self { label, links, ..Self::default() })
    }

    /// Somebody.
    #[must_use]
    pub fn somebody(label: &'static str, somebody: Somebody) -> Self {
        Self { label, somebody: Some(somebody), ..Self::default() }
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

/// What a field's mention leads to, as a link; nothing where it leads nowhere.
#[must_use]
pub fn resolved(site: &Site, document: usize, span: Span) -> Option<Link> {
    let target = site.reference_at(document, span)?.target()?;
    published(site, target.subject).then(|| target_link(site, target))
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
        closed_in: item.closed_in.as_ref().and_then(|place| resolved(site, entry.document, place.span)),
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
            kind: found.map_or_else(String::new, |file| extension(&file.path)),
            size: found.map(|file| file.size),
            withheld: false,
        });
    }
    files
}

fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_uppercase())
}

/// Who adopted a document: the decision, or what is known of one that is not in the site.
#[must_use]
pub fn adopted(site: &Site, document: usize) -> Option<Fact> {
    let adoption = site.document(document).front.adopted.as_ref()?;
    match &adoption.value {
        Adoption::Decision(written) => {
            let link = role_links(site, document, Role::AdoptedBy).into_iter().next().unwrap_or_else(|| Link::plain(written.clone()));
            Fact::links("adopted", vec![link])
        }
        Adoption::Elsewhere { body, date, item } => {
            let body = body.as_ref().map(|body| party(site, &body.value));
            let date = date.as_ref().map(|date| date.value);
            let item = item.as_ref().map(|item| item.value.clone());
            match (body, date) {
                (Some(body), made_on) => Some(Fact { label: "adopted", links: vec![body], made_on, item, ..Fact::default() }),
                (None, Some(date)) => Some(Fact::date("adopted", date)),
                (None, None) => None,
            }
        }
    }
}

/// The facts that every type has, after its own.
#[must_use]
pub fn common_facts(site: &Site, document: usize) -> Vec<Fact> {
    let front = &site.document(document).front;
    let mut facts = Vec::new();
    if let Some(responsible) = &front.responsible {
        facts.extend(Fact::links("responsible", vec![party(site, &responsible.value)]));
    }
    facts.extend(adopted(site, document));
    if let Some(date) = &front.valid_from {
        facts.push(Fact::date("valid_from", date.value));
    }
    if let Some(date) = &front.valid_to {
        facts.push(Fact::date("valid_to", date.value));
    }
    if let Some(date) = &front.review {
        facts.push(Fact::date("review", date.value));
    }
    facts.extend(Fact::links("replaces", role_links(site, document, Role::ReplacesDocument)));
    facts.extend(Fact::links("related", role_links(site, document, Role::Related)));
    facts.extend(Fact::links("topics", front.topics.iter().map(|topic| topic_link(&topic.value)).collect()));
    if let Some(written) = &front.basis {
        facts.extend(Fact::links("basis", vec![basis(site, document, Role::Basis, &written.value)]));
    }
    if let Some(reference) = &front.archive_ref {
        facts.push(Fact::words("archive_ref", reference.value.clone()));
    }
    facts
}

/// The page of a topic.
#[must_use]
pub fn topic_link(topic: &str) -> Link {
    Link::to(topic, format!("/tema/{}/", encode(&crate::index::lists::topic_slug(topic))))
}
