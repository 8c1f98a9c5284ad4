//! An annotated article to its record: the parts a command prints, offsets in the unit asked for. Entities come
//! commonest first, then in order of first mention; mentions in text order.

use super::merge::{self, Found};
use super::offsets::{OffsetUnit, Offsets};
use super::record::{ArticleRecord, CorpusEntity, EntityRecord, KeywordRecord, MentionRecord};
use crate::annotate::entities::Entity;
use crate::gazetteer::{EntityType, Gazetteer};
use crate::pipeline::Annotated;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::cmp::Reverse;

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
pub fn record<'a>(done: &'a Annotated<'_>, gazetteer: &'a Gazetteer, parts: &Parts) -> ArticleRecord<'a> {
    let article = &done.article;
    let mut record = ArticleRecord {
        id: Cow::Borrowed(&article.id),
        source: Cow::Borrowed(&article.source),
        title: article.title.as_deref().map(Cow::Borrowed),
        published: article.published.map(|date| Cow::Owned(date.to_string())),
        language: done.language.map(|language| Cow::Borrowed(language.code())),
        url: article.url.as_deref().map(Cow::Borrowed),
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
        let found = found(done, parts);
        let entities = counted(done, &found);
        record.entities = Some(entities.into_iter().map(|entity| entity.record(gazetteer)).collect());
        record.mentions = Some(mentions(done, &found, parts.offsets));
    }
    if parts.keywords {
        record.keywords = Some(done.keywords.iter().map(keyword).collect());
    }
    record
}

/// The entities of one article alone, for who counts them over a corpus. They outlive it, as lists do.
pub fn entities<'g>(done: &Annotated<'g>, gazetteer: &'g Gazetteer, parts: &Parts) -> Vec<CorpusEntity<'g>> {
    let entities = counted(done, &found(done, parts));
    entities.into_iter().map(|entity| entity.lasting_record(gazetteer).into()).collect()
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

/// The mentions of an article that are told, in text order.
fn found<'a>(done: &'a Annotated<'_>, parts: &Parts) -> Vec<Found<'a>> {
    let mut found = merge::merge(&done.article.text, &done.names.mentions, &done.timexes, parts.all_overlaps);
    if parts.types != Types::ALL {
        found.retain(|found| match found {
            Found::Name(mention) => parts.types.keep(done.names.entities[mention.entity].entity_type),
            Found::Date(_) => parts.types.date,
        });
    }
    found
}

/// An entity that an article names, and how often.
struct Counted<'a, 'g> {
    of: Of<'a, 'g>,
    count: usize,
}

enum Of<'a, 'g> {
    Name(&'a Entity<'g>),
    /// By its value.
    Date(&'a str),
}

/// The entities of these mentions: commonest first, then in order of first mention.
fn counted<'a, 'g>(done: &'a Annotated<'g>, found: &[Found<'a>]) -> Vec<Counted<'a, 'g>> {
    let mut entities: Vec<Counted<'a, 'g>> =
        Vec::with_capacity(done.names.entities.len() + done.timexes.len());
    // Where each name of the article stands among them, and each date.
    let mut names: Vec<Option<usize>> = vec![None; done.names.entities.len()];
    let mut dates = FxHashMap::with_capacity_and_hasher(done.timexes.len(), FxBuildHasher);
    for found in found {
        let (place, of) = match found {
            Found::Name(mention) => {
                (&mut names[mention.entity], Of::Name(&done.names.entities[mention.entity]))
            }
            Found::Date(timex) => match &timex.value {
                Some(value) => (dates.entry(value.as_str()).or_default(), Of::Date(value)),
                None => continue,
            },
        };
        let at = *place.get_or_insert(entities.len());
        if at == entities.len() {
            entities.push(Counted { of, count: 0 });
        }
        entities[at].count += 1;
    }
    // Stable: what is named equally often stays in order of first mention.
    entities.sort_by_key(|entity| Reverse(entity.count));
    entities
}

impl<'a, 'g> Counted<'a, 'g> {
    /// Its record, which borrows from the article.
    fn record(self, gazetteer: &'a Gazetteer) -> EntityRecord<'a> {
        match self.of {
            Of::Name(name) => named(name, (&*name.id).into(), (&*name.name).into(), self.count, gazetteer),
            Of::Date(value) => dated(value.into(), self.count),
        }
    }

    /// Its record, which borrows from the lists alone.
    fn lasting_record(self, gazetteer: &'g Gazetteer) -> EntityRecord<'g> {
        match self.of {
            Of::Name(name) => named(name, name.id.clone(), name.name.clone(), self.count, gazetteer),
            Of::Date(value) => dated(value.to_owned().into(), self.count),
        }
    }
}

fn named<'r>(
    entity: &Entity<'_>,
    id: Cow<'r, str>,
    name: Cow<'r, str>,
    count: usize,
    gazetteer: &'r Gazetteer,
) -> EntityRecord<'r> {
    let kind = entity.entity_type.as_str().into();
    let known = Some(entity.listed.is_some());
    let mut record =
        EntityRecord { id, kind, name, count, known, lat: None, lon: None, country: None, geonames: None };
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

fn dated(value: Cow<'_, str>, count: usize) -> EntityRecord<'_> {
    EntityRecord {
        id: date_id(&value).into(),
        kind: "date".into(),
        name: value,
        count,
        known: None,
        lat: None,
        lon: None,
        country: None,
        geonames: None,
    }
}

fn date_id(value: &str) -> String {
    ["date/", value].concat()
}

fn mentions<'a>(done: &'a Annotated<'_>, found: &[Found<'a>], unit: OffsetUnit) -> Vec<MentionRecord<'a>> {
    let text = &done.article.text;
    let mut offsets = Offsets::new(text, unit);
    let record = |found: &Found<'a>| {
        let span = found.span();
        let mention = MentionRecord {
            start: offsets.of(span.start()),
            end: offsets.of(span.end()),
            text: span.of(text).into(),
            kind: "date".into(),
            entity: None,
            via: "grammar".into(),
            value: None,
            timex: None,
            modifier: None,
        };
        match found {
            Found::Name(name) => {
                let entity = &done.names.entities[name.entity];
                let kind = entity.entity_type.as_str().into();
                let entity = Some(Cow::Borrowed(&*entity.id));
                MentionRecord { kind, entity, via: name.via.as_str().into(), ..mention }
            }
            Found::Date(timex) => MentionRecord {
                entity: timex.value.as_deref().map(|value| date_id(value).into()),
                value: timex.value.as_deref().map(Cow::Borrowed),
                timex: Some(timex.kind.as_str().into()),
                modifier: timex.modifier.map(Cow::Borrowed),
                ..mention
            },
        }
    };
    found.iter().map(record).collect()
}
