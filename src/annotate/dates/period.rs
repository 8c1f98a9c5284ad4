//! A stretch of the calendar, and how TIMEX3 writes it.

use super::frame::MODIFIERS;
use jiff::Span;
use jiff::civil::{Date, Weekday};
use std::fmt;

/// Units of time, by their number in the tables, small to large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
    Period,
}

const UNITS: [Unit; 15] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Week,
    Unit::Fortnight,
    Unit::Weekend,
    Unit::Month,
    Unit::Quarter,
    Unit::Half,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Millennium,
    Unit::Period,
];

impl Unit {
    pub(super) fn from_table(number: i32) -> Option<Self> {
        UNITS.get(usize::try_from(number).ok()?).copied()
    }
}

/// Parts of the day and points in it, as TIMEX3 writes them.
pub(super) const PARTS: &[&str] = &["TMO", "TAF", "TEV", "TNI", "T12:00", "T24:00", "TDT", "TMI"];
/// Seasons, as TIMEX3 writes them.
pub(super) const SEASONS: &[&str] = &["SP", "SU", "FA", "WI"];

/// A time of day; what was not said is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: Option<i8>,
    pub(super) second: Option<i8>,
    /// Minutes east of Greenwich.
    pub(super) zone: Option<i16>,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Century(i16),
    Decade(i16),
    Year(i16),
    Half(i16, i8),
    Quarter(i16, i8),
    Season(i16, i8),
    Month(i16, i8),
    /// The ISO week that starts on this Monday.
    Week(Date),
    /// The weekend of the ISO week that starts on this Monday.
    Weekend(Date),
    Day(Date),
    Part(Date, i8),
    Time(Date, Clock),
}

/// The first of a month; 1 January of the year when there is no such month.
fn first_of(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}

/// The Monday of the ISO week a day lies in.
pub(super) fn monday_of(day: Date) -> Option<Date> {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(Span::new().try_days(back).ok()?).ok()
}

/// The day some days later or, below zero, earlier.
pub(super) fn days_from(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

impl Period {
    /// The period of this unit that a day lies in.
    pub(super) fn around(day: Date, unit: Unit) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        Some(match unit {
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(monday_of(day)?),
            Unit::Weekend => Self::Weekend(monday_of(day)?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter | Unit::Period => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century | Unit::Millennium => Self::Century(year.div_euclid(100)),
        })
    }

    /// Its size.
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(_) => Unit::Year,
            Self::Half(..) => Unit::Half,
            Self::Quarter(..) | Self::Season(..) => Unit::Quarter,
            Self::Month(..) => Unit::Month,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Day(_) => Unit::Day,
            Self::Part(..) | Self::Time(..) => Unit::Hour,
        }
    }

    /// Its first day.
    pub(super) fn first_day(self) -> Option<Date> {
        match self {
            Self::Century(century) => first_of(century.checked_mul(100)?, 1),
            Self::Decade(decade) => first_of(decade.checked_mul(10)?, 1),
            Self::Year(year) => first_of(year, 1),
            Self::Half(year, half) => first_of(year, half * 6 - 5),
            Self::Quarter(year, quarter) => first_of(year, quarter * 3 - 2),
            Self::Season(year, season) => first_of(year, season * 3 + 3),
            Self::Month(year, month) => first_of(year, month),
            Self::Week(monday) => Some(monday),
            Self::Weekend(monday) => days_from(monday, 5),
            Self::Day(day) | Self::Part(day, _) | Self::Time(day, _) => Some(day),
        }
    }

    /// The year it lies in.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Season(year, _) => Some(year),
            Self::Century(_) | Self::Decade(_) => None,
            _ => self.first_day().map(Date::year),
        }
    }

    /// The same period some of its own lengths later or, below zero, earlier.
    pub(super) fn shift(self, count: i64) -> Option<Self> {
        let small = i16::try_from(count).ok()?;
        Some(match self {
            Self::Century(century) => Self::Century(century.checked_add(small)?),
            Self::Decade(decade) => Self::Decade(decade.checked_add(small)?),
            Self::Year(year) => Self::Year(year.checked_add(small)?),
            Self::Half(year, half) => {
                let at = i64::from(year) * 2 + i64::from(half - 1) + count;
                Self::Half(i16::try_from(at.div_euclid(2)).ok()?, at.rem_euclid(2) as i8 + 1)
            }
            Self::Quarter(year, quarter) => {
                let at = i64::from(year) * 4 + i64::from(quarter - 1) + count;
                Self::Quarter(i16::try_from(at.div_euclid(4)).ok()?, at.rem_euclid(4) as i8 + 1)
            }
            Self::Season(year, season) => {
                let at = i64::from(year) * 4 + i64::from(season) + count;
                Self::Season(i16::try_from(at.div_euclid(4)).ok()?, at.rem_euclid(4) as i8)
            }
            Self::Month(year, month) => {
                let at = i64::from(year) * 12 + i64::from(month - 1) + count;
                Self::Month(i16::try_from(at.div_euclid(12)).ok()?, at.rem_euclid(12) as i8 + 1)
            }
            Self::Week(monday) => Self::Week(days_from(monday, count.checked_mul(7)?)?),
            Self::Weekend(monday) => Self::Weekend(days_from(monday, count.checked_mul(7)?)?),
            Self::Day(day) => Self::Day(days_from(day, count)?),
            Self::Part(day, part) => Self::Part(days_from(day, count)?, part),
            Self::Time(day, clock) => Self::Time(days_from(day, count)?, clock),
        })
    }

    /// The same place in another year: `1989-Q3` a year back is `1988-Q3`.
    pub(super) fn years_on(self, years: i64) -> Option<Self> {
        let shifted = |year: i16| year.checked_add(i16::try_from(years).ok()?);
        Some(match self {
            Self::Half(year, half) => Self::Half(shifted(year)?, half),
            Self::Quarter(year, quarter) => Self::Quarter(shifted(year)?, quarter),
            Self::Season(year, season) => Self::Season(shifted(year)?, season),
            Self::Month(year, month) => Self::Month(shifted(year)?, month),
            Self::Day(day) => Self::Day(day.checked_add(Span::new().try_years(years).ok()?).ok()?),
            Self::Decade(_) | Self::Century(_) => return None,
            other => Self::Year(shifted(other.year()?)?),
        })
    }

    /// The day it is, for periods of a day or less.
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::Part(day, _) | Self::Time(day, _) => Some(day),
            _ => None,
        }
    }

    /// The period as TIMEX3 writes it.
    pub(super) fn value(self) -> String {
        if let Self::Day(day) = self
            && let Some(figures) = figures(day)
        {
            return str::from_utf8(&figures).unwrap_or_default().to_owned();
        }
        self.to_string()
    }

    /// Whether TIMEX3 calls it a TIME.
    pub(super) fn is_time(self) -> bool {
        matches!(self, Self::Part(..) | Self::Time(..))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(century) => write!(f, "{century:02}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Season(year, season) => {
                write!(f, "{year:04}-{}", SEASONS[season.rem_euclid(4).unsigned_abs() as usize])
            }
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Week(monday) => {
                let week = monday.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Self::Weekend(monday) => {
                let week = monday.iso_week_date();
                write!(f, "{:04}-W{:02}-WE", week.year(), week.week())
            }
            Self::Day(day) => write_day(day, f),
            Self::Part(day, part) => {
                write_day(day, f)?;
                f.write_str(PARTS[usize::from(part.unsigned_abs()) % PARTS.len()])
            }
            Self::Time(day, clock) => {
                write_day(day, f)?;
                write!(f, "{clock}")
            }
        }
    }
}

fn write_day(day: Date, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match figures(day) {
        Some(figures) => f.write_str(str::from_utf8(&figures).unwrap_or_default()),
        None => write!(f, "{day}"),
    }
}

/// A day as the calendar writes it, figure by figure, as most values are days; none for one before our era.
fn figures(day: Date) -> Option<[u8; 10]> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, of_month) = (u16::from(day.month().unsigned_abs()), u16::from(day.day().unsigned_abs()));
    let figure = |number: u16, unit: u16| b'0' + (number / unit % 10) as u8;
    Some([
        figure(year, 1000),
        figure(year, 100),
        figure(year, 10),
        figure(year, 1),
        b'-',
        figure(month, 10),
        figure(month, 1),
        b'-',
        figure(of_month, 10),
        figure(of_month, 1),
    ])
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}", self.hour, self.minute.unwrap_or_default())?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.zone {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(zone) => {
                write!(f, "{}{:02}:{:02}", if zone < 0 { '-' } else { '+' }, zone.abs() / 60, zone.abs() % 60)
            }
        }
    }
}

/// The weekday of this ISO number, Monday 1.
pub(super) fn weekday(number: i32) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()
}

/// The name of a modifier by its number in the tables.
pub(super) fn modifier(number: i32) -> Option<&'static str> {
    MODIFIERS.get(usize::try_from(number).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn writes_each_period_as_timex3_does() {
        let monday = date(2021, 2, 1);
        let cases = [
            (Period::Century(19), "19"),
            (Period::Decade(199), "199"),
            (Period::Year(2021), "2021"),
            (Period::Quarter(2021, 3), "2021-Q3"),
            (Period::Season(2020, 0), "2020-SP"),
            (Period::Week(monday), "2021-W05"),
            (Period::Weekend(monday), "2021-W05-WE"),
            (Period::Part(monday, 2), "2021-02-01TEV"),
        ];
        for (period, written) in cases {
            assert_eq!(period.to_string(), written);
        }
    }

    #[test]
    fn shifts_over_the_end_of_the_year() {
        assert_eq!(Period::Quarter(2021, 1).shift(-1), Some(Period::Quarter(2020, 4)));
        assert_eq!(Period::Month(2020, 12).shift(2), Some(Period::Month(2021, 2)));
        assert_eq!(Period::Year(i16::MAX).shift(1), None);
        assert_eq!(Period::Day(Date::MAX).shift(1), None);
    }

    #[test]
    fn a_day_is_written_as_the_calendar_writes_it() {
        for days in (-720_000..2_932_000).step_by(997) {
            let day = date(1970, 1, 1).saturating_add(jiff::Span::new().days(days));
            assert_eq!(Period::Day(day).to_string(), day.to_string());
            assert_eq!(Period::Day(day).value(), day.to_string());
        }
    }
}
