//! `saksgang check`: everything there is to say about a site, nothing written.

use super::site::{ReportOptions, SiteFolder, SiteOptions, count, known_audience};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::{Bilingual, Level};
use crate::pipeline::{self, Caches};

/// Check every document, decision, date, person and attachment, and every reference between them.
#[derive(clap::Args)]
pub struct Check {
    #[command(flatten)]
    site: SiteOptions,
    #[command(flatten)]
    report: ReportOptions,
}

impl Check {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let (world, request) = (folder.disk()?, self.site.request()?);
        let working = terminal.working(&Bilingual::new("Kontrollerer", "Checking"));
        let mut caches = Caches::recall(&world);
        let checked = pipeline::check(&world, &request, &mut caches)?;
        caches.remember(&world);
        drop(working);
        known_audience(&request, &checked.site.config)?;
        self.report.report(&checked, terminal);
        Ok(if count(&checked, Level::Error) == 0 { Exit::Clean } else { Exit::Findings })
    }
}
