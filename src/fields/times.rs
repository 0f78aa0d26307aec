//! Times of day as authors write them.

use super::numbers::split_range;
use crate::model::TimeRange;

/// In the form of a time, and no such time exists, or it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchTime;

/// Reads `11.00–14.00`, `11:00-14:00`, `kl. 11–14`, `11.00`; `None` for what is not in the form of a time.
pub fn read(written: &str) -> Option<Result<TimeRange, NoSuchTime>> {
    let text = without_clock(written.trim());
    let (from, to) = match split_range(text) {
        Some((from, to)) => (from, Some(minutes(without_clock(to))?)),
        None => (text, None),
    };
    let from = minutes(from)?;
    let day = 24 * 60;
    Some(match to {
        Some(to) if from < to && to <= day => Ok(TimeRange { from, to: Some(to) }),
        None if from < day => Ok(TimeRange { from, to: None }),
        _ => Err(NoSuchTime),
    })
}

fn without_clock(text: &str) -> &str {
    ["kl.", "Kl.", "klokken", "kl", "Kl"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim()
}

/// Minutes after midnight; a time that does not exist gives more than a day has.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = match text.split_once(['.', ':']) {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => (text, "00"),
    };
    let two = |part: &str| (part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u16>().ok()).flatten();
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    Some(if hours > 24 || minutes > 59 { u16::MAX } else { hours * 60 + minutes })
}
