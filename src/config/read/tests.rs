use super::*;

fn config(toml: &str) -> Config {
    read(SourceId(0), &Source::decode("site.toml", toml.as_bytes()))
}

const WHOLE: &str = r#"format = 1
title = "NAV i Nordland"
base_url = "https://example.org/nordland"
language = "nn"
theme = "navet"
timezone = "Europe/Oslo"
default_access = "intern"
owner = "NAV Nordland"
audience = "revisjonen"
quality = true

[accessibility]
status = "partial"
scope = "Hele nettstedet"
contact = "post@example.org"
date = 2019-03-01
[[accessibility.exceptions]]
what = "Regneark uten overskrifter"
criterion = "1.3.1"

[rules]
edition = "0.1"
"date-holiday" = "off"
lang = "info"
[rules.options.date-implausible]
years = 30

[types.høringssvar]
label = "Høringssvar"
required = ["dato", "ansvarlig"]
required_sections = ["Innspill"]

[audiences.intern]
access = ["åpen", "intern"]
exempt = "nothing"
[audiences.revisjonen]
access = ["åpen"]
exempt = "stub"

[search]
elasticlunr = true
[limits]
attachment_mb = 40
"#;

#[test]
fn every_key_of_the_contract_is_read() {
    let config = config(WHOLE);
    assert_eq!(config.faults, []);
    assert_eq!((config.title.as_str(), config.base_url.as_str()), ("NAV i Nordland", "https://example.org/nordland/"));
    assert_eq!((config.language.as_str(), config.default_access, config.audience.as_str()), ("nn", Access::Internal, "revisjonen"));
    let rules: Vec<_> = config.rules.iter().map(|(name, level)| (&WHOLE[name.span.range()], *level)).collect();
    assert_eq!(rules, [("date-holiday", Level::Off), ("lang", Level::Info)]);
    assert_eq!(config.option("date-implausible", "years", 5), 30);
    assert_eq!(config.edition.as_deref(), Some("0.1"));
    let hearing = config.type_rules("høringssvar").unwrap();
    assert_eq!((hearing.label.as_deref(), hearing.required.len(), hearing.required_sections.len()), (Some("Høringssvar"), 2, 1));
    assert_eq!(config.audiences.len(), 3);
    assert_eq!(config.audience("intern").unwrap().exempt, ExemptAs::Nothing);
    assert!(config.elasticlunr && config.quality);
    let statement = config.accessibility.unwrap();
    assert_eq!((statement.status, statement.scope.as_deref()), (Conformance::Partial, Some("Hele nettstedet")));
    assert_eq!((statement.date, statement.method), ("2019-03-01".parse().ok(), None));
    let exception =
        Exception { what: "Regneark uten overskrifter".to_owned(), criterion: Some("1.3.1".to_owned()), ..Exception::default() };
    assert_eq!(statement.exceptions, [exception]);
    assert_eq!(config.attachment_mb, 40);
}

#[test]
fn an_unknown_format_is_one_clear_fault() {
    let config = config("format = 2\nnonsense = true\n");
    assert!(
        matches!(config.faults.as_slice(), [Fault { kind: FaultKind::NotAllowed { key, found, .. }, .. }] if key == "format" && found == "2")
    );
}

#[test]
fn every_fault_has_its_place_and_the_default_stays() {
    let toml = "titel = \"x\"\nbase_url = \"example.org\"\naudience = \"interne\"\ntheme = \"../x\"\ntimezone = \"Europa/Oslo\"\n[rules]\nfm = \"errror\"\n[rules.options.x]\nyears = \"30\"\n[audiences.alle]\naccess = [\"unntatt\"]\n[serach]\n";
    let config = config(toml);
    let at: Vec<&str> = config.faults.iter().map(|fault| &toml[fault.span.range()]).collect();
    assert_eq!(at, ["titel", "example.org", "interne", "../x", "Europa/Oslo", "errror", "30", "unntatt", "serach"], "{:?}", config.faults);
    let nearest: Vec<_> = config
        .faults
        .iter()
        .filter_map(|fault| match &fault.kind {
            FaultKind::UnknownKey { nearest, .. } | FaultKind::NotAllowed { nearest, .. } => nearest.as_deref(),
            _ => None,
        })
        .collect();
    assert_eq!(nearest, ["title", "intern", "error", "search"]);
    assert_eq!((config.theme.value.as_str(), config.base_url.as_str(), config.audience.as_str()), ("navet", "", "intern"));
    assert_eq!(config.timezone, "Europe/Oslo");
    assert!(config.audience("alle").unwrap().access.is_empty());
}
