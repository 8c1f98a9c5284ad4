//! Which of its namesakes a place is, by the state or country that stands after it: `Athens, Georgia`.

use super::cue::Cue;
use super::cut::Candidate;
use super::evidence::Signs;
use super::resolve::Resolver;
use crate::gazetteer::{EntityRef, EntityType, image::Entity};
use rustc_hash::FxHashMap;

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

impl Resolver<'_, '_, '_> {
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
                    placed.by_words.entry(self.view.wording(&candidates[number].tokens).0).or_insert(entity);
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
