//! A chunk (a run without ASCII white space) to its UAX #29 words. In: text, the chunk. Out: pieces, white space
//! left out. Known characters go by the classes below; a chunk with any other goes to `unicode-segmentation`, and
//! both ways give the same pieces (tested on arbitrary text).

use super::dictionary;
use crate::unspaced;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What a piece starts with, which decides the corrections that apply to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Letters,
    Digits,
    Mark,
}

/// One UAX #29 word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub class: Class,
}

/// The `Word_Break` values that matter here; `Unknown` sends the chunk to `unicode-segmentation`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    Letter,
    Digit,
    /// `ExtendNumLet`: the underscore.
    Underscore,
    /// `MidNumLet` and `Single_Quote`: joins letters to letters and digits to digits.
    MidBoth,
    /// Joins digits to digits.
    MidNumber,
    /// Joins letters to letters.
    MidLetter,
    Blank,
    Other,
    Unknown,
}

const ASCII: [Break; 128] = ascii();

const fn ascii() -> [Break; 128] {
    let mut table = [Break::Other; 128];
    let mut at = 0;
    while at < 128 {
        table[at] = match at as u8 {
            b'A'..=b'Z' | b'a'..=b'z' => Break::Letter,
            b'0'..=b'9' => Break::Digit,
            b'_' => Break::Underscore,
            b'.' | b'\'' => Break::MidBoth,
            b',' | b';' => Break::MidNumber,
            b':' => Break::MidLetter,
            b'\t'..=b'\r' | b' ' => Break::Blank,
            _ => Break::Other,
        };
        at += 1;
    }
    table
}

fn of_char(c: char) -> Break {
    match c {
        // Two signs stand amid the letters.
        '×' | '÷' | '“' | '”' | '„' | '«' | '»' | '–' | '—' | '…' | '•' | '€' | '£' => {
            Break::Other
        }
        '\u{c0}'..='\u{24f}'
        | '\u{386}'
        | '\u{388}'..='\u{38a}'
        | '\u{38c}'
        | '\u{38e}'..='\u{3a1}'
        | '\u{3a3}'..='\u{3f5}'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}' => Break::Letter,
        '’' | '‘' => Break::MidBoth,
        '\u{a0}' => Break::Blank,
        _ => Break::Unknown,
    }
}

/// Class and length of the character at byte `at`.
#[inline]
fn class_at(text: &str, at: usize) -> (Break, usize) {
    let byte = text.as_bytes()[at];
    if byte < 128 {
        return (ASCII[byte as usize], 1);
    }
    text[at..].chars().next().map_or((Break::Other, 1), |c| (of_char(c), c.len_utf8()))
}

/// Cuts a chunk into its UAX #29 words, replacing what `out` held.
pub(super) fn cut(text: &str, chunk: Range<usize>, out: &mut Vec<Piece>) {
    if cut_known(text, chunk.clone(), out).is_none() {
        cut_any(text, chunk, out);
    }
}

/// The same for any text, by `unicode-segmentation`, and by dictionary where a script sets no blanks.
pub(super) fn cut_any(text: &str, chunk: Range<usize>, out: &mut Vec<Piece>) {
    out.clear();
    let mut at = chunk.start;
    while let Some(run) = dictionary::first_run(&text[at..chunk.end]) {
        let (start, end) = (at + run.start, at + run.end);
        cut_spaced(text, at..start, out);
        unspaced::each_word(&text[start..end], |word| {
            let (start, end) = (start + word.start, start + word.end);
            let word = &text[start..end];
            let class = class_of(word.chars().next().unwrap_or(' '), word);
            out.push(Piece { start, end, class });
        });
        at = end;
    }
    cut_spaced(text, at..chunk.end, out);
}

fn cut_spaced(text: &str, chunk: Range<usize>, out: &mut Vec<Piece>) {
    for (offset, word) in text[chunk.clone()].split_word_bound_indices() {
        let mut at = chunk.start + offset;
        // The narrow no-break space joins words there; here it parts them as any other white space.
        for part in word.split_inclusive(char::is_whitespace) {
            let bare = part.trim();
            if let Some(first) = bare.chars().next() {
                let start = at + (part.len() - part.trim_start().len());
                let class = class_of(first, bare);
                out.push(Piece { start, end: start + bare.len(), class });
            }
            at += part.len();
        }
    }
}

fn class_of(first: char, word: &str) -> Class {
    if first.is_numeric() {
        Class::Digits
    } else if first.is_alphanumeric() || first == '_' && word.chars().any(char::is_alphanumeric) {
        Class::Letters
    } else {
        Class::Mark
    }
}

/// The same, where every character is of a known class; nothing where one is not.
fn cut_known(text: &str, chunk: Range<usize>, out: &mut Vec<Piece>) -> Option<()> {
    out.clear();
    let mut at = chunk.start;
    while at < chunk.end {
        let (class, length) = class_at(text, at);
        let start = at;
        at += length;
        let class = match class {
            Break::Unknown => return None,
            Break::Blank => continue,
            Break::Letter | Break::Digit | Break::Underscore => {
                let (end, alphanumeric) = word_end(text, class, at..chunk.end)?;
                at = end;
                match class {
                    Break::Digit => Class::Digits,
                    _ if alphanumeric => Class::Letters,
                    _ => Class::Mark,
                }
            }
            _ => Class::Mark,
        };
        out.push(Piece { start, end: at, class });
    }
    Some(())
}

/// Where the word whose first character is `first` ends, and whether it is more than underscores.
fn word_end(text: &str, first: Break, rest: Range<usize>) -> Option<(usize, bool)> {
    let mut before = first;
    let mut alphanumeric = first != Break::Underscore;
    let mut at = rest.start;
    while at < rest.end {
        let (class, length) = class_at(text, at);
        match class {
            Break::Unknown => return None,
            Break::Letter | Break::Digit | Break::Underscore => {
                alphanumeric |= class != Break::Underscore;
                before = class;
                at += length;
            }
            Break::MidBoth | Break::MidNumber | Break::MidLetter if at + length < rest.end => {
                let (after, more) = class_at(text, at + length);
                let joins = match after {
                    Break::Unknown => return None,
                    Break::Letter => before == Break::Letter && class != Break::MidNumber,
                    Break::Digit => before == Break::Digit && class != Break::MidLetter,
                    _ => false,
                };
                if !joins {
                    break;
                }
                before = after;
                at += length + more;
            }
            _ => break,
        }
    }
    Some((at, alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both(text: &str) -> (Vec<Piece>, Vec<Piece>) {
        let (mut quick, mut any) = (Vec::new(), Vec::new());
        cut(text, 0..text.len(), &mut quick);
        cut_any(text, 0..text.len(), &mut any);
        (quick, any)
    }

    #[test]
    fn every_known_character_breaks_as_unicode_segmentation_says() {
        for c in ('\0'..='\u{2fff}').filter(|&c| !c.is_ascii_whitespace()) {
            for probe in
                [format!("a{c}b"), format!("1{c}2"), format!("_{c}a"), format!("{c}{c}1"), format!("a{c}")]
            {
                let (quick, any) = both(&probe);
                assert_eq!(quick, any, "{probe:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn both_ways_agree_on_ascii(text in "[!-~]{0,40}") {
            let (quick, any) = both(&text);
            prop_assert_eq!(quick, any);
        }

        #[test]
        fn both_ways_agree_on_any_text(text in "[a-zA-Z0-9.,;:'’“”_\\-éßЖжΑω\u{a0}€\u{301}\u{200d}😀日ー🇫🇷]{0,24}|\\PC{0,20}") {
            let (quick, any) = both(&text);
            prop_assert_eq!(quick, any);
        }
    }
}
