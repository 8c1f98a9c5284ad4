//! Surface forms to what they count as. In: a word as written. Out: its number, behind which stand its stem, its
//! case and whether it counts at all. Each thread keeps the forms it has met, so a word is folded, looked up and
//! stemmed once, not at every occurrence. Entries depend on the key alone: what is kept never changes an answer.

use super::count::Spare;
use super::form::{Facts, Form, NOTHING, Role, Word};
use super::forms;
use super::numbers::Numbers;
use crate::language::Language;
use crate::segment::Case;
use crate::short_words::ShortWord;
use crate::span::Span;
use crate::stem::stem;
use crate::stopwords::Stopwords;
use std::cell::RefCell;
use std::sync::Arc;

/// Most forms that are kept from one article to the next, in one language.
const KEPT: usize = 1 << 16;
/// Places for the forms looked up last, as a power of two.
const RECENT: u32 = 16;
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

/// A form whose number is sought.
#[derive(Clone, Copy, Debug)]
struct Sought {
    /// Itself, if it is short.
    word: ShortWord,
    span: Span,
    /// Most likely the number.
    recent: u16,
}

/// What counting needs of a lexicon at each step.
#[derive(Debug)]
pub(super) struct Inner<'l> {
    /// The forms by their numbers, each with itself, if it is short.
    pub forms: &'l mut [(ShortWord, Form)],
    /// The place of each stem in the article's list.
    pub places: &'l mut [u32],
}

impl Inner<'_> {
    /// The form of this number.
    #[inline]
    pub fn form(&mut self, number: u32) -> &mut Form {
        &mut self.forms[number as usize].1
    }
}

/// The place of a form among those looked up last.
#[inline]
const fn place(word: ShortWord) -> usize {
    (word.hash() >> (u64::BITS - RECENT)) as usize
}

/// The forms met so far.
#[derive(Debug)]
pub(super) struct Lexicon {
    key: Key,
    forms: Numbers<Form>,
    /// The form looked up last of all that share a place. Nearly always it is the one that is looked for, and the
    /// processor guesses so and waits for no search.
    recent: Box<[u16; 1 << RECENT]>,
    facts: Vec<Facts>,
    /// The stem of each word in small letters; [`NOTHING`] until it is asked for.
    lowers: Numbers<u32>,
    stems: Numbers<Arc<str>>,
    /// The place of each stem in one article's list; all [`NOTHING`] between articles.
    places: Vec<u32>,
    /// The forms of a sentence, a list to be filled again.
    sought: Vec<Sought>,
    /// The lists of the article before, to be filled again.
    pub spare: Spare,
}

thread_local! {
    static MET: RefCell<Vec<Lexicon>> = const { RefCell::new(Vec::new()) };
}

impl Lexicon {
    pub fn new(key: Key) -> Self {
        Self {
            key,
            forms: Numbers::default(),
            recent: vec![0; 1 << RECENT].try_into().expect("it has as many"),
            facts: Vec::new(),
            lowers: Numbers::default(),
            stems: Numbers::default(),
            places: Vec::new(),
            sought: Vec::new(),
            spare: Spare::default(),
        }
    }

    /// Runs `work` with this thread's lexicon for the key.
    pub fn with<T>(key: &Key, work: impl FnOnce(&mut Self) -> T) -> T {
        let mut lexicon = MET.with_borrow_mut(|met| {
            let at = met.iter().position(|lexicon| lexicon.key.is_same(key));
            at.map_or_else(|| Self::new(key.clone()), |at| met.remove(at))
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
        self.forms() > KEPT
    }

    /// How many forms it has met.
    pub fn forms(&self) -> usize {
        self.facts.len()
    }

    /// How many stems it has met.
    pub fn stems(&self) -> usize {
        self.places.len()
    }

    /// The numbers of the forms at these spans.
    ///
    /// Each step is taken for all of them before the next is: the processor then waits for memory once for several.
    pub fn numbers(&mut self, text: &str, spans: impl Iterator<Item = Span>, numbers: &mut Vec<u32>) {
        let mut sought = std::mem::take(&mut self.sought);
        self.seek_all(text, spans, &mut sought);
        numbers.clear();
        numbers.extend(sought.iter().map(|sought| self.settle(text, sought)));
        self.sought = sought;
    }

    /// By itself, so that what it needs stays in registers.
    #[inline(never)]
    fn seek_all(&self, text: &str, spans: impl Iterator<Item = Span>, sought: &mut Vec<Sought>) {
        sought.clear();
        for span in spans {
            sought.push(self.seek(text, span));
        }
    }

    /// The number of the form at `span`.
    pub fn number(&mut self, text: &str, span: Span) -> u32 {
        let sought = self.seek(text, span);
        self.settle(text, &sought)
    }

    /// Looks which form of the place that the form at `span` has was looked up last.
    #[inline]
    fn seek(&self, text: &str, span: Span) -> Sought {
        let word = ShortWord::of(text.as_bytes(), span.range()).unwrap_or_default();
        Sought { word, span, recent: self.recent[place(word)] }
    }

    /// The number of a form that was sought.
    #[inline]
    fn settle(&mut self, text: &str, sought: &Sought) -> u32 {
        let recent = sought.recent.into();
        if self.forms.known.is(recent, sought.word) {
            return recent;
        }
        let number = self.found(text, sought.span);
        // Only the first of many forms have room here.
        self.recent[place(sought.word)] = u16::try_from(number).unwrap_or_default();
        number
    }

    #[inline(never)]
    fn found(&mut self, text: &str, span: Span) -> u32 {
        self.forms.find(text, span).unwrap_or_else(|| self.learn(span.of(text)))
    }

    /// The form of this number.
    #[inline]
    pub fn form(&mut self, number: u32) -> &mut Form {
        &mut self.forms.known[number]
    }

    /// What counting needs at hand.
    #[inline]
    pub fn inner(&mut self) -> Inner<'_> {
        Inner { forms: self.forms.known.all_mut(), places: &mut self.places }
    }

    /// What else is known of the form of this number.
    pub fn facts(&self, number: u32) -> &Facts {
        &self.facts[number as usize]
    }

    /// The place of the stem of this number in the article's list.
    #[inline]
    pub fn place(&mut self, stem: u32) -> &mut u32 {
        &mut self.places[stem as usize]
    }

    /// The stem of this number.
    pub fn stem(&self, number: u32) -> &Arc<str> {
        &self.stems.known[number]
    }

    #[cold]
    fn learn(&mut self, written: &str) -> u32 {
        let (start, end) = forms::core(&self.key, written);
        let core = &written[start..end];
        let case = forms::case(core);
        let folded = forms::fold(self.key.language, core);
        let lower = self.lowers.number(&folded, || NOTHING);
        let role = self.role(&folded, lower, case);
        let stem = if let Role::Counts(stem) = role { stem } else { NOTHING };
        self.facts.push(Facts { role, core: (start as u32, end as u32), term: core.into() });
        let word = Word::new(lower, matches!(case, Case::Capitalised | Case::Upper));
        self.forms.add(written, Form { stem, word, count: 0, named: 0 })
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
        if self.lowers.known[lower] == NOTHING {
            let stemmed = if self.key.stem { stem(self.key.language, &bare) } else { folded.into() };
            let places = &mut self.places;
            self.lowers.known[lower] = self.stems.number(&stemmed, || {
                places.push(NOTHING);
                stemmed.as_ref().into()
            });
        }
        Role::Counts(self.lowers.known[lower])
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
            match lexicon.facts(number).role {
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
    fn a_form_keeps_its_number_beside_more_than_the_table_of_recent_ones_takes() {
        let mut lexicon = Lexicon::new(key("sk"));
        let words: Vec<String> = (0..=1u32 << 16).map(|number| format!("w{number}")).collect();
        for _ in 0..2 {
            for (number, word) in words.iter().enumerate() {
                assert_eq!(lexicon.number(word, Span::new(0, word.len())) as usize, number, "{word}");
            }
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
