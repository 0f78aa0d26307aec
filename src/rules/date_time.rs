//! date-time: a time of day that does not exist, or a range that ends before it begins.

use super::{Check, FixKind, Notes, Record, faults, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::Site;

/// The record.
pub const RECORD: Record = Record {
    name: "date-time",
    title: ("et klokkeslett som ikke går opp", "a time that cannot be"),
    levels: &[("", Level::Error)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_time.md"),
    check: Check::Site(check),
};

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        let FaultKind::TimeInvalid { written } = kind else { continue };
        let said = words::shown(site, place, written);
        let (message, help) = match impossible(written) {
            Some(part) => (
                Bilingual::new(format!("«{part}» er ikke et klokkeslett"), format!("“{part}” is no time of day")),
                Bilingual::new("Skriv timer fra 0 til 23 og minutter fra 0 til 59.", "Write hours from 0 to 23 and minutes from 0 to 59."),
            ),
            None => (
                Bilingual::new(
                    format!("Slutten i «{said}» er ikke etter begynnelsen"),
                    format!("The end in “{said}” is not after the beginning"),
                ),
                Bilingual::new("Rett klokkeslettet som er feil, eller bytt dem om.", "Mend the time that is wrong, or swap the two."),
            ),
        };
        notes.add(Finding::new(RECORD.name, place, message).with_help(help));
    }
}

/// The first time in a text that no clock shows.
fn impossible(written: &str) -> Option<&str> {
    let times = written.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ':'));
    times.map(|time| time.trim_matches(['.', ':'])).filter(|time| !time.is_empty()).find(|time| {
        let (hours, minutes) = time.split_once(['.', ':']).unwrap_or((time, "0"));
        let (hours, minutes) = (hours.parse::<u32>(), minutes.parse::<u32>());
        !(matches!(hours, Ok(0..=23)) && matches!(minutes, Ok(0..=59)) || matches!((hours, minutes), (Ok(24), Ok(0))))
    })
}

#[cfg(test)]
mod tests {
    use super::impossible;

    #[test]
    fn the_time_that_no_clock_shows_is_named() {
        assert_eq!(impossible("kl. 10.00–25.00"), Some("25.00"));
        assert_eq!(impossible("10:75-11"), Some("10:75"));
        assert_eq!(impossible("11.00–10.00"), None);
    }
}
