//! Sentence boundaries.

use crate::language::Language;
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn find(text: &str, stretch: Span, _language: Language) -> Vec<Span> {
    let mut out = Vec::new();
    for (at, line) in split_lines(stretch.of(text), stretch.start()) {
        for (offset, sentence) in line.split_sentence_bound_indices() {
            let start = at + offset;
            out.push(Span::new(start, start + sentence.len()));
        }
    }
    out
}

fn split_lines(text: &str, base: usize) -> Vec<(usize, &str)> {
    let mut at = base;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            (start, line)
        })
        .collect()
}
