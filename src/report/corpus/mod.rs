//! What the articles of a corpus say together: entities and keywords with how often, and in how many articles. The
//! memory that entities and document frequencies take grows with the distinct names and stems, that of keywords is
//! bounded.

mod counts;
mod keywords;
mod ranked;

pub use keywords::Keywords;
pub use ranked::RankedKeywords;

use super::article::round;
use super::record::{CorpusEntity, KeywordRecord};
use super::strings::Strings;
use super::timeline;
use crate::annotate::keywords::Keyword;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cmp::Reverse;

/// Entities counted over a corpus.
#[derive(Debug, Default)]
pub struct Entities<'g> {
    by_id: FxHashMap<Cow<'g, str>, CorpusEntity<'g>>,
}

impl<'g> Entities<'g> {
    /// Counts the entities of one more article.
    pub fn add(&mut self, entities: impl IntoIterator<Item = CorpusEntity<'g>>) {
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
    pub fn ranked(self, top: Option<usize>) -> Vec<CorpusEntity<'g>> {
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
    pub fn timeline(self, top: Option<usize>) -> Vec<CorpusEntity<'g>> {
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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub fn article(keywords: &[(&str, &str, usize)]) -> Vec<Keyword> {
        let total: usize = keywords.iter().map(|(_, _, count)| count).sum();
        let keyword = |&(term, stem, count): &(&str, &str, usize)| Keyword {
            term: term.into(),
            stem: stem.into(),
            count,
            score: count as f64 / total as f64,
        };
        keywords.iter().map(keyword).collect()
    }

    pub fn corpus() -> [Vec<Keyword>; 2] {
        [
            article(&[("protests", "protest", 3), ("police", "polic", 1)]),
            article(&[("protest", "protest", 4), ("vaccine", "vaccin", 4)]),
        ]
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
