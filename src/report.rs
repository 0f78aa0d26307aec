//! Diagnostics to text and to what machines read: pure functions, one file per format.

pub mod json;
pub mod text;
