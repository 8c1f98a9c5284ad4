//! Records as rows of comma- or tab-separated values. A spreadsheet may ask for a byte order mark, CRLF, and cells
//! that it will not run as a formula.

use super::record::{ArticleRecord, CorpusEntity, CorpusKeyword, EntityRecord};
use super::{bytes, numbers};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

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

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// `,` or a tab.
    pub delimiter: u8,
    /// For a spreadsheet.
    pub excel: bool,
}

/// What stands in a row under one column.
#[derive(Clone, Debug)]
pub enum Cell<'c> {
    /// A text; an empty one where there is nothing to say.
    Text(Cow<'c, str>),
    /// A whole number.
    Number(usize),
    /// Any other.
    Decimal(f64),
}

impl<'c> From<Cow<'c, str>> for Cell<'c> {
    fn from(text: Cow<'c, str>) -> Self {
        Self::Text(text)
    }
}

/// Rows on their way into bytes. A report is made of millions of short cells: they are written by hand, byte for byte what
/// the crate csv writes (tested).
pub struct Rows {
    out: Vec<u8>,
    dialect: Dialect,
}

impl Rows {
    /// No rows yet.
    pub const fn new(dialect: Dialect) -> Self {
        Self { out: Vec::new(), dialect }
    }

    /// Adds a row of two cells or more.
    pub fn push<'c, C: Into<Cell<'c>>>(&mut self, cells: impl IntoIterator<Item = C>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.out.push(self.dialect.delimiter);
            }
            match cell.into() {
                Cell::Text(text) if self.dialect.excel => self.text(&safe(text)),
                Cell::Text(text) => self.text(&text),
                Cell::Number(number) => numbers::push(number, &mut self.out),
                Cell::Decimal(number) => self.decimal(number),
            }
        }
        self.out.extend_from_slice(if self.dialect.excel { b"\r\n" } else { b"\n" });
    }

    /// A text, in quotes where it must be.
    fn text(&mut self, text: &str) {
        let delimiter = self.dialect.delimiter;
        let is_quoted = bytes::any(text, |eight| {
            let ends = bytes::equal(eight, b'\n') | bytes::equal(eight, b'\r');
            ends | bytes::equal(eight, b'"') | bytes::equal(eight, delimiter)
        });
        if !is_quoted {
            self.out.extend_from_slice(text.as_bytes());
            return;
        }
        self.out.push(b'"');
        for part in text.split_inclusive('"') {
            self.out.extend_from_slice(part.as_bytes());
            if part.ends_with('"') {
                self.out.push(b'"');
            }
        }
        self.out.push(b'"');
    }

    /// A number as it is told, without a decimal where it is whole.
    fn decimal(&mut self, number: f64) {
        if !numbers::push_decimal::<6>(number, &mut self.out) {
            self.out.extend_from_slice(number.to_string().as_bytes());
        } else if self.out.ends_with(b".0") {
            self.out.truncate(self.out.len() - 2);
        }
    }

    /// The rows as bytes.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }
}

/// The header row, after a byte order mark for a spreadsheet.
pub fn header(columns: &[&'static str], dialect: Dialect) -> Vec<u8> {
    let mut rows = Rows::new(dialect);
    if dialect.excel {
        rows.out.extend_from_slice("\u{feff}".as_bytes());
    }
    rows.push(columns.iter().map(|column| text(column)));
    rows.finish()
}

/// Rows under their header.
pub fn with_header(columns: &[&'static str], rows: &[u8], dialect: Dialect) -> Vec<u8> {
    [&header(columns, dialect), rows].concat()
}

/// One row per mention.
pub fn mentions(record: &ArticleRecord<'_>, dialect: Dialect) -> Vec<u8> {
    let entities = record.entities.iter().flatten();
    let by_id: FxHashMap<&str, &EntityRecord<'_>> =
        entities.map(|entity| (entity.id.as_ref(), entity)).collect();
    let mut rows = Rows::new(dialect);
    for mention in record.mentions.iter().flatten() {
        let entity = mention.entity.as_deref().and_then(|id| by_id.get(id));
        rows.push([
            text(&record.id),
            text(&mention.kind),
            text(&mention.text),
            text(entity.map_or("", |entity| &entity.name)),
            text(mention.entity.as_deref().unwrap_or_default()),
            truth(entity.and_then(|entity| entity.known)),
            number(mention.start),
            number(mention.end),
            text(mention.value.as_deref().unwrap_or_default()),
            degrees(entity.and_then(|entity| entity.lat)),
            degrees(entity.and_then(|entity| entity.lon)),
            text(entity.and_then(|entity| entity.country.as_deref()).unwrap_or_default()),
            text(&record.source),
        ]);
    }
    rows.finish()
}

/// One row per keyword.
pub fn keywords(record: &ArticleRecord<'_>, dialect: Dialect) -> Vec<u8> {
    let mut rows = Rows::new(dialect);
    for (rank, keyword) in (1..).zip(record.keywords.iter().flatten()) {
        rows.push([
            text(&record.id),
            number(rank),
            text(&keyword.term),
            text(&keyword.stem),
            number(keyword.count),
            decimal(keyword.score),
        ]);
    }
    rows.finish()
}

/// One row per token; sentences are counted from 1.
pub fn tokens(record: &ArticleRecord<'_>, dialect: Dialect) -> Vec<u8> {
    let mut rows = Rows::new(dialect);
    for (sentence, at) in (1..).zip(record.sentences.iter().flatten()) {
        for token in &at.tokens {
            rows.push([
                text(&record.id),
                number(sentence),
                number(token.start),
                number(token.end),
                text(&token.text),
                text(&token.kind),
            ]);
        }
    }
    rows.finish()
}

/// One row per entity of the corpus.
pub fn corpus_entities(entities: &[CorpusEntity], dialect: Dialect) -> Vec<u8> {
    let mut rows = Rows::new(dialect);
    for (rank, entity) in (1..).zip(entities) {
        rows.push([
            number(rank),
            text(&entity.kind),
            text(&entity.name),
            text(&entity.id),
            number(entity.count),
            number(entity.articles),
            truth(entity.known),
            degrees(entity.lat),
            degrees(entity.lon),
            text(entity.country.as_deref().unwrap_or_default()),
        ]);
    }
    rows.finish()
}

/// One row per keyword of the corpus.
pub fn corpus_keywords(keywords: &[CorpusKeyword], dialect: Dialect) -> Vec<u8> {
    let mut rows = Rows::new(dialect);
    for (rank, keyword) in (1..).zip(keywords) {
        rows.push([
            number(rank),
            text(&keyword.term),
            text(&keyword.stem),
            number(keyword.count),
            number(keyword.articles),
            decimal(keyword.score),
        ]);
    }
    rows.finish()
}

fn text(cell: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(cell))
}

const fn number(cell: usize) -> Cell<'static> {
    Cell::Number(cell)
}

const fn decimal(cell: f64) -> Cell<'static> {
    Cell::Decimal(cell)
}

fn degrees(cell: Option<f64>) -> Cell<'static> {
    cell.map_or_else(|| text(""), decimal)
}

fn truth(cell: Option<bool>) -> Cell<'static> {
    text(cell.map_or("", |is_so| if is_so { "true" } else { "false" }))
}

/// A cell no spreadsheet takes for a formula: a number stays, what begins like a formula gets an apostrophe.
fn safe(cell: Cow<'_, str>) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula && cell.parse::<f64>().is_err() { Cow::Owned(format!("'{cell}")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-cmd", "'-cmd"),
            ("+49 30", "'+49 30"),
            ("-37.61", "-37.61"),
            ("Moscow", "Moscow"),
            ("", ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(safe(Cow::Borrowed(cell)), expected);
        }
    }

    #[test]
    fn quotes_what_needs_it_and_ends_lines_as_asked() {
        let row = || [text("a,b"), text("c\"d"), text("e\nf")];
        let bytes = |delimiter, excel| {
            let mut rows = Rows::new(Dialect { delimiter, excel });
            rows.push(row());
            String::from_utf8(rows.finish()).expect("text went in")
        };
        assert_eq!(bytes(b',', false), "\"a,b\",\"c\"\"d\",\"e\nf\"\n");
        assert_eq!(bytes(b'\t', false), "a,b\t\"c\"\"d\"\t\"e\nf\"\n");
        assert!(bytes(b',', true).ends_with("\r\n"));
    }

    fn cell() -> impl Strategy<Value = Cell<'static>> {
        prop_oneof![
            "[a-zA-Z ,\"\t\r\n;'=+@é—😀-]{0,12}".prop_map(|text| Cell::Text(text.into())),
            any::<usize>().prop_map(Cell::Number),
            any::<f64>().prop_map(Cell::Decimal),
            (-200_000_000..200_000_000_i64).prop_map(|parts| Cell::Decimal(parts as f64 / 1e6)),
        ]
    }

    /// The cells as the crate csv writes them.
    fn by_crate(rows: &[Vec<Cell<'_>>], dialect: Dialect) -> Vec<u8> {
        let end = if dialect.excel { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer =
            csv::WriterBuilder::new().delimiter(dialect.delimiter).terminator(end).from_writer(Vec::new());
        for row in rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) => text.to_string(),
                Cell::Number(number) => number.to_string(),
                Cell::Decimal(number) => number.to_string(),
            });
            let cells = cells.map(|cell| if dialect.excel { safe(cell.into()).into_owned() } else { cell });
            writer.write_record(cells).expect("a vector takes all");
        }
        writer.into_inner().expect("a vector takes all")
    }

    proptest! {
        #[test]
        fn rows_are_written_as_the_crate_writes_them(
            rows in prop::collection::vec(prop::collection::vec(cell(), 3), 0..4),
            delimiter in prop::sample::select(vec![b',', b'\t']),
            excel in any::<bool>(),
        ) {
            let dialect = Dialect { delimiter, excel };
            let mut by_hand = Rows::new(dialect);
            for row in &rows {
                by_hand.push(row.iter().cloned());
            }
            prop_assert_eq!(by_hand.finish(), by_crate(&rows, dialect));
        }
    }
}
