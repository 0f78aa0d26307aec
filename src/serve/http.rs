//! HTTP: from requests to answers and back. Knows headers, and nothing of what is served.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body as HttpBody;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch::Receiver;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::address::{is_own_name, is_own_origin};
use super::answer::{Answer, Body, answer};
use super::patience::Patient;
use super::shown::Shown;
use crate::world::{Disk, Failure, World};

/// Where builds are announced.
const EVENTS: &str = "/_/serve/events";

#[derive(Clone)]
struct Serving {
    shown: Receiver<Arc<Shown>>,
    world: Arc<Disk>,
}

/// Answers until interrupted.
pub async fn listen(listener: TcpListener, shown: Receiver<Arc<Shown>>, world: Arc<Disk>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = Router::new().fallback(respond).with_state(Serving { shown, world });
    tokio::select! {
        ended = axum::serve(Patient::new(listener), router) => ended,
        interrupted = tokio::signal::ctrl_c() => interrupted,
    }
}

async fn respond(State(serving): State<Serving>, request: Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_own_name(host) {
        return (StatusCode::MISDIRECTED_REQUEST, "only for this machine").into_response();
    }
    // A page elsewhere may not read along, and may not make a browser of this machine ask for it.
    let origin = request.headers().get(header::ORIGIN);
    if origin.is_some_and(|origin| !origin.to_str().is_ok_and(is_own_origin)) {
        return (StatusCode::FORBIDDEN, "only for this machine").into_response();
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    if request.uri().path() == EVENTS {
        return events(serving.shown).into_response();
    }
    let shown = Arc::clone(&serving.shown.borrow());
    let path = request.uri().path().to_owned();
    // A page that is made now takes a moment, which no other connection waits for.
    match tokio::task::spawn_blocking(move || answer(&shown, &path)).await {
        Ok(answer) => sent(answer, move |path| serving.world.read(path)).await,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// One event for the build that is shown now, and one for each that follows.
fn events(shown: Receiver<Arc<Shown>>) -> impl IntoResponse {
    let builds = WatchStream::new(shown).filter(|shown| shown.version > 0);
    Sse::new(builds.map(|shown| Ok::<_, Infallible>(Event::default().data(shown.version.to_string())))).keep_alive(KeepAlive::default())
}

async fn sent(answer: Answer, read: impl FnOnce(&str) -> Result<Vec<u8>, Failure> + Send + 'static) -> Response {
    let body = match answer.body {
        Body::Bytes(bytes) => bytes.to_vec(),
        Body::File(path) => match tokio::task::spawn_blocking(move || read(&path)).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => return StatusCode::NOT_FOUND.into_response(),
            Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
    };
    let mut response = Response::new(HttpBody::from(body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or_default();
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_TYPE, answer.content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    if answer.content_type == "image/svg+xml" {
        // Opened by itself, a drawing is a page of its own that could run scripts here.
        headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static("script-src 'none'"));
    }
    if let Some(location) = answer.location.and_then(|location| header::HeaderValue::from_str(&location).ok()) {
        headers.insert(header::LOCATION, location);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_that_fails_is_never_an_empty_file() {
        let file = Answer { status: 200, content_type: "text/plain", location: None, body: Body::File("a.txt".to_owned()) };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let status = |response: Response| response.status().as_u16();
        assert_eq!(status(runtime.block_on(sent(file.clone(), |path| Ok(path.into())))), 200);
        assert_eq!(status(runtime.block_on(sent(file, |path| panic!("reading {path}")))), 500);
    }
}
