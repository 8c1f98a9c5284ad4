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
}

impl Words {
    /// Takes over words with their numbers, which start at 1.
    pub(super) fn freeze(ids: &FxHashMap<String, u16>) -> Self {
        let size = (ids.len() * 8).next_power_of_two().max(64);
        let mut words = Self {
            slots: vec![(0, 0); size],
            homes: vec![0; size / 64],
            keys: vec![Key::default(); ids.len() + 1],
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

    /// The number of a word of `len` bytes, 0 for an unknown one.
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
        let mut bytes = [0; 8];
        bytes[..eight.len()].copy_from_slice(eight);
        *place = u64::from_le_bytes(bytes);
    }
    key
}

/// Eight times the same byte.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The key of a short plain word, eight bytes at once, `None` for one that has to be looked at byte by byte: `start..end`
/// of the text is more than sixteen bytes long or at its very end, or is neither a single mark nor ASCII letters alone.
pub(super) fn plain(text: &[u8], start: usize, end: usize) -> Option<Key> {
    let len = end - start;
    if len == 1 {
        let byte = text[start].to_ascii_lowercase();
        let special = byte >= 0x80 || matches!(byte, b'.' | b'\'' | b'0'..=b'9');
        return (!special).then_some([u64::from(byte), 0, 0, 0]);
    }
    let first = letters(text, start, len.min(8))?;
    let second = if len > 8 { letters(text, start + 8, len - 8)? } else { 0 };
    Some([first, second, 0, 0])
}

/// Up to eight letters in lower case, `None` where one of the bytes is no letter (nor one of the few marks among them).
fn letters(text: &[u8], start: usize, len: usize) -> Option<u64> {
    let eight = text.get(start..start + 8).filter(|_| (1..=8).contains(&len))?;
    let wanted = u64::MAX >> (64 - 8 * len);
    let read = u64::from_le_bytes(eight.try_into().ok()?) & wanted;
    if read & each(0xC0) != each(0x40) & wanted {
        return None;
    }
    let from_a = read.wrapping_add(each(0x80 - b'A'));
    let past_z = read.wrapping_add(each(0x7F - b'Z'));
    let capitals = (from_a ^ past_z) & each(0x80);
    Some(read | (capitals >> 2))
}

/// Where a word belongs in a table of this size (a power of two), and its tag there.
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
        let text = "May ZEBRA az{[@`AZ Wednesdays , can't a.m. Été 9 G7 . incomprehensibilities at the end";
        let read = |word: &str| {
            let start = text.find(word).unwrap();
            plain(text.as_bytes(), start, start + word.len())
        };
        for word in ["May", "ZEBRA", "az{[@`AZ", "Wednesdays", ","] {
            assert_eq!(read(word), Some(key(word.to_ascii_lowercase().as_bytes())), "{word}");
        }
        for word in ["can't", "a.m.", "Été", "9", "G7", ".", "incomprehensibilities", "end"] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
