//! Short words as numbers, and a table by them. Nearly all words have sixteen bytes or fewer: such a word is a number
//! itself, so finding it compares no strings and touches one line of memory. Several rooms know words so.

use std::ops::{Index, IndexMut, Range};

/// Longest word that is a number, in bytes.
pub(crate) const LONGEST: usize = 16;
/// Places of a table that holds nothing yet, as a power of two.
const FEWEST: u32 = 9;

/// The first bytes of sixteen, so many as the place says: a table is quicker than a shift of two halves.
const FIRST: [u128; LONGEST + 1] = {
    let (mut masks, mut length) = ([0; LONGEST + 1], 1);
    while length <= LONGEST {
        masks[length] = u128::MAX >> (8 * (LONGEST - length));
        length += 1;
    }
    masks
};

/// The bytes of a word of [`LONGEST`] at most; zeros behind them. No word is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShortWord(u128);

impl ShortWord {
    /// Stands for a long word, and is no word: not one byte of it is of UTF-8.
    const LONG: Self = Self(u128::MAX);

    /// The word at `range` of a text; nothing for a long one, or one whose end could not be told.
    #[inline]
    pub(crate) fn of(text: &[u8], range: Range<usize>) -> Option<Self> {
        let Some(bytes) = text.get(range.start..range.start.wrapping_add(LONGEST)) else {
            return Self::of_last(text.get(range)?);
        };
        let bytes: &[u8; LONGEST] = bytes.try_into().expect("it has as many");
        // Nothing has no last byte, and no word of more than these has it among them.
        let last = range.end.wrapping_sub(range.start).wrapping_sub(1);
        (*bytes.get(last)? != 0).then(|| Self(u128::from_le_bytes(*bytes) & FIRST[last + 1]))
    }

    /// A word among the last bytes of a text.
    #[cold]
    fn of_last(word: &[u8]) -> Option<Self> {
        let bytes = word.iter().rev().fold(0, |word, byte| word << 8 | u128::from(*byte));
        (word.len() <= LONGEST && word.last().is_some_and(|last| *last != 0)).then_some(Self(bytes))
    }

    /// The letters of ASCII that a text starts with, so many of them, [`LONGEST`] at most, in small letters.
    #[inline]
    pub(crate) fn small(text: &[u8], length: usize) -> Self {
        const CASE: u128 = u128::from_le_bytes([0x20; LONGEST]);
        let bytes = text.first_chunk().copied().unwrap_or_else(|| {
            let mut bytes = [0; LONGEST];
            bytes[..text.len()].copy_from_slice(text);
            bytes
        });
        Self((u128::from_le_bytes(bytes) | CASE) & FIRST[length])
    }

    /// Whether it is of one byte.
    pub(crate) const fn is_single(self) -> bool {
        self.0 < 256
    }

    /// A number that tells it from most others by its highest bits.
    #[inline]
    pub(crate) const fn hash(self) -> u64 {
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        let (low, high) = (self.0 as u64, (self.0 >> 64) as u64);
        (low ^ high.wrapping_mul(FACTOR).rotate_left(32)).wrapping_mul(FACTOR)
    }
}

/// The first eight bytes of a string as a number that sorts as they do: most strings are told apart by it, and then a
/// sort looks at none of them.
pub(crate) fn prefix(string: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = string.len().min(8);
    bytes[..length].copy_from_slice(&string.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}

/// What is known of words, in the order they came. A word is looked up by its number among the places, small enough to
/// stay near at hand, and then stands beside what is known of it.
#[derive(Clone, Debug)]
pub(crate) struct ShortWords<V> {
    /// One more than the number of the word that belongs here, or a little before; 0 where none does. Half of them are.
    places: Vec<u32>,
    /// How far a hash is shifted to be a place.
    shift: u32,
    /// Each word with what is known of it; a long one, which its owner finds by other means, as [`ShortWord::LONG`].
    known: Vec<(ShortWord, V)>,
}

impl<V> Default for ShortWords<V> {
    fn default() -> Self {
        Self { places: vec![0; 1 << FEWEST], shift: u64::BITS - FEWEST, known: Vec::new() }
    }
}

impl<V> ShortWords<V> {
    /// How many words are known.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.known.len()
    }

    /// The number of a word.
    #[inline]
    pub(crate) fn find(&self, word: ShortWord) -> Option<u32> {
        self.places[self.place(word)].checked_sub(1)
    }

    /// Whether the word of this number is `word`.
    #[inline]
    pub(crate) fn is(&self, number: u32, word: ShortWord) -> bool {
        self.known.get(number as usize).is_some_and(|(known, _)| *known == word)
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn get(&self, word: ShortWord) -> Option<&V> {
        self.find(word).map(|number| &self[number])
    }

    /// Each word, by its number, with what is known of it.
    #[inline]
    pub(crate) fn all_mut(&mut self) -> &mut [(ShortWord, V)] {
        &mut self.known
    }

    /// Adds a word that is not known yet; its number. Nothing stands for a long one.
    pub(crate) fn add(&mut self, word: Option<ShortWord>, value: V) -> u32 {
        let number = self.known.len() as u32;
        self.known.push((word.unwrap_or(ShortWord::LONG), value));
        if 2 * self.known.len() > self.places.len() {
            self.grow();
        } else if let Some(word) = word {
            let place = self.place(word);
            self.places[place] = number + 1;
        }
        number
    }

    /// The place of a word: the one that holds its number, or the empty one where that belongs.
    #[inline]
    fn place(&self, word: ShortWord) -> usize {
        let last = self.places.len() - 1;
        let mut at = (word.hash() >> self.shift) as usize & last;
        while let Some(number) = self.places[at].checked_sub(1)
            && self.known[number as usize].0 != word
        {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        self.shift -= 1;
        self.places = vec![0; 2 * self.places.len()];
        for number in 0..self.known.len() {
            let word = self.known[number].0;
            if word != ShortWord::LONG {
                let place = self.place(word);
                self.places[place] = number as u32 + 1;
            }
        }
    }
}

impl<V> Index<u32> for ShortWords<V> {
    type Output = V;

    #[inline]
    fn index(&self, number: u32) -> &V {
        &self.known[number as usize].1
    }
}

impl<V> IndexMut<u32> for ShortWords<V> {
    #[inline]
    fn index_mut(&mut self, number: u32) -> &mut V {
        &mut self.known[number as usize].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word(text: &str) -> Option<ShortWord> {
        ShortWord::of(text.as_bytes(), 0..text.len())
    }

    proptest! {
        #[test]
        fn a_word_keeps_its_number_and_what_is_known_of_it(words in prop::collection::vec("[abé]{1,9}", 0..2000)) {
            let mut table = ShortWords::default();
            let mut known: Vec<&str> = Vec::new();
            for written in &words {
                let number = known.iter().position(|known| known == written).map(|at| at as u32);
                match word(written) {
                    Some(short) => {
                        prop_assert_eq!(table.find(short), number);
                        prop_assert_eq!(table.get(short), known.iter().find(|known| *known == written));
                    }
                    None => prop_assert!(written.len() > LONGEST),
                }
                if number.is_none() {
                    prop_assert_eq!(table.add(word(written), written.as_str()) as usize, known.len());
                    known.push(written);
                }
            }
            prop_assert_eq!(table.len(), known.len());
        }

        #[test]
        fn a_word_is_the_same_in_any_text(before in "[a-z ]{0,3}", written in "\\PC{0,5}", after in "[a-z ]{0,20}") {
            let text = format!("{before}{written}{after}");
            let range = before.len()..before.len() + written.len();
            prop_assert_eq!(ShortWord::of(text.as_bytes(), range), word(&written));
        }

        #[test]
        fn letters_become_small_whatever_stands_behind_them(written in "[A-Za-z]{1,16}", after in "[ -~é]{0,18}") {
            let text = format!("{written}{after}");
            let small = ShortWord::small(text.as_bytes(), written.len());
            prop_assert_eq!(Some(small), word(&written.to_ascii_lowercase()));
            prop_assert_eq!(small.is_single(), written.len() == 1);
        }
    }
}
