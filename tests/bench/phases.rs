//! How long each phase takes on a site of 500 minutes in memory: `cargo bench`. What the whole program takes beside others is
//! `bench/compare`'s to say.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs, reason = "a benchmark that fails is no benchmark")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use divan::{Bencher, black_box};
use saksgang::index::{self, Inputs, Site};
use saksgang::model::Document;
use saksgang::output::Output;
use saksgang::pipeline::{self, Caches, Request};
use saksgang::publish::{Foreign, publish};
use saksgang::source::{Source, SourceId, Sources};
use saksgang::theme::Theme;
use saksgang::work::{Cache, Key};
use saksgang::world::{Disk, Memory};
use saksgang::{pages, parse, rules};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Minutes in the site.
const MEETINGS: usize = 500;

fn main() {
    divan::main();
}

/// The minutes of one meeting: seven agenda items, a decision and an action item, references to the meeting before.
fn minutes(n: usize) -> String {
    let (year, month, day) = (2000 + n / 300, 1 + n / 25 % 12, 1 + n % 25);
    let mut text = format!(
        "---\ntype: referat\ndato: {year}-{month:02}-{day:02}\norgan: styret\nmøteleder: kari\ntil_stede: [kari, per]\nvedtak:\n  - id: ST {}/{:02}\n    sak: 2\n    tittel: Rammen\noppfølging:\n  - sak: 3\n    tekst: Lage et utkast.\n    ansvarlig: per\n    frist: fortløpende\n    status: åpen\n---\n\n",
        1 + n % 300,
        year % 100
    );
    for item in 1..=7 {
        let _ =
            write!(text, "## Sak {item} Budsjett\n\nTeamet viser til tallene i regionen, og Ledelsen følger planen etter NAV-loven § 14. ");
        let before = n.saturating_sub(1);
        let _ = write!(text, "Rammen står i [ST {}/{:02}]. ", 1 + before % 300, before / 300);
        text.push_str("Kontoret vurderer behovet gjennom året, og kommunen styrker arbeidet. Tjenesten fordeler oppgavene fra høsten.\n\n");
        text.push_str(
            "| Post | Beløp |\n| --- | --- |\n| Lønn | 100 |\n| Drift | 50 |\n| Sum | 150 |\n\n- Første punkt.\n- Andre punkt.\n\n",
        );
    }
    text
}

fn world() -> Memory {
    let mut world = Memory::default()
        .with("site.toml", "format = 1\ntitle = \"Målestokken\"\n")
        .with("content/register/personer.yaml", "kari: {navn: Kari Prøve}\nper: {navn: Per Prøve}\n")
        .with(
            "content/register/organer.yaml",
            "styret: {navn: Styret, kode: ST, medlemmer: [{person: kari, rolle: leder}, {person: per}]}\n",
        );
    for n in 0..MEETINGS {
        world = world.with(&format!("content/referat/styret/{n:04}.md"), minutes(n));
    }
    world
}

fn sources() -> Vec<Source> {
    (0..MEETINGS).map(|n| Source::decode(format!("content/referat/styret/{n:04}.md"), minutes(n).as_bytes())).collect()
}

fn checked() -> pipeline::Checked {
    pipeline::check(&world(), &Request::default(), &mut Caches::default()).expect("memory never fails")
}

#[divan::bench(sample_count = 20)]
fn parse(bencher: Bencher) {
    let sources = sources();
    bencher.bench_local(|| sources.iter().map(parse::document).collect::<Vec<_>>());
}

/// Without registers, which are little beside 500 minutes.
#[divan::bench(sample_count = 20)]
fn index(bencher: Bencher) {
    let parsed: Vec<Arc<Document>> = sources().iter().map(|source| Arc::new(parse::document(source))).collect();
    let plain = checked().site;
    let inputs = || {
        let mut all = Sources::default();
        let key = |source: &Source| Key::of(&[source.path.as_bytes(), source.text.as_bytes()]);
        let ids: Vec<(Key, SourceId)> = sources().into_iter().map(|source| (key(&source), all.add(source))).collect();
        Inputs {
            config: plain.config.clone(),
            sources: all,
            documents: ids.into_iter().zip(parsed.iter().cloned()).map(|((key, id), document)| (id, key, document)).collect(),
            registers: Vec::new(),
            built_in: parse::built_in_statutes(),
            files: Vec::new(),
            file_faults: Vec::new(),
            name_personal: Vec::new(),
            permalinks: None,
            as_of: plain.as_of,
            audience: plain.audience.clone(),
            drafts: false,
            commits: Arc::default(),
        }
    };
    bencher.with_inputs(inputs).bench_local_values(index::build);
}

#[divan::bench(sample_count = 20)]
fn rules(bencher: Bencher) {
    let site = checked().site;
    bencher.bench_local(|| rules::run(black_box(&site), |_| true, &Cache::default()));
}

#[divan::bench(sample_count = 20)]
fn render(bencher: Bencher) {
    let (site, theme) = (checked().site, Theme::load(&BTreeMap::new(), "nb").expect("the default theme"));
    let made = |site: &Site| -> usize {
        let pages = pages::pages(site, &[]);
        pages
            .iter()
            .map(pages::Draft::made)
            .filter_map(|page| theme.render(page.template, &page.view, &page.html.as_ref().map_or_else(Vec::new, |make| make())).ok())
            .map(|page| page.len())
            .sum()
    };
    bencher.bench_local(|| made(&site));
}

#[divan::bench(sample_count = 20)]
fn search(bencher: Bencher) {
    let site = checked().site;
    bencher.bench_local(|| pages::search::files(black_box(&site)));
}

#[divan::bench(sample_count = 10)]
fn publish_all(bencher: Bencher) {
    let (folder, output) = place();
    let disk = Disk::new(folder.path());
    let fresh = || tempfile::tempdir_in(folder.path()).expect("a folder");
    bencher.with_inputs(fresh).bench_local_values(|target| publish(&disk, &output, &target.path().join("site"), Foreign::Refuse).is_ok());
}

#[divan::bench(sample_count = 10)]
fn publish_nothing_new(bencher: Bencher) {
    let (folder, output) = place();
    let disk = Disk::new(folder.path());
    let target = folder.path().join("site");
    publish(&disk, &output, &target, Foreign::Refuse).expect("published");
    bencher.bench_local(|| publish(&disk, &output, &target, Foreign::Refuse).is_ok());
}

/// A folder of a site, and the site's files.
fn place() -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("site.toml"), "format = 1\n").expect("written");
    let built = pipeline::build(&world(), &Request::default(), &mut Caches::default()).expect("memory never fails");
    (folder, built.output)
}
