//! A text to its lines, each with the signals that tell article from furniture: length, closing mark, copies, phrases.

use super::phrases::{self, Mark};
use crate::span::Span;
use memchr::memchr_iter;
use rustc_hash::FxHashMap;
use std::hash::{BuildHasher, Hasher};

/// A line that is not blank.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// The line without outer white space.
    pub text: &'t str,
    /// Where it starts.
    pub start: usize,
    /// Words, or half the characters of a script that does not part words.
    pub words: usize,
    /// Whether it ends with a mark that closes a sentence.
    pub closed: bool,
    /// What its first words say it is.
    pub mark: Option<Mark>,
}

impl Line<'_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Whether it introduces what follows.
    pub(super) fn has_colon(&self) -> bool {
        self.text.ends_with([':', '：'])
    }

    pub(super) fn has_digit(&self) -> bool {
        self.text.bytes().any(|b| b.is_ascii_digit())
    }

    /// Whether it is long enough and closed: a sentence of an article.
    pub(super) fn is_prose(&self) -> bool {
        self.closed && self.words >= 8
    }

    /// Whether it reads like an item of a menu.
    pub(super) fn is_item(&self) -> bool {
        !self.closed && self.words <= 5 && self.text.len() <= 60 && !self.has_digit() && !self.has_colon()
    }
}

impl<'t> Line<'t> {
    /// A line without outer white space that starts at `start`; `mark` is not looked for.
    pub(super) fn new(text: &'t str, start: usize) -> Self {
        Self { text, start, words: words(text), closed: is_closed(text), mark: None }
    }
}

/// The lines of `text` that are not blank.
pub(super) fn of(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::with_capacity(text.len() / 128 + 4);
    found.extend(each(text).map(|(start, line)| {
        let line = Line::new(line, start);
        Line { mark: phrases::mark(line.text, line.words), ..line }
    }));
    found
}

/// The lines of `text` that are not blank, without outer white space, each with its start.
pub(super) fn each(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    ends.filter_map(move |end| {
        let line = Span::new(start, end).trimmed(text);
        start = end + 1;
        (!line.is_empty()).then(|| (line.start(), line.of(text)))
    })
}

fn words(text: &str) -> usize {
    // A line this long is prose whatever its words.
    if text.len() > 600 {
        return text.len() / 7;
    }
    let blanks = memchr_iter(b' ', text.as_bytes()).count();
    if text.is_ascii() {
        return blanks + 1;
    }
    let blanks = blanks + text.matches('\u{a0}').count();
    // Chinese, Japanese and Thai characters take three bytes and come without blanks.
    let crowded = text.len() > 12 * (blanks + 1);
    if crowded { text.chars().count() / 2 + 1 } else { blanks + 1 }
}

fn is_closed(text: &str) -> bool {
    // Most lines say by their last byte.
    match text.as_bytes().last() {
        Some(b'.' | b'!' | b'?') => return true,
        Some(last) if last.is_ascii_alphanumeric() => return false,
        _ => {}
    }
    let closers = ['"', '\'', '”', '’', '“', '»', '«', ')', ']', '*', '」', '』', '）', '\u{a0}'];
    text.trim_end_matches(closers).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '｡'])
}

/// How many lines of the text are the same as each line.
pub(super) fn copies(lines: &[Line<'_>]) -> Vec<u32> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for line in lines {
        *counts.entry(line.text).or_default() += 1;
    }
    lines.iter().map(|line| counts[line.text]).collect()
}

/// A line's fingerprint, the same on every run.
pub(super) fn fingerprint(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxBuildHasher.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}
