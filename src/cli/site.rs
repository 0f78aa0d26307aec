//! The options that every command about a site shares, and the site's folder they lead to.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use super::levels::Levels;
use super::{Stop, Terminal, baseline};
use crate::config::Config;
use crate::diagnostic::{Bilingual, Level, Tongue, nearest};
use crate::index::Site;
use crate::model::Date;
use crate::pipeline::{Checked, Request};
use crate::world::{Action, Disk, Failure};

/// Which site.
#[derive(clap::Args)]
pub struct SiteFolder {
    /// The site's folder; else the nearest folder upward with a site.toml.
    #[arg(long, global = true, value_name = "DIR", display_order = 900)]
    pub site: Option<PathBuf>,
}

impl SiteFolder {
    /// The site's folder.
    pub fn disk(&self) -> Result<Disk, Stop> {
        match &self.site {
            Some(folder) if folder.join("site.toml").is_file() => Ok(Disk::new(folder)),
            Some(folder) => {
                let folder = folder.display();
                let message =
                    Bilingual::new(format!("mappa «{folder}» har ingen site.toml"), format!("the folder “{folder}” has no site.toml"));
                let help = Bilingual::new(
                    "pek --site på mappa som har site.toml og content/",
                    "point --site at the folder with site.toml and content/",
                );
                Err(Stop::wrong_use(message, help))
            }
            None => self.nearest().ok_or_else(|| {
                let message =
                    Bilingual::new("fant ingen site.toml her eller i mappene over", "found no site.toml here or in the folders above");
                let help = Bilingual::new(
                    "gå til nettstedets mappe, eller pek på den med --site MAPPE",
                    "go to the site's folder, or point at it with --site DIR",
                );
                Stop::wrong_use(message, help)
            }),
        }
    }

    /// The nearest folder upward with a site.toml.
    fn nearest(&self) -> Option<Disk> {
        let here = std::env::current_dir().ok()?;
        here.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Disk::new)
    }
}

/// What a site is read for.
#[derive(clap::Args)]
pub struct SiteOptions {
    /// The day states are told for, YYYY-MM-DD; else SOURCE_DATE_EPOCH, else today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Whom the site is for, as site.toml names them; else site.toml's own choice.
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
    /// Show drafts too; serve always does.
    #[arg(long)]
    drafts: bool,
    #[command(flatten)]
    levels: Levels,
    /// Leave out the findings that this file accepts, as “saksgang baseline” wrote it.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

/// Whether version control is asked.
#[derive(clap::Args)]
pub struct HistoryOptions {
    /// Show on each document's page what was changed since it was adopted or approved, as git tells it.
    #[arg(long)]
    history: bool,
}

impl HistoryOptions {
    /// Adds what version control tells to a request, where that was asked for. A site without a repository is made all the same.
    pub fn add(&self, world: &Disk, request: &mut Request, terminal: &Terminal) {
        if !self.history {
            return;
        }
        match world.history() {
            Ok(commits) => request.commits = commits.into(),
            Err(silence) => {
                let (why, _) = silence.message();
                terminal.say(&Bilingual::new(
                    format!("Sidene får ingen historikk: {}.", why.get(Tongue::Bokmal)),
                    format!("The pages get no history: {}.", why.get(Tongue::English)),
                ));
            }
        }
    }
}

impl SiteOptions {
    /// The request they make.
    pub fn request(&self) -> Result<Request, Stop> {
        if self.as_of.is_none() {
            source_date_epoch(std::env::var_os("SOURCE_DATE_EPOCH").as_deref())?;
        }
        let baseline = self.baseline.as_deref().map(baseline::read).transpose()?;
        Ok(Request {
            as_of: self.as_of,
            audience: self.audience.clone(),
            drafts: self.drafts,
            flags: self.levels.flags()?,
            baseline,
            ..Request::default()
        })
    }
}

/// A day asked for in the environment must be one, or the site would quietly tell of another.
fn source_date_epoch(written: Option<&std::ffi::OsStr>) -> Result<(), Stop> {
    let Some(written) = written.map(|written| written.to_string_lossy()) else { return Ok(()) };
    if written.trim().parse::<i64>().is_ok() {
        return Ok(());
    }
    Err(Stop::wrong_use(
        Bilingual::new(
            format!("SOURCE_DATE_EPOCH er «{written}», og det er ikke et antall sekunder"),
            format!("SOURCE_DATE_EPOCH is “{written}”, which is no number of seconds"),
        ),
        Bilingual::new("skriv sekunder siden 1970, eller gi dagen med --as-of", "write seconds since 1970, or give the day with --as-of"),
    ))
}

/// What is asked of a site must be there: something in its content, and the audience. A folder without anything in it is one that was not
/// fetched; its site would take the place of the last good one.
pub fn answerable(request: &Request, site: &Site) -> Result<(), Stop> {
    known_audience(request, &site.config)?;
    if site.sources.iter().any(|(_, source)| source.path.starts_with("content/")) {
        return Ok(());
    }
    Err(Stop::wrong_use(
        Bilingual::new("nettstedet har ingenting i content/", "the site has nothing in content/"),
        Bilingual::new(
            "se om mappa er hentet (git submodule, delt område), eller lag det første dokumentet med «saksgang new»",
            "see whether the folder was fetched (git submodule, shared drive), or make the first document with “saksgang new”",
        ),
    ))
}

/// The audience asked for must be one that the site has.
pub fn known_audience(request: &Request, config: &Config) -> Result<(), Stop> {
    let Some(name) = request.audience.as_deref().filter(|name| config.audience(name).is_none()) else { return Ok(()) };
    let names = || config.audiences.iter().map(|audience| audience.name.as_str());
    let message = Bilingual::new(format!("nettstedet har ingen målgruppe «{name}»"), format!("the site has no audience “{name}”"));
    let help = match nearest(name, names()) {
        Some(meant) => Bilingual::new(format!("mente du «{meant}»?"), format!("did you mean “{meant}”?")),
        None => {
            let all = names().collect::<Vec<_>>().join(", ");
            Bilingual::new(format!("velg en av dem site.toml har: {all}"), format!("choose one that site.toml has: {all}"))
        }
    };
    Err(Stop::wrong_use(message, help))
}

/// Writes a file of the site that is not there yet, and the folders above it. Tells whether it was written: one that is there is left
/// alone.
pub fn write_new(world: &Disk, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
    let full = world.root().join(path);
    let made = full.parent().map_or(Ok(()), fs::create_dir_all);
    let made = made.and_then(|()| fs::File::options().write(true).create_new(true).open(&full));
    match made.and_then(|mut file| file.write_all(bytes)) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(cause) => Err(Failure { action: Action::Write, path: path.to_owned(), cause }),
    }
}

/// How many findings of a level there are.
pub fn count(checked: &Checked, level: Level) -> usize {
    checked.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count()
}

/// `YYYY-MM-DD` and nothing else.
pub fn date(written: &str) -> Result<Date, String> {
    let shaped =
        written.len() == 10 && written.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() });
    let wrong = || "2019-03-01".to_owned();
    if shaped { written.parse().map_err(|_| wrong()) } else { Err(wrong()) }
}
