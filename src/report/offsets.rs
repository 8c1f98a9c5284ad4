//! The only conversion from byte offsets to what reports show.

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

/// Turns byte offsets of one text into another unit, in time linear in the text when asked in rising order.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: OffsetUnit,
    byte_at: usize,
    unit_at: usize,
}

impl<'t> Offsets<'t> {
    /// Offsets into `text`, counted in `unit`.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let unit = if text.is_ascii() { OffsetUnit::Bytes } else { unit };
        Self { text, unit, byte_at: 0, unit_at: 0 }
    }

    /// The offset of the character at byte `at`.
    ///
    /// ```
    /// use newsnlp::report::offsets::{OffsetUnit, Offsets};
    /// let mut offsets = Offsets::new("Å 😀 x", OffsetUnit::Utf16);
    /// assert_eq!([offsets.of(3), offsets.of(8)], [2, 5]);
    /// ```
    pub fn of(&mut self, at: usize) -> usize {
        if self.unit == OffsetUnit::Bytes {
            return at;
        }
        if at < self.byte_at {
            (self.byte_at, self.unit_at) = (0, 0);
        }
        let passed = &self.text[self.byte_at..at];
        self.unit_at += match self.unit {
            OffsetUnit::Utf16 => passed.chars().map(char::len_utf16).sum(),
            _ => passed.chars().count(),
        };
        self.byte_at = at;
        self.unit_at
    }
}
