//! Keywords of articles to keywords of the corpus. In: each article's keywords. Out: one row per stem with its
//! count, how many articles have it, and the surface form most of them show. Adding in any order gives the same rows.

use super::{Keyword, Ranking, rank};
use rustc_hash::FxHashMap;

/// TF-IDF of a stem: its share of the article's counted words times its inverse document frequency, smoothed as if
/// one more article held every stem: `count / total * (1 + ln((1 + articles) / (1 + df)))`. Never negative; a stem
/// that every article has keeps its share of the words alone (Spärck Jones 1972).
///
/// ```
/// use newsnlp::annotate::keywords::score_tfidf;
/// assert_eq!(score_tfidf(3, 60, 10, 10), 0.05);
/// assert!(score_tfidf(3, 60, 1, 10) > score_tfidf(3, 60, 5, 10));
/// ```
pub fn score_tfidf(count: usize, total: usize, df: usize, articles: usize) -> f64 {
    let share = count as f64 / total.max(1) as f64;
    share * (1.0 + ((1 + articles) as f64 / (1 + df.min(articles)) as f64).ln())
}

/// A stem of the corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CorpusKeyword {
    /// The surface form most occurrences are shown as.
    pub term: String,
    /// What the stemmer returns.
    pub stem: String,
    /// Occurrences in all articles.
    pub count: usize,
    /// How many articles have it: its document frequency.
    pub articles: usize,
    /// Share of all counted words, TF-IDF, or mean salience over all articles.
    pub score: f64,
}

/// The smallest part of a salience that is told apart; 18 thousand million articles fit.
const GRAIN: f64 = 1e-9;

/// A salience, 0 to 1, in whole grains.
#[expect(clippy::cast_sign_loss, reason = "a salience is never negative, and the cast would make it 0")]
fn grains(salience: f64) -> u64 {
    (salience / GRAIN).round() as u64
}

/// The keywords of a corpus as it is read.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: FxHashMap<Box<str>, Row>,
    articles: usize,
    total: usize,
}

#[derive(Clone, Debug, Default)]
struct Row {
    count: usize,
    articles: usize,
    /// Salience in whole [`GRAIN`]s, so that the sum is the same in any order.
    salience: u64,
    terms: FxHashMap<Box<str>, usize>,
}

impl Row {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.articles += other.articles;
        self.salience += other.salience;
        for (term, count) in other.terms {
            *self.terms.entry(term).or_default() += count;
        }
    }

    /// The commonest surface form, the first in code point order among equals.
    fn term(&self) -> &str {
        let best = self.terms.iter().max_by(|one, two| one.1.cmp(two.1).then_with(|| two.0.cmp(one.0)));
        best.map_or("", |(term, _)| term)
    }
}

impl Table {
    /// Adds one article by its keywords, however they are ranked.
    pub fn add(&mut self, keywords: &[Keyword]) {
        self.articles += 1;
        for keyword in keywords {
            self.total += keyword.count;
            if !self.rows.contains_key(keyword.stem.as_str()) {
                self.rows.insert(keyword.stem.as_str().into(), Row::default());
            }
            let Some(row) = self.rows.get_mut(keyword.stem.as_str()) else { continue };
            row.count += keyword.count;
            row.articles += 1;
            row.salience += grains(keyword.score);
            match row.terms.get_mut(keyword.term.as_str()) {
                Some(count) => *count += keyword.count,
                None => drop(row.terms.insert(keyword.term.as_str().into(), keyword.count)),
            }
        }
    }

    /// Adds all articles of another table.
    pub fn merge(&mut self, other: Self) {
        self.articles += other.articles;
        self.total += other.total;
        for (stem, row) in other.rows {
            self.rows.entry(stem).or_default().add(row);
        }
    }

    /// How many articles were added.
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// How many articles have a stem: its document frequency.
    pub fn articles_with(&self, stem: &str) -> usize {
        self.rows.get(stem).map_or(0, |row| row.articles)
    }

    /// Scores one article's keywords, counted by [`Ranking::Count`], by TF-IDF over this corpus, best first.
    pub fn score(&self, keywords: &mut Vec<Keyword>) {
        let total = keywords.iter().map(|keyword| keyword.count).sum();
        for keyword in keywords.iter_mut() {
            let df = self.articles_with(&keyword.stem);
            keyword.score = score_tfidf(keyword.count, total, df, self.articles);
        }
        rank(keywords, |keyword| (keyword.score, keyword.count, &keyword.term, &keyword.stem));
    }

    /// All keywords of the corpus, best first.
    pub fn ranked(&self, ranking: Ranking) -> Vec<CorpusKeyword> {
        let of_row = |(stem, row): (&str, &Row)| CorpusKeyword {
            term: row.term().to_owned(),
            stem: String::from(stem),
            count: row.count,
            articles: row.articles,
            score: match ranking {
                Ranking::Count => row.count as f64 / self.total as f64,
                Ranking::TfIdf => score_tfidf(row.count, self.total, row.articles, self.articles),
                Ranking::Salience => row.salience as f64 * GRAIN / self.articles as f64,
            },
        };
        let mut rows: Vec<_> = self.rows.iter().map(|(stem, row)| of_row((stem.as_ref(), row))).collect();
        rank(&mut rows, |row| (row.score, row.count, &row.term, &row.stem));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyword(term: &str, stem: &str, count: usize) -> Keyword {
        Keyword { term: term.into(), stem: stem.into(), count, score: count as f64 / 10.0 }
    }

    fn articles() -> [Vec<Keyword>; 3] {
        [
            vec![keyword("protests", "protest", 4), keyword("Moscow", "moscow", 1)],
            vec![keyword("protest", "protest", 3), keyword("police", "polic", 2)],
            vec![keyword("protest", "protest", 2)],
        ]
    }

    fn table(articles: &[Vec<Keyword>]) -> Table {
        let mut table = Table::default();
        for keywords in articles {
            table.add(keywords);
        }
        table
    }

    #[test]
    fn rows_add_up_over_articles() {
        let table = table(&articles());
        let rows = table.ranked(Ranking::Count);
        let row = |at: usize| (rows[at].term.as_str(), rows[at].count, rows[at].articles);
        assert_eq!([row(0), row(1), row(2)], [("protest", 9, 3), ("police", 2, 1), ("Moscow", 1, 1)]);
        assert!((rows[0].score - 0.75).abs() < 1e-9);
        assert_eq!(table.articles_with("protest"), 3);
        assert_eq!(table.articles_with("unheard"), 0);
    }

    #[test]
    fn order_of_articles_and_of_merging_changes_nothing() {
        let [one, two, three] = articles();
        let forth = table(&[one.clone(), two.clone(), three.clone()]);
        let mut back = table(&[three, one]);
        back.merge(table(&[two]));
        for ranking in [Ranking::Count, Ranking::TfIdf, Ranking::Salience] {
            assert_eq!(forth.ranked(ranking), back.ranked(ranking));
        }
    }

    #[test]
    fn tfidf_puts_what_few_articles_have_before_what_all_have() {
        let table = table(&articles());
        let mut keywords = vec![keyword("protest", "protest", 3), keyword("police", "polic", 3)];
        table.score(&mut keywords);
        assert_eq!(keywords[0].term, "police");
        assert!((keywords[1].score - 0.5).abs() < 1e-9);
    }

    #[test]
    fn an_empty_corpus_has_no_rows() {
        assert_eq!(Table::default().ranked(Ranking::TfIdf), []);
        assert!(score_tfidf(0, 0, 0, 0).abs() < 1e-9);
    }
}
