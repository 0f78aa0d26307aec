//! Faults of action items.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "act-closed-where", plants: "closed in the meeting before", places: closed_earlier },
    Mutator { rule: "act-due", plants: "an open item without its deadline", places: no_deadline },
    Mutator { rule: "act-due-order", plants: "a deadline a year before", places: deadline_before },
    Mutator { rule: "act-owner", plants: "an open item without its owner", places: no_owner },
    Mutator { rule: "act-overdue", plants: "an open item whose deadline has passed", places: overdue },
];

const OPEN: &str = r"^    tekst: (.+)\n(    ansvarlig: .+\n)(    frist: .+\n)    status: åpen$";

fn closed_earlier(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/styringsgruppa/").each(r"^    lukket_i: (referat/[a-z0-9/-]+)(#sak-\d+)?$", |hit| {
        (hit.file.value("dato") > "2017-09-08").then(|| hit.replace(0, "    lukket_i: ⟦referat/styringsgruppa/2017-09-08⟧#sak-1"))
    })
}

fn no_deadline(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(OPEN, |hit| hit.replace(1, format!("⟦{}⟧", hit.text(1))).and(hit.file, hit.range(3), ""))
}

fn no_owner(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(OPEN, |hit| hit.replace(1, format!("⟦{}⟧", hit.text(1))).and(hit.file, hit.range(2), ""))
}

fn deadline_before(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"^    frist: (.+)$", |hit| {
        let (year, rest) = hit.file.value("dato").split_at(4);
        hit.replace(1, format!("⟦{}{rest}⟧", year.parse::<u32>().unwrap() - 1))
    })
}

fn overdue(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(OPEN, |hit| hit.replace(3, "    frist: ⟦2019-12-30⟧\n"))
}
