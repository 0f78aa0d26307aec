//! Faults of decisions.

use super::ground::{Ground, Hit};
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "dec-cycle", plants: "two decisions that replace each other", places: circle },
    Mutator { rule: "dec-double-supersede", plants: "two decisions that replace the same one", places: two_successors },
    Mutator { rule: "dec-period", plants: "a decision in force until the day before it begins", places: backwards },
    Mutator { rule: "dec-time-order", plants: "a decision that replaces a later one", places: later },
    Mutator { rule: "dec-unknown-item", plants: "an agenda item's number beyond the last", places: other_item },
    Mutator { rule: "dec-votes", plants: "more votes than people", places: votes },
];

/// `- id: SG 3/17` and the line below: code, number, year.
const DECISION: &str = r"^  - id: (S[GF]) (\d+)/(\d\d)\n";

fn circle(ground: &Ground) -> Vec<Mutation> {
    let decisions = ground.front("referat/").hits(DECISION);
    let pairs = decisions.windows(2).filter(|pair| pair[0].file.path == pair[1].file.path);
    pairs
        .map(|pair| {
            let name = |n: usize| format!("{} {}/{}", pair[n].text(1), pair[n].text(2), pair[n].text(3));
            pair[0]
                .after(0, format!("    erstatter: [{}]\n", name(1)))
                .and(pair[1].file, pair[1].range(0).end..pair[1].range(0).end, format!("    erstatter: [⟦{}⟧]\n", name(0)))
                .also(&["ref-superseded"])
        })
        .collect()
}

fn two_successors(ground: &Ground) -> Vec<Mutation> {
    let decisions = ground.front("referat/").hits(DECISION);
    let pairs = decisions.windows(2).filter(|pair| pair[0].file.path == pair[1].file.path && pair[0].file.value("dato") > "2017-10");
    pairs
        .map(|pair| {
            pair[0]
                .after(0, "    erstatter: [SG 3/17]\n")
                .and(pair[1].file, pair[1].range(0).end..pair[1].range(0).end, "    erstatter: [⟦SG 3/17⟧]\n")
                .also(&["ref-superseded"])
        })
        .collect()
}

fn backwards(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| hit.after(0, "    fra: 2020-01-01\n    til: ⟦2019-12-31⟧\n"))
}

fn later(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| {
        (hit.file.value("dato") < "2019-03-01" && !says(hit, "endrer")).then(|| hit.after(0, "    endrer: [⟦SG 1/19⟧]\n"))
    })
}

fn other_item(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^(?:    |  - )sak: (\d+)$", |hit| hit.replace(1, format!("⟦{}⟧", hit.number(1) + 30)))
}

fn votes(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| (!says(hit, "stemmer")).then(|| hit.after(0, "    stemmer: ⟦{for: 18, mot: 3}⟧\n")))
}

/// Whether a decision has a key already.
fn says(hit: &Hit<'_>, key: &str) -> bool {
    let rest = &hit.file.text[hit.range(0).end..];
    let entry = &rest[..rest.find("\n  - ").unwrap_or(rest.len())];
    entry.contains(&format!("    {key}:"))
}
