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
    Mutator { rule: "att-claimed", plants: "`vedlagt` where nothing is attached", places: claimed },
    Mutator { rule: "att-duplicate", plants: "another attachment's bytes", places: same_bytes },
    Mutator { rule: "att-forbidden-type", plants: "a page of HTML", places: html },
    Mutator { rule: "att-forbidden-type", plants: "a script", places: script },
    Mutator { rule: "att-metadata", plants: "a Word file with its author's name", places: author },
    Mutator { rule: "att-required", plants: "a signed agreement without what its guide asks for", places: required },
    Mutator { rule: "att-size", plants: "a file above the limit", places: large },
    Mutator { rule: "att-tracked-changes", plants: "a Word file with tracked changes", places: tracked },
    Mutator { rule: "att-encrypted", plants: "a PDF that asks for a password", places: encrypted },
    Mutator { rule: "att-pdf-accessible", plants: "a PDF without tags, title and language", places: untagged },
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

fn claimed(ground: &Ground) -> Vec<Mutation> {
    let places = ["notat/", "rapport/", "referat/", "side/"]
        .into_iter()
        .flat_map(|folder| ground.section(folder, "## Planen\n\nPlanen er ⟦vedlagt⟧."));
    let has_file = |text: &str| text.contains("\nvedlegg:") || text.contains(".csv)");
    places.filter(|place| place.marked(ground).keys().all(|path| !has_file(&ground.file(path).text))).collect()
}

/// A listed file in another's place.
fn instead(ground: &Ground, extension: &str, bytes: &[u8]) -> Vec<Mutation> {
    ground.front("").each(FILE, |hit| {
        let old = path(ground, &hit.file.path, &format!("{}.{}", hit.text(1), hit.text(2)));
        let new = format!("{}.{extension}", old.rsplit_once('.').unwrap().0);
        hit.replace(0, format!("fil: ⟦{}.{extension}⟧", hit.text(1))).without(old).file(new, bytes)
    })
}

fn same_bytes(ground: &Ground) -> Vec<Mutation> {
    let first = "content/avtale/partnerskapsavtale/driftsavtale.txt";
    ground.front("notat/").each(FILE, |hit| {
        let name = format!("{}.{}", hit.text(1), hit.text(2));
        hit.replace(0, format!("fil: ⟦{name}⟧")).file(path(ground, &hit.file.path, &name), ground.world.files[first].clone())
    })
}

fn html(ground: &Ground) -> Vec<Mutation> {
    instead(ground, "html", b"<!doctype html><html lang=\"nb\"><title>Tall</title><p>12</p></html>")
}

fn script(ground: &Ground) -> Vec<Mutation> {
    instead(ground, "js", b"alert(1)\n")
}

/// A Word file with this in its text and its properties.
fn word(text: &str, properties: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let files = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned()),
        ("word/document.xml", format!("<w:document {namespace}><w:body><w:p>{text}</w:p></w:body></w:document>")),
        ("docProps/core.xml", format!("<cp:coreProperties xmlns:cp=\"a\" xmlns:dc=\"b\">{properties}</cp:coreProperties>")),
    ];
    for (name, content) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn author(ground: &Ground) -> Vec<Mutation> {
    instead(ground, "docx", &word("<w:r><w:t>Tall</w:t></w:r>", "<dc:creator>Kari Eksempel</dc:creator>"))
}

fn tracked(ground: &Ground) -> Vec<Mutation> {
    let text = "<w:ins w:id=\"1\" w:author=\"x\"><w:r><w:t>Tall</w:t></w:r></w:ins>";
    instead(ground, "docx", &word(text, ""))
}

fn large(ground: &Ground) -> Vec<Mutation> {
    let site = String::from_utf8(ground.world.files["site.toml"].clone()).unwrap() + "\n[limits]\nattachment_mb = 1\n";
    let bytes = b"navn;tall\n".repeat(110_000);
    instead(ground, "csv", &bytes).into_iter().take(8).map(|mutation| mutation.file("site.toml", site.clone())).collect()
}

fn required(_: &Ground) -> Vec<Mutation> {
    let agreement = |unit: &str| {
        format!(
            "---\ntype: avtale\ntittel: Avtale om kontoret\ndato: 2019-04-01\nsignert: 2019-04-01\nparter:\n  - {{enhet: {unit}}}\n  - {{enhet: nav-nordland}}\nfølger: ⟦veileder/partnerskapsavtale⟧\n---\n\n## 1 Formål\n\nKontoret er felles.\n"
        )
    };
    let units = ["bodo-kommune", "luroy-kommune", "hemnes-kommune", "narvik-kommune"];
    units
        .iter()
        .map(|unit| {
            Mutation::default().document(format!("content/avtale/{unit}.md"), agreement(unit)).also(&[
                "agr-point-missing",
                "agr-point-title",
                "ref-orphan",
            ])
        })
        .collect()
}

fn pdf(trailer: &str) -> Vec<u8> {
    let objects = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n";
    format!("%PDF-1.7\n{objects}trailer\n<< /Root 1 0 R{trailer} >>\n%%EOF\n").into_bytes()
}

fn encrypted(ground: &Ground) -> Vec<Mutation> {
    let places = instead(ground, "pdf", &pdf(" /Encrypt << /Filter /Standard /V 4 /R 4 >>"));
    places.into_iter().map(|place| place.also(&["att-pdf-accessible"])).collect()
}

fn untagged(ground: &Ground) -> Vec<Mutation> {
    instead(ground, "pdf", &pdf(""))
}
