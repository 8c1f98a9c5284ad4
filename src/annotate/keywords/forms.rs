//! How a surface form is read. In: a word as written. Out: what of it counts, its small letters, its case, and whether
//! it is a stopword.

use super::lexicon::Key;
use crate::language::Language;
use crate::segment::Case;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// English words that are stopwords or not by how they are written.
const BY_CASE: [(&str, Case, bool); 4] = [
    ("it", Case::Upper, false),
    ("march", Case::Lower, false),
    ("us", Case::Upper, false),
    ("who", Case::Upper, false),
];

/// A word without its possessive (English), its case ending after an apostrophe (Turkish), or the elided word before
/// it (`l'attaque`, `dell'Italia`), as a range into it. Contractions that are stopwords stay whole.
pub(super) fn core(key: &Key, written: &str) -> (usize, usize) {
    let whole = (usize::from(written.starts_with('#')), written.len());
    let Some((at, mark)) = written.char_indices().find(|(_, c)| matches!(c, '\'' | '’')) else {
        return whole;
    };
    let is_stopword = |word| key.stopwords.contains(key.language, &fold(key.language, word));
    let after = at + mark.len_utf8();
    match key.language.code() {
        _ if at == 0 || is_stopword(written) => whole,
        "en" => {
            let ends_so = ["'s", "’s", "'S", "’S", "'", "’"].iter().find(|end| written.ends_with(*end));
            (whole.0, written.len() - ends_so.map_or(0, |end| end.len()))
        }
        "tr" => (whole.0, at),
        _ if after < written.len() && is_stopword(&written[..at]) => (after, written.len()),
        _ => whole,
    }
}

/// Whether a word in small letters can count at all: it has a letter and is long enough.
pub(super) fn is_countable(key: &Key, folded: &str) -> bool {
    let characters = folded.chars().filter(|c| c.is_alphanumeric()).count();
    let long = characters >= key.min_length.max(2) || is_ideograph(folded);
    long && folded.chars().any(char::is_alphabetic)
}

/// Whether a word in small letters, written so, is a stopword.
pub(super) fn is_stopword(key: &Key, folded: &str, case: Case) -> bool {
    let exception = BY_CASE.iter().find(|(word, written, _)| *word == folded && *written == case);
    match exception {
        Some((_, _, stop)) if key.language == Language::EN => *stop,
        _ => key.stopwords.contains(key.language, folded),
    }
}

/// A single Chinese character may be a word.
fn is_ideograph(folded: &str) -> bool {
    folded.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}

/// `u.s.` is counted with `us` as written in capitals.
pub(super) fn undotted(folded: &str) -> Cow<'_, str> {
    if folded.contains('.') { folded.replace('.', "").into() } else { folded.into() }
}

/// A word in small letters, NFC, with straight apostrophes, without signs that are not seen.
pub(super) fn fold(language: Language, word: &str) -> Cow<'_, str> {
    if word.is_ascii() && language.code() != "tr" {
        let small = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if small { word.into() } else { word.to_ascii_lowercase().into() };
    }
    let turkish = language.code() == "tr";
    let seen = word.chars().filter(|c| !is_unseen(*c));
    let seen = seen.map(|c| match c {
        '’' => '\'',
        'İ' if turkish => 'i',
        'I' if turkish => 'ı',
        c => c,
    });
    let lower = seen.collect::<String>().to_lowercase();
    if is_nfc(&lower) { lower.into() } else { lower.nfc().collect() }
}

/// Soft hyphens, joiners, Arabic vowel signs and the Arabic stretching sign.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{640}' | '\u{64b}'..='\u{652}')
}

/// How a word is written; signs that are no letters do not matter.
pub(super) fn case(word: &str) -> Case {
    let mut upper = 0;
    let mut lower = false;
    let mut first = None;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        first = first.or(Some(c));
        upper += usize::from(c.is_uppercase());
        lower |= c.is_lowercase();
    }
    match first {
        Some(c) if c.is_lowercase() => Case::Lower,
        Some(_) if upper > 1 && !lower => Case::Upper,
        Some(c) if c.is_uppercase() => Case::Capitalised,
        _ => Case::None,
    }
}
