//! Everything that a site's output is made from, as one key: where it is the same as at the last publication, no view need be made.
//!
//! What may not enter: what was published, which is the publication's to know.

use super::Checked;
use crate::diagnostic::Tongue;
use crate::report::json;
use crate::work::{self, Key};
use crate::world::{FileEntry, World};

/// The key of a checked site; none where a file beside the texts was changed a moment ago, or where the theme is broken.
pub fn key(world: &dyn World, checked: &Checked) -> Option<Key> {
    let Checked { site, dress, diagnostics, .. } = checked;
    let now = world.now();
    if !site.files.iter().all(|file| file.is_settled(now)) {
        return None;
    }
    let theme = dress.key(&site.config)?;
    let found = json::render(diagnostics, &site.sources, Tongue::Bokmal);
    let asked = format!("{} {:?} {} {:?}", site.as_of, site.audience, site.drafts, site.commits);
    // A document has the key of its path and bytes already.
    let sources: Vec<_> = site.sources.iter().map(|(id, source)| (site.document_in(id), source)).collect();
    let texts = work::map(&sources, |(document, source)| match document {
        Some(document) => site.entry(*document).key.0,
        None => Key::of(&[source.path.as_bytes(), source.text.as_bytes()]).0,
    });
    let files = site.files.iter().map(|file| entry(file).0);
    let all: Vec<u8> = texts.into_iter().chain(files).flatten().collect();
    Some(Key::of(&[&theme.0, found.as_bytes(), asked.as_bytes(), &(site.files.len() as u64).to_le_bytes(), &all]))
}

fn entry(file: &FileEntry) -> Key {
    let FileEntry { path, size, modified, inode, leads_outside } = file;
    Key::of(&[path.as_bytes(), format!("{size} {modified} {inode} {leads_outside}").as_bytes()])
}
