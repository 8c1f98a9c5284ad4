//! One look at a sentence tells whether it can hold a date at all: most cannot, and are passed over without building
//! anything. One look at a token of the others tells which word it is, unless it is to be taken apart.

use super::grammar::Grammar;
use super::stream::{is_decimal, number_of};
use crate::segment::{Token, TokenKind};
use crate::span::Span;

/// Whether a sentence holds a figure, a word that dates are made of, or an abbreviation that it may not end with.
pub(super) fn is_worth_reading(text: &str, tokens: &[Token], grammar: &Grammar) -> bool {
    let bytes = text.as_bytes();
    tokens.iter().enumerate().any(|(at, token)| {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Clitic | TokenKind::Symbol) {
            return is_worth_as_figure(text, tokens, at, grammar);
        }
        let (start, end) = (token.span.start(), token.span.end());
        bytes[end - 1].is_ascii_digit()
            || grammar.triggers.may_hold(bytes, start, end) && is_worth(text, token.span, grammar)
    })
}

/// The number of a token's word, 0 for what no table names; nothing for what is to be taken apart, or to be looked at
/// letter by letter.
#[inline]
pub(super) fn word(text: &str, token: &Token, grammar: &Grammar) -> Option<u16> {
    use TokenKind::{Clitic, Number, Punctuation, Symbol, Word};
    if matches!(token.kind, Word | Clitic | Punctuation | Symbol) {
        return grammar.words.of_letters(text.as_bytes(), token.span.start(), token.span.end());
    }
    // Of an address no part is a word.
    (token.kind != Number).then_some(0)
}

/// Whether a word with other signs than ASCII letters, a long one, or the last of the text is sure to be in no table, nor
/// to hold what is.
pub(super) fn is_unknown(text: &str, span: Span, grammar: &Grammar) -> bool {
    // What has figures or an apostrophe in it may hold a word.
    let apart = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'\'' | 0x99);
    !grammar.known.may_hold(text.as_bytes(), span.start(), span.end()) && !span.of(text).bytes().any(apart)
}

/// Whether a token is a figure that is joined to what stands before it, may be a date by itself, or may be one with the
/// sentence after.
#[inline(never)]
fn is_worth_as_figure(text: &str, tokens: &[Token], at: usize, grammar: &Grammar) -> bool {
    if tokens[at].kind != TokenKind::Number {
        return false;
    }
    let (span, figure) = (tokens[at].span, tokens[at].span.of(text).as_bytes());
    let glued = at > 0 && tokens[at - 1].span.end() == span.start();
    glued || tells(figure, grammar) || runs_on(figure, text, &tokens[at + 1..])
}

/// Whether a sentence may go on behind the figure it ends with: `17.`
fn runs_on(figure: &[u8], text: &str, rest: &[Token]) -> bool {
    match rest {
        [] => figure.ends_with(b"."),
        [stop] => {
            let digits = figure.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            digits <= 2 && stop.span.of(text) == "."
        }
        _ => false,
    }
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
#[inline(never)]
fn is_worth(text: &str, span: Span, grammar: &Grammar) -> bool {
    if let Some(word) = grammar.words.of_letters(text.as_bytes(), span.start(), span.end()) {
        return grammar.is_worth(word);
    }
    match number_of(span.of(text), grammar) {
        (0, joined) => joined,
        (word, _) => grammar.is_worth(word),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::language::Language;
    use crate::segment::segment;

    #[test]
    fn passes_over_what_holds_no_date() {
        let grammar = parse(&["[words]\nMONTH 1: January Jan.?\nDAYWORD 0: сегодня o'day\nPREP: in\n"]);
        let worth = |text: &str| {
            let found = segment(text, &[Span::new(0, text.len())], Language::EN);
            is_worth_reading(text, &found.tokens, &grammar)
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

    #[test]
    fn one_look_finds_the_word_that_a_look_at_each_letter_does() {
        let grammar = super::super::grammar(Language::FR);
        for (_, table) in super::super::cases::CASES {
            let found = segment(table, &[Span::new(0, table.len())], Language::FR);
            let address =
                [TokenKind::Url, TokenKind::Email, TokenKind::Handle, TokenKind::Hashtag].as_slice();
            for token in found.tokens.iter().filter(|token| !address.contains(&token.kind)) {
                let written = token.span.of(table);
                if let Some(word) = word(table, token, grammar) {
                    assert_eq!(number_of(written, grammar).0, word, "{written}");
                }
            }
        }
    }
}
