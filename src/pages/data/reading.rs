//! The site as programs read it: what several outputs need, made once for all of them.

use std::sync::OnceLock;

use crate::index::{Site, Subject};
use crate::model::Role;
use crate::pages::body::{self, plain};
use crate::pages::decision;
use crate::pages::link::{ascii, published};
use crate::pages::rows::decisions;

use super::words::{self, Words};

/// What several outputs need.
pub struct Reading<'s> {
    /// The site.
    pub site: &'s Site,
    /// The words of the site's language.
    pub words: &'static Words,
    /// The decisions that the audience gets, withheld ones among them, the latest first.
    pub decisions: Vec<usize>,
    /// The action items that the audience gets, in their order.
    pub actions: Vec<usize>,
    /// The decisions' texts as HTML with whole addresses, by decision; empty where the text is withheld or not for this audience.
    decided: Vec<OnceLock<String>>,
    /// The action items' texts, likewise.
    tasks: Vec<OnceLock<String>>,
}

impl<'s> Reading<'s> {
    /// Reads a site; a text is made when it is asked for.
    pub fn new(site: &'s Site) -> Self {
        let shown = |n: &usize| site.actions.get(*n).is_some_and(|entry| site.shown(Subject::Document(entry.document)));
        Self {
            site,
            words: words::of(&site.config.language),
            decisions: decisions(site),
            actions: (0..site.actions.len()).filter(shown).collect(),
            decided: site.decisions.iter().map(|_| OnceLock::new()).collect(),
            tasks: site.actions.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// What every page and file lies below.
    fn root(&self) -> &str {
        if self.site.config.base_url.is_empty() { "/" } else { &self.site.config.base_url }
    }

    /// The text of a decision as HTML.
    pub fn decision_html(&self, decision: usize) -> &str {
        let make = || decided(self.site, decision, self.root()).unwrap_or_default();
        self.decided.get(decision).map_or("", |text| text.get_or_init(make))
    }

    /// The text of a decision as words.
    pub fn decision_words(&self, decision: usize) -> String {
        plain(self.decision_html(decision))
    }

    /// The text of an action item as words.
    pub fn task_words(&self, action: usize) -> String {
        let make = || task(self.site, action, self.root()).unwrap_or_default();
        plain(self.tasks.get(action).map_or("", |text| text.get_or_init(make)))
    }

    /// What a decision is called: its id, and its title where the audience gets that.
    pub fn decision_name(&self, decision: usize) -> String {
        let id = self.site.decisions.get(decision).map_or_else(String::new, |entry| entry.id.to_string());
        match decision::title(self.site, decision) {
            Some(title) => format!("{id} {title}"),
            None => id,
        }
    }

    /// The whole address of an address below the site's root, in ASCII; below the root still where the site does not know its own.
    pub fn url(&self, below: &str) -> String {
        ascii(&format!("{}{below}", self.site.config.base_url.trim_end_matches('/')))
    }

    /// What tells this site from others: its address without the scheme.
    pub fn authority(&self) -> &str {
        let base = self.site.config.base_url.trim_end_matches('/');
        base.split_once("://").map_or("saksgang", |(_, rest)| rest)
    }
}

fn decided(site: &Site, decision: usize, root: &str) -> Option<String> {
    let entry = site.decisions.get(decision).filter(|_| published(site, Subject::Decision(decision)))?;
    let text = site.decision(decision).filter(|said| !said.exempt)?.text.as_ref()?;
    let nth = u16::try_from(entry.nth).ok()?;
    Some(body::field(site, entry.document, root, &text.value, Role::DecisionText(nth)))
}

fn task(site: &Site, action: usize, root: &str) -> Option<String> {
    let entry = site.actions.get(action).filter(|entry| site.shown(Subject::Document(entry.document)))?;
    let text = site.action(action)?.text.as_ref()?;
    let nth = u16::try_from(entry.nth).ok()?;
    Some(body::line(site, entry.document, root, &text.value, Role::ActionText(nth)))
}
