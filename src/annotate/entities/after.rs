//! The signs that stand after a name: verbs, a role or a state after a comma, brackets, scores, a dateline's dash.

use super::before::Before;
use super::context::Around;
use super::cue::Cue;
use super::evidence::Signs;
use super::short_form::{abbreviates, is_short_form};
use super::view::{Line, Tok};
use super::vocabulary::Shape;
use crate::gazetteer::words::{Classes, is_compound};
use crate::segment::{Case, TokenKind};
use std::ops::{Range, RangeInclusive};

/// What stands after every name that ends at a token.
#[derive(Clone, Copy)]
pub(super) struct After {
    signs: Signs,
    /// Whether the name itself tells whether more stands there: not before a possessive, nor where the sentence ends.
    open: bool,
}

/// How many tokens the days of a life take in brackets.
const LONGEST_LIFE: usize = 12;

impl Around<'_, '_> {
    /// What stands after a name, of which all is told that every name has that ends there.
    pub(super) fn after_this(&self, tokens: &Range<usize>, before: &Before, after: &After) -> Signs {
        let mut signs = after.signs;
        if !after.open {
            return signs;
        }
        if tokens.len() == 1 {
            self.after_word(tokens.start, &mut signs);
        }
        signs.add_if(before.aged && !self.is_before_noun(tokens.end), Signs::AGED);
        signs.add_if(before.dated && self.is_before_event(tokens.end), Signs::EVENT_AFTER);
        match self.view.cue(tokens.end) {
            Cue::Opening => self.named_in_bracket(tokens, &mut signs),
            Cue::Closing if before.cue == Cue::Opening => {
                signs.add_if(self.is_agency(tokens), Signs::AGENCY);
            }
            Cue::Comma if before.cue == Cue::Comma => {
                signs.add_if(self.says_behind_comma(tokens.end), Signs::SAID_AFTER);
            }
            _ => {}
        }
        signs.add_if(tokens.start == self.opening() && self.is_dateline(tokens), Signs::DATELINE);
        signs
    }

    /// What stands after names that end before `at`, whatever they are.
    pub(super) fn after(&self, at: usize) -> After {
        let end = self.sentence.end;
        if at >= end {
            return After { signs: Signs::default(), open: false };
        }
        let mut signs = self.beside(at - 1, at, Some(at + 1).filter(|&at| at < end));
        let tok = &self.view.toks[at];
        if tok.kind == TokenKind::Clitic && self.view.word(at).ends_with('s') {
            signs.add(Signs::POSSESSIVE);
            signs.add_if(at + 1 < end && self.is(at + 1, Classes::AFTER_ORG), Signs::STAFF_AFTER);
            return After { signs, open: false };
        }
        if self.is_half_adjective(at) {
            signs.add(Signs::ADJECTIVE);
            return After { signs, open: false };
        }
        signs.add_if(tok.is(Classes::AFTER_ORG), Signs::STAFF_AFTER);
        if tok.case == Case::Lower {
            signs.add_if(tok.is(Classes::SPEECH_VERB), Signs::SAID_AFTER);
            signs.add_if(tok.cue == Cue::Who, Signs::WHO_AFTER);
            signs.add_if(self.is_verb(at), Signs::VERB_AFTER);
            signs.add_if(self.is_human(at), Signs::HUMAN_AFTER);
            signs.add_if(self.is_place_noun(at), Signs::PLACE_NOUN_AFTER);
            signs.add_if(self.goes_on_with_of(at), Signs::OF_AFTER_HEAD);
            signs.add_if(self.is_versus(at), Signs::EVENT_AFTER);
            self.after_copula(at, &mut signs);
        }
        match (tok.kind, tok.cue) {
            (TokenKind::Word, _) => {
                let event = tok.is_capital() && self.line == Line::Prose && self.is_event(at);
                signs.add_if(event, Signs::EVENT_AFTER);
            }
            (TokenKind::Number, _) => {
                let numbered = !self.view.sport && self.is_ordinary_head(at - 1);
                signs.add_if(numbered, Signs::NUMBER_AFTER);
                let age = self.is_age_of(at);
                signs.add_if(age, Signs::AGE_AFTER);
                signs.add_if(!age && self.is_score(at), Signs::SCORE_AFTER);
            }
            (_, Cue::Comma) => self.after_comma(at + 1, &mut signs),
            (_, Cue::Opening) => self.after_bracket(at + 1, &mut signs),
            _ => {}
        }
        After { signs, open: true }
    }

    /// What stands after a name of one word only.
    fn after_word(&self, at: usize, signs: &mut Signs) {
        let (tok, next) = (&self.view.toks[at], &self.view.toks[at + 1]);
        if next.case == Case::Lower {
            signs.add_if(is_compound(tok.key, next.key), Signs::COMPOUND);
        } else if tok.is(Classes::ORG_HEAD.or(Classes::PLACE_HEAD)) {
            // `City Manager`: with a capital it is a title together with an ordinary word.
            *signs = signs.without(Signs::STAFF_AFTER);
        }
        signs.add_if(self.is_model(at), Signs::NUMBER_AFTER);
        // `Apple said`, `Shell will pay`: an ordinary word opens the sentence and acts, with no article before it. Verbs
        // that any noun may have (`Time is running out`) tell nothing.
        if at == self.opening() && tok.is(Classes::COMMON) {
            let plain = matches!(next.cue, Cue::Was | Cue::Is | Cue::Has | Cue::Had | Cue::Could);
            let acts = signs.has(Signs::SAID_AFTER) || !plain && signs.has(Signs::VERB_AFTER);
            signs.add_if(acts && !self.is_plural(at), Signs::BARE_SUBJECT);
        }
        // `Meta, which owns Facebook`.
        let which =
            next.cue == Cue::Comma && at + 2 < self.sentence.end && self.view.cue(at + 2) == Cue::Which;
        signs.add_if(which, Signs::WHICH_AFTER);
    }

    /// `Senators voted`, `People said`: many need no article. In a report of matches they are a team.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.view.word(at);
        let many = word.ends_with('s') && !word.ends_with("ss") || matches!(word, "People" | "Men" | "Women");
        many && !self.view.sport
    }

    /// `Kentucky Department of Fish and Wildlife`, `Institute for Social Research`: behind an organisation's word `of` or
    /// `for` and a capital are more of its name.
    pub(super) fn goes_on_with_of(&self, at: usize) -> bool {
        matches!(self.view.cue(at), Cue::Of | Cue::For)
            && at > self.sentence.start
            && self.is(at - 1, Classes::ORG_HEAD)
            && at + 1 < self.sentence.end
            && self.view.toks[at + 1].is_capital()
    }

    /// `Paris Peace Conference`: the word of an event among the next capitals.
    fn is_event(&self, at: usize) -> bool {
        let next = at..self.sentence.end.min(at + 3);
        next.take_while(|&at| self.view.toks[at].is_capital()).any(|at| self.is(at, Classes::EVENT))
    }

    /// `the 1997 United Kingdom general election`: the word of an event within three words.
    pub(super) fn is_before_event(&self, at: usize) -> bool {
        (at..self.sentence.end.min(at + 4)).any(|at| self.is(at, Classes::EVENT))
    }

    /// An ordinary word, or one with which organisations and places are made.
    pub(super) fn is_ordinary_head(&self, at: usize) -> bool {
        self.view.toks[at].case == Case::Capitalised
            && self.is(at, Classes::COMMON.or(Classes::ORG_HEAD).or(Classes::PLACE_HEAD))
    }

    /// Whether a small word is a verb in the past, or a form of to be, to have or will.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        if !self.small(at) {
            return false;
        }
        let tok = &self.view.toks[at];
        let past = |tok: &Tok| tok.shape.is(Shape::PAST) || tok.is(Classes::PAST_VERB);
        let adverb = || {
            matches!(tok.cue, Cue::Already | Cue::Then | Cue::Adverb) || self.view.word(at).ends_with("ly")
        };
        let next = || at + 1 < self.sentence.end && past(&self.view.toks[at + 1]);
        past(tok) || tok.cue == Cue::Also || next() && adverb()
    }

    pub(super) fn after_comma(&self, at: usize, signs: &mut Signs) {
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

    /// `, acting foreign minister,`, `, management board chairman at`: ordinary words and then a role, with nothing before
    /// them.
    fn is_bare_apposition(&self, from: usize) -> bool {
        let plain = |at: usize| {
            let tok = &self.view.toks[at];
            let acts = tok.is(Classes::SPEECH_VERB.or(Classes::PLACE_PREPOSITION).or(Classes::PARTICLE));
            let ends = |ending: &str| self.view.word(at).ends_with(ending);
            self.small(at) && tok.cue == Cue::None && !acts && !self.is_verb(at) && !ends("s") && !ends("ly")
        };
        let mut words = (from..self.sentence.end.min(from + 4)).take_while(|&at| plain(at));
        let opens =
            self.view.words_known && from < self.sentence.end && !self.view.word(from).ends_with("ing");
        let Some(role) = words.find(|&at| self.is(at, Classes::ROLE)).filter(|_| opens) else { return false };
        let next = role + 1;
        next >= self.sentence.end
            || matches!(
                self.view.cue(next),
                Cue::Comma | Cue::Of | Cue::At | Cue::For | Cue::Stop | Cue::Semicolon
            )
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
                return self.is_bare_apposition(from);
            }
        }
        false
    }

    /// What a bracket that begins before `at` tells of any name before it.
    fn after_bracket(&self, at: usize, signs: &mut Signs) {
        signs.add_if(self.is_record(at), Signs::SCORE_AFTER);
        if at + 1 >= self.sentence.end {
            return;
        }
        if let Some(length) = (self.region_at)(at)
            && at + length < self.sentence.end
            && self.view.cue(at + length) == Cue::Closing
        {
            signs.add(Signs::BRACKET_COUNTRY);
        }
        let tok = &self.view.toks[at];
        let age = tok.kind == TokenKind::Number && tok.span.len() == 2;
        signs.add_if(age && self.view.cue(at + 1) == Cue::Closing || self.is_life(at), Signs::AGE_AFTER);
    }

    /// `(29 November 1876 – 19 December 1977)`: two days with their years and a dash between, to the end of the bracket.
    pub(super) fn is_life(&self, at: usize) -> bool {
        let end = self.sentence.end.min(at + LONGEST_LIFE);
        let Some(close) = (at..end).find(|&at| self.view.cue(at) == Cue::Closing) else { return false };
        let Some(dash) = (at..close).find(|&at| self.view.cue(at).is_dash()) else { return false };
        let dated = |mut tokens: Range<usize>| {
            tokens.clone().any(|at| self.is_figures(at, 1..=2)) && tokens.any(|at| self.is_figures(at, 4..=4))
        };
        dated(at..dash) && dated(dash..close)
    }

    /// A word in brackets after a name, by which it is called.
    fn named_in_bracket(&self, tokens: &Range<usize>, signs: &mut Signs) {
        let at = tokens.end + 1;
        if at + 1 >= self.sentence.end || self.view.cue(at + 1) != Cue::Closing {
            return;
        }
        let acronym = self.view.toks[at].case == Case::Upper && abbreviates(self.view, at, tokens);
        signs.add_if(acronym, Signs::ACRONYM_AFTER);
        let head = || tokens.clone().any(|at| self.is(at, Classes::ORG_HEAD));
        let short = tokens.len() > 1 && is_short_form(self.view, at) && head();
        signs.add_if(short, Signs::SHORT_IN_BRACKETS);
    }

    /// Whether a number is written in figures alone, so many of them.
    pub(super) fn is_figures(&self, at: usize, many: RangeInclusive<usize>) -> bool {
        let tok = &self.view.toks[at];
        tok.kind == TokenKind::Number
            && many.contains(&tok.span.len())
            && self.view.word(at).bytes().all(|b| b.is_ascii_digit())
    }

    /// `Ariane 5`, `Sparcstation 1`: a word before a small number is likelier a model of something than anybody's name, but in
    /// a report of matches, or where something is.
    pub(super) fn is_model(&self, at: usize) -> bool {
        let number = at + 1;
        let somewhere = || {
            at > self.sentence.start
                && (self.is(at - 1, Classes::PLACE_PREPOSITION) || self.view.cue(at - 1) == Cue::Of)
        };
        let result = || self.view.word(number).starts_with('0') || self.is_figures(number + 1, 1..=3);
        !self.view.sport
            && self.line == Line::Prose
            && self.is_figures(number, 1..=3)
            && number + 1 < self.sentence.end
            && !result()
            && !somewhere()
    }

    /// `Reanne Morgan 18, of Edmonton`: an age before a comma and where somebody is from.
    pub(super) fn is_age_of(&self, at: usize) -> bool {
        at + 2 < self.sentence.end
            && self.is_figures(at, 2..=2)
            && self.view.cue(at + 1) == Cue::Comma
            && self.view.cue(at + 2) == Cue::Of
    }

    /// `The club's head, Ayfer Orhan, said`: a verb of saying behind a comma.
    pub(super) fn says_behind_comma(&self, comma: usize) -> bool {
        let says = |at: usize| self.small(at) && self.is(at, Classes::SPEECH_VERB);
        self.view.cue(comma) == Cue::Comma && comma + 1 < self.sentence.end && says(comma + 1)
    }

    /// `5-year-old Mary went`: no noun behind what begins with a first name, as in `24-year-old Jackson man`.
    pub(super) fn is_before_noun(&self, at: usize) -> bool {
        let acts = self.is_verb(at) || self.is(at, Classes::SPEECH_VERB);
        self.small(at) && self.view.cue(at) == Cue::None && !acts
    }

    /// `LONDON, April 1 (Bloomberg) - `: whether nothing else stands in brackets, and a dateline's dash behind them.
    pub(super) fn is_agency(&self, tokens: &Range<usize>) -> bool {
        /// Most tokens before a dateline's agency.
        const BEFORE: usize = 16;
        let (opening, closing) = (tokens.start.checked_sub(1), tokens.end);
        let dash = |at: usize| self.view.cue(at).is_dash() || self.view.word(at) == "_";
        opening.is_some_and(|at| at > self.sentence.start && self.view.cue(at) == Cue::Opening)
            && tokens.start <= self.sentence.start + BEFORE
            && self.view.cue(closing) == Cue::Closing
            && closing + 1 < self.sentence.end
            && dash(closing + 1)
    }

    /// `Washington State (1-2)`: games won and lost, in a bracket that begins before `at`.
    fn is_record(&self, at: usize) -> bool {
        let small = |at: usize| self.is_figures(at, 1..=3);
        at + 3 < self.sentence.end
            && small(at)
            && self.view.cue(at + 1).is_dash()
            && small(at + 2)
            && self.view.cue(at + 3) == Cue::Closing
    }

    /// `Arsenal 2 Chelsea 1`: a small number right after, and another name or nothing after that.
    pub(super) fn is_score(&self, at: usize) -> bool {
        let small = |at: usize| self.is_figures(at, 1..=3);
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
    pub(super) fn is_dateline(&self, tokens: &Range<usize>) -> bool {
        let next = &self.view.toks[tokens.end];
        let opens = matches!(next.cue, Cue::Opening | Cue::Comma | Cue::Colon) || next.cue.is_dash();
        let dated = next.kind == TokenKind::Number && next.span.len() >= 8;
        // `ATHLETICS - RESULTS AT`: what a desk writes of is no town.
        let desk = tokens.len() == 1 && self.is(tokens.start, Classes::ORG_HEAD);
        if !opens && !dated || desk {
            return false;
        }
        let upper = tokens.clone().all(|at| self.view.toks[at].case != Case::Lower);
        let loud = tokens.clone().any(|at| self.view.toks[at].case == Case::Upper);
        if !upper || !loud && self.line != Line::Prose {
            return false;
        }
        if loud && dated {
            return true;
        }
        let rest = tokens.end..self.sentence.end.min(tokens.end + 10);
        let dash = |at: &usize| self.view.cue(*at).is_dash() && !self.view.touches_next(*at);
        let Some(dash) = rest.clone().find(dash) else { return false };
        // `(3 May 1883 – 8 October 1967)`: a dash within brackets is that of a life.
        let bracket = |cue: Cue| (tokens.end..dash).rev().find(|&at| self.view.cue(at) == cue);
        let (opening, closing) = (bracket(Cue::Opening), bracket(Cue::Closing));
        opens && opening <= closing && (loud || opening.is_some())
    }
}
