//! Makes the next site beside the last one: unchanged files as links to the same bytes, the rest written.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::claim::shown;
use super::hands::{Hands, create_dir_all, write};
use super::lock::{self, Lock};
use super::manifest::Manifest;
use super::{Publication, Refusal};
use crate::output::{Artifact, Output};
use crate::work;
use crate::world::{Action, Disk, Failure, World};

/// Tells a folder that is being made from every other; gone before the folder is moved into place.
pub const MARKER: &str = ".saksgang-staging";

/// The folder in the published one where changed files are made when folders cannot be exchanged.
pub const INSIDE: &str = ".saksgang-new";

/// The files that lie in the folder with the same bytes already, by path, with their hash.
pub fn unchanged(site: &Disk, output: &Output, target: &Path, last: &Manifest) -> Result<HashMap<String, String>, Failure> {
    let files: Vec<_> = output.files.iter().filter_map(|(path, artifact)| Some((path, artifact, last.files.get(path)?))).collect();
    let found = work::map(&files, |(path, artifact, listed)| -> Result<Option<(String, String)>, Failure> {
        let hash = match artifact {
            Artifact::Bytes(bytes) => blake3::hash(bytes).to_string(),
            Artifact::Copy { from } => copy(&mut *site.open(from)?, &mut io::sink()).map_err(|cause| reading(from, cause))?,
        };
        // The manifest is believed only where the disk still agrees with it.
        let same = hash == **listed && hash_on_disk(&target.join(path)).is_some_and(|disk| disk == hash);
        Ok(same.then(|| ((*path).clone(), hash)))
    });
    found.into_iter().filter_map(Result::transpose).collect()
}

/// The hash of a plain file on disk; none where there is no such file, or something else, or it cannot be read.
pub fn hash_on_disk(path: &Path) -> Option<String> {
    let plain = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    let mut file = plain.then(|| File::open(path).ok()).flatten()?;
    copy(&mut file, &mut io::sink()).ok()
}

/// A folder that is being made: empty, with its marker, which is locked.
pub fn begin(hands: &dyn Hands, folder: &Path) -> io::Result<()> {
    hands.create_dir(folder)?;
    write(hands, &folder.join(MARKER), std::process::id().to_string().as_bytes())
}

impl Publication<'_> {
    /// Makes the whole site in the staging folder, which was begun: what is unchanged and what is foreign as links, the manifest last.
    /// The lock holds until the folders are exchanged.
    pub(super) fn stage(&self) -> Result<Lock, Refusal> {
        let Self { hands, output, folder, claimed, kept, .. } = *self;
        let staging = &folder.staging;
        let failed = |path: &Path, cause| Failure { action: Action::Write, path: shown(path), cause };
        let lock = lock::of_staging(&staging.join(MARKER))?;
        let again = |path: &str| -> Result<(), Failure> {
            let (from, to) = (folder.target.join(path), staging.join(path));
            hands.link(&from, &to).or_else(|_| copy_file(hands, &from, &to)).map_err(|cause| failed(&to, cause))
        };
        let (linked, fresh): (Vec<&String>, Vec<&String>) = output.files.keys().partition(|path| kept.contains_key(*path));
        for path in output.files.keys().chain(&claimed.foreign) {
            let place = staging.join(path);
            let parent = place.parent().unwrap_or(staging);
            create_dir_all(hands, parent).map_err(|cause| failed(parent, cause))?;
        }
        for path in &claimed.foreign {
            if folder.target.join(path).symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
                create_dir_all(hands, &staging.join(path)).map_err(|cause| failed(&staging.join(path), cause))?;
            } else {
                again(path)?;
            }
        }
        work::map(&linked, |path| again(path)).into_iter().collect::<Result<(), _>>()?;
        let mut manifest = Manifest::of(self.write_files(staging, &fresh)?);
        manifest.files.extend(kept.iter().map(|(path, hash)| (path.clone(), hash.clone())));
        manifest.write(hands, staging).map_err(|cause| failed(staging, cause))?;
        if folder.target.is_dir() {
            // A folder that others may read stays one.
            let _ = hands.same_rights(&folder.target, staging);
        }
        hands.flush(staging).map_err(|cause| failed(staging, cause))?;
        hands.remove_file(&staging.join(MARKER)).map_err(|cause| failed(staging, cause))?;
        Ok(lock)
    }

    /// Writes some of the site's files into a folder that has the folders for them, and tells each one's hash.
    pub(super) fn write_files(&self, folder: &Path, paths: &[&String]) -> Result<BTreeMap<String, String>, Failure> {
        let Self { hands, site, output, .. } = *self;
        let hashes = work::map(paths, |path| -> Result<String, Failure> {
            let place = folder.join(path);
            let failed = |cause| Failure { action: Action::Write, path: shown(&place), cause };
            let mut file = hands.create(&place).map_err(failed)?;
            match output.files.get(*path) {
                Some(Artifact::Copy { from }) => {
                    let mut source = site.open(from)?;
                    let mut broken = None;
                    let mut reader = Noting { reader: &mut *source, broken: &mut broken };
                    let copied = copy(&mut reader, &mut *file);
                    match broken {
                        Some(cause) => Err(reading(from, cause)),
                        None => copied.map_err(failed),
                    }
                }
                Some(Artifact::Bytes(bytes)) => {
                    file.write_all(bytes).map_err(failed)?;
                    Ok(blake3::hash(bytes).to_string())
                }
                None => Ok(String::new()),
            }
        });
        paths.iter().map(|path| (*path).clone()).zip(hashes).map(|(path, hash)| Ok((path, hash?))).collect()
    }
}

/// A reader that remembers its own failure, so that a broken source is not taken for a full disk.
struct Noting<'r> {
    reader: &'r mut dyn Read,
    broken: &'r mut Option<io::Error>,
}

impl Read for Noting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                *self.broken = Some(io::Error::from(error.kind()));
            }
        })
    }
}

/// Copies a plain file; a link is no plain file.
fn copy_file(hands: &dyn Hands, from: &Path, to: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(from)?.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let mut file = hands.create(to)?;
    copy(&mut File::open(from)?, &mut *file).map(|_| ())
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
