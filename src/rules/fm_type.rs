//! fm-type: a value of another shape than its field takes, or a word that is not one of the allowed ones.

use super::joined_ids::{DASHES, apart, is_list, is_within_brackets, several};
use super::{Check, FixKind, Notes, Record, faults, naming, shapes, words};
use crate::diagnostic::{Bilingual, Expected, FaultKind, Finding, Fix, Level};
use crate::index::Site;
use crate::index::nearest::PartyKind;
use crate::output::name;
use crate::source::{Place, Span};

/// The record.
pub const RECORD: Record = Record {
    name: "fm-type",
    title: ("en verdi som ikke passer i feltet", "a value that does not fit its field"),
    levels: &[("", Level::Error)],
    fix: FixKind::Unsafe,
    since: "0.1.0",
    document: include_str!("fm_type.md"),
    check: Check::Site(check),
};

/// The key that takes ids of bodies: one that no register has cannot be written there.
const BODY: &str = "organ";

/// What the front matter is called as a whole.
const FRONT: &str = "front";

/// The key of a vote.
const VOTES: &str = "stemmer";

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        match kind {
            FaultKind::WrongShape { key, expected, found } => notes.add(wrong_shape(site, place, key, expected, found)),
            FaultKind::NotAllowed { key, found, allowed, nearest } => {
                notes.add(not_allowed(site, place, key, found, allowed, nearest.as_deref()));
            }
            _ => {}
        }
    }
}

fn not_allowed(site: &Site, place: Place, key: &str, found: &str, allowed: &[String], nearest: Option<&str>) -> Finding {
    let shown = words::shown(site, place, found);
    let message =
        Bilingual::new(format!("«{shown}» er ikke en verdi som «{key}» kan ha"), format!("“{shown}” is not a value that “{key}” can have"));
    let finding = Finding::new(RECORD.name, place, message);
    match nearest {
        Some(meant) => finding
            .with_help(Bilingual::new(format!("Mente du «{meant}»?"), format!("Did you mean “{meant}”?")))
            .with_fix(Fix::replace(false, place, meant, Bilingual::new(format!("Skriv «{meant}»"), format!("Write “{meant}”")))),
        // A word in place of the count must not become "unanimous" in the record.
        None if key == VOTES => {
            let counts = if words::is_hidden(site, place) { None } else { counted(found) };
            let (yes, no) = counts.unwrap_or((3, 1));
            finding.with_help(Bilingual::new(
                format!("Skriv stemmetallene: «{{for: {yes}, mot: {no}}}», eller «enstemmig» om alle stemte for."),
                format!("Write the count of votes: “{{for: {yes}, mot: {no}}}”, or “enstemmig” if all voted for."),
            ))
        }
        None => {
            let allowed = words::one_of(allowed);
            finding.with_help(Bilingual::new(format!("Skriv {}.", allowed.nb), format!("Write {}.", allowed.en)))
        }
    }
}

/// The counts of "4 mot 1".
fn counted(found: &str) -> Option<(u32, u32)> {
    let (yes, no) = found.split_once(" mot ")?;
    let number = |words: &str| words.split_whitespace().find_map(|word| word.parse().ok());
    Some((number(yes)?, number(no)?))
}

fn wrong_shape(site: &Site, place: Place, key: &str, expected: &Expected, found: &str) -> Finding {
    let (needed, help) = shapes::wanted(expected);
    let is = shapes::of(found).unwrap_or_else(|| {
        let found = words::shown(site, place, found);
        Bilingual::new(format!("«{found}»"), format!("“{found}”"))
    });
    let message = match key {
        FRONT => Bilingual::new(
            format!("Feltene øverst i dokumentet skal være {}, men er {}", needed.nb, is.nb),
            format!("The fields at the top of the document should be {}, but are {}", needed.en, is.en),
        ),
        _ => Bilingual::new(
            format!("«{key}» skal være {}, men er {}", needed.nb, is.nb),
            format!("“{key}” should be {}, but is {}", needed.en, is.en),
        ),
    };
    let finding = Finding::new(RECORD.name, place, message);
    let of_body = *expected == Expected::Id && key == BODY;
    let hidden = words::is_hidden(site, place);
    let registered = match expected {
        _ if hidden => None,
        Expected::Id if of_body => body_named(site, found),
        Expected::Id => naming::person_called(site, found).or_else(|| body_named(site, found)).or_else(|| unit_named(site, found)),
        _ => None,
    };
    let bodies = if of_body && !hidden { bodies_listed(site, found) } else { None };
    let several = if of_body || hidden { None } else { several(site, expected, found) };
    let help = match registered {
        None if several.is_some() && *expected == Expected::Id => apart(site, place),
        None if is_list(expected) && key == "saker" && !may_be_entry(key, found) => Bilingual::new(
            "Skriv hvert nummer for seg, i hakeparenteser: «[1, 2, 3]».",
            "Write each number for itself, in square brackets: “[1, 2, 3]”.",
        ),
        None if *expected == Expected::List && !may_be_entry(key, found) => Bilingual::new(
            "Skriv oppføringene i hakeparenteser: «[verdi, verdi]», eller ta ut feltet.",
            "Write the entries in square brackets, “[value, value]”, or take the field out.",
        ),
        None if is_list(expected) && found.starts_with("- ") => Bilingual::new(
            "Skriv hver oppføring på linjene under, etter «- », eller alle i hakeparenteser: «[verdi, verdi]».",
            "Write each entry on the lines below, after “- ”, or all in square brackets: “[value, value]”.",
        ),
        None if is_list(expected) && found.starts_with(DASHES) => Bilingual::new(
            "Skriv en bindestrek og et mellomrom foran hver oppføring: «- ».",
            "Write a hyphen and a space before each entry: “- ”.",
        ),
        None if *expected == Expected::Attachment && !hidden && name::file_extension(found).is_some() => Bilingual::new(
            format!("Skriv «{{fil: {found}, tittel: Tittel}}», i en liste."),
            format!("Write “{{fil: {found}, tittel: Title}}”, in a list."),
        ),
        None if key == FRONT => Bilingual::new(
            "Skriv «felt: verdi», ett felt på hver linje, uten strek foran.",
            "Write “field: value”, one field on each line, with no dash before it.",
        ),
        Some(id) => Bilingual::new(format!("Skriv id-en «{id}» fra registeret."), format!("Write the id “{id}” of the register.")),
        None if bodies.is_some() => shapes::wanted(&Expected::ListNotCommas).1,
        None if of_body => {
            let otherwise = Bilingual::new(
                "Skriv id-en fra register/organer.yaml, og før organet der om det mangler.",
                "Write the id of register/organer.yaml, and list the body there if it is missing.",
            );
            let nearest = if hidden { Vec::new() } else { site.nearest_parties(found, Some(PartyKind::Body)) };
            naming::choose(&nearest, otherwise)
        }
        None => help,
    };
    let finding = finding.with_help(help);
    let text = match several {
        _ if of_body => bodies.or_else(|| registered.map(str::to_owned)),
        Some(ids) if is_list(expected) => Some(format!("[{}]", ids.join(", "))),
        Some(ids) if is_within_brackets(site, place) => Some(ids.join(", ")),
        Some(_) => None,
        None => mended(key, expected, found, site.sources.slice(with_quotes(site, place)), registered),
    };
    match text {
        Some(text) => {
            let words = Bilingual::new(format!("Skriv «{text}»"), format!("Write “{text}”"));
            finding.with_fix(Fix::replace(false, with_quotes(site, place), text, words))
        }
        None => finding,
    }
}

/// Whether a text may be the name of one person: words in capitals, and little between them.
fn is_name(text: &str) -> bool {
    let between = ["av", "de", "den", "der", "du", "la", "van", "von"];
    let is_part = |word: &str| word.starts_with(char::is_uppercase) || between.contains(&word);
    let is_sign = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’');
    text.contains(' ') && text.chars().all(is_sign) && text.split(' ').all(is_part)
}

/// Whether a text may stand in a list of that key: a yes or "none" is no entry, and no range is one of items.
fn may_be_entry(key: &str, found: &str) -> bool {
    let none = ["ja", "nei", "ingen", "ingenting", "alle", "yes", "no", "none"].contains(&found.to_lowercase().as_str());
    !none && (key != "saker" || found.chars().all(|c| c.is_ascii_digit() || c == '/'))
}

/// The value as it was probably meant, where that can be told; `written` is what was found with its quotation marks.
fn mended(key: &str, expected: &Expected, found: &str, written: &str, registered: Option<&str>) -> Option<String> {
    // `tema: - økonomi`: a list's only entry, on the key's own line.
    let (only, dashed) = found.strip_prefix("- ").map_or((found, false), |only| (only, is_list(expected)));
    let is_text = shapes::of(only).is_none() && !only.contains(['\n', '"', '[', ']', '{', '}', '#', ':', ';']) && !only.starts_with(DASHES);
    if dashed {
        let is_one = is_text && !only.contains([',']) && !DASHES.iter().any(|dash| only.contains(&format!(" {dash} ")));
        return is_one.then(|| format!("[{only}]"));
    }
    match expected {
        Expected::ListNotCommas if is_text => {
            // Each in quotation marks where all were: site.toml needs them.
            let mark = if written == found { "" } else { written.get(..1).unwrap_or_default() };
            let values = found.split(',').map(str::trim).filter(|value| !value.is_empty());
            Some(format!("[{}]", values.map(|value| format!("{mark}{value}{mark}")).collect::<Vec<_>>().join(", ")))
        }
        Expected::List if is_text && may_be_entry(key, found) => Some(format!("[{written}]")),
        Expected::Id if registered.is_some() => registered.map(str::to_owned),
        Expected::Id if is_name(found) => Some(format!("{{navn: {found}}}")),
        Expected::YesNo => match found.to_lowercase().as_str() {
            "ja" | "yes" | "true" | "y" | "on" | "1" => Some("ja".to_owned()),
            "nei" | "no" | "false" | "n" | "off" | "0" => Some("nei".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// The id of the one body that is called so.
fn body_named<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    let bodies = site.registers.bodies.entries.iter();
    naming::only(bodies.filter(|body| body.name.as_ref().is_some_and(|own| own.value == name)).map(|body| &body.id))
}

/// Ids of bodies with commas between them, as the list that was meant; none where one of them is no body's.
fn bodies_listed(site: &Site, found: &str) -> Option<String> {
    let ids: Vec<&str> = found.split(',').map(str::trim).collect();
    (ids.len() > 1 && ids.iter().all(|id| site.find_body(id).is_some())).then(|| format!("[{}]", ids.join(", ")))
}

/// The id of the one unit that is called so.
fn unit_named<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    let units = site.registers.units.entries.iter();
    naming::only(units.filter(|unit| unit.name.as_ref().is_some_and(|own| own.value == name)).map(|unit| &unit.id))
}

/// A value's place with the quotation marks around it.
fn with_quotes(site: &Site, place: Place) -> Place {
    let Some(source) = site.sources.get(place.source) else { return place };
    let bytes = source.text.as_bytes();
    let before = place.span.start.checked_sub(1).and_then(|at| bytes.get(at as usize));
    match (before, bytes.get(place.span.end as usize)) {
        (Some(open @ (b'"' | b'\'')), Some(close)) if open == close => {
            Place::new(place.source, Span { start: place.span.start - 1, end: place.span.end + 1 })
        }
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::found::first;

    /// The help and the fix of what `organ` says; more fields may follow.
    fn of_body(written: &str) -> (String, Option<String>) {
        let bodies = "styret: {navn: Styret for fellesskapet}\nradet: {navn: Rådet}\n";
        let minutes = format!("---\ntype: referat\ndato: 2019-02-14\norgan: {written}\n---\n");
        let found = first(&super::RECORD, &[("content/register/organer.yaml", bodies), ("content/referat/a.md", &minutes)]);
        (found.help.unwrap().nb, found.fix.map(|fix| fix.edits[0].text.clone()))
    }

    /// The help and the fix of what `til_stede` says, with two people in the register.
    fn of_present(written: &str) -> (String, Option<String>) {
        let people = "kari-nordmann: {navn: Kari Nordmann}\nola-hansen: {navn: Ola Hansen}\n";
        let minutes = format!("---\ntype: referat\ndato: 2019-02-14\norgan: styret\ntil_stede: {written}\n---\n");
        let found = first(&super::RECORD, &[("content/register/personer.yaml", people), ("content/referat/a.md", &minutes)]);
        (found.help.unwrap().nb, found.fix.map(|fix| fix.edits[0].text.clone()))
    }

    #[test]
    fn several_ids_in_one_value_are_never_taken_for_a_name() {
        let (both, brackets) = (Some("kari-nordmann, ola-hansen".to_owned()), Some("[kari-nordmann, ola-hansen]".to_owned()));
        for written in ["[kari-nordmann; ola-hansen]", "[kari-nordmann ola-hansen]", "[kari-nordmann og ola-hansen]"] {
            let (help, fix) = of_present(written);
            assert_eq!((help.as_str(), fix), ("Skriv id-ene med komma mellom, hver for seg.", both.clone()), "{written}");
        }
        for written in ["kari-nordmann, ola-hansen", "kari-nordmann og ola-hansen", "\n  – kari-nordmann\n  – ola-hansen"] {
            assert_eq!(of_present(written).1, brackets, "{written}");
        }
        let (help, fix) = of_present("- kari-nordmann");
        assert!(help.starts_with("Skriv hver oppføring på linjene under") && fix.as_deref() == Some("[kari-nordmann]"), "{help}");
        for written in ["\n  - kari-nordmann og ola-hansen", "[kari-nordmann; guro-fremmed]", "\n  – kari-nordmann\n  – guro-fremmed"] {
            assert_eq!(of_present(written).1, None, "{written}");
        }
        assert_eq!(of_present("\n  - kari-nordmann og ola-hansen").0, "Skriv hver id på sin egen linje, etter «- ».");
        assert_eq!(of_present("[]\nmøteleder: kari-nordmann og ola-hansen").0, "Her skal det stå bare én id.");
        assert_eq!(
            (super::counted("4 mot 1"), super::counted("3 stemmer mot 2"), super::counted("flertall")),
            (Some((4, 1)), Some((3, 2)), None)
        );
        assert_eq!(of_present("[Guro de la Fremmed]").1.as_deref(), Some("{navn: Guro de la Fremmed}"));
    }

    #[test]
    fn what_would_be_wrong_in_a_list_too_is_not_put_in_one() {
        for written in ["ingen", "nei"] {
            let (help, fix) = of_present(written);
            assert!(help.starts_with("Skriv oppføringene i hakeparenteser") && fix.is_none(), "{help}");
        }
        let (help, fix) = of_present("[]\ngjester: [{navn: Guro Fremmed, saker: 1-3}]");
        assert!(help.starts_with("Skriv hvert nummer for seg") && fix.is_none(), "{help}");
        let (_, fix) = of_present("[]\ngjester: [{navn: Guro Fremmed, saker: 3}]");
        assert_eq!(fix.as_deref(), Some("[3]"));
    }

    #[test]
    fn a_list_of_site_toml_keeps_its_quotation_marks() {
        for (written, mended) in [("\"offentlig\"", "[\"offentlig\"]"), ("\"åpen, intern\"", "[\"åpen\", \"intern\"]")] {
            let toml = format!("format = 1\n[audiences.alle]\naccess = {written}\n");
            let found = first(&super::RECORD, &[("site.toml", &toml)]);
            assert_eq!(found.fix.map(|fix| fix.edits[0].text.clone()).as_deref(), Some(mended));
        }
    }

    #[test]
    fn what_is_named_here_is_told_how_and_not_looked_up() {
        for (path, text, help) in [
            ("content/register/personer.yaml", "Guro Fremmed: {navn: Guro Fremmed}\n", "Skriv små bokstaver, sifre og bindestreker"),
            ("content/register/organer.yaml", "styret: {navn: Styret, kode: A-B}\n", "Skriv for eksempel «SG»."),
            ("content/register/organer.yaml", "styret: {navn: Styret, kode: STYRINGSGRUPPA}\n", "Skriv for eksempel «SG»."),
        ] {
            let found = first(&super::RECORD, &[(path, text)]);
            assert!(found.help.unwrap().nb.starts_with(help) && found.fix.is_none(), "{text}");
        }
    }

    #[test]
    fn a_bodys_name_is_mended_to_its_id_and_never_to_somebody_outside_the_register() {
        assert_eq!(of_body("Styret for fellesskapet"), ("Skriv id-en «styret» fra registeret.".to_owned(), Some("styret".to_owned())));
        let near = "Skriv «styret» (Styret for fellesskapet) hvis det er det du mener.";
        assert_eq!(of_body("Styret for felleskapet"), (near.to_owned(), None));
        let list = of_body("styret, radet");
        assert_eq!(list, ("Sett hakeparenteser rundt: «[verdi, verdi]».".to_owned(), Some("[styret, radet]".to_owned())));
        let (help, fix) = of_body("Et helt annet organ");
        assert!(help.starts_with("Skriv id-en fra register/organer.yaml") && fix.is_none(), "{help}");
        for written in ["Styret for fellesskapet", "Styret for felleskapet", "styret, radet"] {
            let exempt = of_body(&format!("{written}\ntilgang: unntatt\nhjemmel: offentleglova § 13"));
            assert_eq!(exempt, (help.clone(), None), "of an exempt document nothing is told that its words come near");
        }
    }
}
