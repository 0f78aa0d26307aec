//! date-period: a period that ends before it begins, in a field or as weeks or quarters in the text, phases in reverse, and phases outside
//! the mandate's period.

use super::{Check, FixKind, Notes, Record, faults, words};
use crate::diagnostic::{Bilingual, FaultKind, Finding, Level};
use crate::index::Site;
use crate::model::mandate::Period;
use crate::model::text::PeriodMention;
use crate::model::{Date, DateSpan, Details, Document, Minutes, Phase};
use crate::source::{Place, Spanned};

/// The record.
pub const RECORD: Record = Record {
    name: "date-period",
    title: ("en periode som går bakover", "a period that runs backwards"),
    levels: &[("", Level::Error), (LONG, Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("date_period.md"),
    check: Check::Site(check),
};

/// A meeting of many days.
const LONG: &str = "long-meeting";

/// So many days after its first a meeting may end.
const DAYS: i32 = 7;

fn check(site: &Site, notes: &mut Notes) {
    for (place, kind) in faults::of(site, RECORD.name) {
        if let FaultKind::EndsBefore { begins } = kind {
            Looking { place: &|span| Place::new(place.source, span), notes }.backwards(*begins, place.span);
        }
    }
    for (n, entry) in site.documents.iter().enumerate() {
        let document = &entry.document;
        let mut check = Looking { place: &|span| site.place(n, span), notes };
        let front = &document.front;
        check.days(front.valid_from.as_ref(), front.valid_to.as_ref());
        match &document.details {
            Details::Minutes(minutes) => check.meeting(front.date.as_ref(), minutes),
            Details::Mandate(mandate) => check.phases(&mandate.phases, mandate.period.as_ref()),
            Details::Plan(plan) => check.phases(&plan.progress, None),
            _ => {}
        }
        document.text.periods.iter().for_each(|period| check.parts(period));
        if let Some(period) = period(document) {
            check.period(period.from.as_ref(), period.to.as_ref());
        }
    }
    if let Some(source) = site.registers.bodies.source {
        let mut check = Looking { place: &|span| Place::new(source, span), notes };
        for body in &site.registers.bodies.entries {
            check.days(body.established.as_ref(), body.dissolved.as_ref());
        }
    }
}

/// Whether a meeting ends more than a week after it began.
pub(super) fn is_long(first: Option<&Spanned<Date>>, minutes: &Minutes) -> bool {
    first.zip(minutes.date_to.as_ref()).is_some_and(|(first, last)| (last.value - first.value).get_days() > DAYS)
}

fn period(document: &Document) -> Option<&Period> {
    match &document.details {
        Details::Mandate(mandate) => mandate.period.as_ref(),
        Details::Agreement(agreement) => agreement.period.as_ref(),
        _ => None,
    }
}

/// Whether the earliest day it can begin is after the latest it can end.
fn is_backwards(from: Option<&Spanned<DateSpan>>, to: Option<&Spanned<DateSpan>>) -> bool {
    from.zip(to).is_some_and(|(from, to)| from.value.from > to.value.to)
}

/// One file being checked.
struct Looking<'c, 'n> {
    place: &'c dyn Fn(crate::source::Span) -> Place,
    notes: &'n mut Notes,
}

impl Looking<'_, '_> {
    fn days(&mut self, from: Option<&Spanned<Date>>, to: Option<&Spanned<Date>>) {
        if let (Some(from), Some(to)) = (from, to)
            && from.value > to.value
        {
            self.backwards(from.span, to.span);
        }
    }

    /// A meeting of more than a week; an error where the next one was to be held before it is over.
    fn meeting(&mut self, first: Option<&Spanned<Date>>, minutes: &Minutes) {
        let (Some(first), Some(last)) = (first, minutes.date_to.as_ref().filter(|_| is_long(first, minutes))) else { return };
        let days = (last.value - first.value).get_days() + 1;
        let message = Bilingual::new(format!("Møtet varer i {days} dager"), format!("The meeting lasts {days} days"));
        let near = |year: i16, month: i8| {
            let day = Date::new(year, month, last.value.day()).ok()?;
            (0..=DAYS).contains(&(day - first.value).get_days()).then(|| words::day(day))
        };
        let (year, month) = (first.value.year(), first.value.month());
        let help = match near(year, last.value.month()).or_else(|| near(year, month)) {
            Some(meant) => Bilingual::new(format!("Mente du {}?", meant.nb), format!("Did you mean {}?", meant.en)),
            None => Bilingual::new("Se etter at «dato_til» er møtets siste dag.", "See whether “dato_til” is the meeting's last day."),
        };
        let finding = Finding::new(RECORD.name, (self.place)(last.span), message)
            .with_label((self.place)(first.span), Bilingual::new("møtets første dag", "the meeting's first day"))
            .with_help(help);
        let next = minutes.next_meeting.as_ref().and_then(|next| next.value.date.as_ref());
        self.notes.add(match next.filter(|next| next.value > first.value && next.value <= last.value) {
            Some(next) => finding.with_label((self.place)(next.span), Bilingual::new("det neste møtet", "the next meeting")),
            None => finding.with_case(LONG),
        });
    }

    /// Only what is certain.
    fn period(&mut self, from: Option<&Spanned<DateSpan>>, to: Option<&Spanned<DateSpan>>) {
        if let (Some(from), Some(to)) = (from, to)
            && is_backwards(Some(from), Some(to))
        {
            self.backwards(from.span, to.span);
        }
    }

    /// `uke 49–47`. A few numbers back; `uke 50–2` and `4.–1. kvartal` run over New Year.
    fn parts(&mut self, period: &PeriodMention) {
        for pair in period.numbers.windows(2) {
            if let [from, to] = pair
                && from.dash
                && to.value < from.value
                && (from.value - to.value) * 2 < period.part.in_a_year()
            {
                self.backwards(from.span, to.span);
            }
        }
    }

    fn backwards(&mut self, from: crate::source::Span, to: crate::source::Span) {
        let finding =
            Finding::new(RECORD.name, (self.place)(to), Bilingual::new("Slutten er før begynnelsen", "The end is before the beginning"))
                .with_label((self.place)(from), Bilingual::new("begynnelsen", "the beginning"))
                .with_help(Bilingual::new(
                    "Rett den av datoene som er feil, eller bytt dem om.",
                    "Mend the date that is wrong, or swap the two.",
                ));
        self.notes.add(finding);
    }

    fn phases(&mut self, phases: &[Phase], within: Option<&Period>) {
        let mut before: Option<&Spanned<DateSpan>> = None;
        for phase in phases {
            self.period(phase.from.as_ref(), phase.to.as_ref());
            if let (Some(before), Some(from)) = (before, &phase.from)
                && from.value.to < before.value.from
            {
                let message = Bilingual::new(
                    "Fasen begynner før fasen som står foran den",
                    "The phase begins before the phase that is listed ahead of it",
                );
                let finding = Finding::new(RECORD.name, (self.place)(from.span), message)
                    .with_label((self.place)(before.span), Bilingual::new("fasen foran begynner her", "the phase ahead begins here"))
                    .with_help(Bilingual::new(
                        "Sett fasene i den rekkefølgen de kommer, eller rett datoen.",
                        "List the phases in the order they come, or mend the date.",
                    ));
                self.notes.add(finding);
            }
            // A period that runs backwards itself says nothing about the phases.
            if let Some(within) = within.filter(|within| !is_backwards(within.from.as_ref(), within.to.as_ref())) {
                self.inside(phase, within);
            }
            before = phase.from.as_ref().or(before);
        }
    }

    /// One finding for a phase that leaves the mandate's period: at its beginning, else at its end.
    fn inside(&mut self, phase: &Phase, within: &Period) {
        let early = phase.from.as_ref().zip(within.from.as_ref()).filter(|(phase, mandate)| phase.value.to < mandate.value.from);
        let last = phase.to.as_ref().or(phase.from.as_ref());
        let late = last.zip(within.to.as_ref()).filter(|(phase, mandate)| phase.value.from > mandate.value.to);
        let (at, bound, message) = match (early, late) {
            (Some((at, bound)), _) => {
                (at, bound, Bilingual::new("Fasen begynner før mandatets periode", "The phase begins before the mandate's period"))
            }
            (None, Some((at, bound))) => {
                (at, bound, Bilingual::new("Fasen slutter etter mandatets periode", "The phase ends after the mandate's period"))
            }
            (None, None) => return,
        };
        let finding = Finding::new(RECORD.name, (self.place)(at.span), message)
            .with_label((self.place)(bound.span), Bilingual::new("mandatets periode", "the mandate's period"))
            .with_help(Bilingual::new("Rett fasen eller mandatets periode.", "Mend the phase or the mandate's period."));
        self.notes.add(finding);
    }
}
