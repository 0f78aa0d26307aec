//! The program: everything it can do is in the library's `cli`.

use std::process::ExitCode;

/// A site is a million small texts, most of them gone again soon; docs/benchmarks.md has the figures against the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    saksgang::cli::run(std::env::args_os()).into()
}
