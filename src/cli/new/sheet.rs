//! A document being written: front matter that reads back as what was meant, and text.

/// What stands where only people know the answer. The rule about placeholders knows it too.
pub const PLACEHOLDER: &str = "(fyll inn)";

/// A document being written.
#[derive(Debug, Default)]
pub struct Sheet {
    front: String,
    body: String,
}

impl Sheet {
    /// A key with a value.
    pub fn field(&mut self, key: &str, value: &str) -> &mut Self {
        self.line(&format!("{key}: {}", scalar(value)))
    }

    /// A key with its value, or the key alone, which counts as absent and waits to be filled in.
    pub fn field_or_blank(&mut self, key: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.field(key, value),
            None => self.blank(key),
        }
    }

    /// A key without a value.
    pub fn blank(&mut self, key: &str) -> &mut Self {
        self.line(&format!("{key}:"))
    }

    /// A key with a list of texts.
    pub fn list<'v>(&mut self, key: &str, values: impl IntoIterator<Item = &'v str>) -> &mut Self {
        self.blank(key);
        for value in values {
            self.line(&format!("  - {}", scalar(value)));
        }
        self
    }

    /// A line of front matter as it is.
    pub fn line(&mut self, line: &str) -> &mut Self {
        self.front.push_str(line);
        self.front.push('\n');
        self
    }

    /// A heading of a level, with a placeholder or more below.
    pub fn section(&mut self, level: usize, title: &str, text: &str) -> &mut Self {
        self.body.push_str(&format!("\n{} {title}\n\n{text}\n", "#".repeat(level)));
        self
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) -> &mut Self {
        self.body.push_str(&format!("\n{text}\n"));
        self
    }

    /// The file.
    pub fn text(&self) -> String {
        format!("---\n{}---\n{}", self.front, self.body)
    }
}

/// A text as a YAML scalar that no reader takes for anything else.
pub fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | '(' | ')' | '–' | '_' | '§');
    let safe = text.starts_with(|c: char| c.is_alphanumeric() || c == '(') && text.chars().all(plain) && !text.ends_with(' ');
    if safe {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Value, read_yaml};

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "[^\\p{C}\\s][^\\p{C}]{0,20}[^\\p{C}\\s]") {
            let mut sheet = Sheet::default();
            sheet.field("tittel", &text);
            let mut faults = Vec::new();
            let node = read_yaml(&sheet.front, 0, &mut faults);
            proptest::prop_assert!(faults.is_empty(), "{:?}: {:?}", sheet.front, faults);
            let Value::Map(entries) = node.value else { panic!("a mapping") };
            proptest::prop_assert_eq!(&entries[0].1.value, &Value::Text(text));
        }
    }
}
