//! A decision's chain as numbers: boxes in time order, the oldest above, lines for what each did to earlier ones, and the documents each
//! adopted beside it, for a static SVG whose words the template writes. What may not enter: the site, markup.

use serde::Serialize;

use super::chart::Line;
use super::chart::wrap::wrap;
use super::link::Link;
use crate::model::Date;

/// A decision of the chain before it is drawn.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id and page.
    pub decision: Link,
    /// What it is called.
    pub title: Option<String>,
    /// When it was made.
    pub date: Option<Date>,
    /// Whether the page is about it.
    pub current: bool,
    /// Whether it counts no more.
    pub ended: bool,
    /// What it did to earlier ones: the key of its words, and the earlier one's place in the list.
    pub acts: Vec<(&'static str, usize)>,
    /// The documents it adopted or changed.
    pub documents: Vec<Link>,
}

/// A drawing, in units of the SVG's view box.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Chain {
    /// The whole drawing's width.
    pub width: i32,
    /// The whole drawing's height.
    pub height: i32,
    /// Decisions and documents.
    pub boxes: Vec<Drawn>,
    /// The lines between them.
    pub ties: Vec<Tie>,
}

/// A box with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawn {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// `current`, `ended`, `other` or `document`.
    pub kind: &'static str,
    /// Its page.
    pub url: Option<String>,
    /// The words that lead there, line by line.
    pub name: Vec<Line>,
    /// The title, line by line.
    pub title: Vec<Line>,
    /// The day, at the right end of the first line.
    pub date: Option<Date>,
    /// Where the words begin.
    pub text_x: i32,
    /// Where the day ends.
    pub date_x: i32,
    /// The day's base line.
    pub date_y: i32,
}

/// A line from a decision to an earlier one, or to a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tie {
    /// Path data.
    pub path: String,
    /// `replaces`, `repeals`, `amends` or `covers`.
    pub kind: &'static str,
    /// The earlier decision's id, for the words beside the line; nothing for a document.
    pub earlier: Option<String>,
    /// Where those words begin.
    pub x: i32,
    /// Their base line.
    pub y: i32,
}

const PAD: i32 = 12;
const ROW: i32 = 19;
const NAME: i32 = 15;
const SMALL: i32 = 14;
const GUTTER: i32 = 22;
const GAP: i32 = 16;
/// The decisions' column, and the documents', for a page and for the smallest screen.
const WIDE: (i32, i32) = (380, 330);
const NARROW: i32 = 288;

impl Chain {
    /// Documents beside their decision.
    #[must_use]
    pub fn wide(items: &[Item]) -> Self {
        draw(items, WIDE.0, Some(WIDE.1))
    }

    /// Documents below their decision.
    #[must_use]
    pub fn narrow(items: &[Item]) -> Self {
        draw(items, NARROW - GUTTER, None)
    }
}

fn draw(items: &[Item], width: i32, beside: Option<i32>) -> Chain {
    // Room for the lines that pass others by.
    let passes = items.iter().enumerate().any(|(n, item)| item.acts.iter().any(|(_, earlier)| *earlier + 1 != n));
    let left = if passes { GUTTER } else { 0 };
    let mut chain = Chain::default();
    // The upper and lower edge of every decision.
    let mut edges: Vec<(i32, i32)> = Vec::new();
    let mut y = 0;
    for (n, item) in items.iter().enumerate() {
        let labels = i32::try_from(item.acts.len()).unwrap_or(0);
        if n > 0 {
            y += GAP + labels * ROW;
        }
        let mut label_y = y - labels * ROW + ROW / 2 + 1;
        let mut one = words(&item.decision, item.title.as_deref(), item.date, width);
        one.kind = match () {
            () if item.current => "current",
            () if item.ended => "ended",
            () => "other",
        };
        one.place(left, y);
        let (top, bottom) = (one.y, one.y + one.height);
        for (kind, earlier) in &item.acts {
            let from = edges.get(*earlier).copied().unwrap_or((top, top));
            let path = if *earlier + 1 == n {
                format!("M{} {top}V{}", left + GUTTER, from.1)
            } else {
                let far = i32::try_from(n.saturating_sub(*earlier)).unwrap_or(1).min(4);
                format!("M{left} {}H{}V{}H{left}", i32::midpoint(top, bottom), left - 4 * far, i32::midpoint(from.0, from.1))
            };
            let id = items.get(*earlier).map(|item| item.decision.words.clone());
            chain.ties.push(Tie { path, kind, earlier: id, x: left + GUTTER + 12, y: label_y });
            label_y += ROW;
        }
        chain.boxes.push(one);
        edges.push((top, bottom));
        y = documents(&mut chain, item, (left, top, bottom), width, beside).max(bottom);
    }
    chain.width = chain.boxes.iter().map(|one| one.x + one.width).max().unwrap_or(0);
    chain.height = chain.boxes.iter().map(|one| one.y + one.height).max().unwrap_or(0);
    chain
}

/// Places a decision's documents; gives back the lowest edge.
fn documents(chain: &mut Chain, item: &Item, (left, top, bottom): (i32, i32, i32), width: i32, beside: Option<i32>) -> i32 {
    let mut y = if beside.is_some() { top } else { bottom + GAP / 2 };
    for document in &item.documents {
        let broad = beside.unwrap_or(width - GUTTER);
        let mut one = words(document, None, None, broad);
        let x = if beside.is_some() { left + width + 2 * GAP } else { left + GUTTER };
        one.place(x, y);
        let middle = y + one.height / 2;
        let path = match beside {
            Some(_) if middle < bottom => format!("M{} {middle}H{x}", left + width),
            Some(_) => format!("M{} {}H{}V{middle}H{x}", left + width, i32::midpoint(top, bottom), x - GAP),
            None => format!("M{} {bottom}V{middle}H{x}", left + GUTTER / 2),
        };
        chain.ties.push(Tie { path, kind: "covers", earlier: None, x: 0, y: 0 });
        y += one.height + GAP / 2;
        chain.boxes.push(one);
    }
    y - GAP / 2
}

/// A box with its words, its corner at 0, 0.
fn words(name: &Link, title: Option<&str>, date: Option<Date>, width: i32) -> Drawn {
    let room = width - 2 * PAD;
    let mut y = PAD - 3;
    let mut lines = |words: Vec<String>| {
        let lines = words.into_iter().map(|words| {
            y += ROW;
            Line { y: y - 4, words }
        });
        lines.collect::<Vec<_>>()
    };
    let name_lines = lines(wrap(&name.words, room, NAME));
    let title = title.map_or_else(Vec::new, |title| lines(wrap(title, room, SMALL)));
    Drawn {
        x: 0,
        y: 0,
        width,
        height: y + PAD - 2,
        kind: "document",
        url: name.url.clone(),
        date_y: name_lines.first().map_or(0, |line| line.y),
        name: name_lines,
        title,
        date,
        text_x: PAD,
        date_x: width - PAD,
    }
}

impl Drawn {
    /// Moves a box whose corner is at 0, 0.
    fn place(&mut self, x: i32, y: i32) {
        (self.x, self.y) = (x, y);
        self.text_x += x;
        self.date_x += x;
        self.date_y += y;
        for line in self.name.iter_mut().chain(&mut self.title) {
            line.y += y;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, acts: &[(&'static str, usize)], documents: &[&str]) -> Item {
        Item {
            decision: Link::to(id, "/"),
            title: Some("En ganske lang tittel på et vedtak som går over flere linjer i en smal tegning".to_owned()),
            date: "2018-01-01".parse().ok(),
            current: false,
            ended: false,
            acts: acts.to_vec(),
            documents: documents.iter().map(|words| Link::to(*words, "/")).collect(),
        }
    }

    #[test]
    fn no_box_covers_another_and_every_line_ends_at_one() {
        let items = [
            item("SG 1/17", &[], &["Mandatet", "Planen for det nye kontoret"]),
            item("SG 2/17", &[("amends", 0)], &[]),
            item("SG 3/17", &[("replaces", 0), ("repeals", 1)], &["Det reviderte mandatet"]),
        ];
        for drawn in [Chain::wide(&items), Chain::narrow(&items)] {
            assert_eq!((drawn.boxes.len(), drawn.ties.len()), (6, 6));
            for (n, one) in drawn.boxes.iter().enumerate() {
                assert!(one.x >= 0 && one.x + one.width <= drawn.width && one.y + one.height <= drawn.height, "{one:?}");
                for other in drawn.boxes.iter().skip(n + 1) {
                    let apart = one.y + one.height <= other.y || other.y + other.height <= one.y || one.x + one.width <= other.x;
                    assert!(apart, "{one:?} and {other:?}");
                }
            }
            assert!(drawn.ties.iter().all(|tie| !tie.path.contains('-')), "nothing left of the drawing: {:?}", drawn.ties);
        }
        assert!(Chain::narrow(&items).width <= NARROW);
    }
}
