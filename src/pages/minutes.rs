//! Minutes: what state they are in, who was there, what was decided and who does what.

use std::collections::HashMap;

use serde::Serialize;

use super::body;
use super::cited::Kind;
use super::decision::title as decision_title;
use super::facts::{Fact, common_facts};
use super::frame::{Section, page};
use super::link::{Link, Somebody, address, link, party, published, root, somebody};
use super::paper::{Paper, frame, paper};
use super::parts::{ActionRow, Contents, DecisionBox, action_row, decision_box, role_links};
use super::words::item as item_word;
use super::{Draft, Family, Page, Where, of_documents};
use crate::index::{Site, Subject};
use crate::model::{AgendaItem, Attendee, Date, Minutes, Role};
use crate::source::Span;

/// The pages of all minutes.
pub static FAMILY: Family = Family { name: "minutes", lies: Where::AtDocuments, pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    paper: Paper,
    sections: Vec<Part>,
    /// Decisions that belong to no agenda item.
    decisions: Vec<DecisionBox>,
    /// Action items that belong to no agenda item.
    actions: Vec<ActionRow>,
    /// Every decision of the meeting, for the list at the top.
    made: Vec<Made>,
    attendance: Vec<Group>,
}

/// A run of the text: an agenda item, or what stands between them.
#[derive(Serialize)]
struct Part {
    item: Option<Item>,
    html: usize,
    decisions: Vec<DecisionBox>,
    actions: Vec<ActionRow>,
}

/// The head of an agenda item.
#[derive(Serialize)]
struct Item {
    anchor: String,
    number: String,
    title: String,
    /// Whose item it is, in a joint meeting.
    body: Option<Link>,
    case: Option<Link>,
    /// How many times the case has been treated, this one included.
    treatment: usize,
}

/// A decision in the list at the top.
#[derive(Serialize)]
struct Made {
    id: String,
    slug: String,
    title: Option<String>,
}

/// Those present, absent, or guests.
#[derive(Serialize)]
struct Group {
    kind: &'static str,
    people: Vec<Present>,
}

/// Somebody at the meeting.
#[derive(Serialize)]
struct Present {
    who: Somebody,
    items: Option<String>,
    note: Option<String>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    of_documents(site, |document| {
        let minutes = site.document(document).minutes()?;
        Some(move || one(site, document, minutes))
    })
}

fn one<'s>(site: &'s Site, document: usize, minutes: &Minutes) -> Page<'s> {
    let found = site.document(document);
    let url = address(site, Subject::Document(document));
    let spans = spans(&found.text.items, found.text.span, |item| {
        found.text.headings.get(item.heading as usize).map_or(item.content.start, |heading| heading.span.start)
    });
    let footnotes = spans.len();
    let mut boxes: HashMap<Option<usize>, Vec<DecisionBox>> = HashMap::new();
    for &place in site.decisions_in(document) {
        let Some(entry) = site.decisions.get(place) else { continue };
        if let Some(decision) = decision_box(site, place, footnotes + 1 + entry.nth) {
            boxes.entry(entry.item).or_default().push(decision);
        }
    }
    let mut rows: HashMap<Option<usize>, Vec<ActionRow>> = HashMap::new();
    for &n in site.actions_in(document) {
        let Some(entry) = site.actions.get(n) else { continue };
        if let Some(row) = action_row(site, n, footnotes + 1 + minutes.decisions.len() + entry.nth) {
            rows.entry(entry.item).or_default().push(row);
        }
    }
    let sections = spans.iter().enumerate().map(|(n, (item, _))| Part {
        item: item.and_then(|place| Some(head(site, document, place, found.text.items.get(place)?))),
        html: n,
        decisions: item.and_then(|item| boxes.remove(&Some(item))).unwrap_or_default(),
        actions: item.and_then(|item| rows.remove(&Some(item))).unwrap_or_default(),
    });
    let sections: Vec<Part> = sections.collect();
    let attendance = attendance(site, minutes, site.date(document));
    let mut paper = paper(site, document, Vec::new(), &[Kind::Approves]);
    paper.facts = facts(site, document, minutes);
    paper.toc = toc(site, document, &paper.toc, !attendance.is_empty());
    (paper.previous, paper.next) = neighbours(site, document);
    paper.footnotes = footnotes;
    let view = View {
        paper,
        sections,
        made: made(site, document),
        decisions: boxes.remove(&None).unwrap_or_default(),
        actions: rows.remove(&None).unwrap_or_default(),
        attendance,
    };
    let mut frame = frame(site, document, Section::Meetings);
    for &body in site.bodies_of(document) {
        frame = frame.below(link(site, Subject::Body(body)));
    }
    let back = root(&url);
    let wanted: Vec<Span> = spans.iter().map(|(_, span)| *span).collect();
    let html = Box::new(move || pieces(site, document, &back, &wanted));
    page(site, &url, "minutes.html", frame, view, Some(html))
}

/// The decisions as the list at the top names them, as far as the audience gets them.
fn made(site: &Site, document: usize) -> Vec<Made> {
    let places = site.decisions_in(document).iter().filter(|place| published(site, Subject::Decision(**place)));
    let made = places.filter_map(|&place| {
        let id = &site.decisions.get(place)?.id;
        Some(Made { id: id.to_string(), slug: id.slug(), title: decision_title(site, place) })
    });
    made.collect()
}

/// The pieces: the text's, the footnotes, each decision's text, each action item's.
fn pieces(site: &Site, document: usize, root: &str, spans: &[Span]) -> Vec<String> {
    let mut pieces = body::pieces(site, document, root, spans);
    let Some(minutes) = site.document(document).minutes() else { return pieces };
    for (n, decision) in minutes.decisions.iter().enumerate() {
        let text = decision.text.as_ref().filter(|_| !decision.exempt).map_or("", |text| &text.value);
        pieces.push(body::field(site, document, root, text, Role::DecisionText(nth(n))));
    }
    for (n, action) in minutes.action_items.iter().enumerate() {
        let text = action.text.as_ref().map_or("", |text| &text.value);
        pieces.push(body::line(site, document, root, text, Role::ActionText(nth(n))));
    }
    pieces
}

/// A place in a list as roles have it.
fn nth(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// The text cut into agenda items (by their place) and what stands between them.
fn spans(items: &[AgendaItem], text: Span, heading: impl Fn(&AgendaItem) -> u32) -> Vec<(Option<usize>, Span)> {
    let mut spans = Vec::new();
    let mut end = text.start;
    for (n, item) in items.iter().enumerate() {
        let head = heading(item);
        if end < head {
            spans.push((None, Span { start: end, end: head }));
        }
        spans.push((Some(n), item.content));
        end = item.content.end.max(end);
    }
    if end < text.end || spans.is_empty() {
        spans.push((None, Span { start: end, end: text.end.max(end) }));
    }
    spans
}

fn head(site: &Site, document: usize, place: usize, item: &AgendaItem) -> Item {
    let case = site.case_of_item(document, place);
    let treatment = case.and_then(|case| site.treatment_of_item(case, document, place));
    Item {
        anchor: item.anchor.clone(),
        number: item.label(),
        title: item.title.clone(),
        body: item.body.as_ref().map(|body| party(site, &body.value)),
        case: case.map(|case| link(site, Subject::Case(case))),
        treatment: treatment.map_or(0, |n| n + 1),
    }
}

fn facts(site: &Site, document: usize, minutes: &Minutes) -> Vec<Fact> {
    let found = site.document(document);
    let day = found.front.date.as_ref().map(|date| date.value);
    let mut facts = Vec::new();
    let bodies: Vec<Link> = found.front.bodies.iter().map(|body| party(site, &body.value)).collect();
    facts.extend(Fact::links(if bodies.len() > 1 { "bodies" } else { "body" }, bodies));
    let time = minutes.time.as_ref().map(|time| time.value.to_string());
    let venue = minutes.venue.as_ref().map(|venue| venue.value.clone());
    let when: Vec<String> = [time, venue].into_iter().flatten().collect();
    if !when.is_empty() {
        facts.push(Fact::words("when", when.join(", ")));
    }
    if let Some(last) = &minutes.date_to {
        facts.push(Fact::date("last_day", last.value));
    }
    if let Some(chair) = &minutes.chair {
        facts.push(Fact::somebody("chair", somebody(site, chair, day)));
    }
    if let Some(secretary) = &minutes.secretary {
        facts.push(Fact::somebody("secretary", somebody(site, secretary, day)));
    }
    for (label, attendees) in [("present", &minutes.present), ("absent", &minutes.absent)] {
        facts.extend(Fact::links(label, attendees.iter().map(|attendee| somebody(site, &attendee.who, day).name).collect()));
    }
    if let Some(deadline) = &minutes.comment_deadline {
        facts.push(Fact::date("deadline", deadline.value));
    }
    facts.extend(Fact::links("approves", role_links(site, document, Role::Approves)));
    facts.extend(next_meeting(site, document, minutes));
    let common = common_facts(site, document);
    facts.extend(common.into_iter().filter(|fact| matches!(fact.label, "related" | "archive_ref" | "topics")));
    facts
}

/// The announced next meeting: its minutes where there are such, else what was announced.
fn next_meeting(site: &Site, document: usize, minutes: &Minutes) -> Option<Fact> {
    let next = &minutes.next_meeting.as_ref()?.value;
    if let Some(date) = &next.date {
        let meetings = site.bodies_of(document).iter().copied().flat_map(|body| site.meetings(body).iter().copied());
        let held = meetings.filter(|n| site.date(*n) == Some(date.value) && published(site, Subject::Document(*n))).min();
        return Some(match held {
            Some(n) => Fact { links: vec![link(site, Subject::Document(n))], ..Fact::date("next_meeting", date.value) },
            None => Fact::date("next_meeting", date.value),
        });
    }
    next.note.as_ref().map(|note| Fact::words("next_meeting", note.value.clone()))
}

/// Agenda items with their numbers, and the sections that the page adds to the text.
fn toc(site: &Site, document: usize, plain: &[Contents], attendance: bool) -> Vec<Contents> {
    let found = site.document(document);
    let word = item_word(found, site);
    let mut toc: Vec<Contents> = Vec::new();
    for (n, heading) in found.text.headings.iter().enumerate().filter(|(_, heading)| heading.level <= 2) {
        let item = found.text.item_of(n);
        let title = item.map_or_else(|| heading.title.clone(), |item| format!("{word} {} {}", item.label(), item.title));
        toc.push(Contents { anchor: item.map_or(&heading.anchor, |item| &item.anchor).clone(), title, key: None, level: 2 });
    }
    if attendance {
        toc.push(Contents::own("_deltakere", "attendance"));
    }
    toc.extend(plain.iter().filter(|entry| entry.key.is_some()).cloned());
    toc
}

fn attendance(site: &Site, minutes: &Minutes, day: Option<Date>) -> Vec<Group> {
    let group = |kind, attendees: &[Attendee]| {
        let people = attendees.iter().map(|attendee| {
            let mut who = somebody(site, &attendee.who, day);
            if let Some(role) = &attendee.role {
                who.role = Some(role.value.clone());
            }
            let items: Vec<&str> = attendee.items.iter().map(|item| item.value.as_str()).collect();
            Present {
                who,
                items: (!items.is_empty()).then(|| items.join(", ")),
                note: attendee.note.as_ref().map(|note| note.value.clone()),
            }
        });
        Group { kind, people: people.collect() }
    };
    let groups = [group("present", &minutes.present), group("absent", &minutes.absent), group("guests", &minutes.guests)];
    groups.into_iter().filter(|group| !group.people.is_empty()).collect()
}

/// The meetings of the first body just before and after this one, as far as the audience gets them.
fn neighbours(site: &Site, document: usize) -> (Option<Link>, Option<Link>) {
    let near = site.neighbours(document).into_iter().next();
    let meeting = |n: Option<usize>| n.map(Subject::Document).filter(|n| published(site, *n)).map(|n| link(site, n));
    near.map_or((None, None), |near| (meeting(near.previous), meeting(near.next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_cut_without_loss_between_items() {
        let item = |start, end| AgendaItem {
            number: 1,
            year: None,
            number_span: Span::default(),
            title: String::new(),
            heading: 0,
            anchor: String::new(),
            case: None,
            body: None,
            content: Span { start, end },
        };
        let items = [item(30, 50), item(60, 80)];
        let cut = spans(&items, Span { start: 10, end: 100 }, |item| item.content.start - 5);
        let pieces: Vec<_> = cut.iter().map(|(n, span)| (*n, span.start, span.end)).collect();
        assert_eq!(pieces, [(None, 10, 25), (Some(0), 30, 50), (None, 50, 55), (Some(1), 60, 80), (None, 80, 100)]);
    }
}
