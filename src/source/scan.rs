//! Where in a text something may begin, by two bytes alone: most of a text is seen to hold nothing, many bytes at a time.
//!
//! What may not enter: what it is that begins there.

/// How many bytes are looked at together.
const AT_ONCE: usize = 64;

/// Every place whose byte and the one after it may begin something; after the last byte stands a zero. A compiler makes a few instructions
/// of a test that has no branches (`|` and `&`) and is inlined.
#[inline]
pub fn places<T: AsRef<[u8]> + ?Sized>(text: &T, may_begin: impl Fn(u8, u8) -> bool) -> impl Iterator<Item = usize> {
    let bytes = text.as_ref();
    let (mut start, mut end, mut marked) = (0, 0, 0_u64);
    std::iter::from_fn(move || {
        while marked == 0 {
            let rest = bytes.get(end..)?;
            start = end;
            end += AT_ONCE;
            marked = match (rest.first_chunk(), rest.get(1..).and_then(<[u8]>::first_chunk)) {
                (Some(block), Some(after)) => marks(block, after, &may_begin),
                _ => last_marks(rest, &may_begin)?,
            };
        }
        let place = start + marked.trailing_zeros() as usize;
        marked &= marked - 1;
        Some(place)
    })
}

/// Whether there is any such place.
#[inline]
pub fn has(text: &str, may_begin: impl Fn(u8, u8) -> bool) -> bool {
    places(text, may_begin).next().is_some()
}

/// A one in the place of each such byte of a block. Alone a compiler sees that all is of one length, and inlined into more it may not.
#[inline(never)]
fn marks(block: &[u8; AT_ONCE], after: &[u8; AT_ONCE], may_begin: &impl Fn(u8, u8) -> bool) -> u64 {
    let mut marks = [0; AT_ONCE];
    for n in 0..AT_ONCE {
        if let (Some(mark), Some(byte), Some(after)) = (marks.get_mut(n), block.get(n), after.get(n)) {
            *mark = u8::from(may_begin(*byte, *after));
        }
    }
    // Most blocks hold nothing of what is rare.
    if marks.iter().fold(0, |any, mark| any | mark) == 0 {
        return 0;
    }
    let (mut places, (eights, _)) = (0, marks.as_chunks());
    for eight in eights.iter().rev() {
        places = places << 8 | together(*eight);
    }
    places
}

/// Eight bytes that are zero or one as eight bits, the first as the lowest: each is moved by a product to its place in the highest byte.
#[inline]
fn together(ones: [u8; 8]) -> u64 {
    u64::from_le_bytes(ones).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The same for the last bytes of a text; none where there are none.
fn last_marks(rest: &[u8], may_begin: &impl Fn(u8, u8) -> bool) -> Option<u64> {
    let (mut block, mut after) = ([0; AT_ONCE], [0; AT_ONCE]);
    let (_, second) = rest.split_first()?;
    block.get_mut(..rest.len())?.copy_from_slice(rest);
    after.get_mut(..second.len())?.copy_from_slice(second);
    Some(marks(&block, &after, may_begin) & (u64::MAX >> (AT_ONCE - rest.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_wherever_it_lies() {
        for length in 0..200 {
            for at in 0..length {
                let mut bytes = vec![b'-'; length];
                bytes[at] = b'a';
                let text = String::from_utf8(bytes).unwrap();
                assert_eq!(places(&text, |byte, _| byte == b'a').collect::<Vec<_>>(), [at]);
                assert_eq!(places(&text, |_, after| after == b'a').collect::<Vec<_>>(), at.checked_sub(1).into_iter().collect::<Vec<_>>());
                assert!(has(&text, |byte, after| (byte == b'a') & (after == if at + 1 == length { 0 } else { b'-' })));
            }
            let text = "ab".repeat(length);
            assert_eq!(places(&text, |byte, after| (byte == b'b') & (after == b'a')).count(), length.saturating_sub(1));
            assert_eq!(places(&text, |_, _| true).collect::<Vec<_>>(), (0..2 * length).collect::<Vec<_>>());
            assert!(!has(&text, |byte, _| byte == 0), "what is not there is not found");
        }
    }
}
