//! Which sentences can hold a date at all: a test per token that costs a few instructions, so that the others are
//! passed over without building anything.

use super::frame::class_bits;
use super::grammar::Grammar;
use super::stream::{is_decimal, number_of};
use super::words::plain;
use crate::segment::{Token, TokenKind};
use crate::span::Span;

/// Classes of tokens at least one of which every expression holds.
pub(super) const TRIGGERS: u64 = class_bits(&[
    "MONTH", "WEEKDAY", "WEEKDAYS", "UNIT", "UNITS", "SEASON", "PART", "PARTS", "DAYWORD", "REF", "DECADE",
    "SET", "YEAR", "MERIDIEM", "TRIGGER", "TENS", "LONG",
]);

/// Whether a sentence holds a figure, a word that dates are made of, or an abbreviation that it may not end with.
pub(super) fn any(text: &str, tokens: &[Token], grammar: &Grammar) -> bool {
    let bytes = text.as_bytes();
    let mut before = usize::MAX;
    tokens.iter().zip(0..).any(|(token, at)| {
        let (start, end) = (token.span.start(), token.span.end());
        let glued = std::mem::replace(&mut before, end) == start;
        match token.kind {
            TokenKind::Number => glued || at + 2 >= tokens.len() || tells(&bytes[start..end], grammar),
            TokenKind::Url
            | TokenKind::Email
            | TokenKind::Handle
            | TokenKind::Hashtag
            | TokenKind::Punctuation => false,
            _ => {
                bytes[end - 1].is_ascii_digit()
                    || grammar.triggers.may_hold(bytes, start, end) && worth(text, token.span, grammar)
            }
        }
    })
}

/// Whether a figure may be a date by itself: a bare number is none, nor is a sum of money or, where months come first,
/// a decimal, unless it may be a year.
fn tells(figure: &[u8], grammar: &Grammar) -> bool {
    let plain = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b',' | b'$' | 0x80..);
    let year = |part: &[u8]| part.len() == 4;
    let bare = figure.iter().all(plain) || !grammar.day_first && is_decimal(figure);
    !bare || figure.split(|byte| !byte.is_ascii_digit()).any(year)
}

/// Whether a token is a word that dates are made of, or may hold one behind an apostrophe.
fn worth(text: &str, span: Span, grammar: &Grammar) -> bool {
    let id = match plain(text.as_bytes(), span.start(), span.end()) {
        Some(key) => grammar.word(&key, span.len()),
        None => match number_of(span.of(text), grammar) {
            (0, joined) => return joined,
            (id, _) => id,
        },
    };
    let word = &grammar.lexicon[id as usize];
    word.dotted || (word.small | word.capital) & TRIGGERS != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::segment::segment;

    #[test]
    fn passes_over_what_holds_no_date() {
        let grammar =
            Grammar::parse(&["[words]\nMONTH 1: January Jan.?\nDAYWORD 0: сегодня o'day\nPREP: in\n"])
                .unwrap();
        let worth = |text: &str| {
            let found = segment(text, &[Span::new(0, text.len())], Language::EN);
            any(text, &found.tokens, &grammar)
        };
        for text in [
            "In January, or so",
            "JANUARY it is",
            "Not Jan. yet",
            "see J.A.N. now",
            "Сегодня не",
            "at 5pm or so",
            "in 1999 it was",
            "a (5) b c d",
            "It was the 5.",
            "an F-16 there",
            "one o’day",
        ] {
            assert!(worth(text), "{text}");
        }
        for text in [
            "In between, or so",
            "a jury of peers",
            "Никто не",
            "with 5 or 500 of them",
            "for $5,000 and 4.2 percent of them",
            "",
        ] {
            assert!(!worth(text), "{text}");
        }
    }
}
