//! Words found in bits. In: a text. Out: where a run of ASCII letters ends.

/// Sixty-four bytes of a text, and which of them are letters of ASCII, the first the lowest bit. Finding a word's end in
/// bits takes a fraction of the time of finding it in bytes, and the next word waits for that end.
#[derive(Clone, Copy, Default)]
pub(super) struct Window {
    start: usize,
    letters: u64,
}

const WINDOW: usize = u64::BITS as usize;

impl Window {
    /// The bytes from `start` on; nothing near the end of the text, or where all of them are letters.
    #[inline]
    pub(super) fn at(text: &[u8], start: usize) -> Option<Self> {
        let letters = letters(text[start..].first_chunk()?);
        (letters != u64::MAX).then_some(Self { start, letters })
    }

    /// Where the letters end that start at `at`; nothing where they may go on behind the window.
    #[inline]
    pub(super) fn end_of_letters(self, at: usize) -> Option<usize> {
        let from = at.wrapping_sub(self.start);
        let length = (!self.letters.checked_shr(from as u32)?).trailing_zeros() as usize;
        (from + length < WINDOW).then_some(at + length)
    }
}

/// A bit for each letter of ASCII. All bytes are compared at once, and the answers, a byte each, become bits by one
/// multiplication for eight.
fn letters(bytes: &[u8; WINDOW]) -> u64 {
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut answers = [0; WINDOW];
    for (answer, byte) in answers.iter_mut().zip(bytes) {
        *answer = u8::from((byte | 0x20).wrapping_sub(b'a') < 26);
    }
    let bits =
        answers.as_chunks().0.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56);
    bits.rev().fold(0, |all, eight| all << 8 | eight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_end_as_one_by_one(text in "([A-Za-z]{0,70}[ -~é@\\[`{\u{e1}]{0,9}){4}", start in 0..40usize, at in 0..120usize) {
            let bytes = text.as_bytes();
            if let Some(window) = bytes.get(start..).and_then(|_| Window::at(bytes, start)) {
                let rest = bytes.get(at..).unwrap_or_default();
                let end = at + rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                let within = at >= start && end < start + WINDOW;
                prop_assert_eq!(window.end_of_letters(at), within.then_some(end));
            }
        }
    }
}
