//! `saksgang permalinks`: the addresses that were given out and must go on answering. Only this command writes the list.

use std::collections::{BTreeSet, HashSet};

use super::site::{SiteFolder, SiteOptions, answerable};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::Bilingual;
use crate::index::Site;
use crate::pages;
use crate::pipeline::{self, Caches};
use crate::rules::id_url_gone::{RECORD, folded};
use crate::world::{Action, Disk, Failure, World};

/// The list's name in the site's folder.
const NAME: &str = "permalinks.txt";

/// List the public addresses that permalinks.txt does not promise yet; with --write, add them to it.
#[derive(clap::Args)]
pub struct Permalinks {
    /// Add them to permalinks.txt, which the site's repository should hold.
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    site: SiteOptions,
}

impl Permalinks {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let (mut world, request) = (folder.disk()?, self.site.request()?);
        let checked = pipeline::check(&world, &request, &mut Caches::recall(&world))?;
        answerable(&request, &checked.site)?;
        let site = &checked.site;
        let before = site.permalinks.and_then(|id| site.sources.get(id)).map(|source| source.text.to_string());
        let promised: BTreeSet<String> = before.iter().flat_map(|text| text.lines()).map(|line| folded(line.trim())).collect();
        let new: Vec<String> = public(site).into_iter().filter(|url| !promised.contains(&folded(url))).collect();
        let gone = checked.diagnostics.iter().filter(|found| found.finding.rule == RECORD.name).count();
        if self.write && !new.is_empty() {
            write(&mut world, before.as_deref(), &new)?;
        } else {
            terminal.result(&new.iter().map(|url| format!("{url}\n")).collect::<String>());
        }
        let (many, audience) = (new.len(), &site.audience.name);
        terminal.say(&match (self.write, many) {
            (_, 0) => Bilingual::new(
                format!("{NAME} lover alle adressene i nettstedet for «{audience}»."),
                format!("{NAME} promises every address of the site for “{audience}”."),
            ),
            (true, _) => Bilingual::new(format!("La til {many} adresser i {NAME}."), format!("Added {many} addresses to {NAME}.")),
            (false, _) => Bilingual::new(
                format!("{many} adresser i nettstedet for «{audience}» er ikke lovet ennå. Legg dem til med --write."),
                format!("{many} addresses of the site for “{audience}” are not promised yet. Add them with --write."),
            ),
        });
        if gone > 0 {
            terminal.say(&Bilingual::new(
                format!("{gone} adresser i {NAME} svarer ikke lenger; se «saksgang check»."),
                format!("{gone} addresses in {NAME} answer no more; see “saksgang check”."),
            ));
        }
        Ok(if gone > 0 { Exit::Findings } else { Exit::Clean })
    }
}

/// The addresses that have a page for this audience: documents, decisions, people, bodies, units, statutes, cases, and redirects.
fn public(site: &Site) -> BTreeSet<String> {
    let pages: HashSet<String> = pages::pages(site, &[]).into_iter().map(|page| page.path).collect();
    let has_page = |url: &String| pages.contains(&format!("{}index.html", url.trim_start_matches('/')));
    let shown = site.addresses().into_iter().filter(|address| site.shown(address.subject));
    let mut urls: BTreeSet<String> = shown.map(|address| site.url(address.subject)).filter(has_page).collect();
    urls.extend(site.redirects().into_iter().map(|redirect| redirect.from));
    urls
}

fn write(world: &mut Disk, before: Option<&str>, new: &[String]) -> Result<(), Stop> {
    let lines: String = new.iter().map(|url| format!("{url}\n")).collect();
    let Some(text) = before else {
        let intro = "# Adresser som er gitt ut og alltid skal svare. «saksgang permalinks --write» legger til; fjern ingen.\n";
        let path = world.root().join(NAME);
        let failed = |cause| Failure { action: Action::Write, path: NAME.to_owned(), cause };
        let mut file = std::fs::File::create_new(path).map_err(failed)?;
        std::io::Write::write_all(&mut file, format!("{intro}{lines}").as_bytes()).map_err(failed)?;
        return Ok(());
    };
    let known = world.read(NAME)?;
    let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let after = [known.as_slice(), line_end.as_bytes(), lines.as_bytes()].concat();
    if world.replace(NAME, &known, &after)? {
        return Ok(());
    }
    Err(Stop::wrong_use(
        Bilingual::new(format!("{NAME} ble endret underveis"), format!("{NAME} was changed meanwhile")),
        Bilingual::new("prøv igjen", "try again"),
    ))
}
