//! Mutations: every rule's fault is planted at many places of the repository's own content, in memory, and must be found by
//! that rule at that place, with nothing else said that the fault does not cause.
//!
//! Each rule has at least one mutator (`mutations/<family>.rs`); a rule without one fails here. Which places are taken is decided
//! by a generator seeded with the mutator's name, so that every run plants the same. The table is kept in `docs/mutations.md`;
//! `UPDATE=1` rewrites it. `ONLY=ref` tries one family, `PLACES=100` more places of each mutator, `ALONE=1` each place by itself.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test says what failed by failing")]

mod mutations {
    pub mod a11y;
    pub mod act;
    pub mod agr;
    pub mod allow;
    pub mod att;
    pub mod date;
    pub mod dec;
    pub mod fm;
    pub mod ground;
    pub mod id;
    pub mod lang;
    pub mod num;
    pub mod per;
    pub mod planting;
    pub mod privacy;
    pub mod reference;
    pub mod sum;
    pub mod theme;
    pub mod trial;
}

use std::fmt::Write;

use mutations::ground::Ground;
use mutations::planting::Mutator;
use mutations::trial::{Outcome, try_all};
use saksgang::rules;

/// Every mutator, family by family.
fn all() -> Vec<Mutator> {
    use mutations::{a11y, act, agr, allow, att, date, dec, fm, id, lang, num, per, privacy, reference, sum, theme};
    let families = [
        a11y::ALL,
        act::ALL,
        agr::ALL,
        allow::ALL,
        att::ALL,
        date::ALL,
        dec::ALL,
        fm::ALL,
        id::ALL,
        lang::ALL,
        num::ALL,
        per::ALL,
        privacy::ALL,
        reference::ALL,
        sum::ALL,
        theme::ALL,
    ];
    families.iter().flat_map(|family| family.iter().copied()).collect()
}

#[test]
fn every_planted_fault_is_found_by_its_rule_at_its_place() {
    let only = std::env::var("ONLY").ok();
    let mutators: Vec<Mutator> = all().into_iter().filter(|m| only.as_ref().is_none_or(|only| m.rule.starts_with(only))).collect();
    let outcomes = try_all(&Ground::of_this_repository(), &mutators);
    let table = table(&outcomes);
    println!("{table}");
    let problems: Vec<String> = outcomes.iter().flat_map(|outcome| outcome.problems.clone()).collect();
    assert!(problems.is_empty(), "{} problems:\n\n{}\n\n{table}", problems.len(), problems.join("\n\n"));
    if only.is_none() && std::env::var_os("PLACES").is_none() {
        kept(&table);
    }
}

#[test]
fn every_rule_has_a_mutator() {
    let mutators = all();
    let without: Vec<&str> =
        rules::ALL.iter().map(|rule| rule.name).filter(|name| !mutators.iter().any(|mutator| mutator.rule == *name)).collect();
    assert!(without.is_empty(), "rules without a mutator in tests/mutations/: {without:?}");
    let unknown: Vec<&str> = mutators.iter().map(|mutator| mutator.rule).filter(|name| rules::find(name).is_none()).collect();
    assert!(unknown.is_empty(), "mutators of rules that do not exist: {unknown:?}");
}

/// The table as people read it.
fn table(outcomes: &[Outcome]) -> String {
    let mut text =
        String::from("| rule | what is planted | planted | found | right place | extra |\n| --- | --- | --: | --: | --: | --: |\n");
    for outcome in outcomes {
        let Outcome { rule, plants, planted, found, right, extra, .. } = outcome;
        let _ = writeln!(text, "| {rule} | {plants} | {planted} | {found} | {right} | {extra} |");
    }
    let sum = |count: fn(&Outcome) -> usize| outcomes.iter().map(count).sum::<usize>();
    let (planted, found, right, extra) = (sum(|o| o.planted), sum(|o| o.found), sum(|o| o.right), sum(|o| o.extra));
    let _ = writeln!(text, "| **all** | | **{planted}** | **{found}** | **{right}** | **{extra}** |");
    text
}

/// Holds the table against `docs/mutations.md`.
fn kept(table: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/mutations.md");
    let page = format!("{HEAD}\n{table}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, page).expect("docs/mutations.md");
    } else {
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(kept == page, "docs/mutations.md is out of date; run the test with UPDATE=1");
    }
}

const HEAD: &str = "# Mutations

`tests/mutations.rs` plants each rule's fault at many places of `content/`, one at a time and in memory, and checks the whole site
anew. The table tells how many were planted, how many the rule found, how many at exactly the place (the bytes at fault, else
the line), and how many findings there were besides that the fault does not cause. What a fault does cause besides is
declared with each mutator in `tests/mutations/`; a declaration that never comes true fails as well. Infos count like the rest.

This page is written by the test: `UPDATE=1 cargo test --test mutations`.
";
