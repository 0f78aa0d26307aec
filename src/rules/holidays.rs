//! Norwegian public holidays, computed: the fixed ones, and those that Easter moves.
//!
//! What may not enter: a rule's own sentence, and days that are only half holidays (Christmas Eve, the Saturday before Easter).

use crate::diagnostic::Bilingual;
use crate::model::Date;
use crate::model::text::Weekday;

/// Days from Easter Sunday, and what they are called.
const MOVED: [(i64, &str, &str); 7] = [
    (-3, "skjærtorsdag", "Maundy Thursday"),
    (-2, "langfredag", "Good Friday"),
    (0, "første påskedag", "Easter Sunday"),
    (1, "andre påskedag", "Easter Monday"),
    (39, "Kristi himmelfartsdag", "Ascension Day"),
    (49, "første pinsedag", "Whit Sunday"),
    (50, "andre pinsedag", "Whit Monday"),
];

/// Month and day, and what they are called.
const FIXED: [(i8, i8, &str, &str); 5] = [
    (1, 1, "første nyttårsdag", "New Year's Day"),
    (5, 1, "1. mai", "Labour Day"),
    (5, 17, "grunnlovsdagen", "Constitution Day"),
    (12, 25, "første juledag", "Christmas Day"),
    (12, 26, "andre juledag", "Boxing Day"),
];

/// What a day is called on which offices are closed: a public holiday by its name, a Saturday or Sunday by the weekday.
pub(super) fn closed(day: Date) -> Option<Bilingual> {
    holiday(day).map(|(nb, en)| Bilingual::new(nb, en)).or_else(|| {
        let weekday = super::words::weekday_of(day);
        let (nb, en) = match weekday {
            Weekday::Saturday => ("en lørdag", "a Saturday"),
            Weekday::Sunday => ("en søndag", "a Sunday"),
            _ => return None,
        };
        Some(Bilingual::new(nb, en))
    })
}

/// The public holiday that a day is.
fn holiday(day: Date) -> Option<(&'static str, &'static str)> {
    let fixed = FIXED.iter().find(|(month, of_month, ..)| (day.month(), day.day()) == (*month, *of_month));
    if let Some((_, _, nb, en)) = fixed {
        return Some((nb, en));
    }
    let from_easter = i64::from((day - easter(day.year())?).get_days());
    MOVED.iter().find(|(days, ..)| *days == from_easter).map(|(_, nb, en)| (*nb, *en))
}

/// Easter Sunday of a year by the Gregorian calendar, after the anonymous rule printed in Nature in 1876.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_as_the_almanac_says() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1961, 4, 2),
            (2000, 4, 23),
            (2008, 3, 23),
            (2017, 4, 16),
            (2018, 4, 1),
            (2019, 4, 21),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)), "{year}");
        }
    }

    #[test]
    fn closed_days_are_named() {
        let named = |year, month, day| closed(date(year, month, day)).map(|name| name.nb);
        assert_eq!(named(2019, 4, 18).as_deref(), Some("skjærtorsdag"));
        assert_eq!(named(2018, 5, 10).as_deref(), Some("Kristi himmelfartsdag"));
        assert_eq!(named(2018, 5, 21).as_deref(), Some("andre pinsedag"));
        assert_eq!(named(2018, 5, 17).as_deref(), Some("grunnlovsdagen"));
        assert_eq!(named(2018, 9, 15).as_deref(), Some("en lørdag"));
        // Half holidays, and the Saturday that is only a Saturday.
        assert_eq!(named(2018, 12, 24), None);
        assert_eq!(named(2019, 4, 17), None);
        assert_eq!(named(2019, 4, 20).as_deref(), Some("en lørdag"));
    }
}
