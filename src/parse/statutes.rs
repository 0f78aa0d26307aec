//! Citations of statutes: the grammar that fields (`hjemmel`) and running text share, and how sections are normalised.
//!
//! Says what is written, not whether such a statute exists: the index knows the register. A section without a statute is none.

mod act;
mod name;
mod section;

use std::ops::Range;

use crate::model::mention::Citation;
use crate::source::scan;

/// Every citation in a text with its bytes there: in order, none overlapping another.
#[must_use]
pub fn citations(text: &str) -> Vec<(Range<usize>, Citation)> {
    let acts = act::acts(text);
    let mut found: Vec<(Range<usize>, Citation)> = Vec::new();
    let mut end = 0;
    for at in scan::places(text, |byte, after| (byte == 0xc2) & (after == 0xa7)) {
        if at >= end
            && let Some((range, citation)) = cited_at(text, at)
            && range.start >= end
        {
            end = range.end;
            found.push((range, citation));
        }
    }
    // An act named by date and number, unless it is the statute of a section that was just read.
    let sections = found.len();
    for (range, citation) in acts {
        let next = found.get(..sections).map_or(0, |read| read.partition_point(|(other, _)| other.end <= range.start));
        if found.get(next).filter(|_| next < sections).is_none_or(|(other, _)| range.end <= other.start) {
            found.push((range, citation));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Reads a value that is a citation as a whole: `NAV-loven § 14`, a statute's bare name, or `offl. § 13, jf. fvl. § 13`,
/// of which it gives the first ([`citations`] gives them all).
#[must_use]
pub fn citation(written: &str) -> Option<Citation> {
    let written = written.trim();
    if let Some((range, citation)) = citations(written).into_iter().next() {
        let rest = written.get(range.end..)?.trim_start();
        let lead = written.get(..range.start)?;
        let closed = rest.is_empty() || rest == "." || rest.starts_with([',', ';']) || rest.starts_with("jf") || rest.starts_with("og ");
        return (lead.is_empty() && closed).then_some(citation);
    }
    name::whole(written).map(|statute| Citation { statute, sections: Vec::new(), detail: None })
}

/// The citation whose `§` stands at an offset: the statute before it, or after it with "i".
fn cited_at(text: &str, at: usize) -> Option<(Range<usize>, Citation)> {
    let sections = section::sections(text, at)?;
    let before = text.get(..at)?;
    let close = before.trim_end();
    if let Some((start, statute)) = name::before(close) {
        let citation = Citation { statute, sections: sections.list, detail: sections.detail };
        return Some((start..sections.end, citation));
    }
    if let Some((_, statute)) = close.strip_suffix(')').and_then(name::before) {
        let citation = Citation { statute, sections: sections.list, detail: sections.detail };
        return Some((at..sections.end, citation));
    }
    let after = text.get(sections.end..)?;
    let word = after.trim_start();
    let name = word.strip_prefix("i ").or_else(|| word.strip_prefix("i\n"))?.trim_start();
    if word.len() == after.len() {
        return None;
    }
    let name_start = text.len() - name.len();
    let (length, statute) = name::after(name).or_else(|| act::act(name))?;
    Some((at..name_start + length, Citation { statute, sections: sections.list, detail: sections.detail }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        citations(text)
            .into_iter()
            .map(|(range, c)| {
                let detail = c.detail.map(|d| format!(" ({d})")).unwrap_or_default();
                format!("{} => {} {}{detail}", &text[range], c.statute, c.sections.join(" | "))
            })
            .collect()
    }

    #[test]
    fn every_form_of_the_contract_is_read() {
        for (text, expected) in [
            ("etter NAV-loven § 14, og", "NAV-loven § 14 => nav-loven 14"),
            ("NAV-loven §14", "NAV-loven §14 => nav-loven 14"),
            ("NAV-loven § 14 a", "NAV-loven § 14 a => nav-loven 14 a"),
            ("NAV-loven § 14a.", "NAV-loven § 14a => nav-loven 14 a"),
            ("folketrygdloven § 11-5.", "folketrygdloven § 11-5 => folketrygdloven 11-5"),
            ("kommuneloven § 28-1 b ble", "kommuneloven § 28-1 b => kommuneloven 28-1 b"),
            ("NAV-loven §§ 13 og 14 er", "NAV-loven §§ 13 og 14 => nav-loven 13 | 14"),
            ("i kommuneloven §§ 28 a–k.", "kommuneloven §§ 28 a–k => kommuneloven 28 a–28 k"),
            ("kommuneloven §§ 28 a til k", "kommuneloven §§ 28 a til k => kommuneloven 28 a–28 k"),
            ("forvaltningsloven §§ 13–13 f", "forvaltningsloven §§ 13–13 f => forvaltningsloven 13–13 f"),
            ("forvaltningsloven §§ 13-15", "forvaltningsloven §§ 13-15 => forvaltningsloven 13–15"),
            ("ftrl. §§ 11-5, 11-6 og 11-7", "ftrl. §§ 11-5, 11-6 og 11-7 => ftrl. 11-5 | 11-6 | 11-7"),
            ("NAV-loven § 14 fjerde ledd.", "NAV-loven § 14 fjerde ledd => nav-loven 14 (fjerde ledd)"),
            ("stl. § 18 andre ledd bokstav b x", "stl. § 18 andre ledd bokstav b => stl. 18 (andre ledd bokstav b)"),
            ("fvl. § 13 første ledd nr. 2", "fvl. § 13 første ledd nr. 2 => fvl. 13 (første ledd nr. 2)"),
            ("§ 14 i NAV-loven", "§ 14 i NAV-loven => nav-loven 14"),
            ("Se §§ 13 og 14 i NAV-loven skal", "§§ 13 og 14 i NAV-loven => nav-loven 13 | 14"),
            ("§ 14 fjerde ledd i NAV-loven", "§ 14 fjerde ledd i NAV-loven => nav-loven 14 (fjerde ledd)"),
            ("NAV-lovens § 13", "NAV-lovens § 13 => nav-loven 13"),
            ("arkivlova § 6", "arkivlova § 6 => arkivlova 6"),
            ("aml. § 2 A-1", "aml. § 2 A-1 => aml. 2 A-1"),
            ("stl. § 17\nb) stønad", "stl. § 17 => stl. 17"),
            ("kommuneloven §§ 5-1 og 5-2\nd. mer", "kommuneloven §§ 5-1 og 5-2 => kommuneloven 5-1 | 5-2"),
            ("Lov om sosiale tjenester i NAV § 17", "Lov om sosiale tjenester i NAV § 17 => lov om sosiale tjenester i nav 17"),
            ("etter § 17 i lov om sosiale tjenester i NAV.", "§ 17 i lov om sosiale tjenester i NAV => lov om sosiale tjenester i nav 17"),
            ("helse- og omsorgstjenesteloven § 3-1", "helse- og omsorgstjenesteloven § 3-1 => helse- og omsorgstjenesteloven 3-1"),
            ("§ 3 i plan- og bygningsloven", "§ 3 i plan- og bygningsloven => plan- og bygningsloven 3"),
            ("(NAV-loven) §§ 13 og 14", "§§ 13 og 14 => nav-loven 13 | 14"),
            ("NAV-loven § 13 og § 14", "NAV-loven § 13 og § 14 => nav-loven 13 | 14"),
            ("lov 16. juni 2006 nr. 20 om", "lov 16. juni 2006 nr. 20 => lov/2006-06-16-20 "),
            ("Lov av 16.6.2006 nr 20 § 14", "Lov av 16.6.2006 nr 20 § 14 => lov/2006-06-16-20 14"),
            ("NAV-loven\n§\u{a0}14 fjerde\nledd", "NAV-loven\n§\u{a0}14 fjerde\nledd => nav-loven 14 (fjerde ledd)"),
        ] {
            assert_eq!(shown(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_no_citation_is_left_alone() {
        for text in [
            "vedtak § 14a",
            "§ 28 vertskommunemodell",
            "etter loven § 14",
            "§ 14 i loven",
            "jfr. § 13 i Hovedavtalen",
            "NAV-loven og kommuneloven",
            "NAV-loven §",
            "samme lov 3",
            "kontrakten § 4",
            "lov 31. februar 2006 nr. 20",
        ] {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_preposition_is_no_letter_of_a_section() {
        assert_eq!(shown("NAV-loven § 14 i kraft"), ["NAV-loven § 14 => nav-loven 14"]);
        assert_eq!(shown("kommuneloven § 28i"), ["kommuneloven § 28i => kommuneloven 28 i"]);
    }

    #[test]
    fn several_citations_stand_side_by_side() {
        assert_eq!(
            shown("folketrygdloven § 11-5 og NAV-loven § 14 a"),
            ["folketrygdloven § 11-5 => folketrygdloven 11-5", "NAV-loven § 14 a => nav-loven 14 a"]
        );
        assert_eq!(
            shown("lov 16. juni 2006 nr. 20, NAV-loven § 14"),
            ["lov 16. juni 2006 nr. 20 => lov/2006-06-16-20 ", "NAV-loven § 14 => nav-loven 14"]
        );
    }

    #[test]
    fn a_field_is_one_citation_as_a_whole() {
        assert_eq!(citation("NAV-loven").map(|c| c.statute).as_deref(), Some("nav-loven"));
        assert_eq!(citation("offl. § 13 første ledd, jf. fvl. § 13").map(|c| c.sections), Some(vec!["13".to_owned()]));
        for written in ["etter NAV-loven § 14", "NAV-loven § 14 gjelder", "loven", "om NAV-loven", ""] {
            assert_eq!(citation(written), None, "{written}");
        }
    }
}
