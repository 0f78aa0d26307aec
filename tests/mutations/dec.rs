//! Faults of decisions.

use super::ground::{Ground, Hit};
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "dec-cycle", plants: "two decisions that replace each other", places: circle },
    Mutator { rule: "dec-double-supersede", plants: "two decisions that replace the same one", places: two_successors },
    Mutator { rule: "dec-period", plants: "a decision in force until the day before it begins", places: backwards },
    Mutator { rule: "dec-time-order", plants: "a decision that replaces a later one", places: later },
    Mutator { rule: "dec-unknown-item", plants: "an agenda item's number beyond the last", places: other_item },
    Mutator { rule: "dec-votes", plants: "more votes than people", places: votes },
    Mutator { rule: "dec-adoption-date", plants: "in force before the decision that adopted it", places: in_force_early },
    Mutator { rule: "dec-adoption-missing", plants: "an adoption that the decision does not know of", places: not_covered },
    Mutator { rule: "dec-adoption-missing", plants: "an adoption that the document does not know of", places: not_adopted },
    Mutator { rule: "dec-approves-other-body", plants: "minutes of a body elsewhere approved", places: elsewhere },
    Mutator { rule: "dec-minutes-unapproved", plants: "minutes no longer approved by the next meeting", places: unapproved },
    Mutator { rule: "dec-not-competent", plants: "adopted by a body before it was set up", places: too_early },
    Mutator { rule: "dec-quorum", plants: "two people present where decisions were made", places: two_present },
    Mutator { rule: "dec-status", plants: "`erstattet` without a successor", places: replaced_by_nothing },
    Mutator { rule: "dec-two-in-force", plants: "a second mandate in force", places: second_mandate },
    Mutator { rule: "dec-no-outcome", plants: "a decision that is only in the text", places: only_in_text },
    Mutator { rule: "dec-seal-broken", plants: "another text's seal", places: other_seal },
];

/// `- id: SG 3/17` and the line below: code, number, year.
const DECISION: &str = r"^  - id: (S[GF]) (\d+)/(\d\d)\n";

fn circle(ground: &Ground) -> Vec<Mutation> {
    let decisions = ground.front("referat/").hits(DECISION);
    let pairs = decisions.windows(2).filter(|pair| pair[0].file.path == pair[1].file.path);
    pairs
        .map(|pair| {
            let name = |n: usize| format!("{} {}/{}", pair[n].text(1), pair[n].text(2), pair[n].text(3));
            pair[0]
                .after(0, format!("    erstatter: [{}]\n", name(1)))
                .and(pair[1].file, pair[1].range(0).end..pair[1].range(0).end, format!("    erstatter: [⟦{}⟧]\n", name(0)))
                .also(&["ref-superseded"])
        })
        .collect()
}

fn two_successors(ground: &Ground) -> Vec<Mutation> {
    let decisions = ground.front("referat/").hits(DECISION);
    let pairs = decisions.windows(2).filter(|pair| pair[0].file.path == pair[1].file.path && pair[0].file.value("dato") > "2017-10");
    pairs
        .map(|pair| {
            pair[0]
                .after(0, "    erstatter: [SG 3/17]\n")
                .and(pair[1].file, pair[1].range(0).end..pair[1].range(0).end, "    erstatter: [⟦SG 3/17⟧]\n")
                .also(&["ref-superseded"])
        })
        .collect()
}

fn backwards(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| hit.after(0, "    fra: 2020-01-01\n    til: ⟦2019-12-31⟧\n"))
}

fn later(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| {
        (hit.file.value("dato") < "2019-03-01" && !says(hit, "endrer")).then(|| hit.after(0, "    endrer: [⟦SG 1/19⟧]\n"))
    })
}

fn other_item(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^(?:    |  - )sak: (\d+)$", |hit| hit.replace(1, format!("⟦{}⟧", hit.number(1) + 30)))
}

fn votes(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(DECISION, |hit| (!says(hit, "stemmer")).then(|| hit.after(0, "    stemmer: ⟦{for: 18, mot: 3}⟧\n")))
}

/// Whether a decision has a key already.
fn says(hit: &Hit<'_>, key: &str) -> bool {
    let rest = &hit.file.text[hit.range(0).end..];
    let entry = &rest[..rest.find("\n  - ").unwrap_or(rest.len())];
    entry.contains(&format!("    {key}:"))
}

fn in_force_early(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"^gjelder_fra: (.+)$", |hit| hit.replace(1, "⟦2012-01-01⟧").also(&["ref-superseded"]))
}

fn not_covered(ground: &Ground) -> Vec<Mutation> {
    ground.front("mandat/").each(r"^vedtatt: (S[GF] \d+/\d\d)$", |hit| {
        let covers = ground.front("referat/").hits(&format!(r"^    gjelder: \[{}\]\n", hit.file.id()));
        covers.first().map(|line| line.replace(0, "").and(hit.file, hit.range(1), format!("⟦{}⟧", hit.text(1))))
    })
}

fn not_adopted(ground: &Ground) -> Vec<Mutation> {
    ground.front("mandat/").each(r"^vedtatt: S[GF] .*\n", |hit| hit.replace(0, "").and(hit.file, 0..0, "⟦⟧"))
}

fn elsewhere(ground: &Ground) -> Vec<Mutation> {
    let other = "---\ntype: referat\ndato: 2015-02-03\norgan: prosjektgruppa-lillehammerregionen\nmøteleder: esther-gilen\nreferent: synnove-flatt\ntil_stede: [esther-gilen, maj-wenberg, vebjorg-lien, synnove-flatt]\nmerknadsfrist: 2015-02-10\n---\n\n## Sak 1 Status\n\nStatus ble gjennomgått.\n";
    ground.front("referat/").each(r"^godkjenner: \[", |hit| {
        hit.after(0, "⟦referat/lillehammer/2015-02-03⟧, ").document("content/referat/lillehammer/2015-02-03.md", other)
    })
}

fn unapproved(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^godkjenner: \[(referat/[a-z0-9/-]+)\]\n", |hit| {
        let approved = ground.file(&format!("content/{}.md", hit.text(1)));
        let at = approved.text.find("\ndato: ").unwrap() + 7;
        approved
            .value("merknadsfrist")
            .is_empty()
            .then(|| hit.replace(0, "").and(approved, at..at + 10, format!("⟦{}⟧", approved.value("dato"))))
    })
}

fn too_early(ground: &Ground) -> Vec<Mutation> {
    let places = ground.top("notat/", "vedtatt: {organ: styringsgruppa, dato: ⟦2014-05-02⟧}\n");
    let none = |mutation: &Mutation| mutation.marked(ground).keys().all(|path| ground.file(path).value("vedtatt").is_empty());
    places.into_iter().filter(none).collect()
}

fn two_present(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/styringsgruppa/").each(r"^(til_stede):\n((?:  - .+\n){2})((?:  - .+\n)+)", |hit| {
        hit.file
            .text
            .contains("\nvedtak:")
            .then(|| hit.replace(1, "⟦til_stede⟧").and(hit.file, hit.range(3), "").also(&["per-unaccounted"]))
    })
}

fn replaced_by_nothing(ground: &Ground) -> Vec<Mutation> {
    ground.top("notat/", "status: ⟦erstattet⟧\n")
}

fn second_mandate(_: &Ground) -> Vec<Mutation> {
    let mandate = |contractor: &str| {
        format!(
            "---\ntype: mandat\ntittel: Et nytt mandat\ndato: 2019-12-01\norgan: partnerskapet-nordland\noppdragstaker: ⟦{contractor}⟧\ngjelder_fra: 2019-12-01\nvedtatt: {{organ: partnerskapet-nordland, dato: 2019-12-01}}\n---\n\n## Mandat\n\n1. Kartlegge.\n"
        )
    };
    ["delprosjektgruppa-nav-indre-ostfold"]
        .iter()
        .map(|name| Mutation::default().document(format!("content/mandat/nytt-for-{name}.md"), mandate(name)).also(&["ref-orphan"]))
        .collect()
}

fn only_in_text(ground: &Ground) -> Vec<Mutation> {
    let item = |file: &super::ground::File| {
        let items = file.text.matches("\n## Sak ").count();
        let text = format!("\n## Sak {} Lokaler\n\nEtter en drøfting ⟦vedtok⟧ styringsgruppa å flytte kontoret.\n", items + 1);
        Mutation::replace(file, file.end(), text)
    };
    ground.documents("referat/styringsgruppa/").filter(|file| !file.value("organ").starts_with('[')).map(item).collect()
}

fn other_seal(ground: &Ground) -> Vec<Mutation> {
    let seal = "segl: ⟦sha256:5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9 2019-06-01⟧\n";
    ["referat/", "mandat/", "notat/"].into_iter().flat_map(|folder| ground.top(folder, seal)).collect()
}
