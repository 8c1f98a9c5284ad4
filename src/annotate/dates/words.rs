//! Words to their numbers: a small open hash table over lower-cased bytes, for one look-up per token of the text.

use rustc_hash::FxHashMap;

/// Longest word, in bytes, that a table may hold.
pub(super) const LONGEST: usize = 32;
/// A lower-cased word, filled up with zeros.
pub(super) type Key = [u8; LONGEST];

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
            keys: vec![[0; LONGEST]; ids.len() + 1],
        };
        for (word, &id) in ids {
            if word.len() > LONGEST {
                continue;
            }
            let key = &mut words.keys[id as usize];
            key[..word.len()].copy_from_slice(word.as_bytes());
            let (mut at, tag) = place(key, word.len(), size);
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

/// Where a word belongs in a table of this size (a power of two), and its tag there.
fn place(key: &Key, len: usize, size: usize) -> (usize, u16) {
    let mut hash = len as u64;
    for eight in key.chunks_exact(8).take(len.div_ceil(8)) {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(eight);
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    let hash = hash ^ (hash >> 32);
    (hash as usize & (size - 1), (hash >> 48) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> Key {
        let mut key = [0; LONGEST];
        key[..word.len()].copy_from_slice(word.as_bytes());
        key
    }

    #[test]
    fn finds_what_it_holds_and_nothing_else() {
        let ids: FxHashMap<_, _> = (1..500).map(|id| (format!("word{id}"), id)).collect();
        let words = Words::freeze(&ids);
        for (word, id) in &ids {
            assert_eq!(words.id(&key(word), word.len()), *id);
        }
        assert_eq!(words.id(&key("word500"), 7), 0);
        assert_eq!(words.id(&key(""), 0), 0);
        assert_eq!(Words::default().id(&key("may"), 3), 0);
    }
}
