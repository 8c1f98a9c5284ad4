//! Stems of a corpus in the order of a ranking. In: stems with their counts, in any order. Out: the best, or all. What
//! memory should not hold waits in temporary files, in sorted portions.

use super::counts::{Counted, Counts};
use super::idf;
use crate::annotate::keywords::Ranking;
use crate::report::article::round;
use crate::report::portions::{Merged, Portions};
use crate::report::record::CorpusKeyword;
use crate::short_words::prefix;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::io;
use std::vec::IntoIter;

/// Stems that are looked at together when the best are sought.
const CANDIDATES: usize = 4096;
/// Most keywords that wait in memory.
const HELD: usize = 1 << 18;

/// What stems are ranked by, and what their scores need to know of the corpus.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub ranking: Ranking,
    pub articles: usize,
    /// Words that count, in all articles.
    pub counted: usize,
}

/// Numbers that keywords are ordered by, the largest first: what the ranking goes by, then the articles.
type First = Reverse<(u64, usize)>;

impl Order {
    fn score(self, count: usize, sum: f64, articles: usize) -> f64 {
        match self.ranking {
            Ranking::Count => count as f64 / self.counted.max(1) as f64,
            Ranking::TfIdf => sum * idf(articles, self.articles),
            Ranking::Salience => sum,
        }
    }

    fn first(self, count: usize, sum: f64, articles: usize) -> First {
        let by = match self.ranking {
            Ranking::Count => count as u64,
            // Scores are never negative: their bits sort as they do.
            Ranking::TfIdf | Ranking::Salience => round(self.score(count, sum, articles)).to_bits(),
        };
        Reverse((by, articles))
    }

    /// A stem as it waits for its rank.
    pub fn of(self, counted: Counted) -> Waiting {
        let (count, sum, articles) = (counted.count(), counted.score(), counted.articles as usize);
        Waiting {
            first: self.first(count, sum, articles),
            term: counted.commonest().to_owned(),
            stem: counted.stem,
            count,
            score: round(self.score(count, sum, articles)).to_bits(),
        }
    }

    /// The best `top` of stems that memory holds.
    pub fn of_counts(self, counts: &Counts, top: Option<usize>) -> RankedKeywords {
        let top = top.unwrap_or(usize::MAX);
        let mut stems: Vec<Candidate<'_>> = Vec::new();
        for (number, of) in (0..).zip(counts.stems()) {
            let term = counts.commonest(of);
            let first = self.first(of.count, of.score, of.articles as usize);
            stems.push(((first, prefix(term)), term, counts.name(number), number));
            // Of millions a few are wanted: the others are let go as they come.
            if stems.len() > CANDIDATES && stems.len() / 2 > top {
                stems.select_nth_unstable(top);
                stems.truncate(top);
            }
        }
        stems.sort_unstable();
        stems.truncate(top);
        let keyword = |(_, term, stem, number): Candidate<'_>| {
            let of = &counts.stems()[number as usize];
            CorpusKeyword {
                score: round(self.score(of.count, of.score, of.articles as usize)),
                count: of.count,
                articles: of.articles as usize,
                term: term.to_owned(),
                stem: stem.to_owned(),
            }
        };
        let keywords: Vec<_> = stems.into_iter().map(keyword).collect();
        RankedKeywords(Source::Memory(keywords.into_iter()))
    }
}

/// A stem in the order it is ranked in: by the numbers and the beginning of its term, by its term, by its name. Last its
/// number.
type Candidate<'s> = ((First, u64), &'s str, &'s str, u32);

/// A keyword that waits for its rank, in the order of ranks.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Waiting {
    first: First,
    term: String,
    stem: String,
    count: usize,
    /// The bits of its score: a decimal might not come back as it was.
    score: u64,
}

impl Waiting {
    fn keyword(self) -> CorpusKeyword {
        let Reverse((_, articles)) = self.first;
        let score = f64::from_bits(self.score);
        CorpusKeyword { term: self.term, stem: self.stem, count: self.count, articles, score }
    }
}

/// Keywords on the way to their ranks.
#[derive(Debug)]
pub(super) struct Ranked {
    held: Vec<Waiting>,
    portions: Portions<Waiting>,
    top: usize,
}

impl Ranked {
    /// None yet, of which the best `top` are wanted.
    pub fn new(top: Option<usize>) -> Self {
        Self { held: Vec::new(), portions: Portions::default(), top: top.unwrap_or(usize::MAX) }
    }

    /// Adds one.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written.
    pub fn add(&mut self, keyword: Waiting) -> io::Result<()> {
        self.held.push(keyword);
        if self.held.len() < HELD {
            return Ok(());
        }
        self.held.sort_unstable();
        self.held.truncate(self.top);
        if self.held.len() > HELD / 2 { self.portions.add(self.held.drain(..)) } else { Ok(()) }
    }

    /// All of them, or the best.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written or read.
    pub fn finish(mut self) -> io::Result<RankedKeywords> {
        self.held.sort_unstable();
        self.portions.add(self.held.into_iter())?;
        Ok(RankedKeywords(Source::Files(self.portions.merged()?, self.top)))
    }
}

/// Keywords of a corpus in their order, the best first.
#[derive(Debug)]
pub struct RankedKeywords(Source);

impl RankedKeywords {
    /// Shows all to `each`, so many at once at most, with the rank of the first of them; `failed` tells a temporary file
    /// that cannot be read.
    ///
    /// # Errors
    ///
    /// What `failed` makes of that, and what `each` returns.
    pub fn each<E>(
        mut self,
        most: usize,
        failed: impl Fn(io::Error) -> E,
        mut each: impl FnMut(usize, &[CorpusKeyword]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rank = 1;
        loop {
            let keywords: io::Result<Vec<_>> = self.by_ref().take(most).collect();
            let keywords = keywords.map_err(&failed)?;
            if keywords.is_empty() {
                return Ok(());
            }
            each(rank, &keywords)?;
            rank += keywords.len();
        }
    }
}

#[derive(Debug)]
enum Source {
    Memory(IntoIter<CorpusKeyword>),
    /// Those that are left, and how many of them are wanted.
    Files(Merged<Waiting>, usize),
}

impl Iterator for RankedKeywords {
    type Item = io::Result<CorpusKeyword>;

    fn next(&mut self) -> Option<io::Result<CorpusKeyword>> {
        match &mut self.0 {
            Source::Memory(keywords) => keywords.next().map(Ok),
            Source::Files(keywords, left) => {
                *left = left.checked_sub(1)?;
                Some(keywords.next()?.map(Waiting::keyword))
            }
        }
    }
}
