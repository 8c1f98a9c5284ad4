//! The records of the contract: one article, its entities, mentions, keywords, sentences.

use serde::{Deserialize, Serialize};

/// One article's record. Parts that a command does not print are `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleRecord {
    /// Names the article.
    pub id: String,
    /// Path, `path:line`, or `-`.
    pub source: String,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Document creation time, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// ISO 639 code.
    pub language: Option<String>,
    /// The text offsets point into; with `--with-text`, and always for extracted pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Sentences with their tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<SentenceRecord>>,
    /// The entities the article names, commonest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<EntityRecord>>,
    /// Every mention, in text order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Vec<MentionRecord>>,
    /// Keywords, best first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keywords: Option<Vec<KeywordRecord>>,
}

/// A sentence and its tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceRecord {
    /// First character, in the unit of `--offsets`.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its tokens.
    pub tokens: Vec<TokenRecord>,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenRecord {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// As written.
    pub text: String,
    /// `word`, `number`, `punctuation`, ...
    pub kind: String,
}

/// An entity the article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityRecord {
    /// `type/slug`; for dates `date/VALUE`.
    pub id: String,
    /// `person`, `place`, `organisation`, `date`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Canonical name; for dates the value.
    pub name: String,
    /// Mentions in this article.
    pub count: usize,
    /// Whether the gazetteer lists it; absent for dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<bool>,
    /// Latitude in degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Longitude in degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// GeoNames id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
}

/// One occurrence of a name or date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MentionRecord {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// As written.
    pub text: String,
    /// `person`, `place`, `organisation`, `date`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The entity's id; absent for a date that cannot be resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// `gazetteer`, `short-form`, `context`, `grammar`.
    pub via: String,
    /// TIMEX3 value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// TIMEX3 type: `DATE`, `TIME`, `DURATION`, `SET`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timex: Option<String>,
    /// TIMEX3 modifier.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
}

/// A keyword of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeywordRecord {
    /// The commonest surface form.
    pub term: String,
    /// What the stemmer returns.
    pub stem: String,
    /// Occurrences in this article.
    pub count: usize,
    /// What `--rank` orders by.
    pub score: f64,
}
