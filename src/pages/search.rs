//! Search: what the browser needs to find documents, agenda items, decisions, action items and points.
//!
//! One door: [`files`] gives the published files, and nobody else knows their shape but `static/sok.js` of the theme.
//! Words are read by elasticlunr-rs's pipeline with a language of our own ([`language`]), as the stock Norwegian one drops
//! numbers and signs. Scoring is elasticlunr's, in the browser. Nothing of a document the audience does not get comes here.

mod entries;
pub mod language;
mod postings;

use serde::Serialize;

use super::frame::{Frame, Section, page};
use super::{Family, Page};
use crate::index::Site;
use crate::output::Output;
use crate::work::Key;

/// The search page; the list of results is filled in the browser.
pub static FAMILY: Family = Family { name: "search", pages };

fn pages(site: &Site) -> Vec<Page<'_>> {
    let mut frame = Frame::new(site, if site.config.language == "en" { "Search" } else { "Søk" }, Section::None);
    frame.unlisted = true;
    vec![page(site, "/sok/", "search.html", &frame, &(), None)]
}

/// The format of the data file; the client refuses another.
const FORMAT: u32 = 1;

/// Where the data lies, relative to the site's root.
pub const DATA: &str = "sok/indeks.json";

/// The fields that are searched, with how much a word in them counts.
const FIELDS: [(&str, f32); 4] = [("title", 4.0), ("text", 1.0), ("people", 2.0), ("body", 1.5)];

#[derive(Serialize)]
struct Data<'d> {
    format: u32,
    /// The hash of what tokens depend on: a client with another language must not answer.
    language: String,
    stop: &'static [&'static str],
    fields: Vec<(&'static str, f32)>,
    entries: &'d [entries::Entry],
    #[serde(flatten)]
    postings: postings::Postings,
}

/// The data file.
#[must_use]
pub fn files(site: &Site) -> Output {
    let entries = entries::entries(site);
    let texts: Vec<[&str; FIELDS.len()]> = entries.iter().map(entries::Entry::fields).collect();
    let data = Data {
        format: FORMAT,
        language: language_key(),
        stop: language::STOP_WORDS,
        fields: FIELDS.to_vec(),
        postings: postings::postings(&texts),
        entries: &entries,
    };
    let mut output = Output::default();
    output.put(DATA, serde_json::to_vec(&data).unwrap_or_default());
    output
}

/// A short hash over what every text of a fixed sample becomes; equal in the client by test.
fn language_key() -> String {
    let tokens = language::tokens("Vedtakene SG 3/17 i NAV-loven § 14 a den 14. september 2018, punkt 3.5").join(" ");
    let stop = language::STOP_WORDS.join(" ");
    Key::of(&[tokens.as_bytes(), stop.as_bytes()]).0.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
