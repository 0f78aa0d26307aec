//! Minutes and their states, meetings in order, members, action items.

use super::*;
use crate::index::{DocumentState, MinutesState};
use crate::model::minutes::NextMeeting;
use crate::model::{ActionItem, ActionStatus, DateSpan, Due, Membership, Status, Who};

fn three(as_of: &str) -> Draft {
    Draft::default()
        .body("sg", "SG")
        .with(minutes("sg", "2018-09-14").item(1, "Budsjett"))
        .with(
            minutes("sg", "2018-11-29")
                .item(1, "Orientering")
                .item(2, "Godkjenning av referat")
                .mentions(Role::Approves, to_document("referat/sg/2018-09-14")),
        )
        .with(minutes("sg", "2019-03-01"))
        .on(as_of)
}

fn state(site: &Site, id: &str) -> MinutesState {
    match site.entry(site.find_document(id).expect("the minutes")).state {
        DocumentState::Minutes(state) => state,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_later_meeting_approves_and_the_item_that_does_it_is_told() {
    let site = three("2018-11-29").build();
    let approving = site.find_document("referat/sg/2018-11-29").expect("the minutes");
    let approved = MinutesState::ApprovedIn { document: approving, item: Some(1), on: Some(day("2018-11-29")) };
    assert_eq!(state(&site, "referat/sg/2018-09-14"), approved);
    assert_eq!(state(&site, "referat/sg/2018-11-29"), MinutesState::Unapproved);
    assert_eq!(state(&three("2018-11-28").build(), "referat/sg/2018-09-14"), MinutesState::Unapproved);
}

#[test]
fn approval_or_deadline_whichever_comes_first() {
    let site = |deadline: &str, as_of: &str| {
        let mut draft = three(as_of);
        let first = draft.documents.remove(0);
        draft.with(first.change(|minutes| minutes.comment_deadline = Some(spanned(day(deadline))))).build()
    };
    let told = |deadline, as_of| state(&site(deadline, as_of), "referat/sg/2018-09-14");
    assert_eq!(told("2018-10-01", "2018-10-01"), MinutesState::OpenForComments { until: day("2018-10-01") });
    assert_eq!(told("2018-10-01", "2018-10-02"), MinutesState::ApprovedByDeadline { on: day("2018-10-01") });
    assert_eq!(told("2018-10-01", "2019-01-01"), MinutesState::ApprovedByDeadline { on: day("2018-10-01") });
    assert!(matches!(told("2018-12-24", "2018-12-01"), MinutesState::ApprovedIn { .. }));
    assert!(matches!(told("2018-12-24", "2019-01-01"), MinutesState::ApprovedIn { .. }));
    assert_eq!(told("2018-10-01", "2018-09-01"), MinutesState::Unapproved, "not held yet");
    assert_eq!(site("2018-10-01", "2018-09-20").open_for_comments().len(), 1);
}

#[test]
fn minutes_are_not_approved_by_an_earlier_meeting() {
    let early = minutes("sg", "2018-05-04").mentions(Role::Approves, to_document("referat/sg/2018-09-14"));
    let site = Draft::default().body("sg", "SG").with(early).with(minutes("sg", "2018-09-14")).build();
    assert_eq!(state(&site, "referat/sg/2018-09-14"), MinutesState::Unapproved);
}

#[test]
fn a_draft_approves_nothing_and_a_link_names_the_item() {
    let mut draft = three("2019-12-31");
    let second = draft.documents.remove(1);
    let site = draft.with(second.status(Status::Draft)).build();
    assert_eq!(state(&site, "referat/sg/2018-09-14"), MinutesState::Unapproved);
    assert_eq!(state(&site, "referat/sg/2018-11-29"), MinutesState::Draft);

    let mut linking = minutes("sg", "2018-11-29").item(1, "Gjennomgang").item(2, "Eventuelt");
    linking =
        linking.mentions(Role::Approves, to_document("referat/sg/2018-09-14")).mentions(Role::Text, to_document("referat/sg/2018-09-14"));
    linking.mentions[1].span = Span::new(110, 130);
    let site = Draft::default().body("sg", "SG").with(minutes("sg", "2018-09-14")).with(linking).build();
    assert!(matches!(state(&site, "referat/sg/2018-09-14"), MinutesState::ApprovedIn { item: Some(0), .. }));
}

#[test]
fn meetings_stand_in_order_and_joint_ones_in_both_bodies() {
    let mut joint = minutes("sg", "2018-12-20");
    joint.front.bodies.push(spanned("sf".to_owned()));
    let site = three("2020-01-01").body("sf", "SF").with(joint).build();
    let (sg, sf) = (site.find_body("sg").expect("a body"), site.find_body("sf").expect("a body"));
    let joint = site.find_document("referat/sg/2018-12-20").expect("the minutes");
    let date = |n: Option<usize>| n.and_then(|n| site.date(n)).map(|date| date.to_string());
    assert_eq!(site.meetings(sg).len(), 4);
    assert_eq!(site.meetings(sf), [joint]);
    assert_eq!(date(site.previous_meeting(joint, sg)).as_deref(), Some("2018-11-29"));
    assert_eq!(date(site.next_meeting(joint, sg)).as_deref(), Some("2019-03-01"));
    assert_eq!(site.next_meeting(joint, sf), None);
    assert_eq!(site.neighbours(joint).len(), 2);
    assert_eq!(site.entry(joint).title, "Referat – SGa og SFa 20. desember 2018");
}

#[test]
fn minutes_without_a_title_are_called_in_their_own_language() {
    let mut english = minutes("sg", "2018-12-20");
    english.front.language = Some(spanned("en".to_owned()));
    english.front.bodies.push(spanned("sf".to_owned()));
    let site = three("2020-01-01").body("sf", "SF").with(english).build();
    let found = site.find_document("referat/sg/2018-12-20").expect("the minutes");
    assert_eq!(site.entry(found).title, "Minutes – SGa and SFa 20 December 2018");
}

#[test]
fn the_number_of_an_item_finds_it_with_its_year() {
    let mut held = minutes("sg", "2019-03-01").item(4, "Budsjett").decides("SG 1/19", &[]);
    held.text.items[0].year = Some(19);
    let held = held.change(|minutes| minutes.decisions[0].item = Some(spanned("4".to_owned())));
    let site = Draft::default().with(held).build();
    assert_eq!(site.decisions[0].item, Some(0));
    assert_eq!(site.decision_title(0), Some("Budsjett"));
    assert_eq!(site.find_item(0, "4/18", None), None);
}

#[test]
fn an_item_of_two_alike_is_the_deciding_bodys() {
    let mut joint = minutes("sg", "2019-03-01").item(1, "Mandat").item(1, "Møteplan").decides("SF 1/19", &[]);
    joint.front.bodies.push(spanned("sf".to_owned()));
    joint.text.items[0].body = Some(spanned("sg".to_owned()));
    joint.text.items[1].body = Some(spanned("sf".to_owned()));
    let joint = joint.change(|minutes| minutes.decisions[0].item = Some(spanned("1".to_owned())));
    let site = Draft::default().body("sg", "SG").body("sf", "SF").with(joint).build();
    assert_eq!(site.decisions[0].item, Some(1));
}

fn action(due: Due, status: ActionStatus) -> ActionItem {
    ActionItem {
        span: Span::default(),
        item: None,
        text: None,
        responsible: Vec::new(),
        due: Some(spanned(due)),
        status: Some(spanned(status)),
        closed_in: None,
    }
}

#[test]
fn next_meeting_becomes_a_day_and_what_is_past_it_is_overdue() {
    let asked = minutes("sg", "2018-11-29")
        .change(|minutes| {
            minutes.action_items = vec![action(Due::NextMeeting, ActionStatus::Open), action(Due::NextMeeting, ActionStatus::Closed)];
        })
        .mentions(Role::ClosedIn(1), to_document("referat/sg/2019-03-01"))
        .mentions(Role::ActionResponsible(0), Form::Party("kari".to_owned()));
    let last = minutes("sg", "2019-03-01").change(|minutes| {
        let announced = NextMeeting { date: Some(spanned(day("2019-05-10"))), ..NextMeeting::default() };
        minutes.next_meeting = Some(spanned(announced));
        minutes.action_items = vec![action(Due::NextMeeting, ActionStatus::Open)];
    });
    let site = |as_of| Draft::default().person("kari").body("sg", "SG").with(asked.clone()).with(last.clone()).on(as_of).build();
    let now = site("2019-03-02");
    let due: Vec<String> = now.actions.iter().filter_map(|entry| Some(entry.due?.to_string())).collect();
    assert_eq!(due, ["2019-03-01", "2019-03-01", "2019-05-10"]);
    assert_eq!((0..3).map(|n| now.overdue(n)).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(now.open_actions(), [0, 2]);
    assert_eq!(now.actions_of(now.find_party("kari").expect("a person")), [0]);
    assert_eq!(now.upcoming_meetings().len(), 1);
    let before = site("2019-02-01");
    assert_eq!(before.action_status(1), ActionStatus::Open, "closed in a meeting not held yet");
    assert_eq!(before.open_actions(), [0, 1]);
}

#[test]
fn a_draft_of_later_minutes_takes_no_announced_meeting_away() {
    let announcing = minutes("sg", "2019-01-10").change(|minutes| {
        let announced = NextMeeting { date: Some(spanned(day("2019-03-01"))), ..NextMeeting::default() };
        minutes.next_meeting = Some(spanned(announced));
    });
    let later = |status| {
        let mut later = minutes("sg", "2019-02-14");
        later.front.status = status;
        let site = Draft::default().body("sg", "SG").with(announcing.clone()).with(later).on("2019-02-20").build();
        site.upcoming_meetings().len()
    };
    assert_eq!(later(Some(spanned(Status::Draft))), 1);
    assert_eq!(later(None), 0, "what was published later counts, and announces nothing");
}

#[test]
fn members_and_deputies_on_a_day() {
    let span = |written: &str| spanned(DateSpan { from: day(written), to: day(written), written: written.to_owned() });
    let seat = |person: &str, to: Option<&str>, deputy_for: Option<&str>| Membership {
        span: Span::default(),
        person: Some(Who::Id(spanned(person.to_owned()))),
        role: None,
        from: None,
        to: to.map(span),
        deputy_for: deputy_for.map(|id| spanned(id.to_owned())),
        votes: None,
    };
    let mut draft = Draft::default().person("kari").person("ola").body("sg", "SG");
    draft.bodies.bodies[0].members = vec![seat("kari", Some("2019-02-28"), None), seat("ola", None, Some("kari"))];
    let site = draft.build();
    let members = |date| site.members_on(0, day(date)).count();
    assert_eq!((members("2019-02-28"), members("2019-03-01")), (1, 0), "the last day belongs to the term");
    assert_eq!(site.deputies_on(0, day("2019-03-01")).count(), 1);
    assert_eq!(site.seats(1).map(|(body, _)| body).collect::<Vec<_>>(), [0]);
    assert!(site.seat_on(0, 0, day("2019-03-01")).is_none());
}
