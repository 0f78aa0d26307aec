//! `saksgang serve`: the site on this machine while it is written.

use super::site::{SiteFolder, SiteOptions};
use super::{Exit, Stop, Terminal};

/// Show the site on this machine while you write: watches, rebuilds, and shows findings in the page.
#[derive(clap::Args)]
pub struct Serve {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(short, long, value_name = "PORT", default_value_t = 8017, hide_default_value = true)]
    port: u16,
    /// Open the browser.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    site: SiteOptions,
}

impl Serve {
    pub fn run(&self, folder: &SiteFolder, _terminal: &Terminal) -> Result<Exit, Stop> {
        let (_world, _request) = (folder.disk()?, self.site.request()?);
        let _ = (self.port, self.open);
        Ok(Exit::Clean)
    }
}
