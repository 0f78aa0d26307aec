//! Units: what they belong to, who holds office there, what they owe, what is written about them.

use serde::Serialize;

use super::cited::{Cited, cited};
use super::frame::{Frame, Section, page};
use super::grouped::grouped;
use super::link::{Link, address, link, title};
use super::rows::{TaskRow, task_row};
use super::{Draft, Family, Page, Where, of_register, order};
use crate::index::{Site, Subject};
use crate::model::{ActionStatus, Date};

/// The pages of units.
pub static FAMILY: Family = Family { name: "units", lies: Where::Below("enhet"), pages };

/// What the template of one unit gets.
#[derive(Serialize)]
struct View {
    kind: Option<String>,
    parent: Option<Link>,
    below: Vec<Link>,
    officers: Vec<Officer>,
    tasks: Vec<TaskRow>,
    cited: Cited,
}

/// Somebody's office in the unit.
#[derive(Serialize)]
struct Officer {
    person: Link,
    role: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
}

/// What the template of the list gets: by kind.
#[derive(Serialize)]
struct List {
    groups: Vec<Group>,
}

/// The units of one kind.
#[derive(Serialize)]
struct Group {
    kind: Option<String>,
    rows: Vec<Row>,
}

/// A unit in the list.
#[derive(Serialize)]
struct Row {
    unit: Link,
    parent: Option<Link>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    of_register(site, site.registers.units.entries.len(), Subject::Unit, one, ("/enhet/", list))
}

fn list(site: &Site) -> Page<'_> {
    let row = |unit: usize| (kind(site, unit), Row { unit: link(site, Subject::Unit(unit)), parent: parent(site, unit) });
    let of_kinds = grouped((0..site.registers.units.entries.len()).map(row));
    let mut groups: Vec<Group> = of_kinds.into_iter().map(|(kind, rows)| Group { kind, rows }).collect();
    for group in &mut groups {
        group.rows.sort_by_cached_key(|row| order::words(&site.config.language, &row.unit.words));
    }
    let mut frame = Frame::new(site, "", Section::None);
    frame.top = true;
    page(site, "/enhet/", "units.html", frame, List { groups }, None)
}

fn kind(site: &Site, unit: usize) -> Option<String> {
    site.unit(unit).kind.as_ref().map(|kind| kind.value.clone())
}

fn parent(site: &Site, unit: usize) -> Option<Link> {
    match site.find_party(&site.unit(unit).parent.as_ref()?.value) {
        Some(subject @ Subject::Unit(_)) => Some(link(site, subject)),
        _ => None,
    }
}

fn one(site: &Site, unit: usize) -> Page<'_> {
    let subject = Subject::Unit(unit);
    let url = address(site, subject);
    let officers = site.officers(unit).map(|(person, office)| Officer {
        person: link(site, Subject::Person(person)),
        role: office.role.as_ref().map(|role| role.value.clone()),
        from: office.from.as_ref().map(|from| from.value.from),
        to: office.to.as_ref().map(|to| to.value.to),
    });
    let open = site.actions_of(subject).iter().filter(|n| site.action_status(**n) == ActionStatus::Open);
    let view = View {
        kind: kind(site, unit),
        parent: parent(site, unit),
        below: site.units_under(unit).map(|below| link(site, Subject::Unit(below))).collect(),
        officers: officers.collect(),
        tasks: open.filter_map(|n| task_row(site, *n, &url)).collect(),
        cited: cited(site, subject),
    };
    let frame = Frame::new(site, title(site, subject), Section::None);
    page(site, &url, "unit.html", frame, view, None)
}
