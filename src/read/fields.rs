//! Named fields to an article: what JSON records, rows of a table and entries of a feed have in common.

use super::{At, Options, Origin, ReadError, written_date};
use crate::article::Article;
use crate::language::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The date a record brings.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stamp {
    /// Written out.
    Text(String),
    /// Seconds or milliseconds since 1970.
    Number(i64),
    /// A day, read already.
    Day(Date),
}

/// What a record says, before it is an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fields {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Stamp>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) site: Option<String>,
    pub(super) text: String,
    pub(super) encoding: Option<&'static str>,
    pub(super) warnings: Vec<String>,
    /// Whether the text was taken out of markup.
    pub(super) extracted: bool,
}

impl Fields {
    /// The article these fields make; one without text is an error.
    pub(super) fn into_article(
        self,
        origin: &Origin,
        at: At,
        options: &Options,
    ) -> Result<Article, ReadError> {
        let source = origin.place(at);
        if self.text.trim().is_empty() {
            let problem = format!("no text in field \"{}\"; skipped", options.text_field);
            return Err(ReadError::new(source, problem));
        }
        let mut warnings = self.warnings;
        let published = self.published.and_then(|stamp| {
            let date = stamp.date();
            if date.is_none() {
                warnings.push(stamp.complaint(&options.date_field));
            }
            date
        });
        let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Ok(Article {
            id: given(self.id).unwrap_or_else(|| origin.id(at)),
            source,
            title: given(self.title),
            byline: given(self.byline),
            published: published.or(options.published),
            language: options.language.or_else(|| language(self.language.as_deref()?)),
            url: given(self.url),
            site: given(self.site),
            text: self.text,
            extracted: self.extracted,
            encoding: self.encoding,
            warnings,
            ..Article::default()
        })
    }
}

impl Stamp {
    /// The day this names.
    pub(super) fn date(&self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(*date),
            Self::Text(text) if matches!(text.len(), 8 | 10) => {
                text.parse().ok().or_else(|| written_date::parse(text))
            }
            Self::Text(text) => written_date::parse(text.trim()),
            // A day written in digits alone.
            Self::Number(19_000_101..30_000_000) => self.as_written().parse().ok(),
            Self::Number(number) => {
                let seconds = match number {
                    0..100_000_000_000 => *number,
                    _ => number / 1000,
                };
                // Fewer are a year or a plain number.
                let whole = (100_000_000..100_000_000_000).contains(&seconds);
                let time = Timestamp::from_second(seconds).ok().filter(|_| whole)?;
                Some(time.to_zoned(TimeZone::UTC).date())
            }
        }
    }

    fn as_written(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(date) => date.to_string(),
        }
    }

    fn complaint(&self, field: &str) -> String {
        let written: String = self.as_written().chars().take(40).collect();
        if let Some([one, other]) = written_date::both_ways(&written) {
            return format!(
                "{field} {written:?} may be {one} or {other}; read without it (write YYYY-MM-DD)"
            );
        }
        format!("{field} {written:?} is not a date that can be read; read without it (write YYYY-MM-DD)")
    }
}

/// The language of a code as pages and records write it: `en`, `en-US`, `pt_BR`.
pub(super) fn language(code: &str) -> Option<Language> {
    let code = code.trim().split(['-', '_']).next()?;
    Language::from_code(&code.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_seconds_or_milliseconds() {
        let day = Some(Date::constant(2021, 2, 10));
        assert_eq!(Stamp::Number(1_612_965_600).date(), day);
        assert_eq!(Stamp::Number(1_612_965_600_000).date(), day);
        assert_eq!(Stamp::Number(20_210_210).date(), day);
        assert_eq!(Stamp::Text("20210210".into()).date(), day);
        for number in [0, 2021, -1, i64::MAX, i64::MIN] {
            assert_eq!(Stamp::Number(number).date(), None, "{number}");
        }
    }

    #[test]
    fn regions_of_languages_are_ignored() {
        assert_eq!(language("en-US"), Some(Language::EN));
        assert_eq!(language("PT_br"), Some(Language::PT));
        assert_eq!(language("English"), None);
    }
}
