//! What English tells of words that no table knows, by where they stand and how they are written: `born in Tseikuru`, `Huang
//! Kun-huei`, `AgResource`.

use super::context::Around;
use super::cue::Cue;
use super::cut::Cutter;
use super::evidence::Signs;
use crate::gazetteer::words::{Classes, is_ship};
use crate::segment::{Case, TokenKind};
use std::ops::Range;

/// Longest syllable of a name with two of them, in letters: `Kyung-hyung`.
const LONGEST_SYLLABLE: usize = 6;

impl Cutter<'_, '_, '_> {
    /// The signs of a name that no list has, in English.
    #[inline]
    pub(super) fn signs_of_stranger(
        &self,
        around: &Around,
        tokens: &Range<usize>,
        mut signs: Signs,
    ) -> Signs {
        let there = signs.has(Signs::IN_BEFORE) && tokens.len() <= 2;
        signs.add_if(there && self.is_somewhere(around, tokens, signs), Signs::UNKNOWN_THERE);
        if self.view.sport {
            // `(RSA)`: three letters stand for a country as often.
            let loud = self.view.toks[tokens.start].case == Case::Upper;
            signs.add_if(!loud && around.is_club_in_brackets(tokens), Signs::CLUB_IN_BRACKETS);
            signs.add_if(self.is_scorer(around, tokens), Signs::SCORER);
        }
        if tokens.len() == 1 {
            signs.add_if(self.has_inner_capital(tokens.start), Signs::INNER_CAPITAL);
            signs
        } else {
            self.signs_of_strangers(around, tokens, signs)
        }
    }

    /// The same of one of several words.
    fn signs_of_strangers(&self, around: &Around, tokens: &Range<usize>, mut signs: Signs) -> Signs {
        if tokens.len() == 4 && self.ends_in_syllables(tokens) {
            signs = signs.without(Signs::COMMON.with(Signs::FIRST_IN_SENTENCE));
            signs.add(Signs::SYLLABLES);
        }
        signs.add_if(tokens.len() == 2 && self.is_grounds(around, tokens), Signs::PLACE_HEAD);
        let first = &self.view.toks[tokens.start];
        signs.add_if(first.case == Case::Upper && is_ship(first.key), Signs::SHIP);
        if self.is_before_letters(around, tokens) {
            signs = signs.without(Signs::STAFF_AFTER);
            signs.add(Signs::LETTERS_AFTER);
        }
        signs
    }

    /// `at Bramall Lane`, `from Kelvingrove Park`: a word that is a surname too, and here the end of a place's name.
    fn is_grounds(&self, around: &Around, tokens: &Range<usize>) -> bool {
        let (first, last) = (&self.view.toks[tokens.start], tokens.end - 1);
        let apart = Classes::FIRST_NAME.or(Classes::TITLE).or(Classes::ROLE).or(Classes::DEMONYM);
        let stands = tokens.start > around.sentence.start
            && matches!(self.view.cue(tokens.start - 1), Cue::At | Cue::In | Cue::Near | Cue::From | Cue::To);
        stands
            && matches!(
                self.view.word(last),
                "Dome" | "Field" | "Ground" | "Grounds" | "Hall" | "Lane" | "Oval" | "Park"
            )
            && first.case == Case::Capitalised
            && !first.is(apart)
    }

    /// `(Gillhaus 72)`, `(Korneev 15, Dahl Tomasson 60)`: who scored and when, in brackets behind a result.
    fn is_scorer(&self, around: &Around, tokens: &Range<usize>) -> bool {
        let (first, number) = (tokens.start, tokens.end);
        let opens = |at: usize| matches!(self.view.cue(at), Cue::Opening | Cue::Comma | Cue::Semicolon);
        let inside = || {
            let mut back = (around.sentence.start..first).rev();
            let bracket = back.find(|&at| matches!(self.view.cue(at), Cue::Opening | Cue::Closing));
            bracket.is_some_and(|at| self.view.cue(at) == Cue::Opening)
        };
        number + 1 < around.sentence.end
            && around.is_figures(number, 1..=3)
            && matches!(self.view.cue(number + 1), Cue::Comma | Cue::Closing | Cue::Semicolon)
            && first > around.sentence.start
            && opens(first - 1)
            && inside()
    }

    /// `Eleanor Marwood KC`, `Jane Marwood MP`: letters behind somebody's name; not `Labour Party MP`.
    fn is_before_letters(&self, around: &Around, tokens: &Range<usize>) -> bool {
        let toks = &self.view.toks;
        let letters = tokens.end < around.sentence.end && self.view.cue(tokens.end) == Cue::Letters;
        let apart = Classes::ORG_HEAD.or(Classes::PLACE_HEAD).or(Classes::DEMONYM).or(Classes::NOT_NAME);
        let plain = |at: usize| !toks[at].is(apart.or(Classes::COMMON));
        let given = toks[tokens.start].is(Classes::FIRST_NAME) && !toks[tokens.end - 1].is(apart);
        letters && (given || tokens.clone().all(plain))
    }

    /// `in Tseikuru`, `in Duk Padiet`: one or two words that no table knows, behind `in`; not `a stake in Bravida`, nor what
    /// owns something (`in Lindqvist's house`).
    fn is_somewhere(&self, around: &Around, tokens: &Range<usize>, signs: Signs) -> bool {
        let toks = &self.view.toks;
        let (before, next) = (tokens.start - 1, tokens.end);
        let owned = |at: usize| at >= around.sentence.start && is_invested(self.view.word(at));
        let goes_on = next < around.sentence.end
            && (matches!(toks[next].kind, TokenKind::Clitic | TokenKind::Number)
                || toks[next].joint
                || toks[next].is_capital());
        self.view.is_word(before, "in")
            && tokens.clone().all(|at| {
                toks[at].case == Case::Capitalised && toks[at].span.len() > 3 && toks[at].is_unknown()
            })
            && !goes_on
            && !before.checked_sub(1).is_some_and(owned)
            && !signs.has(Signs::NEIGHBOUR_CAPITAL.with(Signs::SMALL_ELSEWHERE))
    }

    /// `Huang Kun-huei`, `Lee Hoi-chang`: a short word, and two syllables with a hyphen, of which the second is small.
    fn ends_in_syllables(&self, tokens: &Range<usize>) -> bool {
        let (toks, given) = (&self.view.toks, tokens.start + 1);
        let apart = Classes::ORG_HEAD.or(Classes::NOT_NAME).or(Classes::DEMONYM).or(Classes::TITLE);
        let short = |at: usize| toks[at].span.len() <= LONGEST_SYLLABLE && !toks[at].is(apart);
        toks[given + 1].joint
            && self.view.is_tail(given + 2)
            && toks[tokens.start].case == Case::Capitalised
            && toks[given].case == Case::Capitalised
            && short(tokens.start)
            && short(given)
            && short(given + 2)
    }

    /// `AgResource`, `TuSimple`: a capital behind a small letter; not `McNally`, `DeSantis` or `MacArthur`, which surnames are.
    fn has_inner_capital(&self, at: usize) -> bool {
        if !self.view.toks[at].is_unknown() {
            return false;
        }
        let word = self.view.word(at);
        let inner = word.bytes().zip(1..).skip(1);
        let mut inner = inner.filter(|(letter, _)| letter.is_ascii_uppercase());
        let Some((_, after)) = inner.next() else { return false };
        let first = &word[..after - 1];
        let surname =
            first.len() < 3 || matches!(first, "Mac" | "Fitz" | "Van" | "Von" | "Del" | "Der" | "San");
        first.bytes().skip(1).all(|letter| letter.is_ascii_lowercase()) && !surname
    }
}

/// Whether one has this in a company: `a stake in`, `confidence in`.
fn is_invested(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "belief",
        "believe",
        "believes",
        "confidence",
        "faith",
        "holding",
        "holdings",
        "interest",
        "invest",
        "invested",
        "investing",
        "investment",
        "investments",
        "investor",
        "investors",
        "position",
        "positions",
        "published",
        "share",
        "shareholder",
        "shareholders",
        "shareholding",
        "shares",
        "stake",
        "stakes",
        "starred",
        "stock",
        "trading",
        "trust",
        "wrote",
    ];
    NOUNS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_has_in_a_company_is_told() {
        assert!(
            is_invested("stake") && is_invested("belief") && is_invested("wrote") && !is_invested("born")
        );
    }
}
