//! A writer of iCalendar (RFC 5545). Of the crates, `icalendar` brings chrono and uuid, whose clock and chance would have to be kept
//! out again; what is needed here are lines, folded and escaped.
//!
//! Times are local, with their zone: a meeting at eleven is at eleven also if the law on summer time changes before it. UTC would also
//! need the system's table of zones, so that equal documents could make unequal bytes. A zone whose rule is not known here is left out,
//! and its times float, which RFC 5545 gives the meaning "the reader's own clock".

use crate::model::{Date, TimeRange};

/// A day from which Europe's rule for summer time holds as it does today; times before it float.
const RULE_SINCE: Date = jiff::civil::date(1996, 3, 31);

/// Zones that are one hour before UTC, two in summer, by the common rule.
const CENTRAL: [&str; 26] = [
    "Arctic/Longyearbyen",
    "Europe/Amsterdam",
    "Europe/Andorra",
    "Europe/Belgrade",
    "Europe/Berlin",
    "Europe/Bratislava",
    "Europe/Brussels",
    "Europe/Budapest",
    "Europe/Busingen",
    "Europe/Copenhagen",
    "Europe/Ljubljana",
    "Europe/Luxembourg",
    "Europe/Madrid",
    "Europe/Malta",
    "Europe/Monaco",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Rome",
    "Europe/San_Marino",
    "Europe/Stockholm",
    "Europe/Vaduz",
    "Europe/Vatican",
    "Europe/Vienna",
    "Europe/Warsaw",
    "Europe/Zurich",
];

/// One entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same for the same thing, however often the site is built; nothing else in any calendar has it.
    pub uid: String,
    /// The day that the entry's documents last changed.
    pub stamp: Date,
    /// The first day.
    pub day: Date,
    /// The last day, where that is another.
    pub last: Option<Date>,
    /// The time of day; all day where there is none.
    pub time: Option<TimeRange>,
    /// What it is.
    pub summary: String,
    /// More about it, line by line.
    pub description: Vec<String>,
    /// Where.
    pub location: Option<String>,
    /// The page about it, whole.
    pub url: Option<String>,
    /// The kind, as people call it.
    pub category: String,
    /// Whether it takes place.
    pub status: Status,
    /// Whether it takes up the reader's time: meetings do, deadlines do not.
    pub busy: bool,
}

/// Whether an entry takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does, or did.
    Confirmed,
    /// A draft says so.
    Tentative,
    /// It does not.
    Cancelled,
}

/// A calendar as bytes. `zone` is an IANA name.
pub fn write(name: &str, zone: &str, entries: &[&Entry]) -> Vec<u8> {
    let central = CENTRAL.contains(&zone);
    let mut lines = Lines(String::new());
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Saksgang//Saksgang//NO");
    lines.raw("CALSCALE", "GREGORIAN");
    lines.raw("METHOD", "PUBLISH");
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
    lines.raw("X-PUBLISHED-TTL", "PT12H");
    if central {
        lines.central(zone);
    } else {
        // A calendar must hold something, also one without entries.
        lines.utc();
    }
    for entry in entries {
        lines.entry(entry, zone, central);
    }
    lines.raw("END", "VCALENDAR");
    lines.0.into_bytes()
}

/// Content lines, each ended by CRLF.
struct Lines(String);

impl Lines {
    /// A line whose value needs no escaping.
    fn raw(&mut self, name: &str, value: &str) {
        self.0.push_str(&folded(&[name, ":", value].concat()));
        self.0.push_str("\r\n");
    }

    /// A line whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        self.raw(name, &escaped(value));
    }

    fn central(&mut self, zone: &str) {
        self.raw("BEGIN", "VTIMEZONE");
        self.raw("TZID", zone);
        self.observance("DAYLIGHT", "19960331T020000", ["+0100", "+0200", "CEST"], "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU");
        self.observance("STANDARD", "19961027T030000", ["+0200", "+0100", "CET"], "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU");
        self.raw("END", "VTIMEZONE");
    }

    fn utc(&mut self) {
        self.raw("BEGIN", "VTIMEZONE");
        self.raw("TZID", "Etc/UTC");
        self.observance("STANDARD", "19700101T000000", ["+0000", "+0000", "UTC"], "");
        self.raw("END", "VTIMEZONE");
    }

    fn observance(&mut self, kind: &str, start: &str, [from, to, name]: [&str; 3], rule: &str) {
        self.raw("BEGIN", kind);
        self.raw("DTSTART", start);
        if !rule.is_empty() {
            self.raw("RRULE", rule);
        }
        self.raw("TZOFFSETFROM", from);
        self.raw("TZOFFSETTO", to);
        self.raw("TZNAME", name);
        self.raw("END", kind);
    }

    fn entry(&mut self, entry: &Entry, zone: &str, central: bool) {
        self.raw("BEGIN", "VEVENT");
        self.text("UID", &entry.uid);
        self.raw("DTSTAMP", &format!("{}T000000Z", digits(entry.stamp)));
        match entry.time {
            Some(time) => {
                let (zone, mark) = match zone {
                    "UTC" | "Etc/UTC" => (String::new(), "Z"),
                    zone if central && entry.day >= RULE_SINCE => (format!(";TZID={zone}"), ""),
                    _ => (String::new(), ""),
                };
                self.raw(&format!("DTSTART{zone}"), &format!("{}{mark}", moment(entry.day, time.from)));
                if let Some(end) = time.to {
                    self.raw(&format!("DTEND{zone}"), &format!("{}{mark}", moment(entry.last.unwrap_or(entry.day), end)));
                }
            }
            None => {
                self.raw("DTSTART;VALUE=DATE", &digits(entry.day));
                // The end is the day after the last.
                if let Some(after) = entry.last.and_then(|last| last.tomorrow().ok()) {
                    self.raw("DTEND;VALUE=DATE", &digits(after));
                }
            }
        }
        self.text("SUMMARY", &entry.summary);
        if !entry.description.is_empty() {
            self.text("DESCRIPTION", &entry.description.join("\n"));
        }
        if let Some(location) = &entry.location {
            self.text("LOCATION", location);
        }
        if let Some(url) = &entry.url {
            self.raw("URL", url);
        }
        self.text("CATEGORIES", &entry.category);
        let status = match entry.status {
            Status::Confirmed => "CONFIRMED",
            Status::Tentative => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        };
        self.raw("STATUS", status);
        self.raw("TRANSP", if entry.busy { "OPAQUE" } else { "TRANSPARENT" });
        self.raw("END", "VEVENT");
    }
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Minutes after midnight; 24.00 is the next day's midnight.
fn moment(day: Date, minutes: u16) -> String {
    let (day, minutes) = if minutes < 24 * 60 { (day, minutes) } else { (day.tomorrow().unwrap_or(day), minutes - 24 * 60) };
    format!("{}T{:02}{:02}00", digits(day), minutes / 60, minutes % 60)
}

/// Text as a value: `\`, `;`, `,` and line ends escaped, other control characters left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            '\t' => value.push(' '),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// A line in pieces of at most 75 octets, cut between characters; each further piece begins with a space, which counts.
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + line.len() / 25);
    let (mut rest, mut octets) = (line, 75);
    while rest.len() > octets {
        let cut = (0..=octets).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
        let (piece, after) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        text.push_str(piece);
        text.push_str("\r\n ");
        (rest, octets) = (after, 74);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(time: Option<TimeRange>, last: Option<&str>) -> Entry {
        Entry {
            uid: "meeting-a@b".to_owned(),
            stamp: "2019-01-10".parse().expect("a day"),
            day: "2019-01-10".parse().expect("a day"),
            last: last.map(|last| last.parse().expect("a day")),
            time,
            summary: "Møte; 1, \\ 2".to_owned(),
            description: vec!["En".to_owned(), "To\r\u{7}".to_owned()],
            location: None,
            url: None,
            category: "møte".to_owned(),
            status: Status::Confirmed,
            busy: true,
        }
    }

    fn written(entry: &Entry, zone: &str) -> String {
        String::from_utf8(write("K", zone, &[entry])).expect("UTF-8")
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolding_gives_it_back() {
        for width in 1..4 {
            let line = format!("SUMMARY:{}{}", "x".repeat(width), "æ🙂".repeat(60));
            let folded = folded(&line);
            assert!(folded.split("\r\n").all(|piece| piece.len() <= 75), "{folded}");
            assert_eq!(folded.replace("\r\n ", ""), line);
        }
        assert_eq!(folded(&"x".repeat(75)), "x".repeat(75));
    }

    #[test]
    fn text_is_escaped() {
        let text = written(&entry(None, None), "Europe/Oslo");
        assert!(text.contains("SUMMARY:Møte\\; 1\\, \\\\ 2\r\n") && text.contains("DESCRIPTION:En\\nTo\r\n"), "{text}");
    }

    #[test]
    fn days_end_the_day_after_and_times_have_their_zone() {
        let days = written(&entry(None, Some("2019-01-11")), "Europe/Oslo");
        assert!(days.contains("DTSTART;VALUE=DATE:20190110\r\nDTEND;VALUE=DATE:20190112\r\n"), "{days}");
        let time = Some(TimeRange { from: 660, to: Some(1440) });
        let oslo = written(&entry(time, None), "Europe/Oslo");
        assert!(oslo.contains("DTSTART;TZID=Europe/Oslo:20190110T110000\r\nDTEND;TZID=Europe/Oslo:20190111T000000\r\n"), "{oslo}");
        assert!(oslo.contains("TZID:Europe/Oslo\r\n"));
        assert!(written(&entry(time, None), "UTC").contains("DTSTART:20190110T110000Z\r\n"));
        assert!(written(&entry(time, None), "America/New_York").contains("DTSTART:20190110T110000\r\n"));
        let long_ago = Entry { day: "1990-05-01".parse().expect("a day"), ..entry(time, None) };
        assert!(written(&long_ago, "Europe/Oslo").contains("DTSTART:19900501T110000\r\n"));
    }
}
