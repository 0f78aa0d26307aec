//! `saksgang` without arguments: where things stand, and what to do next.

use super::report::counts;
use super::site::{SiteFolder, count};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::Level;
use crate::pipeline::{self, Caches, Request};
use crate::publish::MANIFEST;
use crate::report::summary::errors_and_warnings;

pub fn run(folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
    let world = match folder.disk() {
        Ok(world) => world,
        Err(stop) if folder.site.is_some() => return Err(stop),
        Err(_) => {
            terminal.result(terminal.choose(NO_SITE.0, NO_SITE.1));
            return Ok(Exit::Clean);
        }
    };
    let mut caches = Caches::recall(&world);
    let checked = pipeline::check(&world, &Request::default(), &mut caches)?;
    caches.remember(&world);
    let (errors, warnings) = (count(&checked, Level::Error), count(&checked, Level::Warning));
    let looked_at = counts(&checked);
    let title = &checked.site.config.title;
    let root = world.root().display();
    let published = world.root().join("public").join(MANIFEST).is_file();

    let found = errors_and_warnings(errors, warnings);
    let stands = terminal.choose(
        format!("{title}\n{root}: {} dokumenter og {} vedtak, {}", looked_at.documents, looked_at.decisions, found.nb),
        format!("{title}\n{root}: {} documents and {} decisions, {}", looked_at.documents, looked_at.decisions, found.en),
    );
    let out = match published {
        true => terminal.choose("publisert til public/", "published to public/"),
        false => terminal.choose("ikke publisert til public/ ennå", "not published to public/ yet"),
    };
    let mut next = Vec::new();
    if errors + warnings > 0 {
        next.push(("saksgang check", terminal.choose("vis feilene og hvordan de rettes", "show the findings and how to mend them")));
    }
    if cfg!(feature = "serve") {
        next.push(("saksgang serve", terminal.choose("les nettstedet mens du skriver", "read the site while you write")));
    }
    next.push(("saksgang new referat", terminal.choose("lag et referat på rett plass", "make minutes in their right place")));
    if errors == 0 {
        next.push(("saksgang build", terminal.choose("publiser til public/", "publish to public/")));
    }
    next.push(("saksgang --help", terminal.choose("alt den kan", "all it can do")));
    let lines: String = next.iter().map(|(command, does)| format!("  {command:22}{does}\n")).collect();
    terminal.result(&format!("{stands}, {out}\n\n{}\n{lines}", terminal.choose("Neste steg:", "What next:")));
    Ok(Exit::Clean)
}

/// What to do where there is no site.
const NO_SITE: (&str, &str) = (
    "Her er det ikke noe nettsted: verken denne mappa eller mappene over har en site.toml.

Neste steg:
  Har du et nettsted, gå til mappa, eller pek på den:
      saksgang --site MAPPE
  Skal du lage et, trengs to ting i en tom mappe: site.toml og content/
      format = 1
      title = \"Styringsdokumenter\"
  Lag så det første dokumentet:
      saksgang new side --title \"Om nettstedet\"
",
    "There is no site here: neither this folder nor those above have a site.toml.

What next:
  If you have a site, go to its folder, or point at it:
      saksgang --site DIR
  To make one, an empty folder needs two things: site.toml and content/
      format = 1
      title = \"Governance documents\"
  Then make the first document:
      saksgang new side --title \"About this site\"
",
);
