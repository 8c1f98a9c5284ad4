//! What the articles of a corpus say together: entities and keywords with how often, and in how many articles. The
//! memory it takes grows with the distinct names and stems, not with the articles.

use super::article::round;
use super::record::{CorpusEntity, CorpusKeyword, KeywordRecord};
use super::strings::{Place, Strings};
use super::timeline;
use crate::annotate::keywords::{Counter, Keyword, Ranking};
use crate::short_words::prefix;
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

/// One stem over the corpus. Most have one term.
#[derive(Clone, Copy, Debug, Default)]
struct Stem {
    /// Occurrences of all its terms.
    count: usize,
    score: f64,
    /// The term that came first; none while nothing is counted.
    first: Place,
    articles: u32,
    /// The last of its other terms; [`NONE`] where it has no other.
    others: u32,
}

/// A further surface form of a stem, the commonest of some articles.
#[derive(Clone, Copy, Debug)]
struct Term {
    text: Place,
    /// Its occurrences in these articles.
    count: usize,
    /// The one that came before it; [`NONE`] where that is the first.
    before: u32,
}

/// Stems that are looked at together when the best are sought.
const CANDIDATES: usize = 4096;

/// No other term.
const NONE: u32 = u32::MAX;

/// Keywords counted over a corpus. There may be millions of stems: each takes some seventy bytes with its term.
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
            self.stems[number].articles += articles as u32;
            numbers.push(number);
        }
        for (stem, term, count) in counter.terms() {
            self.add_term(numbers[stem as usize], term, count);
        }
    }

    fn number(&mut self, stem: &str) -> usize {
        let number = self.names.number(stem) as usize;
        if number == self.stems.len() {
            self.stems.push(Stem { others: NONE, ..Stem::default() });
        }
        number
    }

    fn add_term(&mut self, number: usize, text: &str, count: usize) {
        let stem = &mut self.stems[number];
        let is_first = stem.count == 0;
        stem.count += count;
        if is_first {
            stem.first = self.names.keep(text);
            return;
        }
        let Stem { first, others, .. } = *stem;
        if self.names.at(first) == text {
            return;
        }
        let known = self.terms(others).find(|(_, term)| self.names.at(term.text) == text);
        if let Some((at, _)) = known {
            self.terms[at].count += count;
            return;
        }
        self.stems[number].others = self.terms.len() as u32;
        let text = self.names.keep(text);
        self.terms.push(Term { text, count, before: others });
    }

    /// The terms in a list, the last first, each with its place.
    fn terms(&self, last: u32) -> impl Iterator<Item = (usize, &Term)> {
        let at = |place: u32| self.terms.get(place as usize).map(|term| (place as usize, term));
        std::iter::successors(at(last), move |(_, term)| at(term.before))
    }

    /// The term of a stem that stands most often; of several the first in the alphabet.
    fn commonest(&self, stem: &Stem) -> &str {
        let others = || self.terms(stem.others).map(|(_, term)| term);
        let of_first = stem.count - others().map(|term| term.count).sum::<usize>();
        let first = (Reverse(of_first), self.names.at(stem.first));
        let best = others().map(|term| (Reverse(term.count), self.names.at(term.text))).fold(first, Ord::min);
        best.1
    }

    /// The best `top`: by count, else by the sum of the articles' scores (times IDF, for TF-IDF).
    pub fn ranked(&self, ranking: Ranking, top: Option<usize>) -> Vec<CorpusKeyword> {
        let (articles, counted) = (self.articles, self.counted);
        let score = |stem: &Stem| match ranking {
            Ranking::Count => stem.count as f64 / counted.max(1) as f64,
            Ranking::TfIdf => stem.score * idf(stem.articles as usize, articles),
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
            stems.push(((Reverse((first(of), of.articles as usize)), prefix(term)), term, number as u32));
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
                articles: of.articles as usize,
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
    use proptest::prelude::*;
    use std::collections::BTreeMap;

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

    proptest! {
        #[test]
        fn keywords_are_counted_as_in_plain_maps(
            articles in prop::collection::vec(prop::collection::btree_map("[a-c]{1,2}", ("[a-c]{1,2}", 1..9usize), 0..6), 0..20),
        ) {
            let mut keywords = Keywords::default();
            let mut plain: BTreeMap<&str, (usize, usize, BTreeMap<&str, usize>)> = BTreeMap::new();
            for of_article in &articles {
                let list: Vec<_> =
                    of_article.iter().map(|(stem, (term, count))| (term.as_str(), stem.as_str(), *count)).collect();
                keywords.add(&article(&list));
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
            let ranked = keywords.ranked(Ranking::Count, None);
            let found: Vec<_> =
                ranked.iter().map(|of| (Reverse((of.count, of.articles)), &*of.term, &*of.stem)).collect();
            prop_assert_eq!(found, expected);
        }
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
