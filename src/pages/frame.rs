//! What every page has around its own view: title, language, crumbs, the way back to the root.

use serde::Serialize;

use super::Page;
use super::link::{Link, root};
use crate::index::Site;
use crate::output::name;
use crate::theme::View;

/// The entries of the main menu; a page says which one it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The front page and pages outside the menu.
    None,
    /// Meetings.
    Meetings,
    /// Decisions.
    Decisions,
    /// Action items.
    Actions,
    /// Cases.
    Cases,
    /// Documents.
    Documents,
    /// Bodies.
    Bodies,
}

/// A type of documents, with the page that lists them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentType {
    /// As written in `type`: the key of the theme's words for it.
    pub name: String,
    /// What site.toml calls it, for types of its own.
    pub label: Option<String>,
    /// The list of its documents.
    pub url: String,
}

impl DocumentType {
    /// A type by its name.
    #[must_use]
    pub fn of(site: &Site, name: &str) -> Self {
        let label = site.config.type_rules(name).and_then(|rules| rules.label.clone());
        Self { name: name.to_owned(), label, url: super::link::encode(site.type_url(name)) }
    }
}

/// What stands around a page's own view.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The title, without the site's.
    pub title: String,
    /// The language of the page's own text.
    pub lang: String,
    /// One sentence for search engines and previews.
    pub description: Option<String>,
    /// From the front page down, this page left out.
    pub crumbs: Vec<Link>,
    /// The type, where a list of its documents is above the page.
    pub kind: Option<DocumentType>,
    /// Where it belongs in the menu.
    pub section: Section,
    /// Whether it is the section's own first page, which has no crumbs.
    pub top: bool,
    /// Whether there is highlighted code.
    pub code: bool,
    /// Whether search leaves it out.
    pub unlisted: bool,
}

impl Frame {
    /// A frame with nothing but title and section, in the site's language.
    pub fn new(site: &Site, title: impl Into<String>, section: Section) -> Self {
        Self {
            title: title.into(),
            lang: site.config.language.clone(),
            description: None,
            crumbs: Vec::new(),
            kind: None,
            section,
            top: false,
            code: false,
            unlisted: false,
        }
    }

    /// Adds a step on the way down to this page.
    #[must_use]
    pub fn below(mut self, link: Link) -> Self {
        self.crumbs.push(link);
        self
    }
}

/// What a template gets.
#[derive(Serialize)]
struct Sheet<'p, V> {
    root: String,
    url: String,
    canonical: Option<String>,
    site: SiteView<'p>,
    page: Frame,
    view: V,
}

/// The site as every page shows it.
#[derive(Serialize)]
struct SiteView<'p> {
    title: &'p str,
    owner: &'p str,
    language: &'p str,
    /// The address that the site's pages stand below; empty where it knows none.
    address: &'p str,
    /// Whether there is a page of open findings.
    quality: bool,
    /// Whether there is an accessibility statement.
    statement: bool,
}

/// The pieces of HTML of a page's text, made on demand.
pub type Html<'s> = Box<dyn Fn() -> Vec<String> + Send + Sync + 's>;

/// A page at an address that ends in `/`, or at a file name; encoded, as links have it.
pub fn page<'s, V>(site: &'s Site, url: &str, template: &'static str, frame: Frame, view: V, html: Option<Html<'s>>) -> Page<'s>
where
    V: Serialize + Send + Sync + 's,
{
    let base = &site.config.base_url;
    let canonical = (!base.is_empty() && url != NOT_FOUND).then(|| format!("{}{}", base.trim_end_matches('/'), url));
    let site_view = SiteView {
        title: &site.config.title,
        owner: &site.config.owner,
        language: &site.config.language,
        address: base,
        quality: site.config.quality,
        statement: site.config.accessibility.is_some(),
    };
    let root = if url == NOT_FOUND { absolute_root(base) } else { root(name::folder(url)) };
    let (title, listed) = (frame.title.clone(), !frame.unlisted);
    let sheet = Sheet { root, url: url.to_owned(), canonical, site: site_view, page: frame, view };
    Page { path: path(url), title, template, listed, view: View::of(sheet), html }
}

/// Where the page at an address lies, relative to the site's root.
pub fn path(url: &str) -> String {
    let mut path = super::link::decode(url.trim_start_matches('/'));
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    path
}

/// The page for addresses that lead nowhere: served from any depth, so its links count from the server's root.
pub const NOT_FOUND: &str = "/404.html";

fn absolute_root(base: &str) -> String {
    let below_host = base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    format!("/{}", below_host.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::absolute_root;

    #[test]
    fn the_page_for_lost_addresses_counts_from_the_server() {
        assert_eq!(absolute_root("https://example.org/nordland/"), "/nordland/");
        assert_eq!(absolute_root("https://example.org/"), "/");
        assert_eq!(absolute_root(""), "/");
    }
}
