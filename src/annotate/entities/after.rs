//! The signs that stand after a name: verbs, a role or a state after a comma, brackets, scores, a dateline's dash.

use super::context::Around;
use super::cue::Cue;
use super::evidence::Signs;
use super::short_form::{abbreviates, is_short_form};
use super::view::Line;
use super::vocabulary::Shape;
use crate::gazetteer::words::{Classes, is_compound};
use crate::segment::{Case, TokenKind};
use std::ops::{Range, RangeInclusive};

impl Around<'_, '_> {
    /// What stands after the name.
    pub(super) fn after(&self, tokens: &Range<usize>) -> Signs {
        let mut signs = Signs::default();
        let end = self.sentence.end;
        let mut at = tokens.end;
        if at >= end {
            return signs;
        }
        if self.view.toks[at].kind == TokenKind::Clitic && self.view.word(at).ends_with('s') {
            signs.add(Signs::POSSESSIVE);
            at += 1;
            signs.add_if(at < end && self.is(at, Classes::AFTER_ORG), Signs::STAFF_AFTER);
            return signs;
        }
        let cue = self.view.cue(at);
        if self.is_half_adjective(at) {
            signs.add(Signs::ADJECTIVE);
            return signs;
        }
        let noun = tokens.len() == 1 && self.small(at);
        signs.add_if(
            noun && is_compound(self.view.toks[tokens.start].key, self.view.toks[at].key),
            Signs::COMPOUND,
        );
        signs.add_if(self.is(at, Classes::SPEECH_VERB) && self.small(at), Signs::SAID_AFTER);
        // `City Manager`: with a capital it is a title together with an ordinary word.
        let head = self.is(tokens.start, Classes::ORG_HEAD.or(Classes::PLACE_HEAD));
        let title = tokens.len() == 1 && !self.small(at) && head;
        signs.add_if(self.is(at, Classes::AFTER_ORG) && !title, Signs::STAFF_AFTER);
        let numbered = self.view.toks[at].kind == TokenKind::Number && self.is_ordinary_head(tokens.end - 1);
        signs.add_if(numbered && !self.view.sport, Signs::NUMBER_AFTER);
        signs.add_if(cue == Cue::Who, Signs::WHO_AFTER);
        signs.add_if(self.is_verb(at), Signs::VERB_AFTER);
        signs.add_if(self.is_human(at), Signs::HUMAN_AFTER);
        signs.add_if(self.is_bare_subject(tokens, at), Signs::BARE_SUBJECT);
        match cue {
            Cue::Comma => {
                // `Meta, which owns Facebook`.
                let which = at + 1 < end && self.view.cue(at + 1) == Cue::Which;
                signs.add_if(which && tokens.len() == 1, Signs::WHICH_AFTER);
                self.after_comma(at + 1, &mut signs);
            }
            Cue::Opening => self.after_bracket(tokens, at + 1, &mut signs),
            _ => {}
        }
        signs.add_if(self.is_score(at), Signs::SCORE_AFTER);
        let event = (at..end.min(at + 3))
            .take_while(|&at| self.view.toks[at].is_capital())
            .any(|at| self.is(at, Classes::EVENT));
        signs.add_if(event && self.line == Line::Prose || self.is_dated_event(tokens), Signs::EVENT_AFTER);
        signs.add_if(tokens.start == self.opening() && self.is_dateline(tokens), Signs::DATELINE);
        signs
    }

    /// An ordinary word, or one with which organisations and places are made.
    fn is_ordinary_head(&self, at: usize) -> bool {
        self.view.toks[at].case == Case::Capitalised
            && self.is(at, Classes::COMMON.or(Classes::ORG_HEAD).or(Classes::PLACE_HEAD))
    }

    /// `Apple said`, `Shell will pay`: an ordinary word opens the sentence and acts, with no article before it. Verbs
    /// that any noun may have (`Time is running out`) tell nothing.
    fn is_bare_subject(&self, tokens: &Range<usize>, at: usize) -> bool {
        let said = || self.is(at, Classes::SPEECH_VERB) && self.small(at);
        let plain = matches!(self.view.cue(at), Cue::Was | Cue::Is | Cue::Has | Cue::Had | Cue::Could);
        let opens = tokens.start == self.opening() && tokens.len() == 1;
        opens && self.is(tokens.start, Classes::COMMON) && (!plain && self.is_verb(at) || said())
    }

    /// Whether a small word is a verb in the past, or a form of to be, to have or will.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        if !self.small(at) {
            return false;
        }
        let tok = &self.view.toks[at];
        let adverb = matches!(tok.cue, Cue::Already | Cue::Then | Cue::Adverb)
            && at + 1 < self.sentence.end
            && self.is(at + 1, Classes::PAST_VERB);
        tok.shape.is(Shape::PAST) || tok.cue == Cue::Also || tok.is(Classes::PAST_VERB) || adverb
    }

    fn after_comma(&self, at: usize, signs: &mut Signs) {
        if at >= self.sentence.end {
            return;
        }
        let tok = &self.view.toks[at];
        let closes = |at: usize| {
            at >= self.sentence.end
                || matches!(self.view.cue(at), Cue::Comma | Cue::Stop | Cue::Semicolon | Cue::Closing)
        };
        signs.add_if(self.is_figures(at, 1..=2) && closes(at + 1), Signs::AGE_AFTER);
        signs.add_if(matches!(tok.cue, Cue::Who | Cue::Whose), Signs::WHO_AFTER);
        signs.add_if((self.region_at)(at).is_some(), Signs::STATE_AFTER);
        signs.add_if(self.is_apposition(at), Signs::ROLE_AFTER);
        signs.add_if(self.is_company_apposition(at), Signs::COMPANY_AFTER);
        signs.add_if(self.is_place_apposition(at), Signs::PLACE_AFTER);
    }

    /// `, the mayor of`, `, a former Russian diplomat,`: a role within a few words, before any other name.
    fn is_apposition(&self, from: usize) -> bool {
        for at in from..self.sentence.end.min(from + 7) {
            let tok = &self.view.toks[at];
            if tok.is(Classes::ROLE) && (tok.case == Case::Lower || at == from) {
                return true;
            }
            let opens = at > from
                || tok.case == Case::Lower
                || tok.is(Classes::DEMONYM.or(Classes::TITLE))
                || tok.is_capital();
            if !opens || tok.kind == TokenKind::Punctuation && !tok.joint {
                return false;
            }
            if at == from
                && tok.case == Case::Lower
                && !matches!(tok.cue, Cue::A | Cue::The | Cue::Owner | Cue::Rank | Cue::Then | Cue::One)
            {
                return false;
            }
        }
        false
    }

    fn after_bracket(&self, tokens: &Range<usize>, at: usize, signs: &mut Signs) {
        if at + 1 >= self.sentence.end {
            return;
        }
        if let Some(length) = (self.region_at)(at)
            && at + length < self.sentence.end
            && self.view.cue(at + length) == Cue::Closing
        {
            signs.add(Signs::BRACKET_COUNTRY);
        }
        let closes = self.view.cue(at + 1) == Cue::Closing;
        let acronym = self.view.toks[at].case == Case::Upper && closes;
        signs.add_if(acronym && abbreviates(self.view, at, tokens), Signs::ACRONYM_AFTER);
        let short = closes && is_short_form(self.view, at);
        let head = tokens.clone().any(|at| self.is(at, Classes::ORG_HEAD));
        signs.add_if(short && tokens.len() > 1 && head, Signs::SHORT_IN_BRACKETS);
        let tok = &self.view.toks[at];
        let age = tok.kind == TokenKind::Number && tok.span.len() == 2 && closes;
        signs.add_if(age, Signs::AGE_AFTER);
    }

    /// `the 1997 United Kingdom general election`: a year before, an event within three words after.
    fn is_dated_event(&self, tokens: &Range<usize>) -> bool {
        let year = |at: usize| self.is_figures(at, 4..=4);
        let before = self.sentence.start..tokens.start;
        let dated = before.rev().find(|&at| !self.view.toks[at].is_capital()).is_some_and(year);
        dated && (tokens.end..self.sentence.end.min(tokens.end + 4)).any(|at| self.is(at, Classes::EVENT))
    }

    /// Whether a number is written in figures alone, so many of them.
    fn is_figures(&self, at: usize, many: RangeInclusive<usize>) -> bool {
        let tok = &self.view.toks[at];
        tok.kind == TokenKind::Number
            && many.contains(&tok.span.len())
            && self.view.word(at).bytes().all(|b| b.is_ascii_digit())
    }

    /// `Arsenal 2 Chelsea 1`: a small number right after, and another name or nothing after that.
    fn is_score(&self, at: usize) -> bool {
        let small = |at: usize| self.is_figures(at, 1..=3);
        // `Washington State (1-2)`: games won and lost.
        let record = at + 4 < self.sentence.end
            && self.view.cue(at) == Cue::Opening
            && small(at + 1)
            && self.view.cue(at + 2).is_dash()
            && small(at + 3)
            && self.view.cue(at + 4) == Cue::Closing;
        if record {
            return true;
        }
        let Some(next) = small(at).then_some(at + 1) else { return false };
        next >= self.sentence.end
            || small(next)
            || self.view.toks[next].is_capital()
            || matches!(
                self.view.cue(next),
                Cue::Comma | Cue::Hyphen | Cue::Semicolon | Cue::Opening | Cue::Stop
            )
    }

    /// `MOSCOW (Reuters) - `, `LONDON, Jan 5 (AP) -- `, `PARIS 1996-08-30`.
    fn is_dateline(&self, tokens: &Range<usize>) -> bool {
        let upper = tokens.clone().all(|at| self.view.toks[at].case != Case::Lower);
        let loud = tokens.clone().any(|at| self.view.toks[at].case == Case::Upper);
        if !upper || !loud && self.line != Line::Prose {
            return false;
        }
        let rest = tokens.end..self.sentence.end.min(tokens.end + 10);
        let next = self.view.toks[tokens.end];
        if loud && next.kind == TokenKind::Number && next.span.len() >= 8 {
            return true;
        }
        let opens = matches!(next.cue, Cue::Opening | Cue::Comma | Cue::Colon) || next.cue.is_dash();
        let dash = |at: usize| self.view.cue(at).is_dash() && !self.view.touches_next(at);
        opens && rest.clone().any(dash) && (loud || rest.clone().any(|at| self.view.cue(at) == Cue::Opening))
    }
}
