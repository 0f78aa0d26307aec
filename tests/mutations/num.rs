//! Faults of structure.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "num-agenda", plants: "an item's number that is skipped", places: skipped },
    Mutator { rule: "num-agenda", plants: "an item's number that was used", places: repeated },
    Mutator { rule: "num-agenda", plants: "`Sak 9a`, `Sak 9 og 10`, an item on another level", places: no_item },
    Mutator { rule: "num-agenda", plants: "an item as a line in bold, or as `Saksnr. 2`", places: no_heading },
    Mutator { rule: "num-placeholder", plants: "`(fyll inn)` in a paragraph", places: fill_in },
    Mutator { rule: "num-placeholder", plants: "`xx.xx.xxxx` for a date", places: no_date },
    Mutator { rule: "num-points", plants: "a point's number that is skipped", places: point },
    Mutator { rule: "num-letter-list", plants: "points with letters in one paragraph", places: letters },
    Mutator { rule: "num-date-as-list", plants: "a paragraph that begins with a date", places: date_first },
    Mutator { rule: "num-empty-field", plants: "`Vår ref:` with nothing after it", places: empty_field },
    Mutator { rule: "num-empty-item", plants: "an item with nothing below it", places: empty_item },
    Mutator { rule: "num-heading-level", plants: "a heading two levels down", places: level_skipped },
    Mutator { rule: "num-number-style", plants: "a dot after one heading's number", places: dot },
    Mutator { rule: "num-section-required", plants: "a section that the type requires, renamed", places: section },
    Mutator { rule: "num-conversion-residue", plants: "`[bookmark: …]` in a paragraph", places: bookmark },
    Mutator { rule: "num-conversion-residue", plants: "a soft hyphen in a word", places: soft_hyphen },
    Mutator { rule: "num-loose-ends", plants: "a bracket that is not closed", places: open_bracket },
    Mutator { rule: "num-loose-ends", plants: "two commas", places: two_commas },
    Mutator { rule: "num-repeated-words", plants: "a word twice", places: word_twice },
    Mutator { rule: "num-repeated-words", plants: "a phrase twice", places: phrase_twice },
];

/// Another agenda item at the end.
fn at_end(ground: &Ground, heading: impl Fn(usize) -> String) -> Vec<Mutation> {
    ground
        .documents("referat/")
        .map(|file| {
            let items = file.text.matches("\n## Sak ").count();
            Mutation::replace(file, file.end(), format!("\n{}\n\nSaken ble drøftet.\n", heading(items)))
        })
        .collect()
}

fn skipped(ground: &Ground) -> Vec<Mutation> {
    let mut places = at_end(ground, |items| format!("## ⟦Sak {}⟧ Tillegg", items + 2));
    places.extend(at_end(ground, |items| format!("## ⟦Sak {}⟧ Tillegg", items + 10)));
    places
}

/// Not of joint minutes, in which two bodies may both begin at 1.
fn repeated(ground: &Ground) -> Vec<Mutation> {
    let mut places = at_end(ground, |items| format!("## ⟦Sak {items}⟧ Tillegg"));
    places.extend(at_end(ground, |_| "## ⟦Sak 1⟧ Tillegg".to_owned()));
    let joint: Vec<&str> =
        ground.documents("referat/").filter(|file| file.value("organ").starts_with('[')).map(|file| file.path.as_str()).collect();
    places.retain(|place| place.marked(ground).keys().all(|path| !joint.contains(&path.as_str())));
    places
}

/// Of those that another follows, and not of joint minutes.
fn no_heading(ground: &Ground) -> Vec<Mutation> {
    ground.body("referat/").each(r"^## Sak (\d+) ([^\n{]*)$", |hit| {
        let (number, title) = (hit.number(1), hit.text(2));
        let follows = hit.file.text.contains(&format!("\n## Sak {} ", number + 1));
        let joint = hit.file.value("organ").starts_with('[');
        let marked = if number % 2 == 0 { format!("**⟦Sak {number}⟧ {title}**") } else { format!("## ⟦Saksnr. {number}⟧ {title}") };
        (follows && !joint).then(|| hit.replace(0, marked))
    })
}

fn no_item(ground: &Ground) -> Vec<Mutation> {
    let mut places = at_end(ground, |items| format!("## ⟦Sak {items}a⟧ Tillegg"));
    places.extend(at_end(ground, |items| format!("## ⟦Sak {} og {}⟧ Tillegg", items + 1, items + 2)));
    places.extend(at_end(ground, |items| format!("### ⟦Sak {}⟧ Tillegg", items + 1)));
    places
}

fn fill_in(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"^[A-ZÆØÅ][^\n|\[]*?\. ", |hit| (hit.file.value("mal") != "ja").then(|| hit.after(0, "⟦(fyll inn)⟧ ")))
}

fn no_date(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\b\d{1,2}\. (?:januar|mars|april|mai|juni|august|september|oktober|november|desember) \d{4}\b", |hit| {
        (hit.file.value("mal") != "ja").then(|| hit.replace(0, "⟦xx.xx.xxxx⟧"))
    })
}

fn point(ground: &Ground) -> Vec<Mutation> {
    let mut places =
        ground.body("mandat/").each(r"^(\d+)\. ", |hit| hit.replace(1, format!("⟦{}⟧", hit.number(1) + 20)).also(&["ref-unknown-anchor"]));
    places.extend(
        ground
            .body("veileder/")
            .each(r"^##+ ([1-9])\.? ", |hit| hit.replace(1, format!("⟦{}⟧", hit.number(1) + 20)).also(&["ref-unknown-anchor"])),
    );
    places
}

fn date_first(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"^\n([A-ZÆØÅ][a-zæøå]+ )", |hit| hit.before(1, "⟦14. september 2018⟧ var det klart. "))
}

fn letters(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"^\n([A-ZÆØÅ][a-zæøå]+ )", |hit| hit.before(1, "⟦a)⟧ det første,\nb) det andre, og\nc) det tredje.\n\n"))
}

fn empty_field(ground: &Ground) -> Vec<Mutation> {
    ground.body("notat/").each(r"^## [^\n]+\n", |hit| hit.before(0, "⟦Vår ref:⟧\n\n"))
}

fn empty_item(ground: &Ground) -> Vec<Mutation> {
    let item = |file: &super::ground::File| {
        let items = file.text.matches("\n## Sak ").count();
        Mutation::replace(file, file.end(), format!("\n## ⟦Sak {} Tillegg⟧\n", items + 1))
    };
    ground.documents("referat/").filter(|file| !file.value("organ").starts_with('[')).map(item).collect()
}

fn level_skipped(ground: &Ground) -> Vec<Mutation> {
    ground.section("notat/", "## Tillegg\n\nTallene er nye.\n\n⟦#### Kilder⟧\n\nKontorene selv.")
}

fn dot(ground: &Ground) -> Vec<Mutation> {
    let mut places = ground.body("veileder/").each(r"^###+ (\d\.\d) ", |hit| hit.replace(1, format!("⟦{}.⟧", hit.text(1))));
    places.extend(ground.body("avtale/").each(r"^###+ (\d\.\d) ", |hit| hit.replace(1, format!("⟦{}.⟧", hit.text(1)))));
    places
}

fn section(ground: &Ground) -> Vec<Mutation> {
    ground.body("horingssvar/").each(r"^## Innspill.*$", |hit| {
        let at = hit.file.text.find("høringssvar").unwrap();
        hit.replace(0, "## Synspunkter").and(hit.file, at..at + "høringssvar".len(), "⟦høringssvar⟧")
    })
}

fn bookmark(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("⟦[bookmark: _Toc1234]⟧")
}

fn soft_hyphen(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("Et ⟦samar\u{ad}beid⟧ er i gang.")
}

fn open_bracket(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("Planen ⟦(⟧fra i fjor er ny.")
}

fn two_commas(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("Planen er ny⟦,,⟧ og den er god.")
}

fn word_twice(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("Planen er laget sammen med ⟦med⟧ rådet.")
}

fn phrase_twice(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("De ber om et svar ⟦ber om et svar⟧ før jul.")
}
