//! Words to numbers, in the order they come. In: a word in its text. Out: its number.

use crate::short_words::{ShortWord, ShortWords};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// The words met so far.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    short: ShortWords<u32>,
    long: FxHashMap<Box<str>, u32>,
    len: u32,
}

impl Numbers {
    /// The number of the word at `span`, if it has one.
    #[inline]
    pub fn find(&self, text: &str, span: Span) -> Option<u32> {
        match ShortWord::of(text.as_bytes(), span.range()) {
            Some(word) => self.short.get(word),
            None => self.long.get(span.of(text)).copied(),
        }
    }

    /// Gives a new word its number: how many came before it.
    pub fn add(&mut self, word: &str) -> u32 {
        let number = self.len;
        self.len += 1;
        match ShortWord::of(word.as_bytes(), 0..word.len()) {
            Some(short) => *self.short.entry(short) = number,
            None => _ = self.long.insert(word.into(), number),
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_in_the_order_they_come() {
        let mut numbers = Numbers::default();
        for (at, word) in ["Moscow", "a", "Donaudampfschifffahrt", "Москва"].into_iter().enumerate() {
            let text = format!("in {word} now");
            let span = Span::new(3, 3 + word.len());
            assert_eq!(numbers.find(&text, span), None);
            assert_eq!(numbers.add(word) as usize, at);
            assert_eq!(numbers.find(&text, span), Some(at as u32));
        }
    }
}
