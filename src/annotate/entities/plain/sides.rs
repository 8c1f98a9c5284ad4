//! The plain way to what stands beside a name: every rule is asked of every name.

use super::super::context::Around;
use super::super::cue::Cue;
use super::super::evidence::Signs;
use super::super::short_form::{abbreviates, is_short_form};
use super::super::view::Line;
use crate::gazetteer::words::{Classes, is_compound};
use crate::segment::{Case, TokenKind};
use std::ops::Range;

impl Around<'_, '_> {
    /// All signs of a stretch of tokens.
    pub(super) fn signs_plainly(&self, tokens: &Range<usize>) -> Signs {
        let signs = self
            .made_plainly(tokens)
            .with(self.before_plainly(tokens.start))
            .with(self.after_plainly(tokens))
            .with(self.beside_plainly(tokens));
        if self.is_honoured(tokens.start) { signs.without(Signs::DOUBTFUL_WORD) } else { signs }
    }

    /// What stands on either side.
    fn beside_plainly(&self, tokens: &Range<usize>) -> Signs {
        let mut signs = Signs::default();
        let near =
            tokens.start.saturating_sub(2).max(self.sentence.start)..self.sentence.end.min(tokens.end + 2);
        let team = near.filter(|at| !tokens.contains(at)).any(|at| self.is(at, Classes::TEAM_WORD));
        signs.add_if(team, Signs::TEAM_AROUND);
        if self.line == Line::Prose {
            let other = |left: usize, at: usize| self.is_other_name(at) && !self.view.ends_company(left);
            let left = tokens.start > self.sentence.start && other(tokens.start - 1, tokens.start - 1);
            let right = tokens.end < self.sentence.end && other(tokens.end - 1, tokens.end);
            signs.add_if(left || right, Signs::NEIGHBOUR_CAPITAL);
        }
        signs
    }

    /// What stands before the name.
    fn before_plainly(&self, first: usize) -> Signs {
        let mut signs = Signs::default();
        signs.add_if(self.byline, Signs::BYLINE);
        if first == self.sentence.start {
            return signs;
        }
        let at = first - 1;
        let tok = &self.view.toks[at];
        if tok.kind == TokenKind::Word {
            let title = tok.is(Classes::TITLE.or(Classes::ROLE)) && !tok.is(Classes::NOT_NAME);
            let title = title && !self.is_middle_letter(at);
            signs.add_if(title && tok.is_capital() && !self.is_of_many(at), Signs::TITLE_BEFORE);
            signs.add_if(title && !tok.is_capital(), Signs::ROLE_BEFORE);
            signs.add_if(title && tok.cue == Cue::Office, Signs::OFFICE_BEFORE);
        }
        signs.add_if(tok.case == Case::Lower && self.is_role_of(at), Signs::ROLE_BEFORE);
        signs.add_if(self.is_of_event(first) || self.is_versus(at), Signs::EVENT_AFTER);
        signs.add_if(self.is_of_somebody(at), Signs::OF_NAME_BEFORE);
        signs.add_if(tok.cue == Cue::Comma && self.is_after_apposition(at), Signs::APPOSITION_BEFORE);
        signs.add_if(self.is_role_with(at), Signs::OF_ORGANISATION_BEFORE);
        signs.add_if(self.is_led(at), Signs::LED);
        let ship = tok.kind == TokenKind::Word && tok.cue == Cue::None && self.is_ship(at);
        signs.add_if(ship, Signs::SHIP);
        signs.add_if(self.is_prefixed(first), Signs::ADJECTIVE);
        signs.add_if(first >= 2 && self.view.is_party_letter(first - 2), Signs::PARTY_BEFORE);
        signs.add_if(self.is_travel(at), Signs::TRAVEL_BEFORE);
        signs.add_if(self.is_scored_for(at), Signs::SCORED_FOR);
        if tok.case == Case::Lower || self.line != Line::Prose {
            signs.add_if(tok.is(Classes::PLACE_PREPOSITION), Signs::IN_BEFORE);
            signs.add_if(tok.cue == Cue::Near, Signs::NEAR_BEFORE);
            signs.add_if(tok.is(Classes::SPEECH_VERB), Signs::SAID_BEFORE);
            signs.add_if(tok.is(Classes::BEFORE_ORG), Signs::COMPANY_BEFORE);
        }
        let loud = tok.case == Case::Lower || self.line != Line::Prose;
        signs.add_if(!loud && self.opens_with_kind(at), Signs::COMPANY_BEFORE);
        signs.add_if(tok.is(Classes::DEMONYM), Signs::DEMONYM_BEFORE);
        let the = tok.cue == Cue::The || tok.span.len() == 3 && self.view.is_word(at, "the");
        signs.add_if(the, Signs::THE_BEFORE);
        let in_the = the && at > self.sentence.start && self.is(at - 1, Classes::PLACE_PREPOSITION);
        signs.add_if(in_the && self.small(at - 1), Signs::IN_THE_BEFORE);
        let plural =
            || self.view.toks[first].case == Case::Capitalised && self.view.word(first).ends_with('s');
        signs.add_if(
            the && self.view.sport && !self.is(first, Classes::DEMONYM) && plural(),
            Signs::PLURAL_TEAM,
        );
        signs.add_if(tok.cue == Cue::At && self.role_before(at), Signs::OF_ORGANISATION_BEFORE);
        signs.add_if(at == self.opening() && self.view.is_word(at, "by"), Signs::BYLINE);
        signs.add_if(
            tok.cue == Cue::Slash && at > self.sentence.start && self.view.toks[at - 1].case == Case::Upper,
            Signs::CREDIT,
        );
        if at > self.sentence.start {
            self.before_of_plainly(at, &mut signs);
        }
        signs
    }

    /// `town of X`, `shares of X`, `chairman of X`.
    fn before_of_plainly(&self, at: usize, signs: &mut Signs) {
        let (noun, cue) = (at - 1, self.view.cue(at));
        if matches!(cue, Cue::Of | Cue::In | Cue::At | Cue::De) {
            signs.add_if(cue != Cue::In && self.is_kind_of_place(noun), Signs::TOWN_OF);
            signs.add_if(
                self.view.is_word(noun, "shares") || self.view.is_word(noun, "stake"),
                Signs::COMPANY_BEFORE,
            );
            let leader = cue == Cue::Of && (self.is(noun, Classes::PLACE_LEADER) || self.is_age(noun));
            signs.add_if(leader, Signs::LEADER_OF);
            signs.add_if(
                cue != Cue::In && !leader && self.is(noun, Classes::ROLE) && self.small(noun),
                Signs::OF_ORGANISATION_BEFORE,
            );
        }
        // `the east wing of the White House`.
        let of_the = cue == Cue::The && noun > self.sentence.start && self.view.cue(noun) == Cue::Of;
        let kind = of_the && self.small(noun - 1) && self.is_kind_of_place(noun - 1);
        signs.add_if(kind, Signs::TOWN_OF);
    }

    /// What stands after the name.
    fn after_plainly(&self, tokens: &Range<usize>) -> Signs {
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
        let model = tokens.len() == 1 && self.is_model(tokens.start);
        signs.add_if(numbered && !self.view.sport || model, Signs::NUMBER_AFTER);
        signs.add_if(self.is_age_of(at), Signs::AGE_AFTER);
        signs.add_if(self.is_agency(tokens), Signs::AGENCY);
        let first = tokens.start;
        let aged = first > self.sentence.start && self.is_aged(first);
        signs.add_if(aged && !self.is_before_noun(at), Signs::AGED);
        let comma = first > self.sentence.start && self.view.cue(first - 1) == Cue::Comma;
        signs.add_if(comma && self.says_behind_comma(at), Signs::SAID_AFTER);
        signs.add_if(cue == Cue::Who, Signs::WHO_AFTER);
        signs.add_if(self.goes_on_with_of(at), Signs::OF_AFTER_HEAD);
        signs.add_if(self.small(at) && self.is_versus(at), Signs::EVENT_AFTER);
        self.after_copula(at, &mut signs);
        signs.add_if(self.is_verb(at), Signs::VERB_AFTER);
        signs.add_if(self.is_human(at), Signs::HUMAN_AFTER);
        signs.add_if(self.is_place_noun(at), Signs::PLACE_NOUN_AFTER);
        signs.add_if(self.is_bare_subject(tokens, at), Signs::BARE_SUBJECT);
        match cue {
            Cue::Comma => {
                // `Meta, which owns Facebook`.
                let which = at + 1 < end && self.view.cue(at + 1) == Cue::Which;
                signs.add_if(which && tokens.len() == 1, Signs::WHICH_AFTER);
                self.after_comma(at + 1, &mut signs);
            }
            Cue::Opening => self.after_bracket_plainly(tokens, at + 1, &mut signs),
            _ => {}
        }
        signs.add_if(self.is_score_plainly(at) && !self.is_age_of(at), Signs::SCORE_AFTER);
        let event = (at..end.min(at + 3))
            .take_while(|&at| self.view.toks[at].is_capital())
            .any(|at| self.is(at, Classes::EVENT));
        signs.add_if(event && self.line == Line::Prose || self.is_dated_event(tokens), Signs::EVENT_AFTER);
        signs.add_if(tokens.start == self.opening() && self.is_dateline(tokens), Signs::DATELINE);
        signs
    }

    /// `Apple said`, `Shell will pay`: an ordinary word opens the sentence and acts, with no article before it. Verbs
    /// that any noun may have (`Time is running out`) tell nothing.
    fn is_bare_subject(&self, tokens: &Range<usize>, at: usize) -> bool {
        let said = || self.is(at, Classes::SPEECH_VERB) && self.small(at);
        let plain = matches!(self.view.cue(at), Cue::Was | Cue::Is | Cue::Has | Cue::Had | Cue::Could);
        let opens = tokens.start == self.opening() && tokens.len() == 1;
        opens
            && self.is(tokens.start, Classes::COMMON)
            && (!plain && self.is_verb(at) || said())
            && !self.is_plural(tokens.start)
    }

    fn after_bracket_plainly(&self, tokens: &Range<usize>, at: usize, signs: &mut Signs) {
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
        signs.add_if(age || self.is_life(at), Signs::AGE_AFTER);
    }

    /// `the 1997 United Kingdom general election`: a year before, an event within three words after.
    fn is_dated_event(&self, tokens: &Range<usize>) -> bool {
        let year = |at: usize| self.is_figures(at, 4..=4);
        let before = self.sentence.start..tokens.start;
        let dated = before.rev().find(|&at| !self.view.toks[at].is_capital()).is_some_and(year);
        dated && self.is_before_event(tokens.end)
    }

    /// A score, or games won and lost in brackets: `Washington State (1-2)`.
    fn is_score_plainly(&self, at: usize) -> bool {
        let small = |at: usize| self.is_figures(at, 1..=3);
        let record = at + 4 < self.sentence.end
            && self.view.cue(at) == Cue::Opening
            && small(at + 1)
            && self.view.cue(at + 2).is_dash()
            && small(at + 3)
            && self.view.cue(at + 4) == Cue::Closing;
        record || self.is_score(at)
    }
}
