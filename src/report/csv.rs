//! Records as rows of comma- or tab-separated values. A spreadsheet may ask for a byte order mark, CRLF, and cells
//! that it will not run as a formula.

use super::record::{ArticleRecord, CorpusEntity, CorpusKeyword, EntityRecord};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::io;

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

/// Rows on their way into bytes.
pub struct Rows {
    writer: csv::Writer<Vec<u8>>,
    excel: bool,
}

impl Rows {
    /// No rows yet.
    pub fn new(dialect: Dialect) -> Self {
        let end = if dialect.excel { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let writer =
            csv::WriterBuilder::new().delimiter(dialect.delimiter).terminator(end).from_writer(Vec::new());
        Self { writer, excel: dialect.excel }
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// When rows differ in length.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()> {
        for cell in cells {
            let cell = if self.excel { safe(cell) } else { cell };
            self.writer.write_field(cell.as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// The rows as bytes.
    ///
    /// # Errors
    ///
    /// Never: a vector takes all.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        self.writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

/// The header row, after a byte order mark for a spreadsheet.
///
/// # Errors
///
/// Never: a vector takes all.
pub fn header(columns: &[&'static str], dialect: Dialect) -> io::Result<Vec<u8>> {
    let mut rows = Rows::new(dialect);
    rows.push(columns.iter().map(|column| Cow::Borrowed(*column)))?;
    let mark: &[u8] = if dialect.excel { "\u{feff}".as_bytes() } else { b"" };
    Ok([mark, &rows.finish()?].concat())
}

/// Rows under their header.
///
/// # Errors
///
/// That of the rows.
pub fn with_header(
    columns: &[&'static str],
    rows: io::Result<Vec<u8>>,
    dialect: Dialect,
) -> io::Result<Vec<u8>> {
    Ok([header(columns, dialect)?, rows?].concat())
}

/// One row per mention.
///
/// # Errors
///
/// Never: a vector takes all.
pub fn mentions(record: &ArticleRecord<'_>, dialect: Dialect) -> io::Result<Vec<u8>> {
    let entities = record.entities.iter().flatten();
    let by_id: FxHashMap<&str, &EntityRecord<'_>> =
        entities.map(|entity| (entity.id.as_ref(), entity)).collect();
    let mut rows = Rows::new(dialect);
    for mention in record.mentions.iter().flatten() {
        let entity = mention.entity.as_deref().and_then(|id| by_id.get(id));
        let place = |degrees: fn(&EntityRecord<'_>) -> Option<f64>| {
            optional(entity.and_then(|entity| degrees(entity)))
        };
        rows.push([
            text(&record.id),
            text(&mention.kind),
            text(&mention.text),
            text(entity.map_or("", |entity| &entity.name)),
            text(mention.entity.as_deref().unwrap_or_default()),
            optional(entity.and_then(|entity| entity.known)),
            number(mention.start),
            number(mention.end),
            text(mention.value.as_deref().unwrap_or_default()),
            place(|entity| entity.lat),
            place(|entity| entity.lon),
            text(entity.and_then(|entity| entity.country.as_deref()).unwrap_or_default()),
            text(&record.source),
        ])?;
    }
    rows.finish()
}

/// One row per keyword.
///
/// # Errors
///
/// Never: a vector takes all.
pub fn keywords(record: &ArticleRecord<'_>, dialect: Dialect) -> io::Result<Vec<u8>> {
    let mut rows = Rows::new(dialect);
    for (rank, keyword) in (1..).zip(record.keywords.iter().flatten()) {
        rows.push([
            text(&record.id),
            number(rank),
            text(&keyword.term),
            text(&keyword.stem),
            number(keyword.count),
            decimal(keyword.score),
        ])?;
    }
    rows.finish()
}

/// One row per token; sentences are counted from 1.
///
/// # Errors
///
/// Never: a vector takes all.
pub fn tokens(record: &ArticleRecord<'_>, dialect: Dialect) -> io::Result<Vec<u8>> {
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
            ])?;
        }
    }
    rows.finish()
}

/// One row per entity of the corpus.
///
/// # Errors
///
/// Never: a vector takes all.
pub fn corpus_entities(entities: &[CorpusEntity], dialect: Dialect) -> io::Result<Vec<u8>> {
    let mut rows = Rows::new(dialect);
    for (rank, entity) in (1..).zip(entities) {
        rows.push([
            number(rank),
            text(&entity.kind),
            text(&entity.name),
            text(&entity.id),
            number(entity.count),
            number(entity.articles),
            optional(entity.known),
            optional(entity.lat),
            optional(entity.lon),
            text(entity.country.as_deref().unwrap_or_default()),
        ])?;
    }
    rows.finish()
}

/// One row per keyword of the corpus.
///
/// # Errors
///
/// Never: a vector takes all.
pub fn corpus_keywords(keywords: &[CorpusKeyword], dialect: Dialect) -> io::Result<Vec<u8>> {
    let mut rows = Rows::new(dialect);
    for (rank, keyword) in (1..).zip(keywords) {
        rows.push([
            number(rank),
            text(&keyword.term),
            text(&keyword.stem),
            number(keyword.count),
            number(keyword.articles),
            decimal(keyword.score),
        ])?;
    }
    rows.finish()
}

fn text(cell: &str) -> Cow<'_, str> {
    Cow::Borrowed(cell)
}

fn number(cell: usize) -> Cow<'static, str> {
    Cow::Owned(cell.to_string())
}

fn decimal(cell: f64) -> Cow<'static, str> {
    Cow::Owned(cell.to_string())
}

fn optional(cell: Option<impl ToString>) -> Cow<'static, str> {
    cell.map_or(Cow::Borrowed(""), |cell| Cow::Owned(cell.to_string()))
}

/// A cell no spreadsheet takes for a formula: a number stays, what begins like a formula gets an apostrophe.
fn safe(cell: Cow<'_, str>) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula && cell.parse::<f64>().is_err() { Cow::Owned(format!("'{cell}")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            rows.push(row()).expect("a vector takes all");
            String::from_utf8(rows.finish().expect("a vector takes all")).expect("text went in")
        };
        assert_eq!(bytes(b',', false), "\"a,b\",\"c\"\"d\",\"e\nf\"\n");
        assert_eq!(bytes(b'\t', false), "a,b\t\"c\"\"d\"\t\"e\nf\"\n");
        assert!(bytes(b',', true).ends_with("\r\n"));
    }
}
