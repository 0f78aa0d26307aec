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

/// What is to be made.
pub enum Task {
    /// The files of a site.
    Make(Wanted),
    /// What was given up last, as the check that it was given up for failed; with the number of that check's order.
    Finish(u64),
}

/// Checks the site whenever it is ordered, with caches that stay warm, until nobody orders any more.
pub fn check(work: &Work, orders: &Receiver<u64>, tasks: &Sender<Task>, news: &Sender<News>) {
    let mut caches = Caches { kept: Kept::on(), ..Caches::recall(&work.world) };
    let threads = Threads::default();
    let mut stored = false;
    while let Ok(round) = orders.recv() {
        let since = Instant::now();
        let checked = threads.run(|| pipeline::check(&work.world, &work.request, &mut caches)).map(Arc::new);
        let made = checked.as_ref().map(|checked| Wanted { round, since, checked: Arc::clone(checked) });
        let task = made.map_or(Task::Finish(round), Task::Make);
        if news.send(News::Checked(round, checked)).is_err() || tasks.send(task).is_err() {
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
pub fn make(tasks: &Receiver<Task>, newest: &AtomicU64, news: &Sender<News>) {
    let (mut pages, mut searched) = (Cache::default(), search::Memory::default());
    let mut left = None;
    while let Ok(first) = tasks.recv() {
        let mut order = 0;
        for task in std::iter::once(first).chain(tasks.try_iter()) {
            order = match task {
                Task::Make(wanted) => left.insert(wanted).round,
                Task::Finish(order) => order,
            };
        }
        let Some(Wanted { round, since, checked }) = left.take() else { continue };
        let search = searched.files(&checked.site, checked.interface);
        let mut sent = news.send(News::Searched(round, search.clone()));
        let store = Pages { made: &pages, order, newest };
        let rendered = pipeline::render(&checked, &store, || search);
        if store.wanted() {
            pages.end_run();
            sent = sent.and_then(|()| news.send(News::Made(round, since.elapsed(), rendered.map(Box::new))));
        } else {
            left = Some(Wanted { round, since, checked });
        }
        if sent.is_err() {
            return;
        }
    }
}

/// The pages of earlier rounds, and whether those of this one are still wanted: no newer order was given.
struct Pages<'p> {
    made: &'p Cache,
    order: u64,
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
        self.newest.load(Ordering::Relaxed) == self.order
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::world::Memory;

    fn wanted(round: u64) -> Wanted {
        let world = Memory::default().with("site.toml", "format = 1\n").with("content/a.md", "---\ntype: side\ntittel: A\n---\n");
        let checked = pipeline::check(&world, &Request::default(), &mut Caches::default()).unwrap();
        Wanted { round, since: Instant::now(), checked: Arc::new(checked) }
    }

    #[test]
    fn what_was_given_up_for_a_check_that_failed_is_made_after_all_and_only_then() {
        let newest = AtomicU64::new(2);
        let ((give, tasks), (tell, news)) = (mpsc::channel(), mpsc::channel());
        std::thread::scope(|scope| {
            let newest = &newest;
            scope.spawn(move || make(&tasks, newest, &tell));
            give.send(Task::Make(wanted(1))).unwrap();
            assert!(matches!(news.recv(), Ok(News::Searched(1, _))), "it is made while the second order is there");
            give.send(Task::Finish(2)).unwrap();
            assert!(matches!(news.recv(), Ok(News::Searched(1, _))));
            let Ok(News::Made(1, _, Some(made))) = news.recv() else { panic!("the files of the first") };
            assert!(made.output.bytes("a/index.html").is_some() && made.rendered == made.pages, "no page is left out");
            newest.store(3, Ordering::Relaxed);
            give.send(Task::Finish(3)).unwrap();
            drop(give);
            assert!(news.recv().is_err(), "nothing was given up");
        });
    }
}
