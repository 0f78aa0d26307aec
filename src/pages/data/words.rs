//! The few words that stand in calendars, feeds and tables, in the site's language. The theme's texts are for pages.

use crate::index::DecisionState;

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// After a body's name: a meeting of it.
    pub meeting: &'static str,
    /// Before minutes that are open for comments until that day.
    pub comments: &'static str,
    /// Before what somebody is to have done by that day.
    pub action: &'static str,
    /// Before a document that is to be reviewed.
    pub review: &'static str,
    /// Before a document whose last day it is.
    pub ends: &'static str,
    /// An agenda item, before its number.
    pub item: &'static str,
    /// Before the minutes that announce a meeting.
    pub announced: &'static str,
    /// Before who is to do it.
    pub responsible: &'static str,
    /// All decisions.
    pub decisions: &'static str,
    /// A decision whose text is withheld.
    pub withheld: &'static str,
    /// The columns of the table of decisions.
    pub decision_columns: [&'static str; 16],
    /// The columns of the table of action items.
    pub action_columns: [&'static str; 11],
    /// The states of decisions: in force, not yet, replaced, repealed, expired, draft.
    pub decision_states: [&'static str; 6],
    /// A decision in force that another changed.
    pub amended: &'static str,
    /// The states of action items: open, closed, cancelled.
    pub action_states: [&'static str; 3],
    /// A deadline without a day: the next meeting, all the time.
    pub deadlines: [&'static str; 2],
}

const NB: Words = Words {
    meeting: "møte",
    comments: "Merknadsfrist",
    action: "Frist",
    review: "Skal revideres",
    ends: "Siste dag det gjelder",
    item: "Sak",
    announced: "Varslet i",
    responsible: "Ansvarlig",
    decisions: "Vedtak",
    withheld: "Teksten er unntatt offentlighet.",
    decision_columns: [
        "Vedtak",
        "Tittel",
        "Tekst",
        "Dato",
        "Organ",
        "Status",
        "Gjelder fra",
        "Gjelder til",
        "Hjemmel",
        "Sak",
        "Saksgang",
        "Erstatter",
        "Erstattet av",
        "Adresse",
        "Opphevet av",
        "Endret av",
    ],
    action_columns: ["Oppgave", "Ansvarlig", "Frist", "Status", "Møtedato", "Organ", "Sak", "Saksgang", "Lukket", "Referat", "Adresse"],
    decision_states: ["gjeldende", "gjelder ikke ennå", "erstattet", "opphevet", "utløpt", "utkast"],
    amended: "endret",
    action_states: ["åpen", "lukket", "avlyst"],
    deadlines: ["neste møte", "fortløpende"],
};

const NN: Words = Words {
    meeting: "møte",
    comments: "Merknadsfrist",
    action: "Frist",
    review: "Skal reviderast",
    ends: "Siste dag det gjeld",
    item: "Sak",
    announced: "Varsla i",
    responsible: "Ansvarleg",
    decisions: "Vedtak",
    withheld: "Teksten er unnateken offentlegheit.",
    decision_columns: [
        "Vedtak",
        "Tittel",
        "Tekst",
        "Dato",
        "Organ",
        "Status",
        "Gjeld frå",
        "Gjeld til",
        "Heimel",
        "Sak",
        "Saksgang",
        "Erstattar",
        "Erstatta av",
        "Adresse",
        "Oppheva av",
        "Endra av",
    ],
    action_columns: ["Oppgåve", "Ansvarleg", "Frist", "Status", "Møtedato", "Organ", "Sak", "Saksgang", "Lukka", "Referat", "Adresse"],
    decision_states: ["gjeldande", "gjeld ikkje enno", "erstatta", "oppheva", "gått ut", "utkast"],
    amended: "endra",
    action_states: ["open", "lukka", "avlyst"],
    deadlines: ["neste møte", "fortløpande"],
};

const EN: Words = Words {
    meeting: "meeting",
    comments: "Comments due",
    action: "Due",
    review: "Review due",
    ends: "Last day in force",
    item: "Item",
    announced: "Announced in",
    responsible: "Responsible",
    decisions: "Decisions",
    withheld: "The text is withheld.",
    decision_columns: [
        "Decision",
        "Title",
        "Text",
        "Date",
        "Body",
        "State",
        "In force from",
        "In force to",
        "Legal basis",
        "Item",
        "Case",
        "Replaces",
        "Replaced by",
        "Address",
        "Repealed by",
        "Amended by",
    ],
    action_columns: ["Task", "Responsible", "Due", "State", "Meeting date", "Body", "Item", "Case", "Closed", "Minutes", "Address"],
    decision_states: ["in force", "not yet in force", "replaced", "repealed", "expired", "draft"],
    amended: "amended",
    action_states: ["open", "closed", "cancelled"],
    deadlines: ["next meeting", "ongoing"],
};

impl Words {
    /// How a decision stands, in a word; one that was amended is in force.
    pub fn decision_state(&self, state: DecisionState) -> &'static str {
        let [in_force, not_yet, replaced, repealed, expired, draft] = self.decision_states;
        match state {
            DecisionState::InForce | DecisionState::Amended { .. } => in_force,
            DecisionState::NotYet { .. } => not_yet,
            DecisionState::ReplacedBy { .. } => replaced,
            DecisionState::RepealedBy { .. } => repealed,
            DecisionState::Expired { .. } => expired,
            DecisionState::Draft => draft,
        }
    }

    /// What became of a decision after it was made, in a word; nothing of one that counts, or will, as it was made.
    pub fn became_of(&self, state: DecisionState) -> Option<&'static str> {
        match state {
            DecisionState::InForce | DecisionState::NotYet { .. } | DecisionState::Draft => None,
            DecisionState::Amended { .. } => Some(self.amended),
            ended => Some(self.decision_state(ended)),
        }
    }
}

/// The words of a language; bokmål for languages without their own.
pub fn of(language: &str) -> &'static Words {
    match language {
        "nn" => &NN,
        "en" => &EN,
        _ => &NB,
    }
}
