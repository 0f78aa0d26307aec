//! What a site's output is made from, as keys: of everything, so that no view need be made where it is the same as at the last publication;
//! and of everything but the words of texts, so that after an edit of words only the views that show them need be.
//!
//! What may not enter: what was published, which is the publication's to know.

use super::Checked;
use crate::diagnostic::Tongue;
use crate::index::Site;
use crate::report::json;
use crate::work::{self, Key};
use crate::world::World;

/// The key of a checked site; none where a file beside the texts was changed a moment ago, or where the theme is broken.
pub fn key(checked: &Checked) -> Option<Key> {
    let Checked { site, dress, diagnostics, interface, .. } = checked;
    let (theme, interface) = (dress.key(&site.config)?, (*interface)?);
    let found = json::render(diagnostics, &site.sources, Tongue::Bokmal);
    // A document has the key of its path and bytes already.
    let texts: Vec<u8> = site.documents.iter().flat_map(|entry| entry.key.0).collect();
    Some(Key::of(&[&theme.0, found.as_bytes(), &interface.0, &texts]))
}

/// The key of everything in a site but the words of its texts, the theme and what was found; none where a file beside the texts was changed
/// a moment ago.
pub fn interface(world: &dyn World, site: &Site) -> Option<Key> {
    let now = world.now();
    if !site.files.iter().all(|file| file.is_settled(now)) {
        return None;
    }
    let asked = format!("{} {:?} {} {:?}", site.as_of, site.audience, site.drafts, site.commits);
    let sources: Vec<_> = site.sources.iter().map(|(id, source)| (site.document_in(id), source)).collect();
    let said = work::map(&sources, |(document, source)| match document {
        Some(document) => site.document(*document).interface.0,
        None => Key::of(&[source.path.as_bytes(), source.text.as_bytes()]).0,
    });
    let files = site.files.iter().map(|file| file.key().0);
    let all: Vec<u8> = said.into_iter().chain(files).flatten().collect();
    Some(Key::of(&[asked.as_bytes(), &(site.files.len() as u64).to_le_bytes(), &all]))
}
