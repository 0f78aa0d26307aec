//! What a site's files were in another revision, asked of `git`. Nothing is checked out, and the repository is only read.

use std::io::ErrorKind;
use std::process::{Command, Stdio};

use super::Disk;
use crate::diagnostic::Bilingual;

/// A file that is not as it was; none where it was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Path relative to the site's folder.
    pub path: String,
    /// Its bytes then.
    pub bytes: Option<Vec<u8>>,
}

/// Why git could not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitSilence {
    /// There is no `git` on this machine.
    NoGit,
    /// The site lies in no repository, or git will not touch it; what git said.
    NoRepository(String),
    /// The repository has no such revision.
    UnknownRevision(String),
    /// Something else; what git said.
    Failed(String),
}

impl GitSilence {
    /// What is the matter, and what to do.
    #[must_use]
    pub fn message(&self) -> (Bilingual, Bilingual) {
        match self {
            Self::NoGit => (
                Bilingual::new("git finnes ikke på denne maskinen", "there is no git on this machine"),
                Bilingual::new("installer git, eller kontroller alt uten --since", "install git, or check everything without --since"),
            ),
            Self::NoRepository(said) => (
                Bilingual::new(
                    format!("nettstedet ligger ikke i et git-repositorium som kan leses: {said}"),
                    format!("the site lies in no git repository that can be read: {said}"),
                ),
                Bilingual::new("kontroller alt uten --since", "check everything without --since"),
            ),
            Self::UnknownRevision(revision) => (
                Bilingual::new(format!("git kjenner ingen revisjon «{revision}»"), format!("git knows no revision “{revision}”")),
                Bilingual::new(
                    "skriv en gren, en tagg eller en commit, for eksempel --since main; en grunn kloning (shallow) mangler de eldre",
                    "write a branch, a tag or a commit, such as --since main; a shallow clone lacks the older ones",
                ),
            ),
            Self::Failed(said) => (
                Bilingual::new(format!("git svarte ikke: {said}"), format!("git gave no answer: {said}")),
                Bilingual::new("prøv «git status» i nettstedets mappe", "try “git status” in the site's folder"),
            ),
        }
    }
}

impl Disk {
    /// Every file of the site that is not as it was in a revision, with what it was: changed, removed, and new ones, those that git
    /// does not know yet included.
    ///
    /// # Errors
    /// When git is not there, or cannot tell.
    pub fn since(&self, revision: &str) -> Result<Vec<Earlier>, GitSilence> {
        self.git(&["rev-parse", "--is-inside-work-tree"]).map_err(|silence| match silence {
            GitSilence::Failed(said) => GitSilence::NoRepository(said),
            other => other,
        })?;
        let wanted = format!("{revision}^{{commit}}");
        let commit = self.git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]).map_err(|silence| match silence {
            GitSilence::Failed(_) => GitSilence::UnknownRevision(revision.to_owned()),
            other => other,
        })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let changed =
            self.git(&["diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--relative", &commit, "--", "."])?;
        let mut earlier = Vec::new();
        // Pairs: ":<old mode> <new mode> <old hash> <new hash> <status>", then the path.
        let mut fields = changed.split(|byte| *byte == 0);
        while let (Some(about), Some(path)) = (fields.next(), fields.next()) {
            let (Ok(about), Ok(path)) = (std::str::from_utf8(about), std::str::from_utf8(path)) else { continue };
            let was_file = about.strip_prefix(':').is_some_and(|modes| modes.starts_with("100"));
            let bytes = if was_file { Some(self.git(&["cat-file", "--filters", &format!("{commit}:./{path}")])?) } else { None };
            earlier.push(Earlier { path: path.to_owned(), bytes });
        }
        let unknown = self.git(&["ls-files", "--others", "--exclude-standard", "-z", "--", "."])?;
        let unknown = unknown.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        earlier.extend(unknown.filter_map(|path| Some(Earlier { path: String::from_utf8(path.to_vec()).ok()?, bytes: None })));
        earlier.sort_by(|a, b| a.path.cmp(&b.path));
        earlier.dedup_by(|a, b| a.path == b.path);
        Ok(earlier)
    }

    /// What git prints, asked in the site's folder.
    pub(super) fn git(&self, arguments: &[&str]) -> Result<Vec<u8>, GitSilence> {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(self.root()).stdin(Stdio::null());
        // No lock of the index, no question at the terminal, and words that do not depend on the machine's language.
        command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        match command.output() {
            Ok(output) if output.status.success() => Ok(output.stdout),
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr);
                let first = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
                Err(GitSilence::Failed(first))
            }
            Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Err(GitSilence::NoGit),
            Err(cause) => Err(GitSilence::Failed(cause.to_string())),
        }
    }
}
