//! `lover.yaml`, and the statutes that every site knows.

mod known;

use crate::diagnostic::Fault;
use crate::fields::{self, Mapping};
use crate::model::Statute;
use crate::parse::front_matter::values::texts;
use crate::source::{Span, Spanned};

/// `{navn, kortnavn?, lovdata?, opphevet?}`.
pub fn statute(id: Spanned<String>, mapping: &mut Mapping<'_>, faults: &mut Vec<Fault>) -> Statute {
    Statute {
        id,
        name: mapping.require("navn", fields::text, faults),
        short_names: texts(mapping, "kortnavn", faults),
        lovdata: mapping.optional("lovdata", fields::text, faults),
        from: None,
        repealed: mapping.optional("opphevet", fields::date, faults),
        built_in: false,
    }
}

/// The statutes that every site knows. Dates that are not certain are left open rather than guessed.
#[must_use]
pub fn built_in() -> Vec<Statute> {
    let placed = |text: &&str| Spanned::new((*text).to_owned(), Span::default());
    known::ROWS
        .iter()
        .map(|row| Statute {
            id: placed(&row.id),
            name: Some(placed(&row.name)),
            short_names: row.short_names.iter().map(placed).collect(),
            lovdata: Some(placed(&row.lovdata)),
            from: row.from,
            repealed: row.repealed.map(|day| Spanned::new(day, Span::default())),
            built_in: true,
        })
        .collect()
}
