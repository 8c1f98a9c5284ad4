//! Whether a text may stand in JSON as it is: whether it has no quote, backslash or control character.

/// Whether some byte asks for an escape. Most texts are short names: eight bytes at a time, the last ones twice where
/// they are no eight.
#[inline]
pub(super) fn is_needed(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<8>() {
        let eights = text.as_chunks::<8>().0.iter().chain([last]);
        // Without a way out on the first: the text is short, or has none.
        return eights.fold(0, |found, eight| found | escaped(u64::from_le_bytes(*eight))) != 0;
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let both = u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
        return escaped(both) != 0;
    }
    text.iter().any(|&byte| byte < b' ' || byte == b'"' || byte == b'\\')
}

/// Something where one of eight bytes asks for an escape: the high bit of the first that does, perhaps of others behind.
const fn escaped(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let (quote, backslash) = (eight ^ (b'"' as u64 * EACH), eight ^ (b'\\' as u64 * EACH));
    let control = eight.wrapping_sub(b' ' as u64 * EACH) & !eight;
    let marks = quote.wrapping_sub(EACH) & !quote | backslash.wrapping_sub(EACH) & !backslash;
    (control | marks) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_byte_is_looked_at(text in "[a-z \"\\\\/!#\\[\\]\u{0}-\u{21}\u{7f}é—😀]{0,3}[a-zé😀]{0,20}[a-z \"\\\\\u{0}-\u{21}]?[a-zé]{0,9}") {
            let plain = text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\');
            prop_assert_eq!(is_needed(text.as_bytes()), plain);
        }
    }
}
