//! What the audience gets of a document.

/// What the audience gets of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// All of it.
    Full,
    /// Type, date, body and legal basis, where it is referred to.
    Stub,
    /// Nothing.
    Hidden,
}
