//! The JSON array of `check --format json`.
