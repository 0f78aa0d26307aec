//! per-chair and per-secretary: the same two faults of two roles. Whom a key names is among the absent; or, where the key is missing,
//! the body's own is nowhere in the minutes.
//!
//! What may not enter: which role it is, beyond what the rule gives.

use super::{Notes, Reading, attendance};
use crate::diagnostic::{Bilingual, Finding};
use crate::index::{Site, Subject};
use crate::model::{Document, Minutes, Who};

/// What the two rules differ in.
pub(super) struct Role {
    /// The rule.
    pub rule: &'static str,
    /// The key that names them.
    pub key: &'static str,
    /// Whom it names, in bokmål and English.
    pub title: (&'static str, &'static str),
    /// The words for the role in a register.
    pub roles: &'static [&'static str],
    /// Whom the key names.
    pub named: fn(&Minutes) -> Option<&Who>,
}

/// Checks one of the two.
pub(super) fn check(reading: &Reading<'_>, notes: &mut Notes, role: &Role) {
    let (site, n) = (reading.site, reading.document);
    let document = &reading.entry().document;
    let Some(minutes) = document.minutes().filter(|_| attendance::is_whole(document)) else { return };
    match (role.named)(minutes) {
        Some(who) => {
            if let Some(absent) = attendance::absence(site, minutes, who) {
                let (nb, en) = role.title;
                let message = Bilingual::new(
                    format!("{nb} er ført med forfall", nb = capital(nb)),
                    format!("{en} is listed among the absent", en = capital(en)),
                );
                let help = Bilingual::new(
                    format!("Rett «{}», eller stryk føringen under «forfall».", role.key),
                    format!("Correct `{}`, or strike the entry under `forfall`.", role.key),
                );
                let label = Bilingual::new("Ført med forfall her", "Listed as absent here");
                let finding = Finding::new(role.rule, site.place(n, who.span()), message).with_help(help);
                notes.add(finding.with_label(site.place(n, absent.who.span()), label));
            }
        }
        None => nowhere(site, notes, n, document, minutes, role),
    }
}

/// Whom the body has for the role on that day, where the minutes name nobody and none of them stands anywhere.
fn nowhere(site: &Site, notes: &mut Notes, n: usize, document: &Document, minutes: &Minutes, role: &Role) {
    let Some(day) = document.front.date.as_ref().map(|date| date.value) else { return };
    let there = attendance::Attendance::of(site, minutes);
    for &body in site.bodies_of(n) {
        let mut own = attendance::seats(site, body, day, role.roles).filter_map(|seat| seat.person.as_ref()).peekable();
        let Some(first) = own.peek().copied() else { continue };
        if own.any(|who| there.names(site, who)) {
            continue;
        }
        let person = site.person_of(first).map_or_else(String::new, |person| site.name(Subject::Person(person)));
        let (nb, en) = role.title;
        let message = Bilingual::new(
            format!("«{}» mangler, og {nb} i organet, {person}, er verken ført til stede eller med forfall", role.key),
            format!("`{}` is missing, and the body's own, {person} ({en}), is listed neither as present nor as absent", role.key),
        );
        let help = Bilingual::new(
            format!("Skriv «{}», eller sett {person} der det hører hjemme.", role.key),
            format!("Write `{}`, or list {person} where they belong.", role.key),
        );
        notes.add(Finding::new(role.rule, site.place(n, attendance::at(document)), message).with_help(help));
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
