//! Wrong arguments in words: what was not understood, and what was probably meant.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Stop;
use crate::diagnostic::Bilingual;

/// What was wrong with the arguments.
pub fn words(error: &Error) -> Stop {
    let of = |kind| shown(error, kind);
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand);
            Bilingual::new(format!("ingen kommando heter «{name}»"), format!("no command is called “{name}”"))
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            Bilingual::new(format!("«{argument}» er ett ord for mye"), format!("“{argument}” is one word too many"))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Bilingual::new("kommandoen er ikke hel", "the command is not whole")
        }
        ErrorKind::UnknownArgument => Bilingual::new(format!("ukjent valg «{argument}»"), format!("unknown option “{argument}”")),
        ErrorKind::InvalidValue if value.is_empty() => {
            Bilingual::new(format!("{argument} mangler en verdi"), format!("{argument} lacks a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Bilingual::new(format!("«{value}» kan ikke brukes for {argument}"), format!("“{value}” cannot be used for {argument}"))
        }
        ErrorKind::MissingRequiredArgument => Bilingual::new(format!("{argument} mangler"), format!("{argument} is missing")),
        ErrorKind::ArgumentConflict => {
            Bilingual::new(format!("{argument} kan bare stå én gang"), format!("{argument} can be given only once"))
        }
        _ => Bilingual::new("argumentene er ikke forstått", "the arguments were not understood"),
    };
    Stop::wrong_use(message, help(error))
}

fn help(error: &Error) -> Bilingual {
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let suggested = suggested.into_iter().map(|kind| shown(error, kind)).find(|text| !text.is_empty());
    if let Some(meant) = suggested {
        return Bilingual::new(format!("mente du «{meant}»?"), format!("did you mean “{meant}”?"));
    }
    let valid = [ContextKind::ValidValue, ContextKind::ValidSubcommand].map(|kind| shown(error, kind)).concat();
    if !valid.is_empty() {
        return Bilingual::new(format!("velg en av {valid}"), format!("choose one of {valid}"));
    }
    match error.source() {
        Some(form) => Bilingual::new(format!("skriv det slik: {form}"), format!("write it like this: {form}")),
        None => Bilingual::new("«saksgang --help» viser hva som kan brukes", "“saksgang --help --lang en” shows what can be used"),
    }
}

fn shown(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
