//! The site on this machine while it is written: watch, rebuild, serve, reload, and the findings laid over the page.
//!
//! Keeps the last good site in memory. What may not enter: publishing, and anything that other machines can reach.

pub mod address;
mod answer;
mod edits;
mod findings;
mod http;
mod patience;
mod shown;
mod watch;
mod workers;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use crate::diagnostic::Tongue;
use crate::pipeline::Request;
use crate::world::{Action, Disk, Failure};
use edits::{News, Orders};
use shown::Shown;
use workers::Work;

/// What a running server tells, for whoever started it to show.
#[derive(Debug)]
pub enum Told {
    /// It listens; requests are answered once the first build is done.
    Listening(SocketAddr),
    /// A build is done.
    Built {
        /// How long it took.
        took: Duration,
        /// Pages in all, and how many of them were made now.
        pages: (usize, usize),
        /// Findings at error level, faults of the theme included.
        errors: usize,
        /// Findings at warning level.
        warnings: usize,
    },
    /// A build failed; the last good site is still shown.
    Failed(Failure),
}

/// Serves a site on 127.0.0.1 until it is interrupted. Port 0 takes a free one.
///
/// # Errors
/// When the port cannot be used, or the folder cannot be watched.
pub fn serve(world: Disk, request: Request, port: u16, tongue: Tongue, tell: impl Fn(Told) + Send + Sync + 'static) -> Result<(), Failure> {
    let asked = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let failed = |cause: io::Error| Failure { action: Action::Listen, path: asked.to_string(), cause };
    let listener = TcpListener::bind(asked).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let (heard, news) = std::sync::mpsc::channel();
    let changed = heard.clone();
    let watching = watch::watch(world.root(), move |change| {
        let _ = changed.send(News::Change(change));
    })?;
    tell(Told::Listening(address));

    let (show, shown) = tokio::sync::watch::channel(Arc::new(Shown::nothing_yet()));
    let work = Work { world: world.clone(), request, tongue };
    let (order, orders) = std::sync::mpsc::channel();
    let (found, tasks) = std::sync::mpsc::channel();
    let newest = Arc::new(AtomicU64::new(0));
    let (checker, checks, asked_for) = (work.clone(), heard.clone(), Arc::clone(&newest));
    std::thread::spawn(move || workers::check(&checker, &orders, &found, &checks));
    std::thread::spawn(move || workers::make(&tasks, &asked_for, &heard));
    std::thread::spawn(move || edits::follow(&work, watching, &news, &Orders { order, newest }, &show, &tell));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let ended = runtime.block_on(http::listen(listener, shown, Arc::new(world)));
    // Open event streams never end by themselves.
    runtime.shutdown_background();
    ended.map_err(failed)
}
