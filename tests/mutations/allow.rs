//! Faults of allowances.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "allow-no-reason", plants: "an allowance without its reason", places: no_reason },
    Mutator { rule: "allow-unknown-rule", plants: "an allowance of a rule misspelt by one letter", places: misspelt },
    Mutator { rule: "allow-unused", plants: "an allowance of what is not there", places: unused },
    Mutator { rule: "allow-unused", plants: "the same in a comment", places: unused_comment },
];

fn with(ground: &Ground, text: &str) -> Vec<Mutation> {
    ground.front("").each(r"\A---\n", |hit| (!hit.file.text.contains("\ntillat:")).then(|| hit.after(0, text)))
}

fn no_reason(ground: &Ground) -> Vec<Mutation> {
    with(ground, "tillat:\n  - ⟦regel: num-agenda⟧\n").into_iter().map(|mutation| mutation.also(&["allow-unused"])).collect()
}

fn misspelt(ground: &Ground) -> Vec<Mutation> {
    with(ground, "tillat:\n  - {regel: ⟦num-agnda⟧, grunn: Slik er kilden}\n")
}

fn unused(ground: &Ground) -> Vec<Mutation> {
    with(ground, "tillat:\n  - ⟦regel: num-agenda\n    grunn: Slik er kilden⟧\n")
}

fn unused_comment(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"^\n([A-ZÆØÅ])", |hit| hit.before(1, "⟦<!-- saksgang: tillat date-weekday – kilden skriver torsdag -->⟧\n"))
}
