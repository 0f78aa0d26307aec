//! The program: everything it can do is in the library's `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    saksgang::cli::run(std::env::args_os()).into()
}
