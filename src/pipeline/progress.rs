//! How far a run has come, for whoever waits at a terminal. Nothing else may depend on it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::Phase;

/// Counts what a run does; read from another thread while it goes on.
#[derive(Debug, Default)]
pub struct Progress {
    /// The phase, and how many things it has to do.
    now: Mutex<Option<(Phase, usize)>>,
    done: AtomicUsize,
}

/// How far a phase has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The phase.
    pub phase: Phase,
    /// Things done.
    pub done: usize,
    /// Things there are to do; 0 where nobody counts.
    pub all: usize,
}

impl Progress {
    /// A phase begins that has so many things to do; 0 where nobody counts.
    pub fn begin(&self, phase: Phase, all: usize) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        self.done.store(0, Ordering::Relaxed);
        *now = Some((phase, all));
    }

    /// One of them is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How far it is; none before the first phase.
    #[must_use]
    pub fn stand(&self) -> Option<Stand> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.map(|(phase, all)| Stand { phase, done: self.done.load(Ordering::Relaxed), all })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{self, Caches, Request};
    use crate::world::Memory;

    #[test]
    fn every_page_of_a_build_is_counted() {
        let world = Memory::default().with("site.toml", "format = 1\n").with("content/a.md", "---\ntype: notat\ntittel: A\n---\n");
        let request = Request::default();
        assert_eq!(request.progress.stand(), None);
        let built = pipeline::build(&world, &request, &mut Caches::default()).unwrap();
        let pages = built.done.pages;
        assert!(pages > 10, "{pages}");
        assert_eq!(request.progress.stand(), Some(Stand { phase: Phase::Pages, done: pages, all: pages }));
    }

    #[test]
    fn a_new_phase_begins_at_nothing() {
        let progress = Progress::default();
        progress.begin(Phase::Load, 2);
        progress.step();
        assert_eq!(progress.stand().map(|stand| stand.done), Some(1));
        progress.begin(Phase::Rules, 0);
        assert_eq!(progress.stand(), Some(Stand { phase: Phase::Rules, done: 0, all: 0 }));
    }
}
