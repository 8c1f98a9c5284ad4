//! The nodes of each sentence to the timexes of the text, with what each teaches about those after it.

use super::chart::{self, Chart, Node};
use super::country::{self, National};
use super::frame::{Meaning, Slot, class_bits};
use super::grammar::{Grammar, Rule};
use super::period::{Clock, Period};
use super::resolve::{Reading, Resolver, Value};
use super::scene::{self, Scene};
use super::stream::Lex;
use super::timex::{Anchor, AnchorKind, Timex, TimexKind};
use crate::segment::Token;
use crate::span::Span;
use jiff::civil::Date;

/// What stands before a year that things happened in: not `the 1994 Open`.
const PREP: u64 = class_bits(&["PREP"]);

/// A text on the way through its sentences, and what was found so far.
pub(super) struct Finder<'a> {
    text: &'a str,
    grammar: &'a Grammar,
    tokens: &'a [Token],
    scene: Scene,
    /// The clock time found last, if no day stands beside it: among those found, and at which token it ends.
    clock: Option<(usize, usize, Clock)>,
    /// Where what stands behind the year of this sentence begins.
    clause: usize,
    /// National days asked for, by name.
    national: Vec<(&'static str, Option<National>)>,
    pub(super) found: Vec<Timex>,
}

impl<'a> Finder<'a> {
    /// Begins with a text that nothing has been found in.
    pub(super) fn new(
        text: &'a str,
        grammar: &'a Grammar,
        tokens: &'a [Token],
        published: Option<Date>,
    ) -> Self {
        let scene = Scene { published, day_first: grammar.day_first, ..Scene::default() };
        Self { text, grammar, tokens, scene, clock: None, clause: 0, national: Vec::new(), found: Vec::new() }
    }

    /// Takes the longest expression at each place, from left to right.
    pub(super) fn sentence(&mut self, lexes: &[Lex], chart: &Chart) {
        self.scene.day_here = None;
        self.scene.year_here = None;
        self.clock = None;
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
            if self.scene.year_here.is_some() && self.is_comma_in(&lexes[self.clause.min(at)..at]) {
                self.scene.year_here = None;
            }
            if node.child != chart::NONE || !rule.meaning.is_whole() {
                self.scene.tense = scene::tense(self.text, self.grammar, lexes, at, end);
            }
            self.scene.national = self.national(chart, node);
            let resolver = Resolver { grammar: self.grammar, chart, scene: &self.scene };
            if let Some(reading) = resolver.read(id) {
                let span = Span::new(lexes[at].start as usize, lexes[end - 1].end as usize);
                self.found.push(self.timex(span, node.rule, &reading));
                self.learn_clock(&reading, lexes, (at, end));
                self.scene.reporting = match &reading.value {
                    Value::Period(Period::Quarter(..)) => true,
                    Value::Period(Period::Year(_)) => false,
                    // `the three months ended June 30` are a quarter too.
                    Value::Text(length) if reading.kind == TimexKind::Duration && length != "P3M" => false,
                    _ => self.scene.reporting,
                };
                // `a year earlier` compares; what comes next is not about that year.
                if let Value::Period(period) = reading.value
                    && (rule.meaning != Meaning::Offset || period.day().is_some())
                {
                    self.scene.remember(period);
                    let told = || at > 0 && lexes[at - 1].classes & PREP != 0;
                    if let Period::Year(year) = period
                        && (rule.meaning == Meaning::Anaphor || rule.meaning == Meaning::Year && told())
                    {
                        self.scene.year_here = self.is_over(year).then_some(year);
                        // `In 2011, it fell on Aug. 5`: that comma ends no clause.
                        self.clause = end + usize::from(at <= 1);
                    }
                    let own = rule.meaning == Meaning::Quarter && reading.anchor == AnchorKind::Published;
                    let over = || period.shift(1).and_then(Period::first_day) <= self.scene.published;
                    if own && matches!(period, Period::Quarter(..)) && over() {
                        self.scene.quarter = Some(period);
                    }
                }
                self.learn_order(node, rule);
                free = end;
            }
        }
    }

    /// Whether a clause ends: `changed in 2018, and won in March`.
    fn is_comma_in(&self, lexes: &[Lex]) -> bool {
        lexes.iter().any(|lex| matches!(self.text.as_bytes().get(lex.start as usize), Some(b',' | b';')))
    }

    /// Whether a year ended before that of publication began.
    fn is_over(&self, year: i16) -> bool {
        self.scene.published.is_some_and(|published| year < published.year())
    }

    /// `6 to 8 p.m. Oct. 29`: both on the day that stands behind the second.
    fn learn_clock(&mut self, reading: &Reading, lexes: &[Lex], (at, end): (usize, usize)) {
        let before = self.clock.take();
        let Value::Period(Period::Time(day, clock)) = reading.value else { return };
        if reading.anchor != AnchorKind::Inside {
            self.clock = Some((self.found.len() - 1, end, clock));
            return;
        }
        let Some((first, _, other)) = before.filter(|(_, until, _)| until + 1 == at) else { return };
        // `6 a.m. (2200 GMT Friday)` may be the day after; `6 a.m. (6 a.m. EDT Friday)` is not.
        let bracket = self.text.as_bytes().get(lexes[at - 1].start as usize) == Some(&b'(');
        if !bracket || other.hour == clock.hour {
            self.found[first].value = Some(Period::Time(day, other).value());
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
            AnchorKind::LastNamed => self.scene.last.and_then(Period::first_day),
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
            alternative: reading.alternative.map(Period::value),
            modifier: reading.modifier,
            rule: rule.name,
            country: rule.country.or(self.scene.national.map(|day| day.country)),
            anchor: (reading.anchor != AnchorKind::None).then_some(Anchor { kind: reading.anchor, day }),
        }
    }
}
