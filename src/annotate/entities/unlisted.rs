//! Whether words with capitals are put together as a name may be that no list has.

use super::context::Around;
use super::cue::Cue;
use super::cut::{Candidate, Cutter};
use super::traits::{Traits, Words};
use super::view::Tok;
use crate::gazetteer::Start;
use crate::gazetteer::words::Classes;
use crate::segment::{Case, TokenKind};
use std::ops::Range;

impl Cutter<'_, '_, '_> {
    /// Whether a stretch of a run is put together as a name no list has may be. It begins with a capital, and ends with one or
    /// with the small end of a word.
    pub(super) fn may_be_name(&self, tokens: &Range<usize>, words: &Words) -> bool {
        if tokens.len() == 1 {
            return self.may_be_word(tokens.start);
        }
        words.any().has(Traits::TOLD)
            && !self.breaks_hyphen(tokens.end)
            && !self.view.is_party_letter(tokens.start)
            && !self.opens_with_suffix(tokens)
            && !self.opens_with_role(tokens)
            && !self.ends_in_letters(tokens)
            && (words.all_later.has(Traits::FITS) || self.holds_together(tokens))
    }

    /// The same of one word with a capital.
    pub(super) fn may_be_word(&self, at: usize) -> bool {
        let tok = &self.view.toks[at];
        tok.span.len() > 2
            && !tok.is(Classes::DEMONYM)
            && !tok.is_bare_legal_form()
            && !self.breaks_hyphen(at + 1)
            && !self.view.word(at).ends_with('.')
    }

    /// Whether every small word of a stretch is held there: by an organisation's word before it or behind it, as a particle,
    /// or as a piece of a word.
    pub(super) fn holds_together(&self, tokens: &Range<usize>) -> bool {
        let view = self.view;
        let mut organisation = false;
        for at in tokens.clone() {
            let tok = &view.toks[at];
            organisation |= tok.is(Classes::ORG_HEAD);
            if tok.is_capital()
                || tok.joint
                || view.is_tail(at)
                || view.is_small_between(at)
                || tok.case == Case::Lower && tok.is(Classes::PARTICLE)
            {
                continue;
            }
            let possessive = tok.kind == TokenKind::Clitic;
            let later_head =
                tok.cue != Cue::Of && view.toks[at..tokens.end].iter().any(|tok| tok.is(Classes::ORG_HEAD));
            let joined = tok.cue == Cue::For && self.for_inside(tokens, at);
            let held = joined
                || match tok.cue {
                    _ if possessive => later_head,
                    Cue::On | Cue::In | Cue::For if self.stands_by_date(at, tokens.start) => false,
                    Cue::In => organisation && !self.is_strange_town(at + 1..tokens.end),
                    Cue::Ampersand => true,
                    Cue::Comma if view.is_form_apart(at) => at + 1 < tokens.end,
                    Cue::Comma => organisation && (at..tokens.end).any(|at| view.cue(at) == Cue::And),
                    _ => organisation || later_head,
                };
            if !held {
                return false;
            }
        }
        true
    }

    /// `the Court on December 14`, `Friday for Webb Center`: whether a day or a month stands behind a small word, or before it
    /// as the first of a stretch.
    fn stands_by_date(&self, at: usize, first: usize) -> bool {
        let toks = &self.view.toks;
        let date =
            |tok: &Tok| tok.is(Classes::MONTH) || tok.is(Classes::NOT_NAME) && !tok.is(Classes::FIRST_NAME);
        at == first + 1 && date(&toks[first]) || toks.get(at + 1).is_some_and(date)
    }

    /// `Institute of Health in Nanoro`: behind `in` one word that no table and no list begins with says where it is.
    fn is_strange_town(&self, tokens: Range<usize>) -> bool {
        let tok = &self.view.toks[tokens.start];
        tokens.len() == 1 && tok.is_unknown() && tok.start == Start::default()
    }

    /// `Ministry of Water, Sanitation and Irrigation`: whether the comma behind a stretch parts what an organisation is for,
    /// all of it ordinary words with capitals.
    pub(super) fn lists_on(&self, tokens: Range<usize>, end: usize) -> bool {
        let (view, comma) = (self.view, tokens.end);
        let word = |at: usize| at < end && view.toks[at].is_capital() && view.toks[at].is(Classes::COMMON);
        let comma_or_word = |at: usize| view.cue(at) == Cue::Comma || word(at);
        let and = (comma + 1..end).find(|&at| !comma_or_word(at));
        let listed = |of: usize| {
            view.cue(of).joins_head()
                && view.toks[of - 1].is(Classes::ORG_HEAD)
                && (of + 1..comma).all(comma_or_word)
        };
        comma + 1 < end
            && (word(comma + 1) || view.cue(comma + 1) == Cue::And)
            && and.is_some_and(|at| view.cue(at) == Cue::And && word(at + 1))
            && (tokens.start + 1..comma).any(listed)
    }

    /// `Black Voices for Peace`: capitals on both sides of `for`, and no role among them, as in `Minister for Trade`.
    pub(super) fn for_inside(&self, tokens: &Range<usize>, at: usize) -> bool {
        let apart =
            Classes::ROLE.or(Classes::TITLE).or(Classes::NOT_NAME).or(Classes::EVENT).or(Classes::FIRST_NAME);
        let toks = &self.view.toks;
        tokens.clone().all(|other| other == at || toks[other].is_capital() && !toks[other].is(apart))
    }

    /// `Whole Foods Market Inc. Whole Foods`: the legal form that ends one name, and a sentence, begins no other.
    pub(super) fn opens_with_suffix(&self, tokens: &Range<usize>) -> bool {
        self.view.toks[tokens.start].is(Classes::ORG_SUFFIX) && self.view.word(tokens.start).ends_with('.')
    }

    /// `Then Wanderers`, `When Kosmos Energy`: a word that joins a sentence to the one before is no part of a name, unless the
    /// article has both inside a sentence too: `a letter to Still Waters Foundation`.
    pub(super) fn opens_with_joiner(&self, around: &Around, first: usize) -> bool {
        self.view.cue(first) == Cue::Opener && first == around.opening() && !self.view.is_pair_inside(first)
    }

    /// `The Ministry of Health`, `An Asiana Airlines`: an article that opens the sentence, or stands before a listed name, is
    /// no part of a name. `The Dispatch` elsewhere is one.
    pub(super) fn opens_with_article(
        &self,
        around: &Around,
        tokens: &Range<usize>,
        listed: &[Candidate],
    ) -> bool {
        if tokens.len() == 1 || self.view.toks[tokens.start].span.len() > "the".len() {
            return false;
        }
        let rest = tokens.start + 1..tokens.end;
        let made = self.view.toks[tokens.end - 1].is(Classes::ORG_HEAD.or(Classes::ORG_SUFFIX));
        let the = || self.view.is_word(tokens.start, "the");
        let alone =
            || tokens.start == around.opening() || listed.iter().any(|reading| reading.tokens == rest);
        the() && alone() || made && matches!(self.view.word(tokens.start), "A" | "An")
    }

    /// `Mayor Khan`, `Member of Parliament`: a title before a name is no part of it, unless an organisation's word ends it, or
    /// it is a place named after somebody. `Miners Ltd` is a company.
    pub(super) fn opens_with_role(&self, tokens: &Range<usize>) -> bool {
        let (first, last) = (&self.view.toks[tokens.start], &self.view.toks[tokens.end - 1]);
        let initial = || self.view.word(tokens.start).trim_end_matches('.').len() == 1;
        let company = last.is(Classes::LEGAL_FORM) && tokens.len() == 2;
        first.is(Classes::TITLE.or(Classes::ROLE))
            && !last.is(Classes::ORG_HEAD)
            && !company
            && !self.is_place_after_somebody(tokens)
            && !initial()
            && !self.head_before_small(tokens)
    }

    /// `Eleanor Marwood KC`: the letters behind somebody's name are no part of it.
    pub(super) fn ends_in_letters(&self, tokens: &Range<usize>) -> bool {
        self.view.words_known && self.view.cue(tokens.end - 1) == Cue::Letters
    }

    /// `Captain Cook Bridge`; `Judge Mary Beach`, with a first name, is somebody, unless there is an article: `the King Edward
    /// Bridge`.
    fn is_place_after_somebody(&self, tokens: &Range<usize>) -> bool {
        let toks = &self.view.toks;
        let last = tokens.end - 1;
        let the = |before: usize| self.view.is_word(before, "the");
        tokens.len() > 2
            && toks[last].is(Classes::PLACE_HEAD)
            && (!toks[last - 1].is(Classes::FIRST_NAME) || tokens.start.checked_sub(1).is_some_and(the))
    }

    /// `Socialist Party of America`: the words before the first small one end in an organisation's word.
    fn head_before_small(&self, tokens: &Range<usize>) -> bool {
        let capitals = tokens.clone().take_while(|&at| self.view.toks[at].is_capital());
        capitals.skip(1).last().is_some_and(|at| self.view.toks[at].is(Classes::ORG_HEAD))
    }

    /// `Kim Jong` in `Kim Jong-un`: what hangs on by a hyphen belongs to the name, which so cannot end before it.
    pub(super) fn breaks_hyphen(&self, end: usize) -> bool {
        let tail = end + 1;
        tail < self.view.toks.len() && self.view.toks[end].joint && self.view.is_tail(tail)
    }
}
