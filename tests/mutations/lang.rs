//! Faults of language; their rules are off until somebody asks for them.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "lang-mixed", plants: "nynorsk in a document in bokmål", places: nynorsk },
    Mutator { rule: "lang-split-compound", plants: "a compound written apart", places: apart },
    Mutator { rule: "lang-term", plants: "a term that has been replaced", places: term },
];

fn nynorsk(ground: &Ground) -> Vec<Mutation> {
    ground.section("notat/", "## Planen\n\nStyret har ⟦ikkje vedteke kva⟧ planen skal seie.")
}

fn apart(ground: &Ground) -> Vec<Mutation> {
    ground
        .sentence("Det gjelder også et ⟦medbestemmelses utvalg⟧ på stedet.")
        .into_iter()
        .map(|place| {
            place
                .document(
                    "content/notat/utvalget.md",
                    "---\ntype: notat\ntittel: Utvalget\ndato: 2014-02-01\n---\n\nEt medbestemmelsesutvalg er et medbestemmelsesutvalg.\n",
                )
                .also(&["ref-orphan"])
        })
        .collect()
}

fn term(ground: &Ground) -> Vec<Mutation> {
    let site = String::from_utf8(ground.world.files["site.toml"].clone()).unwrap() + "\n[terms]\nkontorkontrakt = \"partnerskapsavtale\"\n";
    ground.sentence("En ⟦kontorkontrakt⟧ gjelder i fire år.").into_iter().map(|place| place.file("site.toml", site.clone())).collect()
}
