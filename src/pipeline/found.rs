//! For the tests of rules: what one of them finds in a small site.

use super::{Caches, Request, check};
use crate::diagnostic::Finding;
use crate::rules::Record;
use crate::world::Memory;

/// The findings of a rule in a site of these files, by path.
pub fn all(rule: &Record, files: &[(&str, &str)]) -> Vec<Finding> {
    of(rule, &files.iter().fold(Memory::default(), |world, (path, text)| world.with(path, *text)))
}

/// The same of files that are no texts.
pub fn of(rule: &Record, world: &Memory) -> Vec<Finding> {
    let checked = check(world, &Request::default(), &mut Caches::default()).expect("a site");
    checked.diagnostics.into_iter().map(|found| found.finding).filter(|finding| finding.rule == rule.name).collect()
}

/// The first of them.
///
/// # Panics
/// Where there is none.
pub fn first(rule: &Record, files: &[(&str, &str)]) -> Finding {
    all(rule, files).into_iter().next().expect("a finding")
}
