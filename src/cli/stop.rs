//! Why a command stopped before its end.

use super::Exit;
use crate::diagnostic::Bilingual;
use crate::publish::Refusal;
use crate::world::Failure;

/// Why a command stopped, in words.
#[derive(Debug)]
pub struct Stop {
    /// What is the matter.
    pub message: Bilingual,
    /// What to do.
    pub help: Option<Bilingual>,
    exit: Exit,
}

impl Stop {
    /// Something was asked for that cannot be done.
    pub fn wrong_use(message: Bilingual, help: Bilingual) -> Self {
        Self { message, help: Some(help), exit: Exit::WrongUse }
    }

    /// Something at error level that is no finding about one place in a file.
    pub fn found(message: Bilingual, help: Bilingual) -> Self {
        Self { message, help: Some(help), exit: Exit::Findings }
    }

    /// The program's exit code for it.
    pub fn exit(&self) -> Exit {
        self.exit
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self { message: failure.message(), help: failure.help(), exit: Exit::WorldFailed }
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        let exit = match refusal {
            Refusal::World(failure) => return failure.into(),
            Refusal::NotOurs { .. }
            | Refusal::Foreign { .. }
            | Refusal::InTheWay { .. }
            | Refusal::NotPublished { .. }
            | Refusal::Entangled { .. } => Exit::WrongUse,
            Refusal::Unsafe { .. } => Exit::Findings,
            Refusal::Busy { .. } => Exit::WorldFailed,
        };
        let (message, help) = refusal.message();
        Self { message, help: Some(help), exit }
    }
}
