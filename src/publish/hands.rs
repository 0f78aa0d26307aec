//! Every step by which a publication changes the disk, one method a system call, so that tests can stop it before any of them.
//!
//! What may not enter: the order of the steps, and reading, which changes nothing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// What changes a disk.
pub trait Hands: Sync {
    /// Makes a folder; its parent is there.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Makes a file that was not there, to be written to.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Write + '_>>;
    /// Another name for the same bytes.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file or a folder; a file there is replaced in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Exchanges two folders in one step; `false` where this system or file system cannot.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
    /// Gives a folder the rights of another.
    fn same_rights(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Brings everything written on a folder's file system to the disk, in one call.
    fn flush(&self, folder: &Path) -> io::Result<()>;
    /// Brings a folder's own entries to the disk.
    fn flush_entries(&self, folder: &Path) -> io::Result<()>;
}

/// The system's own.
pub struct System;

impl Hands for System {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Write + '_>> {
        Ok(Box::new(File::create_new(path)?))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<bool> {
        Ok(false)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn same_rights(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::set_permissions(to, fs::metadata(from)?.permissions())
    }

    #[cfg(target_os = "linux")]
    fn flush(&self, folder: &Path) -> io::Result<()> {
        Ok(rustix::fs::syncfs(File::open(folder)?)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn flush(&self, folder: &Path) -> io::Result<()> {
        // Without a call for all of them, each file is brought to the disk by itself.
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry?;
            if entry.file_type().is_file() {
                File::options().write(true).open(entry.path())?.sync_all()?;
            }
        }
        Ok(())
    }

    #[cfg(unix)]
    fn flush_entries(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some file systems know no such thing for folders.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            other => other,
        }
    }

    #[cfg(not(unix))]
    fn flush_entries(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Why a folder may not be written to by whoever runs this; nothing where it may, and of what is not there or no folder.
#[cfg(unix)]
pub fn not_writable(folder: &Path) -> Option<io::Error> {
    use rustix::fs::{Access, access};
    use rustix::io::Errno;
    let refused = access(folder, Access::WRITE_OK | Access::EXEC_OK).err()?;
    (matches!(refused, Errno::ACCESS | Errno::ROFS | Errno::PERM) && folder.is_dir()).then(|| refused.into())
}

/// Why a folder may not be written to; elsewhere than on Unix the writing itself tells.
#[cfg(not(unix))]
pub fn not_writable(_folder: &Path) -> Option<io::Error> {
    None
}

/// Writes a file that was not there, whole.
pub fn write(hands: &dyn Hands, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = hands.create(path)?;
    file.write_all(bytes)?;
    file.flush()
}

/// Makes a folder and those above it, where they are missing.
pub fn create_dir_all(hands: &dyn Hands, path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        create_dir_all(hands, parent)?;
    }
    match hands.create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if path.is_dir() {
                Ok(())
            } else {
                Err(io::Error::from(io::ErrorKind::NotADirectory))
            }
        }
        other => other,
    }
}

/// Removes a folder with everything in it, the file of one name last; links are removed, not followed.
pub fn remove_all(hands: &dyn Hands, folder: &Path, last: &str) -> io::Result<()> {
    let last = folder.join(last);
    for entry in walkdir::WalkDir::new(folder).min_depth(1).contents_first(true) {
        let entry = entry?;
        let is_folder = entry.file_type().is_dir();
        if is_folder || entry.path() != last {
            let removed = if is_folder { hands.remove_dir(entry.path()) } else { hands.remove_file(entry.path()) };
            absent_is_fine(removed)?;
        }
    }
    absent_is_fine(hands.remove_file(&last))?;
    absent_is_fine(hands.remove_dir(folder))
}

/// What shall be gone may be gone already.
pub fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
