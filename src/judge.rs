//! From findings to diagnostics: levels, allowances, masks, and the order in which people read them.

use crate::diagnostic::{Diagnostic, Level};
use crate::index::Site;
use crate::rules::Notes;

/// Levels asked for on the command line: a rule or family, its level, the flag as written. Later ones win.
pub type Flags = Vec<(String, Level, String)>;

/// Judges the findings of a run.
#[must_use]
pub fn judge(_site: &Site, _notes: Notes, _flags: &Flags) -> Vec<Diagnostic> {
    Vec::new()
}
