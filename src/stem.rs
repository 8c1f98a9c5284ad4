//! Words to stems. In: a language and a lower-cased word. Out: what the Snowball stemmer of that language makes of
//! it, or the word itself where there is no stemmer. Every room stems here, so a stemmer can be replaced in one place.

use crate::language::Language;
use std::borrow::Cow;

/// A stemmer of one language, and the crate it comes from.
#[derive(Clone, Copy)]
enum Algorithm {
    /// rust-stemmers, where it makes of every word what today's Snowball does.
    Settled(rust_stemmers::Algorithm),
    /// `snowball_stemmers_rs`, where Snowball has changed since, or rust-stemmers has no such language.
    Current(snowball_stemmers_rs::Algorithm),
}

use Algorithm::{Current, Settled};
use rust_stemmers::Algorithm as Old;
use snowball_stemmers_rs::Algorithm as New;

/// The stemmers, by ISO 639-1 code, in code order. `tests/stems.rs` holds each to the reference.
const ALGORITHMS: &[(&str, Algorithm)] = &[
    ("ar", Settled(Old::Arabic)),
    ("ca", Current(New::Catalan)),
    ("cs", Current(New::Czech)),
    ("da", Settled(Old::Danish)),
    ("de", Current(New::German)),
    ("el", Current(New::Greek)),
    ("en", Current(New::English)),
    ("es", Current(New::Spanish)),
    ("fi", Current(New::Finnish)),
    ("fr", Current(New::French)),
    ("hu", Settled(Old::Hungarian)),
    ("id", Current(New::Indonesian)),
    ("it", Current(New::Italian)),
    ("nl", Current(New::Dutch)),
    ("no", Current(New::Norwegian)),
    ("pl", Current(New::Polish)),
    ("pt", Settled(Old::Portuguese)),
    ("ro", Current(New::Romanian)),
    ("ru", Current(New::Russian)),
    ("sv", Current(New::Swedish)),
    ("ta", Settled(Old::Tamil)),
    ("tr", Current(New::Turkish)),
];
/// Longest word that is stemmed, in bytes: some stemmers take quadratic time, and no word is that long.
const LONGEST: usize = 120;

/// The stem of a lower-cased word; the word itself in a language that has no stemmer.
///
/// ```
/// use newsnlp::{language::Language, stem::stem};
/// assert_eq!(stem(Language::EN, "protests"), "protest");
/// assert_eq!(stem(Language::FR, "manifestations"), "manifest");
/// ```
pub fn stem(language: Language, word: &str) -> Cow<'_, str> {
    let Ok(at) = ALGORITHMS.binary_search_by_key(&language.code(), |(code, _)| code) else {
        return Cow::Borrowed(word);
    };
    if word.len() > LONGEST {
        return Cow::Borrowed(word);
    }
    let stem = match ALGORITHMS[at].1 {
        Settled(algorithm) => rust_stemmers::Stemmer::create(algorithm).stem(word),
        Current(algorithm) => snowball_stemmers_rs::Stemmer::create(algorithm).stem(word),
    };
    if stem.is_empty() { Cow::Borrowed(word) } else { stem }
}

/// The codes of the languages that have a stemmer, in order.
pub fn languages() -> impl Iterator<Item = &'static str> {
    ALGORITHMS.iter().map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_stemmer_answers_for_its_own_language() {
        for (code, word, stemmed) in [
            ("ar", "المدرسة", "مدرس"),
            ("da", "regeringen", "regering"),
            ("de", "regierungen", "regier"),
            ("en", "elections", "elect"),
            ("es", "elecciones", "eleccion"),
            ("fr", "élections", "élect"),
            ("it", "elezioni", "elezion"),
            ("pt", "eleições", "eleiçõ"),
            ("ru", "выборы", "выбор"),
            ("sv", "regeringen", "regering"),
            ("nl", "verkiezingen", "verkies"),
            ("pl", "wybory", "wybor"),
            ("sk", "voľby", "voľby"),
        ] {
            let language = Language::from_code(code).expect("a known code");
            assert_eq!(stem(language, word), stemmed, "{code} {word}");
        }
    }

    #[test]
    fn the_table_is_in_code_order() {
        assert!(ALGORITHMS.is_sorted_by_key(|(code, _)| code));
    }

    proptest! {
        #[test]
        fn no_word_makes_a_stemmer_panic(word in "\\PC{0,20}") {
            for code in languages() {
                let language = Language::from_code(code).expect("every stemmer's code is known");
                prop_assert!(word.is_empty() || !stem(language, &word).is_empty());
            }
        }

        #[test]
        fn no_letters_of_its_script_make_a_stemmer_panic(
            word in "[\\p{Arabic}\\p{Tamil}\\p{Greek}\\p{Cyrillic}]{1,12}|[a-zäöüßåæøéèêçñãõığşțșâîűő'’]{1,20}",
        ) {
            for code in languages() {
                let language = Language::from_code(code).expect("every stemmer's code is known");
                prop_assert!(!stem(language, &word).is_empty());
            }
        }
    }
}
