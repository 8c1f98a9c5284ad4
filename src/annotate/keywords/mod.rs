//! Text to keyword frequencies. In: text, tokens, language, stopwords. Out: stems with their count and
//! commonest surface form.

use crate::language::Language;
use crate::segment::Segmentation;
use crate::stopwords::Stopwords;

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
    _text: &str,
    _segmentation: &Segmentation,
    _language: Language,
    _stopwords: &Stopwords,
    _options: &Options,
) -> Vec<Keyword> {
    Vec::new()
}
