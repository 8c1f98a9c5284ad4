//! Days, months and years as written, with what they leave out: the year, the order of day and month.

use super::named::begun;
use super::{Reading, Resolver, Value};
use crate::annotate::dates::frame::{Frame, Slot};
use crate::annotate::dates::period::{Period, Unit};
use crate::annotate::dates::scene::Tense;
use crate::annotate::dates::{AnchorKind, TimexKind};
use jiff::civil::Date;

/// How near a day is to another that a story goes on from, in days.
const SOON: i64 = 31;

impl Resolver<'_> {
    pub(super) fn year(&self, frame: &Frame) -> Option<i16> {
        let year = i16::try_from(frame.get(Slot::Year)?).ok()?;
        Some(if (0..100).contains(&year) { self.full_year(year) } else { year })
    }

    /// A year of two digits: the one at most 15 years ahead of publication, else before it.
    pub(super) fn full_year(&self, short: i16) -> i16 {
        let now = self.published().map_or(2025, Date::year);
        let ahead = (short - now).rem_euclid(100);
        if ahead <= 15 { now + ahead } else { now + ahead - 100 }
    }

    pub(super) fn date(&self, frame: &Frame, inner: Option<&Reading>) -> Reading {
        let day = frame.get(Slot::Day).or_else(|| frame.get(Slot::Ordinal)).map(|day| day as i8);
        let year = self.year(frame).or_else(|| inner.and_then(Reading::as_period)?.year());
        let shift = frame.get(Slot::Shift);
        let month = frame.get(Slot::Month).map(|month| month as i8);
        if frame.get(Slot::Ref).is_some()
            && let Some(end) = month.and_then(|month| self.range_end(month))
        {
            return Reading::period(Some(end), AnchorKind::LastNamed);
        }
        if let (Some(year), Some(month)) = (year, month) {
            let anchor = inner.map_or(AnchorKind::None, |inner| inner.anchor);
            return Reading::period(on_calendar(year, month, day), anchor);
        }
        if let (Some(month), None) = (month, shift)
            && let Some(found) = self.soon_after(month, day)
        {
            return Reading::period(Some(found), AnchorKind::LastNamed);
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
            None => match frame.get(Slot::Sign) {
                Some(1..) => shifted_month(published, &choices, 1),
                Some(_) => choices.iter().flatten().rfind(|choice| begun(**choice, published)).copied(),
                None => self.near_month(published, &choices),
            },
        };
        Reading::period(found, AnchorKind::Published)
    }

    /// `from July to October`: the October after that July.
    fn range_end(&self, month: i8) -> Option<Period> {
        first_from(self.scene.last?.first_day()?, month, None)
    }

    /// `was elected on 1 November 2006 and sworn in on 28 November`: in a sentence about a year long past (or where no day
    /// of publication is known), the next such day after the one it named.
    fn soon_after(&self, month: i8, day: Option<i8>) -> Option<Period> {
        if self.tense() == Tense::Future {
            return None;
        }
        match self.scene.day_here {
            Some(begin) => first_from(begin, month, day).filter(|_| self.is_long_past(begin)),
            None => self.of_the_story(month, day),
        }
    }

    /// Of the year this sentence is about (`In 2011 it fell on Aug. 5`), or soon after a day long past that was named
    /// last, unless such a day has just been.
    fn of_the_story(&self, month: i8, day: Option<i8>) -> Option<Period> {
        let published = self.published()?;
        let latest = [0, -1].map(|on| on_calendar(published.year().saturating_add(on), month, day));
        let mut begun = latest.iter().flatten().filter(|choice| begun(**choice, published));
        if begun.any(|choice| is_near(*choice, published)) {
            return None;
        }
        if let Some(year) = self.scene.year_here {
            return on_calendar(year, month, day);
        }
        let last = self.scene.last.and_then(Period::day).filter(|last| self.is_long_past(*last))?;
        first_from(last, month, day).filter(|found| is_near(*found, last))
    }

    /// Whether a day is more than a year before publication, or nobody knows.
    fn is_long_past(&self, day: Date) -> bool {
        self.published().is_none_or(|published| days_between(day, published) > 366)
    }

    /// A bare month: the latest, unless a word of the future stands by, or it is nearly a year since the last.
    pub(super) fn near_month(&self, published: Date, choices: &[Option<Period>]) -> Option<Period> {
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
    pub(super) fn bare_day(&self, published: Date, day: i8, shift: Option<i32>) -> Option<Period> {
        let month = Period::Month(published.year(), published.month());
        let of = |on: i64| match month.shift(on)? {
            Period::Month(year, month) => on_calendar(year, month, Some(day)),
            _ => None,
        };
        if let Some(shift) = shift {
            return of(i64::from(shift));
        }
        let choices = [of(-1), of(0), of(1)];
        match self.tense() {
            Tense::Open => self.nearest(published, &choices),
            _ => self.latest_or_next(published, &choices),
        }
    }

    /// The choice nearest to publication, unless the verb says which side of it, and the other is close enough.
    pub(super) fn nearest(&self, published: Date, choices: &[Option<Period>]) -> Option<Period> {
        self.nearest_by(published, choices, 8)
    }

    /// The same, with how much farther a day ahead counts than one behind, in halves, after a verb of the past.
    pub(super) fn nearest_by(
        &self,
        published: Date,
        choices: &[Option<Period>],
        against: i64,
    ) -> Option<Period> {
        let distance = |choice: &Period| {
            let Some(day) = choice.first_day() else {
                return i64::MAX;
            };
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
    pub(super) fn latest_or_next(&self, published: Date, choices: &[Option<Period>]) -> Option<Period> {
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

    pub(super) fn numeric(&self, frame: &Frame) -> Option<Reading> {
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
        let mut reading = Reading::period(wanted.or(other.filter(|_| told.is_none())), anchor);
        if wanted.is_some() && wanted != other && told.is_none() && !self.scene.order_proven {
            reading.alternative = other;
        }
        Some(reading)
    }

    pub(super) fn day_range(&self, frame: &Frame) -> Option<Reading> {
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

    pub(super) fn month_range(&self, frame: &Frame) -> Option<Reading> {
        let mut last = *frame;
        last.set(Slot::Month, frame.get(Slot::Month2)?);
        let (first, last) = (self.date(frame, None), self.date(&last, None));
        let (from, to) = (first.as_period()?, last.as_period()?);
        Some(Reading::of(TimexKind::Date, Value::Text(format!("{from}/{to}")), first.anchor))
    }
}

pub(super) fn year_range(frame: &Frame) -> Option<Reading> {
    let from = frame.get(Slot::Year)?;
    let to = frame.get(Slot::Year2)?;
    let to = if to < 100 { from / 100 * 100 + to } else { to };
    (from < to && to - from <= 100).then(|| Reading::text(TimexKind::Date, format!("{from}/{to}")))
}

pub(super) fn decade(frame: &Frame) -> Option<Period> {
    let year = frame.get(Slot::Year)?;
    let year = if year < 100 { 1900 + year } else { year };
    // `the 1600s` are a century, `the 1900s` ten years.
    if year % 100 == 0 && year < 1900 {
        return Some(Period::Century(i16::try_from(year / 100).ok()?));
    }
    (year % 10 == 0).then_some(Period::Decade(i16::try_from(year / 10).ok()?))
}

pub(super) fn century(frame: &Frame) -> Option<Period> {
    let ordinal = frame.get(Slot::Ordinal)?;
    (1..=30).contains(&ordinal).then_some(Period::Century(ordinal as i16 - 1))
}

/// The first such day or month that is not over before `begin`, in the same year or the next.
fn first_from(begin: Date, month: i8, day: Option<i8>) -> Option<Period> {
    let years = [begin.year(), begin.year().checked_add(1)?];
    let mut choices = years.into_iter().filter_map(|year| on_calendar(year, month, day));
    choices.find(|choice| choice.shift(1).and_then(Period::first_day) > Some(begin))
}

pub(super) fn on_calendar(year: i16, month: i8, day: Option<i8>) -> Option<Period> {
    match day {
        Some(day) => Date::new(year, month, day).ok().map(Period::Day),
        None => (1..=12).contains(&month).then_some(Period::Month(year, month)),
    }
}

/// `last January`, `this January`, `next January`.
pub(super) fn shifted_month(published: Date, choices: &[Option<Period>; 3], shift: i32) -> Option<Period> {
    let this = Some(Period::Month(published.year(), published.month()));
    let begun =
        |choice: &Option<Period>| choice.and_then(Period::first_day).is_some_and(|day| day <= published);
    match shift {
        0 => choices[1],
        1 => *choices.iter().find(|choice| !begun(choice))?,
        _ => *choices.iter().rfind(|choice| begun(choice) && **choice != this)?,
    }
}

/// Whether a period begins within a month of a day.
fn is_near(period: Period, day: Date) -> bool {
    period.first_day().is_some_and(|first| days_between(day, first).abs() <= SOON)
}

pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 8, |span| i64::from(span.get_days()))
}
