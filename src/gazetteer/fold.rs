//! What counts as the same name: letter case, accents, apostrophes, hyphens and the dots of acronyms are folded
//! away. Folding is for comparing only; no span ever points into folded text.

use crate::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that no decomposition takes apart, and what keyboards without them type.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('œ', "oe"),
    ('ə', "a"),
];

/// Calls `sink` with the bytes of the folded form of `word`.
///
/// Dots, hyphens, apostrophes and white space vanish, so `U.N.`, `UN`, `O’Brien` and `OBrien` fold alike.
fn fold_into(word: &str, mut sink: impl FnMut(u8)) {
    if word.is_ascii() {
        word.bytes().filter(|b| !vanishes(*b as char)).for_each(|b| sink(b.to_ascii_lowercase()));
        return;
    }
    let mut utf8 = [0; 4];
    let marks_gone = word.nfd().filter(|c| !is_combining_mark(*c) && !vanishes(*c));
    for lower in marks_gone.flat_map(char::to_lowercase) {
        if is_combining_mark(lower) {
            continue; // the dot that `İ` leaves behind
        }
        match LETTERS.binary_search_by_key(&lower, |(letter, _)| *letter) {
            Ok(at) => LETTERS[at].1.bytes().for_each(&mut sink),
            Err(_) => lower.encode_utf8(&mut utf8).bytes().for_each(&mut sink),
        }
    }
}

const fn vanishes(c: char) -> bool {
    matches!(
        c,
        '.' | '-' | '\'' | ' ' | '\n' | '\r' | '\t' | '’' | '‘' | 'ʼ' | '`' | '‐' | '‑' | '\u{a0}' | '\u{ad}'
    )
}

/// The folded form of a name or of one token of it.
///
/// # Panics
///
/// Never: folding writes whole characters.
///
/// ```
/// use newsnlp::gazetteer::fold::fold;
/// assert_eq!(fold("U.N."), "un");
/// assert_eq!(fold("São Tomé"), fold("SAO TOME"));
/// ```
pub fn fold(word: &str) -> String {
    let mut bytes = Vec::with_capacity(word.len());
    fold_into(word, |byte| bytes.push(byte));
    String::from_utf8(bytes).expect("folding writes whole characters")
}

/// A 64-bit hash of the folded form of one token: the key tables are searched by.
///
/// Marks that fold to nothing (a lone hyphen) hash as they are written.
pub fn key(token: &str) -> u64 {
    let mut hash = Hash::new();
    fold_into(token, |byte| hash.push(byte));
    if hash.length == 0 {
        token.bytes().for_each(|byte| hash.push(byte));
    }
    hash.finish()
}

/// The [`key`] of the token that lies at `token` in `text`. Most are a few plain letters: those are folded and hashed
/// eight at a time.
///
/// ```
/// use newsnlp::{gazetteer::fold, span::Span};
/// let text = "The Kremlin said so.";
/// assert_eq!(fold::key_in(text, Span::new(4, 11)), fold::key("KREMLIN"));
/// ```
#[inline]
pub fn key_in(text: &str, token: Span) -> u64 {
    let (start, length) = (token.start(), token.len());
    if length == 1
        && let Some(&key) = KEYS_OF_BYTES.get(text.as_bytes()[start] as usize)
    {
        return key;
    }
    let eight = |at: usize| text.as_bytes().get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
    if let 1..=16 = length
        && let Some(first) = eight(start)
        && let Some(first) = letters(first, length.min(8))
    {
        let mut hash = Hash::new();
        if length <= 8 {
            (hash.chunk, hash.length) = (first, length);
            return hash.finish();
        }
        hash.take(first);
        if let Some(second) = eight(start + 8)
            && let Some(second) = letters(second, length - 8)
        {
            (hash.chunk, hash.length) = (second, length);
            return hash.finish();
        }
    }
    key(token.of(text))
}

/// The keys of the tokens that are one ASCII character: marks, mostly.
static KEYS_OF_BYTES: [u64; 128] = {
    let mut keys = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        let mut hash = Hash::new();
        hash.push((byte as u8).to_ascii_lowercase());
        keys[byte] = hash.finish();
        byte += 1;
    }
    keys
};

/// The first `length` of eight bytes as small letters, the others zero; nothing if one is no ASCII letter.
fn letters(eight: u64, length: usize) -> Option<u64> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let wanted = u64::MAX >> (64 - 8 * length);
    let small = eight | (0x20 * ONES);
    // Above 0x7f, from `a` on, and not above `z`: the high bit of each byte tells.
    let from_a = (small & !HIGH) + (0x80 - 0x61) * ONES;
    let above_z = (small & !HIGH) + (0x80 - 0x7b) * ONES;
    let is_letter = from_a & !above_z & !eight & HIGH;
    (!is_letter & HIGH & wanted == 0).then_some(small & wanted)
}

/// The key of several tokens, from that of all before the last and that of the last.
pub(crate) const fn join(before: u64, last: u64) -> u64 {
    mix(before.rotate_left(5) ^ last)
}

/// Whether two names fold alike.
pub fn same(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

/// Multiply and fold, eight bytes at a time: the keys are written into compiled lists, so the hash may never change
/// silently.
struct Hash {
    state: u64,
    chunk: u64,
    length: usize,
}

impl Hash {
    const fn new() -> Self {
        Self { state: 0xcbf2_9ce4_8422_2325, chunk: 0, length: 0 }
    }

    const fn push(&mut self, byte: u8) {
        if self.length > 0 && self.length.is_multiple_of(8) {
            self.take(self.chunk);
            self.chunk = 0;
        }
        self.chunk |= (byte as u64) << (8 * (self.length % 8));
        self.length += 1;
    }

    /// Takes in eight bytes.
    const fn take(&mut self, chunk: u64) {
        let product = (self.state ^ chunk) as u128 * 0x9e37_79b9_7f4a_7c15;
        self.state = product as u64 ^ (product >> 64) as u64;
    }

    const fn finish(mut self) -> u64 {
        self.take(self.chunk);
        mix(self.state ^ self.length as u64)
    }
}

/// Spreads every bit of `x` over all others (the finaliser of `SplitMix64`).
pub(super) const fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_writers_vary() {
        let alike = [
            ("U.N.", "UN"),
            ("O’Brien", "O'Brien"),
            ("Erdoğan", "Erdogan"),
            ("İzmir", "Izmir"),
            ("Łódź", "Lodz"),
            ("Jean-Claude", "Jean Claude"),
            ("Côte d’Ivoire", "COTE D'IVOIRE"),
            ("cafe\u{301}", "café"),
            ("Москва", "МОСКВА"),
            ("Straße", "STRASSE"),
        ];
        for (one, other) in alike {
            assert!(same(one, other), "{one} {other}");
            assert_eq!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn a_key_in_a_text_is_the_key_of_the_token() {
        let words =
            ["a", "Obama", "kremlins", "parliament", "Sudamericanismos", "Sudamericanismosx", "U.N.", "-"];
        for word in words.into_iter().chain([
            ".",
            ",",
            "'",
            "X",
            "Zürich",
            "Côte",
            "x1",
            "[ab]",
            "a{b",
            "@Az",
            "КРЕМЛЬ",
        ]) {
            for text in [format!("x {word}"), format!("{word} and so on and on"), word.to_owned()] {
                let start = text.find(word).expect("in it");
                assert_eq!(key_in(&text, Span::new(start, start + word.len())), key(word), "{text}");
            }
        }
        assert_ne!(key("aaaaaaaa"), key("aaaaaaaaa"));
    }

    #[test]
    fn keeps_different_names_apart() {
        assert!(!same("Iran", "Iraq"));
        assert_ne!(key("-"), key("&"));
    }

    #[test]
    fn letter_table_is_sorted() {
        assert!(LETTERS.is_sorted_by_key(|(letter, _)| letter));
    }
}
