//! How long the search index of a site takes to make, and how much memory: everything else is done before the clock starts.
//!
//!     cargo run --release --example search_index -- FOLDER
//!
//! One line of JSON: seconds of processor time and wall time (the median of five), the highest memory while it was made and what was
//! held before, and the files' bytes; then wall and processor time of an index that remembers the last one, after nothing changed.
//! With a second folder, the same site after an edit, it is measured going from one to the other instead, the median of ten.
//! With `--odds` it prints src/pages/search/odds.txt as the site would have it, and measures nothing. Linux only, as it reads /proc.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a measuring program says what failed by failing")]

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use saksgang::output::Artifact;
use saksgang::pages::search;
use saksgang::pipeline::{Caches, Checked, Request, check};
use saksgang::world::Disk;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder"));
    let world = Disk::new(folder);
    let checked = check(&world, &Request::default(), &mut Caches::default()).expect("the site is read");
    match std::env::args().nth(2) {
        Some(option) if option == "--odds" => return print!("{}", search::odds(&checked.site)),
        Some(edited) => {
            let world = Disk::new(PathBuf::from(edited));
            let edited = check(&world, &Request::default(), &mut Caches::default()).expect("the other site is read");
            return back_and_forth(&checked, &edited);
        }
        None => {}
    }
    let before = held("VmRSS:");
    fs::write("/proc/self/clear_refs", "5").expect("the peak begins anew");
    let mut runs: Vec<(f64, f64, usize, usize)> = (0..5)
        .map(|_| {
            let (began, cpu) = (Instant::now(), processor());
            let output = search::files(&checked.site);
            let bytes = output.files.values().map(|file| if let Artifact::Bytes(bytes) = file { bytes.len() } else { 0 }).sum();
            (processor() - cpu, began.elapsed().as_secs_f64(), output.files.len(), bytes)
        })
        .collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (cpu, wall, files, bytes) = runs[2];
    let peak = held("VmHWM:");
    let mut memory = search::Memory::default();
    let first = memory.files(&checked.site, checked.interface);
    let (began, cpu_before) = (Instant::now(), processor());
    assert!(memory.files(&checked.site, checked.interface) == first, "what is remembered makes no other files");
    let (again, again_cpu) = (began.elapsed().as_secs_f64(), processor() - cpu_before);
    println!(
        "{{\"cpu\":{cpu:.2},\"wall\":{wall:.2},\"held_mb\":{before},\"peak_mb\":{peak},\"files\":{files},\"bytes\":{bytes},\"again\":{again:.3},\"again_cpu\":{again_cpu:.2}}}"
    );
}

/// Indexes two sites in turns, with one memory.
fn back_and_forth(one: &Checked, other: &Checked) {
    let mut memory = search::Memory::default();
    let _ = memory.files(&one.site, one.interface);
    let mut runs: Vec<(f64, f64)> = (0..10)
        .map(|turn| {
            let (began, cpu) = (Instant::now(), processor());
            let next = if turn % 2 == 0 { other } else { one };
            let _ = memory.files(&next.site, next.interface);
            (began.elapsed().as_secs_f64(), processor() - cpu)
        })
        .collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let cpu: f64 = runs.iter().map(|run| run.1).sum::<f64>() / 10.0;
    println!("{{\"edited\":{:.3},\"edited_cpu\":{cpu:.2},\"read\":{},\"written\":{}}}", runs[5].0, memory.done.read, memory.done.written);
}

/// Seconds of processor time so far, of all threads.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2).filter_map(|n| n.parse().ok()).collect();
    fields.iter().sum::<f64>() / 100.0
}

/// A figure of memory in MB.
fn held(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() / 1024
}
