//! A document file: split into front matter and text, each read, the mentions of both gathered.

use crate::model::{Details, Document, DocumentId, FrontMatter, Text};
use crate::source::Source;

/// Reads a document from its file. `path` is relative to the site's folder (`content/…/x.md`).
#[must_use]
pub fn document(source: &Source) -> Document {
    Document {
        id: document_id(&source.path),
        path: source.path.clone(),
        front: FrontMatter::default(),
        details: Details::Page,
        text: Text::default(),
        mentions: Vec::new(),
        faults: Vec::new(),
    }
}

/// The id of a document file: below `content/`, without `.md`, a trailing `/index` dropped, NFC.
#[must_use]
pub fn document_id(path: &str) -> DocumentId {
    use unicode_normalization::UnicodeNormalization;
    let id = path.strip_prefix("content/").unwrap_or(path);
    let id = id.strip_suffix(".md").unwrap_or(id);
    let id = if id == "index" { "" } else { id.strip_suffix("/index").unwrap_or(id) };
    DocumentId(id.nfc().collect::<String>().into())
}
