//! A set of words that may answer "perhaps" for others: one look at a few bits of it turns most tokens of a text away.
//! It never turns away a word that was added, in small letters, with a capital or in capitals.

/// Bits of the set, a power of two: a few words of a text in a hundred get through by chance.
const BITS: usize = 1 << 14;
/// Eight bytes that make every ASCII letter small.
const SMALL: u64 = u64::from_le_bytes([0x20; 8]);

/// Words, one bit each, by their first eight bytes.
#[derive(Debug)]
pub(super) struct Shapes(pub(super) [u64; BITS / 64]);

impl Default for Shapes {
    fn default() -> Self {
        Self([0; BITS / 64])
    }
}

impl Shapes {
    /// Whether `start..end` of a text may be one of the words; what stands at its very end always may.
    #[inline]
    pub(super) fn may_hold(&self, text: &[u8], start: usize, end: usize) -> bool {
        place(text, start, end).is_none_or(|at| self.0[at / 64] & (1 << (at % 64)) != 0)
    }
}

/// The bit of a word of a text, if eight bytes can be read at its start.
#[inline]
pub(super) fn place(text: &[u8], start: usize, end: usize) -> Option<usize> {
    const TIMES: u64 = 0x9E37_79B9_7F4A_7C15;
    let first = u64::from_le_bytes(*text.get(start..start + 8)?.first_chunk()?);
    let kept = u64::MAX >> ((64 - 8 * (end - start).min(8)) & 63);
    let hash = ((first | SMALL) & kept).wrapping_mul(TIMES);
    Some((hash >> 50) as usize % BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_every_way_to_write_a_word_through_and_few_others() {
        let mut shapes = Shapes::default();
        for (word, dotted) in
            [("january", false), ("jan", true), ("pm", true), ("сегодня", false), ("o'clock", false)]
        {
            shapes.add(word, dotted);
        }
        let may_hold =
            |word: &str| shapes.may_hold(format!("-{word}, and so on").as_bytes(), 1, word.len() + 1);
        for word in [
            "January",
            "JANUARY",
            "jan",
            "Jan.",
            "p.m.",
            "P.M.",
            "pm",
            "p.m",
            "Сегодня",
            "СЕГОДНЯ",
            "o’clock",
        ] {
            assert!(may_hold(word), "{word}");
        }
        for word in ["in", "December", "jury", "никто", "jam", "januaries"] {
            assert!(!may_hold(word), "{word}");
        }
        assert!(shapes.may_hold(b"at end", 3, 6));
    }
}
