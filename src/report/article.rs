//! An annotated article to its record: the parts a command prints, offsets in the unit asked for. Entities come
//! commonest first, then in order of first mention; mentions in text order.

use super::merge::{self, Found};
use super::offsets::{OffsetUnit, Offsets};
use super::record::{ArticleRecord, CorpusEntity, EntityRecord, KeywordRecord, MentionRecord};
use crate::annotate::dates::Timex;
use crate::annotate::entities::{Entity, Mention};
use crate::gazetteer::{EntityType, Gazetteer};
use crate::pipeline::Annotated;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;

/// The types of mention a record keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a type of its own, in any combination")]
pub struct Types {
    /// People.
    pub person: bool,
    /// Places.
    pub place: bool,
    /// Organisations.
    pub organisation: bool,
    /// Dates.
    pub date: bool,
}

impl Types {
    /// Every type.
    pub const ALL: Self = Self { person: true, place: true, organisation: true, date: true };
    /// No type.
    pub const NONE: Self = Self { person: false, place: false, organisation: false, date: false };

    /// Whether dates alone are kept.
    pub fn only_dates(self) -> bool {
        self == Self { date: true, ..Self::NONE }
    }

    /// Whether mentions of the type of this name are kept; a type we do not know is.
    pub fn keeps(self, kind: &str) -> bool {
        match EntityType::from_name(kind) {
            Some(entity_type) => self.keep(entity_type),
            None => kind != "date" || self.date,
        }
    }

    /// Whether names of this type are kept.
    pub const fn keep(self, entity_type: EntityType) -> bool {
        match entity_type {
            EntityType::Person => self.person,
            EntityType::Place => self.place,
            EntityType::Organisation => self.organisation,
        }
    }
}

/// Which parts a record has.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a part of its own, in any combination")]
pub struct Parts {
    /// Entities and mentions.
    pub entities: bool,
    /// Keywords.
    pub keywords: bool,
    /// The text; an extracted page has it always.
    pub text: bool,
    /// The byline.
    pub byline: bool,
    /// Which types of mention are kept.
    pub types: Types,
    /// Whether mentions may overlap.
    pub all_overlaps: bool,
    /// What offsets count.
    pub offsets: OffsetUnit,
}

impl Parts {
    /// Nothing but what every record has.
    pub const NONE: Self = Self {
        entities: false,
        keywords: false,
        text: false,
        byline: false,
        types: Types::ALL,
        all_overlaps: false,
        offsets: OffsetUnit::Chars,
    };
}

/// The record of one article.
pub fn record<'a>(done: &'a Annotated<'a>, gazetteer: &'a Gazetteer, parts: &'a Parts) -> ArticleRecord<'a> {
    let article = &done.article;
    let mut record = ArticleRecord {
        id: Cow::Borrowed(&article.id),
        source: Cow::Borrowed(&article.source),
        title: article.title.as_deref().map(Cow::Borrowed),
        published: article.published.map(|date| Cow::Owned(date.to_string())),
        language: done.language.map(|language| Cow::Borrowed(language.code())),
        duplicate_of: article.duplicate_of.as_deref().map(Cow::Borrowed),
        ..ArticleRecord::default()
    };
    if parts.byline {
        record.byline = article.byline.as_deref().map(Cow::Borrowed);
    }
    if parts.text || article.extracted {
        record.text = Some(Cow::Borrowed(&article.text));
    }
    if parts.entities {
        let (entities, mentions) = Collector::new(done, gazetteer, parts).collect();
        record.entities = Some(entities);
        record.mentions = Some(mentions);
    }
    if parts.keywords {
        record.keywords = Some(done.keywords.iter().map(keyword).collect());
    }
    record
}

/// The entities of one article alone, for who counts them over a corpus.
pub fn entities(done: &Annotated, gazetteer: &Gazetteer, parts: &Parts) -> Vec<CorpusEntity> {
    let (entities, _) = Collector::new(done, gazetteer, parts).collect();
    entities.into_iter().map(CorpusEntity::from).collect()
}

fn keyword(keyword: &crate::annotate::keywords::Keyword) -> KeywordRecord<'_> {
    KeywordRecord {
        term: Cow::Borrowed(&keyword.term),
        stem: Cow::Borrowed(&keyword.stem),
        count: keyword.count,
        score: round(keyword.score),
    }
}

/// A score as records carry it: six digits are more than any ranking means, and keep records short.
pub(crate) fn round(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}

struct Collector<'a> {
    done: &'a Annotated<'a>,
    gazetteer: &'a Gazetteer,
    parts: &'a Parts,
    offsets: Offsets<'a>,
    entities: Vec<EntityRecord<'a>>,
    /// Where each name of the article stands among the entities.
    names: Vec<Option<usize>>,
    /// The same for dates, by value.
    dates: FxHashMap<&'a str, usize>,
}

impl<'a> Collector<'a> {
    fn new(done: &'a Annotated<'a>, gazetteer: &'a Gazetteer, parts: &'a Parts) -> Self {
        let offsets = Offsets::new(&done.article.text, parts.offsets);
        let names = vec![None; done.names.entities.len()];
        let entities = Vec::with_capacity(names.len() + done.timexes.len());
        let dates = FxHashMap::with_capacity_and_hasher(done.timexes.len(), FxBuildHasher);
        Self { done, gazetteer, parts, offsets, entities, names, dates }
    }

    fn collect(mut self) -> (Vec<EntityRecord<'a>>, Vec<MentionRecord<'a>>) {
        let done = self.done;
        let names = &done.names.mentions;
        let found = merge::merge(&done.article.text, names, &done.timexes, self.parts.all_overlaps);
        let mut mentions = Vec::with_capacity(found.len());
        for found in found {
            mentions.extend(match found {
                Found::Name(mention) => self.name(mention),
                Found::Date(timex) => self.date(timex),
            });
        }
        // Stable: what is named equally often stays in order of first mention.
        self.entities.sort_by_key(|entity| std::cmp::Reverse(entity.count));
        (self.entities, mentions)
    }

    fn name(&mut self, mention: &'a Mention) -> Option<MentionRecord<'a>> {
        let entity = &self.done.names.entities[mention.entity];
        if !self.parts.types.keep(entity.entity_type) {
            return None;
        }
        let number = *self.names[mention.entity].get_or_insert_with(|| {
            self.entities.push(named(entity, self.gazetteer));
            self.entities.len() - 1
        });
        self.entities[number].count += 1;
        Some(MentionRecord {
            start: self.offsets.of(mention.span.start()),
            end: self.offsets.of(mention.span.end()),
            text: Cow::Borrowed(mention.span.of(&self.done.article.text)),
            kind: Cow::Borrowed(entity.entity_type.as_str()),
            entity: Some(Cow::Borrowed(&entity.id)),
            via: Cow::Borrowed(mention.via.as_str()),
            value: None,
            timex: None,
            modifier: None,
        })
    }

    fn date(&mut self, timex: &'a Timex) -> Option<MentionRecord<'a>> {
        if !self.parts.types.date {
            return None;
        }
        if let Some(value) = &timex.value {
            let number = *self.dates.entry(value).or_insert_with(|| {
                self.entities.push(dated(value));
                self.entities.len() - 1
            });
            self.entities[number].count += 1;
        }
        Some(MentionRecord {
            start: self.offsets.of(timex.span.start()),
            end: self.offsets.of(timex.span.end()),
            text: Cow::Borrowed(timex.span.of(&self.done.article.text)),
            kind: Cow::Borrowed("date"),
            entity: timex.value.as_deref().map(|value| Cow::Owned(date_id(value))),
            via: Cow::Borrowed("grammar"),
            value: timex.value.as_deref().map(Cow::Borrowed),
            timex: Some(Cow::Borrowed(timex.kind.as_str())),
            modifier: timex.modifier.map(Cow::Borrowed),
        })
    }
}

fn named<'a>(entity: &'a Entity, gazetteer: &'a Gazetteer) -> EntityRecord<'a> {
    let mut record = EntityRecord {
        id: Cow::Borrowed(&entity.id),
        kind: Cow::Borrowed(entity.entity_type.as_str()),
        name: Cow::Borrowed(&entity.name),
        count: 0,
        known: Some(entity.listed.is_some()),
        lat: None,
        lon: None,
        country: None,
        geonames: None,
    };
    if entity.entity_type == EntityType::Place
        && let Some(listed) = entity.listed
    {
        let listed = gazetteer.entity(listed);
        (record.lat, record.lon) = (listed.lat, listed.lon);
        record.country = Some(listed.country).filter(|code| !code.is_empty()).map(Cow::Borrowed);
        record.geonames = Some(listed.geonames).filter(|&number| number != 0);
    }
    record
}

fn date_id(value: &str) -> String {
    ["date/", value].concat()
}

fn dated(value: &str) -> EntityRecord<'_> {
    EntityRecord {
        id: Cow::Owned(date_id(value)),
        kind: Cow::Borrowed("date"),
        name: Cow::Borrowed(value),
        count: 0,
        known: None,
        lat: None,
        lon: None,
        country: None,
        geonames: None,
    }
}
