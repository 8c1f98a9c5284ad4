//! What was found for the words seen last. News says the same few thousand words again and again: a thread that
//! remembers what it found for them folds, hashes and looks up most words once. Only what follows from the letters
//! alone may be kept, so no answer depends on what a thread has seen.

use crate::short_words::ShortWord;
use crate::span::Span;

/// A value for each word seen last.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    slots: Vec<Pair<T>>,
}

/// Two words, the one asked for last first: where a value takes 16 bytes they fill a line of memory, and no look at
/// them touches another.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Pair<T>([Slot<T>; 2]);

/// A word and its value.
#[derive(Clone, Copy, Debug, Default)]
struct Slot<T> {
    word: ShortWord,
    value: T,
}

impl<T: Copy + Default> Memo<T> {
    /// A memory for twice as many words as it has slots: a power of two.
    pub fn new(slots: usize) -> Self {
        debug_assert!(slots.is_power_of_two());
        Self { slots: vec![Pair::default(); slots] }
    }

    /// The value of the word that lies at `span` in `text`, made by `find` where it is not remembered.
    #[inline]
    pub fn get(&mut self, text: &str, span: Span, find: impl FnOnce() -> T) -> T {
        let Some(word) = ShortWord::of(text.as_bytes(), span.start()..span.end()) else { return find() };
        let mask = self.slots.len() - 1;
        let slot = &mut self.slots[(word.hash() >> 40) as usize & mask].0;
        if slot[0].word == word {
            return slot[0].value;
        }
        let value = if slot[1].word == word { slot[1].value } else { find() };
        *slot = [Slot { word, value }, slot[0]];
        value
    }
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
