//! per-chair: the chair is among the absent or, where the minutes name none, the body's own is nowhere in them.

use super::{Check, FixKind, Notes, Reading, Record, attendance, leaders};
use crate::diagnostic::Level;

/// The record.
pub const RECORD: Record = Record {
    name: "per-chair",
    title: ("en møteleder som ikke er til stede", "a chair who is not there"),
    levels: &[("", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("per_chair.md"),
    check: Check::Registers(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let role = leaders::Role {
        rule: RECORD.name,
        key: "møteleder",
        title: ("møtelederen", "the chair"),
        roles: attendance::CHAIR,
        named: |minutes| minutes.chair.as_ref(),
    };
    leaders::check(reading, notes, &role);
}
