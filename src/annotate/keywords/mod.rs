//! Text to keyword frequencies. In: text, tokens, language, stopwords. Out: every stem that counts, with its
//! occurrences, the surface form it is shown as, and a score; best first, in one full order.
//!
//! A word counts when it is no stopword, has a letter, and is two characters or longer; possessives and elided
//! articles are cut off it. What is frequent in a text is what it is about (Luhn 1958), less what every text has
//! (Spärck Jones 1972). Salience adds what YAKE (Campos et al. 2020) reads from position and capitals:
//!
//! - a word: `sqrt(count - 0.9 phrases) * (length / 10)^0.6 * lead * (1 + 0.3 alone / count)`, where `phrases` are
//!   its occurrences in phrases, `length` its letters, ten at most (long words say more: Zipf's law of abbreviation),
//!   and `alone` those with a capital beside no other: a piece of a longer name is less than a name;
//! - a phrase: `sqrt(count / 2) * lead * (1 + 0.3 named / count) * holds`, and 0.7 times that for three words;
//! - `lead` is `1 + 0.5 exp(-9 p)`, `p` the part of the article before the first occurrence; `named` counts capitals
//!   that do not come from the head of a sentence or a headline.
//!
//! A phrase is a run of two or three words, no stopword or mark between them, that stands twice or is a whole name.
//! `holds` is the share of its rarest word's occurrences that it has, 0.7 at least: what is seldom apart is one term.

mod count;
mod counter;
mod form;
mod forms;
mod lexicon;
mod numbers;
mod salience;

pub use counter::{Counter, Counters};

use crate::language::Language;
use crate::segment::Segmentation;
use crate::short_words::prefix;
use crate::stopwords::Stopwords;
use form::Role;
use lexicon::{Key, Lexicon};
use std::cmp::Reverse;
use std::sync::Arc;

/// A stem of one article, or with [`Ranking::Salience`] a phrase.
///
/// Its strings are those that the counting keeps, one for all articles that a thread counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The commonest surface form. A word seen in small letters and capitals is shown in small ones, unless it is
    /// more often a name.
    pub term: Arc<str>,
    /// What the stemmer returns; for a phrase the stems of its words, joined by spaces.
    pub stem: Arc<str>,
    /// Occurrences in the article.
    pub count: usize,
    /// What the ranking orders by: the share of the article's counted tokens, or the salience, 1 being the most
    /// salient of the article.
    pub score: f64,
}

/// How keywords are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ranking {
    /// By occurrences.
    #[default]
    Count,
    /// By share of the article times inverse document frequency. One article does not know the corpus: [`find`] counts
    /// as for [`Ranking::Count`], and the report scores when all articles have been counted.
    TfIdf,
    /// By occurrences, position, capitals and length, with repeated runs of two and three words: the formula stands
    /// on top of [this room](self).
    Salience,
}

/// What counts as a keyword.
#[derive(Clone, Debug)]
pub struct Options {
    /// Shortest term, in characters.
    pub min_length: usize,
    /// Whether words are counted by stem; else by lower-cased form.
    pub stem: bool,
    /// How they are ranked.
    pub ranking: Ranking,
    /// Whether the best come first; who counts a corpus needs no order of one article.
    pub ordered: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_length: 2, stem: true, ranking: Ranking::Count, ordered: true }
    }
}

impl Options {
    fn key(&self, language: Language, stopwords: &Stopwords) -> Key {
        Key { language, stopwords: stopwords.clone(), stem: self.stem, min_length: self.min_length }
    }
}

/// All keywords of a text, best first: score down, then count down, then term up.
///
/// ```
/// use newsnlp::{annotate::keywords, language::Language, segment, span::Span, stopwords::Stopwords};
/// let text = "Protesters met in Moscow. The protesters' leader was held, and protesters sang.";
/// let segmentation = segment::segment(text, &[Span::new(0, text.len())], Language::EN);
/// let found = keywords::find(text, &segmentation, Language::EN, &Stopwords::builtin(), &keywords::Options::default());
/// assert_eq!((&*found[0].term, &*found[0].stem, found[0].count), ("protesters", "protest", 3));
/// ```
pub fn find(
    text: &str,
    segmentation: &Segmentation,
    language: Language,
    stopwords: &Stopwords,
    options: &Options,
) -> Vec<Keyword> {
    let key = options.key(language, stopwords);
    let mut found = Lexicon::with(&key, |lexicon| match options.ranking {
        Ranking::Salience => salience::find(text, segmentation, lexicon),
        Ranking::Count | Ranking::TfIdf => by_count(text, segmentation, lexicon),
    });
    if options.ordered {
        rank(&mut found);
    }
    found
}

/// The words of a text, each with its share of all that count.
fn by_count(text: &str, segmentation: &Segmentation, lexicon: &mut Lexicon) -> Vec<Keyword> {
    let counted = count::count(text, segmentation, lexicon);
    let keyword = |stem: &count::Stem| Keyword {
        term: Arc::clone(&lexicon.facts(stem.shown).term),
        stem: Arc::clone(lexicon.stem(stem.number)),
        count: stem.count as usize,
        score: f64::from(stem.count) / counted.total as f64,
    };
    let found = counted.stems.iter().map(keyword).collect();
    counted.give_back(lexicon);
    found
}

/// Puts keywords in the order of reports: score down, count down, term up, stem up. Scores are never negative.
fn rank(keywords: &mut Vec<Keyword>) {
    let of_one = |(at, keyword): (usize, &Keyword)| {
        (Reverse((keyword.score.to_bits(), keyword.count)), prefix(&keyword.term), at)
    };
    let mut order: Vec<_> = keywords.iter().enumerate().map(of_one).collect();
    order.sort_unstable_by(|one, two| {
        // Most words stand once: their first letters settle the order without a look at the strings.
        let quick = (one.0, one.1).cmp(&(two.0, two.1));
        quick.then_with(|| {
            let (one, two) = (&keywords[one.2], &keywords[two.2]);
            (&one.term, &one.stem).cmp(&(&two.term, &two.stem))
        })
    });
    let mut unordered: Vec<_> = keywords.drain(..).map(Some).collect();
    keywords.extend(order.into_iter().filter_map(|(.., at)| unordered[at].take()));
}

#[cfg(test)]
mod tests;
