//! ref-statute-form: a section with its statute written irregularly: `NAV-loven §14`.

use super::{Check, FixKind, Notes, Reading, Record, naming};
use crate::diagnostic::{Bilingual, Edit, Finding, Fix, Level};
use crate::model::Form;

/// The record.
pub const RECORD: Record = Record {
    name: "ref-statute-form",
    title: ("en paragraf skrevet på uvanlig vis", "a section written irregularly"),
    levels: &[("", Level::Warning)],
    fix: FixKind::Safe,
    since: "0.1.0",
    document: include_str!("ref_statute_form.md"),
    check: Check::Document(check),
};

fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let (site, n) = (reading.site, reading.document);
    for reference in site.references_in(n) {
        let mention = site.mention(reference);
        let Form::Statute(citation) = &mention.form else { continue };
        let place = site.place(n, mention.span);
        let written = site.sources.slice(place);
        let Some(right) = regular(written, citation.sections.len()).filter(|right| right != written) else { continue };
        let (shown, meant) = (naming::quoted(site, n, written), naming::quoted(site, n, &right));
        let message = Bilingual::new(format!("«{shown}» skrives «{meant}»"), format!("“{shown}” is written “{meant}”"));
        let advice = Bilingual::new(format!("Skriv «{meant}»"), format!("Write “{meant}”"));
        let fix = Fix { message: advice.clone(), safe: true, edits: vec![Edit { place, text: right }] };
        let help = Bilingual::new(advice.nb + ".", advice.en + ".");
        notes.add(Finding::new(RECORD.name, place, message).with_help(help).with_fix(fix));
    }
}

/// A citation as it is written regularly: one space after the sign, one between number and letter, one sign for one section. None where
/// there is no section, or markup inside.
fn regular(written: &str, sections: usize) -> Option<String> {
    let at = written.find('§')?;
    let (before, rest) = written.split_at_checked(at)?;
    let signs = rest.chars().take_while(|c| *c == '§').count();
    let after = rest.get(signs * '§'.len_utf8()..)?;
    if written.contains(['*', '_', '`', '[', '\\', '&']) || rest.matches('§').count() > signs {
        return None;
    }
    // With two signs a hyphen stands for "to", or belongs to a number: only the author knows.
    let range = after.contains(['–', '—', '-']) || after.contains(" til ");
    let sign = match (signs, sections) {
        (2, 1) if !range => "§",
        (1, _) => "§",
        _ => "§§",
    };
    let name = before.trim_end();
    let between = if name.is_empty() { "" } else { gap(before.get(name.len()..)?) };
    let number = after.trim_start();
    let space = gap(after.get(..after.len() - number.len())?);
    Some(format!("{name}{between}{sign}{space}{}", parted(number)))
}

/// One space, or the white space there is where it is one: a no-break space, a line end.
fn gap(written: &str) -> &str {
    if written.chars().count() == 1 { written } else { " " }
}

/// The sections with a space between a number and the single letter that belongs to it: `14a` as `14 a`.
fn parted(sections: &str) -> String {
    let mut text = String::with_capacity(sections.len() + 2);
    let letters: Vec<char> = sections.chars().collect();
    for (n, c) in letters.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| letters.get(n));
        let alone = !letters.get(n + 1).is_some_and(|next| next.is_alphanumeric());
        if c.is_ascii_lowercase() && alone && before.is_some_and(char::is_ascii_digit) {
            text.push(' ');
        }
        text.push(*c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::regular;

    #[test]
    fn citations_get_their_regular_form() {
        for (written, sections, right) in [
            ("NAV-loven §14", 1, "NAV-loven § 14"),
            ("NAV-loven§ 14", 1, "NAV-loven § 14"),
            ("NAV-loven  §  14a", 1, "NAV-loven § 14 a"),
            ("NAV-loven §§ 14", 1, "NAV-loven § 14"),
            ("NAV-loven §\u{a0}14", 1, "NAV-loven §\u{a0}14"),
            ("kommuneloven §§ 28 a–k", 1, "kommuneloven §§ 28 a–k"),
            ("sosialtjenesteloven §§ 17-27", 1, "sosialtjenesteloven §§ 17-27"),
            ("folketrygdloven §  11-5", 1, "folketrygdloven § 11-5"),
            ("§14 i NAV-loven", 1, "§ 14 i NAV-loven"),
            ("aml. § 2 A-1", 1, "aml. § 2 A-1"),
        ] {
            assert_eq!(regular(written, sections).as_deref(), Some(right), "{written}");
        }
        assert_eq!(regular("NAV-loven § 13 og § 14", 2), None);
        assert_eq!(regular("NAV-loven", 0), None);
    }
}
