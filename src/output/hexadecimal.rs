//! Bytes in hexadecimal digits, as hashes are written, and such digits read. How many of them make a name is for those who ask.

/// Two digits for each byte, in small letters.
pub fn digits<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> String {
    bytes.into_iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a digit stands for, in small letters or large; none for any other sign. `u8::from_str_radix` would take a plus for one.
#[must_use]
pub fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_two_digits_that_are_read_back() {
        assert_eq!(digits(&[0, 9, 10, 255]), "00090aff");
        for byte in 0..=255 {
            let read = digits(&[byte]).bytes().map(digit).collect::<Option<Vec<u8>>>();
            assert_eq!(read, Some(vec![byte / 16, byte % 16]));
        }
        assert_eq!(digit(b'F'), Some(15));
        for other in [b'g', b'+', b'-', b' ', 0xe6] {
            assert_eq!(digit(other), None);
        }
    }
}
