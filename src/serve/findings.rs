//! The findings as the overlay in the page reads them.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Level, Tongue};
use crate::index::{Site, Subject};
use crate::pipeline::{Checked, Preview};
use crate::report::text::{TextOptions, level_word, render};
use crate::rules::theme_broken;
use crate::source::{SourceId, Sources};
use crate::world::Failure;

/// What the overlay shows.
#[derive(Serialize)]
struct Overlay<'f> {
    version: u64,
    /// Whether the rest of the site is still being looked at.
    checking: bool,
    words: Words,
    /// What the disk or the theme refused; the page is then an older one.
    stale: &'f [String],
    findings: &'f [Shown],
}

/// The overlay's own words.
#[derive(Serialize)]
struct Words {
    here: &'static str,
    elsewhere: &'static str,
    stale: &'static str,
    checking: &'static str,
}

#[derive(Serialize)]
struct Shown {
    /// The file it stands in.
    #[serde(skip)]
    source: SourceId,
    level: &'static str,
    word: &'static str,
    /// The page of the document it stands in, where it has one.
    url: Option<String>,
    /// As `check` prints it.
    text: String,
}

/// The findings that are shown.
#[derive(Default)]
pub struct Findings {
    /// What the theme refused.
    stale: Vec<String>,
    list: Vec<Shown>,
}

impl Findings {
    /// The findings of a checked site.
    pub fn of(checked: &Checked, tongue: Tongue) -> Self {
        let site = &checked.site;
        let (stale, others): (Vec<_>, Vec<_>) =
            warned(&checked.diagnostics).partition(|diagnostic| diagnostic.finding.rule == theme_broken::RECORD.name);
        Self {
            stale: stale.into_iter().map(|diagnostic| text(&site.sources, diagnostic, tongue)).collect(),
            list: others.into_iter().map(|diagnostic| shown(site, diagnostic, tongue)).collect(),
        }
    }

    /// What is told where nothing could be checked.
    pub fn of_failure(failure: &Failure, tongue: Tongue) -> Self {
        let told = [Some(failure.message()), failure.help()].into_iter().flatten().map(|words| words.get(tongue).to_owned());
        Self { stale: told.collect(), list: Vec::new() }
    }

    /// Adds what the theme failed at when the pages were made.
    pub fn add_failed(&mut self, sources: &Sources, failed: &[Diagnostic], tongue: Tongue) {
        self.stale.extend(failed.iter().map(|diagnostic| text(sources, diagnostic, tongue)));
    }

    /// Puts the findings of one file in place of those it had.
    pub fn put(&mut self, preview: &Preview, tongue: Tongue) {
        let place = self.list.iter().position(|shown| shown.source == preview.source).unwrap_or(self.list.len());
        self.list.retain(|shown| shown.source != preview.source);
        let own = warned(&preview.diagnostics).map(|diagnostic| shown(&preview.site, diagnostic, tongue));
        self.list.splice(place..place, own);
    }

    /// As the overlay reads them; `checking` while the rest of the site is still looked at.
    pub fn written(&self, version: u64, checking: bool, tongue: Tongue) -> Vec<u8> {
        written(&Overlay { version, checking, words: words(tongue), stale: &self.stale, findings: &self.list })
    }
}

fn warned(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|diagnostic| diagnostic.level >= Level::Warning)
}

fn text(sources: &Sources, diagnostic: &Diagnostic, tongue: Tongue) -> String {
    render(std::slice::from_ref(diagnostic), sources, TextOptions { tongue, colour: false }).trim_end().to_owned()
}

fn shown(site: &Site, diagnostic: &Diagnostic, tongue: Tongue) -> Shown {
    let source = diagnostic.finding.place.source;
    Shown {
        source,
        level: if diagnostic.level == Level::Error { "error" } else { "warning" },
        word: level_word(diagnostic.level, tongue),
        url: site.document_in(source).map(|document| site.url(Subject::Document(document))),
        text: text(&site.sources, diagnostic, tongue),
    }
}

fn written(overlay: &Overlay<'_>) -> Vec<u8> {
    serde_json::to_vec(overlay).unwrap_or_default()
}

fn words(tongue: Tongue) -> Words {
    match tongue {
        Tongue::Bokmal => Words {
            here: "På denne siden",
            elsewhere: "Ellers på nettstedet",
            stale: "Siden kunne ikke lages på nytt. Dette er den forrige utgaven.",
            checking: "Resten av nettstedet kontrolleres …",
        },
        Tongue::English => Words {
            here: "On this page",
            elsewhere: "Elsewhere on the site",
            stale: "The page could not be made anew. This is the previous one.",
            checking: "The rest of the site is being checked …",
        },
    }
}
