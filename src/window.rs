//! Words found in bits. In: sixty-four bytes of a text. Out: a bit for each for which something holds, and where a run of
//! ASCII letters ends. To find the end of a word in bits takes a fraction of the time it takes in bytes, and whoever looks
//! for the next word waits for that end.

use std::ops::Range;

/// Bytes looked at together.
pub(crate) const BLOCK: usize = u64::BITS as usize;

/// A bit for each byte for which something holds, the first one lowest. All bytes are asked at once, and the answers, a
/// byte each, become bits by one multiplication for eight.
#[inline]
pub(crate) fn bits_of(block: &[u8; BLOCK], holds: impl Fn(u8) -> bool) -> u64 {
    // This product has the lowest bit of each byte side by side in its highest byte.
    const SIDE_BY_SIDE: u64 = 0x0102_0408_1020_4080;
    let answers = block.map(|byte| u8::from(holds(byte)));
    let eights = answers.as_chunks().0.iter().rev();
    eights.fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(SIDE_BY_SIDE) >> 56)
}

/// How many bytes there are for which something holds; counted in blocks, whose count fits a byte, so that many are
/// counted at once.
#[inline]
pub(crate) fn count(bytes: &[u8], holds: impl Fn(u8) -> bool) -> usize {
    let count_in =
        |bytes: &[u8]| usize::from(bytes.iter().fold(0, |count, byte| count + u8::from(holds(*byte))));
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    blocks.iter().map(|block| count_in(block)).sum::<usize>() + count_in(rest)
}

/// A block of a text, and which of its bytes are letters of ASCII.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    start: usize,
    letters: u64,
}

impl Window {
    /// No block: nothing is told.
    pub(crate) const NONE: Self = Self { start: usize::MAX / 2, letters: 0 };

    /// The block that begins at `start`; nothing where all its bytes are letters.
    #[inline]
    pub(crate) fn at(text: &[u8], start: usize) -> Option<Self> {
        let rest = &text[start..];
        let letters = rest.first_chunk().map_or_else(|| letters_of_last(rest), letters);
        (letters != u64::MAX).then_some(Self { start, letters })
    }

    /// Where the letters end that start at `at`; nothing where they may go on behind the block, or lie outside it.
    #[inline]
    pub(crate) fn end_of_letters(self, at: usize) -> Option<usize> {
        let from = at.wrapping_sub(self.start);
        if from >= BLOCK {
            return None;
        }
        let length = (!(self.letters >> from)).trailing_zeros() as usize;
        (from + length < BLOCK).then_some(at + length)
    }
}

/// Runs of letters in a block, first to last, but for one that may go on behind it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runs {
    /// Bytes of runs that were not given yet.
    left: u64,
    /// Bytes outside ASCII: letters or not, they part no words.
    wide: u64,
}

impl Runs {
    /// Those of the block that begins at `start`, or of the last bytes of the text, fewer than a block.
    #[inline]
    pub(crate) fn at(text: &[u8], start: usize) -> Self {
        let rest = &text[start..];
        let mut last = [0; BLOCK];
        let block = rest.first_chunk().unwrap_or_else(|| {
            last[..rest.len()].copy_from_slice(rest);
            &last
        });
        let wide = if block.is_ascii() { 0 } else { bits_of(block, |byte| !byte.is_ascii()) };
        Self { left: letters(block) | wide, wide }
    }

    /// Where in the block the next run stands, and whether it is of ASCII alone.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<(Range<usize>, bool)> {
        let start = self.rest();
        let length = (!self.left.unbounded_shr(start as u32)).trailing_zeros() as usize;
        let end = start + length;
        if end >= BLOCK {
            return None;
        }
        let behind = u64::MAX << end;
        let is_ascii = self.wide & self.left & !behind == 0;
        self.left &= behind;
        Some((start..end, is_ascii))
    }

    /// Where the run starts that may go on, or the block ends.
    #[inline]
    pub(crate) fn rest(&self) -> usize {
        self.left.trailing_zeros() as usize
    }
}

/// By itself, as it is long.
#[inline(never)]
fn letters(block: &[u8; BLOCK]) -> u64 {
    bits_of(block, |byte| byte.is_ascii_alphabetic())
}

/// The last bytes of a text, fewer than a block.
#[cold]
fn letters_of_last(bytes: &[u8]) -> u64 {
    let mut block = [0; BLOCK];
    block[..bytes.len()].copy_from_slice(bytes);
    letters(&block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_end_as_one_by_one(
            text in "([A-Za-z]{0,70}[ -~é@\\[`{\u{e1}]{0,9}){4}",
            start in 0..40usize,
            at in 0..120usize,
        ) {
            let bytes = text.as_bytes();
            if let Some(window) = bytes.get(start..).and_then(|_| Window::at(bytes, start)) {
                let rest = bytes.get(at..).unwrap_or_default();
                let end = at + rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                let within = at >= start && end < start + BLOCK;
                prop_assert_eq!(window.end_of_letters(at), within.then_some(end));
            }
            prop_assert_eq!(Window::NONE.end_of_letters(at), None);
        }

        #[test]
        fn runs_are_found_as_one_by_one(text in "([A-Za-z]{0,70}[ -~é\u{e1}]{0,9}){0,4}", start in 0..9usize) {
            let start = (0..=text.len().min(start)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            let (bytes, mut at) = (text.as_bytes(), start);
            let mut runs = Runs::at(bytes, start);
            let parts = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphabetic();
            while let Some((run, is_ascii)) = runs.next() {
                let run = start + run.start..start + run.end;
                prop_assert!(bytes[at..run.start].iter().all(parts));
                prop_assert!(!run.is_empty() && !bytes[run.clone()].iter().any(parts));
                prop_assert!(bytes.get(run.end).is_none_or(parts));
                prop_assert_eq!(is_ascii, bytes[run.clone()].is_ascii());
                at = run.end;
            }
            let rest = start + runs.rest();
            prop_assert!(bytes[at..].iter().take(rest - at).all(parts));
            prop_assert!(rest == start + BLOCK || !bytes[rest..start + BLOCK].iter().any(parts));
        }

        #[test]
        fn bytes_are_counted_as_one_by_one(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let holds = |byte: u8| byte > 80;
            prop_assert_eq!(count(&bytes, holds), bytes.iter().filter(|byte| holds(**byte)).count());
            prop_assert_eq!(count(&bytes, |_| true), bytes.len());
        }

        #[test]
        fn each_byte_has_its_bit(bytes in prop::collection::vec(any::<u8>(), BLOCK)) {
            let block = bytes.first_chunk().expect("a whole block");
            let bits = bits_of(block, |byte| byte % 3 == 1);
            for (at, byte) in bytes.iter().enumerate() {
                prop_assert_eq!(bits >> at & 1 == 1, byte % 3 == 1);
            }
        }
    }
}
