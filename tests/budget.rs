//! What a page may weigh, on our own site: nobody waits for it on a phone.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

use saksgang::output::Artifact;
use saksgang::pipeline::{Built, Caches, Request, build};
use saksgang::world::Disk;

/// An ordinary set of minutes, as HTML.
const MINUTES: usize = 40_000;
/// The style that every page has.
const STYLE: usize = 25_000;
/// The scripts of a page on which nobody searches.
const SCRIPTS: usize = 8_000;

fn own_site() -> Built {
    let request = Request { as_of: "2019-06-01".parse().ok(), ..Request::default() };
    build(&Disk::new(env!("CARGO_MANIFEST_DIR")), &request, &mut Caches::default()).expect("the repository can be read")
}

fn bytes<'b>(built: &'b Built, path: &str) -> &'b [u8] {
    built.output.bytes(path).unwrap_or_else(|| panic!("{path} is there"))
}

fn pages(built: &Built) -> impl Iterator<Item = (&str, &str)> {
    built.output.files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, artifact)| match artifact {
        Artifact::Bytes(bytes) => (path.as_str(), std::str::from_utf8(bytes).expect("a page is UTF-8")),
        Artifact::Copy { .. } | Artifact::Laid { .. } => panic!("{path} lies in memory"),
    })
}

/// What a page asks for by itself, by attribute.
fn asked<'p>(page: &'p str, tag: &str, attribute: &str) -> Vec<&'p str> {
    let mark = format!("<{tag} ");
    let opened = page.split(mark.as_str()).skip(1).filter_map(|rest| rest.split('>').next());
    opened.filter_map(|tag| tag.split(&format!("{attribute}=\"")).nth(1)?.split('"').next()).collect()
}

/// The file of the output that an address of a page means.
fn file(address: &str) -> &str {
    let address = address.trim_start_matches("../").split('?').next().unwrap_or_default();
    address.split_once("/_/").map_or(address, |(_, name)| name).trim_start_matches("_/")
}

#[test]
fn a_set_of_minutes_a_style_and_the_scripts_keep_to_their_budgets() {
    let built = own_site();
    let minutes: Vec<_> = pages(&built).filter(|(path, _)| path.starts_with("referat/") && path.matches('/').count() == 3).collect();
    assert!(minutes.len() >= 8, "{} sets of minutes", minutes.len());
    for (path, page) in &minutes {
        assert!(page.len() <= MINUTES, "{path}: {} bytes", page.len());
    }
    for (path, page) in pages(&built) {
        let styles: usize =
            asked(page, "link rel=\"stylesheet\"", "href").iter().map(|address| bytes(&built, &format!("_/{}", file(address))).len()).sum();
        assert!(styles <= STYLE, "{path}: {styles} bytes of styles");
        assert!(styles > 0 || path.contains("404") || page.contains("http-equiv=\"refresh\""), "{path} has a style");
        let scripts: usize = asked(page, "script", "src").iter().map(|address| bytes(&built, &format!("_/{}", file(address))).len()).sum();
        assert!(scripts <= SCRIPTS || path.starts_with("sok/"), "{path}: {scripts} bytes of scripts");
    }
}

#[test]
fn no_page_has_a_style_or_a_script_in_it_and_none_asks_anybody_else() {
    let built = own_site();
    for (path, page) in pages(&built) {
        for inline in ["<style", " style=\"", " onclick=", " onload=", "javascript:"] {
            assert!(!page.contains(inline), "{path}: {inline}");
        }
        let scripts = page.split("<script").skip(1).filter_map(|rest| rest.split('>').next());
        assert!(scripts.into_iter().all(|tag| tag.contains(" src=\"")), "{path}: a script in the page");
        let asked = ["script", "img", "source", "iframe", "embed"].iter().flat_map(|tag| asked(page, tag, "src"));
        for address in asked.chain(asked_styles(page)) {
            assert!(!address.contains("//"), "{path} asks for {address}");
        }
    }
    for (path, artifact) in &built.output.files {
        if let (Artifact::Bytes(bytes), true) = (artifact, path.ends_with(".css")) {
            let style = String::from_utf8_lossy(bytes);
            assert!(!style.contains("url(") && !style.contains("@import"), "{path} asks for something");
        }
    }
}

fn asked_styles(page: &str) -> Vec<&str> {
    ["stylesheet", "icon", "preload"].iter().flat_map(|rel| asked(page, &format!("link rel=\"{rel}\""), "href")).collect()
}
