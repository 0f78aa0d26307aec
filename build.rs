//! Gives every build a fingerprint of its own sources, so that no build trusts what another left in its caches.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for name in ["src", "themes", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={name}");
        add(Path::new(name), &mut hasher)?;
    }
    println!("cargo::rustc-env=SAKSGANG_FINGERPRINT={:016x}", hasher.finish());
    Ok(())
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_file() {
        path.hash(hasher);
        fs::read(path)?.hash(hasher);
    } else if path.is_dir() {
        let mut inside = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
        inside.sort();
        inside.iter().try_for_each(|path| add(path, hasher))?;
    }
    Ok(())
}
