//! A site that is killed while it is published, and the two states that its folder may then be in.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    reason = "a test says what failed by failing, and uses what it needs"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use snapbox::cmd::cargo_bin;

use super::place::{Place, TODAY};

/// A site in one of two states, and what each looks like when it is published.
pub struct Killed {
    pub place: Place,
    pub whole: [BTreeMap<String, Vec<u8>>; 2],
    attachments: usize,
    seed: u64,
    /// How long a build takes.
    pub took: Duration,
}

impl Killed {
    /// The base site, and a document with so many attachments, by which publishing takes long enough to be hit.
    pub fn new(attachments: usize) -> Self {
        Self::of(Place::new(), attachments)
    }

    /// A site of one document, which is published by few calls.
    pub fn small() -> Self {
        let place = Place(tempfile::tempdir().unwrap());
        place.write("site.toml", "format = 1\ntitle = \"Prøve\"\n");
        Self::of(place, 3)
    }

    fn of(place: Place, attachments: usize) -> Self {
        let mut killed = Self { place, whole: Default::default(), attachments, seed: 20_190_301, took: Duration::ZERO };
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

    pub fn write(&self, state: usize) {
        let list: String = (0..self.attachments).map(|n| format!("  - {{fil: f{n}.txt, tittel: Fil {n}}}\n")).collect();
        let text = format!("---\ntype: notat\ntittel: Utgave {state}\ndato: 2019-02-01\nvedlegg:\n{list}---\nUtgave {state}.\n");
        self.place.write("content/notat/mange.md", &text);
        // A page that only one of them has.
        let note = |state: usize| format!("---\ntype: notat\ntittel: Bare i {state}\ndato: 2019-02-01\n---\nTekst.\n");
        let _ = fs::remove_file(self.place.at(&format!("content/notat/bare-{}.md", 1 - state)));
        self.place.write(&format!("content/notat/bare-{state}.md"), &note(state));
        for n in 0..self.attachments {
            // A third of them never change and are carried over as links; some come and go.
            let version = if n % 3 == 0 { 0 } else { state };
            self.place.write(&format!("content/notat/mange/f{n}.txt"), &format!("{n} {version}\n").repeat(200));
        }
    }

    pub fn build(&self) -> Command {
        let mut command = Command::new(cargo_bin!("saksgang"));
        self.arguments(&mut command);
        command
    }

    pub fn check(&self) -> Command {
        let mut command = Command::new(cargo_bin!("saksgang"));
        command
            .args(["check", "--site"])
            .arg(self.place.0.path())
            .env("SOURCE_DATE_EPOCH", TODAY)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    pub fn arguments(&self, command: &mut Command) {
        command.args(["build", "--site"]).arg(self.place.0.path()).env("SOURCE_DATE_EPOCH", TODAY).env("RAYON_NUM_THREADS", "1");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    }

    /// The state that the published folder is in, which must be one of the two, byte for byte.
    pub fn state(&self, how: &str) -> usize {
        let found = tree(&self.place.at("public"));
        self.whole
            .iter()
            .position(|whole| *whole == found)
            .unwrap_or_else(|| panic!("killed {how}: the site is neither the old one nor the new one"))
    }

    pub fn random(&mut self, below: u64) -> u64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % below.max(1)
    }

    pub fn is_clean(&self) {
        let mut beside: Vec<_> = fs::read_dir(self.place.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        beside.sort();
        assert_eq!(beside, [".saksgang", "content", "public", "site.toml"], "nothing is left lying");
        let spare = self.spare();
        if spare.exists() {
            assert!(spare.with_file_name("level").is_file(), "a spare that is kept is known to be level");
            assert!(tree(&spare) == tree(&self.place.at("public")), "and it is");
        }
    }

    /// What is kept of published folders.
    pub fn homes(&self) -> Vec<PathBuf> {
        let kept = fs::read_dir(self.place.at(".saksgang")).unwrap().map(|entry| entry.unwrap().path());
        kept.filter(|path| path.is_dir()).collect()
    }

    /// Removes all of it.
    pub fn forget(&self) {
        for home in self.homes() {
            fs::remove_dir_all(home).unwrap();
        }
    }

    /// The spare of the published folder, or where it would be.
    pub fn spare(&self) -> PathBuf {
        self.homes().first().map_or_else(|| self.place.at(".saksgang/none"), |home| home.join("spare"))
    }
}

/// Every file of a folder with its bytes; none of a folder that is not there.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    if !folder.exists() {
        return BTreeMap::new();
    }
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    files.map(|entry| (entry.path().strip_prefix(folder).unwrap().display().to_string(), fs::read(entry.path()).unwrap())).collect()
}

/// What an environment variable asks for, else what fits into an ordinary run.
pub fn asked(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|many| many.parse().ok()).unwrap_or(otherwise)
}
