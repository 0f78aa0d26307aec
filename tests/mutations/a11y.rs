//! Faults of accessibility.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "a11y-alt", plants: "a picture without words", places: no_words },
    Mutator { rule: "a11y-capitals", plants: "a heading in capitals", places: capitals },
    Mutator { rule: "a11y-link-text", plants: "`her` for a link's words", places: here },
    Mutator { rule: "a11y-table-header", plants: "a header cell left empty", places: empty_header },
];

fn no_words(ground: &Ground) -> Vec<Mutation> {
    let has = |mutation: &Mutation| mutation.marked(ground).keys().all(|path| ground.file(path).text.contains("\nvedlegg:"));
    ground.sentence("⟦![][Vedlegg 1]⟧").into_iter().filter(has).collect()
}

fn capitals(ground: &Ground) -> Vec<Mutation> {
    ground
        .body("")
        .each(r"^##+ (?:Sak \d+ )?([A-ZÆØÅ][a-zæøå ]+)$", |hit| hit.replace(1, format!("⟦{}⟧", hit.text(1).to_uppercase())))
}

fn here(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\[([a-zæøåA-ZÆØÅ ]{3,})\](?:\[[a-z]|\([^)#])", |hit| hit.replace(1, "⟦her⟧"))
}

fn empty_header(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"^\|[^|\n]+\|( [^|\n]+)\|[^\n]*\n\| *:?--", |hit| hit.replace(1, " ⟦⟧"))
}
