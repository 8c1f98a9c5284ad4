//! A block to tokens. In: text, a block. Out: tokens, and those a sentence may end with. Plain words go straight
//! through; a chunk with other marks is cut by UAX #29 and its pieces joined and cut as the room's page says.

use super::abbreviations::{Kind, Lists};
use super::apostrophes::{self, Cut};
use super::characters::{BLANK, CLASSES, case, is_stop, kind_of};
use super::words::{self, Class, Piece};
use super::{Case, Token, TokenKind, addresses, numbers};
use crate::language::Language;
use crate::span::Span;
use crate::window::Window;
use std::ops::Range;

/// Addresses looked for in one chunk; a chunk with more is no prose, and looking on would cost squared time.
const ADDRESSES: usize = 64;

/// Finds the tokens of one text, block by block.
pub(super) struct Tokenizer<'t> {
    pub(super) text: &'t str,
    pub(super) language: Language,
    pub(super) lists: Lists,
    /// Where the block ends: nothing behind it is looked at.
    end: usize,
    pieces: Vec<Piece>,
    /// The letters around the words that are looked at.
    pub(super) window: Window,
    /// Every token so far.
    pub(super) tokens: Vec<Token>,
    /// Tokens of this block that a sentence may end with, by their place in `tokens`.
    pub(super) stops: Vec<u32>,
    /// Whether an apostrophe in this language only cuts off `'s`.
    pub(super) plain_apostrophes: bool,
    /// Whether plain chunks may go the quick way; tests compare both ways.
    pub(super) quick: bool,
}

impl<'t> Tokenizer<'t> {
    pub(super) fn new(text: &'t str, language: Language, lists: Lists) -> Self {
        Self {
            text,
            language,
            lists,
            end: 0,
            pieces: Vec::with_capacity(16),
            window: Window::NONE,
            tokens: Vec::with_capacity(text.len() / 5 + 4),
            stops: Vec::with_capacity(text.len() / 64 + 4),
            plain_apostrophes: !matches!(language.code(), "fr" | "it" | "ca" | "nl" | "tr"),
            quick: true,
        }
    }

    /// Adds the tokens of a block.
    pub(super) fn add(&mut self, block: Span) {
        self.stops.clear();
        self.end = block.end();
        let bytes = &self.text.as_bytes()[..block.end()];
        let mut at = block.start();
        while at < bytes.len() {
            if self.quick {
                at = self.bare_words(bytes, at);
            }
            let Some(&byte) = bytes.get(at) else { break };
            at = if CLASSES[byte as usize] == BLANK {
                at + 1
            } else if self.quick {
                self.quick_chunk(bytes, at)
            } else {
                self.chunk(bytes, at)
            };
        }
    }

    /// Adds the tokens of the chunk that starts at `start`; gives its end.
    pub(super) fn chunk(&mut self, bytes: &[u8], start: usize) -> usize {
        let mut end = start;
        let mut address = false;
        while end < bytes.len() && CLASSES[bytes[end] as usize] != BLANK {
            address |= matches!(bytes[end], b'@' | b'/') || bytes[end..].starts_with(b"www.");
            end += 1;
        }
        let mut at = start;
        for _ in 0..if address { ADDRESSES } else { 0 } {
            let Some((found, kind)) = addresses::first(self.text, at..end) else {
                break;
            };
            self.pieces_of(at..found.start);
            self.push(found.start, found.end, kind, Case::None);
            at = found.end;
        }
        self.pieces_of(at..end);
        end
    }

    fn pieces_of(&mut self, chunk: Range<usize>) {
        if chunk.is_empty() {
            return;
        }
        let mut pieces = std::mem::take(&mut self.pieces);
        if self.quick {
            words::cut(self.text, chunk, &mut pieces);
        } else {
            words::cut_any(self.text, chunk, &mut pieces);
        }
        let mut at = 0;
        while at < pieces.len() {
            at = self.piece(&pieces, at);
        }
        self.pieces = pieces;
    }

    /// Adds the token that starts with piece `at`; gives the piece after it.
    fn piece(&mut self, pieces: &[Piece], at: usize) -> usize {
        if let Some(number) = numbers::at(self.text, pieces, at, self.language) {
            return self.number(pieces, &number);
        }
        let piece = pieces[at];
        match piece.class {
            Class::Letters => self.letters(pieces, at),
            Class::Digits => {
                self.with_clitic(piece.start, piece.end, TokenKind::Number);
                at + 1
            }
            Class::Mark => self.mark(pieces, at),
        }
    }

    fn number(&mut self, pieces: &[Piece], number: &numbers::Number) -> usize {
        let (start, mut end, mut next) = (number.start, number.end, number.next);
        // "8p.m." keeps its last full stop.
        let clock = [".m", ".M"].iter().any(|m| self.text[start..end].ends_with(m));
        let dotted = clock && next < pieces.len() && self.is(pieces[next], ".");
        if dotted && pieces[next].start == end {
            (end, next) = (end + 1, next + 1);
        }
        self.with_clitic(start, end, TokenKind::Number);
        if dotted {
            self.stop();
        }
        next
    }

    /// A word and what hangs on it: dots of an acronym, an ampersand or figures joined, clitics and glued words cut.
    fn letters(&mut self, pieces: &[Piece], at: usize) -> usize {
        let Piece { mut start, end, .. } = pieces[at];
        while let Some((cut, kind)) = apostrophes::elided(self.text, start..end, self.language) {
            self.push(start, cut, kind, self.case_of(start, cut));
            start = cut;
        }
        if let Some(next) = self.joined(pieces, at, start) {
            return next;
        }
        while let Some(cut) = glued(&self.text[start..end], self.language) {
            self.glued_word(start, start + cut);
            start += cut;
        }
        let dot = pieces.get(at + 1).filter(|dot| dot.start == end && self.is(**dot, "."));
        if dot.is_some() && self.keeps_dot(start, end) {
            self.push(start, end + 1, TokenKind::Word, self.case_of(start, end));
            self.stop();
            return at + 2;
        }
        let apostrophe = pieces.get(at + 1).filter(|mark| mark.start == end);
        if start == pieces[at].start
            && let Some(mark) = apostrophe
            && apostrophes::opens_elision(self.text, start..end, mark.start..mark.end, self.language)
        {
            self.push(start, mark.end, TokenKind::Clitic, self.case_of(start, end));
            return at + 2;
        }
        self.with_clitic(start, end, TokenKind::Word);
        at + 1
    }

    /// `AT&T`, `COVID-19`: pieces that make one word.
    fn joined(&mut self, pieces: &[Piece], at: usize, start: usize) -> Option<usize> {
        let mark = *pieces.get(at + 1)?;
        let last = *pieces.get(at + 2)?;
        if mark.start != pieces[at].end || last.start != mark.end || mark.class != Class::Mark {
            return None;
        }
        let text = self.text;
        match &text[mark.start..mark.end] {
            "&" => self.ampersand(pieces, at, start),
            "-" | "\u{2011}" if last.class == Class::Digits => {
                let digits = &text[last.start..last.end];
                let word = &text[start..pieces[at].end];
                if !numbers::is_model(word, digits) {
                    return None;
                }
                self.with_clitic(start, last.end, TokenKind::Word);
                Some(at + 3)
            }
            _ => None,
        }
    }

    fn ampersand(&mut self, pieces: &[Piece], at: usize, start: usize) -> Option<usize> {
        let capitals = |piece: &Piece| {
            let word = apostrophes::without_possessive(&self.text[piece.start..piece.end]);
            word.len() <= 4 && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        let mut last = at;
        while let [one, mark, two, ..] = &pieces[last..] {
            let close = one.end == mark.start && mark.end == two.start;
            let sign = &self.text[mark.start..mark.end] == "&";
            if !(close && sign && capitals(one) && capitals(two) && two.class == Class::Letters) {
                break;
            }
            last += 2;
        }
        (last > at).then(|| {
            self.with_clitic(start, pieces[last].end, TokenKind::Word);
            last + 1
        })
    }

    /// The first part of two words written as one, with the mark between them.
    fn glued_word(&mut self, start: usize, end: usize) {
        let mark = end - 1;
        let initials = self.text.as_bytes()[mark] == b'.' && is_dotted_letters(&self.text[start..mark]);
        if initials {
            self.push(start, end, TokenKind::Word, self.case_of(start, mark));
            return;
        }
        self.with_clitic(start, mark, TokenKind::Word);
        self.push(mark, end, TokenKind::Punctuation, Case::None);
        if self.text.as_bytes()[mark] == b'.' {
            self.stop();
        }
    }

    /// Whether the word `start..end`, with a full stop behind it, keeps that full stop.
    pub(super) fn keeps_dot(&self, start: usize, end: usize) -> bool {
        let word = &self.text[start..end];
        if is_dotted_letters(word) && (word.len() > 1 && word.contains('.')) {
            return true;
        }
        let mut letters = word.chars();
        let first = letters.next().unwrap_or(' ');
        if letters.next().is_none() && first.is_alphabetic() {
            let initial = first.is_uppercase() && self.is_initial(end + 1);
            return initial || self.in_dotted_letters(start, end + 1) || self.abbreviation(start, end);
        }
        self.abbreviation(start, end)
    }

    /// Whether a capital and its full stop, which ends at `at`, are an initial: a name or a comma goes on.
    fn is_initial(&self, at: usize) -> bool {
        let opener = |c: &char| c.is_whitespace() || "(\"“'‘".contains(*c);
        let rest = self.text.get(at..self.end).unwrap_or("");
        match rest.chars().next() {
            Some(',' | '-') => true,
            // A quote right behind it closes: a grade of "D."
            Some(c) if opener(&c) && !c.is_whitespace() => false,
            _ => rest.chars().find(|c| !opener(c)).is_some_and(char::is_uppercase),
        }
    }

    /// Whether a letter and its full stop are one of several: `z. B.`, `т. д.`, `h. c.`
    fn in_dotted_letters(&self, start: usize, end: usize) -> bool {
        let mut next = self.text[end..self.end].chars().skip_while(|c| matches!(c, ' ' | '\u{a0}'));
        let before = self.tokens.last().is_some_and(|last| {
            let word = last.span.of(self.text);
            start - last.span.end() <= 2
                && word.len() <= 3
                && word.ends_with('.')
                && word.starts_with(char::is_alphabetic)
        });
        before || next.next().is_some_and(char::is_alphabetic) && next.next() == Some('.')
    }

    /// Whether the word `start..end` is a listed abbreviation here.
    pub(super) fn abbreviation(&self, start: usize, end: usize) -> bool {
        match self.lists.kind(&self.text[start..end]) {
            Some(Kind::Number) => self.next_visible(end + 1).is_some_and(char::is_numeric),
            found => found.is_some(),
        }
    }

    fn next_visible(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().find(|c| !c.is_whitespace())
    }

    fn mark(&mut self, pieces: &[Piece], at: usize) -> usize {
        let piece = pieces[at];
        let first = self.text[piece.start..piece.end].chars().next().unwrap_or(' ');
        let next = pieces.get(at + 1).filter(|next| next.start == piece.end);
        let after_word = at > 0 && pieces[at - 1].end == piece.start;
        match first {
            '#' | '@'
                if next.is_some_and(|n| self.is_tag(*n))
                    && !(after_word && pieces[at - 1].class != Class::Mark) =>
            {
                return self.tag(pieces, at);
            }
            '\'' | '’'
                if after_word && next.is_some_and(|n| matches!(&self.text[n.start..n.end], "s" | "S")) =>
            {
                self.push(piece.start, piece.end + 1, TokenKind::Clitic, Case::Lower);
                return at + 2;
            }
            '.' | '-' | '`' | '\'' | '*' | '=' | '!' | '?' | '~' | '+' | '#' => {
                let mut last = at;
                while pieces.get(last + 1).is_some_and(|n| {
                    n.start == pieces[last].end
                        && n.end - n.start == 1
                        && self.text[n.start..].starts_with(first)
                }) {
                    last += 1;
                }
                if last > at {
                    self.push(piece.start, pieces[last].end, kind_of(first), Case::None);
                    if matches!(first, '.' | '!' | '?') {
                        self.stop();
                    }
                    return last + 1;
                }
            }
            _ => {}
        }
        self.push(piece.start, piece.end, kind_of(first), Case::None);
        if is_stop(first) {
            self.stop();
        }
        at + 1
    }

    fn is_tag(&self, piece: Piece) -> bool {
        piece.class != Class::Mark && self.text[piece.start..piece.end].chars().any(char::is_alphabetic)
    }

    fn tag(&mut self, pieces: &[Piece], at: usize) -> usize {
        let mut last = at + 1;
        while pieces.get(last + 1).is_some_and(|n| n.start == pieces[last].end && n.class != Class::Mark) {
            last += 1;
        }
        let hashtag = self.text[pieces[at].start..].starts_with('#');
        let kind = if hashtag { TokenKind::Hashtag } else { TokenKind::Handle };
        self.with_clitic(pieces[at].start, pieces[last].end, kind);
        last + 1
    }

    /// Adds a token, and the clitic that is cut off its end.
    fn with_clitic(&mut self, start: usize, end: usize, kind: TokenKind) {
        match apostrophes::suffix(&self.text[start..end], self.language) {
            Some(Cut { at }) => {
                let cut = start + at;
                self.push(start, cut, kind, self.case_of(start, cut));
                self.push(cut, end, TokenKind::Clitic, self.case_of(cut, end));
            }
            None => self.push(start, end, kind, self.case_of(start, end)),
        }
    }

    pub(super) fn case_of(&self, start: usize, end: usize) -> Case {
        case(&self.text[start..end])
    }

    fn is(&self, piece: Piece, mark: &str) -> bool {
        &self.text[piece.start..piece.end] == mark
    }

    #[inline]
    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind, case: Case) {
        self.tokens.push(Token { span: Span::new(start, end), kind, case });
    }

    /// Notes that a sentence may end with the last token.
    #[inline]
    pub(super) fn stop(&mut self) {
        self.stops.push(self.tokens.len() as u32 - 1);
    }
}

/// `U.S`, `a.m`, `J.K`, `EE.UU`: letters parted by dots, one each (or one doubled).
pub(super) fn is_dotted_letters(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        match (letters.next(), letters.next(), letters.next()) {
            (Some(only), None, _) => only.is_alphabetic(),
            (Some(one), Some(two), None) => one == two && one.is_uppercase() && word.contains('.'),
            _ => false,
        }
    })
}

/// Where a word ends that was written together with the next: `said.The`, `J.Smith`, `Note:this`. The mark between
/// them is before the cut.
fn glued(word: &str, language: Language) -> Option<usize> {
    let bytes = word.as_bytes();
    let mark = |from: usize| bytes[from..].iter().position(|b| matches!(b, b'.' | b':')).map(|at| from + at);
    let mut at = mark(0)?;
    loop {
        let rest = &word[at + 1..];
        if bytes[at] == b':' {
            return (!apostrophes::is_colon_ending(rest, language)).then_some(at + 1);
        }
        let before = word[..at].chars().rev().take_while(|c| c.is_lowercase()).count();
        let mut after = rest.chars();
        let capital = after.next().is_some_and(char::is_uppercase);
        let small = after.next().is_some_and(char::is_lowercase);
        if capital && small && (before >= 2 || is_dotted_letters(&word[..at])) {
            return Some(at + 1);
        }
        at = mark(at + 1)?;
    }
}
