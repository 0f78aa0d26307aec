//! Connections that a slow or broken client cannot hold: so many at once, and none on which nothing was sent for long.
//!
//! What may not enter: what is asked for and what is answered.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// Connections at once. A browser uses six; the others wait until one is closed.
const CONNECTIONS: usize = 256;

/// How long a connection is kept on which nothing is sent. An open stream of events sends a sign of life more often.
const PATIENCE: Duration = Duration::from_secs(30);

/// A listener that accepts no more than it can hold.
pub struct Patient {
    listener: TcpListener,
    free: Arc<Semaphore>,
    patience: Duration,
}

impl Patient {
    /// A listener with the usual limits.
    pub fn new(listener: TcpListener) -> Self {
        Self { listener, free: Arc::new(Semaphore::new(CONNECTIONS)), patience: PATIENCE }
    }
}

impl Listener for Patient {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let permit = Arc::clone(&self.free).acquire_owned().await.ok();
        let (stream, address) = Listener::accept(&mut self.listener).await;
        let deadline = Box::pin(sleep(self.patience));
        (Connection { stream, patience: self.patience, deadline, _permit: permit }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that ends when nothing was sent on it for too long: then its client neither finishes its request nor reads its answer.
pub struct Connection {
    stream: TcpStream,
    patience: Duration,
    deadline: Pin<Box<Sleep>>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Connection {
    /// What is still pending, or the end of patience.
    fn or_late<T>(&mut self, polled: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if polled.is_pending() && self.deadline.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        polled
    }

    fn sent(&mut self) {
        let later = Instant::now() + self.patience;
        self.deadline.as_mut().reset(later);
    }
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.or_late(polled, context)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        if matches!(polled, Poll::Ready(Ok(_))) {
            self.sent();
        }
        self.or_late(polled, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{Shutdown, TcpStream as Client};

    use axum::Router;
    use axum::routing::get;

    use super::*;

    /// A server with little patience, in a thread of its own; gives its address.
    fn serve(connections: usize, patience: Duration) -> SocketAddr {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
                let listener = TcpListener::from_std(listener).unwrap();
                let patient = Patient { listener, free: Arc::new(Semaphore::new(connections)), patience };
                axum::serve(patient, Router::new().route("/", get(|| async { "here" }))).await.unwrap();
            });
        });
        address
    }

    #[test]
    fn clients_that_never_finish_are_let_go_and_the_next_one_is_answered() {
        let address = serve(2, Duration::from_millis(200));
        let slow: Vec<Client> = (0..4)
            .map(|_| {
                let mut client = Client::connect(address).unwrap();
                client.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
                client
            })
            .collect();
        let mut client = Client::connect(address).unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        client.shutdown(Shutdown::Write).unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        assert!(answer.ends_with("here"), "both places were taken, and became free: {answer}");
        for mut client in slow {
            let mut rest = Vec::new();
            let _ = client.read_to_end(&mut rest);
            assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 4"), "it got no page");
        }
    }
}
