//! Computing in parallel, and the two caches: what was parsed and what was rendered, remembered as bytes by content.
//!
//! The only room with threads for computing. It knows neither files nor meaning: `world` stores the bytes.

mod cache;

pub use cache::{Cache, Key};

use rayon::prelude::*;

/// Maps in parallel and keeps the order.
pub fn map<T: Sync, U: Send>(items: &[T], change: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    items.par_iter().map(change).collect()
}
