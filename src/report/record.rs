//! The records of the contract: one article, its entities, mentions, keywords, sentences; and the rows of a corpus.
//! They borrow from the article where they are made, and own their text where they are read back.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One article's record. Parts that a command does not print are `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleRecord<'a> {
    /// Names the article.
    pub id: Cow<'a, str>,
    /// Path, `path:line`, or `-`.
    pub source: Cow<'a, str>,
    /// Headline.
    pub title: Option<Cow<'a, str>>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<Cow<'a, str>>,
    /// Address it was published at; where the source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Cow<'a, str>>,
    /// Document creation time, `YYYY-MM-DD`.
    pub published: Option<Cow<'a, str>>,
    /// ISO 639 code.
    pub language: Option<Cow<'a, str>>,
    /// The id of the first article that says the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<Cow<'a, str>>,
    /// The text offsets point into; with `--with-text`, and always for extracted pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// Sentences with their tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<SentenceRecord<'a>>>,
    /// The entities the article names, commonest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<EntityRecord<'a>>>,
    /// Every mention, in text order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Vec<MentionRecord<'a>>>,
    /// Keywords, best first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keywords: Option<Vec<KeywordRecord<'a>>>,
}

/// A sentence and its tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceRecord<'a> {
    /// First character, in the unit of `--offsets`.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its tokens.
    pub tokens: Vec<TokenRecord<'a>>,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenRecord<'a> {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// As written.
    pub text: Cow<'a, str>,
    /// `word`, `number`, `punctuation`, ...
    pub kind: Cow<'a, str>,
}

/// An entity the article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityRecord<'a> {
    /// `type/slug`; for dates `date/VALUE`.
    pub id: Cow<'a, str>,
    /// `person`, `place`, `organisation`, `date`.
    #[serde(rename = "type")]
    pub kind: Cow<'a, str>,
    /// Canonical name; for dates the value.
    pub name: Cow<'a, str>,
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
    pub country: Option<Cow<'a, str>>,
    /// `GeoNames` id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
}

/// One occurrence of a name or date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MentionRecord<'a> {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// As written.
    pub text: Cow<'a, str>,
    /// `person`, `place`, `organisation`, `date`.
    #[serde(rename = "type")]
    pub kind: Cow<'a, str>,
    /// The entity's id; absent for a date that cannot be resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<Cow<'a, str>>,
    /// `gazetteer`, `short-form`, `context`, `grammar`.
    pub via: Cow<'a, str>,
    /// TIMEX3 value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Cow<'a, str>>,
    /// TIMEX3 type: `DATE`, `TIME`, `DURATION`, `SET`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timex: Option<Cow<'a, str>>,
    /// TIMEX3 modifier.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Cow<'a, str>>,
}

/// A keyword of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeywordRecord<'a> {
    /// The commonest surface form.
    pub term: Cow<'a, str>,
    /// What the stemmer returns.
    pub stem: Cow<'a, str>,
    /// Occurrences in this article.
    pub count: usize,
    /// What `--rank` orders by.
    pub score: f64,
}

/// An entity and what the whole corpus says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorpusEntity<'a> {
    /// `type/slug`; for dates `date/VALUE`.
    pub id: Cow<'a, str>,
    /// `person`, `place`, `organisation`, `date`.
    #[serde(rename = "type")]
    pub kind: Cow<'a, str>,
    /// Canonical name; for dates the value.
    pub name: Cow<'a, str>,
    /// Mentions in all articles together.
    pub count: usize,
    /// Articles that name it.
    pub articles: usize,
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
    pub country: Option<Cow<'a, str>>,
    /// `GeoNames` id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
}

impl<'a> From<EntityRecord<'a>> for CorpusEntity<'a> {
    /// What one article says of the entity.
    fn from(entity: EntityRecord<'a>) -> Self {
        Self {
            id: entity.id,
            kind: entity.kind,
            name: entity.name,
            count: entity.count,
            articles: 1,
            known: entity.known,
            lat: entity.lat,
            lon: entity.lon,
            country: entity.country,
            geonames: entity.geonames,
        }
    }
}

/// A keyword of the whole corpus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorpusKeyword {
    /// The commonest surface form.
    pub term: String,
    /// What the stemmer returns.
    pub stem: String,
    /// Occurrences in all articles together.
    pub count: usize,
    /// Articles that hold it: its document frequency.
    pub articles: usize,
    /// What `--rank` orders by.
    pub score: f64,
}
