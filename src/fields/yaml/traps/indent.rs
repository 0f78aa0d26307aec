//! Which indentation a line was meant to have that is indented by more than plain spaces: that of the lines around it.

use super::Scan;
use crate::diagnostic::Trap;
use crate::fields::yaml::is_odd_space;
use crate::fields::yaml::line::colon_in;
use crate::fields::yaml::traps::Found;
use std::ops::Range;

/// Where the entries that are open above a line begin.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Columns of keys and of dashes, the innermost last.
    open: Vec<(usize, Kind)>,
    /// Whether the last line's key has its value on the lines below.
    opens: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dash,
    Key,
}

impl Columns {
    /// Notes what begins on a line with that indentation.
    fn pass(&mut self, mut column: usize, mut rest: &str) {
        while self.open.last().is_some_and(|(open, kind)| *open > column || (*open == column && *kind == Kind::Dash)) {
            self.open.pop();
        }
        while let Some(after) = rest.strip_prefix("- ") {
            self.add(column, Kind::Dash);
            let entry = after.trim_start_matches(' ');
            column += rest.len() - entry.len();
            rest = entry;
        }
        let colon = colon_in(rest);
        if colon.is_some() {
            self.add(column, Kind::Key);
        }
        self.opens = colon.is_some_and(|colon| rest.get(colon + 1..).is_some_and(|value| value.trim().is_empty()));
    }

    fn add(&mut self, column: usize, kind: Kind) {
        if self.open.last() != Some(&(column, kind)) {
            self.open.push((column, kind));
        }
    }

    /// The column that a line was probably meant for, of which `wide` is as wide as it looks and `below` is the next line's.
    fn meant(&self, wide: usize, kind: Kind, below: Option<usize>) -> usize {
        let is_open = |column: usize| self.open.contains(&(column, kind));
        let innermost = self.open.last().map_or(0, |(column, _)| *column);
        if is_open(wide) || (self.opens && wide > innermost) {
            return wide;
        }
        if let Some(below) = below.filter(|below| is_open(*below)) {
            return below;
        }
        if self.opens {
            return innermost + 2;
        }
        let last = self.open.iter().rev().find(|(_, open)| *open == kind);
        last.map(|(column, _)| *column).filter(|column| *column > 0).unwrap_or(wide)
    }
}

/// How wide an indentation looks.
pub(super) fn width(lead: &str) -> usize {
    lead.chars().map(|c| if c == '\t' { 2 } else { 1 }).sum()
}

impl Scan<'_> {
    /// Notes an indentation by more than plain spaces. Within a block of text it is as wide as it looks.
    pub(super) fn indent(&mut self, lead: Range<usize>, in_block: bool) {
        let written = self.slice(lead.clone());
        let rest = self.slice(self.line(lead.end));
        let trap = if written.contains('\t') {
            Trap::TabIndent
        } else if written.contains(is_odd_space) {
            Trap::NoBreakIndent
        } else {
            if !in_block {
                self.columns.pass(written.len(), rest);
            }
            return;
        };
        let wide = width(written);
        let kind = if rest.starts_with("- ") { Kind::Dash } else { Kind::Key };
        let column = if in_block { wide } else { self.columns.meant(wide, kind, self.below(lead.end)) };
        if !in_block {
            self.columns.pass(column, rest);
        }
        let mended = " ".repeat(column);
        self.found.push(Found { range: lead, trap, replacement: Some(mended.clone()), mended });
    }

    /// The indentation of the next line with something on it, where it is one of plain spaces.
    fn below(&self, from: usize) -> Option<usize> {
        let next = self.text.get(self.next_line(from)..)?.lines().find(|line| !line.trim().is_empty())?;
        let rest = next.trim_start_matches(' ');
        (!rest.starts_with(|c: char| c == '\t' || is_odd_space(c))).then_some(next.len() - rest.len())
    }
}
