//! A site's own theme: any file of it laid over the built-in one, and broken ones that are findings and never half a site.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

mod common;

use std::fs;
use std::path::Path;

use saksgang::diagnostic::{Level, Tongue};
use saksgang::pipeline::{Built, Caches, Request, build, check};
use saksgang::report::json;
use saksgang::world::{Memory, World};
use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use snapbox::str;

fn request() -> Request {
    Request { as_of: "2019-06-01".parse().ok(), ..Request::default() }
}

fn built(own: &[(&str, &str)]) -> Built {
    let world = own.iter().fold(common::base(), |world, (path, text)| world.with(&format!("themes/navet/{path}"), *text));
    build(&world, &request(), &mut Caches::default()).expect("memory never fails")
}

fn page(built: &Built, path: &str) -> String {
    String::from_utf8_lossy(built.output.bytes(path).unwrap_or_else(|| panic!("{path} is there"))).into_owned()
}

/// The findings about the theme, as `path:line:column-line:column words`.
fn faults(built: &Built) -> Vec<String> {
    let text = json::render(&built.checked.diagnostics, &built.checked.site.sources, Tongue::English);
    let found: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let told = |one: &serde_json::Value| {
        assert_eq!(one["level"], "error");
        let words = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
        format!("{}:{}:{}-{}:{} {}", words("path"), one["line"], one["column"], one["endLine"], one["endColumn"], words("message"))
    };
    found.as_array().expect("an array").iter().filter(|one| one["rule"] == "theme-broken").map(told).collect()
}

#[test]
fn every_kind_of_file_can_be_the_sites_own() {
    let plain = built(&[]);
    let own = built(&[
        ("templates/lost.html", "{% extends \"base.html\" %}{% block main %}<h1>Vår egen side {{ t.site.menu }}</h1>{% endblock main %}"),
        ("static/site.css", "body { color: teal }"),
        ("static/logo.svg", "<svg/>"),
        ("i18n/nb.toml", "[site]\nmenu = \"Veien videre\"\n"),
    ]);
    assert!(own.whole, "{:?}", faults(&own));
    assert!(page(&own, "404.html").contains("<h1>Vår egen side Veien videre</h1>"));
    assert_eq!(own.output.bytes("_/site.css"), Some(b"body{color:teal}".as_slice()));
    assert_eq!(own.output.bytes("_/logo.svg"), Some(b"<svg/>".as_slice()), "files of one's own are published too");
    let (before, now) = (page(&plain, "om/index.html"), page(&own, "om/index.html"));
    assert!(now.contains("aria-label=\"Veien videre\"") && !before.contains("Veien videre"));
    assert!(now.contains("Hopp til") && before.contains("Hopp til"), "texts that are not one's own are as before");
    let mark = |page: &str| page.split("site.css?").nth(1).and_then(|rest| rest.get(..8)).expect("a mark").to_owned();
    assert_ne!(mark(&before), mark(&now), "browsers fetch the new style");
    assert_eq!(plain.output.bytes("_/site.js"), own.output.bytes("_/site.js"));
}

#[test]
fn a_broken_file_is_a_finding_at_its_words() {
    let built_in = include_str!("../themes/navet/templates/document.html");
    let document = |main: &str| built_in.replacen("{% block main -%}\n", &format!("{{% block main %}}\n{main}\n"), 1);
    let at = "themes/navet/templates/document.html";
    for (main, wanted) in [
        ("{% if %}", "3:7-3:9 The template cannot be read from here"),
        ("{{ page.title | uper }}", "3:17-3:21 There is no filter “uper”"),
        ("æ{% include \"gone.html\" %}", "There is no template “gone.html”"),
        ("{{ <gone /> }}", "There is no component “gone”"),
        ("{{ view.sumary }}", "The template asks for “sumary”, which the page /om/ has not"),
        ("{{ html[0] | date }}{{ view.toc | date }}", "The template cannot make the page /om/"),
    ] {
        let built = built(&[("templates/document.html", &document(main))]);
        let found = faults(&built);
        assert!(!built.whole, "{main}");
        assert_eq!(found.len(), 1, "{main}: {found:?}");
        assert!(found[0].starts_with(&format!("{at}:3:")) && found[0].contains(wanted), "{main}: {found:?}");
    }
    let parent = built(&[("templates/document.html", "{% extends \"gone.html\" %}\n")]);
    assert_eq!(faults(&parent), [format!("{at}:1:12-1:23 There is no template “gone.html”")]);
    let texts = built(&[("i18n/nb.toml", "[site]\nmenu = \n")]);
    assert!(faults(&texts)[0].starts_with("themes/navet/i18n/nb.toml:2:"), "{:?}", faults(&texts));
}

#[test]
fn what_other_templates_use_must_stay() {
    let built = built(&[("templates/document.html", "{% extends \"base.html\" %}{% block main %}{% endblock main %}")]);
    let found = faults(&built);
    assert!(
        found.contains(&"themes/navet/templates/document.html:1:1-1:1 The template lacks “below”, which other templates use".to_owned())
    );
    assert!(found.iter().all(|one| one.starts_with("themes/navet/templates/document.html:1:1-1:1 The template lacks")), "{found:?}");
}

#[test]
fn a_name_that_is_close_is_guessed() {
    let built = built(&[("templates/lost.html", "{{ page.titel }}")]);
    let told =
        built.checked.diagnostics.iter().find(|found| found.finding.rule == "theme-broken").and_then(|found| found.finding.help.clone());
    assert_eq!(told.map(|help| help.nb).as_deref(), Some("Mente du «title»?"));
}

#[test]
fn a_part_that_breaks_a_built_in_template_is_told_there() {
    let parts = include_str!("../themes/navet/templates/parts.html").replace("component facts(rows: array", "component facts(lines: array");
    let built = built(&[("templates/parts.html", &parts)]);
    assert!(!built.whole && !faults(&built).is_empty(), "{:?}", faults(&built));
}

#[test]
fn a_check_sees_what_cannot_be_read_and_nothing_makes_it_milder() {
    let toml = "format = 1\ntitle = \"x\"\n[rules]\ntheme = \"off\"\n";
    let world = common::base().with("site.toml", toml).with("themes/navet/templates/front.html", "{% if %}");
    let checked = check(&world, &request(), &mut Caches::default()).expect("memory never fails");
    let levels: Vec<_> = checked.diagnostics.iter().filter(|one| one.finding.rule == "theme-broken").map(|one| one.level).collect();
    assert_eq!(levels, [Level::Error]);
    let baseline = saksgang::judge::Baseline::accepting(&checked.diagnostics, &checked.site.sources);
    let request = Request { baseline: Some(baseline), ..request() };
    let checked = check(&world, &request, &mut Caches::default()).expect("memory never fails");
    assert!(checked.diagnostics.iter().any(|one| one.finding.rule == "theme-broken"), "a baseline does not accept it");
}

#[test]
fn a_theme_that_is_not_there_is_told_in_the_configuration() {
    let world = common::base().with("site.toml", "format = 1\ntitle = \"x\"\ntheme = \"kontoret\"\n");
    let built = build(&world, &request(), &mut Caches::default()).expect("memory never fails");
    assert_eq!(faults(&built), ["site.toml:3:10-3:18 There is no theme “kontoret”: the site has no folder themes/kontoret/"]);
    assert!(built.output.files.is_empty());
    let own = world.with("themes/kontoret/static/site.css", "");
    assert!(build(&own, &request(), &mut Caches::default()).expect("memory never fails").whole, "one file is a theme");
}

#[test]
fn a_theme_reads_nothing_outside_its_folder() {
    let world: Memory = common::base().with_link_outside("themes/navet/templates/front.html");
    assert!(world.list("themes/navet").expect("memory").iter().any(|entry| entry.leads_outside));
    assert!(build(&world, &request(), &mut Caches::default()).expect("memory never fails").whole, "the link is passed by");
    let built = built(&[("templates/lost.html", "{% include \"../../../site.toml\" %}")]);
    assert_eq!(faults(&built).len(), 1);
}

/// The small site, in a folder of its own.
struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in common::base().files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self(folder)
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    fn run(&self, arguments: &str) -> OutputAssert {
        let program = Command::new(cargo_bin!("saksgang")).env("SOURCE_DATE_EPOCH", "1559347200").env("NO_COLOR", "1");
        program.args(arguments.split(' ')).current_dir(self.0.path()).assert()
    }
}

fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn a_broken_template_publishes_nothing_and_leaves_what_was_there() {
    let site = Site::new();
    site.run("build").code(0);
    let before = tree(&site.path("public"));
    fs::create_dir_all(site.path("themes/navet/templates")).unwrap();
    for broken in ["{% if %}", "{{ view.absent }}", "{{ 1 | gone }}", "{% include \"gone\" %}"] {
        fs::write(site.path("themes/navet/templates/lost.html"), broken).unwrap();
        site.run("build").code(1);
        assert_eq!(tree(&site.path("public")), before, "{broken}");
        site.run("build --output nytt").code(1);
        assert!(!site.path("nytt").exists(), "{broken}");
    }
    site.run("build -A theme").code(1).stdout_eq(str![[r#"
feil[theme-broken]: Det finnes ikke noen mal «gone»
...
"#]]);
    fs::remove_file(site.path("themes/navet/templates/lost.html")).unwrap();
    site.run("build").code(0);
    assert_eq!(tree(&site.path("public")), before);
}

#[test]
fn a_file_is_written_out_once_and_the_site_is_as_before() {
    let site = Site::new();
    site.run("build").code(0);
    let before = tree(&site.path("public"));
    for (name, path) in [
        ("minutes", "themes/navet/templates/minutes.html"),
        ("site.css", "themes/navet/static/site.css"),
        ("i18n/nb.toml", "themes/navet/i18n/nb.toml"),
    ] {
        site.run(&format!("theme eject {name}")).code(0).stdout_eq(format!("{path}\n"));
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        assert_eq!(fs::read(site.path(path)).unwrap(), fs::read(built_in).unwrap());
        fs::write(site.path(path), "mitt").unwrap();
        site.run(&format!("theme eject {name}")).code(2).stderr_eq(format!(
            "feil: «{path}» finnes fra før og er urørt\nhjelp: rediger den, eller slett den for å bruke den som følger med\n"
        ));
        assert_eq!(fs::read(site.path(path)).unwrap(), b"mitt");
        fs::remove_file(site.path(path)).unwrap();
        site.run(&format!("theme eject {name}")).code(0);
    }
    let listed = site.run("theme list").code(0);
    let listed = String::from_utf8_lossy(&listed.get_output().stdout).into_owned();
    let own: Vec<&str> = listed.lines().filter_map(|line| line.strip_prefix("* ")).collect();
    assert_eq!(own, ["i18n/nb.toml", "static/site.css", "templates/minutes.html"]);
    site.run("build").code(0);
    assert_eq!(tree(&site.path("public")), before, "what was written out is what was used");
}
