//! A byte range into a text. Offsets are bytes inside the program; only `report::offsets` turns them
//! into what reports show.

use std::ops::Range;

/// A byte range into one article's text; `end` is exclusive and both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    byte_start: u32,
    byte_end: u32,
}

impl Span {
    /// A span from two byte offsets.
    ///
    /// # Panics
    ///
    /// When an offset does not fit 32 bits; readers refuse articles that long.
    pub fn new(start: usize, end: usize) -> Self {
        let fit = |at| u32::try_from(at).expect("readers refuse articles of 4 GiB and more");
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Self { byte_start: fit(start), byte_end: fit(end) }
    }

    /// First byte of the span.
    pub const fn start(self) -> usize {
        self.byte_start as usize
    }

    /// One past the last byte of the span.
    pub const fn end(self) -> usize {
        self.byte_end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.byte_start == self.byte_end
    }

    /// The span as a range to slice with.
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The part of `text` this span covers.
    ///
    /// ```
    /// let text = "Åse met Bo.";
    /// assert_eq!(newsnlp::span::Span::new(9, 11).of(text), "Bo"); // bytes: Å takes two
    /// ```
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The span without white space at its ends; empty where it covers nothing else.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let covered = self.of(text);
        // Most begin and end with a sign that tells at once.
        let tells = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        if tells(covered.as_bytes().first()) && tells(covered.as_bytes().last()) {
            return self;
        }
        let bare = covered.trim_end();
        let start = self.start() + bare.len() - bare.trim_start().len();
        Self::new(start, self.start() + bare.len())
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, last: Self) -> Self {
        Self { byte_start: self.byte_start.min(last.byte_start), byte_end: self.byte_end.max(last.byte_end) }
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.byte_start < other.byte_end && other.byte_start < self.byte_end
    }

    /// Whether `other` lies inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.byte_start <= other.byte_start && other.byte_end <= self.byte_end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_span_is_trimmed_as_its_text(text in "[ \t\u{a0}\u{3000}a.é]{0,6}", from in 0..4usize) {
            let span = Span::new(text.floor_char_boundary(from), text.len());
            prop_assert_eq!(span.trimmed(&text).of(&text), span.of(&text).trim());
            prop_assert!(span.contains(span.trimmed(&text)));
        }
    }
}
