//! What templates may call: pure functions of their argument and the theme's texts.
//!
//! | filter | makes |
//! | --- | --- |
//! | `link` | `<a href="…">…</a>` of `{words, url, lang}`; the words alone where there is no `url` (reads `root`) |
//! | `links` | several, with commas between them |
//! | `day` | `<time datetime="2018-09-14">14. september 2018</time>`; with `left=true` scripts tell how long it is until then |
//! | `tongue` | ` lang="nn"`, for a tag, of a language that is another than that of what stands on the pages; else nothing |
//! | `said` | a piece of a document's text; with `lang`, in a `<div>` with that language where it is another |
//! | `worded` | a text; with `lang`, in a `<span>` with that language where it is another |
//! | `parting` | a text that may break after each slash |
//! | `untied` | a text whose spaces that never break are plain ones, to be compared |
//! | `rel` | an address below the site's root relative to the page (reads `root`) |
//! | `date`, `date_short` | `14. september 2018`, `14.9.2018` of an ISO date; `januar 2018`, `1. kvartal 2018` of a period |
//! | `clock` | `11.00–14.30` of `{from, to}` in minutes |
//! | `number`, `size` | `350 166`, with `least=1` `14,0`; `1,4 MB` |
//! | `fill` | a text with `{name}` filled in; what is HTML already stays so |
//! | `count` | of a text `{one, many}` the one that fits `n`, with `{n}` filled in |

use std::fmt::Write;
use std::sync::Arc;

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::marks::{self, Marks};
use super::texts::find;

/// How a language writes dates and numbers.
pub(super) struct Manner {
    months: Vec<String>,
    /// The months where they stand without a day.
    months_alone: Vec<String>,
    long: Pattern,
    short: Pattern,
    group: String,
    decimal: String,
    clock: String,
    month: Pattern,
    quarter: Pattern,
    half: Pattern,
}

/// How a date or a period is written, read once: its parts in their order.
struct Pattern(Vec<Part>);

/// A part of a date as it is written.
enum Part {
    Words(String),
    Day,
    Month,
    MonthNumber,
    Year,
}

impl Pattern {
    fn of(written: &str) -> Self {
        let mut pieces = written.split('{');
        let mut parts = vec![Part::Words(pieces.next().unwrap_or_default().to_owned())];
        for piece in pieces {
            let (key, after) = piece.split_once('}').unwrap_or(("", piece));
            parts.push(match key {
                "day" => Part::Day,
                "month" => Part::Month,
                "number" => Part::MonthNumber,
                "year" => Part::Year,
                other => Part::Words(format!("{{{other}}}")),
            });
            parts.push(Part::Words(after.to_owned()));
        }
        Self(parts)
    }
}

impl Manner {
    fn of(texts: &serde_json::Value) -> Self {
        let text = |path: &str| find(texts, path).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let pattern = |path: &str| Pattern::of(&text(path));
        let list = |path: &str| {
            let words = find(texts, path).and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
            words.iter().filter_map(serde_json::Value::as_str).map(str::to_owned).collect()
        };
        Self {
            months: list("manner.months"),
            months_alone: list("manner.months_alone"),
            long: pattern("manner.date"),
            short: pattern("manner.date_short"),
            group: text("manner.group"),
            decimal: text("manner.decimal"),
            clock: text("manner.clock"),
            month: pattern("manner.month"),
            quarter: pattern("manner.quarter"),
            half: pattern("manner.half"),
        }
    }

    /// A day or a period as it is written out.
    pub fn long_date(&self, written: &str) -> String {
        self.date(written, &self.long)
    }

    fn date(&self, written: &str, pattern: &Pattern) -> String {
        let mut parts = written.splitn(3, '-').map(|part| part.parse::<usize>().ok());
        let (Some(Some(year)), Some(Some(month)), Some(Some(day))) = (parts.next(), parts.next(), parts.next()) else {
            return self.period(written).unwrap_or_else(|| written.to_owned());
        };
        self.filled(pattern, year, month, day)
    }

    /// `2018-01`, `2018-Q1`, `2018-H1` in words.
    fn period(&self, written: &str) -> Option<String> {
        let (year, part) = written.split_once('-')?;
        let pattern = match part.as_bytes().first()? {
            b'Q' | b'q' => &self.quarter,
            b'H' | b'h' => &self.half,
            _ => &self.month,
        };
        let number = part.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
        Some(self.filled(pattern, year.parse().ok()?, number, 0))
    }

    fn filled(&self, pattern: &Pattern, year: usize, month: usize, day: usize) -> String {
        let months = if day == 0 { &self.months_alone } else { &self.months };
        let name = month.checked_sub(1).and_then(|month| months.get(month)).map_or("", String::as_str);
        let mut text = String::with_capacity(32);
        for part in &pattern.0 {
            // Writing to a string never fails.
            let _ = match part {
                Part::Words(words) => text.write_str(words),
                Part::Day => write!(text, "{day}"),
                Part::Month => text.write_str(name),
                Part::MonthNumber => write!(text, "{month}"),
                Part::Year => write!(text, "{year}"),
            };
        }
        text
    }

    /// Digits in groups of three, at most `decimals` after the mark, closing zeros beyond `least` dropped, a real minus.
    fn number(&self, value: f64, least: usize, decimals: usize) -> String {
        let written = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let kept = fraction.trim_end_matches('0').len().max(least);
        let fraction = fraction.get(..kept).unwrap_or(fraction);
        let mut text = String::new();
        for (n, digit) in whole.chars().enumerate() {
            if n > 0 && (whole.len() - n) % 3 == 0 {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push_str(&self.decimal);
            text.push_str(fraction);
        }
        if value < 0.0 && text.chars().any(|c| ('1'..='9').contains(&c)) { format!("\u{2212}{text}") } else { text }
    }

    fn size(&self, bytes: f64) -> String {
        match bytes {
            b if b < 1000.0 => format!("{}\u{a0}B", self.number(b, 0, 0)),
            b if b < 999_500.0 => format!("{}\u{a0}kB", self.number(b / 1e3, 0, 0)),
            b if b < 999_500_000.0 => format!("{}\u{a0}MB", self.number(b / 1e6, 0, 1)),
            b => format!("{}\u{a0}GB", self.number(b / 1e9, 0, 1)),
        }
    }

    fn time(&self, minutes: u64) -> String {
        format!("{:02}{}{:02}", minutes / 60, self.clock, minutes % 60)
    }
}

/// Gives an engine its filters.
pub(super) fn register(engine: &mut Tera, texts: &serde_json::Value, language: &str) {
    let manner = Arc::new(Manner::of(texts));
    let rest = find(texts, "manner.rest").and_then(serde_json::Value::as_str).unwrap_or(language);
    let marks = Arc::new(Marks::new(Arc::clone(&manner), rest, language));
    let own = Arc::clone(&marks);
    engine.register_filter("link", move |to: Value, _: Kwargs, state: &State| own.link(&to, state));
    let own = Arc::clone(&marks);
    engine.register_filter("links", move |to: Value, _: Kwargs, state: &State| own.links(&to, state));
    let own = Arc::clone(&marks);
    engine.register_filter("tongue", move |of: Value, _: Kwargs, state: &State| own.tongue(&of, state));
    let own = Arc::clone(&marks);
    engine.register_filter("said", move |html: Value, kwargs: Kwargs, state: &State| own.said(&html, &kwargs, state));
    let own = Arc::clone(&marks);
    engine.register_filter("worded", move |text: Value, kwargs: Kwargs, state: &State| own.worded(&text, &kwargs, state));
    engine.register_filter("parting", |text: &str, _: Kwargs, state: &State| marks::parting(text, state));
    engine.register_filter("day", move |at: &str, kwargs: Kwargs, state: &State| marks.day(at, &kwargs, state));
    engine.register_filter("untied", |text: &str, _: Kwargs, _: &State| text.replace('\u{a0}', " "));
    engine.register_filter("rel", rel);
    engine.register_filter("fill", fill);
    engine.register_filter("count", count);
    let own = Arc::clone(&manner);
    engine.register_filter("date", move |date: &str, _: Kwargs, _: &State| own.long_date(date));
    let own = Arc::clone(&manner);
    engine.register_filter("date_short", move |date: &str, _: Kwargs, _: &State| own.date(date, &own.short));
    let own = Arc::clone(&manner);
    engine.register_filter("number", move |number: f64, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let least: Option<usize> = kwargs.get("least")?;
        Ok(own.number(number, least.unwrap_or(0), 2))
    });
    let own = Arc::clone(&manner);
    engine.register_filter("size", move |bytes: f64, _: Kwargs, _: &State| own.size(bytes));
    engine.register_filter("clock", move |time: Value, _: Kwargs, _: &State| {
        let minutes = |key: &str| time.get_from_path(key).and_then(Value::as_u64).map(|minutes| manner.time(minutes));
        match (minutes("from"), minutes("to")) {
            (Some(from), Some(to)) => format!("{from}\u{2013}{to}"),
            (Some(from), None) => from,
            _ => String::new(),
        }
    });
}

fn rel(url: &str, _: Kwargs, state: &State) -> TeraResult<String> {
    let root: Option<Value> = state.get("root")?;
    let root = root.as_ref().and_then(Value::as_str);
    Ok(relative(root.ok_or_else(|| Error::message("`rel` needs `root`; a component takes it as `@root`"))?, url))
}

/// An address below the site's root, as seen from a page whose way back to the root is `root`.
pub(crate) fn relative(root: &str, url: &str) -> String {
    match url.strip_prefix('/') {
        Some("") if root.is_empty() => "./".to_owned(),
        Some(rest) => [root, rest].concat(),
        None => url.to_owned(),
    }
}

/// Fills `{name}` in a text; the result is HTML, and only what is HTML already goes in unescaped.
fn fill(text: StringInput, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let text = text.rendered(state)?;
    let (mut filled, mut rest) = (String::with_capacity(2 * text.len()), &*text);
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = |name| kwargs.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value);
        match after.split_once('}').and_then(|(name, after)| Some((named(name)?, after))) {
            Some((value, after)) => {
                match value.as_str().filter(|_| value.is_safe()) {
                    Some(html) => filled.push_str(html),
                    None => filled.push_str(&state.escape_if_needed(value)?),
                }
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    Ok(Value::safe_string(&filled))
}

fn count(text: Value, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let n: u64 = kwargs.must_get("n")?;
    let form = text.get_from_path(if n == 1 { "one" } else { "many" });
    let form = form.and_then(Value::as_str).ok_or_else(|| Error::message("`count` needs a text with `one` and `many`"))?;
    Ok(form.replace("{n}", &n.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bokmal() -> Manner {
        let text = include_str!("../../themes/navet/i18n/nb.toml");
        Manner::of(&toml::from_str(text).expect("texts"))
    }

    #[test]
    fn numbers_dates_and_sizes_are_norwegian() {
        let manner = bokmal();
        assert_eq!(manner.number(350_166.0, 0, 2), "350\u{a0}166");
        assert_eq!(manner.number(-1234.5, 0, 2), "\u{2212}1\u{a0}234,5");
        assert_eq!(manner.number(-0.001, 0, 2), "0");
        assert_eq!(manner.number(14.0, 1, 2), "14,0");
        assert_eq!(manner.size(219_600.0), "220\u{a0}kB");
        assert_eq!(manner.size(1_400_000.0), "1,4\u{a0}MB");
        assert_eq!(manner.date("2018-09-14", &manner.long), "14.\u{a0}september 2018");
        assert_eq!(manner.date("2018-09-14", &manner.short), "14.9.2018");
        assert_eq!(manner.date("snart", &manner.long), "snart");
        assert_eq!(manner.date("2018-01", &manner.long), "januar 2018");
        assert_eq!(manner.date("2018-Q3", &manner.long), "3. kvartal 2018");
        assert_eq!(manner.date("2018-H2", &manner.long), "2. halvår 2018");
        assert_eq!(manner.date("2018", &manner.long), "2018");
        assert_eq!(manner.time(11 * 60), "11.00");
    }

    #[test]
    fn northern_sami_months_bend_after_what_stands_with_them() {
        let manner = Manner::of(&toml::from_str(include_str!("../../themes/navet/i18n/se.toml")).expect("texts"));
        assert_eq!(manner.date("2018-09-14", &manner.long), "čakčamánu 14. b. 2018");
        assert_eq!(manner.filled(&Pattern::of("{month} {year}"), 2018, 9, 0), "čakčamánnu 2018");
    }

    #[test]
    fn filled_texts_escape_what_is_not_html() {
        let mut engine = Tera::new();
        engine.register_filter("fill", fill);
        let page = engine.render_str("{{ '<{a}>{b}' | fill(a='&', b=('<i>' | safe)) }}", &tera::Context::new(), true);
        assert_eq!(page.ok().as_deref(), Some("&lt;&amp;&gt;<i>"));
        let page = engine.render_str("{{ 'a {b} {c} {' | fill(b='{c}', c=1) }}", &tera::Context::new(), true);
        assert_eq!(page.ok().as_deref(), Some("a {c} 1 {"), "what was filled in is not filled again");
    }
}
