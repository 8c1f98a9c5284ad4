//! Whether some byte of a text is one of a few, such as need an escape. Most texts asked about are short names: eight bytes
//! at a time, and the last ones twice where they are no eight.

/// Whether a byte is one of those that `among` finds in eight: it answers with high bits, of the first that is one and
/// perhaps of others behind it.
#[inline]
pub(super) fn any(text: &str, among: impl Fn(u64) -> u64) -> bool {
    let text = text.as_bytes();
    // Without a way out on the first: the text is short, or has none.
    let found = if let ([first, eights @ ..], Some(last)) = (text.as_chunks().0, text.last_chunk()) {
        let ends = among(u64::from_le_bytes(*first)) | among(u64::from_le_bytes(*last));
        eights.iter().fold(ends, |found, eight| found | among(u64::from_le_bytes(*eight)))
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        among(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)))
    } else {
        // Three at most, and letters for the rest.
        among(text.iter().fold(u64::from_le_bytes(*b"aaaaaaaa"), |eight, byte| eight << 8 | u64::from(*byte)))
    };
    found & HIGH != 0
}

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * EACH;

/// Where eight bytes have this one, of ASCII.
#[inline]
pub(super) const fn equal(eight: u64, byte: u8) -> u64 {
    let zero = eight ^ (byte as u64 * EACH);
    zero.wrapping_sub(EACH) & !zero
}

/// Where eight bytes have one less than this, of ASCII.
#[inline]
pub(super) const fn below(eight: u64, byte: u8) -> u64 {
    eight.wrapping_sub(byte as u64 * EACH) & !eight
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_byte_is_looked_at(text in "[ -#a-zé😀\u{0}-\u{21}\u{7f}]{0,3}[b-zé😀]{0,20}[!-~\u{0}-\u{21}]?[a-zé]{0,9}") {
            prop_assert_eq!(super::any(&text, |eight| equal(eight, b'"')), text.contains('"'));
            prop_assert_eq!(super::any(&text, |eight| below(eight, b' ')), text.bytes().any(|byte| byte < b' '));
            let both = |eight| below(eight, 2) | equal(eight, b'~');
            prop_assert_eq!(super::any(&text, both), text.bytes().any(|byte| byte < 2 || byte == b'~'));
        }
    }
}
