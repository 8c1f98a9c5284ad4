//! Text to keyword frequencies. In: text, tokens, language, stopwords. Out: stems with their count and
//! commonest surface form.

mod count;
mod lexicon;
mod salience;

use crate::language::Language;
use crate::segment::Segmentation;
use crate::stopwords::Stopwords;
use lexicon::{Key, Lexicon};

/// A stem of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The commonest surface form.
    pub term: String,
    /// What the stemmer returns.
    pub stem: String,
    /// Occurrences in the article.
    pub count: usize,
    /// Share of the article's counted tokens, or salience: what the chosen ranking orders by.
    pub score: f64,
}

/// How keywords are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ranking {
    /// By occurrences.
    #[default]
    Count,
    /// By occurrences times inverse document frequency over the corpus.
    TfIdf,
    /// By occurrences, position and capitals, with repeated runs of two and three words (see the room's docs).
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
}

impl Default for Options {
    fn default() -> Self {
        Self { min_length: 2, stem: true, ranking: Ranking::Count }
    }
}

/// All keywords of a text, best first.
pub fn find(
    text: &str,
    segmentation: &Segmentation,
    language: Language,
    stopwords: &Stopwords,
    options: &Options,
) -> Vec<Keyword> {
    let key =
        Key { language, stopwords: stopwords.clone(), stem: options.stem, min_length: options.min_length };
    let mut found = Lexicon::with(&key, |lexicon| match options.ranking {
        Ranking::Salience => salience::find(text, segmentation, lexicon),
        Ranking::Count | Ranking::TfIdf => by_count(text, segmentation, lexicon),
    });
    found.sort_unstable_by(order);
    found
}

/// The words of a text, each with its share of all that count.
fn by_count(text: &str, segmentation: &Segmentation, lexicon: &mut Lexicon) -> Vec<Keyword> {
    let (counted, shown) = count::count(text, segmentation, lexicon, false, |_| {});
    let keyword = |(stem, term): (&count::Stem, &str)| Keyword {
        term: term.to_owned(),
        stem: lexicon.stem(stem.number).to_owned(),
        count: stem.count as usize,
        score: f64::from(stem.count) / counted.total as f64,
    };
    counted.stems.iter().zip(shown).map(keyword).collect()
}

/// Score down, then count down, then term up, then stem up: a full order.
fn order(one: &Keyword, two: &Keyword) -> std::cmp::Ordering {
    let best = two.score.total_cmp(&one.score).then(two.count.cmp(&one.count));
    best.then_with(|| one.term.cmp(&two.term)).then_with(|| one.stem.cmp(&two.stem))
}
