//! One file in, one document or register out: front matter, Markdown, links, dates and statutes in running text.
//!
//! Total on any input: what an author got wrong becomes a fault in the result. A parse depends on one file alone;
//! nothing here looks at another file, at site.toml or at the clock.

pub mod allowances;
pub mod dates;
pub mod document;
pub mod front_matter;
pub mod inspect;
pub mod lookalike;
pub mod markdown;
pub mod names;
pub mod offsets;
pub mod personal;
pub mod reference;
pub mod register;
pub mod seal;
pub mod statutes;
pub mod text;

pub use document::document;
pub use inspect::Inspector;
pub use register::{built_in_statutes, register};
