//! What an apostrophe cuts off a word. In: a word, the language. Out: where the clitic starts or ends.

use super::TokenKind;
use crate::language::Language;
use std::ops::Range;

/// Where a clitic is cut off the end of a word.
pub(super) struct Cut {
    pub at: usize,
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

const FRENCH: &[&str] =
    &["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
const ITALIAN: &[&str] = &[
    "l", "d", "un", "c", "m", "t", "s", "v", "gl", "dell", "all", "nell", "sull", "dall", "coll", "quest",
    "quell", "com", "dov", "cos", "anch", "senz", "mezz", "tutt", "bell", "nessun", "qualcun", "ciascun",
    "alcun", "quand", "quant", "neanch", "nient", "sott", "tra",
];
const CATALAN: &[&str] = &["l", "d", "n", "s", "m", "t"];

fn prefixes(language: Language) -> &'static [&'static str] {
    match language.code() {
        "fr" => FRENCH,
        "it" => ITALIAN,
        "ca" => CATALAN,
        _ => &[],
    }
}

/// Where the elided article or pronoun at the start of a word ends, apostrophe included: `l'` of `l'homme`.
pub(super) fn elided(text: &str, word: Range<usize>, language: Language) -> Option<(usize, TokenKind)> {
    let known = prefixes(language);
    if known.is_empty() {
        return None;
    }
    let found = &text[word.clone()];
    let at = found.find(APOSTROPHES)?;
    let mark = found[at..].chars().next()?;
    let rest = at + mark.len_utf8();
    let listed = known.iter().any(|prefix| prefix.eq_ignore_ascii_case(&found[..at]));
    (listed && rest < found.len() && !matches!(&found[rest..], "s" | "S"))
        .then_some((word.start + rest, TokenKind::Clitic))
}

/// Whether a word and the mark behind it are an elided article before something that is no word: `l'"affaire"`.
pub(super) fn opens_elision(text: &str, word: Range<usize>, mark: Range<usize>, language: Language) -> bool {
    let apostrophe = text[mark].starts_with(APOSTROPHES);
    apostrophe && prefixes(language).iter().any(|prefix| prefix.eq_ignore_ascii_case(&text[word.clone()]))
}

/// Where the clitic at the end of a word starts: `'s` of `Navalny's`; in Turkish any ending of a name.
pub(super) fn suffix(word: &str, language: Language) -> Option<Cut> {
    match language.code() {
        "tr" => return turkish(word),
        "sv" | "fi" if word.contains(':') => return word.rfind(':').map(|at| Cut { at }),
        _ => {}
    }
    let stem = without_possessive(word);
    // A Dutch plural is one word: "foto's".
    let plural = language.code() == "nl" && stem.starts_with(char::is_lowercase);
    (stem.len() < word.len() && !plural).then_some(Cut { at: stem.len() })
}

/// Whether what stands behind a colon is an ending of the word before it: Swedish and Finnish `EU:s`.
pub(super) fn is_colon_ending(ending: &str, language: Language) -> bool {
    matches!(language.code(), "sv" | "fi") && !ending.is_empty() && ending.chars().all(char::is_lowercase)
}

/// The word without `'s`.
pub(super) fn without_possessive(word: &str) -> &str {
    let Some(before) = word.strip_suffix(['s', 'S']) else {
        return word;
    };
    match before.strip_suffix(APOSTROPHES) {
        Some(stem) if !stem.is_empty() && (word.ends_with('s') || is_upper(stem)) => stem,
        _ => word,
    }
}

fn is_upper(stem: &str) -> bool {
    !stem.contains(char::is_lowercase)
}

fn turkish(word: &str) -> Option<Cut> {
    let at = word.rfind(APOSTROPHES)?;
    let ending = word[at..].trim_start_matches(APOSTROPHES);
    let name = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    (name && at > 0 && !ending.is_empty() && ending.chars().all(char::is_lowercase)).then_some(Cut { at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_go_by_language() {
        let cases = [
            ("en", "Navalny's", Some("'s")),
            ("en", "NAVALNY’S", Some("’S")),
            ("en", "don't", None),
            ("en", "O'Brien", None),
            ("nl", "foto's", None),
            ("nl", "Rutte's", Some("'s")),
            ("tr", "Ankara'da", Some("'da")),
            ("sv", "EU:s", Some(":s")),
        ];
        for (code, word, expected) in cases {
            let language = Language::from_code(code).expect("a known code");
            let found = suffix(word, language).map(|cut| &word[cut.at..]);
            assert_eq!(found, expected, "{code} {word}");
        }
    }

    #[test]
    fn elision_is_cut_in_the_languages_that_have_it() {
        let cases = [
            ("fr", "l'homme", Some("l'")),
            ("fr", "aujourd'hui", None),
            ("fr", "Qu’il", Some("Qu’")),
            ("it", "dell'Unione", Some("dell'")),
            ("en", "D'Angelo", None),
            ("es", "D'Angelo", None),
        ];
        for (code, word, expected) in cases {
            let language = Language::from_code(code).expect("a known code");
            let found = elided(word, 0..word.len(), language).map(|(at, _)| &word[..at]);
            assert_eq!(found, expected, "{code} {word}");
        }
    }
}
