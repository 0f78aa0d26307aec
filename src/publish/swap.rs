//! Puts the staged site in the last one's place, and clears away what a killed run left.

use std::fs;
use std::io;
use std::path::Path;

use super::Refusal;
use super::claim::{Folder, shown};
use super::manifest::Manifest;
use super::stage::MARKER;
use crate::world::{Action, Failure};

/// Swaps the staged site for the last one, in one step where the system can, and removes what the last one listed.
pub fn swap(folder: &Folder, last: &Manifest) -> Result<(), Refusal> {
    let failed = |cause| Failure { action: Action::Swap, path: shown(&folder.target), cause };
    if !folder.target.exists() {
        return Ok(fs::rename(&folder.staging, &folder.target).map_err(failed)?);
    }
    let gone = if exchange(&folder.staging, &folder.target).map_err(failed)? {
        &folder.staging
    } else {
        two_steps(folder).map_err(failed)?;
        &folder.retired
    };
    Ok(last.remove_listed(gone).map_err(|cause| Failure { action: Action::Remove, path: shown(gone), cause })?)
}

/// Clears away what a killed run left beside the folder: a half-made site, or a last one that was not removed.
/// A run killed between the two steps left no folder; the last site is then put back.
pub fn recover(folder: &Folder) -> Result<(), Refusal> {
    if !folder.target.exists() && Manifest::read(&folder.retired).is_some() {
        fs::rename(&folder.retired, &folder.target).map_err(|cause| Failure {
            action: Action::Swap,
            path: shown(&folder.target),
            cause,
        })?;
    }
    for left in [&folder.staging, &folder.retired] {
        if !left.exists() {
            continue;
        }
        let cleared = match Manifest::read(left) {
            _ if left.join(MARKER).is_file() => fs::remove_dir_all(left),
            Some(manifest) => manifest.remove_listed(left),
            None => fs::remove_dir(left),
        };
        cleared.map_err(|cause| Failure { action: Action::Remove, path: shown(left), cause })?;
    }
    Ok(())
}

/// Exchanges two folders in one step; `false` where this system or file system cannot.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

/// The last site aside, the next one in; where the second step fails the first is taken back.
fn two_steps(folder: &Folder) -> io::Result<()> {
    fs::rename(&folder.target, &folder.retired)?;
    fs::rename(&folder.staging, &folder.target).or_else(|error| {
        fs::rename(&folder.retired, &folder.target)?;
        Err(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_do_what_one_does_and_a_kill_between_them_is_mended() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        let folder = Folder { target: at("public"), staging: at("new"), retired: at("old") };
        for (path, text) in [(&folder.target, "old"), (&folder.staging, "new")] {
            fs::create_dir(path).unwrap();
            fs::write(path.join("index.html"), text).unwrap();
            let mut manifest = Manifest::default();
            manifest.files.insert("index.html".to_owned(), String::new());
            manifest.write(path).unwrap();
        }
        two_steps(&folder).unwrap();
        assert_eq!(fs::read(at("public/index.html")).unwrap(), b"new");

        fs::rename(&folder.target, &folder.staging).unwrap();
        recover(&folder).unwrap();
        assert_eq!(fs::read(at("public/index.html")).unwrap(), b"old", "killed between the steps: the last site is back");
        assert!(!folder.staging.exists() && !folder.retired.exists());
    }
}
