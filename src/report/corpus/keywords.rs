//! Keywords counted over a corpus in bounded memory. Where it holds more stems than memory should, those counted so far
//! wait in a temporary file, sorted, and all are added up when the corpus has been read: no count is lost, and none is
//! a guess.

use super::counts::{Counted, Counts};
use super::ranked::{Order, Ranked, RankedKeywords};
use crate::annotate::keywords::{Counter, Keyword, Ranking};
use crate::report::portions::Portions;
use std::io;

/// Bytes that counts take before they wait in a file: some 800,000 stems.
const MOST: usize = 64 << 20;

/// Keywords counted over a corpus.
#[derive(Debug)]
pub struct Keywords {
    articles: usize,
    counted: usize,
    counts: Counts,
    waiting: Portions<Counted>,
    /// Most bytes of counts in memory.
    most: usize,
}

impl Default for Keywords {
    fn default() -> Self {
        Self::within(MOST)
    }
}

impl Keywords {
    /// Nothing counted yet; what takes more bytes than these will wait in a file.
    fn within(most: usize) -> Self {
        Self { articles: 0, counted: 0, counts: Counts::default(), waiting: Portions::default(), most }
    }

    /// Counts the keywords of one more article.
    ///
    /// # Errors
    ///
    /// When the system's folder for temporary files cannot be written.
    pub fn add(&mut self, keywords: &[Keyword]) -> io::Result<()> {
        self.articles += 1;
        for keyword in keywords {
            self.counted += keyword.count;
            let number = self.counts.number(&keyword.stem);
            self.counts.add(number, 1, keyword.score);
            self.counts.add_term(number, &keyword.term, keyword.count);
        }
        self.bound()
    }

    /// Counts the articles that a counter went through. Scores, which stand for articles, are not summed.
    ///
    /// # Errors
    ///
    /// When the system's folder for temporary files cannot be written.
    pub fn add_counted(&mut self, counter: &Counter) -> io::Result<()> {
        self.articles += counter.articles;
        self.counted += counter.words;
        let mut numbers = Vec::new();
        for (stem, articles) in counter.stems() {
            let number = self.counts.number(stem);
            self.counts.add(number, articles, 0.0);
            numbers.push(number);
        }
        for (stem, term, count) in counter.terms() {
            self.counts.add_term(numbers[stem as usize], term, count);
        }
        self.bound()
    }

    fn bound(&mut self) -> io::Result<()> {
        if self.counts.bytes() > self.most { self.wait() } else { Ok(()) }
    }

    /// Has all that is counted so far wait in a file.
    fn wait(&mut self) -> io::Result<()> {
        let counts = std::mem::take(&mut self.counts);
        self.waiting.add(counts.sorted())
    }

    /// The best `top`: by count, else by the sum of the articles' scores (times IDF, for TF-IDF).
    ///
    /// # Errors
    ///
    /// When temporary files cannot be written or read.
    pub fn ranked(mut self, ranking: Ranking, top: Option<usize>) -> io::Result<RankedKeywords> {
        let order = Order { ranking, articles: self.articles, counted: self.counted };
        if self.waiting.is_empty() {
            return Ok(order.of_counts(&self.counts, top));
        }
        self.wait()?;
        let mut ranked = Ranked::new(top);
        let mut sum: Option<Counted> = None;
        for counted in self.waiting.merged()? {
            let counted = counted?;
            match &mut sum {
                Some(sum) if sum.stem == counted.stem => sum.add(counted),
                _ => sum.replace(counted).map_or(Ok(()), |whole| ranked.add(order.of(whole)))?,
            }
        }
        sum.map_or(Ok(()), |whole| ranked.add(order.of(whole)))?;
        ranked.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{article, corpus};
    use super::*;
    use crate::report::article::round;
    use crate::report::record::CorpusKeyword;
    use proptest::prelude::*;
    use std::cmp::Reverse;
    use std::collections::BTreeMap;

    fn ranked(keywords: Keywords, top: Option<usize>) -> Vec<CorpusKeyword> {
        let ranked = keywords.ranked(Ranking::Count, top).expect("temporary files can be written");
        ranked.map(|keyword| keyword.expect("and read")).collect()
    }

    #[test]
    fn scores_are_summed_over_files_as_in_memory() {
        for ranking in [Ranking::TfIdf, Ranking::Salience] {
            let [in_files, in_memory] = [0, MOST].map(|most| {
                let mut keywords = Keywords::within(most);
                for article in corpus().iter().cycle().take(7) {
                    keywords.add(article).expect("temporary files can be written");
                }
                let ranked = keywords.ranked(ranking, None).expect("temporary files can be written");
                ranked.map(|keyword| keyword.expect("and read")).collect::<Vec<_>>()
            });
            assert_eq!(in_files, in_memory);
            assert_eq!(in_files.len(), 3);
        }
    }

    #[test]
    fn keywords_of_a_corpus_are_counted_over_its_articles() {
        let mut keywords = Keywords::default();
        for article in &corpus() {
            keywords.add(article).expect("no file is needed");
        }
        let ranked = ranked(keywords, Some(2));
        let first = CorpusKeyword {
            term: "protest".into(),
            stem: "protest".into(),
            count: 7,
            articles: 2,
            score: round(7.0 / 12.0),
        };
        assert_eq!(ranked[0], first);
        assert_eq!(ranked[1].term, "vaccine");
    }

    proptest! {
        #[test]
        fn keywords_are_counted_as_in_plain_maps(
            articles in prop::collection::vec(prop::collection::btree_map("[a-c]{1,2}", ("[a-c]{1,2}", 1..9usize), 0..6), 0..20),
            top in prop::option::of(1..9usize),
            most in prop_oneof![Just(MOST), 0..2000usize],
        ) {
            let mut keywords = Keywords::within(most);
            let mut plain: BTreeMap<&str, (usize, usize, BTreeMap<&str, usize>)> = BTreeMap::new();
            for of_article in &articles {
                let list: Vec<_> =
                    of_article.iter().map(|(stem, (term, count))| (term.as_str(), stem.as_str(), *count)).collect();
                keywords.add(&article(&list)).expect("temporary files can be written");
                for (term, stem, count) in list {
                    let (all, articles, terms) = plain.entry(stem).or_default();
                    (*all, *articles) = (*all + count, *articles + 1);
                    *terms.entry(term).or_default() += count;
                }
            }
            let mut expected: Vec<_> = plain.iter().map(|(stem, (count, articles, terms))| {
                let most = terms.values().max();
                let term = terms.iter().find(|(_, count)| Some(*count) == most).map_or("", |(term, _)| *term);
                (Reverse((*count, *articles)), term, *stem)
            }).collect();
            expected.sort_unstable();
            expected.truncate(top.unwrap_or(usize::MAX));
            let ranked = ranked(keywords, top);
            let found: Vec<_> =
                ranked.iter().map(|of| (Reverse((of.count, of.articles)), &*of.term, &*of.stem)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
