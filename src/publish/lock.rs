//! One publication at a time: of a site by a lock in its own folder, to a folder by a lock on what is being staged beside it.
//!
//! The system gives a lock back when its process ends, however that ends. So a lock file that nobody holds is a stale one, and taken.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use super::Refusal;
use crate::world::{Action, Disk, Failure, shown};

/// The lock's name in the site's own folder.
const NAME: &str = "publish.lock";

/// Held as long as it lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Takes the site's lock and writes down who has it. A site that may only be read has none; the lock on what is staged holds there too.
pub fn of_site(site: &Disk) -> Result<Option<Lock>, Refusal> {
    let own = match site.own_folder() {
        Err(failure) if is_read_only(&failure.cause) => return Ok(None),
        own => own?,
    };
    let path = own.join(NAME);
    let failed = |cause| Failure { action: Action::Lock, path: shown(&path), cause };
    let open = || File::options().create(true).truncate(false).read(true).write(true).open(&path);
    let opened = match open() {
        Err(_) if path.is_dir() => {
            // Nobody can hold a folder, and an empty one is nobody's work. What has something in it stays, and is named.
            let _ = fs::remove_dir(&path);
            if path.is_dir() {
                return Err(failed(io::ErrorKind::IsADirectory.into()).into());
            }
            open()
        }
        opened => opened,
    };
    let mut file = match opened {
        Err(cause) if is_read_only(&cause) => return Ok(None),
        opened => opened.map_err(failed)?,
    };
    take(&mut file).map_err(|taken| taken.into_refusal(failed))?;
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", std::process::id()));
    written.map_err(failed)?;
    Ok(Some(Lock { _file: file }))
}

fn is_read_only(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Takes the lock on a folder that is being staged: its marker, which holds the number of the process.
pub fn of_staging(marker: &Path) -> Result<Lock, Refusal> {
    let failed = |cause| Failure { action: Action::Lock, path: shown(marker), cause };
    let mut file = File::open(marker).map_err(failed)?;
    take(&mut file).map_err(|taken| taken.into_refusal(failed))?;
    Ok(Lock { _file: file })
}

enum Taken {
    By(Option<u32>),
    Failed(io::Error),
}

impl Taken {
    fn into_refusal(self, failed: impl Fn(io::Error) -> Failure) -> Refusal {
        match self {
            Self::By(process) => Refusal::Busy { process },
            Self::Failed(cause) => failed(cause).into(),
        }
    }
}

fn take(file: &mut File) -> Result<(), Taken> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            let mut written = String::new();
            let _ = file.take(32).read_to_string(&mut written);
            Err(Taken::By(written.trim().parse().ok()))
        }
        Err(TryLockError::Error(cause)) => Err(Taken::Failed(cause)),
    }
}
