//! Saksgang, a compiler for governance documents. This page is the map of the house; ARCHITECTURE.md has the drawing.
//!
//! From the ground up: [`source`], [`diagnostic`] and [`output`] are bytes in, words about them, and bytes out.
//! [`world`] is the door to files and clock, [`work`] computes in parallel and remembers, [`fields`] reads spanned mappings.
//! [`model`] holds the nouns, [`config`] site.toml, [`report`] the ways to show diagnostics.
//! [`parse`] reads one file, [`index`] resolves them all, [`theme`] renders views.
//! [`rules`] find faults, [`pages`] make views; [`judge`] gives levels; [`pipeline`] knows the order,
//! and [`mend`] applies the fixes.
//! [`publish`] writes, `serve` watches, [`cli`] talks to people.

#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod fields;
pub mod index;
pub mod judge;
pub mod mend;
pub mod model;
pub mod output;
pub mod pages;
pub mod parse;
pub mod pipeline;
pub mod publish;
pub mod report;
pub mod rules;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod theme;
pub mod work;
pub mod world;
