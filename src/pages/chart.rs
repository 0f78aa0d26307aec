//! An organisation chart as numbers: boxes, lines and wrapped words for a static SVG, whose links and numbers the template writes.
//!
//! Total on any tree and free of overlaps: every box has its own column or its own row. What may not enter: the site, markup.

pub(super) mod wrap;

use serde::Serialize;

use super::link::Link;
use wrap::{longest, wrap};

/// A box of the chart before it is drawn. A tree is a list of them, the root first, each before those below it.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// What stands in it.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// Who leads it.
    pub leader: Option<Link>,
    /// Facts whose words the theme knows.
    pub facts: Vec<Fact>,
    /// The boxes below it, as places in the list.
    pub below: Vec<usize>,
}

/// A number with the key of its words; from and to are equal for a single one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// The key of its words in the theme's texts.
    pub kind: &'static str,
    /// From.
    pub from: f64,
    /// To.
    pub to: f64,
}

/// A chart, in units of the SVG's view box.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Chart {
    /// The whole drawing's width.
    pub width: i32,
    /// The whole drawing's height.
    pub height: i32,
    /// The boxes, in the order of the list.
    pub boxes: Vec<Drawn>,
    /// The lines between them, as path data.
    pub lines: Vec<String>,
}

/// A box with its words.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Drawn {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// Whether it is the root.
    pub root: bool,
    /// The words, from above.
    pub texts: Vec<Text>,
}

/// Words in a box, on one or more lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Text {
    /// `name`, `leader` or `fact`.
    pub kind: &'static str,
    /// Where they lead.
    pub url: Option<String>,
    /// Where every line begins.
    pub x: i32,
    /// The lines; a fact has one, without words.
    pub lines: Vec<Line>,
    /// The fact.
    pub fact: Option<Fact>,
}

/// One line of words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The base line.
    pub y: i32,
    /// The words.
    pub words: String,
}

/// As wide as a page's text.
const WIDE: i32 = 736;
/// As wide as the smallest screen, less its margins.
const NARROW: i32 = 288;
const BROADEST: i32 = 234;
const NARROWEST: i32 = 112;
/// Room for a fact's words: "8–9 stillinger".
const FACT: i32 = 118;
const GAP: i32 = 16;
const DROP: i32 = 36;
const INDENT: i32 = 18;
const PAD: i32 = 9;
const NAME: (i32, i32) = (14, 18);
const SMALL: (i32, i32) = (13, 18);
/// How much broader bold words are, in per cent.
const BOLD: i32 = 112;

impl Chart {
    /// From above: departments side by side, what has nothing below it hung under its own; stacked where that is too wide to read.
    #[must_use]
    pub fn wide(items: &[Item]) -> Self {
        side_by_side(items).unwrap_or_else(|| stacked(items, WIDE, WIDE / 2))
    }

    /// One box a row, indented by depth.
    #[must_use]
    pub fn narrow(items: &[Item]) -> Self {
        stacked(items, NARROW, NARROW)
    }
}

/// Whether a box's children hang below it in its own column.
fn hangs(items: &[Item], n: usize) -> bool {
    let leaf = |n: &usize| items.get(*n).is_none_or(|item| item.below.is_empty());
    n > 0 && items.get(n).is_some_and(|item| !item.below.is_empty() && item.below.iter().all(leaf))
}

fn side_by_side(items: &[Item]) -> Option<Chart> {
    let mut spans = vec![1usize; items.len()];
    for (n, item) in items.iter().enumerate().rev() {
        if !item.below.is_empty() && !hangs(items, n) {
            let sum = item.below.iter().filter_map(|below| spans.get(*below)).sum();
            *spans.get_mut(n)? = sum;
        }
    }
    let mut first = vec![0usize; items.len()];
    for (n, item) in items.iter().enumerate() {
        let mut next = first.get(n).copied()?;
        let hangs = hangs(items, n);
        for below in &item.below {
            *first.get_mut(*below)? = next;
            if !hangs {
                next += spans.get(*below)?;
            }
        }
    }
    let hung = hung(items);
    let columns = columns(items, &spans, &first, &hung)?;
    let start = |column: usize| columns.iter().take(column).map(|width| width + GAP).sum::<i32>();

    let mut boxes: Vec<Drawn> = Vec::with_capacity(items.len());
    for (n, item) in items.iter().enumerate() {
        let (column, span) = (*first.get(n)?, *spans.get(n)?);
        let room = start(column + span) - GAP - start(column);
        let width = if span == 1 { room } else { need(item).max(BROADEST).min(room) };
        boxes.push(drawn(item, if hung.get(n) == Some(&true) { width - INDENT } else { width }));
    }
    let depths = depths(items);
    // Rows: as high as their highest box.
    let mut rows: Vec<i32> = Vec::new();
    for (n, depth) in depths.iter().enumerate().filter(|(n, _)| hung.get(*n) == Some(&false)) {
        if rows.len() <= *depth {
            rows.resize(depth + 1, 0);
        }
        if let (Some(row), Some(one)) = (rows.get_mut(*depth), boxes.get(n)) {
            *row = (*row).max(one.height);
        }
    }
    let tops: Vec<i32> = rows.iter().scan(0, |top, row| Some(std::mem::replace(top, *top + row + DROP))).collect();

    // From below, as a box stands over the middle of those below it.
    for n in (0..items.len()).rev().filter(|n| hung.get(*n) == Some(&false)) {
        let (column, span) = (*first.get(n)?, *spans.get(n)?);
        let (left, right) = (start(column), start(column + span) - GAP);
        let below = &items.get(n)?.below;
        let middle = |n: &usize| boxes.get(*n).map(|one| one.x + one.width / 2);
        let over = match (below.first(), below.last()) {
            (Some(one), Some(other)) if !hangs(items, n) => i32::midpoint(middle(one)?, middle(other)?),
            _ => i32::midpoint(left, right),
        };
        let (own, y) = (boxes.get(n)?.width, *tops.get(*depths.get(n)?)?);
        boxes.get_mut(n)?.place((over - own / 2).clamp(left, right - own), y);
        if hangs(items, n) {
            let mut y = y + boxes.get(n)?.height + GAP;
            for below in below {
                let one = boxes.get_mut(*below)?;
                one.place(left + INDENT, y);
                y += one.height + GAP / 2;
            }
        }
    }
    let mut lines = Vec::new();
    for (n, item) in items.iter().enumerate() {
        let from = boxes.get(n)?;
        let hangs = hangs(items, n);
        for to in item.below.iter().filter_map(|below| boxes.get(*below)) {
            let (bottom, middle) = (from.y + from.height, to.y + to.height / 2);
            lines.push(if hangs {
                format!("M{} {bottom}V{middle}H{}", from.x + INDENT / 2, to.x)
            } else {
                let turn = to.y - DROP / 2;
                format!("M{} {bottom}V{turn}H{}V{}", from.x + from.width / 2, to.x + to.width / 2, to.y)
            });
        }
    }
    Some(finished(boxes, lines, start(columns.len()) - GAP))
}

/// How wide every column is: as its words need, and what is left shared out; none where words would have to be broken.
fn columns(items: &[Item], spans: &[usize], first: &[usize], hung: &[bool]) -> Option<Vec<i32>> {
    let mut columns = vec![NARROWEST; *spans.first()?];
    for (n, item) in items.iter().enumerate().filter(|(n, _)| spans.get(*n) == Some(&1)) {
        let indent = if hung.get(n) == Some(&true) { INDENT } else { 0 };
        let column = columns.get_mut(*first.get(n)?)?;
        *column = (*column).max(need(item) + indent);
    }
    let count = i32::try_from(columns.len()).ok()?;
    let left = WIDE - GAP.checked_mul(count - 1)? - columns.iter().sum::<i32>();
    if left < 0 {
        return None;
    }
    for column in &mut columns {
        *column = (*column + left / count).min(BROADEST.max(*column));
    }
    Some(columns)
}

/// How wide a box must be so that no word of it is broken.
fn need(item: &Item) -> i32 {
    let leader = item.leader.as_ref().map_or(0, |leader| longest(&leader.words, SMALL.0));
    let fact = if item.facts.is_empty() { 0 } else { FACT };
    longest(&item.name, NAME.0 * BOLD / 100).max(leader).max(fact) + 2 * PAD
}

fn stacked(items: &[Item], width: i32, broadest: i32) -> Chart {
    let depths = depths(items);
    let deepest = i32::try_from(depths.iter().copied().max().unwrap_or(0)).unwrap_or(i32::MAX).max(1);
    let indent = INDENT.min((width - NARROWEST).max(0) / deepest);
    let mut boxes: Vec<Drawn> = Vec::with_capacity(items.len());
    let mut y = 0;
    for (item, depth) in items.iter().zip(&depths) {
        let x = i32::try_from(*depth).unwrap_or(deepest).min(deepest) * indent;
        let mut one = drawn(item, (width - x).min(broadest).max(NARROWEST));
        one.place(x, y);
        y += one.height + GAP / 2;
        boxes.push(one);
    }
    let mut lines = Vec::new();
    for (from, item) in boxes.iter().zip(items) {
        for to in item.below.iter().filter_map(|below| boxes.get(*below)) {
            lines.push(format!("M{} {}V{}H{}", from.x + indent / 2, from.y + from.height, to.y + to.height / 2, to.x));
        }
    }
    let broad = boxes.iter().map(|one| one.x + one.width).max().unwrap_or(0);
    finished(boxes, lines, broad)
}

/// With a margin for the lines' width on every side.
fn finished(mut boxes: Vec<Drawn>, lines: Vec<String>, width: i32) -> Chart {
    let height = boxes.iter().map(|one| one.y + one.height).max().unwrap_or(0);
    if let Some(root) = boxes.first_mut() {
        root.root = true;
    }
    Chart { width, height, boxes, lines }
}

/// How many boxes stand above each.
fn depths(items: &[Item]) -> Vec<usize> {
    let mut depths = vec![0; items.len()];
    for (n, item) in items.iter().enumerate() {
        let depth = depths.get(n).copied().unwrap_or(0);
        for below in &item.below {
            if let Some(slot) = depths.get_mut(*below) {
                *slot = depth + 1;
            }
        }
    }
    depths
}

/// Which boxes hang below their parent.
fn hung(items: &[Item]) -> Vec<bool> {
    let mut hung = vec![false; items.len()];
    for (n, item) in items.iter().enumerate().filter(|(n, _)| hangs(items, *n)) {
        debug_assert!(item.below.iter().all(|below| *below > n));
        for below in &item.below {
            if let Some(slot) = hung.get_mut(*below) {
                *slot = true;
            }
        }
    }
    hung
}

/// A box with its words, its corner at 0, 0.
fn drawn(item: &Item, width: i32) -> Drawn {
    let room = width - 2 * PAD;
    let mut y = PAD - 2;
    let mut lines = |words: Vec<String>, (size, height): (i32, i32)| {
        let lines = words.into_iter().map(|words| {
            y += height;
            Line { y: y - (height - size), words }
        });
        lines.collect::<Vec<_>>()
    };
    let mut texts = vec![Text {
        kind: "name",
        url: item.url.clone(),
        x: PAD,
        lines: lines(wrap(&item.name, room, NAME.0 * BOLD / 100), NAME),
        fact: None,
    }];
    if let Some(leader) = &item.leader {
        let lines = lines(wrap(&leader.words, room, SMALL.0), SMALL);
        texts.push(Text { kind: "leader", url: leader.url.clone(), x: PAD, lines, fact: None });
    }
    for fact in &item.facts {
        let lines = lines(vec![String::new()], SMALL);
        texts.push(Text { kind: "fact", url: None, x: PAD, lines, fact: Some(fact.clone()) });
    }
    Drawn { x: 0, y: 0, width, height: y + PAD, root: false, texts }
}

impl Drawn {
    /// Moves a box whose corner is at 0, 0.
    fn place(&mut self, x: i32, y: i32) {
        (self.x, self.y) = (x, y);
        for text in &mut self.texts {
            text.x += x;
            for line in &mut text.lines {
                line.y += y;
            }
        }
    }
}

#[cfg(test)]
mod tests;
