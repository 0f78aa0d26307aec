//! A plan of phases: the drawing and the rows of the table that says the same, of mandates and organisation plans.

use serde::Serialize;

use super::facts::When;
use super::link::Link;
use super::timeline::{Bar, Timeline};
use crate::index::Site;
use crate::model::{Date, Phase};
use crate::source::Spanned;

/// Phases in the order written.
#[derive(Debug, Serialize)]
pub struct Phases {
    /// The drawing; none where no phase has a day.
    pub drawing: Option<Timeline>,
    /// The table.
    pub rows: Vec<Row>,
    /// Whether any phase names what comes of it.
    pub deliverables: bool,
}

impl Phases {
    /// Whether another day may tell another stage.
    #[must_use]
    pub fn may_change(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.stage, "now" | "coming"))
    }
}

/// One phase.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// From when.
    pub from: Option<When>,
    /// Until when; belongs to the phase.
    pub to: Option<When>,
    /// What comes of it.
    pub deliverable: Option<String>,
    /// `past`, `now` or `coming` at the as-of date; nothing where that is not known.
    pub stage: &'static str,
}

/// The plan of some phases; none where there are none.
#[must_use]
pub fn phases(site: &Site, phases: &[Phase]) -> Option<Phases> {
    if phases.is_empty() {
        return None;
    }
    let name = |phase: &Phase| text(phase.name.as_ref());
    let bars = phases.iter().map(|phase| Bar {
        label: Link::plain(name(phase)),
        note: None,
        from: phase.from.as_ref().map(|from| from.value.from),
        to: phase.to.as_ref().map(|to| to.value.to),
    });
    let rows = phases.iter().map(|phase| Row {
        name: name(phase),
        from: phase.from.as_ref().map(|from| When::of(&from.value)),
        to: phase.to.as_ref().map(|to| When::of(&to.value)),
        deliverable: phase.deliverable.as_ref().map(|deliverable| deliverable.value.clone()),
        stage: stage(phase, site.as_of),
    });
    Some(Phases {
        drawing: Timeline::of(bars.collect(), None, None, site.as_of),
        rows: rows.collect(),
        deliverables: phases.iter().any(|phase| phase.deliverable.is_some()),
    })
}

fn text(field: Option<&Spanned<String>>) -> String {
    field.map_or_else(String::new, |field| field.value.clone())
}

fn stage(phase: &Phase, today: Date) -> &'static str {
    let (from, to) = (phase.from.as_ref().map(|from| from.value.from), phase.to.as_ref().map(|to| to.value.to));
    match (from, to) {
        (_, Some(to)) if to < today => "past",
        (Some(from), _) if from > today => "coming",
        (Some(_), _) => "now",
        (None, _) => "",
    }
}
