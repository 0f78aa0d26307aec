//! Readers of single values and lists. Each takes a node and its key's name, and notes what does not fit.

use super::{Node, Value};
use crate::diagnostic::{Expected, Fault, FaultKind};
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

/// One of a fixed set of words; another is noted with the nearest.
pub fn word<'n, T: Copy>(words: &'static [(&'static str, T)]) -> impl Fn(&'n Node, &'static str, &mut Vec<Fault>) -> Option<Spanned<T>> {
    move |node, key, faults| {
        let Value::Text(found) = &node.value else { return wrong(node, key, Expected::Text, faults) };
        if let Some((_, value)) = words.iter().find(|(word, _)| word == found) {
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

/// `YYYY-MM-DD`; other readable spellings are noted with how they should be written, days that do not exist as such.
pub fn date(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<Date>> {
    wrong(node, key, Expected::Date, faults)
}

/// A date or a period: `YYYY-MM-DD`, `YYYY-MM`, `YYYY-Qn`, `YYYY-Hn`, `YYYY`.
pub fn date_span(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<DateSpan>> {
    wrong(node, key, Expected::Period, faults)
}

/// A whole number, zero or more.
pub fn whole(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<u32>> {
    wrong(node, key, Expected::Whole, faults)
}

/// A number with a decimal comma or point and a space as thousands mark; a closing `%` is accepted.
pub fn number(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<f64>> {
    wrong(node, key, Expected::Number, faults)
}

/// A number or a range `8–9`: from and to.
pub fn position_range(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<(f64, f64)>> {
    wrong(node, key, Expected::Number, faults)
}

/// `11.00–14.00`, `11:00-14:00`, `kl. 11–14`, `11.00`.
pub fn time_range(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<TimeRange>> {
    wrong(node, key, Expected::TimeRange, faults)
}
