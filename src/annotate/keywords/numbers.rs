//! Words to numbers, in the order they come, and what is known of them. In: a word in its text. Out: its number.

use crate::short_words::{ShortWord, ShortWords};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// The words met so far.
#[derive(Debug)]
pub(super) struct Numbers<V> {
    /// What is known of each word, by its number.
    pub known: ShortWords<V>,
    long: FxHashMap<Box<str>, u32>,
}

impl<V> Default for Numbers<V> {
    fn default() -> Self {
        Self { known: ShortWords::default(), long: FxHashMap::default() }
    }
}

impl<V> Numbers<V> {
    /// The number of the word at `span`, if it has one.
    #[inline]
    pub fn find(&self, text: &str, span: Span) -> Option<u32> {
        match ShortWord::of(text.as_bytes(), span.range()) {
            Some(word) => self.known.find(word),
            None => self.long.get(span.of(text)).copied(),
        }
    }

    /// Gives a new word its number: how many came before it.
    pub fn add(&mut self, word: &str, value: V) -> u32 {
        let short = ShortWord::of(word.as_bytes(), 0..word.len());
        let number = self.known.add(short, value);
        if short.is_none() {
            self.long.insert(word.into(), number);
        }
        number
    }

    /// The number of a whole string; where it is new, with this value.
    pub fn number(&mut self, word: &str, value: impl FnOnce() -> V) -> u32 {
        self.find(word, Span::new(0, word.len())).unwrap_or_else(|| self.add(word, value()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_in_the_order_they_come() {
        let mut numbers = Numbers::default();
        for (at, word) in ["Moscow", "", "Donaudampfschifffahrt", "Москва"].into_iter().enumerate() {
            let text = format!("in {word} now");
            let span = Span::new(3, 3 + word.len());
            assert_eq!(numbers.find(&text, span), None);
            assert_eq!(numbers.add(word, at) as usize, at);
            assert_eq!(numbers.find(&text, span), Some(at as u32));
            assert_eq!(numbers.number(word, || 9) as usize, numbers.known[at as u32]);
        }
    }
}
