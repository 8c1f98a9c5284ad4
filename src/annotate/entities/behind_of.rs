//! What stands behind `of` in an organisation's longer name: a listed place with which it ends, somebody who is no part of it.

use super::cue::Cue;
use super::cut::{Candidate, Cutter};
use super::listed::Sense;
use crate::gazetteer::EntityType;
use crate::gazetteer::words::Classes;
use crate::language::Language;
use crate::segment::Case;
use std::ops::Range;

impl Cutter<'_, '_, '_> {
    /// `Agrarian Party of Russia`: a party, union or society, `of`, and a listed place with which the name ends.
    pub(super) fn is_of_place(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let toks = &self.view.toks;
        if !self.view.words_known {
            return self.is_of_place_abroad(tokens, listed);
        }
        let of = (tokens.start + 2..tokens.end).find(|&at| self.view.cue(at) == Cue::Of);
        of.is_some_and(|of| {
            let the = self.view.cue(of + 1) == Cue::The;
            toks[of - 1].is(Classes::CIVIL_HEAD)
                && Self::is_safe_place(of + 1 + usize::from(the)..tokens.end, listed)
        })
    }

    /// `Universidad de La Habana`, `Banque centrale du Luxembourg`: a body's word, and behind a small one where it is.
    fn is_of_place_abroad(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let toks = &self.view.toks;
        let particle = |at: &usize| toks[*at].case == Case::Lower && toks[*at].is(Classes::PARTICLE);
        let of = (tokens.start + 1..tokens.end).find(particle);
        of.is_some_and(|of| {
            let rest = (of + 1..tokens.end).find(|&at| toks[at].is_capital());
            toks[tokens.start..of].iter().any(|tok| tok.is(Classes::ORG_HEAD))
                && rest.is_some_and(|rest| Self::is_safe_place(rest..tokens.end, listed))
        })
    }

    /// `Universität Cambridge`, `Landgericht Essen`: in German where a body is stands right behind its word.
    pub(super) fn is_before_place(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        self.language == Language::DE
            && tokens.len() > 1
            && self.view.toks[tokens.start].is(Classes::ORG_HEAD)
            && Self::is_safe_place(tokens.start + 1..tokens.end, listed)
    }

    /// Whether a list says that this stretch is a place's name, without asking for evidence.
    fn is_safe_place(tokens: Range<usize>, listed: &[Candidate]) -> bool {
        let safe = |sense: &Sense| !sense.weak && sense.facts.entity_type() == EntityType::Place;
        listed.iter().any(|place| place.tokens == tokens && place.senses.iter().any(safe))
    }

    /// `Aam Aadmi Party of Arvind Kejriwal`: what is behind `of` is somebody, and no part of the name.
    pub(super) fn ends_in_person(tokens: Range<usize>, listed: &[Candidate]) -> bool {
        let person = |sense: &Sense| !sense.weak && sense.facts.entity_type() == EntityType::Person;
        let somebody = |name: &Candidate| name.tokens == tokens && name.senses.iter().all(person);
        tokens.len() > 1 && listed.iter().any(somebody)
    }

    /// `Liberal Party of Canada Frank Oliver`: what is behind `of` begins with a listed place, and with the longest of them
    /// goes on to somebody.
    pub(super) fn goes_beyond_place(&self, tokens: Range<usize>, listed: &[Candidate]) -> bool {
        let longest =
            (tokens.start + 1..=tokens.end).rfind(|&end| Self::is_safe_place(tokens.start..end, listed));
        longest.is_some_and(|end| end < tokens.end && self.view.toks[end].is(Classes::FIRST_NAME))
    }
}
