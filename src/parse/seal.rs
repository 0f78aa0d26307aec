//! The seal of an approved text: a hash over all that was approved, and nothing that may rightly change later.
//!
//! Sealed are the text below the front matter with LF line ends, the front matter in a canonical form – keys sorted, every value
//! as its text – and the bytes of the listed attachments. Left out are the seal itself and what later work adds: corrections,
//! status, former addresses, allowances, related documents, the archive's reference, and how action items ended.

use sha2::{Digest, Sha256};

use super::front_matter;
use crate::fields::{Node, Value, read_yaml};
use crate::output::hexadecimal;
use crate::source::{BYTE_ORDER_MARK, Source};

/// Top-level keys that may change without breaking a seal.
const OUTSIDE: [&str; 7] = ["alias", "arkivref", "relatert", "rettelser", "segl", "status", "tillat"];

/// Keys of an action item that may change without breaking a seal.
const OUTSIDE_ACTIONS: [&str; 2] = ["lukket_i", "status"];

/// What a seal begins with; the hash follows in lower-case hexadecimal.
pub const PREFIX: &str = "sha256:";

/// The seal of a document with these attachments (each one's SHA-256, in the order listed; none for one that is not there).
#[must_use]
pub fn seal(source: &Source, attachments: &[Option<&str>]) -> String {
    let file: &str = &source.text;
    let split = front_matter::split(file);
    let yaml = file.get(split.yaml.clone()).unwrap_or_default();
    let tree = read_yaml(yaml, split.yaml.start, &mut Vec::new());
    let mut canonical = String::new();
    write(&tree, &OUTSIDE, "", &mut canonical);
    let body = file.get(split.body..).unwrap_or_default().trim_start_matches(BYTE_ORDER_MARK).replace("\r\n", "\n");
    let mut hasher = Sha256::new();
    let attached = attachments.iter().map(|hash| hash.unwrap_or("-")).collect::<Vec<_>>().join("\n");
    for part in [canonical.as_str(), body.trim_end_matches('\n'), attached.as_str()] {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    format!("{PREFIX}{}", hexadecimal::digits(&hasher.finalize()))
}

/// The hash that a written `segl` names, prefix included: its first word. None where that is no hash.
#[must_use]
pub fn hash_of(written: &str) -> Option<&str> {
    let word = written.split_whitespace().next()?;
    let hash = word.strip_prefix(PREFIX)?;
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(word)
}

/// Writes a value so that two writings of the same value are the same text. `key` is the key the value stands under.
fn write(node: &Node, outside: &[&str], key: &str, out: &mut String) {
    match &node.value {
        Value::Text(text) => out.push_str(&quoted(text.trim_end())),
        Value::List(entries) => {
            out.push('[');
            for entry in entries {
                let outside: &[&str] = if key == "oppfølging" { &OUTSIDE_ACTIONS } else { &[] };
                write(entry, outside, "", out);
                out.push(',');
            }
            out.push(']');
        }
        Value::Map(entries) => {
            let mut kept: Vec<_> =
                entries.iter().filter(|(name, value)| !outside.contains(&name.value.as_str()) && value.value != Value::Absent).collect();
            kept.sort_by(|(one, _), (other, _)| one.value.cmp(&other.value));
            out.push('{');
            for (name, value) in kept {
                out.push_str(&quoted(&name.value));
                out.push(':');
                write(value, &[], &name.value, out);
                out.push(',');
            }
            out.push('}');
        }
        _ => out.push('~'),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::{hash_of, seal};
    use crate::source::Source;

    const SEALED: &str = "---\ntype: referat\ndato: 2019-01-10\norgan: styret\nstatus: godkjent\noppfølging:\n  - tekst: Sende\n    status: åpen\n---\n\n## Sak 1 Rammen\n\nVedtatt.\n";

    fn of(text: &str) -> String {
        seal(&Source::decode("content/a.md", text.as_bytes()), &[Some("aa")])
    }

    #[test]
    fn what_may_change_leaves_the_seal_whole() {
        let sealed = of(SEALED);
        for (from, to) in [
            ("\n", "\r\n"),
            ("status: godkjent\n", ""),
            ("status: godkjent\n", "status: godkjent\nsegl: sha256:00\nrelatert: [a/b]\n"),
            ("status: åpen", "status: lukket\n    lukket_i: referat/b#sak-1"),
            ("dato: 2019-01-10\norgan: styret\n", "organ: \"styret\"\ndato: '2019-01-10'\n"),
            ("Vedtatt.\n", "Vedtatt.\n\n"),
        ] {
            assert_eq!(of(&SEALED.replace(from, to)), sealed, "{from:?} → {to:?}");
        }
    }

    #[test]
    fn what_was_approved_may_not_change() {
        let sealed = of(SEALED);
        for (from, to) in [("Vedtatt.", "Vedtatt!"), ("2019-01-10", "2019-01-11"), ("Sende", "Sendes"), ("organ: styret", "organ: radet")] {
            assert_ne!(of(&SEALED.replace(from, to)), sealed, "{from:?} → {to:?}");
        }
        assert_ne!(seal(&Source::decode("content/a.md", SEALED.as_bytes()), &[Some("ab")]), sealed);
        assert_eq!(hash_of(&format!("{sealed} 2019-01-24 ST 1/19")), Some(sealed.as_str()));
        assert_eq!(hash_of("sha256:abc"), None);
    }
}
