//! Faults of identifiers.

use super::ground::{Ground, Hit};
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "id-address", plants: "a former address outside the site", places: alias_outside },
    Mutator { rule: "id-address", plants: "a topic that Windows keeps for a device", places: topic_device },
    Mutator { rule: "id-alias-clash", plants: "another document's URL as alias", places: alias },
    Mutator { rule: "id-duplicate-anchor", plants: "two headings with one anchor", places: anchors },
    Mutator { rule: "id-duplicate-decision", plants: "a decision's id a second time", places: decision_twice },
    Mutator { rule: "id-duplicate-document", plants: "a second document of the same id", places: document_twice },
    Mutator { rule: "id-format", plants: "a decision's id written otherwise", places: other_form },
    Mutator { rule: "id-format", plants: "another body's code", places: other_code },
    Mutator { rule: "id-format", plants: "a reference with the year in four digits", places: long_year },
    Mutator { rule: "id-format", plants: "a reference with number and year exchanged", places: exchanged },
    Mutator { rule: "id-gap", plants: "a number left out", places: gap },
    Mutator { rule: "id-lookalike", plants: "a letter l for the digit 1", places: letter_for_digit },
    Mutator { rule: "id-year", plants: "the year before in a decision's id", places: year_before },
    Mutator { rule: "id-year", plants: "the year before in the date of minutes", places: date_a_year_before },
    Mutator { rule: "id-url-gone", plants: "an address that was given out and is gone", places: gone },
];

const DECISION: &str = r"^  - id: ((S[GF]) (\d+)/(\d\d))$";

fn alias(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"\A---\n", |hit| {
        let other = if hit.file.id() == "om-prosjektet" { "/notat/budskapsnotat/" } else { "/om-prosjektet/" };
        hit.after(0, format!("alias: [⟦{other}⟧]\n"))
    })
}

fn alias_outside(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"\A---\n", |hit| hit.after(0, "alias: ['⟦../../gammel/⟧']\n"))
}

fn topic_device(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"^tema: \[", |hit| hit.after(0, "⟦Aux⟧, "))
}

fn anchors(ground: &Ground) -> Vec<Mutation> {
    let headings = ground.body("notat/").hits(r"^##+ [^\n{#]+$");
    let pairs = headings.windows(2).filter(|pair| pair[0].file.path == pair[1].file.path);
    let same = |pair: &[Hit<'_>]| {
        let end = pair[1].range(0).end;
        pair[0].after(0, " {#samme}").and(pair[1].file, end..end, " {#⟦samme⟧}")
    };
    pairs.map(same).collect()
}

fn decision_twice(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| {
        let end = hit.file.text.find("\noppfølging:\n").unwrap_or(hit.file.body - 5) + 1;
        Mutation::replace(hit.file, end..end, format!("  - id: ⟦{}⟧\n    tekst: Det samme en gang til.\n", hit.text(1)))
    })
}

fn document_twice(ground: &Ground) -> Vec<Mutation> {
    let text = "---\ntype: side\ntittel: Den samme adressen\n---\n\nTekst.\n";
    ground
        .documents("notat/")
        .map(|file| {
            let path = format!("{}/index.md", file.path.trim_end_matches(".md"));
            Mutation::default().file(&path, text).at_file(&path).also(&["ref-orphan"])
        })
        .collect()
}

/// The decision under another name everywhere, so that nothing but the name is at fault.
fn rename(ground: &Ground, hit: &Hit<'_>, marked: &str) -> Mutation {
    let plain = marked.replace(['⟦', '⟧'], "");
    let mut mutation = hit.replace(1, marked);
    for part in [ground.front(""), ground.body("")] {
        for other in part.hits(&format!(r"\b{}\b", hit.text(1))) {
            if other.file.path != hit.file.path || other.range(0) != hit.range(1) {
                mutation = mutation.and(other.file, other.range(0), plain.clone());
            }
        }
    }
    mutation
}

fn other_form(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| hit.replace(1, format!("⟦{}-{}/20{}⟧", hit.text(2), hit.text(3), hit.text(4))))
}

fn other_code(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| rename(ground, hit, &format!("⟦PG {}/{}⟧", hit.text(3), hit.text(4))))
}

/// A decision as texts refer to it.
const LABEL: &str = r"[^\]\\]\[((SG) (\d+)/(\d\d))\][^\[(:]";

fn long_year(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(LABEL, |hit| hit.replace(1, format!("⟦{} {}/20{}⟧", hit.text(2), hit.text(3), hit.text(4))))
}

fn exchanged(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(LABEL, |hit| hit.replace(1, format!("⟦{} {}/{}⟧", hit.text(2), hit.text(4), hit.text(3))))
}

fn gap(ground: &Ground) -> Vec<Mutation> {
    let decisions = ground.front("referat/").hits(DECISION);
    let last = |hit: &&Hit<'_>| {
        !decisions.iter().any(|other| other.text(2) == hit.text(2) && other.text(4) == hit.text(4) && other.number(3) > hit.number(3))
    };
    let by = |hit: &Hit<'_>, n: i64| rename(ground, hit, &format!("⟦{} {}/{}⟧", hit.text(2), hit.number(3) + n, hit.text(4)));
    // The first number of all may be any: nothing before it is known.
    let follows = |hit: &&Hit<'_>| {
        !hit.file.value("godkjenner").is_empty()
            || decisions.iter().any(|other| other.file.path == hit.file.path && other.number(3) < hit.number(3))
    };
    decisions.iter().filter(last).filter(follows).flat_map(|hit| (1..5).map(move |n| by(hit, n))).collect()
}

fn letter_for_digit(ground: &Ground) -> Vec<Mutation> {
    ground
        .front("referat/")
        .each(DECISION, |hit| hit.replace(1, format!("⟦{} {}/{}⟧", hit.text(2), hit.text(3), hit.text(4).replace('1', "l"))))
}

fn year_before(ground: &Ground) -> Vec<Mutation> {
    ground
        .front("referat/")
        .each(DECISION, |hit| rename(ground, hit, &format!("{} {}/⟦{}⟧", hit.text(2), hit.number(3) + 40, hit.number(4) - 1)))
}

fn date_a_year_before(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^dato: ((\d{4})(-\d\d-\d\d))$", |hit| {
        let decided = hit.file.text.contains(&format!("/{:02}\n", hit.number(2) % 100));
        (decided && hit.file.path.contains(hit.text(1))).then(|| hit.replace(1, format!("⟦{}{}⟧", hit.number(2) - 1, hit.text(3))))
    })
}

fn gone(ground: &Ground) -> Vec<Mutation> {
    let list = |file: &super::ground::File| {
        let id = file.id();
        Mutation::default().document("permalinks.txt", format!("/om-prosjektet/\n/{id}/\n⟦/{id}-2016/⟧\n"))
    };
    ground.documents("").map(list).collect()
}
