//! What a word is by its letters alone. News says the same few thousand words again and again: each thread keeps what it
//! found for the last word of each slot, so most words are folded, hashed and looked up once.

use super::cue::Cue;
use crate::gazetteer::words::{Classes, Words};
use crate::gazetteer::{builtin_words, fold};
use crate::span::Span;
use std::cell::RefCell;

/// Pairs of words kept, each pair on a line of the cache of its own: a power of two.
const SLOTS: usize = 4096;
/// Longest word kept, in bytes.
const LONGEST: usize = 16;

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
    /// Bytes it takes, where it is short.
    length: u8,
}

impl Known {
    fn of(text: &str, span: Span, words: Words) -> Self {
        let (key, word) = (fold::key_in(text, span), span.of(text));
        let length = u8::try_from(word.len()).unwrap_or_default();
        Self { key, classes: words.classes(key), cue: Cue::of(word), shape: Shape::of(word), length }
    }
}

/// The words a thread has seen last.
pub(super) struct Vocabulary {
    words: Words,
    /// Per slot two words, the one asked for last first.
    slots: Vec<[Slot; 2]>,
}

/// A word and what is known of it; one of length 0 for none.
#[derive(Clone, Copy, Default)]
struct Slot {
    letters: [u64; 2],
    known: Known,
}

impl Slot {
    const fn holds(&self, [first, second]: [u64; 2], length: usize) -> bool {
        self.letters[0] == first && self.letters[1] == second && self.known.length as usize == length
    }
}

impl Vocabulary {
    /// Runs `with` on the vocabulary of this thread.
    pub fn with<T>(with: impl FnOnce(&mut Self) -> T) -> T {
        thread_local!(static SEEN: RefCell<Vocabulary> = RefCell::new(Vocabulary::new()));
        SEEN.with_borrow_mut(with)
    }

    fn new() -> Self {
        Self { words: builtin_words(), slots: vec![Default::default(); SLOTS] }
    }

    /// What is known of the word that lies at `span` in `text`.
    #[inline]
    pub fn get(&mut self, text: &str, span: Span) -> Known {
        let Some(letters) = letters(text.as_bytes(), span) else {
            return Known::of(text, span, self.words);
        };
        let slot = &mut self.slots[place(letters)];
        if !slot[0].holds(letters, span.len()) {
            if !slot[1].holds(letters, span.len()) {
                slot[1] = Slot { letters, known: Known::of(text, span, self.words) };
            }
            slot.swap(0, 1);
        }
        slot[0].known
    }
}

/// The bytes of a word, filled up with zeros; nothing for a long one, or one at the very end of the text.
#[inline]
fn letters(text: &[u8], span: Span) -> Option<[u64; 2]> {
    let (start, length) = (span.start(), span.len());
    let sixteen: &[u8; LONGEST] = text.get(start..)?.first_chunk()?;
    if length == 0 || length > LONGEST {
        return None;
    }
    let all = u128::from_le_bytes(*sixteen) & u128::MAX >> (8 * (LONGEST - length));
    Some([all as u64, (all >> 64) as u64])
}

#[inline]
const fn place([first, second]: [u64; 2]) -> usize {
    let mixed = (first ^ second.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 52) as usize % SLOTS
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
    fn words_that_share_a_slot_keep_apart() {
        let text: String = (0..3 * SLOTS).map(|number| format!("word{number} ")).collect();
        let mut vocabulary = Vocabulary::new();
        let mut start = 0;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let known = vocabulary.get(&text, Span::new(start, start + word.len()));
            assert_eq!(known.key, fold::key(word));
            start += word.len() + 1;
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
