//! `saksgang export search`: the entries of the search for an engine that an organisation already has.

use super::site::{SiteFolder, SiteOptions, answerable, count};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::{Bilingual, Level};
use crate::pages::search::export;
use crate::pipeline::{self, Caches};

/// Hand the site's content to other programs.
#[derive(clap::Args)]
#[command(arg_required_else_help = false)]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Everything that can be found, as NDJSON that OpenSearch and Elasticsearch take in bulk; to standard output.
    Search(Search),
}

#[derive(clap::Args)]
struct Search {
    /// Print settings and mapping of the index instead, with the Norwegian analyser.
    #[arg(long)]
    mapping: bool,
    /// What the index is called.
    #[arg(long, value_name = "NAME", default_value = "saksgang")]
    index: String,
    #[command(flatten)]
    site: SiteOptions,
}

impl Export {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let What::Search(search) = &self.what;
        search.run(folder, terminal)
    }
}

impl Search {
    fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        if self.mapping {
            terminal.result(&format!("{:#}\n", export::mapping()));
            return Ok(Exit::Clean);
        }
        let (world, request) = (folder.disk()?, self.site.request()?);
        let mut caches = Caches::recall(&world);
        let checked = pipeline::check(&world, &request, &mut caches)?;
        caches.remember(&world);
        answerable(&request, &checked.site)?;
        let errors = count(&checked, Level::Error);
        if errors > 0 {
            terminal.say(&Bilingual::new(
                format!("{errors} feil: ingenting er eksportert. «saksgang check» viser dem."),
                format!("{errors} errors: nothing was exported. “saksgang check” shows them."),
            ));
            return Ok(Exit::Findings);
        }
        terminal.result(&export::ndjson(&checked.site, &self.index));
        Ok(Exit::Clean)
    }
}
