//! Expressions that count from publication, from the date named last or from a date inside them.

use super::lengths::length;
use super::unit;
use super::{Reading, Resolver};
use crate::annotate::dates::frame::{Frame, Slot};
use crate::annotate::dates::period::{Period, Unit, days_from, weekday};
use crate::annotate::dates::scene::Tense;
use crate::annotate::dates::{AnchorKind, TimexKind};
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn deictic(&self, frame: &Frame) -> Reading {
        let days = i64::from(frame.get(Slot::Shift).unwrap_or_default());
        let found = self.published().and_then(|day| days_from(day, days));
        let found = found.map(|day| match frame.get(Slot::Part) {
            Some(part) => Period::Part(day, part as i8),
            None => Period::Day(day),
        });
        Reading::period(found, AnchorKind::Published)
    }

    pub(super) fn relative(&self, frame: &Frame, inside: Option<Period>) -> Reading {
        let shift = i64::from(frame.get(Slot::Shift).unwrap_or_default());
        let Some(unit) = unit(frame) else {
            return Reading::period(None, AnchorKind::None);
        };
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
    pub(super) fn weekend_shift(&self, unit: Unit, shift: i64) -> i64 {
        let early = self.published().is_some_and(|day| day.weekday().to_monday_zero_offset() < 4);
        let back = unit == Unit::Weekend && shift == 0 && early && self.tense() != Tense::Future;
        if back { -1 } else { shift }
    }

    /// `that day`, `the following year`: from the last date the article named.
    pub(super) fn anaphor(&self, frame: &Frame) -> Reading {
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
        if shift == 0 && unit.is_none_or(|unit| unit != Unit::Quarter) {
            // `that year` with no year named before: nothing tells which.
            return Reading::period(None, AnchorKind::None);
        }
        let found =
            self.published().zip(unit).and_then(|(day, unit)| Period::around(day, unit)?.shift(shift));
        Reading::period(found, AnchorKind::Published)
    }

    pub(super) fn offset(&self, frame: &Frame, inner: Option<&Reading>) -> Option<Reading> {
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
        // `A century and a half ago`: the half is years too.
        let and_half =
            frame.get(Slot::Half).filter(|_| years(unit).is_some() && count % 1000 == 0).unwrap_or(0);
        let step = sign * i64::from(count + and_half) * years(unit).unwrap_or(1) / 1000;
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
        // `Fifteen years later` counts from what the story told last, never from its publication.
        let adrift = from_last
            && anchor == AnchorKind::Published
            && (sign > 0 && unit >= Unit::Month && self.tense() != Tense::Future);
        let from = from.filter(|from| !adrift && (anchor == AnchorKind::Published || from.unit() <= unit));
        let found = from.and_then(|from| offset_from(from, unit, step, half, inner.is_some() || from_last));
        Some(Reading::period(found, anchor))
    }
}

/// `the third week of 2020`, `the last Friday of May`: what lies inside a period.
pub(super) fn within(frame: &Frame, inside: Option<Period>) -> Reading {
    let found = inside.and_then(|inside| {
        let ordinal = i64::from(frame.get(Slot::Ordinal)?);
        if let Some(wanted) = frame.get(Slot::Weekday).and_then(weekday) {
            let Period::Month(year, month) = inside else { return None };
            let first = Date::new(year, month, 1).ok()?;
            return first.nth_weekday_of_month(i8::try_from(ordinal).ok()?, wanted).ok().map(Period::Day);
        }
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

/// How many years a unit of many is.
const fn years(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Decade => Some(10),
        Unit::Century => Some(100),
        Unit::Millennium => Some(1000),
        _ => None,
    }
}

/// A period some `step` units on from another; years, where a unit is many of them.
pub(super) fn offset_from(
    from: Period,
    unit: Unit,
    step: i64,
    half: i64,
    from_named: bool,
) -> Option<Period> {
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
        Unit::Year if half != 0 => {
            Period::Month(day.year(), day.month()).shift(step.checked_mul(12)? + half * 6)
        }
        Unit::Month if half != 0 => Period::Day(day).shift(step.checked_mul(30)? + half * 15),
        Unit::Decade | Unit::Century | Unit::Millennium | Unit::Period => {
            Period::Year(day.year()).shift(step)
        }
        _ => Period::around(day, unit)?.shift(step),
    }
}
