//! site.toml: what a site is called, for whom it is built, and which rules count how much. Every value keeps its place.
//!
//! An unreadable site.toml gives faults and the default for what could not be read; it never stops the reading of documents.

mod read;

use serde::{Deserialize, Serialize};

pub use read::read;

use crate::diagnostic::{Fault, Level};
use crate::model::{Access, Date};
use crate::source::{SourceId, Span, Spanned};

/// The version of the contract with authors that this program knows.
pub const FORMAT_VERSION: u32 = 1;

/// The configuration of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The file; none when the site has none.
    pub source: Option<SourceId>,
    /// `title`.
    pub title: String,
    /// `base_url`, with a closing `/`; empty when not given.
    pub base_url: String,
    /// `language`: `nb`, `nn`, `en`, `se`.
    pub language: String,
    /// `theme`; an empty place where site.toml does not say.
    pub theme: Spanned<String>,
    /// `timezone`, an IANA name.
    pub timezone: String,
    /// `default_access`.
    pub default_access: Access,
    /// `owner`.
    pub owner: String,
    /// `audience`: the name of the audience built for when none is asked for.
    pub audience: String,
    /// `[audiences.<name>]`, in the order of the file; `intern` and `offentlig` exist without being named.
    pub audiences: Vec<Audience>,
    /// `[rules]`: a rule or a family with its level, in the order of the file.
    pub rules: Vec<(Spanned<String>, Level)>,
    /// `[rules.options.<rule>]`: whole numbers by rule and name.
    pub options: Vec<(Spanned<String>, Spanned<String>, i64)>,
    /// `[terms]`: what each term is to be replaced by, in the order of the file.
    pub terms: Vec<(Spanned<String>, String)>,
    /// `edition` in `[rules]`: rules that came with a later version warn at most.
    pub edition: Option<String>,
    /// `quality`: whether there is a page of open findings for editors.
    pub quality: bool,
    /// `[accessibility]`: what the accessibility statement says; no page without it.
    pub accessibility: Option<Statement>,
    /// `[types.<name>]`: types of one's own, and what is added to built-in ones.
    pub types: Vec<TypeRules>,
    /// `[search] elasticlunr`.
    pub elasticlunr: bool,
    /// `[limits] attachment_mb`.
    pub attachment_mb: u64,
    /// `server_files`: whether the settings for web servers are published with the site.
    pub server_files: bool,
    /// What was wrong with the file.
    pub faults: Vec<Fault>,
}

/// Who a site is built for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// Its name.
    pub name: String,
    /// What it may see; never [`Access::Exempt`].
    pub access: Vec<Access>,
    /// What it gets of an exempt document.
    pub exempt: ExemptAs,
}

/// What an audience gets of an exempt document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExemptAs {
    /// Type, date, body and legal basis where it is referred to.
    Stub,
    /// Nothing.
    Nothing,
}

/// The accessibility statement (tilgjengelighetserklæring), field by field after the Norwegian one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// `scope`: what it is about; the whole site where it does not say.
    pub scope: Option<String>,
    /// `status`: how the site stands to the requirements.
    pub status: Conformance,
    /// `contact`: whom to tell what does not work: an e-mail address, a web address, or words.
    pub contact: Option<String>,
    /// `date`: when the statement was last gone through.
    pub date: Option<Date>,
    /// `method`: how the site was examined.
    pub method: Option<String>,
    /// `exceptions`: what does not meet the requirements.
    pub exceptions: Vec<Exception>,
}

/// How a site stands to the requirements of accessibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conformance {
    /// `full`: it meets them.
    Full,
    /// `partial`: it meets most of them.
    Partial,
    /// `none`: it does not meet them, or nobody has looked.
    #[default]
    None,
}

/// Something that does not meet the requirements.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Exception {
    /// `what`: what does not work, and for whom.
    pub what: String,
    /// `criterion`: the requirement by its number, `1.4.3`.
    pub criterion: Option<String>,
    /// `why`: the reason.
    pub why: Option<String>,
    /// `instead`: what to do until it is mended.
    pub instead: Option<String>,
}

/// A type that site.toml defines, or what it adds to a built-in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeRules {
    /// The type's name, as written in `type`.
    pub name: Spanned<String>,
    /// What people call it.
    pub label: Option<String>,
    /// Keys that are required.
    pub required: Vec<Spanned<String>>,
    /// Sections that are required, by their titles.
    pub required_sections: Vec<Spanned<String>>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            source: None,
            title: String::new(),
            base_url: String::new(),
            language: "nb".to_owned(),
            theme: Spanned::new("navet".to_owned(), Span::default()),
            timezone: "Europe/Oslo".to_owned(),
            default_access: Access::Open,
            owner: String::new(),
            audience: "intern".to_owned(),
            audiences: vec![
                Audience { name: "intern".to_owned(), access: vec![Access::Open, Access::Internal], exempt: ExemptAs::Stub },
                Audience { name: "offentlig".to_owned(), access: vec![Access::Open], exempt: ExemptAs::Nothing },
            ],
            rules: Vec::new(),
            options: Vec::new(),
            terms: Vec::new(),
            edition: None,
            quality: false,
            accessibility: None,
            types: Vec::new(),
            elasticlunr: false,
            attachment_mb: 25,
            server_files: true,
            faults: Vec::new(),
        }
    }
}

impl Config {
    /// The audience of a name.
    #[must_use]
    pub fn audience(&self, name: &str) -> Option<&Audience> {
        self.audiences.iter().find(|audience| audience.name == name)
    }

    /// A rule's option, or its default.
    #[must_use]
    pub fn option(&self, rule: &str, name: &str, default: i64) -> i64 {
        self.options.iter().find(|(r, n, _)| r.value == rule && n.value == name).map_or(default, |(_, _, value)| *value)
    }

    /// What site.toml says of a type.
    #[must_use]
    pub fn type_rules(&self, name: &str) -> Option<&TypeRules> {
        self.types.iter().find(|rules| rules.name.value == name)
    }
}
