//! Plain text to an article: the first line is its title; lines near the top that name the writer or the day are about
//! the article, not of it. The text itself stays as it is.

use super::{At, Options, Origin, byline, decode, export, written_date};
use crate::article::Article;
use crate::span::Span;
use jiff::civil::Date;

/// Lines looked at, from the top, blank ones not counted.
const HEAD: usize = 12;
/// A first line with more bytes than this is a paragraph, not a title.
const LONGEST_TITLE: usize = 250;
/// And one with more than this holds no bylines and dates alone.
const LONGEST_ABOUT: usize = 500;

/// And one with more than this no writer and day without a word that says so.
const LONGEST_SIGNED: usize = 140;

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
    let text = std::mem::take(&mut article.text);
    let head: Vec<_> = lines(&text).take(HEAD).collect();
    match export::read(&text, &head) {
        Some(export) => take_export(article, export),
        None => read_lines(article, &head),
    }
    if article.published.is_none() {
        article.published = head.iter().take(DATELINES).find_map(|(_, line)| dateline(line));
    }
    article.text = text;
}

fn take_export(article: &mut Article, export: export::Export<'_>) {
    article.title = article.title.take().or_else(|| export.title.map(str::to_owned));
    article.byline = export.byline.map(str::to_owned);
    article.site = export.site.map(str::to_owned);
    article.published = article.published.or(export.published);
    article.about = export.about;
}

fn read_lines(article: &mut Article, head: &[(Span, &str)]) {
    let mut updated = None;
    for (span, line) in head {
        let signed = || name_and_date(line).filter(|_| article.title.is_some());
        let Some(about) = about(line).or_else(signed) else {
            if article.title.is_none() && line.len() <= LONGEST_TITLE {
                article.title = Some((*line).to_owned());
            }
            continue;
        };
        if article.byline.is_none() {
            article.byline = about.byline.map(str::to_owned);
        }
        article.published = article.published.or(about.dates.published);
        updated = updated.or(about.dates.updated);
        article.about.push(*span);
    }
    article.published = article.published.or(updated);
}

/// Lines looked at for a dateline, and how far into them: place, day, year and agency take no more.
const DATELINES: usize = 6;
const LONGEST_DATELINE: usize = 120;

/// The day a text was written, where its first words say so: `ROTTERDAM, 3 March 2021 (AFP) - Workers walked out`.
fn dateline(line: &str) -> Option<Date> {
    let head = &line[..line.floor_char_boundary(LONGEST_DATELINE)];
    // Most lines have no figure so far to the front: to look for one costs next to nothing.
    if !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let dashes = head.match_indices(['-', '–', '—']);
    let dashes = dashes.filter(|(at, dash)| head[at + dash.len()..].starts_with(' ')).map(|(at, _)| at);
    // The end of a span of time, or an hour.
    let follows_figure = |at: &usize| {
        head[*at..].trim_start_matches(['-', '–', '—', ' ']).starts_with(|c: char| c.is_ascii_digit())
    };
    let whole = (head.len() == line.len()).then_some(line.len());
    dashes
        .filter(|at| !follows_figure(at))
        .take(3)
        .chain(whole)
        .find_map(|end| date_behind_place(head[..end].trim_end_matches(['-', ' '])))
}

/// The date behind a place, and in front of a news agency if there is one.
fn date_behind_place(text: &str) -> Option<Date> {
    let agency = [('(', ')'), ('/', '/')].into_iter().find_map(|(open, close)| {
        let (before, _) = text.strip_suffix(close)?.rsplit_once(open)?;
        Some(before.trim_end())
    });
    let text = agency.unwrap_or(text);
    if !written_date::may_end(text) {
        return None;
    }
    text.match_indices([',', '-', '–', '—']).find_map(|(at, mark)| {
        let published = written_date::line(&text[at + mark.len()..])?.published?;
        byline::is_writer(text[..at].trim_end_matches(['.', ' '])).then_some(published)
    })
}

/// Lines that are not blank, trimmed, with their spans.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (Span, &str)> {
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

/// What a line below a headline says of the article, and nothing else.
pub(super) fn below_headline(line: &str) -> Option<About<'_>> {
    about(line).or_else(|| name_and_date(line))
}

/// The date of publication a line names.
pub(super) fn written(line: &str) -> Option<Date> {
    about(line)?.dates.best()
}

/// What a line says that is about the article alone.
#[derive(Debug, Default, PartialEq)]
pub(super) struct About<'l> {
    pub(super) byline: Option<&'l str>,
    pub(super) dates: written_date::Dates,
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
    if written_date::is_reading_time(line) {
        return Some(About::default());
    }
    byline_before_dates(line).or_else(|| dates_before_byline(line))
}

/// `Posted on 10 February 2021 by Jane Doe`.
fn dates_before_byline(line: &str) -> Option<About<'_>> {
    if line.len() > LONGEST_SIGNED || !written_date::may_begin(line) {
        return None;
    }
    let behind_figures = line.bytes().rposition(|byte| byte.is_ascii_digit())? + 1;
    line[behind_figures..].match_indices(' ').find_map(|(at, _)| {
        let (dates, writer) = line.split_at(behind_figures + at);
        let byline = Some(byline::parse(writer)?);
        Some(About { byline, dates: written_date::line(dates)? })
    })
}

/// `Jane Doe | 10 February 2021`: names as a headline may be written too, so that they count below one alone.
fn name_and_date(line: &str) -> Option<About<'_>> {
    if line.len() > LONGEST_SIGNED || !written_date::may_end(line) {
        return None;
    }
    let (name, date) = line.split_once(['|', '·', '•', '–', '—'])?;
    let dates = written_date::line(date)?;
    let name = name.trim();
    let words = name.split(' ').count();
    ((2..=4).contains(&words) && byline::is_writer(name)).then_some(About { byline: Some(name), dates })
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
        let writer = line[..at].trim_end_matches([' ', ',', ':', '-', '–', '—', '|']);
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
            "A storm hits\nPosted on 10 February 2021 by Jane Doe\nIt rained.",
            "A storm hits\nBy Jane Doe - 10th February 2021\nIt rained.",
            "A storm hits\nJane Doe | 10 February 2021\nIt rained.",
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
    fn a_dateline_may_tell_the_day() {
        let day = Some(Date::constant(2021, 3, 3));
        let cases = [
            ("LEEDS, Yorks., March 3, 2021 /PRNewswire/ -- A storm came.", day),
            ("Leeds, 3 March 2021 (AFP) - A storm came.", day),
            ("BERLIN, 3. März 2021 – Ein Sturm zog auf.", day),
            ("Madrid, 3 de marzo de 2021", day),
            ("LEEDS, Yorks. – March 3, 2021 – A storm came.", day),
            ("Leeds / York - 3 March 2021 - 19:41 GMT", day),
            // One of several days, it may be.
            ("3 March 2021 - A storm came.", None),
            ("Leeds, 3 March 2021 - 5 March 2021", None),
            ("LEEDS, March 3 (Reuters) - A storm came.", None),
            ("Storms came to Leeds, 3 March 2021 - and left.", None),
            ("The storm of Leeds, March 3, 2021, was the worst in years.", None),
        ];
        for (line, expected) in cases {
            let article = head(&format!("A storm hits\n\n{line}"));
            assert_eq!(article.published, expected, "{line}");
            assert_eq!((article.title.as_deref(), article.about.len()), (Some("A storm hits"), 0), "{line}");
        }
    }

    #[test]
    fn lines_of_dates_may_say_how_long_reading_takes() {
        for line in [
            "Veröffentlicht am 10.02.2021 | Lesedauer: 4 Minuten",
            "10 February 2021 · 4 min read",
            "TNN | Updated: Feb 10, 2021, 01:12 IST",
        ] {
            let article = head(&format!("A storm hits\n{line}\nIt rained."));
            assert_eq!(article.published, Some(Date::constant(2021, 2, 10)), "{line}");
            assert_eq!(article.about.len(), 1, "{line}");
        }
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
