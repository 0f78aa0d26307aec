//! The ground that faults are planted in: the repository's own content, read as plain text, searched with patterns.
//!
//! Places are found here without the program's own parser, so that what it overlooks is planted all the same.

use std::ops::Range;
use std::path::Path;

use regex::{Captures, Regex};
use saksgang::world::Memory;

use super::planting::Mutation;

/// The content.
pub struct Ground {
    /// Everything, as the program sees it.
    pub world: Memory,
    files: Vec<File>,
}

/// One text file.
pub struct File {
    /// Relative to the site's folder.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Where the text below the front matter begins; in a register, the end.
    pub body: usize,
}

/// Parts of files to look for places in.
pub struct Part<'g> {
    files: Vec<(&'g File, Range<usize>)>,
}

/// A place that a pattern fits.
pub struct Hit<'g> {
    /// Where.
    pub file: &'g File,
    found: Captures<'g>,
}

impl Ground {
    /// The site in this repository.
    pub fn of_this_repository() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut world = Memory::default();
        world.files.insert("site.toml".to_owned(), std::fs::read(root.join("site.toml")).unwrap());
        lay(root, &root.join("content"), &mut world);
        let read = |(path, bytes): (&String, &Vec<u8>)| {
            let text = String::from_utf8(bytes.clone()).ok()?;
            let body = if path.ends_with(".md") { text.find("\n---\n").map_or(0, |end| end + 5) } else { text.len() };
            Some(File { path: path.clone(), text, body })
        };
        let files = world.files.iter().filter(|(path, _)| path.ends_with(".md") || path.ends_with(".yaml")).filter_map(read).collect();
        Self { world, files }
    }

    /// A text file, if it is there.
    pub fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// A text file that is there.
    pub fn file(&self, path: &str) -> &File {
        self.find(path).unwrap_or_else(|| panic!("no {path}"))
    }

    /// The documents whose path below `content/` begins so.
    pub fn documents(&self, prefix: &str) -> impl Iterator<Item = &File> {
        let prefix = format!("content/{prefix}");
        self.files.iter().filter(move |file| file.path.ends_with(".md") && file.path.starts_with(&prefix))
    }

    /// Their front matter.
    pub fn front(&self, prefix: &str) -> Part<'_> {
        Part { files: self.documents(prefix).map(|file| (file, 0..file.body)).collect() }
    }

    /// Their text.
    pub fn body(&self, prefix: &str) -> Part<'_> {
        Part { files: self.documents(prefix).map(|file| (file, file.body..file.text.len())).collect() }
    }

    /// A register.
    pub fn register(&self, name: &str) -> Part<'_> {
        let file = self.file(&format!("content/register/{name}.yaml"));
        Part { files: vec![(file, 0..file.text.len())] }
    }

    /// A sentence put into the text after the first sentence of every paragraph.
    pub fn sentence(&self, marked: &str) -> Vec<Mutation> {
        self.body("").each(SENTENCE, |hit| (hit.file.value("mal") != "ja").then(|| hit.after(0, format!("{marked} "))))
    }

    /// Another section at the end of every document whose path begins so.
    pub fn section(&self, prefix: &str, marked: &str) -> Vec<Mutation> {
        self.documents(prefix).map(|file| Mutation::replace(file, file.end(), format!("\n{marked}\n"))).collect()
    }

    /// Lines put at the top of every front matter.
    pub fn top(&self, prefix: &str, marked: &str) -> Vec<Mutation> {
        self.documents(prefix).map(|file| Mutation::replace(file, 4..4, marked)).collect()
    }
}

/// The first sentence of a paragraph that goes on.
const SENTENCE: &str = r"^[A-ZÆØÅ][^\n|\[]*?[a-zæøå]{3}\. ";

impl File {
    /// A key's value in the front matter, as written on its line; empty where there is none.
    pub fn value(&self, key: &str) -> &str {
        let lines = self.text[..self.body].lines();
        lines.filter_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).next().unwrap_or_default()
    }

    /// Its id.
    pub fn id(&self) -> &str {
        self.path.trim_start_matches("content/").trim_end_matches(".md")
    }

    /// Its place as the whole file's text.
    pub fn end(&self) -> Range<usize> {
        self.text.len()..self.text.len()
    }
}

impl<'g> Part<'g> {
    /// A planting at every place that a pattern fits (`^` and `$` are a line's), where there is one.
    pub fn each<M: Into<Option<Mutation>>>(&self, pattern: &str, plant: impl Fn(&Hit<'g>) -> M) -> Vec<Mutation> {
        self.hits(pattern).iter().filter_map(|hit| plant(hit).into()).collect()
    }

    /// The places that a pattern fits.
    pub fn hits(&self, pattern: &str) -> Vec<Hit<'g>> {
        let pattern = Regex::new(&format!("(?m){pattern}")).unwrap();
        let mut hits = Vec::new();
        for (file, range) in &self.files {
            let (mut from, file): (usize, &'g File) = (range.start, file);
            while let Some(found) = pattern.captures_at(&file.text[..range.end], from) {
                let whole = found.get(0).unwrap();
                from = whole.end().max(whole.start() + 1);
                hits.push(Hit { file, found });
                if from >= range.end {
                    break;
                }
                while !file.text.is_char_boundary(from) {
                    from += 1;
                }
            }
        }
        hits
    }
}

impl<'g> Hit<'g> {
    /// A group's text; empty where it took no part.
    pub fn text(&self, group: usize) -> &'g str {
        self.found.get(group).map_or("", |found| found.as_str())
    }

    /// A group's number.
    pub fn number(&self, group: usize) -> i64 {
        self.text(group).parse().unwrap()
    }

    /// A group's bytes.
    pub fn range(&self, group: usize) -> Range<usize> {
        self.found.get(group).map_or(0..0, |found| found.range())
    }

    /// The line it begins on, counted from 1.
    pub fn line(&self) -> usize {
        1 + self.file.text[..self.range(0).start].matches('\n').count()
    }

    /// New text in place of a group.
    pub fn replace(&self, group: usize, marked: impl Into<String>) -> Mutation {
        Mutation::replace(self.file, self.range(group), marked)
    }

    /// New text before a group.
    pub fn before(&self, group: usize, marked: impl Into<String>) -> Mutation {
        let at = self.range(group).start;
        Mutation::replace(self.file, at..at, marked)
    }

    /// New text after a group.
    pub fn after(&self, group: usize, marked: impl Into<String>) -> Mutation {
        let at = self.range(group).end;
        Mutation::replace(self.file, at..at, marked)
    }
}

fn lay(root: &Path, folder: &Path, world: &mut Memory) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            lay(root, &entry, world);
        } else {
            let path = entry.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            world.files.insert(path, std::fs::read(&entry).unwrap());
        }
    }
}
