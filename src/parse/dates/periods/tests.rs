//! Weeks, quarters and halves, and what only looks like them.

use super::*;

fn shown(text: &str) -> Vec<String> {
    let dates = crate::parse::dates::dates(text);
    let one = |period: FoundPeriod| {
        let numbers: Vec<String> =
            period.numbers.iter().map(|(number, _, dash)| format!("{number}{}", if *dash { "–" } else { "" })).collect();
        let year = period.year.map(|year| format!(" {year}")).unwrap_or_default();
        let beside = period.beside.map(|range| format!(" = {}", &text[range])).unwrap_or_default();
        format!("{} => {:?} {}{year}{beside}", &text[period.range], period.part, numbers.join(" "))
    };
    periods(text, &dates).into_iter().map(one).collect()
}

#[test]
fn parts_of_a_year_are_read() {
    for (text, expected) in [
        ("få møte i uke 49 om", "uke 49 => Week 49"),
        ("Uke 49–50 er", "Uke 49–50 => Week 49– 50"),
        ("uke 49 - 50.", "uke 49 - 50 => Week 49– 50"),
        ("uke 49–uke 50", "uke 49–uke 50 => Week 49– 50"),
        ("ukene 48, 49 og 50 i 2019", "ukene 48, 49 og 50 i 2019 => Week 48 49 50 2019"),
        ("uke nr. 7", "uke nr. 7 => Week 7"),
        ("uke 53/2019", "uke 53/2019 => Week 53 2019"),
        ("uke 2-2019", "uke 2-2019 => Week 2 2019"),
        ("uke 49/18", "uke 49/18 => Week 49 2018"),
        ("uke 17/18", "uke 17/18 => Week 17 18"),
        ("uke 53.", "uke 53 => Week 53"),
        ("veke 8", "veke 8 => Week 8"),
        ("week 8, 2019", "week 8, 2019 => Week 8 2019"),
        ("i uke 54.", "uke 54 => Week 54"),
        ("uke 49 (2.–6. desember)", "uke 49 => Week 49 = 2.–6. desember"),
        ("uke 49 (mandag 2. desember)", "uke 49 => Week 49 = mandag 2. desember"),
        ("§ 14 og uke 49 (2.–6. desember)", "uke 49 => Week 49 = 2.–6. desember"),
        ("fristen 4. desember (uke 49)", "uke 49 => Week 49 = 4. desember"),
        ("2. og 4. desember 2019 (uke 49)", "uke 49 => Week 49 = 2. og 4. desember 2019"),
        ("uke 49 (2. desember)", "uke 49 => Week 49"),
        ("uke 49 (frist 2.–6. desember)", "uke 49 => Week 49"),
        ("Uke 49: 2.–6. desember: kurs", "Uke 49 => Week 49 = 2.–6. desember"),
        ("uke 49: mandag 2. til fredag 6. desember", "uke 49 => Week 49 = mandag 2. til fredag 6. desember"),
        ("uke 49: 2. desember og 9. desember", "uke 49 => Week 49"),
        ("uke 49: Frist 2.–6. desember", "uke 49 => Week 49"),
        ("uke 49, 2. desember", "uke 49 => Week 49"),
        ("uke 49 – 2. desember", "uke 49 => Week 49"),
        ("uke 49 og 80 til", "uke 49 => Week 49"),
        ("1. halvår 2019", "1. halvår 2019 => Half 1 2019"),
        ("I første halvår", "første halvår => Half 1"),
        ("andre halvåret i 2018 er", "andre halvåret i 2018 => Half 2 2018"),
        ("2. kvartal 2019", "2. kvartal 2019 => Quarter 2 2019"),
        ("1.–3. kvartal", "1.–3. kvartal => Quarter 1– 3"),
        ("første og andre kvartal", "første og andre kvartal => Quarter 1 2"),
        ("5. kvartal 2019", "5. kvartal 2019 => Quarter 5 2019"),
        ("2. tertial 2019", "2. tertial 2019 => Third 2 2019"),
        ("Q2 2019", "Q2 2019 => Quarter 2 2019"),
        ("H1-2019", "H1-2019 => Half 1 2019"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
    assert_eq!(
        shown("uke 52 2018 – uke 2 2019 (24.12–13.1.19)"),
        ["uke 52 2018 => Week 52 2018", "uke 2 2019 => Week 2 2019"],
        "the dates belong to both"
    );
}

#[test]
fn what_is_no_part_of_a_year_is_left_alone() {
    for text in [
        "37 timer per uke 40",
        "40 timer pr. uke 3",
        "neste uke 60 nye",
        "åtte uker 3",
        "uke 37,5",
        "arbeidsuke 40",
        "uke 60 timer",
        "i uke 60 møter",
        "sykmeldte følges opp før uke 53",
        "uke 0",
        "uke 2. desember",
        "uke",
        "ukeplan 4",
        "femte kvartal på rad",
        "5. kvartal på rad",
        "2. kvartalsrapport 2019",
        "kvartal",
        "punkt 2.1. kvartal",
        "T5 2019",
        "h1 2019",
        "Q2",
        "andre",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_text_of_weeks_alone_is_gone_through_once() {
    let beside = |text: &str| {
        let text = text.repeat(50_000);
        let found = periods(&text, &crate::parse::dates::dates(&text));
        (found.len(), found.iter().filter(|period| period.beside.is_some()).count())
    };
    assert_eq!(beside("uke 1 ("), (50_000, 0));
    assert_eq!(beside("uke 1 (2.–6. mai) "), (50_000, 50_000));
    assert_eq!(beside("mandag 2. mai (uke 1) "), (50_000, 50_000));
    assert_eq!(beside("i uke 54. "), (50_000, 0));
    assert_eq!(shown("uke 1 (2.–6. mai (2.–6. mai)"), ["uke 1 => Week 1"]);
}
