//! Every internal link and fragment of this repository's own site leads somewhere, and no page has an id twice.
//!
//! Reads the built output and nothing else: neither the index nor the pages' views could hide a fault from it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

use std::collections::{BTreeMap, BTreeSet};

use saksgang::diagnostic::{Level, Tongue};
use saksgang::output::{Artifact, Output};
use saksgang::pipeline::{Caches, Request, build};
use saksgang::report::text::{TextOptions, render};
use saksgang::world::Disk;

/// Attributes that hold one address, and those that hold a list of them.
const ADDRESS: [&str; 6] = ["href", "src", "action", "poster", "data", "cite"];
const ADDRESSES: [&str; 1] = ["srcset"];

/// What a page says of itself: the ids it has and the addresses it names.
#[derive(Default, Debug)]
struct Page {
    ids: Vec<String>,
    addresses: Vec<String>,
}

/// Reads the start tags of a page; comments, styles and scripts are passed over.
fn read(html: &str) -> Page {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let name: String = rest[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if name.is_empty() {
            rest = &rest[1..];
            continue;
        }
        rest = attributes(&rest[1 + name.len()..], &name, &mut page);
        let closing = format!("</{name}");
        if name == "script" || name == "style" {
            rest = rest.find(&closing).map_or("", |at| &rest[at..]);
        }
    }
    page
}

/// Reads the attributes of one start tag; gives back what stands after it.
fn attributes<'h>(mut rest: &'h str, tag: &str, page: &mut Page) -> &'h str {
    let mut refresh = false;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return rest.strip_prefix('>').unwrap_or(rest);
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len()).max(1);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (written, left) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
            };
            value = unescape(written);
            rest = left;
        }
        refresh |= name == "http-equiv" && value.eq_ignore_ascii_case("refresh");
        match name.as_str() {
            "id" => page.ids.push(value),
            "content" if refresh => page.addresses.extend(value.split_once("url=").map(|(_, url)| url.to_owned())),
            name if ADDRESS.contains(&name) && !(tag == "base" || name == "data" && tag != "object") => page.addresses.push(value),
            name if ADDRESSES.contains(&name) => {
                page.addresses.extend(value.split(',').filter_map(|part| part.split_whitespace().next().map(str::to_owned)));
            }
            _ => {}
        }
    }
}

fn unescape(written: &str) -> String {
    let mut text = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let named = after.split_once(';').and_then(|(name, left)| {
            let number = match name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => name.strip_prefix('#').and_then(|number| number.parse().ok()),
            };
            let c = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{a0}',
                _ => char::from_u32(number?)?,
            };
            Some((c, left))
        });
        match named {
            Some((c, left)) => {
                text.push(c);
                rest = left;
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text + rest
}

fn percent_decoded(written: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = written.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match hex {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether an address has a scheme or a host of its own.
fn leads_out(address: &str) -> bool {
    address.starts_with("//")
        || address.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+'))
}

/// The file that an address on a page leads to; none when it climbs out of the site.
fn target(page: &str, address: &str) -> Option<String> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> =
        if address.is_empty() { page.split('/').collect() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let folder = address.ends_with('/') || matches!(address.rsplit('/').next(), Some("." | ".."));
    Some(match (folder, path.is_empty()) {
        (_, true) => "index.html".to_owned(),
        (true, false) => format!("{path}/index.html"),
        (false, false) => path,
    })
}

/// Everything that is wrong with the links of an output.
fn faults(output: &Output, base_url: &str) -> Vec<String> {
    let pages: BTreeMap<&str, Page> = output
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .filter_map(|(path, artifact)| match artifact {
            Artifact::Bytes(bytes) => Some((path.as_str(), read(std::str::from_utf8(bytes).expect("a page is UTF-8")))),
            Artifact::Copy { .. } | Artifact::Laid { .. } => None,
        })
        .collect();
    let base_path = base_url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    let mut faults = Vec::new();
    for (path, page) in &pages {
        let mut seen = BTreeSet::new();
        faults.extend(page.ids.iter().filter(|id| !seen.insert(*id)).map(|id| format!("{path}: the id “{id}” twice")));
        for address in &page.addresses {
            // Canonical links are whole. The page for 404 is shown at any depth, so it begins at the server's root.
            let whole = address.strip_prefix(base_url).filter(|_| !base_url.is_empty());
            let rooted = address.strip_prefix(base_path).filter(|_| *path == "404.html");
            let (from, address) = match whole.or(rooted) {
                Some(below) => ("index.html", if below.is_empty() { "./" } else { below }),
                None => (*path, address.as_str()),
            };
            if leads_out(address) {
                continue;
            }
            let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
            let address = percent_decoded(address.split('?').next().unwrap_or_default());
            let fragment = percent_decoded(fragment);
            if address.starts_with('/') {
                faults.push(format!("{path}: “{address}” is not relative"));
            }
            match target(from, &address) {
                None => faults.push(format!("{path}: “{address}” leads out of the site")),
                Some(file) if !output.files.contains_key(&file) => {
                    faults.push(format!("{path}: “{address}” leads to {file}, which is not there"));
                }
                Some(file) => {
                    let there = |page: &Page| fragment.is_empty() || page.ids.contains(&fragment);
                    if !pages.get(file.as_str()).is_none_or(there) {
                        faults.push(format!("{path}: “{address}#{fragment}”: {file} has no such id"));
                    }
                }
            }
        }
    }
    faults
}

#[test]
fn every_link_and_fragment_of_our_own_site_leads_somewhere() {
    let world = Disk::new(env!("CARGO_MANIFEST_DIR"));
    let request = Request { as_of: "2019-06-01".parse().ok(), ..Request::default() };
    let built = build(&world, &request, &mut Caches::default()).expect("the repository can be read");
    let checked = &built.checked;
    let text = render(&checked.diagnostics, &checked.site.sources, TextOptions { tongue: Tongue::English, colour: false });
    assert!(checked.diagnostics.iter().all(|found| found.level < Level::Warning), "our own content gives no finding:\n{text}");

    let pages = built.output.files.keys().filter(|path| path.ends_with(".html")).count();
    assert!(checked.site.documents.len() >= 30 && pages > 100, "{} documents, {pages} pages", checked.site.documents.len());
    let faults = faults(&built.output, &checked.site.config.base_url);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn our_own_site_is_built_alike_twice_and_a_warm_build_does_nothing() {
    let world = Disk::new(env!("CARGO_MANIFEST_DIR"));
    let request = Request { as_of: "2019-06-01".parse().ok(), ..Request::default() };
    let mut caches = Caches::default();
    let first = build(&world, &request, &mut caches).expect("the repository can be read");
    let second = build(&world, &request, &mut Caches::default()).expect("the repository can be read");
    let warm = build(&world, &request, &mut caches).expect("the repository can be read");
    assert_eq!((warm.done.parsed, warm.done.inspected, warm.done.rendered), (0, 0, 0), "{:?}", warm.done);
    for other in [second, warm] {
        let differ: Vec<&String> =
            first.output.files.keys().filter(|path| first.output.files.get(*path) != other.output.files.get(*path)).collect();
        assert!(differ.is_empty() && first.output.files.len() == other.output.files.len(), "{differ:?}");
    }
}

#[test]
fn broken_links_are_seen() {
    let mut output = Output::default();
    let page = "<!doctype html><html><body id=a><!-- <a href=no> --><a href='b/#c'>x</a><a href=\"b/#d\">y</a><a href=\"b/gone.pdf\">z</a>\
        <a href=\"../up/\">u</a><a id=a href=https://example.org/x>e</a><a href=/whole/>w</a><img srcset='b/ 1x, c.png 2x'>\
        <script>var s = '<a href=\"no\">';</script><meta http-equiv=\"refresh\" content=\"0;url=nowhere/\">";
    output.put("index.html", page.as_bytes());
    output.put(
        "b/index.html",
        "<p id=\"c\"><a href=\"../?q=1#a\">up</a><a href=\"#c\">here</a><a href=\"https://ex.org/s/b/#e\">x</a>".as_bytes(),
    );
    output.put("404.html", "<a href=/s/b/#c>there</a><a href=/s/c/>not</a><a href=/b/>outside</a>".as_bytes());
    assert_eq!(
        faults(&output, "https://ex.org/s/"),
        [
            "404.html: “c/” leads to c/index.html, which is not there",
            "404.html: “/b/” is not relative",
            "b/index.html: “b/#e”: b/index.html has no such id",
            "index.html: the id “a” twice",
            "index.html: “b/#d”: b/index.html has no such id",
            "index.html: “b/gone.pdf” leads to b/gone.pdf, which is not there",
            "index.html: “../up/” leads out of the site",
            "index.html: “/whole/” is not relative",
            "index.html: “/whole/” leads to whole/index.html, which is not there",
            "index.html: “c.png” leads to c.png, which is not there",
            "index.html: “nowhere/” leads to nowhere/index.html, which is not there",
        ]
    );
}
