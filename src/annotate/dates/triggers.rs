//! Which sentences can hold a date at all: a test per token that costs a few instructions, so that the others are
//! passed over without building anything.

use super::frame::class_bits;
use super::grammar::Grammar;
use super::words::plain;
use crate::segment::{Token, TokenKind};

/// Classes of tokens at least one of which every expression holds.
pub(super) const TRIGGERS: u64 = class_bits(&[
    "MONTH", "WEEKDAY", "WEEKDAYS", "UNIT", "UNITS", "SEASON", "PART", "PARTS", "DAYWORD", "REF", "DECADE",
    "SET", "YEAR", "MERIDIEM", "TRIGGER", "TENS",
]);

/// Whether a sentence holds a figure, a word that dates are made of, or an abbreviation that it may not end with.
pub(super) fn any(text: &str, tokens: &[Token], grammar: &Grammar) -> bool {
    let bytes = text.as_bytes();
    tokens.iter().any(|token| match token.kind {
        TokenKind::Number => true,
        TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag => false,
        _ => {
            let (start, end) = (token.span.start(), token.span.end());
            let written = &bytes[start..end];
            let figure = written.last().is_some_and(u8::is_ascii_digit);
            figure || grammar.triggers.may_hold(written) && worth(bytes, start, end, grammar)
        }
    })
}

/// Whether a token is a word that dates are made of; one that is not read at once counts as such.
fn worth(text: &[u8], start: usize, end: usize, grammar: &Grammar) -> bool {
    let Some(key) = plain(text, start, end) else { return true };
    let word = &grammar.lexicon[grammar.word(&key, end - start) as usize];
    word.dotted || (word.small | word.capital) & TRIGGERS != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::segment::segment;
    use crate::span::Span;

    #[test]
    fn passes_over_what_holds_no_date() {
        let grammar = Grammar::parse(&["[words]\nMONTH 1: January Jan.?\nDAYWORD 0: сегодня o'day\nPREP: in\n"]).unwrap();
        let worth = |text: &str| {
            let found = segment(text, &[Span::new(0, text.len())], Language::EN);
            any(text, &found.tokens, &grammar)
        };
        for text in ["In January, or so", "JANUARY it is", "Not Jan. yet", "see J.A.N. now", "Сегодня не", "at 5 or so", "an F-16 there", "one o’day"] {
            assert!(worth(text), "{text}");
        }
        for text in ["In between, or so", "a jury of peers", "Никто не", ""] {
            assert!(!worth(text), "{text}");
        }
    }
}
