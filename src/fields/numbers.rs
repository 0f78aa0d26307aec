//! Numbers as Norwegians write them.

/// What a text says as a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// A number.
    Value(f64),
    /// Points before groups of three digits: a decimal point or thousands marks. The unambiguous form where only one reading is possible.
    Ambiguous(Option<String>),
}

/// Reads a number: decimal comma or point, spaces of any width between groups of three, a minus of either kind, `kr`, `%`, `,-`.
pub fn read(written: &str) -> Option<Number> {
    let text = without_units(written.trim());
    let (minus, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let mut points = text.split('.');
    let first = points.next().unwrap_or_default();
    let rest: Vec<&str> = points.collect();
    let in_threes = !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && all_digits(group));
    if in_threes && (1..=3).contains(&first.len()) && all_digits(first) && !first.starts_with('0') {
        let spaced = text.replace('.', " ");
        return Some(Number::Ambiguous((rest.len() > 1).then(|| if minus { format!("-{spaced}") } else { spaced })));
    }
    let (whole, decimals) = match text.split_once([',', '.']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    if decimals.is_some_and(|decimals| !all_digits(decimals)) {
        return None;
    }
    let number = format!("{}{}.{}", if minus { "-" } else { "" }, ungrouped(whole)?, decimals.unwrap_or("0"));
    number.parse().ok().filter(|value: &f64| value.is_finite()).map(Number::Value)
}

/// `8–9`, `8-9`, `8 til 9`: the two ends.
pub fn split_range(written: &str) -> Option<(&str, &str)> {
    let (from, to) = written
        .char_indices()
        .skip(1)
        .find(|(_, c)| matches!(c, '–' | '—' | '-'))
        .and_then(|(at, c)| Some((written.get(..at)?, written.get(at + c.len_utf8()..)?)))
        .or_else(|| written.split_once(" til "))?;
    Some((from.trim(), to.trim()))
}

fn without_units(text: &str) -> &str {
    let text = text.strip_prefix("kr").map_or(text, |rest| rest.trim_start_matches('.').trim_start());
    let text = ["%", "prosent", "kroner", "kr.", "kr", ",-", ".-", ",–"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    text.trim_end()
}

/// The digits of a number whose thousands stand apart.
fn ungrouped(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(|c: char| c.is_whitespace()).collect();
    let grouped = groups.len() > 1;
    let fits = |(at, group): (usize, &&str)| all_digits(group) && (!grouped || group.len() == 3 || (at == 0 && group.len() < 3));
    groups.iter().enumerate().all(fits).then(|| groups.concat())
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
