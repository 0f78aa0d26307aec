//! What was found inside a file that is neither document nor register.

use serde::{Deserialize, Serialize};

/// What was found inside a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inspection {
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// The usual extensions of what the content is, the commonest first; empty where it cannot be told.
    pub content_types: Vec<String>,
    /// Width and height in pixels, of images.
    pub dimensions: Option<(u32, u32)>,
}
