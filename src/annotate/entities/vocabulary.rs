//! What a word is by its letters alone: its key, its classes, how it is written.

use super::cue::Cue;
use crate::gazetteer::words::{Classes, Words};
use crate::gazetteer::{builtin_words, fold};
use crate::memo::Memo;
use crate::span::Span;
use std::cell::RefCell;

/// Half as many as words are remembered.
const SLOTS: usize = 4096;

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape(u8);

impl Shape {
    /// Longer than four letters, and ends in `ed`.
    pub const PAST: Self = Self(1);
    /// One character, or one with full stops behind it: `J.`
    pub const INITIAL: Self = Self(2);
    /// Has a figure.
    pub const FIGURE: Self = Self(4);
    /// Has an ampersand: `AT&T`.
    pub const AMPERSAND: Self = Self(8);

    fn of(word: &str) -> Self {
        let past = word.len() > 4 && word.ends_with("ed");
        let initial = word.trim_end_matches('.').chars().nth(1).is_none();
        let of_byte = |byte| match byte {
            b'0'..=b'9' => Self::FIGURE.0,
            b'&' => Self::AMPERSAND.0,
            _ => 0,
        };
        let mut bits = word.bytes().fold(0, |bits, byte| bits | of_byte(byte));
        bits |= if past { Self::PAST.0 } else { 0 };
        bits |= if initial { Self::INITIAL.0 } else { 0 };
        Self(bits)
    }

    /// Whether any of these holds.
    pub const fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Hash of the folded form.
    pub key: u64,
    /// What the word tables say of that.
    pub classes: Classes,
    pub cue: Cue,
    pub shape: Shape,
}

impl Known {
    fn of(text: &str, span: Span, words: Words) -> Self {
        let (key, word) = (fold::key_in(text, span), span.of(text));
        Self { key, classes: words.classes(key), cue: Cue::of(word), shape: Shape::of(word) }
    }
}

/// What is known of every word: the tables, and what a thread remembers of them.
pub(super) struct Vocabulary {
    words: Words,
    seen: Memo<Known>,
}

impl Vocabulary {
    /// Runs `with` on the vocabulary of this thread.
    pub fn with<T>(with: impl FnOnce(&mut Self) -> T) -> T {
        thread_local!(static SEEN: RefCell<Vocabulary> = RefCell::new(Vocabulary::new()));
        SEEN.with_borrow_mut(with)
    }

    fn new() -> Self {
        Self { words: builtin_words(), seen: Memo::new(SLOTS) }
    }

    /// What is known of the word that lies at `span` in `text`.
    #[inline]
    pub fn get(&mut self, text: &str, span: Span) -> Known {
        self.seen.get(text, span, || Known::of(text, span, self.words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_word_however_often_it_is_asked() {
        let text = "The U.S. and Zürich's J. of NATO, a\0 a COVID-19 voted notwithstanding AT&T internationalisation, end";
        let words = builtin_words();
        let mut vocabulary = Vocabulary::new();
        for _ in 0..2 {
            for (start, word) in
                text.split(' ').map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
            {
                let span = Span::new(start, start + word.len());
                assert_eq!(vocabulary.get(text, span), Known::of(text, span, words), "{word}");
            }
        }
    }

    #[test]
    fn tells_how_a_word_is_written() {
        let shape = Shape::of;
        assert!(shape("voted").is(Shape::PAST) && !shape("used").is(Shape::PAST));
        assert!(["J", "É.", "J.."].iter().all(|word| shape(word).is(Shape::INITIAL)));
        assert!(!shape("J.D.").is(Shape::INITIAL));
        assert!(shape("F-16").is(Shape::FIGURE) && shape("AT&T").is(Shape::AMPERSAND));
    }
}
