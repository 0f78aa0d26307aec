//! Where everything lives in the site: paths below its root, each beginning and ending with `/`.
//! `pages` makes what lies there; rules ask here which addresses are taken. Not percent-encoded: whoever writes a link does that.

use super::{Site, Subject, Target};
use crate::config::Config;

/// First parts of a URL that no document id may begin with.
pub const RESERVED: &[&str] =
    &["_", "api", "ar", "enhet", "kalender", "lov", "oppfolging", "organ", "person", "sak", "sok", "tema", "vedtak"];

/// The page of open findings, where site.toml asks for it.
pub const QUALITY: &str = "kvalitet";

/// The accessibility statement, where site.toml has one.
pub const ACCESSIBILITY: &str = "tilgjengelighet";

/// First parts that are the program's own only where site.toml asks for the page, so that no site's documents lose their addresses.
pub fn asked_for(config: &Config) -> impl Iterator<Item = &'static str> {
    [(QUALITY, config.quality), (ACCESSIBILITY, config.accessibility.is_some())]
        .into_iter()
        .filter(|(_, asked)| *asked)
        .map(|(part, _)| part)
}

/// Whether an address is that of a file of the program's own, or could be: below `/_/` and `/api/`, the folders of a publication, and
/// names with the ends that only such files have.
#[must_use]
pub fn is_own(url: &str) -> bool {
    const FOLDERS: [&str; 2] = ["_", "api"];
    const ENDS: [&str; 8] = [".xml", ".txt", ".ics", ".atom", ".csv", ".json", ".config", ".htaccess"];
    let folded = url.to_lowercase();
    let first = folded.trim_start_matches('/').split('/').next().unwrap_or_default();
    let own = FOLDERS.contains(&first) || first.starts_with(".saksgang-");
    own || ENDS.iter().any(|end| folded.trim_end_matches('/').ends_with(end))
}

impl Site {
    /// The page of a subject; a file's is where it is copied to.
    #[must_use]
    pub fn url(&self, subject: Subject) -> String {
        match subject {
            Subject::Document(n) => self.document(n).id.url(),
            Subject::Decision(n) => self.decisions.get(n).map_or_else(String::new, |d| page("vedtak", &d.id.slug())),
            Subject::Person(n) => page("person", &self.person(n).id.value),
            Subject::Body(n) => page("organ", &self.body(n).id.value),
            Subject::Unit(n) => page("enhet", &self.unit(n).id.value),
            Subject::Statute(n) => page("lov", &self.statute(n).id.value),
            Subject::Case(n) => page("sak", &self.case(n).id.value),
            Subject::File(n) => {
                self.files.get(n).map_or_else(String::new, |file| format!("/{}", file.path.strip_prefix("content/").unwrap_or(&file.path)))
            }
        }
    }

    /// The page of a target, with `#` and its anchor where it has one.
    #[must_use]
    pub fn url_of(&self, target: Target) -> String {
        let url = self.url(target.subject);
        match self.anchor(target) {
            Some(anchor) => format!("{url}#{}", anchor.name),
            None => url,
        }
    }

    /// The page of a type's documents, for the types that have one: `/referat/`. Not a reserved part; a document `referat/index.md` takes
    /// it.
    #[must_use]
    pub fn type_url(&self, name: &str) -> String {
        format!("/{name}/")
    }

    /// The page of a topic.
    #[must_use]
    pub fn topic_url(&self, topic: &super::Topic) -> String {
        format!("/tema/{}/", topic.slug)
    }

    /// The page of a year.
    #[must_use]
    pub fn year_url(&self, year: i16) -> String {
        format!("/ar/{year:04}/")
    }

    /// Lovdata's address of a statute, or of one of its sections (`14 a` becomes `§14a`).
    #[must_use]
    pub fn lovdata_url(&self, statute: usize, section: Option<&str>) -> Option<String> {
        let id = self.statute(statute).lovdata.as_ref()?.value.trim_matches('/');
        let section = section.map(|section| section.split(['–', '—']).next().unwrap_or(section).split_whitespace().collect::<String>());
        Some(match section.filter(|section| !section.is_empty()) {
            Some(section) => format!("https://lovdata.no/{id}/§{section}"),
            None => format!("https://lovdata.no/{id}"),
        })
    }
}

/// The page of something in one of the program's own folders. Every link asks for one, and to format them took longer.
fn page(folder: &str, name: &str) -> String {
    ["/", folder, "/", name, "/"].concat()
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn what_the_program_writes_itself_is_its_own() {
        for own in ["/_/site.css", "/API/x/", "/.saksgang-new/x/", "/sitemap.xml", "/notat/web.config", "/a.json/"] {
            assert!(is_own(own), "{own}");
        }
        for other in ["/apier/", "/gammel/side.html", "/gammel.aspx", "/xml/", "/.skjult/"] {
            assert!(!is_own(other), "{other}");
        }
    }
}
