//! Faults about people.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "per-not-member", plants: "a stranger among those present", places: stranger },
    Mutator { rule: "per-present-and-absent", plants: "somebody present also absent", places: both },
    Mutator { rule: "per-present-and-absent", plants: "somebody present twice", places: twice },
    Mutator { rule: "per-chair", plants: "a chair who is among the absent", places: absent_chair },
    Mutator { rule: "per-secretary", plants: "a secretary who is among the absent", places: absent_secretary },
    Mutator { rule: "per-spelling", plants: "a name with a letter changed", places: misspelt },
    Mutator { rule: "per-term", plants: "a term that ends before it begins", places: term },
    Mutator { rule: "per-unaccounted", plants: "a member neither present nor absent", places: unaccounted },
    Mutator { rule: "per-unit", plants: "a participant with another's unit", places: other_unit },
    Mutator { rule: "per-variants", plants: "two spellings of a name that is in no register", places: variants },
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

fn absent_chair(ground: &Ground) -> Vec<Mutation> {
    let places = ground.front("referat/").hits(r"^forfall:\n(?:  - .+\n)*?  - ([a-z-]+)\n");
    let chair = |hit: &super::ground::Hit<'_>| {
        hit.file.value("møteleder").is_empty().then(|| Mutation::replace(hit.file, 4..4, format!("møteleder: ⟦{}⟧\n", hit.text(1))))
    };
    places.iter().filter_map(chair).collect()
}

fn absent_secretary(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^referent: ([a-z-]+)$", |hit| {
        let absent = ground.front("referat/").hits(r"^forfall:\n(?:  - .+\n)*?  - ([a-z-]+)\n");
        let absent = absent.iter().find(|other| other.file.path == hit.file.path)?;
        Some(hit.replace(1, format!("⟦{}⟧", absent.text(1))).also(&["per-not-member"]))
    })
}

/// Names of the register in the text, with one letter of the surname doubled.
fn misspelt(ground: &Ground) -> Vec<Mutation> {
    let people = ground.register("personer").hits(r"^  navn: (.+)$");
    let names: Vec<&str> = people.iter().map(|hit| hit.text(1)).filter(|name| name.len() > 12).collect();
    ground.body("").each(&format!(r"\b({})\b", names.join("|")), |hit| {
        let (first, last) = hit.text(1).rsplit_once(' ').unwrap();
        let at = last.char_indices().nth(2).unwrap().0;
        let letter = last[at..].chars().next().unwrap();
        hit.replace(1, format!("⟦{first} {}{letter}{}⟧", &last[..at], &last[at..]))
    })
}

fn term(ground: &Ground) -> Vec<Mutation> {
    ground.register("organer").each(r"^    - \{person: [a-z-]+, rolle: [^,}]+, fra: (\d{4})-\d\d-\d\d\}$", |hit| {
        let at = hit.range(0).end - 1;
        Mutation::replace(hit.file, at..at, format!(", til: ⟦{}-12-31⟧", hit.number(1) - 1))
    })
}

fn unaccounted(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/styringsgruppa/").each(
        r"^(til_stede):\n(?:  - .+\n)*?(  - (cathrine-stavnes|amund-eriksen|cato-rodsand|espen-strom)\n)",
        |hit| {
            let officer = hit.file.value("møteleder") == hit.text(3);
            (!officer).then(|| hit.replace(1, "⟦til_stede⟧").and(hit.file, hit.range(2), "").also(&["dec-quorum"]))
        },
    )
}

fn other_unit(ground: &Ground) -> Vec<Mutation> {
    let mut places =
        ground.front("mandat/").each(r"\{person: [a-z-]+, rolle: [^,}]+, enhet: ([a-z-]+)\}", |hit| hit.replace(1, "⟦fauske-kommune⟧"));
    places.extend(ground.front("mandat/").each(r"\{person: [a-z-]+, rolle: [^,}]+, enhet: ([a-z-]+)\}", |hit| hit.replace(1, "⟦sintef⟧")));
    places
}

fn variants(ground: &Ground) -> Vec<Mutation> {
    let other = "---\ntype: notat\ntittel: Et brev\ndato: 2014-02-01\n---\n\nRådmann Prøve Navnesen takket. Senere ble Prøve Navnesens forslag lest.\n";
    let places = ground.sentence("Etter møtet svarte rådmann ⟦Prøve Navnsen⟧.");
    places.into_iter().map(|place| place.document("content/notat/brevet.md", other).also(&["ref-orphan"])).collect()
}
