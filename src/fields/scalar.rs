//! Readers of single values and lists. Each takes a node and its key's name, and notes what does not fit.

use unicode_normalization::UnicodeNormalization;

use super::numbers::{self, Number};
use super::{Node, Value, dates, times};
use crate::diagnostic::{Expected, Fault, FaultKind, Trap};
use crate::model::{Date, DateSpan, TimeRange};
use crate::source::Spanned;

fn wrong<T>(node: &Node, key: &str, expected: Expected, faults: &mut Vec<Fault>) -> Option<T> {
    let found = match &node.value {
        Value::Unreadable => return None,
        Value::Text(text) => text.clone(),
        _ => node.shape().to_owned(),
    };
    faults.push(Fault { span: node.span, kind: FaultKind::WrongShape { key: key.to_owned(), expected, found } });
    None
}

/// One text, as written, without white space around.
pub fn text(node: &Node, key: &str, faults: &mut Vec<Fault>) -> Option<Spanned<String>> {
    match &node.value {
        Value::Text(text) => Some(Spanned::new(text.trim().to_owned(), node.span)),
        _ => wrong(node, key, Expected::Text, faults),
    }
}

/// A list, each entry by the given reader; entries that cannot be read are left out.
pub fn list_of<'n, T>(
    read: impl Fn(&'n Node, &'static str, &mut Vec<Fault>) -> Option<T>,
) -> impl FnOnce(&'n Node, &'static str, &mut Vec<Fault>) -> Option<Vec<T>> {
    move |node, key, faults| match &node.value {
        Value::List(entries) => Some(entries.iter().filter_map(|entry| read(entry, key, faults)).collect()),
        Value::Text(text) if text.contains(',') => wrong(node, key, Expected::ListNotCommas, faults),
        _ => wrong(node, key, Expected::List, faults),
    }
}

/// A list, or one value that stands for a list of one (where the contract allows both).
pub fn list_or_one<'n, T>(
    read: impl Fn(&'n Node, &'static str, &mut Vec<Fault>) -> Option<T>,
) -> impl FnOnce(&'n Node, &'static str, &mut Vec<Fault>) -> Option<Vec<T>> {
    move |node, key, faults| match &node.value {
        Value::List(entries) => Some(entries.iter().filter_map(|entry| read(entry, key, faults)).collect()),
        _ => read(node, key, faults).map(|value| vec![value]),
    }
}

/// One of a fixed set of words, its letters' marks written apart or not; another is noted with the nearest.
pub fn word<'n, T: Copy>(words: &'static [(&'static str, T)]) -> impl Fn(&'n Node, &'static str, &mut Vec<Fault>) -> Option<Spanned<T>> {
    move |node, key, faults| {
        let Value::Text(found) = &node.value else { return wrong(node, key, Expected::Text, faults) };
        if let Some((_, value)) = words.iter().find(|(word, _)| found.trim().nfc().eq(word.chars())) {
            return Some(Spanned::new(*value, node.span));
        }
        let kind = FaultKind::NotAllowed {
            key: key.to_owned(),
            found: found.clone(),
            allowed: words.iter().map(|(word, _)| (*word).to_owned()).collect(),
            nearest: crate::diagnostic::nearest(found, words.iter().map(|(word, _)| *word)).map(str::to_owned),
        };
        faults.push(Fault { span: node.span, kind });
        None
    }
}

/// `ja` or `nei`.
pub fn boolean(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<bool> {
    match &node.value {
        Value::Text(text) if text == "ja" => Some(true),
        Value::Text(text) if text == "nei" => Some(false),
        _ => wrong(node, key, Expected::YesNo, faults),
    }
}

/// A whole number, zero or more.
pub fn whole(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<u32>> {
    let Value::Text(written) = &node.value else { return wrong(node, key, Expected::Whole, faults) };
    match numbers::read(written) {
        Some(Number::Value(value)) if value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value) => {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Whole and in range.
            Some(Spanned::new(value as u32, node.span))
        }
        Some(Number::Ambiguous(meant)) => ambiguous(node, meant, faults),
        _ => wrong(node, key, Expected::Whole, faults),
    }
}

/// A number with a decimal comma or point and a space as thousands mark; `kr`, `%` and a closing `,-` are accepted.
/// `430.650` may be either: it is noted and not guessed at.
pub fn number(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<f64>> {
    let Value::Text(written) = &node.value else { return wrong(node, key, Expected::Number, faults) };
    match numbers::read(written) {
        Some(Number::Value(value)) => Some(Spanned::new(value, node.span)),
        Some(Number::Ambiguous(meant)) => ambiguous(node, meant, faults),
        None => wrong(node, key, Expected::Number, faults),
    }
}

fn ambiguous<T>(node: &Node, replacement: Option<String>, faults: &mut Vec<Fault>) -> Option<T> {
    faults.push(Fault { span: node.span, kind: FaultKind::Trap { trap: Trap::AmbiguousNumber, replacement } });
    None
}

/// A number or a range `8–9`: from and to.
pub fn position_range(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<(f64, f64)>> {
    if let Value::Text(written) = &node.value {
        let ends = numbers::split_range(written).map(|(from, to)| (numbers::read(from), numbers::read(to)));
        if let Some((Some(Number::Value(from)), Some(Number::Value(to)))) = ends {
            return if from <= to { Some(Spanned::new((from, to), node.span)) } else { wrong(node, key, Expected::Number, faults) };
        }
    }
    number(node, key, faults).map(|number| number.map(|value| (value, value)))
}

/// `11.00–14.00`, `11:00-14:00`, `kl. 11–14`, `11.00`.
pub fn time_range(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<TimeRange>> {
    let Value::Text(written) = &node.value else { return wrong(node, key, Expected::TimeRange, faults) };
    match times::read(written) {
        Some(Ok(range)) => Some(Spanned::new(range, node.span)),
        Some(Err(times::NoSuchTime)) => {
            faults.push(Fault { span: node.span, kind: FaultKind::TimeInvalid { written: written.clone() } });
            None
        }
        None => wrong(node, key, Expected::TimeRange, faults),
    }
}

/// `YYYY-MM-DD`; other readable spellings are noted with how they should be written, days that do not exist as such.
pub fn date(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<Date>> {
    let Value::Text(written) = &node.value else { return wrong(node, key, Expected::Date, faults) };
    let reading = dates::read(written);
    noted_date(node, written, reading, faults).unwrap_or_else(|| wrong(node, key, Expected::Date, faults))
}

/// A date or a period: `YYYY-MM-DD`, `YYYY-MM`, `YYYY-Qn`, `YYYY-Hn`, `YYYY`.
pub fn date_span(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<DateSpan>> {
    let Value::Text(written) = &node.value else { return wrong(node, key, Expected::Period, faults) };
    let written = written.trim();
    match dates::period(written) {
        Some(Ok((from, to, meant))) => {
            if meant != written {
                faults.push(Fault { span: node.span, kind: FaultKind::DateFormat { written: written.to_owned(), meant } });
            }
            return Some(Spanned::new(DateSpan { from, to, written: written.to_owned() }, node.span));
        }
        Some(Err(dates::NoSuchPeriod)) => {
            faults.push(Fault { span: node.span, kind: FaultKind::DateInvalid { written: written.to_owned(), last_day: None } });
            return None;
        }
        None => {}
    }
    let day = noted_date(node, written, dates::read(written), faults).unwrap_or_else(|| wrong(node, key, Expected::Period, faults))?;
    Some(Spanned::new(DateSpan { from: day.value, to: day.value, written: day.value.to_string() }, node.span))
}

/// Notes what there is to say about a reading; `None` when there is none.
#[allow(clippy::option_option)] // Outer: was it a date at all. Inner: does the day exist.
fn noted_date(node: &Node, written: &str, reading: Option<dates::Reading>, faults: &mut Vec<Fault>) -> Option<Option<Spanned<Date>>> {
    let written = written.trim().to_owned();
    let (date, kind) = match reading? {
        dates::Reading::Day(date) => (Some(date), None),
        dates::Reading::OtherForm(date) => (Some(date), Some(FaultKind::DateFormat { written, meant: date.to_string() })),
        dates::Reading::NoSuchDay { last_day } => (None, Some(FaultKind::DateInvalid { written, last_day })),
    };
    faults.extend(kind.map(|kind| Fault { span: node.span, kind }));
    Some(date.map(|date| Spanned::new(date, node.span)))
}

#[cfg(test)]
mod tests;
