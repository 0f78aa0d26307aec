//! New documents of every type but `referat`.

use super::place::slug;
use super::sheet::{PLACEHOLDER, Sheet};
use super::{Made, Stop, Wish, body, body_name};
use crate::diagnostic::Bilingual;
use crate::index::DocumentState;
use crate::model::Details;

/// Makes a document.
pub fn make(wish: &Wish<'_>) -> Result<Made, Stop> {
    let owner = match wish.type_name {
        "mandat" => Some(body(wish)?),
        _ => wish.body,
    };
    let title = title(wish, owner)?;
    let mut sheet = Sheet::default();
    sheet.field("type", wish.type_name).field("tittel", &title);
    match (wish.type_name, wish.date) {
        ("side", None) => {}
        (_, date) => {
            sheet.field("dato", &date.unwrap_or(wish.site.as_of).to_string());
        }
    }
    if let Some(body) = owner {
        sheet.field("organ", &wish.site.body(body).id.value);
    }
    sheet.field("status", "utkast");
    of_type(&mut sheet, wish);
    sheet.blank("sammendrag").blank("tema");
    required(&mut sheet, wish);
    text(&mut sheet, wish);
    let name = slug(&title);
    let id = format!("{}/{}", slug(wish.type_name), if name.is_empty() { "nytt-dokument" } else { &name });
    Ok(Made { id, sheet, notes: Vec::new() })
}

/// The title asked for; a body's mandate has a plain one.
fn title(wish: &Wish<'_>, owner: Option<usize>) -> Result<String, Stop> {
    match (wish.title.filter(|title| !title.is_empty()), owner) {
        (Some(title), _) => Ok(title.to_owned()),
        (None, Some(body)) if wish.type_name == "mandat" => Ok(format!("Mandat for {}", body_name(wish.site, body))),
        (None, _) => Err(Stop::wrong_use(
            Bilingual::new("hva skal dokumentet hete?", "what is the document called?"),
            Bilingual::new("si det med --title \"…\"", "say it with --title \"…\""),
        )),
    }
}

/// The keys that the type adds: required ones with placeholders, the usual ones blank.
fn of_type(sheet: &mut Sheet, wish: &Wish<'_>) {
    let unknown = format!("{{navn: {PLACEHOLDER}}}");
    match wish.type_name {
        "mandat" => {
            sheet.blank("oppdragsgiver").blank("oppdragstaker").blank("vedtatt").blank("periode").blank("deltakere").blank("faser");
        }
        "organisasjonsplan" => {
            sheet.line(&format!("enhet: {unknown}")).blank("vedtatt").blank("gjelder_fra");
            sheet.blank("organisasjon").line(&format!("  navn: {PLACEHOLDER}")).blank("bemanning").blank("fremdrift");
        }
        "avtale" => {
            sheet.blank("parter");
            for party in ["(fyll inn kommunen)", "(fyll inn NAV i fylket)"] {
                sheet.line(&format!("  - enhet: {{navn: {party}}}")).line(&format!("    representert_ved: {unknown}"));
            }
            let guide = only_guide(wish).map(|guide| wish.site.document(guide).id.as_str());
            sheet.field_or_blank("følger", guide).blank("signert").blank("periode");
        }
        "veileder" => {
            sheet.field("versjon", "0.1").blank("utgiver").blank("krever_vedlegg");
        }
        _ => {}
    }
}

/// The guide in force, where there is only one.
fn only_guide(wish: &Wish<'_>) -> Option<usize> {
    let counts = |document: &usize| {
        let state = wish.site.entry(*document).state;
        matches!(state, DocumentState::InForce | DocumentState::Published | DocumentState::Hearing)
    };
    let mut guides = wish.site.documents_of_type("veileder").iter().copied().filter(counts);
    guides.next().filter(|_| guides.next().is_none())
}

/// The keys that site.toml requires and that are not there yet. They stay blank: what kind of value they take, only people know.
fn required(sheet: &mut Sheet, wish: &Wish<'_>) {
    let written = sheet.text();
    let rules = wish.site.config.type_rules(wish.type_name);
    for key in rules.into_iter().flat_map(|rules| &rules.required) {
        if !written.lines().any(|line| line.split(':').next() == Some(key.value.as_str())) {
            sheet.blank(&key.value);
        }
    }
}

/// The text: the type's usual sections, and those that site.toml requires.
fn text(sheet: &mut Sheet, wish: &Wish<'_>) {
    let rules = wish.site.config.type_rules(wish.type_name);
    let sections: Vec<&str> = rules.into_iter().flat_map(|rules| &rules.required_sections).map(|title| title.value.as_str()).collect();
    match wish.type_name {
        "mandat" => {
            sheet.section(2, "Bakgrunn", PLACEHOLDER);
            sheet.section(2, "Mandatets punkter {.punkter}", &format!("1. {PLACEHOLDER}\n2. {PLACEHOLDER}"));
        }
        "avtale" => points(sheet, wish),
        "veileder" => {
            sheet.section(2, &format!("1 {PLACEHOLDER}"), PLACEHOLDER).section(3, "Til vurdering", &format!("- {PLACEHOLDER}"));
        }
        "organisasjonsplan" => {
            sheet.section(2, "Bakgrunn", PLACEHOLDER).section(2, "Organisering", PLACEHOLDER);
        }
        _ if sections.is_empty() => {
            sheet.paragraph(PLACEHOLDER);
        }
        _ => {}
    }
    for title in sections {
        sheet.section(2, title, PLACEHOLDER);
    }
}

/// An agreement has the points of the guide it follows.
fn points(sheet: &mut Sheet, wish: &Wish<'_>) {
    let guide = only_guide(wish).map(|guide| wish.site.document(guide)).filter(|guide| matches!(guide.details, Details::Guide(_)));
    let points = guide.map_or(&[][..], |guide| &guide.text.points);
    let headings = guide.map_or(&[][..], |guide| &guide.text.headings);
    for point in points {
        let level = point.heading.and_then(|heading| headings.get(heading as usize)).map_or(2, |heading| usize::from(heading.level));
        sheet.section(level, &format!("{} {}", point.number, point.title), PLACEHOLDER);
    }
    if points.is_empty() {
        sheet.section(2, "1 Avtaleparter", PLACEHOLDER).section(2, "2 Formål", PLACEHOLDER);
    }
}
