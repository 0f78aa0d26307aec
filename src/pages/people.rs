//! People by office: which roles they hold and held, the bodies they sit in, what they owe, where they are named.

use serde::Serialize;

use super::cited::{Cited, Kind, cited_but};
use super::frame::{Frame, Section, page};
use super::link::{Link, address, link, party, somebody, title};
use super::rows::{TaskRow, task_row};
use super::{Draft, Family, Page, Where, of_register, order};
use crate::index::{Site, Subject};
use crate::model::{ActionStatus, Date};

/// The pages of people.
pub static FAMILY: Family = Family { name: "people", lies: Where::Below("person"), pages };

/// What the template of one person gets.
#[derive(Serialize)]
struct View {
    offices: Vec<Term>,
    seats: Vec<Term>,
    tasks: Vec<TaskRow>,
    done: Vec<TaskRow>,
    cited: Cited,
}

/// A role in a unit or a seat in a body, for a time.
#[derive(Serialize)]
struct Term {
    role: Option<String>,
    /// Whom somebody with a seat is a deputy for.
    deputy_for: Option<Link>,
    place: Option<Link>,
    from: Option<Date>,
    to: Option<Date>,
}

/// What the template of the list gets.
#[derive(Serialize)]
struct List {
    rows: Vec<Row>,
}

/// A person in the list.
#[derive(Serialize)]
struct Row {
    person: Link,
    role: Option<String>,
    unit: Option<Link>,
    bodies: Vec<Link>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    of_register(site, site.registers.people.entries.len(), Subject::Person, one, ("/person/", list))
}

fn list(site: &Site) -> Page<'_> {
    let mut rows: Vec<Row> = (0..site.registers.people.entries.len()).map(|person| row(site, person)).collect();
    rows.sort_by_cached_key(|row| order::person(&site.config.language, &row.person.words));
    let mut frame = Frame::new(site, "", Section::None);
    frame.top = true;
    page(site, "/person/", "people.html", frame, List { rows }, None)
}

fn row(site: &Site, person: usize) -> Row {
    let office = site.person(person).offices.last();
    Row {
        person: link(site, Subject::Person(person)),
        role: office.and_then(|office| office.role.as_ref()).map(|role| role.value.clone()),
        unit: office.and_then(|office| office.unit.as_ref()).map(|unit| somebody(site, unit, None).name),
        bodies: bodies(site, person),
    }
}

fn bodies(site: &Site, person: usize) -> Vec<Link> {
    let mut bodies: Vec<Link> = Vec::new();
    for (body, _) in site.seats(person) {
        let link = link(site, Subject::Body(body));
        if !bodies.contains(&link) {
            bodies.push(link);
        }
    }
    bodies
}

fn one(site: &Site, person: usize) -> Page<'_> {
    let subject = Subject::Person(person);
    let url = address(site, subject);
    let offices = site.person(person).offices.iter().rev().map(|office| Term {
        role: office.role.as_ref().map(|role| role.value.clone()),
        deputy_for: None,
        place: office.unit.as_ref().map(|unit| somebody(site, unit, None).name),
        from: office.from.as_ref().map(|from| from.value.from),
        to: office.to.as_ref().map(|to| to.value.to),
    });
    let seats = site.seats(person).map(|(body, seat)| Term {
        role: seat.role.as_ref().map(|role| role.value.clone()),
        deputy_for: seat.deputy_for.as_ref().map(|id| party(site, &id.value)),
        place: Some(link(site, Subject::Body(body))),
        from: seat.from.as_ref().map(|from| from.value.from),
        to: seat.to.as_ref().map(|to| to.value.to),
    });
    let owed = site.actions_of(subject);
    let tasks = |open: bool| {
        let stand = owed.iter().filter(move |n| (site.action_status(**n) == ActionStatus::Open) == open);
        stand.filter_map(|n| task_row(site, *n, &url)).collect()
    };
    let view = View {
        offices: offices.collect(),
        seats: seats.collect(),
        tasks: tasks(true),
        done: tasks(false),
        cited: cited_but(site, subject, &[Kind::Office]),
    };
    let frame = Frame::new(site, title(site, subject), Section::None);
    page(site, &url, "person.html", frame, view, None)
}
