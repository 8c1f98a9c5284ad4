//! Signs that only the whole article gives: words of a name that stand alone elsewhere, names in a row, and the state or
//! country a place stands in.

use super::choose::Named;
use super::context::is_short_form;
use super::cue::Cue;
use super::cut::Candidate;
use super::evidence::Signs;
use super::resolve::Resolver;
use super::view::Line;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{CountryCode, EntityRef, EntityType, Facts, image::Entity};
use rustc_hash::{FxHashMap, FxHashSet};

/// Inhabitants from which a town is not doubted where the region after it is another country's.
const GREAT: u32 = 500_000;

/// Which listed place each candidate must be, by what stands after it: `Athens, Georgia`.
#[derive(Default)]
pub(super) struct Placed {
    /// By candidate.
    by_number: FxHashMap<usize, EntityRef>,
    /// By the key of its words, for the rest of the article.
    by_words: FxHashMap<u64, EntityRef>,
}

impl Placed {
    /// The place a candidate must be.
    pub fn get(&self, number: usize, key: u64) -> Option<EntityRef> {
        self.by_number.get(&number).or_else(|| self.by_words.get(&key)).copied()
    }
}

/// How often the article names each country, and each state or province: what the choice between namesakes leans on. A
/// name that may lie in several tells nothing.
#[derive(Default)]
pub(super) struct Countries {
    by_code: FxHashMap<CountryCode, usize>,
    divisions: FxHashMap<(CountryCode, u32), usize>,
    /// How often the article names a company.
    companies: usize,
    /// Whether it reports matches.
    sport: bool,
}

impl Countries {
    /// Counts the countries and divisions of safe names, and of others that are of one country whichever they name.
    pub fn of(candidates: &[Candidate], sport: bool) -> Self {
        let mut countries = Self { sport, ..Self::default() };
        for candidate in candidates {
            let facts = candidate.senses.iter().map(|sense| sense.facts);
            let mut great = facts.filter(|facts| !facts.is(Facts::SMALL_PLACE));
            countries.add(great.clone());
            let company = |facts: Facts| facts.is(Facts::COMPANY);
            countries.companies += usize::from(great.next().is_some_and(company) && great.all(company));
        }
        countries
    }

    /// How often a country is named.
    pub fn country(&self, code: CountryCode) -> usize {
        self.by_code.get(&code).copied().unwrap_or(0)
    }

    /// How often what lies around an entity is named.
    pub fn named(&self, facts: Facts) -> Named {
        // A division is not nearer for being named itself.
        let around = if facts.is(Facts::DIVISION) { 0 } else { facts.division() };
        let division = self.divisions.get(&(facts.country(), around)).copied().unwrap_or(0);
        let beat = facts.is(Facts::BUSINESS) && self.companies > 0 || facts.is(Facts::SPORTS) && self.sport;
        Named { country: self.country(facts.country()), division, beat }
    }

    fn add(&mut self, mut great: impl Iterator<Item = Facts> + Clone) {
        let others = great.clone();
        let Some(first) = great.next().filter(|first| !first.country().is_none()) else { return };
        if others.clone().any(|facts| facts.country() != first.country()) {
            return;
        }
        *self.by_code.entry(first.country()).or_default() += 1;
        let one = first.division();
        if one != 0 && others.clone().all(|facts| facts.division() == one) {
            *self.divisions.entry((first.country(), one)).or_default() += 1;
        }
    }
}

impl Resolver<'_, '_, '_> {
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

    /// `Mobil, Shell and Caltex`: what stands in a row is of one kind. A name that is sure speaks for its neighbours. Tells
    /// whether any did.
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

    /// Which of its namesakes a place is, where its state or country stands after it.
    pub(super) fn places_named(&self, candidates: &mut [Candidate]) -> Placed {
        let mut placed = Placed::default();
        for number in 1..candidates.len() {
            if !self.is_region_of(candidates, number) {
                continue;
            }
            let pair = self.fitting(&candidates[number - 1], &candidates[number]);
            if let Some((town, region)) = pair {
                for (number, entity) in [(number - 1, town), (number, region)] {
                    placed.by_words.entry(self.key(&candidates[number].tokens).0).or_insert(entity);
                    placed.by_number.insert(number, entity);
                }
                candidates[number - 1].signs.add(Signs::PLACED);
            } else {
                self.drop_strangers(candidates, number);
            }
        }
        placed
    }

    /// `Athens, Georgia`; `Newcastle in New South Wales`; `Birmingham (Alabama)`.
    fn is_region_of(&self, candidates: &[Candidate], number: usize) -> bool {
        let (town, region) = (&candidates[number - 1], &candidates[number]);
        let between = town.tokens.end..region.tokens.start;
        between.len() == 1 && matches!(self.view.cue(between.start), Cue::Comma | Cue::In | Cue::Opening)
    }

    /// The largest place of the first name that lies in a place of the second.
    fn fitting(&self, town: &Candidate, region: &Candidate) -> Option<(EntityRef, EntityRef)> {
        let regions =
            || region.senses.iter().map(|sense| (sense.entity, self.gazetteer.entity(sense.entity)));
        let mut best: Option<((bool, u32), EntityRef, EntityRef)> = None;
        for sense in &town.senses {
            let place = self.gazetteer.entity(sense.entity);
            let inside = regions().find(|(_, region)| lies_in(&place, region));
            if let Some((region, _)) = inside
                && best.is_none_or(|(great, ..)| (place.kind != "admin1", place.population) > great)
            {
                best = Some(((place.kind != "admin1", place.population), sense.entity, region));
            }
        }
        best.map(|(_, town, region)| (town, region))
    }

    /// `Burton, Staffordshire`: a listed town of another country is not the one meant.
    fn drop_strangers(&self, candidates: &mut [Candidate], number: usize) {
        let regions = candidates[number].senses.iter().map(|sense| self.gazetteer.entity(sense.entity));
        let countries: Vec<&str> = regions.filter(is_region).map(|region| region.country).collect();
        let comma = self.view.cue(candidates[number - 1].tokens.end) == Cue::Comma;
        if countries.is_empty() || !comma {
            return;
        }
        candidates[number - 1].senses.retain(|sense| {
            let place = self.gazetteer.entity(sense.entity);
            let town = matches!(place.kind, "city" | "district" | "admin1" | "admin2");
            !town || place.population >= GREAT || countries.contains(&place.country)
        });
    }
}

/// Whether a place is one that towns are said to lie in.
pub(super) fn is_region(entity: &Entity) -> bool {
    entity.entity_type == EntityType::Place
        && matches!(entity.kind, "country" | "territory" | "admin1" | "region")
        && !entity.country.is_empty()
}

/// Whether a place lies in a country, or in a state or province of that country.
fn lies_in(place: &Entity, region: &Entity) -> bool {
    let town = matches!(place.kind, "city" | "capital" | "district" | "admin1" | "admin2");
    if !town || place.id == region.id || !is_region(region) || place.country != region.country {
        return false;
    }
    match region.kind {
        "country" | "territory" => true,
        // The counties of Britain are regions, and not in the rows of towns.
        "region" => place.kind != "admin1",
        _ => place.admin1 == region.name && place.kind != "admin1",
    }
}
