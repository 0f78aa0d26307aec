//! Names of people as they are compared: part by part, without letter case, dots and the genitive's s. Two names are near where all
//! parts but one are alike and that one differs by a slip, or where the parts stand in another order. Sharing a surname is not enough.
//!
//! What may not enter: the site, and any rule's own sentence.

use crate::diagnostic::distance;

/// The parts of a name as they are compared.
pub(super) fn parts(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == ',').map(fold).filter(|part| !part.is_empty()).collect()
}

/// A part without letter case and dots, its letters composed.
pub(super) fn fold(part: &str) -> String {
    part.trim_matches(|c: char| !c.is_alphanumeric()).replace(['.', '\u{ad}'], "").to_lowercase()
}

/// How two names differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Not at all, but for letter case, dots and a genitive.
    Same,
    /// One part differs by a slip.
    Slip,
    /// The same parts in another order.
    Order,
}

/// How alike two names are, in parts; none where they are two names.
pub(super) fn likeness(one: &[String], other: &[String]) -> Option<Likeness> {
    if one.len() != other.len() || one.len() < 2 {
        return None;
    }
    let last = one.len() - 1;
    let mut differing = one.iter().zip(other).enumerate().filter(|(n, (a, b))| !(a == b || (*n == last && genitive(a, b))));
    match (differing.next(), differing.next()) {
        (None, _) => Some(Likeness::Same),
        (Some((n, (a, b))), None) => slip(a, b, n == 0).then_some(Likeness::Slip),
        (Some(_), Some(_)) => {
            let mut sorted = (one.to_vec(), other.to_vec());
            sorted.0.sort();
            sorted.1.sort();
            (sorted.0 == sorted.1).then_some(Likeness::Order)
        }
    }
}

/// Whether two names are one, or nearly.
pub(super) fn same_or_near(one: &str, other: &str) -> bool {
    likeness(&parts(one), &parts(other)).is_some()
}

/// Whether one is the other with the s that makes it an owner's.
fn genitive(one: &str, other: &str) -> bool {
    one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one)
}

/// Whether two parts are one with a slip: one letter in five or more, or å, ø, æ written another way. Short parts and first names
/// that differ in their first letter are two names (Anne and Hanne, Jan and Jon).
fn slip(one: &str, other: &str, first_name: bool) -> bool {
    let (a, b) = (spelt_out(one), spelt_out(other));
    if a == b {
        return true;
    }
    let shortest = one.chars().count().min(other.chars().count());
    let begins_alike = one.chars().next() == other.chars().next();
    let needed = if first_name { 5 } else { 4 };
    shortest >= needed && (begins_alike || !first_name) && distance(&a, &b) == Some(1)
}

/// Letters that are written in more than one way.
fn spelt_out(part: &str) -> String {
    part.replace("aa", "å").replace(['ö'], "ø").replace("oe", "ø").replace(['ä'], "æ").replace("ae", "æ").replace(['é', 'è'], "e")
}

/// The part with each of its letters left out, and the part itself: two parts that differ by one letter share one of these.
pub(super) fn shadows(part: &str) -> Vec<String> {
    let spelt = spelt_out(part);
    let letters: Vec<char> = spelt.chars().collect();
    let without = |n: usize| letters.iter().enumerate().filter(|(at, _)| *at != n).map(|(_, letter)| *letter).collect();
    let mut all: Vec<String> = (0..letters.len()).map(without).collect();
    all.push(spelt);
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> Option<Likeness> {
        likeness(&parts(one), &parts(other))
    }

    #[test]
    fn a_slip_is_near_and_another_name_is_not() {
        assert_eq!(alike("Merethe Troll", "Merete Troll"), Some(Likeness::Slip));
        assert_eq!(alike("Ola Vaagen", "Ola Vågen"), Some(Likeness::Slip));
        assert_eq!(alike("Ola Nordman", "Ola Nordmann"), Some(Likeness::Slip));
        assert_eq!(alike("Nordmann, Ola", "Ola Nordmann"), Some(Likeness::Order));
        assert_eq!(alike("Ola Nordmanns", "Ola Nordmann"), Some(Likeness::Same));
        assert_eq!(alike("Ola B. Nordmann", "ola b nordmann"), Some(Likeness::Same));
        for (one, other) in [
            ("Anne Nordmann", "Hanne Nordmann"),
            ("Jan Nordmann", "Jon Nordmann"),
            ("Kari Nordmann", "Ola Nordmann"),
            ("Ola Nordman", "Kari Nordmann"),
            ("Ola Nordmann", "Ola Bjarne Nordmann"),
            ("Nordmann", "Nordman"),
        ] {
            assert_eq!(alike(one, other), None, "{one} and {other}");
        }
    }

    #[test]
    fn near_parts_share_a_shadow() {
        for (one, other) in [("nordmann", "nordman"), ("merete", "merethe"), ("vågen", "vaagen"), ("hansen", "hanzen")] {
            let shadows_of_other = shadows(other);
            assert!(shadows(one).iter().any(|shadow| shadows_of_other.contains(shadow)), "{one} and {other}");
        }
    }
}
