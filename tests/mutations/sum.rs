//! Faults of numbers.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "sum-budget", plants: "a budget's sum off by one", places: budget },
    Mutator { rule: "sum-percent", plants: "shares that do not make a hundred", places: percent },
    Mutator { rule: "sum-staffing", plants: "a staffing's sum off by a tenth", places: staffing },
    Mutator { rule: "sum-table", plants: "a sum row off by one", places: table },
];

fn budget(ground: &Ground) -> Vec<Mutation> {
    let lines = |sum: &str| {
        format!("budsjett:\n  poster:\n    - {{post: Lønn, beløp: 300 000}}\n    - {{post: Reise, beløp: 49 500}}\n  sum: ⟦{sum}⟧\n")
    };
    ["349 501", "349 499", "350 000"].iter().flat_map(|sum| ground.top("mandat/", &lines(sum))).collect()
}

fn percent(ground: &Ground) -> Vec<Mutation> {
    ground.section("notat/", "## Svarene\n\n| Svar | Andel |\n| --- | --- |\n| Ja | 40 % |\n| Nei | 45 % |\n| Sum | ⟦100 %⟧ |")
}

fn staffing(ground: &Ground) -> Vec<Mutation> {
    ground.front("organisasjonsplan/").each(r"^    (statlig|kommunal): (\d+),(\d)$", |hit| {
        let digit = (hit.number(3) + 1) % 10;
        hit.replace(0, format!("    {}: ⟦{},{digit}⟧", hit.text(1), hit.text(2)))
    })
}

/// The last digit of every number in a sum row.
fn table(ground: &Ground) -> Vec<Mutation> {
    let rows = ground.body("").hits(r"^\| \**(?:Sum|SUM|Totalt|I alt|Samlet|Til sammen)\b[^\n]*$");
    let number = regex::Regex::new(r"\| (\**)(-?\d[\d \u{a0}]*?(?:,\d+)?)(\**) (?:\||$)").unwrap();
    let mut places = Vec::new();
    for row in rows {
        for found in number.captures_iter(row.text(0)) {
            let (signs, written) = (found.get(1).unwrap().as_str(), found.get(2).unwrap());
            let last = written.as_str().chars().next_back().unwrap().to_digit(10).unwrap();
            let shown = format!("{signs}{}{}{}", &written.as_str()[..written.len() - 1], (last + 3) % 10, found.get(3).unwrap().as_str());
            let at = row.range(0).start + found.get(1).unwrap().start();
            let end = row.range(0).start + found.get(3).unwrap().end();
            places.push(Mutation::replace(row.file, at..end, format!("⟦{shown}⟧")));
        }
    }
    places
}
