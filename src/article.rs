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
    /// The text, as given.
    pub text: String,
    /// Lines of the text that are about the article, not of it (byline, dateline date): hidden from analysis.
    pub about: Vec<Span>,
    /// Whether an extractor has already taken the article out of a page, so that cleaning would only harm.
    pub extracted: bool,
}
