//! `saksgang verify`: a published site against its manifest, or a sealed document against its seal. Changes nothing.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use serde_json::json;

use super::seal::find;
use super::site::{SiteFolder, SiteOptions, answerable};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::Bilingual;
use crate::parse::seal::hash_of;
use crate::pipeline::{self, Caches};
use crate::publish::{self, Verified};
use crate::rules::dec_seal_broken::seal_of;
use crate::world::shown;

/// Hold a published site against its manifest: every changed, missing or foreign file; or a document against its seal.
#[derive(clap::Args)]
pub struct Verify {
    /// The published site; else public/ in the site's folder.
    #[arg(value_name = "DIR", conflicts_with = "document")]
    folder: Option<PathBuf>,
    /// Hold a sealed document against its seal instead: its id, or its file.
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    /// text for people, json for programs.
    #[arg(long = "format", id = "verify_format", value_name = "FORMAT", value_parser = PossibleValuesParser::new(["text", "json"]), default_value = "text", hide_possible_values = true, hide_default_value = true)]
    format: String,
    #[command(flatten)]
    site: SiteOptions,
}

impl Verify {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        match &self.document {
            Some(document) => self.document(document, folder, terminal),
            None => self.published(folder, terminal),
        }
    }

    fn published(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let published = match &self.folder {
            Some(published) => published.clone(),
            None => folder.disk()?.root().join("public"),
        };
        let verified = publish::verify(&published)?;
        if self.format == "json" {
            let Verified { listed, changed, missing, foreign } = &verified;
            let told = json!({ "folder": shown(&published), "listed": listed, "changed": changed, "missing": missing, "foreign": foreign });
            terminal.result(&format!("{told:#}\n"));
        } else {
            terminal.result(&differences(&verified, terminal));
        }
        terminal.say(&summary(&verified, &shown(&published)));
        Ok(if verified.is_whole() { Exit::Clean } else { Exit::Findings })
    }

    fn document(&self, document: &str, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let (world, request) = (folder.disk()?, self.site.request()?);
        let checked = pipeline::check(&world, &request, &mut Caches::recall(&world))?;
        answerable(&request, &checked.site)?;
        let site = &checked.site;
        let n = find(site, document)?;
        let path = site.document(n).path.as_str();
        let written = site.document(n).front.seal.as_ref().map(|seal| seal.value.as_str());
        let Some(written) = written else {
            return Err(Stop::wrong_use(
                Bilingual::new(format!("{path} har ikke noe segl"), format!("{path} has no seal")),
                Bilingual::new("forsegle det med «saksgang seal» når det er godkjent", "seal it with “saksgang seal” once it is approved"),
            ));
        };
        let Some(now) = seal_of(site, n) else {
            return Err(Stop::wrong_use(
                Bilingual::new(format!("et vedlegg til {path} kan ikke åpnes"), format!("an attachment of {path} cannot be opened")),
                Bilingual::new("prøv igjen når det kan det", "try again when it can"),
            ));
        };
        let whole = hash_of(written) == Some(now.as_str());
        if self.format == "json" {
            terminal.result(&format!("{:#}\n", json!({ "path": path, "seal": written, "now": now, "whole": whole })));
        }
        let (nb, en) = if whole {
            (
                format!("Seglet er helt: {path} er slik det ble forseglet ({written})."),
                format!("The seal is whole: {path} is as it was sealed ({written})."),
            )
        } else {
            (
                format!("Seglet er brutt: {path} er endret etter forseglingen.\n  forseglet: {written}\n  nå:        {now}"),
                format!("The seal is broken: {path} was changed after it was sealed.\n  sealed: {written}\n  now:    {now}"),
            )
        };
        terminal.say(&Bilingual { nb, en });
        Ok(if whole { Exit::Clean } else { Exit::Findings })
    }
}

fn differences(verified: &Verified, terminal: &Terminal) -> String {
    let kinds = [
        (terminal.choose("endret", "changed"), &verified.changed),
        (terminal.choose("mangler", "missing"), &verified.missing),
        (terminal.choose("fremmed", "foreign"), &verified.foreign),
    ];
    kinds.into_iter().flat_map(|(kind, paths)| paths.iter().map(move |path| format!("{kind:8} {path}\n"))).collect()
}

fn summary(verified: &Verified, folder: &str) -> Bilingual {
    let Verified { listed, changed, missing, foreign } = verified;
    if verified.is_whole() {
        return Bilingual::new(
            format!("{folder}: alle {listed} filer er slik de ble publisert, og det er ingen andre."),
            format!("{folder}: all {listed} files are as they were published, and there are no others."),
        );
    }
    let (changed, missing, foreign) = (changed.len(), missing.len(), foreign.len());
    Bilingual::new(
        format!(
            "{folder}: av {listed} publiserte filer er {changed} endret og {missing} borte; {foreign} er fremmede. «saksgang build» retter de egne."
        ),
        format!(
            "{folder}: of {listed} published files {changed} are changed and {missing} missing; {foreign} are foreign. “saksgang build” mends its own."
        ),
    )
}
