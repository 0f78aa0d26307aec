use super::*;
use crate::diagnostic::{Expected, FaultKind};
use crate::model::minutes::Who;
use crate::model::{Adoption, Form, Role, Votes};

fn read_file(file: &str) -> Read {
    read(file, &split(file))
}

fn front(yaml: &str) -> (Read, String) {
    let file = format!("---\n{yaml}---\n");
    (read_file(&file), file)
}

fn faults(yaml: &str) -> Vec<(String, FaultKind)> {
    let (read, file) = front(yaml);
    read.faults.into_iter().map(|fault| (file[fault.span.range()].to_owned(), fault.kind)).collect()
}

const MINUTES: &str = "\
type: referat
dato: 2018-01-18
dato_til: 2018-01-19
tid: 11.00–14.00
sted: Bodø
organ: [styringsgruppa, samarbeidsforum]
møteleder: kari
referent: {navn: Ola Nordmann, rolle: rådgiver, enhet: nav-nordland}
til_stede:
  - kari
  - {person: per, rolle: vara, saker: [1, 4/18], merknad: kom sent}
  - {navn: Anne, enhet: {navn: Et firma}}
forfall: [siri]
godkjenner: [referat/styringsgruppa/2017-11-10]
merknadsfrist: 2018-01-25
neste_møte: {dato: 2018-03-09, tid: kl. 11, sted: Bodø, merknad: kombinert}
tilgang: intern
vedtatt: SG 2/17
vedlegg:
  - {fil: plan.pdf, tittel: Plan, rolle: grunnlag}
vedtak:
  - id: SG 1/18
    sak: 4
    tittel: Ja
    tekst: |
      Gruppa viser til
      [SG 5/17] og [planen](../plan.md#punkt-1).
    gjelder: [mandat/nav-i-nordland#punkt-2]
    erstatter: [SG 1/17]
    hjemmel: NAV-loven § 14
    fra: 2018-02-01
    stemmer: {for: 6, mot: 1}
    unntatt: ja
  - id: sg 2/18
    stemmer: enstemmig
oppfølging:
  - sak: 5
    tekst: Sende \"SG 1/18\" til [@kari].
    ansvarlig: [per, {navn: Anne}]
    frist: neste møte
    status: lukket
    lukket_i: referat/styringsgruppa/2018-03-09#sak-2
";

#[test]
fn minutes_are_read_whole() {
    let (read, _) = front(MINUTES);
    assert_eq!(read.faults, []);
    let Details::Minutes(minutes) = &read.details else { panic!() };
    assert_eq!(read.front.bodies.len(), 2);
    assert!(matches!(&minutes.secretary, Some(Who::Named { unit: Some(unit), .. }) if unit.id() == Some("nav-nordland")));
    assert_eq!(minutes.present[1].items.iter().map(|item| item.value.as_str()).collect::<Vec<_>>(), ["1", "4/18"]);
    assert_eq!(minutes.decisions[0].votes.as_ref().map(|votes| votes.value), Some(Votes::Counted { yes: 6, no: 1, abstained: 0 }));
    assert_eq!(minutes.decisions[1].id.as_ref().map(|id| id.value.to_string()).as_deref(), Some("SG 2/18"));
    assert_eq!(minutes.action_items[0].responsible.len(), 2);
    assert_eq!(read.front.keys.len(), 18);
}

#[test]
fn every_mention_has_its_exact_bytes() {
    let (read, file) = front(MINUTES);
    let all: Vec<(Role, &str)> = read.mentions.iter().map(|mention| (mention.role, &file[mention.span.range()])).collect();
    for expected in [
        (Role::Body, "samarbeidsforum"),
        (Role::Chair, "kari"),
        (Role::Unit, "nav-nordland"),
        (Role::Present, "per"),
        (Role::Absent, "siri"),
        (Role::Approves, "referat/styringsgruppa/2017-11-10"),
        (Role::AdoptedBy, "SG 2/17"),
        (Role::AttachmentFile(0), "plan.pdf"),
        (Role::DecisionText(0), "SG 5/17"),
        (Role::DecisionText(0), "../plan.md#punkt-1"),
        (Role::Covers(0), "mandat/nav-i-nordland#punkt-2"),
        (Role::Replaces(0), "SG 1/17"),
        (Role::DecisionBasis(0), "NAV-loven § 14"),
        (Role::ActionText(0), "@kari"),
        (Role::ActionResponsible(0), "per"),
        (Role::ClosedIn(0), "referat/styringsgruppa/2018-03-09#sak-2"),
    ] {
        assert!(all.contains(&expected), "{expected:?} in {all:?}");
    }
    let covers = read.mentions.iter().find(|mention| mention.role == Role::Covers(0)).map(|mention| &mention.form);
    let Some(Form::Document { anchor: Some(anchor), .. }) = covers else { panic!("{covers:?}") };
    assert_eq!(&file[anchor.span.range()], "punkt-2");
}

#[test]
fn the_other_types_are_read_whole() {
    for yaml in [
        "type: mandat\ntittel: M\ndato: 2018-01-01\norgan: sg\nstatus: gjeldende\nvedtatt: {organ: Kommunestyret, dato: 2018-01-02, sak: 4/18}\noppdragsgiver: sg\noppdragstaker: {navn: Firma}\nperiode: {fra: 2018, til: 2019-Q1}\ngodkjent_av: [sg]\ndeltakere:\n  - {person: kari, andel: 50 %, enhet: nav}\n  - {rolle: tillitsvalgt, antall: 2}\nfaser: [{navn: Start, fra: 2018-01, til: 2018-H1, leveranse: plan}]\nbudsjett:\n  poster: [{post: Lønn, beløp: 430 650}]\n  sum: 430 650\n",
        "type: organisasjonsplan\ntittel: O\ndato: 2018-01-01\nenhet: nav\norganisasjon:\n  navn: Topp\n  leder: kari\n  under: [{navn: A, stillinger: 8–9, andel: 50}, {navn: B, ansatte: [per]}]\nbemanning:\n  rader: [{enhet: nav, statlig: \"1,5\", kommunal: 2}]\n  sum: {statlig: \"1,5\", kommunal: 2}\nfremdrift: [{navn: F, fra: 2018, til: 2019}]\n",
        "type: avtale\ntittel: A\ndato: 2018-01-01\nparter:\n  - {enhet: kommunen, representert_ved: {navn: Kari, rolle: rådmann}}\n  - {enhet: {navn: NAV}}\nfølger: veileder/x\nsignert: 2018-02-01\nperiode: {fra: 2018, til: 2020}\n",
        "type: veileder\ntittel: V\ndato: 2018-01-01\nversjon: 3.10\nutgiver: KS\nkrever_punkt: [1, 2.10]\nkrever_vedlegg: [driftsavtale]\n",
        "type: side\ntittel: S\n",
        "type: høringssvar\ntittel: H\ndato: 2018-01-01\nansvarlig: \"@kari\"\nrettelser: [{dato: 2019-01-01, hva: Skrivefeil}]\ntillat: [{regel: x, grunn: y}]\nalias: [/gammel/]\nspråk: nn\n",
    ] {
        assert_eq!(faults(yaml), [], "{yaml}");
    }
    let (read, _) = front("type: veileder\ntittel: V\ndato: 2018-01-01\nversjon: 3.10\nkrever_punkt: [2.10]\n");
    let Details::Guide(guide) = read.details else { panic!() };
    assert_eq!(guide.requires_points.unwrap()[0].value, "2.10");
}

#[test]
fn missing_keys_are_named_once_each() {
    let required = |yaml: &str| -> Vec<String> {
        faults(yaml)
            .into_iter()
            .map(|(_, kind)| match kind {
                FaultKind::Required { key, condition, .. } => format!("{key}{}", condition.map_or("", |_| "?")),
                other => panic!("{other:?}"),
            })
            .collect()
    };
    assert_eq!(required("type: referat\n"), ["referent", "til_stede", "dato", "organ"]);
    assert_eq!(required("type: mandat\nstatus: gjeldende\n"), ["tittel", "dato", "organ", "vedtatt?"]);
    assert_eq!(required("type: notat\ntilgang: unntatt\n"), ["tittel", "dato", "hjemmel?"]);
    assert_eq!(required("type: side\n"), ["tittel"]);
    assert_eq!(required("tittel: x\nversjon: 3\n"), ["type"]);
    assert_eq!(required("type: side\ntittel:\n"), ["tittel"]);
    let decision = "type: referat\ndato: 2018-01-01\norgan: a\nreferent: b\ntil_stede: [c]\nvedtak:\n  - {tekst: x, unntatt: ja}\n";
    assert_eq!(required(decision), ["id", "hjemmel?"]);
    assert_eq!(faults("type: notat\ntittel: x\ndato: [2019\n").len(), 1, "an unreadable key is not missing too");
}

#[test]
fn a_misspelt_type_does_not_make_its_keys_unknown() {
    let rest = "tittel: x\ndato: 2018-01-01\nsted: y\n";
    assert_eq!(faults(&format!("type: refferat\n{rest}")), []);
    assert!(matches!(faults(&format!("type: høringssvar\n{rest}")).as_slice(), [(at, FaultKind::UnknownKey { .. })] if at == "sted"));
}

#[test]
fn wrong_keys_and_values_point_at_themselves() {
    let one = |yaml: &str| -> (String, FaultKind) {
        let mut found = faults(&format!("type: notat\ntittel: x\ndato: 2018-01-01\n{yaml}"));
        assert_eq!(found.len(), 1, "{yaml}: {found:?}");
        found.remove(0)
    };
    let (at, kind) = one("sammendarg: x\n");
    assert_eq!(at, "sammendarg");
    assert!(matches!(kind, FaultKind::UnknownKey { nearest: Some(nearest), owner, .. } if nearest == "sammendrag" && owner == "notat"));
    let (at, kind) = one("tilgang: inter\n");
    assert_eq!(at, "inter");
    assert!(matches!(kind, FaultKind::NotAllowed { nearest: Some(nearest), .. } if nearest == "intern"));
    let wrong = |yaml: &str, expected: Expected| {
        let (_, kind) = one(yaml);
        assert!(matches!(&kind, FaultKind::WrongShape { expected: found, .. } if *found == expected), "{yaml}: {kind:?}");
    };
    wrong("tema: Ola, Kari\n", Expected::ListNotCommas);
    wrong("relatert: notat/x\n", Expected::List);
    wrong("ansvarlig: Kari Nordmann\n", Expected::Id);
    wrong("mal: true\n", Expected::YesNo);
    wrong("vedlegg: [{fil: a, tittel: b, sha256: xyz}]\n", Expected::Sha256);
    wrong("sammendrag: {a: b}\n", Expected::Text);
    assert!(
        matches!(one("gjelder_fra: 1.3.2019\n"), (at, FaultKind::DateFormat { meant, .. }) if at == "1.3.2019" && meant == "2019-03-01")
    );
    assert!(matches!(one("gjelder_fra: 2019-02-29\n").1, FaultKind::DateInvalid { last_day: Some(28), .. }));
}

#[test]
fn ids_that_only_look_right_are_told_from_such_as_cannot_be_read() {
    let id = |written: &str| {
        let yaml = format!("type: referat\ndato: 2018-01-01\norgan: a\nreferent: b\ntil_stede: [c]\nvedtak:\n  - id: {written}\n");
        faults(&yaml).into_iter().map(|(_, kind)| kind).collect::<Vec<_>>()
    };
    assert_eq!(id("SG 1/18"), []);
    for written in ["SG\u{a0}1/18", "SG 1–18", "SG I/18"] {
        assert!(matches!(id(written).as_slice(), [FaultKind::Lookalike { meant, .. }] if meant == "SG 1/18"), "{written}");
    }
    assert!(matches!(id("Vedtak nr. 4").as_slice(), [FaultKind::DecisionId { .. }]));
}

#[test]
fn adoption_is_a_decision_or_told_in_full() {
    let (read, _) = front("type: notat\ntittel: x\ndato: 2018-01-01\nvedtatt: SG 1/17\n");
    assert!(matches!(read.front.adopted.map(|adopted| adopted.value), Some(Adoption::Decision(id)) if id == "SG 1/17"));
    assert_eq!(read.mentions.len(), 1);
}
