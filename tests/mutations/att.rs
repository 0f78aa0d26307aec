//! Faults of attachments.

use super::fm::capital;
use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "att-checksum", plants: "another file's checksum", places: other_checksum },
    Mutator { rule: "att-content-type", plants: "a picture under a table's name", places: other_content },
    Mutator { rule: "att-letter-case", plants: "a capital letter in a file's name", places: other_case },
    Mutator { rule: "att-missing", plants: "a listed file gone", places: gone },
    Mutator { rule: "att-missing", plants: "a file's name one letter off", places: misspelt },
    Mutator { rule: "att-number", plants: "an attachment's number beyond the last", places: other_number },
    Mutator { rule: "att-outside", plants: "a file outside the content", places: outside },
    Mutator { rule: "att-unlisted", plants: "a file beside a document", places: unlisted },
];

/// `fil: name` in the front matter: the name.
const FILE: &str = r"\bfil: ([a-z0-9-]+)\.([a-z]+)";
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x00IEND\xaeB`\x82";

/// Where a listed file lies.
fn path(ground: &Ground, document: &str, name: &str) -> String {
    let own = format!("{}/{name}", document.trim_end_matches(".md"));
    let beside = format!("{}/{name}", document.rsplit_once('/').unwrap().0);
    if ground.world.files.contains_key(&own) { own } else { beside }
}

fn other_checksum(ground: &Ground) -> Vec<Mutation> {
    let sum = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";
    ground.front("").each(&format!("({FILE}),|^(  )- {FILE}$"), |hit| {
        if hit.text(4).is_empty() {
            hit.after(0, format!(" sha256: ⟦{sum}⟧,"))
        } else {
            hit.after(0, format!("\n    sha256: ⟦{sum}⟧"))
        }
    })
}

fn other_content(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(FILE, |hit| {
        let name = format!("{}.{}", hit.text(1), hit.text(2));
        hit.replace(0, format!("fil: ⟦{name}⟧")).file(path(ground, &hit.file.path, &name), PNG)
    })
}

fn other_case(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(FILE, |hit| hit.replace(0, format!("fil: ⟦{}.{}⟧", capital(hit.text(1)), hit.text(2))))
}

fn gone(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(FILE, |hit| {
        let name = format!("{}.{}", hit.text(1), hit.text(2));
        hit.replace(0, format!("fil: ⟦{name}⟧")).without(path(ground, &hit.file.path, &name))
    })
}

fn misspelt(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(FILE, |hit| hit.replace(0, format!("fil: ⟦{}r.{}⟧", hit.text(1), hit.text(2))))
}

fn other_number(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\[Vedlegg (\d)\]", |hit| hit.replace(0, format!("[⟦Vedlegg {}⟧]", hit.number(1) + 5)))
}

fn outside(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(FILE, |hit| hit.replace(0, "fil: ⟦../../../../hemmelig.csv⟧").also(&["att-unlisted"]))
}

fn unlisted(ground: &Ground) -> Vec<Mutation> {
    let beside = |file: &super::ground::File| {
        let path = format!("{}/utkast-til-tabell.csv", file.path.trim_end_matches(".md"));
        Mutation::default().file(&path, "post;belop\nmat;12\n").at_file(&path)
    };
    ground.documents("").map(beside).collect()
}
