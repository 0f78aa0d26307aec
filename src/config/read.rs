//! Reads site.toml into [`Config`] through the same spanned tree and decoder as front matter.

use jiff::tz::TimeZoneDatabase;

use super::{Audience, Config, Conformance, Exception, ExemptAs, FORMAT_VERSION, Statement, TypeRules};
use crate::diagnostic::{Expected, Fault, FaultKind, Level, nearest};
use crate::fields::{self, Mapping, Node, Value, list_of, word};
use crate::model::Access;
use crate::source::{Source, SourceId, Spanned};

const ACCESS: &[(&str, Access)] = &[("åpen", Access::Open), ("intern", Access::Internal), ("unntatt", Access::Exempt)];
/// What an audience may be given; exempt documents never.
const SHOWN: &[(&str, Access)] = &[("åpen", Access::Open), ("intern", Access::Internal)];
const EXEMPT: &[(&str, ExemptAs)] = &[("stub", ExemptAs::Stub), ("nothing", ExemptAs::Nothing)];
const LEVELS: &[(&str, Level)] = &[("error", Level::Error), ("warning", Level::Warning), ("info", Level::Info), ("off", Level::Off)];
const CONFORMANCE: &[(&str, Conformance)] = &[("full", Conformance::Full), ("partial", Conformance::Partial), ("none", Conformance::None)];
const LANGUAGES: &[(&str, &str)] = &[("nb", "nb"), ("nn", "nn"), ("en", "en"), ("se", "se")];

/// Reads the file; faults are kept in the result. Of a format that this program does not know nothing more is read.
#[must_use]
pub fn read(id: SourceId, source: &Source) -> Config {
    let mut faults = Vec::new();
    let mut config = Config { source: Some(id), ..Config::default() };
    let root = fields::read_toml(&source.text, &mut faults);
    if let Some(mut site) = Mapping::open(&root, "site.toml", &mut faults) {
        if let Some(fault) = unknown_format(&mut site) {
            config.faults = vec![fault];
            return config;
        }
        fill(&mut config, &mut site, &mut faults);
        site.close(&mut faults);
    }
    faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
    config.faults = faults;
    config
}

fn unknown_format(site: &mut Mapping<'_>) -> Option<Fault> {
    let node = site.node("format")?;
    let found = match &node.value {
        Value::Text(found) if found.parse() == Ok(FORMAT_VERSION) => return None,
        Value::Text(found) => found.clone(),
        _ => node.shape().to_owned(),
    };
    let kind = FaultKind::NotAllowed { key: "format".to_owned(), found, allowed: vec![FORMAT_VERSION.to_string()], nearest: None };
    Some(Fault { span: node.span, kind })
}

fn fill(config: &mut Config, site: &mut Mapping<'_>, faults: &mut Vec<Fault>) {
    set(&mut config.title, site.optional("title", fields::text, faults).map(|title| title.value));
    set(&mut config.base_url, site.optional("base_url", address, faults));
    set(&mut config.language, site.optional("language", word(LANGUAGES), faults).map(|language| language.value.to_owned()));
    set(&mut config.theme, site.optional("theme", name, faults));
    set(&mut config.timezone, site.optional("timezone", zone, faults));
    set(&mut config.default_access, site.optional("default_access", word(ACCESS), faults).map(|access| access.value));
    set(&mut config.owner, site.optional("owner", fields::text, faults).map(|owner| owner.value));
    set(&mut config.server_files, site.optional("server_files", fields::boolean, faults));
    for audience in each(site, "audiences", faults).iter().filter_map(|(name, node)| audience(name, node, faults)) {
        match config.audiences.iter_mut().find(|known| known.name == audience.name) {
            Some(known) => *known = audience,
            None => config.audiences.push(audience),
        }
    }
    if let Some(audience) = site.optional("audience", fields::text, faults) {
        if config.audience(&audience.value).is_none() {
            let allowed = config.audiences.iter().map(|audience| audience.name.clone());
            faults.push(not_one_of("audience", &audience, allowed.collect()));
        } else {
            config.audience = audience.value;
        }
    }
    for (name, node) in each(site, "rules", faults) {
        match name.value.as_str() {
            "options" => options(config, node, faults),
            "edition" => config.edition = fields::text(node, "edition", faults).map(|edition| edition.value),
            _ => config.rules.extend(word(LEVELS)(node, "rules", faults).map(|level| (name.clone(), level.value))),
        }
    }
    set(&mut config.quality, site.optional("quality", fields::boolean, faults));
    config.accessibility = site.optional("accessibility", statement, faults);
    config.types = each(site, "types", faults).iter().filter_map(|(name, node)| type_rules(name, node, faults)).collect();
    for (term, node) in each(site, "terms", faults) {
        config.terms.extend(fields::text(node, "terms", faults).map(|better| (term.clone(), better.value)));
    }
    if let Some(mut search) = site.node("search").and_then(|node| Mapping::open(node, "search", faults)) {
        set(&mut config.elasticlunr, search.optional("elasticlunr", fields::boolean, faults));
        search.close(faults);
    }
    if let Some(mut limits) = site.node("limits").and_then(|node| Mapping::open(node, "limits", faults)) {
        set(&mut config.attachment_mb, limits.optional("attachment_mb", fields::whole, faults).map(|limit| u64::from(limit.value)));
        limits.close(faults);
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// The entries of a table whose keys are names.
fn each<'n>(site: &mut Mapping<'n>, key: &'static str, faults: &mut Vec<Fault>) -> &'n [(Spanned<String>, Node)] {
    site.node(key).and_then(|node| Mapping::open(node, key, faults)).map_or(&[], |table| table.entries())
}

/// An address with a closing `/`.
fn address(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<String> {
    let written = fields::text(node, key, faults)?;
    if written.value.is_empty() {
        return None;
    }
    let host = written.value.strip_prefix("https://").or_else(|| written.value.strip_prefix("http://"));
    let is_address = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/') && !host.contains([' ', '?', '#', '"', '<']));
    if !is_address {
        faults.push(not_one_of(key, &written, vec!["https://…/".to_owned()]));
        return None;
    }
    Some(format!("{}/", written.value.trim_end_matches('/')))
}

/// The name of a time zone: one that is not known would silently be UTC. Looked up in what the program brings, not on the machine.
fn zone(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<String> {
    let written = fields::text(node, key, faults)?;
    if written.value.is_empty() {
        return None;
    }
    if TimeZoneDatabase::bundled().get(&written.value).is_err() {
        let kind = FaultKind::WrongShape { key: key.to_owned(), expected: Expected::TimeZone, found: written.value };
        faults.push(Fault { span: written.span, kind });
        return None;
    }
    Some(written.value)
}

/// A name that is also a folder's: no way out of it.
fn name(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Spanned<String>> {
    let written = fields::text(node, key, faults)?;
    if !written.value.is_empty() && written.value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        return Some(written);
    }
    let kind = FaultKind::WrongShape { key: key.to_owned(), expected: Expected::NewId, found: written.value };
    faults.push(Fault { span: written.span, kind });
    None
}

fn not_one_of(key: &str, found: &Spanned<String>, allowed: Vec<String>) -> Fault {
    let nearest = nearest(&found.value, allowed.iter().map(String::as_str)).map(str::to_owned);
    Fault { span: found.span, kind: FaultKind::NotAllowed { key: key.to_owned(), found: found.value.clone(), allowed, nearest } }
}

/// `[audiences.<name>]`; what is not said is as little as can be shown.
fn audience(name: &Spanned<String>, node: &Node, faults: &mut Vec<Fault>) -> Option<Audience> {
    let mut table = Mapping::open(node, "audiences", faults)?;
    let access = table.require("access", list_of(word(SHOWN)), faults).unwrap_or_default();
    let exempt = table.optional("exempt", word(EXEMPT), faults).map_or(ExemptAs::Nothing, |exempt| exempt.value);
    table.close(faults);
    Some(Audience { name: name.value.clone(), access: access.into_iter().map(|access| access.value).collect(), exempt })
}

/// `[rules.options.<rule>]`: whole numbers.
fn options(config: &mut Config, node: &Node, faults: &mut Vec<Fault>) {
    let Some(rules) = Mapping::open(node, "options", faults) else { return };
    for (rule, node) in rules.entries() {
        let Some(options) = Mapping::open(node, "options", faults) else { continue };
        for (option, node) in options.entries() {
            let value = match &node.value {
                Value::Text(written) if !node.quoted => written.replace('_', "").parse::<i64>().ok(),
                _ => None,
            };
            match value {
                Some(value) => config.options.push((rule.clone(), option.clone(), value)),
                None => {
                    let found = if let Value::Text(found) = &node.value { found.clone() } else { node.shape().to_owned() };
                    let kind = FaultKind::WrongShape { key: option.value.clone(), expected: Expected::Whole, found };
                    faults.push(Fault { span: node.span, kind });
                }
            }
        }
    }
}

/// `[accessibility]`.
fn statement(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Statement> {
    let mut table = Mapping::open(node, key, faults)?;
    let text = |table: &mut Mapping<'_>, key, faults: &mut Vec<Fault>| table.optional(key, fields::text, faults).map(|text| text.value);
    let statement = Statement {
        status: table.require("status", word(CONFORMANCE), faults).map_or(Conformance::None, |status| status.value),
        scope: text(&mut table, "scope", faults),
        contact: text(&mut table, "contact", faults),
        date: table.optional("date", fields::date, faults).map(|date| date.value),
        method: text(&mut table, "method", faults),
        exceptions: table.optional("exceptions", list_of(exception), faults).unwrap_or_default(),
    };
    table.close(faults);
    Some(statement)
}

/// `[[accessibility.exceptions]]`.
fn exception(node: &Node, key: &'static str, faults: &mut Vec<Fault>) -> Option<Exception> {
    let mut table = Mapping::open(node, key, faults)?;
    let text = |table: &mut Mapping<'_>, key, faults: &mut Vec<Fault>| table.optional(key, fields::text, faults).map(|text| text.value);
    let exception = Exception {
        what: table.require("what", fields::text, faults).map_or_else(String::new, |what| what.value),
        criterion: text(&mut table, "criterion", faults),
        why: text(&mut table, "why", faults),
        instead: text(&mut table, "instead", faults),
    };
    table.close(faults);
    Some(exception)
}

/// `[types.<name>]`.
fn type_rules(name: &Spanned<String>, node: &Node, faults: &mut Vec<Fault>) -> Option<TypeRules> {
    let mut table = Mapping::open(node, "types", faults)?;
    let rules = TypeRules {
        name: name.clone(),
        label: table.optional("label", fields::text, faults).map(|label| label.value),
        required: table.optional("required", list_of(fields::text), faults).unwrap_or_default(),
        required_sections: table.optional("required_sections", list_of(fields::text), faults).unwrap_or_default(),
    };
    table.close(faults);
    Some(rules)
}

#[cfg(test)]
mod tests;
