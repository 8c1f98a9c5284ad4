//! The only conversion from byte offsets to what reports show.

use encoding_rs::Encoding;

/// The unit reports count offsets in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Unicode code points.
    #[default]
    Chars,
    /// UTF-8 bytes.
    Bytes,
    /// UTF-16 code units.
    Utf16,
}

impl OffsetUnit {
    fn count(self, text: &str) -> usize {
        match self {
            Self::Bytes => text.len(),
            Self::Chars => text.chars().count(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }
}

/// Turns byte offsets of one text into another unit. Each answer costs the way from the one before it, so asking in
/// rising order is linear in the text.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: OffsetUnit,
    byte_at: usize,
    unit_at: usize,
    /// Up to here every character from `byte_at` on takes one byte, and one of each unit.
    plain_to: usize,
}

impl<'t> Offsets<'t> {
    /// Offsets into `text`, counted in `unit`.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let unit = if text.is_ascii() { OffsetUnit::Bytes } else { unit };
        Self { text, unit, byte_at: 0, unit_at: 0, plain_to: 0 }
    }

    /// The offset of the character at byte `at`.
    ///
    /// ```
    /// use newsnlp::report::offsets::{OffsetUnit, Offsets};
    /// let mut offsets = Offsets::new("Å 😀 x", OffsetUnit::Utf16);
    /// assert_eq!([offsets.of(3), offsets.of(8)], [2, 5]);
    /// ```
    #[inline]
    pub fn of(&mut self, at: usize) -> usize {
        if self.unit == OffsetUnit::Bytes {
            return at;
        }
        if (self.byte_at..=self.plain_to).contains(&at) {
            self.unit_at += at - self.byte_at;
        } else {
            self.count_to(at);
        }
        self.byte_at = at;
        self.unit_at
    }

    fn count_to(&mut self, at: usize) {
        if at < self.byte_at {
            self.unit_at -= self.unit.count(&self.text[at..self.byte_at]);
        } else {
            self.unit_at += self.unit.count(&self.text[self.byte_at..at]);
        }
        // Where the plain stretch is known to reach further it is not looked for again.
        if at > self.plain_to {
            self.plain_to = at + Encoding::ascii_valid_up_to(&self.text.as_bytes()[at..]);
        } else if at < self.byte_at {
            self.plain_to = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_in_any_order() {
        let text = "Å 😀 x — y";
        for unit in [OffsetUnit::Chars, OffsetUnit::Bytes, OffsetUnit::Utf16] {
            let mut offsets = Offsets::new(text, unit);
            let ends: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for &at in ends.iter().chain(ends.iter().rev()) {
                assert_eq!(offsets.of(at), unit.count(&text[..at]), "{unit:?} {at}");
            }
        }
    }
}
