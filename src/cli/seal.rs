//! `saksgang seal`: writes the seal of an approved document into its front matter.

use super::site::{SiteFolder, SiteOptions, answerable};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::{Bilingual, Level, nearest};
use crate::index::{DocumentState, MinutesState, Site};
use crate::model::{Date, FrontMatter};
use crate::parse::seal;
use crate::pipeline::{self, Caches};
use crate::rules::dec_seal_broken::seal_of;
use crate::source::Decoding;
use crate::world::World;

/// Seal an approved document: a hash of its content, so that every later change shows.
#[derive(clap::Args)]
pub struct Seal {
    /// The document: its id, or its file.
    #[arg(value_name = "DOCUMENT")]
    document: String,
    #[command(flatten)]
    site: SiteOptions,
}

impl Seal {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let (mut world, request) = (folder.disk()?, self.site.request()?);
        let checked = pipeline::check(&world, &request, &mut Caches::recall(&world))?;
        answerable(&request, &checked.site)?;
        let site = &checked.site;
        let n = find(site, &self.document)?;
        let faulty = checked
            .diagnostics
            .iter()
            .any(|d| d.level == Level::Error && d.finding.place.source == site.entry(n).source && d.finding.rule != "dec-seal-broken");
        if faulty {
            return Err(refused(
                "dokumentet har feil",
                "the document has errors",
                "rett det «saksgang check» sier",
                "mend what “saksgang check” says",
            ));
        }
        if !is_approved(&site.entry(n).state) {
            let (help_nb, help_en) = match site.entry(n).state {
                // Of such no status alone says who approved them.
                DocumentState::Published => {
                    ("skriv vedtaket som godkjente det, under «vedtatt»", "write the decision that approved it under “vedtatt”")
                }
                _ => ("forsegl det når det er godkjent", "seal it once it is approved"),
            };
            let wrong = ("dokumentet er ikke godkjent eller vedtatt", "the document is neither approved nor adopted");
            return Err(refused(wrong.0, wrong.1, help_nb, help_en));
        }
        let (Some(source), Some(hash)) = (site.sources.get(site.entry(n).source), seal_of(site, n)) else {
            return Err(refused(
                "et vedlegg kan ikke åpnes",
                "an attachment cannot be opened",
                "prøv igjen når det kan det",
                "try again when it can",
            ));
        };
        let document = site.document(n);
        if let Some(old) = &document.front.seal
            && let Some(day) = unexplained(&document.front, &old.value, &hash)
        {
            return Err(refused(
                &format!("innholdet er endret etter seglet fra {day}, og «rettelser» sier ikke hva som er rettet"),
                &format!("the content was changed after the seal of {day}, and “rettelser” does not say what was corrected"),
                "før rettelsen under «rettelser» med dato, eller sett det godkjente innholdet tilbake",
                "list the correction under “rettelser” with its date, or put the approved content back",
            ));
        }
        let decision = site.adopted_by(n).and_then(|decision| site.decisions.get(decision)).map(|decision| format!(" {}", decision.id));
        let seal = format!("{hash} {}{}", site.as_of, decision.unwrap_or_default());
        let mut text = source.text.to_string();
        match &document.front.seal {
            Some(old) => text.replace_range(old.span.range(), &seal),
            None => {
                let end = document.front.span.range().end.saturating_sub(3);
                let line_end = if text.get(..end).is_some_and(|before| before.ends_with("\r\n")) { "\r\n" } else { "\n" };
                text.insert_str(end, &format!("segl: {seal}{line_end}"));
            }
        }
        let unread = source.decoding != Decoding::Utf8;
        if unread || !world.replace(&source.path, source.text.as_bytes(), text.as_bytes())? {
            return Err(refused("fila ble endret underveis", "the file was changed meanwhile", "prøv igjen", "try again"));
        }
        terminal.say(&Bilingual::new(format!("Forseglet {}: {seal}", source.path), format!("Sealed {}: {seal}", source.path)));
        Ok(Exit::Clean)
    }
}

/// The document that was meant: by its id, or by its file.
pub fn find(site: &Site, document: &str) -> Result<usize, Stop> {
    let written = document.trim_start_matches("./");
    let by_path = || site.documents.iter().position(|entry| entry.document.path == written);
    site.find_document(written.trim_matches('/')).or_else(by_path).ok_or_else(|| {
        let ids = site.documents.iter().map(|entry| entry.document.id.as_str());
        let help = match nearest(written, ids) {
            Some(meant) => Bilingual::new(format!("mente du «{meant}»?"), format!("did you mean “{meant}”?")),
            None => Bilingual::new("skriv dokumentets id eller fil", "write the document's id or file"),
        };
        Stop::wrong_use(
            Bilingual::new(format!("det finnes ikke noe dokument «{written}»"), format!("there is no document “{written}”")),
            help,
        )
    })
}

/// The day of a seal that is broken, where no correction of that day or later is listed.
fn unexplained(front: &FrontMatter, old: &str, hash: &str) -> Option<Date> {
    let broken = seal::hash_of(old).is_some_and(|sealed| sealed != hash);
    let day: Date = old.split_whitespace().nth(1).filter(|_| broken)?.parse().ok()?;
    let listed = front.corrections.iter().filter_map(|correction| correction.date.as_ref()).any(|date| date.value >= day);
    (!listed).then_some(day)
}

/// Whether a text is settled: approved minutes, or a document that counts, will or did; a note or a report is nobody's to approve.
fn is_approved(state: &DocumentState) -> bool {
    match state {
        DocumentState::Minutes(minutes) => {
            matches!(minutes, MinutesState::Approved | MinutesState::ApprovedIn { .. } | MinutesState::ApprovedByDeadline { .. })
        }
        DocumentState::Draft | DocumentState::Hearing | DocumentState::Template | DocumentState::Published => false,
        _ => true,
    }
}

fn refused(nb: &str, en: &str, help_nb: &str, help_en: &str) -> Stop {
    Stop::wrong_use(Bilingual::new(format!("kan ikke forsegle: {nb}"), format!("cannot seal: {en}")), Bilingual::new(help_nb, help_en))
}
