//! Text to date expressions. In: text, its sentences and tokens, the language, the document creation time.
//! Out: timexes in text order, never overlapping, with TIMEX3 values (`TimeML` 1.2.1).
//!
//! The grammar is data: one file per language under `tables/` (words with their classes, rules as patterns over
//! classes; its format stands at the top of `tables/en.txt`). The build compiles it into a block of bytes (`table`), which
//! [`image`] reads into a [`mod@grammar`] when the language is first wanted.
//! [`glance`] passes over sentences without a date word, [`stream`] turns the tokens of the others into light
//! tokens, [`chart`] builds what the rules read (those that [`starts`] lets through), [`resolve`] puts it on the
//! calendar with what [`scene`] knows: publication, the tense of the nearest verb, the date named last.

use crate::language::Language;
use crate::segment::{Segmentation, Token};
use crate::span::Span;
use jiff::civil::Date;
use std::cell::RefCell;
use std::fmt;
use std::sync::OnceLock;

#[cfg(test)]
mod cases;
mod chart;
mod country;
mod feast;
mod figures;
mod frame;
mod glance;
mod grammar;
mod image;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod marks;
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
mod words;

use chart::{Chart, Node};
use country::National;
use frame::{Meaning, Slot};
use grammar::{Grammar, Rule};
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
    let mut finder = Finder {
        text,
        grammar,
        tokens: &segmentation.tokens,
        scene: Scene { published, day_first: grammar.day_first, ..Scene::default() },
        national: Vec::new(),
        found: Vec::new(),
    };
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

struct Finder<'a> {
    text: &'a str,
    grammar: &'a Grammar,
    tokens: &'a [Token],
    scene: Scene,
    /// National days asked for, by name.
    national: Vec<(&'static str, Option<National>)>,
    found: Vec<Timex>,
}

impl Finder<'_> {
    /// Takes the longest expression at each place, from left to right.
    fn sentence(&mut self, lexes: &[Lex], chart: &Chart) {
        self.scene.day_here = None;
        let mut free = 0;
        for at in chart.starts() {
            if at < free {
                continue;
            }
            let best = chart
                .starting_at(at)
                .filter(|(_, node)| self.grammar.kinds[node.kind as usize].shown)
                .max_by_key(|(_, node)| (node.end, std::cmp::Reverse(node.rule)));
            let Some((id, node)) = best else { continue };
            let end = node.end as usize;
            let rule = &self.grammar.rules[node.rule as usize];
            if rule.meaning == Meaning::Skip {
                free = end;
                continue;
            }
            if node.child != chart::NONE || !rule.meaning.is_whole() {
                self.scene.tense = scene::tense(self.text, self.grammar, lexes, at, end);
            }
            self.scene.national = self.national(chart, node);
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
                    && (rule.meaning != Meaning::Offset || period.day().is_some())
                {
                    self.scene.remember(period);
                    let own = rule.meaning == Meaning::Quarter && reading.anchor == AnchorKind::Published;
                    let over = || period.shift(1).and_then(period::Period::first_day) <= self.scene.published;
                    if own && matches!(period, period::Period::Quarter(..)) && over() {
                        self.scene.quarter = Some(period);
                    }
                }
                self.learn_order(node, rule);
                free = end;
            }
        }
    }

    /// The national day of the article's country, where a node names such a day and nothing beside it tells whose.
    fn national(&mut self, chart: &Chart, node: &Node) -> Option<National> {
        let unmarked = |node: &Node| {
            let rule = &self.grammar.rules[node.rule as usize];
            (rule.meaning == Meaning::Feast && node.frame.get(Slot::Feast).is_none()).then_some(rule.name)
        };
        let name = unmarked(node).or_else(|| unmarked(chart.nodes.get(node.child as usize)?))?;
        if let Some((_, known)) = self.national.iter().find(|(known, _)| *known == name) {
            return *known;
        }
        let found = country::day(self.text, self.tokens, self.grammar, name);
        self.national.push((name, found));
        found
    }

    /// Learns from a date which order of day and month the article keeps: `17/1/2021` proves it, `17 January` hints.
    fn learn_order(&mut self, node: &Node, rule: &Rule) {
        let scene = &mut self.scene;
        if rule.meaning == Meaning::Date && rule.name.starts_with("day-month") && !scene.order_proven {
            scene.day_first = true;
        }
        let (first, second) = (node.frame.get(Slot::Day), node.frame.get(Slot::Day2));
        if rule.meaning != Meaning::Numeric
            || scene.order_proven
            || rule.constants.of(&self.grammar.constants).iter().any(|(slot, _)| *slot == Slot::Shift)
        {
            return;
        }
        if (first > Some(12)) == (second > Some(12)) {
            return;
        }
        scene.order_proven = true;
        let before = std::mem::replace(&mut scene.day_first, first > Some(12));
        for timex in self.found.iter_mut().filter(|timex| timex.alternative.is_some()) {
            let other = timex.alternative.take();
            if before != self.scene.day_first {
                timex.value = other;
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
                Value::Period(period) => Some(period.value()),
                Value::Text(text) => Some(text.clone()),
                Value::Open => None,
            },
            alternative: reading.alternative.map(period::Period::value),
            modifier: reading.modifier,
            rule: rule.name,
            country: rule.country.or(self.scene.national.map(|day| day.country)),
            anchor: (reading.anchor != AnchorKind::None).then_some(Anchor { kind: reading.anchor, day }),
        }
    }
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
