//! `saksgang build`: check a site and publish it to a folder.

use std::path::PathBuf;

use super::report::ReportOptions;
use super::site::{SiteFolder, SiteOptions, count, known_audience, shown};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::{Bilingual, Level};
use crate::pipeline::{self, Caches};
use crate::publish::{Published, publish};
use crate::theme::ThemeFault;

/// Check the site and publish it to a folder; with errors nothing is published and the last site stays.
#[derive(clap::Args)]
pub struct Build {
    /// Where to; else public/ in the site's folder.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    site: SiteOptions,
    #[command(flatten)]
    report: ReportOptions,
}

impl Build {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let (world, request) = (folder.disk()?, self.site.request()?);
        let target = self.output.clone().unwrap_or_else(|| world.root().join("public"));
        let working = terminal.working(&Bilingual::new("Bygger", "Building"));
        let mut caches = Caches::recall(&world);
        let built = pipeline::build(&world, &request, &mut caches)?;
        caches.remember(&world);
        drop(working);
        known_audience(&request, &built.checked.site.config)?;
        self.report.report(&built.checked, world.root(), terminal)?;
        theme_faults(&built.theme_faults, terminal);
        if count(&built.checked, Level::Error) > 0 || !built.theme_faults.is_empty() {
            terminal.say(&Bilingual::new(
                "Ingenting er publisert; det som lå ute, er urørt.",
                "Nothing was published; what was out there is untouched.",
            ));
            return Ok(Exit::Findings);
        }
        let working = terminal.working(&Bilingual::new("Publiserer", "Publishing"));
        let published = publish(&world, &built.output, &target)?;
        drop(working);
        terminal.say(&told(published, &shown(&target)));
        Ok(Exit::Clean)
    }
}

/// What is wrong with the site's own theme.
pub fn theme_faults(faults: &[ThemeFault], terminal: &Terminal) {
    let intro = terminal.choose("feil i temaet", "error in the theme");
    for fault in faults {
        let place = [fault.line, fault.column].into_iter().flatten().map(|n| format!(":{n}")).collect::<String>();
        terminal.say_line(&format!("{intro}: {}{place}: {}", fault.file, fault.message));
    }
}

fn told(published: Published, target: &str) -> Bilingual {
    let Published { written, kept, removed } = published;
    Bilingual::new(
        format!("Publiserte {} filer til {target}: {written} skrevet, {kept} uendret, {removed} fjernet.", written + kept),
        format!("Published {} files to {target}: {written} written, {kept} unchanged, {removed} removed.", written + kept),
    )
}
