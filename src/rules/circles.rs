//! What replaces, repeals or amends what, as steps between decisions and between documents; and the circles among them.
//! Circles are found by Tarjan's algorithm without recursion: linear in steps, whatever the depth.
//!
//! What may not enter: sentences.

use std::collections::HashMap;

use super::misses;
use crate::index::{Resolution, Site, Subject};
use crate::model::Role;
use crate::source::Place;

/// One step: what is newer names what is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// What replaces, repeals or amends.
    pub from: Subject,
    /// What it does so to.
    pub to: Subject,
    /// Which of the three, or the field of a document.
    pub role: Role,
    /// Where it is written.
    pub place: Place,
}

/// Every step of the site, in the order of the references.
pub(super) fn steps(site: &Site) -> Vec<Step> {
    let mut steps = Vec::new();
    for reference in &site.references {
        let Resolution::Target(target) = reference.resolution else { continue };
        let from = match reference.role {
            Role::Replaces(n) | Role::Repeals(n) | Role::Amends(n) => decision_of(site, reference.document, usize::from(n)),
            Role::ReplacesDocument => Some(Subject::Document(reference.document)),
            _ => None,
        };
        let same_kind = matches!(
            (from, target.subject),
            (Some(Subject::Decision(_)), Subject::Decision(_)) | (Some(Subject::Document(_)), Subject::Document(_))
        );
        if let (Some(from), true) = (from, same_kind) {
            let place = site.place(reference.document, misses::without_anchor(site.mention(reference)));
            steps.push(Step { from, to: target.subject, role: reference.role, place });
        }
    }
    steps
}

/// The decision that minutes list in a place; none without a readable id, or where other minutes took the id first.
fn decision_of(site: &Site, document: usize, nth: usize) -> Option<Subject> {
    let id = site.document(document).minutes()?.decisions.get(nth)?.id.as_ref()?;
    let decision = site.find_decision(&id.value)?;
    let entry = site.decisions.get(decision)?;
    (entry.document == document && entry.nth == nth).then_some(Subject::Decision(decision))
}

/// The steps of each circle, circles by their first step.
pub(super) fn circles(site: &Site) -> Vec<Vec<Step>> {
    group(&steps(site))
}

fn group(steps: &[Step]) -> Vec<Vec<Step>> {
    let component = components(steps);
    let mut circles: Vec<Vec<Step>> = Vec::new();
    let mut place_of: HashMap<usize, usize> = HashMap::new();
    for step in steps {
        let Some(one) = component.get(&step.from).filter(|one| component.get(&step.to) == Some(one)) else { continue };
        let place = *place_of.entry(*one).or_insert(circles.len());
        if place == circles.len() {
            circles.push(Vec::new());
        }
        if let Some(circle) = circles.get_mut(place) {
            circle.push(*step);
        }
    }
    circles
}

/// The strongly connected component of everything that a step touches.
fn components(steps: &[Step]) -> HashMap<Subject, usize> {
    let mut names: HashMap<Subject, usize> = HashMap::new();
    let mut subjects = Vec::new();
    let mut name = |subject: Subject| {
        *names.entry(subject).or_insert_with(|| {
            subjects.push(subject);
            subjects.len() - 1
        })
    };
    let edges: Vec<(usize, usize)> = steps.iter().map(|step| (name(step.from), name(step.to))).collect();
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); subjects.len()];
    for (from, to) in edges {
        if let Some(list) = out.get_mut(from) {
            list.push(to);
        }
    }
    let component = Search::over(&out).component;
    subjects.into_iter().zip(component).collect()
}

/// Tarjan's search, with its own stack of (node, next edge) in place of recursion.
struct Search<'g> {
    out: &'g [Vec<usize>],
    /// The order in which nodes were reached; 0 for not yet.
    order: Vec<usize>,
    /// The earliest node still open that is reached from here.
    low: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
    component: Vec<usize>,
    reached: usize,
    closed: usize,
}

impl<'g> Search<'g> {
    fn over(out: &'g [Vec<usize>]) -> Self {
        let n = out.len();
        let mut search = Self {
            out,
            order: vec![0; n],
            low: vec![0; n],
            open: Vec::new(),
            is_open: vec![false; n],
            component: vec![0; n],
            reached: 0,
            closed: 0,
        };
        for start in 0..n {
            if search.order.get(start) == Some(&0) {
                search.walk(start);
            }
        }
        search
    }

    fn walk(&mut self, start: usize) {
        let mut path = vec![(start, 0usize)];
        self.reach(start);
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            match self.out.get(node).and_then(|list| list.get(*edge)).copied() {
                Some(next) => {
                    *edge += 1;
                    if self.order.get(next) == Some(&0) {
                        self.reach(next);
                        path.push((next, 0));
                    } else if self.is_open.get(next) == Some(&true) {
                        let seen = self.order.get(next).copied().unwrap_or_default();
                        self.lower(node, seen);
                    }
                }
                None => {
                    path.pop();
                    let low = self.low.get(node).copied().unwrap_or_default();
                    if let Some((above, _)) = path.last() {
                        self.lower(*above, low);
                    }
                    if self.order.get(node) == Some(&low) {
                        self.close(node);
                    }
                }
            }
        }
    }

    fn reach(&mut self, node: usize) {
        self.reached += 1;
        set(&mut self.order, node, self.reached);
        set(&mut self.low, node, self.reached);
        set(&mut self.is_open, node, true);
        self.open.push(node);
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }

    fn close(&mut self, root: usize) {
        self.closed += 1;
        while let Some(node) = self.open.pop() {
            set(&mut self.is_open, node, false);
            set(&mut self.component, node, self.closed);
            if node == root {
                break;
            }
        }
    }
}

fn set<T>(list: &mut [T], place: usize, value: T) {
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Span};

    fn step(from: usize, to: usize) -> Step {
        let place = Place::new(SourceId(0), Span::new(from, to.max(from)));
        Step { from: Subject::Decision(from), to: Subject::Decision(to), role: Role::Replaces(0), place }
    }

    #[test]
    fn circles_are_found_and_chains_are_not() {
        let chain = [step(3, 2), step(2, 1), step(3, 1)];
        assert_eq!(group(&chain), Vec::<Vec<Step>>::new());
        let circle = [step(1, 2), step(2, 3), step(3, 1), step(4, 3), step(5, 5)];
        assert_eq!(group(&circle), vec![circle[..3].to_vec(), vec![step(5, 5)]]);
    }

    #[test]
    fn a_chain_as_long_as_an_archive_needs_no_deep_stack() {
        let chain: Vec<Step> = (0..200_000).map(|n| step(n + 1, n)).collect();
        assert!(group(&chain).is_empty());
        let ring: Vec<Step> = (0..200_000).map(|n| step(n, (n + 1) % 200_000)).collect();
        assert_eq!(group(&ring).len(), 1);
    }
}
