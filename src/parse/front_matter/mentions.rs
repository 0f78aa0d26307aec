//! What fields mention, gathered beside their values, each with its exact bytes.

use crate::diagnostic::Fault;
use crate::model::minutes::Who;
use crate::model::text::{DateMention, PeriodMention};
use crate::model::{Form, Mention, Role};
use crate::parse::offsets::Offsets;
use crate::parse::{reference, statutes, text};
use crate::source::{Span, Spanned};

/// The mentions of one file's fields.
pub struct Mentions<'f> {
    file: &'f str,
    list: Vec<Mention>,
    dates: Vec<DateMention>,
    periods: Vec<PeriodMention>,
    faults: Vec<Fault>,
}

impl<'f> Mentions<'f> {
    /// None yet.
    pub fn new(file: &'f str) -> Self {
        Self { file, list: Vec::new(), dates: Vec::new(), periods: Vec::new(), faults: Vec::new() }
    }

    /// All of them, with the dates, periods and faults of Markdown in fields.
    pub fn finish(self) -> (Vec<Mention>, Vec<DateMention>, Vec<PeriodMention>, Vec<Fault>) {
        (self.list, self.dates, self.periods, self.faults)
    }

    fn add(&mut self, span: Span, form: Form, role: Role) {
        self.list.push(Mention { span, whole: span, form, role, words: None });
    }

    /// A reference in any of the contract's forms.
    pub fn reference(&mut self, written: &Spanned<String>, role: Role) {
        let form = reference::form(&written.value, written.span.start as usize).unwrap_or_else(|| Form::Unknown(written.value.clone()));
        let mut mention = Mention { span: written.span, whole: written.span, form, role, words: None };
        if self.file.get(written.span.range()).map(str::trim) != Some(written.value.trim()) {
            mention.each_span(|span| *span = written.span);
        }
        self.list.push(mention);
    }

    /// A list of references.
    pub fn references(&mut self, written: &[Spanned<String>], role: Role) {
        for one in written {
            self.reference(one, role);
        }
    }

    /// A person's, body's or unit's bare id.
    pub fn id(&mut self, id: &Spanned<String>, role: Role) {
        self.add(id.span, Form::Party(id.value.clone()), role);
    }

    /// Somebody by id, or with the unit that was named along.
    pub fn who(&mut self, who: &Who, role: Role) {
        match who {
            Who::Id(id) => self.id(id, role),
            Who::Named { unit, .. } => {
                if let Some(unit) = unit {
                    self.who(unit, Role::Unit);
                }
            }
        }
    }

    /// A file that an attachment names.
    pub fn file(&mut self, path: &Spanned<String>, role: Role) {
        self.add(path.span, Form::File(path.value.clone()), role);
    }

    /// A legal basis: every statute cited, or one mention of no known form.
    pub fn basis(&mut self, written: &Spanned<String>, role: Role) {
        let offsets = Offsets::of(&written.value, written.span, self.file);
        let cited = statutes::citations(&written.value);
        if cited.is_empty() {
            let form = match statutes::citation(&written.value) {
                Some(citation) => Form::Statute(citation),
                None => Form::Unknown(written.value.clone()),
            };
            self.add(written.span, form, role);
        }
        for (range, citation) in cited {
            self.add(offsets.span(Span::new(range.start, range.end)), Form::Statute(citation), role);
        }
    }

    /// A text that is Markdown.
    pub fn markdown(&mut self, written: &Spanned<String>, role: Role) {
        let offsets = Offsets::of(&written.value, written.span, self.file);
        let piece = text::piece(&written.value, |span| offsets.span(span), role);
        self.list.extend(piece.mentions);
        self.dates.extend(piece.dates);
        self.periods.extend(piece.periods);
        self.faults.extend(piece.faults);
    }
}
