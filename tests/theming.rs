//! docs/theming.md lists what every template gets. The lists are made from the source: a field's type and its `///`.
//!
//! `UPDATE=1 cargo test --test theming` writes them anew, below the line that says so. That the source tells the truth is held against the
//! pages of two sites: every view has exactly the fields listed, and each holds what is said.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/contract.rs"]
mod contract;
#[path = "common/sentences.rs"]
mod sentences;
#[path = "common/shapes.rs"]
mod shapes;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use saksgang::pages::{Draft, pages};
use saksgang::pipeline::{Caches, Checked, Request, check};
use saksgang::world::{Disk, World};
use sentences::sentence;
use serde_json::Value;
use shapes::{Field, Key, Kind, Shapes};

/// Below this line the page is made.
const MADE: &str = "<!-- Made by `UPDATE=1 cargo test --test theming`. -->\n";

fn checked(world: &dyn World, as_of: &str) -> Checked {
    let request = Request { as_of: as_of.parse().ok(), drafts: true, ..Request::default() };
    check(world, &request, &mut Caches::default()).expect("the site can be read")
}

/// The sites whose pages are looked at: our own, and the one that docs/format.md makes.
fn sites() -> [Checked; 2] {
    [checked(&Disk::new(env!("CARGO_MANIFEST_DIR")), "2019-03-08"), checked(&contract::site(), "2024-04-20")]
}

/// The view's own type: what stands between the brackets of `Sheet<…>`.
fn view_of(made_of: &str) -> &str {
    let inner = made_of.split_once('<').map_or(made_of, |(_, inner)| inner.trim_end_matches('>'));
    inner.rsplit(", ").next().unwrap_or(inner)
}

/// The views of each template, by what they are made of.
fn views() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for checked in &sites() {
        for page in pages(&checked.site, &checked.diagnostics).iter().map(Draft::made) {
            found.entry(page.template).or_default().insert(view_of(page.view.made_of));
        }
    }
    found
}

/// Every place where a view is not as its struct says.
fn compare(value: &Value, kind: &Kind, own: &Key, at: &str, shapes: &Shapes, problems: &mut BTreeSet<String>) {
    let fits = match kind {
        Kind::Text => value.is_string(),
        Kind::Date => value.as_str().is_some_and(|text| text.len() == 10 && text.matches('-').count() == 2),
        Kind::YesNo => value.is_boolean(),
        Kind::Whole => value.is_i64() || value.is_u64(),
        Kind::Number => value.is_number(),
        Kind::Maybe(inner) => {
            if !value.is_null() {
                compare(value, inner, own, at, shapes, problems);
            }
            true
        }
        Kind::List(inner) => {
            let list = value.as_array().map_or([].as_slice(), Vec::as_slice);
            list.iter().for_each(|one| compare(one, inner, own, &format!("{at}[]"), shapes, problems));
            value.is_array()
        }
        Kind::Several(kinds) => {
            let list = value.as_array().map_or([].as_slice(), Vec::as_slice);
            list.iter()
                .zip(kinds)
                .enumerate()
                .for_each(|(n, (one, kind))| compare(one, kind, own, &format!("{at}[{n}]"), shapes, problems));
            list.len() == kinds.len()
        }
        Kind::Own => {
            compare(value, &Kind::Other(own.clone()), own, at, shapes, problems);
            true
        }
        Kind::Other(key) => {
            let shape = shapes.get(key);
            match value {
                Value::Null => shape.fields.is_empty() && shape.words.is_empty(),
                Value::String(word) if !shape.words.is_empty() => shape.words.contains(word),
                Value::Object(there) => {
                    let fields = flattened(shapes, key);
                    let named: BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                    problems.extend(
                        there.keys().filter(|name| !named.contains(name.as_str())).map(|name| format!("{at}.{name} is not listed")),
                    );
                    for field in &fields {
                        match there.get(&field.name) {
                            Some(value) => compare(value, &field.kind, own, &format!("{at}.{}", field.name), shapes, problems),
                            None => drop(problems.insert(format!("{at}.{} is listed and not there", field.name))),
                        }
                    }
                    true
                }
                _ => false,
            }
        }
    };
    if !fits {
        problems.insert(format!("{at} is {value}, which is not {}", words(kind, own, shapes)));
    }
}

/// The fields of a struct, with those of flattened ones in their place.
fn flattened(shapes: &Shapes, key: &Key) -> Vec<Field> {
    let fields = shapes.get(key).fields.iter().cloned();
    let inner = |field: Field| match &field.kind {
        Kind::Other(inner) if field.flat => flattened(shapes, inner),
        _ => vec![field],
    };
    fields.flat_map(inner).collect()
}

/// A kind in words.
fn words(kind: &Kind, family: &Key, shapes: &Shapes) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Whole => "whole number".to_owned(),
        Kind::YesNo => "yes or no".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Maybe(inner) => format!("{}, or nothing", words(inner, family, shapes)),
        Kind::List(inner) => format!("list of {}", words(inner, family, shapes)),
        Kind::Several(kinds) => format!("[{}]", kinds.iter().map(|kind| words(kind, family, shapes)).collect::<Vec<_>>().join("; ")),
        Kind::Own => "the template's view".to_owned(),
        Kind::Other(key) if !shapes.get(key).words.is_empty() => {
            shapes.get(key).words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
        }
        Kind::Other(key) if key.0 == family.0 => "as below".to_owned(),
        Kind::Other(key) => format!("[{}](#{})", part(key), anchor(&part(key))),
    }
}

/// What a shared struct is called: the name, with the module where several have it.
fn part(key: &Key) -> String {
    let module = key.0.rsplit("::").next().unwrap_or_default();
    if module.eq_ignore_ascii_case(&key.1) || !["Row", "Group", "Year", "Fact", "Text", "Line", "Item"].contains(&key.1.as_str()) {
        key.1.clone()
    } else {
        format!("{} of {module}", key.1)
    }
}

fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

/// The page as it is being made.
struct Maker<'s> {
    shapes: &'s Shapes,
    /// Shared structs that were mentioned.
    parts: BTreeMap<String, Key>,
    /// Fields without a sentence.
    missing: BTreeSet<String>,
}

impl Maker<'_> {
    /// The rows of a struct's fields, and below each of its family's own structs theirs.
    fn rows(&mut self, key: &Key, family: &Key, above: &str, within: &[Key], page: &mut String) {
        for field in &self.shapes.get(key).fields {
            if let (true, Kind::Other(inner)) = (field.flat, &field.kind) {
                let part = part(inner);
                page.push_str(&format!("| `{above}…` | [{part}](#{}) | All that is listed there. |\n", anchor(&part)));
                self.parts.insert(part, inner.clone());
                continue;
            }
            let says = sentence(field, key, &mut self.missing);
            let kind = words(&field.kind, family, self.shapes);
            page.push_str(&format!("| `{above}{}` | {kind} | {says} |\n", field.name));
            for (inner, steps) in others(&field.kind) {
                if !self.shapes.get(&inner).words.is_empty() {
                    continue;
                }
                if inner.0 != family.0 {
                    self.parts.insert(part(&inner), inner);
                } else if !within.contains(&inner) {
                    let deeper: Vec<Key> = within.iter().cloned().chain([inner.clone()]).collect();
                    self.rows(&inner, family, &format!("{above}{}{steps}.", field.name), &deeper, page);
                }
            }
        }
    }
}

/// The structs in a kind, each with what stands between the field's name and its own fields.
fn others(kind: &Kind) -> Vec<(Key, String)> {
    match kind {
        Kind::Other(key) => vec![(key.clone(), String::new())],
        Kind::Maybe(inner) => others(inner),
        Kind::List(inner) => others(inner).into_iter().map(|(key, steps)| (key, format!("[]{steps}"))).collect(),
        Kind::Several(kinds) => {
            let each = kinds
                .iter()
                .enumerate()
                .flat_map(|(n, kind)| others(kind).into_iter().map(move |(key, steps)| (key, format!("[{n}]{steps}"))));
            each.collect()
        }
        _ => Vec::new(),
    }
}

const TABLE: &str = "| field | holds | |\n| --- | --- | --- |\n";

fn made(shapes: &Shapes) -> (String, BTreeSet<String>) {
    let mut maker = Maker { shapes, parts: BTreeMap::new(), missing: BTreeSet::new() };
    let mut page = String::from("\n## What every template gets\n\n");
    page.push_str(TABLE);
    let sheet = ("pages::frame".to_owned(), "Sheet".to_owned());
    maker.rows(&sheet, &sheet, "", &[], &mut page);
    page.push_str("\n## What each template gets\n");
    for (template, kinds) in views() {
        for rust in kinds {
            let key = shapes.key(rust);
            page.push_str(&format!("\n### {template}\n\n"));
            let says = &shapes.get(&key).says;
            if !says.starts_with("What the template") {
                page.push_str(&format!("{says}\n\n"));
            }
            if shapes.get(&key).fields.is_empty() {
                page.push_str("Nothing of its own.\n");
                continue;
            }
            page.push_str(TABLE);
            maker.rows(&key, &key, "view.", std::slice::from_ref(&key), &mut page);
        }
    }
    page.push_str("\n## What several of them share\n");
    let mut told = BTreeSet::new();
    while let Some((name, key)) = maker.parts.iter().find(|(name, _)| !told.contains(*name)).map(|(name, key)| (name.clone(), key.clone()))
    {
        told.insert(name);
        let mut rows = String::new();
        maker.rows(&key, &key, "", std::slice::from_ref(&key), &mut rows);
        maker.parts.insert(part(&key), key);
    }
    for (name, key) in maker.parts.clone() {
        let mut rows = String::new();
        maker.rows(&key, &key, "", std::slice::from_ref(&key), &mut rows);
        page.push_str(&format!("\n### {name}\n\n{}\n\n{TABLE}{rows}", shapes.get(&key).says));
    }
    (page, maker.missing)
}

/// The filters, as src/theme/filters.rs lists them, and the parts, as the theme's parts.html begins them.
fn callable() -> String {
    let filters =
        include_str!("../src/theme/filters.rs").lines().filter_map(|line| line.strip_prefix("//! ")).filter(|line| line.starts_with('|'));
    let mut page = format!("\n## Filters of ours\n\nBeside tera's own:\n\n{}\n", filters.collect::<Vec<_>>().join("\n"));
    page.push_str("\n## Parts to place\n\nOf `parts.html`: `{{ <state of={view.state} /> }}`. What begins with `@` comes by itself.\n\n");
    for part in include_str!("../themes/navet/templates/parts.html").lines().filter_map(|line| line.strip_prefix("{%- component ")) {
        page.push_str(&format!("- `{}`\n", part.trim_end_matches(" -%}")));
    }
    page
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/theming.md")
}

#[test]
fn docs_theming_lists_every_field_of_every_view() {
    let shapes = Shapes::read();
    let (page, missing) = made(&shapes);
    assert!(missing.is_empty(), "give these a `///`, for people who write templates: {missing:#?}");
    let before = fs::read_to_string(docs()).expect("docs/theming.md");
    let (written, _) = before.split_once(MADE).expect("the line below which it is made");
    let wanted = format!("{written}{MADE}{page}{}", callable());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(docs(), &wanted).expect("docs/theming.md");
    } else {
        assert!(before == wanted, "docs/theming.md is old; UPDATE=1 cargo test --test theming writes it anew");
    }
}

#[test]
fn every_view_is_as_its_struct_says() {
    let shapes = Shapes::read();
    let sheet = ("pages::frame".to_owned(), "Sheet".to_owned());
    let mut problems = BTreeSet::new();
    let mut seen = 0;
    for checked in &sites() {
        for page in pages(&checked.site, &checked.diagnostics).iter().map(Draft::made) {
            let own = shapes.key(view_of(page.view.made_of));
            let data: Value = serde_json::from_slice(&page.view.json()).expect("JSON");
            compare(&data, &Kind::Other(sheet.clone()), &own, page.template, &shapes, &mut problems);
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} pages");
    assert!(problems.is_empty(), "{} problems: {problems:#?}", problems.len());
}

#[test]
fn every_template_is_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/navet/templates");
    let files = fs::read_dir(folder).expect("the templates").filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let around = ["base.html", "footer.html", "head.html", "header.html", "parts.html"];
    let listed: BTreeSet<String> = views().into_keys().chain(around).map(str::to_owned).collect();
    assert_eq!(files.collect::<BTreeSet<_>>(), listed, "a page of each template is in one of the two sites");
}
