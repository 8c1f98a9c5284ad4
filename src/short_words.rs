//! Short words as numbers, and a table by them. Nearly all words have sixteen bytes or fewer: such a word is a number
//! itself, so finding it compares no strings and touches one line of memory. Several rooms know words so.

use std::ops::Range;

/// Longest word that is a number, in bytes.
pub(crate) const LONGEST: usize = 16;
/// Places of a table that holds nothing yet, as a power of two.
const FEWEST: u32 = 9;
/// A blank in each byte: what parts capitals of ASCII from small letters.
const SMALL: u128 = u128::from_le_bytes([0x20; 16]);

/// The bytes of a word of [`LONGEST`] at most; zeros behind them. No word is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShortWord(u128);

impl ShortWord {
    /// The word at `range` of a text; nothing for a long one, or one whose end could not be told.
    #[inline]
    pub(crate) fn of(text: &[u8], range: Range<usize>) -> Option<Self> {
        let length = range.len();
        if length > LONGEST || length == 0 || text[range.end - 1] == 0 {
            return None;
        }
        let bytes = match text[range.start..].first_chunk::<LONGEST>() {
            Some(bytes) => u128::from_le_bytes(*bytes) & (u128::MAX >> (8 * (LONGEST - length))),
            None => text[range].iter().rev().fold(0, |word, byte| word << 8 | u128::from(*byte)),
        };
        Some(Self(bytes))
    }

    /// A word of letters of ASCII alone in small letters.
    #[inline]
    pub(crate) const fn small(self) -> Self {
        Self(self.0 | SMALL & (u128::MAX >> (self.0.leading_zeros() & !7)))
    }

    #[inline]
    const fn hash(self) -> u64 {
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        let (low, high) = (self.0 as u64, (self.0 >> 64) as u64);
        (low ^ high.wrapping_mul(FACTOR).rotate_left(32)).wrapping_mul(FACTOR)
    }
}

/// What is known of short words.
#[derive(Clone, Debug)]
pub(crate) struct ShortWords<V> {
    /// Each word at the place its hash gives or soon behind it; half of the places are empty at least.
    places: Vec<(ShortWord, V)>,
    /// How far a hash is shifted to be a place.
    shift: u32,
    len: usize,
}

impl<V: Copy + Default> Default for ShortWords<V> {
    fn default() -> Self {
        let places = vec![Default::default(); 1 << FEWEST];
        Self { places, shift: u64::BITS - FEWEST, len: 0 }
    }
}

impl<V: Copy + Default> ShortWords<V> {
    /// What is known of a word.
    #[inline]
    pub(crate) fn get(&self, word: ShortWord) -> Option<V> {
        let (found, value) = self.places[self.place(word)];
        (found == word).then_some(value)
    }

    /// What is known of a word, and may be changed; the default where nothing was.
    pub(crate) fn entry(&mut self, word: ShortWord) -> &mut V {
        let mut at = self.place(word);
        if self.places[at].0 != word {
            self.len += 1;
            if 2 * self.len > self.places.len() {
                self.grow();
                at = self.place(word);
            }
            self.places[at].0 = word;
        }
        &mut self.places[at].1
    }

    /// The place of a word: the one that holds it, or the empty one where it belongs.
    #[inline]
    fn place(&self, word: ShortWord) -> usize {
        let last = self.places.len() - 1;
        let mut at = (word.hash() >> self.shift) as usize & last;
        while self.places[at].0 != word && self.places[at].0 != ShortWord::default() {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        self.shift -= 1;
        let more = vec![Default::default(); 2 * self.places.len()];
        for known in std::mem::replace(&mut self.places, more) {
            if known.0 != ShortWord::default() {
                let at = self.place(known.0);
                self.places[at] = known;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    fn word(text: &str) -> Option<ShortWord> {
        ShortWord::of(text.as_bytes(), 0..text.len())
    }

    proptest! {
        #[test]
        fn a_word_keeps_what_is_known_of_it(words in prop::collection::vec("[abé]{1,8}", 0..2000)) {
            let (mut table, mut known) = (ShortWords::default(), HashMap::new());
            for (at, written) in words.iter().enumerate() {
                let word = word(written).expect("16 bytes at most");
                prop_assert_eq!(table.get(word), known.get(written).copied());
                *table.entry(word) = at;
                known.insert(written, at);
            }
            prop_assert_eq!(table.len, known.len());
        }

        #[test]
        fn a_word_is_the_same_in_any_text(before in "[a-z ]{0,3}", written in "\\PC{0,5}", after in "[a-z ]{0,20}") {
            let text = format!("{before}{written}{after}");
            let range = before.len()..before.len() + written.len();
            prop_assert_eq!(ShortWord::of(text.as_bytes(), range), word(&written));
        }

        #[test]
        fn capitals_become_small_letters(written in "[A-Za-z]{1,16}") {
            prop_assert_eq!(word(&written).map(ShortWord::small), word(&written.to_ascii_lowercase()));
        }
    }
}
