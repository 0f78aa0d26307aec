//! Computing in parallel, and the caches: what was parsed, remembered as bytes by content and in parts, and what was rendered, in memory
//! or in any other store; with values as exact bytes, which keys are made of.
//!
//! The only room with threads for computing. It knows neither files nor meaning: `world` stores the bytes.

mod cache;
mod exact;
mod parts;
mod ranks;
mod store;

pub use cache::{Cache, HEAD, Key, headed, is_stored, unwrapped, wrapped};
pub use exact::{exact, exact_but_places};
pub use parts::Parts;
pub use store::{Make, Store};

use std::sync::OnceLock;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Threads of somebody's own, so that what is done in them never waits for what else is computed.
#[derive(Debug, Default)]
pub struct Threads(OnceLock<Option<ThreadPool>>);

impl Threads {
    /// Does something in them; where the system gives no threads, in the caller's own.
    pub fn run<U: Send>(&self, what: impl FnOnce() -> U + Send) -> U {
        match self.0.get_or_init(|| ThreadPoolBuilder::new().build().ok()) {
            Some(threads) => threads.install(what),
            None => what(),
        }
    }
}

/// Maps in parallel and keeps the order. Where there is one thread for it (`RAYON_NUM_THREADS=1`), the caller's own does it, in order.
pub fn map<T: Sync, U: Send>(items: &[T], change: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    if rayon::current_num_threads() == 1 {
        return items.iter().map(change).collect();
    }
    items.par_iter().with_max_len(share(items.len())).map(change).collect()
}

/// How many of so many things a thread takes at once. Left to itself, rayon cuts work into a few large pieces, and the last one to be done
/// leaves the other threads waiting.
fn share(many: usize) -> usize {
    many.div_ceil(PIECES).max(1)
}

/// The pieces that work is cut into.
const PIECES: usize = 64;

/// Maps in parallel and keeps the order, one thread as in [`map`]; each thing is gone as soon as it was mapped.
pub fn map_into<T: Send, U: Send>(items: Vec<T>, change: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    if rayon::current_num_threads() == 1 {
        return items.into_iter().map(change).collect();
    }
    // Things that take long may stand side by side, so that few are taken at once.
    items.into_par_iter().with_max_len(FEW).map(change).collect()
}

/// How many things a thread takes at once from those that may take long.
const FEW: usize = 4;

/// Does two things at once, where there are threads for it.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    if rayon::current_num_threads() == 1 {
        return (one(), other());
    }
    rayon::join(one, other)
}

/// Makes something of each of so many things by its place, in parallel, keeps the order and leaves out those that are none.
pub fn gather<U: Send>(places: impl IntoIterator<Item = usize>, make: impl Fn(usize) -> Option<U> + Sync + Send) -> Vec<U> {
    let places: Vec<usize> = places.into_iter().collect();
    places.par_iter().with_max_len(share(places.len())).filter_map(|place| make(*place)).collect()
}
