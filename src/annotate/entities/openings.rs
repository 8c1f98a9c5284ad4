//! Heads of sentences in other languages than English: a small word gets a capital there, and is no name; a word that only a
//! town elsewhere bears needs evidence.

use super::context::Around;
use super::cue::Cue;
use super::cut::Cutter;
use super::evidence::Signs;
use super::home::is_home;
use super::listed::{ListedName, Sense};
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts};
use crate::segment::Case;
use crate::stopwords;
use std::ops::Range;

/// Inhabitants from which a town is known everywhere.
const GREAT: u32 = 500_000;

impl Cutter<'_, '_, '_> {
    /// `Para`, `Ont`, `Seine`: a small word of the article's language, with a capital because it opens the sentence.
    pub(super) fn is_small_word(&self, around: &Around, at: usize) -> bool {
        !self.view.words_known
            && self.view.toks[at].case == Case::Capitalised
            && self.opens_clause(around, at)
            && stopwords::is_builtin(self.language, &self.view.word(at).to_lowercase())
    }

    /// Whether a sentence begins here, or one inside it: behind a colon, a dash, an opening quote.
    fn opens_clause(&self, around: &Around, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= around.sentence.start) else {
            return true;
        };
        let dash = self.view.cue(before).is_dash() && !self.view.touches_next(before);
        let quote = || self.view.word(before).starts_with(['«', '“', '„', '"', '¿', '¡']);
        at == around.opening() || dash || self.view.cue(before) == Cue::Colon || quote()
    }

    /// `Der Ausschuss`, `O Presidente`: a small word that opens the sentence begins no name that no list has. `De Gaulle` and
    /// `Di Maio` begin with one that surnames are made with, and `Die` stands before every noun.
    pub(super) fn opens_with_small_word(&self, around: &Around, first: usize) -> bool {
        let toks = &self.view.toks;
        let made = Classes::ORG_HEAD.or(Classes::PLACE_HEAD).or(Classes::ROLE).or(Classes::TITLE);
        let surname = || {
            self.view.capitals_tell
                && toks[first].is(Classes::PARTICLE)
                && toks.get(first + 1).is_some_and(|next| next.is_capital() && !next.is(made))
        };
        self.is_small_word(around, first) && !surname()
    }

    /// `Estudió en la Universidad`: a word that opens the sentence, and a small one behind it, begin no name that no list has,
    /// unless it is one that bodies, places or people are called by.
    pub(super) fn opens_loosely(&self, around: &Around, tokens: &Range<usize>) -> bool {
        let toks = &self.view.toks;
        let made = Classes::ORG_HEAD.or(Classes::PLACE_HEAD).or(Classes::FIRST_NAME);
        !self.view.words_known
            && tokens.len() > 1
            && toks[tokens.start + 1].case == Case::Lower
            && !self.view.is_body_adjective(tokens.start + 1)
            && !toks[tokens.start].is(made)
            && self.opens_clause(around, tokens.start)
    }

    /// Whether a listed name is a small word that opens the sentence, or such an article before a word organisations are made
    /// with: `Para`, `La Guardia costiera`.
    pub(super) fn is_word_here(&self, around: &Around, place: &ListedName, signs: Signs) -> bool {
        let Range { start, end } = place.tokens;
        let article = || {
            let named = |at: usize| self.view.toks[at].is(Classes::ORG_HEAD);
            end == start + 2
                && named(start + 1)
                && place.senses.iter().all(|sense| sense.facts.entity_type() == EntityType::Place)
        };
        let small = || !signs.has(Signs::DATELINE) && (end == start + 1 || article());
        self.is_small_word(around, start) && small() || self.is_body_word(place)
    }

    /// `in Borsa`: a word organisations are made with that is also the name of a small town elsewhere.
    fn is_body_word(&self, place: &ListedName) -> bool {
        let elsewhere = |sense: &Sense| {
            sense.facts.is(Facts::SMALL_PLACE) && !is_home(self.language, sense.facts.country())
        };
        !self.view.words_known
            && place.tokens.len() == 1
            && self.view.toks[place.tokens.start].is(Classes::ORG_HEAD)
            && place.senses.iter().all(elsewhere)
    }

    /// `Parla`, of Spain, in Italian: a word that opens the sentence, and that the article writes small too, or that only a
    /// town elsewhere bears, needs evidence.
    pub(super) fn is_doubtful_opening(&self, around: &Around, place: &ListedName) -> bool {
        let at = place.tokens.start;
        let elsewhere = |sense: &Sense| {
            sense.facts.is(Facts::TOWN)
                && !sense.facts.is(Facts::CAPITAL)
                && !is_home(self.language, sense.facts.country())
                && self.gazetteer.entity(sense.entity).population < GREAT
        };
        !self.view.words_known
            && place.tokens.len() == 1
            && at == around.opening()
            && self.view.toks[at].case == Case::Capitalised
            && (self.view.also_small(at) || place.senses.iter().all(elsewhere))
    }
}
