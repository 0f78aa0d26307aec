//! The index is total: whatever files mention, building ends and every place in it exists.

use proptest::prelude::*;

use super::*;
use crate::index::{Resolution, Subject};
use crate::model::mention::Citation;

/// Words that are ids, paths, codes and nonsense.
fn word() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        Just("referat/sg/2018-01-01".to_owned()),
        Just("notat/0".to_owned()),
        Just("sg".to_owned()),
        Just("SG".to_owned()),
        Just("kommuneloven".to_owned()),
        Just("sak-1".to_owned()),
        Just("plan.pdf".to_owned()),
        "[.a-cA-CøÅ/#%: \\\\-]{0,12}",
        any::<String>(),
    ]
}

fn form() -> impl Strategy<Value = Form> {
    let anchor = prop::option::of(word().prop_map(spanned));
    prop_oneof![
        (1u32..4, 17u8..20).prop_map(|(number, year)| Form::Decision(DecisionId { code: "SG".to_owned(), year, number })),
        (word(), anchor.clone()).prop_map(|(id, anchor)| Form::Document { id, anchor }),
        (word(), anchor).prop_map(|(path, anchor)| Form::Path { path, anchor }),
        any::<u32>().prop_map(Form::Attachment),
        word().prop_map(Form::AgendaItem),
        word().prop_map(Form::Anchor),
        word().prop_map(|statute| Form::Statute(Citation { statute, sections: vec!["1".to_owned()], detail: None })),
        word().prop_map(Form::Party),
        word().prop_map(Form::Case),
        word().prop_map(Form::File),
        word().prop_map(Form::External),
        word().prop_map(Form::Unknown),
    ]
}

fn role() -> impl Strategy<Value = Role> {
    let nth = 0u16..3;
    prop_oneof![
        Just(Role::Text),
        Just(Role::Image),
        Just(Role::AdoptedBy),
        Just(Role::ReplacesDocument),
        Just(Role::Approves),
        Just(Role::Present),
        Just(Role::Body),
        nth.clone().prop_map(Role::Covers),
        nth.clone().prop_map(Role::Replaces),
        nth.clone().prop_map(Role::Repeals),
        nth.clone().prop_map(Role::Amends),
        nth.clone().prop_map(Role::ClosedIn),
        nth.prop_map(Role::AttachmentFile),
    ]
}

fn some_document() -> impl Strategy<Value = Document> {
    let mentions = prop::collection::vec((role(), form()), 0..12);
    (0u8..4, 1i8..28, any::<bool>(), mentions).prop_map(|(name, date, held, mentions)| {
        let written = format!("2018-01-{date:02}");
        let made = if held {
            minutes("sg", &written).item(1, "Referat").decides("SG 1/18", &[]).decides(&format!("SG {}/18", name + 1), &[])
        } else {
            document(&format!("notat/{name}"), Details::Mandate(Box::default())).dated(&written)
        };
        mentions.into_iter().fold(made, |document, (role, form)| document.mentions(role, form))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn building_ends_and_every_place_exists(documents in prop::collection::vec(some_document(), 0..12)) {
        let mentions: usize = documents.iter().map(|document| document.mentions.len()).sum();
        let mut draft = Draft::default().person("kari").body("sg", "SG").unit("SG").statute("kommuneloven", "kommuneloven", "1993-01-01");
        draft = draft.file("content/notat/0/plan.pdf");
        draft.documents = documents;
        let site = draft.build();
        prop_assert_eq!(site.references.len(), mentions);
        let mut linked = 0;
        for reference in &site.references {
            prop_assert!(site.references_in(reference.document).contains(reference));
            if let Resolution::Target(target) = reference.resolution {
                prop_assert!(site.url_of(target).starts_with('/'));
                prop_assert_eq!(target.anchor.is_some(), site.anchor(target).is_some());
                linked += usize::from(target.subject != Subject::Document(reference.document));
            }
        }
        let counted: usize = site.addresses().iter().map(|address| site.backlinks(address.subject).count()).sum();
        let files: usize = (0..site.files.len()).map(|n| site.backlinks(Subject::File(n)).count()).sum();
        prop_assert_eq!(counted + files, linked);
        for decision in 0..site.decisions.len() {
            let chain = site.chain(decision);
            prop_assert!(chain.before.len() <= mentions && chain.after.len() <= mentions);
        }
        for document in 0..site.documents.len() {
            let _ = (site.neighbours(document), site.citations(0), site.nearest_files(document, "plan.pfd"));
        }
        prop_assert!(site.nearest_documents("notat/00").len() <= 3);
    }
}
