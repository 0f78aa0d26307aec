//! A new `referat`: who sits in the body that day, what is to be approved, and the next free numbers.

use super::sheet::{PLACEHOLDER, Sheet, scalar};
use super::{Made, Stop, Wish, body, body_name, link};
use crate::diagnostic::Bilingual;
use crate::index::Site;
use crate::model::time::day_in_words;
use crate::model::{Date, DecisionId, Membership, NextMeeting, Who};

/// Makes minutes.
pub fn make(wish: &Wish<'_>) -> Result<Made, Stop> {
    let site = wish.site;
    let body = body(wish)?;
    let (date, announced) = day(site, body, wish.date);
    let mut notes = Vec::new();
    let mut sheet = Sheet::default();
    sheet.field("type", "referat");
    if let Some(title) = wish.title {
        sheet.field("tittel", title);
    }
    sheet.field("organ", &site.body(body).id.value).field("dato", &date.to_string());
    let time = announced.and_then(|meeting| meeting.time.as_ref()).map(|time| time.value.to_string());
    let venue = announced.and_then(|meeting| meeting.venue.as_ref()).map(|venue| venue.value.as_str());
    sheet.field_or_blank("tid", time.as_deref()).field_or_blank("sted", venue).field("status", "utkast");
    attendance(&mut sheet, site, body, date, &mut notes);

    let last = last_before(site, body, date);
    let to_approve = last.filter(|document| awaits_approval(site, *document));
    match to_approve {
        Some(document) => sheet.list("godkjenner", [site.document(document).id.as_str()]),
        None => sheet.blank("godkjenner"),
    };
    sheet.blank("merknadsfrist").blank("neste_møte");

    let first_item = first_item(site, last, date);
    decision(&mut sheet, site, body, date, &first_item.after(1), &mut notes);
    items(&mut sheet, site, to_approve, first_item);
    open_actions(site, body, date, &mut notes);
    let id = format!("referat/{}/{date}", site.body(body).id.value);
    Ok(Made { id, sheet, notes })
}

/// The meeting's day: as asked, else as announced by the body's last minutes, else today; with the announcement where it is of that day.
fn day(site: &Site, body: usize, asked: Option<Date>) -> (Date, Option<&NextMeeting>) {
    let last = asked.map_or_else(|| site.meetings(body).last().copied(), |date| last_before(site, body, date));
    let announced = last.and_then(|document| site.document(document).minutes()?.next_meeting.as_ref()).map(|meeting| &meeting.value);
    let of_day = announced.and_then(|meeting| meeting.date.as_ref()).map(|date| date.value);
    let later = of_day.filter(|date| last.and_then(|document| site.date(document)) < Some(*date));
    let date = asked.or(later).unwrap_or(site.as_of);
    (date, announced.filter(|_| of_day == Some(date)))
}

fn last_before(site: &Site, body: usize, date: Date) -> Option<usize> {
    site.meetings(body).iter().rev().copied().find(|document| site.date(*document) < Some(date))
}

/// Whether no meeting has approved them yet. A deadline that passed approves them too, but meetings do it all the same.
fn awaits_approval(site: &Site, document: usize) -> bool {
    site.approvers(document).is_empty()
}

/// Chair, secretary and members on the day; deputies are called in by people.
fn attendance(sheet: &mut Sheet, site: &Site, body: usize, date: Date, notes: &mut Vec<Bilingual>) {
    let members: Vec<&Membership> =
        site.body(body).members.iter().filter(|seat| seat.holds_on(date) && seat.deputy_for.is_none()).collect();
    let holding = |role: &str| {
        let has = |seat: &&&Membership| seat.role.as_ref().is_some_and(|own| own.value.to_lowercase() == role);
        members.iter().find(has).and_then(|seat| seat.person.as_ref()).map(who)
    };
    let secretary = holding("sekretær").or_else(|| holding("sekretaer"));
    match holding("leder") {
        Some(chair) => sheet.line(&format!("møteleder: {chair}")),
        None => sheet.blank("møteleder"),
    };
    let unknown = format!("{{navn: {PLACEHOLDER}}}");
    sheet.line(&format!("referent: {}", secretary.unwrap_or_else(|| unknown.clone())));
    let mut present: Vec<String> = Vec::new();
    for seat in members.iter().filter_map(|seat| seat.person.as_ref()).map(who) {
        if !present.contains(&seat) {
            present.push(seat);
        }
    }
    let count = present.len();
    notes.push(Bilingual::new(
        format!(
            "{}: {count} medlemmer {} satt opp som til stede; flytt dem som ikke møtte, til forfall.",
            body_name(site, body),
            day_in_words(date)
        ),
        format!("{}: {count} members on {date} listed as present; move those who did not come to forfall.", body_name(site, body)),
    ));
    if present.is_empty() {
        present.push(unknown);
    }
    sheet.blank("til_stede");
    for person in &present {
        sheet.line(&format!("  - {person}"));
    }
    sheet.blank("forfall").blank("gjester");
}

/// Somebody as the front matter names them.
fn who(who: &Who) -> String {
    match who {
        Who::Id(id) => scalar(&id.value),
        Who::Named { name, role, .. } => {
            let name = name.as_ref().map_or(PLACEHOLDER, |name| name.value.as_str());
            // In flow style a comma ends a value, so these are always quoted.
            let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
            let role = role.as_ref().map(|role| format!(", rolle: {}", quoted(&role.value))).unwrap_or_default();
            format!("{{navn: {}{role}}}", quoted(name))
        }
    }
}

/// The number of an agenda item, within the year where the body counts so.
#[derive(Debug, Clone, Copy)]
struct ItemNumber {
    number: u32,
    year: Option<u8>,
}

impl ItemNumber {
    fn after(self, steps: u32) -> String {
        let number = self.number.saturating_add(steps);
        self.year.map_or_else(|| number.to_string(), |year| format!("{number}/{year:02}"))
    }
}

/// The first item's number: 1, or above the last meeting's where the body numbers its items through the year.
fn first_item(site: &Site, last: Option<usize>, date: Date) -> ItemNumber {
    let year = u8::try_from(date.year().rem_euclid(100)).unwrap_or_default();
    let items = last.map_or(&[][..], |document| &site.document(document).text.items);
    if !items.iter().any(|item| item.year.is_some()) {
        return ItemNumber { number: 1, year: None };
    }
    let highest = items.iter().filter(|item| item.year == Some(year)).map(|item| item.number).max();
    ItemNumber { number: highest.unwrap_or_default() + 1, year: Some(year) }
}

/// One decision with the body's next free number, to be filled in, repeated or removed.
fn decision(sheet: &mut Sheet, site: &Site, body: usize, date: Date, item: &str, notes: &mut Vec<Bilingual>) {
    let Some(code) = &site.body(body).code else { return };
    let year = u8::try_from(date.year().rem_euclid(100)).unwrap_or_default();
    let code = code.value.to_uppercase();
    let used = site.decisions.iter().filter(|entry| entry.id.code == code && entry.id.year == year).map(|entry| entry.id.number).max();
    let id = DecisionId { code, year, number: used.unwrap_or_default() + 1 };
    sheet.blank("vedtak").line(&format!("  - id: {id}")).line(&format!("    sak: {item}")).line(&format!("    tekst: {PLACEHOLDER}"));
    notes.push(Bilingual::new(
        format!("Neste ledige vedtaksnummer er {id}; fjern vedtaket hvis møtet ikke gjorde noe."),
        format!("The next free decision number is {id}; remove the decision if the meeting made none."),
    ));
}

fn items(sheet: &mut Sheet, site: &Site, to_approve: Option<usize>, first: ItemNumber) {
    let approval = match to_approve.and_then(|document| Some((document, site.date(document)?))) {
        Some((document, of)) => format!("Referatet fra {}: {PLACEHOLDER}", link(site, document, &day_in_words(of))),
        None => PLACEHOLDER.to_owned(),
    };
    sheet.section(2, &format!("Sak {} Godkjenning av innkalling, saksliste og referat", first.after(0)), &approval);
    sheet.section(2, &format!("Sak {} {PLACEHOLDER}", first.after(1)), PLACEHOLDER);
    sheet.section(2, &format!("Sak {} Eventuelt", first.after(2)), PLACEHOLDER);
}

/// Says how many action items of earlier meetings wait, where some do.
fn open_actions(site: &Site, body: usize, date: Date, notes: &mut Vec<Bilingual>) {
    let of_body = |action: &&usize| {
        let document = site.actions.get(**action).map(|entry| entry.document);
        document.is_some_and(|document| site.bodies_of(document).contains(&body) && site.date(document) < Some(date))
    };
    let open = site.open_actions().iter().filter(of_body).count();
    if open > 0 {
        notes.push(Bilingual::new(
            format!("Åpne oppfølgingspunkter fra tidligere møter: {open}. De står på siden /oppfolging/."),
            format!("Open action items from earlier meetings: {open}. They are on the page /oppfolging/."),
        ));
    }
}
