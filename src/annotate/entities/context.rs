//! A sentence, for looking at a name in it: all its signs, and what its neighbours look like.

use super::after::After;
use super::before::Before;
use super::cue::Cue;
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
    /// Where titles of works stand in the article.
    pub titles: &'a [Range<usize>],
}

impl Around<'_, '_> {
    /// All signs of a stretch of tokens: how it is made, and what stands on either side.
    pub fn signs(&self, tokens: &Range<usize>, made: Signs, before: &Before, after: &After) -> Signs {
        let mut made = if before.honoured { made.without(Signs::DOUBTFUL_WORD) } else { made };
        let title = |title: &Range<usize>| title.start <= tokens.start && tokens.end <= title.end;
        made.add_if(!self.titles.is_empty() && self.titles.iter().any(title), Signs::TITLE_OF_WORK);
        made.with(before.signs).with(self.after_this(tokens, before, after))
    }

    /// All signs of one word.
    pub fn signs_of_word(&self, at: usize) -> Signs {
        self.signs(&(at..at + 1), self.made_of_word(at), &self.before(at), &self.after(at + 1))
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

    /// What the two tokens next to a name tell that stand on one side of it, the nearer and the one beyond. `left` is the
    /// token on the left of the name's edge there: the nearer, or the name's last.
    pub(super) fn beside(&self, left: usize, next: usize, beyond: Option<usize>) -> Signs {
        let mut signs = Signs::default();
        let team = |at: usize| self.is(at, Classes::TEAM_WORD);
        signs.add_if(team(next) || beyond.is_some_and(team), Signs::TEAM_AROUND);
        let other = self.line == Line::Prose && self.is_other_name(next);
        signs.add_if(other && !self.view.ends_company(left), Signs::NEIGHBOUR_CAPITAL);
        signs
    }

    /// Whether a neighbour looks like more of the same name.
    pub(super) fn is_other_name(&self, at: usize) -> bool {
        let apart = Classes::TITLE.or(Classes::ROLE).or(Classes::DEMONYM).or(Classes::NOT_NAME);
        let tok = &self.view.toks[at];
        let opens = tok.is(Classes::COMMON) && at == self.opening();
        tok.is_capital() && !tok.is(apart) && !opens && tok.cue != Cue::Letters
    }
}
