//! Things in groups by what they have in common, the groups in the order in which they are met first.

use std::collections::HashMap;
use std::hash::Hash;

/// Puts things that come with a key into groups by it; keys and things stay in the order in which they come.
#[must_use]
pub fn grouped<K: Clone + Eq + Hash, T>(things: impl IntoIterator<Item = (K, T)>) -> Vec<(K, Vec<T>)> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    for (key, thing) in things {
        let place = *places.entry(key.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(thing),
            None => groups.push((key, vec![thing])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_what_is_in_them_stay_in_order() {
        let found = grouped([("b", 1), ("a", 2), ("b", 3), ("c", 4), ("a", 5)]);
        assert_eq!(found, [("b", vec![1, 3]), ("a", vec![2, 5]), ("c", vec![4])]);
    }
}
