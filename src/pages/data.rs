//! What programs read of the site: calendars, feeds, lists as JSON and as CSV, and the settings that web servers read; with a page at
//! `/api/` that leads people to them.
//!
//! One door: [`drafts`]. What the audience may see is asked of the functions that the pages ask (`link::published`, `Site::shown`), and
//! an author's text is taken from the HTML that `body` makes of it, so that law 8 holds here because it holds there. What may not
//! enter: the clock (days come from the documents and the as-of date), and templates.

mod api;
mod atom;
mod csv;
mod days;
mod events;
mod feeds;
mod ics;
mod reading;
mod servers;
mod tables;
mod words;

use std::sync::Arc;

use serde::Serialize;

use super::frame::{Frame, Section, page};
use super::link::{Link, address, title};
use super::{Draft, Family, Page, Where};
use crate::index::{Site, Subject};
use crate::output::Output;
use reading::Reading;

/// The page that leads to everything programs read.
pub static FAMILY: Family = Family { name: "data", lies: Where::Below("api"), pages };

/// The page's own address.
const URL: &str = "/api/";

/// What the template gets.
#[derive(Serialize)]
struct View {
    /// Calendars to subscribe to: the whole site's first, then each body's.
    calendars: Vec<Link>,
    /// Feeds, likewise; none where the site does not know its own address.
    feeds: Vec<Link>,
    /// Tables: the one for spreadsheets, then the one for programs.
    tables: Vec<(&'static str, Link, Link)>,
    /// The list of lists.
    index: String,
    /// The schemas of the lists, by name.
    schemas: Vec<Link>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    vec![Draft::new(URL, || one(site))]
}

fn one(site: &Site) -> Page<'_> {
    let bodies = || (0..site.registers.bodies.entries.len()).map(|body| (title(site, Subject::Body(body)), body));
    let mut calendars = vec![Link::to(site.config.title.clone(), events::ALL)];
    calendars.extend(bodies().map(|(name, body)| Link::to(name, events::of_body(&address(site, Subject::Body(body))))));
    let mut feeds = Vec::new();
    if !site.config.base_url.is_empty() {
        let words = words::of(&site.config.language);
        feeds.push(Link::to(site.config.title.clone(), feeds::ALL));
        feeds.push(Link::to(words.decisions, feeds::DECISIONS));
        feeds.extend(bodies().map(|(name, body)| Link::to(name, feeds::of_body(&address(site, Subject::Body(body))))));
    }
    let table = |key, folder, name: &str| {
        let [plain, excel] = tables::names(folder, name);
        (key, Link::to(format!("{name}-excel.csv"), excel), Link::to(format!("{name}.csv"), plain))
    };
    let view = View {
        calendars,
        feeds,
        tables: vec![table("decisions", "/vedtak/", "vedtak"), table("actions", "/oppfolging/", "oppfolging")],
        index: api::INDEX.to_owned(),
        schemas: api::SCHEMAS.iter().map(|(name, _)| Link::to(*name, api::schema_url(name))).collect(),
    };
    page(site, URL, "data.html", Frame::new(site, "", Section::None), view, None)
}

/// Every file that programs read: each feed by itself, as feeds show words of texts, and all others.
pub fn drafts(site: &Site) -> Vec<Draft<'_, Output>> {
    let reading = Arc::new(Reading::new(site));
    let (feeds, mut drafts): (Vec<_>, Vec<_>) = feeds::drafts(&reading).into_iter().unzip();
    drafts.push(Draft::files(URL, move || files(&reading, &feeds)).without_words());
    drafts
}

fn files(reading: &Reading<'_>, feeds: &[api::Other]) -> Output {
    let mut output = Output::default();
    let calendars = events::files(reading, &mut output);
    let tables = tables::files(reading, &mut output);
    api::files(reading, &api::Others { calendars, feeds, tables }, &mut output);
    if reading.site.config.server_files {
        servers::files(reading, &mut output);
    }
    output
}

/// The path in the output of an address below the site's root.
fn path(url: &str) -> String {
    super::link::decode(url.trim_start_matches('/'))
}
