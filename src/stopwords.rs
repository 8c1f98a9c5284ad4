//! The stopword lists, one file per language under `stopwords/`, and the user's own words. In: a language and a
//! lower-cased word. Out: whether it is too common to be a keyword. A list is read when it is first asked for.

use crate::language::Language;
use rustc_hash::FxHashSet;
use std::sync::{Arc, OnceLock};

/// The files, by ISO 639-1 code, in code order.
const FILES: [(&str, &str); 22] = [
    ("ar", include_str!("../stopwords/ar.txt")),
    ("ca", include_str!("../stopwords/ca.txt")),
    ("cs", include_str!("../stopwords/cs.txt")),
    ("da", include_str!("../stopwords/da.txt")),
    ("de", include_str!("../stopwords/de.txt")),
    ("el", include_str!("../stopwords/el.txt")),
    ("en", include_str!("../stopwords/en.txt")),
    ("es", include_str!("../stopwords/es.txt")),
    ("fi", include_str!("../stopwords/fi.txt")),
    ("fr", include_str!("../stopwords/fr.txt")),
    ("hu", include_str!("../stopwords/hu.txt")),
    ("id", include_str!("../stopwords/id.txt")),
    ("it", include_str!("../stopwords/it.txt")),
    ("nl", include_str!("../stopwords/nl.txt")),
    ("no", include_str!("../stopwords/no.txt")),
    ("pl", include_str!("../stopwords/pl.txt")),
    ("pt", include_str!("../stopwords/pt.txt")),
    ("ro", include_str!("../stopwords/ro.txt")),
    ("ru", include_str!("../stopwords/ru.txt")),
    ("sv", include_str!("../stopwords/sv.txt")),
    ("ta", include_str!("../stopwords/ta.txt")),
    ("tr", include_str!("../stopwords/tr.txt")),
];

/// The files as sets, each made when its language is first asked for.
static SETS: [OnceLock<FxHashSet<&'static str>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// Stopwords of every language, and the user's own.
#[derive(Clone, Debug, Default)]
pub struct Stopwords {
    own: Option<Arc<FxHashSet<Box<str>>>>,
}

impl Stopwords {
    /// The built-in lists.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// These lists and the words of a user's file: one a line, `#` opens a comment. They hold in every language.
    ///
    /// ```
    /// use newsnlp::{language::Language, stopwords::Stopwords};
    /// let stopwords = Stopwords::builtin().with("# our own\nReuters\n");
    /// assert!(stopwords.contains(Language::EN, "reuters"));
    /// assert!(stopwords.contains(Language::EN, "the"));
    /// ```
    #[must_use]
    pub fn with(self, file: &str) -> Self {
        let mut own = self.own.map(Arc::unwrap_or_clone).unwrap_or_default();
        own.extend(words(file).map(|word| fold(word).into_boxed_str()));
        Self { own: Some(Arc::new(own)) }
    }

    /// Whether a lower-cased word (NFC, straight apostrophes) is a stopword of the language, or one of the user's.
    pub fn contains(&self, language: Language, word: &str) -> bool {
        self.own.as_ref().is_some_and(|own| own.contains(word)) || is_builtin(language, word)
    }

    /// Whether both hold the very same lists: what was learnt with one then holds for the other.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.own, &other.own) {
            (None, None) => true,
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            _ => false,
        }
    }
}

/// The codes of the languages that have a built-in list, in order.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(code, _)| *code)
}

fn builtin(language: Language) -> Option<&'static FxHashSet<&'static str>> {
    let at = FILES.binary_search_by_key(&language.code(), |(code, _)| code).ok()?;
    Some(SETS[at].get_or_init(|| words(FILES[at].1).collect()))
}

/// Whether a lower-cased word is a stopword of the language by the built-in list.
pub(crate) fn is_builtin(language: Language, word: &str) -> bool {
    builtin(language).is_some_and(|set| set.contains(word))
}

/// The words of a list: one a line, comments and empty lines left out.
fn words(file: &str) -> impl Iterator<Item = &str> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file);
    let lines = file.lines().map(|line| line.split_once('#').map_or(line, |(word, _)| word));
    lines.map(str::trim).filter(|word| !word.is_empty())
}

fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.to_lowercase().replace('’', "'").nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a list must be to be clean; the first thing that is not.
    fn fault(file: &str) -> Option<String> {
        let header: String = file.lines().take_while(|line| line.starts_with("# ")).collect();
        for part in ["Origin: ", "Licence: ", "Date: "] {
            if !header.contains(part) {
                return Some(format!("no {part:?} in the header"));
            }
        }
        let mut seen = FxHashSet::default();
        let mut last = "";
        for line in file.lines().skip_while(|line| line.starts_with("# ")) {
            if line.starts_with("## ") {
                last = "";
                continue;
            }
            if line != fold(line) || line.contains(char::is_whitespace) || line.is_empty() {
                return Some(format!("{line:?} is not one lower-cased word in NFC"));
            }
            if line <= last {
                return Some(format!("{line:?} does not come after {last:?}"));
            }
            if !seen.insert(line) {
                return Some(format!("{line:?} stands twice"));
            }
            last = line;
        }
        None
    }

    #[test]
    fn lists_are_clean() {
        for (code, file) in FILES {
            assert_eq!(fault(file), None, "stopwords/{code}.txt");
            assert!(words(file).count() > 300, "stopwords/{code}.txt is short");
        }
    }

    #[test]
    fn every_stemmer_has_a_list() {
        assert!(crate::stem::languages().eq(languages()));
    }

    #[test]
    fn knows_the_words_of_each_language() {
        let stopwords = Stopwords::builtin();
        for (code, yes, no) in [
            ("ar", "الذي", "انتخابات"),
            ("ca", "però", "govern"),
            ("cs", "který", "vláda"),
            ("da", "og", "regering"),
            ("de", "sagte", "regierung"),
            ("el", "και", "κυβέρνηση"),
            ("en", "said", "protest"),
            ("es", "dijo", "gobierno"),
            ("fi", "sanoi", "hallitus"),
            ("fr", "selon", "gouvernement"),
            ("hu", "mondta", "kormány"),
            ("id", "mengatakan", "pemerintah"),
            ("it", "della", "governo"),
            ("nl", "zei", "regering"),
            ("no", "ifølge", "regjering"),
            ("pl", "który", "rząd"),
            ("pt", "disse", "governo"),
            ("ro", "pentru", "guvern"),
            ("ru", "заявил", "правительство"),
            ("sv", "säger", "regering"),
            ("ta", "என்று", "அரசு"),
            ("tr", "dedi", "hükümet"),
        ] {
            let language = Language::from_code(code).expect("a known code");
            assert!(stopwords.contains(language, yes), "{code} {yes}");
            assert!(!stopwords.contains(language, no), "{code} {no}");
        }
    }

    #[test]
    fn articles_pronouns_and_auxiliaries_are_stopwords() {
        let stopwords = Stopwords::builtin();
        for (code, list) in [
            ("ca", "les han ens"),
            ("cs", "musí těch toto"),
            ("de", "dass unsere je"),
            ("es", "usted mientras si"),
            ("fr", "les ils elles leurs encore"),
            ("it", "però quel essa"),
            ("nl", "we wij nadat"),
            ("pl", "został tę miał"),
            ("pt", "assim havia disso"),
            ("sv", "mer ännu alla"),
        ] {
            let language = Language::from_code(code).expect("a known code");
            for word in list.split(' ') {
                assert!(stopwords.contains(language, word), "{code} {word}");
            }
        }
    }

    #[test]
    fn words_that_carry_english_news_are_not_stopwords() {
        let news = "state states million billion bill research work fire group police court president government \
                    election vote war attack bank market shares company members information trial school case minister";
        for word in news.split_whitespace() {
            assert!(!Stopwords::builtin().contains(Language::EN, word), "{word}");
        }
    }

    #[test]
    fn a_language_without_a_list_has_the_users_words_alone() {
        let slovak = Language::from_code("sk").expect("a known code");
        let stopwords = Stopwords::builtin().with("Sa\n\n  ktorý # comment\n").with("don’t");
        assert!(stopwords.contains(slovak, "sa"));
        assert!(stopwords.contains(slovak, "ktorý"));
        assert!(stopwords.contains(slovak, "don't"));
        assert!(!stopwords.contains(slovak, "comment"));
    }
}
