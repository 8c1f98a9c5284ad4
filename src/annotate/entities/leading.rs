//! More of what leads up to a name: a role before a comma, points scored for a team, a name and `of`, the kind of a place.

use super::context::Around;
use super::cue::Cue;
use super::view::Line;
use super::vocabulary::Shape;
use crate::gazetteer::words::{Classes, is_ship};
use crate::segment::{Case, TokenKind};

impl Around<'_, '_> {
    /// `his defence minister, X`, `Kenya's president, X`: a role that somebody's is, before a comma.
    pub(super) fn is_after_apposition(&self, comma: usize) -> bool {
        let Some(role) = comma.checked_sub(1).filter(|&at| at > self.sentence.start) else { return false };
        let owned = |at: usize| {
            self.view.toks[at].kind == TokenKind::Clitic
                || matches!(self.view.cue(at), Cue::Owner | Cue::The | Cue::A)
        };
        let mut back = (self.sentence.start.max(role.saturating_sub(4))..role).rev();
        let one = self.small(role) && self.is(role, Classes::ROLE) && !self.view.word(role).ends_with('s');
        one && back.find(|&at| !self.small(at) || owned(at)).is_some_and(owned)
    }

    /// `had 35 points for X`, `added 20 for X`.
    pub(super) fn is_scored_for(&self, at: usize) -> bool {
        let scored = |number: usize| {
            number > self.sentence.start
                && self.is_figures(number, 1..=3)
                && self.view.toks[number - 1].case == Case::Lower
        };
        self.view.sport
            && self.view.cue(at) == Cue::For
            && at > self.sentence.start
            && (scored(at - 1)
                || at > self.sentence.start + 1 && self.is(at - 1, Classes::TEAM_WORD) && scored(at - 2))
    }

    /// `Fiona Blackwood of X`: two capitals before `of`, of which none is a word organisations, places and events are made
    /// with.
    pub(super) fn is_of_somebody(&self, of: usize) -> bool {
        let made = Classes::ORG_HEAD
            .or(Classes::PLACE_HEAD)
            .or(Classes::EVENT)
            .or(Classes::TITLE)
            .or(Classes::ROLE)
            .or(Classes::COMMON)
            .or(Classes::NOT_NAME);
        let name = |at: usize| self.view.toks[at].case == Case::Capitalised && !self.is(at, made);
        self.line == Line::Prose
            && of >= self.sentence.start + 2
            && self.view.cue(of) == Cue::Of
            && name(of - 1)
            && name(of - 2)
    }

    /// `Champions League`, `Miners Union`: a role of many before a word organisations are made with is nobody's title.
    pub(super) fn is_of_many(&self, role: usize) -> bool {
        let roles = !self.is(role, Classes::TITLE) && self.view.word(role).ends_with('s');
        roles && self.view.toks.get(role + 1).is_some_and(|next| next.is(Classes::ORG_HEAD))
    }

    /// `5-year-old Mary`: an age before a first name.
    pub(super) fn is_aged(&self, first: usize) -> bool {
        let old = || self.view.word(first - 1).ends_with("-old");
        self.view.toks[first - 1].shape.is(Shape::FIGURE) && self.is(first, Classes::FIRST_NAME) && old()
    }

    /// `Loa M. Schell`: a letter behind another word with a capital is no `Monsieur`.
    pub(super) fn is_middle_letter(&self, at: usize) -> bool {
        let tok = &self.view.toks[at];
        tok.shape.is(Shape::INITIAL) && at > self.sentence.start && self.view.toks[at - 1].is_capital()
    }

    /// `an analyst with X`, `a spokesman for X`: somebody's role, and a small word behind it for where he works.
    pub(super) fn is_role_with(&self, at: usize) -> bool {
        let Some(role) = at.checked_sub(1).filter(|&role| role >= self.sentence.start) else { return false };
        let told = self.small(role) && self.is(role, Classes::ROLE);
        let speaks = || self.view.word(role).starts_with("spokes");
        told && match self.view.cue(at) {
            Cue::For => speaks(),
            Cue::Small => self.view.word(at) == "with",
            _ => false,
        }
    }

    /// `who leads X`, `founded X`, `heads the X`: what one does to a body of people.
    pub(super) fn is_led(&self, at: usize) -> bool {
        let the = self.view.cue(at) == Cue::The && at > self.sentence.start;
        let verb = if the { at - 1 } else { at };
        self.small(verb)
            && self.view.cue(verb) == Cue::None
            && matches!(
                self.view.word(verb),
                "chairs" | "chaired" | "founded" | "headed" | "heads" | "joined" | "leads"
            )
    }

    /// `Distributor X`: what an organisation is opens the sentence, and is no word that names are made with; not `Parent Mary
    /// X`.
    pub(super) fn opens_with_kind(&self, at: usize) -> bool {
        let kind = self.is(at, Classes::BEFORE_ORG) && !self.is(at, Classes::ORG_HEAD);
        kind && at == self.opening() && !self.is(at + 1, Classes::FIRST_NAME)
    }

    /// `the frigate X`, `USS X`, `the frigate Admiral X`: what ships are called by stands before the name.
    pub(super) fn is_ship(&self, at: usize) -> bool {
        let toks = &self.view.toks;
        let kind = |at: usize| {
            let ordinary = toks[at].case == Case::Lower && self.is(at, Classes::COMMON);
            let word = ordinary || toks[at].case == Case::Upper;
            word && self.line == Line::Prose && is_ship(toks[at].key)
        };
        let ranked = || toks[at].is_capital() && toks[at].is(Classes::TITLE) && at > self.sentence.start;
        kind(at) || ranked() && kind(at - 1)
    }

    /// `town`, `Province`; `Department` with a capital is an office.
    pub(super) fn is_kind_of_place(&self, at: usize) -> bool {
        self.is(at, Classes::PLACE_NOUN)
            && !(self.view.toks[at].is_capital() && self.is(at, Classes::ORG_HEAD))
    }
}
