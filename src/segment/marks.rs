//! What stands at a place of a block, for the quick way through plain chunks. In: the bytes of the block, a place.

use super::characters::{BLANK, CLASSES};

/// Marks that are a token of their own wherever they stand.
pub(super) const fn is_plain_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'(' | b')' | b'[' | b']' | b',' | b';' | b'!' | b'?')
}

/// Whether the text, or a word of it, ends at `at`.
pub(super) fn is_blank(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|byte| CLASSES[*byte as usize] == BLANK)
}

/// Whether a letter of ASCII stands at `at`.
pub(super) fn is_letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
}

/// Whether a figure stands at `at`.
pub(super) fn is_digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// Length of a curly quote or a dash at `at`: “ ” – —.
pub(super) fn wide_mark(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..at + 3) {
        Some([0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d]) => 3,
        _ => 0,
    }
}

/// Whether a word may end at `at`: nothing else is written against it there.
pub(super) fn is_closed(bytes: &[u8], at: usize) -> bool {
    is_blank(bytes, at)
        || bytes.get(at).is_some_and(|next| is_plain_mark(*next))
        || wide_mark(bytes, at) > 0
        || bytes.get(at) == Some(&b'\'') && is_closed_quote(bytes, at)
}

/// Whether the straight single quotes from `at` on close what they stand behind.
pub(super) fn is_closed_quote(bytes: &[u8], at: usize) -> bool {
    let end = at + run(bytes, at);
    is_blank(bytes, end) || bytes.get(end).is_some_and(|next| is_plain_mark(*next))
}

/// How often the mark at `at` stands there in a row.
pub(super) fn run(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|byte| **byte == bytes[at]).count()
}

/// Length of an apostrophe, straight or curly, between letters at `at`.
pub(super) fn apostrophe(bytes: &[u8], at: usize) -> usize {
    let length = match bytes.get(at..) {
        Some([b'\'', ..]) => 1,
        Some([0xe2, 0x80, 0x99, ..]) => 3,
        _ => return 0,
    };
    if is_letter(bytes, at + length) { length } else { 0 }
}
