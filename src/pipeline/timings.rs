//! How long the phases of a run took, for people who measure. Nothing else may depend on it.

use crate::diagnostic::Bilingual;
use crate::world::World;

/// A phase of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// What earlier runs left is read.
    Recall,
    /// Files are listed, read, parsed and looked into.
    Load,
    /// Everything is resolved.
    Index,
    /// The rules look.
    Rules,
    /// Levels, allowances, the baseline.
    Judge,
    /// Pages are made and rendered.
    Pages,
    /// The site is written.
    Publish,
    /// What the run leaves is written.
    Remember,
}

impl Phase {
    /// Its name, as people read it.
    #[must_use]
    pub fn name(self) -> Bilingual {
        let (nb, en) = match self {
            Self::Recall => ("hente det som er husket", "recall"),
            Self::Load => ("lese", "load"),
            Self::Index => ("slå opp", "index"),
            Self::Rules => ("kontrollere", "rules"),
            Self::Judge => ("vurdere", "judge"),
            Self::Pages => ("lage sider", "pages"),
            Self::Publish => ("publisere", "publish"),
            Self::Remember => ("huske", "remember"),
        };
        Bilingual::new(nb, en)
    }
}

/// How long each phase took, in nanoseconds, in the order they ended.
#[derive(Debug, Clone, Default)]
pub struct Timings(pub Vec<(Phase, i128)>);

/// Measures phases one after the other by the world's clock.
pub struct Stopwatch<'w> {
    world: &'w dyn World,
    began: i128,
}

impl<'w> Stopwatch<'w> {
    /// Begins the first phase.
    #[must_use]
    pub fn start(world: &'w dyn World) -> Self {
        Self { world, began: world.now() }
    }

    /// Ends a phase and begins the next. A clock that was set back counts as standing still.
    pub fn lap(&mut self, timings: &mut Timings, phase: Phase) {
        let now = self.world.now();
        timings.0.push((phase, (now - self.began).max(0)));
        self.began = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn laps_follow_each_other() {
        let world = Memory::default();
        let (mut watch, mut timings) = (Stopwatch::start(&world), Timings::default());
        watch.lap(&mut timings, Phase::Load);
        watch.lap(&mut timings, Phase::Index);
        assert_eq!(timings.0, [(Phase::Load, 0), (Phase::Index, 0)], "a clock that stands still");
    }
}
