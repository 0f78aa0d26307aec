//! Footnotes: gathered while the text is written, put at its end.

use std::collections::HashMap;

use crate::pages::words::Words;

/// Footnotes: numbered as the text refers to them, written at its end.
#[derive(Default)]
pub struct Footnotes {
    order: Vec<String>,
    /// By label, for all of `order`: its number, and how often it was referred to by now.
    uses: HashMap<String, (usize, usize)>,
    texts: HashMap<String, String>,
    /// The footnotes being written; one may stand in another.
    open: Vec<String>,
}

impl Footnotes {
    /// Begins a footnote's text.
    pub fn begin(&mut self, label: &str) {
        self.open.push(label.to_owned());
    }

    /// Ends the footnote that was begun last.
    pub fn end(&mut self, text: String) {
        if let Some(label) = self.open.pop() {
            self.texts.insert(label, text);
        }
    }

    /// The number of a footnote, and how often it was referred to by now.
    pub fn refer(&mut self, label: &str) -> (usize, usize) {
        let (number, uses) = self.uses.entry(label.to_owned()).or_insert_with(|| {
            self.order.push(label.to_owned());
            (self.order.len(), 0)
        });
        *uses += 1;
        (*number, *uses)
    }

    /// The list of footnotes, with the ways back; nothing where there are none.
    pub fn html(&self, words: &Words) -> String {
        if self.texts.is_empty() {
            return String::new();
        }
        let mut html =
            format!("<section class=\"footnotes\" aria-labelledby=\"_fotnoter\"><h2 id=\"_fotnoter\">{}</h2>\n<ol>\n", words.footnotes);
        let mut unused: Vec<&String> = self.texts.keys().filter(|label| !self.uses.contains_key(*label)).collect();
        unused.sort();
        for (n, label) in self.order.iter().chain(unused).enumerate() {
            let Some(text) = self.texts.get(label) else { continue };
            let number = n + 1;
            html.push_str(&format!("<li id=\"_fn-{number}\">{text}"));
            for use_ in 1..=self.uses.get(label).map_or(0, |(_, uses)| *uses) {
                let back = if use_ == 1 { format!("{number}") } else { format!("{number}-{use_}") };
                html.push_str(&format!("<a class=\"back\" href=\"#_fnref-{back}\" aria-label=\"{} ({back})\">↩</a>", words.back));
            }
            html.push_str("</li>\n");
        }
        html.push_str("</ol></section>\n");
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hundred_thousand_footnotes_are_looked_up_and_not_compared() {
        let mut notes = Footnotes::default();
        for n in 0..200_000 {
            let label = format!("n{n}");
            assert_eq!(notes.refer(&label), (n + 1, 1));
            for label in [label, format!("unused{n}")] {
                notes.begin(&label);
                notes.end(String::new());
            }
        }
        assert_eq!(notes.refer("n3"), (4, 2));
        let html = notes.html(&crate::pages::words::NB);
        assert!(html.contains("href=\"#_fnref-4-2\"") && html.contains("<li id=\"_fn-400000\"></li>"));
    }
}
