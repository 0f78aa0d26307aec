//! What is answered to a path: a pure function of what is being shown.

use std::sync::Arc;

use super::address;
use super::shown::Shown;
use crate::output::{Artifact, hexadecimal, name};
use crate::work::Key;

/// Where the overlay's script lies; the theme's files lie in the same folder and never have this name.
const SCRIPT: &str = "_/serve.js";
/// Where its style lies.
const STYLE: &str = "_/serve.css";
/// Where the findings lie.
const FINDINGS: &str = "_/serve.json";
/// Below it, by the path of a page: the mark of what is shown there now.
const PAGE: &str = "_/serve/page/";

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The content type.
    pub content_type: &'static str,
    /// Where to go instead.
    pub location: Option<String>,
    /// What is sent.
    pub body: Body,
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Bytes in memory.
    Bytes(Arc<[u8]>),
    /// A file of the site's folder.
    File(String),
}

/// The answer to the path of a URL.
pub fn answer(shown: &Shown, requested: &str) -> Answer {
    let Some(path) = address::path(requested) else { return text(400, "400") };
    match path.as_str() {
        SCRIPT => return found(SCRIPT, Arc::from(include_bytes!("overlay.js").as_slice())),
        STYLE => return found(STYLE, Arc::from(include_bytes!("overlay.css").as_slice())),
        FINDINGS => return found(FINDINGS, Arc::clone(&shown.findings)),
        _ => {}
    }
    if let Some(page) = path.strip_prefix(PAGE) {
        let file = if page.is_empty() || page.ends_with('/') { format!("{page}index.html") } else { page.to_owned() };
        let bytes = [file.as_str(), "404.html"].into_iter().find_map(|file| match shown.find(file) {
            Some(Artifact::Bytes(bytes)) => Some(mark(&bytes)),
            _ => None,
        });
        return text(200, &bytes.unwrap_or_default());
    }
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
    match shown.find(&file) {
        Some(Artifact::Bytes(bytes)) if is_page(&file) => found(&file, with_overlay(&bytes, shown.version)),
        Some(Artifact::Bytes(bytes)) => found(&file, bytes),
        Some(Artifact::Copy { from }) if from.starts_with("content/") => {
            Answer { status: 200, content_type: content_type(&file), location: None, body: Body::File(from) }
        }
        Some(Artifact::Copy { .. } | Artifact::Laid { .. }) => not_found(shown),
        None if !file.ends_with("/index.html") && shown.find(&format!("{path}/index.html")).is_some() => {
            Answer { location: Some(format!("/{}/", address::encode(&path))), ..text(308, "") }
        }
        None => not_found(shown),
    }
}

/// The site's own 404 page. Its links begin at the published server's root, because it is shown at any depth; here the site lies at the
/// root.
fn not_found(shown: &Shown) -> Answer {
    match shown.find("404.html") {
        Some(Artifact::Bytes(bytes)) => {
            let page = String::from_utf8_lossy(&bytes);
            let below = shown.base_url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
            let page = if below.is_empty() { page } else { page.replace(&format!("\"/{below}"), "\"/").into() };
            Answer { status: 404, ..found("404.html", with_overlay(page.as_bytes(), shown.version)) }
        }
        _ if shown.version == 0 => {
            let waiting =
                b"<!doctype html><html lang=\"nb\"><head><meta charset=\"utf-8\"><title>Saksgang</title></head><body></body></html>";
            Answer { status: 503, ..found("index.html", with_overlay(waiting, 0)) }
        }
        _ => {
            let page =
                b"<!doctype html><html lang=\"nb\"><head><meta charset=\"utf-8\"><title>404</title></head><body><h1>404</h1></body></html>";
            Answer { status: 404, ..found("404.html", with_overlay(page, shown.version)) }
        }
    }
}

fn text(status: u16, words: &str) -> Answer {
    Answer { status, content_type: "text/plain; charset=utf-8", location: None, body: Body::Bytes(words.as_bytes().into()) }
}

fn found(path: &str, bytes: Arc<[u8]>) -> Answer {
    Answer { status: 200, content_type: content_type(path), location: None, body: Body::Bytes(bytes) }
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// Tells one state of a page from another.
fn mark(page: &[u8]) -> String {
    hexadecimal::digits(Key::of(&[page]).0.iter().take(8))
}

/// A page with the overlay's script and style. The script is told what is shown and the page's mark, so that it knows of a newer one.
fn with_overlay(page: &[u8], version: u64) -> Arc<[u8]> {
    let mark = mark(page);
    let script = format!("<script src=\"/{SCRIPT}\" data-version=\"{version}\" data-page=\"{mark}\" defer></script>");
    let tags = format!("<link rel=\"stylesheet\" href=\"/{STYLE}\">{script}");
    let end = page.windows(7).position(|window| window.eq_ignore_ascii_case(b"</head>"));
    let (before, after) = page.split_at_checked(end.unwrap_or(page.len())).unwrap_or((page, &[]));
    [before, tags.as_bytes(), after].concat().into()
}

/// The content type of a file, by its name.
fn content_type(path: &str) -> &'static str {
    match name::extension(path).map(str::to_ascii_lowercase).as_deref() {
        Some("html" | "htm") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("xml") => "application/xml",
        Some("atom") => "application/atom+xml",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("txt" | "md" | "log") => "text/plain; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("tsv") => "text/tab-separated-values; charset=utf-8",
        Some("yaml" | "yml") => "application/yaml",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("pptx") => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        Some("ods") => "application/vnd.oasis.opendocument.spreadsheet",
        Some("odp") => "application/vnd.oasis.opendocument.presentation",
        Some("doc") => "application/msword",
        Some("xls") => "application/vnd.ms-excel",
        Some("ppt") => "application/vnd.ms-powerpoint",
        Some("rtf") => "application/rtf",
        Some("zip") => "application/zip",
        Some("mp4" | "m4v") => "video/mp4",
        Some("webm") => "video/webm",
        Some("mp3") => "audio/mpeg",
        Some("m4a") => "audio/mp4",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Output;

    fn shown() -> Shown {
        let mut output = Output::default();
        output.put("index.html", *b"<html><head></head>front");
        output.put("m\u{f8}te/index.html", *b"<html><HEAD></HEAD>meeting");
        output.put("404.html", *b"<head></head><a href=\"/site/sok/\">");
        output.put("_/site.css", *b"css");
        output.copy("a/plan.pdf", "content/a/plan.pdf");
        output.copy("secret", "../secret");
        Shown { version: 3, newest: Arc::new(output), base_url: "https://example.org/site/".to_owned(), ..Shown::default() }
    }

    fn body(answer: &Answer) -> String {
        match &answer.body {
            Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Body::File(path) => format!("file {path}"),
        }
    }

    #[test]
    fn pages_come_with_the_overlay_and_other_files_as_they_are() {
        let front = answer(&shown(), "/");
        assert_eq!((front.status, front.content_type), (200, "text/html; charset=utf-8"));
        assert!(body(&front).contains("defer></script></head>front"), "{}", body(&front));
        let mark = body(&answer(&shown(), "/_/serve/page/"));
        assert!(body(&front).contains(&format!("data-version=\"3\" data-page=\"{mark}\"")), "{}", body(&front));
        assert_ne!(mark, body(&answer(&shown(), "/_/serve/page/m%C3%B8te/")));
        assert!(body(&answer(&shown(), "/m%C3%B8te/")).contains("</script></HEAD>meeting"));
        assert_eq!(body(&answer(&shown(), "/_/site.css")), "css");
        let plan = answer(&shown(), "/a/plan.pdf");
        assert_eq!((body(&plan).as_str(), plan.content_type), ("file content/a/plan.pdf", "application/pdf"));
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected() {
        let answer = answer(&shown(), "/m%C3%B8te");
        assert_eq!((answer.status, answer.location.as_deref()), (308, Some("/m%C3%B8te/")));
    }

    #[test]
    fn what_is_not_there_gets_the_sites_own_page_with_links_to_this_server() {
        for path in ["/none/", "/secret", "/index.html/", "/site.toml", "/content/a/plan.pdf"] {
            let answer = answer(&shown(), path);
            assert_eq!(answer.status, 404, "{path}");
            assert!(body(&answer).contains("href=\"/sok/\""), "{path}");
        }
        assert_eq!(answer(&shown(), "/%2e%2e/site.toml").status, 400);
        assert_eq!(answer(&Shown::nothing_yet(), "/").status, 503);
    }

    #[test]
    fn a_hole_in_the_newest_site_is_filled_from_the_last_whole_one() {
        let mut shown = shown();
        shown.last_whole = Some(Arc::clone(&shown.newest));
        shown.newest = Arc::new(Output::default());
        assert!(body(&answer(&shown, "/")).contains("front"));
    }
}
