//! Words to their numbers: a small open hash table over lower-cased bytes, for one look-up per token of the text.

use rustc_hash::FxHashMap;

/// Longest word, in bytes, that a table may hold.
pub(super) const LONGEST: usize = 32;
/// A lower-cased word, eight bytes to a number, filled up with zeros.
pub(super) type Key = [u64; LONGEST / 8];

/// Numbers of the filter: two kilobytes, which stay at hand.
const FILTER: usize = 256;

/// The words of a grammar.
#[derive(Debug)]
pub(super) struct Words {
    /// A bit for the hash of each word: it turns most unknown words away.
    filter: [u64; FILTER],
    /// Words of eight bytes at most, each at the place that its hash tells or soon behind it.
    slots: Vec<Slot>,
    /// How far a hash is shifted to be a place.
    shift: u32,
    /// Words of more than eight bytes.
    long: FxHashMap<Key, Found>,
    /// The number of each sign of one byte; none for a full stop, an apostrophe and figures.
    signs: [Option<u16>; 0x80],
}

/// A word of eight bytes at most and what is found for it.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    letters: u64,
    found: Found,
}

/// The number of a word, 0 in an empty slot.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    word: u16,
    /// Whether other signs than ASCII letters are in it.
    odd: bool,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            filter: [0; FILTER],
            slots: vec![Slot::default(); 2],
            shift: u64::BITS - 1,
            long: FxHashMap::default(),
            signs: [None; 0x80],
        }
    }
}

impl Words {
    /// Takes over words; each has its place as its number, the first is none.
    pub(super) fn freeze<'a>(spelled: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let size = (spelled.len() * 2).next_power_of_two();
        let mut words = Self {
            slots: vec![Slot::default(); size],
            shift: u64::BITS - size.trailing_zeros(),
            signs: std::array::from_fn(|byte| is_plain_sign(byte as u8).then_some(0)),
            ..Self::default()
        };
        for (word, number) in spelled.zip(0..).skip(1) {
            words.add(word.as_bytes(), number);
        }
        words
    }

    fn add(&mut self, word: &[u8], number: u16) {
        if word.len() > LONGEST {
            return;
        }
        if let &[byte] = word {
            for byte in [byte, byte.to_ascii_uppercase()] {
                if let Some(Some(sign)) = self.signs.get_mut(usize::from(byte)) {
                    *sign = number;
                }
            }
        }
        let (key, found) = (key(word), Found { word: number, odd: !word.iter().all(u8::is_ascii_lowercase) });
        let hash = hash(&key);
        self.filter[filter_place(hash)] |= filter_bit(hash);
        if word.len() > 8 {
            self.long.insert(key, found);
            return;
        }
        let mut at = self.home(hash);
        while self.slots[at].found.word != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = Slot { letters: key[0], found };
    }

    /// The number of the word at `start..end` of a text, 0 for an unknown one, where one look tells it: the word is a sign
    /// or ASCII letters, sixteen at most and not at the very end of the text.
    #[expect(clippy::inline_always, reason = "of every token of the sentences that are read")]
    #[inline(always)]
    pub(super) fn of_letters(&self, text: &[u8], start: usize, end: usize) -> Option<u16> {
        let len = end - start;
        if len == 1 {
            return *self.signs.get(usize::from(text[start]))?;
        }
        if len > 8 {
            return self.of_more_letters(text, start, len);
        }
        let word = Eight::read(text, start, len)?;
        told(self.short(word.lower()), || word.is_letters())
    }

    #[inline(never)]
    fn of_more_letters(&self, text: &[u8], start: usize, len: usize) -> Option<u16> {
        if len > 16 {
            return None;
        }
        let (first, second) = (Eight::read(text, start, 8)?, Eight::read(text, start + 8, len - 8)?);
        let found = self.long(&[first.lower(), second.lower(), 0, 0]);
        told(found, || first.is_letters() && second.is_letters())
    }

    /// The number of a word, 0 for an unknown one.
    pub(super) fn id(&self, key: &Key) -> u16 {
        let found = if let &[first, 0, 0, 0] = key { self.short(first) } else { self.long(key) };
        found.unwrap_or_default().word
    }

    #[inline]
    fn short(&self, letters: u64) -> Option<Found> {
        let hash = hash(&[letters, 0, 0, 0]);
        if self.filter[filter_place(hash)] & filter_bit(hash) == 0 {
            return None;
        }
        let mut at = self.home(hash);
        loop {
            let slot = &self.slots[at];
            if slot.letters == letters || slot.found.word == 0 {
                return (slot.found.word != 0).then_some(slot.found);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn long(&self, key: &Key) -> Option<Found> {
        let hash = hash(key);
        if self.filter[filter_place(hash)] & filter_bit(hash) == 0 {
            return None;
        }
        self.long.get(key).copied()
    }

    /// The slot in which a search begins.
    #[inline]
    fn home(&self, hash: u64) -> usize {
        (hash >> self.shift) as usize & (self.slots.len() - 1)
    }
}

/// What was found for a word in lower case that `is_letters`: if it is found, its letters need no look.
#[inline]
fn told(found: Option<Found>, is_letters: impl Fn() -> bool) -> Option<u16> {
    match found {
        Some(found) => (!found.odd).then_some(found.word),
        None => is_letters().then_some(0),
    }
}

/// A hash whose highest bits are well mixed.
#[inline]
const fn hash([first, second, third, fourth]: &Key) -> u64 {
    let rest = second.rotate_left(29) ^ third.rotate_left(43) ^ fourth.rotate_left(13);
    (*first ^ rest).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[inline]
const fn filter_place(hash: u64) -> usize {
    (hash >> 56) as usize % FILTER
}

#[inline]
const fn filter_bit(hash: u64) -> u64 {
    1 << (hash >> 50 & 63)
}

/// Whether a sign stands for itself alone: figures have a value, a full stop or an apostrophe may belong to a word.
const fn is_plain_sign(byte: u8) -> bool {
    !matches!(byte, b'.' | b'\'' | b'0'..=b'9')
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

/// Up to eight bytes of a word, read at once.
#[derive(Clone, Copy)]
struct Eight {
    bytes: u64,
    /// All bits of the bytes that belong to the word.
    wanted: u64,
}

impl Eight {
    /// Reads `len` bytes, one to eight, unless the text ends within eight.
    #[inline]
    fn read(text: &[u8], start: usize, len: usize) -> Option<Self> {
        let bytes = u64::from_le_bytes(*text.get(start..start + 8)?.first_chunk()?);
        Some(Self { bytes, wanted: u64::MAX >> (64 - 8 * len) })
    }

    /// The bytes in lower case if they are letters. No other byte becomes a letter.
    #[inline]
    const fn lower(self) -> u64 {
        (self.bytes | each(0x20)) & self.wanted
    }

    /// Whether all are ASCII letters.
    #[inline]
    const fn is_letters(self) -> bool {
        // The highest bit of a byte: from a on, past z, no ASCII.
        let lower = self.bytes | each(0x20);
        let (from_a, past_z) = (lower.wrapping_add(each(0x80 - b'a')), lower.wrapping_add(each(0x7F - b'z')));
        (!from_a | past_z | self.bytes) & each(0x80) & self.wanted == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_it_holds_and_nothing_else() {
        let long = |number: u16| if number.is_multiple_of(3) { "and-more-letters" } else { "" };
        let spelled: Vec<_> = (0..500).map(|number| format!("word{number}{}", long(number))).collect();
        let words = Words::freeze(spelled.iter().map(String::as_str));
        for (word, number) in spelled.iter().zip(0..).skip(1) {
            assert_eq!(words.id(&key(word.as_bytes())), number, "{word}");
        }
        for word in ["word500", "word501and-more-letters", ""] {
            assert_eq!(words.id(&key(word.as_bytes())), 0, "{word}");
        }
        assert_eq!(Words::default().id(&key(b"may")), 0);
    }

    #[test]
    fn reads_short_plain_words_at_once() {
        let text = "May ZEBRA Wednesdays , can't a.m. Été 9 G7 . `` incomprehensibilities a_b at the end";
        let lower = text.to_lowercase();
        let spelled: Vec<_> = std::iter::once("").chain(lower.split(' ')).collect();
        let words = Words::freeze(spelled.into_iter());
        let read = |word: &str| {
            let start = text.find(word).unwrap();
            words.of_letters(text.as_bytes(), start, start + word.len())
        };
        for word in ["May", "ZEBRA", "Wednesdays", ","] {
            assert_eq!(read(word), Some(words.id(&key(word.to_lowercase().as_bytes()))), "{word}");
            assert_ne!(read(word), Some(0), "{word}");
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
                let read = Eight::read(&word, 0, 8).unwrap();
                assert_eq!(read.is_letters(), byte.is_ascii_alphabetic(), "{byte} at {at}");
                let lower = read.lower().to_le_bytes();
                assert_eq!(lower[at].is_ascii_lowercase(), byte.is_ascii_alphabetic(), "{byte} at {at}");
                assert!(!read.is_letters() || lower == word.map(|b| b.to_ascii_lowercase()));
            }
        }
    }

    #[test]
    fn signs_that_differ_by_a_bit_from_those_of_a_word_are_no_word() {
        let words = Words::freeze(["", "``", "a{b", "año"].into_iter());
        for (text, start) in [("@@ or so on", 0), ("an a[b or so on", 3), ("a\u{e3}\u{b1}o or so on", 0)] {
            let end = start + text[start..].find(' ').unwrap();
            assert_eq!(words.of_letters(text.as_bytes(), start, end), None, "{text}");
        }
    }
}
