//! What was found inside a file that is neither document nor register.

use serde::{Deserialize, Serialize};

use super::personal::PersonalKind;

/// What was found inside a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inspection {
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// The usual extensions of what the content is, the commonest first; empty where it cannot be told.
    pub content_types: Vec<String>,
    /// Width and height in pixels, of images.
    pub dimensions: Option<(u32, u32)>,
    /// What was found by unpacking it.
    pub inside: Inside,
}

/// What is inside a file: of the file itself and of the files packed in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inside {
    /// What could run on a reader's machine; each kind once.
    pub dangers: Vec<Danger>,
    /// Whether it, or a part of it, can only be read with a password.
    pub encrypted: bool,
    /// Changes and comments that were left in it.
    pub revisions: Revisions,
    /// The people that its properties name, in the order they were met, each once.
    pub authors: Vec<String>,
    /// What a PDF tells screen readers.
    pub pdf: Option<Pdf>,
    /// How much in its words is personal or secret, by kind; never what.
    pub personal: Vec<(PersonalKind, u32)>,
    /// What could not be looked into, and why; each reason once.
    pub unread: Vec<Unread>,
}

/// Something in a file that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Danger {
    /// Macros of an office file.
    Macros,
    /// Script in a drawing.
    Script,
    /// A program, by its content or by its name in an archive.
    Program,
}

/// Changes and comments left in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Revisions {
    /// Insertions, deletions, moves and changes of form that nobody accepted or rejected.
    pub changes: u32,
    /// Comments.
    pub comments: u32,
}

/// What a PDF tells screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pdf {
    /// Whether its text is tagged with headings, lists and tables.
    pub tagged: bool,
    /// Whether it has a title.
    pub title: bool,
    /// Whether it says its language.
    pub language: bool,
}

/// Why a file, or a part of it, was not looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unread {
    /// The file is larger than what is looked into.
    Size,
    /// It holds more files or objects than are looked at.
    Entries,
    /// It unpacks to more than is unpacked.
    Unpacked,
    /// Archives in archives, deeper than is followed.
    Depth,
    /// It is cut short or damaged.
    Damaged,
    /// The old binary formats of Word, Excel and PowerPoint.
    OldFormat,
    /// A PDF whose text could not be read: a scanned one, or one with letters of its own.
    PdfText,
}
