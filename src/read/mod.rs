//! Bytes to articles. A source may hold one article or millions: [`documents()`] cuts sources into documents,
//! cheaply and in order; [`Document::read`] decodes and parses one, on any thread.

mod byline;
mod decode;
mod documents;
mod entries;
mod export;
mod feed;
mod fields;
mod flat;
pub(crate) mod format;
mod head_words;
mod html;
mod http;
mod lines;
pub(crate) mod open;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "no_parquet.rs"]
mod parquet;
mod plain;
mod record;
mod rows;
mod table;
mod tar;
#[cfg(test)]
mod tests;
mod values;
mod warc;
mod written_date;
mod zip;

pub use crate::discover::ReadError;
pub use decode::encoding;
pub use documents::{Documents, documents};
pub use format::{Format, is_known as has_known_ending};

use crate::article::Article;
use crate::discover::{Source, told};
use crate::language::Language;
use encoding_rs::Encoding;
use fields::Fields;
use jiff::civil::Date;
use open::Meter;
use std::fmt::{self, Display};
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Opens a source and unpacks it: `.gz`, `.zst`, `.bz2`, `.xz`, told by its bytes.
///
/// # Errors
///
/// When it cannot be opened or is packed in a broken way.
pub fn open(source: &Source) -> io::Result<Box<dyn BufRead + Send>> {
    open::open(source, &Meter::default())
}

/// How sources are to be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Format of all sources; told from name and content where `None`.
    pub input_format: Option<Format>,
    /// Encoding of all sources; told from the bytes where `None`. [`encoding`] gives it for a label.
    pub encoding: Option<&'static Encoding>,
    /// Date of articles that bring none.
    pub published: Option<Date>,
    /// Language of all articles, instead of detecting it.
    pub language: Option<Language>,
    /// Name of the field that holds the text, in JSON and tables.
    pub text_field: String,
    /// Name of the field that holds the id.
    pub id_field: String,
    /// Name of the field that holds the title.
    pub title_field: String,
    /// Name of the field that holds the date.
    pub date_field: String,
    /// Largest article in bytes, unpacked: one file, one line, one row, one page.
    pub max_article_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            input_format: None,
            encoding: None,
            published: None,
            language: None,
            text_field: "text".into(),
            id_field: "id".into(),
            title_field: "title".into(),
            date_field: "published".into(),
            max_article_bytes: 64 << 20,
        }
    }
}

/// One article's worth of raw input.
#[derive(Debug)]
pub struct Document {
    origin: Arc<Origin>,
    at: At,
    body: Body,
    len: usize,
}

/// The source a document was cut from.
#[derive(Debug)]
struct Origin {
    name: String,
    stem: String,
}

/// Where in its source a document lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// It is the whole source.
    Whole,
    /// On this line, or from this line on; the first is 1.
    Line(u64),
    /// At this place in a list; the first is 0.
    Index(u64),
    /// From this byte of the file on: where its packed member starts, or itself.
    Offset(u64),
}

/// What a document is before it is read.
#[derive(Debug)]
enum Body {
    /// A file of one article, opened by whoever reads it.
    Unopened(PathBuf, Format),
    /// One article's bytes.
    Whole(Vec<u8>, Format),
    /// A JSON object.
    Record(Vec<u8>),
    /// Named fields.
    Fields(Box<Fields>),
    /// A file out of an archive, its path and its bytes: to be cut in its turn.
    Entry(String, Vec<u8>),
    /// A page out of an archive.
    Page(Box<warc::Page>),
}

/// A document without its source.
#[derive(Debug)]
struct Piece {
    at: At,
    body: Body,
    len: usize,
}

/// What is wrong at a place of a source.
#[derive(Debug)]
struct Problem {
    at: At,
    problem: String,
}

impl Problem {
    fn whole(problem: impl Into<String>) -> Self {
        let problem = problem.into();
        Self { at: At::Whole, problem }
    }

    fn too_large(at: At, limit: u64) -> Self {
        let problem = too_large(limit);
        Self { at, problem }
    }

    fn cut_off(error: &std::io::Error, reached: &str) -> Self {
        let told = told(error);
        Self::whole(format!("cut off at {reached} ({told}); what came before was read"))
    }
}

fn too_large(limit: u64) -> String {
    format!("larger than {}; skipped (raise --max-article-size)", told_size(limit))
}

fn told_size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..0x10_0000 => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}

impl Origin {
    fn of(source: &Source) -> Self {
        match source {
            Source::Stdin => Self { name: "-".into(), stem: "stdin".into() },
            Source::File(path) => Self { name: path.display().to_string(), stem: format::stem(path) },
        }
    }

    #[cfg(test)]
    fn named(path: &str) -> Self {
        Self::of(&Source::File(path.into()))
    }

    /// The place as messages and reports tell it.
    fn place(&self, at: At) -> String {
        let name = &self.name;
        match at {
            At::Whole => name.clone(),
            At::Line(line) => format!("{name}:{line}"),
            At::Index(index) => format!("{name}[{index}]"),
            At::Offset(offset) => format!("{name}@{offset}"),
        }
    }

    /// The id of a document that brings none.
    fn id(&self, at: At) -> String {
        let stem = &self.stem;
        match at {
            At::Whole => plain::date_of_stem(stem).1.to_owned(),
            At::Line(line) => format!("{stem}:{line}"),
            At::Index(index) => format!("{stem}:{}", index + 1),
            At::Offset(offset) => format!("{stem}@{offset}"),
        }
    }
}

/// Where a document lies, put into words only when it is told.
struct Place {
    origin: Arc<Origin>,
    at: At,
}

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin.place(self.at))
    }
}

impl Document {
    /// Its size in bytes: of a file of one article as it lies on disk, else of the piece cut out.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds no bytes.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The place as messages tell it: a path, `path:line`.
    pub fn place(&self) -> impl Display + use<> {
        Place { origin: Arc::clone(&self.origin), at: self.at }
    }

    /// Decodes and parses the document.
    ///
    /// # Errors
    ///
    /// When it cannot be opened, is not text, is larger than allowed or holds no article.
    pub fn read(self, options: &Options) -> Result<Article, ReadError> {
        let (origin, at) = (self.origin, self.at);
        let fail = |problem: String| ReadError::new(origin.place(at), problem);
        match self.body {
            Body::Unopened(path, format) => {
                let bytes = read_file(&path, options).map_err(fail)?;
                read_one(bytes, format, &origin, options).map_err(fail)
            }
            Body::Whole(bytes, format) => read_one(bytes, format, &origin, options).map_err(fail),
            Body::Record(bytes) => record::read(bytes, &origin, at, options),
            Body::Fields(fields) => fields.into_article(&origin, at, options),
            Body::Entry(path, _) => Err(fail(format!("{path}: a file in an archive; not cut"))),
            Body::Page(page) => page.read(&origin, at, options),
        }
    }
}

fn read_file(path: &Path, options: &Options) -> Result<Vec<u8>, String> {
    let limit = options.max_article_bytes;
    open(&Source::File(path.to_owned()))
        .and_then(|input| open::read_whole(input, limit))
        .map_err(|error| format!("{}; skipped", told(&error)))?
        .ok_or_else(|| too_large(limit))
}

const SEEMS_JSON: &str = "JSON, by its looks; read as one text (name it .jsonl, or set --input-format jsonl)";

fn read_one(bytes: Vec<u8>, format: Format, origin: &Origin, options: &Options) -> Result<Article, String> {
    if bytes.is_empty() {
        return Err("empty; skipped".into());
    }
    // A name may say less than the bytes: a saved page called `.txt`.
    let told = match options.input_format {
        None if format == Format::Text => format::by_content(&bytes[..bytes.len().min(4096)], &[]),
        _ => format,
    };
    let article = match told {
        Format::Html => html::read(bytes, None, origin, At::Whole, options),
        Format::JsonLines | Format::Json => {
            plain::read(bytes, origin, At::Whole, options).map(|mut article| {
                article.warnings.push(SEEMS_JSON.into());
                article
            })
        }
        _ => plain::read(bytes, origin, At::Whole, options),
    };
    article.map_err(|problem| format!("{problem}; skipped"))
}
