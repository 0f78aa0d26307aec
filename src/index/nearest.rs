//! What was probably meant: the nearest existing ids, with what they are called. Computed only when asked, for something that is missing.
//!
//! No title of an exempt document is given away.

use super::resolve::own_part;
use super::{Resolution, Site, Subject, path};
use crate::diagnostic;
use crate::model::time::day_in_words;
use crate::model::{Access, Date, DecisionId};
use crate::output::name;
use crate::source::Spanned;

/// How many are named.
const MOST: usize = 3;

/// How many comparisons a site is worth. Where so much is missing in so large a site that more would be needed, nothing is guessed: a
/// register is gone or a folder was renamed, and no single id is misspelt.
const MOST_COMPARISONS: usize = 3_000_000;

/// How many people a register has at most whose ids each misspelt one is compared with.
const MOST_PEOPLE: usize = 2000;

/// Something that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// How to write it.
    pub written: String,
    /// What it is called; empty where that says no more.
    pub title: String,
    /// Its date, where the title does not say it.
    pub date: Option<Date>,
}

/// The kinds of party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartyKind {
    /// People.
    Person,
    /// Bodies.
    Body,
    /// Units.
    Unit,
}

impl Site {
    /// Whether what is missing is little enough to be compared with what there is.
    fn is_guessed(&self) -> bool {
        *self.tables.is_guessed.get_or_init(|| {
            let lost = self.references.iter().filter(|reference| matches!(reference.resolution, Resolution::Miss(_))).count();
            let registers = &self.registers;
            let parties = registers.people.entries.len() + registers.bodies.entries.len() + registers.units.entries.len();
            let others = self.documents.len() + self.decisions.len() + self.files.len() + registers.cases.entries.len();
            lost.saturating_mul(parties + others) <= MOST_COMPARISONS
        })
    }

    /// The documents nearest to an id or path as written, at most three, the nearest first: those with the same last part before those
    /// that are spelled alike.
    #[must_use]
    pub fn nearest_documents(&self, written: &str) -> Vec<Suggestion> {
        if !self.is_guessed() {
            return Vec::new();
        }
        let written = bare(written);
        let parts = written.split('/').count();
        let last = name::last(&written);
        let ranked = self.documents.iter().enumerate().filter_map(|(n, entry)| {
            let id = entry.document.id.folded();
            let tail = tail(&id, parts);
            let apart = distance(&written, tail).into_iter().chain(distance(&written, &id)).min();
            let same_last = !last.is_empty() && name::last(&id) == last;
            let rank = if same_last { (0, apart.unwrap_or(usize::MAX)) } else { (1, apart?) };
            Some((rank, n))
        });
        best(ranked).into_iter().map(|n| self.suggest_document(n)).collect()
    }

    /// The same, written as paths relative to a document's file.
    #[must_use]
    pub fn nearest_paths(&self, document: usize, written: &str) -> Vec<Suggestion> {
        let folder = name::folder(path::below_content(&self.document(document).path));
        let mut suggestions = self.nearest_documents(written);
        for suggestion in &mut suggestions {
            if let Some(other) = self.find_document(&suggestion.written) {
                suggestion.written = path::relative(folder, path::below_content(&self.document(other).path));
            }
        }
        suggestions
    }

    fn suggest_document(&self, document: usize) -> Suggestion {
        let exempt = self.access(document) == Access::Exempt;
        let title = if exempt { "unntatt offentlighet" } else { &self.entry(document).title };
        dated(self.document(document).id.to_string(), title, self.date(document))
    }

    /// The anchors of a document nearest to one as written, at most three.
    #[must_use]
    pub fn nearest_anchors(&self, document: usize, written: &str) -> Vec<Suggestion> {
        let written = path::fold(written.trim_start_matches('#'));
        let anchors = &self.document(document).text.anchors;
        let ranked = anchors.iter().enumerate().filter_map(|(n, anchor)| {
            let name = path::fold(&anchor.name);
            // `sak-4` for `sak-4-19`, and `konferanse` for a longer heading's anchor.
            let begins = !written.is_empty() && name.starts_with(&written);
            let rank = if begins { (0, name.len() - written.len()) } else { (1, distance(&written, &name)?) };
            Some((rank, n))
        });
        let exempt = self.access(document) == Access::Exempt;
        best(ranked)
            .into_iter()
            .filter_map(|n| anchors.get(n))
            .map(|anchor| Suggestion {
                written: anchor.name.clone(),
                title: if exempt { String::new() } else { anchor.title.clone() },
                date: None,
            })
            .collect()
    }

    /// The decisions nearest to an id as written, at most three: of the same body and year, those that one sign more or less would
    /// give first, then by number.
    #[must_use]
    pub fn nearest_decisions(&self, written: &str) -> Vec<Suggestion> {
        if !self.is_guessed() {
            return Vec::new();
        }
        let folded = path::fold(written.trim());
        let read = DecisionId::read(written);
        let given_twice = |n: usize| n.checked_sub(1).and_then(|last| self.decisions.get(last)).map(|entry| &entry.id);
        let each = self.decisions.iter().enumerate().filter(|(n, entry)| given_twice(*n) != Some(&entry.id));
        let ranked = each.filter_map(|(n, entry)| {
            let alike = read.as_ref().filter(|id| id.code == entry.id.code);
            let rank = match alike {
                Some(id) if id.year == entry.id.year => {
                    let slip = distance(&folded, &path::fold(&entry.id.to_string())) == Some(1);
                    (usize::from(!slip), id.number.abs_diff(entry.id.number) as usize)
                }
                Some(id) if id.number == entry.id.number => (2, usize::from(id.year.abs_diff(entry.id.year))),
                _ if read.as_ref().is_some_and(|id| has_a_word_more(id, &entry.id)) => (0, 0),
                _ => (3, distance(&folded, &path::fold(&entry.id.to_string()))?),
            };
            Some((rank, n))
        });
        let suggest = |n: usize| {
            let entry = self.decisions.get(n)?;
            let exempt = self.access(entry.document) == Access::Exempt || self.decision(n).is_some_and(|decision| decision.exempt);
            let title = if exempt { "unntatt offentlighet" } else { self.decision_title(n).unwrap_or_default() };
            Some(dated(entry.id.to_string(), title, entry.date))
        };
        best(ranked).into_iter().filter_map(suggest).collect()
    }

    /// The people, bodies and units nearest to an id or a name as written, at most three; `kind` limits them.
    #[must_use]
    pub fn nearest_parties(&self, written: &str, kind: Option<PartyKind>) -> Vec<Suggestion> {
        if self.is_guessed() { self.parties_near(written, kind) } else { Vec::new() }
    }

    /// The people that an id may mean, by the registers alone: what a rule makes of one document must not depend on how much is missing in
    /// others. None where the register is so large that many such ids would take long.
    #[must_use]
    pub fn people_meant(&self, written: &str) -> Vec<Suggestion> {
        let is_small = self.registers.people.entries.len() <= MOST_PEOPLE;
        if is_small { self.parties_near(written, Some(PartyKind::Person)) } else { Vec::new() }
    }

    fn parties_near(&self, written: &str, kind: Option<PartyKind>) -> Vec<Suggestion> {
        let written = path::fold(written.trim().trim_start_matches('@'));
        let registers = &self.registers;
        let people = registers.people.entries.iter().enumerate().map(|(n, person)| (Subject::Person(n), &person.id.value));
        let bodies = registers.bodies.entries.iter().enumerate().map(|(n, body)| (Subject::Body(n), &body.id.value));
        let units = registers.units.entries.iter().enumerate().map(|(n, unit)| (Subject::Unit(n), &unit.id.value));
        let ranked = people.chain(bodies).chain(units).filter(|(subject, _)| fits(*subject, kind)).filter_map(|(subject, id)| {
            let name = path::fold(&self.name(subject));
            let apart = distance(&written, &path::fold(id)).into_iter().chain(distance(&written, &name)).min()?;
            Some(((0, apart), subject))
        });
        let suggest = |subject: Subject| {
            let id = match subject {
                Subject::Person(n) => &self.person(n).id.value,
                Subject::Body(n) => &self.body(n).id.value,
                Subject::Unit(n) => &self.unit(n).id.value,
                _ => return None,
            };
            Some(Suggestion { written: id.clone(), title: self.name(subject), date: None })
        };
        best(ranked).into_iter().filter_map(suggest).collect()
    }

    /// The cases nearest to an id as written, at most three.
    #[must_use]
    pub fn nearest_cases(&self, written: &str) -> Vec<Suggestion> {
        if !self.is_guessed() {
            return Vec::new();
        }
        let written = path::fold(written.trim());
        let cases = self.registers.cases.entries.iter().enumerate();
        let ranked = cases.filter_map(|(n, case)| Some(((0, distance(&written, &path::fold(&case.id.value))?), n)));
        best(ranked)
            .into_iter()
            .map(|n| Suggestion { written: self.case(n).id.value.clone(), title: self.name(Subject::Case(n)), date: None })
            .collect()
    }

    /// The statutes nearest to a name as written, at most three, each by the name that is nearest. Acts end alike, so that only what
    /// comes before the ending is compared, and strictly: most acts are in no register.
    #[must_use]
    pub fn nearest_statutes(&self, written: &str) -> Vec<Suggestion> {
        let written = path::fold(written.trim());
        let statutes = self.registers.statutes.entries.iter().enumerate();
        let ranked = statutes.filter_map(|(n, statute)| {
            let names = statute.short_names.iter().chain(std::iter::once(&statute.id));
            let near = |name: &Spanned<String>| statutes_apart(&written, &path::fold(&name.value));
            let by_name = names.filter_map(|name| Some((near(name)?, name))).min_by_key(|(apart, _)| *apart);
            let (apart, name) = by_name.or_else(|| {
                let is_near = is_act_near(&written, &statute.lovdata.as_ref()?.value);
                statute.short_names.first().filter(|_| is_near).map(|name| ((1, 0), name))
            })?;
            Some((apart, (n, name.value.as_str())))
        });
        let mut found: Vec<Suggestion> = Vec::new();
        for (n, name) in best(ranked) {
            // Several acts may bear one name.
            match found.iter_mut().find(|one| one.written == name) {
                Some(same) => same.title.clear(),
                None => found.push(Suggestion { written: name.to_owned(), title: self.name(Subject::Statute(n)), date: None }),
            }
        }
        found
    }

    /// The files nearest to a path as a document writes it, at most three, written as that document would: the same name elsewhere
    /// first, then those spelled alike in its own folder and beside it.
    #[must_use]
    pub fn nearest_files(&self, document: usize, written: &str) -> Vec<Suggestion> {
        if !self.is_guessed() {
            return Vec::new();
        }
        let own = path::own_folder(path::below_content(&self.document(document).path));
        let folder = name::folder(path::below_content(&self.document(document).path)).to_owned();
        // A path as Windows writes it is compared as it should be.
        let written = path::fold(written.replace('\\', "/").trim_start_matches("./"));
        let name = name::last(&written);
        let ranked = self.files.iter().enumerate().filter_map(|(n, file)| {
            let file = path::fold(path::below_content(&file.path));
            let (lies_in, file_name) = name::parted(&file);
            let near = lies_in == path::fold(own) || lies_in == path::fold(&folder);
            let rank = match (file_name == name, near) {
                (true, near) => (usize::from(!near), 0),
                (false, true) => (2, distance(name, file_name)?),
                (false, false) => return None,
            };
            Some((rank, n))
        });
        let suggest = |n: usize| {
            let file = path::below_content(&self.files.get(n)?.path);
            let inner = file.strip_prefix(own).and_then(|rest| rest.strip_prefix('/')).filter(|_| !own.is_empty());
            let written = inner.map_or_else(|| path::relative(&folder, file), ToOwned::to_owned);
            Some(Suggestion { written, title: String::new(), date: None })
        };
        best(ranked).into_iter().filter_map(suggest).collect()
    }
}

/// Whether an id is another one with a word before or behind the code: `vedtak SG 3/17`.
fn has_a_word_more(id: &DecisionId, other: &DecisionId) -> bool {
    (id.number, id.year) == (other.number, other.year) && (id.code.ends_with(&other.code) || id.code.starts_with(&other.code))
}

/// A suggestion with its date, unless the title says it already.
fn dated(written: String, title: &str, date: Option<Date>) -> Suggestion {
    let date = date.filter(|date| !title.contains(&day_in_words(*date)));
    Suggestion { written, title: title.to_owned(), date }
}

fn fits(subject: Subject, kind: Option<PartyKind>) -> bool {
    match kind {
        None => true,
        Some(PartyKind::Person) => matches!(subject, Subject::Person(_)),
        Some(PartyKind::Body) => matches!(subject, Subject::Body(_)),
        Some(PartyKind::Unit) => matches!(subject, Subject::Unit(_)),
    }
}

/// An id or path as it is compared: without dots, ending, anchor and letter case.
fn bare(written: &str) -> String {
    let path = written.split('#').next().unwrap_or_default();
    let path = path.trim().trim_end_matches('/').trim_end_matches(".md");
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    path::fold(&parts.join("/"))
}

/// The last so many parts of an id.
fn tail(id: &str, parts: usize) -> &str {
    let cut = id.rmatch_indices('/').nth(parts.saturating_sub(1)).map_or(0, |(at, _)| at + 1);
    id.get(cut..).unwrap_or(id)
}

/// How far what was written is from a candidate, if near enough to have been meant; nothing is near to no letters at all.
fn distance(written: &str, candidate: &str) -> Option<usize> {
    if written.is_empty() { None } else { diagnostic::distance(written, candidate) }
}

/// How far a statute's name is from another, what tells it from others first: at most a quarter of its letters, at least one.
fn statutes_apart(written: &str, candidate: &str) -> Option<(usize, usize)> {
    let (own, other) = match (own_part(written), own_part(candidate)) {
        (Some(own), Some(other)) => (own, other),
        (None, None) => return Some((0, distance(written, candidate)?)),
        _ => return None,
    };
    let is_ended_alike = written.get(own.len()..) == candidate.get(other.len()..);
    let (own, other) = (own.trim_end_matches('-'), other.trim_end_matches('-'));
    let apart = distance(own, other).filter(|apart| *apart <= (own.chars().count() / 4).max(1))?;
    Some((apart, usize::from(!is_ended_alike)))
}

/// Whether two acts by their day and number, `lov/2006-06-16-20`, differ in one of these alone.
fn is_act_near(written: &str, other: &str) -> bool {
    let (own, other): (Vec<&str>, Vec<&str>) = (written.split('-').collect(), other.split('-').collect());
    written.starts_with("lov/")
        && own.len() == 4
        && other.len() == 4
        && own.iter().zip(&other).filter(|(own, other)| own != other).count() == 1
}

/// The best ranked, in order; equals in the order they came.
fn best<T: Copy>(ranked: impl Iterator<Item = ((usize, usize), T)>) -> Vec<T> {
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(MOST).map(|(_, candidate)| candidate).collect()
}
