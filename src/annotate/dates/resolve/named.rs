//! Weekdays, quarters, seasons and named days: which one of them is meant.

use super::calendar::days_between;
use super::unit;
use super::{Reading, Resolver};
use crate::annotate::dates::AnchorKind;
use crate::annotate::dates::feast;
use crate::annotate::dates::frame::{Frame, Slot};
use crate::annotate::dates::period::{Period, Unit, days_from, weekday};
use crate::annotate::dates::scene::Tense;
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn quarter(&self, frame: &Frame, inner: Option<&Reading>) -> Reading {
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
    pub(super) fn reported(&self, published: Date, choices: &[Option<Period>]) -> Option<Period> {
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

    pub(super) fn season(&self, frame: &Frame, inner: Option<&Reading>) -> Reading {
        let season = frame.get(Slot::Season).unwrap_or_default() as i8;
        let year = self.year(frame).or_else(|| inner.and_then(Reading::as_period)?.year());
        if let Some(year) = year {
            return Reading::period(Some(Period::Season(year, season)), AnchorKind::None);
        }
        if let (Some(_), Some(shift)) = (frame.get(Slot::Ref), frame.get(Slot::Shift)) {
            return Reading::period(self.season_told(season, shift), AnchorKind::LastNamed);
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

    /// `that winter`, `the following spring`: from the last date the article named.
    fn season_told(&self, season: i8, shift: i32) -> Option<Period> {
        let last = self.scene.last?;
        let (first, next) = (last.first_day()?, last.shift(1)?.first_day()?);
        // `in January 1944`: that winter began the year before.
        let running = season_of(first).filter(|_| last.unit() <= Unit::Month);
        let mut choices =
            [-1, 0, 1].map(|on| Period::Season(first.year().saturating_add(on), season)).into_iter();
        match shift {
            0 => {
                running.filter(|running| choices.clone().any(|choice| choice == *running)).or(choices.nth(1))
            }
            1.. => choices.find(|choice| choice.first_day() >= Some(next)),
            _ => choices.rfind(|choice| Some(*choice) != running && begun(*choice, first)),
        }
    }

    pub(super) fn weekday(&self, frame: &Frame, inside: Option<Period>) -> Reading {
        let anchor = AnchorKind::Published;
        let (Some(published), Some(wanted)) = (self.published(), frame.get(Slot::Weekday).and_then(weekday))
        else {
            return Reading::period(None, AnchorKind::None);
        };
        if let Some(Period::Week(monday)) = inside {
            let day = days_from(monday, i64::from(wanted.to_monday_zero_offset()));
            return Reading::period(day.map(Period::Day), anchor);
        }
        // `Monday to Friday`: the Friday after that Monday.
        let begun = self.scene.day_here.filter(|_| frame.get(Slot::Ref).is_some());
        let base = inside.and_then(Period::day).or(begun).unwrap_or(published);
        let same = base.weekday() == wanted;
        let strictly = |count: i32| base.nth_weekday(count, wanted).ok();
        let back = if same { Some(base) } else { strictly(-1) };
        let ahead = if same { Some(base) } else { strictly(1) };
        let found = match frame.get(Slot::Shift) {
            // `two Sundays ago`
            _ if frame.get(Slot::Number).is_some() => {
                strictly(-frame.get(Slot::Number).unwrap_or_default() / 1000)
            }
            Some(-1) => strictly(-1),
            Some(1) => strictly(1),
            Some(0) if self.tense() == Tense::Past => back,
            Some(0) => ahead,
            _ => match frame.get(Slot::Sign) {
                Some(1..) => ahead,
                None if self.tense() == Tense::Future => ahead,
                // A story is dated by the clock of its desk: nobody calls the day six days back by its bare name.
                None if self.tense() == Tense::Open && ahead == base.tomorrow().ok() => ahead,
                _ => back,
            },
        };
        Reading::period(found.map(Period::Day), anchor)
    }

    pub(super) fn feast(&self, frame: &Frame, inner: Option<&Reading>) -> Reading {
        let national = self.scene.national.map(|day| day.feast);
        let Some(packed) = frame.get(Slot::Feast).or(national) else {
            return Reading::period(None, AnchorKind::None);
        };
        let year = self.year(frame).or_else(|| inner.and_then(Reading::as_period)?.year());
        let of = |year: i16| feast::days(packed, year).map(|day| day.map(Period::Day));
        if let Some(year) = year {
            return Reading::period(of(year)[0], AnchorKind::None);
        }
        let Some(published) = self.published() else {
            return Reading::period(None, AnchorKind::None);
        };
        let choices = [-1, 0, 1].map(|on| of(published.year().saturating_add(on)));
        let choices = choices.as_flattened();
        let found = match frame.get(Slot::Shift) {
            Some(-1) => choices.iter().flatten().rfind(|choice| choice.day() < Some(published)).copied(),
            Some(1) => choices.iter().flatten().find(|choice| choice.day() >= Some(published)).copied(),
            Some(_) => of(published.year())[0],
            None => self.nearest_by(published, choices, 12),
        };
        Reading::period(found, AnchorKind::Published)
    }
}

pub(super) fn begun(period: Period, published: Date) -> bool {
    period.first_day().is_some_and(|day| day <= published)
}

pub(super) fn season_of(day: Date) -> Option<Period> {
    let year = day.year();
    match day.month() {
        1 | 2 => Some(Period::Season(year.checked_sub(1)?, 3)),
        12 => Some(Period::Season(year, 3)),
        month => Some(Period::Season(year, month / 3 - 1)),
    }
}
