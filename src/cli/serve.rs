//! `saksgang serve`: the site on this machine while it is written.

use std::process::{Command, Stdio};

use super::site::{HistoryOptions, SiteFolder, SiteOptions, known_audience};
use super::{Exit, Stop, Terminal};
use crate::config;
use crate::diagnostic::{Bilingual, Tongue};
use crate::pipeline::Request;
use crate::report::summary::errors_and_warnings;
use crate::serve::{Told, serve};
use crate::source::{Source, SourceId};
use crate::world::World;

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
    history: HistoryOptions,
    #[command(flatten)]
    site: SiteOptions,
}

impl Serve {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        // Whoever writes wants to see what is not published yet; it is marked as a draft.
        let (world, mut request) = (folder.disk()?, Request { drafts: true, ..self.site.request()? });
        let config = Source::decode("site.toml", &world.read("site.toml")?);
        known_audience(&request, &config::read(SourceId(0), &config))?;
        // Asked once: what is committed while it runs is seen after a new start.
        self.history.add(&world, &mut request, terminal);
        let (tongue, open) = (terminal.tongue, self.open);
        serve(world, request, self.port, tongue, move |told| tell(&told, tongue, open))?;
        Ok(Exit::Clean)
    }
}

fn tell(told: &Told, tongue: Tongue, open: bool) {
    let terminal = Terminal::new(tongue);
    match told {
        Told::Listening(address) => {
            let address = format!("http://{address}/");
            terminal.result(&format!("{address}\n"));
            terminal.say(&Bilingual::new("Følger med på endringer. Stopp med Ctrl+C.", "Watching for changes. Stop with Ctrl+C."));
            if open {
                show_in_browser(&address);
            }
        }
        Told::Built { took, pages: (pages, made), errors, warnings } => {
            let took = took.as_millis();
            let found = errors_and_warnings(*errors, *warnings);
            terminal.say(&Bilingual::new(
                format!("{pages} sider, {made} laget nå på {took} ms: {}", found.nb),
                format!("{pages} pages, {made} made now in {took} ms: {}", found.en),
            ));
        }
        Told::Failed(failure) => terminal.say(&failure.message()),
    }
}

/// Asks the system for its browser; one that is not there is no fault, for the address was printed.
fn show_in_browser(address: &str) {
    let (program, first): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let _ = Command::new(program).args(first).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
