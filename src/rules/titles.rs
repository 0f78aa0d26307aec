//! What the titles of a table's rows and columns say of its numbers: that one is a sum, a part of the one above, a mean, per cents.
//!
//! What may not enter: the numbers themselves, and any rule's own sentence.

use crate::model::text::Cell;

/// Begin the title of a sum.
const SUMS: &[&str] = &["sum", "summen", "delsum", "totalt", "total", "totalsum", "samlet", "samla", "tilsammen", "tilsaman"];
/// The same in two words.
const SUMS_IN_TWO: &[(&str, &str)] = &[("i", "alt"), ("til", "sammen"), ("til", "saman")];
/// After "samlet": gathered in, which is no sum.
const GATHERED: &[&str] = &["inn", "opp"];
/// Begin the title of a part of the row above.
const OF_WHICH: &[&str] = &["herav", "derav", "hvorav", "kvarav", "herunder"];
/// The same in two words.
const OF_WHICH_IN_TWO: &[(&str, &[&str])] =
    &[("av", &["dette", "disse", "desse", "denne", "dei", "de"]), ("der", &["av"]), ("her", &["av"]), ("hvor", &["av"])];
/// Begin the title of what is taken away.
const LESS: &[&str] = &["minus", "fratrukket", "fratrekt", "fratrukke"];
/// Say that a sum is the same one with something more or less, or of other things.
const OTHERWISE: &[&str] =
    &["inkl", "inklusive", "inkludert", "eks", "ekskl", "eksklusive", "med", "uten", "utan", "mva", "moms", "netto", "brutto", "per", "pr"];

/// Whether a row's first cell that is not empty says that the row is a sum.
#[must_use]
pub fn is_sum_row(row: &[Cell]) -> bool {
    says_sum(of_row(row))
}

/// A row's title: its first cell that is not empty.
#[must_use]
pub fn of_row(row: &[Cell]) -> &str {
    row.iter().map(|cell| cell.words.trim()).find(|words| !words.is_empty()).unwrap_or_default()
}

/// Whether a title says sum: it begins with the word, or has SUM in capitals.
#[must_use]
pub fn says_sum(title: &str) -> bool {
    let in_capitals = || title.contains("SUM") && title.split(|c: char| !c.is_alphanumeric()).any(|word| word == "SUM");
    if !begins(title, "sdti") {
        return in_capitals();
    }
    let words = words(title);
    let (first, second) = two(&words);
    let gathered = first.starts_with("saml") && GATHERED.contains(&second);
    (SUMS.contains(&first) && !gathered) || SUMS_IN_TWO.contains(&(first, second)) || in_capitals()
}

/// Whether a title says sum and nothing else: "Totalt", "SUM TOTALT".
#[must_use]
pub fn says_sum_alone(title: &str) -> bool {
    let words = words(title);
    let plain = |word: &String| SUMS.contains(&word.as_str()) || ["i", "alt", "til", "sammen", "saman"].contains(&word.as_str());
    says_sum(title) && words.iter().all(plain)
}

/// Whether a sum's title says that it may be one of other things than the numbers above: "Sum 2023", "Sum inkl. mva.".
#[must_use]
pub fn says_otherwise(title: &str) -> bool {
    title.chars().any(|c| c.is_ascii_digit()) || words(title).iter().any(|word| OTHERWISE.contains(&word.as_str()))
}

/// Whether a title says that what stands there is a part of what was told already: "– herav leie", "av dette".
#[must_use]
pub fn says_of_which(title: &str) -> bool {
    if !begins(title, "hdka") {
        return false;
    }
    let words = words(title);
    let (first, second) = two(&words);
    OF_WHICH.contains(&first) || OF_WHICH_IN_TWO.iter().any(|(one, other)| *one == first && other.contains(&second))
}

/// Whether a title says that what stands there is taken away: "Minus refusjon".
#[must_use]
pub fn says_less(title: &str) -> bool {
    title.trim_start().starts_with('÷') || begins(title, "mf") && words(title).first().is_some_and(|word| LESS.contains(&word.as_str()))
}

/// Whether a sum's title says that it is what is left: "Samlet resultat".
#[must_use]
pub fn says_result(title: &str) -> bool {
    let is_result =
        |word: &String| ["resultat", "overskudd", "overskot", "underskudd", "underskot", "differanse"].iter().any(|one| word.contains(one));
    words(title).iter().any(is_result)
}

/// Whether a title says that what stands there is a mean.
#[must_use]
pub fn says_mean(title: &str) -> bool {
    // Most titles are seen to hold none of these without a look at their words.
    ["nitt", "NITT", "edian", "EDIAN"].iter().any(|part| title.contains(part))
        && words(title).iter().any(|word| word.starts_with("snitt") || word.contains("gjennomsnitt") || word.starts_with("median"))
}

/// Whether a title says that what stands there is the sum so far: "Akkumulert", "Hittil i år".
#[must_use]
pub fn says_so_far(title: &str) -> bool {
    begins(title, "akhs") && {
        let words = words(title);
        words.iter().any(|word| word.starts_with("akkumuler") || word.starts_with("kumulativ") || word == "hittil")
            || two(&words) == ("så", "langt")
    }
}

/// Whether a title says that what stands there is per cents.
#[must_use]
pub fn says_per_cent(title: &str) -> bool {
    let lower = title.to_lowercase();
    title.contains('%') || lower.contains("prosent") || words(title).iter().any(|word| word == "pst")
}

/// Whether a title says that what stands there may be a rate, whose total is no sum: per cents, "kr per innbygger", an age.
#[must_use]
pub fn says_rate(title: &str) -> bool {
    let rate = |word: &String| {
        ["per", "pr"].contains(&word.as_str()) || ["andel", "grad", "alder", "rate", "indeks", "pris"].iter().any(|end| word.ends_with(end))
    };
    says_per_cent(title) || words(title).iter().any(rate)
}

/// Whether the first letter of a title is one of these, whatever its case: of most titles no more need be looked at.
fn begins(title: &str, letters: &str) -> bool {
    title.chars().find(|c| c.is_alphanumeric()).is_some_and(|first| letters.contains(first.to_ascii_lowercase()))
}

/// The words of a title, in small letters.
fn words(title: &str) -> Vec<String> {
    title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn two(words: &[String]) -> (&str, &str) {
    let word = |n: usize| words.get(n).map_or("", String::as_str);
    (word(0), word(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_and_none(says: fn(&str) -> bool, all: &[&str], none: &[&str]) {
        assert_eq!(all.iter().filter(|title| !says(title)).collect::<Vec<_>>(), Vec::<&&str>::new());
        assert_eq!(none.iter().filter(|title| says(title)).collect::<Vec<_>>(), Vec::<&&str>::new());
    }

    #[test]
    fn sums_are_known_by_their_first_words() {
        all_and_none(
            says_sum,
            &["Sum", "SUM:", "Totalt 2019", "I alt", "Til sammen", "Til saman", "Samlet bemanning", "Samla", "Prosjektet SUM", "Sum lønn"],
            &["Summer", "Samletyper", "Totalentreprise", "I alternativ", "Lønnssum", "Til sammenligning", "Samlet inn", ""],
        );
        all_and_none(says_sum_alone, &["Sum", "SUM TOTALT", "I alt:", "Til saman"], &["Sum lønn", "Totalt 2019", "Lønn"]);
        all_and_none(says_otherwise, &["Sum 2023", "Sum inkl. mva.", "Totalt netto"], &["Sum lønn", "Totalt"]);
    }

    #[test]
    fn parts_means_and_rates_are_known_by_their_words() {
        all_and_none(
            says_of_which,
            &["– herav nettleie", "Av dette: leie", "Hvorav lån", "derav", "av disse"],
            &["Avgift", "Av kommunen", "Leie"],
        );
        all_and_none(says_mean, &["Snitt", "Gj.snitt", "Gjennomsnittsalder", "Median", "Snittalder"], &["Avsnitt", "Medie", "Sum"]);
        all_and_none(says_so_far, &["Akkumulert", "kumulativt", "Hittil i år", "Så langt i 2019"], &["Hitra", "Kommunen", "Så"]);
        all_and_none(says_rate, &["Andel i %", "Kr per innbygger", "Dekningsgrad", "Alder"], &["Beløp", "Person", "Antall"]);
        all_and_none(says_result, &["Samlet resultat", "Sum årsresultat"], &["Sum", "Totalt"]);
        all_and_none(says_less, &["Minus refusjon", "÷ fradrag"], &["– leie", "Minusgrader"]);
    }
}
