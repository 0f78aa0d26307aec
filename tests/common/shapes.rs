//! What the structs that views are made of say of themselves: read from the source, so that a field cannot be forgotten.
//!
//! Reads rustfmt's way of writing structs, which `tests/run fmt` keeps, and no more of Rust than that; what it misreads,
//! tests/theming.rs sees by the pages.
#![allow(clippy::expect_used, clippy::panic, dead_code, reason = "a test says what failed by failing, and uses what it needs")]

use std::collections::BTreeMap;
use std::path::Path;

/// Where a struct stands: the path of its module and its name.
pub type Key = (String, String);

/// A struct that is serialised, or an enum of words.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Its `///`.
    pub says: String,
    /// Its fields in their order; none for an enum.
    pub fields: Vec<Field>,
    /// The words of an enum, as they are serialised.
    pub words: Vec<String>,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in the view.
    pub name: String,
    /// Its `///`.
    pub says: String,
    /// What it holds.
    pub kind: Kind,
    /// Its own fields stand in place of it.
    pub flat: bool,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Whole,
    YesNo,
    Date,
    Maybe(Box<Kind>),
    List(Box<Kind>),
    Several(Vec<Kind>),
    Other(Key),
    /// A type parameter: the family's own view.
    Own,
}

/// Every struct and enum of the rooms that views are made of.
pub struct Shapes {
    all: BTreeMap<Key, Shape>,
}

impl Shapes {
    /// Reads the rooms that views take their types from.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        for room in ["pages", "model", "config"] {
            let below = walkdir::WalkDir::new(root.join(room)).sort_by_file_name().into_iter().filter_map(Result::ok);
            let below = below.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "rs"));
            for path in std::iter::once(root.join(format!("{room}.rs"))).chain(below) {
                let module = path.strip_prefix(&root).expect("below").with_extension("");
                files.push((module.to_string_lossy().replace(['/', '\\'], "::"), std::fs::read_to_string(&path).expect("a source")));
            }
        }
        let names: Vec<Key> = files
            .iter()
            .flat_map(|(module, text)| text.lines().filter_map(declared).map(|(_, name)| (module.clone(), name.to_owned())))
            .collect();
        // A template whose view is nothing.
        let mut all = BTreeMap::from([(Self::nothing(), Shape::default())]);
        for (module, text) in &files {
            Scope { module, uses: uses(text), names: &names }.gather(text, &mut all);
        }
        Self { all }
    }

    /// The shape of a key.
    pub fn get(&self, key: &Key) -> &Shape {
        self.all.get(key).unwrap_or_else(|| {
            panic!("{}::{} is no serialised struct or enum of words in src/pages, src/model or src/config", key.0, key.1)
        })
    }

    fn nothing() -> Key {
        (String::new(), "()".to_owned())
    }

    /// The key of a type by its Rust name: `saksgang::pages::minutes::View`.
    pub fn key(&self, rust: &str) -> Key {
        let path = rust.strip_prefix("saksgang::").unwrap_or(rust);
        let Some((module, name)) = path.rsplit_once("::") else { return Self::nothing() };
        (module.to_owned(), name.split('<').next().unwrap_or(name).to_owned())
    }
}

/// `struct` or `enum`, and its name, of the line that begins one with a body.
fn declared(line: &str) -> Option<(&str, &str)> {
    let line = ["pub(crate) ", "pub(super) ", "pub "].iter().find_map(|prefix| line.strip_prefix(prefix)).unwrap_or(line);
    let (word, rest) = line.strip_suffix(" {")?.split_once(' ')?;
    matches!(word, "struct" | "enum").then(|| (word, rest.split('<').next().unwrap_or(rest)))
}

/// The module that each name was taken from, and its name there.
fn uses(text: &str) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    let begins = |before: &str| before.is_empty() || before.ends_with('\n') || before.ends_with("pub ");
    for (_, one) in text.split(";\n").filter_map(|piece| piece.rsplit_once("use ").filter(|(before, _)| begins(before))) {
        let (from, names) = one.split_once("::{").or_else(|| one.rsplit_once("::")).unwrap_or(("", one));
        for name in names.trim_end_matches('}').split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let (path, here) = name.split_once(" as ").unwrap_or((name, name.rsplit("::").next().unwrap_or(name)));
            let (module, real) = path.rsplit_once("::").unwrap_or((from, path));
            found.insert(here.to_owned(), (module.rsplit("::").next().unwrap_or(module).to_owned(), real.to_owned()));
        }
    }
    found
}

/// What the names of a module mean.
struct Scope<'s> {
    module: &'s str,
    uses: BTreeMap<String, (String, String)>,
    names: &'s [Key],
}

impl Scope<'_> {
    /// Every serialised struct, and every enum of plain words.
    fn gather(&self, text: &str, all: &mut BTreeMap<Key, Shape>) {
        let (mut says, mut attributes) = (Vec::new(), String::new());
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(sentence) = line.strip_prefix("///") {
                says.push(sentence.trim());
            } else if line.starts_with("#[") {
                attributes.push_str(line);
            } else {
                if let Some((word, name)) = declared(line).filter(|_| attributes.contains("Serialize")) {
                    let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "}").collect();
                    let says = says.join(" ");
                    let generic = line.split_once('<').map_or("", |(_, rest)| rest.rsplit_once('>').map_or("", |(inner, _)| inner));
                    let shape = match word {
                        "struct" => Some(Shape { says, fields: self.fields(&body, generic), ..Shape::default() }),
                        _ => words(&body, &attributes).map(|words| Shape { says, words, ..Shape::default() }),
                    };
                    all.extend(shape.map(|shape| ((self.module.to_owned(), name.to_owned()), shape)));
                }
                says.clear();
                attributes.clear();
            }
        }
    }

    fn fields(&self, body: &[&str], generic: &str) -> Vec<Field> {
        let (mut says, mut attributes, mut fields) = (Vec::new(), String::new(), Vec::new());
        for line in body.iter().map(|line| line.trim()) {
            if let Some(sentence) = line.strip_prefix("///") {
                says.push(sentence.trim());
            } else if line.starts_with("#[") {
                attributes.push_str(line);
            } else if let Some((name, of)) = line.trim_end_matches(',').split_once(": ") {
                let name = name.rsplit(' ').next().unwrap_or(name).trim_start_matches("r#");
                let renamed = attributes.split("rename = \"").nth(1).and_then(|rest| rest.split('"').next());
                let flat = attributes.contains("flatten");
                fields.push(Field { name: renamed.unwrap_or(name).to_owned(), says: says.join(" "), kind: self.kind(of, generic), flat });
                says.clear();
                attributes.clear();
            }
        }
        fields
    }

    fn kind(&self, written: &str, generic: &str) -> Kind {
        let of = written.trim().trim_start_matches('&');
        let of = of.strip_prefix('\'').map_or(of, |rest| rest.split_once(' ').map_or(rest, |(_, of)| of));
        let inside = |from: &str, to: char| of.strip_prefix(from).and_then(|rest| rest.strip_suffix(to));
        let inner = |name: &str| inside(&format!("{name}<"), '>').map(|inner| Box::new(self.kind(inner, generic)));
        if let Some(inner) = inner("Option") {
            return Kind::Maybe(inner);
        }
        if let Some(inner) = inner("Vec")
            .or_else(|| inner("BTreeSet"))
            .or_else(|| inside("[", ']').map(|inner| Box::new(self.kind(inner.split("; ").next().unwrap_or(inner), generic))))
        {
            return Kind::List(inner);
        }
        if let Some(inner) = inner("Box").or_else(|| inner("Arc")) {
            return *inner;
        }
        if let Some(several) = inside("(", ')') {
            return Kind::Several(apart(several).into_iter().map(|of| self.kind(of, generic)).collect());
        }
        match of {
            "String" | "str" => Kind::Text,
            "bool" => Kind::YesNo,
            "f32" | "f64" => Kind::Number,
            "u8" | "u16" | "u32" | "u64" | "usize" | "i16" | "i32" | "i64" => Kind::Whole,
            of if of.rsplit("::").next() == Some("Date") => Kind::Date,
            of if generic.split(", ").any(|parameter| parameter == of) => Kind::Own,
            of => Kind::Other(self.resolve(of.split('<').next().unwrap_or(of))),
        }
    }

    /// The struct that a name means here: of this module, or the one it was taken from.
    fn resolve(&self, written: &str) -> Key {
        let name = written.rsplit("::").next().unwrap_or(written);
        let own = (self.module.to_owned(), name.to_owned());
        if name == written && self.names.contains(&own) {
            return own;
        }
        let taken = self.uses.get(name).map(|(module, real)| (module.as_str(), real.as_str()));
        let (from, name) = written.rsplit("::").nth(1).map(|module| (module, name)).or(taken).unwrap_or(("", name));
        let fits = |(module, known): &&Key| {
            known == name && (module.rsplit("::").next() == Some(from) || from == "model" && module.starts_with("model"))
        };
        self.names
            .iter()
            .find(fits)
            .cloned()
            .unwrap_or_else(|| (format!("{}, which does not say where it takes it from,", self.module), written.to_owned()))
    }
}

/// What stands between the commas that are in no brackets.
fn apart(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, sign) in list.char_indices() {
        match sign {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&list[start..]);
    found
}

/// The words of an enum as they are serialised; none where a variant holds something.
fn words(body: &[&str], attributes: &str) -> Option<Vec<String>> {
    let snake = attributes.contains("rename_all = \"snake_case\"");
    let variants =
        body.iter().map(|line| line.trim()).filter(|line| !line.starts_with("///") && !line.starts_with("#[") && !line.is_empty());
    let word = |line: &str| {
        let name = line.strip_suffix(',')?;
        let plain = name.chars().all(char::is_alphanumeric);
        plain.then(|| if snake { snake_case(name) } else { name.to_owned() })
    };
    variants.map(word).collect()
}

fn snake_case(name: &str) -> String {
    let mut made = String::new();
    for (n, sign) in name.char_indices() {
        if sign.is_uppercase() && n > 0 {
            made.push('_');
        }
        made.extend(sign.to_lowercase());
    }
    made
}
