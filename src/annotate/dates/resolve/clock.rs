//! Times of day and parts of the day.

use super::{Reading, Resolver};
use crate::annotate::dates::frame::{Frame, Slot};
use crate::annotate::dates::period::{self, Clock, Period, days_from};
use crate::annotate::dates::{AnchorKind, TimexKind};
use jiff::civil::Date;

impl Resolver<'_> {
    pub(super) fn part(&self, frame: &Frame, inside: Option<Period>) -> Reading {
        let shift = i64::from(frame.get(Slot::Shift).unwrap_or_default());
        // `the next morning` follows the day named last, `this morning` is that of publication.
        let told = frame.get(Slot::Ref).is_some();
        let last = self.scene.last.and_then(Period::day).filter(|_| told);
        let (day, anchor) = match (inside.and_then(Period::day), last) {
            (Some(day), _) => (Some(day), AnchorKind::Inside),
            (None, Some(day)) => (days_from(day, shift), AnchorKind::LastNamed),
            (None, None) => (self.published().and_then(|day| days_from(day, shift)), AnchorKind::Published),
        };
        let part = frame.get(Slot::Part).unwrap_or_default() as i8;
        let found = day.map(|day| Period::Part(day, part));
        let mut reading = Reading::period(found, anchor);
        reading.kind = TimexKind::Time;
        reading
    }

    pub(super) fn clock(&self, frame: &Frame, inside: Option<Period>) -> Option<Reading> {
        let mut hour = frame.get(Slot::Hour).or_else(|| frame.get(Slot::Number))?;
        let mut minute = frame.get(Slot::Minute);
        if hour >= 100 {
            (hour, minute) = (hour / 100, Some(hour % 100));
        }
        match frame.get(Slot::Meridiem) {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(late) => hour = hour % 12 + late,
            None => {}
        }
        let part = match inside {
            Some(Period::Part(_, part)) => Some(part),
            _ => frame.get(Slot::Part).map(|part| part as i8),
        };
        if let (Some(part), None) = (part, frame.get(Slot::Meridiem)) {
            hour = in_part(hour, part);
        }
        if hour > 24 || minute.is_some_and(|minute| minute > 59 || hour == 24 && minute > 0) {
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
        let (told, named) = self.scene.clock_day();
        let anchor = match given.or(inside) {
            Some(_) => AnchorKind::Inside,
            None if named => AnchorKind::LastNamed,
            None => AnchorKind::Published,
        };
        let day = given.or(inside).or(told);
        let mut reading = Reading::period(day.map(|day| Period::Time(day, clock)), anchor);
        reading.kind = TimexKind::Time;
        Some(reading)
    }
}

/// `half past six this evening` is after noon; so is `ten at night`, not `two at night`.
fn in_part(hour: i32, part: i8) -> i32 {
    match period::PARTS.get(usize::from(part.unsigned_abs())) {
        Some(&("TAF" | "TEV")) if (1..12).contains(&hour) => hour + 12,
        Some(&"TNI") if (6..12).contains(&hour) => hour + 12,
        _ => hour,
    }
}
