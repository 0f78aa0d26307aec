//! Faults of agreements.

use super::ground::{Ground, Hit};
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "agr-parties", plants: "one party twice", places: one_party },
    Mutator { rule: "agr-parties", plants: "a party that is not in the register", places: unknown_party },
    Mutator { rule: "agr-point-missing", plants: "a required point taken out", places: point_gone },
    Mutator { rule: "agr-point-title", plants: "another title for a point", places: other_title },
    Mutator { rule: "agr-signed", plants: "in force without a signature", places: unsigned },
    Mutator { rule: "agr-signed", plants: "signed before it was adopted", places: signed_early },
];

const UNITS: [&str; 5] = ["bodo-kommune", "luroy-kommune", "hemnes-kommune", "narvik-kommune", "fauske-kommune"];

/// New agreements, one for each unit: what stands between the date and the text.
fn agreements(lines: impl Fn(&str) -> String) -> Vec<Mutation> {
    let one = |unit: &&str| {
        let text = format!(
            "---\ntype: avtale\ntittel: Avtale om driften av kontoret\ndato: 2019-04-01\n{}---\n\n## Formål\n\nKontoret er felles.\n",
            lines(unit)
        );
        Mutation::default().document(format!("content/avtale/{unit}.md"), text).also(&["ref-orphan"])
    };
    UNITS.iter().map(one).collect()
}

fn one_party(_: &Ground) -> Vec<Mutation> {
    agreements(|unit| format!("⟦parter⟧:\n  - {{enhet: {unit}}}\n  - {{enhet: {unit}}}\n"))
}

fn unknown_party(_: &Ground) -> Vec<Mutation> {
    agreements(|unit| format!("parter:\n  - {{enhet: {unit}}}\n  - {{enhet: ⟦nav-{unit}en⟧}}\n"))
}

fn unsigned(_: &Ground) -> Vec<Mutation> {
    agreements(|unit| {
        format!("parter:\n  - {{enhet: {unit}}}\n  - {{enhet: nav-nordland}}\nperiode: ⟦{{fra: 2019-04-01, til: 2029-03-31}}⟧\n")
    })
}

fn signed_early(_: &Ground) -> Vec<Mutation> {
    agreements(|unit| {
        format!(
            "parter:\n  - {{enhet: {unit}}}\n  - {{enhet: nav-nordland}}\nvedtatt: {{organ: styringsgruppa, dato: 2019-03-01}}\nsignert: ⟦2019-02-27⟧\n"
        )
    })
}

/// The template as an agreement of its own, which it is not ready to be.
const UNFINISHED: [&str; 1] = ["num-placeholder"];

/// The last point, so that what follows is not shifted.
fn point_gone(ground: &Ground) -> Vec<Mutation> {
    ground.body("avtale/").each(r"^## 9 (?s:.*)", |hit| {
        let at = hit.file.text.find("veileder/partnerskapsavtale").unwrap();
        let mutation = hit.replace(0, "").and(hit.file, at..at + "veileder/partnerskapsavtale".len(), "⟦veileder/partnerskapsavtale⟧");
        finished(mutation, hit).also(&["ref-unknown-anchor"])
    })
}

fn other_title(ground: &Ground) -> Vec<Mutation> {
    ground.body("avtale/").each(r"^##+ (\d(?:\.\d)?) (.+)$", |hit| {
        let signs = &hit.text(0)[..hit.text(0).find(' ').unwrap()];
        finished(hit.replace(0, format!("{signs} ⟦{} Om noe helt annet⟧", hit.text(1))), hit)
    })
}

fn finished(mutation: Mutation, hit: &Hit<'_>) -> Mutation {
    let at = hit.file.text.find("mal: ja\n").unwrap();
    mutation.and(hit.file, at..at + "mal: ja\n".len(), "").also(&UNFINISHED)
}
