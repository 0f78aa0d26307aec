//! Numbers by their place in the order of all: for such as lie close together, as the bytes of a file do, without sorting them.
//!
//! What may not enter: numbers without a bound, as there is a bit for each up to the largest.

/// A bit for each number up to the largest.
pub(super) struct Ranks {
    /// Sixty-four numbers each, with how many are among those before.
    marked: Vec<(u64, u32)>,
}

impl Ranks {
    pub fn of(numbers: impl Iterator<Item = u32> + Clone) -> Self {
        let largest = numbers.clone().max().map_or(0, |largest| largest as usize / 64 + 1);
        let mut marked = vec![(0, 0); largest];
        for number in numbers {
            if let Some((bits, _)) = marked.get_mut(number as usize / 64) {
                *bits |= 1 << (number % 64);
            }
        }
        let mut sum = 0;
        for (bits, before) in &mut marked {
            *before = sum;
            sum += u64::count_ones(*bits);
        }
        Self { marked }
    }

    /// The place of a number in the order of all, each counted once.
    pub fn rank(&self, number: u32) -> u32 {
        let (bits, before) = self.marked.get(number as usize / 64).copied().unwrap_or_default();
        before + (bits & ((1 << (number % 64)) - 1)).count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_those_of_a_sorted_list() {
        let numbers = [700, 3, 64, 3, 0, 63, 65, 128, 700, 127];
        let ranks = Ranks::of(numbers.into_iter());
        let mut sorted = numbers.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        for (rank, number) in (0..).zip(sorted) {
            assert_eq!(ranks.rank(number), rank, "{number}");
        }
        assert_eq!(Ranks::of(std::iter::empty()).rank(9), 0);
    }
}
