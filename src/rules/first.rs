//! For the tests of rules: what one of them finds first in a small site.

use super::Record;
use crate::diagnostic::Finding;
use crate::pipeline::{Caches, Request, check};
use crate::world::Memory;

/// The first finding of a rule in a site of these files, by path.
///
/// # Panics
/// Where there is none.
pub fn first(rule: &Record, files: &[(&str, &str)]) -> Finding {
    let world = files.iter().fold(Memory::default(), |world, (path, text)| world.with(*path, *text));
    let checked = check(&world, &Request::default(), &mut Caches::default()).expect("a site");
    checked.diagnostics.into_iter().find(|found| found.finding.rule == rule.name).expect("a finding").finding
}
