//! Signs that only the whole article gives: countries it names, words of a name that stand alone elsewhere, names in a row.

use super::countries::Countries;
use super::cue::Cue;
use super::cut::Candidate;
use super::evidence::Signs;
use super::listed::telling;
use super::resolve::Resolver;
use super::short_form::is_short_form;
use super::view::Line;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

impl Resolver<'_, '_, '_> {
    /// A place whose country the article names is the likelier one.
    pub(super) fn add_countries(candidates: &mut [Candidate], countries: &Countries) {
        for candidate in candidates {
            let named = telling(&candidate.senses).any(|sense| {
                let facts = sense.facts;
                facts.entity_type() == EntityType::Place
                    && !facts.is(Facts::COUNTRY | Facts::TERRITORY)
                    && countries.country(facts.country()) > 0
            });
            candidate.signs.add_if(named, Signs::COUNTRY_NAMED);
        }
    }

    /// A word that keeps its capital in the middle of sentences is a name, whatever else is known of it.
    pub(super) fn add_repeated(&self, candidates: &mut [Candidate]) {
        if !self.view.capitals_tell {
            return;
        }
        let mut counts = FxHashMap::with_capacity_and_hasher(candidates.len(), FxBuildHasher);
        let key = |candidate: &Candidate| self.view.toks[candidate.tokens.start].key;
        let counted = |c: &&Candidate| c.is_one_word() && c.senses.is_empty() && c.line == Line::Prose;
        candidates
            .iter()
            .filter(counted)
            .for_each(|candidate| *counts.entry(key(candidate)).or_insert(0_usize) += 1);
        for candidate in candidates.iter_mut().filter(|c| c.is_one_word() && c.senses.is_empty()) {
            let often = counts.get(&key(candidate)).is_some_and(|&count| count >= 3);
            candidate.signs.add_if(often && !candidate.signs.has(Signs::SMALL_ELSEWHERE), Signs::REPEATED);
        }
    }

    /// `Slovis hit St. Brown`: a name of several words whose last word stands alone elsewhere is likelier a person, one
    /// whose first word does an organisation.
    pub(super) fn add_alone(&self, candidates: &mut [Candidate]) {
        let alone: FxHashSet<u64> = candidates
            .iter()
            .filter(|c| c.is_one_word() && c.senses.is_empty() && c.line == Line::Prose)
            .map(|c| self.view.toks[c.tokens.start].key)
            .collect();
        let common = Classes::COMMON.or(Classes::NOT_NAME).or(Classes::DEMONYM);
        for candidate in candidates.iter_mut().filter(|c| !c.is_one_word() && c.senses.is_empty()) {
            let stands = |at: usize| {
                let tok = &self.view.toks[at];
                !tok.is(common) && alone.contains(&tok.key)
            };
            let (first, last) = (candidate.tokens.start, candidate.tokens.end - 1);
            candidate.signs.add_if(stands(last), Signs::LAST_ALONE);
            candidate.signs.add_if(!stands(last) && stands(first), Signs::FIRST_ALONE);
        }
    }

    /// `Mobil, Shell and Caltex`: what stands in a row is of one kind. A name that is sure speaks for its neighbours.
    pub(super) fn add_beside(&self, candidates: &mut [Candidate], sure: &[Option<EntityType>]) -> bool {
        let mut any = false;
        for number in 0..candidates.len() {
            if sure[number].is_some() {
                continue;
            }
            let before = number.checked_sub(1).filter(|&other| self.in_a_row(candidates, other));
            let after = Some(number + 1).filter(|_| self.in_a_row(candidates, number));
            for entity_type in [before, after].into_iter().flatten().filter_map(|other| sure[other]) {
                any = true;
                candidates[number].signs.add(match entity_type {
                    EntityType::Person => Signs::BESIDE_PERSON,
                    EntityType::Place => Signs::BESIDE_PLACE,
                    EntityType::Organisation => Signs::BESIDE_ORGANISATION,
                });
            }
        }
        any
    }

    /// `Pandemic Emergency Purchase Programme (PEPP)`: the short form of what is no name is none either.
    pub(super) fn add_things(&self, candidates: &mut [Candidate]) {
        let toks = &self.view.toks;
        let bracket = |at: &usize| {
            let at = *at;
            self.view.cue(at - 1) == Cue::Opening
                && self.view.cue(at + 1) == Cue::Closing
                && toks[at - 2].is(Classes::EVENT)
                && toks[at - 2].is_capital()
                && is_short_form(self.view, at)
        };
        let inner = 2..toks.len().saturating_sub(1);
        let things: FxHashSet<u64> = inner.filter(bracket).map(|at| toks[at].key).collect();
        if things.is_empty() {
            return;
        }
        for candidate in candidates.iter_mut().filter(|c| c.is_one_word() && c.senses.iter().all(|s| s.weak))
        {
            let thing = things.contains(&toks[candidate.tokens.start].key);
            candidate.signs.add_if(thing, Signs::SHORT_OF_THING);
        }
    }

    /// Whether nothing but a comma, `and`, `or` lies between a candidate and the next.
    fn in_a_row(&self, candidates: &[Candidate], number: usize) -> bool {
        let (Some(one), Some(other)) = (candidates.get(number), candidates.get(number + 1)) else {
            return false;
        };
        let between = one.tokens.end..other.tokens.start;
        let joins = |at: usize| {
            matches!(self.view.cue(at), Cue::Comma | Cue::And | Cue::Or | Cue::Ampersand | Cue::Semicolon)
        };
        // A comma alone also parts `Bath, Somerset` and clauses: a row has `and`, or a third name.
        let comma = between.len() == 1 && self.view.cue(between.start) == Cue::Comma;
        let region = one.signs.has(Signs::STATE_AFTER);
        (1..=2).contains(&between.len()) && between.clone().all(joins) && !(comma && region)
    }
}
