//! What runs remember for each other: the caches, and how parsed things become bytes in them.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Kept;
use crate::work::{Cache, Key, Parts};
use crate::world::World;

/// What is remembered between runs of one process, and stored between processes.
#[derive(Debug, Default)]
pub struct Caches {
    /// Parsed files, by path and content.
    pub parsed: Parts,
    /// Which of them the rules that look at one document alone found nothing in, by their content and what else that depends on.
    pub silent: Cache,
    /// What is inside attachments, by path, size, time and inode.
    pub inspected: Cache,
    /// Rendered pages, by template, view and theme; for runs of this process alone, as a published folder is a store of its own.
    pub rendered: Cache,
    /// Texts as they were read, for a process that looks at the same site again and again.
    pub kept: Kept,
}

impl Caches {
    /// What earlier processes left.
    #[must_use]
    pub fn recall(world: &dyn World) -> Self {
        let of = |name| world.recall(name).map_or_else(Cache::default, Cache::from_bytes);
        let (rendered, kept) = (Cache::default(), Kept::default());
        Self { parsed: Parts::recall(|n| world.recall(&part(n))), silent: of("silent"), inspected: of("inspected"), rendered, kept }
    }

    /// Ends a run that keeps nothing for other processes.
    pub fn end_run(&mut self) {
        self.parsed.end_run(|_, _| ());
        for cache in [&mut self.silent, &mut self.inspected, &mut self.rendered] {
            if cache.was_used() {
                cache.end_run();
            }
        }
    }

    /// Ends a run and keeps what it left, where that is other than before. What was not part of the run is left as it is.
    pub fn remember(&mut self, world: &dyn World) {
        if self.rendered.was_used() {
            self.rendered.end_run();
        }
        self.remember_read(world);
        keep(world, "silent", &mut self.silent);
    }

    /// The same for what was read, once all is read.
    pub fn remember_read(&mut self, world: &dyn World) {
        self.parsed.end_run(|n, bytes| world.remember(&part(n), &bytes));
        keep(world, "inspected", &mut self.inspected);
    }
}

/// What a part of the parsed files is kept as; the first by the name that all had in earlier versions, so that nothing of that stays.
fn part(n: u8) -> String {
    if n == 0 { "parsed".to_owned() } else { format!("parsed-{n}") }
}

fn keep(world: &dyn World, name: &str, cache: &mut Cache) {
    if cache.was_used() && cache.end_run() {
        world.remember(name, &cache.to_bytes());
    }
}

/// A value as it was remembered, or made now and remembered. Tells whether it had to be made.
pub fn or_make<T: Serialize + DeserializeOwned>(cache: &Cache, key: Key, make: impl FnOnce() -> T) -> (T, bool) {
    if let Some(value) = cache.read(&key, |bytes| postcard::from_bytes(bytes).ok()).flatten() {
        return (value, false);
    }
    let value = make();
    if let Ok(bytes) = postcard::to_stdvec(&value) {
        cache.put(key, bytes);
    }
    (value, true)
}
