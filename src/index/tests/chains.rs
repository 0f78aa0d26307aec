//! Decisions and documents that take each other's place, and their states on a day.

use super::*;
use crate::index::{DecisionState, DocumentState, LinkKind};
use crate::model::mandate::{Mandate, Period};
use crate::model::{Adoption, DateSpan};

fn state_of(site: &Site, id: &str) -> DecisionState {
    let n = site.find_decision(&DecisionId::read(id).expect("an id")).expect("the decision");
    site.decisions[n].state
}

fn replaced_by(site: &Site, id: &str, on: &str) -> DecisionState {
    DecisionState::ReplacedBy { decision: decision_place(site, id), on: Some(day(on)) }
}

fn decision_place(site: &Site, id: &str) -> usize {
    site.find_decision(&DecisionId::read(id).expect("an id")).expect("the decision")
}

fn line(as_of: &str) -> Site {
    Draft::default()
        .body("sg", "SG")
        .with(minutes("sg", "2017-09-08").decides("SG 1/17", &[]))
        .with(minutes("sg", "2018-05-04").decides("SG 1/18", &[(Role::Replaces, "SG 1/17")]))
        .with(minutes("sg", "2019-03-01").decides("SG 1/19", &[(Role::Repeals, "SG 1/18")]))
        .on(as_of)
        .build()
}

#[test]
fn a_successor_ends_its_predecessor_the_day_before() {
    let site = line("2018-05-03");
    assert_eq!(state_of(&site, "SG 1/17"), DecisionState::InForce);
    assert_eq!(state_of(&site, "SG 1/18"), DecisionState::NotYet { from: day("2018-05-04") });
    assert_eq!(site.last_day(decision_place(&site, "SG 1/17")), None, "the successor is not made yet");
    let site = line("2018-05-04");
    assert_eq!(state_of(&site, "SG 1/17"), replaced_by(&site, "SG 1/18", "2018-05-04"));
    assert_eq!(site.last_day(decision_place(&site, "SG 1/17")), Some(day("2018-05-03")));
}

#[test]
fn repealing_a_successor_does_not_revive_what_it_replaced() {
    let site = line("2019-03-01");
    assert_eq!(state_of(&site, "SG 1/17"), replaced_by(&site, "SG 1/18", "2018-05-04"));
    let repealing = decision_place(&site, "SG 1/19");
    assert_eq!(state_of(&site, "SG 1/18"), DecisionState::RepealedBy { decision: repealing, on: Some(day("2019-03-01")) });
    let chain = site.chain(decision_place(&site, "SG 1/18"));
    assert_eq!(chain.before.iter().map(|link| link.kind).collect::<Vec<_>>(), [LinkKind::Replaces]);
    assert_eq!(chain.after.iter().map(|link| link.kind).collect::<Vec<_>>(), [LinkKind::Repeals]);
}

#[test]
fn drafts_change_nobody_elses_state_and_what_is_amended_stays_in_force() {
    let site = Draft::default()
        .body("sg", "SG")
        .with(minutes("sg", "2017-09-08").decides("SG 1/17", &[]).decides("SG 2/17", &[]))
        .with(minutes("sg", "2018-05-04").decides("SG 1/18", &[(Role::Replaces, "SG 1/17")]).status(Status::Draft))
        .with(minutes("sg", "2018-09-14").decides("SG 2/18", &[(Role::Amends, "SG 2/17")]))
        .build();
    assert_eq!(state_of(&site, "SG 1/18"), DecisionState::Draft);
    assert_eq!(state_of(&site, "SG 1/17"), DecisionState::InForce);
    let amended = DecisionState::Amended { decision: decision_place(&site, "SG 2/18"), on: day("2018-09-14") };
    assert_eq!(state_of(&site, "SG 2/17"), amended);
    assert_eq!(site.acted_on_by(decision_place(&site, "SG 2/17")).len(), 1);
}

#[test]
fn a_decision_withdrawn_before_its_first_day_replaces_nothing() {
    let later = minutes("sg", "2018-01-18")
        .decides("SG 1/18", &[(Role::Replaces, "SG 1/17")])
        .change(|minutes| minutes.decisions[0].from = Some(spanned(day("2018-07-01"))));
    let site = Draft::default()
        .body("sg", "SG")
        .with(minutes("sg", "2017-09-08").decides("SG 1/17", &[]))
        .with(later)
        .with(minutes("sg", "2018-05-04").decides("SG 2/18", &[(Role::Repeals, "SG 1/18")]))
        .build();
    assert_eq!(state_of(&site, "SG 1/17"), DecisionState::InForce);
    assert!(matches!(state_of(&site, "SG 1/18"), DecisionState::RepealedBy { .. }));
}

#[test]
fn the_last_day_of_a_period_belongs_to_it() {
    for (as_of, expected) in [("2017-12-31", DecisionState::InForce), ("2018-01-01", DecisionState::Expired { on: day("2017-12-31") })] {
        let limited = minutes("sg", "2017-09-08")
            .decides("SG 1/17", &[])
            .change(|minutes| minutes.decisions[0].to = Some(spanned(day("2017-12-31"))));
        let site = Draft::default().with(limited).on(as_of).build();
        assert_eq!(state_of(&site, "SG 1/17"), expected, "{as_of}");
    }
}

#[test]
fn circles_are_cut() {
    let site = Draft::default()
        .with(minutes("sg", "2017-09-08").decides("SG 1/17", &[(Role::Replaces, "SG 1/18"), (Role::Replaces, "SG 1/17")]))
        .with(minutes("sg", "2018-05-04").decides("SG 1/18", &[(Role::Replaces, "SG 1/17")]))
        .build();
    let first = decision_place(&site, "SG 1/17");
    assert_eq!(site.chain(first).before.len(), 2);
}

fn mandate(id: &str, from: &str, to: Option<&str>, adopted: &str) -> Document {
    let span = |written: &str| spanned(DateSpan { from: day(written), to: day(written), written: written.to_owned() });
    let period = Period { span: Span::default(), from: Some(span(from)), to: to.map(span) };
    let details = Details::Mandate(Box::new(Mandate { period: Some(period), ..Mandate::default() }));
    let mut document = document(id, details).dated(from);
    document.front.adopted = Some(spanned(Adoption::Decision(adopted.to_owned())));
    document.mentions(Role::AdoptedBy, Form::Decision(DecisionId::read(adopted).expect("an id")))
}

fn mandates(as_of: &str, acts: &[Act]) -> Site {
    Draft::default()
        .with(minutes("sg", "2017-09-08").decides("SG 1/17", &[(Role::Covers, "mandat/a")]))
        .with(minutes("sg", "2018-05-04").decides("SG 1/18", acts))
        .with(mandate("mandat/a", "2017-09-08", Some("2019-06-30"), "SG 1/17"))
        .on(as_of)
        .build()
}

#[test]
fn a_mandate_counts_from_its_adoption_to_the_end_of_its_period() {
    let state = |as_of| mandates(as_of, &[]).documents[0].state;
    assert_eq!(state("2017-09-07"), DocumentState::NotYet { from: day("2017-09-08") });
    assert_eq!(state("2019-06-30"), DocumentState::InForce);
    assert_eq!(state("2019-07-01"), DocumentState::Expired { on: day("2019-06-30") });
}

#[test]
fn what_becomes_of_the_adopting_decision_becomes_of_the_document() {
    let repealed = mandates("2018-05-04", &[(Role::Repeals, "SG 1/17")]);
    assert_eq!(repealed.documents[0].state, DocumentState::Repealed { decision: Some(decision_place(&repealed, "SG 1/18")) });
    let anew = mandates("2018-05-04", &[(Role::Replaces, "SG 1/17"), (Role::Covers, "mandat/a")]);
    assert_eq!(anew.documents[0].state, DocumentState::InForce);
}

#[test]
fn a_document_that_replaces_another_does_so_from_its_first_day_and_not_as_a_draft() {
    let site = |as_of: &str, status: Option<Status>| {
        let mut successor = mandate("mandat/b", "2018-05-04", None, "SG 1/18").mentions(Role::ReplacesDocument, to_document("mandat/a"));
        successor.front.status = status.map(spanned);
        Draft::default()
            .with(minutes("sg", "2017-09-08").decides("SG 1/17", &[(Role::Covers, "mandat/a")]))
            .with(minutes("sg", "2018-05-04").decides("SG 1/18", &[(Role::Covers, "mandat/b")]))
            .with(mandate("mandat/a", "2017-09-08", None, "SG 1/17"))
            .with(successor)
            .on(as_of)
            .build()
    };
    assert_eq!(site("2018-05-03", None).documents[0].state, DocumentState::InForce);
    let after = site("2018-05-04", None);
    assert_eq!(after.documents[0].state, DocumentState::ReplacedBy { document: 1, on: Some(day("2018-05-04")) });
    assert_eq!(after.successors(0), [1]);
    assert_eq!(site("2018-05-04", Some(Status::Draft)).documents[0].state, DocumentState::InForce);
}

#[test]
fn a_written_status_counts_where_the_facts_are_silent() {
    let state = |document: Document| Draft::default().with(document).build().documents[0].state;
    let report = || document("rapport/a", Details::Report);
    assert_eq!(state(report()), DocumentState::Published);
    assert_eq!(state(report().status(Status::Archived)), DocumentState::Archived);
    assert_eq!(state(report().status(Status::Repealed)), DocumentState::Repealed { decision: None });
    assert_eq!(state(report().status(Status::Replaced)), DocumentState::Replaced);
    assert_eq!(state(report().status(Status::InForce)), DocumentState::InForce);
    let mut template = report().status(Status::InForce);
    template.front.template = true;
    assert_eq!(state(template), DocumentState::Template);
}
