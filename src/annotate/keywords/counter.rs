//! Keywords counted over many articles by number alone: no string is made or looked up until all are counted. Sums of
//! whole numbers do not depend on their order, so each thread may count for itself.

use super::count::count;
use super::lexicon::{Key, Lexicon};
use super::{Options, Role};
use crate::language::Language;
use crate::segment::Segmentation;
use crate::stopwords::Stopwords;
use std::sync::{Mutex, PoisonError};

/// Counters waiting for an article, at most.
const WAITING: usize = 64;

/// What was counted in some articles of one language.
#[derive(Debug)]
pub struct Counter {
    lexicon: Lexicon,
    /// Articles counted.
    pub articles: usize,
    /// Words that count, in all of them.
    pub words: usize,
    /// Articles that hold each stem.
    with_stem: Vec<usize>,
    /// Occurrences of its stem in the articles that show the stem as this form.
    of_form: Vec<usize>,
}

impl Counter {
    fn new(key: Key) -> Self {
        let lexicon = Lexicon::new(key);
        Self { lexicon, articles: 0, words: 0, with_stem: Vec::new(), of_form: Vec::new() }
    }

    fn add(&mut self, text: &str, segmentation: &Segmentation) {
        let counted = count(text, segmentation, &mut self.lexicon);
        self.articles += 1;
        self.words += counted.total;
        self.with_stem.resize(self.lexicon.stems(), 0);
        self.of_form.resize(self.lexicon.forms(), 0);
        for stem in &counted.stems {
            self.with_stem[stem.number as usize] += 1;
            self.of_form[stem.shown as usize] += stem.count as usize;
        }
        counted.give_back(&mut self.lexicon);
    }

    /// Each stem, with the number of articles that hold it.
    pub fn stems(&self) -> impl Iterator<Item = (&str, usize)> {
        let stems = self.with_stem.iter().enumerate();
        stems.map(|(number, articles)| (&**self.lexicon.stem(number as u32), *articles))
    }

    /// Each form that a stem is shown as: its place among the stems, itself, and its occurrences in the articles that
    /// show it so.
    pub fn terms(&self) -> impl Iterator<Item = (u32, &str, usize)> {
        let counted = self.of_form.iter().enumerate().filter(|(_, count)| **count > 0);
        counted.filter_map(|(number, count)| {
            let facts = self.lexicon.facts(number as u32);
            let Role::Counts(stem) = facts.role else { return None };
            Some((stem, &*facts.term, *count))
        })
    }
}

/// The counters of a corpus, for as many threads as there are.
///
/// ```
/// use newsnlp::{annotate::keywords::{Counters, Options}, language::Language, segment, span::Span, stopwords::Stopwords};
/// let text = "Protesters met. The protest went on.";
/// let segmentation = segment::segment(text, &[Span::new(0, text.len())], Language::EN);
/// let counters = Counters::new(Options::default(), Stopwords::builtin());
/// assert!(counters.add(text, &segmentation, Language::EN).is_none());
/// let counters = counters.into_rest();
/// assert_eq!(counters[0].stems().collect::<Vec<_>>(), [("protest", 1)]);
/// assert_eq!(counters[0].terms().collect::<Vec<_>>(), [(0, "protest", 2)]);
/// ```
#[derive(Debug)]
pub struct Counters {
    options: Options,
    stopwords: Stopwords,
    waiting: Mutex<Vec<Counter>>,
}

impl Counters {
    /// Nothing counted yet.
    pub const fn new(options: Options, stopwords: Stopwords) -> Self {
        Self { options, stopwords, waiting: Mutex::new(Vec::new()) }
    }

    /// Counts one article; gives a counter back that has grown large, or has long waited for its language.
    #[must_use = "what is counted in it counts"]
    pub fn add(&self, text: &str, segmentation: &Segmentation, language: Language) -> Option<Counter> {
        let mut counter = self.take(language);
        counter.add(text, segmentation);
        if counter.lexicon.is_full() {
            return Some(counter);
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push(counter);
        (waiting.len() > WAITING).then(|| waiting.remove(0))
    }

    fn take(&self, language: Language) -> Counter {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let of_language = waiting.iter().rposition(|counter| counter.lexicon.language() == language);
        match of_language {
            Some(at) => waiting.remove(at),
            None => Counter::new(self.options.key(language, &self.stopwords)),
        }
    }

    /// The counters that [`Counters::add`] has not given back.
    pub fn into_rest(self) -> Vec<Counter> {
        self.waiting.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
