//! What people see: results on standard output, everything about the run on standard error.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};

use super::Stop;
use crate::diagnostic::{Bilingual, Tongue};
use crate::pipeline::{Progress, Stand};
use crate::world::{Action, Failure};

/// The two streams, and the language spoken on them.
pub struct Terminal {
    /// The language of messages.
    pub tongue: Tongue,
    /// Why a result could not be written.
    unwritten: OnceLock<io::Error>,
}

impl Terminal {
    /// Speaks a language.
    pub fn new(tongue: Tongue) -> Self {
        Self { tongue, unwritten: OnceLock::new() }
    }

    /// Whether results may be coloured: on a terminal, unless `NO_COLOR` is set.
    pub fn colour(&self) -> bool {
        AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
    }

    /// A result. A reader that went away early, as `head` does, is no fault; a disk that is full is told at the end ([`Self::unwritten`]).
    pub fn result(&self, text: &str) {
        let mut stream = anstream::stdout().lock();
        let written = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
        if let Err(cause) = written
            && cause.kind() != io::ErrorKind::BrokenPipe
        {
            let _ = self.unwritten.set(cause);
        }
    }

    /// Why not all results could be written, where that is so.
    pub fn unwritten(self) -> Option<Stop> {
        let cause = self.unwritten.into_inner()?;
        Some(Failure { action: Action::Write, path: "stdout".to_owned(), cause }.into())
    }

    /// A line about the run.
    pub fn say(&self, text: &Bilingual) {
        self.say_line(text.get(self.tongue));
    }

    /// A line about the run, in the language already.
    pub fn say_line(&self, text: &str) {
        let _ = writeln!(anstream::stderr().lock(), "{text}");
    }

    /// Why a command stopped.
    pub fn stopped(&self, stop: &Stop) {
        let (fault, help) = self.choose(("feil", "hjelp"), ("error", "help"));
        self.say_line(&format!("\x1b[1m\x1b[31m{fault}\x1b[0m\x1b[1m: {}\x1b[0m", stop.message.get(self.tongue)));
        if let Some(advice) = &stop.help {
            self.say_line(&format!("\x1b[1m\x1b[36m{help}\x1b[0m: {}", advice.get(self.tongue)));
        }
    }

    /// One of two, by the language.
    pub fn choose<T>(&self, nb: T, en: T) -> T {
        match self.tongue {
            Tongue::Bokmal => nb,
            Tongue::English => en,
        }
    }

    /// Shows that something is going on and how far it is, until dropped: on a terminal only, and only when it takes longer than people
    /// wait gladly.
    pub fn working(&self, doing: &Bilingual, progress: &Arc<Progress>) -> Option<Working> {
        let line = Line { doing: doing.get(self.tongue).to_owned(), tongue: self.tongue, progress: Arc::clone(progress) };
        std::io::stderr().is_terminal().then(|| Working::start(line))
    }
}

/// A line that tells what is going on, and for how long.
pub struct Working {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Working {
    fn start(line: Line) -> Self {
        let (done, ended) = channel();
        let thread = std::thread::spawn(move || show(&line, &ended));
        Self { done: Some(done), thread: Some(thread) }
    }
}

/// What the line tells.
struct Line {
    doing: String,
    tongue: Tongue,
    progress: Arc<Progress>,
}

impl Line {
    /// `Bygger: lage sider 12345 av 26000, 2400 i sekundet … 5,2 s`; `since` is how long the phase has lasted.
    fn told(&self, stand: Option<Stand>, since: Duration, all: Duration) -> String {
        let mut line = self.doing.clone();
        if let Some(Stand { phase, done, all }) = stand {
            let (of, each) = if self.tongue == Tongue::Bokmal { ("av", "i sekundet") } else { ("of", "a second") };
            let _ = write!(line, ": {}", phase.name().get(self.tongue));
            if all > 0 {
                let _ = write!(line, " {done} {of} {all}");
            }
            let rate = done as u128 * 1000 / since.as_millis().max(1);
            if done > 0 && since.as_millis() >= 100 {
                let _ = write!(line, ", {rate} {each}");
            }
        }
        let (tenths, point) = (all.as_millis() / 100, if self.tongue == Tongue::Bokmal { "," } else { "." });
        let _ = write!(line, " … {}{point}{} s", tenths / 10, tenths % 10);
        line
    }
}

fn show(line: &Line, ended: &Receiver<()>) {
    let begun = Instant::now();
    let mut wait = Duration::from_millis(500);
    let mut shown = false;
    let (mut phase, mut since) = (None, begun);
    while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        let stand = line.progress.stand();
        let seen = stand.map(|stand| stand.phase);
        if phase.is_some() && seen != phase {
            since = Instant::now();
        }
        phase = seen;
        eprint!("\r\x1b[K{}", line.told(stand, since.elapsed(), begun.elapsed()));
        shown = true;
        wait = Duration::from_millis(100);
    }
    if shown {
        eprint!("\r\x1b[K");
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Phase;

    #[test]
    fn the_line_tells_phase_count_rate_and_time() {
        let line = |tongue| Line { doing: "Bygger".to_owned(), tongue, progress: Arc::default() };
        let seconds = Duration::from_secs;
        let told =
            |tongue, done, all| line(tongue).told(Some(Stand { phase: Phase::Pages, done, all }), seconds(2), Duration::from_millis(5234));
        assert_eq!(told(Tongue::Bokmal, 4800, 26_000), "Bygger: lage sider 4800 av 26000, 2400 i sekundet … 5,2 s");
        assert_eq!(told(Tongue::English, 4800, 26_000), "Bygger: pages 4800 of 26000, 2400 a second … 5.2 s");
        assert_eq!(told(Tongue::Bokmal, 0, 0), "Bygger: lage sider … 5,2 s", "where nobody counts");
        assert_eq!(line(Tongue::Bokmal).told(None, seconds(0), seconds(1)), "Bygger … 1,0 s");
    }
}
