//! Builds the index, in the order that its parts need each other.

use std::sync::Arc;

use super::{Inspection, Site, Tables};
use crate::config::{Audience, Config};
use crate::model::{Date, Document, RegisterFile, Registers, Statute};
use crate::source::{SourceId, Sources};
use crate::world::FileEntry;

/// What an index is built from.
pub struct Inputs {
    /// site.toml.
    pub config: Config,
    /// Every file that was read.
    pub sources: Sources,
    /// The parsed documents.
    pub documents: Vec<(SourceId, Arc<Document>)>,
    /// The parsed registers.
    pub registers: Vec<(SourceId, Arc<RegisterFile>)>,
    /// The statutes that every site knows.
    pub built_in: Vec<Statute>,
    /// Every other file below `content/`, with what was found inside.
    pub files: Vec<(FileEntry, Option<Arc<Inspection>>)>,
    /// What is wrong with the names of those files.
    pub file_faults: Vec<(SourceId, crate::diagnostic::Fault)>,
    /// The day that states are told for.
    pub as_of: Date,
    /// Who the site is for.
    pub audience: Audience,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// Builds the index.
#[must_use]
pub fn build(inputs: Inputs) -> Site {
    let (files, inspected) = inputs.files.into_iter().unzip();
    Site {
        config: inputs.config,
        sources: inputs.sources,
        as_of: inputs.as_of,
        audience: inputs.audience,
        drafts: inputs.drafts,
        documents: Vec::new(),
        registers: Registers::default(),
        register_faults: Vec::new(),
        file_faults: inputs.file_faults,
        files,
        inspected,
        decisions: Vec::new(),
        actions: Vec::new(),
        references: Vec::new(),
        tables: Tables::default(),
    }
}
