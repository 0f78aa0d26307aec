//! Diagnostics to text and to what machines read: pure functions, one file per format.
//!
//! What may not enter: levels being decided, terminals being asked.

pub mod json;
pub mod summary;
pub mod text;
