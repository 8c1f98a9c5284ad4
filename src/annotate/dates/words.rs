//! Words to their numbers: a small open hash table over lower-cased bytes, for one look-up per token of the text.

use rustc_hash::FxHashMap;

/// Longest word, in bytes, that a table may hold.
pub(super) const LONGEST: usize = 32;
/// A lower-cased word, eight bytes to a number, filled up with zeros.
pub(super) type Key = [u64; LONGEST / 8];

/// The words of a grammar.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Part of the hash, and the word's number; 0 is an empty slot.
    slots: Vec<(u16, u16)>,
    /// One bit per slot's home: small enough to stay at hand, it turns most unknown words away.
    homes: Vec<u64>,
    keys: Vec<Key>,
    /// The number of each sign of one byte; none for a full stop, an apostrophe and figures.
    signs: Vec<Option<u16>>,
}

impl Words {
    /// Takes over words with their numbers, which start at 1.
    pub(super) fn freeze(ids: &FxHashMap<String, u16>) -> Self {
        let size = (ids.len() * 8).next_power_of_two().max(64);
        let mut words = Self {
            slots: vec![(0, 0); size],
            homes: vec![0; size / 64],
            keys: vec![Key::default(); ids.len() + 1],
            signs: (0..0x80).map(|byte| sign(byte, ids)).collect(),
        };
        for (word, &id) in ids {
            if word.len() > LONGEST {
                continue;
            }
            let key = key(word.as_bytes());
            words.keys[id as usize] = key;
            let (mut at, tag) = place(&key, word.len(), size);
            words.homes[at / 64] |= 1 << (at % 64);
            while words.slots[at].1 != 0 {
                at = (at + 1) & (size - 1);
            }
            words.slots[at] = (tag, id);
        }
        words
    }

    /// The number of the word at `start..end` of a text, 0 for an unknown one, where one look tells it: the word is a sign
    /// or ASCII letters, sixteen at most and not at the very end of the text.
    #[inline]
    pub(super) fn of_letters(&self, text: &[u8], start: usize, end: usize) -> Option<u16> {
        let len = end - start;
        match len {
            1 => *self.signs.get(usize::from(text[start]))?,
            2..=8 => Some(self.id(&[letters(text, start, len)?, 0, 0, 0], len)),
            9..=16 => {
                let first = letters(text, start, 8)?;
                Some(self.id(&[first, letters(text, start + 8, len - 8)?, 0, 0], len))
            }
            _ => None,
        }
    }

    /// The number of a word of `len` bytes, 0 for an unknown one.
    #[inline]
    pub(super) fn id(&self, key: &Key, len: usize) -> u16 {
        let size = self.slots.len();
        if size == 0 {
            return 0;
        }
        let (mut at, tag) = place(key, len, size);
        if self.homes[at / 64] & (1 << (at % 64)) == 0 {
            return 0;
        }
        loop {
            let (slot_tag, id) = self.slots[at];
            if id == 0 || (slot_tag == tag && self.keys[id as usize] == *key) {
                return id;
            }
            at = (at + 1) & (size - 1);
        }
    }
}

/// A word of at most [`LONGEST`] bytes as a key; what is longer is cut.
pub(super) fn key(lower: &[u8]) -> Key {
    let mut key = Key::default();
    for (eight, place) in lower.chunks(8).zip(&mut key) {
        *place = eight.iter().rev().fold(0, |read, &byte| read << 8 | u64::from(byte));
    }
    key
}

/// Eight times the same byte.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Up to eight ASCII letters in lower case, read at once; `None` where one of the bytes is no letter, or the text ends.
#[inline]
fn letters(text: &[u8], start: usize, len: usize) -> Option<u64> {
    let eight = u64::from_le_bytes(*text.get(start..)?.first_chunk()?);
    let wanted = u64::MAX >> (64 - 8 * len);
    let lower = eight | each(0x20);
    // The highest bit of a byte: from a on, past z, no ASCII.
    let (from_a, past_z) = (lower.wrapping_add(each(0x80 - b'a')), lower.wrapping_add(each(0x7F - b'z')));
    let other = (!from_a | past_z | eight) & each(0x80) & wanted;
    (other == 0).then_some(lower & wanted)
}

/// The number of the word that is one sign, where that is all there is to it.
fn sign(byte: u8, ids: &FxHashMap<String, u16>) -> Option<u16> {
    let special = matches!(byte, b'.' | b'\'' | b'0'..=b'9');
    let lower = char::from(byte.to_ascii_lowercase());
    (!special).then(|| ids.get(lower.encode_utf8(&mut [0; 4]) as &str).copied().unwrap_or_default())
}

/// Where a word belongs in a table of this size (a power of two), and its tag there.
#[inline]
fn place(key: &Key, len: usize, size: usize) -> (usize, u16) {
    const TIMES: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = ((len as u64).rotate_left(23) ^ key[0]).wrapping_mul(TIMES);
    if len > 8 {
        for eight in &key[1..len.div_ceil(8).min(key.len())] {
            hash = (hash.rotate_left(23) ^ eight).wrapping_mul(TIMES);
        }
    }
    let hash = hash ^ (hash >> 32);
    (hash as usize & (size - 1), (hash >> 48) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_it_holds_and_nothing_else() {
        let ids: FxHashMap<_, _> = (1..500).map(|id| (format!("word{id}"), id)).collect();
        let words = Words::freeze(&ids);
        for (word, id) in &ids {
            assert_eq!(words.id(&key(word.as_bytes()), word.len()), *id);
        }
        assert_eq!(words.id(&key(b"word500"), 7), 0);
        assert_eq!(words.id(&key(b""), 0), 0);
        assert_eq!(Words::default().id(&key(b"may"), 3), 0);
    }

    #[test]
    fn reads_short_plain_words_at_once() {
        let text = "May ZEBRA Wednesdays , can't a.m. Été 9 G7 . `` incomprehensibilities a_b at the end";
        let ids: FxHashMap<_, _> =
            text.to_lowercase().split(' ').zip(1..).map(|(word, id)| (word.to_owned(), id)).collect();
        let words = Words::freeze(&ids);
        let read = |word: &str| {
            let start = text.find(word).unwrap();
            words.of_letters(text.as_bytes(), start, start + word.len())
        };
        for word in ["May", "ZEBRA", "Wednesdays", ","] {
            assert_eq!(read(word), ids.get(&word.to_lowercase()).copied(), "{word}");
        }
        assert_eq!(read("ay"), Some(0));
        for word in ["can't", "a.m.", "Été", "9", "G7", ".", "``", "incomprehensibilities", "a_b", "end"] {
            assert_eq!(read(word), None, "{word}");
        }
    }

    #[test]
    fn letters_are_told_from_every_other_byte() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut word = *b"ZebraAzz";
                word[at] = byte;
                let read = letters(&word, 0, 8).map(u64::to_le_bytes);
                let wanted = byte.is_ascii_alphabetic().then(|| word.map(|b| b.to_ascii_lowercase()));
                assert_eq!(read, wanted, "{byte} at {at}");
            }
        }
    }
}
