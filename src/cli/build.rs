//! `saksgang build`: check a site and publish it to a folder.

use std::path::PathBuf;

use super::report::ReportOptions;
use super::site::{HistoryOptions, SiteFolder, SiteOptions, answerable, count};
use super::{Exit, Stop, Terminal, leave};
use crate::diagnostic::{Bilingual, Level};
use crate::pages::search;
use crate::parse::personal::masked;
use crate::pipeline::{self, Built, Caches, Done, Phase, Stopwatch, Timings};
use crate::publish::{self, Foreign, Publication, Published};
use crate::work::{self, Cache};
use crate::world::shown;

/// Check the site and publish it to a folder; with errors nothing is published and the last site stays.
#[derive(clap::Args)]
pub struct Build {
    /// Where to; else public/ in the site's folder.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Leave files in the folder that saksgang did not make where they are, instead of refusing.
    #[arg(long)]
    keep_foreign: bool,
    #[command(flatten)]
    history: HistoryOptions,
    #[command(flatten)]
    site: SiteOptions,
    #[command(flatten)]
    report: ReportOptions,
}

impl Build {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let (world, mut request) = (folder.disk()?, self.site.request()?);
        request.alone = true;
        self.history.add(&world, &mut request, terminal);
        let target = self.output.clone().unwrap_or_else(|| world.root().join("public"));
        let working = terminal.working(&Bilingual::new("Bygger", "Building"), &request.progress);
        let (mut watch, mut timings) = (Stopwatch::start(&world), Timings::default());
        let mut caches = Caches::recall(&world);
        watch.lap(&mut timings, Phase::Recall);
        let foreign = if self.keep_foreign { Foreign::Keep } else { Foreign::Refuse };
        // What lies in the folder is looked at while the site is read. Nothing is put there before it has been judged.
        let begin = || Publication::begin(&world, &target, foreign);
        // Where a text is another, the search will be asked for, too.
        let last = || search::Memory::from_bytes(publish::recall(&world, &target, search::STORED)?);
        let ahead = |done: Done| if done.parsed > 0 { last() } else { None };
        let (checked, begun) = work::both(|| pipeline::check_beside(&world, &request, &mut caches, ahead), begin);
        let (checked, last) = checked?;
        answerable(&request, &checked.site)?;
        timings.0.extend(&checked.timings.0);
        let mut remember = || {
            let (mut watch, mut timings) = (Stopwatch::start(&world), Timings::default());
            caches.remember(&world);
            watch.lap(&mut timings, Phase::Remember);
            timings.0
        };
        if count(&checked, Level::Error) > 0 {
            remember();
            // The pages are made all the same, so that what is wrong with the theme is told in the same run.
            let built = pipeline::make(&world, checked, &Cache::default());
            drop(working);
            return self.nothing(&built, folder, terminal);
        }
        let mut publication = match begun {
            Ok(publication) => publication,
            Err(refusal) => {
                remember();
                drop(working);
                self.report.report(&checked, world.root(), terminal)?;
                return Err(refusal.into());
            }
        };
        let mut watch = Stopwatch::start(&world);
        if let Some(published) = pipeline::key(&checked).and_then(|key| publication.standing(key)) {
            watch.lap(&mut timings, Phase::Publish);
            timings.0.extend(remember());
            drop(working);
            self.report.report(&checked, world.root(), terminal)?;
            terminal.say(&told(published, &shown(&target)));
            self.report.timings(&timings, terminal);
            // Nothing was staged, and the system takes the lock back.
            leave((checked, caches, publication));
            return Ok(Exit::Clean);
        }
        let before = checked.timings.0.len();
        // What is remembered is written while pages are made.
        let (built, remembered) = work::both(|| pipeline::make_after(&world, checked, &publication, last), remember);
        timings.0.extend(remembered);
        timings.0.extend(built.checked.timings.0.iter().skip(before));
        drop(working);
        if !built.whole || count(&built.checked, Level::Error) > 0 {
            drop(publication);
            return self.nothing(&built, folder, terminal);
        }
        self.report.report(&built.checked, world.root(), terminal)?;
        if !built.leaking.is_empty() {
            return Err(holds_ids(&built.leaking));
        }
        request.progress.begin(Phase::Publish, 0);
        let working = terminal.working(&Bilingual::new("Bygger", "Building"), &request.progress);
        let mut watch = Stopwatch::start(&world);
        let published = publication.finish(&built.output)?;
        watch.lap(&mut timings, Phase::Publish);
        drop(working);
        terminal.say(&told(published, &shown(&target)));
        self.report.timings(&timings, terminal);
        leave((built, caches));
        Ok(Exit::Clean)
    }

    /// Tells what was found, and that nothing was published for it.
    fn nothing(&self, built: &Built, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        self.report.report(&built.checked, folder.disk()?.root(), terminal)?;
        terminal.say(&Bilingual::new(
            "Ingenting er publisert; det som lå ute, er urørt.",
            "Nothing was published; what was out there is untouched.",
        ));
        Ok(Exit::Findings)
    }
}

/// Nothing is published with a national id number in it, wherever it came from. Its digits are not repeated.
fn holds_ids(files: &[String]) -> Stop {
    let first = files.iter().take(5).map(|file| masked(file)).collect::<Vec<_>>().join(", ");
    let many = files.len();
    let message = Bilingual::new(
        format!("ingenting er publisert: {many} av filene som skulle ut, har et fødselsnummer eller D-nummer: {first}"),
        format!("nothing was published: {many} of the files that were to go out hold a national id number: {first}"),
    );
    let help = Bilingual::new(
        "ingen kilde som vises, har nummeret i ett stykke: se etter det i temaet, i registrene og i det som settes sammen på siden",
        "no source that is shown has the number in one piece: look for it in the theme, the registers and what the page puts together",
    );
    Stop::found(message, help)
}

fn told(published: Published, target: &str) -> Bilingual {
    let Published { written, kept, removed, foreign } = published;
    let carried = match foreign {
        0 => (String::new(), String::new()),
        n => (format!(" {n} som ikke er våre, ligger der fortsatt."), format!(" {n} that are not ours still lie there.")),
    };
    Bilingual::new(
        format!("Publiserte {} filer til {target}: {written} skrevet, {kept} uendret, {removed} fjernet.{}", written + kept, carried.0),
        format!("Published {} files to {target}: {written} written, {kept} unchanged, {removed} removed.{}", written + kept, carried.1),
    )
}
