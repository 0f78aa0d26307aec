//! The registers joined from their files, the one name space of people, bodies and units, and what the registers refer to themselves.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::nearest::PartyKind;
use super::tables::Lookup;
use super::{Miss, Resolution, Site, Subject, Target, path};
use crate::model::{RegisterFile, RegisterKind, Registers, Statute, Who};
use crate::source::{Place, SourceId, Spanned};
use crate::work;

/// An id that a register names: a member, a unit of an office, the body or unit above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterReference {
    /// Where it stands.
    pub place: Place,
    /// As written.
    pub written: String,
    /// The only kind that may stand there.
    pub takes: PartyKind,
    /// What it refers to.
    pub resolution: Resolution,
}

impl Site {
    /// Ids that two people, bodies or units share: the one that counts, then the other.
    #[must_use]
    pub fn party_clashes(&self) -> &[(Subject, Subject)] {
        &self.tables.clashes
    }

    /// Where an entry of a register is defined; none for a built-in statute, and for what is no entry of a register.
    #[must_use]
    pub fn defined_at(&self, subject: Subject) -> Option<Place> {
        let registers = &self.registers;
        let (source, span) = match subject {
            Subject::Person(n) => (registers.people.source, self.person(n).id.span),
            Subject::Body(n) => (registers.bodies.source, self.body(n).id.span),
            Subject::Unit(n) => (registers.units.source, self.unit(n).id.span),
            Subject::Case(n) => (registers.cases.source, self.case(n).id.span),
            Subject::Statute(n) if !self.statute(n).built_in => (registers.statutes.source, self.statute(n).id.span),
            Subject::Document(_) | Subject::Decision(_) | Subject::Statute(_) | Subject::File(_) => return None,
        };
        Some(Place::new(source?, span))
    }

    /// Every id that a register names, with what it refers to, in the order people, bodies, units.
    #[must_use]
    pub fn register_references(&self) -> Vec<RegisterReference> {
        let mut found = Vec::new();
        let registers = &self.registers;
        if let Some(source) = registers.people.source {
            let offices = registers.people.entries.iter().flat_map(|person| &person.offices);
            found.extend(offices.filter_map(|office| self.named(source, office.unit.as_ref()?, PartyKind::Unit)));
        }
        if let Some(source) = registers.bodies.source {
            for body in &registers.bodies.entries {
                found.extend(body.parent.as_ref().map(|above| self.register_reference(source, above, PartyKind::Body)));
                for seat in &body.members {
                    found.extend(seat.person.as_ref().and_then(|who| self.named(source, who, PartyKind::Person)));
                    found.extend(seat.deputy_for.as_ref().map(|member| self.register_reference(source, member, PartyKind::Person)));
                }
            }
        }
        if let Some(source) = registers.units.source {
            let above = registers.units.entries.iter().filter_map(|unit| unit.parent.as_ref());
            found.extend(above.map(|above| self.register_reference(source, above, PartyKind::Unit)));
        }
        found
    }

    fn named(&self, source: SourceId, who: &Who, takes: PartyKind) -> Option<RegisterReference> {
        match who {
            Who::Id(id) => Some(self.register_reference(source, id, takes)),
            Who::Named { .. } => None,
        }
    }

    fn register_reference(&self, source: SourceId, id: &Spanned<String>, takes: PartyKind) -> RegisterReference {
        let kind = match takes {
            PartyKind::Person => Kind::Person,
            PartyKind::Body => Kind::Body,
            PartyKind::Unit => Kind::Unit,
        };
        let resolution = kind.resolve(self, &id.value);
        RegisterReference { place: Place::new(source, id.span), written: id.value.clone(), takes, resolution }
    }
}

/// Which parties a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Body,
    Unit,
    Any,
}

impl Kind {
    /// What an id leads to in a field of this kind.
    pub(super) fn resolve(self, site: &Site, id: &str) -> Resolution {
        match (self, site.find_party(id)) {
            (Self::Any, Some(subject))
            | (Self::Person, Some(subject @ Subject::Person(_)))
            | (Self::Body, Some(subject @ Subject::Body(_)))
            | (Self::Unit, Some(subject @ Subject::Unit(_))) => Resolution::Target(Target { subject, anchor: None }),
            (_, Some(other)) => Resolution::Miss(Miss::PartyKind(other)),
            (Self::Person, None) => Resolution::Miss(Miss::Person),
            (Self::Body, None) => Resolution::Miss(Miss::Body),
            (Self::Unit, None) => Resolution::Miss(Miss::Unit),
            (Self::Any, None) => Resolution::Miss(Miss::Party),
        }
    }
}

/// Joins register files, and the built-in statutes that the site's own do not replace.
pub(super) fn join(files: &[(SourceId, Arc<RegisterFile>)], built_in: Vec<Statute>) -> Registers {
    let mut registers = Registers::default();
    for (source, file) in files {
        match file.kind {
            RegisterKind::People => add(&mut registers.people, *source, &file.people),
            RegisterKind::Bodies => add(&mut registers.bodies, *source, &file.bodies),
            RegisterKind::Units => add(&mut registers.units, *source, &file.units),
            RegisterKind::Statutes => add(&mut registers.statutes, *source, &file.statutes),
            RegisterKind::Cases => add(&mut registers.cases, *source, &file.cases),
        }
    }
    let rest = not_replaced(&registers.statutes.entries, built_in);
    registers.statutes.entries.extend(rest);
    registers
}

/// The built-in statutes that no own one takes the place of: by its id, its address at Lovdata, or a name that one built-in one alone has.
fn not_replaced(own: &[Statute], built_in: Vec<Statute>) -> Vec<Statute> {
    let names = |statute: &Statute| statute.short_names.iter().map(|name| name.value.to_lowercase()).collect::<Vec<_>>();
    let address = |statute: &Statute| statute.lovdata.as_ref().map(|lovdata| lovdata.value.trim_matches('/').to_lowercase());
    let (ids, addresses): (HashSet<&str>, HashSet<_>) = own.iter().map(|one| (one.id.value.as_str(), address(one))).unzip();
    let own_names: HashSet<String> = own.iter().flat_map(names).collect();
    let mut bearers: HashMap<String, usize> = HashMap::new();
    built_in.iter().flat_map(names).for_each(|name| *bearers.entry(name).or_default() += 1);
    let is_replaced = |statute: &Statute| {
        ids.contains(statute.id.value.as_str())
            || (statute.lovdata.is_some() && addresses.contains(&address(statute)))
            || names(statute).iter().any(|name| own_names.contains(name) && bearers.get(name) == Some(&1))
    };
    let replaced: Vec<bool> = built_in.iter().map(is_replaced).collect();
    built_in.into_iter().zip(replaced).filter(|(_, replaced)| !replaced).map(|(statute, _)| statute).collect()
}

fn add<T: Clone>(register: &mut crate::model::Register<T>, source: SourceId, entries: &[T]) {
    register.source = Some(source);
    register.entries.extend_from_slice(entries);
}

/// Fills the tables of parties, statutes and cases.
pub(super) fn gather(site: &mut Site) {
    let registers = &site.registers;
    let people = registers.people.entries.iter().enumerate().map(|(n, person)| (&person.id.value, Subject::Person(n)));
    let bodies = registers.bodies.entries.iter().enumerate().map(|(n, body)| (&body.id.value, Subject::Body(n)));
    let units = registers.units.entries.iter().enumerate().map(|(n, unit)| (&unit.id.value, Subject::Unit(n)));
    let mut parties: Lookup<String, Subject> = Lookup::default();
    let mut clashes = Vec::new();
    for (id, subject) in people.chain(bodies).chain(units) {
        match parties.entry(path::composed(id).into_owned()) {
            std::collections::hash_map::Entry::Occupied(first) => clashes.push((*first.get(), subject)),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(subject);
            }
        }
    }
    let mut statutes: Lookup<String, Vec<usize>> = Lookup::default();
    for (n, statute) in registers.statutes.entries.iter().enumerate() {
        let names = statute.name.iter().chain(&statute.short_names).chain(&statute.lovdata).chain(std::iter::once(&statute.id));
        for name in names {
            let acts = statutes.entry(path::fold(name.value.trim())).or_default();
            if acts.last() != Some(&n) {
                acts.push(n);
            }
        }
    }
    let mut cases: Lookup<String, usize> = Lookup::default();
    for (n, case) in registers.cases.entries.iter().enumerate() {
        cases.entry(path::composed(&case.id.value).into_owned()).or_insert(n);
    }
    site.tables.parties = parties;
    let known = |body: &Spanned<String>| site.find_body(&body.value);
    site.tables.bodies = work::map(&site.documents, |entry| entry.document.front.bodies.iter().filter_map(known).collect());
    site.tables.clashes = clashes;
    site.tables.statutes = statutes;
    site.tables.cases = cases;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{self, built_in_statutes};
    use crate::source::Source;

    #[test]
    fn an_act_of_the_sites_own_takes_the_place_of_the_one_it_is() {
        let left = |yaml: &str| {
            let own = parse::register(&Source::decode("content/register/lover.yaml", yaml.as_bytes()), RegisterKind::Statutes).statutes;
            let left: HashSet<String> = not_replaced(&own, built_in_statutes()).into_iter().map(|statute| statute.id.value).collect();
            let all = built_in_statutes().into_iter().map(|statute| statute.id.value);
            all.filter(|id| !left.contains(id)).collect::<Vec<_>>()
        };
        assert_eq!(left("husleieloven: {navn: Husleieloven}\n"), ["husleieloven"]);
        assert_eq!(left("leie: {navn: Leie, lovdata: lov/1999-03-26-17}\n"), ["husleieloven"]);
        assert_eq!(left("leie: {navn: Leie, kortnavn: [Husleieloven]}\n"), ["husleieloven"]);
        assert_eq!(left("skole: {navn: Skole, kortnavn: [opplæringslova]}\n"), [""; 0], "which of two is not known");
        assert_eq!(left("forsok: {navn: Forsøk, kortnavn: [forsøksloven], lovdata: lov/1992-06-26-87}\n"), [""; 0]);
    }
}
