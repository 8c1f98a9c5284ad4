//! Records as rows of comma- or tab-separated values: the tables of the contract. What many rows have in common is
//! written once.

mod rows;

pub use rows::{Dialect, Rows, header};

use super::record::{ArticleRecord, CorpusEntity, CorpusKeyword, EntityRecord};
use rows::cell;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Columns of a table of mentions.
pub const MENTIONS: &[&str] = &[
    "article_id",
    "type",
    "text",
    "name",
    "entity",
    "known",
    "start",
    "end",
    "value",
    "lat",
    "lon",
    "country",
    "source",
];
/// Columns of a table of keywords, per article.
pub const KEYWORDS: &[&str] = &["article_id", "rank", "term", "stem", "count", "score"];
/// Columns of a table of tokens.
pub const TOKENS: &[&str] = &["article_id", "sentence", "start", "end", "text", "kind"];
/// Columns of a table of the corpus' keywords.
pub const CORPUS_KEYWORDS: &[&str] = &["rank", "term", "stem", "count", "articles", "score"];
/// Columns of a table of the corpus' entities.
pub const CORPUS_ENTITIES: &[&str] =
    &["rank", "type", "name", "entity", "count", "articles", "known", "lat", "lon", "country"];

/// About how many bytes the cells of an entity take.
const ENTITY_CELLS: usize = 64;

/// What the rows of its mentions say of each entity, written once.
struct Described<'r> {
    cells: Rows,
    /// By id: where name, id and whether it is known stand among the cells, and then, up to where, its place on the map.
    places: FxHashMap<&'r str, (usize, usize, usize)>,
}

impl<'r> Described<'r> {
    fn new(record: &'r ArticleRecord<'_>, dialect: Dialect) -> Self {
        let entities = record.entities.as_deref().unwrap_or_default();
        let places = FxHashMap::with_capacity_and_hasher(entities.len() + 1, FxBuildHasher);
        let cells = Rows::behind(Vec::with_capacity(entities.len() * ENTITY_CELLS), dialect);
        let mut described = Self { cells, places };
        for entity in entities {
            described.add(&entity.id, Some(entity));
        }
        described
    }

    fn add(&mut self, id: &'r str, entity: Option<&EntityRecord<'_>>) -> (usize, usize, usize) {
        let cells = &mut self.cells;
        let start = cells.out.len();
        cells.text(entity.map_or("", |entity| &entity.name));
        cells.text(id);
        cells.word(truth(entity.and_then(|entity| entity.known)));
        let on_map = cells.out.len();
        cells.degrees(entity.and_then(|entity| entity.lat));
        cells.degrees(entity.and_then(|entity| entity.lon));
        cells.text(entity.and_then(|entity| entity.country.as_deref()).unwrap_or_default());
        let place = (start, on_map, cells.out.len());
        self.places.insert(id, place);
        place
    }

    /// The cells of an entity before those of a mention, and those behind them.
    fn of(&mut self, id: &'r str) -> (&[u8], &[u8]) {
        let known = self.places.get(id).copied();
        let (start, on_map, end) = known.unwrap_or_else(|| self.add(id, None));
        (&self.cells.out[start..on_map], &self.cells.out[on_map..end])
    }
}

/// One row per mention.
#[must_use]
pub fn mentions(record: &ArticleRecord<'_>, mut rows: Rows) -> Rows {
    let (id, source) = (cell(&record.id, rows.dialect), cell(&record.source, rows.dialect));
    let mut entities = Described::new(record, rows.dialect);
    for mention in record.mentions.iter().flatten() {
        let (entity, on_map) = entities.of(mention.entity.as_deref().unwrap_or_default());
        rows.cells(&id);
        rows.word(&mention.kind);
        rows.text(&mention.text);
        rows.cells(entity);
        rows.number(mention.start);
        rows.number(mention.end);
        match &mention.value {
            Some(value) => rows.text(value),
            None => rows.word(""),
        }
        rows.cells(on_map);
        rows.cells(&source);
        rows.end();
    }
    rows
}

/// One row per keyword.
#[must_use]
pub fn keywords(record: &ArticleRecord<'_>, mut rows: Rows) -> Rows {
    let id = cell(&record.id, rows.dialect);
    let mut last = None;
    for (rank, keyword) in (1..).zip(record.keywords.iter().flatten()) {
        rows.cells(&id);
        rows.number(rank);
        rows.text(&keyword.term);
        rows.text(&keyword.stem);
        let start = rows.out.len();
        // Most have the numbers of the one before them.
        let numbers = (keyword.count, keyword.score.to_bits());
        match last {
            Some((of_last, end)) if of_last == numbers => rows.out.extend_from_within(end),
            _ => {
                rows.number(keyword.count);
                rows.decimal(keyword.score);
                rows.end();
            }
        }
        last = Some((numbers, start..rows.out.len()));
    }
    rows
}

/// One row per token; sentences are counted from 1.
#[must_use]
pub fn tokens(record: &ArticleRecord<'_>, mut rows: Rows) -> Rows {
    let id = cell(&record.id, rows.dialect);
    for (sentence, at) in (1..).zip(record.sentences.iter().flatten()) {
        for token in &at.tokens {
            rows.cells(&id);
            rows.number(sentence);
            rows.number(token.start);
            rows.number(token.end);
            rows.text(&token.text);
            rows.word(&token.kind);
            rows.end();
        }
    }
    rows
}

/// One row per entity of the corpus.
#[must_use]
pub fn corpus_entities(entities: &[CorpusEntity<'_>], mut rows: Rows) -> Rows {
    for (rank, entity) in (1..).zip(entities) {
        rows.number(rank);
        rows.word(&entity.kind);
        rows.text(&entity.name);
        rows.text(&entity.id);
        rows.number(entity.count);
        rows.number(entity.articles);
        rows.word(truth(entity.known));
        rows.degrees(entity.lat);
        rows.degrees(entity.lon);
        rows.text(entity.country.as_deref().unwrap_or_default());
        rows.end();
    }
    rows
}

/// One row per keyword of the corpus, the first of them of this rank.
#[must_use]
pub fn corpus_keywords(keywords: &[CorpusKeyword], rank: usize, mut rows: Rows) -> Rows {
    for (rank, keyword) in (rank..).zip(keywords) {
        rows.number(rank);
        rows.text(&keyword.term);
        rows.text(&keyword.stem);
        rows.number(keyword.count);
        rows.number(keyword.articles);
        rows.decimal(keyword.score);
        rows.end();
    }
    rows
}

const fn truth(cell: Option<bool>) -> &'static str {
    match cell {
        Some(true) => "true",
        Some(false) => "false",
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::rows::tests::{Cell, by_crate, dialect};
    use super::*;
    use crate::report::record::{KeywordRecord, MentionRecord};
    use proptest::prelude::*;
    use std::borrow::Cow;

    fn texts(row: impl IntoIterator<Item = String>) -> Vec<Cell> {
        row.into_iter().map(Cell::Text).collect()
    }

    proptest! {
        #[test]
        fn cells_written_before_are_those_of_a_plain_row(
            (id, source) in ("[a,=\"]{1,4}", "[a,=\"]{1,4}"),
            ids in prop::collection::vec("[ab,=]{1,2}", 0..4),
            named in prop::collection::vec((prop::option::of("[abc,=]{1,2}"), 0..99_usize), 0..6),
            dialect in dialect(),
        ) {
            let entity = |id: &String| EntityRecord {
                id: id.clone().into(),
                kind: "place".into(),
                name: format!("of {id}").into(),
                count: 1,
                known: Some(id.len() > 1),
                lat: Some(1.5),
                lon: None,
                country: Some(id.clone().into()),
                geonames: None,
            };
            let mention = |(entity, at): &(Option<String>, usize)| MentionRecord {
                start: *at,
                end: at + 1,
                text: "=text".into(),
                kind: "place".into(),
                entity: entity.clone().map(Cow::Owned),
                via: "gazetteer".into(),
                value: None,
                timex: None,
                modifier: None,
            };
            let record = ArticleRecord {
                id: id.clone().into(),
                source: source.clone().into(),
                entities: Some(ids.iter().map(entity).collect()),
                mentions: Some(named.iter().map(mention).collect()),
                ..ArticleRecord::default()
            };
            let row = |(of, at): &(Option<String>, usize)| {
                let listed = of.as_ref().filter(|of| ids.contains(of));
                let known = listed.map_or("", |id| truth(Some(id.len() > 1)));
                texts([
                    id.clone(),
                    "place".into(),
                    "=text".into(),
                    listed.map_or(String::new(), |id| format!("of {id}")),
                    of.clone().unwrap_or_default(),
                    known.into(),
                    at.to_string(),
                    (at + 1).to_string(),
                    String::new(),
                    listed.map_or(String::new(), |_| "1.5".into()),
                    String::new(),
                    listed.cloned().unwrap_or_default(),
                    source.clone(),
                ])
            };
            let plain: Vec<_> = named.iter().map(row).collect();
            prop_assert_eq!(mentions(&record, Rows::new(dialect)).finish(), by_crate(&plain, dialect));
        }

        #[test]
        fn numbers_written_before_are_those_of_a_plain_row(
            counted in prop::collection::vec((1..3_usize, 1..3_u32), 0..9),
            dialect in dialect(),
        ) {
            let keyword = |&(count, score): &(usize, u32)| KeywordRecord {
                term: "a,b".into(),
                stem: "=b".into(),
                count,
                score: 1.0 / f64::from(score),
            };
            let record = ArticleRecord {
                id: "id".into(),
                keywords: Some(counted.iter().map(keyword).collect()),
                ..ArticleRecord::default()
            };
            let row = |(rank, &(count, score)): (usize, &(usize, u32))| {
                let score = (1.0 / f64::from(score)).to_string();
                texts(["id".into(), rank.to_string(), "a,b".into(), "=b".into(), count.to_string(), score])
            };
            let plain: Vec<_> = (1..).zip(&counted).map(row).collect();
            prop_assert_eq!(keywords(&record, Rows::new(dialect)).finish(), by_crate(&plain, dialect));
        }
    }
}
