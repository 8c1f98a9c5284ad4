//! Dates as sources write them, in eight languages: `2021-02-10T14:00Z`, `Wed, 10 Feb 2021`, `February 10th, 2021`,
//! `10 de febrero de 2021`. Strict: everything in the text must belong to the date, or there is none.

use super::head_words::{look_up, look_up_folded};
use jiff::civil::Date;

/// Longest text that is looked at; no date is written with more.
const LONGEST: usize = 160;

/// The dates of a line that holds nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dates {
    /// The first one that does not say "updated".
    pub(super) published: Option<Date>,
    /// The first one that does.
    pub(super) updated: Option<Date>,
}

impl Dates {
    /// The date of publication, or of the update where nothing else is said.
    pub(super) fn best(self) -> Option<Date> {
        self.published.or(self.updated)
    }
}

/// The day this text names, if it is one date, with or without time of day, and nothing else.
pub(super) fn parse(text: &str) -> Option<Date> {
    line(text)?.best()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part<'t> {
    Number(i32, usize),
    Word(&'t str),
    Mark(char),
}

/// What the dates of one column say of which number in `04/03/2021` is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DayOrder {
    day_first: bool,
    month_first: bool,
}

impl DayOrder {
    /// Takes note of a date in which a number over twelve tells.
    pub(super) fn learn(&mut self, text: &str) {
        if let Some((first, second, _)) = two_numbers(text) {
            self.day_first |= first > 12 && second <= 12;
            self.month_first |= second > 12 && first <= 12;
        }
    }

    /// The day that a date names which by itself may be either of two; nothing where no other date told which, or
    /// where they told both.
    pub(super) fn date(self, text: &str) -> Option<Date> {
        let [month_first, day_first] = both_ways(text)?;
        match (self.day_first, self.month_first) {
            (true, false) => Some(day_first),
            (false, true) => Some(month_first),
            _ => None,
        }
    }
}

/// The two days that a date like `04/03/2021` may name: 3 April, 4 March.
pub(super) fn both_ways(text: &str) -> Option<[Date; 2]> {
    let (first, second, rest) = two_numbers(text).filter(|(first, second, _)| first != second)?;
    let (year, time) = (rest.get(..4)?, rest.get(4..)?);
    let read = |month: i32, day: i32| parse(&format!("{year}-{month:02}-{day:02}{time}"));
    Some([read(first, second)?, read(second, first)?])
}

/// What a text like `04/03/2021` or `4-3-2021 14:00` begins with, and the rest.
fn two_numbers(text: &str) -> Option<(i32, i32, &str)> {
    let mut parts = text.trim().splitn(3, ['/', '-']);
    let mut number = || parts.next().filter(|part| matches!(part.len(), 1 | 2))?.parse().ok();
    Some((number()?, number()?, parts.next()?))
}

/// The dates of a line that holds dates, times and words like "Published", and nothing else.
pub(super) fn line(text: &str) -> Option<Dates> {
    let has_figure = || text.bytes().any(|byte| byte.is_ascii_digit());
    if text.len() > LONGEST || !may_begin(text) || !may_end(text) || !has_figure() {
        return None;
    }
    let lower = text.to_lowercase();
    let parts = parts(&lower)?;
    let day_first = || parts.iter().any(|part| matches!(part, Part::Word(word) if look_up(word).day_first));
    let mut dates = Dates::default();
    let mut updated = false;
    let mut labelled = true;
    let mut rest = parts.as_slice();
    while let Some(first) = rest.first() {
        if let Some((date, length)) = date_at(rest, &day_first) {
            let slot = if updated { &mut dates.updated } else { &mut dates.published };
            // Two dates without a word between them are a span of time, not a day of publication.
            if !std::mem::take(&mut labelled) || slot.replace(date).is_some() {
                return None;
            }
            rest = &rest[length..];
        } else if let Some(length) = time_at(rest) {
            rest = &rest[length..];
        } else {
            match first {
                Part::Number(..) => return None,
                Part::Mark(mark) if !",.;|·•()–—-:/+".contains(*mark) => return None,
                Part::Mark(_) => {}
                Part::Word(word) => {
                    let known = look_up(word);
                    match (known.updated, known.published, known.beside_date) {
                        (true, ..) => (updated, labelled) = (true, true),
                        (_, true, _) => (updated, labelled) = (false, true),
                        (_, _, true) => {}
                        _ => return None,
                    }
                }
            }
            rest = &rest[1..];
        }
    }
    dates.best().map(|_| dates)
}

/// Whether a text says how long reading takes, and nothing else: `Lesedauer: 4 Minuten`, `4 min read`.
pub(super) fn is_reading_time(text: &str) -> bool {
    const MOST: usize = 40;
    if text.len() > MOST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let lower = text.to_lowercase();
    let Some(parts) = parts(&lower) else { return false };
    let words = || {
        parts.iter().filter_map(|part| if let Part::Word(word) = part { Some(look_up(word)) } else { None })
    };
    words().any(|word| word.reading) && words().all(|word| word.reading || word.minutes)
}

/// Whether a line of dates may begin with the first word of a text; told without folding the whole of it where the
/// word is of ASCII alone.
pub(super) fn may_begin(text: &str) -> bool {
    let text = text.trim_start();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let goes_on = text.as_bytes().get(letters).is_some_and(|byte| *byte >= 128);
    goes_on || letters == 0 || is_of_date(&text[..letters])
}

/// The same for the last word, and marks behind it.
pub(super) fn may_end(text: &str) -> bool {
    let bytes = text.as_bytes();
    let marks =
        bytes.iter().rev().take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
    let rest = &text[..text.len() - marks];
    let letters = rest.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let (before, word) = rest.split_at(rest.len() - letters);
    let goes_on = before.as_bytes().last().is_some_and(|byte| *byte >= 128);
    goes_on || letters == 0 || is_of_date(word)
}

/// Whether a word stands in lines of dates.
fn is_of_date(word: &str) -> bool {
    let known = look_up_folded(word);
    let in_date =
        known.month.is_some() || known.published || known.updated || known.beside_date || known.ordinal;
    // "a.m.", "p.m."
    in_date || ["a", "p", "m"].iter().any(|letter| word.eq_ignore_ascii_case(letter))
}

fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let length = run(|c| c.is_ascii_digit());
            // More digits than a year and a fraction of a second have are no part of a date.
            parts.push(Part::Number(rest[..length.min(9)].parse().ok()?, length));
            length
        } else if first.is_alphabetic() {
            let length = run(char::is_alphabetic);
            parts.push(Part::Word(&rest[..length]));
            length
        } else {
            if !first.is_whitespace() {
                parts.push(Part::Mark(first));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    Some(parts)
}

fn date_at(parts: &[Part], day_first: &dyn Fn() -> bool) -> Option<(Date, usize)> {
    numeric_date(parts, day_first)
        .or_else(|| day_month_year(parts))
        .or_else(|| month_day_year(parts))
        .or_else(|| year_month_day(parts))
}

fn numeric_date(parts: &[Part], day_first: &dyn Fn() -> bool) -> Option<(Date, usize)> {
    let [Part::Number(first, digits), one, Part::Number(second, _), two, Part::Number(third, last), ..] =
        parts
    else {
        return None;
    };
    let (year, month, day) = match (one, two, *digits, *last) {
        (Part::Mark('-'), Part::Mark('-'), 4, _)
        | (Part::Mark('/'), Part::Mark('/'), 4, _)
        | (Part::Mark('.'), Part::Mark('.'), 4, _)
        | (Part::Word("年"), Part::Word("月"), 4, _) => (*first, *second, *third),
        (Part::Mark('.'), Part::Mark('.'), 1..=2, 4) => (*third, *second, *first),
        (Part::Mark('/'), Part::Mark('/'), 1..=2, 4) | (Part::Mark('-'), Part::Mark('-'), 1..=2, 4) => {
            by_size(*first, *second, *third, day_first)?
        }
        _ => return None,
    };
    let length = 5 + usize::from(parts.get(5) == Some(&Part::Word("日")));
    Some((date(year, month, day)?, length))
}

/// `10/02/2021` is the tenth of February or the second of October: only a number over twelve tells, or a word beside it
/// whose language puts the day first.
fn by_size(first: i32, second: i32, year: i32, day_first: &dyn Fn() -> bool) -> Option<(i32, i32, i32)> {
    match (first > 12, second > 12) {
        (true, false) => Some((year, second, first)),
        (false, true) => Some((year, first, second)),
        (false, false) if day_first() => Some((year, second, first)),
        _ if first == second => Some((year, first, second)),
        _ => None,
    }
}

fn day_month_year(parts: &[Part]) -> Option<(Date, usize)> {
    let mut at = Cursor { parts, at: 0 };
    let day = at.number(1..=2)?;
    at.skip_ordinal();
    at.skip_links();
    let month = at.month()?;
    at.skip_links();
    let year = at.number(4..=4)?;
    Some((date(year, month, day)?, at.at))
}

fn month_day_year(parts: &[Part]) -> Option<(Date, usize)> {
    let mut at = Cursor { parts, at: 0 };
    let month = at.month()?;
    at.skip_marks();
    let day = at.number(1..=2)?;
    at.skip_ordinal();
    at.skip_marks();
    let year = at.number(4..=4)?;
    Some((date(year, month, day)?, at.at))
}

fn year_month_day(parts: &[Part]) -> Option<(Date, usize)> {
    let mut at = Cursor { parts, at: 0 };
    let year = at.number(4..=4)?;
    at.skip_marks();
    let month = at.month()?;
    at.skip_marks();
    let day = at.number(1..=2)?;
    at.skip_ordinal();
    Some((date(year, month, day)?, at.at))
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    if !(1000..=2999).contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// How many parts a time of day takes: `14:00`, `2:00 pm`, `14h30`, `14.00 Uhr`, `+02:00`, `GMT+1`.
fn time_at(parts: &[Part]) -> Option<usize> {
    let in_day = |hour: i32, minute: i32| hour < 25 && minute < 60;
    match *parts {
        [
            Part::Mark('+' | '-' | '−'),
            Part::Number(hour, 2),
            Part::Mark(':'),
            Part::Number(minute, 2),
            ..,
        ] if in_day(hour, minute) => Some(4),
        [Part::Mark('+' | '-' | '−'), Part::Number(_, 4), ..] => Some(2),
        [Part::Word("gmt" | "utc"), Part::Mark('+' | '-' | '−'), Part::Number(hour, ..=2), ref rest @ ..]
            if in_day(hour, 0) =>
        {
            Some(3 + seconds(rest))
        }
        [Part::Number(hour, ..=2), Part::Mark(':'), Part::Number(minute, 2), ref rest @ ..]
            if in_day(hour, minute) =>
        {
            Some(3 + seconds(rest))
        }
        [Part::Number(hour, ..=2), Part::Mark('.'), Part::Number(minute, 2), Part::Word(word), ..]
            if in_day(hour, minute) && look_up(word).beside_date =>
        {
            Some(4)
        }
        [Part::Number(hour, ..=2), Part::Word("h"), Part::Number(minute, 2), ..] if in_day(hour, minute) => {
            Some(3)
        }
        [Part::Number(hour, ..=2), Part::Word("am" | "pm" | "h" | "uhr"), ..] if in_day(hour, 0) => Some(2),
        [Part::Word("a" | "p"), Part::Mark('.'), Part::Word("m"), ..] => Some(3),
        // Beside a date, how long ago it was is said again.
        [Part::Number(_, ..=2), Part::Word(unit), ..] if look_up(unit).minutes => Some(2),
        [Part::Word(one), Part::Word(unit), ..] if look_up(one).minutes && look_up(unit).minutes => Some(2),
        _ => None,
    }
}

fn seconds(parts: &[Part]) -> usize {
    match parts {
        [Part::Mark(':'), Part::Number(_, 2), Part::Mark('.'), Part::Number(..), ..] => 4,
        [Part::Mark(':'), Part::Number(_, 2), ..] => 2,
        _ => 0,
    }
}

struct Cursor<'p, 't> {
    parts: &'p [Part<'t>],
    at: usize,
}

impl Cursor<'_, '_> {
    fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<i32> {
        match self.parts.get(self.at)? {
            Part::Number(number, length) if digits.contains(length) => {
                self.at += 1;
                Some(*number)
            }
            _ => None,
        }
    }

    fn month(&mut self) -> Option<i32> {
        let Part::Word(word) = self.parts.get(self.at)? else {
            return None;
        };
        self.at += 1;
        look_up(word).month.map(i32::from)
    }

    fn skip_while(&mut self, skipped: fn(&Part) -> bool) {
        while self.parts.get(self.at).is_some_and(skipped) {
            self.at += 1;
        }
    }

    fn skip_ordinal(&mut self) {
        self.skip_while(|part| matches!(part, Part::Word(word) if look_up(word).ordinal));
    }

    fn skip_marks(&mut self) {
        self.skip_while(|part| matches!(part, Part::Mark('.' | ',' | 'º' | '°' | '-' | '/')));
    }

    fn skip_links(&mut self) {
        self.skip_while(|part| match part {
            Part::Mark(mark) => ".,º°-/".contains(*mark),
            Part::Word(word) => matches!(*word, "of" | "de" | "del" | "do" | "di"),
            Part::Number(..) => false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_sources_write_them() {
        let cases = [
            "2021-02-10",
            "2021-02-10T14:00:00Z",
            "2021-02-10T23:59:59.123456-05:00",
            "2021-02-10 14:00:00+0100",
            "2021/02/10",
            "10.02.2021",
            "10.2.2021, 14.30 Uhr",
            "10 February 2021",
            "10th of February, 2021",
            "February 10, 2021",
            "Feb. 10th, 2021 at 2:00 p.m. EST",
            "Wed, 10 Feb 2021 14:00:00 GMT",
            "Wednesday 10 February 2021 14.00 GMT",
            "10-Feb-2021",
            "14:05, 10 Feb 2021",
            "le 10 février 2021 à 14h30",
            "Mittwoch, 10. Februar 2021, 14:00 Uhr",
            "10 de febrero de 2021",
            "10 de fevereiro de 2021 às 14h00",
            "10 febbraio 2021",
            "10 februari 2021",
            "10 февраля 2021 г.",
            "10 февраля 2021, 14:00 мск",
            "2021年2月10日",
            "2021 Feb 10",
            "Published: 2021-02-10 14:00",
            "Publié le 10 février 2021",
            "Veröffentlicht am 10.02.2021",
            "Updated 10 February 2021",
            "Published 10 February 2021 | Updated 11 February 2021",
            "Опубликовано 10 февраля 2021",
            "February 10, 2021 10:06 AM GMT+1",
            "10 Feb 2021 14:05 UTC+05:30",
            "Published Feb. 10, 2021; Updated Feb. 12, 2021, 11:02 a.m. ET",
            "10/02/2021 17h12",
            "10/02/2021 17h12  Atualizado há 2 horas",
            "February 10, 2021 10:06 AM GMT+1 · Updated a year ago",
            "Posted at 9:02 AM, Feb 10, 2021 and last updated 4:02 PM, Feb 11, 2021",
            "Publié le 10/02/2021 à 17:12",
            "Publicado em 10/02/2021 às 17h12",
        ];
        let day = Date::constant(2021, 2, 10);
        for text in cases {
            assert_eq!(parse(text), Some(day), "{text}");
        }
        assert_eq!(parse("1er mars 2021"), Some(Date::constant(2021, 3, 1)));
        assert_eq!(parse("31/01/2021"), Some(Date::constant(2021, 1, 31)));
        assert_eq!(parse("01/31/2021"), Some(Date::constant(2021, 1, 31)));
    }

    #[test]
    fn what_is_not_one_date_is_none() {
        let cases = [
            "",
            "February 2021",
            "02/10/2021",
            "2021-02-30",
            "On 10 February 2021 he left",
            "10 February 2021 - 12 February 2021",
            "10 February 2021 and 12 February 2021",
            "3 hours ago",
            "May said 10",
            "0000-00-00",
            "99999999999999999999",
            "London, 10 February 2021",
            "yesterday",
        ];
        for text in cases {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_ends_of_a_line_tell_whether_it_may_hold_dates() {
        let ends = |text| (may_begin(text), may_end(text));
        assert_eq!(ends("Updated 10 Feb 2021 at 2:00 P.M."), (true, true));
        assert_eq!(ends("10 Feb, he said."), (true, false));
        assert_eq!(ends("He said on 10 Feb"), (false, true));
        assert_eq!(ends("2021年2月10日"), (true, true));
        assert_eq!(ends("été 2021 été"), (true, true));
        assert_eq!(ends(""), (true, true));
    }

    #[test]
    fn a_column_tells_which_number_is_the_day() {
        let read = |column: &[&str], text: &str| {
            let mut order = DayOrder::default();
            for date in column {
                order.learn(date);
            }
            order.date(text)
        };
        let (march, april) = (Date::constant(2021, 3, 4), Date::constant(2021, 4, 3));
        assert_eq!(read(&["25/03/2021"], "04/03/2021"), Some(march));
        assert_eq!(read(&["3-25-2021"], "4-3-2021 14:05"), Some(april));
        assert_eq!(read(&["25/03/2021", "03/25/2021"], "04/03/2021"), None);
        assert_eq!(read(&["05/03/2021", "2021-03-25", "25 March 2021"], "04/03/2021"), None);
        assert_eq!(both_ways("04/03/2021"), Some([april, march]));
        for text in ["05/05/2021", "25/03/2021", "04/03/21", "04/03", "2021-03-04", "04/03/2021é", ""] {
            assert_eq!(both_ways(text), None, "{text}");
        }
    }

    #[test]
    fn an_update_does_not_pass_for_the_date_of_publication() {
        let told = line("Updated on 12 February 2021, first published 10 February 2021");
        let dates = Dates {
            published: Some(Date::constant(2021, 2, 10)),
            updated: Some(Date::constant(2021, 2, 12)),
        };
        assert_eq!(told, Some(dates));
    }
}
