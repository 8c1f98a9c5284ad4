//! Plain text to an article: the first line is its title; lines near the top that name the writer or the day are about
//! the article, not of it. The text itself stays as it is.

use super::{At, Options, Origin, byline, decode, written_date};
use crate::article::Article;
use crate::span::Span;
use jiff::civil::Date;

/// Lines looked at, from the top, blank ones not counted.
const HEAD: usize = 12;
/// A first line with more bytes than this is a paragraph, not a title.
const LONGEST_TITLE: usize = 250;
/// And one with more than this holds no bylines and dates alone.
const LONGEST_ABOUT: usize = 500;

/// Reads one text; the error says why it is none.
pub(super) fn read(bytes: Vec<u8>, origin: &Origin, at: At, options: &Options) -> Result<Article, String> {
    let decoded = decode::decode(bytes, options.encoding, None)?;
    if decoded.text.trim().is_empty() {
        return Err("no text in it".into());
    }
    let mut article = Article {
        id: origin.id(at),
        source: origin.place(at),
        published: date_of_stem(&origin.stem).0.filter(|_| at == At::Whole),
        language: options.language,
        text: decoded.text,
        encoding: decoded.encoding,
        warnings: decoded.warning.into_iter().collect(),
        ..Article::default()
    };
    read_head(&mut article);
    if at == At::Whole {
        article.published = article.published.or(options.published);
    }
    Ok(article)
}

/// Title, byline, date and the lines that hold them, from the top of `article.text`. A date already known stays.
pub(super) fn read_head(article: &mut Article) {
    let mut updated = None;
    let text = std::mem::take(&mut article.text);
    for (span, line) in lines(&text).take(HEAD) {
        let Some(about) = about(line) else {
            if article.title.is_none() && line.len() <= LONGEST_TITLE {
                article.title = Some(line.to_owned());
            }
            continue;
        };
        if article.byline.is_none() {
            article.byline = about.byline.map(str::to_owned);
        }
        article.published = article.published.or(about.dates.published);
        updated = updated.or(about.dates.updated);
        article.about.push(span);
    }
    article.published = article.published.or(updated);
    article.text = text;
}

/// Lines that are not blank, trimmed, with their spans.
fn lines(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |whole| {
        let line = whole.trim();
        let from = start + (whole.len() - whole.trim_start().len());
        start += whole.len();
        (!line.is_empty()).then(|| (Span::new(from, from + line.len()), line))
    })
}

/// Whether a line holds bylines and dates of publication and nothing else.
pub(super) fn is_about(line: &str) -> bool {
    about(line).is_some()
}

/// The writer a page shows, `By` taken off.
pub(super) fn writer(line: &str) -> Option<&str> {
    match about(line) {
        Some(about) => about.byline,
        None => byline::is_writer(line).then_some(line),
    }
}

/// The date of publication a line names.
pub(super) fn written(line: &str) -> Option<Date> {
    about(line)?.dates.best()
}

/// What a line says that is about the article alone.
#[derive(Debug, Default, PartialEq)]
struct About<'l> {
    byline: Option<&'l str>,
    dates: written_date::Dates,
}

/// A line of parts (`By Jane Doe | 10 February 2021 | Updated 14:00`) each of which is byline or date.
fn about(line: &str) -> Option<About<'_>> {
    if line.len() > LONGEST_ABOUT {
        return None;
    }
    if let Some(about) = byline_or_dates(line) {
        return Some(about);
    }
    let is_mark = |c| matches!(c, '|' | '·' | '•' | '—' | '–');
    let marked = line.contains('|') || !line.is_ascii() && line.contains(is_mark);
    let separator: fn(char) -> bool = if marked { is_mark } else { |c| c == ',' };
    // What has no parts was looked at whole.
    line.find(separator)?;
    let mut all = About::default();
    let mut parts = line.split(separator).map(str::trim);
    parts.try_for_each(|part| {
        if part.is_empty() {
            return Some(());
        }
        let one = byline_or_dates(part)?;
        all.byline = all.byline.or(one.byline);
        all.dates.published = all.dates.published.or(one.dates.published);
        all.dates.updated = all.dates.updated.or(one.dates.updated);
        Some(())
    })?;
    (all != About::default()).then_some(all)
}

fn byline_or_dates(line: &str) -> Option<About<'_>> {
    if let Some(dates) = written_date::line(line) {
        return Some(About { byline: None, dates });
    }
    if let Some(byline) = byline::parse(line) {
        let byline = Some(byline);
        return Some(About { byline, ..About::default() });
    }
    byline_before_dates(line)
}

/// `By Jane Doe, 10 February 2021`, `By Jane Doe Published 10 February 2021 14:00`.
fn byline_before_dates(line: &str) -> Option<About<'_>> {
    if line.len() > LONGEST_TITLE {
        return None;
    }
    if !written_date::may_end(line) {
        return None;
    }
    // Every date has a figure: most lines have none, and no date starts behind the last.
    let last_figure = line.bytes().rposition(|byte| byte.is_ascii_digit())?;
    line[..last_figure].match_indices(' ').find_map(|(at, _)| {
        let dates = written_date::line(&line[at..])?;
        let writer = line[..at].trim_end_matches([' ', ',', ':']);
        let byline = Some(byline::parse(writer)?);
        Some(About { byline, dates })
    })
}

/// The date a file's stem begins with, and the rest: `2021-02-10-navalny`.
pub(super) fn date_of_stem(stem: &str) -> (Option<Date>, &str) {
    let Some(date) = stem.get(..10).and_then(|d| d.parse::<Date>().ok()) else {
        return (None, stem);
    };
    let rest = &stem[10..];
    match rest.strip_prefix(['-', '_', ' ', '.']) {
        Some(rest) if !rest.is_empty() => (Some(date), rest),
        _ if rest.is_empty() => (Some(date), stem),
        _ => (None, stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Article {
        let mut article = Article { text: text.to_owned(), ..Article::default() };
        read_head(&mut article);
        assert_eq!(article.text, text);
        article
    }

    #[test]
    fn title_byline_and_date_stand_above_the_text() {
        let cases = [
            "A storm hits\r\n\r\nBy Jane Doe\r\n10 February 2021\r\n\r\nIt rained.",
            "\n  A storm hits\nBy Jane Doe, 10 February 2021\nIt rained.",
            "A storm hits\nBy Jane Doe | Published: 2021-02-10 14:00 | Updated 11 February 2021\nIt rained.",
            "10 February 2021\nA storm hits\nBy Jane Doe\nIt rained.",
            "A storm hits\nUpdated 12 February 2021\nPublished 10 February 2021\nBy Jane Doe\nIt rained.",
        ];
        for text in cases {
            let article = head(text);
            assert_eq!(article.title.as_deref(), Some("A storm hits"), "{text}");
            assert_eq!(article.byline.as_deref(), Some("Jane Doe"), "{text}");
            assert_eq!(article.published, Some(Date::constant(2021, 2, 10)), "{text}");
            for span in &article.about {
                let line = span.of(text);
                assert!(line.contains("Doe") || line.contains("2021"), "{line}");
            }
        }
    }

    #[test]
    fn lines_of_the_article_are_not_about_it() {
        let article = head("A storm hits\nLONDON, Feb 10 (Reuters) - It rained.\nBy Monday it was over.");
        assert_eq!((article.about.len(), article.published), (0, None));
        let long = "It rained. ".repeat(99);
        assert_eq!(head(&long).title, None);
        assert_eq!(head(" \n\n").title, None);
    }

    #[test]
    fn a_date_known_from_elsewhere_stays() {
        let mut article = Article {
            text: "A storm\n10 February 2021\n".into(),
            published: Some(Date::constant(2020, 1, 1)),
            ..Article::default()
        };
        read_head(&mut article);
        assert_eq!(article.published, Some(Date::constant(2020, 1, 1)));
        assert_eq!(article.about.len(), 1);
    }

    #[test]
    fn a_stem_may_begin_with_the_date() {
        let day = Some(Date::constant(2021, 2, 10));
        let cases = [
            ("2021-02-10-navalny", (day, "navalny")),
            ("2021-02-10_a b", (day, "a b")),
            ("2021-02-10", (day, "2021-02-10")),
            ("2021-02-30-x", (None, "2021-02-30-x")),
            ("2021-02-101", (None, "2021-02-101")),
            ("münchen-2021", (None, "münchen-2021")),
        ];
        for (stem, expected) in cases {
            assert_eq!(date_of_stem(stem), expected, "{stem}");
        }
    }
}
