//! What was probably meant by a word that is nearly another. Every comparison of two words by their letters has the bound that is kept here
//! (docs/limits.md).

/// The most letters of what two words can be compared by: nothing that people write by mistake is longer, and a comparison grows with the
/// square of it.
const LONGEST: usize = 200;

/// How far two words are apart, if near enough to have been meant: at most a third of the letters of the one that was written, at least
/// one. None where either is longer than 200 letters. The words are compared as they are, letter case and all.
#[must_use]
pub fn distance(written: &str, candidate: &str) -> Option<usize> {
    // A letter has four bytes at the most: what is much too long is not even counted.
    if written.len().max(candidate.len()) > 4 * LONGEST {
        return None;
    }
    let (here, there) = (written.chars().count(), candidate.chars().count());
    let allowed = (here / 3).max(1);
    if here.max(there) > LONGEST || here.abs_diff(there) > allowed {
        return None;
    }
    Some(strsim::osa_distance(written, candidate)).filter(|distance| *distance <= allowed)
}

/// The candidate nearest to what was written, whatever the letter case, if any is near enough to have been meant ([`distance`]); else the
/// only one that begins so, `ansvarlig` for `ansvar`.
#[must_use]
pub fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let written = written.to_lowercase();
    let letters = written.chars().count();
    let (mut near, mut longer) = (None, Vec::new());
    for candidate in candidates {
        let small = candidate.to_lowercase();
        if small.chars().count().abs_diff(letters) <= (letters / 3).max(1)
            && let Some(distance) = distance(&written, &small)
            && near.is_none_or(|(least, _)| distance < least)
        {
            near = Some((distance, candidate));
        }
        if (TELLING..=LONGEST).contains(&letters) && small.starts_with(&written) {
            longer.push(candidate);
        }
    }
    match (near, longer.as_slice()) {
        (Some((_, candidate)), _) => Some(candidate),
        (None, [candidate]) => Some(candidate),
        _ => None,
    }
}

/// So many letters tell which word begins with them.
const TELLING: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_longer_than_the_bound_are_near_to_nothing() {
        let (fits, too_long) = ("å".repeat(LONGEST), "å".repeat(LONGEST + 1));
        assert_eq!(distance(&fits, &fits), Some(0));
        assert_eq!(distance(&too_long, &fits), None, "what was written is too long");
        assert_eq!(distance(&fits, &too_long), None, "the candidate is too long");
        assert_eq!(nearest(&fits, [fits.as_str()]), Some(fits.as_str()));
        assert_eq!(nearest(&too_long, [too_long.as_str()]), None);
    }

    #[test]
    fn a_third_of_the_letters_may_be_other_ones_and_at_least_one() {
        assert_eq!((distance("ab", "ax"), distance("ab", "xy"), distance("abc", "abcde")), (Some(1), None, None));
        assert_eq!((distance("tittel", "titel"), distance("tittel", "tilt")), (Some(1), None));
        assert_eq!(nearest("TITEL", ["tittel", "dato"]), Some("tittel"), "letter case is of no account");
        assert_eq!(nearest("", ["ord"]), None);
        assert_eq!(nearest("ansvar", ["sak", "ansvarlig"]), Some("ansvarlig"), "a word that is cut short");
        assert_eq!(nearest("godkj", ["godkjenner", "godkjent_av"]), None, "two begin so");
        assert_eq!(nearest("and", ["andrelesning"]), None, "too short to tell");
    }
}
