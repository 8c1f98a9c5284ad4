//! Which lines of a text are page furniture. In: the text. Out: a mask over it; the text is never rewritten,
//! so offsets stay the source's.

use crate::span::Span;

/// The stretches of a text that are article: what is not in one is furniture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mask {
    /// Visible stretches, in text order, apart by at least one hidden line.
    pub visible: Vec<Span>,
}

impl Mask {
    /// Hides nothing.
    pub fn none(text: &str) -> Self {
        Self { visible: vec![Span::new(0, text.len())] }
    }
}
