//! The accessibility statement (tilgjengelighetserklæring), as site.toml fills it; no page without it.

use serde::Serialize;

use super::frame::{Frame, Section, page};
use super::{Draft, Family, Where};
use crate::config::{Conformance, Exception, Statement};
use crate::index::{Site, url};
use crate::model::Date;

/// The page of the statement.
pub static FAMILY: Family = Family { name: "statement", lies: Where::Below(url::ACCESSIBILITY), pages };

/// What the template gets.
#[derive(Serialize)]
struct View<'v> {
    /// What the statement is about; the site's title where site.toml does not say.
    scope: &'v str,
    /// Who answers for the site.
    owner: &'v str,
    /// `full`, `partial` or `none`.
    status: Conformance,
    /// Whom to tell what does not work.
    contact: Option<Contact<'v>>,
    /// When the statement was last gone through.
    date: Option<Date>,
    /// How the site was examined.
    method: Option<&'v str>,
    /// What does not meet the requirements.
    exceptions: &'v [Exception],
}

/// Whom to tell.
#[derive(Serialize)]
struct Contact<'v> {
    /// As written.
    words: &'v str,
    /// Where a click leads; nothing for plain words.
    url: Option<String>,
}

fn pages(site: &Site) -> Vec<Draft<'_>> {
    let url = format!("/{}/", url::ACCESSIBILITY);
    let draft = |statement| {
        let own = url.clone();
        Draft::new(&url, move || page(site, &own, "statement.html", Frame::new(site, "", Section::None), view(site, statement), None))
    };
    site.config.accessibility.iter().map(draft).collect()
}

fn view<'v>(site: &'v Site, statement: &'v Statement) -> View<'v> {
    View {
        scope: statement.scope.as_deref().unwrap_or(&site.config.title),
        owner: &site.config.owner,
        status: statement.status,
        contact: statement.contact.as_deref().map(contact),
        date: statement.date,
        method: statement.method.as_deref(),
        exceptions: &statement.exceptions,
    }
}

fn contact(words: &str) -> Contact<'_> {
    let is_mail =
        words.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) && !words.contains(char::is_whitespace);
    let is_address = ["https://", "http://"].iter().any(|scheme| words.starts_with(scheme)) && !words.contains(char::is_whitespace);
    let url = match (is_mail, is_address) {
        (true, _) => Some(format!("mailto:{words}")),
        (_, true) => Some(words.to_owned()),
        _ => None,
    };
    Contact { words, url }
}

#[cfg(test)]
mod tests {
    use super::contact;

    #[test]
    fn a_contact_is_a_link_only_where_it_is_an_address() {
        let urls =
            ["post@eksempel.no", "https://eksempel.no/meld", "Ring sentralbordet", "javascript:alert(1)"].map(|words| contact(words).url);
        assert_eq!(urls, [Some("mailto:post@eksempel.no".to_owned()), Some("https://eksempel.no/meld".to_owned()), None, None]);
    }
}
