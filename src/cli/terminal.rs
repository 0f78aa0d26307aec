//! What people see: results on standard output, everything about the run on standard error.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};

use super::Stop;
use crate::diagnostic::{Bilingual, Tongue};

/// The two streams, and the language spoken on them.
pub struct Terminal {
    /// The language of messages.
    pub tongue: Tongue,
}

impl Terminal {
    /// Speaks a language.
    pub fn new(tongue: Tongue) -> Self {
        Self { tongue }
    }

    /// Whether results may be coloured: on a terminal, unless `NO_COLOR` is set.
    pub fn colour(&self) -> bool {
        AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
    }

    /// A result. A reader that went away early, as `head` does, is no fault.
    pub fn result(&self, text: &str) {
        let mut stream = anstream::stdout().lock();
        let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
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

    /// Shows that something is going on, until dropped: on a terminal only, and only when it takes longer than people wait gladly.
    pub fn working(&self, doing: &Bilingual) -> Option<Working> {
        std::io::stderr().is_terminal().then(|| Working::start(doing.get(self.tongue).to_owned(), self.choose(",", ".")))
    }
}

/// A line that tells what is going on, and for how long.
pub struct Working {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Working {
    fn start(doing: String, point: &'static str) -> Self {
        let (done, ended) = channel();
        let thread = std::thread::spawn(move || show(&doing, point, &ended));
        Self { done: Some(done), thread: Some(thread) }
    }
}

fn show(doing: &str, point: &str, ended: &Receiver<()>) {
    let begun = Instant::now();
    let mut wait = Duration::from_millis(500);
    let mut shown = false;
    while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        let tenths = begun.elapsed().as_millis() / 100;
        eprint!("\r{doing} … {}{point}{} s", tenths / 10, tenths % 10);
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
