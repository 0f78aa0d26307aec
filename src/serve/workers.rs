//! The two threads that look at the whole site: one checks it, the other makes all its files. So a new edit is checked while the files of
//! an older one are still being made; those are then given up.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Instant;

use super::edits::News;
use crate::diagnostic::Tongue;
use crate::output::Artifact;
use crate::pages::search;
use crate::pipeline::{self, Caches, Checked, Kept, Request};
use crate::work::{Cache, Key, Store, Threads};
use crate::world::Disk;

/// What is built again and again.
#[derive(Clone)]
pub struct Work {
    /// The site.
    pub world: Disk,
    /// What it is read for.
    pub request: Request,
    /// The language of messages.
    pub tongue: Tongue,
}

/// A checked site whose files are wanted, with the number of the order and when that was given.
pub struct Wanted {
    /// The number.
    pub round: u64,
    /// When.
    pub since: Instant,
    /// The site.
    pub checked: Arc<Checked>,
}

/// Checks the site whenever it is ordered, with caches that stay warm, until nobody orders any more.
pub fn check(work: &Work, orders: &Receiver<u64>, sites: &Sender<Wanted>, news: &Sender<News>) {
    let mut caches = Caches { kept: Kept::on(), ..Caches::recall(&work.world) };
    let threads = Threads::default();
    let mut stored = false;
    while let Ok(round) = orders.recv() {
        let since = Instant::now();
        let checked = threads.run(|| pipeline::check(&work.world, &work.request, &mut caches)).map(Arc::new);
        let site = checked.as_ref().ok().map(Arc::clone);
        let told = news.send(News::Checked(round, checked));
        let wanted = site.map(|checked| sites.send(Wanted { round, since, checked }));
        if told.is_err() || wanted.is_some_and(|sent| sent.is_err()) {
            return;
        }
        // Storing costs more than a small check, so it is done once; the process keeps the rest.
        if stored {
            caches.end_run();
        } else {
            caches.remember(&work.world);
            stored = true;
        }
    }
}

/// Makes the files of the newest site that was checked: the search first, which nothing else can stand in for. Until it has made
/// them, pages are made when somebody asks for them.
pub fn make(sites: &Receiver<Wanted>, newest: &AtomicU64, news: &Sender<News>) {
    let (mut pages, mut searched) = (Cache::default(), search::Memory::default());
    while let Ok(mut wanted) = sites.recv() {
        while let Ok(newer) = sites.try_recv() {
            wanted = newer;
        }
        let Wanted { round, since, checked } = wanted;
        let search = searched.files(&checked.site);
        let mut sent = news.send(News::Searched(round, search.clone()));
        let store = Pages { made: &pages, round, newest };
        let rendered = pipeline::render(&checked, &store, || search);
        if store.wanted() {
            pages.end_run();
            sent = sent.and_then(|()| news.send(News::Made(round, since.elapsed(), rendered.map(Box::new))));
        }
        if sent.is_err() {
            return;
        }
    }
}

/// The pages of earlier rounds, and whether those of this one are still wanted.
struct Pages<'p> {
    made: &'p Cache,
    round: u64,
    newest: &'p AtomicU64,
}

impl Store for Pages<'_> {
    fn find(&self, path: &str, key: &Key) -> Option<Artifact> {
        self.made.find(path, key)
    }

    fn put(&self, path: &str, key: Option<Key>, bytes: Vec<u8>) -> Artifact {
        Store::put(self.made, path, key, bytes)
    }

    fn keep(&self, key: Key, bytes: &Arc<[u8]>) {
        self.made.keep(key, bytes);
    }

    fn noted(&self, key: &Key) -> Option<Arc<[u8]>> {
        self.made.noted(key)
    }

    fn note(&self, key: Key, bytes: Vec<u8>) {
        self.made.note(key, bytes);
    }

    fn wanted(&self) -> bool {
        self.newest.load(Ordering::Relaxed) == self.round
    }
}
