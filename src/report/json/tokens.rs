//! The sentences of an article as JSON, straight from its tokens. A token makes some fifty bytes for five of the text:
//! its parts are put together in a small buffer, by copies of fixed length, and leave it with those of other tokens.

use super::{needs_escape, write_into};
use crate::report::numbers::{EIGHT_DIGITS, digits};
use crate::report::offsets::Offsets;
use crate::report::sentences::Sentences;
use crate::segment::{Sentence, Token, TokenKind};

/// Longest text of a token that goes through the small buffer, in bytes.
const SHORT: usize = 16;
/// Room for the longest end of a token: `","kind":"punctuation"}`.
const END: usize = 24;

/// Writes the sentences as a field of a record.
pub(super) fn write(sentences: &Sentences<'_>, out: &mut Vec<u8>) {
    let text = sentences.text;
    let offsets = || Offsets::new(text, sentences.unit);
    // The end of a sentence is written before its tokens: each list of offsets goes up by itself.
    let (of_sentences, of_tokens) = (offsets(), offsets());
    let escapes = Escapes { text: text.as_bytes(), next: 0 };
    let mut writer = Writer { text, of_sentences, of_tokens, escapes, piece: Piece::default() };
    out.extend_from_slice(b",\"sentences\":[");
    for (at, sentence) in sentences.segmentation.sentences.iter().enumerate() {
        writer.sentence(sentence, at > 0, out);
        for (at, token) in sentences.segmentation.tokens_of(sentence).iter().enumerate() {
            writer.token(token, at > 0, out);
        }
        writer.piece.put(b"]}");
    }
    writer.piece.put(b"]");
    writer.piece.leave(out);
}

struct Writer<'t> {
    text: &'t str,
    of_sentences: Offsets<'t>,
    of_tokens: Offsets<'t>,
    escapes: Escapes<'t>,
    piece: Piece,
}

impl Writer<'_> {
    /// A sentence up to its tokens.
    fn sentence(&mut self, sentence: &Sentence, behind_another: bool, out: &mut Vec<u8>) {
        let (start, end) = (sentence.span.start(), sentence.span.end());
        let mut pen = self.piece.pen();
        pen.span(behind_another, self.of_sentences.of(start), self.of_sentences.of(end));
        pen.put(b",\"tokens\":[");
        self.piece.len = pen.at;
        self.piece.leave_if_full(out);
    }

    #[inline]
    fn token(&mut self, token: &Token, behind_another: bool, out: &mut Vec<u8>) {
        let (start, end) = (token.span.start(), token.span.end());
        let mut pen = self.piece.pen();
        pen.span(behind_another, self.of_tokens.of(start), self.of_tokens.of(end));
        pen.put(b",\"text\":");
        let short = self.text.as_bytes()[start..].first_chunk::<SHORT>().filter(|_| end - start <= SHORT);
        if let Some(text) = short
            && !self.escapes.within(start, end)
        {
            pen.put(b"\"");
            pen.put_first(text, end - start);
        } else {
            self.piece.len = pen.at;
            self.piece.leave(out);
            string(token.span.of(self.text), out);
            pen = self.piece.pen();
        }
        let (end, length) = end_of(token.kind);
        pen.put_first(end, *length);
        self.piece.len = pen.at;
        self.piece.leave_if_full(out);
    }
}

/// A text without its closing quote, escaped where it must be.
pub(super) fn string(text: &str, out: &mut Vec<u8>) {
    if needs_escape(text) {
        write_into(&text, out);
        out.pop();
    } else {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
    }
}

/// What stands behind the text of a token, padded, and its length.
type End = ([u8; END], usize);

const fn end_of(kind: TokenKind) -> &'static End {
    const WORD: End = end(TokenKind::Word);
    const NUMBER: End = end(TokenKind::Number);
    const CLITIC: End = end(TokenKind::Clitic);
    const PUNCTUATION: End = end(TokenKind::Punctuation);
    const SYMBOL: End = end(TokenKind::Symbol);
    const URL: End = end(TokenKind::Url);
    const EMAIL: End = end(TokenKind::Email);
    const HASHTAG: End = end(TokenKind::Hashtag);
    const HANDLE: End = end(TokenKind::Handle);
    match kind {
        TokenKind::Word => &WORD,
        TokenKind::Number => &NUMBER,
        TokenKind::Clitic => &CLITIC,
        TokenKind::Punctuation => &PUNCTUATION,
        TokenKind::Symbol => &SYMBOL,
        TokenKind::Url => &URL,
        TokenKind::Email => &EMAIL,
        TokenKind::Hashtag => &HASHTAG,
        TokenKind::Handle => &HANDLE,
    }
}

const fn end(kind: TokenKind) -> End {
    let parts = [b"\",\"kind\":\"", kind.as_str().as_bytes(), b"\"}"];
    let (mut bytes, mut length, mut part) = ([0; END], 0, 0);
    while part < parts.len() {
        let mut at = 0;
        while at < parts[part].len() {
            bytes[length] = parts[part][at];
            (length, at) = (length + 1, at + 1);
        }
        part += 1;
    }
    (bytes, length)
}

/// Bytes of the small buffer.
const SIZE: usize = 4096;
/// Bytes it has room for when a token or a sentence comes: what both write between two looks is shorter.
const ROOM: usize = 256;

/// The small buffer.
struct Piece {
    bytes: [u8; SIZE],
    len: usize,
    hundred: Hundred,
}

impl Default for Piece {
    fn default() -> Self {
        Self { bytes: [0; SIZE], len: 0, hundred: Hundred::from(100) }
    }
}

/// A hundred numbers whose digits differ in the last two alone. Offsets go up by little: most of them lie in the hundred
/// of the one before.
#[derive(Clone, Copy)]
struct Hundred {
    from: usize,
    /// The digits of each but the last two, and how many they are.
    digits: [u8; 8],
    length: usize,
}

impl Hundred {
    /// The one that begins at `from`: a multiple of 100, and not 0.
    #[inline]
    const fn from(from: usize) -> Self {
        let (digits, length) = digits(from as u64 / 100);
        Self { from, digits: digits.to_le_bytes(), length }
    }
}

/// The last two digits of each number of a hundred.
const LAST_TWO: [[u8; 2]; 100] = {
    let (mut pairs, mut at) = ([[0; 2]; 100], 0);
    while at < 100 {
        pairs[at] = [b'0' + at as u8 / 10, b'0' + at as u8 % 10];
        at += 1;
    }
    pairs
};

impl Piece {
    fn pen(&mut self) -> Pen<'_> {
        Pen { at: self.len, bytes: &mut self.bytes, hundred: &mut self.hundred }
    }

    fn put<const N: usize>(&mut self, bytes: &[u8; N]) {
        let mut pen = self.pen();
        pen.put(bytes);
        self.len = pen.at;
    }

    /// Makes room for a token or a sentence.
    #[inline]
    fn leave_if_full(&mut self, out: &mut Vec<u8>) {
        if self.len > SIZE - ROOM {
            self.leave(out);
        }
    }

    fn leave(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.bytes[..self.len]);
        self.len = 0;
    }
}

/// Writes into the small buffer, from `at` on; what holds the place by itself would wait for memory at each step.
struct Pen<'p> {
    bytes: &'p mut [u8; SIZE],
    at: usize,
    hundred: &'p mut Hundred,
}

impl Pen<'_> {
    /// `{"start":1,"end":2`, with a comma before it behind another.
    #[inline]
    fn span(&mut self, behind_another: bool, start: usize, end: usize) {
        if behind_another {
            self.put(b",");
        }
        self.put(b"{\"start\":");
        self.number(start);
        self.put(b",\"end\":");
        self.number(end);
    }

    #[inline]
    fn put<const N: usize>(&mut self, bytes: &[u8; N]) {
        self.put_first(bytes, N);
    }

    /// Puts the first `length` of these; those behind it are written over.
    #[inline]
    fn put_first<const N: usize>(&mut self, bytes: &[u8; N], length: usize) {
        self.bytes[self.at..self.at + N].copy_from_slice(bytes);
        self.at += length;
    }

    #[inline]
    fn number(&mut self, number: usize) {
        if number.wrapping_sub(self.hundred.from) >= 100 {
            if !(100..EIGHT_DIGITS).contains(&number) {
                return self.other_number(number);
            }
            *self.hundred = Hundred::from(number - number % 100);
        }
        let Hundred { from, digits, length } = *self.hundred;
        self.put_first(&digits, length);
        self.put(&LAST_TWO[number - from]);
    }

    #[cold]
    fn other_number(&mut self, number: usize) {
        for digit in itoa::Buffer::new().format(number).bytes() {
            self.put(&[digit]);
        }
    }
}

/// The characters of a text that JSON escapes.
struct Escapes<'t> {
    text: &'t [u8],
    /// The first of them that is not passed yet, or where none has been looked for yet.
    next: usize,
}

impl Escapes<'_> {
    /// Whether one stands in this range; ranges must go up.
    #[inline]
    fn within(&mut self, start: usize, end: usize) -> bool {
        if self.next >= end {
            return false;
        }
        self.next = self.first_from(start.max(self.next));
        self.next < end
    }

    fn first_from(&self, start: usize) -> usize {
        const STRETCH: usize = 64;
        let is_escaped = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
        // Without a way out on the first: many bytes at a time are quicker.
        let any = |stretch: &[u8]| stretch.iter().fold(false, |found, byte| found | is_escaped(byte));
        let clean = self.text[start..].chunks(STRETCH).take_while(|stretch| !any(stretch)).count();
        let from = self.text.len().min(start + clean * STRETCH);
        self.text[from..].iter().position(is_escaped).map_or(self.text.len(), |at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::report::offsets::OffsetUnit;
    use crate::report::record::ArticleRecord;
    use crate::segment::segment;
    use crate::span::Span;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_they_are() {
        let mut piece = Piece::default();
        let ends =
            (0..9).flat_map(|power| [10usize.pow(power) - 1, 10usize.pow(power), 10usize.pow(power) + 1]);
        for number in ends.chain(0..10_000).chain([usize::MAX]) {
            let mut out = Vec::new();
            let mut pen = piece.pen();
            pen.number(number);
            piece.len = pen.at;
            piece.leave(&mut out);
            assert_eq!(out, number.to_string().as_bytes());
        }
    }

    proptest! {
        #[test]
        fn tokens_are_written_as_their_records(
            text in "([a-zA-Zé😀—0-9]{1,20}|[ .,\"\\\\/#@\n\u{1}\u{2028}]){0,60}",
            unit in prop::sample::select(vec![OffsetUnit::Chars, OffsetUnit::Bytes, OffsetUnit::Utf16]),
        ) {
            let segmentation = segment(&text, &[Span::new(0, text.len())], Language::EN);
            let sentences = Sentences { text: &text, segmentation: &segmentation, unit };
            let mut record = ArticleRecord::default();
            let straight = crate::report::json::with_sentences(&record, &sentences, Vec::new());
            record.sentences = Some(sentences.records());
            let by_serde = serde_json::to_string(&record).expect("a string takes all");
            prop_assert_eq!(String::from_utf8(straight).expect("UTF-8"), by_serde);
        }
    }
}
