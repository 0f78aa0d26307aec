//! What no output may repeat: id numbers, accounts, secrets, and the words of something exempt that stand in an open document.
//!
//! Bytes are withheld in the sources and dots stand for them wherever they would be shown; messages are masked by their own words.

use crate::diagnostic::{Bilingual, Finding};
use crate::index::Site;
use crate::model::PersonalKind;
use crate::parse::personal::masked;
use crate::rules::{Notes, personal, priv_exempt_title};

/// Withholds what the site's files may not show. Before anything is rendered, and whatever the levels of the rules are.
pub fn withhold(site: &mut Site, notes: &Notes) {
    let (names, inside): (Vec<_>, Vec<_>) = personal::of(site, PersonalKind::is_masked).into_iter().partition(|one| one.in_name);
    for one in inside {
        site.sources.withhold(one.place);
    }
    for one in names {
        if let Some(shown) = site.sources.get(one.place.source).map(|source| masked(&source.path).into_owned()) {
            site.sources.show_as(one.place.source, shown);
        }
    }
    for finding in notes.findings.iter().filter(|finding| finding.rule == priv_exempt_title::RECORD.name) {
        site.sources.withhold(finding.place);
    }
}

/// Whether an edit would repeat something that is withheld.
pub fn fix_repeats(finding: &Finding) -> bool {
    let repeats = |text: &str| matches!(masked(text), std::borrow::Cow::Owned(_));
    finding.fix.as_ref().is_some_and(|fix| fix.edits.iter().any(|edit| repeats(&edit.text)))
}

/// The finding with dots in its words.
pub fn in_words(mut finding: Finding) -> Finding {
    let words = |text: &mut Bilingual| {
        for text in [&mut text.nb, &mut text.en] {
            if let std::borrow::Cow::Owned(shown) = masked(text) {
                *text = shown;
            }
        }
    };
    words(&mut finding.message);
    finding.labels.iter_mut().for_each(|label| words(&mut label.message));
    finding.help.iter_mut().for_each(words);
    finding.fix.iter_mut().for_each(|fix| words(&mut fix.message));
    finding
}
