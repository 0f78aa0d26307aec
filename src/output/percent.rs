//! `%20` and the like, as addresses and links have them. What is no text, or no path, is for those who ask to refuse.

use super::hexadecimal::digit;

/// A text with each byte in per cent but those of ASCII that stay; which these are, the standard that the text goes into says.
pub fn encoded(text: &str, stays: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii() && stays(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The bytes that a text stands for, and whether each `%` of it has its two hexadecimal digits; one that has not stands for itself.
#[must_use]
pub fn decoded(text: &str) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(text.len());
    let mut whole = true;
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
        } else if let Some((byte, after)) = byte(after) {
            bytes.push(byte);
            rest = after;
        } else {
            bytes.push(b'%');
            whole = false;
        }
    }
    (bytes, whole)
}

/// The byte that two digits begin with, and what follows them.
fn byte(text: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, after @ ..] = text else { return None };
    Some((digit(*high)? * 16 + digit(*low)?, after))
}

#[cfg(test)]
mod tests {
    use super::{decoded, encoded};

    #[test]
    fn what_is_encoded_is_read_back() {
        assert_eq!(encoded("møte 1%/a", |byte| byte.is_ascii_alphanumeric() || byte == b'/'), "m%C3%B8te%201%25/a");
        assert_eq!(encoded("ø", |_| true), "%C3%B8", "no byte of a letter stands alone");
        assert_eq!(decoded(&encoded("møte 1%", |_| false)), ("møte 1%".as_bytes().to_vec(), true));
    }

    #[test]
    fn only_two_hexadecimal_digits_are_a_byte() {
        assert_eq!(decoded("a%20b%c3%B8%"), (b"a b\xc3\xb8%".to_vec(), false));
        assert_eq!(decoded("%2525%00"), (b"%25\0".to_vec(), true));
        for written in ["%", "%4", "%zz", "%+5", "%-0", "% 5", "%5\u{e6}", "%%"] {
            assert_eq!(decoded(written), (written.as_bytes().to_vec(), false), "{written}");
        }
    }
}
