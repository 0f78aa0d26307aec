//! `saksgang new TYPE`: a document in its right place.

use super::site::SiteFolder;
use super::{Exit, Stop, Terminal};

/// Make a document in its right place, filled in from the registers; never overwrites.
#[derive(clap::Args)]
pub struct New {
    /// The document type.
    #[arg(value_name = "TYPE")]
    r#type: String,
}

impl New {
    pub fn run(&self, folder: &SiteFolder, _terminal: &Terminal) -> Result<Exit, Stop> {
        let _world = folder.disk()?;
        let _ = &self.r#type;
        Ok(Exit::Clean)
    }
}
