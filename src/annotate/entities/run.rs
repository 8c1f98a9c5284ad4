//! A run of capitals while it is cut: what its words bring to names, and what stands on either side of each of its tokens,
//! told once for all stretches that begin or end there.

use super::after::After;
use super::before::Before;
use super::context::Around;
use super::evidence::Signs;
use super::traits::{Traits, Words};
use std::cell::OnceCell;
use std::ops::Range;

/// A token of a run: what it brings, and what stands beside stretches that begin or end with it.
pub(super) struct Edge {
    traits: Traits,
    before: OnceCell<Before>,
    after: OnceCell<After>,
}

/// A run of several tokens.
pub(super) struct Run<'r> {
    pub around: &'r Around<'r, 'r>,
    pub tokens: Range<usize>,
    edges: &'r [Edge],
}

impl<'r> Run<'r> {
    /// A run, with room for what is told of it.
    pub fn new(around: &'r Around, tokens: Range<usize>, edges: &'r mut Vec<Edge>) -> Self {
        edges.clear();
        edges.extend(tokens.clone().map(|at| Edge {
            traits: Traits::of(around, at),
            before: OnceCell::new(),
            after: OnceCell::new(),
        }));
        Self { around, tokens, edges }
    }

    /// What a token of the run brings to a name.
    pub fn traits(&self, at: usize) -> Traits {
        self.edge(at).traits
    }

    /// All signs of a stretch of the run.
    pub fn signs(&self, tokens: &Range<usize>) -> Signs {
        self.signs_of(tokens, &Words::of(tokens.clone().map(|at| self.traits(at))))
    }

    /// The same where its words are gathered.
    pub fn signs_of(&self, tokens: &Range<usize>, words: &Words) -> Signs {
        let (first, last) = (self.edge(tokens.start), self.edge(tokens.end - 1));
        let before = first.before.get_or_init(|| self.around.before(tokens.start));
        let after = last.after.get_or_init(|| self.around.after(tokens.end));
        self.around.signs(tokens, self.around.made_of(tokens, words), before, after)
    }

    fn edge(&self, at: usize) -> &Edge {
        &self.edges[at - self.tokens.start]
    }
}
