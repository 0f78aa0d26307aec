//! Faults of references.

use super::ground::{Ground, Hit};
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "ref-file-share", plants: "a file share for a target", places: file_share },
    Mutator { rule: "ref-future", plants: "a later decision cited in minutes", places: later_decision },
    Mutator { rule: "ref-letter-case", plants: "a capital letter in a document's id", places: capital_in_id },
    Mutator { rule: "ref-letter-case", plants: "a capital letter in a path", places: capital_in_path },
    Mutator { rule: "ref-malformed-url", plants: "an address with one slash", places: one_slash },
    Mutator { rule: "ref-not-published", plants: "a reference to a draft", places: draft },
    Mutator { rule: "ref-raw-html", plants: "a `<br>` in a paragraph", places: line_break },
    Mutator { rule: "ref-raw-html", plants: "a link as HTML", places: html_link },
    Mutator { rule: "ref-self", plants: "a reference to the document itself", places: itself },
    Mutator { rule: "ref-superseded", plants: "a reference to the mandate that was replaced", places: replaced },
    Mutator { rule: "ref-unknown-anchor", plants: "an item or point that is not there", places: other_anchor },
    Mutator { rule: "ref-unknown-body", plants: "a body misspelt by one letter", places: other_body },
    Mutator { rule: "ref-unknown-case", plants: "a case misspelt by one letter", places: other_case },
    Mutator { rule: "ref-unknown-decision", plants: "a decision that was never made", places: other_decision },
    Mutator { rule: "ref-unknown-document", plants: "a document's id one day or one letter off", places: other_document },
    Mutator { rule: "ref-unknown-document", plants: "the same in a field", places: other_document_in_field },
    Mutator { rule: "ref-unknown-document", plants: "a path one letter off", places: other_path },
    Mutator { rule: "ref-unknown-label", plants: "words for a label", places: other_label },
    Mutator { rule: "ref-unknown-label", plants: "a name for somebody's id", places: name_for_id },
    Mutator { rule: "ref-unknown-label", plants: "the mark of a note that is not there", places: other_note },
    Mutator { rule: "ref-unknown-person", plants: "a person misspelt by one letter", places: other_person },
    Mutator { rule: "ref-unknown-person", plants: "somebody present misspelt by one letter", places: other_attendee },
    Mutator { rule: "ref-unknown-statute", plants: "a statute that does not exist", places: other_statute },
    Mutator { rule: "ref-unknown-unit", plants: "a unit misspelt by one letter", places: other_unit },
    Mutator { rule: "ref-wrong-kind", plants: "a unit among those present or absent", places: unit_for_person },
    Mutator { rule: "ref-wrong-kind", plants: "a note approved as minutes", places: note_for_minutes },
    Mutator { rule: "ref-empty-target", plants: "a heading with nothing below it", places: empty_target },
    Mutator { rule: "ref-orphan", plants: "a note that nothing refers to", places: orphan },
    Mutator { rule: "ref-statute-form", plants: "no space after `§`", places: no_space },
    Mutator { rule: "ref-statute-repealed", plants: "a statute that was repealed", places: repealed },
    Mutator { rule: "ref-text-mismatch", plants: "another day in a link to minutes", places: other_day },
    Mutator { rule: "ref-text-mismatch", plants: "another number in a link to a decision", places: other_number },
    Mutator { rule: "ref-unlinked", plants: "a decision named without its brackets", places: no_brackets },
    Mutator { rule: "ref-unlinked", plants: "minutes named without a link", places: no_link },
];

/// `[text][id` in the text: the id.
const BY_ID: &str = r"\]\[((?:referat|notat|mandat|avtale|veileder|rapport|side|horingssvar|organisasjonsplan)/[a-z0-9/-]+)";
/// `[text](path.md` in the text: the path.
const BY_PATH: &str = r"\]\(([a-z0-9./-]+\.md)";
/// `[text][target]` or `[text](target)`: the target, brackets included.
const TARGET: &str = r"\](\[[a-z][^\]\n]*\]|\([^)\n]+\.md[^)\n]*\))";

/// A word with its last letter gone.
pub fn shorter(word: &str) -> &str {
    &word[..word.char_indices().next_back().map_or(0, |(at, _)| at)]
}

fn file_share(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(TARGET, |hit| hit.replace(1, r"(⟦file:///H:/felles/plan.pdf⟧)"))
}

/// A decision of the last minutes there are.
fn later_decision(ground: &Ground) -> Vec<Mutation> {
    ground
        .body("referat/")
        .each(r"\[(S[GF] \d+/\d\d)\]", |hit| (hit.file.value("dato") < "2019-03-01").then(|| hit.replace(1, "⟦SG 1/19⟧")))
}

fn upper_after_slash(id: &str) -> String {
    let at = id.rfind('/').map_or(0, |slash| slash + 1);
    let at = id[at..].find(|c: char| c.is_ascii_lowercase()).map_or_else(|| id.find(|c: char| c.is_ascii_lowercase()).unwrap(), |n| at + n);
    format!("{}{}{}", &id[..at], id[at..=at].to_uppercase(), &id[at + 1..])
}

fn capital_in_id(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(BY_ID, |hit| hit.replace(1, format!("⟦{}⟧", upper_after_slash(hit.text(1)))))
}

fn capital_in_path(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(BY_PATH, |hit| {
        let stem = hit.text(1).trim_end_matches(".md");
        stem.contains(|c: char| c.is_ascii_lowercase()).then(|| hit.replace(1, format!("⟦{}.md⟧", upper_after_slash(stem))))
    })
}

fn one_slash(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(TARGET, |hit| hit.replace(1, "(⟦https:/example.org/plan⟧)"))
}

fn draft(ground: &Ground) -> Vec<Mutation> {
    let text = "---\ntype: notat\ntittel: Et notat som ikke er ferdig\ndato: 2015-01-01\nstatus: utkast\n---\n\nKommer.\n";
    ground.body("").each(TARGET, |hit| hit.replace(1, "[⟦notat/uferdig⟧]").file("content/notat/uferdig.md", text))
}

fn line_break(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"^[A-ZÆØÅ][^\n|\[]*?\. ", |hit| hit.after(0, "⟦<br>⟧ "))
}

fn html_link(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\[([^\]\n]+)\]\(([^)\n]+)\)", |hit| hit.replace(0, format!("⟦<a href=\"{}\">⟧{}</a>", hit.text(2), hit.text(1))))
}

fn itself(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(TARGET, |hit| hit.replace(1, format!("[⟦{}⟧]", hit.file.id())))
}

fn replaced(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(TARGET, |hit| {
        let (file, day) = (hit.file, hit.file.value("dato"));
        let names_either = file.text.contains("nav-i-nordland-revidert") || file.text.contains("mandat/nav-i-nordland");
        let itself = file.path.starts_with("content/mandat/nav-i-nordland") || file.path.ends_with("referat/styringsgruppa/2017-11-10.md");
        (day >= "2017-11-10" && !names_either && !itself).then(|| hit.replace(1, "[⟦mandat/nav-i-nordland⟧]"))
    })
}

fn other_anchor(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"#(sak|punkt)-(\d+)[\])]", |hit| {
        let (from, to) = (hit.range(1).start, hit.range(2).end);
        let own = hit.file.text[..from - 1].ends_with('(');
        let (from, hash) = if own { (from - 1, "#") } else { (from, "") };
        Mutation::replace(hit.file, from..to, format!("⟦{hash}{}-{}⟧", hit.text(1), hit.number(2) + 30))
    })
}

/// `@id` in the text where the id is in this register.
fn at(ground: &Ground, register: &str) -> Vec<Mutation> {
    ground.body("").each(r"\[@([a-z-]+)\]", |hit| {
        known(ground, register, hit, 1).then(|| hit.replace(1, "")).map(|_| {
            let at = hit.range(1);
            Mutation::replace(hit.file, at.start - 1..at.end, format!("⟦@{}⟧", shorter(hit.text(1))))
        })
    })
}

fn known(ground: &Ground, register: &str, hit: &Hit<'_>, group: usize) -> bool {
    let ids = |name: &str| ground.file(&format!("content/register/{name}.yaml")).text.contains(&format!("\n{}:", hit.text(group)));
    ids(register)
        && !["personer", "organer", "enheter"]
            .iter()
            .any(|name| ground.file(&format!("content/register/{name}.yaml")).text.contains(&format!("\n{}:", shorter(hit.text(group)))))
}

fn other_body(ground: &Ground) -> Vec<Mutation> {
    let mut places = at(ground, "organer");
    places.extend(ground.register("organer").each(r"^  under: (\S+)$", |hit| hit.replace(1, format!("⟦{}⟧", shorter(hit.text(1))))));
    places
}

fn other_case(ground: &Ground) -> Vec<Mutation> {
    ground.body("referat/").each(r"\{saksgang=([a-z0-9-]+)\}", |hit| hit.replace(1, format!("⟦{}⟧", shorter(hit.text(1)))))
}

fn other_decision(ground: &Ground) -> Vec<Mutation> {
    ground
        .body("")
        .each(r"\[(S[GF]) (\d+)/(\d\d)\]", |hit| hit.replace(0, format!("[⟦{} {}/{}⟧]", hit.text(1), hit.number(2) + 20, hit.text(3))))
}

fn off_by_one(id: &str) -> String {
    match id.chars().next_back() {
        Some(digit) if digit.is_ascii_digit() => format!("{}{}", shorter(id), (digit.to_digit(10).unwrap() + 1) % 10),
        _ => shorter(id).to_owned(),
    }
}

fn other_document(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(BY_ID, |hit| hit.replace(1, format!("⟦{}⟧", off_by_one(hit.text(1)))))
}

fn other_document_in_field(ground: &Ground) -> Vec<Mutation> {
    ground
        .front("")
        .each(r"[\[ ]((?:referat|notat|mandat|avtale|veileder|rapport|side|horingssvar|organisasjonsplan)/[a-z0-9/-]+)", |hit| {
            hit.replace(1, format!("⟦{}⟧", off_by_one(hit.text(1))))
        })
}

fn other_path(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(BY_PATH, |hit| hit.replace(1, format!("⟦{}.md⟧", off_by_one(hit.text(1).trim_end_matches(".md")))))
}

fn name_for_id(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\[(@[a-z-]+)\]", |hit| hit.replace(1, "⟦@Ola Nordmann⟧"))
}

fn other_note(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"^\p{Lu}[^\n|{]{30,}(\.)$", |hit| hit.replace(1, ".[⟦^99⟧]"))
}

fn other_label(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\]\[([^\]\n]+)\]", |hit| hit.replace(1, "⟦den andre saken⟧"))
}

fn other_person(ground: &Ground) -> Vec<Mutation> {
    let mut places = at(ground, "personer");
    places.extend(ground.front("").each(r"^(?: *(?:ansvarlig|leder): )([a-z]+(?:-[a-z]+)+)$", |hit| {
        known(ground, "personer", hit, 1).then(|| hit.replace(1, format!("⟦{}⟧", shorter(hit.text(1)))))
    }));
    places
}

fn other_attendee(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^  - (?:\{?person: )?([a-z]+(?:-[a-z]+)+)\b", |hit| {
        known(ground, "personer", hit, 1).then(|| hit.replace(1, format!("⟦{}⟧", shorter(hit.text(1)))))
    })
}

fn other_statute(ground: &Ground) -> Vec<Mutation> {
    let mut places = ground.body("").each(r"\b(NAV-loven|kommuneloven|sosialtjenesteloven|forvaltningsloven) (§ \d+)\b", |hit| {
        hit.replace(0, format!("[⟦kontorloven {}⟧]", hit.text(2)))
    });
    places.extend(ground.front("").each(r"^ *hjemmel: (\S+) (§ \d+)$", |hit| hit.replace(1, "⟦kontorloven").and(hit.file, end(hit), "⟧")));
    places
}

fn end(hit: &Hit<'_>) -> std::ops::Range<usize> {
    hit.range(0).end..hit.range(0).end
}

fn other_unit(ground: &Ground) -> Vec<Mutation> {
    let mut places = at(ground, "enheter");
    for register in ["personer", "enheter"] {
        places.extend(ground.register(register).each(r"(?:enhet|under): ([a-z-]+)\}?", |hit| {
            known(ground, "enheter", hit, 1).then(|| hit.replace(1, format!("⟦{}⟧", shorter(hit.text(1)))))
        }));
    }
    places
}

fn unit_for_person(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^(?:til_stede|forfall|gjester):\n", |hit| hit.after(0, "  - ⟦narvik-kommune⟧\n"))
}

fn note_for_minutes(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^godkjenner: \[([^\]]+)\]$", |hit| hit.before(1, "⟦notat/prosess-ilsetra⟧, "))
}

fn empty_target(ground: &Ground) -> Vec<Mutation> {
    ground.section("notat/", "## Kildene til tallene\n\n### Regnskapet\n\nTallene er fra regnskapet, se [kildene](⟦#kildene-til-tallene⟧).")
}

fn orphan(ground: &Ground) -> Vec<Mutation> {
    let text = "---\ntype: notat\ntittel: ⟦Et notat for seg selv⟧\ndato: 2019-01-10\n---\n\nTallene kommer senere.\n";
    ground
        .documents("notat/")
        .map(|file| Mutation::default().document(format!("content/notat/om-{}.md", file.id().replace('/', "-")), text))
        .collect()
}

fn no_space(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\b(NAV-loven|sosialtjenesteloven|forvaltningsloven) § (\d+)([.,)]| [a-zæøå]{2,})", |hit| {
        hit.replace(0, format!("⟦{} §{}⟧{}", hit.text(1), hit.text(2), hit.text(3)))
    })
}

fn repealed(ground: &Ground) -> Vec<Mutation> {
    let places = ground.sentence("Stillingen lyses ut etter ⟦tjenestemannsloven § 2⟧.");
    places.into_iter().filter(|place| place.marked(ground).keys().all(|path| ground.file(path).value("dato") > "2017-07-01")).collect()
}

fn other_day(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\[(\d{1,2})(\. [a-z]+ \d{4})\]\[referat/", |hit| {
        let day = hit.number(1) % 28 + 1;
        let at = hit.range(1).start..hit.range(2).end;
        Some(Mutation::replace(hit.file, at, format!("⟦{day}{}⟧", hit.text(2))))
    })
}

fn other_number(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\[(S[GF]) (\d+)/(\d\d)\]", |hit| {
        hit.replace(
            0,
            format!("[⟦vedtak {} {}/{}⟧][{} {}/{}]", hit.text(1), hit.number(2) + 1, hit.text(3), hit.text(1), hit.text(2), hit.text(3)),
        )
    })
}

fn no_brackets(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(r"\[(S[GF] \d+/\d\d)\]", |hit| {
        let own = hit.file.text.contains(&format!("- id: {}\n", hit.text(1)));
        (!own).then(|| hit.replace(0, format!("⟦{}⟧", hit.text(1))))
    })
}

fn no_link(ground: &Ground) -> Vec<Mutation> {
    let known = |place: &Mutation| place.marked(ground).keys().all(|path| path.starts_with("content/referat/styringsgruppa/2018"));
    ground.sentence("Det står i ⟦referatet fra 10.11.17⟧ hvorfor.").into_iter().filter(known).collect()
}
