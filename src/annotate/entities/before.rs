//! The signs that stand before a name: titles, roles, prepositions, `town of`, `shares of`.

use super::context::Around;
use super::cue::Cue;
use super::evidence::Signs;
use super::view::Line;
use crate::gazetteer::words::Classes;
use crate::segment::{Case, TokenKind};

/// What stands before every name that begins at a token.
#[derive(Clone, Copy)]
pub(super) struct Before {
    pub signs: Signs,
    /// Whether a title stands there that nothing but a name follows: `Mrs May`.
    pub honoured: bool,
    /// Whether a year stands there, or before the capitals there.
    pub dated: bool,
}

impl Around<'_, '_> {
    /// What stands before a name that begins at a token.
    pub(super) fn before(&self, first: usize) -> Before {
        let mut signs = Signs::default();
        signs.add_if(self.byline, Signs::BYLINE);
        if first == self.sentence.start {
            return Before { signs, honoured: false, dated: false };
        }
        signs.add(self.right_before(first));
        signs.add(self.beside(self.sentence.start.max(first.saturating_sub(2))..first, first - 1));
        Before { signs, honoured: self.is_honoured(first), dated: self.is_dated_before(first) }
    }

    /// What the words right before a name tell.
    fn right_before(&self, first: usize) -> Signs {
        let mut signs = Signs::default();
        let at = first - 1;
        let tok = &self.view.toks[at];
        if tok.kind == TokenKind::Word {
            let title = tok.is(Classes::TITLE.or(Classes::ROLE)) && !tok.is(Classes::NOT_NAME);
            signs.add_if(title && tok.is_capital(), Signs::TITLE_BEFORE);
            signs.add_if(title && !tok.is_capital(), Signs::ROLE_BEFORE);
        }
        signs.add_if(tok.case == Case::Lower && self.is_role_of(at), Signs::ROLE_BEFORE);
        signs.add_if(self.is_of_event(first), Signs::EVENT_AFTER);
        signs.add_if(self.is_prefixed(first), Signs::ADJECTIVE);
        signs.add_if(self.is_travel(at), Signs::TRAVEL_BEFORE);
        if tok.case == Case::Lower || self.line != Line::Prose {
            signs.add_if(tok.is(Classes::PLACE_PREPOSITION), Signs::IN_BEFORE);
            signs.add_if(tok.cue == Cue::Near, Signs::NEAR_BEFORE);
            signs.add_if(tok.is(Classes::SPEECH_VERB), Signs::SAID_BEFORE);
            signs.add_if(tok.is(Classes::BEFORE_ORG), Signs::COMPANY_BEFORE);
        }
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
            self.before_of(at, &mut signs);
        }
        signs
    }

    /// `the 1997 United Kingdom`: a year, and nothing but capitals between.
    fn is_dated_before(&self, first: usize) -> bool {
        let mut before = (self.sentence.start..first).rev();
        before.find(|&at| !self.view.toks[at].is_capital()).is_some_and(|at| self.is_figures(at, 4..=4))
    }

    /// `head of research at X`: a role a few words back, nothing but small words between.
    fn role_before(&self, at: usize) -> bool {
        let back = (self.sentence.start.max(at.saturating_sub(7))..at).rev();
        let mut small = back.take_while(|&at| self.small(at));
        small.any(|at| self.is(at, Classes::ROLE))
    }

    /// `town of X`, `shares of X`, `chairman of X`.
    fn before_of(&self, at: usize, signs: &mut Signs) {
        let (noun, cue) = (at - 1, self.view.cue(at));
        if matches!(cue, Cue::Of | Cue::In | Cue::At | Cue::De) {
            signs.add_if(cue != Cue::In && self.is(noun, Classes::PLACE_NOUN), Signs::TOWN_OF);
            signs.add_if(
                self.view.is_word(noun, "shares") || self.view.is_word(noun, "stake"),
                Signs::COMPANY_BEFORE,
            );
            let leader = cue == Cue::Of && self.is(noun, Classes::PLACE_LEADER);
            signs.add_if(leader, Signs::LEADER_OF);
            signs.add_if(
                cue != Cue::In && !leader && self.is(noun, Classes::ROLE) && self.small(noun),
                Signs::OF_ORGANISATION_BEFORE,
            );
        }
        // `the east wing of the White House`.
        let of_the = cue == Cue::The && noun > self.sentence.start && self.view.cue(noun) == Cue::Of;
        signs.add_if(of_the && self.is(noun - 1, Classes::PLACE_NOUN), Signs::TOWN_OF);
    }
}
