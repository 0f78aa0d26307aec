//! How long the search index of a site takes to make, and how much memory: everything else is done before the clock starts.
//!
//!     cargo run --release --example search_index -- FOLDER
//!
//! One line of JSON: seconds of processor time and wall time (the median of five), the highest memory while it was made and what was
//! held before, and the files' bytes. Linux only, as it reads /proc.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a measuring program says what failed by failing")]

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use saksgang::output::Artifact;
use saksgang::pages::search;
use saksgang::pipeline::{Caches, Request, check};
use saksgang::world::Disk;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder"));
    let world = Disk::new(folder);
    let checked = check(&world, &Request::default(), &mut Caches::default()).expect("the site is read");
    let held = memory("VmRSS:");
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
    let peak = memory("VmHWM:");
    println!("{{\"cpu\":{cpu:.2},\"wall\":{wall:.2},\"held_mb\":{held},\"peak_mb\":{peak},\"files\":{files},\"bytes\":{bytes}}}");
}

/// Seconds of processor time so far, of all threads.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2).filter_map(|n| n.parse().ok()).collect();
    fields.iter().sum::<f64>() / 100.0
}

/// A figure of memory in MB.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() / 1024
}
