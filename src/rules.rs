//! The rules: one `.rs` and one `.md` each, in one sorted list. A rule sees the site and adds findings; it gives no level.
//!
//! What may not enter: disks, printing, levels, other rules. Longer than 400 lines because every rule has its two lines here.

pub mod a11y_alt;
pub mod a11y_capitals;
pub mod a11y_link_text;
pub mod a11y_table_header;
pub mod act_closed_where;
pub mod act_due;
pub mod act_due_order;
pub mod act_overdue;
pub mod act_owner;
mod addresses;
pub mod agr_parties;
pub mod agr_point_missing;
pub mod agr_point_title;
pub mod agr_signed;
mod agreements;
mod alike;
pub mod allow_no_reason;
pub mod allow_unknown_rule;
pub mod allow_unused;
mod alone;
mod approvals;
pub mod att_checksum;
pub mod att_claimed;
pub mod att_content_type;
pub mod att_duplicate;
pub mod att_encrypted;
pub mod att_forbidden_type;
pub mod att_letter_case;
pub mod att_metadata;
pub mod att_missing;
pub mod att_number;
pub mod att_outside;
pub mod att_pdf_accessible;
pub mod att_required;
pub mod att_size;
pub mod att_tracked_changes;
pub mod att_unlisted;
mod attached;
mod attendance;
mod circles;
pub mod date_deadline;
pub mod date_future;
pub mod date_holiday;
pub mod date_implausible;
pub mod date_invalid;
pub mod date_next_meeting;
pub mod date_next_meeting_moved;
pub mod date_period;
pub mod date_review_due;
pub mod date_time;
pub mod date_today;
pub mod date_week;
pub mod date_weekday;
pub mod dec_adoption_date;
pub mod dec_adoption_missing;
pub mod dec_approves_other_body;
pub mod dec_cycle;
pub mod dec_double_supersede;
pub mod dec_minutes_unapproved;
pub mod dec_no_outcome;
pub mod dec_not_competent;
pub mod dec_period;
pub mod dec_quorum;
pub mod dec_seal_broken;
pub mod dec_status;
pub mod dec_time_order;
pub mod dec_two_in_force;
pub mod dec_unknown_item;
pub mod dec_votes;
mod faults;
mod figures;
pub mod fm_date_format;
pub mod fm_duplicate_key;
pub mod fm_encoding;
pub mod fm_file_name;
pub mod fm_missing;
pub mod fm_required;
pub mod fm_syntax;
pub mod fm_type;
pub mod fm_unknown_key;
pub mod fm_unknown_type;
pub mod fm_yaml_trap;
mod holidays;
pub mod id_address;
pub mod id_alias_clash;
pub mod id_duplicate_anchor;
pub mod id_duplicate_decision;
pub mod id_duplicate_document;
pub mod id_format;
pub mod id_gap;
pub mod id_lookalike;
pub mod id_url_gone;
pub mod id_year;
pub mod ill_read;
mod joined_ids;
pub mod lang_mixed;
pub mod lang_split_compound;
pub mod lang_term;
mod leaders;
mod manual;
mod meant;
mod misses;
mod names;
mod naming;
mod notes;
pub mod num_agenda;
pub mod num_conversion_residue;
pub mod num_date_as_list;
pub mod num_empty_field;
pub mod num_empty_item;
pub mod num_heading_level;
pub mod num_letter_list;
pub mod num_loose_ends;
pub mod num_number_style;
pub mod num_placeholder;
pub mod num_points;
pub mod num_repeated_words;
pub mod num_section_required;
mod outcomes;
mod parties;
pub mod per_chair;
pub mod per_not_member;
pub mod per_present_and_absent;
pub mod per_secretary;
pub mod per_spelling;
pub mod per_term;
pub mod per_unaccounted;
pub mod per_unit;
pub mod per_variants;
pub mod personal;
pub mod priv_account;
pub mod priv_basis;
pub mod priv_contact;
pub mod priv_exempt_title;
pub mod priv_national_id;
pub mod priv_secret;
mod reading;
pub mod ref_empty_target;
pub mod ref_file_share;
pub mod ref_future;
pub mod ref_letter_case;
pub mod ref_malformed_url;
pub mod ref_not_published;
pub mod ref_orphan;
pub mod ref_raw_html;
pub mod ref_self;
pub mod ref_statute_form;
pub mod ref_statute_repealed;
pub mod ref_superseded;
pub mod ref_text_mismatch;
pub mod ref_unknown_anchor;
pub mod ref_unknown_body;
pub mod ref_unknown_case;
pub mod ref_unknown_decision;
pub mod ref_unknown_document;
pub mod ref_unknown_label;
pub mod ref_unknown_person;
pub mod ref_unknown_statute;
pub mod ref_unknown_unit;
pub mod ref_unlinked;
pub mod ref_wrong_kind;
mod resolved;
mod shapes;
mod spelling;
pub mod sum_budget;
pub mod sum_percent;
pub mod sum_staffing;
pub mod sum_table;
pub mod theme_broken;
pub mod theme_unused;
mod titles;
mod tokens;
mod totals;
mod unchecked;
mod untreated;
mod words;
mod years;

use std::ops::Range;

use crate::diagnostic::Level;
use crate::index::Site;
use crate::source::Span;
use crate::work::{self, Cache};

pub use manual::{BOKMAL, EXAMPLES};
pub use notes::{Counted, Notes};
pub use reading::{Lookups, Reading};
pub use unchecked::{Kind, Unchecked};

/// A rule as a static record.
pub struct Record {
    /// Its stable name, `<family>-<fault>`.
    pub name: &'static str,
    /// What it catches, in a few words: bokmål and English.
    pub title: (&'static str, &'static str),
    /// Its cases and their levels; the usual one first, under the empty name.
    pub levels: &'static [(&'static str, Level)],
    /// The fix it offers.
    pub fix: FixKind,
    /// The version it came with.
    pub since: &'static str,
    /// Its documentation, which is also its test.
    pub document: &'static str,
    /// Its check.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The whole site.
    Site(fn(&Site, &mut Notes)),
    /// One document at a time. Whether there is anything to find depends on that document and on site.toml alone, so that where nothing
    /// was found it is not looked at again until it changes.
    Document(fn(&Reading<'_>, &mut Notes)),
    /// The same, where it depends on the registers too.
    Registers(fn(&Reading<'_>, &mut Notes)),
    /// One document at a time, where what is found depends on the site, but where there is anything to look into on that document and on
    /// site.toml alone.
    Suspected {
        /// Where there is anything to look into.
        suspects: fn(&Reading<'_>) -> Vec<Span>,
        /// Looks there.
        check: fn(&Reading<'_>, &[Span], &mut Notes),
    },
}

impl Check {
    /// Looks at all there is.
    pub fn run(self, site: &Site, notes: &mut Notes) {
        match self {
            Self::Site(check) => check(site, notes),
            _ => {
                let lookups = Lookups::default();
                for document in 0..site.documents.len() {
                    let reading = Reading::of(site, document, &lookups);
                    self.look(&reading, &self.places(&reading).unwrap_or_default(), notes);
                }
            }
        }
    }

    /// Where in a document there is anything to look into, for a rule that tells.
    fn places(self, reading: &Reading<'_>) -> Option<Vec<Span>> {
        match self {
            Self::Suspected { suspects, .. } => Some(suspects(reading)),
            Self::Site(_) | Self::Document(_) | Self::Registers(_) => None,
        }
    }

    /// Looks at one document; where a rule tells where there is anything to look into, there alone.
    fn look(self, reading: &Reading<'_>, places: &[Span], notes: &mut Notes) {
        match self {
            Self::Site(_) => {}
            Self::Document(check) | Self::Registers(check) => check(reading, notes),
            Self::Suspected { .. } if places.is_empty() => {}
            Self::Suspected { check, .. } => check(reading, places, notes),
        }
    }
}

/// Which fix a rule offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixKind {
    /// None.
    None,
    /// One that leaves the meaning as it is.
    Safe,
    /// One that must be asked for.
    Unsafe,
}

impl Record {
    /// The family: what stands before the first hyphen.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.name.split('-').next().unwrap_or(self.name)
    }
}

/// What a rule lets site.toml set, under `[rules.options.<rule>]`.
pub const OPTIONS: &[(&str, &str)] = &[(date_implausible::RECORD.name, date_implausible::OPTION)];

/// Every rule, sorted by name. A new rule is its two files, its `mod` line above, and its line here.
pub static ALL: &[&Record] = &[
    &a11y_alt::RECORD,
    &a11y_capitals::RECORD,
    &a11y_link_text::RECORD,
    &a11y_table_header::RECORD,
    &act_closed_where::RECORD,
    &act_due::RECORD,
    &act_due_order::RECORD,
    &act_overdue::RECORD,
    &act_owner::RECORD,
    &agr_parties::RECORD,
    &agr_point_missing::RECORD,
    &agr_point_title::RECORD,
    &agr_signed::RECORD,
    &allow_no_reason::RECORD,
    &allow_unknown_rule::RECORD,
    &allow_unused::RECORD,
    &att_checksum::RECORD,
    &att_claimed::RECORD,
    &att_content_type::RECORD,
    &att_duplicate::RECORD,
    &att_encrypted::RECORD,
    &att_forbidden_type::RECORD,
    &att_letter_case::RECORD,
    &att_metadata::RECORD,
    &att_missing::RECORD,
    &att_number::RECORD,
    &att_outside::RECORD,
    &att_pdf_accessible::RECORD,
    &att_required::RECORD,
    &att_size::RECORD,
    &att_tracked_changes::RECORD,
    &att_unlisted::RECORD,
    &date_deadline::RECORD,
    &date_future::RECORD,
    &date_holiday::RECORD,
    &date_implausible::RECORD,
    &date_invalid::RECORD,
    &date_next_meeting::RECORD,
    &date_next_meeting_moved::RECORD,
    &date_period::RECORD,
    &date_review_due::RECORD,
    &date_time::RECORD,
    &date_today::RECORD,
    &date_week::RECORD,
    &date_weekday::RECORD,
    &dec_adoption_date::RECORD,
    &dec_adoption_missing::RECORD,
    &dec_approves_other_body::RECORD,
    &dec_cycle::RECORD,
    &dec_double_supersede::RECORD,
    &dec_minutes_unapproved::RECORD,
    &dec_no_outcome::RECORD,
    &dec_not_competent::RECORD,
    &dec_period::RECORD,
    &dec_quorum::RECORD,
    &dec_seal_broken::RECORD,
    &dec_status::RECORD,
    &dec_time_order::RECORD,
    &dec_two_in_force::RECORD,
    &dec_unknown_item::RECORD,
    &dec_votes::RECORD,
    &fm_date_format::RECORD,
    &fm_duplicate_key::RECORD,
    &fm_encoding::RECORD,
    &fm_file_name::RECORD,
    &fm_missing::RECORD,
    &fm_required::RECORD,
    &fm_syntax::RECORD,
    &fm_type::RECORD,
    &fm_unknown_key::RECORD,
    &fm_unknown_type::RECORD,
    &fm_yaml_trap::RECORD,
    &id_address::RECORD,
    &id_alias_clash::RECORD,
    &id_duplicate_anchor::RECORD,
    &id_duplicate_decision::RECORD,
    &id_duplicate_document::RECORD,
    &id_format::RECORD,
    &id_gap::RECORD,
    &id_lookalike::RECORD,
    &id_url_gone::RECORD,
    &id_year::RECORD,
    &lang_mixed::RECORD,
    &lang_split_compound::RECORD,
    &lang_term::RECORD,
    &num_agenda::RECORD,
    &num_conversion_residue::RECORD,
    &num_date_as_list::RECORD,
    &num_empty_field::RECORD,
    &num_empty_item::RECORD,
    &num_heading_level::RECORD,
    &num_letter_list::RECORD,
    &num_loose_ends::RECORD,
    &num_number_style::RECORD,
    &num_placeholder::RECORD,
    &num_points::RECORD,
    &num_repeated_words::RECORD,
    &num_section_required::RECORD,
    &per_chair::RECORD,
    &per_not_member::RECORD,
    &per_present_and_absent::RECORD,
    &per_secretary::RECORD,
    &per_spelling::RECORD,
    &per_term::RECORD,
    &per_unaccounted::RECORD,
    &per_unit::RECORD,
    &per_variants::RECORD,
    &priv_account::RECORD,
    &priv_basis::RECORD,
    &priv_contact::RECORD,
    &priv_exempt_title::RECORD,
    &priv_national_id::RECORD,
    &priv_secret::RECORD,
    &ref_empty_target::RECORD,
    &ref_file_share::RECORD,
    &ref_future::RECORD,
    &ref_letter_case::RECORD,
    &ref_malformed_url::RECORD,
    &ref_not_published::RECORD,
    &ref_orphan::RECORD,
    &ref_raw_html::RECORD,
    &ref_self::RECORD,
    &ref_statute_form::RECORD,
    &ref_statute_repealed::RECORD,
    &ref_superseded::RECORD,
    &ref_text_mismatch::RECORD,
    &ref_unknown_anchor::RECORD,
    &ref_unknown_body::RECORD,
    &ref_unknown_case::RECORD,
    &ref_unknown_decision::RECORD,
    &ref_unknown_document::RECORD,
    &ref_unknown_label::RECORD,
    &ref_unknown_person::RECORD,
    &ref_unknown_statute::RECORD,
    &ref_unknown_unit::RECORD,
    &ref_unlinked::RECORD,
    &ref_wrong_kind::RECORD,
    &sum_budget::RECORD,
    &sum_percent::RECORD,
    &sum_staffing::RECORD,
    &sum_table::RECORD,
    &theme_broken::RECORD,
    &theme_unused::RECORD,
];

/// The rule of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Record> {
    ALL.iter().find(|rule| rule.name == name).copied()
}

/// Runs every rule that anybody will hear, several at a time; what they leave is in the order of the list all the same. `silent` holds
/// which rules that look at one document at a time have nothing to say of it.
#[must_use]
pub fn run(site: &Site, is_heard: impl Fn(&Record) -> bool, silent: &Cache) -> Notes {
    run_on(site, 0..site.documents.len(), is_heard, silent)
}

/// The same, where the rules that look at one document at a time are asked about some documents alone.
#[must_use]
pub fn run_on(site: &Site, documents: Range<usize>, is_heard: impl Fn(&Record) -> bool, silent: &Cache) -> Notes {
    let heard: Vec<&Record> = ALL.iter().copied().filter(|rule| is_heard(rule)).collect();
    let mut alone = alone::look(site, documents, &heard, silent);
    let each = work::map(&heard, |rule| {
        let mut notes = Notes::default();
        if let Check::Site(check) = rule.check {
            check(site, &mut notes);
        }
        notes.close();
        notes
    });
    let mut notes = Notes::default();
    for (place, own) in each.into_iter().enumerate() {
        notes.join(alone.remove(&place).unwrap_or_default());
        notes.join(own);
    }
    notes
}
