//! Articles written one after the other in one form: what stands before, between and after them is settled here, so
//! that the pieces may be made on any thread.

#[cfg(feature = "parquet")]
use super::parquet;
use super::record::{ArticleRecord, CorpusEntity, CorpusKeyword};
use super::sentences::Sentences;
use super::table::Look;
use super::{csv, json, table};
use csv::Rows;
use std::io::{self, Write};

/// A form that records are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a person.
    Table(Look),
    /// One JSON array.
    Json,
    /// A JSON record per line.
    JsonLines,
    /// Rows of comma- or tab-separated values.
    Rows(csv::Dialect),
    /// The same columns in a Parquet file.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// The rows that a Parquet file is made of travel in.
#[cfg(feature = "parquet")]
const PLAIN: csv::Dialect = csv::Dialect { delimiter: b',', excel: false };

/// What of an article a table or rows show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Sentences and tokens.
    Tokens,
    /// Entities and mentions.
    Entities,
    /// Keywords.
    Keywords,
}

/// What a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Articles, or what of them is shown.
    Articles(View),
    /// Entities of a corpus.
    CorpusEntities,
    /// Keywords of a corpus.
    CorpusKeywords,
}

impl Content {
    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Articles(View::Tokens) => csv::TOKENS,
            Self::Articles(View::Entities) => csv::MENTIONS,
            Self::Articles(View::Keywords) => csv::KEYWORDS,
            Self::CorpusEntities => csv::CORPUS_ENTITIES,
            Self::CorpusKeywords => csv::CORPUS_KEYWORDS,
        }
    }
}

impl Form {
    /// One article as bytes of this form; `out` is an empty buffer to fill, which JSON and rows do.
    pub fn article(self, record: &ArticleRecord<'_>, view: View, out: Vec<u8>) -> Vec<u8> {
        match (self, view) {
            (Self::Json, _) => json::article(record, out),
            (Self::JsonLines, _) => json::line(json::article(record, out)),
            (Self::Table(look), View::Tokens) => table::tokens(record, look).into_bytes(),
            (Self::Table(look), View::Entities) => table::entities(record, look).into_bytes(),
            (Self::Table(look), View::Keywords) => table::keywords(record, look).into_bytes(),
            (Self::Rows(dialect), _) => {
                let rows = Rows::behind(out, dialect);
                let rows = match view {
                    View::Tokens => csv::tokens(record, rows),
                    View::Entities => csv::mentions(record, rows),
                    View::Keywords => csv::keywords(record, rows),
                };
                rows.finish()
            }
            #[cfg(feature = "parquet")]
            (Self::Parquet, _) => Self::Rows(PLAIN).article(record, view, out),
        }
    }

    /// The tokens of one article, whose record has no sentences yet.
    pub fn tokens<'a>(
        self,
        mut record: ArticleRecord<'a>,
        sentences: &Sentences<'a>,
        out: Vec<u8>,
    ) -> Vec<u8> {
        match self {
            Self::Json => json::with_sentences(&record, sentences, out),
            Self::JsonLines => json::line(json::with_sentences(&record, sentences, out)),
            _ => {
                record.sentences = Some(sentences.records());
                self.article(&record, View::Tokens, out)
            }
        }
    }

    /// Writes the corpus' entities; a timeline when they are dates in calendar order.
    ///
    /// # Errors
    ///
    /// What `out` says.
    pub fn corpus_entities(
        self,
        entities: &[CorpusEntity<'_>],
        timeline: bool,
        out: impl Write,
    ) -> io::Result<()> {
        match self {
            Self::Table(look) if timeline => write(out, table::timeline(entities, look).as_bytes()),
            Self::Table(look) => write(out, table::corpus_entities(entities, look).as_bytes()),
            Self::Rows(dialect) => {
                let rows = Rows::new(dialect).under(csv::CORPUS_ENTITIES);
                write(out, &csv::corpus_entities(entities, rows).finish())
            }
            Self::Json | Self::JsonLines => {
                let mut sheet = Sheet::new(self, Content::CorpusEntities, out);
                for entity in entities {
                    let mut piece = Vec::new();
                    json::write(entity, &mut piece)?;
                    sheet.push(&if self == Self::JsonLines { json::line(piece) } else { piece })?;
                }
                sheet.finish()
            }
            #[cfg(feature = "parquet")]
            Self::Parquet => {
                let rows = csv::corpus_entities(entities, Rows::new(PLAIN));
                by_columns(csv::CORPUS_ENTITIES, &rows.finish(), out)
            }
        }
    }

    /// Some of the corpus' keywords as bytes of this form, the first of them of this rank.
    pub fn corpus_keywords(self, keywords: &[CorpusKeyword], rank: usize) -> Vec<u8> {
        match self {
            Self::Table(look) => table::corpus_keywords(keywords, look).into_bytes(),
            Self::Rows(dialect) => csv::corpus_keywords(keywords, rank, Rows::new(dialect)).finish(),
            Self::Json | Self::JsonLines => {
                let between: &[u8] = if self == Self::Json { b",\n" } else { b"\n" };
                let mut out = Vec::new();
                for (at, keyword) in keywords.iter().enumerate() {
                    out.extend_from_slice(if at > 0 { between } else { b"" });
                    out = json::corpus_keyword(keyword, out);
                }
                if self == Self::JsonLines { json::line(out) } else { out }
            }
            #[cfg(feature = "parquet")]
            Self::Parquet => Self::Rows(PLAIN).corpus_keywords(keywords, rank),
        }
    }
}

/// A whole table of which the rows are there already.
#[cfg(feature = "parquet")]
fn by_columns(columns: &[&str], rows: &[u8], mut out: impl Write) -> io::Result<()> {
    let mut table = parquet::Table::new(columns)?;
    table.push(rows, &mut out)?;
    table.finish(&mut out)
}

fn write(mut out: impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(bytes)
}

/// Pieces of one form on their way out.
#[derive(Debug)]
pub struct Sheet<W> {
    form: Form,
    content: Content,
    out: W,
    pieces: usize,
    /// Whether a table names somebody no list has, marked so.
    marked: bool,
    #[cfg(feature = "parquet")]
    by_columns: Option<parquet::Table>,
}

impl<W: Write> Sheet<W> {
    /// Nothing written yet.
    pub const fn new(form: Form, content: Content, out: W) -> Self {
        Self {
            form,
            content,
            out,
            pieces: 0,
            marked: false,
            #[cfg(feature = "parquet")]
            by_columns: None,
        }
    }

    /// Has a table tell at its end what marks a name that no list has.
    pub fn has_marked(&mut self) {
        self.marked = matches!(self.form, Form::Table(_));
    }

    /// Writes the next piece, as [`Form::article`] made it.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn push(&mut self, piece: &[u8]) -> io::Result<()> {
        #[cfg(feature = "parquet")]
        if self.form == Form::Parquet {
            let (table, out) = self.by_columns()?;
            return table.push(piece, out);
        }
        match (self.form, self.pieces) {
            (Form::Json, 0) => self.out.write_all(b"[\n")?,
            (Form::Json, _) => self.out.write_all(b",\n")?,
            (Form::Rows(dialect), 0) => self.out.write_all(&csv::header(self.content.columns(), dialect))?,
            _ => {}
        }
        self.pieces += 1;
        self.out.write_all(piece)
    }

    /// Writes what stands at the end, and at the beginning if nothing came.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn finish(&mut self) -> io::Result<()> {
        #[cfg(feature = "parquet")]
        if self.form == Form::Parquet {
            let (table, out) = self.by_columns()?;
            return table.finish(out);
        }
        match (self.form, self.pieces) {
            (Form::Table(look), _) if self.marked => self.out.write_all(table::legend(look).as_bytes()),
            (Form::Table(look), 0) if self.content == Content::CorpusKeywords => {
                self.out.write_all(table::corpus_keywords(&[], look).as_bytes())
            }
            (Form::Json, 0) => self.out.write_all(b"[]\n"),
            (Form::Json, _) => self.out.write_all(b"\n]\n"),
            (Form::Rows(dialect), 0) => self.out.write_all(&csv::header(self.content.columns(), dialect)),
            _ => Ok(()),
        }
    }

    #[cfg(feature = "parquet")]
    fn by_columns(&mut self) -> io::Result<(&mut parquet::Table, &mut W)> {
        let table = match self.by_columns.take() {
            Some(table) => table,
            None => parquet::Table::new(self.content.columns())?,
        };
        Ok((self.by_columns.insert(table), &mut self.out))
    }

    /// The writer.
    pub fn into_inner(self) -> W {
        self.out
    }
}
