//! What `.saksgang/` keeps of each folder that a site is published to, in a folder of its own: the hashes of its pages by what they were
//! made from, what their makers leave for the next run, the stamps of what lies there, and the spare. What earlier versions and other sites
//! kept is cleared away.
//!
//! All of it may be deleted between any two steps: a publication under way fails then, and the site stays. What may not enter: how a
//! spare comes about and is used.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Refusal;
use super::hands::{Hands, absent_is_fine, remove_all, write};
use super::manifest::{MANIFEST, Manifest};
use crate::output::hexadecimal;
use crate::work::{self, Key};
use crate::world::{Action, Disk, Failure, OWN_FOLDER, World, shown};

/// How the name of such a folder begins.
const PREFIX: &str = "published-";

/// The file that holds the path of the published folder.
const TARGET: &str = "target";

/// The file that tells people what they see.
const ABOUT: &str = "LES-MEG.txt";

/// The file in `.saksgang/` that earlier versions kept every page in.
const FORMER: &str = "rendered";

const TOLD: &str = "\
Saksgang husker her hva som ligger publisert i mappa som fila «target» nevner.
«spare» er en reserve: de samme filene under andre navn (harde lenker), som neste
publisering begynner med. Ikke endre noe her. Alt sammen kan slettes når ingen
bygging er i gang; da tar neste publisering lengre tid.

Here Saksgang remembers what is published in the folder that the file “target”
names. “spare” holds the same files by other names (hard links), and the next
publication begins with it. Change nothing here. All of it may be deleted while
no build is running; the next publication then takes longer.
";

/// What is kept of one published folder.
#[derive(Debug)]
pub struct Home {
    name: String,
    folder: PathBuf,
    target: String,
}

impl Home {
    /// Where it is kept, by where the site and the published folder lie, so that what a copy of a site brings along is not its own; nowhere
    /// for a folder whose name is no text.
    pub fn of(site: &Disk, target: &Path) -> Option<Self> {
        let (root, target) = (site.root().canonicalize().ok()?, target.to_str()?.to_owned());
        let mark = Key::of(&[root.as_os_str().as_encoded_bytes(), target.as_bytes()]);
        let name = format!("{PREFIX}{}", hexadecimal::digits(mark.0.iter().take(8)));
        Some(Self { folder: site.root().join(OWN_FOLDER).join(&name), name, target })
    }

    /// Whether it is this site's own.
    fn is_own(&self, site: &Disk) -> bool {
        Self::of(site, Path::new(&self.target)).is_some_and(|own| own.name == self.name)
    }

    /// The bytes kept under a name.
    pub fn recall(&self, site: &Disk, what: &str) -> Option<Vec<u8>> {
        site.recall(&format!("{}/{what}", self.name))
    }

    /// Keeps bytes under a name.
    pub fn remember(&self, site: &Disk, what: &str, bytes: &[u8]) {
        site.remember(&format!("{}/{what}", self.name), bytes);
    }

    /// Makes the folder, with what tells people and later runs what it is for.
    pub fn settle(&self, site: &Disk) {
        if !self.folder.join(TARGET).exists() {
            self.remember(site, TARGET, self.target.as_bytes());
            self.remember(site, ABOUT, TOLD.as_bytes());
        }
    }

    /// The spare.
    pub fn spare(&self) -> PathBuf {
        self.folder.join("spare")
    }

    /// Whether there is a spare.
    pub fn has_spare(&self) -> bool {
        is_folder(&self.spare())
    }

    /// Whether the spare is known to be level with the site that a manifest lists.
    pub fn is_level_with(&self, manifest: Key) -> bool {
        fs::read_to_string(self.level()).is_ok_and(|kept| kept.trim() == hexadecimal::digits(&manifest.0))
    }

    /// Writes down that the spare is level with the site that a manifest lists.
    pub fn set_level(&self, hands: &dyn Hands, manifest: Key) -> io::Result<()> {
        write(hands, &self.level(), format!("{}\n", hexadecimal::digits(&manifest.0)).as_bytes())
    }

    /// Takes it back, before the spare is touched.
    pub fn unset_level(&self, hands: &dyn Hands) -> io::Result<()> {
        absent_is_fine(hands.remove_file(&self.level()))
    }

    /// Removes the spare. Where it is known to be ours, that is all that lies in it; else only what it or the published folder lists, as
    /// somebody may have put a file where the published folder was until now.
    pub fn discard(&self, hands: &dyn Hands) -> Result<(), Failure> {
        let (spare, ours) = (self.spare(), self.level().is_file());
        let removed = if ours { self.unset_level(hands) } else { Ok(()) };
        let removed = removed.and_then(|()| match (self.has_spare(), ours) {
            (false, _) => Ok(()),
            (true, true) => remove_all(hands, &spare, MANIFEST),
            (true, false) => remove_listed(hands, &spare, Path::new(&self.target)),
        });
        removed.map_err(|cause| Failure { action: Action::Remove, path: shown(&spare), cause })
    }

    fn level(&self) -> PathBuf {
        self.folder.join("level")
    }
}

/// What the last publication to a folder left under a name to the next; none where it left nothing.
#[must_use]
pub fn recall(site: &Disk, target: &Path, name: &str) -> Option<Vec<u8>> {
    Home::of(site, &target.canonicalize().ok()?)?.recall(site, name)
}

/// Clears away every spare that a killed run left half made, and all that is kept of folders where nothing is published any more, or that
/// another site published to: nobody would bring that spare level.
pub fn clear(hands: &dyn Hands, site: &Disk) -> Result<(), Refusal> {
    clear_former(hands, &site.root().join(OWN_FOLDER).join(FORMER))?;
    let Ok(entries) = fs::read_dir(site.root().join(OWN_FOLDER)) else { return Ok(()) };
    for entry in entries.filter_map(Result::ok) {
        let (folder, Ok(name)) = (entry.path(), entry.file_name().into_string()) else { continue };
        if !name.starts_with(PREFIX) || !is_folder(&folder) {
            continue;
        }
        let target = fs::read_to_string(folder.join(TARGET)).unwrap_or_default();
        let home = Home { name, folder, target };
        if !home.level().is_file() {
            home.discard(hands)?;
        }
        // A folder in place of a file of ours would stay in the way.
        if !home.is_own(site) || is_folder(&home.level()) || !Path::new(&home.target).join(MANIFEST).exists() {
            home.discard(hands)?;
            let removed = remove_all(hands, &home.folder, TARGET);
            removed.map_err(|cause| Failure { action: Action::Remove, path: shown(&home.folder), cause })?;
        }
    }
    Ok(())
}

/// Removes what earlier versions kept every page in, so that no withdrawn text stays there; a file of somebody else stays.
fn clear_former(hands: &dyn Hands, former: &Path) -> Result<(), Failure> {
    let is_file = former.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    if is_file && fs::read(former).is_ok_and(|bytes| work::is_stored(&bytes)) {
        let removed = absent_is_fine(hands.remove_file(former));
        removed.map_err(|cause| Failure { action: Action::Remove, path: shown(former), cause })?;
    }
    Ok(())
}

/// Removes from a spare what it lists itself or the published folder lists; it fails where something else lies in it.
fn remove_listed(hands: &dyn Hands, spare: &Path, target: &Path) -> io::Result<()> {
    let mut listed = Manifest::read(spare)?.unwrap_or_default();
    if let Some(stands) = Manifest::read(target)? {
        listed.files.extend(stands.files);
    }
    listed.remove_all(hands, spare)
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}
