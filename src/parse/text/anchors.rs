//! Anchors: every place of a text that a fragment can point to, and the names headings get of themselves.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::headings::id_span;
use super::raw::RawHeading;
use crate::model::Text;
use crate::model::text::{Anchor, AnchorKind};

/// Gives every heading its anchor and fills the list of anchors. Explicit anchors, items and points keep the names they have,
/// even where two are alike; automatic ones step aside.
pub fn anchors(text: &mut Text, raw: &[RawHeading], body: &str, base: usize) {
    let mut names: HashMap<usize, (String, AnchorKind)> = HashMap::new();
    for point in &text.points {
        if let Some(heading) = point.heading {
            names.insert(heading as usize, (point.anchor.clone(), AnchorKind::Point));
        }
    }
    for item in &text.items {
        names.insert(item.heading as usize, (item.anchor.clone(), AnchorKind::AgendaItem));
    }
    let mut taken: HashSet<String> = text.points.iter().map(|point| point.anchor.clone()).collect();
    taken.extend(names.values().map(|(name, _)| name.clone()));
    taken.extend(raw.iter().filter_map(|raw| raw.id.clone()));
    let mut counts: HashMap<String, u32> = HashMap::new();
    for (n, (heading, raw)) in text.headings.iter_mut().zip(raw).enumerate() {
        let own = names.remove(&n);
        let explicit = raw.id.clone().filter(|id| own.as_ref().is_none_or(|(name, _)| name != id));
        let (name, kind) = own
            .or_else(|| explicit.clone().map(|id| (id, AnchorKind::Explicit)))
            .unwrap_or_else(|| (automatic(&heading.title, &mut taken, &mut counts), AnchorKind::Automatic));
        heading.anchor.clone_from(&name);
        let id_place = id_span(raw, body, base).unwrap_or(heading.title_span);
        let span = if kind == AnchorKind::Explicit { id_place } else { heading.title_span };
        text.anchors.push(Anchor { name, span, kind, title: heading.title.clone() });
        if let Some(name) = explicit.filter(|_| kind != AnchorKind::Explicit) {
            text.anchors.push(Anchor { name, span: id_place, kind: AnchorKind::Explicit, title: heading.title.clone() });
        }
    }
    for point in text.points.iter().filter(|point| point.heading.is_none()) {
        let title = format!("Punkt {}", point.number);
        text.anchors.push(Anchor { name: point.anchor.clone(), span: point.span, kind: AnchorKind::Point, title });
    }
    text.anchors.sort_by_key(|anchor| anchor.span.start);
}

/// The name a heading gets of itself; a repeat gets `-2`, `-3`.
fn automatic(title: &str, taken: &mut HashSet<String>, counts: &mut HashMap<String, u32>) -> String {
    let slug = slug(title);
    let count = counts.entry(slug.clone()).or_default();
    loop {
        *count += 1;
        let name = if *count == 1 { slug.clone() } else { format!("{slug}-{count}") };
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

/// Lower case, letters and digits, spaces as `-`; `del` where nothing is left.
fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in title.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if (c == '-' || c.is_whitespace()) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "del".to_owned() } else { slug.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use crate::parse::text::{Kind, text};

    fn shown(markdown: &str, kind: Kind) -> Vec<String> {
        let (text, ..) = text(markdown, 0, kind);
        text.anchors.iter().map(|anchor| format!("{} {:?}", anchor.name, anchor.kind)).collect()
    }

    #[test]
    fn names_are_made_of_letters_digits_and_spaces() {
        for (title, name) in [
            ("Økonomi og *drift*", "økonomi-og-drift"),
            ("Per 31. august", "per-31-august"),
            ("NAV-loven – § 14", "nav-loven-14"),
            ("Lønn_og (annet)", "lønnog-annet"),
            ("…", "del"),
            ("_navn", "navn"),
        ] {
            assert_eq!(shown(&format!("## {title}\n"), Kind::Other), [format!("{name} Automatic")], "{title}");
        }
    }

    #[test]
    fn repeats_step_aside_and_explicit_names_stay() {
        let markdown = "## A\n\n## A\n\n## A-2\n\n## B {#a-3}\n\n## A\n\n## C {#a-3}\n";
        let expected = ["a Automatic", "a-2 Automatic", "a-2-2 Automatic", "a-3 Explicit", "a-4 Automatic", "a-3 Explicit"];
        assert_eq!(shown(markdown, Kind::Other), expected);
    }

    #[test]
    fn items_and_points_have_their_own() {
        assert_eq!(
            shown("## Sak 4 A {#budsjett}\n\n### Sak 4 x\n", Kind::Minutes),
            ["sak-4 AgendaItem", "budsjett Explicit", "sak-4-x Automatic"]
        );
        assert_eq!(shown("## 3.5 A\n\n## A\n", Kind::Agreement), ["3.5 Point", "a Automatic"]);
        assert_eq!(shown("## Mandat\n\n1. a\n2. b\n", Kind::Mandate), ["mandat Automatic", "punkt-1 Point", "punkt-2 Point"]);
    }
}
