//! The small base site on a real disk, and the program run in it.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    reason = "a test says what failed by failing, and uses what it needs"
)]

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, OutputAssert, cargo_bin};

/// The day it is for the program, in seconds: 2019-06-01.
pub const TODAY: &str = "1559347200";

/// A site in a folder of its own.
pub struct Place(pub tempfile::TempDir);

impl Place {
    /// The site in `tests/base/`.
    pub fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base"), place.0.path());
        place
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Changes some words of a file, which must be there.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no “{from}”");
        self.write(path, &text.replace(from, to));
    }

    pub fn run(&self, arguments: &str) -> OutputAssert {
        let words: Vec<&str> = arguments.split(' ').filter(|word| !word.is_empty()).collect();
        saksgang().args(words).current_dir(self.0.path()).assert()
    }
}

/// The program, with a fixed day and without colour.
pub fn saksgang() -> Command {
    Command::new(cargo_bin!("saksgang")).env("SOURCE_DATE_EPOCH", TODAY).env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1")
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
