//! The nouns of the domain: documents, decisions, bodies, people, statutes and what they mention.
//!
//! Plain data as one file gave it; spans are bytes of that file. Nothing here reads, resolves or judges.

pub mod agreement;
pub mod decision;
pub mod document;
pub mod file;
pub mod history;
pub mod mandate;
pub mod mention;
pub mod minutes;
pub mod personal;
pub mod plan;
pub mod register;
pub mod text;
pub mod time;
pub mod words;

pub use agreement::{Agreement, Guide, Party};
pub use decision::{ActionItem, ActionStatus, Decision, DecisionId, Due, Votes};
pub use document::{Access, Adoption, Allowance, Attachment, Correction, Details, Document, DocumentId, FrontMatter, Interface, Status};
pub use file::{Danger, Inside, Inspection, Pdf, Revisions, Unread};
pub use mandate::{Budget, BudgetLine, Mandate, Participant, Phase};
pub use mention::{Form, Mention, Role};
pub use minutes::{Attendee, Minutes, NextMeeting, Who};
pub use personal::{Personal, PersonalKind};
pub use plan::{OrganisationPlan, Staffing, StaffingRow, UnitNode};
pub use register::{Body, Case, Membership, Office, Person, Register, RegisterFile, RegisterKind, Registers, Statute, Unit};
pub use text::{AgendaItem, Anchor, AnchorKind, Checklist, Heading, Point, Prose, Text};
pub use time::{Date, DateSpan, TimeRange};
