//! Tokens to the room's own light stream: words by their number in the lexicon, digits by their value.
//! Digits, letters and marks that one token joins are taken apart and dotted abbreviations put together,
//! so that the grammar sees the same stream however finely the text was cut.

use super::figures;
use super::frame::ANY;
use super::glance;
use super::grammar::Grammar;
use super::words::{LONGEST, key};
use crate::segment::{Case, Token, TokenKind};

/// A light token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lex {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The word's number in the lexicon; 0 is none.
    pub(super) word: u16,
    /// Classes it belongs to.
    pub(super) classes: u64,
    /// What the digits say.
    pub(super) value: i32,
    /// Whether no space stands before it.
    pub(super) glued: bool,
    /// Whether it is a figure joined to what stands before it, and not by a comma or a sign of money; or a known word
    /// joined to a figure.
    pub(super) joint: bool,
    /// Whether it starts with a capital.
    pub(super) capital: bool,
    pub(super) digits: u8,
}

/// Whether the sentence ends in a full stop that may not be its end: `Aug.`, `p.m.`, `17.` where that is an ordinal.
pub(super) fn runs_on(grammar: &Grammar, lexes: &[Lex]) -> bool {
    let [.., before, last] = lexes else {
        return false;
    };
    let day = grammar.ordinal_point
        && before.digits > 0
        && before.digits <= 2
        && last.glued
        && last.end - last.start == 1
        && last.classes == ANY;
    day || grammar.lexicon[last.word as usize].dotted
}

/// Adds the light tokens of one sentence to `out`.
#[inline(never)]
pub(super) fn fill(text: &str, tokens: &[Token], grammar: &Grammar, out: &mut Vec<Lex>) {
    out.reserve(tokens.len());
    let mut before = out.last().map_or(usize::MAX, |last| last.end as usize);
    for token in tokens {
        let (start, end) = (token.span.start(), token.span.end());
        let glued = std::mem::replace(&mut before, end) == start;
        let capital = matches!(token.case, Case::Capitalised | Case::Upper);
        match glance::word(text, token, grammar) {
            Some(id) => known(end - start, start, glued, capital, id, grammar, out),
            None => by_letters(text, token, glued, grammar, out),
        }
    }
}

/// Adds a token that one look does not tell. As it is rare, it stays out of line.
#[inline(never)]
fn by_letters(text: &str, token: &Token, glued: bool, grammar: &Grammar, out: &mut Vec<Lex>) {
    let (written, start) = (token.span.of(text), token.span.start());
    let capital = matches!(token.case, Case::Capitalised | Case::Upper);
    let has_figures = || written.bytes().any(|byte| byte.is_ascii_digit());
    match token.kind {
        TokenKind::Number => split(written, start, glued, grammar, out),
        TokenKind::Word if glance::is_unknown(text, token.span, grammar) => {
            known(written.len(), start, glued, capital, 0, grammar, out);
        }
        TokenKind::Word | TokenKind::Symbol if has_figures() => split(written, start, glued, grammar, out),
        _ => word(written, start, glued, capital, grammar, out),
    }
}

fn word(written: &str, start: usize, glued: bool, capital: bool, grammar: &Grammar, out: &mut Vec<Lex>) {
    if written == "." {
        full_stop(start, glued, grammar, out);
        return;
    }
    let (id, joined) = number_of(written, grammar);
    if id == 0
        && joined
        && let Some(cut) = inner_cut(written, grammar)
    {
        let (head, tail) = written.split_at(cut);
        known(head.len(), start, glued, capital, number_of(head, grammar).0, grammar, out);
        known(tail.len(), start + cut, true, false, number_of(tail, grammar).0, grammar, out);
        return;
    }
    known(written.len(), start, glued, capital, id, grammar, out);
}

/// A full stop after an abbreviation belongs to it: `Jan.`, `p.m.`; it ends the sentence after `1st`, `11 pm`.
fn full_stop(start: usize, glued: bool, grammar: &Grammar, out: &mut Vec<Lex>) {
    if glued
        && let Some(last) = out.last_mut()
        && !last.joint
        && let abbreviation = &grammar.lexicon[last.word as usize]
        && abbreviation.dotted
        && (abbreviation.initials == 0 || last.end - last.start > u32::from(abbreviation.initials))
    {
        last.end += 1;
        return;
    }
    known(1, start, glued, false, grammar.full_stop, grammar, out);
}

#[inline]
fn known(
    len: usize,
    start: usize,
    glued: bool,
    capital: bool,
    word: u16,
    grammar: &Grammar,
    out: &mut Vec<Lex>,
) {
    out.push(Lex {
        start: start as u32,
        end: (start + len) as u32,
        glued,
        capital,
        word,
        classes: grammar.look(word, capital),
        ..Lex::default()
    });
}

/// Where a word with an apostrophe holds two: before a possessive `'s`, after an elided `l'`.
fn inner_cut(written: &str, grammar: &Grammar) -> Option<usize> {
    let tail = written.strip_suffix(['s', 'S']).and_then(|head| head.strip_suffix(['\'', '’']));
    if let Some(head) = tail.filter(|head| !head.is_empty()) {
        return Some(head.len());
    }
    if !grammar.elision {
        return None;
    }
    let at = written.find(['\'', '’'])?;
    let after = at + written[at..].chars().next().map_or(0, char::len_utf8);
    (after < written.len()).then_some(after)
}

/// The lexicon's number for a word as written (case, curly apostrophes and inner dots do not count), and whether
/// it holds an apostrophe.
pub(super) fn number_of(written: &str, grammar: &Grammar) -> (u16, bool) {
    let mut bytes = [0; LONGEST];
    let (mut len, mut dots, mut joined) = (0, false, false);
    let many = written.len() > 1;
    for &byte in written.as_bytes().iter().take(LONGEST + 1) {
        if byte >= 0x80 {
            return spelled(written, grammar);
        }
        if byte == b'.' && many {
            dots = true;
            continue;
        }
        joined |= byte == b'\'';
        let Some(place) = bytes.get_mut(len) else {
            return (0, joined);
        };
        *place = byte.to_ascii_lowercase();
        len += 1;
    }
    (undotted(grammar.words.id(&key(&bytes[..len])), dots, grammar), joined)
}

/// Inner dots count only for words that may carry them, so that `no.w` is not `now`.
fn undotted(id: u16, dots: bool, grammar: &Grammar) -> u16 {
    if dots && !grammar.lexicon[id as usize].dotted { 0 } else { id }
}

/// The same for a word that is not all ASCII.
fn spelled(written: &str, grammar: &Grammar) -> (u16, bool) {
    let mut bytes = [0; LONGEST];
    let (mut len, mut dots, mut joined) = (0, false, false);
    for c in written.chars().flat_map(char::to_lowercase) {
        let c = match c {
            '’' => '\'',
            '–' | '‑' | '−' | '‐' => '-',
            c => c,
        };
        joined |= c == '\'';
        if c == '.' {
            dots = true;
            continue;
        }
        if len + c.len_utf8() > LONGEST {
            return (0, joined);
        }
        len += c.encode_utf8(&mut bytes[len..]).len();
    }
    (undotted(grammar.words.id(&key(&bytes[..len])), dots, grammar), joined)
}

/// Takes a token with digits apart: `3.5-year`, `10:30am`, `17th`, `2021-02-10T08:00Z`.
fn split(written: &str, start: usize, glued: bool, grammar: &Grammar, out: &mut Vec<Lex>) {
    if written.bytes().all(|byte| byte.is_ascii_digit()) {
        digits(written, start, glued, glued, grammar, out);
        return;
    }
    let decimal = !grammar.day_first && is_decimal(written.as_bytes());
    let mut at = 0;
    let mut glued = glued;
    while let Some(first) = written[at..].chars().next() {
        let of_kind = |c: char| match first {
            '0'..='9' => c.is_ascii_digit(),
            _ if first.is_alphabetic() => c.is_alphabetic() || (c == '.' && first.is_ascii_alphabetic()),
            _ => false,
        };
        let len = written[at..].find(|c| !of_kind(c)).unwrap_or(written.len() - at);
        let len = len.max(first.len_utf8());
        let part = &written[at..at + len];
        if first.is_ascii_digit() {
            let apart = written[..at].ends_with([',', '$', '€', '£', '¥']);
            let joint = glued && !apart && (!decimal || at == 0);
            digits(part, start + at, glued, joint, grammar, out);
        } else {
            // `1072p` is no year; `1990s` is.
            let unit = first.is_ascii_alphabetic() && part != "s" && at > 0;
            if let Some(last) = out.last_mut().filter(|last| unit && last.digits == 4) {
                last.classes &= !figures::MODERN;
            }
            let letters = first.is_alphabetic() && !part.ends_with('.') && at > 0;
            word(part, start + at, glued, first.is_uppercase(), grammar, out);
            if let Some(last) = out.last_mut().filter(|last| letters && last.word != 0) {
                last.joint = true;
            }
        }
        at += len;
        glued = true;
    }
}

/// Whether a figure has one full stop in it and no other mark: `4.2`. Where days come first it may be one: `8.3.`
pub(super) fn is_decimal(figure: &[u8]) -> bool {
    let parts = figure.split(|&byte| byte == b'.').count();
    parts == 2 && figure.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
}

/// Adds a figure; `joint` when it is joined to what stands before it.
fn digits(written: &str, start: usize, glued: bool, joint: bool, grammar: &Grammar, out: &mut Vec<Lex>) {
    let len = written.len();
    let value = written
        .bytes()
        .fold(0, |read: i32, byte| read.saturating_mul(10).saturating_add(i32::from(byte - b'0')));
    out.push(Lex {
        start: start as u32,
        end: (start + len) as u32,
        glued,
        joint,
        digits: len.min(255) as u8,
        word: if len <= LONGEST { grammar.words.id(&key(written.as_bytes())) } else { 0 },
        value: figures::value(value),
        classes: figures::classes(len, value),
        ..Lex::default()
    });
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::language::Language;
    use crate::segment::segment;
    use crate::span::Span;

    fn parts(text: &str) -> Vec<String> {
        let grammar = parse(&["[words]\nMONTH 1: Jan.?\nMERIDIEM pm: p.m.\nWEEKDAY 5: Friday\n"]);
        let found = segment(text, &[Span::new(0, text.len())], Language::EN);
        let mut out = Vec::new();
        fill(text, &found.tokens, &grammar, &mut out);
        out.iter().map(|lex| text[lex.start as usize..lex.end as usize].to_string()).collect()
    }

    #[test]
    fn takes_joined_tokens_apart_and_puts_abbreviations_together() {
        assert_eq!(parts("Jan. 17th"), ["Jan.", "17", "th"]);
        assert_eq!(parts("10:30pm"), ["10", ":", "30", "pm"]);
        assert_eq!(parts("3 p.m. Friday's"), ["3", "p.m.", "Friday", "'s"]);
        assert_eq!(parts("2021-01-17T10:30Z"), ["2021", "-", "01", "-", "17", "T", "10", ":", "30", "Z"]);
    }
}
