//! Which of its namesakes a place is, by the state or country that stands after it: `Athens, Georgia`.

use super::cue::Cue;
use super::cut::Candidate;
use super::evidence::Signs;
use super::listed;
use super::resolve::Resolver;
use crate::gazetteer::{EntityRef, EntityType, image::Entity};
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
    /// Keys of those of which no list knows a place there.
    unlisted: FxHashSet<u64>,
}

impl Placed {
    /// The place a candidate must be.
    pub fn get(&self, number: usize, key: u64) -> Option<EntityRef> {
        self.by_number.get(&number).or_else(|| self.by_words.get(&key)).copied()
    }

    /// Whether the article says where it lies, and no list has it there.
    pub fn is_unlisted(&self, key: u64) -> bool {
        self.unlisted.contains(&key)
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
            } else if self.drop_strangers(candidates, number) {
                placed.unlisted.insert(self.view.wording(&candidates[number - 1].tokens).0);
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
        for sense in &listed::places(self.view, self.gazetteer, self.language, &town.tokens) {
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

    /// `Burton, Staffordshire`: a listed town of another country is not the one meant. Tells whether a region stands there.
    fn drop_strangers(&self, candidates: &mut [Candidate], number: usize) -> bool {
        let regions = candidates[number].senses.iter().map(|sense| self.gazetteer.entity(sense.entity));
        let countries: Vec<&str> = regions.filter(is_region).map(|region| region.country).collect();
        let comma = self.view.cue(candidates[number - 1].tokens.end) == Cue::Comma;
        let sure = candidates[number].signs.has(Signs::STATE_IN_SHORT);
        if countries.is_empty() || !comma {
            return false;
        }
        candidates[number - 1].senses.retain(|sense| {
            let place = self.gazetteer.entity(sense.entity);
            let town = matches!(place.kind, "city" | "district" | "admin1" | "admin2");
            !town || !sure && place.population >= GREAT || countries.contains(&place.country)
        });
        true
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
