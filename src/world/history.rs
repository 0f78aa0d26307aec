//! How a site's content came to be what it is, asked of `git` once for all files. What git prints was written by anybody who ever
//! committed: it is cut, cleaned of control signs, and whatever has another form is left out.

use super::{Disk, GitSilence};
use crate::model::Date;
use crate::model::history::{Commit, Touched};

/// Commits that are looked at, the latest first.
const MOST: &str = "--max-count=100000";

/// Characters of a summary.
const LONGEST: usize = 200;

/// What begins a commit; a status of a file never does.
const MARK: char = '\u{1}';

impl Disk {
    /// The commits that changed something below `content/`, the latest first.
    ///
    /// # Errors
    /// When git is not there, or the site lies in no repository.
    pub fn history(&self) -> Result<Vec<Commit>, GitSilence> {
        let format = "--format=%x01%ad %s";
        let printed = self.git(&[
            "--no-replace-objects",
            "-c",
            "log.showSignature=false",
            "log",
            "-z",
            MOST,
            "--no-merges",
            "--no-color",
            "--no-notes",
            "--no-mailmap",
            "--no-ext-diff",
            "--no-textconv",
            "--encoding=UTF-8",
            "--date=short",
            "--find-renames",
            "--relative",
            "--name-status",
            format,
            "--",
            "content",
        ]);
        printed.map(|printed| read(&printed)).map_err(|silence| match silence {
            GitSilence::Failed(said) if said.starts_with("not a git repository") => GitSilence::NoRepository(said),
            other => other,
        })
    }
}

/// The commits in what git printed: fields that end in a zero byte, a commit's own words, then a status and one path or two for each file.
fn read(printed: &[u8]) -> Vec<Commit> {
    let mut commits = Vec::new();
    let mut fields = printed.split(|byte| *byte == 0);
    while let Some(field) = fields.next() {
        let field = String::from_utf8_lossy(field);
        let field = field.trim_start_matches('\n');
        if let Some(about) = field.strip_prefix(MARK) {
            let (day, summary) = about.split_once(' ').unwrap_or((about, ""));
            // A commit without a readable day keeps its place, so that its files are not taken for those of the one before.
            commits.push(day.parse().ok().map(|date: Date| Commit { date, summary: clean(summary), files: Vec::new() }));
            continue;
        }
        let mut path = || fields.next().and_then(|path| String::from_utf8(path.to_vec()).ok());
        let touched = match field.chars().next() {
            Some('A') => path().map(Touched::Added),
            Some('R') => path().zip(path()).map(|(from, to)| Touched::Renamed { from, to }),
            Some('C') => path().and(path()).map(Touched::Added),
            Some(_) => path().map(Touched::Changed),
            None => None,
        };
        if let (Some(touched), Some(Some(commit))) = (touched, commits.last_mut()) {
            commit.files.push(touched);
        }
    }
    commits.into_iter().flatten().collect()
}

/// A line without control signs and signs that turn the direction of writing.
fn clean(summary: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = summary.chars().map(|c| if c.is_control() || turns(c) { ' ' } else { c }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default().trim_end()),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_git_prints_is_read_whatever_somebody_wrote_into_it() {
        let printed = "\u{1}2019-03-02 Flyttet\t<b>\u{202e}\u{1b}[31m\0\nR100\0content/a.md\0content/å\n.md\0M\0content/\u{1}x.md\0\
                       \u{1}aldri Feil dag\0\nM\0content/b.md\0\u{1}2019-03-01 \0\nA\0content/a.md\0D\0content/c.md\0";
        let commits = read(printed.as_bytes());
        assert_eq!(commits.len(), 2);
        assert_eq!((commits[0].date.to_string().as_str(), commits[0].summary.as_str()), ("2019-03-02", "Flyttet <b> [31m"));
        let renamed = Touched::Renamed { from: "content/a.md".to_owned(), to: "content/å\n.md".to_owned() };
        assert_eq!(commits[0].files, [renamed, Touched::Changed("content/\u{1}x.md".to_owned())]);
        assert_eq!(commits[1].files, [Touched::Added("content/a.md".to_owned()), Touched::Changed("content/c.md".to_owned())]);
        assert_eq!(clean(&"x".repeat(5000)).chars().count(), LONGEST + 1);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let summaries = read(&bytes).into_iter().map(|commit| commit.summary);
            prop_assert!(summaries.into_iter().all(|summary| !summary.contains(char::is_control)));
        }
    }
}
