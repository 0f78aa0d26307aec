//! The program killed, and refused, at every system call by which it publishes: the folder holds the whole site that was there or the
//! whole next one, and the next build needs no help.
//!
//! A first run tells which calls there are; then each of them is killed, or refused, in a run of its own. With `RAYON_NUM_THREADS=1`
//! one thread makes them all, in the same order in every run.
//!
//! Needs strace, which only Linux has; so `cargo test` leaves it out (Cargo.toml), and `tests/run test` installs strace and runs it.
//! `SAKSGANG_CALLS=all` kills every call of every way to publish, and refuses each in three ways; what it measured stands in
//! docs/reliability.md.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/killed.rs"]
mod killed;
#[path = "common/place.rs"]
mod place;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;

use killed::{Killed, tree};
use snapbox::cmd::cargo_bin;

/// The calls that change the disk, as strace names them.
const CALLS: &str = "mkdir,mkdirat,openat,creat,write,pwrite64,writev,copy_file_range,sendfile,link,linkat,symlink,symlinkat,chmod,fchmod,\
                     fchmodat,ftruncate,fallocate,flock,syncfs,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,rmdir";

const REFUSALS: [&str; 3] = ["error=ENOSPC", "error=EIO", "error=EACCES"];

/// Runs at once; each has a site of its own.
const AT_ONCE: usize = 4;

/// How a site is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Where nothing was.
    First,
    /// In place of a last site, by an exchange of folders.
    Exchange,
    /// The same, by the spare.
    Spare,
    /// In place of a last site, where folders cannot be exchanged: file by file.
    FileByFile,
}

/// What happens to one call of a run.
#[derive(Debug, Clone)]
struct Injection {
    way: Way,
    call: String,
    nth: usize,
    what: &'static str,
}

#[test]
fn killed_or_refused_at_every_system_call_the_site_is_the_old_one_or_the_new_one() {
    let there = Command::new("strace").arg("--version").stdout(Stdio::null()).status();
    assert!(there.is_ok(), "strace is missing. Run: sudo apt-get install strace (or tests/run test, which installs it)");
    let all = std::env::var("SAKSGANG_CALLS").is_ok_and(|asked| asked == "all");
    let mut injections = Vec::new();
    let site = Killed::small();
    let mut calls = BTreeMap::new();
    for way in [Way::First, Way::Exchange, Way::Spare, Way::FileByFile] {
        let publishing = publishing(&site, way);
        assert!(publishing.len() > 100, "{way:?}: {publishing:?}");
        calls.insert(format!("{way:?}"), publishing.len());
        for (n, (call, nth)) in publishing.into_iter().enumerate() {
            let inject = |what| Injection { way, call: call.clone(), nth, what };
            // An ordinary run kills every call of an exchange by the spare and every fifth of the others, and refuses every tenth in one of the three ways.
            if all || way == Way::Spare || n % 5 == 0 {
                injections.push(inject("signal=SIGKILL"));
            }
            let refused = REFUSALS.iter().enumerate().filter(|(way, _)| all || n % 10 == 0 && n / 10 % 3 == *way);
            injections.extend(refused.map(|(_, what)| inject(what)));
        }
    }
    let kills = injections.iter().filter(|injection| injection.what.starts_with("signal")).count();
    let refusals = injections.len() - kills;
    injections.reverse();
    let waiting = Mutex::new(injections);
    std::thread::scope(|threads| {
        for _ in 0..AT_ONCE {
            threads.spawn(|| {
                let site = Killed::small();
                loop {
                    let next = waiting.lock().unwrap().pop();
                    let Some(injection) = next else { break };
                    inject(&site, &injection);
                }
            });
        }
    });
    println!("killed at system calls: {kills}; system calls refused: {refusals}; torn: 0 (calls of the publish step: {calls:?})");
}

/// Brings the site to where a publication begins: the last one whole, or nothing; and the next one's content.
fn prepare(site: &Killed, way: Way) {
    if way == Way::First {
        let _ = fs::remove_dir_all(site.place.at("public"));
        site.forget();
    } else {
        site.write(0);
        let built = site.build().output().unwrap();
        assert!(built.status.success(), "a build after a kill needs no help");
        assert_eq!(site.state("not at all"), 0);
        site.is_clean();
        if way == Way::Spare {
            // Where the last one came about without a spare, it left one only if little was changed.
            for _ in 0..3 {
                if site.spare().exists() {
                    break;
                }
                for state in [1, 0] {
                    site.write(state);
                    assert!(site.build().output().unwrap().status.success());
                }
            }
            assert!(site.spare().exists(), "there is a spare after an edit");
        } else {
            fs::remove_dir_all(site.spare()).ok();
        }
    }
    site.write(1);
    // What is remembered is written before the site is, and not again.
    let checked = site.check().output().unwrap();
    assert!(checked.status.success());
    // Whether a file is read depends on how long ago it was written; so all of them are, in every run.
    if way != Way::First {
        for home in site.homes() {
            fs::remove_file(home.join("stamps")).ok();
        }
    }
}

/// Builds under strace with these options, and gives what was traced.
fn traced(site: &Killed, way: Way, options: &[String]) -> (ExitStatus, String) {
    let file = site.place.at(".saksgang/trace");
    fs::remove_file(&file).ok();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "signal=none", "-o"]).arg(&file).args(options);
    if way == Way::FileByFile {
        command.args(["-e", "inject=renameat2:error=EINVAL"]);
    }
    command.arg(cargo_bin!("saksgang"));
    site.arguments(&mut command);
    let status = command.status().expect("strace starts");
    let trace = fs::read_to_string(&file).unwrap_or_default();
    fs::remove_file(&file).ok();
    (status, trace)
}

/// The calls by which a site is published: each with its number among the calls of its name in the whole run.
fn publishing(site: &Killed, way: Way) -> Vec<(String, usize)> {
    prepare(site, way);
    let (status, trace) = traced(site, way, &["-e".to_owned(), format!("trace={CALLS}")]);
    assert!(status.success(), "{trace}");
    let (mut counted, mut found, mut begun, mut thread) = (HashMap::<&str, usize>::new(), Vec::new(), false, None);
    for line in trace.lines() {
        let Some((who, said)) = line.split_once(' ') else { continue };
        let Some((call, arguments)) = said.trim_start().split_once('(') else { continue };
        let nth = counted.entry(call).or_default();
        *nth += 1;
        begun |= arguments.contains("publish.lock");
        let changes = !matches!(call, "openat") || arguments.contains("O_CREAT");
        // What a run of file by file is told of the exchange is taken already.
        let taken = way == Way::FileByFile && call == "renameat2";
        if begun && changes && !taken {
            assert_eq!(*thread.get_or_insert(who), who, "one thread publishes");
            found.push((call.to_owned(), *nth));
        }
    }
    found
}

/// Publishes with one call killed or refused, and looks at what stands afterwards.
fn inject(site: &Killed, injection: &Injection) {
    let Injection { way, call, nth, what } = injection;
    let options = ["-e".to_owned(), format!("trace={call},renameat2"), "-e".to_owned(), format!("inject={call}:{what}:when={nth}")];
    let mut tries = 0;
    let status = loop {
        prepare(site, *way);
        let (status, trace) = traced(site, *way, &options);
        let refused = || trace.lines().any(|line| line.contains("(INJECTED)") && line.contains(&format!(" {call}(")));
        if if what.starts_with("signal") { !status.success() } else { refused() } {
            break status;
        }
        // What is remembered of files depends on how long ago they were written, and so by a call or two where the counting begins.
        tries += 1;
        assert!(tries < 4, "{injection:?} was never reached: {trace}");
    };
    let found = tree(&site.place.at("public"));
    let [old, new] = &site.whole;
    let whole = match way {
        Way::First => found.is_empty() || found == *new,
        Way::Exchange | Way::Spare => found == *old || found == *new,
        Way::FileByFile => found.iter().all(|(path, bytes)| {
            let inside = path.starts_with(".saksgang-new/") || path == ".saksgang-manifest.json";
            inside || old.get(path) == Some(bytes) || new.get(path) == Some(bytes)
        }),
    };
    assert!(whole, "{injection:?}: the site is neither the old one nor the new one");
    if status.success() {
        assert!(found == *new, "{injection:?}: it says that it published");
    }
    let next = site.build().output().unwrap();
    assert!(next.status.success() && tree(&site.place.at("public")) == *new, "{injection:?}: the next build needs no help");
    site.is_clean();
}
