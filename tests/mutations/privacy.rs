//! Personal data where it should not be. Every number here is synthetic, and every name invented.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "priv-account", plants: "an account number", places: account },
    Mutator { rule: "priv-basis", plants: "exempt without a legal basis", places: basis },
    Mutator { rule: "priv-contact", plants: "a private address", places: contact },
    Mutator { rule: "priv-exempt-title", plants: "the title of what is exempt", places: title },
    Mutator { rule: "priv-national-id", plants: "an id number in the text", places: id_number },
    Mutator { rule: "priv-national-id", plants: "an id number in a field", places: id_number_in_field },
    Mutator { rule: "priv-secret", plants: "a password", places: password },
];

fn account(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("Beløpet er satt inn på konto ⟦1234.56.78903⟧.")
}

fn basis(ground: &Ground) -> Vec<Mutation> {
    let text = "---\n⟦⟧type: notat\ntittel: Personalsak\ndato: 2019-02-01\ntilgang: unntatt\n---\n\nSaken er under behandling.\n";
    ground
        .documents("notat/")
        .map(|file| {
            Mutation::default().document(format!("content/notat/om-{}.md", file.id().replace('/', "-")), text).also(&["ref-orphan"])
        })
        .collect()
}

fn contact(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("Spørsmål går til ⟦kari.prove@gmail.com⟧.")
}

fn title(ground: &Ground) -> Vec<Mutation> {
    let exempt = "---\ntype: notat\ntittel: Oppsigelse av avtalen med leverandøren\ndato: 2014-02-01\ntilgang: unntatt\nhjemmel: offentleglova § 13\n---\n\nSaken er under behandling.\n";
    let places = ground.sentence("Det gjelder ⟦oppsigelse av avtalen med leverandøren⟧.");
    places.into_iter().map(|place| place.document("content/notat/unntatt-sak.md", exempt).also(&["ref-orphan"])).collect()
}

fn id_number(ground: &Ground) -> Vec<Mutation> {
    let mut places = ground.sentence("Søkeren har nummer ⟦01818512089⟧.");
    places.extend(ground.sentence("Søkeren har nummer ⟦148290 12090⟧."));
    places
}

fn id_number_in_field(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r#"^sammendrag: [^\n"]+$"#, |hit| hit.after(0, " Saken gjelder ⟦01818512089⟧."))
}

fn password(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("Passord: ⟦Sommer2019!⟧ gjelder for nettet.")
}
