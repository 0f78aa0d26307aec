//! What mentions lead to, by form and role; who refers to what; what the audience gets.

use super::*;
use crate::index::{Miss, Resolution, Subject, Target, Visibility};
use crate::model::mention::Citation;
use crate::model::{Access, Attachment};

fn page(id: &str) -> Document {
    document(id, Details::Page)
}

/// What the only mention of `notat/a` (at `content/notat/a.md`) leads to, in words.
fn resolved(draft: Draft, role: Role, form: Form) -> String {
    let site = draft.with(page("notat/a").mentions(role, form)).build();
    let from = site.find_document("notat/a").expect("the document");
    told(&site, &site.references_in(from)[0].resolution)
}

fn told(site: &Site, resolution: &Resolution) -> String {
    match resolution {
        Resolution::Target(target) => site.url_of(*target),
        Resolution::External => "external".to_owned(),
        Resolution::Miss(miss) => format!("{miss:?}"),
    }
}

fn draft() -> Draft {
    Draft::default()
        .person("kari")
        .body("sg", "SG")
        .unit("kontoret")
        .statute("kommuneloven-1992", "kommuneloven", "1993-01-01")
        .statute("kommuneloven", "kommuneloven", "2019-10-01")
        .with(minutes("sg", "2018-09-14").item(4, "Budsjett").decides("SG 3/18", &[]))
        .with(page("om-prosjektet"))
        .with(page("veileder/index"))
        .file("content/notat/a/plan.pdf")
        .file("content/notat/kart.png")
        .file("content/notat/ut/lenke.pdf")
}

#[test]
fn documents_are_found_by_id_and_by_path() {
    for (form, expected) in [
        (to_document("referat/sg/2018-09-14"), "/referat/sg/2018-09-14/"),
        (to_document("referat/sg/2018-09-14#sak-4"), "/referat/sg/2018-09-14/#sak-4"),
        (to_document("om-prosjektet"), "/om-prosjektet/"),
        (to_document("veileder/index"), "/veileder/"),
        (to_path("../referat/sg/2018-09-14.md#sak-4"), "/referat/sg/2018-09-14/#sak-4"),
        (to_path("../referat/sg/2018-09-14"), "/referat/sg/2018-09-14/"),
        (to_path("../veileder/index.md"), "/veileder/"),
        (to_path("../veileder/"), "/veileder/"),
        (to_path("a/plan.pdf"), "/notat/a/plan.pdf"),
        (to_path("kart.png"), "/notat/kart.png"),
        (to_document("referat/SG/2018-09-14"), "LetterCase(\"referat/sg/2018-09-14\")"),
        (to_path("../Referat/sg/2018-09-14.md"), "LetterCase(\"../referat/sg/2018-09-14.md\")"),
        (to_path("Kart.png"), "LetterCase(\"kart.png\")"),
        (to_document("referat/sg/2018-09-15"), "Document"),
        (to_path("../referat/2018-09-14.md"), "Document"),
        (to_path("mangler.pdf"), "File"),
        (to_path("a\\plan.pdf"), "File"),
        (to_path("..\\referat\\sg\\2018-09-14.md"), "Document"),
        (to_path("ut/lenke.pdf"), "Outside"),
        (to_path("../../hemmelig.pdf"), "Outside"),
        (to_document("referat/sg/2018-09-14#sak-5"), "Anchor { document: 2 }"),
    ] {
        assert_eq!(resolved(draft(), Role::Text, form.clone()), expected, "{form:?}");
    }
}

#[test]
fn a_listed_file_is_looked_for_in_the_own_folder_then_beside() {
    for (written, expected) in [
        ("plan.pdf", "/notat/a/plan.pdf"),
        ("kart.png", "/notat/kart.png"),
        ("a/plan.pdf", "/notat/a/plan.pdf"),
        ("Plan.pdf", "LetterCase(\"plan.pdf\")"),
        ("lan.pdf", "File"),
        ("../../x.pdf", "Outside"),
        ("a\\plan.pdf", "File"),
        ("\\\\server\\plan.pdf", "Outside"),
        ("/etc/passwd", "Outside"),
        ("C:\\plan.pdf", "Outside"),
    ] {
        assert_eq!(resolved(draft(), Role::AttachmentFile(0), Form::File(written.to_owned())), expected, "{written}");
    }
}

#[test]
fn fields_take_the_parties_they_are_for() {
    for (role, id, expected) in [
        (Role::Present, "kari", "/person/kari/"),
        (Role::Present, "sg", "PartyKind(Body(0))"),
        (Role::Present, "ola", "Person"),
        (Role::Body, "sg", "/organ/sg/"),
        (Role::Body, "kari", "PartyKind(Person(0))"),
        (Role::Unit, "kontoret", "/enhet/kontoret/"),
        (Role::ActionResponsible(0), "kontoret", "/enhet/kontoret/"),
        (Role::Text, "sg", "/organ/sg/"),
        (Role::Text, "ingen", "Party"),
        (Role::AdoptedBy, "Kommunestyret", "external"),
    ] {
        assert_eq!(resolved(draft(), role, Form::Party(id.to_owned())), expected, "{role:?} {id}");
    }
}

#[test]
fn the_documents_date_decides_between_acts_of_one_name() {
    let citation = || Form::Statute(Citation { statute: "kommuneloven".to_owned(), sections: vec!["28".to_owned()], detail: None });
    for (date, id) in [("1980-01-01", "kommuneloven-1992"), ("2018-05-04", "kommuneloven-1992"), ("2020-01-01", "kommuneloven")] {
        let site = draft().with(page("notat/a").dated(date).mentions(Role::Text, citation())).build();
        let from = site.find_document("notat/a").expect("the document");
        assert_eq!(told(&site, &site.references_in(from)[0].resolution), format!("/lov/{id}/"), "{date}");
    }
}

#[test]
fn two_anchors_that_an_author_made_alike_are_ambiguous() {
    let twice = minutes("sg", "2019-03-01").item(1, "Referat").item(1, "Eventuelt");
    let mentions = [Form::AgendaItem("1".to_owned()), Form::Anchor("sak-1".to_owned()), to_document("referat/sg/2019-03-01#sak-1")];
    let twice = mentions.into_iter().fold(twice, |twice, form| twice.mentions(Role::Text, form));
    let site = draft().with(twice).build();
    let document = site.find_document("referat/sg/2019-03-01").expect("the minutes");
    for reference in site.references_in(document) {
        assert_eq!(reference.resolution, Resolution::Miss(Miss::AmbiguousAnchor { document }), "{:?}", site.mention(reference).form);
    }
    assert_eq!(site.ambiguous_anchors(document), [vec![0, 1]]);
}

#[test]
fn references_to_an_anchor_count_for_the_document_and_each_counts_once() {
    let citing = page("notat/a")
        .mentions(Role::Text, to_document("referat/sg/2018-09-14#sak-4"))
        .mentions(Role::Text, to_document("referat/sg/2018-09-14"))
        .mentions(Role::Related, Form::Decision(DecisionId::read("SG 3/18").expect("an id")))
        .mentions(Role::Text, to_document("notat/a"));
    let site = draft().with(citing).build();
    let minutes = site.find_document("referat/sg/2018-09-14").expect("the minutes");
    assert_eq!(site.backlinks(Subject::Document(minutes)).count(), 2);
    assert_eq!(site.backlinks_to_anchor(minutes, 0).count(), 1);
    assert_eq!(site.referring(Subject::Document(minutes)).len(), 1);
    let decision = site.decisions_in(minutes)[0];
    assert_eq!(site.backlinks(Subject::Decision(decision)).count(), 1);
    let itself = site.find_document("notat/a").expect("the document");
    assert_eq!(site.backlinks(Subject::Document(itself)).count(), 0);
}

#[test]
fn attachments_are_numbered_as_listed() {
    let listed = |file: &str| Attachment {
        span: Span::default(),
        file: Some(spanned(file.to_owned())),
        title: None,
        role: None,
        sha256: None,
        access: None,
    };
    let mut noted = page("notat/a");
    noted.front.attachments = vec![listed("kart.png"), listed("plan.pdf"), listed("borte.pdf")];
    let noted = noted
        .mentions(Role::Text, Form::Attachment(2))
        .mentions(Role::Text, Form::Attachment(3))
        .mentions(Role::Text, Form::Attachment(4))
        .mentions(Role::AttachmentFile(0), Form::File("kart.png".to_owned()))
        .mentions(Role::AttachmentFile(1), Form::File("plan.pdf".to_owned()))
        .mentions(Role::AttachmentFile(2), Form::File("borte.pdf".to_owned()));
    let site = draft().with(noted).build();
    let from = site.find_document("notat/a").expect("the document");
    let told: Vec<String> = site.references_in(from).iter().take(3).map(|reference| told(&site, &reference.resolution)).collect();
    assert_eq!(told, ["/notat/a/plan.pdf", "/notat/a/", "Attachment { count: 3 }"]);
    assert_eq!(site.entry(from).attachments.iter().flatten().count(), 2);
    assert_eq!(site.published_files().count(), 2);
}

#[test]
fn nothing_of_an_exempt_document_is_for_the_public() {
    let mut secret = page("notat/a").mentions(Role::AttachmentFile(0), Form::File("plan.pdf".to_owned()));
    secret.front.access = Some(spanned(Access::Exempt));
    secret.front.attachments =
        vec![Attachment { span: Span::default(), file: None, title: None, role: None, sha256: None, access: Some(spanned(Access::Open)) }];
    // An open document that links the same file does not give it away.
    let links = ["a/plan.pdf", "a/bilder/ulistet.png", "kart.png"];
    let open = links.into_iter().fold(page("notat/b"), |open, link| open.mentions(Role::Text, to_path(link)));
    for (audience, expected) in [("intern", Visibility::Stub), ("offentlig", Visibility::Hidden)] {
        let mut draft = draft().file("content/notat/a/bilder/ulistet.png").with(secret.clone()).with(open.clone());
        draft.audience = audience;
        let site = draft.build();
        let document = site.find_document("notat/a").expect("the document");
        assert_eq!(site.entry(document).visibility, expected);
        let published: Vec<&str> = site.published_files().map(|n| site.files[n].path.as_str()).collect();
        assert_eq!(published, ["content/notat/kart.png"], "{audience}");
    }
}

#[test]
fn internal_documents_and_drafts_are_hidden_from_those_they_are_not_for() {
    let mut internal = page("notat/intern");
    internal.front.access = Some(spanned(Access::Internal));
    let drafted = page("notat/utkast").status(Status::Draft);
    for (audience, drafts, shown) in
        [("intern", false, [true, false]), ("offentlig", false, [false, false]), ("intern", true, [true, true])]
    {
        let mut draft = Draft::default().with(internal.clone()).with(drafted.clone());
        draft.audience = audience;
        draft.drafts = drafts;
        let site = draft.build();
        assert_eq!([site.shown(Subject::Document(0)), site.shown(Subject::Document(1))], shown, "{audience} {drafts}");
    }
}

#[test]
fn the_nearest_are_named_by_tail_and_by_spelling() {
    let site = draft().with(minutes("sg", "2018-11-29")).build();
    let near = |written: &str| site.nearest_documents(written).into_iter().map(|one| one.written).collect::<Vec<_>>();
    assert_eq!(near("../styringsgruppa/2018-09-14.md")[0], "referat/sg/2018-09-14");
    assert_eq!(near("referat/sg/2018-09-15")[0], "referat/sg/2018-09-14");
    assert_eq!(near("om-prosjekt"), ["om-prosjektet"]);
    assert!(near("noe/helt/annet").is_empty());
    assert_eq!(site.nearest_decisions("SG 4/18")[0].written, "SG 3/18");
    assert_eq!(site.nearest_decisions("vedtak SG 3/18")[0].written, "SG 3/18", "with a word more");
    assert_eq!(site.nearest_parties("karri", None)[0].written, "kari");
    let from = site.find_document("om-prosjektet").expect("the document");
    assert_eq!(site.nearest_files(from, "plan.pdf")[0].written, "notat/a/plan.pdf");
    let minutes = site.find_document("referat/sg/2018-09-14").expect("the minutes");
    assert_eq!(site.nearest_anchors(minutes, "sak-5")[0].written, "sak-4");
}

#[test]
fn the_endings_of_acts_are_one_and_do_not_make_them_near() {
    let site = Draft::default().statute("sameloven", "sameloven", "1987-01-01").statute("arkiv-1", "arkivlova", "1999-01-01");
    let site = site.statute("arkiv-2", "arkivlova", "2026-01-01").statute("egen", "arkivloven", "2020-01-01").build();
    let found = |name: &str| site.find_statute(name, "2027-01-01".parse().unwrap()).map(|n| site.statute(n).id.value.clone());
    assert_eq!(found("samelova").as_deref(), Some("sameloven"));
    assert_eq!(found("arkivlova").as_deref(), Some("arkiv-2"));
    assert_eq!(found("Arkivloven").as_deref(), Some("egen"), "as it is written, first");
    assert_eq!(found("loven"), None);
    let near = |written: &str| site.nearest_statutes(written).into_iter().map(|one| one.written).collect::<Vec<_>>();
    assert_eq!(near("arkvlova"), ["arkivlova", "arkivloven"], "each name once, the same ending first");
    assert_eq!(near("samaloven"), ["sameloven"]);
    for far in ["straffeloven", "tomteloven", "eøs-loven", "sameieloven"] {
        assert!(near(far).is_empty(), "{far}");
    }
}

#[test]
fn ids_that_differ_in_letter_case_are_duplicates_and_aliases_redirect_where_nothing_lies() {
    let mut moved = page("notat/ny");
    moved.front.aliases = ["notat/gammel", "/notat/B/", "https://example.org/x"].map(|alias| spanned(alias.to_owned())).to_vec();
    let site = Draft::default().with(page("notat/B")).with(page("Notat/b")).with(page("tema/x")).with(moved).build();
    assert_eq!(site.duplicate_documents(), [vec![0, 1]]);
    assert_eq!((0..4).filter_map(|n| site.reserved_part(n)).collect::<Vec<_>>(), ["tema"]);
    assert_eq!(site.redirects().into_iter().map(|redirect| redirect.from).collect::<Vec<_>>(), ["/notat/gammel/"]);
    assert_eq!(site.aliases().len(), 3);
    let both = [to_document("notat/B"), to_document("Notat/b")];
    let citing = both.into_iter().fold(page("x"), |citing, form| citing.mentions(Role::Text, form));
    let site = Draft::default().with(page("notat/B")).with(page("Notat/b")).with(citing).build();
    let targets: Vec<_> =
        site.references_in(2).iter().filter_map(crate::index::Reference::target).map(|Target { subject, .. }| subject).collect();
    assert_eq!(targets.len(), 2, "each by its own spelling");
}
