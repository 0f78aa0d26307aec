//! Whether a folder may be published to, and whether a site's paths may be written at all.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Refusal;
use super::hands::{self, Hands};
use super::look::{Look, look};
use super::manifest::{MANIFEST, Manifest};
use super::stage::{INSIDE, MARKER};
use super::stamp::{Stamp, Stamps};
use crate::output::Output;
use crate::work;
use crate::work::Key;
use crate::world::{Action, Disk, Failure, OWN_FOLDER, shown};

/// The folder published to, and where the next site is made.
#[derive(Debug)]
pub struct Folder {
    /// Where the site shall lie; links resolved.
    pub target: PathBuf,
    /// Where the next site is made, and where the last one goes when they are exchanged: beside the folder.
    pub staging: PathBuf,
    /// Where the changed files are made when folders cannot be exchanged: in the folder.
    pub inside: PathBuf,
}

/// What lies in a folder that may be published to.
#[derive(Debug)]
pub struct Claimed {
    /// What the last publication listed.
    pub last: Manifest,
    /// The key of that list.
    pub key: Key,
    /// The stamp of the file that holds it, taken before it was read.
    pub listed: Option<Stamp>,
    /// The folders that are there. What no publication made is to be carried over.
    pub look: Look,
    /// What was remembered of this list's files and folders.
    pub stamps: Stamps,
}

/// Refuses a site with a path that leads out of it, is one of our own names, or leads through another file.
pub fn refuse_unsafe(output: &Output) -> Result<(), Refusal> {
    let through_file = |path: &str| above(path).any(|above| output.files.contains_key(above));
    let paths: Vec<&String> = output.files.keys().collect();
    let refused = work::map(&paths, |path| !is_safe(path) || through_file(path));
    match paths.into_iter().zip(refused).find(|(_, refused)| *refused) {
        Some((path, _)) => Err(Refusal::Unsafe { path: path.clone() }),
        None => Ok(()),
    }
}

/// The folders that a path of the site lies in, the outermost first.
pub fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(move |(at, _)| path.get(..at))
}

/// Whether a path stays in its folder, on every system.
pub fn is_safe(path: &str) -> bool {
    let drive = cfg!(windows) && path.contains(':');
    path != MANIFEST
        && path != MARKER
        && path.split('/').next() != Some(INSIDE)
        && !drive
        && !path.contains(|c: char| c == '\\' || c.is_control())
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Where the folder really lies. It may not lie in what the site is made from, nor hold the site.
pub fn resolve(hands: &dyn Hands, site: &Disk, target: &Path) -> Result<Folder, Refusal> {
    let failed = |cause| Failure { action: Action::Write, path: target.display().to_string(), cause };
    let absolute = std::path::absolute(target).map_err(failed)?;
    let target = match absolute.canonicalize() {
        Ok(target) => target,
        Err(_) => {
            let parent = absolute.parent().unwrap_or(&absolute);
            let made = hands::create_dir_all(hands, parent).and_then(|()| parent.canonicalize());
            made.map_err(failed)?.join(absolute.file_name().unwrap_or_default())
        }
    };
    let root = site.root().canonicalize().map_err(failed)?;
    let own = ["content", "themes", OWN_FOLDER].map(|name| root.join(name));
    let (Some(name), Some(parent)) = (target.file_name(), target.parent()) else {
        return Err(Refusal::Entangled { folder: shown(&target) });
    };
    if root.starts_with(&target) || own.iter().any(|own| target.starts_with(own)) {
        return Err(Refusal::Entangled { folder: shown(&target) });
    }
    let staging = parent.join(format!(".{}.saksgang-new", name.to_string_lossy()));
    Ok(Folder { staging, inside: target.join(INSIDE), target })
}

/// Claims the folder: absent, empty, or ours. What we did not make is refused, or, where that is asked for, to be carried over. `stamps`
/// are bytes that an earlier publication left, if there are any.
pub fn claim(folder: &Folder, keep_foreign: bool, stamps: Option<&[u8]>) -> Result<Claimed, Refusal> {
    let target = &folder.target;
    let failed = |cause| Failure { action: Action::List, path: shown(target), cause };
    let empty = match fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed(error).into()),
    };
    if empty {
        let last = Manifest::default();
        return Ok(Claimed { key: last.key(), last, listed: None, look: Look::default(), stamps: Stamps::default() });
    }
    let listed = Stamp::of_file(&target.join(MANIFEST));
    let unreadable = |cause| Failure { action: Action::Read, path: shown(&target.join(MANIFEST)), cause };
    let Some(last) = Manifest::read(target).map_err(unreadable)? else { return Err(Refusal::NotOurs { folder: shown(target) }) };
    let key = last.key();
    let stamps = stamps.map(|stamps| Stamps::from_bytes(stamps, key)).unwrap_or_default();
    let look = look(target, &last, &stamps.folders).map_err(failed)?;
    if !look.foreign.is_empty() && !keep_foreign {
        return Err(Refusal::Foreign { folder: shown(target), files: look.foreign });
    }
    Ok(Claimed { last, key, listed, look, stamps })
}

/// Refuses where another site was published to the folder since it was claimed, which no lock keeps out until something is staged.
pub fn refuse_overtaken(folder: &Folder, claimed: &Claimed) -> Result<(), Refusal> {
    let Folder { target, .. } = folder;
    let unreadable = |cause| Failure { action: Action::Read, path: shown(&target.join(MANIFEST)), cause };
    let listed = Stamp::of_file(&target.join(MANIFEST));
    let same = listed.is_some() && listed == claimed.listed
        || Manifest::read(target).map_err(unreadable)?.is_none_or(|stands| stands.key() == claimed.key);
    if same { Ok(()) } else { Err(Refusal::Busy { process: None }) }
}

/// Refuses a site that has a file of its own where one lies that is to be carried over.
pub fn refuse_in_the_way(folder: &Folder, claimed: &Claimed, output: &Output) -> Result<(), Refusal> {
    if claimed.look.foreign.is_empty() {
        return Ok(());
    }
    let target = &folder.target;
    let folders: HashSet<&str> = output.files.keys().flat_map(|path| above(path)).collect();
    let stands = |kept: &&String| {
        let is_folder = target.join(kept).is_dir();
        let same_place = output.files.contains_key(*kept) || (!is_folder && folders.contains(kept.as_str()));
        same_place || above(kept).any(|above| output.files.contains_key(above))
    };
    match claimed.look.foreign.iter().find(stands) {
        Some(path) => Err(Refusal::InTheWay { folder: shown(target), path: path.clone() }),
        None => Ok(()),
    }
}

/// Refuses a published folder that may only be read, before anything is changed: its files could not be removed afterwards. A folder in it
/// that others made and that is carried over is theirs. Of folders with the same rights one is tried.
pub fn refuse_read_only(target: &Path, look: &Look) -> Result<(), Failure> {
    let inner = look.rights.values().map(|folder| target.join(folder));
    let refused = std::iter::once(target.to_path_buf()).chain(inner).find_map(|folder| Some((hands::not_writable(&folder)?, folder)));
    match refused {
        Some((cause, folder)) => Err(Failure { action: Action::Write, path: shown(&folder), cause }),
        None => Ok(()),
    }
}
