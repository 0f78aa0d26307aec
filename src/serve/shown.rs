//! What is being shown: the newest site as far as it is made, and behind it the last one that could be rendered whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::output::{Artifact, Output};
use crate::pipeline::{self, Checked};
use crate::work::Threads;

/// What is being shown.
#[derive(Clone, Default)]
pub struct Shown {
    /// Counts what was shown; 0 before the first site.
    pub version: u64,
    /// The newest site whose files were all made.
    pub newest: Arc<Output>,
    /// The last site that could be rendered whole, where the newest could not.
    pub last_whole: Option<Arc<Output>>,
    /// A newer site that is checked but not made.
    pub fresh: Option<Fresh>,
    /// The first site that was checked, as long as none was made whole: somebody may break the theme before the first one is.
    pub first: Option<Fresh>,
    /// The search of the newer site, as soon as that is made.
    pub search: Arc<Output>,
    /// Pages that are newer still: of files that changed since.
    pub early: BTreeMap<String, Artifact>,
    /// The findings of the newest, as the overlay reads them.
    pub findings: Arc<[u8]>,
    /// The site's address when published, which its 404 page uses.
    pub base_url: String,
}

/// A checked site whose pages are made when they are asked for.
#[derive(Clone)]
pub struct Fresh {
    checked: Arc<Checked>,
    threads: Arc<Threads>,
}

impl Fresh {
    /// Of a site; its pages are made in the threads.
    pub fn new(checked: Arc<Checked>, threads: Arc<Threads>) -> Self {
        Self { checked, threads }
    }

    /// What lies at a path, made now. None where nothing does, where the theme fails, and for what is made from the whole site.
    fn at(&self, path: &str) -> Option<Artifact> {
        self.threads.run(|| pipeline::at(&self.checked, path))
    }

    /// Whether it has a page there.
    fn has_page(&self, path: &str) -> bool {
        self.threads.run(|| pipeline::has_page(&self.checked, path))
    }
}

impl Shown {
    /// Before the first build.
    pub fn nothing_yet() -> Self {
        Self::default()
    }

    /// What lies at a path: of a file that just changed, of the site as it was last checked, or where that has holes, of one before it.
    pub fn find(&self, path: &str) -> Option<Artifact> {
        let made = || self.newest.files.get(path).or_else(|| self.last_whole.as_ref()?.files.get(path)).cloned();
        let older = || made().or_else(|| self.first.as_ref()?.at(path));
        if let Some(early) = self.early.get(path) {
            return Some(early.clone());
        }
        let Some(fresh) = &self.fresh else { return older() };
        let newer = fresh.at(path).or_else(|| self.search.files.get(path).cloned());
        // What the newer site no longer has is gone; an older page stands in where its own cannot be made.
        newer.or_else(|| {
            older().filter(|older| if path.ends_with(".html") { fresh.has_page(path) } else { matches!(older, Artifact::Bytes(_)) })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Caches, Request};
    use crate::world::Memory;

    const NOTE: &str = "---\ntype: notat\ntittel: Om A\ndato: 2019-01-02\n---\n\nTekst.\n";

    fn one() -> Memory {
        Memory::default().with("site.toml", "format = 1\n").with("content/a.md", NOTE)
    }

    fn world() -> Memory {
        one().with("content/b.md", NOTE.replace("Om A", "Om B"))
    }

    fn shown(made_of: &Memory, checked: &Memory) -> Shown {
        let request = Request::default();
        let newest = pipeline::build(made_of, &request, &mut Caches::default()).unwrap().output;
        let checked = pipeline::check(checked, &request, &mut Caches::default()).unwrap();
        Shown { newest: Arc::new(newest), fresh: Some(Fresh::new(Arc::new(checked), Arc::default())), ..Shown::default() }
    }

    fn text(shown: &Shown, path: &str) -> Option<String> {
        match shown.find(path)? {
            Artifact::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_page_of_a_site_that_is_only_checked_is_the_one_that_it_will_have() {
        let newer = world().with("content/a.md", NOTE.replace("Om A", "Om noe annet")).with("content/c.md", NOTE);
        let shown = shown(&world(), &newer);
        let whole = pipeline::build(&newer, &Request::default(), &mut Caches::default()).unwrap().output;
        for (path, artifact) in whole.files.iter().filter(|(path, _)| path.ends_with(".html") || path.starts_with("_/")) {
            assert_eq!(shown.find(path).as_ref(), Some(artifact), "{path}");
        }
        assert!(text(&shown, "sok/indeks.js").is_some_and(|older| !older.contains("noe annet")), "the search follows");
    }

    #[test]
    fn what_the_newer_site_no_longer_has_is_gone() {
        let shown = shown(&world(), &one());
        assert!(text(&shown, "a/index.html").is_some());
        assert_eq!(text(&shown, "b/index.html"), None);
    }

    #[test]
    fn an_older_page_stands_in_where_its_own_cannot_be_made() {
        let broken =
            world().with("content/a.md", NOTE.replace("Om A", "Ny")).with("themes/navet/templates/document.html", "{{ view.none.at }}");
        let shown = shown(&world(), &broken);
        assert!(text(&shown, "a/index.html").is_some_and(|page| page.contains("Om A")));
        assert_eq!(text(&shown, "c/index.html"), None);
    }

    #[test]
    fn before_any_site_is_made_the_first_one_stands_in() {
        let of = |world: &Memory| {
            let checked = pipeline::check(world, &Request::default(), &mut Caches::default()).unwrap();
            Some(Fresh::new(Arc::new(checked), Arc::default()))
        };
        let broken = one().with("themes/navet/templates/document.html", "{{ view.none.at }}");
        let mut shown = Shown { first: of(&world()), fresh: of(&broken), ..Shown::default() };
        assert!(text(&shown, "a/index.html").is_some_and(|page| page.contains("Om A")));
        assert_eq!(text(&shown, "b/index.html"), None, "what the newer site no longer has is gone");
        shown.first = None;
        assert_eq!(text(&shown, "a/index.html"), None);
    }

    #[test]
    fn pages_that_nobody_waits_for_are_not_made() {
        struct Nobody;
        impl crate::work::Store for Nobody {
            fn find(&self, _: &str, _: &crate::work::Key) -> Option<Artifact> {
                None
            }
            fn put(&self, _: &str, _: Option<crate::work::Key>, _: Vec<u8>) -> Artifact {
                panic!("no page is made")
            }
            fn keep(&self, _: crate::work::Key, _: &Arc<[u8]>) {
                panic!("nor a file")
            }
            fn noted(&self, _: &crate::work::Key) -> Option<Arc<[u8]>> {
                None
            }
            fn note(&self, _: crate::work::Key, _: Vec<u8>) {
                panic!("nor is anything noted")
            }
            fn wanted(&self) -> bool {
                false
            }
        }
        let checked = pipeline::check(&world(), &Request::default(), &mut Caches::default()).unwrap();
        let rendered = pipeline::render(&checked, &Nobody, || panic!("nor a search")).unwrap();
        assert_eq!(rendered.rendered, 0);
    }
}
