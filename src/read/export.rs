//! Texts as newspaper archives give them out: fields (`BYLINE: By Jane Doe`, `LENGTH: 1021 words`) above the article and
//! below it. In: the text. Out: what they say of the article, and the lines that are none of it.

use super::head_words::{Field, look_up_folded};
use super::{byline, plain, written_date};
use crate::span::Span;
use jiff::civil::Date;

/// No name of a field is longer, in bytes.
const LONGEST_NAME: usize = 24;
/// Fields that must stand at the top: a text may begin with one by chance.
const FEWEST: usize = 2;
/// A line of a field that has fewer bytes is not wrapped: what follows is no part of it.
const WRAPPED: usize = 60;

/// What the fields of a text say, and where they stand.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Export<'t> {
    pub(super) title: Option<&'t str>,
    pub(super) byline: Option<&'t str>,
    pub(super) site: Option<&'t str>,
    pub(super) published: Option<Date>,
    pub(super) about: Vec<Span>,
}

/// Reads `text`, whose first lines are `head`; nothing where they hold no fields.
pub(super) fn read<'t>(text: &'t str, head: &[(Span, &'t str)]) -> Option<Export<'t>> {
    let tells = |line| field(line).is_some_and(|(field, _)| field != Field::Index);
    if head.iter().filter(|(_, line)| tells(line)).count() < FEWEST {
        return None;
    }
    let mut export = Export::default();
    let above = head.iter().take_while(|(_, line)| field(line).is_none());
    let above: Vec<_> = above.copied().collect();
    export.read_above(&above);
    let mut wrapped = false;
    let mut last_end = 0;
    for (span, line) in plain::lines(text).skip(above.len()) {
        let same_paragraph = text[last_end..span.start()].matches('\n').count() < 2;
        last_end = span.end();
        if let Some((field, value)) = field(line) {
            export.about.push(match field {
                Field::Headline | Field::Body => Span::new(span.start(), span.end() - value.len()),
                _ => span,
            });
            export.take(field, value);
            wrapped = field != Field::Body;
        } else if wrapped && same_paragraph {
            export.about.push(span);
        } else {
            wrapped = false;
        }
        wrapped &= line.len() >= WRAPPED;
    }
    Some(export)
}

impl<'t> Export<'t> {
    /// The lines above the fields: paper, day, edition, headline; or headline, paper, day.
    fn read_above(&mut self, lines: &[(Span, &'t str)]) {
        let day = lines.iter().position(|(_, line)| plain::written(line).is_some());
        let said = |range: &[(Span, &'t str)]| -> Vec<&'t str> {
            let lines = range.iter().map(|(_, line)| *line);
            lines.filter(|line| !plain::is_about(line) && !is_count(line)).collect()
        };
        let (before, after) = lines.split_at(day.unwrap_or(0));
        match (said(before).as_slice(), said(after).as_slice()) {
            (&[title, site, ..], _) | (&[site], &[.., title]) => {
                (self.title, self.site) = (Some(title), Some(site));
            }
            (&[title], []) | ([], &[title, ..]) => self.title = Some(title),
            ([], []) => {}
        }
        for (span, line) in lines {
            self.published = self.published.or_else(|| plain::written(line));
            if self.title != Some(line) {
                self.about.push(*span);
            }
        }
    }

    fn take(&mut self, field: Field, value: &'t str) {
        match field {
            Field::Headline if !value.is_empty() => self.title = Some(value),
            Field::Byline => {
                let names = value.split(';').next().unwrap_or_default().trim();
                let names = byline::parse(names).or_else(|| byline::is_writer(names).then_some(names));
                self.byline = self.byline.or(names);
            }
            Field::Paper => self.site = Some(value).filter(|paper| !paper.is_empty()).or(self.site),
            Field::Day => self.published = self.published.or_else(|| written_date::parse(value)),
            _ => {}
        }
    }
}

/// The field a line begins with, and its value.
fn field(line: &str) -> Option<(Field, &str)> {
    let begins = line.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
    let colon = line.bytes().take(LONGEST_NAME).position(|byte| byte == b':').filter(|_| begins)?;
    Some((look_up_folded(&line[..colon]).field?, line[colon + 1..].trim_start()))
}

/// `1 of 100 DOCUMENTS`.
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words.as_slice(), [one, "of", all, _] if is_number(one) && is_number(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(text: &str) -> Option<(Export<'_>, Vec<&str>)> {
        let head: Vec<_> = plain::lines(text).take(12).collect();
        let export = read(text, &head)?;
        let about = export.about.iter().map(|span| span.of(text)).collect();
        Some((export, about))
    }

    const WRAPPED_LINE: &str =
        "GRAPHIC: PHOTO: A crane bends over the quay in the grey light of the morning, and";

    #[test]
    fn fields_are_about_the_article_wherever_they_stand() {
        let text = format!(
            "2 of 7 DOCUMENTS\n\nThe Harbour Post\n\nMarch 3, 2021 Wednesday\nLate Edition\n\nA Quay Falls Silent\n\n\
             BYLINE: By JANE DOE; John Roe helped.\n\nSECTION: Section A; Pg. 1\n\nLENGTH: 21 words\n\nBODY:\n\nThe cranes stood \
             still.\nNobody came.\n\n{WRAPPED_LINE}\nnobody is there. (JANE ROE)\n\nLOAD-DATE: March 4, 2021"
        );
        let (export, about) = export(&text).expect("it has fields");
        assert_eq!((export.title, export.byline), (Some("A Quay Falls Silent"), Some("JANE DOE")));
        assert_eq!(export.site, Some("The Harbour Post"));
        assert_eq!(export.published, Some(Date::constant(2021, 3, 3)));
        let hidden = about.join("\n");
        for line in text.lines().filter(|line| !line.is_empty()) {
            let said = ["A Quay", "The cranes", "Nobody"].iter().any(|start| line.starts_with(start));
            assert_eq!(!hidden.contains(line), said, "{line}");
        }
    }

    #[test]
    fn the_headline_may_stand_first_or_in_a_field() {
        let first =
            "A Quay Falls Silent\nThe Harbour Post\nMarch 3, 2021\nSection: A\nLength: 9 words\nBody\nStill.";
        let (found, about) = export(first).expect("it has fields");
        assert_eq!((found.title, found.site), (Some("A Quay Falls Silent"), Some("The Harbour Post")));
        assert!(!about.contains(&"Still."));
        let named = "HEADLINE: A Quay Falls Silent\nBYLINE: Jane Doe\nSOURCE: The Harbour Post\nStill.";
        let (found, about) = export(named).expect("it has fields");
        assert_eq!((found.title, found.byline), (Some("A Quay Falls Silent"), Some("Jane Doe")));
        assert_eq!(about, ["HEADLINE: ", "BYLINE: Jane Doe", "SOURCE: The Harbour Post"]);
    }

    #[test]
    fn one_word_and_a_colon_make_no_export() {
        for text in ["A storm\n\nLENGTH: nobody knows.\n\nIt rained.", "Section: A\n\nHe said: no.\n", ""] {
            assert_eq!(export(text), None, "{text}");
        }
    }
}
