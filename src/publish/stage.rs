//! Makes the next site beside the last one: unchanged files as links to the same bytes, the rest written.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::Refusal;
use super::claim::{Folder, shown};
use super::manifest::Manifest;
use crate::output::{Artifact, Output};
use crate::work;
use crate::world::{Action, Disk, Failure, World};

/// Tells a folder that is being made from every other; gone before the folder is moved into place.
pub const MARKER: &str = ".saksgang-staging";

/// The files that lie in the folder with the same bytes already, by path, with their hash.
pub fn unchanged(site: &Disk, output: &Output, target: &Path, last: &Manifest) -> Result<HashMap<String, String>, Failure> {
    let files: Vec<_> = output.files.iter().filter_map(|(path, artifact)| Some((path, artifact, last.files.get(path)?))).collect();
    let found = work::map(&files, |(path, artifact, listed)| -> Result<Option<(String, String)>, Failure> {
        let hash = match artifact {
            Artifact::Bytes(bytes) => blake3::hash(bytes).to_string(),
            Artifact::Copy { from } => copy(&mut *site.open(from)?, &mut io::sink()).map_err(|cause| reading(from, cause))?,
        };
        let on_disk = target.join(path);
        let plain = fs::symlink_metadata(&on_disk).is_ok_and(|metadata| metadata.is_file());
        // The manifest is believed only where the disk still agrees with it.
        let same = plain
            && hash == **listed
            && File::open(&on_disk).and_then(|mut file| copy(&mut file, &mut io::sink())).is_ok_and(|disk| disk == hash);
        Ok(same.then(|| ((*path).clone(), hash)))
    });
    found.into_iter().filter_map(Result::transpose).collect()
}

/// Makes the site in the staging folder, manifest included.
pub fn stage(site: &Disk, output: &Output, folder: &Folder, kept: &HashMap<String, String>) -> Result<(), Refusal> {
    let staging = &folder.staging;
    let failed = |path: &Path, cause| Failure { action: Action::Write, path: shown(path), cause };
    fs::create_dir(staging).and_then(|()| fs::write(staging.join(MARKER), "")).map_err(|cause| failed(staging, cause))?;
    let files: Vec<_> = output.files.iter().collect();
    for (path, _) in &files {
        let place = staging.join(path);
        let parent = place.parent().unwrap_or(staging);
        fs::create_dir_all(parent).map_err(|cause| failed(parent, cause))?;
    }
    let hashes = work::map(&files, |(path, artifact)| -> Result<String, Failure> {
        let place = staging.join(path);
        if let Some(hash) = kept.get(*path)
            && (fs::hard_link(folder.target.join(path), &place).is_ok() || fs::copy(folder.target.join(path), &place).is_ok())
        {
            return Ok(hash.clone());
        }
        let mut file = File::create(&place).map_err(|cause| failed(&place, cause))?;
        match artifact {
            Artifact::Bytes(bytes) => {
                file.write_all(bytes).map_err(|cause| failed(&place, cause))?;
                Ok(blake3::hash(bytes).to_string())
            }
            Artifact::Copy { from } => copy(&mut *site.open(from)?, &mut file).map_err(|cause| reading(from, cause)),
        }
    });
    let mut manifest = Manifest::default();
    for ((path, _), hash) in files.into_iter().zip(hashes) {
        manifest.files.insert(path.clone(), hash?);
    }
    manifest.write(staging).and_then(|()| fs::remove_file(staging.join(MARKER))).map_err(|cause| failed(staging, cause))?;
    Ok(())
}

/// Copies bit by bit and tells the hash of what was copied.
fn copy(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().to_string()),
            Ok(count) => {
                let bytes = buffer.get(..count).unwrap_or_default();
                hasher.update(bytes);
                to.write_all(bytes)?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn reading(path: &str, cause: io::Error) -> Failure {
    Failure { action: Action::Read, path: path.to_owned(), cause }
}
