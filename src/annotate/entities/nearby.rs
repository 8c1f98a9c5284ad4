//! More of what stands beside a name: hyphens that make an adjective of it, companies in apposition, matches won and lost.

use super::context::Around;
use super::cue::Cue;
use super::traits::is_ordinary;
use crate::gazetteer::words::Classes;
use crate::segment::{Case, TokenKind};
use std::ops::Range;

/// What somebody does for a team: `lifted Texas past Toronto`.
const RAISES: &[&str] = &[
    "carried",
    "gave",
    "give",
    "gives",
    "giving",
    "guide",
    "guided",
    "help",
    "helped",
    "helping",
    "lead",
    "leading",
    "led",
    "lift",
    "lifted",
    "lifting",
    "lifts",
    "power",
    "powered",
    "propelled",
    "put",
    "putting",
    "rallied",
    "steered",
];

impl Around<'_, '_> {
    /// `Mrs May`, `Lord Hall`.
    pub(super) fn is_honoured(&self, first: usize) -> bool {
        let toks = &self.view.toks;
        first > self.sentence.start
            && toks[first - 1].is(Classes::HONOUR)
            && toks[first - 1].is_capital()
            && !toks[first].is(Classes::ORG_HEAD)
    }

    /// `Dickson resigned`, `Samis was re-elected`, `Ralston later studied`.
    pub(super) fn is_human(&self, at: usize) -> bool {
        let does = |at: usize| {
            at < self.sentence.end
                && self.view.toks[at].is(Classes::HUMAN_VERB)
                && self.view.toks[at].case == Case::Lower
        };
        let helps =
            matches!(self.view.cue(at), Cue::Was | Cue::Has | Cue::Had | Cue::Also | Cue::Then | Cue::Adverb);
        does(at) || helps && does(at + 1)
    }

    /// `Battle of Mosul`, `the 2004 European Parliament election in Italy`: the place is part of the event's name.
    pub(super) fn is_of_event(&self, first: usize) -> bool {
        let toks = &self.view.toks;
        if first < self.sentence.start + 2 || !toks[first - 2].is(Classes::EVENT) {
            return false;
        }
        let named = toks[first - 2].is_capital()
            && first - 2 != self.opening()
            && self.view.cue(first - 1) == Cue::Of;
        let year = |at: usize| {
            toks[at].kind == TokenKind::Number && toks[at].span.len() == 4 && toks[at + 1].is_capital()
        };
        let back = self.sentence.start.max(first.saturating_sub(9))..first - 2;
        named
            || self.view.cue(first - 1) == Cue::In
                && toks[first - 2].case == Case::Lower
                && back.rev().any(year)
    }

    /// `secretary of state Hull`, `head of research Smith`: a role, `of`, one more small word.
    pub(super) fn is_role_of(&self, at: usize) -> bool {
        at >= self.sentence.start + 2
            && self.view.cue(at - 1) == Cue::Of
            && self.view.toks[at - 2].is(Classes::ROLE)
            && !self.view.toks[at].is(Classes::PARTICLE)
            && self.view.cue(at) != Cue::The
    }

    /// `a ferry to`, `moved to`, `deported from`.
    pub(super) fn is_travel(&self, at: usize) -> bool {
        at > self.sentence.start
            && matches!(self.view.cue(at), Cue::To | Cue::From | Cue::For)
            && self.view.toks[at - 1].is(Classes::TRAVEL)
    }

    /// `Moscow-backed`, `U.N.-led`: an ordinary word hangs on the name, which is then half an adjective, as `German` is a
    /// whole one. `Berlin-based` says where, and keeps its place.
    pub(super) fn is_half_adjective(&self, at: usize) -> bool {
        let toks = &self.view.toks;
        toks[at].joint
            && at + 1 < self.sentence.end
            && self.view.touches_next(at)
            && toks[at - 1].span.end() == toks[at].span.start()
            && toks[at + 1].case == Case::Lower
            && (toks[at + 1].is(Classes::COMMON) || !self.view.words_known)
            && !toks[at + 1].is(Classes::WHERE)
    }

    /// `pro-Moscow`, `ex-Milan`.
    pub(super) fn is_prefixed(&self, first: usize) -> bool {
        let toks = &self.view.toks;
        first >= self.sentence.start + 2
            && toks[first - 1].joint
            && self.view.touches_next(first - 2)
            && self.view.touches_next(first - 1)
            && toks[first - 2].is(Classes::PREFIX)
    }

    /// `, the owner of Facebook`, `, a maker of lorries`: what a company is, within a few words, before any other name.
    pub(super) fn is_company_apposition(&self, from: usize) -> bool {
        let opens = matches!(self.view.cue(from), Cue::A | Cue::The | Cue::One | Cue::Continent);
        let words = from + 1..self.sentence.end.min(from + 6);
        let toks = &self.view.toks;
        opens
            && words
                .take_while(|&at| toks[at].kind != TokenKind::Punctuation || toks[at].joint)
                .take_while(|&at| {
                    !matches!(toks[at].cue, Cue::Of | Cue::For | Cue::At | Cue::In | Cue::Who | Cue::And)
                })
                .any(|at| toks[at].is(Classes::BEFORE_ORG) && toks[at].case == Case::Lower)
    }

    /// `, a town north of Nairobi`, `, a suburb of Athens`: what a place is, within a few small words, and then where or of
    /// what; not `, a village elder`.
    pub(super) fn is_place_apposition(&self, from: usize) -> bool {
        let toks = &self.view.toks;
        let mut small =
            (from + 1..self.sentence.end.min(from + 5)).take_while(|&at| toks[at].case == Case::Lower);
        let opens = matches!(self.view.cue(from), Cue::A | Cue::The);
        let Some(noun) = small.find(|&at| toks[at].is(Classes::PLACE_NOUN)).filter(|_| opens) else {
            return false;
        };
        let next = noun + 1;
        next >= self.sentence.end
            || toks[next].is(Classes::PLACE_PREPOSITION)
            || toks[next].kind == TokenKind::Punctuation && !toks[next].joint
            || matches!(
                self.view.word(next),
                "of" | "that" | "which" | "where" | "with" | "north" | "south" | "east" | "west"
            )
    }

    /// `Jiangsu province`, `Entebbe airport`: what a place is; no noun that it only describes (`Brooklyn district
    /// attorney`), nor behind an ordinary word (`the Northern states`).
    pub(super) fn is_place_noun(&self, at: usize) -> bool {
        let toks = &self.view.toks;
        let next = at + 1;
        let closes = || {
            toks[next].kind != TokenKind::Word
                || toks[next].cue != Cue::None
                || toks[next].is(Classes::PLACE_PREPOSITION.or(Classes::SPEECH_VERB))
                || self.is_verb(next)
        };
        let told = self.small(at) && self.is(at, Classes::PLACE_NOUN) && at > self.sentence.start;
        told && !is_ordinary(&toks[at - 1]) && (next >= self.sentence.end || closes())
    }

    /// `Chelsea beat Arsenal`, `Lazio drew 1-1`, `Newcastle signed the striker`: wins, loses, or acts in a sentence full of
    /// words of matches.
    pub(super) fn plays(&self, tokens: &Range<usize>) -> bool {
        let toks = &self.view.toks;
        let verb = |at: usize| toks[at].is(Classes::MATCH_VERB) && toks[at].case == Case::Lower;
        let end = self.sentence.end;
        let goes_on = |at: usize| at < end && (toks[at].is_capital() || self.is_result(at));
        // A fixture: `BOSTON AT OAKLAND`.
        let visits = self.view.sport && tokens.end < end && self.view.word(tokens.end) == "AT";
        let signs = tokens.end < end && self.view.word(tokens.end) == "signed" && self.match_words() > 0;
        let acts =
            tokens.end < end && verb(tokens.end) && (goes_on(tokens.end + 1) || self.match_words() >= 2);
        // `Labour won Hertford`: that is no match.
        let beats = |at: usize| verb(at) && !matches!(self.view.word(at), "won" | "lost" | "lose" | "loses");
        let beaten = tokens.start >= self.sentence.start + 2
            && beats(tokens.start - 1)
            && (toks[tokens.start - 2].is_capital() || self.match_words() >= 2);
        let subject = tokens.end < end && tokens.start == self.opening() && self.is_verb(tokens.end);
        acts || visits
            || self.is_fixture(tokens)
            || self.is_match_object(tokens)
            || signs
            || beaten
            || subject && self.match_words() >= 2
    }

    /// `lost to Swansea`, `drew with Stoke`, `lifted Texas past Toronto`, `gave Texas a 2-0 lead`: what a team suffers, in a report
    /// of matches.
    fn is_match_object(&self, tokens: &Range<usize>) -> bool {
        let toks = &self.view.toks;
        let (start, end) = (tokens.start, tokens.end);
        let before =
            |back: usize| start.checked_sub(back).filter(|&at| at >= self.sentence.start && self.small(at));
        let beaten = || {
            let with = |at: usize| matches!(self.view.word(at), "to" | "with" | "against");
            before(1).is_some_and(with) && before(2).is_some_and(|verb| toks[verb].is(Classes::MATCH_VERB))
        };
        let led = || {
            let onward = end < self.sentence.end
                && matches!(
                    self.view.word(end),
                    "a" | "ahead" | "an" | "level" | "over" | "past" | "the" | "to"
                );
            onward && before(1).is_some_and(|verb| RAISES.binary_search(&self.view.word(verb)).is_ok())
        };
        self.view.sport && (beaten() || led())
    }

    /// `Warriors guard Klay Thompson`: what players are, in a report of matches.
    pub(super) fn is_before_player(&self, at: usize) -> bool {
        self.view.sport
            && at + 1 < self.sentence.end
            && self.small(at)
            && self.is(at, Classes::ROLE.or(Classes::TEAM_WORD))
            && self.view.toks[at + 1].is_capital()
    }

    /// `Shelby County v. Holder`: the two sides of a case before a court.
    pub(super) fn is_versus(&self, at: usize) -> bool {
        self.view.toks[at].span.len() == 2 && !self.view.sport && self.view.word(at) == "v."
    }

    /// `Chicago at Boston`, and nothing else: two names of capitals with `at` between, in a report of matches.
    fn is_fixture(&self, tokens: &Range<usize>) -> bool {
        let Range { start, end } = self.sentence;
        let (first, last) = (tokens.start == start, tokens.end == end);
        let at = if first { tokens.end } else { tokens.start.saturating_sub(1) };
        let capitals = |mut tokens: Range<usize>| tokens.all(|at| self.view.toks[at].is_capital());
        self.view.sport
            && (first || last)
            && (start + 1..end).contains(&at)
            && self.view.cue(at) == Cue::At
            && at + 1 < end
            && capitals(start..at)
            && capitals(at + 1..end)
    }

    /// `Ivar Holmqvist (Helsingborg)`: a name in brackets behind somebody, in a report of matches.
    pub(super) fn is_club_in_brackets(&self, tokens: &Range<usize>) -> bool {
        let toks = &self.view.toks;
        let made = Classes::ORG_HEAD.or(Classes::PLACE_HEAD).or(Classes::TEAM_WORD).or(Classes::EVENT);
        let given = |at: usize| !toks[at].is(Classes::COMMON) || toks[at].is(Classes::FIRST_NAME);
        let name = |at: usize| toks[at].is_capital() && !toks[at].is(made) && given(at);
        let closes = |at: usize| at < self.sentence.end && self.view.cue(at) == Cue::Closing;
        self.view.sport
            && tokens.start >= self.sentence.start + 3
            && self.view.cue(tokens.start - 1) == Cue::Opening
            && closes(tokens.end)
            && name(tokens.start - 2)
            && name(tokens.start - 3)
    }

    /// `A Lockwood man`, `the Brackwater couple`: between an article and a word for somebody.
    pub(super) fn is_townsman(&self, tokens: &Range<usize>) -> bool {
        let article = |at: usize| {
            let short = self.view.toks[at].span.len() <= 3;
            matches!(self.view.cue(at), Cue::A | Cue::The)
                || short && matches!(self.view.word(at), "A" | "An" | "The" | "Two" | "two")
        };
        let somebody = |at: usize| {
            matches!(
                self.view.word(at),
                "man"
                    | "woman"
                    | "men"
                    | "women"
                    | "couple"
                    | "teen"
                    | "teenager"
                    | "boy"
                    | "girl"
                    | "resident"
                    | "native"
            )
        };
        tokens.start > self.sentence.start
            && tokens.end < self.sentence.end
            && self.small(tokens.end)
            && article(tokens.start - 1)
            && somebody(tokens.end)
    }

    /// `3-0`, `27-14`: numbers with a hyphen, or one token.
    fn is_result(&self, at: usize) -> bool {
        let number = |at: usize| at < self.sentence.end && self.view.toks[at].kind == TokenKind::Number;
        number(at)
            && (self.view.word(at).contains('-')
                || at + 1 < self.sentence.end && self.view.toks[at + 1].joint)
    }

    /// Whether the sentence speaks of companies: two words of their trade.
    pub(super) fn is_business(&self) -> bool {
        let words = self.sentence.clone().filter(|&at| self.view.toks[at].is(Classes::BUSINESS_WORD));
        words.filter(|&at| self.view.toks[at].case == Case::Lower).nth(1).is_some()
    }

    /// How many words of the sentence speak of matches.
    fn match_words(&self) -> usize {
        self.sentence.clone().filter(|&at| self.view.toks[at].is(Classes::TEAM_WORD)).count()
    }
}
