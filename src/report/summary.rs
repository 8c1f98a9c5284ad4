//! What a whole corpus comes to: `summary.json`.

use super::record::{CorpusEntity, CorpusKeyword};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Entities of each type, and keywords, that a summary shows.
pub const TOP: usize = 20;
/// Failures that a summary tells; all are counted.
const TOLD: usize = 1000;

/// A corpus in short.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary<'g> {
    /// Articles read.
    pub articles: u64,
    /// Articles and files that could not be.
    pub skipped: u64,
    /// Articles that say what an earlier one says.
    #[serde(default)]
    pub duplicates: u64,
    /// Tokens in all articles.
    pub tokens: u64,
    /// Articles per language code; `und` where it cannot be told.
    pub languages: BTreeMap<String, u64>,
    /// The days the articles are dated.
    pub published: DateSpan,
    /// Entities known and new, how many of each type, and the commonest.
    pub entities: BTreeMap<String, TypeSummary<'g>>,
    /// The best keywords.
    pub keywords: Vec<CorpusKeyword>,
    /// What could not be read, and why; the first thousand.
    pub failures: Vec<Failure>,
}

/// The first and the last of some days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateSpan {
    /// The first, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
    /// Articles that have no date.
    pub undated: u64,
}

/// The entities of one type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeSummary<'g> {
    /// Distinct entities.
    pub distinct: u64,
    /// Their mentions.
    pub mentions: u64,
    /// The commonest.
    pub top: Vec<CorpusEntity<'g>>,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// A path, or `path:line`.
    pub place: String,
    /// What is wrong.
    pub problem: String,
}

impl<'g> Summary<'g> {
    /// Counts one more article.
    pub fn add(&mut self, tokens: usize, language: Option<&str>, published: Option<String>) {
        self.articles += 1;
        self.tokens += tokens as u64;
        let language = language.unwrap_or("und");
        match self.languages.get_mut(language) {
            Some(count) => *count += 1,
            None => _ = self.languages.insert(language.to_owned(), 1),
        }
        self.published.add(published);
    }

    /// Tells one more failure.
    pub fn fail(&mut self, place: &str, problem: &str) {
        self.skipped += 1;
        if self.failures.len() < TOLD {
            self.failures.push(Failure { place: place.to_owned(), problem: problem.to_owned() });
        }
    }

    /// Takes the entities, ranked.
    pub fn set_entities(&mut self, ranked: &[CorpusEntity<'g>]) {
        for entity in ranked {
            let of_type = self.entities.entry(entity.kind.to_string()).or_default();
            of_type.distinct += 1;
            of_type.mentions += entity.count as u64;
            if of_type.top.len() < TOP {
                of_type.top.push(entity.clone());
            }
        }
    }
}

impl DateSpan {
    fn add(&mut self, date: Option<String>) {
        let Some(date) = date else {
            self.undated += 1;
            return;
        };
        if self.first.as_ref().is_none_or(|first| date < *first) {
            self.first = Some(date.clone());
        }
        if self.last.as_ref().is_none_or(|last| date > *last) {
            self.last = Some(date);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_spans_the_days_of_its_articles() {
        let mut summary = Summary::default();
        summary.add(3, Some("en"), Some("2021-02-10".into()));
        summary.add(4, None, None);
        summary.add(5, Some("en"), Some("2019-12-31".into()));
        summary.fail("a.txt", "empty");
        assert_eq!((summary.articles, summary.tokens, summary.skipped), (3, 12, 1));
        assert_eq!(summary.languages["und"], 1);
        let span = summary.published;
        assert_eq!((span.first.as_deref(), span.last.as_deref()), (Some("2019-12-31"), Some("2021-02-10")));
        assert_eq!(span.undated, 1);
    }
}
