//! Surface forms to what they count as. In: a word as written. Out: its number, behind which stand its stem, its
//! case and whether it counts at all. Each thread keeps the forms it has met, so a word is folded, looked up and
//! stemmed once, not at every occurrence. Entries depend on the key alone: what is kept never changes an answer.

use crate::language::Language;
use crate::segment::Case;
use crate::stem::stem;
use crate::stopwords::Stopwords;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Most forms a thread keeps from one article to the next, in one language.
const KEPT: usize = 1 << 16;
/// Most lexicons a thread keeps.
const LEXICONS: usize = 8;

/// English words that are stopwords or not by how they are written.
const BY_CASE: [(&str, Case, bool); 4] = [
    ("it", Case::Upper, false),
    ("march", Case::Lower, false),
    ("us", Case::Upper, false),
    ("who", Case::Upper, false),
];

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

/// A word as written.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// What is left of it without a possessive or an elided article, as a range into the form as written.
    pub core: (u32, u32),
    pub case: Case,
    pub role: Role,
    /// The same for all forms that differ in case alone.
    pub lower: u32,
}

/// The forms met so far.
#[derive(Debug)]
pub(super) struct Lexicon {
    key: Key,
    numbers: FxHashMap<Box<str>, u32>,
    forms: Vec<Form>,
    lowers: Names,
    stems: Names,
    /// Counts of one article by form; all zero between articles.
    pub tallies: Vec<Tally>,
    /// Places of stems in one article's list, by stem; all [`NOWHERE`] between articles.
    pub places: Vec<u32>,
}

/// The place of a stem that the article has not shown yet.
pub(super) const NOWHERE: u32 = u32::MAX;

/// How often a form stands in one article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub count: u32,
    /// How often it has capitals that are its own: not at the head of a sentence, not in a line set in capitals.
    pub named: u32,
}

/// Strings by number.
#[derive(Debug, Default)]
struct Names {
    numbers: FxHashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }
}

thread_local! {
    static MET: RefCell<Vec<Lexicon>> = const { RefCell::new(Vec::new()) };
}

impl Lexicon {
    fn new(key: Key) -> Self {
        Self {
            key,
            numbers: FxHashMap::default(),
            forms: Vec::new(),
            lowers: Names::default(),
            stems: Names::default(),
            tallies: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Runs `work` with this thread's lexicon for the key.
    pub fn with<T>(key: &Key, work: impl FnOnce(&mut Self) -> T) -> T {
        let mut lexicon = MET.with_borrow_mut(|met| {
            let at = met.iter().position(|lexicon| lexicon.key.is_same(key));
            at.map_or_else(|| Self::new(key.clone()), |at| met.remove(at))
        });
        let result = work(&mut lexicon);
        if lexicon.forms.len() <= KEPT {
            MET.with_borrow_mut(|met| {
                met.insert(0, lexicon);
                met.truncate(LEXICONS);
            });
        }
        result
    }

    /// The number of a form.
    pub fn number(&mut self, written: &str) -> u32 {
        match self.numbers.get(written) {
            Some(&number) => number,
            None => self.learn(written),
        }
    }

    /// The form of this number.
    pub fn form(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    /// The stem of this number.
    pub fn stem(&self, number: u32) -> &str {
        &self.stems.names[number as usize]
    }

    #[cold]
    fn learn(&mut self, written: &str) -> u32 {
        let form = self.read(written);
        let number = self.forms.len() as u32;
        self.forms.push(form);
        self.tallies.push(Tally::default());
        self.places.resize(self.stems.names.len(), NOWHERE);
        self.numbers.insert(written.into(), number);
        number
    }

    fn read(&mut self, written: &str) -> Form {
        let language = self.key.language;
        let (start, end) = self.core(written);
        let core = &written[start..end];
        let case = case(core);
        let folded = fold(language, core);
        let role = self.role(&folded, case);
        let lower = self.lowers.number(&folded);
        Form { core: (start as u32, end as u32), case, role, lower }
    }

    /// A word without its possessive (English), its case ending after an apostrophe (Turkish), or the elided word
    /// before it (`l'attaque`, `dell'Italia`). Contractions that are stopwords stay whole.
    fn core(&self, written: &str) -> (usize, usize) {
        let whole = (usize::from(written.starts_with('#')), written.len());
        let Some((at, mark)) = written.char_indices().find(|(_, c)| matches!(c, '\'' | '’')) else {
            return whole;
        };
        let language = self.key.language;
        let is_stopword = |word| self.key.stopwords.contains(language, &fold(language, word));
        let after = at + mark.len_utf8();
        match language.code() {
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

    fn role(&mut self, folded: &str, case: Case) -> Role {
        let characters = folded.chars().filter(|c| c.is_alphanumeric()).count();
        let has_letter = folded.chars().any(char::is_alphabetic);
        if !has_letter || characters < self.key.min_length.max(2) && !is_ideograph(folded) {
            return Role::Out;
        }
        let bare = undotted(folded);
        if self.is_stopword(folded, case) || bare != folded && self.is_stopword(&bare, case) {
            return Role::Stopword;
        }
        let stemmed = if self.key.stem { stem(self.key.language, &bare) } else { folded.into() };
        Role::Counts(self.stems.number(&stemmed))
    }

    fn is_stopword(&self, folded: &str, case: Case) -> bool {
        let language = self.key.language;
        let exception = BY_CASE.iter().find(|(word, written, _)| *word == folded && *written == case);
        match exception {
            Some((_, _, stop)) if language == Language::EN => *stop,
            _ => self.key.stopwords.contains(language, folded),
        }
    }
}

/// A single Chinese character may be a word.
fn is_ideograph(folded: &str) -> bool {
    folded.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}

/// `u.s.` is counted with `us` as written in capitals.
fn undotted(folded: &str) -> std::borrow::Cow<'_, str> {
    if folded.contains('.') { folded.replace('.', "").into() } else { folded.into() }
}

/// A word in small letters, NFC, with straight apostrophes, without signs that are not seen.
fn fold(language: Language, word: &str) -> String {
    if word.is_ascii() && language.code() != "tr" {
        return word.to_ascii_lowercase();
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
    if is_nfc(&lower) { lower } else { lower.nfc().collect() }
}

/// Soft hyphens, joiners, Arabic vowel signs and the Arabic stretching sign.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{640}' | '\u{64b}'..='\u{652}')
}

fn case(word: &str) -> Case {
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
            let number = lexicon.number(written);
            match lexicon.form(number).role {
                Role::Counts(stem) => lexicon.stem(stem).to_owned(),
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
