//! Days of the calendar that have a name: how tables write when they fall, and the day they fall on in a year.
//!
//! `12-25` is fixed, `easter-2` counts from Western Easter, `orthodox+0` from Orthodox Easter, `11-thu-4` is the
//! fourth Thursday of November and `5-mon-last` the last Monday of May; `11-thu-4+1` is the day after. `ramadan` and others
//! by name are columns of `tables/feasts.tsv`; outside its years nothing tells their day.

use super::period::days_from;
use jiff::civil::{Date, Weekday};
use packed::{EASTER, LAST, LISTED, NTH, ORTHODOX, TABLE};

mod packed;
#[cfg(test)]
mod written;

#[cfg(test)]
pub use written::parse;

/// The days a packed rule falls on in a year: a few feasts of the moon do twice.
pub(super) fn days(packed: i32, year: i16) -> [Option<Date>; 2] {
    if packed < LISTED {
        return [day(packed, year), None];
    }
    let row = || {
        let mut rows = TABLE.lines().map(|line| line.split('\t'));
        let mut row = rows.find_map(|mut row| (row.next()?.parse() == Ok(year)).then_some(row))?;
        row.nth(usize::try_from(packed - LISTED).ok()?)
    };
    let read = |written: &str| {
        let (month, day) = written.split_once('-')?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let mut found = row().unwrap_or_default().split(' ').map(read);
    [found.next().flatten(), found.next().flatten()]
}

/// The day a computed rule falls on in a year.
fn day(packed: i32, year: i16) -> Option<Date> {
    if packed < EASTER {
        return Date::new(year, (packed / 100) as i8, (packed % 100) as i8).ok();
    }
    if packed < NTH {
        let (base, easter) =
            if packed < ORTHODOX { (EASTER, western(year)) } else { (ORTHODOX, orthodox(year)) };
        return days_from(easter?, i64::from(packed - base - 1000));
    }
    let rule = packed - NTH;
    let (month, weekday, nth, later) = (rule / 1000, rule / 100 % 10, rule / 10 % 10, rule % 10);
    let first = Date::new(year, month as i8, 1).ok()?;
    let weekday = Weekday::from_monday_zero_offset(weekday as i8).ok()?;
    let nth = if nth == LAST { -1 } else { nth as i8 };
    days_from(first.nth_weekday_of_month(nth, weekday).ok()?, i64::from(later))
}

/// Western Easter by the Gregorian computus in its anonymous form (Meeus/Jones/Butcher).
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
fn western(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Orthodox Easter: the Julian computus (Meeus), then 13 days on, right from 1900 to 2099.
fn orthodox(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * y.rem_euclid(19) + 15) % 30;
    let e = (2 * (y.rem_euclid(4)) + 4 * (y.rem_euclid(7)) - d + 34) % 7;
    let n = d + e + 114;
    days_from(Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()?, 13)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn knows_the_days_of_its_table() {
        let of = |name, year| parse(name).map(|packed| days(packed, year));
        assert_eq!(of("ramadan", 2021), Some([Some(date(2021, 4, 13)), None]));
        assert_eq!(of("ramadan", 1997), Some([Some(date(1997, 1, 10)), Some(date(1997, 12, 30))]));
        assert_eq!(of("yom-kippur", 2035), Some([Some(date(2035, 10, 13)), None]));
        assert_eq!(of("nowruz", 1989), Some([None, None]));
        assert_eq!(of("diwali", 2021), Some([Some(date(2021, 11, 4)), None]));
        assert_eq!(of("diwali", 1999), Some([None, None]));
        assert_eq!(of("midsummer", 2021), None);
    }

    #[test]
    fn every_year_of_the_table_has_every_day_in_order() {
        let rows: Vec<Vec<_>> = TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        let years = rows.iter().skip(1).map(|row| row[0].parse::<i16>().unwrap());
        assert!(years.eq(1990..=2035));
        for (column, name) in rows[0].iter().enumerate().skip(1) {
            let packed = parse(name).unwrap();
            let all: Vec<_> = (1990..=2035).flat_map(|year| days(packed, year)).flatten().collect();
            assert!(all.is_sorted(), "{name}");
            let told = rows.iter().skip(1).flat_map(|row| row[column].split(' ')).filter(|day| *day != "-");
            assert_eq!(all.len(), told.count(), "{name}");
        }
    }

    #[test]
    fn knows_when_named_days_fall() {
        let cases = [
            ("12-25", date(2021, 12, 25)),
            ("easter+0", date(2021, 4, 4)),
            ("easter-2", date(2021, 4, 2)),
            ("easter+0", date(2019, 4, 21)),
            ("easter+0", date(1998, 4, 12)),
            ("orthodox+0", date(2021, 5, 2)),
            ("orthodox+0", date(2023, 4, 16)),
            ("11-thu-4", date(2020, 11, 26)),
            ("11-thu-4+1", date(2020, 11, 27)),
            ("5-mon-last", date(2021, 5, 31)),
        ];
        for (rule, day_of) in cases {
            assert_eq!(parse(rule).and_then(|packed| day(packed, day_of.year())), Some(day_of), "{rule}");
        }
    }
}
