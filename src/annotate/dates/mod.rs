//! Text to date expressions. In: text, its sentences and tokens, the language, the document creation time.
//! Out: timexes in text order, never overlapping, with TIMEX3 values (`TimeML` 1.2.1).
//!
//! The grammar is data: one file per language under `tables/` (words with their classes, rules as patterns over
//! classes; its format stands at the top of `tables/en.txt`), read once by [`table`] into a [`grammar`]. [`stream`]
//! turns tokens into light tokens, [`chart`] builds what the rules read, [`resolve`] puts it on the calendar with
//! what [`scene`] knows: publication, the tense of the nearest verb, the date named last.

use crate::language::Language;
use crate::segment::Segmentation;
use crate::span::Span;
use jiff::civil::Date;
use std::fmt;
use std::sync::OnceLock;

#[cfg(test)]
mod cases;
mod chart;
mod feast;
mod frame;
mod grammar;
mod period;
#[cfg(test)]
mod properties;
mod resolve;
mod scene;
mod stream;
mod table;
mod words;

use chart::Chart;
use frame::{Meaning, class_bits};
use grammar::Grammar;
use resolve::{Reading, Resolver, Value};
use scene::Scene;
use stream::Lex;

/// The four kinds of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexKind {
    /// A calendar time of a day or more: `2021-01-17`, `2021-W05`, `202`.
    Date,
    /// A time of day: `2021-02-14T20:00`.
    Time,
    /// A length of time: `PT15M`, `P3.5Y`.
    Duration,
    /// A time that recurs: `XXXX-WXX-5`, `P1D`.
    Set,
}

impl TimexKind {
    /// The TIMEX3 name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What a relative expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnchorKind {
    /// Nothing: the expression is whole in itself.
    None,
    /// The document creation time.
    Published,
    /// The date the article named last.
    LastNamed,
    /// A date inside the expression: `the week of March 6`.
    Inside,
}

/// An anchor with its day, for `explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What it was.
    pub kind: AnchorKind,
    /// Its day, or the first day of it.
    pub day: Option<Date>,
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.kind {
            AnchorKind::None => return f.write_str("none"),
            AnchorKind::Published => "published",
            AnchorKind::LastNamed => "last named",
            AnchorKind::Inside => "inside",
        };
        match self.day {
            Some(day) => write!(f, "{name} {day}"),
            None => f.write_str(name),
        }
    }
}

/// A date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands, without a leading preposition.
    pub span: Span,
    /// Its TIMEX3 kind.
    pub kind: TimexKind,
    /// Its TIMEX3 value; nothing when it cannot be resolved.
    pub value: Option<String>,
    /// The other reading of a numeric date whose order nothing tells: `03/04/2021`.
    pub alternative: Option<String>,
    /// The TIMEX3 modifier, if any: `START`, `END`, `MID`, `APPROX`, `EQUAL_OR_MORE`, ...
    pub modifier: Option<&'static str>,
    /// The rule that found it, as named in the grammar tables.
    pub rule: &'static str,
    /// The country whose named day it is, as named in the grammar tables.
    pub country: Option<&'static str>,
    /// What a relative expression was resolved against, for `explain`: `published 2021-02-10`.
    pub anchor: Option<Anchor>,
}

const COMMON: &str = include_str!("tables/common.txt");

/// Languages that have tables of their own; the first serves those that have none, for forms in digits.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("", &[COMMON]),
    ("en", &[COMMON, include_str!("tables/en.txt")]),
    ("fr", &[COMMON, include_str!("tables/fr.txt")]),
    ("de", &[COMMON, include_str!("tables/de.txt")]),
    ("es", &[COMMON, include_str!("tables/es.txt")]),
    ("pt", &[COMMON, include_str!("tables/pt.txt")]),
    ("it", &[COMMON, include_str!("tables/it.txt")]),
    ("nl", &[COMMON, include_str!("tables/nl.txt")]),
    ("ru", &[COMMON, include_str!("tables/ru.txt")]),
];

/// The grammar of a language, read from its tables when it is first wanted.
fn grammar(language: Language) -> &'static Grammar {
    static READ: [OnceLock<Grammar>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let at = LANGUAGES.iter().position(|(code, _)| *code == language.code()).unwrap_or_default();
    READ[at].get_or_init(|| Grammar::parse(LANGUAGES[at].1).expect("a test reads every table"))
}

/// Classes of tokens at least one of which every expression holds.
const TRIGGERS: u64 = class_bits(&[
    "MONTH", "WEEKDAY", "WEEKDAYS", "UNIT", "UNITS", "SEASON", "PART", "PARTS", "DAYWORD", "REF", "DECADE",
    "SET", "YEAR", "MERIDIEM", "TRIGGER", "TENS",
]);

/// Finds the date expressions of a text.
pub fn find(
    text: &str,
    segmentation: &Segmentation,
    language: Language,
    published: Option<Date>,
) -> Vec<Timex> {
    let grammar = grammar(language);
    let mut finder = Finder {
        text,
        grammar,
        scene: Scene { published, day_first: grammar.day_first, ..Scene::default() },
        found: Vec::new(),
    };
    let mut lexes = Vec::new();
    let mut chart = Chart::default();
    for (at, sentence) in segmentation.sentences.iter().enumerate() {
        stream::fill(text, segmentation.tokens_of(sentence), grammar, &mut lexes);
        if stream::runs_on(grammar, &lexes) && at + 1 < segmentation.sentences.len() {
            continue;
        }
        if lexes.iter().any(|lex| lex.digits > 0 || lex.classes & TRIGGERS != 0) {
            chart.build(grammar, &lexes, TRIGGERS);
            finder.sentence(&lexes, &chart);
        }
        lexes.clear();
    }
    finder.found
}

struct Finder<'a> {
    text: &'a str,
    grammar: &'a Grammar,
    scene: Scene,
    found: Vec<Timex>,
}

impl Finder<'_> {
    /// Takes the longest expression at each place, from left to right.
    fn sentence(&mut self, lexes: &[Lex], chart: &Chart) {
        self.scene.day_here = None;
        let mut at = 0;
        while at < lexes.len() {
            let best = chart
                .starting_at(at)
                .filter(|(_, node)| self.grammar.kinds[node.kind as usize].shown)
                .max_by_key(|(_, node)| (node.end, std::cmp::Reverse(node.rule)));
            let Some((id, node)) = best else {
                at += 1;
                continue;
            };
            let end = node.end as usize;
            let rule = &self.grammar.rules[node.rule as usize];
            if rule.meaning == Meaning::Skip {
                at = end;
                continue;
            }
            self.scene.tense = scene::tense(self.text, &self.grammar.past, lexes, at, end);
            let resolver = Resolver { grammar: self.grammar, chart, scene: &self.scene };
            if let Some(reading) = resolver.read(id) {
                let span = Span::new(lexes[at].start as usize, lexes[end - 1].end as usize);
                self.found.push(self.timex(span, node.rule, &reading));
                self.scene.reporting = match &reading.value {
                    Value::Period(period::Period::Quarter(..)) => true,
                    Value::Period(period::Period::Year(_)) => false,
                    Value::Text(_) if reading.kind == TimexKind::Duration => false,
                    _ => self.scene.reporting,
                };
                // `a year earlier` compares; what comes next is not about that year.
                if let Value::Period(period) = reading.value
                    && rule.meaning != Meaning::Offset
                {
                    self.scene.remember(period);
                    let own = rule.meaning == Meaning::Quarter && reading.anchor == AnchorKind::Published;
                    let over = || period.shift(1).and_then(period::Period::first_day) <= self.scene.published;
                    if own && matches!(period, period::Period::Quarter(..)) && over() {
                        self.scene.quarter = Some(period);
                    }
                }
                at = end;
            } else {
                at += 1;
            }
        }
    }

    fn timex(&self, span: Span, rule: u16, reading: &Reading) -> Timex {
        let rule = &self.grammar.rules[rule as usize];
        let day = match reading.anchor {
            AnchorKind::Published => self.scene.published,
            AnchorKind::LastNamed => self.scene.last.and_then(period::Period::first_day),
            AnchorKind::None | AnchorKind::Inside => None,
        };
        Timex {
            span,
            kind: reading.kind,
            value: match &reading.value {
                Value::Period(period) => Some(period.to_string()),
                Value::Text(text) => Some(text.clone()),
                Value::Open => None,
            },
            alternative: reading.alternative.map(|period| period.to_string()),
            modifier: reading.modifier,
            rule: rule.name,
            country: rule.country,
            anchor: (reading.anchor != AnchorKind::None).then_some(Anchor { kind: reading.anchor, day }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_reads() {
        for (code, tables) in LANGUAGES {
            assert!(Grammar::parse(tables).map_err(|wrong| panic!("{code}: {wrong:?}")).is_ok());
        }
    }
}
