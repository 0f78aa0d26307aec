//! `sitemap.xml` and `robots.txt`: what a search engine may know of the site.

use std::fmt::Write;

use super::Listed;
use super::body::escape;
use super::link::{ascii, encode};
use crate::index::Site;
use crate::model::Access;
use crate::output::Output;

/// As many addresses as the protocol allows in one file.
const MOST: usize = 50_000;

/// The files; a sitemap needs full addresses, so there is none where the site does not know its own.
#[must_use]
pub fn files(site: &Site, pages: &[Listed]) -> Output {
    let mut output = Output::default();
    let base = &site.config.base_url;
    // What is not for everybody is not for search engines either.
    let closed = site.shown_documents().any(|document| site.access(document) != Access::Open);
    let mut robots = format!("User-agent: *\n{}: /\n", if closed { "Disallow" } else { "Allow" });
    if !base.is_empty() && !closed {
        let _ = writeln!(robots, "Sitemap: {base}sitemap.xml");
    }
    output.put("robots.txt", robots.into_bytes());
    if base.is_empty() {
        return output;
    }
    let listed = pages.iter().filter(|page| page.listed).map(|page| {
        let path = page.path.strip_suffix("index.html").unwrap_or(&page.path);
        format!("{base}{}", encode(path))
    });
    let mut addresses: Vec<String> = listed.collect();
    addresses.sort();
    if addresses.len() <= MOST {
        output.put("sitemap.xml", document("urlset", "url", &addresses).into_bytes());
        return output;
    }
    let mut parts = Vec::new();
    for (n, part) in addresses.chunks(MOST).enumerate() {
        let name = format!("sitemap-{}.xml", n + 1);
        parts.push(format!("{base}{name}"));
        output.put(name, document("urlset", "url", part).into_bytes());
    }
    output.put("sitemap.xml", document("sitemapindex", "sitemap", &parts).into_bytes());
    output
}

fn document(root: &str, entry: &str, addresses: &[String]) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for address in addresses {
        let _ = writeln!(xml, "<{entry}><loc>{}</loc></{entry}>", escape(&ascii(address)));
    }
    let _ = writeln!(xml, "</{root}>");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ascii_and_escaped() {
        let xml = document("urlset", "url", &["https://example.org/møte/?a&b".to_owned()]);
        assert!(xml.contains("<url><loc>https://example.org/m%C3%B8te/?a&amp;b</loc></url>"), "{xml}");
    }
}
