//! What a sum row may be the sum of: the numbers of its column above it, and whether one of their readings fits.
//!
//! What may not enter: tables and their titles, and any rule's own sentence.

use super::figures::Figure;

/// A sum that is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Off {
    /// What stands there and what it should be, in units of the last of `decimals`.
    pub stands: i128,
    /// What the nearest reading gives.
    pub should: i128,
    /// How many decimals both have.
    pub decimals: u32,
    /// Off by one unit in the last place.
    pub rounding: bool,
}

/// A number that a sum may be, and whether it is one to tell of, or may only fit.
#[derive(Debug, Clone, Copy)]
struct Reading {
    total: Figure,
    told: bool,
}

/// The numbers of a column above a sum row.
#[derive(Debug, Default)]
pub struct Above {
    /// Since the last sum row.
    since: Vec<Figure>,
    /// Since then, parts of what was told already.
    asides: Vec<Figure>,
    /// All plain numbers.
    all: Vec<Figure>,
    /// The sum rows, and whether each has numbers of its own.
    sums: Vec<(Figure, bool)>,
}

impl Above {
    /// A plain number.
    pub fn add(&mut self, figure: Figure) {
        self.since.push(figure);
        self.all.push(figure);
    }

    /// A number that is a part of what was told already. A sum that it fits into is right, too.
    pub fn add_aside(&mut self, figure: Figure) {
        self.asides.push(figure);
    }

    /// Whether there are plain numbers at all.
    pub fn any(&self) -> bool {
        !self.all.is_empty()
    }

    /// Whether nothing at all stands above.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.sums.is_empty()
    }

    /// Whether plain numbers stand between this sum row and the last. Those that make the last one, which stands above its parts,
    /// belong to that.
    pub fn has_own(&self) -> bool {
        let headed = || matches!(self.sums.last(), Some((sum, false)) if fits(*sum, total(&self.since)));
        !self.since.is_empty() && !headed()
    }

    /// Whether a sum row without numbers of its own can be told to be the total of the sum rows above it: it has no other name
    /// (`alone`) and there is something to add, or there are several with numbers of their own, one of them right above it.
    pub fn is_grand(&self, alone: bool) -> bool {
        let with_own = self.sums.iter().filter(|(_, own)| *own).count();
        let several = with_own > 1 && self.sums.last().is_some_and(|(_, own)| *own);
        several || (alone && (with_own > 0 || self.sums.len() > 1))
    }

    /// Whether the sum fits a reading, or how far it is off the nearest; of a result (`left`) also of those that are differences.
    pub fn compare(&self, stands: Figure, left: bool) -> Option<Off> {
        let sums: Vec<Figure> = self.sums.iter().map(|(sum, _)| *sum).collect();
        let lists = [self.since.as_slice(), &self.all, &sums];
        let mut readings: Vec<Reading> =
            lists.iter().filter(|list| !list.is_empty()).map(|list| Reading { total: total(list), told: true }).collect();
        // The last sums, with what came after them: parts of a part, "Sum uten mva." and "Mva.".
        let mut last = total(&self.since);
        for sum in sums.iter().rev() {
            last = total(&[last, *sum]);
            readings.push(Reading { total: last, told: true });
        }
        // A result: what came in less what went out.
        let mut out = Figure { digits: 0, decimals: 0, per_cent: false };
        for sum in sums.iter().rev() {
            readings.push(Reading { total: total(&[*sum, negated(out), negated(total(&self.since))]), told: left });
            out = total(&[out, *sum]);
        }
        readings.extend(difference(&self.since));
        readings.push(Reading { total: total(&[total(&self.since), total(&self.asides)]), told: false });
        nearest(stands, &readings)
    }

    /// Whether a rate below other rates may be their mean.
    pub fn may_be_mean(&self, stands: Figure) -> bool {
        let decimals = self.all.iter().map(|figure| figure.decimals).max().unwrap_or_default().max(stands.decimals);
        let values = || self.all.iter().map(|figure| figure.at(decimals));
        let stands = stands.at(decimals);
        values().min().is_some_and(|least| least <= stands) && values().max().is_some_and(|most| stands <= most)
    }

    /// A sum row.
    pub fn close(&mut self, sum: Figure) {
        let own = self.has_own();
        self.sums.push((sum, own));
        self.since.clear();
        self.asides.clear();
    }
}

/// Whether a sum is that of one of the lists, or of the first number less the others; else how far it is off the nearest list.
pub fn compare(stands: Figure, lists: &[&[Figure]]) -> Option<Off> {
    let full = || lists.iter().filter(|list| !list.is_empty());
    let told = full().map(|list| Reading { total: total(list), told: true });
    nearest(stands, &told.chain(full().filter_map(|list| difference(list))).collect::<Vec<_>>())
}

fn nearest(stands: Figure, readings: &[Reading]) -> Option<Off> {
    if readings.iter().any(|reading| fits(stands, reading.total)) {
        return None;
    }
    let off = |reading: &Reading| {
        let decimals = reading.total.decimals.max(stands.decimals);
        let unit = 10_i128.pow(decimals - reading.total.decimals.min(stands.decimals));
        let (stands, should) = (stands.at(decimals), reading.total.at(decimals));
        Off { stands, should, decimals, rounding: (stands - should).abs() <= unit }
    };
    let most = readings.iter().map(|reading| reading.total.decimals).max().unwrap_or_default().max(stands.decimals);
    let size = |off: &Off| (off.stands - off.should).abs() * 10_i128.pow(most - off.decimals);
    readings.iter().filter(|reading| reading.told).map(off).min_by_key(size)
}

/// Whether a sum is a total; rounded to fewer decimals than its parts, it is right to half a unit.
fn fits(stands: Figure, total: Figure) -> bool {
    let decimals = total.decimals.max(stands.decimals);
    let off = (stands.at(decimals) - total.at(decimals)).abs();
    off == 0 || (total.decimals > stands.decimals && off * 2 <= 10_i128.pow(decimals - stands.decimals))
}

/// The sum of numbers, with the decimals of the finest.
fn total(list: &[Figure]) -> Figure {
    let decimals = list.iter().map(|figure| figure.decimals).max().unwrap_or_default();
    Figure { digits: list.iter().map(|figure| figure.at(decimals)).sum(), decimals, per_cent: false }
}

/// The first number less the others.
fn difference(list: &[Figure]) -> Option<Reading> {
    let (first, rest) = list.split_first()?;
    (!rest.is_empty()).then(|| Reading { total: total(&[*first, negated(total(rest))]), told: false })
}

/// The number with the other sign.
pub fn negated(figure: Figure) -> Figure {
    Figure { digits: -figure.digits, ..figure }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(digits: i128) -> Figure {
        Figure { digits, decimals: 0, per_cent: false }
    }

    /// What each sum row should be, where it can be told to be wrong.
    fn told(rows: &[(&str, i128)]) -> Vec<Option<i128>> {
        let mut above = Above::default();
        let mut found = Vec::new();
        for (row, number) in rows {
            match *row {
                "" => above.add(figure(*number)),
                "of which" => above.add_aside(figure(*number)),
                _ => {
                    let checked = above.has_own() || above.is_grand(*row == "total");
                    found.push(above.compare(figure(*number), *row == "result").filter(|_| checked).map(|off| off.should));
                    above.close(figure(*number));
                }
            }
        }
        found
    }

    #[test]
    fn totals_of_what_stands_above_are_told() {
        let table = |last: &'static str, grand: i128| {
            told(&[("", 500), ("", 50), ("sum", 550), ("", 30), ("of which", 10), ("sum", 30), (last, grand)])
        };
        assert_eq!(table("total", 580), [None; 3]);
        assert_eq!(table("total", 570), [None, None, Some(580)]);
        assert_eq!(table("sum", 570), [None, None, Some(580)]);
        // The difference of two sums, and parts of parts.
        assert_eq!(table("sum", 520), [None; 3]);
        assert_eq!(table("result", 510).last(), Some(&Some(520)));
        let parts = [("", 1), ("sum", 1), ("", 2), ("sum", 2), ("sum", 3), ("", 4), ("sum", 4), ("", 5), ("sum", 5), ("sum", 9)];
        assert_eq!(told(&parts), [None; 6]);
        // The last total is of the two of their kind: only the name tells.
        assert_eq!(told(&[&parts[..], &[("total", 12)]].concat()).last(), Some(&None));
        assert_eq!(told(&[("", 4), ("", 2), ("sum", 7)]), [Some(6)]);
    }

    #[test]
    fn sums_of_nothing_are_not_told() {
        assert_eq!(told(&[("sum", 600), ("sum", 550), ("", 50)]), [None; 2]);
        assert_eq!(told(&[("sum", 1000), ("", 250), ("sum", 1250)]), [None; 2]);
        assert_eq!(told(&[("sum", 1000), ("", 250), ("sum", 1260)]), [None, Some(1250)]);
        assert_eq!(told(&[("", 4), ("", 2), ("sum", 6), ("sum", 8)]), [None; 2]);
        assert_eq!(told(&[("sum", 600), ("total", 700), ("total", 1300)]), [None; 3]);
        // A total above its parts.
        assert_eq!(told(&[("sum", 600), ("", 400), ("", 200), ("sum", 550), ("", 550)]), [None; 2]);
    }
}
