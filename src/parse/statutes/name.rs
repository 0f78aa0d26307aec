//! The names that statutes are cited by. What must not enter: sections, dates, the register.

/// Abbreviations that are a statute's name, lower case.
const ABBREVIATIONS: [&str; 11] = ["stl.", "ftrl.", "fvl.", "offl.", "aml.", "hol.", "pbl.", "pbrl.", "hpl.", "strl.", "bvl."];

/// A name in several words that doesn't end like a statute's; ASCII, lower case.
const SOCIAL_SERVICES: &str = "lov om sosiale tjenester i nav";

/// The name that a text ends with: where it begins, and the name in its basic form, lower case.
pub fn before(text: &str) -> Option<(usize, String)> {
    if let Some(start) = text.len().checked_sub(SOCIAL_SERVICES.len())
        && text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(SOCIAL_SERVICES))
        && starts_word(text, start)
    {
        return Some((start, SOCIAL_SERVICES.to_owned()));
    }
    let start = text.char_indices().rev().take_while(|(_, c)| of_word(*c) || *c == '.').last()?.0;
    let word = text.get(start..)?;
    if let Some(short) = abbreviation(word) {
        return Some((start, short));
    }
    // A full stop before the word belongs to the sentence before it.
    let start = start + word.rfind('.').map_or(0, |dot| dot + 1);
    let name = basic_form(text.get(start..)?)?;
    match compound_start(text.get(..start)?) {
        Some(first) => Some((first, format!("{}{name}", text.get(first..start)?.to_lowercase()))),
        None => Some((start, name)),
    }
}

/// The name that a text begins with: its length, and the name in its basic form, lower case.
pub fn after(text: &str) -> Option<(usize, String)> {
    let long = SOCIAL_SERVICES.len();
    if text.get(..long).is_some_and(|start| start.eq_ignore_ascii_case(SOCIAL_SERVICES)) && !text.get(long..)?.starts_with(of_word) {
        return Some((long, SOCIAL_SERVICES.to_owned()));
    }
    let end = text.find(|c| !of_word(c)).unwrap_or(text.len());
    let word = text.get(..end)?;
    if text.get(end..)?.starts_with('.')
        && let Some(short) = abbreviation(text.get(..=end)?)
    {
        return Some((end + 1, short));
    }
    if word.ends_with('-')
        && let Some(rest) = text.get(end..)?.strip_prefix(" og ")
    {
        let last = rest.find(|c| !of_word(c)).unwrap_or(rest.len());
        let name = basic_form(rest.get(..last)?)?;
        return Some((text.len() - rest.len() + last, format!("{} og {name}", word.to_lowercase())));
    }
    Some((end, basic_form(word)?))
}

/// A bare name that can stand for the whole statute in a field: nothing else around it, and no word that may be a document's id.
pub fn whole(text: &str) -> Option<String> {
    let (start, name) = before(text)?;
    let hyphens = name.matches('-').count();
    let plain = hyphens == 0 || name == "nav-loven" || name.contains("- og ");
    (start == 0 && plain).then_some(name)
}

/// The beginning of `helse- og ` at the end of a text that a name follows.
fn compound_start(text: &str) -> Option<usize> {
    let first = text.strip_suffix(" og ").filter(|rest| rest.ends_with('-'))?;
    let start = first.char_indices().rev().take_while(|(_, c)| of_word(*c)).last()?.0;
    (first.len() - start > 1).then_some(start)
}

/// `NAV-lovens` as `nav-loven`; nothing for words that are no statute's name, "loven" itself included.
fn basic_form(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let name = match lower.strip_suffix('s') {
        Some(owner) if owner.ends_with("loven") || owner.ends_with("lova") => owner,
        _ => &lower,
    };
    let stem = name.strip_suffix("loven").or_else(|| name.strip_suffix("lova"))?;
    stem.chars().next().filter(|c| c.is_alphabetic())?;
    Some(name.to_owned())
}

fn abbreviation(word: &str) -> Option<String> {
    ABBREVIATIONS.iter().find(|short| word.eq_ignore_ascii_case(short)).map(|short| (*short).to_owned())
}

/// Letters, digits and the hyphen: what a name is spelt with.
fn of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '\u{2011}'
}

fn starts_word(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|before| before.ends_with(of_word))
}
