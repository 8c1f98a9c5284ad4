//! The signs that stand before a name: titles, roles, prepositions, `town of`, `shares of`.

use super::context::Around;
use super::cue::Cue;
use super::cut::LONGEST_RUN;
use super::evidence::Signs;
use super::view::Line;
use crate::gazetteer::words::Classes;
use crate::segment::{Case, TokenKind};

/// What words may be that tell something right before a name.
const TELLING: Classes = Classes::TITLE
    .or(Classes::ROLE)
    .or(Classes::PLACE_PREPOSITION)
    .or(Classes::SPEECH_VERB)
    .or(Classes::BEFORE_ORG)
    .or(Classes::DEMONYM);

/// What stands before every name that begins at a token.
#[derive(Clone, Copy)]
pub(super) struct Before {
    pub signs: Signs,
    /// Whether a title stands there that nothing but a name follows: `Mrs May`.
    pub honoured: bool,
    /// Whether a year stands there, or before the capitals there.
    pub dated: bool,
    /// Whether an age stands there, and then a first name: `5-year-old Mary`.
    pub aged: bool,
    /// Which mark or small word stands there.
    pub cue: Cue,
}

impl Around<'_, '_> {
    /// What stands before a name that begins at a token.
    pub(super) fn before(&self, first: usize) -> Before {
        let mut signs = Signs::default();
        signs.add_if(self.byline, Signs::BYLINE);
        if first == self.sentence.start {
            return Before { signs, honoured: false, dated: false, aged: false, cue: Cue::None };
        }
        signs.add(self.right_before(first));
        let beyond = first.checked_sub(2).filter(|&at| at >= self.sentence.start);
        signs.add(self.beside(first - 1, first - 1, beyond));
        Before {
            signs,
            honoured: self.is_honoured(first),
            dated: self.is_dated_before(first),
            aged: self.is_aged(first),
            cue: self.view.cue(first - 1),
        }
    }

    /// What the words right before a name tell.
    fn right_before(&self, first: usize) -> Signs {
        let at = first - 1;
        let tok = &self.view.toks[at];
        let mut signs = if tok.is(TELLING) { self.told_before(at) } else { Signs::default() };
        match tok.cue {
            Cue::The => self.after_article(first, &mut signs),
            Cue::None if tok.span.len() == 3 && self.view.is_word(at, "the") => {
                self.after_article(first, &mut signs);
            }
            Cue::Of | Cue::In | Cue::At | Cue::De => self.before_of(at, &mut signs),
            Cue::Comma => signs.add_if(self.is_after_apposition(at), Signs::APPOSITION_BEFORE),
            Cue::To | Cue::From | Cue::For => {
                signs.add_if(self.is_travel(at), Signs::TRAVEL_BEFORE);
                signs.add_if(self.is_scored_for(at), Signs::SCORED_FOR);
            }
            Cue::Near => {
                signs.add_if(tok.case == Case::Lower || self.line != Line::Prose, Signs::NEAR_BEFORE);
            }
            Cue::Slash => {
                let loud = at > self.sentence.start && self.view.toks[at - 1].case == Case::Upper;
                signs.add_if(loud, Signs::CREDIT);
            }
            _ => {}
        }
        let staff = matches!(tok.cue, Cue::For | Cue::Small) && self.is_role_with(at);
        signs.add_if(staff, Signs::OF_ORGANISATION_BEFORE);
        signs.add_if(tok.kind == TokenKind::Word && tok.cue == Cue::None && self.is_ship(at), Signs::SHIP);
        signs.add_if(self.is_versus(at), Signs::EVENT_AFTER);
        signs.add_if(self.is_led(at), Signs::LED);
        signs.add_if(tok.joint && self.is_prefixed(first), Signs::ADJECTIVE);
        let party = || at.checked_sub(1).is_some_and(|letter| self.view.is_party_letter(letter));
        signs.add_if(tok.joint && party(), Signs::PARTY_BEFORE);
        signs.add_if(tok.case == Case::Lower && self.is_role_of(at), Signs::ROLE_BEFORE);
        signs.add_if(at == self.opening() && self.view.is_word(at, "by"), Signs::BYLINE);
        signs
    }

    /// What a word before a name tells by what it may be.
    fn told_before(&self, at: usize) -> Signs {
        let (mut signs, tok) = (Signs::default(), &self.view.toks[at]);
        if tok.kind == TokenKind::Word {
            let title = tok.is(Classes::TITLE.or(Classes::ROLE)) && !tok.is(Classes::NOT_NAME);
            let title = title && !self.is_middle_letter(at);
            signs.add_if(title && tok.is_capital() && !self.is_of_many(at), Signs::TITLE_BEFORE);
            signs.add_if(title && !tok.is_capital(), Signs::ROLE_BEFORE);
            signs.add_if(title && tok.cue == Cue::Office, Signs::OFFICE_BEFORE);
        }
        if tok.case == Case::Lower || self.line != Line::Prose {
            signs.add_if(tok.is(Classes::PLACE_PREPOSITION), Signs::IN_BEFORE);
            signs.add_if(tok.is(Classes::SPEECH_VERB), Signs::SAID_BEFORE);
            signs.add_if(tok.is(Classes::BEFORE_ORG), Signs::COMPANY_BEFORE);
        } else {
            signs.add_if(self.opens_with_kind(at), Signs::COMPANY_BEFORE);
        }
        signs.add_if(tok.is(Classes::DEMONYM), Signs::DEMONYM_BEFORE);
        signs
    }

    /// What `the` before a name tells, and the words before it.
    fn after_article(&self, first: usize, signs: &mut Signs) {
        let at = first - 1;
        signs.add(Signs::THE_BEFORE);
        if self.view.sport && !self.is(first, Classes::DEMONYM) {
            let capital = self.view.toks[first].case == Case::Capitalised;
            signs.add_if(capital && self.view.word(first).ends_with('s'), Signs::PLURAL_TEAM);
        }
        if at == self.sentence.start {
            return;
        }
        let noun = at - 1;
        let in_the = self.is(noun, Classes::PLACE_PREPOSITION) && self.small(noun);
        signs.add_if(in_the, Signs::IN_THE_BEFORE);
        // `the east wing of the White House`.
        let of_the = self.view.cue(at) == Cue::The
            && noun > self.sentence.start
            && self.view.cue(noun) == Cue::Of
            && self.small(noun - 1)
            && self.is_kind_of_place(noun - 1);
        signs.add_if(of_the, Signs::TOWN_OF);
    }

    /// `the 1997 United Kingdom`: a year, and nothing but capitals between.
    fn is_dated_before(&self, first: usize) -> bool {
        // No name is longer than a run, and hostile text may hold nothing but capitals.
        let mut before = (self.sentence.start..first).rev().take(LONGEST_RUN);
        before.find(|&at| !self.view.toks[at].is_capital()).is_some_and(|at| self.is_figures(at, 4..=4))
    }

    /// `head of research at X`, `Analysts at X`: a role a few words back, nothing but small words between; none that owns
    /// something: `the leader's jersey at X`.
    pub(super) fn role_before(&self, at: usize) -> bool {
        let back = (self.sentence.start.max(at.saturating_sub(7))..at).rev();
        let goes_on = |at: usize| self.small(at) && self.view.toks[at].kind != TokenKind::Clitic;
        let mut small = back.take_while(|&at| goes_on(at) || at == self.opening());
        small.any(|at| self.is(at, Classes::ROLE))
    }

    /// `a driver, 22, of`: the comma behind an age.
    pub(super) fn is_age(&self, comma: usize) -> bool {
        comma >= self.sentence.start + 2
            && self.view.cue(comma) == Cue::Comma
            && self.is_figures(comma - 1, 1..=3)
            && self.view.cue(comma - 2) == Cue::Comma
    }

    /// `town of X`, `shares of X`, `chairman of X`.
    fn before_of(&self, at: usize, signs: &mut Signs) {
        let cue = self.view.cue(at);
        signs.add_if(self.is_of_event(at + 1), Signs::EVENT_AFTER);
        signs.add_if(self.is_of_somebody(at), Signs::OF_NAME_BEFORE);
        signs.add_if(cue == Cue::At && self.role_before(at), Signs::OF_ORGANISATION_BEFORE);
        if at == self.sentence.start {
            return;
        }
        let noun = at - 1;
        signs.add_if(cue != Cue::In && self.is_kind_of_place(noun), Signs::TOWN_OF);
        let company = self.view.is_word(noun, "shares") || self.view.is_word(noun, "stake");
        signs.add_if(company, Signs::COMPANY_BEFORE);
        let leader = cue == Cue::Of && (self.is(noun, Classes::PLACE_LEADER) || self.is_age(noun));
        signs.add_if(leader, Signs::LEADER_OF);
        let role = self.is(noun, Classes::ROLE) && self.small(noun);
        signs.add_if(cue != Cue::In && !leader && role, Signs::OF_ORGANISATION_BEFORE);
    }
}
