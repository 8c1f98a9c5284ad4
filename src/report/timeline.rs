//! TIMEX3 values in the order of the calendar. A value that covers more than a day stands where it begins, the longer
//! before the shorter; what is no point on the calendar (`P3D`, `XXXX-WXX-5`, `PRESENT_REF`) stands last. And in words,
//! where figures alone say nothing to a reader.

use jiff::Span;
use jiff::civil::{ISOWeekDate, Weekday};
use jiff::fmt::friendly::{Designator, Spacing, SpanPrinter};

/// First months and days of the parts of a year that have a name, by letters after the year.
const PARTS: &[(&str, u16)] = &[
    ("Q1", 101),
    ("Q2", 401),
    ("Q3", 701),
    ("Q4", 1001),
    ("H1", 101),
    ("H2", 701),
    ("WI", 101),
    ("SP", 321),
    ("SU", 621),
    ("FA", 922),
];

/// What a timeline sorts by: whether it has a place on the calendar, year, month and day, length, clock time.
pub(crate) fn key(value: &str) -> (bool, u32, u16, bool, String) {
    let (date, clock) = value.split_once('T').unwrap_or((value, ""));
    let Some((year, whole_year)) = year(date) else { return (true, 0, 0, false, String::new()) };
    let rest = date.get(5..).unwrap_or_default();
    let day = if whole_year { day_of_year(year, rest) } else { None };
    let whole_day = rest.len() == 5 && rest.is_ascii() && !rest.starts_with('W');
    (false, year, day.unwrap_or(0), whole_day, clock.to_owned())
}

/// The year a value begins in, and whether it names a whole year or less: 2020 for `202` and `202X`, 1900 for `19`.
fn year(date: &str) -> Option<(u32, bool)> {
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    let head = date.get(..digits)?;
    if !(2..=4).contains(&digits) || !matches!(date.as_bytes().get(digits), None | Some(b'-' | b'X')) {
        return None;
    }
    let year: u32 = head.parse().ok()?;
    Some((year * 10_u32.pow(4 - digits as u32), digits == 4))
}

/// Month and day the rest of a value begins on, as `117` for January 17.
fn day_of_year(year: u32, rest: &str) -> Option<u16> {
    if let Some((_, day)) = PARTS.iter().find(|(part, _)| *part == rest) {
        return Some(*day);
    }
    if let Some(week) = rest.strip_prefix('W') {
        let week = week.get(..2)?.parse().ok()?;
        let monday = ISOWeekDate::new(i16::try_from(year).ok()?, week, Weekday::Monday).ok()?.date();
        let day = u16::from(monday.month().unsigned_abs()) * 100 + u16::from(monday.day().unsigned_abs());
        return Some(if i64::from(monday.year()) < i64::from(year) { 0 } else { day });
    }
    let month: u16 = rest.get(..2)?.parse().ok()?;
    let day: u16 = rest.get(3..5).and_then(|day| day.parse().ok()).unwrap_or(0);
    Some(month * 100 + day)
}

/// Values that stand for no point on the calendar, and what they say.
const WORDS: &[(&str, &str)] = &[
    ("PRESENT_REF", "now"),
    ("PAST_REF", "the past"),
    ("FUTURE_REF", "the future"),
    ("PXD", "some days"),
    ("PXW", "some weeks"),
    ("PXM", "some months"),
    ("PXY", "some years"),
    ("PTXM", "some minutes"),
    ("PTXH", "some hours"),
    ("XXXX-WXX-1", "Mondays"),
    ("XXXX-WXX-2", "Tuesdays"),
    ("XXXX-WXX-3", "Wednesdays"),
    ("XXXX-WXX-4", "Thursdays"),
    ("XXXX-WXX-5", "Fridays"),
    ("XXXX-WXX-6", "Saturdays"),
    ("XXXX-WXX-7", "Sundays"),
];

/// A value with its meaning behind it, where it is a length, a century, a decade or no date: `P3D (3 days)`.
pub(crate) fn told(value: &str) -> String {
    let words = WORDS.iter().find(|(known, _)| *known == value).map(|(_, words)| (*words).to_owned());
    match words.or_else(|| length(value)).or_else(|| span_of_years(value)) {
        Some(words) => format!("{value} ({words})"),
        None => value.to_owned(),
    }
}

fn length(value: &str) -> Option<String> {
    let span: Span = value.strip_prefix('P').and_then(|_| value.parse().ok())?;
    let printer =
        SpanPrinter::new().designator(Designator::Verbose).spacing(Spacing::BetweenUnitsAndDesignators);
    Some(printer.span_to_string(&span))
}

/// `20th century` for `19`, `1980s` for `198`.
fn span_of_years(value: &str) -> Option<String> {
    let number: u32 = value.parse().ok()?;
    match value.len() {
        2 => {
            let century = number + 1;
            let ending = match (century % 10, century / 10) {
                (1, tens) if tens != 1 => "st",
                (2, tens) if tens != 1 => "nd",
                (3, tens) if tens != 1 => "rd",
                _ => "th",
            };
            Some(format!("{century}{ending} century"))
        }
        3 => Some(format!("{value}0s")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{key, told};

    #[test]
    fn figures_that_are_no_date_are_told_in_words() {
        for (value, expected) in [
            ("19", "19 (20th century)"),
            ("20", "20 (21st century)"),
            ("12", "12 (13th century)"),
            ("198", "198 (1980s)"),
            ("P3D", "P3D (3 days)"),
            ("P1Y", "P1Y (1 year)"),
            ("PT15M", "PT15M (15 minutes)"),
            ("PXY", "PXY (some years)"),
            ("XXXX-WXX-5", "XXXX-WXX-5 (Fridays)"),
            ("2021", "2021"),
            ("2021-01-17", "2021-01-17"),
            ("Pé", "Pé"),
        ] {
            assert_eq!(told(value), expected);
        }
    }

    #[test]
    fn values_stand_in_calendar_order() {
        let expected = [
            "19",
            "1998",
            "202",
            "2020-11",
            "2021",
            "2021-01",
            "2021-01-17",
            "2021-01-17T20:00",
            "2021-01-18",
            "2021-W05",
            "2021-SP",
            "P3D",
        ];
        let mut sorted = expected;
        sorted.reverse();
        sorted.sort_by_key(|value| key(value));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn what_is_no_date_stands_last() {
        for odd in ["PRESENT_REF", "PT15M", "XXXX-WXX-5", "", "é", "2021é", "TEV"] {
            assert!(key(odd).0, "{odd}");
        }
        for date in ["2021-é1", "2021-W9é", "99999999"] {
            let _ = key(date);
        }
    }
}
