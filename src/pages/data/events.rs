//! What stands in the calendars: meetings, and the days that something is due.
//!
//! Deadlines are entries of a whole day that take up nobody's time. They are events, not tasks (VTODO), because Outlook and Google show no
//! tasks of a calendar that one subscribes to.

use std::collections::{BTreeMap, HashSet};

use super::api::Other;
use super::days;
use super::ics::{Entry, Status, write};
use super::reading::Reading;
use crate::index::{DocumentState, MinutesState, Site, Subject};
use crate::model::{ActionStatus, Date};
use crate::output::Output;
use crate::pages::calendar::reviews;
use crate::pages::link::{address, somebody, title};
use crate::pages::parts::action_anchor;

/// The whole site's calendar.
pub const ALL: &str = "/kalender/kalender.ics";

/// With more entries than this, a calendar begins with the year before the as-of date's, and each earlier year has a file of its own.
const MANY: usize = 1000;

/// At most so many signs of what is to be done stand in an entry's title; all of it stands below.
const TITLE: usize = 100;

/// The calendar of a body, by the address of its page.
pub fn of_body(page: &str) -> String {
    format!("{page}kalender.ics")
}

/// An entry, and whose calendars it is in beside the whole site's.
struct Filed {
    entry: Entry,
    bodies: Vec<usize>,
}

/// Writes the calendars; gives back which there are.
pub fn files(reading: &Reading<'_>, output: &mut Output) -> Vec<Other> {
    let site = reading.site;
    let filed = entries(reading);
    let mut of_bodies: Vec<Vec<&Entry>> = vec![Vec::new(); site.registers.bodies.entries.len()];
    for one in &filed {
        for body in &one.bodies {
            if let Some(list) = of_bodies.get_mut(*body) {
                list.push(&one.entry);
            }
        }
    }
    let mut others = Vec::new();
    let all: Vec<&Entry> = filed.iter().map(|one| &one.entry).collect();
    put(reading, ALL, &site.config.title, None, &all, output, &mut others);
    for (body, list) in of_bodies.iter().enumerate() {
        let subject = Subject::Body(body);
        let name = format!("{} – {}", title(site, subject), site.config.title);
        put(reading, &of_body(&address(site, subject)), &name, Some(body), list, output, &mut others);
    }
    others
}

/// Writes one calendar, earlier years apart where it is long.
fn put(
    reading: &Reading<'_>,
    url: &str,
    name: &str,
    body: Option<usize>,
    entries: &[&Entry],
    output: &mut Output,
    others: &mut Vec<Other>,
) {
    let zone = &reading.site.config.timezone;
    let organization = body.map(|body| reading.site.body(body).id.value.clone());
    let since = if entries.len() > MANY { reading.site.as_of.year() - 1 } else { i16::MIN };
    let mut earlier: BTreeMap<i16, Vec<&Entry>> = BTreeMap::new();
    let mut current = Vec::new();
    for entry in entries {
        if entry.day.year() < since { earlier.entry(entry.day.year()).or_default().push(*entry) } else { current.push(*entry) }
    }
    output.put(super::path(url), write(name, zone, &current));
    others.push(Other { name: name.to_owned(), url: reading.url(url), organization_id: organization.clone(), year: None });
    for (year, list) in earlier {
        let url = url.replace("kalender.ics", &format!("kalender-{year}.ics"));
        let name = format!("{name} {year}");
        output.put(super::path(&url), write(&name, zone, &list));
        others.push(Other { name, url: reading.url(&url), organization_id: organization.clone(), year: Some(year) });
    }
}

/// Every entry, by day.
fn entries(reading: &Reading<'_>) -> Vec<Filed> {
    let mut filed = meetings(reading);
    filed.extend(comments(reading));
    filed.extend(actions(reading));
    filed.extend(ends_and_reviews(reading));
    filed.sort_by(|a, b| (a.entry.day, &a.entry.uid).cmp(&(b.entry.day, &b.entry.uid)));
    filed
}

/// An entry of a whole day.
fn whole_day(reading: &Reading<'_>, uid: &str, day: Date, stamp: Option<Date>, category: &str, about: &str, url: &str) -> Entry {
    Entry {
        uid: format!("{uid}@{}", reading.authority()),
        stamp: stamp.unwrap_or(day),
        day,
        last: None,
        time: None,
        summary: format!("{category}: {about}"),
        description: Vec::new(),
        location: None,
        url: (!reading.site.config.base_url.is_empty()).then(|| reading.url(url)),
        category: category.to_owned(),
        status: Status::Confirmed,
        busy: false,
    }
}

/// What a meeting is known by before and after there are minutes of it: the body and the day.
fn meeting_uid(site: &Site, body: Option<usize>, day: Date) -> Option<String> {
    Some(format!("meeting-{}-{day}", site.body(body?).id.value))
}

/// Meetings held, and those announced of which there are no minutes yet.
fn meetings(reading: &Reading<'_>) -> Vec<Filed> {
    let site = reading.site;
    let mut taken = HashSet::new();
    let mut filed = Vec::new();
    for document in site.shown_documents() {
        let found = site.document(document);
        let Some((minutes, day)) = found.minutes().zip(site.date(document)).filter(|_| !found.front.template) else { continue };
        let bodies = site.bodies_of(document);
        let known = meeting_uid(site, bodies.first().copied(), day).filter(|uid| !taken.contains(uid));
        let uid = known.unwrap_or_else(|| format!("meeting-{}", found.id));
        let names: Vec<String> = bodies.iter().map(|body| title(site, Subject::Body(*body))).collect();
        let summary = if names.is_empty() {
            site.name(Subject::Document(document))
        } else {
            format!("{}: {}", names.join(", "), reading.words.meeting)
        };
        let agenda = found.text.items.iter().map(|item| format!("{} {} {}", reading.words.item, item.label(), item.title));
        let draft = site.entry(document).state == DocumentState::Minutes(MinutesState::Draft);
        let plain = whole_day(reading, &uid, day, days::of_document(site, document), "", "", &address(site, Subject::Document(document)));
        taken.insert(uid);
        let entry = Entry {
            last: minutes.date_to.as_ref().map(|last| last.value).filter(|last| *last > day),
            time: minutes.time.as_ref().map(|time| time.value),
            summary,
            description: agenda.collect(),
            location: minutes.venue.as_ref().map(|venue| venue.value.clone()),
            category: reading.words.meeting.to_owned(),
            status: if draft { Status::Tentative } else { Status::Confirmed },
            busy: true,
            ..plain
        };
        filed.push(Filed { entry, bodies: bodies.to_vec() });
    }
    for meeting in site.upcoming_meetings() {
        let body = Subject::Body(meeting.body);
        let Some(uid) = meeting_uid(site, Some(meeting.body), meeting.date).filter(|uid| taken.insert(uid.clone())) else { continue };
        let announced = format!("{} {}", reading.words.announced, title(site, Subject::Document(meeting.document)));
        let note = meeting.announced.note.as_ref().map(|note| note.value.clone());
        let plain = whole_day(reading, &uid, meeting.date, days::of_document(site, meeting.document), "", "", &address(site, body));
        let entry = Entry {
            time: meeting.announced.time.as_ref().map(|time| time.value),
            summary: format!("{}: {}", title(site, body), reading.words.meeting),
            description: note.into_iter().chain([announced]).collect(),
            location: meeting.announced.venue.as_ref().map(|venue| venue.value.clone()),
            category: reading.words.meeting.to_owned(),
            busy: true,
            ..plain
        };
        filed.push(Filed { entry, bodies: vec![meeting.body] });
    }
    filed
}

/// Deadlines for comments that count or counted: not those of a draft, nor of minutes that a meeting approved before.
fn comments(reading: &Reading<'_>) -> Vec<Filed> {
    let site = reading.site;
    let filed = site.shown_documents().filter_map(|document| {
        let day = match site.entry(document).state {
            DocumentState::Minutes(MinutesState::OpenForComments { until }) => until,
            DocumentState::Minutes(MinutesState::ApprovedByDeadline { on }) => on,
            _ => return None,
        };
        let subject = Subject::Document(document);
        let uid = format!("comments-{}", site.document(document).id);
        // The deadline was set with the minutes.
        let entry =
            whole_day(reading, &uid, day, site.date(document), reading.words.comments, &title(site, subject), &address(site, subject));
        Some(Filed { entry, bodies: site.bodies_of(document).to_vec() })
    });
    filed.collect()
}

/// What somebody is to have done by a day: open items, and cancelled ones as such. A closed one is no longer due.
fn actions(reading: &Reading<'_>) -> Vec<Filed> {
    let site = reading.site;
    let filed = reading.actions.iter().filter_map(|&action| {
        let listed = site.actions.get(action)?;
        let status = match site.action_status(action) {
            ActionStatus::Open => Status::Confirmed,
            ActionStatus::Cancelled => Status::Cancelled,
            ActionStatus::Closed => return None,
        };
        let (day, document) = (listed.due?, listed.document);
        let minutes = Subject::Document(document);
        let text = reading.task_words(action);
        let held = site.date(document);
        let names: Vec<String> = site
            .action(action)?
            .responsible
            .iter()
            .map(|who| somebody(site, who, held).name.words)
            .filter(|name| !name.is_empty())
            .collect();
        let mut description = vec![text.clone()];
        if !names.is_empty() {
            description.push(format!("{}: {}", reading.words.responsible, names.join(", ")));
        }
        description.push(title(site, minutes));
        let uid = format!("action-{}-{}", site.document(document).id, listed.nth + 1);
        let url = format!("{}#{}", address(site, minutes), action_anchor(listed.nth));
        let plain = whole_day(reading, &uid, day, days::of_document(site, document), reading.words.action, &shortened(&text, TITLE), &url);
        let item = listed.item.and_then(|item| site.body_of_item(document, item));
        let mut bodies = item.map_or_else(|| site.bodies_of(document).to_vec(), |body| vec![body]);
        for who in &site.action(action)?.responsible {
            bodies.extend(site.party(who).and_then(Subject::body).filter(|body| !bodies.contains(body)));
        }
        Some(Filed { entry: Entry { description, status, ..plain }, bodies })
    });
    filed.collect()
}

/// The days that documents are to be reviewed, and the last days that they are in force.
fn ends_and_reviews(reading: &Reading<'_>) -> Vec<Filed> {
    let site = reading.site;
    let in_force = site.shown_documents().filter(|document| site.entry(*document).state == DocumentState::InForce);
    let ends = in_force.filter_map(|document| Some((document, site.document(document).front.valid_to.as_ref()?.value, false)));
    let due = reviews(site).map(|(document, day)| (document, day, true)).chain(ends);
    let filed = due.map(|(document, day, review)| {
        let (kind, category) = if review { ("review", reading.words.review) } else { ("ends", reading.words.ends) };
        let subject = Subject::Document(document);
        let uid = format!("{kind}-{}", site.document(document).id);
        let stamp = days::of_document(site, document);
        let entry = whole_day(reading, &uid, day, stamp, category, &title(site, subject), &address(site, subject));
        Filed { entry, bodies: site.bodies_of(document).to_vec() }
    });
    filed.collect()
}

/// At most so many signs; cut at a word, with `…`.
fn shortened(words: &str, most: usize) -> String {
    let Some((limit, _)) = words.char_indices().nth(most) else { return words.to_owned() };
    let head = words.get(..limit).unwrap_or(words);
    format!("{} …", head.rsplit_once(' ').map_or(head, |(kept, _)| kept).trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_words_are_cut_between_two() {
        assert_eq!(shortened("en to tre", 7), "en to …");
        assert_eq!(shortened("en to tre", 9), "en to tre");
    }
}
