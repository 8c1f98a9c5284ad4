//! What a node means on the calendar: one machine for all languages. In: a node of the chart, the document creation
//! time, the tense beside the mention, what the article named before. Out: a reading, never taken from the clock.

use super::chart::{Chart, NONE, Node};
use super::feast;
use super::frame::{Frame, Meaning, Slot};
use super::period::{self, Clock, PARTS, Period, SEASONS, Unit, days_from, weekday};
use super::scene::{Scene, Tense};
use super::table::Grammar;
use super::{AnchorKind, TimexKind};
use jiff::civil::Date;
use std::fmt::Write;

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
        Some(match self.grammar.rules[node.rule as usize].meaning {
            Meaning::Keep => self.keep(node, inner?.clone()),
            Meaning::Date => self.date(frame, inner),
            Meaning::Numeric => self.numeric(frame)?,
            Meaning::DayRange => self.day_range(frame)?,
            Meaning::Year => Reading::period(Some(Period::Year(self.year(frame)?)), AnchorKind::None),
            Meaning::YearRange => self.year_range(frame)?,
            Meaning::MonthRange => self.month_range(frame)?,
            Meaning::Decade => Reading::period(decade(frame), AnchorKind::None),
            Meaning::Century => Reading::period(century(frame), AnchorKind::None),
            Meaning::Quarter => self.quarter(frame, inner),
            Meaning::Season => self.season(frame, inner),
            Meaning::Weekday => self.weekday(frame, period),
            Meaning::Deictic => self.deictic(frame),
            Meaning::Relative => self.relative(frame, period),
            Meaning::Anaphor => self.anaphor(frame),
            Meaning::Offset => self.offset(frame, inner)?,
            Meaning::Part => self.part(frame, period),
            Meaning::Clock => self.clock(frame, period)?,
            Meaning::Within => within(frame, period),
            Meaning::Feast => self.feast(frame, inner),
            Meaning::WeekOf => Reading::period(
                period.and_then(Period::first_day).and_then(|day| Period::around(day, unit(frame)?)),
                inner?.anchor,
            ),
            Meaning::Length => Reading::text(TimexKind::Duration, length(frame)?),
            Meaning::PastStretch => self.past_stretch(frame)?,
            Meaning::Set => Reading::text(TimexKind::Set, set(frame)?),
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
        let Some(period) = inner.as_period() else { return inner };
        match (frame.get(Slot::Part), period.day()) {
            (Some(part), Some(day)) => Reading::period(Some(Period::Part(day, part as i8)), inner.anchor),
            _ => inner,
        }
    }

    fn year(&self, frame: &Frame) -> Option<i16> {
        let year = i16::try_from(frame.get(Slot::Year)?).ok()?;
        Some(if (0..100).contains(&year) { self.full_year(year) } else { year })
    }

    /// A year of two digits: the one at most 15 years ahead of publication, else before it.
    fn full_year(&self, short: i16) -> i16 {
        let now = self.published().map_or(2025, Date::year);
        let ahead = (short - now).rem_euclid(100);
        if ahead <= 15 { now + ahead } else { now + ahead - 100 }
    }

    fn date(&self, frame: &Frame, inner: Option<&Reading>) -> Reading {
        let day = frame.get(Slot::Day).or_else(|| frame.get(Slot::Ordinal)).map(|day| day as i8);
        let year = self.year(frame).or_else(|| inner.and_then(Reading::as_period)?.year());
        let shift = frame.get(Slot::Shift);
        let month = frame.get(Slot::Month).map(|month| month as i8);
        if let (Some(year), Some(month)) = (year, month) {
            let anchor = inner.map_or(AnchorKind::None, |inner| inner.anchor);
            return Reading::period(on_calendar(year, month, day), anchor);
        }
        let Some(published) = self.published() else {
            return Reading::period(None, AnchorKind::None);
        };
        let Some(month) = month else {
            return Reading::period(
                day.and_then(|day| self.bare_day(published, day, shift)),
                AnchorKind::Published,
            );
        };
        let year = published.year();
        let choices = [-1, 0, 1].map(|on| on_calendar(year.saturating_add(on), month, day));
        let found = match shift {
            Some(shift) => shifted_month(published, &choices, shift),
            None if day.is_some() => self.nearest(published, &choices),
            None if frame.get(Slot::Sign).is_some() => shifted_month(published, &choices, 1),
            None => self.near_month(published, &choices),
        };
        Reading::period(found, AnchorKind::Published)
    }

    /// A bare month: the latest, unless a word of the future stands by, or it is nearly a year since the last.
    fn near_month(&self, published: Date, choices: &[Option<Period>]) -> Option<Period> {
        let distance = |choice: &Period| {
            let (Some(first), Some(next)) = (choice.first_day(), choice.shift(1).and_then(Period::first_day))
            else {
                return i64::MAX;
            };
            let ahead = days_between(published, first).max(0);
            let behind = days_between(next, published).max(0);
            match self.tense() {
                Tense::Past => ahead * 12 + behind,
                Tense::Open => ahead * 4 + behind,
                Tense::Future => ahead + behind * 5,
            }
        };
        choices.iter().flatten().copied().min_by_key(distance)
    }

    /// `the 17th`: of the month of publication, or the month before it or after.
    fn bare_day(&self, published: Date, day: i8, shift: Option<i32>) -> Option<Period> {
        let month = Period::Month(published.year(), published.month());
        let of = |on: i64| match month.shift(on)? {
            Period::Month(year, month) => on_calendar(year, month, Some(day)),
            _ => None,
        };
        if let Some(shift) = shift {
            return of(i64::from(shift));
        }
        let choices = [of(-1), of(0), of(1)];
        self.latest_or_next(published, &choices)
    }

    /// The choice nearest to publication, unless the verb says which side of it, and the other is close enough.
    fn nearest(&self, published: Date, choices: &[Option<Period>]) -> Option<Period> {
        self.nearest_by(published, choices, 8)
    }

    /// The same, with how much farther a day ahead counts than one behind, in halves, after a verb of the past.
    fn nearest_by(&self, published: Date, choices: &[Option<Period>], against: i64) -> Option<Period> {
        let distance = |choice: &Period| {
            let Some(day) = choice.first_day() else { return i64::MAX };
            let days = days_between(published, day);
            let (back, ahead) = match self.tense() {
                Tense::Past => (2, against),
                Tense::Open => (2, 3),
                Tense::Future => (4, 2),
            };
            if days > 0 { days * ahead } else { -days * back }
        };
        choices.iter().flatten().copied().min_by_key(distance)
    }

    /// The latest choice that has begun, or the next one after a word of the future.
    fn latest_or_next(&self, published: Date, choices: &[Option<Period>]) -> Option<Period> {
        let begun = |choice: &Period| choice.first_day().is_some_and(|day| day <= published);
        let next = choices.iter().flatten().find(|choice| !begun(choice)).copied();
        let last = choices.iter().flatten().rfind(|choice| begun(choice)).copied();
        let running = last
            .filter(|last| last.unit() > Unit::Day && Period::around(published, last.unit()) == Some(*last));
        match self.tense() {
            Tense::Future => running.or(next).or(last),
            _ => last.or(next),
        }
    }

    fn numeric(&self, frame: &Frame) -> Option<Reading> {
        let year = match frame.get(Slot::Year) {
            Some(_) => self.year(frame),
            None => None,
        };
        let first = frame.get(Slot::Day)? as i8;
        let second = frame.get(Slot::Day2)? as i8;
        let told = frame.get(Slot::Shift);
        let day_first = told.map_or(self.scene.day_first, |told| told == 1);
        let read = |day: i8, month: i8| {
            let Some(year) = year else {
                let published = self.published()?;
                let choices =
                    [-1, 0, 1].map(|on| on_calendar(published.year().saturating_add(on), month, Some(day)));
                return self.nearest(published, &choices);
            };
            on_calendar(year, month, Some(day))
        };
        let (wanted, other) = if day_first {
            (read(first, second), read(second, first))
        } else {
            (read(second, first), read(first, second))
        };
        let anchor = if year.is_some() { AnchorKind::None } else { AnchorKind::Published };
        let mut reading = Reading::period(Some(wanted.or(other.filter(|_| told.is_none()))?), anchor);
        if wanted.is_some() && wanted != other && told.is_none() && !self.scene.order_proven {
            reading.alternative = other;
        }
        Some(reading)
    }

    fn day_range(&self, frame: &Frame) -> Option<Reading> {
        let mut last = *frame;
        last.clear(Slot::Day);
        last.set(Slot::Day, frame.get(Slot::Day2)?);
        if let Some(month) = frame.get(Slot::Month2) {
            last.set(Slot::Month, month);
        }
        let (first, last) = (self.date(frame, None), self.date(&last, None));
        let (from, to) = (first.as_period()?, last.as_period()?);
        if from.first_day()? >= to.first_day()? {
            return None;
        }
        Some(Reading::of(TimexKind::Date, Value::Text(format!("{from}/{to}")), first.anchor))
    }

    fn year_range(&self, frame: &Frame) -> Option<Reading> {
        let from = frame.get(Slot::Year)?;
        let to = frame.get(Slot::Year2)?;
        let to = if to < 100 { from / 100 * 100 + to } else { to };
        (from < to && to - from <= 100).then(|| Reading::text(TimexKind::Date, format!("{from}/{to}")))
    }

    fn month_range(&self, frame: &Frame) -> Option<Reading> {
        let mut last = *frame;
        last.set(Slot::Month, frame.get(Slot::Month2)?);
        let (first, last) = (self.date(frame, None), self.date(&last, None));
        let (from, to) = (first.as_period()?, last.as_period()?);
        Some(Reading::of(TimexKind::Date, Value::Text(format!("{from}/{to}")), first.anchor))
    }

    fn quarter(&self, frame: &Frame, inner: Option<&Reading>) -> Reading {
        let ordinal = frame.get(Slot::Ordinal).map(|ordinal| ordinal as i8);
        let halves = unit(frame) == Some(Unit::Half);
        let make = |year: i16, at: i8| {
            let most = if halves { 2 } else { 4 };
            let at = if at < 0 { most } else { at };
            (1..=most).contains(&at).then_some(if halves {
                Period::Half(year, at)
            } else {
                Period::Quarter(year, at)
            })
        };
        let year = self.year(frame).or_else(|| inner.and_then(Reading::as_period)?.year());
        let Some(ordinal) = ordinal else {
            let found =
                self.scene.quarter.and_then(|quarter| quarter.years_on(i64::from(year? - quarter.year()?)));
            return Reading::period(found.or(year.map(Period::Year)), AnchorKind::LastNamed);
        };
        if let Some(year) = year {
            return Reading::period(make(year, ordinal), AnchorKind::None);
        }
        let Some(published) = self.published() else {
            return Reading::period(None, AnchorKind::None);
        };
        let choices = [-1, 0, 1].map(|on| make(published.year().saturating_add(on), ordinal));
        let found = match frame.get(Slot::Shift) {
            Some(shift) => choices.get(usize::try_from(shift + 1).unwrap_or(1)).copied().flatten(),
            None => self.reported(published, &choices),
        };
        Reading::period(found, AnchorKind::Published)
    }

    /// The quarter a report means: one just over or running, else ahead only if it is far nearer.
    fn reported(&self, published: Date, choices: &[Option<Period>]) -> Option<Period> {
        let ahead_weight = if self.tense() == Tense::Future { 1 } else { 4 };
        let distance = |choice: &Period| {
            let (Some(first), Some(next)) = (choice.first_day(), choice.shift(1).and_then(Period::first_day))
            else {
                return i64::MAX;
            };
            let ahead = days_between(published, first).max(0);
            let behind = days_between(next, published).max(0);
            ahead * ahead_weight + behind
        };
        choices.iter().flatten().copied().min_by_key(distance)
    }

    fn season(&self, frame: &Frame, inner: Option<&Reading>) -> Reading {
        let season = frame.get(Slot::Season).unwrap_or_default() as i8;
        let year = self.year(frame).or_else(|| inner.and_then(Reading::as_period)?.year());
        if let Some(year) = year {
            return Reading::period(Some(Period::Season(year, season)), AnchorKind::None);
        }
        let Some(published) = self.published() else {
            return Reading::period(None, AnchorKind::None);
        };
        let running = season_of(published);
        let choices = [-1, 0, 1].map(|on| Some(Period::Season(published.year().saturating_add(on), season)));
        let found = match frame.get(Slot::Shift) {
            Some(-1) => choices
                .into_iter()
                .flatten()
                .rfind(|choice| Some(*choice) != running && begun(*choice, published)),
            Some(1) => choices.into_iter().flatten().find(|choice| !begun(*choice, published)),
            Some(_) if running.is_some_and(|running| choices.contains(&Some(running))) => running,
            Some(_) => Some(Period::Season(published.year(), season)),
            None => self.latest_or_next(published, &choices),
        };
        Reading::period(found, AnchorKind::Published)
    }

    fn weekday(&self, frame: &Frame, inside: Option<Period>) -> Reading {
        let anchor = AnchorKind::Published;
        let (Some(published), Some(wanted)) = (self.published(), frame.get(Slot::Weekday).and_then(weekday))
        else {
            return Reading::period(None, AnchorKind::None);
        };
        if let Some(Period::Week(monday)) = inside {
            let day = days_from(monday, i64::from(wanted.to_monday_zero_offset()));
            return Reading::period(day.map(Period::Day), anchor);
        }
        let base = inside.and_then(Period::day).unwrap_or(published);
        let same = base.weekday() == wanted;
        let strictly = |count: i32| base.nth_weekday(count, wanted).ok();
        let back = if same { Some(base) } else { strictly(-1) };
        let ahead = if same { Some(base) } else { strictly(1) };
        let found = match frame.get(Slot::Shift) {
            Some(-1) => strictly(-1),
            Some(1) => strictly(1),
            Some(0) if self.tense() == Tense::Past => back,
            Some(0) => ahead,
            _ if self.tense() == Tense::Future || frame.get(Slot::Sign).is_some() => ahead,
            _ => back,
        };
        Reading::period(found.map(Period::Day), anchor)
    }

    fn deictic(&self, frame: &Frame) -> Reading {
        let days = i64::from(frame.get(Slot::Shift).unwrap_or_default());
        let found = self.published().and_then(|day| days_from(day, days));
        let found = found.map(|day| match frame.get(Slot::Part) {
            Some(part) => Period::Part(day, part as i8),
            None => Period::Day(day),
        });
        Reading::period(found, AnchorKind::Published)
    }

    fn relative(&self, frame: &Frame, inside: Option<Period>) -> Reading {
        let shift = i64::from(frame.get(Slot::Shift).unwrap_or_default());
        let Some(unit) = unit(frame) else { return Reading::period(None, AnchorKind::None) };
        let day = inside.and_then(Period::first_day).or(self.published());
        let around = day.and_then(|day| Period::around(day, unit));
        let found = match (unit, self.scene.quarter) {
            (Unit::Period, Some(quarter)) if inside.is_none() => quarter.years_on(shift),
            (Unit::Period, _) => day.and_then(|day| Period::Year(day.year()).shift(shift)),
            _ => around.and_then(|around| around.shift(self.weekend_shift(unit, shift))),
        };
        Reading::period(found, AnchorKind::Published)
    }

    /// At the start of the week `this weekend` and `the weekend` look back when the verb does.
    fn weekend_shift(&self, unit: Unit, shift: i64) -> i64 {
        let early = self.published().is_some_and(|day| day.weekday().to_monday_zero_offset() < 4);
        let back = unit == Unit::Weekend && shift == 0 && early && self.tense() != Tense::Future;
        if back { -1 } else { shift }
    }

    /// `that day`, `the following year`: from the last date the article named.
    fn anaphor(&self, frame: &Frame) -> Reading {
        let shift = i64::from(frame.get(Slot::Shift).unwrap_or_default());
        let unit = unit(frame);
        let found = unit.and_then(|unit| {
            if unit == Unit::Quarter || unit == Unit::Period {
                let over = || Period::around(self.published()?, Unit::Quarter)?.shift(-1);
                return self.scene.quarter.or_else(over)?.shift(shift);
            }
            let last = self.scene.last?;
            if last.unit() > unit {
                return if unit == Unit::Day { None } else { last.shift(shift) };
            }
            Period::around(last.first_day()?, unit)?.shift(shift)
        });
        if found.is_some() {
            return Reading::period(found, AnchorKind::LastNamed);
        }
        let found =
            self.published().zip(unit).and_then(|(day, unit)| Period::around(day, unit)?.shift(shift));
        Reading::period(found, AnchorKind::Published)
    }

    fn offset(&self, frame: &Frame, inner: Option<&Reading>) -> Option<Reading> {
        let sign = i64::from(frame.get(Slot::Sign).unwrap_or(-1));
        let unit = unit(frame)?;
        let count = frame.get(Slot::Number).unwrap_or(1000);
        if count < 0 || inner.is_some_and(|inner| inner.as_period().is_none()) {
            let from_now = sign < 0 || frame.get(Slot::Ref).is_none();
            return Some(match length(frame).filter(|_| !from_now) {
                Some(length) => Reading::text(TimexKind::Duration, length),
                None => Reading::text(TimexKind::Date, if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }),
            });
        }
        if unit < Unit::Day {
            let length = length(frame)?;
            return Some(Reading::text(TimexKind::Duration, length));
        }
        let from_last = frame.get(Slot::Ref).is_some();
        let (from, anchor) = match inner {
            Some(inner) => (inner.as_period(), inner.anchor),
            None if from_last && self.scene.last.is_some() => (self.scene.last, AnchorKind::LastNamed),
            None => (self.published().map(Period::Day), AnchorKind::Published),
        };
        let step = sign * i64::from(count) / 1000;
        let part = frame.get(Slot::Half).unwrap_or(count % 1000);
        let half = i64::from(part >= 500) * sign;
        if unit == Unit::Year && inner.is_none() && count == 1000 {
            // `a year ago` beside the figures of a quarter is that quarter of the year before.
            if let Some(quarter) = self.scene.quarter.filter(|_| self.scene.reporting) {
                return Some(Reading::period(quarter.years_on(step), AnchorKind::LastNamed));
            }
            let year = from.and_then(Period::year).and_then(|year| Period::Year(year).shift(step));
            return Some(Reading::period(year, anchor));
        }
        let found = from.and_then(|from| offset_from(from, unit, step, half, inner.is_some() || from_last));
        Some(Reading::period(found, anchor))
    }

    fn part(&self, frame: &Frame, inside: Option<Period>) -> Reading {
        let shift = i64::from(frame.get(Slot::Shift).unwrap_or_default());
        let day = inside.and_then(Period::day).or_else(|| days_from(self.published()?, shift));
        let part = frame.get(Slot::Part).unwrap_or_default() as i8;
        let anchor = if inside.is_some() { AnchorKind::Inside } else { AnchorKind::Published };
        let found = day.map(|day| Period::Part(day, part));
        let mut reading = Reading::period(found, anchor);
        reading.kind = TimexKind::Time;
        reading
    }

    fn clock(&self, frame: &Frame, inside: Option<Period>) -> Option<Reading> {
        let mut hour = frame.get(Slot::Hour)?;
        let mut minute = frame.get(Slot::Minute);
        if hour >= 100 {
            (hour, minute) = (hour / 100, Some(hour % 100));
        }
        match frame.get(Slot::Meridiem) {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(late) => hour = hour % 12 + late,
            None => {}
        }
        if hour > 24 || minute.is_some_and(|minute| minute > 59) {
            return None;
        }
        let zone = frame.get(Slot::Zone).map(|zone| match frame.get(Slot::Sign) {
            Some(sign) if zone >= 100 => sign * (zone / 100 * 60 + zone % 100),
            Some(sign) => sign * zone * 60,
            None => zone,
        });
        let clock = Clock {
            hour: hour as i8,
            minute: minute.map(|minute| minute as i8),
            second: frame.get(Slot::Second).map(|second| second as i8),
            zone: zone.and_then(|zone| i16::try_from(zone).ok()),
        };
        let given = match (self.year(frame), frame.get(Slot::Month), frame.get(Slot::Day)) {
            (Some(year), Some(month), Some(day)) => Some(Date::new(year, month as i8, day as i8).ok()?),
            _ => None,
        };
        let inside = inside.and_then(Period::day);
        let anchor =
            if inside.is_some() || given.is_some() { AnchorKind::Inside } else { AnchorKind::Published };
        let day = given.or(inside).or(self.scene.clock_day()).or(self.published());
        let mut reading = Reading::period(day.map(|day| Period::Time(day, clock)), anchor);
        reading.kind = TimexKind::Time;
        Some(reading)
    }

    fn feast(&self, frame: &Frame, inner: Option<&Reading>) -> Reading {
        let Some(packed) = frame.get(Slot::Feast) else { return Reading::period(None, AnchorKind::None) };
        let year = self.year(frame).or_else(|| inner.and_then(Reading::as_period)?.year());
        let of = |year: i16| feast::day(packed, year).map(Period::Day);
        if let Some(year) = year {
            return Reading::period(of(year), AnchorKind::None);
        }
        let Some(published) = self.published() else {
            return Reading::period(None, AnchorKind::None);
        };
        let choices = [-1, 0, 1].map(|on| of(published.year().saturating_add(on)));
        let found = match frame.get(Slot::Shift) {
            Some(-1) => choices.iter().flatten().rfind(|choice| choice.day() < Some(published)).copied(),
            Some(1) => choices.iter().flatten().find(|choice| choice.day() >= Some(published)).copied(),
            Some(_) => of(published.year()),
            None => self.nearest_by(published, &choices, 12),
        };
        Reading::period(found, AnchorKind::Published)
    }

    /// `the past year` is the year before; `the past three years` is a length.
    fn past_stretch(&self, frame: &Frame) -> Option<Reading> {
        Some(Reading::text(TimexKind::Duration, length(frame)?))
    }
}

fn begun(period: Period, published: Date) -> bool {
    period.first_day().is_some_and(|day| day <= published)
}

fn season_of(day: Date) -> Option<Period> {
    let year = day.year();
    match day.month() {
        1 | 2 => Some(Period::Season(year.checked_sub(1)?, 3)),
        12 => Some(Period::Season(year, 3)),
        month => Some(Period::Season(year, month / 3 - 1)),
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 8, |span| i64::from(span.get_days()))
}

fn unit(frame: &Frame) -> Option<Unit> {
    Unit::from_table(frame.get(Slot::Unit)?)
}

fn on_calendar(year: i16, month: i8, day: Option<i8>) -> Option<Period> {
    match day {
        Some(day) => Date::new(year, month, day).ok().map(Period::Day),
        None => (1..=12).contains(&month).then_some(Period::Month(year, month)),
    }
}

/// `last January`, `this January`, `next January`.
fn shifted_month(published: Date, choices: &[Option<Period>; 3], shift: i32) -> Option<Period> {
    let this = Some(Period::Month(published.year(), published.month()));
    let begun =
        |choice: &Option<Period>| choice.and_then(Period::first_day).is_some_and(|day| day <= published);
    match shift {
        0 => choices[1],
        1 => *choices.iter().find(|choice| !begun(choice))?,
        _ => *choices.iter().rfind(|choice| begun(choice) && **choice != this)?,
    }
}

fn decade(frame: &Frame) -> Option<Period> {
    let year = frame.get(Slot::Year)?;
    let year = if year < 100 { 1900 + year } else { year };
    (year % 10 == 0).then_some(Period::Decade(i16::try_from(year / 10).ok()?))
}

fn century(frame: &Frame) -> Option<Period> {
    let ordinal = frame.get(Slot::Ordinal)?;
    (1..=30).contains(&ordinal).then_some(Period::Century(ordinal as i16 - 1))
}

/// `the third quarter of 2020`, `the end of the month`: what lies inside a period.
fn within(frame: &Frame, inside: Option<Period>) -> Reading {
    let found = inside.and_then(|inside| {
        let ordinal = i64::from(frame.get(Slot::Ordinal)?);
        let unit = unit(frame)?;
        if unit >= inside.unit() || ordinal == 0 {
            return None;
        }
        if ordinal > 0 {
            return Period::around(inside.first_day()?, unit)?.shift(ordinal - 1);
        }
        let next = inside.shift(1)?.first_day()?;
        Period::around(days_from(next, -1)?, unit)?.shift(ordinal + 1)
    });
    Reading::period(found, AnchorKind::Inside)
}

fn offset_from(from: Period, unit: Unit, step: i64, half: i64, from_named: bool) -> Option<Period> {
    let day = from.first_day()?;
    // Days and weeks, and whatever is counted from a named day, keep the day; larger units lose it.
    let exact = from_named && from.unit() <= Unit::Day;
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => Period::Day(day).shift(step),
        Unit::Fortnight => Period::Day(day).shift(step * 14),
        Unit::Week if exact => Period::Day(day).shift(step * 7),
        Unit::Month if exact => {
            let month = Period::Month(day.year(), day.month()).shift(step)?.first_day()?;
            Date::new(month.year(), month.month(), day.day())
                .ok()
                .map(Period::Day)
                .or(Period::around(month, Unit::Month))
        }
        Unit::Year if from_named && from.unit() < Unit::Year => from.years_on(step),
        Unit::Decade | Unit::Century | Unit::Millennium => {
            let years = match unit {
                Unit::Decade => 10,
                Unit::Century => 100,
                _ => 1000,
            };
            Period::Year(day.year()).shift(step.checked_mul(years)?)
        }
        Unit::Year if half != 0 => {
            Period::Month(day.year(), day.month()).shift(step.checked_mul(12)? + half * 6)
        }
        Unit::Month if half != 0 => Period::Day(day).shift(step.checked_mul(30)? + half * 15),
        Unit::Period => Period::Year(day.year()).shift(step),
        _ => Period::around(day, unit)?.shift(step),
    }
}

/// The letters of a TIMEX3 duration, and how many of them one unit is.
fn letters(unit: Unit) -> (&'static str, &'static str, i64) {
    match unit {
        Unit::Second => ("PT", "S", 1),
        Unit::Minute => ("PT", "M", 1),
        Unit::Hour => ("PT", "H", 1),
        Unit::Day => ("P", "D", 1),
        Unit::Week => ("P", "W", 1),
        Unit::Fortnight => ("P", "W", 2),
        Unit::Weekend => ("P", "WE", 1),
        Unit::Month => ("P", "M", 1),
        Unit::Quarter => ("P", "Q", 1),
        Unit::Half => ("P", "M", 6),
        Unit::Year => ("P", "Y", 1),
        Unit::Decade => ("P", "Y", 10),
        Unit::Century => ("P", "Y", 100),
        Unit::Millennium => ("P", "Y", 1000),
        Unit::Period => ("P", "X", 1),
    }
}

/// The letter of a smaller unit, and how many of it there are.
fn smaller(unit: Unit) -> Option<(&'static str, i64)> {
    Some(match unit {
        Unit::Year => ("M", 12),
        Unit::Hour => ("M", 60),
        Unit::Minute => ("S", 60),
        Unit::Day => ("T", 24),
        _ => return None,
    })
    .filter(|(letter, _)| *letter != "T")
}

/// `P3.5Y`, `PT15M`, `PXD`.
fn length(frame: &Frame) -> Option<String> {
    let unit = unit(frame)?;
    let count = i64::from(frame.get(Slot::Number).unwrap_or(1000));
    let (start, letter, times) = letters(unit);
    if unit == Unit::Period {
        return Some("PXX".into());
    }
    if count < 0 {
        return Some(format!("{start}X{letter}"));
    }
    let mut thousandths = count.checked_mul(times)?;
    let part = i64::from(frame.get(Slot::Half).unwrap_or_default());
    if let Some((small, of)) = smaller(unit).filter(|(_, of)| part > 0 && part * of % 1000 == 0) {
        return Some(format!("{start}{}{letter}{}{small}", thousandths / 1000, part * of / 1000));
    }
    thousandths += part * times;
    let mut out = format!("{start}{}", thousandths / 1000);
    if thousandths % 1000 != 0 {
        let part = format!("{:03}", thousandths % 1000);
        write!(out, ".{}", part.trim_end_matches('0')).ok()?;
    }
    out.push_str(letter);
    if let Some(more) = frame.get(Slot::Number2).filter(|more| *more > 0)
        && let Some(small) = frame.get(Slot::Unit2).and_then(Unit::from_table)
        && small < unit
    {
        let (small_start, small_letter, _) = letters(small);
        if small_start != start {
            out.push('T');
        }
        write!(out, "{}{small_letter}", more / 1000).ok()?;
    }
    Some(out)
}

/// `P1D`, `XXXX-WXX-5`, `XXXX-SU`, `XXXX-12-25`.
fn set(frame: &Frame) -> Option<String> {
    let part = frame.get(Slot::Part).and_then(|part| PARTS.get(usize::try_from(part).ok()?));
    if let Some(day) = frame.get(Slot::Weekday) {
        return Some(format!("XXXX-WXX-{day}{}", part.unwrap_or(&"")));
    }
    if let Some(month) = frame.get(Slot::Month) {
        return Some(match frame.get(Slot::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        });
    }
    if let Some(season) = frame.get(Slot::Season) {
        return Some(format!("XXXX-{}", SEASONS.get(usize::try_from(season).ok()?)?));
    }
    if let Some(part) = part {
        return Some(format!("XXXX-XX-XX{part}"));
    }
    if unit(frame)? == Unit::Weekend {
        return Some("XXXX-WXX-WE".into());
    }
    length(frame)
}
