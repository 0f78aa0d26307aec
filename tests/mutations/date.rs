//! Faults of dates.

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

pub const ALL: &[Mutator] = &[
    Mutator { rule: "date-deadline", plants: "comments due before the meeting", places: deadline_before },
    Mutator { rule: "date-invalid", plants: "`30. februar` in the text", places: thirtieth },
    Mutator { rule: "date-invalid", plants: "`31.06.` in the text", places: june },
    Mutator { rule: "date-invalid", plants: "the 32nd of a month in a field", places: in_a_field },
    Mutator { rule: "date-next-meeting", plants: "the next meeting on the day of this one", places: same_day },
    Mutator { rule: "date-period", plants: "a period backwards", places: backwards },
    Mutator { rule: "date-time", plants: "a time backwards", places: time_backwards },
    Mutator { rule: "date-time", plants: "`25.00`", places: no_such_time },
    Mutator { rule: "date-week", plants: "a date of another week", places: other_week },
    Mutator { rule: "date-weekday", plants: "the next day's name before a date", places: weekday },
    Mutator { rule: "date-future", plants: "approved minutes of a meeting to come", places: to_come },
    Mutator { rule: "date-holiday", plants: "a deadline on Christmas Day", places: christmas },
    Mutator { rule: "date-implausible", plants: "a date forty years back", places: long_ago },
    Mutator { rule: "date-next-meeting-moved", plants: "the next meeting a day later than it was held", places: moved },
    Mutator { rule: "date-review-due", plants: "a review that was due", places: review },
    Mutator { rule: "date-today", plants: "another day called today", places: today },
];

const MONTH: &str = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember";

fn deadline_before(ground: &Ground) -> Vec<Mutation> {
    let mut places = ground
        .front("referat/")
        .each(r"^merknadsfrist: .+$", |hit| hit.replace(0, format!("merknadsfrist: ⟦{}⟧", before(hit.file.value("dato")))));
    places.extend(ground.front("referat/").each(r"^dato: .+\n", |hit| {
        let has = !hit.file.value("merknadsfrist").is_empty();
        let allows = hit.file.text.contains("dec-minutes-unapproved");
        (!has && !allows).then(|| hit.after(0, format!("merknadsfrist: ⟦{}⟧\n", before(hit.file.value("dato")))))
    }));
    places
}

/// A day of the month before.
fn before(date: &str) -> String {
    format!("{}-01-02", &date[..4])
}

fn thirtieth(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(&format!(r"\b\d{{1,2}}\. (?:{MONTH}) \d{{4}}\b"), |hit| {
        let year = hit.text(0).rsplit(' ').next().unwrap();
        hit.replace(0, format!("⟦30. februar {year}⟧"))
    })
}

fn june(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(&format!(r"\b\d{{1,2}}\. (?:{MONTH}) (\d{{4}})\b"), |hit| hit.replace(0, format!("⟦31.06.{}⟧", hit.text(1))))
}

fn in_a_field(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"\b(gjelder_fra|frist|merknadsfrist|fra|til): (\d{4}-\d\d)-\d\d\b", |hit| {
        hit.replace(0, format!("{}: ⟦{}-32⟧", hit.text(1), hit.text(2)))
    })
}

fn other_week(ground: &Ground) -> Vec<Mutation> {
    ground.sentence("Fristen var ⟦4. desember 2018⟧ (uke 50).")
}

fn same_day(ground: &Ground) -> Vec<Mutation> {
    ground
        .front("referat/")
        .each(r"^neste_møte: \{?(?:dato: )?(\d{4}-\d\d-\d\d)", |hit| hit.replace(1, format!("⟦{}⟧", hit.file.value("dato"))))
}

fn backwards(ground: &Ground) -> Vec<Mutation> {
    ground.front("").each(r"fra: (\d{4}[0-9-]*)(?:, |\n +)til: (\d{4}[0-9-]*)", |hit| {
        let year = hit.text(1)[..4].parse::<u32>().unwrap() - 1;
        hit.replace(2, format!("⟦{year}{}⟧", &hit.text(2)[4..]))
    })
}

fn time_backwards(ground: &Ground) -> Vec<Mutation> {
    ground
        .front("referat/")
        .each(r"\btid: (\d\d\.\d\d)–(\d\d\.\d\d)", |hit| hit.replace(0, format!("tid: ⟦{}–{}⟧", hit.text(2), hit.text(1))))
}

fn no_such_time(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/").each(r"\btid: (\d\d\.\d\d)–(\d\d\.\d\d)", |hit| hit.replace(0, format!("tid: ⟦{}–25.00⟧", hit.text(1))))
}

/// The date with a weekday that is one too late.
fn weekday(ground: &Ground) -> Vec<Mutation> {
    let names = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
    let months: Vec<&str> = MONTH.split('|').collect();
    ground.body("").each(&format!(r"(?i)(\b(?:{}) )?\b(\d{{1,2}})\. ({MONTH}) (\d{{4}})\b", names.join("|")), |hit| {
        let month = months.iter().position(|month| *month == hit.text(3).to_lowercase()).unwrap() as i64 + 1;
        let right = weekday_of(hit.number(4), month, hit.number(2));
        let date = &hit.text(0)[hit.text(1).len()..];
        let part_of_span =
            hit.file.text[..hit.range(0).start].ends_with(['–', '-']) || hit.file.text[..hit.range(0).start].ends_with(" og ");
        (!part_of_span).then(|| hit.replace(0, format!("⟦{} {date}⟧", names[(right + 1) % 7])))
    })
}

/// 0 for Monday; Zeller's congruence.
pub fn weekday_of(year: i64, month: i64, day: i64) -> usize {
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let saturday_is_0 = (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7;
    usize::try_from((saturday_is_0 + 5) % 7).unwrap()
}

fn to_come(ground: &Ground) -> Vec<Mutation> {
    let one = |(n, _): (usize, _)| {
        let text = format!(
            "---\ntype: referat\ndato: ⟦2031-03-{:02}⟧\nstatus: godkjent\norgan: prosjektgruppa\nreferent: knut-erik-dahlmo\ntil_stede: [knut-erik-dahlmo, hildegunn-estensen]\n---\n\n## Sak 1 Orientering\n\nDet ble orientert.\n",
            n + 3
        );
        Mutation::default()
            .document(format!("content/referat/prosjektgruppa/2031-03-{:02}.md", n + 3), text)
            .also(&["ref-orphan", "date-holiday"])
    };
    ground.documents("notat/").enumerate().map(one).collect()
}

fn christmas(ground: &Ground) -> Vec<Mutation> {
    ground
        .front("referat/")
        .each(r"^    frist: (.+)\n    status: lukket$", |hit| hit.replace(1, format!("⟦{}-12-25⟧", &hit.file.value("dato")[..4])))
}

fn long_ago(ground: &Ground) -> Vec<Mutation> {
    ground.body("").each(&format!(r"\b(\d{{1,2}}\. (?:{MONTH})) (\d{{4}})\b"), |hit| {
        let part = hit.file.text[hit.range(0).end..].starts_with(']')
            || hit.file.text[..hit.range(0).start].ends_with([' ', '–', '-', '['])
                && hit.file.text[..hit.range(0).start].trim_end_matches(' ').ends_with(['.', '–', 'g', '[']);
        (!hit.file.value("dato").is_empty() && !part).then(|| hit.replace(0, format!("⟦{} {}⟧", hit.text(1), hit.number(2) - 40)))
    })
}

fn moved(ground: &Ground) -> Vec<Mutation> {
    ground.front("referat/styringsgruppa/").each(r"^neste_møte: \{?(?:dato: )?(\d{4}-\d\d-)(\d\d)", |hit| {
        let held = ground.find(&format!("content/referat/styringsgruppa/{}{}.md", hit.text(1), hit.text(2))).is_some();
        let at = hit.range(1).start..hit.range(2).end;
        held.then(|| Mutation::replace(hit.file, at, format!("⟦{}{:02}⟧", hit.text(1), hit.number(2) + 1)).also(&["date-holiday"]))
    })
}

fn review(ground: &Ground) -> Vec<Mutation> {
    ["organisasjonsplan/", "notat/p", "notat/k"].iter().flat_map(|folder| ground.top(folder, "revideres: ⟦2019-12-31⟧\n")).collect()
}

fn today(ground: &Ground) -> Vec<Mutation> {
    let says = |mutation: &Mutation| mutation.marked(ground).keys().all(|path| path.starts_with("content/referat/"));
    ground.sentence("Brevet ble lagt frem i dag, ⟦1. februar 2016⟧.").into_iter().filter(says).collect()
}
