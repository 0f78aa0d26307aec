//! Pages that are known before their views are made: by what every document's interface says, and by the texts whose words they show.
//! After an edit of words only, nearly all are. Where that fails, the view decides: so an edit that changes interfaces makes every view,
//! and renders those alone that are other than before.
//!
//! Build systems call it early cutoff (Mokhov, Mitchell and Peyton Jones, "Build systems à la carte", 2018). What may not enter: what a
//! page shows, which its draft says.

use serde::{Deserialize, Serialize};

use crate::index::Site;
use crate::output::{Artifact, Output};
use crate::pages::{Draft, Listed};
use crate::work::{Key, Store};

/// What pages are known by.
pub struct Known<'c> {
    site: &'c Site,
    /// The theme's key with that of all interfaces.
    interface: Option<Key>,
}

/// What is noted of a page.
#[derive(Serialize, Deserialize)]
struct Noted {
    /// What the store has it under: the key of its view.
    key: Key,
    title: String,
    listed: bool,
}

impl<'c> Known<'c> {
    /// What the pages of a site are known by; nothing where there is no key of its interfaces.
    pub fn new(site: &'c Site, theme: Key, interface: Option<Key>) -> Self {
        Self { site, interface: interface.map(|interface| Key::of(&[&theme.0, &interface.0])) }
    }

    /// The key of a page by its draft alone.
    pub fn key(&self, page: &Draft<'_>) -> Option<Key> {
        self.of(b"page", page)
    }

    /// The key of other files by their draft alone.
    pub fn files_key(&self, files: &Draft<'_, Output>) -> Option<Key> {
        self.of(b"files", files)
    }

    fn of<T>(&self, kind: &[u8], draft: &Draft<'_, T>) -> Option<Key> {
        let (interface, words_of) = (self.interface?, draft.words_of.as_ref()?);
        let words: Vec<u8> = words_of.iter().flat_map(|document| self.site.entry(*document).key.0).collect();
        Some(Key::of(&[&interface.0, kind, draft.path.as_bytes(), &words]))
    }
}

/// The page that was noted under a key, where the store has it.
pub fn find(store: &dyn Store, path: &str, key: &Key) -> Option<(Listed, Artifact)> {
    let noted = store.noted(key)?;
    let Noted { key, title, listed } = postcard::from_bytes(&noted).ok()?;
    let artifact = store.find(path, &key)?;
    Some((Listed { path: path.to_owned(), title, listed }, artifact))
}

/// Notes a page that the store has under the key of its view.
pub fn note(store: &dyn Store, key: Key, listed: &Listed, view: &Key) {
    let noted = Noted { key: *view, title: listed.title.clone(), listed: listed.listed };
    if let Ok(bytes) = postcard::to_stdvec(&noted) {
        store.note(key, bytes);
    }
}

/// The files that were noted under a key, where they are all there.
pub fn find_files(store: &dyn Store, key: &Key) -> Option<Output> {
    let noted: Vec<(String, Key)> = postcard::from_bytes(&store.noted(key)?).ok()?;
    let files = noted.into_iter().map(|(path, key)| {
        let artifact = store.find(&path, &key)?;
        Some((path, artifact))
    });
    Some(Output { files: files.collect::<Option<_>>()? })
}

/// Notes files that were made, which go out with all others.
pub fn note_files(store: &dyn Store, key: Key, files: &Output) {
    let kept = files.files.iter().filter_map(|(path, artifact)| {
        let Artifact::Bytes(bytes) = artifact else { return None };
        let key = Key::of(&[b"file", bytes]);
        store.keep(key, bytes);
        Some((path, key))
    });
    if let Ok(bytes) = postcard::to_stdvec(&kept.collect::<Vec<_>>()) {
        store.note(key, bytes);
    }
}
