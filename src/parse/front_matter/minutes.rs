//! What a `referat` adds: who met, when, and what came of it.

use super::decisions;
use super::mentions::Mentions;
use super::values::{self, id, item, named, one_of, who};
use crate::diagnostic::Fault;
use crate::fields::{self, Mapping, Node, Value, list_of};
use crate::model::minutes::{Attendee, Minutes, NextMeeting, Who};
use crate::model::{Role, TimeRange};
use crate::source::Spanned;

/// The keys that only minutes have.
pub const KEYS: &[&str] = &[
    "dato_til",
    "tid",
    "sted",
    "møteleder",
    "referent",
    "til_stede",
    "forfall",
    "gjester",
    "godkjenner",
    "merknadsfrist",
    "neste_møte",
    "vedtak",
    "oppfølging",
];

/// Reads them.
pub fn read(mapping: &mut Mapping<'_>, mentions: &mut Mentions<'_>, faults: &mut Vec<Fault>) -> Minutes {
    let attendees =
        |key, mapping: &mut Mapping<'_>, faults: &mut Vec<Fault>| mapping.optional(key, list_of(attendee), faults).unwrap_or_default();
    let minutes = Minutes {
        date_to: mapping.optional("dato_til", fields::date, faults),
        time: mapping.optional("tid", fields::time_range, faults),
        venue: mapping.optional("sted", fields::text, faults),
        chair: mapping.optional("møteleder", who, faults),
        secretary: mapping.require("referent", who, faults),
        present: mapping.require("til_stede", list_of(attendee), faults).unwrap_or_default(),
        absent: attendees("forfall", mapping, faults),
        guests: attendees("gjester", mapping, faults),
        approves: values::references(mapping, "godkjenner", faults),
        comment_deadline: mapping.optional("merknadsfrist", fields::date, faults),
        next_meeting: mapping.optional("neste_møte", next_meeting, faults),
        decisions: mapping.optional("vedtak", list_of(decisions::decision), faults).unwrap_or_default(),
        action_items: mapping.optional("oppfølging", list_of(decisions::action_item), faults).unwrap_or_default(),
    };
    mention(&minutes, mentions);
    minutes
}

fn mention(minutes: &Minutes, mentions: &mut Mentions<'_>) {
    if let Some(chair) = &minutes.chair {
        mentions.who(chair, Role::Chair);
    }
    if let Some(secretary) = &minutes.secretary {
        mentions.who(secretary, Role::Secretary);
    }
    for (attendees, role) in [(&minutes.present, Role::Present), (&minutes.absent, Role::Absent), (&minutes.guests, Role::Guest)] {
        for attendee in attendees {
            mentions.who(&attendee.who, role);
        }
    }
    mentions.references(&minutes.approves, Role::Approves);
    decisions::mention(&minutes.decisions, &minutes.action_items, mentions);
}

/// An id, `{navn, rolle?, enhet?}`, or `{person, rolle?, saker?, merknad?}`.
fn attendee(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Attendee> {
    if !matches!(node.value, Value::Map(_)) {
        return id(node, key, faults).map(|id| Attendee { who: Who::Id(id), role: None, items: Vec::new(), note: None });
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let person = mapping.optional("person", id, faults);
    let name = mapping.optional("navn", fields::text, faults);
    one_of(&mapping, &["person", "navn"], faults);
    let items = mapping.optional("saker", list_of(item), faults).unwrap_or_default();
    let note = mapping.optional("merknad", fields::text, faults);
    let attendee = match person {
        Some(person) => {
            let role = mapping.optional("rolle", fields::text, faults);
            Some(Attendee { who: Who::Id(person), role, items, note })
        }
        None if mapping.has_value("person") => {
            mapping.know(&["rolle"]);
            None
        }
        None => Some(Attendee { who: named(&mut mapping, name, faults), role: None, items, note }),
    };
    mapping.close(faults);
    attendee
}

/// A date, or `{dato?, tid?, sted?, merknad?}`.
fn next_meeting(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<NextMeeting>> {
    if !matches!(node.value, Value::Map(_)) {
        let date = fields::date(node, key, faults)?;
        let span = date.span;
        return Some(Spanned::new(NextMeeting { date: Some(date), ..NextMeeting::default() }, span));
    }
    let mut mapping = Mapping::open(node, key, faults)?;
    let time: Option<Spanned<TimeRange>> = mapping.optional("tid", fields::time_range, faults);
    let next = NextMeeting {
        date: mapping.optional("dato", fields::date, faults),
        time,
        venue: mapping.optional("sted", fields::text, faults),
        note: mapping.optional("merknad", fields::text, faults),
    };
    mapping.close(faults);
    Some(Spanned::new(next, node.span))
}
