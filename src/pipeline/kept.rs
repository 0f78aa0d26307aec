//! Texts as they were read earlier in this process, and the built-in theme, for one that looks at the same site again and again: a file
//! that looks as it did is not read.
//!
//! A file looks as it did by its size, inode and the time that anything about it was changed. Kept are those alone that were at rest for
//! longer than [`crate::world::SETTLED`] when they were listed, so that every change since shows. Between processes nothing of this is
//! kept: there a text is known by its bytes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::theme::Loaded;
use crate::model::{Document, RegisterFile};
use crate::source::Source;
use crate::work::Key;
use crate::world::FileEntry;

/// The parsed half of a text file.
#[derive(Debug, Clone)]
pub enum Parsed {
    /// A document, with the key of its path and bytes.
    Document(Key, Arc<Document>),
    /// A register.
    Register(Arc<RegisterFile>),
}

/// The texts of the last run; empty where the process does not keep them.
#[derive(Debug, Default)]
pub struct Kept {
    keeps: bool,
    texts: Mutex<HashMap<String, Text>>,
    /// The built-in theme in a language.
    theme: Mutex<(String, Loaded)>,
}

#[derive(Debug)]
struct Text {
    entry: FileEntry,
    source: Arc<Source>,
    parsed: Parsed,
}

impl Kept {
    /// For a process that looks at the same site again and again.
    #[must_use]
    pub fn on() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// A file as it was read, where it looks as it did then.
    pub(super) fn find(&self, entry: &FileEntry) -> Option<(Arc<Source>, Parsed)> {
        let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let text = texts.get(&entry.path).filter(|text| text.entry == *entry)?;
        Some((Arc::clone(&text.source), text.parsed.clone()))
    }

    /// The built-in theme in a language, as an earlier run read it or this one will.
    pub(super) fn built_in_theme(&self, language: &str) -> Loaded {
        if !self.keeps {
            return Loaded::default();
        }
        let mut kept = self.theme.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != language {
            *kept = (language.to_owned(), Loaded::default());
        }
        Arc::clone(&kept.1)
    }

    /// The texts of a run that listed them at a time, in nanoseconds, take the place of those before it.
    pub(super) fn replace<'t>(&self, read: impl Iterator<Item = (&'t FileEntry, &'t Arc<Source>, &'t Parsed)>, listed: i128) {
        if self.keeps {
            let read = read.filter(|(entry, ..)| entry.is_settled(listed));
            let text = |(entry, source, parsed): (&FileEntry, &Arc<Source>, &Parsed)| {
                (entry.path.clone(), Text { entry: entry.clone(), source: Arc::clone(source), parsed: parsed.clone() })
            };
            *self.texts.lock().unwrap_or_else(PoisonError::into_inner) = read.map(text).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::model::Date;
    use crate::pipeline::{self, Caches, Request};
    use crate::world::{Failure, Memory, SETTLED, World};

    /// A disk whose files were all changed at a time.
    struct Aged {
        files: Memory,
        modified: i128,
        now: i128,
        opened: AtomicUsize,
    }

    impl World for Aged {
        fn list(&self, folder: &str) -> Result<Vec<FileEntry>, Failure> {
            Ok(self.files.list(folder)?.into_iter().map(|entry| FileEntry { modified: self.modified, ..entry }).collect())
        }
        fn open(&self, path: &str) -> Result<Box<dyn Read>, Failure> {
            self.opened.fetch_add(usize::from(path.starts_with("content/")), Ordering::Relaxed);
            self.files.open(path)
        }
        fn replace(&mut self, path: &str, before: &[u8], after: &[u8]) -> Result<bool, Failure> {
            self.files.replace(path, before, after)
        }
        fn today(&self, timezone: &str) -> Date {
            self.files.today(timezone)
        }
        fn now(&self) -> i128 {
            self.now
        }
        fn recall(&self, name: &str) -> Option<Vec<u8>> {
            self.files.recall(name)
        }
        fn remember(&self, name: &str, bytes: &[u8]) {
            self.files.remember(name, bytes);
        }
    }

    fn aged(title: &str, modified: i128) -> Aged {
        let note = format!("---\ntype: notat\ntittel: {title}\ndato: 2019-01-02\n---\n");
        let register = "styret: {navn: Styret}\n";
        let files = Memory::default().with("content/a.md", note).with("content/register/organer.yaml", register);
        Aged { files, modified, now: 10 * SETTLED, opened: AtomicUsize::new(0) }
    }

    /// The title of the document, and how many files were opened for it.
    fn seen(world: &Aged, caches: &mut Caches) -> (String, usize) {
        let checked = pipeline::check(world, &Request::default(), caches).unwrap();
        caches.end_run();
        (checked.site.entry(0).title.clone(), world.opened.load(Ordering::Relaxed))
    }

    #[test]
    fn a_file_that_looks_as_it_did_is_not_opened_and_every_other_is() {
        let mut caches = Caches { kept: Kept::on(), ..Caches::default() };
        let is = |title: &str, opened| (title.to_owned(), opened);
        assert_eq!(seen(&aged("Den ene", 1), &mut caches), is("Den ene", 2));
        assert_eq!(seen(&aged("Den ene", 1), &mut caches), is("Den ene", 0));
        assert_eq!(seen(&aged("Den nye", 2), &mut caches), is("Den nye", 2), "another time");
        assert_eq!(seen(&aged("Den nyeste", 2), &mut caches), is("Den nyeste", 1), "another size");
        let moment = 10 * SETTLED - 1;
        assert_eq!(seen(&aged("Den ene", moment), &mut caches), is("Den ene", 2));
        assert_eq!(seen(&aged("Den nye", moment), &mut caches), is("Den nye", 2), "within a moment a time tells nothing");
    }

    #[test]
    fn a_file_that_was_not_at_rest_when_it_was_read_is_read_again_however_long_ago_that_is() {
        let mut caches = Caches { kept: Kept::on(), ..Caches::default() };
        let moment = 10 * SETTLED - 1;
        assert_eq!(seen(&aged("Den ene", moment), &mut caches).0, "Den ene");
        // Written again in the same tick of a slow clock, and looked at after it.
        let later = || Aged { now: 20 * SETTLED, ..aged("Den nye", moment) };
        assert_eq!(seen(&later(), &mut caches), ("Den nye".to_owned(), 2));
        assert_eq!(seen(&later(), &mut caches), ("Den nye".to_owned(), 0));
    }

    #[test]
    fn the_built_in_theme_is_read_once_for_each_language() {
        let mut caches = Caches { kept: Kept::on(), ..Caches::default() };
        let mut front = |language: &str| {
            let world = Memory::default().with("site.toml", format!("format = 1\nlanguage = \"{language}\"\n"));
            let checked = pipeline::check(&world, &Request::default(), &mut caches).unwrap();
            let page = pipeline::at(&checked, "index.html");
            (page, std::ptr::from_ref(checked.dress.theme(&checked.site.config).unwrap()).addr())
        };
        let (norwegian, again, english) = (front("nb"), front("nb"), front("en"));
        assert_eq!(norwegian, again);
        assert!(norwegian.1 != english.1 && norwegian.0.is_some() && norwegian.0 != english.0);
    }

    #[test]
    fn nothing_is_kept_where_nobody_looks_again() {
        let mut caches = Caches::default();
        assert_eq!(seen(&aged("Den ene", 1), &mut caches).1, 2);
        assert_eq!(seen(&aged("Den ene", 1), &mut caches).1, 2);
    }
}
