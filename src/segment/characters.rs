//! What characters are: letters by case, marks that end sentences, punctuation and other signs; and how a word is
//! written.

use super::{Case, TokenKind};

/// A capital.
pub(super) const UPPER: u8 = 1;
/// A small letter.
pub(super) const LOWER: u8 = 2;
/// White space.
pub(super) const BLANK: u8 = 4;
/// What each ASCII byte is; 0 for any other.
pub(super) const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LOWER,
            b'\t'..=b'\r' | b' ' => BLANK,
            _ => 0,
        };
        at += 1;
    }
    table
}

/// The ASCII letters a text starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    /// How many there are.
    pub length: usize,
    /// Whether one of them is a capital.
    pub capital: bool,
    /// Whether all of them are.
    pub capitals: bool,
}

impl Letters {
    /// Those at the start of these bytes. Eight bytes at a time: most words end within the first eight, so their length
    /// costs no branch per letter.
    #[inline]
    pub(super) fn of(bytes: &[u8]) -> Self {
        const EACH: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x80 * EACH;
        let mut found = Self { length: 0, capital: false, capitals: true };
        while let Some(eight) = bytes[found.length..].first_chunk::<8>() {
            let eight = u64::from_le_bytes(*eight);
            // The high bit of each byte says: at least "a", past "z", once the case bit is set; no sum carries over.
            let small = (eight | (0x20 * EACH)) & !HIGH;
            let letters = (small + 0x1f * EACH) & !(small + 0x05 * EACH) & !eight & HIGH;
            let others = (letters ^ HIGH).trailing_zeros();
            let of_run = if others < 64 { HIGH & ((1 << others) - 1) } else { HIGH };
            let upper = !eight << 2 & of_run;
            found.length += (others / 8) as usize;
            found.capital |= upper != 0;
            found.capitals &= upper == of_run;
            if others < 64 {
                return found;
            }
        }
        for byte in &bytes[found.length..] {
            if !byte.is_ascii_alphabetic() {
                break;
            }
            found.length += 1;
            found.capital |= byte.is_ascii_uppercase();
            found.capitals &= byte.is_ascii_uppercase();
        }
        found
    }
}

/// Whether a sentence may end with this mark.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥' | '։')
        || is_wide_stop(c)
}

/// Whether this mark ends a sentence with no white space behind it.
pub(super) fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡')
}

/// Whether a mark is punctuation or any other sign.
pub(super) fn kind_of(mark: char) -> TokenKind {
    let punctuation = matches!(
        mark,
        '!' | '"' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | '[' | '\\' | ']' | '`' | '{' | '}'
            | '¡' | '«' | '·' | '»' | '¿' | '¶' | '§' | '‹' | '›' | '،' | '؛' | '؟' | '।' | '॥' | '۔' | '։'
            | '\u{2010}'..='\u{2027}' | '\u{2032}'..='\u{205e}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
            | '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}'
            | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '\u{ff20}' | '\u{ff3b}'..='\u{ff3d}'
            | '\u{ff5b}' | '\u{ff5d}' | '\u{ff5f}'..='\u{ff65}'
    );
    if punctuation { TokenKind::Punctuation } else { TokenKind::Symbol }
}

/// How a word is written.
pub(super) fn case(word: &str) -> Case {
    if word.is_ascii() {
        return ascii_case(word.as_bytes());
    }
    let (mut first, mut capitals, mut small) = (None, 0, false);
    for c in word.chars() {
        let (upper, lower) = (c.is_uppercase(), c.is_lowercase());
        capitals += u32::from(upper);
        small |= lower;
        if first.is_none() && c.is_alphabetic() {
            first = Some((upper, lower));
        }
    }
    match first {
        Some((_, true)) => Case::Lower,
        Some((true, _)) if capitals > 1 && !small => Case::Upper,
        Some((true, _)) => Case::Capitalised,
        _ => Case::None,
    }
}

fn ascii_case(word: &[u8]) -> Case {
    let (mut first, mut capitals, mut seen) = (0, 0u32, 0);
    for byte in word {
        let class = CLASSES[*byte as usize];
        capitals += u32::from(class & UPPER);
        seen |= class;
        if first == 0 {
            first = class & (UPPER | LOWER);
        }
    }
    match first {
        LOWER => Case::Lower,
        UPPER if capitals > 1 && seen & LOWER == 0 => Case::Upper,
        UPPER => Case::Capitalised,
        _ => Case::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_are_told_as_one_by_one(text in "[A-Za-z]{0,20}[ -~é@\\[`{]{0,12}") {
            let bytes = text.as_bytes();
            let length = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            let capital = bytes[..length].iter().any(u8::is_ascii_uppercase);
            let capitals = bytes[..length].iter().all(u8::is_ascii_uppercase);
            prop_assert_eq!(Letters::of(bytes), Letters { length, capital, capitals });
        }
    }
}
