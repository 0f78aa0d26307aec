//! per-secretary: the secretary is among the absent or, where the minutes name none, the body's own is nowhere in them.

use super::{Check, FixKind, Notes, Reading, Record, attendance, leaders};
use crate::diagnostic::Level;

/// The record.
pub const RECORD: Record = Record {
    name: "per-secretary",
    title: ("en referent som ikke er til stede", "a secretary who is not there"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("per_secretary.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let role = leaders::Role {
        rule: RECORD.name,
        key: "referent",
        title: ("referenten", "the secretary"),
        roles: attendance::SECRETARY,
        named: |minutes| minutes.secretary.as_ref(),
    };
    leaders::check(reading, notes, &role);
}
