//! Where everything lives in the site: paths below its root, each beginning and ending with `/`.
//! `pages` makes what lies there; rules ask here which addresses are taken.

use super::{Site, Subject};

/// First parts of a URL that no document id may begin with.
pub const RESERVED: &[&str] =
    &["_", "api", "ar", "enhet", "kalender", "lov", "oppfolging", "organ", "person", "sak", "sok", "tema", "vedtak"];

impl Site {
    /// The page of a subject; a file's is where it is copied to.
    #[must_use]
    pub fn url(&self, subject: Subject) -> String {
        match subject {
            Subject::Document(n) => self.document(n).id.url(),
            Subject::Decision(n) => self.decisions.get(n).map_or_else(String::new, |d| format!("/vedtak/{}/", d.id.slug())),
            Subject::Person(n) => format!("/person/{}/", self.person(n).id.value),
            Subject::Body(n) => format!("/organ/{}/", self.body(n).id.value),
            Subject::Unit(n) => format!("/enhet/{}/", self.unit(n).id.value),
            Subject::Statute(n) => format!("/lov/{}/", self.statute(n).id.value),
            Subject::Case(n) => format!("/sak/{}/", self.case(n).id.value),
            Subject::File(n) => {
                self.files.get(n).map_or_else(String::new, |file| format!("/{}", file.path.strip_prefix("content/").unwrap_or(&file.path)))
            }
        }
    }
}
