//! `saksgang rules`: the list of rules.

use super::{Exit, Stop, Terminal, levels};
use crate::report::text::level_word;
use crate::rules::{self, FixKind, Record};

/// List the rules: name, level, and what each catches.
#[derive(clap::Args)]
pub struct Rules {
    /// A family, such as ref or dec; else all.
    #[arg(value_name = "FAMILY")]
    family: Option<String>,
}

impl Rules {
    pub fn run(&self, terminal: &Terminal) -> Result<Exit, Stop> {
        let listed = match &self.family {
            None => list(|_| true, terminal),
            Some(name) => list(|rule| rule.family() == name || rule.name == name, terminal),
        };
        match (&self.family, listed.is_empty()) {
            (Some(name), true) => Err(levels::unknown(name)),
            _ => {
                terminal.result(&listed);
                Ok(Exit::Clean)
            }
        }
    }
}

/// The rules that are wanted, one a line.
pub fn list(wanted: impl Fn(&Record) -> bool, terminal: &Terminal) -> String {
    let rules: Vec<_> = rules::ALL.iter().filter(|rule| wanted(rule)).collect();
    let widest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &&&Record| {
        let title = terminal.choose(rule.title.0, rule.title.1);
        format!("{:widest$}  {:9}  {title}{}\n", rule.name, levels(rule, terminal), fix(rule.fix, terminal))
    };
    rules.iter().map(line).collect()
}

/// The levels of a rule's cases, each once, the usual one first.
pub fn levels(rule: &Record, terminal: &Terminal) -> String {
    let mut words: Vec<&str> = rule.levels.iter().map(|(_, level)| level_word(*level, terminal.tongue)).collect();
    words.dedup();
    words.join("/")
}

fn fix(fix: FixKind, terminal: &Terminal) -> &'static str {
    match fix {
        FixKind::None => "",
        FixKind::Safe => terminal.choose(" (har retting)", " (has a fix)"),
        FixKind::Unsafe => terminal.choose(" (har forslag til retting)", " (suggests a fix)"),
    }
}
