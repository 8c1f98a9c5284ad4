//! What was found for the words seen last. News says the same few thousand words again and again: a thread that
//! remembers what it found for them folds, hashes and looks up most words once. Only what follows from the letters
//! alone may be kept, so no answer depends on what a thread has seen.

use crate::span::Span;

/// Longest word remembered, in bytes.
const LONGEST: usize = 15;

/// A value for each word seen last.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    /// Per slot two words, the one asked for last first; side by side, as both are looked at.
    slots: Vec<[Slot<T>; 2]>,
}

/// A word, no letters for none, and its value.
#[derive(Clone, Copy, Debug, Default)]
struct Slot<T> {
    letters: [u64; 2],
    value: T,
}

impl<T: Copy + Default> Memo<T> {
    /// A memory for twice as many words as it has slots: a power of two.
    pub fn new(slots: usize) -> Self {
        debug_assert!(slots.is_power_of_two());
        Self { slots: vec![[Slot::default(); 2]; slots] }
    }

    /// The value of the word that lies at `span` in `text`, made by `find` where it is not remembered.
    #[inline]
    pub fn get(&mut self, text: &str, span: Span, find: impl FnOnce() -> T) -> T {
        let Some(letters) = letters(text.as_bytes(), span) else { return find() };
        let mask = self.slots.len() - 1;
        let slot = &mut self.slots[place(letters) & mask];
        if slot[0].letters == letters {
            return slot[0].value;
        }
        let value = if slot[1].letters == letters { slot[1].value } else { find() };
        *slot = [Slot { letters, value }, slot[0]];
        value
    }
}

/// The bytes of a word, the first one lowest, and its length in the highest; nothing for a long word, or one right at
/// the end of the text.
#[inline]
fn letters(text: &[u8], span: Span) -> Option<[u64; 2]> {
    let (start, length) = (span.start(), span.len());
    let [first, second] = text.get(start..)?.first_chunk::<16>()?.as_chunks().0 else { return None };
    let (first, second) = (u64::from_le_bytes(*first), u64::from_le_bytes(*second));
    let kept = |eight: u64, bytes: usize| eight & u64::MAX >> (64 - 8 * bytes);
    let told = (length as u64) << 56;
    match length {
        1..=8 => Some([kept(first, length), told]),
        9..=LONGEST => Some([first, kept(second, length - 8) | told]),
        _ => None,
    }
}

#[inline]
const fn place([first, second]: [u64; 2]) -> usize {
    let mixed = (first ^ second.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each word of a text, twice, through a memory of two words.
    fn asked(text: &str) -> Vec<(String, String)> {
        let mut memo = Memo::<usize>::new(1);
        let mut pairs = Vec::new();
        let words: Vec<_> = text.split(' ').filter(|word| !word.is_empty()).collect();
        for word in words.iter().chain(&words) {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let found = memo.get(text, Span::new(start, start + word.len()), || start);
            let end = text[found..].find(' ').map_or(text.len(), |at| found + at);
            pairs.push(((*word).to_owned(), text[found..end].to_owned()));
        }
        pairs
    }

    #[test]
    fn a_word_is_told_from_its_beginning_and_from_longer_ones() {
        for (word, found) in
            asked("a a\0 a b Zürich internationalise internationalisx internationalis ab a to the end of it")
        {
            assert_eq!(word, found);
        }
    }

    #[test]
    fn a_word_is_found_once_while_it_is_remembered() {
        let mut memo = Memo::<u8>::new(4);
        let text = "Kremlin, and so on and on";
        let kremlin = Span::new(0, 7);
        assert_eq!(memo.get(text, kremlin, || 1), 1);
        assert_eq!(memo.get(text, kremlin, || 2), 1);
    }

    proptest! {
        #[test]
        fn what_is_remembered_is_of_the_same_word(text in "[ab\0é ]{0,80}") {
            for (word, found) in asked(&text) {
                prop_assert_eq!(word, found);
            }
        }
    }
}
