//! The README's demonstration: what it shows is what the program prints.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

use std::fs;
use std::process::Command;

#[test]
fn the_demonstration_prints_what_the_readme_shows() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = fs::read_to_string(format!("{root}/README.md")).expect("README.md");
    let (shown, _) = readme.split_once("```console\n$ saksgang ").and_then(|(_, rest)| rest.split_once("\n```")).expect("a console block");
    let (command, wanted) = shown.split_once('\n').expect("a command and its output");
    let ran = Command::new(env!("CARGO_BIN_EXE_saksgang"))
        .args(command.split_whitespace())
        .args(["--as-of", "2024-06-01"])
        .current_dir(root)
        .output()
        .expect("the program runs");
    let printed = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert_eq!(printed.trim(), wanted.trim());
    assert_eq!(ran.status.code(), Some(1), "a broken reference turns the run away");
}
