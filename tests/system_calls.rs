//! The program killed, and refused, at each system call by which it publishes: the folder holds the whole site that was there or the whole
//! next one, and the next build needs no help.
//!
//! Needs strace, which only Linux has; so `cargo test` leaves it out (Cargo.toml), and `tests/run test` installs strace and runs it.
//! `tests/reliability/run` tries many more (`SAKSGANG_CALLS`); what it measured stands in docs/reliability.md.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/killed.rs"]
mod killed;
#[path = "common/place.rs"]
mod place;

use std::fs;
use std::process::{Command, Stdio};

use killed::{Killed, asked};
use snapbox::cmd::cargo_bin;

/// The calls by which publishing changes the disk, as strace names them.
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

/// Each call once; `SAKSGANG_CALLS` asks for more of each.
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
