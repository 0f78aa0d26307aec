//! Who some minutes account for, whatever list they stand in; and the seats of those who lead a body or write its minutes.
//!
//! What may not enter: a rule's own sentence.

use std::collections::HashSet;

use super::{faults, spelling};
use crate::index::Site;
use crate::model::{Attendee, Date, Document, Membership, Minutes, Who};
use crate::source::Span;

/// Everybody that some minutes name, in whatever list.
pub(super) struct Attendance {
    people: HashSet<usize>,
    names: Vec<String>,
}

impl Attendance {
    /// Reads the lists, the chair and the secretary. An id that is misspelt counts as the person it is nearest to: the misspelling is
    /// found already.
    pub fn of(site: &Site, minutes: &Minutes) -> Self {
        let lists = [&minutes.present, &minutes.absent, &minutes.guests];
        let listed = lists.into_iter().flatten().map(|attendee| &attendee.who);
        let mut attendance = Self { people: HashSet::new(), names: Vec::new() };
        for who in listed.chain(&minutes.chair).chain(&minutes.secretary) {
            match who {
                Who::Id(id) => match site.person_of(who) {
                    Some(person) => {
                        attendance.people.insert(person);
                    }
                    None => {
                        let nearest = site.people_meant(&id.value);
                        let meant = nearest.iter().filter_map(|near| site.find_party(&near.written));
                        attendance.people.extend(meant.filter_map(|subject| match subject {
                            crate::index::Subject::Person(person) => Some(person),
                            _ => None,
                        }));
                    }
                },
                Who::Named { name, .. } => attendance.names.extend(name.as_ref().map(|name| name.value.clone())),
            }
        }
        attendance
    }

    /// Whether somebody is named: by id, or by a name that is theirs or nearly so.
    pub fn names(&self, site: &Site, who: &Who) -> bool {
        let Some(person) = site.person_of(who) else {
            let Who::Named { name: Some(name), .. } = who else { return true };
            return self.names.iter().any(|other| spelling::same_or_near(other, &name.value));
        };
        let entry = site.person(person);
        let own = || entry.name.iter().chain(&entry.also);
        self.people.contains(&person) || self.names.iter().any(|other| own().any(|name| spelling::same_or_near(other, &name.value)))
    }
}

/// Whether the lists of some minutes are as their author wrote them: nothing in them was left out because it could not be read.
pub(super) fn is_whole(document: &Document) -> bool {
    let keys = ["til_stede", "forfall", "gjester", "møteleder", "referent"];
    !document.front.template && !keys.iter().any(|key| faults::unread(document, key))
}

/// The seats of a body whose role is to lead it, or to write its minutes, on a day.
pub(super) fn seats<'s>(site: &'s Site, body: usize, day: Date, roles: &'static [&'static str]) -> impl Iterator<Item = &'s Membership> {
    site.members_on(body, day).filter(move |seat| {
        !seat.is_backwards() && seat.role.as_ref().is_some_and(|role| roles.contains(&role.value.trim().to_lowercase().as_str()))
    })
}

/// The words for one who leads a body.
pub(super) const CHAIR: &[&str] = &["leder", "styreleder", "utvalgsleder", "møteleder", "leiar", "styreleiar", "utvalsleiar"];

/// The words for one who writes its minutes.
pub(super) const SECRETARY: &[&str] = &["sekretær", "møtesekretær", "referent", "sekretar", "møtesekretar"];

/// The entry under `forfall` that is somebody whom a key names, where they are not under `til_stede` too.
pub(super) fn absence<'m>(site: &Site, minutes: &'m Minutes, who: &Who) -> Option<&'m Attendee> {
    let same = |attendee: &&Attendee| match (site.person_of(who), site.person_of(&attendee.who)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => match (who, &attendee.who) {
            (Who::Named { name: Some(one), .. }, Who::Named { name: Some(other), .. }) => {
                one.value.trim().to_lowercase() == other.value.trim().to_lowercase()
            }
            _ => false,
        },
        _ => false,
    };
    let absent = minutes.absent.iter().find(same)?;
    let in_part = !absent.items.is_empty();
    (!in_part && !minutes.present.iter().any(|attendee| same(&attendee))).then_some(absent)
}

/// Where some minutes list who was there.
pub(super) fn at(document: &Document) -> Span {
    let front = &document.front;
    front.key("til_stede").unwrap_or(Span { start: front.span.start, end: front.span.start })
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::all;
    use crate::rules::per_unaccounted;

    #[test]
    fn whom_a_misspelt_id_means_does_not_depend_on_what_is_missing_elsewhere() {
        let others: String = (0..100).map(|n| format!("person-{n}: {{navn: Nummer {n}}}\n")).collect();
        let people = format!("kari-nordmann: {{navn: Kari Nordmann}}\n{others}");
        let bodies = "styret: {navn: Styret, medlemmer: [kari-nordmann]}\n";
        let minutes = "---\ntype: referat\ndato: 2019-02-14\norgan: styret\ntil_stede: [kari-nordman]\n---\n";
        for lost in [0, 40_000] {
            let broken: String = (0..lost).map(|n| format!("[a][b{n}] ")).collect();
            let note = format!("---\ntype: notat\ntittel: Notat\ndato: 2019-02-14\n---\n{broken}\n");
            let files = [
                ("content/register/personer.yaml", people.as_str()),
                ("content/register/organer.yaml", bodies),
                ("content/referat/a.md", minutes),
                ("content/notat/b.md", &note),
            ];
            assert!(all(&per_unaccounted::RECORD, &files).is_empty(), "{lost} broken references");
        }
    }
}
