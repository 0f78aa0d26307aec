//! What several tests need: the small base site in memory.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

use std::path::Path;

use saksgang::world::Memory;

/// The small site in `tests/base/`: a board with three members, one meeting with two decisions, the mandate it adopted.
#[must_use]
pub fn base() -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base");
    let mut world = Memory::default();
    lay(&root, &root, &mut world);
    world
}

fn lay(root: &Path, folder: &Path, world: &mut Memory) {
    for entry in std::fs::read_dir(folder).expect("tests/base").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            lay(root, &entry, world);
        } else {
            let path = entry.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            world.files.insert(path, std::fs::read(&entry).expect("a file"));
        }
    }
}
