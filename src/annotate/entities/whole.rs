//! Signs that only the whole article gives: countries it names, words of a name that stand alone elsewhere, names in a row.

use super::countries::Countries;
use super::cue::Cue;
use super::cut::Candidate;
use super::evidence::Signs;
use super::fulls::Full;
use super::home::is_home;
use super::listed::{Sense, telling};
use super::resolve::{Resolver, Settled};
use super::scores::Scores;
use super::short_form::{is_short_form, spells_thing};
use super::view::Line;
use super::wording::Wordings;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts};
use rustc_hash::FxHashMap;

impl Resolver<'_, '_, '_> {
    /// A place whose country the article names is the likelier one.
    pub(super) fn add_countries(&self, candidates: &mut [Candidate], countries: &Countries) {
        for candidate in candidates {
            let tok = &self.view.toks[candidate.tokens.start];
            let opens = self.view.opens_sentence(candidate.tokens.start);
            let somebody =
                candidate.is_one_word() && (opens || tok.is(Classes::FIRST_NAME.or(Classes::SURNAME)));
            let home = !self.view.words_known
                && !somebody
                && telling(&candidate.senses).any(|sense| {
                    let doubtful = sense.weak || sense.facts.is(Facts::SMALL_PLACE);
                    doubtful && sense.facts.is(Facts::TOWN) && is_home(self.language, sense.facts.country())
                });
            candidate.signs.add_if(home, Signs::HOME);
            let named = telling(&candidate.senses).any(|sense| {
                let facts = sense.facts;
                facts.entity_type() == EntityType::Place
                    && !facts.is(Facts::COUNTRY | Facts::TERRITORY)
                    && countries.country(facts.country()) > 0
            });
            candidate.signs.add_if(named, Signs::COUNTRY_NAMED);
        }
    }

    /// How often each wording stands in prose as one word that no list has.
    pub(super) fn alone(candidates: &[Candidate], wordings: &Wordings) -> Vec<u32> {
        let mut alone = vec![0; wordings.len()];
        for (candidate, wording) in candidates.iter().zip(wordings.iter()) {
            let counts =
                candidate.is_one_word() && candidate.senses.is_empty() && candidate.line == Line::Prose;
            alone[wording.number] += u32::from(counts);
        }
        alone
    }

    /// A word that keeps its capital in the middle of sentences is a name, whatever else is known of it.
    pub(super) fn add_repeated(&self, candidates: &mut [Candidate], wordings: &Wordings, alone: &[u32]) {
        if !self.view.capitals_tell {
            return;
        }
        for (candidate, wording) in candidates.iter_mut().zip(wordings.iter()) {
            let repeated =
                alone[wording.number] >= 3 && candidate.is_one_word() && candidate.senses.is_empty();
            candidate.signs.add_if(repeated && !candidate.signs.has(Signs::SMALL_ELSEWHERE), Signs::REPEATED);
        }
    }

    /// `Slovis hit St. Brown`: a name of several words whose last word stands alone elsewhere is likelier a person, one
    /// whose first word does an organisation.
    pub(super) fn add_alone(&self, candidates: &mut [Candidate], wordings: &Wordings, alone: &[u32]) {
        let common = Classes::COMMON.or(Classes::NOT_NAME).or(Classes::DEMONYM);
        let stands = |at: usize| {
            let tok = &self.view.toks[at];
            !tok.is(common) && wordings.of_word(tok.key).is_some_and(|number| alone[number] > 0)
        };
        for candidate in candidates.iter_mut().filter(|c| !c.is_one_word() && c.senses.is_empty()) {
            if stands(candidate.tokens.end - 1) {
                candidate.signs.add(Signs::LAST_ALONE);
            } else if stands(candidate.tokens.start) {
                candidate.signs.add(Signs::FIRST_ALONE);
            }
        }
    }

    /// `Mobil, Shell and Caltex`: what stands in a row is of one kind. A name that is sure speaks for its neighbours.
    pub(super) fn add_beside(
        &self,
        candidates: &mut [Candidate],
        fulls: &[Full],
        settled: &[Option<Settled>],
        scores: &mut Scores,
    ) -> bool {
        let mut any = false;
        let sure = |number: usize| settled[number].map(|settled| fulls[settled.full].entity_type);
        for number in (0..candidates.len()).filter(|&number| settled[number].is_none()) {
            let before = number.checked_sub(1).filter(|&other| self.in_a_row(candidates, other));
            let after = Some(number + 1).filter(|_| self.in_a_row(candidates, number));
            for entity_type in [before, after].into_iter().flatten().filter_map(sure) {
                any = true;
                candidates[number].signs.add(beside(entity_type));
                // `Mobil, Shell and Caltex`: a word that is a company's name too.
                let listed = |sense: &Sense| sense.facts.entity_type() == EntityType::Organisation;
                let both =
                    entity_type == EntityType::Organisation && candidates[number].senses.iter().any(listed);
                candidates[number].signs.add_if(both, Signs::LISTED_ACTS);
                scores.raise(number, &candidates[number]);
            }
        }
        any
    }

    /// `Pandemic Emergency Purchase Programme (PEPP)`, `gross domestic product (GDP)`: the short form of what is no name is none
    /// either.
    pub(super) fn add_things(&self, candidates: &mut [Candidate]) {
        let toks = &self.view.toks;
        // By the letter: most articles have no bracket, and none need look at every token for one.
        let brackets = memchr::memchr_iter(b'(', self.view.text.as_bytes());
        let opening = brackets.filter_map(|at| toks.binary_search_by_key(&at, |tok| tok.span.start()).ok());
        let short = opening.filter(|&at| at > 0 && at + 2 < toks.len()).map(|at| at + 1).filter(|&at| {
            self.view.cue(at - 1) == Cue::Opening
                && self.view.cue(at + 1) == Cue::Closing
                && is_short_form(self.view, at)
        });
        // A list may know another of the same letters: only where they are spelled out is it surely no name.
        let thing = |at: usize| {
            let spelled = spells_thing(self.view, at);
            let event = toks[at - 2].is(Classes::EVENT) && toks[at - 2].is_capital();
            (spelled || event).then_some((toks[at].key, spelled))
        };
        let things: FxHashMap<u64, bool> = short.filter_map(thing).collect();
        if things.is_empty() {
            return;
        }
        for candidate in candidates.iter_mut().filter(|candidate| candidate.is_one_word()) {
            let thing = things.get(&toks[candidate.tokens.start].key);
            let weak = || candidate.senses.iter().all(|sense| sense.weak);
            let so = thing.is_some_and(|&spelled| spelled || weak());
            candidate.signs.add_if(so, Signs::SHORT_OF_THING);
        }
    }

    /// Whether nothing but a comma, `and`, `or` lies between a candidate and the next.
    pub(super) fn in_a_row(&self, candidates: &[Candidate], number: usize) -> bool {
        let (Some(one), Some(other)) = (candidates.get(number), candidates.get(number + 1)) else {
            return false;
        };
        let between = one.tokens.end..other.tokens.start;
        let joins = |at: usize| {
            matches!(self.view.cue(at), Cue::Comma | Cue::And | Cue::Or | Cue::Ampersand | Cue::Semicolon)
                || self.view.cue(at) == Cue::AndElsewhere
                    && between.len() == 1
                    && !self.view.words_known
                    && self.view.word(at) != "en"
        };
        // A comma alone also parts `Bath, Somerset` and clauses: a row has `and`, or a third name.
        let comma = between.len() == 1 && self.view.cue(between.start) == Cue::Comma;
        let region = one.signs.has(Signs::STATE_AFTER);
        (1..=2).contains(&between.len()) && between.clone().all(joins) && !(comma && region)
    }
}

/// The sign of standing in a row with a name of this type.
const fn beside(entity_type: EntityType) -> Signs {
    match entity_type {
        EntityType::Person => Signs::BESIDE_PERSON,
        EntityType::Place => Signs::BESIDE_PLACE,
        EntityType::Organisation => Signs::BESIDE_ORGANISATION,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stands_beside_a_name_only_gains_by_it() {
        for entity_type in EntityType::ALL {
            assert!(beside(entity_type).scores().into_iter().all(|score| score >= 0.0));
        }
    }
}
