//! The program killed while it publishes: at random moments, and at each system call. Whenever that is, the folder holds the whole
//! site that was there or the whole next one, and the next build needs no help.
//!
//! `tests/reliability/run` tries many more of both (`SAKSGANG_KILLS`, `SAKSGANG_CALLS`); what it measured stands in docs/reliability.md.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use place::{Place, TODAY};
use snapbox::cmd::cargo_bin;

/// Attachments, so that publishing takes long enough to be hit.
const ATTACHMENTS: usize = 60;

/// A site in one of two states, and what each looks like when it is published.
struct Killed {
    place: Place,
    whole: [BTreeMap<String, Vec<u8>>; 2],
    seed: u64,
    /// How long a build takes.
    took: Duration,
}

impl Killed {
    fn new() -> Self {
        let place = Place::new();
        let mut killed = Self { place, whole: Default::default(), seed: 20_190_301, took: Duration::ZERO };
        for state in [0, 1, 0, 1] {
            killed.write(state);
            let begun = Instant::now();
            assert!(killed.build().output().unwrap().status.success());
            killed.took = begun.elapsed();
            killed.whole[state] = tree(&killed.place.at("public"));
        }
        assert_ne!(killed.whole[0], killed.whole[1]);
        killed
    }

    fn write(&self, state: usize) {
        let list: String = (0..ATTACHMENTS).map(|n| format!("  - {{fil: f{n}.txt, tittel: Fil {n}}}\n")).collect();
        let text = format!("---\ntype: notat\ntittel: Utgave {state}\ndato: 2019-02-01\nvedlegg:\n{list}---\nUtgave {state}.\n");
        self.place.write("content/notat/mange.md", &text);
        for n in 0..ATTACHMENTS {
            // A third of them never change and are carried over as links; some come and go.
            let version = if n % 3 == 0 { 0 } else { state };
            self.place.write(&format!("content/notat/mange/f{n}.txt"), &format!("{n} {version}\n").repeat(200));
        }
    }

    fn build(&self) -> Command {
        let mut command = Command::new(cargo_bin!("saksgang"));
        self.arguments(&mut command);
        command
    }

    fn arguments(&self, command: &mut Command) {
        command.args(["build", "--site"]).arg(self.place.0.path()).env("SOURCE_DATE_EPOCH", TODAY).env("RAYON_NUM_THREADS", "1");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    }

    /// The state that the published folder is in, which must be one of the two, byte for byte.
    fn state(&self, how: &str) -> usize {
        let found = tree(&self.place.at("public"));
        self.whole
            .iter()
            .position(|whole| *whole == found)
            .unwrap_or_else(|| panic!("killed {how}: the site is neither the old one nor the new one"))
    }

    fn random(&mut self, below: u64) -> u64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % below.max(1)
    }

    fn is_clean(&self) {
        let mut beside: Vec<_> = fs::read_dir(self.place.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        beside.sort();
        assert_eq!(beside, [".saksgang", "content", "public", "site.toml"], "nothing is left lying");
    }
}

/// Every file of a folder with its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    files.map(|entry| (entry.path().strip_prefix(folder).unwrap().display().to_string(), fs::read(entry.path()).unwrap())).collect()
}

/// What an environment variable asks for, else what fits into an ordinary run.
fn asked(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|many| many.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn killed_at_a_random_moment_the_site_is_the_old_one_or_the_new_one() {
    let mut killed = Killed::new();
    let wanted = asked("SAKSGANG_KILLS", 40);
    let (mut kills, mut tries, mut new) = (0, 0, 0);
    while kills < wanted {
        tries += 1;
        assert!(tries < wanted * 5 + 50, "only {kills} of {tries} runs were killed in time");
        let before = killed.state("not at all");
        killed.write(1 - before);
        let micros = u64::try_from(killed.took.as_micros()).unwrap();
        // The last third of a run is where the site is published: most of the kills go there.
        let wait = if tries % 4 == 0 { killed.random(micros) } else { micros * 3 / 5 + killed.random(micros * 2 / 5) };
        let mut run = killed.build().spawn().expect("the program starts");
        std::thread::sleep(Duration::from_micros(wait));
        let ended = run.try_wait().unwrap().is_some();
        run.kill().unwrap();
        run.wait().unwrap();
        kills += usize::from(!ended);
        let after = killed.state(&format!("after {wait} µs"));
        new += usize::from(after != before && !ended);
    }
    assert!(killed.build().output().unwrap().status.success(), "the next build needs no help");
    killed.is_clean();
    println!("killed at random moments: {kills}; the new site stood after {new}, the old one after {}; torn: 0", kills - new);
}

/// The calls by which publishing changes the disk, as strace names them.
#[cfg(target_os = "linux")]
const CALLS: [&str; 11] = [
    "mkdir",
    "openat",
    "write",
    "copy_file_range",
    "link,linkat",
    "chmod,fchmodat",
    "syncfs",
    "unlink,unlinkat",
    "renameat2",
    "fsync",
    "rmdir",
];

/// Each call once; `SAKSGANG_CALLS` asks for more of each. Needs strace, which only Linux has.
#[cfg(target_os = "linux")]
#[test]
fn killed_or_refused_at_each_system_call_the_site_is_the_old_one_or_the_new_one() {
    let there = Command::new("strace").arg("--version").stdout(Stdio::null()).status();
    assert!(there.is_ok(), "strace is missing. Run: sudo apt-get install strace (or tests/run test, which installs it)");
    let killed = Killed::new();
    let most = asked("SAKSGANG_CALLS", 1);
    let (mut kills, mut refusals) = (0, 0);
    for calls in CALLS {
        for what in ["signal=SIGKILL", "error=ENOSPC", "error=EIO", "error=EACCES"] {
            // Reading fails by other rules, and a library may try again: only what changes the disk is refused.
            if what != "signal=SIGKILL" && matches!(calls, "openat" | "write") {
                continue;
            }
            // Every call while there are few, then ever wider steps.
            let mut nth = 1;
            while nth <= most {
                let before = killed.state("not at all");
                killed.write(1 - before);
                let mut command = Command::new("strace");
                let inject = format!("inject={calls}:{what}:when={nth}");
                let traced = killed.place.at(".saksgang/trace");
                fs::remove_file(&traced).ok();
                command.args(["-f", "-qq", "-e", "signal=none", "-e", &format!("trace={calls}"), "-e", &inject, "-o"]).arg(&traced);
                command.arg(cargo_bin!("saksgang"));
                killed.arguments(&mut command);
                let status = command.status().expect("strace starts");
                let how = format!("{inject}: {status}");
                let after = killed.state(&how);
                let hit = !status.success() || fs::read_to_string(&traced).unwrap_or_default().contains("(INJECTED)");
                if status.success() {
                    assert_eq!(after, 1 - before, "{how}: it says that it published");
                }
                if !hit {
                    break;
                }
                *(if what == "signal=SIGKILL" { &mut kills } else { &mut refusals }) += 1;
                nth += 1 + nth / 12;
            }
        }
    }
    assert!(killed.build().output().unwrap().status.success(), "the next build needs no help");
    fs::remove_file(killed.place.at(".saksgang/trace")).ok();
    killed.is_clean();
    println!("killed at system calls: {kills}; system calls refused: {refusals}; torn: 0");
}
