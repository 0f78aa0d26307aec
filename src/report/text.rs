//! The look of a good compiler: the source line, the exact range, related places, help, the rule's name.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Look, Origin, Patch, Renderer, Snippet};

use super::Format;
use crate::diagnostic::{Bilingual, Diagnostic, Finding, Fix, Level, Reason, Tongue};
use crate::source::{BYTE_ORDER_MARK, Place, Source, SourceId, Sources};

/// The format.
pub const FORMAT: Format = Format {
    name: "text",
    always_infos: false,
    render: |report| render(report.diagnostics, report.sources, TextOptions { tongue: report.tongue, colour: report.colour }),
};

/// How the text is to look.
#[derive(Debug, Clone, Copy)]
pub struct TextOptions {
    /// The language of messages.
    pub tongue: Tongue,
    /// Whether escape codes for colour may be used.
    pub colour: bool,
}

/// The words for levels.
#[must_use]
pub fn level_word(level: Level, tongue: Tongue) -> &'static str {
    match (level, tongue) {
        (Level::Error, Tongue::Bokmal) => "feil",
        (Level::Warning, Tongue::Bokmal) => "advarsel",
        (Level::Info | Level::Off, Tongue::Bokmal) => "merknad",
        (Level::Error, Tongue::English) => "error",
        (Level::Warning, Tongue::English) => "warning",
        (Level::Info | Level::Off, Tongue::English) => "info",
    }
}

/// How wide a screen is taken to be, in letters.
const WIDTH: usize = 110;

/// All diagnostics, a blank line after each.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, options: TextOptions) -> String {
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(WIDTH);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&one(diagnostic, sources, options.tongue, &renderer));
        text.push_str("\n\n");
    }
    text
}

/// Bytes of a source that are shown with one finding: a screen has less. Of longer lines the place is told, and nothing shown.
const LONGEST_SHOWN: usize = 4 << 10;

fn one(diagnostic: &Diagnostic, sources: &Sources, tongue: Tongue, renderer: &Renderer) -> String {
    let finding = &diagnostic.finding;
    let look = match diagnostic.level {
        Level::Error => Look::ERROR,
        Level::Warning => Look::WARNING,
        Level::Info | Level::Off => Look::INFO,
    };
    let help_word = if tongue == Tongue::Bokmal { "hjelp" } else { "help" };
    let title = look.with_name(level_word(diagnostic.level, tongue)).primary_title(finding.message.get(tongue)).id(finding.rule);
    let windows = if diagnostic.show_source { windows(finding, sources, tongue) } else { Some(Vec::new()) };
    let too_long = windows.is_none();
    let windows = windows.unwrap_or_default();
    let mut group = Group::with_title(title);
    if windows.is_empty() {
        group = group.element(origin(finding.place, sources));
    }
    for (window, marks) in &windows {
        let annotations = marks.iter().map(|mark| {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(mark.range.clone()).label(mark.words)
        });
        let snippet = Snippet::source(window.text.as_ref()).line_start(window.line).path(window.path).annotations(annotations);
        group = group.element(snippet);
    }
    if !diagnostic.show_source {
        for label in &finding.labels {
            group = group.element(origin(label.place, sources));
        }
    }
    if let Some(help) = &finding.help {
        group = group.element(Look::HELP.with_name(help_word).message(help.get(tongue)));
    }
    if let Some(reason) = level_from(&diagnostic.reason) {
        let note_word = if tongue == Tongue::Bokmal { "nivå" } else { "level" };
        group = group.element(Look::NOTE.with_name(note_word).message(reason.get(tongue).to_owned()));
    }
    let mut report = vec![group];
    if let Some(fix) = finding.fix.as_ref().filter(|_| diagnostic.show_source && !too_long) {
        report.extend(patch(fix, sources, tongue, help_word));
    }
    without_line_ends(renderer.render(&report))
}

/// The renderer shows a carriage return as a sign; at the end of a line it is only how the file ends its lines.
fn without_line_ends(text: String) -> String {
    if text.contains(CARRIAGE_RETURN) { text.replace(&format!("{CARRIAGE_RETURN}\n"), "\n") } else { text }
}

/// How the renderer shows a carriage return.
const CARRIAGE_RETURN: char = '␍';

/// Where a level comes from, when it is not the rule's own.
pub fn level_from(reason: &Reason) -> Option<Bilingual> {
    Some(match reason {
        Reason::Rule => return None,
        Reason::Config(name) => Bilingual::new(format!("satt av «{name}» i site.toml"), format!("set by “{name}” in site.toml")),
        Reason::CommandLine(written) => {
            Bilingual::new(format!("satt av {written} på kommandolinjen"), format!("set by {written} on the command line"))
        }
        Reason::Draft => {
            Bilingual::new("ett hakk mildere, fordi dokumentet er et utkast", "one step milder, because the document is a draft")
        }
    })
}

/// A path with line and column, where no source may or can be shown.
fn origin(place: Place, sources: &Sources) -> Origin<'_> {
    let source = sources.get(place.source);
    let position = source.map(|source| source.position(place.span.start as usize));
    Origin::path(sources.shown_path(place.source))
        .line(position.map_or(1, |position| position.line))
        .char_column(position.map_or(1, |position| position.column))
}

/// Some whole lines of a file; the renderer is never given more.
struct Window<'s> {
    path: &'s str,
    /// With dots for what is withheld.
    text: Cow<'s, str>,
    line: usize,
}

struct Mark<'s> {
    range: Range<usize>,
    words: Option<&'s str>,
    primary: bool,
}

/// The bytes of a place, its words, and whether it is the finding's own.
type Marked<'s> = (Range<usize>, Option<&'s str>, bool);

/// The windows a finding needs: near places share one, so that nothing but the lines that matter is shown. None where one is too long.
fn windows<'s>(finding: &'s Finding, sources: &'s Sources, tongue: Tongue) -> Option<Vec<(Window<'s>, Vec<Mark<'s>>)>> {
    const NEAR: usize = 6;
    let primary = [(finding.place, None, true)];
    let labels = finding.labels.iter().map(|label| (label.place, Some(label.message.get(tongue)), false));
    let mut shown: Vec<(SourceId, Range<usize>, Vec<Marked<'_>>)> = Vec::new();
    for (place, words, is_primary) in primary.into_iter().chain(labels) {
        let Some(source) = sources.get(place.source) else { continue };
        if source.text.is_empty() {
            continue;
        }
        let span = clip(source, place.span.range());
        let lines = whole_lines(source, &span);
        let near = shown.iter_mut().find(|(id, range, _)| {
            let gap = if range.end <= lines.start { range.end..lines.start } else { lines.end.min(range.start)..range.start };
            *id == place.source && source.text.get(gap).is_some_and(|between| between.matches('\n').count() <= NEAR)
        });
        match near {
            Some((_, range, marks)) => {
                *range = range.start.min(lines.start)..range.end.max(lines.end);
                marks.push((span, words, is_primary));
            }
            None => shown.push((place.source, lines, vec![(span, words, is_primary)])),
        }
    }
    let mut result = Vec::new();
    for (id, lines, marks) in shown {
        let Some(source) = sources.get(id) else { continue };
        let start = if source.text.starts_with(BYTE_ORDER_MARK) { lines.start.max(BYTE_ORDER_MARK.len_utf8()) } else { lines.start };
        // A dot is no less than three quarters of what it stands for: what is long beyond doubt is not gone through for each finding in it.
        if lines.len() > 2 * LONGEST_SHOWN {
            return None;
        }
        let shown = sources.shown(id, start..lines.end.max(start));
        if shown.text.len() > LONGEST_SHOWN {
            return None;
        }
        let marks = marks
            .into_iter()
            .map(|(range, words, primary)| Mark { range: shown.at(range.start)..shown.at(range.end), words, primary })
            .collect();
        let window = Window { path: sources.shown_path(id), text: shown.text, line: source.position(start).line };
        result.push((window, marks));
    }
    Some(result)
}

/// A range inside the text, on character edges; a range over many lines is shown by its first line.
fn clip(source: &Source, range: Range<usize>) -> Range<usize> {
    const MOST_LINES: usize = 8;
    let edge = |mut at: usize| {
        at = at.min(source.text.len());
        while !source.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (edge(range.start), edge(range.end));
    let text = source.text.get(start..end).unwrap_or_default();
    if text.matches('\n').count() > MOST_LINES {
        let first_line = text.find('\n').unwrap_or(text.len());
        return start..start + text.get(..first_line).unwrap_or_default().trim_end().len();
    }
    // White space at the end is not shown, unless the range is nothing else: then its first sign stands for it.
    let first = text.chars().next().map_or(0, char::len_utf8);
    start..start + text.trim_end().len().max(first)
}

/// The range widened to whole lines.
fn whole_lines(source: &Source, range: &Range<usize>) -> Range<usize> {
    let start = source.text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = source.text.get(range.end..).and_then(|after| after.find('\n')).map_or(source.text.len(), |at| range.end + at);
    start..end
}

/// The edit as changed lines, where all of it lies in one file.
fn patch<'s>(fix: &'s Fix, sources: &'s Sources, tongue: Tongue, help_word: &'s str) -> Option<Group<'s>> {
    let first = fix.edits.first()?;
    if fix.edits.iter().any(|edit| edit.place.source != first.place.source) {
        return None;
    }
    let source = sources.get(first.place.source)?;
    let start = fix.edits.iter().map(|edit| edit.place.span.range().start).min()?;
    let end = fix.edits.iter().map(|edit| edit.place.span.range().end).max()?;
    let lines = whole_lines(source, &clip(source, start..end));
    // Whole lines that go take their line end along; it is not shown.
    if source.text.get(lines.end..end).is_some_and(|rest| !matches!(rest, "" | "\n" | "\r\n")) {
        return None;
    }
    let offset = if lines.start == 0 && source.text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { lines.start };
    let shown = sources.shown(first.place.source, offset..lines.end);
    let (text, moved) = around(&shown.text, shown.at(start)..shown.at(end.min(lines.end)));
    let patches = fix.edits.iter().map(|edit| {
        let range = edit.place.span.range();
        Patch::new(moved(shown.at(range.start))..moved(shown.at(range.end.min(lines.end))), edit.text.as_str())
    });
    let patches: Vec<Patch<'_>> = patches.collect();
    let snippet =
        Snippet::source(text).line_start(source.position(offset).line).path(sources.shown_path(first.place.source)).patches(patches);
    let title = Look::HELP.with_name(help_word).secondary_title(fix.message.get(tongue));
    Some(Group::with_title(title).element(snippet))
}

/// Letters that are shown before and after an edit in a line that is longer than a screen is wide.
const AROUND: usize = 40;

/// A line longer than a screen is wide as what stands around its edits, as the finding's own is shown; and where a byte of it is then.
fn around(text: &str, edits: Range<usize>) -> (String, impl Fn(usize) -> usize) {
    let short = text.contains('\n') || text.chars().count() <= WIDTH;
    let before = text.get(..edits.start).unwrap_or_default().char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = text.get(edits.end..).unwrap_or_default().char_indices().nth(AROUND).map_or(text.len(), |(at, _)| edits.end + at);
    let (before, after) = if short { (0, text.len()) } else { (before, after) };
    let mark = |cut: bool| if cut { "…" } else { "" };
    let (begin, end) = (mark(before > 0), mark(after < text.len()));
    let shown = format!("{begin}{}{end}", text.get(before..after).unwrap_or_default());
    (shown, move |at| at.saturating_sub(before) + begin.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Edit;
    use crate::source::Span;

    fn shown(text: &str, show_source: bool) -> String {
        let mut sources = Sources::default();
        let source = sources.add(Source::decode("content/a.md", text.as_bytes()));
        let at = text.find("SG").map_or(Span::default(), |at| Span::new(at, at + 7));
        let place = Place::new(source, at);
        let finding = Finding::new("ref-unknown-decision", place, Bilingual::new("Vedtaket finnes ikke", "No such decision"))
            .with_help(Bilingual::new("Mente du SG 3/17?", "Did you mean SG 3/17?"))
            .with_fix(Fix { message: Bilingual::new("rett", "mend"), safe: true, edits: vec![Edit { place, text: "SG 3/17".to_owned() }] });
        let diagnostic = Diagnostic { finding, level: Level::Error, reason: Reason::Rule, show_source };
        render(&[diagnostic], &sources, TextOptions { tongue: Tongue::Bokmal, colour: false })
    }

    #[test]
    fn the_line_the_range_and_the_help_are_shown() {
        let text = shown("\u{feff}første\r\nSe SG 9/17 nå.\r\nsiste\r\n", true);
        for part in
            ["feil[ref-unknown-decision]: Vedtaket finnes ikke", "content/a.md:2:4", "Se SG 9/17 nå.", "^^^^^^^", "hjelp", "SG 3/17"]
        {
            assert!(text.contains(part) || part == "^^^^^^^" && text.contains("━━━━━━━"), "{part} is missing in\n{text}");
        }
        assert!(!text.contains("siste") && !text.contains('␍'), "{text}");
    }

    #[test]
    fn a_fix_in_a_long_line_shows_what_stands_around_it() {
        let long = format!("{}å SG 9/17 æ{}\n", "ø".repeat(200), "ø".repeat(200));
        let text = shown(&long, true);
        let around = format!("+ …{}å SG 3/17 æ{}…\n", "ø".repeat(38), "ø".repeat(38));
        assert!(text.contains(&around), "{text}");
    }

    #[test]
    fn of_a_line_that_is_too_long_the_place_is_told_alone() {
        let line = |bytes: usize| format!("SG 9/17{}\n", " æ".repeat((bytes - 7) / 3));
        let (longest, longer) = (shown(&line(LONGEST_SHOWN), true), shown(&line(LONGEST_SHOWN + 3), true));
        assert!(longest.contains("SG 9/17") && longest.contains("+ SG 3/17"), "{longest}");
        for text in [longer, shown(&line(3 * LONGEST_SHOWN), true)] {
            assert!(text.contains("content/a.md:1:1") && !text.contains("SG 9/17") && !text.contains("+ SG"), "{text}");
        }
    }

    #[test]
    fn a_text_that_may_not_be_shown_is_not() {
        let text = shown("Hemmelig SG 9/17 her.", false);
        assert!(text.contains("content/a.md:1:10") && !text.contains("Hemmelig"), "{text}");
    }

    #[test]
    fn a_range_of_nothing_but_white_space_is_shown_by_its_first_sign() {
        let mut sources = Sources::default();
        let source = sources.add(Source::decode("content/a.md", "\u{a0}\u{a0}x\n".as_bytes()));
        let place = Place::new(source, Span::new(0, 4));
        let finding = Finding::new("fm-yaml-trap", place, Bilingual::new("Mellomrom", "Space"));
        let diagnostic = Diagnostic { finding, level: Level::Error, reason: Reason::Rule, show_source: true };
        let text = render(&[diagnostic], &sources, TextOptions { tongue: Tongue::English, colour: false });
        assert!(text.contains("content/a.md:1:1"), "{text}");
    }
}
