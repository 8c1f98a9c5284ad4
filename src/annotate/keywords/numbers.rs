//! Words to numbers, in the order they come. In: a word in its text. Out: its number. Nearly all words have fifteen
//! bytes or fewer: such a word is a number itself and stands in the table, so finding it touches one line of memory.

use crate::span::Span;
use rustc_hash::FxHashMap;

/// Longest word that is kept as a number, in bytes; its length takes the sixteenth.
const LONGEST: usize = 15;
/// Places of a table that holds nothing yet, as a power of two.
const FEWEST: u32 = 9;

/// The words met so far.
#[derive(Debug)]
pub(super) struct Numbers {
    /// Short words, each at the place its hash gives or soon behind it; half of them empty at least.
    places: Vec<Place>,
    /// How far a hash is shifted to be a place.
    shift: u32,
    long: FxHashMap<Box<str>, u32>,
    len: u32,
}

/// A place of the table; no word is 0, and then it is empty.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    word: u128,
    number: u32,
}

impl Default for Numbers {
    fn default() -> Self {
        let places = vec![Place::default(); 1 << FEWEST];
        Self { places, shift: u64::BITS - FEWEST, long: FxHashMap::default(), len: 0 }
    }
}

impl Numbers {
    /// The number of the word at `span`, if it has one.
    #[inline]
    pub fn find(&self, text: &str, span: Span) -> Option<u32> {
        match packed(text.as_bytes(), span) {
            Some(word) => {
                let place = self.places[self.place(word)];
                (place.word == word).then_some(place.number)
            }
            None => self.long.get(span.of(text)).copied(),
        }
    }

    /// Gives a new word its number: how many came before it.
    pub fn add(&mut self, word: &str) -> u32 {
        let number = self.len;
        self.len += 1;
        match packed(word.as_bytes(), Span::new(0, word.len())) {
            Some(word) => self.insert(Place { word, number }),
            None => _ = self.long.insert(word.into(), number),
        }
        number
    }

    /// The place of a word: the one that holds it, or the empty one where it belongs.
    #[inline]
    fn place(&self, word: u128) -> usize {
        let last = self.places.len() - 1;
        let mut at = (hash(word) >> self.shift) as usize;
        while self.places[at & last].word != word && self.places[at & last].word != 0 {
            at += 1;
        }
        at & last
    }

    fn insert(&mut self, new: Place) {
        if 2 * self.len as usize > self.places.len() {
            self.shift -= 1;
            let more = vec![Place::default(); 2 * self.places.len()];
            for place in std::mem::replace(&mut self.places, more) {
                if place.word != 0 {
                    let at = self.place(place.word);
                    self.places[at] = place;
                }
            }
        }
        let at = self.place(new.word);
        self.places[at] = new;
    }
}

/// A word as a number: its bytes and its length; nothing for a long one.
#[inline]
fn packed(text: &[u8], span: Span) -> Option<u128> {
    let length = span.len();
    if length > LONGEST {
        return None;
    }
    let bytes = match text[span.start()..].first_chunk::<16>() {
        Some(bytes) => u128::from_le_bytes(*bytes) & ((1 << (8 * length)) - 1),
        None => text[span.range()].iter().rev().fold(0, |word, byte| word << 8 | u128::from(*byte)),
    };
    // The high bit tells a word of no bytes from an empty place.
    Some(bytes | (length as u128 | 0x80) << (8 * LONGEST))
}

#[inline]
const fn hash(word: u128) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let (low, high) = (word as u64, (word >> 64) as u64);
    (low ^ high.wrapping_mul(FACTOR).rotate_left(32)).wrapping_mul(FACTOR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_keeps_the_number_it_got_first(words in prop::collection::vec("[abé\u{0}]{0,18}", 0..2000)) {
            let mut numbers = Numbers::default();
            let mut known: Vec<&str> = Vec::new();
            for word in &words {
                let text = format!("x{word} y");
                let found = numbers.find(&text, Span::new(1, 1 + word.len()));
                prop_assert_eq!(found, known.iter().position(|known| known == word).map(|at| at as u32));
                if found.is_none() {
                    prop_assert_eq!(numbers.add(word) as usize, known.len());
                    known.push(word);
                }
            }
        }
    }
}
