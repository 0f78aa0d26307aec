//! What each fuzz target does with its bytes, and what must hold afterwards. `fuzz/` runs them with bytes that libFuzzer makes up,
//! `tests/fuzz.rs` with the inputs that were worth keeping.

use saksgang::pipeline::{Caches, Request, check};
use saksgang::source::{Source, SourceId, Span};
use saksgang::world::Memory;
use saksgang::{config, pages, parse, serve};

/// A target: what to do with some bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its folder of inputs too.
pub const TARGETS: &[(&str, Target)] = &[
    ("attachments", attachments),
    ("dates", dates),
    ("front_matter", front_matter),
    ("http_paths", http_paths),
    ("markdown_references", markdown_references),
    ("search_tokens", search_tokens),
    ("tables", tables),
];

fn fits(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} lies outside the text, or in the middle of a letter");
}

/// A whole document, a register and a site.toml, from any bytes.
pub fn front_matter(bytes: &[u8]) {
    let source = Source::decode("content/a.md", bytes);
    let document = parse::document(&source);
    for fault in &document.faults {
        fits(&source.text, fault.span);
    }
    for mention in &document.mentions {
        fits(&source.text, mention.whole);
    }
    let sealed = parse::seal::seal(&source, &[]);
    assert_eq!(parse::seal::hash_of(&sealed), Some(sealed.as_str()));
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let paths = ["personer", "organer", "enheter", "lover", "saksganger"];
    let path = format!("content/register/{}.yaml", paths[usize::from(*first) % paths.len()]);
    let source = Source::decode(&path, rest);
    let register = parse::register(&source, parse::register::kind_of(&path).expect("a register"));
    for fault in &register.faults {
        fits(&source.text, fault.span);
    }
    let source = Source::decode("site.toml", rest);
    for fault in &config::read(SourceId(0), &source).faults {
        fits(&source.text, fault.span);
    }
}

/// References in running text, in labels, as link targets and in fields.
pub fn markdown_references(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for kind in ["referat", "mandat", "avtale", "veileder", "notat"] {
        let (_, mentions, faults) = parse::text::text(&text, 0, parse::text::Kind::of(kind));
        for mention in &mentions {
            fits(&text, mention.whole);
        }
        for fault in &faults {
            fits(&text, fault.span);
        }
    }
    let _ = parse::reference::form(&text, 0);
    let _ = parse::reference::form_in_field(&text, 0);
    let _ = parse::reference::form_of_label(&text, 0);
    let _ = parse::reference::form_of_explicit_label(&text, 0);
    let _ = parse::reference::form_of_destination(&text, 0);
}

/// Dates in running text, and what is personal or secret in it.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for found in parse::dates::dates(&text) {
        assert!(text.get(found.range).is_some(), "a date outside the text, or in the middle of a letter");
    }
    let mut end = 0;
    for one in parse::personal::find(&text) {
        fits(&text, one.span);
        assert!(one.span.range().start >= end, "what is personal overlaps");
        end = one.span.range().end;
    }
    let masked = parse::personal::masked(&text);
    assert_eq!(masked.lines().count(), text.lines().count(), "lines stay lines");
}

/// A document with a table, through index and rules, so that its sums are held against its rows.
pub fn tables(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = format!("---\ntype: notat\ntittel: T\ndato: 2019-01-01\n---\n\n| a | Sum |\n| --- | ---: |\n{text}\n");
    let world = Memory::default().with("content/t.md", document);
    let checked = check(&world, &Request::default(), &mut Caches::default()).expect("memory never fails");
    for diagnostic in &checked.diagnostics {
        let place = diagnostic.finding.place;
        if let Some(source) = checked.site.sources.get(place.source) {
            fits(&source.text, place.span);
        }
    }
}

/// An attachment: the first byte says in how many pieces it comes. What it is does not depend on that.
pub fn attachments(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let look = |piece: usize| {
        let mut inspector = parse::Inspector::default();
        rest.chunks(piece.max(1)).for_each(|piece| inspector.feed(piece));
        inspector.finish()
    };
    let whole = look(rest.len());
    if first % 16 == 1 {
        assert_eq!(format!("{:?}", look(1 + rest.len() / 3)), format!("{whole:?}"));
    }
}

/// What a reader types into the search.
pub fn search_tokens(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for token in pages::search::language::tokens(&text) {
        assert!(!token.is_empty() && !token.contains(char::is_whitespace), "{token:?}");
    }
}

/// What a browser asks the server for.
pub fn http_paths(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(path) = serve::address::path(&text) {
        assert!(!path.contains(['\\', '\0']) && path.split('/').all(|part| part != ".." && part != "."), "{path:?} climbs");
        assert!(!path.starts_with('/') || text.starts_with("//") || text.starts_with("/%2"), "{path:?} is absolute");
        let again = serve::address::path(&format!("/{}", serve::address::encode(&path)));
        assert_eq!(again.as_deref(), Some(path.as_str()), "what is encoded is decoded");
    }
    let _ = serve::address::is_own_name(&text);
}
