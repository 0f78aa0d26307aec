//! What the template engine complains of, as faults with their file and range.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::{ErrorKind, Tera};

use super::ThemeFault;
use crate::diagnostic::ThemeWrong;
use crate::source::Span;

impl ThemeFault {
    /// A fault of a whole file.
    pub(super) fn whole(file: &str, wrong: ThemeWrong, message: &str) -> Self {
        Self::at(file, 0..0, wrong, message)
    }

    /// A fault of a range of a file.
    pub(super) fn at(file: &str, range: Range<usize>, wrong: ThemeWrong, message: &str) -> Self {
        Self { file: file.to_owned(), span: Span::new(range.start, range.end), wrong, message: message.to_owned() }
    }

    /// A fault of the engine. `template` is the one that was asked for.
    pub(super) fn from_engine(error: &tera::Error, template: &str) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                Self::at(&file(report.filename()), report.span().range.clone(), ThemeWrong::Template, report.message())
            }
            ErrorKind::RenderingError(report) => {
                Self::at(&file(report.filename()), report.span().range.clone(), ThemeWrong::Page, report.message())
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Self::whole(&file(tpl), ThemeWrong::Template, &error.to_string())
            }
            _ => Self::whole(&file(template), ThemeWrong::Page, &error.to_string()),
        }
    }
}

fn file(name: &str) -> String {
    format!("templates/{name}")
}

/// What templates that parse one by one lack of each other, every fault of it. The engine tells most of these as one text.
pub(super) fn together(
    error: &tera::Error,
    templates: &[(&str, &str)],
    built_in: &BTreeMap<&str, &[u8]>,
    own: &BTreeMap<&str, &[u8]>,
) -> Vec<ThemeFault> {
    let text_of = |wanted: &str| templates.iter().find(|(name, _)| *name == wanted).map_or("", |(_, text)| *text);
    let mut faults: Vec<ThemeFault> = match error.kind() {
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("Unknown template `{parent}`");
            vec![ThemeFault::at(&file(current), named(text_of(current), parent), ThemeWrong::Template, &message)]
        }
        ErrorKind::Msg(told) => told.split("\n\n").filter_map(|report| reported(report, text_of)).collect(),
        _ => Vec::new(),
    };
    for fault in faults.iter_mut().filter(|fault| !own.contains_key(fault.file.as_str())) {
        if let Some(blamed) = left_out(fault, built_in, own) {
            *fault = blamed;
        }
    }
    let mut seen = Vec::new();
    faults.retain(|fault| {
        !seen.contains(fault) && {
            seen.push(fault.clone());
            true
        }
    });
    if faults.is_empty() { vec![ThemeFault::from_engine(error, "")] } else { faults }
}

/// One of the engine's reports: `error: words`, then `--> file:line:column`, then the line and what is underlined of it.
fn reported<'t>(report: &str, text_of: impl Fn(&str) -> &'t str) -> Option<ThemeFault> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line, name) = (place.next()?.parse::<usize>().ok()?, place.next()?.parse::<usize>().ok()?, place.next()?);
    let width = lines.last()?.matches('^').count();
    let text = text_of(name);
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let letters = |from: usize, many: usize| text.get(from..)?.chars().take(many).map(char::len_utf8).reduce(|a, b| a + b);
    let start = line_start + letters(line_start, column.saturating_sub(1)).unwrap_or_default();
    let end = start + letters(start, width).unwrap_or_default();
    Some(ThemeFault::at(&file(name), start..end, ThemeWrong::Template, message))
}

/// Where a built-in template misses what one of the site's own no longer has, the fault is of the latter.
fn left_out(fault: &ThemeFault, built_in: &BTreeMap<&str, &[u8]>, own: &BTreeMap<&str, &[u8]>) -> Option<ThemeFault> {
    let message = fault.message.as_str();
    let name = message.split('`').nth(1)?;
    let definition = match message.split(' ').collect::<Vec<_>>().as_slice() {
        ["Unknown", "component", ..] => format!("component {name}("),
        ["Block", ..] => format!("block {name} "),
        _ => return None,
    };
    let defined_it = |path: &&str| built_in.get(*path).is_some_and(|bytes| String::from_utf8_lossy(bytes).contains(&definition));
    own.keys().copied().find(defined_it).map(|path| ThemeFault::whole(path, ThemeWrong::Lacks, name))
}

/// Where a template names another, its quotation marks included; the whole file where that cannot be seen.
fn named(text: &str, name: &str) -> Range<usize> {
    let quoted = |mark: char| text.find(&format!("{mark}{name}{mark}"));
    ['"', '\'', '`'].into_iter().find_map(quoted).map_or(0..0, |start| start..start + name.len() + 2)
}

/// Notes every template that does not parse, so that one run names them all; the engine itself stops at the first.
pub(super) fn syntax(templates: &[(&str, &str)], faults: &mut Vec<ThemeFault>) {
    for (name, text) in templates {
        if let Err(error) = Tera::new().add_raw_template(name, text)
            && let ErrorKind::SyntaxError(report) = error.kind()
            && report.filename() == *name
            && !names_something_unknown(report.message())
        {
            faults.push(ThemeFault::from_engine(&error, name));
        }
    }
}

/// Alone, a template does not see the filters, components and parents that it has together with the others.
fn names_something_unknown(message: &str) -> bool {
    let message = message.to_lowercase();
    ["filter", "component", "function", "test ", "template"].iter().any(|kind| message.contains(kind))
        && ["not found", "unknown", "not registered", "doesn't exist", "not exist", "does not"].iter().any(|words| message.contains(words))
}
