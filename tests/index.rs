//! Small sites from text through parsing and the index: what is told of decisions, minutes, meetings, cases and references.

#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use saksgang::index::{DecisionState, DocumentState, MinutesState, Miss, Resolution, Site, Subject};
use saksgang::model::{DecisionId, Role};
use saksgang::pipeline::{Caches, Request, check};
use saksgang::world::Memory;

const PEOPLE: &str = "kari: {navn: Kari Eksempel, roller: [{rolle: leder, enhet: kontoret, fra: 2017-01-01}]}\nola: {navn: Ola Eksempel}\n";
const BODIES: &str = "sg:\n  navn: Styringsgruppa\n  kode: SG\n  medlemmer:\n    - {person: kari, fra: 2017-01-01, til: 2018-12-31}\n    - {person: ola, vara_for: kari}\nsf: {navn: Samarbeidsforum, kode: SF}\n";
const UNITS: &str = "kontoret: {navn: Kontoret, type: kontor}\n";
const CASES: &str = "budsjett: {tittel: Budsjettet}\n";

const FIRST: &str = "---
type: referat
dato: 2017-09-08
organ: sg
referent: kari
til_stede: [kari]
vedtak:
  - {id: SG 1/17, sak: 2, tekst: Mandatet vedtas., gjelder: [mandat/prosjektet]}
oppfølging:
  - {sak: 1, tekst: Sende budsjettet på høring., ansvarlig: kari, frist: neste møte}
---

## Sak 1/17 Budsjett {saksgang=budsjett}

Tallene følger av kommuneloven § 28.

## Sak 2/17 Mandat

Se [mandatet](../../mandat/prosjektet.md#punkt-2).
";

const SECOND: &str = "---
type: referat
dato: 2018-05-04
organ: [sg, sf]
referent: kari
til_stede: [kari]
godkjenner: [referat/sg/2017-09-08]
vedtak:
  - {id: SG 1/18, sak: 1, tekst: Nytt budsjett., erstatter: [SG 1/17], fra: 2018-07-01}
neste_møte: 2018-09-14
---

## Sak 1 Referat {organ=sg}

[Forrige møte][referat/sg/2017-09-08] ble godkjent. [Sak 3] og [SG 1/17] følges opp.

## Sak 2 Budsjett {organ=sg saksgang=budsjett}

Se [Vedlegg 1] og [tallene](tall.csv).

## Sak 3 Neste møte {organ=sf}

Tekst.
";

const MANDATE: &str = "---
type: mandat
tittel: Mandat for prosjektet
dato: 2017-09-08
organ: sg
oppdragsgiver: sg
oppdragstaker: kontoret
vedtatt: SG 1/17
vedlegg: [{fil: plan.pdf, tittel: Plan}]
---

## Mandatet

1. Det første.
2. Det andre, se [sak 2](../referat/sg/2017-09-08.md#sak-2-17) og [det som mangler][referat/sg/2016-01-01].
";

fn site(as_of: &str) -> Site {
    let world = Memory::default()
        .with("site.toml", "format = 1\ntitle = \"Prøve\"\n")
        .with("content/register/personer.yaml", PEOPLE)
        .with("content/register/organer.yaml", BODIES)
        .with("content/register/enheter.yaml", UNITS)
        .with("content/register/saksganger.yaml", CASES)
        .with("content/referat/sg/2017-09-08.md", FIRST)
        .with("content/referat/sg/2018-05-04.md", SECOND)
        .with("content/referat/sg/2018-05-04/tall.csv", "a;b\n")
        .with("content/mandat/prosjektet.md", MANDATE)
        .with("content/mandat/prosjektet/plan.pdf", "%PDF-1.4\n");
    let request = Request { as_of: Some(as_of.parse().unwrap()), ..Request::default() };
    check(&world, &request, &mut Caches::default()).unwrap().site
}

fn decision(site: &Site, id: &str) -> usize {
    site.find_decision(&DecisionId::read(id).unwrap()).unwrap()
}

#[test]
fn decisions_follow_each_other() {
    let before = site("2018-06-30");
    assert_eq!(before.decisions[decision(&before, "SG 1/17")].state, DecisionState::InForce);
    let after = site("2018-07-01");
    let (old, new) = (decision(&after, "SG 1/17"), decision(&after, "SG 1/18"));
    assert_eq!(after.decisions[old].state, DecisionState::ReplacedBy { decision: new, on: Some("2018-07-01".parse().unwrap()) });
    assert_eq!(after.chain(new).before.len(), 1);
    assert_eq!(after.decision_title(old), Some("Mandat"), "the item's heading, found without its year");
}

#[test]
fn minutes_are_approved_by_the_item_that_says_so() {
    let site = site("2018-05-04");
    let (first, second) = (site.find_document("referat/sg/2017-09-08").unwrap(), site.find_document("referat/sg/2018-05-04").unwrap());
    let approved = MinutesState::ApprovedIn { document: second, item: Some(0), on: Some("2018-05-04".parse().unwrap()) };
    assert_eq!(site.entry(first).state, DocumentState::Minutes(approved));
    assert_eq!(site.entry(first).title, "Referat – Styringsgruppa 8. september 2017");
    assert_eq!(site.entry(second).title, "Referat – Styringsgruppa og Samarbeidsforum 4. mai 2018");
    assert_eq!(site.neighbours(second).iter().map(|around| around.previous).collect::<Vec<_>>(), [Some(first), None]);
    assert_eq!(site.upcoming_meetings().len(), 2, "both bodies' next meeting");
}

#[test]
fn a_mandate_is_adopted_and_everything_that_cites_it_is_known() {
    let site = site("2018-06-30");
    let mandate = site.find_document("mandat/prosjektet").unwrap();
    let adopting = decision(&site, "SG 1/17");
    assert_eq!(site.entry(mandate).state, DocumentState::InForce);
    assert_eq!(site.adopted_by(mandate), Some(adopting));
    assert_eq!((site.covers(adopting), site.covered_by(mandate)), (vec![mandate], vec![adopting]));
    assert_eq!(site.backlinks(Subject::Document(mandate)).count(), 2, "gjelder and the link in the text");
    let point = site.find_anchor(mandate, "punkt-2").unwrap();
    assert_eq!(site.backlinks_to_anchor(mandate, point).count(), 1);
    let missing = site.references_in(mandate).iter().filter(|reference| reference.resolution == Resolution::Miss(Miss::Document)).count();
    assert_eq!(missing, 1);
    let body = Subject::Body(site.find_body("sg").unwrap());
    assert!(site.backlinks_as(body, |role| role == Role::Client).count() == 1);
}

#[test]
fn every_reference_but_the_missing_one_leads_somewhere() {
    let site = site("2018-06-30");
    let told = |resolution: &Resolution| matches!(resolution, Resolution::Target(_));
    let lost: Vec<String> = site
        .references
        .iter()
        .filter(|reference| !told(&reference.resolution))
        .map(|reference| format!("{}: {:?}", site.document(reference.document).id, site.mention(reference).form))
        .collect();
    assert_eq!(lost.len(), 2, "{lost:#?}");
    assert!(lost.iter().any(|one| one.contains("Attachment(1)")), "these minutes list no attachment");
}

#[test]
fn a_case_goes_through_its_meetings_and_a_statute_knows_its_sections() {
    let site = site("2018-06-30");
    let case = site.find_case("budsjett").unwrap();
    let way: Vec<(String, usize)> =
        site.treatments(case).iter().map(|(document, item)| (site.document(*document).id.to_string(), *item)).collect();
    assert_eq!(way, [("referat/sg/2017-09-08".to_owned(), 0), ("referat/sg/2018-05-04".to_owned(), 1)]);
    let act = site.find_statute("kommuneloven", "2017-09-08".parse().unwrap()).unwrap();
    let sections: Vec<Option<&str>> = site.citations(act).iter().map(|cited| cited.section).collect();
    assert_eq!(sections, [Some("28")]);
    assert_eq!(site.statute(act).lovdata.as_ref().map(|id| id.value.as_str()), Some("lov/1992-09-25-107"));
}

#[test]
fn action_items_are_due_at_the_next_meeting() {
    let site = site("2018-05-05");
    assert_eq!(site.actions[0].due, Some("2018-05-04".parse().unwrap()));
    assert!(site.overdue(0));
    assert_eq!(site.actions[0].item, Some(0));
    assert_eq!(site.actions_of(site.find_party("kari").unwrap()), [0]);
}

#[test]
fn files_are_copied_once_something_lists_or_links_them() {
    let site = site("2018-05-05");
    let published: Vec<&str> = site.published_files().map(|file| site.files[file].path.as_str()).collect();
    assert_eq!(published, ["content/mandat/prosjektet/plan.pdf", "content/referat/sg/2018-05-04/tall.csv"]);
}

#[test]
fn two_builds_tell_the_same() {
    let (one, two) = (site("2018-06-30"), site("2018-06-30"));
    assert_eq!(one.references, two.references);
    assert_eq!(format!("{:?}", one.documents), format!("{:?}", two.documents));
    assert_eq!(one.chain(0), two.chain(0));
}

/// Minutes with so many agenda items, every fifth number used by two bodies; a decision and an action item to each, from the last to the first.
fn many(items: usize) -> Site {
    use std::fmt::Write;
    let mut text = String::from("---\ntype: referat\ndato: 2017-09-08\norgan: [sg, sf]\nreferent: kari\ntil_stede: [kari]\nvedtak:\n");
    for n in (1..=items).rev() {
        let _ = writeln!(text, "  - {{id: SG {n}/17, sak: {n}, tekst: 'Se [@kari].', gjelder: [referat/alle]}}");
    }
    text.push_str("oppfølging:\n");
    for n in (1..=items).rev() {
        let _ = writeln!(text, "  - {{sak: {n}, tekst: 'Si det til [@kari].', ansvarlig: kari, frist: 2018-01-01}}");
    }
    text.push_str("---\n");
    for n in 1..=items {
        let _ = write!(text, "\n## Sak {n} Emne {{organ=sg}}\n\nSe [Sak {}].\n", items + 1 - n);
        if n % 5 == 0 {
            let _ = write!(text, "\n## Sak {n}/17 Emne {{organ=sf}}\n\nTekst.\n");
        }
    }
    let files = [("personer", PEOPLE), ("organer", BODIES), ("enheter", UNITS)];
    let registers =
        files.into_iter().fold(Memory::default(), |world, (name, text)| world.with(&format!("content/register/{name}.yaml"), text));
    let world = registers.with("site.toml", "format = 1\ntitle = \"Prøve\"\n").with("content/referat/alle.md", text);
    check(&world, &Request { as_of: "2030-01-01".parse().ok(), ..Request::default() }, &mut Caches::default()).unwrap().site
}

/// What is looked up is what going through all of it finds, in a document with few of each and in one with so many that they are sorted.
#[test]
fn what_a_document_holds_is_found_however_much_it_is() {
    for items in [7, 300] {
        let site = many(items);
        let document = site.find_document("referat/alle").unwrap();
        let text = &site.document(document).text;
        assert_eq!(text.items.len(), items + items / 5);
        for written in ["1", "5", " 05 ", "5/17", "5/2017", "7/18", "", "x", "300", "301", "-1"] {
            let walked: Vec<usize> = (0..text.items.len()).filter(|n| text.items[*n].matches(written)).collect();
            assert_eq!(site.items_numbered(document, written).collect::<Vec<_>>(), walked, "{written}");
            assert_eq!(site.find_item(document, written, None), Some(&walked).filter(|all| all.len() == 1).map(|all| all[0]), "{written}");
        }
        let (sg, sf) = (site.find_body("sg"), site.find_body("sf"));
        assert_eq!((site.find_item(document, "5", sg), site.find_item(document, "5", sf)), (Some(4), Some(5)));
        for place in 0..text.items.len() {
            let decided: Vec<usize> =
                site.decisions_in(document).iter().copied().filter(|n| site.decisions[*n].item == Some(place)).collect();
            assert_eq!(site.decisions_of_item(document, place), decided);
            let tasks: Vec<usize> = site.actions_in(document).iter().copied().filter(|n| site.actions[*n].item == Some(place)).collect();
            assert_eq!(site.actions_of_item(document, place), tasks);
            let (content, heading) = (text.items[place].content, text.headings[text.items[place].heading as usize].span);
            assert_eq!(
                (text.item_around(content), text.item_with(content), text.item_with(heading)),
                (Some(place), Some(place), Some(place))
            );
            assert_eq!((text.item_around(heading), text.item_around(text.span), text.item_with(text.span)), (None, None, None));
        }
        let last = u16::try_from(items - 1).unwrap();
        for role in
            [Role::Text, Role::Present, Role::Covers(0), Role::Covers(last), Role::DecisionText(3), Role::ActionText(last), Role::Unit]
        {
            let walked: Vec<_> = site.references_in(document).iter().filter(|reference| reference.role == role).collect();
            assert_eq!(site.references_as(document, role).collect::<Vec<_>>(), walked, "{role:?}");
        }
    }
}
