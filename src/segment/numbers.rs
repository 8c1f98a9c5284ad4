//! Pieces that make one number. In: the pieces of a chunk. Out: where the number ends and which piece follows.
//! Sign, currency, separators, unit and what hangs on by a hyphen belong to it; a range is two numbers.

use super::words::{Class, Piece};
use crate::language::Language;

/// Pieces that make one number token.
pub(super) struct Number {
    pub start: usize,
    pub end: usize,
    /// The piece after it.
    pub next: usize,
}

const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₽', '₹', '₩', '₺', '₴', '₪', '₫', '₦', '₱', '¢'];

/// Words that hang on a number even with a capital, as headlines write them: `26-Year-Old`.
const UNITS: &[&str] = &[
    "acre",
    "bed",
    "day",
    "degree",
    "event",
    "foot",
    "game",
    "hour",
    "inch",
    "kilometer",
    "kilometre",
    "km",
    "man",
    "match",
    "member",
    "meter",
    "metre",
    "mile",
    "minute",
    "month",
    "nation",
    "old",
    "page",
    "part",
    "percent",
    "person",
    "point",
    "pound",
    "run",
    "seat",
    "second",
    "square",
    "state",
    "step",
    "storey",
    "story",
    "strong",
    "term",
    "time",
    "ton",
    "tonne",
    "week",
    "woman",
    "yard",
    "year",
    "years",
];

/// The number that starts with piece `at`, if one does.
pub(super) fn at(text: &str, pieces: &[Piece], at: usize, language: Language) -> Option<Number> {
    let parts = Parts { text, pieces, language };
    let digits = match pieces[at].class {
        Class::Digits => at,
        _ => parts.prefix(at)?,
    };
    let last = parts.suffix(parts.date(digits).unwrap_or(digits));
    Some(Number { start: pieces[at].start, end: pieces[last].end, next: last + 1 })
}

/// Whether capitals, a hyphen and figures name a model: `COVID-19`, `F-16`, `MH-17`.
pub(super) fn is_model(word: &str, digits: &str) -> bool {
    let figures = digits.bytes().take_while(u8::is_ascii_digit).count();
    let short = (1..=4).contains(&figures) && digits.len() <= figures + 2;
    let letters = word.len() <= 12 && word.chars().all(char::is_alphabetic);
    letters && short && word.starts_with(char::is_uppercase)
}

struct Parts<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    language: Language,
}

impl Parts<'_> {
    fn of(&self, at: usize) -> &str {
        &self.text[self.pieces[at].start..self.pieces[at].end]
    }

    /// Piece `at`, if it follows the one before it directly.
    fn close(&self, at: usize) -> Option<&str> {
        let piece = self.pieces.get(at)?;
        (piece.start == self.pieces[at - 1].end).then(|| self.of(at))
    }

    fn is_digits(&self, at: usize) -> bool {
        self.pieces[at].class == Class::Digits && self.close(at).is_some()
    }

    /// The piece of digits that a sign, a currency, an apostrophe or a point at piece `at` leads to.
    fn prefix(&self, mut at: usize) -> Option<usize> {
        let first = self.of(at);
        let opens = at == 0 || self.pieces[at - 1].end < self.pieces[at].start || self.opener(at - 1);
        let sign = matches!(first, "-" | "+" | "−" | "±");
        if sign && !opens {
            return None;
        }
        if sign && self.digits_at(at + 1) {
            return Some(at + 1);
        }
        if opens && first == "." && self.digits_at(at + 1) {
            return Some(at + 1);
        }
        if opens && matches!(first, "'" | "’" | "‘") && self.digits_at(at + 1) {
            return Some(at + 1).filter(|at| is_short_year(self.of(*at)));
        }
        let lettered = self.pieces[at].class == Class::Letters;
        if lettered && !(first.len() <= 3 && first.bytes().all(|b| b.is_ascii_uppercase())) {
            return None;
        }
        if sign || lettered {
            self.close(at + 1)?;
            at += 1;
        }
        let currency = self.of(at).starts_with(CURRENCIES) && (!lettered || self.of(at) == "$");
        (currency && self.digits_at(at + 1)).then_some(at + 1)
    }

    fn digits_at(&self, at: usize) -> bool {
        at < self.pieces.len() && self.is_digits(at)
    }

    fn opener(&self, at: usize) -> bool {
        matches!(self.of(at), "(" | "[" | "\"" | "“" | "'" | "‘" | "«" | "„" | "~" | "=")
    }

    /// The last piece of a date in figures that starts at piece `at`: `2021-02-10`, `10-02-2021`.
    fn date(&self, at: usize) -> Option<usize> {
        let hyphen = |at: usize| self.close(at) == Some("-");
        if !(hyphen(at + 1) && self.digits_at(at + 2) && hyphen(at + 3) && self.digits_at(at + 4)) {
            return None;
        }
        let figures = |at: usize| self.of(at).bytes().take_while(u8::is_ascii_digit).count();
        let whole = |at: usize| figures(at) == self.of(at).len();
        let widths = (figures(at), figures(at + 2), figures(at + 4));
        let date = matches!(widths, (4, 1 | 2, 1 | 2) | (1 | 2, 1 | 2, 4));
        let time = whole(at + 4) || self.of(at + 4)[figures(at + 4)..].starts_with('T');
        (date && whole(at) && whole(at + 2) && time).then_some(at + 4)
    }

    /// The last piece that hangs on the number whose last piece is `last`.
    fn suffix(&self, mut last: usize) -> usize {
        loop {
            if self.is_thousands(last) {
                last += 1;
                continue;
            }
            let Some(mark) = self.close(last + 1) else {
                return last;
            };
            if self.close(last + 2).is_none() {
                return last;
            }
            let next = self.pieces[last + 2].class;
            let goes_on = match (mark, next) {
                (":" | "/", Class::Digits) => self.pieces[last].class == Class::Digits,
                ("-" | "\u{2011}", Class::Digits) => self.pieces[last].class == Class::Letters,
                ("-" | "\u{2011}", Class::Letters) => self.hangs_on(self.of(last + 2)),
                _ => false,
            };
            if !goes_on {
                return last;
            }
            last += 2;
        }
    }

    /// Whether the next piece is three figures of the same number, parted by a no-break space: `10 000`.
    fn is_thousands(&self, last: usize) -> bool {
        let Some(next) = self.pieces.get(last + 1) else {
            return false;
        };
        let blank = &self.text[self.pieces[last].end..next.start];
        let figures = |at: usize| {
            let piece = self.of(at);
            piece.bytes().take_while(u8::is_ascii_digit).count()
        };
        matches!(blank, "\u{a0}" | "\u{202f}")
            && (1..=3).contains(&figures(last))
            && figures(last) == self.of(last).len()
            && figures(last + 1) == 3
    }

    fn hangs_on(&self, word: &str) -> bool {
        if word.starts_with(char::is_lowercase) {
            return !word.contains('.');
        }
        // German writes nouns so: "17-Jähriger", "100-Meter-Lauf".
        let unit = UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word));
        unit || self.language == Language::DE && word.starts_with(char::is_uppercase)
    }
}

/// `90s`, `68`: what an apostrophe shortens.
fn is_short_year(figures: &str) -> bool {
    let bytes = figures.strip_suffix('s').unwrap_or(figures).as_bytes();
    bytes.len() == 2 && bytes.iter().all(u8::is_ascii_digit)
}
