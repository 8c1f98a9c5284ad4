//! One look at each token of a sentence: which word it is, where a look tells that, and whether the sentence can hold a
//! date at all. Most cannot, and are passed over without building anything.

use super::grammar::Grammar;
use super::stream::{is_decimal, number_of};
use crate::segment::{Token, TokenKind};
use crate::span::Span;

/// What one look tells of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glance {
    /// It is whole: its number in the lexicon, 0 for what no table names.
    Whole(u16),
    /// It is to be taken apart, or to be looked at letter by letter.
    Apart,
}

/// Looks at the tokens of a sentence; whether it holds a figure, a word that dates are made of, or an abbreviation that
/// it may not end with. What is rare stays out of line, so that what the loop needs stays at hand.
#[inline(never)]
pub(super) fn look(text: &str, tokens: &[Token], grammar: &Grammar, out: &mut Vec<Glance>) -> bool {
    let mut worth = false;
    out.clear();
    out.extend(tokens.iter().enumerate().map(|(at, token)| match token.kind {
        TokenKind::Number => {
            worth = worth || is_worth_as_figure(text, tokens, at, grammar);
            Glance::Apart
        }
        TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag => Glance::Whole(0),
        kind => match grammar.words.of_letters(text.as_bytes(), token.span.start(), token.span.end()) {
            Some(0) => Glance::Whole(0),
            Some(word) => {
                worth = worth || kind != TokenKind::Punctuation && grammar.is_worth(word);
                Glance::Whole(word)
            }
            None => letter_by_letter(text, token.span, kind, grammar, &mut worth),
        },
    }));
    worth
}

/// Whether a figure is joined to what stands before it, may be a date by itself, or may be one with the sentence after.
#[inline(never)]
fn is_worth_as_figure(text: &str, tokens: &[Token], at: usize, grammar: &Grammar) -> bool {
    let span = tokens[at].span;
    let glued = at > 0 && tokens[at - 1].span.end() == span.start();
    glued || at + 2 >= tokens.len() || tells(span.of(text).as_bytes(), grammar)
}

/// The same for a token with other signs than ASCII letters, a long one, or the last of the text.
#[inline(never)]
fn letter_by_letter(text: &str, span: Span, kind: TokenKind, grammar: &Grammar, worth: &mut bool) -> Glance {
    if kind == TokenKind::Punctuation {
        return Glance::Apart;
    }
    let written = span.of(text).as_bytes();
    let known = grammar.known.may_hold(text.as_bytes(), span.start(), span.end());
    if !*worth {
        *worth = written.last().is_some_and(u8::is_ascii_digit)
            || known
                && grammar.triggers.may_hold(text.as_bytes(), span.start(), span.end())
                && is_worth(span.of(text), grammar);
    }
    // What has figures or an apostrophe in it may hold a word.
    let apart = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'\'' | 0x99);
    if kind == TokenKind::Word && !known && !written.iter().any(apart) {
        return Glance::Whole(0);
    }
    Glance::Apart
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
fn is_worth(written: &str, grammar: &Grammar) -> bool {
    match number_of(written, grammar) {
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
            look(text, &found.tokens, &grammar, &mut Vec::new())
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
            let mut glances = Vec::new();
            look(table, &found.tokens, grammar, &mut glances);
            for (token, glance) in found.tokens.iter().zip(glances) {
                let written = token.span.of(table);
                let address = matches!(
                    token.kind,
                    TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag
                );
                if let (Glance::Whole(word), false) = (glance, address) {
                    assert_eq!(number_of(written, grammar).0, word, "{written}");
                }
            }
        }
    }
}
