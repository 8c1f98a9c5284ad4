//! What counts as the same name: letter case, accents, apostrophes, hyphens and the dots of acronyms are folded
//! away. Folding is for comparing only; no span ever points into folded text.

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
    let mut hash = Fnv::new();
    fold_into(token, |byte| hash.push(byte));
    if hash.pushed == 0 {
        token.bytes().for_each(|byte| hash.push(byte));
    }
    hash.finish()
}

/// Whether two names fold alike.
pub fn same(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

/// FNV-1a with a final mix: the keys are written into compiled lists, so the hash may never change silently.
struct Fnv {
    state: u64,
    pushed: usize,
}

impl Fnv {
    const fn new() -> Self {
        Self { state: 0xcbf2_9ce4_8422_2325, pushed: 0 }
    }

    const fn push(&mut self, byte: u8) {
        self.state = (self.state ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
        self.pushed += 1;
    }

    const fn finish(&self) -> u64 {
        mix(self.state)
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
    fn keeps_different_names_apart() {
        assert!(!same("Iran", "Iraq"));
        assert_ne!(key("-"), key("&"));
    }

    #[test]
    fn letter_table_is_sorted() {
        assert!(LETTERS.is_sorted_by_key(|(letter, _)| letter));
    }
}
