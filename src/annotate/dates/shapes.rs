//! How the words of a table may look, by length and outermost letters: a test that turns most other tokens of a text
//! away in a few instructions. It never turns away a word that was added.

/// Lengths a row tells apart; what is longer counts as this long.
const LONGEST: usize = 63;
const ROWS: usize = 256;

/// By the first byte of a word (its second, where it is not ASCII) and by its last: the lengths it may have.
#[derive(Debug)]
pub(super) struct Shapes {
    first: [u64; ROWS],
    last: [u64; ROWS],
}

impl Default for Shapes {
    fn default() -> Self {
        Self { first: [0; ROWS], last: [0; ROWS] }
    }
}

impl Shapes {
    /// Adds a word in lower case without its full stops; `dotted` when it may carry some.
    pub(super) fn add(&mut self, word: &str, dotted: bool) {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return };
        let last = chars.next_back().unwrap_or(first);
        // A text may have a stop after every letter, and longer signs for an apostrophe and a hyphen.
        let dots = if dotted { word.chars().count() } else { 0 };
        let signs = word.chars().filter(|c| matches!(c, '\'' | '-')).count();
        for len in word.len()..=word.len() + dots.max(signs * 2) {
            let bit = 1 << len.min(LONGEST);
            for first in first.to_uppercase().chain([first]) {
                self.first[row(first.encode_utf8(&mut [0; 4]).as_bytes())] |= bit;
            }
            let stop = dotted.then_some('.');
            for last in last.to_uppercase().chain([last]).chain(stop) {
                let mut bytes = [0; 4];
                let bytes = last.encode_utf8(&mut bytes).as_bytes();
                self.last[usize::from(bytes[bytes.len() - 1])] |= bit;
            }
        }
    }

    /// Whether a token as written may be one of the words.
    pub(super) fn may_hold(&self, token: &[u8]) -> bool {
        let Some(&last) = token.last() else { return false };
        let lengths = self.first[row(token)] & self.last[usize::from(last)];
        lengths >> token.len().min(LONGEST) & 1 != 0
    }
}

fn row(bytes: &[u8]) -> usize {
    match *bytes {
        [first, ..] if first < 0x80 => usize::from(first),
        [_, second, ..] => 0x80 | usize::from(second),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_every_way_to_write_a_word_through() {
        let mut shapes = Shapes::default();
        for (word, dotted) in [("january", false), ("jan", true), ("pm", true), ("сегодня", false), ("o'clock", false)] {
            shapes.add(word, dotted);
        }
        for word in ["January", "JANUARY", "jan", "Jan.", "p.m.", "P.M.", "pm", "p.m", "Сегодня", "СЕГОДНЯ", "o’clock"] {
            assert!(shapes.may_hold(word.as_bytes()), "{word}");
        }
        for word in ["", "in", "December", "jury", "никто", "jam"] {
            assert!(!shapes.may_hold(word.as_bytes()), "{word}");
        }
    }
}
