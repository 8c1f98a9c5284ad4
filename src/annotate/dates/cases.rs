//! Sentences of every language with the dates in them, as tables under `cases/`: each date stands in brackets, its
//! value (and modifier) follows after a tab. All are as if published on Wednesday 2021-03-10.

use super::{Timex, find};
use crate::language::Language;
use crate::segment::segment;
use crate::span::Span;
use jiff::civil::{Date, date};

/// The tables, by language.
pub(super) const CASES: &[(Language, &str)] = &[
    (Language::EN, include_str!("cases/en.tsv")),
    (Language::FR, include_str!("cases/fr.tsv")),
    (Language::DE, include_str!("cases/de.tsv")),
    (Language::ES, include_str!("cases/es.tsv")),
    (Language::PT, include_str!("cases/pt.tsv")),
    (Language::IT, include_str!("cases/it.tsv")),
    (Language::NL, include_str!("cases/nl.tsv")),
    (Language::RU, include_str!("cases/ru.tsv")),
];

/// The dates of a text.
pub(super) fn dates(text: &str, language: Language, published: Option<Date>) -> Vec<Timex> {
    let found = segment(text, &[Span::new(0, text.len())], language);
    find(text, &found, language, published)
}

/// The text with each date in brackets, then values and modifiers, as the tables write them.
fn written(text: &str, language: Language) -> String {
    let mut out = String::new();
    let mut values = String::new();
    let mut at = 0;
    for timex in dates(text, language, Some(date(2021, 3, 10))) {
        out += &text[at..timex.span.start()];
        out.extend(["[", timex.span.of(text), "]"]);
        values.extend(["\t", &timex.value.unwrap_or_default()]);
        if let Some(modifier) = timex.modifier {
            values.extend([" ", modifier]);
        }
        at = timex.span.end();
    }
    out + &text[at..] + &values
}

#[test]
fn reads_every_case_of_every_language() {
    let mut wrong = Vec::new();
    for (language, table) in CASES {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        for line in lines.clone() {
            let text = line.split('\t').next().unwrap_or_default().replace(['[', ']'], "");
            let read = written(&text, *language);
            if read != line {
                wrong.push(format!("{language} want {line}\n   read {read}"));
            }
        }
        assert!(lines.count() >= 25, "{language}");
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
