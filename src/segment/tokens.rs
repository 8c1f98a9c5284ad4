//! Word boundaries by UAX #29, with the corrections news needs.

use super::{Case, Token, TokenKind};
use crate::language::Language;
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn find(text: &str, sentence: Span, _language: Language, out: &mut Vec<Token>) {
    for (offset, word) in sentence.of(text).split_word_bound_indices() {
        if word.chars().all(char::is_whitespace) {
            continue;
        }
        let start = sentence.start() + offset;
        let first = word.chars().next().expect("a word bound is not empty");
        let kind = if first.is_numeric() {
            TokenKind::Number
        } else if first.is_alphanumeric() {
            TokenKind::Word
        } else if first.is_ascii_punctuation() {
            TokenKind::Punctuation
        } else {
            TokenKind::Symbol
        };
        out.push(Token { span: Span::new(start, start + word.len()), kind, case: case(word) });
    }
}

fn case(word: &str) -> Case {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let lower = word.chars().any(char::is_lowercase);
    let first = word.chars().find(|c| c.is_alphabetic());
    match first {
        None => Case::None,
        Some(c) if c.is_lowercase() => Case::Lower,
        Some(c) if !c.is_uppercase() => Case::None,
        _ if upper > 1 && !lower => Case::Upper,
        _ => Case::Capitalised,
    }
}
