//! What is known of a surface form: what every occurrence needs, close together, and the rest apart from it.

use std::sync::Arc;

/// No stem, and no place.
pub(super) const NOTHING: u32 = u32::MAX;

/// What a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It counts, under the stem of this number.
    Counts(u32),
    /// A stopword: never counted, and no phrase crosses it.
    Stopword,
    /// No word at all: a number, a single letter, too short.
    Out,
}

/// A word as written, as it is needed at each occurrence. Small, since most of the time goes into reaching it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The number of its stem; [`NOTHING`] where it does not count.
    pub stem: u32,
    /// Which word it is, in small letters.
    pub word: Word,
    /// Occurrences in the article, if it counts; 0 between articles.
    pub count: u32,
    /// How often it has capitals that are its own: not at the head of a sentence, not in a line set in capitals.
    pub named: u32,
}

impl Form {
    /// Forgets the article.
    pub const fn reset(&mut self) {
        (self.count, self.named) = (0, 0);
    }
}

/// A word in small letters, by its number, and whether it is written with a capital.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word(u32);

impl Word {
    pub const fn new(lower: u32, capital: bool) -> Self {
        Self(lower << 1 | capital as u32)
    }

    /// The same for all forms that differ in case alone.
    pub const fn lower(self) -> u32 {
        self.0 >> 1
    }

    /// Whether it is written with a capital.
    #[inline]
    pub const fn has_capital(self) -> bool {
        self.0 & 1 != 0
    }
}

/// What else is known of a form.
#[derive(Debug)]
pub(super) struct Facts {
    pub role: Role,
    /// What is left of it without a possessive or an elided article, as a range into the form as written.
    pub core: (u32, u32),
    /// What it shows of itself.
    pub term: Arc<str>,
}
