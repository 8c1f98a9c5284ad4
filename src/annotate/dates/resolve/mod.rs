//! What a node means on the calendar: one machine for all languages. In: a node of the chart, the document creation
//! time, the tense beside the mention, what the article named before. Out: a reading, never taken from the clock.

use super::chart::{Chart, NONE, Node};
use super::frame::{Frame, Meaning, Slot};
use super::grammar::Grammar;
use super::period::{self, Period, Unit};
use super::scene::{Scene, Tense};
use super::{AnchorKind, TimexKind};
use jiff::civil::{Date, Weekday};

mod calendar;
mod clock;
mod lengths;
mod named;
mod relative;

/// What an expression says.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) kind: TimexKind,
    pub(super) value: Value,
    pub(super) modifier: Option<&'static str>,
    /// The other day it could be, for `3/4/2021`.
    pub(super) alternative: Option<Period>,
    pub(super) anchor: AnchorKind,
}

/// A TIMEX3 value before it is written.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Period(Period),
    Text(String),
    /// Cannot be put on the calendar.
    Open,
}

impl Reading {
    fn of(kind: TimexKind, value: Value, anchor: AnchorKind) -> Self {
        Self { kind, value, modifier: None, alternative: None, anchor }
    }

    fn period(found: Option<Period>, anchor: AnchorKind) -> Self {
        let kind = if found.is_some_and(Period::is_time) { TimexKind::Time } else { TimexKind::Date };
        Self::of(kind, found.map_or(Value::Open, Value::Period), anchor)
    }

    fn text(kind: TimexKind, text: impl Into<String>) -> Self {
        Self::of(kind, Value::Text(text.into()), AnchorKind::None)
    }

    fn as_period(&self) -> Option<Period> {
        match self.value {
            Value::Period(period) => Some(period),
            _ => None,
        }
    }
}

/// How deep expressions may stand inside one another.
const DEEPEST: usize = 8;

/// Resolves nodes of one sentence.
pub(super) struct Resolver<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) chart: &'a Chart,
    pub(super) scene: &'a Scene,
}

impl Resolver<'_> {
    /// What a node says.
    pub(super) fn read(&self, id: u32) -> Option<Reading> {
        self.read_within(id, DEEPEST)
    }

    fn read_within(&self, id: u32, depth: usize) -> Option<Reading> {
        let node = self.chart.nodes.get(id as usize)?;
        let inner = match node.child {
            NONE => None,
            child if depth > 0 => self.read_within(child, depth - 1),
            _ => None,
        };
        let mut reading = self.by_meaning(node, inner.as_ref())?;
        if let Some(modifier) = node.frame.get(Slot::Mod).and_then(period::modifier) {
            reading.modifier = Some(modifier);
        } else if reading.modifier.is_none() {
            reading.modifier = inner.and_then(|inner| inner.modifier);
        }
        Some(reading)
    }

    fn by_meaning(&self, node: &Node, inner: Option<&Reading>) -> Option<Reading> {
        let frame = &node.frame;
        let period = inner.and_then(Reading::as_period);
        let meaning = self.grammar.rules[node.rule as usize].meaning;
        // `noon on 31 June` is not noon of another day.
        let nowhere = inner.is_some_and(|inner| matches!(inner.value, Value::Open));
        if nowhere && matches!(meaning, Meaning::Clock | Meaning::Part | Meaning::Weekday | Meaning::Relative)
        {
            let time = matches!(meaning, Meaning::Clock | Meaning::Part);
            let kind = if time { TimexKind::Time } else { TimexKind::Date };
            return Some(Reading::of(kind, Value::Open, AnchorKind::None));
        }
        // `1 to 3 May at 9 p.m.` is on no day in particular.
        if matches!(meaning, Meaning::Clock | Meaning::Part) && inner.is_some() && period.is_none() {
            return inner.cloned();
        }
        Some(match meaning {
            Meaning::Keep => self.keep(node, inner?.clone()),
            Meaning::Date => self.date(frame, inner),
            Meaning::Numeric => self.numeric(frame)?,
            Meaning::DayRange => self.day_range(frame)?,
            Meaning::Year => Reading::period(Some(Period::Year(self.year(frame)?)), AnchorKind::None),
            Meaning::YearRange => calendar::year_range(frame)?,
            Meaning::MonthRange => self.month_range(frame)?,
            Meaning::Decade => Reading::period(calendar::decade(frame), AnchorKind::None),
            Meaning::Century => Reading::period(calendar::century(frame), AnchorKind::None),
            Meaning::Quarter => self.quarter(frame, inner),
            Meaning::Season => self.season(frame, inner),
            Meaning::Weekday => self.weekday(frame, period),
            Meaning::Deictic => self.deictic(frame),
            Meaning::Relative => self.relative(frame, period),
            Meaning::Anaphor => self.anaphor(frame),
            Meaning::Offset => self.offset(frame, inner)?,
            Meaning::Part => self.part(frame, period),
            Meaning::Clock => self.clock(frame, period)?,
            Meaning::Within => relative::within(frame, period),
            Meaning::Feast => self.feast(frame, inner),
            Meaning::WeekOf => Reading::period(week_of(frame, period), inner?.anchor),
            Meaning::Length | Meaning::Long => {
                let last = lengths::length(frame)?;
                Reading::text(TimexKind::Duration, lengths::joined(inner, last))
            }
            Meaning::Set => Reading::text(TimexKind::Set, lengths::set(frame)?),
            Meaning::Vague => {
                const REFS: [&str; 3] = ["PRESENT_REF", "PAST_REF", "FUTURE_REF"];
                Reading::text(TimexKind::Date, REFS[usize::try_from(frame.get(Slot::Ref)?).ok()? % 3])
            }
            _ => return None,
        })
    }

    fn published(&self) -> Option<Date> {
        self.scene.published
    }

    fn tense(&self) -> Tense {
        self.scene.tense
    }

    /// The expression inside, moved by what this rule adds (`a year` from it, a part of the day).
    fn keep(&self, node: &Node, inner: Reading) -> Reading {
        let frame = &node.frame;
        let child = &self.chart.nodes[node.child as usize];
        if self.grammar.rules[child.rule as usize].meaning == Meaning::Feast {
            let mut named = child.frame;
            named.merge(frame);
            return self.feast(&named, None);
        }
        let Some(period) = inner.as_period() else {
            return inner;
        };
        match (frame.get(Slot::Part), period.day()) {
            (Some(part), Some(day)) => Reading::period(Some(Period::Part(day, part as i8)), inner.anchor),
            _ => inner,
        }
    }
}

/// The week of a day, or the weekend beside it: that of a Monday is the one before.
fn week_of(frame: &Frame, period: Option<Period>) -> Option<Period> {
    let (unit, day) = (unit(frame)?, period?.first_day()?);
    let monday = unit == Unit::Weekend && day.weekday() == Weekday::Monday;
    Period::around(if monday { day.yesterday().ok()? } else { day }, unit)
}

fn unit(frame: &Frame) -> Option<Unit> {
    Unit::from_table(frame.get(Slot::Unit)?)
}
