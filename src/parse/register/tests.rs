use super::*;
use crate::model::Who;

fn read(kind: RegisterKind, yaml: &str) -> RegisterFile {
    register(&Source::decode("content/register/x.yaml", yaml.as_bytes()), kind)
}

#[test]
fn the_five_registers_are_known_by_name() {
    assert_eq!(kind_of("content/register/organer.yaml"), Some(RegisterKind::Bodies));
    assert_eq!(kind_of("content/register/arkiv/organer.yaml"), None);
    assert_eq!(kind_of("content/notat/personer.yaml"), None);
}

#[test]
fn people_have_names_spellings_and_offices() {
    let yaml = "\u{feff}# alle\r\nkari:\r\n  navn: Kari Å\r\n  også: [K. Å]\r\n  roller:\r\n    - {rolle: leder, enhet: nav, fra: 2015, til: 2019-12-31}\r\n    - {rolle: rådgiver, enhet: {navn: Firma}}\r\n";
    let file = read(RegisterKind::People, yaml);
    assert_eq!(file.faults, []);
    let kari = &file.people[0];
    assert_eq!(&yaml[kari.id.span.range()], "kari");
    assert_eq!(kari.offices[0].from.as_ref().map(|from| from.value.from.to_string()).as_deref(), Some("2015-01-01"));
    assert!(matches!(kari.offices[1].unit, Some(Who::Named { .. })));
}

#[test]
fn bodies_have_members_with_terms() {
    let yaml = "sg:\n  navn: Styringsgruppa\n  kode: SG\n  under: p\n  opprettet: 2017-09-08\n  opphørt: 2020-01-01\n  vedtaksført: 4\n  medlemmer:\n    - {person: kari, rolle: leder, fra: 2017-09-08, til: 2019}\n    - {person: per, vara_for: kari, stemmerett: nei}\n    - siri\n    - {navn: Anne, rolle: observatør}\n";
    let file = read(RegisterKind::Bodies, yaml);
    assert_eq!(file.faults, []);
    let body = &file.bodies[0];
    assert_eq!(body.members.len(), 4);
    assert!(body.members[0].holds_on(crate::model::Date::constant(2019, 12, 31)));
    assert_eq!(body.members[1].votes, Some(false));
    assert_eq!(body.quorum.as_ref().map(|quorum| quorum.value), Some(4));
}

#[test]
fn units_cases_and_statutes_are_read() {
    assert_eq!(read(RegisterKind::Units, "nav: {navn: NAV, type: etat, under: x}\n").units.len(), 1);
    assert_eq!(read(RegisterKind::Cases, "budsjett: {tittel: Budsjett, sammendrag: \"x, y\"}\n").cases.len(), 1);
    let file = read(RegisterKind::Statutes, "x-loven: {navn: X, kortnavn: [x-loven], lovdata: lov/2001-06-15-70, opphevet: 2020-01-01}\n");
    assert_eq!(file.faults, []);
    assert!(!file.statutes[0].built_in);
    assert_eq!(read(RegisterKind::Units, "# ingen\n").faults, []);
}

#[test]
fn faults_of_an_entry_leave_the_others_alone() {
    let yaml = "kari: {navn: Kari}\nper: {nvan: Per}\nkari: {navn: To}\nOla Nordmann: {navn: Ola}\nsiri: {navn: 8,1}\nanne: tekst\ntore: {navn: Tore\n";
    let file = read(RegisterKind::People, yaml);
    assert_eq!(file.people.len(), 3, "{:?}", file.people);
    let at: Vec<&str> = file.faults.iter().map(|fault| &yaml[fault.span.range()]).collect();
    assert_eq!(at, ["nvan", "kari", "Ola Nordmann", "8,1", "tekst", "{navn: Tore"], "{:?}", file.faults);
}

#[test]
fn built_in_statutes_are_distinct_and_have_an_address() {
    let all = built_in_statutes();
    let mut ids: Vec<_> = all.iter().map(|statute| statute.id.value.clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all.len());
    for statute in &all {
        let lovdata = statute.lovdata.as_ref().map(|lovdata| lovdata.value.as_str()).unwrap_or_default();
        assert!(lovdata.starts_with("lov/") && !statute.short_names.is_empty(), "{statute:?}");
        assert!(!statute.id.value.contains(|c: char| !c.is_ascii_alphanumeric() && c != '-'), "{statute:?}");
        for name in &statute.short_names {
            let cited = format!("{} § 1", name.value);
            assert_eq!(
                crate::parse::statutes::citation(&cited).map(|citation| citation.statute),
                Some(name.value.to_lowercase()),
                "{cited}"
            );
        }
    }
}
