//! `saksgang explain RULE`: a rule's documentation.

use super::{Exit, Stop, Terminal, levels, rules};
use crate::diagnostic::Tongue;
use crate::rules::{BOKMAL, EXAMPLES, Record, find};

/// Explain a rule: what it catches, why, and how to mend it; a family lists its rules.
#[derive(clap::Args)]
pub struct Explain {
    /// The rule's name, as findings show it.
    #[arg(value_name = "RULE")]
    rule: String,
}

impl Explain {
    pub fn run(&self, terminal: &Terminal) -> Result<Exit, Stop> {
        match find(&self.rule) {
            Some(rule) => terminal.result(&explanation(rule, terminal)),
            None => {
                let family = rules::list(|rule| rule.family() == self.rule, terminal);
                if family.is_empty() {
                    return Err(levels::unknown(&self.rule));
                }
                terminal.result(&family);
            }
        }
        Ok(Exit::Clean)
    }
}

fn explanation(rule: &Record, terminal: &Terminal) -> String {
    let title = terminal.choose(rule.title.0, rule.title.1);
    let level = terminal.choose("nivå", "level");
    let mut text = format!("{} ({level}: {})\n{title}\n", rule.name, rules::levels(rule, terminal));
    let (opening, sections) = rule.manual();
    let bokmal = sections.iter().find(|(heading, _)| *heading == BOKMAL);
    match (terminal.tongue, bokmal) {
        (Tongue::Bokmal, Some((_, said))) => text.push_str(&format!("\n{}\n", said.trim())),
        _ => {
            text.push_str(&format!("\n{opening}\n"));
            for (heading, said) in sections.iter().filter(|(heading, _)| *heading != BOKMAL && *heading != EXAMPLES) {
                text.push_str(&format!("\n{heading}\n{}\n", said.trim()));
            }
        }
    }
    if let Some((_, examples)) = sections.iter().find(|(heading, _)| *heading == EXAMPLES) {
        text.push_str(&shown_examples(examples, terminal));
    }
    text
}

/// The little sites, each under a line that says whether the rule speaks; its place stays marked.
fn shown_examples(examples: &str, terminal: &Terminal) -> String {
    let mut text = String::new();
    let mut inside = false;
    for line in examples.lines() {
        match line.strip_prefix("```") {
            Some(words) if !inside => {
                inside = true;
                let fires = words.split_whitespace().any(|word| word == "fires");
                let intro = if fires {
                    terminal.choose("Slår ut (⟦…⟧ viser stedet):", "Fires (⟦…⟧ shows the place):")
                } else {
                    terminal.choose("Slår ikke ut:", "Silent:")
                };
                text.push_str(&format!("\n{intro}\n"));
            }
            Some(_) => inside = false,
            None if inside => text.push_str(format!("    {line}").trim_end()),
            None => continue,
        }
        if inside && !line.starts_with("```") {
            text.push('\n');
        }
    }
    text
}
