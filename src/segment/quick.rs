//! Most chunks hold words, figures and marks that no rule but the plainest touches: `protest,` `"We` `Navalny's`
//! `Moscow-based` `(1,500)`. In: the bytes of a block. Out: the tokens of such a chunk, or nothing where it holds
//! anything else, and then the way through UAX #29 gives them. Both ways agree (tested on arbitrary text).

use super::characters::{BLANK, CLASSES, LOWER, Letters};
use super::marks::{
    apostrophe, is_blank, is_closed, is_closed_quote, is_digit, is_letter, is_plain_mark, run, wide_mark,
};
use super::tokens::Tokenizer;
use super::{Case, TokenKind};
use crate::window::Window;

/// What a small letter has and a capital has not.
const CASE_BIT: u8 = 0x20;

impl Tokenizer<'_> {
    /// Adds words of letters with a blank behind, or a comma or full stop and a blank, the bulk of any text, from the start
    /// of a chunk on; gives the place of the first chunk that is anything else.
    #[inline]
    pub(super) fn bare_words(&mut self, bytes: &[u8], mut at: usize) -> usize {
        while at < bytes.len() {
            let Some(end) = self.window.end_of_letters(at) else {
                let Some(window) = Window::at(self.text.as_bytes(), at) else { break };
                self.window = window;
                continue;
            };
            // A capital behind the first letter may make it another case.
            if end == at || end >= bytes.len() || bytes[at + 1].is_ascii_uppercase() {
                break;
            }
            let case = if bytes[at] & CASE_BIT == 0 { Case::Capitalised } else { Case::Lower };
            at = match bytes[end] {
                b' ' => {
                    self.push(at, end, TokenKind::Word, case);
                    end + 1
                }
                b',' if is_blank(bytes, end + 1) => {
                    self.push(at, end, TokenKind::Word, case);
                    self.push(end, end + 1, TokenKind::Punctuation, Case::None);
                    end + 2
                }
                b'.' if is_blank(bytes, end + 1) => match self.plain_full_stop(bytes, at, end, case) {
                    Some(next) => next + 1,
                    None => break,
                },
                _ => break,
            };
        }
        at.min(bytes.len())
    }

    /// Adds the tokens of the chunk that starts at `start`, by the quick way where it goes; gives its end.
    #[inline]
    pub(super) fn quick_chunk(&mut self, bytes: &[u8], start: usize) -> usize {
        let (tokens, stops) = (self.tokens.len(), self.stops.len());
        self.plain_chunk(bytes, start).unwrap_or_else(|| {
            self.tokens.truncate(tokens);
            self.stops.truncate(stops);
            self.chunk(bytes, start)
        })
    }

    #[inline]
    fn plain_chunk(&mut self, bytes: &[u8], start: usize) -> Option<usize> {
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            at = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => self.plain_word(bytes, at)?,
                b'0'..=b'9' => self.plain_number(bytes, at, at)?,
                b'$' if is_digit(bytes, at + 1) => self.plain_number(bytes, at, at + 1)?,
                b'.' if is_blank(bytes, at + 1) => {
                    self.push(at, at + 1, TokenKind::Punctuation, Case::None);
                    self.stop();
                    at + 1
                }
                b'-' | b'`' | b'\'' => self.repeated_mark(bytes, start, at)?,
                _ if is_plain_mark(byte) => self.plain_mark(bytes, at)?,
                _ if CLASSES[byte as usize] == BLANK => return Some(at),
                _ => {
                    let length = wide_mark(bytes, at);
                    if length == 0 {
                        return None;
                    }
                    self.push(at, at + length, TokenKind::Punctuation, Case::None);
                    at + length
                }
            };
        }
        Some(at)
    }

    fn plain_mark(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let stop = matches!(bytes[at], b'!' | b'?');
        if stop && bytes.get(at + 1) == Some(&bytes[at]) {
            return None;
        }
        self.push(at, at + 1, TokenKind::Punctuation, Case::None);
        if stop {
            self.stop();
        }
        Some(at + 1)
    }

    /// A dash, a typewriter's quote: `-`, `--`, `` ` ` `` before a word, `''` behind one.
    fn repeated_mark(&mut self, bytes: &[u8], start: usize, at: usize) -> Option<usize> {
        let end = at + run(bytes, at);
        let plain = match bytes[at] {
            b'-' => at == start && is_blank(bytes, end),
            b'`' => at == start && is_letter(bytes, end),
            _ => is_closed_quote(bytes, at),
        };
        plain.then(|| {
            self.push(at, end, TokenKind::Punctuation, Case::None);
            end
        })
    }

    /// A word of ASCII letters, with the clitic, hyphen or full stop behind it.
    #[inline]
    fn plain_word(&mut self, bytes: &[u8], start: usize) -> Option<usize> {
        let letters = Letters::of(&bytes[start..]);
        let at = start + letters.length;
        let case = match CLASSES[bytes[start] as usize] {
            LOWER => Case::Lower,
            _ if letters.capitals && letters.length > 1 => Case::Upper,
            _ => Case::Capitalised,
        };
        if is_blank(bytes, at) {
            self.push(start, at, TokenKind::Word, case);
            return Some(at);
        }
        match bytes[at] {
            b'.' if letters.length == 1 && is_letter(bytes, at + 1) => self.dotted_letters(bytes, start),
            b'.' => self.plain_full_stop(bytes, start, at, case),
            b'-' if is_letter(bytes, at + 1) => {
                self.push(start, at, TokenKind::Word, case);
                self.push(at, at + 1, TokenKind::Punctuation, Case::None);
                Some(at + 1)
            }
            b':' if is_blank(bytes, at + 1) => {
                self.push(start, at, TokenKind::Word, case);
                self.push(at, at + 1, TokenKind::Punctuation, Case::None);
                Some(at + 1)
            }
            b'\'' if self.plain_apostrophes && is_closed_quote(bytes, at) => {
                self.push(start, at, TokenKind::Word, case);
                Some(at)
            }
            mark if is_plain_mark(mark) || wide_mark(bytes, at) > 0 => {
                self.push(start, at, TokenKind::Word, case);
                Some(at)
            }
            _ => self.plain_clitic(bytes, start, at, case),
        }
    }

    /// A word and its full stop, where nothing is written against them.
    fn plain_full_stop(&mut self, bytes: &[u8], start: usize, at: usize, case: Case) -> Option<usize> {
        if !is_closed(bytes, at + 1) {
            return None;
        }
        let keeps_dot = match at - start {
            1 => self.keeps_dot(start, at),
            _ => self.abbreviation(start, at),
        };
        if keeps_dot {
            self.push(start, at + 1, TokenKind::Word, case);
        } else {
            self.push(start, at, TokenKind::Word, case);
            self.push(at, at + 1, TokenKind::Punctuation, Case::None);
        }
        self.stop();
        Some(at + 1)
    }

    /// Letters with a full stop behind each: `U.S.`, `a.m.`
    fn dotted_letters(&mut self, bytes: &[u8], start: usize) -> Option<usize> {
        let mut end = start;
        while is_letter(bytes, end) && bytes.get(end + 1) == Some(&b'.') {
            end += 2;
        }
        is_closed(bytes, end).then(|| {
            self.push(start, end, TokenKind::Word, self.case_of(start, end));
            self.stop();
            end
        })
    }

    /// A word with an apostrophe in it: `Navalny's`, `don't`, `O'Brien`.
    fn plain_clitic(&mut self, bytes: &[u8], start: usize, at: usize, case: Case) -> Option<usize> {
        let mark = apostrophe(bytes, at);
        if mark == 0 || !self.plain_apostrophes || case == Case::Upper {
            return None;
        }
        let letters = Letters::of(&bytes[at + mark..]);
        let end = at + mark + letters.length;
        if !is_closed(bytes, end) || letters.capital && letters.length == 1 {
            return None;
        }
        if letters.length == 1 && bytes[at + mark] == b's' {
            self.push(start, at, TokenKind::Word, case);
            self.push(at, end, TokenKind::Clitic, Case::Lower);
        } else {
            let case = if letters.capital { self.case_of(start, end) } else { case };
            self.push(start, end, TokenKind::Word, case);
        }
        Some(end)
    }

    /// Figures with separators, from `digits` on, with the currency before them and a percent sign behind.
    fn plain_number(&mut self, bytes: &[u8], start: usize, digits: usize) -> Option<usize> {
        let mut at = digits;
        while is_digit(bytes, at) || matches!(bytes.get(at), Some(b'.' | b',')) && is_digit(bytes, at + 1) {
            at += 1;
        }
        let percent = usize::from(bytes.get(at) == Some(&b'%'));
        let next = at + percent;
        let stop = bytes.get(next) == Some(&b'.');
        let behind = next + usize::from(stop);
        let closed = is_blank(bytes, behind)
            || bytes.get(behind).is_some_and(|mark| is_plain_mark(*mark) && !is_digit(bytes, behind + 1))
            || wide_mark(bytes, behind) > 0;
        if !closed {
            return None;
        }
        self.push(start, at, TokenKind::Number, Case::None);
        if percent > 0 {
            self.push(at, next, TokenKind::Symbol, Case::None);
        }
        if stop {
            self.push(next, behind, TokenKind::Punctuation, Case::None);
            self.stop();
        }
        Some(behind)
    }
}
