//! Bytes to articles. A source may hold one article or millions: [`documents`] cuts sources into documents,
//! cheaply and in order; [`Document::read`] decodes and parses one, on any thread.

use crate::article::Article;
use crate::discover::Source;
use crate::language::Language;
use jiff::civil::Date;
use std::io::{BufRead, BufReader, Read};

/// How sources are to be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Date of articles that bring none.
    pub published: Option<Date>,
    /// Language of all articles, instead of detecting it.
    pub language: Option<Language>,
    /// Name of the field that holds the text, in JSON lines and CSV.
    pub text_field: String,
    /// Name of the field that holds the id.
    pub id_field: String,
    /// Name of the field that holds the title.
    pub title_field: String,
    /// Name of the field that holds the date.
    pub date_field: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            published: None,
            language: None,
            text_field: "text".into(),
            id_field: "id".into(),
            title_field: "title".into(),
            date_field: "published".into(),
        }
    }
}

/// An article, or a whole source, that cannot be read: where, what is wrong, what to do.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct ReadError {
    /// A path, or `path:line`.
    pub place: String,
    /// What is wrong, what happened, what to do; lower case, one line.
    pub problem: String,
}

/// One article's worth of raw input.
#[derive(Debug)]
pub struct Document {
    source: String,
    line: usize,
    bytes: Vec<u8>,
}

/// Cuts sources into documents, in order.
pub fn documents(
    sources: Vec<Source>,
    _options: &Options,
) -> impl Iterator<Item = Result<Document, ReadError>> {
    sources.into_iter().flat_map(|source| {
        let (name, input): (String, Box<dyn Read>) = match source {
            Source::Stdin => ("-".into(), Box::new(std::io::stdin())),
            Source::File(path) => {
                let name = path.display().to_string();
                match std::fs::File::open(&path) {
                    Ok(file) => (name, Box::new(file)),
                    Err(error) => {
                        let problem = error.to_string();
                        return Box::new(std::iter::once(Err(ReadError { place: name, problem })))
                            as Box<dyn Iterator<Item = _>>;
                    }
                }
            }
        };
        let lines = BufReader::new(input).split(b'\n').enumerate();
        Box::new(lines.map(move |(at, bytes)| {
            let line = at + 1;
            match bytes {
                Ok(bytes) => Ok(Document { source: name.clone(), line, bytes }),
                Err(error) => Err(ReadError { place: name.clone(), problem: error.to_string() }),
            }
        }))
    })
}

impl Document {
    /// Its size in bytes, as far as it is known before reading.
    #[expect(clippy::len_without_is_empty, reason = "a document is never asked whether it is empty")]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Decodes and parses the document.
    pub fn read(self, options: &Options) -> Result<Article, ReadError> {
        let place = format!("{}:{}", self.source, self.line);
        let value: serde_json::Value = serde_json::from_slice(&self.bytes)
            .map_err(|e| ReadError { place: place.clone(), problem: e.to_string() })?;
        let field = |name: &str| value.get(name).and_then(|v| v.as_str()).map(str::to_owned);
        let Some(text) = field(&options.text_field) else {
            return Err(ReadError {
                place,
                problem: format!("no field \"{}\"; skipped", options.text_field),
            });
        };
        Ok(Article {
            id: field(&options.id_field).unwrap_or_else(|| place.clone()),
            source: place,
            title: field(&options.title_field),
            published: field(&options.date_field).and_then(|d| d.parse().ok()).or(options.published),
            language: options.language,
            text,
            ..Article::default()
        })
    }
}
