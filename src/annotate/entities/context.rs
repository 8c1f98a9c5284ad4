//! A sentence, for looking at a name in it: all its signs, and what its neighbours look like.

use super::evidence::Signs;
use super::view::{Line, View};
use crate::gazetteer::words::Classes;
use crate::segment::Case;
use std::ops::Range;

/// Asks whether a country or first-level division begins at a token; gives how many tokens it takes.
pub(super) type RegionAt<'a> = &'a dyn Fn(usize) -> Option<usize>;

/// A sentence, for looking around a name without leaving it.
pub(super) struct Around<'a, 't> {
    pub view: &'a View<'t>,
    pub sentence: Range<usize>,
    pub line: Line,
    /// Its first word.
    pub opening: usize,
    /// Whether the sentence is a byline or credits: `Reporting by ...`.
    pub byline: bool,
    pub region_at: RegionAt<'a>,
}

impl Around<'_, '_> {
    /// All signs of a stretch of tokens.
    pub fn signs(&self, tokens: &Range<usize>) -> Signs {
        self.signs_behind(self.before(tokens.start), tokens)
    }

    /// The same where the signs before it are known: those of every stretch that begins there.
    pub fn signs_behind(&self, before: Signs, tokens: &Range<usize>) -> Signs {
        let signs = self.made_of(tokens).with(before).with(self.after(tokens)).with(self.beside(tokens));
        if self.is_honoured(tokens.start) { signs.without(Signs::DOUBTFUL_WORD) } else { signs }
    }

    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.view.toks[at].is(classes)
    }

    pub(super) fn small(&self, at: usize) -> bool {
        self.view.toks[at].case == Case::Lower
    }

    /// The first word of the sentence.
    pub(super) const fn opening(&self) -> usize {
        self.opening
    }

    /// What stands on either side.
    fn beside(&self, tokens: &Range<usize>) -> Signs {
        let mut signs = Signs::default();
        let near =
            tokens.start.saturating_sub(2).max(self.sentence.start)..self.sentence.end.min(tokens.end + 2);
        let team = near.filter(|at| !tokens.contains(at)).any(|at| self.is(at, Classes::TEAM_WORD));
        signs.add_if(team, Signs::TEAM_AROUND);
        if self.line == Line::Prose {
            let left = tokens.start > self.sentence.start && self.is_other_name(tokens.start - 1);
            let right = tokens.end < self.sentence.end && self.is_other_name(tokens.end);
            signs.add_if(left || right, Signs::NEIGHBOUR_CAPITAL);
        }
        signs
    }

    /// Whether a neighbour looks like more of the same name.
    fn is_other_name(&self, at: usize) -> bool {
        let apart = Classes::TITLE.or(Classes::ROLE).or(Classes::DEMONYM).or(Classes::NOT_NAME);
        let tok = &self.view.toks[at];
        tok.is_capital() && !tok.is(apart) && !(tok.is(Classes::COMMON) && at == self.opening())
    }
}
