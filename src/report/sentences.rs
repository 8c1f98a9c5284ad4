//! The sentences of an article with their tokens, as records show them.

use super::offsets::{OffsetUnit, Offsets};
use super::record::{SentenceRecord, TokenRecord};
use crate::pipeline::Annotated;
use crate::segment::Segmentation;
use std::borrow::Cow;

/// The sentences of one article, and the unit their offsets are shown in.
#[derive(Clone, Copy, Debug)]
pub struct Sentences<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its sentences and tokens.
    pub segmentation: &'a Segmentation,
    /// What offsets count.
    pub unit: OffsetUnit,
}

impl<'a> Sentences<'a> {
    /// Those of an annotated article.
    pub fn of(done: &'a Annotated, unit: OffsetUnit) -> Self {
        Self { text: &done.article.text, segmentation: &done.segmentation, unit }
    }

    /// Their records.
    pub fn records(&self) -> Vec<SentenceRecord<'a>> {
        let mut offsets = Offsets::new(self.text, self.unit);
        let sentences = self.segmentation.sentences.iter();
        sentences
            .map(|sentence| SentenceRecord {
                start: offsets.of(sentence.span.start()),
                tokens: self
                    .segmentation
                    .tokens_of(sentence)
                    .iter()
                    .map(|token| TokenRecord {
                        start: offsets.of(token.span.start()),
                        end: offsets.of(token.span.end()),
                        text: Cow::Borrowed(token.span.of(self.text)),
                        kind: Cow::Borrowed(token.kind.as_str()),
                    })
                    .collect(),
                end: offsets.of(sentence.span.end()),
            })
            .collect()
    }
}
