//! A look at a site's folders without reading a file: what lies in them that is not listed, and what each folder's stamp is.
//!
//! A folder with its stamp of last time is not listed again. What may not enter: what the files hold.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{MAIN_SEPARATOR, Path};

use super::claim::above;
use super::manifest::{MANIFEST, Manifest};
use super::stamp::Stamp;
use crate::output::name;
use crate::work;

/// Whose a folder is, and who may do what with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rights {
    mode: u32,
    user: u32,
    group: u32,
}

impl Rights {
    /// Of what was looked at.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self { mode: metadata.mode(), user: metadata.uid(), group: metadata.gid() }
    }

    /// Of what was looked at.
    #[cfg(not(unix))]
    pub fn of(metadata: &Metadata) -> Self {
        Self { mode: u32::from(metadata.permissions().readonly()), user: 0, group: 0 }
    }

    /// Whether two belong to the same.
    pub fn same_owner(self, other: Self) -> bool {
        (self.user, self.group) == (other.user, other.group)
    }
}

/// A folder of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its stamp, taken before it was listed; none where something else than ours lies in it.
    pub stamp: Option<Stamp>,
    /// Whether it is the one that was remembered: then it has the entries of then.
    pub as_remembered: bool,
}

/// What a look found.
#[derive(Debug, Default)]
pub struct Look {
    /// The folders that listed files lie in and that are there, by path; the site's own is the empty path.
    pub folders: HashMap<String, Seen>,
    /// What is neither listed nor ours, nor a folder of what is: files, links and empty folders, sorted.
    pub foreign: Vec<String>,
    /// The site's own folder.
    pub root: Option<Rights>,
    /// Every kind of rights that its folders have, each with a folder that has them.
    pub rights: BTreeMap<Rights, String>,
}

impl Look {
    /// The stamps of these folders, as far as they may be remembered.
    pub fn settled(&self, folders: &[&str], now: i128) -> Vec<Option<Stamp>> {
        let stamp = |path: &&str| self.folders.get(*path).and_then(|seen| seen.stamp).filter(|stamp| stamp.is_settled(now));
        folders.iter().map(stamp).collect()
    }
}

/// The folders that listed files lie in, each before those in it; the site's own is the empty path.
pub fn folders(manifest: &Manifest) -> Vec<&str> {
    let (mut found, mut last) = (vec![""], "");
    // What lies in one folder stands together, so a folder that the path before lies in too has been found.
    for path in manifest.files.keys() {
        found.extend(above(path).filter(|folder| !last.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))));
        last = path;
    }
    found.sort_unstable();
    found
}

/// Looks at a site's folders; `remembered` are their stamps of last time, in the order of [`folders`].
pub fn look(root: &Path, manifest: &Manifest, remembered: &[Option<Stamp>]) -> io::Result<Look> {
    let folders = folders(manifest);
    let remembered = if remembered.len() == folders.len() { remembered } else { &[] };
    let found: Vec<Option<Metadata>> = work::map(&folders, |path| place(root, path).symlink_metadata().ok().filter(Metadata::is_dir));
    let (mut there, mut looked) = (HashSet::new(), Look::default());
    let mut changed = Vec::new();
    for (n, (path, found)) in folders.iter().zip(found).enumerate() {
        // What lies behind a link, or below a file, is not the site's.
        let above = name::folder(path);
        let Some(found) = found.filter(|_| path.is_empty() || there.contains(above)) else { continue };
        there.insert(*path);
        let stamp = Stamp::of(&found);
        let as_remembered = stamp.is_some() && remembered.get(n).is_some_and(|remembered| *remembered == stamp);
        if !as_remembered {
            changed.push(*path);
        }
        looked.folders.insert((*path).to_owned(), Seen { stamp, as_remembered });
        if path.is_empty() {
            looked.root = Some(Rights::of(&found));
        } else {
            looked.rights.entry(Rights::of(&found)).or_insert_with(|| (*path).to_owned());
        }
    }
    let ours: HashSet<&str> = folders.into_iter().collect();
    let listed = work::map(&changed, |path| unlisted(root, path, manifest, &ours));
    for (path, foreign) in changed.into_iter().zip(listed) {
        let foreign = foreign?;
        if let Some(seen) = looked.folders.get_mut(path).filter(|_| !foreign.is_empty()) {
            // It is listed every time: a folder that is known by its stamp has nothing but ours in it.
            seen.stamp = None;
        }
        looked.foreign.extend(foreign);
    }
    looked.foreign.sort_unstable();
    Ok(looked)
}

/// What lies in one folder of a site and is neither listed, nor our own, nor a folder of what is.
pub fn unlisted(root: &Path, folder: &str, manifest: &Manifest, ours: &HashSet<&str>) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(place(root, folder))? {
        let entry = entry?;
        let name = entry.file_name();
        let path = name.to_str().map(|name| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
        let is_folder = entry.file_type()?.is_dir();
        let known = path.as_deref().is_some_and(|path| match is_folder {
            true => ours.contains(path),
            false => path == MANIFEST || manifest.files.contains_key(path),
        });
        if known {
            continue;
        }
        for below in walkdir::WalkDir::new(entry.path()).follow_root_links(false) {
            let below = below?;
            let counts = !below.file_type().is_dir() || fs::read_dir(below.path())?.next().is_none();
            if let (true, Ok(path)) = (counts, below.path().strip_prefix(root)) {
                found.push(path.to_string_lossy().replace(MAIN_SEPARATOR, "/"));
            }
        }
    }
    Ok(found)
}

/// The listed files that have their stamp of last time, and so their bytes.
pub fn stood(root: &Path, manifest: &Manifest, look: &Look, remembered: &[Option<Stamp>]) -> HashMap<String, Stamp> {
    if remembered.len() != manifest.files.len() {
        return HashMap::new();
    }
    let asked: Vec<_> = manifest.files.keys().zip(remembered).filter_map(|(path, stamp)| Some((path, (*stamp)?))).collect();
    let is = work::map(&asked, |(path, stamp)| {
        let folder = name::folder(path);
        look.folders.contains_key(folder) && Stamp::of_file(&root.join(path)) == Some(*stamp)
    });
    asked.into_iter().zip(is).filter(|(_, is)| *is).map(|((path, stamp), _)| (path.clone(), stamp)).collect()
}

/// Where a folder of a site lies; the empty path is the site's own.
pub fn place(root: &Path, folder: &str) -> std::path::PathBuf {
    if folder.is_empty() { root.to_path_buf() } else { root.join(folder) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_folder_is_found_once_wherever_its_files_stand() {
        let paths = ["a/x", "a-b/y", "a/b/c/z", "a/b.c/z", "a/b/d", "ab/e", "a0/f", "b", "å/1/2/3", "å/1.txt", "å/10/2"];
        let manifest = Manifest::of(paths.iter().map(|path| ((*path).to_owned(), String::new())).collect());
        let expected: BTreeSet<&str> = paths.iter().flat_map(|path| above(path)).chain([""]).collect();
        assert_eq!(folders(&manifest), expected.into_iter().collect::<Vec<_>>());
    }
}
