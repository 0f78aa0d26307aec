//! What a written reference looks like, by syntax alone: the forms of the contract, told apart in one place
//! for fields, for labels in the text and for the destinations of links.
//!
//! Nothing here knows what exists; a form may lead nowhere.

use super::statutes;
use crate::model::{DecisionId, Form};
use crate::output::name::{file_extension, is_shared_file};
use crate::output::percent;
use crate::source::{Span, Spanned};

/// Words before `n/yy` that make it something else than a decision's id.
const NO_CODES: [&str; 11] = ["SAK", "SAKER", "VEDLEGG", "PUNKT", "PKT", "UKE", "NR", "VERSJON", "SIDE", "S", "KL"];

/// Words that a slash joins in everyday text; as a lone label they stay text.
const JOINED_WORDS: [&str; 6] = ["og/eller", "ja/nei", "han/hun", "hun/han", "inn/ut", "and/or"];

/// The form of a reference in a YAML field. A bare word is a document's id there (`om-prosjektet`).
///
/// `base` is the offset in the file of the first byte of `written`; the anchors' spans count from it.
#[must_use]
pub fn form(written: &str, base: usize) -> Option<Form> {
    form_in_field(written, base)
}

/// The form of a reference in a YAML field, the same as [`form`].
#[must_use]
pub fn form_in_field(written: &str, base: usize) -> Option<Form> {
    let (written, base) = trimmed(written, base);
    own_form(written).or_else(|| external(written)).or_else(|| place(written, base))
}

/// The form of a lone `[label]` in the text: none for what must stay text, such as `[sic]`, `[x]` or `[image: …]`.
/// A document's id needs a `/` here, and an address of the web is text.
#[must_use]
pub fn form_of_label(label: &str, base: usize) -> Option<Form> {
    let (label, base) = trimmed(label, base);
    if let Some(form) = own_form(label) {
        return Some(form);
    }
    let path = label.split('#').next().unwrap_or_default();
    if !path.contains('/') || is_joined_words(label) || label.contains(char::is_whitespace) || external(label).is_some() {
        return None;
    }
    place(label, base)
}

/// The form of the label in `[text][label]`: like a field's, and [`Form::Unknown`] where it has none.
#[must_use]
pub fn form_of_explicit_label(label: &str, base: usize) -> Form {
    form_in_field(label, base).unwrap_or_else(|| Form::Unknown(label.trim().to_owned()))
}

/// The form of a link's destination: like a field's, percent signs decoded; [`Form::Unknown`] where it has none.
///
/// The anchor's span is right only where `destination` stands in the file as it is; `markdown` mends it where it is not.
#[must_use]
pub fn form_of_destination(destination: &str, base: usize) -> Form {
    let trimmed = destination.trim();
    if let Some(form) = external(trimmed) {
        return form;
    }
    // CommonMark takes the first of the two signs that `\\server\…` begins with for an escape.
    if trimmed.starts_with('\\') || lacks_scheme(trimmed) {
        return Form::External(trimmed.to_owned());
    }
    let decoded = percent_decoded(destination);
    form_in_field(&decoded, base).unwrap_or_else(|| {
        // As Windows writes a path. No file has such a name, and the nearest that there is will be told.
        let slashed = decoded.replace('\\', "/");
        let is_file = slashed != decoded && is_path(&slashed) && file_extension(&slashed).is_some();
        if is_file { Form::Path { path: decoded, anchor: None } } else { Form::Unknown(decoded) }
    })
}

/// Whether it is two words of everyday text that a slash joins: `ja/nei`.
#[must_use]
pub fn is_joined_words(text: &str) -> bool {
    JOINED_WORDS.contains(&text.to_lowercase().as_str())
}

/// A decision's id; `Sak 3/17` and the like are none.
fn decision(written: &str) -> Option<DecisionId> {
    DecisionId::read(written).filter(|id| !NO_CODES.contains(&id.code.as_str()))
}

/// A word, a number and a year or what could be one, as people write the number of a decision.
#[must_use]
pub fn is_nearly_decision(label: &str) -> bool {
    let bare = label.trim_end_matches(['.', ',', ';', ':']);
    // Most labels are seen to be none by their last sign.
    if !bare.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let word = |text: &str| text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (code, rest) = bare.split_at(word(bare));
    let rest = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '.', ':']);
    let (aside, rest) = rest.split_at(word(rest));
    let rest = rest.strip_prefix('.').filter(|_| !aside.is_empty()).unwrap_or(rest).trim_start();
    let (number, rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    let year = rest.trim_start().strip_prefix(['/', '\\', '-', '–', '.']).map(str::trim_start);
    let is_year = |year: &str| (1..=4).contains(&year.len()) && year.bytes().all(|byte| byte.is_ascii_digit());
    (1..=DecisionId::LONGEST_CODE).contains(&code.chars().count())
        && matches!(aside.to_lowercase().as_str(), "" | "nr" | "no" | "sak" | "vedtak")
        && (1..=6).contains(&number.len())
        && year.is_some_and(is_year)
}

/// The forms that look the same everywhere: decision, agenda item, attachment, party, anchor, statute.
fn own_form(written: &str) -> Option<Form> {
    if let Some(anchor) = written.strip_prefix('#') {
        let plain = !anchor.is_empty() && !anchor.contains(char::is_whitespace) && !anchor.contains('#');
        // `#4` is how people write a number, `#sak-4` an anchor; both are anchors where a reference is due.
        return plain.then(|| Form::Anchor(anchor.to_owned()));
    }
    if let Some(party) = written.strip_prefix('@') {
        return is_id(party).then(|| Form::Party(party.to_owned()));
    }
    if let Some(number) = after_word(written, "sak").and_then(item_number) {
        return Some(Form::AgendaItem(number));
    }
    if let Some(number) = after_word(written, "vedlegg").filter(|number| all_digits(number, 5)) {
        return number.parse().ok().map(Form::Attachment);
    }
    if let Some(id) = decision(written) {
        return Some(Form::Decision(id));
    }
    if written.contains('/') && !written.contains('§') && !written.contains(' ') {
        return None;
    }
    statutes::citation(written).map(Form::Statute)
}

/// A path or a document's id, with its anchor.
fn place(written: &str, base: usize) -> Option<Form> {
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (path, Some(Spanned::new(anchor.to_owned(), Span::new(base + path.len() + 1, base + written.len())))),
        None => (written, None),
    };
    if anchor.as_ref().is_some_and(|anchor| anchor.value.is_empty() || anchor.value.contains(char::is_whitespace)) || !is_path(path) {
        return None;
    }
    let relative = path.starts_with("./") || path.starts_with("../") || path == "." || path == "..";
    if !relative && path.starts_with('/') && (path.ends_with(".md") || file_extension(path).is_none()) {
        return Some(document(path, anchor));
    }
    if relative || path.starts_with('/') || file_extension(path).is_some() {
        return Some(Form::Path { path: path.to_owned(), anchor });
    }
    Some(document(path, anchor))
}

fn document(path: &str, anchor: Option<Spanned<String>>) -> Form {
    let id = path.trim_start_matches('/').trim_end_matches('/');
    let id = id.strip_suffix(".md").unwrap_or(id);
    Form::Document { id: id.to_owned(), anchor }
}

/// An address outside the site: with a scheme, `//host`, or a file share.
fn external(written: &str) -> Option<Form> {
    let share = written.starts_with("\\\\") || written.starts_with("//");
    let scheme = written.split_once(':').filter(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
            && !rest.starts_with(char::is_whitespace)
            && !rest.is_empty()
    });
    (share || scheme.is_some()).then(|| Form::External(written.to_owned()))
}

/// Whether a link's destination is an address that lost its beginning, or a part of it: `www.nav.no`, `https//nav.no`, `post@nav.no`.
fn lacks_scheme(written: &str) -> bool {
    let lower = written.to_ascii_lowercase();
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let is_name = |host: &str| host.contains('.') && host.split('.').all(|part| !part.is_empty());
    // `plan@2.docx` and `www.plan.pdf` are files.
    let is_host = |host: &str| is_name(host) && !host.contains(char::is_whitespace) && !is_shared_file(host);
    lower.starts_with("http//")
        || lower.starts_with("https//")
        || host.strip_prefix("www.").is_some_and(is_host)
        || lower
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !name.contains('/') && !host.contains(['/', '@']) && is_host(host))
}

/// Whether something can be a path below `content/`: parts of letters, digits and the signs of file names. Spaces need a `/`.
fn is_path(path: &str) -> bool {
    let trimmed = path.strip_prefix('/').unwrap_or(path);
    let trimmed = trimmed.strip_suffix('/').unwrap_or(trimmed);
    let spaces = path.contains('/') || file_extension(path).is_some();
    let part_fits = |part: &str| {
        !part.is_empty()
            && part == part.trim()
            && part.chars().any(|c| c.is_alphanumeric() || c == '.')
            && part.chars().all(|c| c.is_alphanumeric() || "-_.~+&'()!,".contains(c) || is_mark(c) || (spaces && c == ' '))
            && !part.contains(", ")
    };
    trimmed.split('/').all(part_fits)
}

/// Combining marks: letters as some systems write them in file names.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// An id of the register: letters, digits, `-`, `_`, `.`.
fn is_id(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_mark(c))
}

/// What follows a word in any letter case and spacing (`Sak 4`, `sak4`).
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then(|| rest.trim_start())
}

/// `4`, `4/19`, `4 / 19` as `4`, `4/19`.
fn item_number(written: &str) -> Option<String> {
    match written.split_once('/') {
        None => all_digits(written, 5).then(|| written.to_owned()),
        Some((number, year)) => {
            let (number, year) = (number.trim_end(), year.trim_start());
            (all_digits(number, 5) && all_digits(year, 2) && year.len() == 2).then(|| format!("{number}/{year}"))
        }
    }
}

fn all_digits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn trimmed(written: &str, base: usize) -> (&str, usize) {
    let start = written.trim_start();
    (start.trim_end(), base + written.len() - start.len())
}

/// `%20` and the like as the bytes they stand for; left as they are where that gives no text.
fn percent_decoded(written: &str) -> String {
    if !written.contains('%') {
        return written.to_owned();
    }
    String::from_utf8(percent::decoded(written).0).unwrap_or_else(|_| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(form: Option<Form>) -> String {
        match form {
            Some(Form::Document { id, anchor }) => format!("document {id} {}", anchor.map(|a| a.value).unwrap_or_default()),
            Some(Form::Path { path, anchor }) => format!("path {path} {}", anchor.map(|a| a.value).unwrap_or_default()),
            Some(Form::Decision(id)) => format!("decision {id}"),
            Some(Form::Attachment(n)) => format!("attachment {n}"),
            Some(Form::AgendaItem(n)) => format!("item {n}"),
            Some(Form::Anchor(n)) => format!("anchor {n}"),
            Some(Form::Party(n)) => format!("party {n}"),
            Some(Form::External(n)) => format!("external {n}"),
            Some(Form::Statute(c)) => format!("statute {} {}", c.statute, c.sections.join(" ")),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn every_form_of_a_field() {
        for (written, expected) in [
            ("SG 3/17", "decision SG 3/17"),
            ("sg3/17", "decision SG 3/17"),
            ("Sak 4", "item 4"),
            ("sak4/19", "item 4/19"),
            ("SAK 4 / 19", "item 4/19"),
            ("Vedlegg 2", "attachment 2"),
            ("vedlegg\u{a0}2", "attachment 2"),
            ("#sak-4", "anchor sak-4"),
            ("@styringsgruppa", "party styringsgruppa"),
            ("referat/styringsgruppa/2018-09-14#sak-4", "document referat/styringsgruppa/2018-09-14 sak-4"),
            ("/referat/a/2018-09-14/", "document referat/a/2018-09-14 "),
            ("/notat/a.md#b", "document notat/a b"),
            ("om-prosjektet", "document om-prosjektet "),
            ("veileder/versjon-3.0#3.5", "document veileder/versjon-3.0 3.5"),
            ("../styringsgruppa/2018-09-14.md#sak-4", "path ../styringsgruppa/2018-09-14.md sak-4"),
            ("plan.pdf", "path plan.pdf "),
            ("2018-09-14/min plan.pdf", "path 2018-09-14/min plan.pdf "),
            ("https://nav.no/a#b", "external https://nav.no/a#b"),
            ("mailto:a@b.no", "external mailto:a@b.no"),
            ("NAV-loven § 14", "statute nav-loven 14"),
            ("høring/æøå", "document høring/æøå "),
        ] {
            assert_eq!(shown(form(written, 0)), expected, "{written}");
        }
        for written in ["", "Ola Nordmann", "SG 3", "se referatet", "a//b", "a, b/c", "#", "@", "hva/er dette?"] {
            assert_eq!(form(written, 0), None, "{written}");
        }
    }

    #[test]
    fn lone_labels_stay_text_unless_they_have_a_form() {
        for label in [
            "sic",
            "x",
            " ",
            "^1",
            "…",
            "bookmark: _Toc1",
            "image: a/b.png",
            "og/eller",
            "om-prosjektet",
            "https://nav.no",
            "1/3 av",
            "Ola",
        ] {
            assert_eq!(form_of_label(label, 0), None, "{label}");
        }
        for label in ["SG 3/17", "Sak 4", "vedlegg 1", "@ola-n", "#sak-4", "mandat/m#punkt-4", "../a.md", "NAV-loven § 14", "NAV-loven"] {
            assert!(form_of_label(label, 0).is_some(), "{label}");
        }
    }

    #[test]
    fn anchors_know_their_bytes() {
        let Some(Form::Document { anchor: Some(anchor), .. }) = form("  a/b#sak-4 ", 10) else { panic!("a document") };
        assert_eq!(anchor.span, Span::new(16, 21));
    }

    #[test]
    fn destinations_are_decoded_and_never_without_form() {
        assert_eq!(shown(Some(form_of_destination("SG%203/17", 0))), "decision SG 3/17");
        assert_eq!(shown(Some(form_of_destination("h%C3%B8ring.pdf", 0))), "path høring.pdf ");
        assert_eq!(shown(Some(form_of_destination("a\\plan.pdf", 0))), "path a\\plan.pdf ");
        assert_eq!(form_of_destination("a\\b", 0), Form::Unknown("a\\b".to_owned()));
        assert_eq!(form_of_destination("", 0), Form::Unknown(String::new()));
        assert_eq!(form_of_destination("%FF", 0), Form::Unknown("%FF".to_owned()));
        assert_eq!(form_of_destination("vekst%+5.pdf", 0), Form::Unknown("vekst%+5.pdf".to_owned()), "a sign is no digit");
        assert_eq!(shown(Some(form_of_destination("C:\\felles\\a.docx", 0))), "external C:\\felles\\a.docx");
        for lost in ["\\server\\felles", "www.nav.no", "WWW.nav.no/a?b", "https//nav.no", "http//nav.no/a", "kari.n@elvedal.kommune.no"] {
            assert_eq!(form_of_destination(lost, 0), Form::External(lost.to_owned()), "{lost}");
        }
        for other in [
            "www.md",
            "www.plan.pdf",
            "www/a.b",
            "@kari-nordmann",
            "a@b",
            "plan@2.pdf",
            "logo@2x.png",
            "plan@2.DOCX",
            "www.plan.docx",
            "httpsider/a",
            "a/kari@nav.no",
        ] {
            assert!(!matches!(form_of_destination(other, 0), Form::External(_)), "{other}");
        }
    }
}
