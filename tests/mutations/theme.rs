//! Faults of themes.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "theme-broken", plants: "a template whose block is not closed", places: unclosed },
    Mutator { rule: "theme-broken", plants: "a text that is not closed", places: text },
    Mutator { rule: "theme-unused", plants: "a template by a misspelt name", places: misspelt },
    Mutator { rule: "theme-unused", plants: "a text by a misspelt name", places: misspelt_text },
];

fn unclosed(_: &Ground) -> Vec<Mutation> {
    let names = ["base", "document", "lost", "search", "unit", "person", "decision", "body"];
    let broken = "{% block main %}<h1>{{ page.title }}</h1>{% ⟦endblok⟧ %}\n";
    names.iter().map(|name| Mutation::default().document(format!("themes/navet/templates/{name}.html"), broken)).collect()
}

fn text(_: &Ground) -> Vec<Mutation> {
    let skip = "[site]\nskip = \"Til innholdet⟦⟧\n";
    vec![Mutation::default().document("themes/navet/i18n/nb.toml", skip)]
}

fn misspelt(_: &Ground) -> Vec<Mutation> {
    let names = ["desicion", "documnet", "loste", "serch", "unitt", "persom", "decisionn", "bodys"];
    let whole = "⟦⟧{% extends \"base.html\" %}\n";
    names.iter().map(|name| Mutation::default().document(format!("themes/navet/templates/{name}.html"), whole)).collect()
}

fn misspelt_text(_: &Ground) -> Vec<Mutation> {
    let texts = ["[site]\n⟦skp⟧ = \"Til innholdet\"\n", "[⟦serach⟧]\nlabel = \"Søk\"\n", "[menu]\n⟦meeting⟧ = \"Møter\"\n"];
    texts.iter().map(|text| Mutation::default().document("themes/navet/i18n/nb.toml", *text)).collect()
}
