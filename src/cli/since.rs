//! `--since REV`: what a site said in an earlier revision, to tell what a change brought.

use std::collections::BTreeSet;

use super::Stop;
use crate::judge::{Known, brought};
use crate::pipeline::{self, Caches, Checked, Request};
use crate::world::{Disk, Overlay};

/// A site as it was.
pub struct Past {
    changed: BTreeSet<String>,
    known: Vec<Known>,
}

impl Past {
    /// Asks git what was otherwise in a revision, and checks the site as it was, by the same request.
    pub fn ask(world: &Disk, revision: &str, request: &Request, caches: &mut Caches) -> Result<Self, Stop> {
        let earlier = world.since(revision).map_err(|silence| {
            let (message, help) = silence.message();
            Stop::wrong_use(message, help)
        })?;
        let changed: BTreeSet<String> = earlier.iter().map(|file| file.path.clone()).collect();
        let mut then = Overlay::new(world);
        then.files = earlier.into_iter().map(|file| (file.path, file.bytes)).collect();
        let checked = pipeline::check(&then, request, caches)?;
        let known = checked.diagnostics.iter().map(|diagnostic| Known::of(diagnostic, &checked.site.sources)).collect();
        Ok(Self { changed, known })
    }

    /// Leaves the findings that the change brought.
    pub fn narrow(&self, checked: &mut Checked) {
        let all = std::mem::take(&mut checked.diagnostics);
        checked.diagnostics = brought(all, &checked.site.sources, &self.known, |path| self.changed.contains(path));
    }
}
