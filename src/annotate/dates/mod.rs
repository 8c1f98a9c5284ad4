//! Text to date expressions. In: text, its sentences and tokens, the language, the document creation time.
//! Out: timexes in text order, never overlapping, with TIMEX3 values (`TimeML` 1.2.1).
//!
//! The grammar is data: one file per language under `tables/` (words with their classes, rules as patterns over
//! classes; its format stands at the top of `tables/en.txt`). The build compiles it into a block of bytes (`table`), which
//! [`image`] reads into a [`mod@grammar`] when the language is first wanted.
//! [`glance`] passes over sentences without a date word, [`stream`] turns the tokens of the others into light
//! tokens, [`chart`] builds what the rules read (those that [`starts`] lets through), [`finder`] takes the longest of it
//! at each place, [`resolve`] puts that on the calendar with what [`scene`] knows: publication, the tense of the nearest
//! verb, the date named last.

use crate::language::Language;
use crate::segment::Segmentation;
use jiff::civil::Date;
use std::cell::RefCell;
use std::sync::OnceLock;

mod beside;
#[cfg(test)]
mod cases;
mod chart;
mod compose;
mod country;
mod feast;
mod figures;
mod finder;
mod frame;
mod glance;
mod grammar;
mod image;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod lexicon;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod marks;
#[cfg(test)]
mod patterns;
mod period;
#[cfg(test)]
mod properties;
mod resolve;
mod scene;
mod shapes;
#[cfg(test)]
mod spellings;
#[cfg(test)]
mod standing;
mod starts;
mod stream;
mod stretch;
#[cfg(test)]
mod symbols;
#[cfg(test)]
mod table;
mod timex;
mod words;

pub use timex::{Anchor, AnchorKind, Timex, TimexKind};

use chart::Chart;
use finder::Finder;
use grammar::Grammar;
use stream::Lex;

/// The block that the build compiled for each language.
macro_rules! blocks {
    ($($code:literal),+) => {
        &[$(($code, include_bytes!(concat!(env!("OUT_DIR"), "/dates-", $code, ".bin")))),+]
    };
}

/// Languages that have tables of their own; the first serves those that have none, for forms in digits.
const BLOCKS: &[(&str, &[u8])] = blocks!["", "en", "fr", "de", "es", "pt", "it", "nl", "ru"];

/// The grammar of a language, read when it is first wanted.
fn grammar(language: Language) -> &'static Grammar {
    static READ: [OnceLock<Grammar>; BLOCKS.len()] = [const { OnceLock::new() }; BLOCKS.len()];
    let at = BLOCKS.iter().position(|(code, _)| *code == language.code()).unwrap_or_default();
    READ[at].get_or_init(|| Grammar::read(BLOCKS[at].1))
}

/// A grammar of a test's own.
#[cfg(test)]
fn parse(tables: &[&'static str]) -> Grammar {
    Grammar::read(table::compile(tables).expect("a test writes what can be read").leak())
}

/// Room for one sentence at a time.
#[derive(Default)]
struct Room {
    lexes: Vec<Lex>,
    chart: Chart,
}

// Kept from article to article: nothing in it outlives a sentence.
thread_local!(static ROOM: RefCell<Room> = RefCell::default());

/// Finds the date expressions of a text.
pub fn find(
    text: &str,
    segmentation: &Segmentation,
    language: Language,
    published: Option<Date>,
) -> Vec<Timex> {
    find_by(grammar(language), text, segmentation, published)
}

fn find_by(
    grammar: &Grammar,
    text: &str,
    segmentation: &Segmentation,
    published: Option<Date>,
) -> Vec<Timex> {
    let mut finder = Finder::new(text, grammar, &segmentation.tokens, published);
    ROOM.with_borrow_mut(|Room { lexes, chart }| {
        lexes.clear();
        for (at, sentence) in segmentation.sentences.iter().enumerate() {
            let tokens = segmentation.tokens_of(sentence);
            if lexes.is_empty() && !glance::is_worth_reading(text, tokens, grammar) {
                continue;
            }
            stream::fill(text, tokens, grammar, lexes);
            if stream::runs_on(grammar, lexes) && at + 1 < segmentation.sentences.len() {
                continue;
            }
            chart.build(grammar, lexes);
            finder.sentence(lexes, chart);
            lexes.clear();
        }
    });
    finder.found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(text: &str) -> Vec<(String, Option<String>)> {
        let found = cases::dates(text, Language::EN, Some(jiff::civil::date(2021, 3, 10)));
        found.into_iter().map(|timex| (timex.value.unwrap_or_default(), timex.alternative)).collect()
    }

    #[test]
    fn flags_a_numeric_date_that_can_be_read_two_ways() {
        let both = |value: &str, other: &str| (value.to_string(), Some(other.to_string()));
        let one = |value: &str| (value.to_string(), None);
        assert_eq!(readings("Due on 03/04/2021."), [both("2021-03-04", "2021-04-03")]);
        assert_eq!(readings("Due on 03/04/2021 or 13/04/2021."), [one("2021-04-03"), one("2021-04-13")]);
        assert_eq!(readings("Due on 04/13/2021 or 03/04/2021."), [one("2021-04-13"), one("2021-03-04")]);
        assert_eq!(
            readings("From 17 January 2021 or 03/04/2021."),
            [one("2021-01-17"), both("2021-04-03", "2021-03-04")]
        );
    }

    #[test]
    fn a_day_that_does_not_exist_is_told_and_left_open() {
        for text in
            ["It was on 31/02/2021.", "It was on the 31st of June.", "It closed at noon on 2021-02-29."]
        {
            assert_eq!(readings(text), [(String::new(), None)], "{text}");
        }
    }

    #[test]
    fn a_date_tells_its_rule_and_anchor() {
        let found =
            cases::dates("It closed two days ago.", Language::EN, Some(jiff::civil::date(2021, 3, 10)));
        let told = found.first().map(|timex| (timex.rule, timex.anchor.map(|anchor| anchor.to_string())));
        assert_eq!(told, Some(("ago", Some("published 2021-03-10".to_string()))));
    }

    #[test]
    fn dates_take_no_part_of_a_name() {
        let text = |text: &str| {
            let found = cases::dates(text, Language::EN, None);
            found.iter().map(|timex| timex.span.of(text).to_string()).collect::<Vec<_>>()
        };
        assert!(text("They met at the September 11 Memorial.").is_empty());
        assert!(text("20th Century Fox made it.").is_empty());
        assert!(text("The Sunday Times and the Good Friday Agreement.").is_empty());
        assert_eq!(text("It was part of Boko Haram's May offensive."), ["May"]);
    }

    #[test]
    fn nothing_relative_is_resolved_without_a_date_of_publication() {
        let found = cases::dates("He left last week, on Friday, two days ago.", Language::EN, None);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|timex| timex.value.is_none()));
    }
}
