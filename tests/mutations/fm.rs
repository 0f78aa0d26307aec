//! Faults of front matter.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "fm-date-format", plants: "a date as `14.9.2018`", places: date_with_points },
    Mutator { rule: "fm-date-format", plants: "a date as `14. september 2018`", places: date_in_words },
    Mutator { rule: "fm-duplicate-key", plants: "a key a second time", places: key_twice },
    Mutator { rule: "fm-duplicate-key", plants: "a register's id a second time", places: id_twice },
    Mutator { rule: "fm-encoding", plants: "a letter in Windows-1252", places: other_encoding },
    Mutator { rule: "fm-file-name", plants: "another day than the file's name", places: other_day },
    Mutator { rule: "fm-file-name", plants: "a name that not every system takes", places: odd_name },
    Mutator { rule: "fm-missing", plants: "a file without front matter", places: no_front_matter },
    Mutator { rule: "fm-missing", plants: "front matter that is not closed", places: not_closed },
    Mutator { rule: "fm-required", plants: "a required key taken out", places: required_key },
    Mutator { rule: "fm-required", plants: "a required key left empty", places: empty_key },
    Mutator { rule: "fm-syntax", plants: "a quotation mark that is not closed", places: open_quote },
    Mutator { rule: "fm-syntax", plants: "a YAML anchor", places: yaml_anchor },
    Mutator { rule: "fm-type", plants: "one value for a list", places: not_a_list },
    Mutator { rule: "fm-type", plants: "a status that is none", places: other_status },
    Mutator { rule: "fm-type", plants: "a name for an id", places: name_for_id },
    Mutator { rule: "fm-unknown-key", plants: "a key misspelt by one letter", places: misspelt_key },
    Mutator { rule: "fm-unknown-type", plants: "a type misspelt by one letter", places: misspelt_type },
    Mutator { rule: "fm-yaml-trap", plants: "`: ` in an unquoted text", places: colon },
    Mutator { rule: "fm-yaml-trap", plants: "`#` before a word", places: hash },
    Mutator { rule: "fm-yaml-trap", plants: "a point in a number", places: ambiguous_number },
];

const DATE_KEY: &str = r"\b(dato|gjelder_fra|merknadsfrist|frist|fra): (\d{4})-(\d\d)-(\d\d)\b";
const MONTHS: [&str; 12] =
    ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"];

fn date_with_points(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(DATE_KEY, |hit| hit.replace(0, format!("{}: ⟦{}.{}.{}⟧", hit.text(1), hit.number(4), hit.number(3), hit.text(2))))
}

fn date_in_words(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(DATE_KEY, |hit| {
        let month = MONTHS[usize::try_from(hit.number(3)).unwrap() - 1];
        hit.replace(0, format!("{}: ⟦{}. {month} {}⟧", hit.text(1), hit.number(4), hit.text(2)))
    })
}

fn key_twice(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"^( *)(dato|tittel|type|sammendrag|ansvarlig|tekst|status|rolle): .+\n", |hit| {
        let again = &hit.text(0)[hit.text(1).len() + hit.text(2).len()..];
        (!again.contains('|')).then(|| hit.after(0, format!("{}⟦{}⟧{again}", hit.text(1), hit.text(2))))
    })
}

fn id_twice(ground: &Ground) -> Vec<Mutation> {
    let mut places = Vec::new();
    for register in ["enheter", "saksganger", "lover"] {
        places.extend(
            ground.register(register).each(r"^([a-z0-9-]+)(: \{.+\}\n)", |hit| hit.after(0, format!("⟦{}⟧{}", hit.text(1), hit.text(2)))),
        );
    }
    places
}

fn other_encoding(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each("[æøå]", |hit| {
        let (text, at) = (hit.file.text.as_bytes(), hit.range(0));
        let letter = match hit.text(0) {
            "æ" => 0xe6,
            "ø" => 0xf8,
            _ => 0xe5,
        };
        let bytes = [&text[..at.start], &[letter], &text[at.end..]].concat();
        Mutation::default().file(&hit.file.path, bytes).at_line(&hit.file.path, hit.line())
    })
}

fn other_day(ground: &Ground) -> Vec<Mutation> {
    let mut places = ground.front("referat/").each(r"^dato: (\d{4}-\d\d-)(\d\d)$", |hit| {
        hit.replace(0, format!("dato: ⟦{}{:02}⟧", hit.text(1), hit.number(2) + 1)).also(&[
            "ref-future",
            "date-holiday",
            "date-next-meeting-moved",
            "ref-text-mismatch",
            "dec-adoption-date",
        ])
    });
    places.extend(ground.front("notat/presentasjon/").each(r"^dato: (\d{4}-\d\d-)(\d\d)$", |hit| {
        hit.replace(0, format!("dato: ⟦{}{:02}⟧", hit.text(1), hit.number(2) + 1)).also(&["ref-future"])
    }));
    places
}

fn odd_name(ground: &Ground) -> Vec<Mutation> {
    let names = ["con.csv", "plan:2.csv", "plan.csv.", "aux.txt", "plan .csv "];
    ground
        .documents("notat/")
        .zip(names.iter().cycle())
        .map(|(file, name)| {
            let path = format!("{}/{name}", file.path.trim_end_matches(".md"));
            Mutation::default().file(&path, "a;b\n1;2\n").at_file(&path).also(&["att-unlisted"])
        })
        .collect()
}

fn no_front_matter(ground: &Ground) -> Vec<Mutation> {
    ground.front("notat/").each(r"\A---\n(?s:.*?)\n---\n", |hit| hit.replace(0, "⟦⟧"))
}

fn not_closed(ground: &Ground) -> Vec<Mutation> {
    ground
        .front("notat/")
        .each(r"\A---\n(?s:.*?)\n(---\n)", |hit| Mutation::replace(hit.file, 0..3, "⟦---⟧").and(hit.file, hit.range(1), ""))
}

fn required_key(ground: &Ground) -> Vec<Mutation> {
    let mut places = Vec::new();
    for (folder, keys) in [
        ("notat/", "tittel|dato"),
        ("mandat/", "tittel|dato"),
        ("referat/", "referent"),
        ("rapport/", "tittel|dato"),
        ("horingssvar/", "ansvarlig|dato"),
    ] {
        places.extend(ground.front(folder).each(&format!(r"^(?:{keys}): .*\n"), |hit| hit.replace(0, "").and(hit.file, 4..4, "⟦⟧")));
    }
    places
}

fn empty_key(ground: &Ground) -> Vec<Mutation> {
    ground.front("notat/").each(r"^(tittel|dato): (.+)\n", |hit| hit.replace(0, format!("⟦{}⟧:\n", hit.text(1))))
}

fn open_quote(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"^(tittel|sammendrag|sted): ([^\n]+)$", |hit| hit.replace(0, format!("{}: ⟪\"{}", hit.text(1), hit.text(2))))
}

fn yaml_anchor(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"^( *(?:- )?(?:tittel|sammendrag|sted|rolle|tekst): )([^|\n{]+)$", |hit| {
        hit.replace(0, format!("{}⟦&denne⟧ {}", hit.text(1), hit.text(2)))
    })
}

fn not_a_list(ground: &Ground) -> Vec<Mutation> {
    ground
        .front("")
        .each(r"^(tema|relatert|godkjenner): \[([^\]\n]+)\]$", |hit| hit.replace(0, format!("{}: ⟦{}⟧", hit.text(1), hit.text(2))))
}

fn other_status(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"^( *status: )(åpen|lukket)$", |hit| {
        let wrong = if hit.text(2) == "åpen" { "åpent" } else { "lukkket" };
        hit.replace(2, format!("⟦{wrong}⟧"))
    })
}

fn name_for_id(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"^(?:(?:  - )|(?: *(?:ansvarlig|referent|møteleder): ))(([a-zø]+)-([a-z]+))$", |hit| {
        let person = |file: &str| ground.register(file).hits(&format!("^{}:", hit.text(1))).len() == 1;
        person("personer").then(|| hit.replace(1, format!("⟦{} {}⟧", capital(hit.text(2)), capital(hit.text(3)))))
    })
}

fn misspelt_key(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(
        r"^ *(?:- )?(sammendrag|relatert|vedlegg|oppfølging|gjester|forfall|neste_møte|merknadsfrist|sted|lukket_i):",
        |hit| {
            let key = hit.text(1);
            let last = key.char_indices().next_back().unwrap().0;
            hit.replace(1, format!("⟦{}⟧", &key[..last]))
        },
    )
}

fn misspelt_type(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"^type: (\S+)$", |hit| {
        let mut letters: Vec<char> = hit.text(1).chars().collect();
        letters.swap(1, 2);
        hit.replace(1, format!("⟦{}⟧", letters.into_iter().collect::<String>()))
    })
}

fn colon(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r#"^( *(?:- )?(?:tittel|sammendrag|sted|tekst): )([^|\n{"]+?) ([^ \n"]+)$"#, |hit| {
        hit.replace(0, format!("{}⟦{}: {}⟧", hit.text(1), hit.text(2), hit.text(3)))
    })
}

fn hash(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r##"^( *(?:- )?(?:tittel|sammendrag|sted|tekst): )([^|\n{"#:]+?) ([a-zæøå][^ \n"]+)$"##, |hit| {
        hit.replace(0, format!("{}⟦{} #{}⟧", hit.text(1), hit.text(2), hit.text(3)))
    })
}

fn ambiguous_number(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"(?:statlig|kommunal|stillinger|andel): (\d+(?:,\d)?)$", |hit| hit.replace(1, "⟦1.250⟧"))
}

/// A word with a capital letter.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
