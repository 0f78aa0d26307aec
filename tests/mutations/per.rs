//! Faults about people.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "per-not-member", plants: "a stranger among those present", places: stranger },
    Mutator { rule: "per-present-and-absent", plants: "somebody present also absent", places: both },
    Mutator { rule: "per-present-and-absent", plants: "somebody present twice", places: twice },
];

const PRESENT: &str = r"^til_stede:\n(?:  - .+\n)*?  - ([a-z-]+)\n((?:  - .+\n)*)(forfall:\n)?";

fn stranger(ground: &Ground) -> Vec<Mutation> {
    let mut places = Vec::new();
    for stranger in ["solveig-ose", "maj-wenberg", "birte-pedersen"] {
        places.extend(ground.front("referat/").each(r"^til_stede:\n", |hit| hit.after(0, format!("  - ⟦{stranger}⟧\n"))));
    }
    places
}

fn both(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(PRESENT, |hit| {
        let officer = [hit.file.value("referent"), hit.file.value("møteleder")].contains(&hit.text(1));
        (!officer && !hit.text(3).is_empty()).then(|| hit.after(3, format!("  - ⟦{}⟧\n", hit.text(1))))
    })
}

fn twice(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(PRESENT, |hit| hit.after(2, format!("  - ⟦{}⟧\n", hit.text(1))))
}
