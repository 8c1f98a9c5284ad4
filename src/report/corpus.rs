//! What the articles of a corpus say together: entities and keywords with how often, and in how many articles. The
//! memory it takes grows with the distinct names and stems, not with the articles.

use super::article::round;
use super::record::{CorpusEntity, CorpusKeyword, KeywordRecord};
use super::strings::{Place, Strings};
use super::timeline;
use crate::annotate::keywords::{Counter, Keyword, Ranking};
use crate::short_words::prefix;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Entities counted over a corpus.
#[derive(Debug, Default)]
pub struct Entities {
    by_id: FxHashMap<String, CorpusEntity>,
}

impl Entities {
    /// Counts the entities of one more article.
    pub fn add(&mut self, entities: impl IntoIterator<Item = CorpusEntity>) {
        for entity in entities {
            match self.by_id.get_mut(&entity.id) {
                Some(counted) => {
                    counted.count += entity.count;
                    counted.articles += entity.articles;
                }
                None => _ = self.by_id.insert(entity.id.clone(), entity),
            }
        }
    }

    /// The commonest `top`, best first: by mentions, then by articles, then by id.
    pub fn ranked(self, top: Option<usize>) -> Vec<CorpusEntity> {
        let mut entities: Vec<_> = self.by_id.into_values().collect();
        entities.sort_by(|a, b| {
            (Reverse(a.count), Reverse(a.articles), &a.id).cmp(&(
                Reverse(b.count),
                Reverse(b.articles),
                &b.id,
            ))
        });
        entities.truncate(top.unwrap_or(usize::MAX));
        entities
    }

    /// The commonest `top`, in the order of the calendar; what has no day on it stands last, commonest first.
    pub fn timeline(self, top: Option<usize>) -> Vec<CorpusEntity> {
        let mut dates = self.ranked(top);
        dates.sort_by_cached_key(|date| timeline::key(&date.name));
        dates
    }
}

/// How many articles hold each stem.
#[derive(Debug, Default)]
pub struct DocumentFrequencies {
    articles: usize,
    stems: Strings,
    /// By the number of the stem.
    with_stem: Vec<usize>,
}

impl DocumentFrequencies {
    /// Counts the stems of one more article.
    pub fn add(&mut self, keywords: &[Keyword]) {
        self.articles += 1;
        for keyword in keywords {
            let number = self.stems.number(&keyword.stem) as usize;
            if number == self.with_stem.len() {
                self.with_stem.push(0);
            }
            self.with_stem[number] += 1;
        }
    }

    /// Scores one article's keywords by TF-IDF, best first. Their scores must be term frequencies.
    pub fn rank(&self, keywords: &mut [KeywordRecord<'_>]) {
        for keyword in &mut *keywords {
            let number = self.stems.find(&keyword.stem);
            let articles = number.map_or(0, |number| self.with_stem[number as usize]);
            keyword.score = round(keyword.score * idf(articles, self.articles));
        }
        keywords.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.term.cmp(&b.term)));
    }
}

/// Inverse document frequency, smoothed so that a stem of every article still counts: ln((1 + N) / (1 + DF)) + 1.
fn idf(with_stem: usize, articles: usize) -> f64 {
    ((1 + articles) as f64 / (1 + with_stem) as f64).ln() + 1.0
}

/// One stem over the corpus.
#[derive(Clone, Copy, Debug, Default)]
struct Stem {
    count: usize,
    score: f64,
    articles: usize,
    /// The first of its terms, in `Keywords::terms`, and the one before it in the list, and so on; [`NONE`] ends them.
    last: u32,
}

/// A surface form, the commonest of some articles, with its occurrences there.
#[derive(Clone, Copy, Debug)]
struct Term {
    text: Place,
    count: usize,
    before: u32,
}

/// Stems that are looked at together when the best are sought.
const CANDIDATES: usize = 4096;

/// No further term.
const NONE: u32 = u32::MAX;

/// Keywords counted over a corpus. There may be millions of stems: each takes some ninety bytes with its term.
#[derive(Debug, Default)]
pub struct Keywords {
    articles: usize,
    counted: usize,
    names: Strings,
    /// By the number of the stem's name.
    stems: Vec<Stem>,
    terms: Vec<Term>,
}

impl Keywords {
    /// Counts the keywords of one more article.
    pub fn add(&mut self, keywords: &[Keyword]) {
        self.articles += 1;
        for keyword in keywords {
            self.counted += keyword.count;
            let number = self.number(&keyword.stem);
            let stem = &mut self.stems[number];
            stem.articles += 1;
            stem.score += keyword.score;
            self.add_term(number, &keyword.term, keyword.count);
        }
    }

    /// Counts the articles that a counter went through. Scores, which stand for articles, are not summed.
    pub fn add_counted(&mut self, counter: &Counter) {
        self.articles += counter.articles;
        self.counted += counter.words;
        let mut numbers = Vec::new();
        for (stem, articles) in counter.stems() {
            let number = self.number(stem);
            self.stems[number].articles += articles;
            numbers.push(number);
        }
        for (stem, term, count) in counter.terms() {
            self.add_term(numbers[stem as usize], term, count);
        }
    }

    fn number(&mut self, stem: &str) -> usize {
        let number = self.names.number(stem) as usize;
        if number == self.stems.len() {
            self.stems.push(Stem { last: NONE, ..Stem::default() });
        }
        number
    }

    fn add_term(&mut self, number: usize, term: &str, count: usize) {
        self.stems[number].count += count;
        let mut at = self.stems[number].last;
        while let Some(known) = self.terms.get_mut(at as usize) {
            if self.names.at(known.text) == term {
                known.count += count;
                return;
            }
            at = known.before;
        }
        let before = std::mem::replace(&mut self.stems[number].last, self.terms.len() as u32);
        self.terms.push(Term { text: self.names.keep(term), count, before });
    }

    /// The term of a stem that stands most often; of several the first in the alphabet.
    fn commonest(&self, stem: &Stem) -> &str {
        let first = self.terms.get(stem.last as usize);
        let terms = std::iter::successors(first, |term| self.terms.get(term.before as usize));
        let named = terms.map(|term| (Reverse(term.count), self.names.at(term.text)));
        named.min().map_or("", |(_, term)| term)
    }

    /// The best `top`: by count, else by the sum of the articles' scores (times IDF, for TF-IDF).
    pub fn ranked(&self, ranking: Ranking, top: Option<usize>) -> Vec<CorpusKeyword> {
        let (articles, counted) = (self.articles, self.counted);
        let score = |stem: &Stem| match ranking {
            Ranking::Count => stem.count as f64 / counted.max(1) as f64,
            Ranking::TfIdf => stem.score * idf(stem.articles, articles),
            Ranking::Salience => stem.score,
        };
        // Scores are never negative: their bits sort as they do.
        let first = |stem: &Stem| match ranking {
            Ranking::Count => stem.count as u64,
            Ranking::TfIdf | Ranking::Salience => round(score(stem)).to_bits(),
        };
        let name = |of: &Ranked<'_>| self.names.get(of.2);
        let order =
            |a: &Ranked<'_>, b: &Ranked<'_>| a.0.cmp(&b.0).then_with(|| (a.1, name(a)).cmp(&(b.1, name(b))));
        let top = top.unwrap_or(usize::MAX);
        let mut stems: Vec<Ranked<'_>> = Vec::new();
        for (number, of) in self.stems.iter().enumerate() {
            let term = self.commonest(of);
            stems.push(((Reverse((first(of), of.articles)), prefix(term)), term, number as u32));
            // Of millions a few are wanted: the others are let go as they come.
            if stems.len() > CANDIDATES && stems.len() / 2 > top {
                stems.select_nth_unstable_by(top, order);
                stems.truncate(top);
            }
        }
        stems.sort_unstable_by(order);
        stems.truncate(top);
        let keyword = |(_, term, number): Ranked<'_>| {
            let of = &self.stems[number as usize];
            CorpusKeyword {
                score: round(score(of)),
                count: of.count,
                articles: of.articles,
                term: term.to_owned(),
                stem: self.names.get(number).to_owned(),
            }
        };
        stems.into_iter().map(keyword).collect()
    }
}

/// A stem with what it is ranked by: first the numbers and the beginning of its term, then its term, then the number of
/// its name.
type Ranked<'s> = ((Reverse<(u64, usize)>, u64), &'s str, u32);

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn article(keywords: &[(&str, &str, usize)]) -> Vec<Keyword> {
        let total: usize = keywords.iter().map(|(_, _, count)| count).sum();
        let keyword = |&(term, stem, count): &(&str, &str, usize)| Keyword {
            term: term.into(),
            stem: stem.into(),
            count,
            score: count as f64 / total as f64,
        };
        keywords.iter().map(keyword).collect()
    }

    fn corpus() -> [Vec<Keyword>; 2] {
        [
            article(&[("protests", "protest", 3), ("police", "polic", 1)]),
            article(&[("protest", "protest", 4), ("vaccine", "vaccin", 4)]),
        ]
    }

    #[test]
    fn keywords_of_a_corpus_are_counted_over_its_articles() {
        let mut keywords = Keywords::default();
        for article in &corpus() {
            keywords.add(article);
        }
        let ranked = keywords.ranked(Ranking::Count, Some(2));
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

    #[test]
    fn tf_idf_prefers_what_few_articles_say() {
        let mut frequencies = DocumentFrequencies::default();
        for article in &corpus() {
            frequencies.add(article);
        }
        let record = |keyword: Keyword| KeywordRecord {
            term: Cow::Owned(keyword.term.to_string()),
            stem: Cow::Owned(keyword.stem.to_string()),
            count: keyword.count,
            score: keyword.score,
        };
        let [_, second] = corpus();
        let mut keywords: Vec<_> = second.into_iter().map(record).collect();
        frequencies.rank(&mut keywords);
        assert_eq!(keywords[0].term, "vaccine");
        assert!(keywords[0].score > keywords[1].score);
    }
}
