//! Whether a folder may be published to, and whether a site's paths may be written at all.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Refusal;
use super::manifest::{MANIFEST, Manifest};
use crate::output::Output;
use crate::world::{Action, Disk, Failure, OWN_FOLDER};

/// The folder published to, and its two neighbours.
pub struct Folder {
    /// Where the site shall lie; links resolved.
    pub target: PathBuf,
    /// Where the next site is made.
    pub staging: PathBuf,
    /// Where the last site waits while folders are swapped in two steps.
    pub retired: PathBuf,
}

/// Refuses a site with a path that leads out of it, is one of our own names, or leads through another file.
pub fn refuse_unsafe(output: &Output) -> Result<(), Refusal> {
    let through_file =
        |path: &str| path.match_indices('/').any(|(at, _)| path.get(..at).is_some_and(|above| output.files.contains_key(above)));
    match output.files.keys().find(|path| !is_safe(path) || through_file(path)) {
        Some(path) => Err(Refusal::Unsafe { path: path.clone() }),
        None => Ok(()),
    }
}

/// Whether a path stays in its folder, on every system.
pub fn is_safe(path: &str) -> bool {
    let drive = cfg!(windows) && path.contains(':');
    path != MANIFEST
        && path != super::stage::MARKER
        && !drive
        && !path.contains(|c: char| c == '\\' || c.is_control())
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Where the folder really lies. It may not lie in what the site is made from, nor hold the site.
pub fn resolve(site: &Disk, target: &Path) -> Result<Folder, Refusal> {
    let failed = |cause| Failure { action: Action::Write, path: target.display().to_string(), cause };
    let absolute = std::path::absolute(target).map_err(failed)?;
    let target = match absolute.canonicalize() {
        Ok(target) => target,
        Err(_) => {
            let parent = absolute.parent().unwrap_or(&absolute);
            fs::create_dir_all(parent).and_then(|()| parent.canonicalize()).map_err(failed)?.join(absolute.file_name().unwrap_or_default())
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
    let beside = |suffix: &str| parent.join(format!(".{}.saksgang-{suffix}", name.to_string_lossy()));
    Ok(Folder { staging: beside("new"), retired: beside("old"), target })
}

/// Claims the folder: absent, empty, or ours with nothing in it that we did not write. Gives what the last publication listed.
pub fn claim(folder: &Folder) -> Result<Manifest, Refusal> {
    let target = &folder.target;
    let failed = |cause| Failure { action: Action::List, path: shown(target), cause };
    let empty = match fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed(error).into()),
    };
    if empty {
        return Ok(Manifest::default());
    }
    let Some(manifest) = Manifest::read(target) else { return Err(Refusal::NotOurs { folder: shown(target) }) };
    let files = foreign(target, &manifest).map_err(failed)?;
    if files.is_empty() { Ok(manifest) } else { Err(Refusal::Foreign { folder: shown(target), files }) }
}

/// What lies in a folder and is neither listed nor a folder of what is.
fn foreign(target: &Path, manifest: &Manifest) -> io::Result<Vec<String>> {
    let folders: HashSet<&Path> = manifest.files.keys().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(target).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        let Ok(path) = entry.path().strip_prefix(target) else { continue };
        let listed = match path.to_str() {
            _ if entry.file_type().is_dir() => folders.contains(path) || fs::read_dir(entry.path())?.next().is_some(),
            Some(name) => name == MANIFEST || manifest.files.contains_key(&name.replace(std::path::MAIN_SEPARATOR, "/")),
            None => false,
        };
        if !listed {
            found.push(path.display().to_string());
        }
    }
    Ok(found)
}

/// A folder as people should see it: relative to where they stand, where it lies below.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let below = here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    below.filter(|below| !below.as_os_str().is_empty()).unwrap_or_else(|| path.to_path_buf()).display().to_string()
}
