//! What a mutator says: which fault it plants, at which places, and what must be found there.

use std::collections::BTreeMap;
use std::ops::Range;

use super::ground::{File, Ground};

/// Plants one kind of fault.
#[derive(Clone, Copy)]
pub struct Mutator {
    /// The rule that must find it.
    pub rule: &'static str,
    /// What is planted, for the table.
    pub plants: &'static str,
    /// Every place it can be planted at.
    pub places: fn(&Ground) -> Vec<Mutation>,
}

/// One planted fault: changed files, and the places of the findings that its rule must give.
///
/// New text may carry marks: `⟦…⟧` around the bytes that must be found. A line of the file that holds `⟪` (which is taken out)
/// must be found anywhere in it.
#[derive(Clone, Default)]
pub struct Mutation {
    edits: BTreeMap<String, Vec<(Range<usize>, String)>>,
    /// Files put in place of others, or beside them; none where one is taken away.
    pub files: BTreeMap<String, Option<Vec<u8>>>,
    documents: BTreeMap<String, String>,
    /// Whole files that must be found, at 1:1.
    pub whole: Vec<String>,
    /// Lines that must be found, counted from 1.
    pub lines: Vec<(String, usize)>,
    /// Other rules that the fault truly concerns.
    pub also: Vec<&'static str>,
}

impl Mutation {
    /// New text in place of a range of a file.
    pub fn replace(file: &File, range: Range<usize>, marked: impl Into<String>) -> Self {
        Self::default().and(file, range, marked)
    }

    /// Another change of the same planting.
    pub fn and(mut self, file: &File, range: Range<usize>, marked: impl Into<String>) -> Self {
        self.edits.entry(file.path.clone()).or_default().push((range, marked.into()));
        self
    }

    /// A file put there.
    pub fn file(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), Some(bytes.into()));
        self
    }

    /// A text put there, marks and all.
    pub fn document(mut self, path: impl Into<String>, marked: impl Into<String>) -> Self {
        self.documents.insert(path.into(), marked.into());
        self
    }

    /// A file taken away.
    pub fn without(mut self, path: impl Into<String>) -> Self {
        self.files.insert(path.into(), None);
        self
    }

    /// The rule must speak of this file as a whole.
    pub fn at_file(mut self, path: impl Into<String>) -> Self {
        self.whole.push(path.into());
        self
    }

    /// The rule must speak of something on this line, counted from 1.
    pub fn at_line(mut self, path: impl Into<String>, line: usize) -> Self {
        self.lines.push((path.into(), line));
        self
    }

    /// Rules that the fault truly concerns besides.
    pub fn also(mut self, rules: &[&'static str]) -> Self {
        self.also.extend_from_slice(rules);
        self
    }

    /// The paths of the files it changes, adds or takes away.
    pub fn touched(&self) -> impl Iterator<Item = &String> {
        self.edits.keys().chain(self.files.keys()).chain(self.documents.keys())
    }

    /// The changed texts by path, marks and all.
    pub fn marked(&self, ground: &Ground) -> BTreeMap<String, String> {
        let change = |path: &String, edits: &Vec<(Range<usize>, String)>| {
            let mut text = ground.file(path).text.clone();
            let mut edits = edits.clone();
            edits.sort_by_key(|(range, _)| (range.start, range.end));
            for (range, marked) in edits.into_iter().rev() {
                text.replace_range(range, &marked);
            }
            (path.clone(), text)
        };
        let changed = self.edits.iter().map(|(path, edits)| change(path, edits));
        changed.chain(self.documents.clone()).collect()
    }
}
