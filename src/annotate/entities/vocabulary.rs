//! What a word is by its letters alone: its key, its classes, how it is written.

use super::cue::Cue;
use crate::gazetteer::words::{Classes, Words};
use crate::gazetteer::{Start, Starts, builtin_words, fold};
use crate::memo::Memo;
use crate::span::Span;
use std::cell::RefCell;

/// Half as many as words are remembered.
const SLOTS: usize = 8192;

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
    const BITS: u32 = 4;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Hash of the folded form.
    pub key: u64,
    /// What the word tables say of that.
    pub classes: Classes,
    /// Where the built-in names start that begin with it.
    pub start: Start,
    pub cue: Cue,
    pub shape: Shape,
}

impl Known {
    fn packed(self) -> Packed {
        let Self { key, classes, start, cue, shape } = self;
        let [more @ .., _] = (start.number() << Shape::BITS | u32::from(shape.0)).to_le_bytes();
        Packed { key, classes, cue, more }
    }
}

/// The same in 16 bytes: what a thread remembers of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Packed {
    key: u64,
    classes: Classes,
    cue: Cue,
    /// The shape in the lowest bits, and the start.
    more: [u8; 3],
}

const _: () = assert!(Start::BITS + Shape::BITS <= 24 && size_of::<Packed>() == 16);

impl Packed {
    #[inline]
    fn known(self) -> Known {
        let Self { key, classes, cue, more: [first, second, third] } = self;
        let more = u32::from_le_bytes([first, second, third, 0]);
        let shape = Shape(first & ((1 << Shape::BITS) - 1));
        Known { key, classes, start: Start::of_number(more >> Shape::BITS), cue, shape }
    }
}

/// What is known of every word: the tables, and what a thread remembers of them.
pub(super) struct Vocabulary {
    tables: Tables,
    seen: Memo<Packed>,
}

/// What the program brings along.
struct Tables {
    words: Words,
    starts: Starts,
}

impl Tables {
    fn builtin() -> Self {
        Self { words: builtin_words(), starts: Starts::builtin() }
    }

    fn know(&self, text: &str, span: Span) -> Known {
        let (key, word) = (fold::key_in(text, span), span.of(text));
        let (classes, start) = (self.words.classes(key), self.starts.of(word, key));
        Known { key, classes, start, cue: Cue::of(word), shape: Shape::of(word) }
    }
}

impl Vocabulary {
    /// Runs `with` on the vocabulary of this thread.
    pub fn with<T>(with: impl FnOnce(&mut Self) -> T) -> T {
        thread_local!(static SEEN: RefCell<Vocabulary> = RefCell::new(Vocabulary::new()));
        SEEN.with_borrow_mut(with)
    }

    fn new() -> Self {
        Self { tables: Tables::builtin(), seen: Memo::new(SLOTS) }
    }

    /// What is known of the word that lies at `span` in `text`.
    #[inline]
    pub fn get(&mut self, text: &str, span: Span) -> Known {
        self.seen.get(text, span, || self.tables.know(text, span).packed()).known()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_word_however_often_it_is_asked() {
        let text = "The U.S. and Zürich's J. of NATO, a\0 a COVID-19 voted notwithstanding AT&T internationalisation, end";
        let tables = Tables::builtin();
        let mut vocabulary = Vocabulary::new();
        for _ in 0..2 {
            for (start, word) in
                text.split(' ').map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
            {
                let span = Span::new(start, start + word.len());
                assert_eq!(vocabulary.get(text, span), tables.know(text, span), "{word}");
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
