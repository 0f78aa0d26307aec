//! What was changed in a document since it was adopted or approved, as version control tells it, where the site was read with that.

use super::tables::Lookup;
use super::{DocumentState, MinutesState, Site, Subject, Visibility};
use crate::model::history::Touched;
use crate::model::{Adoption, Date};

/// The history of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<'s> {
    /// The day it was adopted or approved, where anything did; what was changed later is told, else everything.
    pub approved: Option<Date>,
    /// The changes, the latest first.
    pub changes: Vec<Change<'s>>,
}

/// A change of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'s> {
    /// The day.
    pub date: Date,
    /// What was written about it; none where it may tell of something that the audience does not get.
    pub summary: Option<&'s str>,
}

impl Site {
    /// The history of a document that the audience gets; none where version control does not know the file, or was not asked, and for
    /// what nobody has approved yet though somebody should.
    #[must_use]
    pub fn history(&self, document: usize) -> Option<History<'_>> {
        let known = self.tables.history.get(&document)?;
        let approved = match self.entry(document).state {
            _ if !self.shown(Subject::Document(document)) => return None,
            DocumentState::Minutes(MinutesState::ApprovedIn { on, .. }) => Some(on?),
            DocumentState::Minutes(MinutesState::ApprovedByDeadline { on }) => Some(on),
            DocumentState::Minutes(_) | DocumentState::Draft | DocumentState::Hearing | DocumentState::Template => return None,
            _ => self.adopted_on(document),
        };
        let commits = known.iter().filter_map(|(commit, open)| Some((self.commits.get(*commit)?, *open)));
        let since = commits.filter(|(commit, _)| commit.date <= self.as_of && approved.is_none_or(|day| commit.date > day));
        let changes = since.map(|(commit, open)| {
            let summary = (open && !commit.summary.is_empty()).then_some(commit.summary.as_str());
            Change { date: commit.date, summary }
        });
        Some(History { approved, changes: changes.collect() })
    }

    /// The day a document was adopted.
    fn adopted_on(&self, document: usize) -> Option<Date> {
        match &self.document(document).front.adopted.as_ref()?.value {
            Adoption::Elsewhere { date, .. } => date.as_ref().map(|date| date.value),
            Adoption::Decision(_) => self.decisions.get(self.adopted_by(document)?)?.date,
        }
    }

    /// Whether the audience gets everything of a file below `content/`.
    fn is_open(&self, path: &str, documents: &Lookup<&str, usize>) -> bool {
        if let Some(document) = documents.get(path) {
            let mut decisions = self.decisions_in(*document).iter().map(|decision| Subject::Decision(*decision));
            let mut attachments =
                (0..self.document(*document).front.attachments.len()).map(|nth| self.attachment_visibility(*document, nth));
            return self.shown(Subject::Document(*document))
                && decisions.all(|decision| self.shown(decision))
                && attachments.all(|seen| seen == Visibility::Full);
        }
        match self.tables.files.get(path) {
            Some(file) => self.shown(Subject::File(*file)),
            // What is read and is neither a document nor an attachment is a register, which is for everybody.
            None => self.sources.find(path).is_some(),
        }
    }
}

/// Files every commit under the documents it changed, by the names they have now. Needs to know what the audience gets.
pub(super) fn gather(site: &mut Site) {
    if site.commits.is_empty() {
        return;
    }
    let documents: Lookup<&str, usize> = site.documents.iter().enumerate().map(|(n, entry)| (entry.document.path.as_str(), n)).collect();
    let mut history: Lookup<usize, Vec<(usize, bool)>> = Lookup::default();
    let mut names = Names::default();
    for (nth, commit) in site.commits.iter().enumerate() {
        let paths = names.before(&commit.files);
        let open = paths.iter().all(|path| path.as_deref().is_some_and(|path| site.is_open(path, &documents)));
        for document in paths.iter().flatten().filter_map(|path| documents.get(path.as_str())) {
            history.entry(*document).or_default().push((nth, open));
        }
    }
    site.tables.history = history;
}

/// What a name in the past is called today, while going back in time; none where the file of that name was another one.
#[derive(Default)]
struct Names(Lookup<String, Option<String>>);

impl Names {
    /// The files of a commit by their names of today. Afterwards, names mean what they meant before it.
    fn before(&mut self, files: &[Touched]) -> Vec<Option<String>> {
        let today = |path: &String| self.0.get(path).cloned().unwrap_or_else(|| Some(path.clone()));
        let paths: Vec<_> = files
            .iter()
            .map(|touched| match touched {
                Touched::Added(path) | Touched::Changed(path) | Touched::Renamed { to: path, .. } => today(path),
            })
            .collect();
        for (touched, now) in files.iter().zip(&paths) {
            if let Touched::Added(path) | Touched::Renamed { to: path, .. } = touched {
                self.0.insert(path.clone(), None);
            }
            if let Touched::Renamed { from, .. } = touched {
                self.0.insert(from.clone(), now.clone());
            }
        }
        paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_followed_through_its_names_and_another_file_of_the_same_name_is_not_it() {
        let added = |path: &str| Touched::Added(path.to_owned());
        let changed = |path: &str| Touched::Changed(path.to_owned());
        let renamed = |from: &str, to: &str| Touched::Renamed { from: from.to_owned(), to: to.to_owned() };
        let mut names = Names::default();
        let mut before = |files: &[Touched]| names.before(files).into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>();
        assert_eq!(before(&[changed("ny.md"), added("gammel.md")]), ["ny.md", "gammel.md"]);
        assert_eq!(before(&[renamed("gammel.md", "ny.md")]), ["ny.md"]);
        assert_eq!(before(&[changed("gammel.md"), changed("ny.md")]), ["ny.md", ""]);
        assert_eq!(before(&[added("gammel.md")]), ["ny.md"]);
        assert_eq!(before(&[changed("gammel.md")]), [""]);
    }
}
