//! One article as read: its text as given, and what its source says about it.

use crate::language::Language;
use crate::span::Span;
use jiff::civil::Date;

/// One article. Every span and offset points into `text`, which is never altered after reading.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Names the article in reports: a file's stem, or the record's id field.
    pub id: String,
    /// Where it came from: a path, `path:line`, or `-` for standard input.
    pub source: String,
    /// Its headline, from a field or the first line of the text.
    pub title: Option<String>,
    /// Who wrote it, as the source says.
    pub byline: Option<String>,
    /// Document creation time: the day the article is dated.
    pub published: Option<Date>,
    /// Its language, where the source or the user says so; else it is detected.
    pub language: Option<Language>,
    /// Address it was published at, where the source says so.
    pub url: Option<String>,
    /// Name of the site or paper that published it, where the source says so.
    pub site: Option<String>,
    /// The text, as given.
    pub text: String,
    /// Lines of the text that are about the article, not of it (byline, dateline date): hidden from analysis.
    pub about: Vec<Span>,
    /// Whether an extractor has already taken the article out of a page, so that cleaning would only harm.
    pub extracted: bool,
    /// Encoding the text was decoded from, where it was not UTF-8.
    pub encoding: Option<&'static str>,
    /// The id of an earlier article that says the same, where such are looked for.
    pub duplicate_of: Option<String>,
    /// What was not as it should be, though the article could be read: a wrong date, a guessed encoding.
    pub warnings: Vec<String>,
}
