//! What version control remembers of a site's files. Plain data; who wrote a change is not kept.

use super::Date;

/// A change of the site's content, as it was committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The author's own day.
    pub date: Date,
    /// Its first line, as written, without control signs, and cut where it is very long.
    pub summary: String,
    /// The files that it changed.
    pub files: Vec<Touched>,
}

/// What a commit did to a file; paths are relative to the site's folder, as they were then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// It came to be.
    Added(String),
    /// It was changed or removed.
    Changed(String),
    /// It got another name.
    Renamed {
        /// What it was called before.
        from: String,
        /// What it is called after.
        to: String,
    },
}
