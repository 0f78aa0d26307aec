//! The findings as the overlay in the page reads them.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Level, Tongue};
use crate::index::{Site, Subject};
use crate::pipeline::Built;
use crate::report::text::{TextOptions, level_word, render};
use crate::rules::theme_broken;
use crate::world::Failure;

/// What the overlay shows.
#[derive(Serialize)]
struct Overlay {
    version: u64,
    words: Words,
    /// What the disk or the theme refused; the page is then an older one.
    stale: Vec<String>,
    findings: Vec<Shown>,
}

/// The overlay's own words.
#[derive(Serialize)]
struct Words {
    here: &'static str,
    elsewhere: &'static str,
    stale: &'static str,
}

#[derive(Serialize)]
struct Shown {
    level: &'static str,
    word: &'static str,
    /// The page of the document it stands in, where it has one.
    url: Option<String>,
    /// As `check` prints it.
    text: String,
}

/// The findings of a build.
pub fn of(version: u64, built: &Built, tongue: Tongue) -> Vec<u8> {
    let site = &built.checked.site;
    let text = |diagnostic: &Diagnostic| {
        render(std::slice::from_ref(diagnostic), &site.sources, TextOptions { tongue, colour: false }).trim_end().to_owned()
    };
    let shown = |diagnostic: &Diagnostic| Shown {
        level: if diagnostic.level == Level::Error { "error" } else { "warning" },
        word: level_word(diagnostic.level, tongue),
        url: url(site, diagnostic.finding.place.source),
        text: text(diagnostic),
    };
    let warned = built.checked.diagnostics.iter().filter(|diagnostic| diagnostic.level >= Level::Warning);
    let (stale, others): (Vec<_>, Vec<_>) = warned.partition(|diagnostic| diagnostic.finding.rule == theme_broken::RECORD.name);
    let (stale, findings) = (stale.into_iter().map(text).collect(), others.into_iter().map(shown).collect());
    written(&Overlay { version, words: words(tongue), stale, findings })
}

/// What is told when there was no build.
pub fn of_failure(version: u64, failure: &Failure, tongue: Tongue) -> Vec<u8> {
    let told = [Some(failure.message()), failure.help()].into_iter().flatten().map(|words| words.get(tongue).to_owned());
    written(&Overlay { version, words: words(tongue), stale: told.collect(), findings: Vec::new() })
}

fn written(overlay: &Overlay) -> Vec<u8> {
    serde_json::to_vec(overlay).unwrap_or_default()
}

fn words(tongue: Tongue) -> Words {
    match tongue {
        Tongue::Bokmal => Words {
            here: "På denne siden",
            elsewhere: "Ellers på nettstedet",
            stale: "Siden kunne ikke lages på nytt. Dette er den forrige utgaven.",
        },
        Tongue::English => Words {
            here: "On this page",
            elsewhere: "Elsewhere on the site",
            stale: "The page could not be made anew. This is the previous one.",
        },
    }
}

/// The page of the document that a file is.
fn url(site: &Site, source: crate::source::SourceId) -> Option<String> {
    let document = site.documents.iter().position(|entry| entry.source == source)?;
    Some(site.url(Subject::Document(document)))
}
