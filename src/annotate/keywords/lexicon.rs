//! Surface forms to what they count as. In: a word as written. Out: its number, behind which stand its stem, its
//! case and whether it counts at all. Each thread keeps the forms it has met, so a word is folded, looked up and
//! stemmed once, not at every occurrence. Entries depend on the key alone: what is kept never changes an answer.

use super::count::{Met, Stem};
use super::forms;
use super::numbers::Numbers;
use crate::language::Language;
use crate::segment::Case;
use crate::span::Span;
use crate::stem::stem;
use crate::stopwords::Stopwords;
use std::cell::RefCell;
use std::sync::Arc;

/// Most forms that are kept from one article to the next, in one language.
const KEPT: usize = 1 << 16;
/// Most lexicons a thread keeps.
const LEXICONS: usize = 8;

/// What decides how a form counts.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub language: Language,
    pub stopwords: Stopwords,
    pub stem: bool,
    pub min_length: usize,
}

impl Key {
    fn is_same(&self, other: &Self) -> bool {
        self.language == other.language
            && self.stem == other.stem
            && self.min_length == other.min_length
            && self.stopwords.is_same(&other.stopwords)
    }
}

/// What a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It counts, under the stem of this number.
    Counts(u32),
    /// A stopword: never counted, and no phrase crosses it.
    Stopword,
    /// No word at all: a number, a single letter, too short.
    Out,
}

/// A word as written, and how often it stands in the article at hand.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub role: Role,
    /// Occurrences in the article; 0 between articles.
    pub count: u32,
    /// How often it has capitals that are its own: not at the head of a sentence, not in a line set in capitals.
    pub named: u32,
    /// What is left of it without a possessive or an elided article, as a range into the form as written.
    pub core: (u32, u32),
    /// The same for all forms that differ in case alone.
    pub lower: u32,
    pub case: Case,
}

/// A stem before it is needed, and the place of a stem that the article has not shown yet.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The forms met so far.
#[derive(Debug)]
pub(super) struct Lexicon {
    key: Key,
    numbers: Numbers,
    pub forms: Vec<Form>,
    /// What each form shows of itself.
    terms: Vec<Arc<str>>,
    lowers: Numbers,
    /// The stem of each word in small letters; [`NOWHERE`] until it is asked for.
    stem_of_lower: Vec<u32>,
    stem_numbers: Numbers,
    stems: Vec<Arc<str>>,
    /// Places of stems in one article's list, by stem; all [`NOWHERE`] between articles.
    pub places: Vec<u32>,
    /// Occurrences in the article by word in small letters; all 0 between articles.
    pub by_lower: Vec<u32>,
    /// The lists of the article before, to be filled again.
    pub spare: (Vec<Met>, Vec<Stem>),
}

thread_local! {
    static MET: RefCell<Vec<Box<Lexicon>>> = const { RefCell::new(Vec::new()) };
}

impl Lexicon {
    pub fn new(key: Key) -> Self {
        Self {
            key,
            numbers: Numbers::default(),
            forms: Vec::new(),
            terms: Vec::new(),
            lowers: Numbers::default(),
            stem_of_lower: Vec::new(),
            stem_numbers: Numbers::default(),
            stems: Vec::new(),
            places: Vec::new(),
            by_lower: Vec::new(),
            spare: (Vec::new(), Vec::new()),
        }
    }

    /// Runs `work` with this thread's lexicon for the key.
    pub fn with<T>(key: &Key, work: impl FnOnce(&mut Self) -> T) -> T {
        let mut lexicon = MET.with_borrow_mut(|met| {
            let at = met.iter().position(|lexicon| lexicon.key.is_same(key));
            at.map_or_else(|| Box::new(Self::new(key.clone())), |at| met.remove(at))
        });
        let result = work(&mut lexicon);
        if !lexicon.is_full() {
            MET.with_borrow_mut(|met| {
                met.insert(0, lexicon);
                met.truncate(LEXICONS);
            });
        }
        result
    }

    pub fn language(&self) -> Language {
        self.key.language
    }

    /// Whether it has met more forms than are kept.
    pub fn is_full(&self) -> bool {
        self.forms.len() > KEPT
    }

    /// The number of the form at `span`.
    #[inline]
    pub fn number(&mut self, text: &str, span: Span) -> u32 {
        self.numbers.find(text, span).unwrap_or_else(|| self.learn(span.of(text)))
    }

    /// What the form of this number shows of itself.
    pub fn term(&self, number: u32) -> &Arc<str> {
        &self.terms[number as usize]
    }

    /// The stem of this number.
    pub fn stem(&self, number: u32) -> &Arc<str> {
        &self.stems[number as usize]
    }

    #[cold]
    fn learn(&mut self, written: &str) -> u32 {
        let (start, end) = forms::core(&self.key, written);
        let core = &written[start..end];
        let case = forms::case(core);
        let folded = forms::fold(self.key.language, core);
        let lower = self.lower(&folded);
        let role = self.role(&folded, lower, case);
        let core_range = (start as u32, end as u32);
        self.forms.push(Form { role, count: 0, named: 0, core: core_range, lower, case });
        self.terms.push(core.into());
        self.numbers.add(written)
    }

    fn lower(&mut self, folded: &str) -> u32 {
        self.lowers.find(folded, Span::new(0, folded.len())).unwrap_or_else(|| {
            self.stem_of_lower.push(NOWHERE);
            self.by_lower.push(0);
            self.lowers.add(folded)
        })
    }

    fn role(&mut self, folded: &str, lower: u32, case: Case) -> Role {
        if !forms::is_countable(&self.key, folded) {
            return Role::Out;
        }
        let bare = forms::undotted(folded);
        let is_stopword = |word| forms::is_stopword(&self.key, word, case);
        if is_stopword(folded) || bare != folded && is_stopword(&bare) {
            return Role::Stopword;
        }
        if self.stem_of_lower[lower as usize] == NOWHERE {
            let stemmed = if self.key.stem { stem(self.key.language, &bare) } else { folded.into() };
            self.stem_of_lower[lower as usize] = self.stem_number(&stemmed);
        }
        Role::Counts(self.stem_of_lower[lower as usize])
    }

    fn stem_number(&mut self, stem: &str) -> u32 {
        self.stem_numbers.find(stem, Span::new(0, stem.len())).unwrap_or_else(|| {
            self.stems.push(stem.into());
            self.places.push(NOWHERE);
            self.stem_numbers.add(stem)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: &str) -> Key {
        let language = Language::from_code(code).expect("a known code");
        Key { language, stopwords: Stopwords::builtin(), stem: true, min_length: 2 }
    }

    /// The stem a form counts under; `-` for a stopword, `.` for what is no word.
    fn read(code: &str, written: &str) -> String {
        Lexicon::with(&key(code), |lexicon| {
            let number = lexicon.number(written, Span::new(0, written.len()));
            match lexicon.forms[number as usize].role {
                Role::Counts(stem) => lexicon.stem(stem).to_string(),
                Role::Stopword => "-".to_owned(),
                Role::Out => ".".to_owned(),
            }
        })
    }

    #[test]
    fn reads_forms() {
        for (code, written, expected) in [
            ("en", "protests", "protest"),
            ("en", "Navalny's", "navalni"),
            ("en", "Navalny’s", "navalni"),
            ("en", "workers'", "worker"),
            ("en", "O'Brien", "o'brien"),
            ("en", "don’t", "-"),
            ("en", "It's", "-"),
            ("en", "us", "-"),
            ("en", "Us", "-"),
            ("en", "US", "us"),
            ("en", "U.S.", "us"),
            ("en", "a.m.", "-"),
            ("en", "march", "march"),
            ("en", "March", "-"),
            ("en", "#Brexit", "brexit"),
            ("en", "G20", "g20"),
            ("en", "x", "."),
            ("en", "42", "."),
            ("fr", "l'attaque", "attaqu"),
            ("fr", "L’attaque", "attaqu"),
            ("fr", "aujourd’hui", "-"),
            ("fr", "qu'il", "-"),
            ("it", "dell'Italia", "ital"),
            ("tr", "Türkiye'nin", "türki"),
            ("tr", "IŞIK", "ışık"),
            ("pl", "Wybory", "wybor"),
            ("sk", "Voľby", "voľby"),
        ] {
            assert_eq!(read(code, written), expected, "{code} {written}");
        }
    }

    #[test]
    fn forms_in_two_normal_forms_are_one_word() {
        assert_eq!(read("fr", "e\u{301}lection"), read("fr", "\u{e9}lection"));
    }

    #[test]
    fn a_lexicon_answers_the_same_after_other_languages() {
        let before = read("en", "elections");
        for code in crate::stem::languages() {
            read(code, "elections");
        }
        assert_eq!(read("en", "elections"), before);
    }
}
