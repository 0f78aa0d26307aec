//! Makes the next site beside the last one: unchanged files as links to the same bytes, the rest written.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::change::Change;
use super::claim::{Folder, above, refuse_read_only};
use super::hands::{Hands, create_dir_all, write};
use super::lock::{self, Lock};
use super::look::Look;
use super::manifest::{Manifest, by_depth};
use super::{Publication, Refusal, lent, swap};
use crate::output::{Artifact, Output, name};
use crate::work;
use crate::world::{Action, Failure, World, shown};

/// Tells a folder that is being made from every other; gone before the folder is moved into place.
pub const MARKER: &str = ".saksgang-staging";

/// The folder in the published one where changed files are made when folders cannot be exchanged.
pub const INSIDE: &str = ".saksgang-new";

/// The hash of a plain file on disk; none where there is no such file, or something else, or it cannot be read.
pub fn hash_on_disk(path: &Path) -> Option<String> {
    let plain = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    let mut file = plain.then(|| File::open(path).ok()).flatten()?;
    copy(&mut file, &mut io::sink()).ok()
}

/// Where changed files are made.
pub struct Stage {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it lies beside the published one, to be exchanged with it; else in it.
    pub beside: bool,
    /// Tells others that it is in use, as long as it lives.
    _lock: Lock,
}

impl Stage {
    /// Makes the folder: beside the published one, or in that where only it is ours to write.
    fn begin(hands: &dyn Hands, folder: &Folder, look: &Look) -> Result<Self, Failure> {
        refuse_read_only(&folder.target, look)?;
        let failed = |path: &Path| {
            let path = shown(path);
            move |cause| Failure { action: Action::Write, path, cause }
        };
        let beside = match begin(hands, &folder.staging) {
            Err(cause) if folder.target.is_dir() && swap::cannot_move(&cause) => false,
            begun => begun.map(|()| true).map_err(failed(&folder.staging))?,
        };
        let place = if beside { &folder.staging } else { &folder.inside };
        if !beside {
            begin(hands, place).map_err(failed(place))?;
        }
        let lock = lock::of_staging(&place.join(MARKER)).map_err(|refusal| match refusal {
            Refusal::World(failure) => failure,
            _ => failed(place)(io::ErrorKind::WouldBlock.into()),
        })?;
        Ok(Self { folder: place.clone(), beside, _lock: lock })
    }
}

/// A folder that is being made: empty, with its marker, which is locked.
pub fn begin(hands: &dyn Hands, folder: &Path) -> io::Result<()> {
    hands.create_dir(folder)?;
    write(hands, &folder.join(MARKER), std::process::id().to_string().as_bytes())
}

impl Publication<'_> {
    /// Where changed files are made; begun with the first of them.
    pub(super) fn stage(&self) -> Result<&Stage, Refusal> {
        let stage = self.stage.get_or_init(|| Stage::begin(self.hands, &self.folder, &self.claimed.look));
        stage.as_ref().map_err(|failure| Refusal::World(failure.again()))
    }

    /// The files of the site that lie in the folder with the same bytes already, by path, with their hash.
    pub(super) fn unchanged(&self, output: &Output) -> Result<HashMap<String, String>, Failure> {
        let laid = lent(&self.laid);
        let files: Vec<_> = output.files.iter().filter(|(path, _)| !laid.contains_key(*path)).collect();
        let found = work::map(&files, |(path, artifact)| -> Result<Option<(String, String)>, Failure> {
            if !self.claimed.last.files.contains_key(*path) {
                return Ok(None);
            }
            let hash = match artifact {
                // It was held against the disk when it was asked for.
                Artifact::Laid { hash } => return Ok(Some(((*path).clone(), hash.clone()))),
                Artifact::Bytes(bytes) => blake3::hash(bytes).to_string(),
                Artifact::Copy { from } => self.hash_of_source(from)?,
            };
            Ok(self.lies_there(path, &hash).then(|| ((*path).clone(), hash)))
        });
        found.into_iter().filter_map(Result::transpose).collect()
    }

    /// Writes to the stage all that is new, and the next site's manifest, which is given back.
    pub(super) fn renew(&self, stage: &Stage, change: &Change) -> Result<Manifest, Refusal> {
        let failed = |cause| Failure { action: Action::Write, path: shown(&stage.folder), cause };
        let manifest = self.rest(&stage.folder, change)?;
        manifest.write(self.hands, &stage.folder).map_err(failed)?;
        Ok(manifest)
    }

    /// Makes the stage beside the folder, which has all that is new, the whole next site: what is unchanged and what is foreign as links.
    pub(super) fn complete(&self, stage: &Stage, change: &Change) -> Result<(), Refusal> {
        let Self { hands, folder, claimed, .. } = self;
        let staging = &stage.folder;
        let failed = |path: &Path, cause| Failure { action: Action::Write, path: shown(path), cause };
        let again = |path: &str| -> Result<(), Failure> {
            let (from, to) = (folder.target.join(path), staging.join(path));
            let copied = |_| {
                change.copied.store(true, Ordering::Relaxed);
                copy_file(*hands, &from, &to)
            };
            hands.link(&from, &to).or_else(copied).map_err(|cause| failed(&to, cause))
        };
        let mut linked: Vec<&String> = change.kept.keys().collect();
        linked.sort_unstable();
        let foreign = &claimed.look.foreign;
        let outer = linked.iter().map(|path| outer(path)).filter(|outer| !outer.is_empty());
        make_folders(
            *hands,
            staging,
            outer.flat_map(|outer| above(outer).chain([outer])).chain(foreign.iter().flat_map(|path| above(path))),
        )?;
        for path in foreign {
            if folder.target.join(path).symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
                create_dir_all(*hands, &staging.join(path)).map_err(|cause| failed(&staging.join(path), cause))?;
            } else {
                again(path)?;
            }
        }
        // Whoever makes a folder waits for whoever makes another in the same one, so each share is one thread's. The longest come first.
        let mut shares: Vec<&[&String]> = linked.chunk_by(|one, next| self::outer(one) == self::outer(next)).collect();
        shares.sort_by_key(|share| Reverse(share.len()));
        let share = |share: &[&String]| -> Result<(), Failure> {
            for same in share.chunk_by(|one, next| name::folder(one) == name::folder(next)) {
                same.first().map_or(Ok(()), |path| make_folder(*hands, &staging.join(name::folder(path))))?;
                for path in same {
                    again(path)?;
                    self.was_linked(path, &staging.join(path));
                }
            }
            Ok(())
        };
        work::map_into(shares, share).into_iter().collect::<Result<(), _>>()?;
        if folder.target.is_dir() {
            // A folder that others may read stays one.
            let _ = hands.same_rights(&folder.target, staging);
        }
        hands.flush(staging).map_err(|cause| failed(staging, cause))?;
        hands.remove_file(&staging.join(MARKER)).map_err(|cause| failed(staging, cause))?;
        Ok(())
    }

    /// Writes what is neither unchanged nor laid already, with the folders for it; the manifest of them all.
    pub(super) fn rest(&self, stage: &Path, change: &Change) -> Result<Manifest, Failure> {
        let laid = lent(&self.laid).clone();
        let fresh: Vec<&String> = change.fresh.iter().copied().filter(|path| !laid.contains_key(*path)).collect();
        make_folders(self.hands, stage, fresh.iter().flat_map(|path| above(path)))?;
        let mut manifest = Manifest::of(self.write_files(stage, change.output, &fresh)?);
        manifest.files.extend(laid.into_iter().filter(|(path, _)| change.output.files.contains_key(path)));
        // In their order, which a sorted list takes up at once.
        let kept = change.output.files.keys().filter_map(|path| change.kept.get_key_value(path));
        manifest.files.append(&mut kept.map(|(path, hash)| (path.clone(), hash.clone())).collect());
        Ok(manifest)
    }

    /// Writes some of the site's files into a folder that has the folders for them, and tells each one's hash.
    fn write_files(&self, folder: &Path, output: &Output, paths: &[&String]) -> Result<BTreeMap<String, String>, Failure> {
        let Self { hands, site, .. } = self;
        let hashes = work::map(paths, |path| -> Result<String, Failure> {
            let place = folder.join(path);
            let failed = |cause| Failure { action: Action::Write, path: shown(&place), cause };
            let mut file = hands.create(&place).map_err(failed)?;
            let hash = match output.files.get(*path) {
                Some(Artifact::Copy { from }) => {
                    let key = self.source_key(from);
                    let mut source = site.open(from)?;
                    let mut broken = None;
                    let mut reader = Noting { reader: &mut *source, broken: &mut broken };
                    let copied = copy(&mut reader, &mut *file);
                    match broken {
                        Some(cause) => Err(reading(from, cause)),
                        None => copied.map_err(failed).inspect(|hash| self.know_source(key, hash)),
                    }
                }
                Some(Artifact::Bytes(bytes)) => {
                    file.write_all(bytes).map_err(failed)?;
                    Ok(blake3::hash(bytes).to_string())
                }
                // What was laid lies there; what is not asked for is not written.
                Some(Artifact::Laid { .. }) | None => Ok(String::new()),
            }?;
            drop(file);
            self.was_written(path, &place);
            Ok(hash)
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

/// Makes folders below one that is there, those of one depth at a time.
pub fn make_folders<'p>(hands: &dyn Hands, below: &Path, folders: impl Iterator<Item = &'p str>) -> Result<(), Failure> {
    for folders in by_depth(folders) {
        work::map(&folders, |folder| make_folder(hands, &below.join(folder))).into_iter().collect::<Result<(), _>>()?;
    }
    Ok(())
}

fn make_folder(hands: &dyn Hands, place: &Path) -> Result<(), Failure> {
    let made = hands.create_dir(place).or_else(|_| create_dir_all(hands, place));
    made.map_err(|cause| Failure { action: Action::Write, path: shown(place), cause })
}

/// The folder that a file's folder lies in.
fn outer(path: &str) -> &str {
    name::folder(name::folder(path))
}

/// Copies a plain file; a link is no plain file.
pub fn copy_file(hands: &dyn Hands, from: &Path, to: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(from)?.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let mut file = hands.create(to)?;
    copy(&mut File::open(from)?, &mut *file).map(|_| ())
}

/// Copies bit by bit and tells the hash of what was copied.
pub fn copy(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<String> {
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

/// What is told where a source cannot be read.
pub fn reading(path: &str, cause: io::Error) -> Failure {
    Failure { action: Action::Read, path: path.to_owned(), cause }
}
