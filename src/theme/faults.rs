//! What the template engine complains of, as faults with file, line and column.

use tera::{ErrorKind, Tera};

use super::ThemeFault;

impl ThemeFault {
    /// A fault of a whole file.
    pub(super) fn whole(file: &str, message: &str) -> Self {
        Self { file: file.to_owned(), line: None, column: None, message: message.to_owned() }
    }

    /// A fault of the engine; `template` is the one that was asked for.
    pub(super) fn from_engine(error: &tera::Error, template: &str) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                file: format!("templates/{}", report.filename()),
                line: Some(report.span().start_line),
                column: Some(report.span().start_col + 1),
                message: report.message().to_owned(),
            },
            ErrorKind::MissingParent { current, .. } => Self::whole(&format!("templates/{current}"), &error.to_string()),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Self::whole(&format!("templates/{tpl}"), &error.to_string())
            }
            _ => Self::whole(&format!("templates/{template}"), &error.to_string()),
        }
    }
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
