//! The order of things: load, parse, index, rules, judge, pages, render. Knows the order and nothing else.

use crate::diagnostic::Diagnostic;
use crate::index::Site;
use crate::judge::Flag;
use crate::model::Date;
use crate::output::Output;
use crate::rules::Unchecked;
use crate::work::Cache;
use crate::world::{Failure, World};

/// What a run is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The day states are told for; else the world's today.
    pub as_of: Option<Date>,
    /// The audience; else site.toml's.
    pub audience: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Levels from the command line.
    pub flags: Vec<Flag>,
}

/// What is remembered between runs of one process, and stored between processes.
#[derive(Default)]
pub struct Caches {
    /// Parsed files.
    pub parsed: Cache,
    /// Rendered pages.
    pub rendered: Cache,
}

/// A site that was read, resolved and judged.
pub struct Checked {
    /// The site.
    pub site: Site,
    /// What there is to say, in the order people read it.
    pub diagnostics: Vec<Diagnostic>,
    /// What was not checked.
    pub unchecked: Vec<Unchecked>,
}

/// A site that was also made.
pub struct Built {
    /// The check it rests on.
    pub checked: Checked,
    /// The site's files; made even when there are errors, so that `serve` can show them.
    pub output: Output,
    /// How much was done, for tests that count.
    pub done: Done,
}

/// How much a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Files parsed (not remembered).
    pub parsed: usize,
    /// Pages rendered (not remembered).
    pub rendered: usize,
    /// Pages in all.
    pub pages: usize,
}

/// Reads, resolves and judges a site.
///
/// # Errors
/// When the world fails.
pub fn check(_world: &dyn World, _request: &Request, _caches: &mut Caches) -> Result<Checked, Failure> {
    Err(Failure { action: crate::world::Action::Read, path: String::new(), cause: std::io::Error::other("") })
}
