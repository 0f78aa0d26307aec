//! `saksgang check`: everything there is to say about a site; nothing is written but the fixes asked for.

use super::report::ReportOptions;
use super::since::Past;
use super::site::{SiteFolder, SiteOptions, answerable, count};
use super::{Exit, Stop, Terminal, leave, mending};
use crate::diagnostic::{Bilingual, Level};
use crate::mend::mend;
use crate::pipeline::{self, Caches, Checked, Phase, Stopwatch, Timings};
use crate::world::World;

/// Check every document, decision, date, person and attachment, and every reference between them.
#[derive(clap::Args)]
pub struct Check {
    #[command(flatten)]
    site: SiteOptions,
    #[command(flatten)]
    report: ReportOptions,
    /// Mend what can safely be mended; approved minutes are left alone.
    #[arg(long)]
    fix: bool,
    /// Show what --fix would change, as a diff, and write nothing.
    #[arg(long)]
    diff: bool,
    /// With --fix or --diff: also fixes that may change the meaning, and in approved minutes.
    #[arg(long = "unsafe")]
    unsafe_too: bool,
    /// Only what a change brought: findings in files changed since REV (git), and new ones elsewhere.
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

impl Check {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        if self.unsafe_too && !self.fix && !self.diff {
            return Err(Stop::wrong_use(
                Bilingual::new("--unsafe sier bare hva --fix og --diff tar med", "--unsafe only says what --fix and --diff include"),
                Bilingual::new("se hva det ville endret: --diff --unsafe", "see what it would change: --diff --unsafe"),
            ));
        }
        let (mut world, mut request) = (folder.disk()?, self.site.request()?);
        request.alone = self.since.is_none() && !self.fix && !self.diff;
        let root = world.root().to_path_buf();
        let working = terminal.working(&Bilingual::new("Kontrollerer", "Checking"), &request.progress);
        let (clock, mut timings) = (world.clone(), Timings::default());
        let mut watch = Stopwatch::start(&clock);
        let mut caches = Caches::recall(&world);
        watch.lap(&mut timings, Phase::Recall);
        let past = match &self.since {
            Some(revision) => Some(Past::ask(&world, revision, &request, &mut caches)?),
            None => None,
        };
        let mut check = |world: &dyn World| -> Result<Checked, Stop> {
            let mut checked = pipeline::check(world, &request, &mut caches)?;
            answerable(&request, &checked.site)?;
            if let Some(past) = &past {
                past.narrow(&mut checked);
            }
            Ok(checked)
        };
        let mended = if self.fix || self.diff { Some(mend(&world, self.unsafe_too, &mut check)?) } else { None };
        let checked = match mended {
            Some(mended) if self.diff => {
                let checked = check(&world)?;
                drop(working);
                mending::show(&mended, terminal);
                self.report.files_and_summary(&checked, &root, terminal)?;
                checked
            }
            Some(mended) => {
                drop(working);
                let all_written = mending::write(&mended, &mut world, terminal)?;
                let checked = if all_written { mended.checked } else { check(&world)? };
                self.report.report(&checked, &root, terminal)?;
                checked
            }
            None => {
                let checked = check(&world)?;
                drop(working);
                self.report.report(&checked, &root, terminal)?;
                checked
            }
        };
        let mut watch = Stopwatch::start(&clock);
        caches.remember(&world);
        timings.0.extend(&checked.timings.0);
        watch.lap(&mut timings, Phase::Remember);
        self.report.timings(&timings, terminal);
        let exit = if count(&checked, Level::Error) == 0 { Exit::Clean } else { Exit::Findings };
        leave((checked, caches));
        Ok(exit)
    }
}
