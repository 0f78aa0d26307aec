//! What was read of a group as bytes, for the next process: numbers of seven bits a byte, one after the other.

use super::{COUNT, Hit, Read, number};

impl Read {
    /// Appends it to bytes.
    pub fn pack(&self, bytes: &mut Vec<u8>) {
        put(bytes, number(self.lengths.len()));
        self.lengths.iter().flatten().for_each(|length| put(bytes, *length));
        put(bytes, number(self.hits.len()));
        for hit in &self.hits {
            put(bytes, hit.token);
            // Most words stand in an entry once.
            let once = hit.often == 1;
            put(bytes, hit.place << 1 | u32::from(!once));
            if !once {
                put(bytes, hit.often);
            }
        }
        self.positions.iter().for_each(|position| put(bytes, *position));
        let mut last = 0;
        put(bytes, number(self.words.len()));
        self.words.iter().for_each(|word| put(bytes, word - std::mem::replace(&mut last, *word)));
    }

    /// As many bytes as that takes at most.
    #[must_use]
    pub fn most_bytes(&self) -> usize {
        let numbers = 3 + self.lengths.len() * COUNT + self.hits.len() * 3 + self.positions.len() + self.words.len();
        numbers * 5
    }

    /// Reads what [`Read::pack`] wrote; none where it did not.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut numbers = Numbers(bytes);
        let entries = numbers.count()?;
        let mut read = Self { lengths: Vec::with_capacity(entries), ..Self::default() };
        for _ in 0..entries {
            let mut lengths = [0; COUNT];
            for length in &mut lengths {
                *length = numbers.next()?;
            }
            read.lengths.push(lengths);
        }
        let hits = numbers.count()?;
        read.hits.reserve_exact(hits);
        let mut positions = 0;
        for _ in 0..hits {
            let (token, place) = (numbers.next()?, numbers.next()?);
            let often = if place & 1 == 0 { 1 } else { numbers.next()? };
            positions += often as usize;
            read.hits.push(Hit { token, place: place >> 1, often });
        }
        read.positions = numbers.some(positions)?;
        let words = numbers.count()?;
        read.words = numbers.some(words)?;
        let mut last = 0_u32;
        for word in &mut read.words {
            last = last.checked_add(*word)?;
            *word = last;
        }
        numbers.0.is_empty().then_some(read)
    }
}

/// Appends a number.
fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 127 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The numbers of some bytes.
struct Numbers<'b>(&'b [u8]);

impl Numbers<'_> {
    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (mut byte, mut rest) = self.0.split_first()?;
        let mut number = u32::from(byte & 127);
        let mut shift = 0;
        while *byte > 127 {
            shift += 7;
            (byte, rest) = rest.split_first()?;
            number |= u32::from(byte & 127).checked_shl(shift)?;
        }
        self.0 = rest;
        Some(number)
    }

    /// How many of something follow: nothing takes less than a byte, so a count never asks for more room than there are bytes.
    fn count(&mut self) -> Option<usize> {
        Some(self.next()? as usize).filter(|count| *count <= self.0.len())
    }

    fn some(&mut self, count: usize) -> Option<Vec<u32>> {
        if count > self.0.len() {
            return None;
        }
        let mut numbers = Vec::with_capacity(count);
        for _ in 0..count {
            numbers.push(self.next()?);
        }
        Some(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::search::entries::{Entry, Group};
    use crate::pages::search::postings::read;
    use crate::pages::search::words::Words;

    #[test]
    fn what_was_read_comes_back_and_what_was_cut_short_does_not() {
        let text = format!("plan {} budsjett plan", "ord ".repeat(200));
        let entry = Entry { prose: text, ids: vec!["sg3/17".to_owned()], ..Entry::default() };
        let read = read(&Group { entries: vec![Entry::default(), entry], ..Group::default() }, &Words::default());
        let mut bytes = Vec::new();
        read.pack(&mut bytes);
        assert!(bytes.len() <= read.most_bytes());
        let again = Read::unpack(&bytes).unwrap();
        assert_eq!(format!("{again:?}"), format!("{read:?}"));
        assert!(read.positions.iter().any(|position| *position > 127) && read.hits.iter().any(|hit| hit.often == 0));
        assert!((0..bytes.len()).all(|end| Read::unpack(&bytes[..end]).is_none()));
        assert!(Read::unpack(&[&*bytes, b"0"].concat()).is_none());
        assert!(Read::unpack(&[255; 40]).is_none());
    }
}
