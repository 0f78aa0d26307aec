//! How findings are shown: on the terminal in one format, in files in as many as asked for, and the summary.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use super::{Stop, Terminal};
use crate::diagnostic::{Bilingual, Diagnostic, Level, Tongue};
use crate::pipeline::{Checked, Timings};
use crate::report::place::range;
use crate::report::summary::{self, Counts, Omitted};
use crate::report::{FORMATS, Format, Report, RuleWords, find};
use crate::rules::{self, Counted, Kind, Unchecked};
use crate::source::Place;
use crate::world::{Action, Failure, shown};

/// Entries of a baseline that are named one by one when they match nothing.
const NAMED: usize = 10;

/// Things left unchecked that are named one by one.
const MOST_PLACES: usize = 100;

/// How findings are shown.
#[derive(clap::Args)]
pub struct ReportOptions {
    /// text or concise for people; json, jsonl, sarif, github, gitlab or junit for programs.
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)), default_value = "text", hide_possible_values = true, hide_default_value = true)]
    format: String,
    /// Write the findings to a file too, in a format (repeatable): --report sarif=findings.sarif.
    #[arg(long, value_name = "FORMAT=FILE", value_parser = in_file)]
    report: Vec<InFile>,
    /// Show infos too.
    #[arg(long)]
    info: bool,
    /// Say how long each phase took.
    #[arg(long)]
    timings: bool,
}

/// A format and the file it goes to.
#[derive(Debug, Clone)]
struct InFile {
    format: String,
    file: PathBuf,
}

/// `FORMAT=FILE`.
fn in_file(written: &str) -> Result<InFile, String> {
    let named = written.split_once('=').filter(|(format, file)| find(format).is_some() && !file.is_empty());
    let form = || "sarif=funn.sarif".to_owned();
    named.map(|(format, file)| InFile { format: format.to_owned(), file: file.into() }).ok_or_else(form)
}

impl ReportOptions {
    /// Prints the findings, writes them to the files asked for, and says what was checked.
    pub fn report(&self, checked: &Checked, root: &Path, terminal: &Terminal) -> Result<(), Stop> {
        if let Some(format) = find(&self.format) {
            terminal.result(&self.rendered(format, checked, root, terminal.tongue, terminal.colour()));
        }
        self.files_and_summary(checked, root, terminal)
    }

    /// The same without printing the findings.
    pub fn files_and_summary(&self, checked: &Checked, root: &Path, terminal: &Terminal) -> Result<(), Stop> {
        for asked in &self.report {
            let Some(format) = find(&asked.format) else { continue };
            let text = self.rendered(format, checked, root, terminal.tongue, false);
            std::fs::write(&asked.file, text).map_err(|cause| Failure { action: Action::Write, path: shown(&asked.file), cause })?;
        }
        let mildest = find(&self.format).map_or(Level::Warning, |format| self.mildest(format));
        let unchecked = left_alone(checked);
        terminal.say_line(&summary::render(counts(checked), &checked.diagnostics, mildest, &unchecked, terminal.tongue));
        if self.info {
            where_left(checked, terminal);
        }
        stale(checked, terminal);
        Ok(())
    }

    /// Says how long each phase took, where asked for.
    pub fn timings(&self, timings: &Timings, terminal: &Terminal) {
        for (phase, took) in timings.0.iter().filter(|_| self.timings) {
            let (name, milliseconds) = (phase.name(), took / 1_000_000);
            terminal.say_line(&format!("{milliseconds:>7} ms  {}", name.get(terminal.tongue)));
        }
    }

    fn mildest(&self, format: &Format) -> Level {
        if self.info || format.always_infos { Level::Info } else { Level::Warning }
    }

    fn rendered(&self, format: &Format, checked: &Checked, root: &Path, tongue: Tongue, colour: bool) -> String {
        let mildest = self.mildest(format);
        let diagnostics: Vec<Diagnostic> = checked.diagnostics.iter().filter(|found| found.level >= mildest).cloned().collect();
        let (rules, within) = (rule_words(), within(root));
        let report = Report { diagnostics: &diagnostics, sources: &checked.site.sources, rules: &rules, within: &within, tongue, colour };
        (format.render)(&report)
    }
}

/// Every rule in words.
fn rule_words() -> Vec<RuleWords> {
    let words = |rule: &&'static rules::Record| RuleWords {
        name: rule.name,
        title: Bilingual::new(rule.title.0, rule.title.1),
        help: Bilingual::new(rule.help(Tongue::Bokmal), rule.help(Tongue::English)),
        level: rule.levels.first().map_or(Level::Error, |(_, level)| *level),
    };
    rules::ALL.iter().map(words).collect()
}

/// Where the site lies in the repository that holds it, with a closing `/`; empty where it is the repository, or lies in none.
fn within(root: &Path) -> String {
    let Ok(root) = root.canonicalize() else { return String::new() };
    let project = root.ancestors().find(|folder| folder.join(".git").exists());
    let below = project.and_then(|project| root.strip_prefix(project).ok()).unwrap_or(Path::new(""));
    below.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}

/// Entries of the baseline that match nothing any more.
fn stale(checked: &Checked, terminal: &Terminal) {
    let many = checked.stale.len();
    if many == 0 {
        return;
    }
    terminal.say(&Bilingual::new(
        format!("{many} av funnene grunnlinjen godtar, finnes ikke lenger; skriv den på nytt med «saksgang baseline»:"),
        format!("{many} of the findings that the baseline accepts are no longer there; write it anew with “saksgang baseline”:"),
    ));
    for one in checked.stale.iter().take(NAMED) {
        terminal.say_line(&format!("  {}: {}", one.document, one.rule));
    }
    if many > NAMED {
        let rest = many - NAMED;
        terminal.say(&Bilingual::new(format!("  … og {rest} til"), format!("  … and {rest} more")));
    }
}

/// What was not checked, by what it is; a thing that two rules left alone counts once.
fn left_alone(checked: &Checked) -> Vec<Omitted> {
    let mut kinds: BTreeMap<Kind, (HashSet<Place>, Vec<Bilingual>)> = BTreeMap::new();
    for Unchecked { kind, place, reason } in &checked.unchecked {
        let (places, reasons) = kinds.entry(*kind).or_default();
        places.insert(*place);
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    let omitted = |(kind, (places, reasons)): (Kind, (HashSet<Place>, Vec<Bilingual>))| {
        let (one, many) = kind.words();
        Omitted { many: places.len(), what: if places.len() == 1 { one } else { many }, reasons }
    };
    kinds.into_iter().map(omitted).collect()
}

/// Where the things stand that were not checked, each with its reason.
fn where_left(checked: &Checked, terminal: &Terminal) {
    let places: BTreeMap<(Place, Kind), &Bilingual> = checked.unchecked.iter().map(|one| ((one.place, one.kind), &one.reason)).collect();
    for ((place, kind), reason) in places.iter().take(MOST_PLACES) {
        let at = range(*place, &checked.site.sources);
        let (what, reason) = (kind.words().0, reason.get(terminal.tongue));
        terminal.say_line(&format!("  {}:{}:{}: {}: {reason}", at.path, at.line, at.column, what.get(terminal.tongue)));
    }
    if let Some(rest) = places.len().checked_sub(MOST_PLACES).filter(|rest| *rest > 0) {
        terminal.say(&Bilingual::new(format!("  … og {rest} til"), format!("  … and {rest} more")));
    }
}

/// What was looked at.
pub fn counts(checked: &Checked) -> Counts {
    let site = &checked.site;
    let counted = |kind| checked.counted.get(&kind).copied().unwrap_or_default();
    Counts {
        documents: site.documents.len(),
        decisions: site.decisions.len(),
        actions: site.actions.len(),
        references: site.references.len(),
        attachments: site.files.len(),
        sums: counted(Counted::Sums),
        dates: counted(Counted::Dates),
        tables: counted(Counted::Tables),
        accepted: checked.accepted,
    }
}
