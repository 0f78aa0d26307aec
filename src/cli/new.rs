//! `saksgang new TYPE`: a document in its right place, filled in from the registers and from what was written before.
//!
//! Asks nothing and never overwrites. The result is a draft: what only people know stands as a placeholder.

mod minutes;
mod other;
mod place;
mod sheet;

use super::site::{SiteFolder, date, write_new};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::{Bilingual, nearest};
use crate::index::Site;
use crate::model::{Date, Details};
use crate::pipeline::{self, Caches, Request};
use sheet::Sheet;

/// Make a document in its right place, filled in from the registers; never overwrites.
#[derive(clap::Args)]
pub struct New {
    /// The type: referat, mandat, organisasjonsplan, avtale, veileder, rapport, notat, side, or one that site.toml has.
    #[arg(value_name = "TYPE")]
    r#type: String,
    /// The body, for referat and mandat.
    #[arg(long, value_name = "BODY")]
    body: Option<String>,
    /// The date of the document or the meeting, YYYY-MM-DD; else today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Date>,
    /// The title.
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The document's id; else one that follows from type, body, date and title.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
}

/// What a document is made from.
struct Wish<'s> {
    site: &'s Site,
    type_name: &'s str,
    body: Option<usize>,
    date: Option<Date>,
    title: Option<&'s str>,
}

/// A document that is ready to be written.
struct Made {
    /// The id that follows from what it is.
    id: String,
    sheet: Sheet,
    /// What was found out, for whoever asked.
    notes: Vec<Bilingual>,
}

impl New {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let world = folder.disk()?;
        let mut caches = Caches::recall(&world);
        let site = pipeline::check(&world, &Request { drafts: true, ..Request::default() }, &mut caches)?.site;
        let type_name = known_type(&site, &self.r#type)?;
        let body = self.body.as_deref().map(|name| known_body(&site, name)).transpose()?;
        let wish = Wish { site: &site, type_name, body, date: self.date, title: self.title.as_deref().map(str::trim) };
        let made = if type_name == "referat" { minutes::make(&wish)? } else { other::make(&wish)? };

        let id = place::id(&site, self.id.as_deref().unwrap_or(&made.id))?;
        let path = format!("content/{id}.md");
        if !write_new(&world, &path, made.sheet.text().as_bytes())? {
            return Err(place::taken(&path));
        }
        terminal.result(&format!("{path}\n"));
        for note in &made.notes {
            terminal.say(note);
        }
        terminal.say(&Bilingual::new(
            format!("Fyll inn der det står {}. Så: saksgang check", sheet::PLACEHOLDER),
            format!("Fill in where it says {}. Then: saksgang check", sheet::PLACEHOLDER),
        ));
        Ok(Exit::Clean)
    }
}

/// The type as the site knows it.
fn known_type<'s>(site: &'s Site, name: &str) -> Result<&'s str, Stop> {
    let own = site.config.types.iter().map(|rules| rules.name.value.as_str());
    let all: Vec<&str> = Details::BUILT_IN.into_iter().chain(own.filter(|name| !Details::BUILT_IN.contains(name))).collect();
    if let Some(known) = all.iter().find(|known| **known == name) {
        return Ok(known);
    }
    let message = Bilingual::new(format!("ingen dokumenttype heter «{name}»"), format!("no document type is called “{name}”"));
    Err(Stop::wrong_use(message, meant(name, &all)))
}

/// The body of an id.
fn known_body(site: &Site, name: &str) -> Result<usize, Stop> {
    if let Some(body) = site.find_body(name) {
        return Ok(body);
    }
    let all: Vec<&str> = site.registers.bodies.entries.iter().map(|body| body.id.value.as_str()).collect();
    let message = Bilingual::new(format!("ikke noe organ har id «{name}»"), format!("no body has the id “{name}”"));
    Err(Stop::wrong_use(message, meant(name, &all)))
}

/// The body asked for, or the only one there is.
fn body(wish: &Wish<'_>) -> Result<usize, Stop> {
    let bodies = &wish.site.registers.bodies.entries;
    if let Some(body) = wish.body.or((bodies.len() == 1).then_some(0)) {
        return Ok(body);
    }
    let message =
        Bilingual::new(format!("hvilket organ gjelder det? ({})", wish.type_name), format!("which body is it about? ({})", wish.type_name));
    let all = bodies.iter().map(|body| body.id.value.as_str()).collect::<Vec<_>>().join(", ");
    let help = if all.is_empty() {
        Bilingual::new("registrer organet i content/register/organer.yaml først", "enter the body in content/register/organer.yaml first")
    } else {
        Bilingual::new(format!("si det med --body, en av: {all}"), format!("say it with --body, one of: {all}"))
    };
    Err(Stop::wrong_use(message, help))
}

fn meant(name: &str, all: &[&str]) -> Bilingual {
    match nearest(name, all.iter().copied()) {
        Some(meant) => Bilingual::new(format!("mente du «{meant}»?"), format!("did you mean “{meant}”?")),
        None => Bilingual::new(format!("velg en av: {}", all.join(", ")), format!("choose one of: {}", all.join(", "))),
    }
}

/// What people call a body.
fn body_name(site: &Site, body: usize) -> &str {
    let body = site.body(body);
    body.name.as_ref().map_or(body.id.value.as_str(), |name| name.value.as_str())
}

/// What people call a document, as a link to it.
fn link(site: &Site, document: usize, words: &str) -> String {
    format!("[{words}][{}]", site.document(document).id)
}
