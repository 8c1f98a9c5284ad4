//! A listed name as the keys of its tokens. The tokens are the segmenter's own, so that a name in the list and the
//! same name in a text are cut alike.

use super::fold;
use crate::language::Language;
use crate::segment::{self, Case};
use crate::span::Span;

/// One token of a listed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameToken {
    /// Hash of its folded form.
    pub key: u64,
    /// How it is written.
    pub case: Case,
}

/// The tokens of a listed name, without the hyphens between them.
pub fn of_name(name: &str) -> Vec<NameToken> {
    let whole = Span::new(0, name.len());
    let tokens = segment::segment(name, &[whole], Language::EN).tokens;
    let words = tokens.iter().filter(|token| !is_joint(token.span.of(name)));
    words.map(|token| NameToken { key: fold::key(token.span.of(name)), case: token.case }).collect()
}

/// Whether a token only joins its neighbours: a name may be written with it, with a space, or with neither.
pub fn is_joint(token: &str) -> bool {
    matches!(token, "-" | "‐" | "‑")
}
