//! Which of its namesakes a listed name means in an article. In: a candidate and its type, what the whole article says. Out:
//! the entity, or that it is nobody the lists have.

use super::choose::{Named, Rank};
use super::cut::Candidate;
use super::listed::Sense;
use super::regions::Namesakes;
use super::resolve::{Resolver, Whole};
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityRef, EntityType, Facts};
use smallvec::SmallVec;

/// How much oftener an article must name the country of a state than the country of the same name: `Georgia`.
const AHEAD: usize = 2;

/// What a listed name means in an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meant {
    /// The entity; none where several share the name and nothing tells which.
    pub entity: Option<EntityRef>,
    /// Whether the name needs evidence.
    pub weak: bool,
}

impl Resolver<'_, '_, '_> {
    /// What the candidate means if it is of this type; nothing if no list has it.
    pub(super) fn meant(
        &self,
        number: usize,
        candidate: &Candidate,
        entity_type: EntityType,
        whole: &Whole,
    ) -> Option<Meant> {
        if candidate.senses.is_empty() {
            return None;
        }
        let of_type = candidate.senses.iter().filter(|sense| sense.facts.entity_type() == entity_type);
        let told = |sense: &Sense| Meant {
            entity: Some(sense.entity),
            weak: sense.weak || sense.facts.is(Facts::SMALL_PLACE),
        };
        let nobody = Meant { entity: None, weak: true };
        let stranger = |sense: &Sense| {
            self.is_common_surname(candidate, sense) && whole.countries.is_strange(sense.facts)
        };
        if of_type.clone().nth(1).is_none() {
            return of_type.clone().next().map(|only| if stranger(only) { nobody } else { told(only) });
        }
        let country = of_type.clone().find(|sense| sense.facts.is(Facts::COUNTRY));
        let namesakes = Namesakes::of(of_type.clone().map(|sense| sense.facts));
        let named = |sense: &Sense| {
            let votes = whole.regions.votes(sense.facts, namesakes);
            Named { votes, ..whole.countries.named(sense.facts) }
        };
        let placed = whole.placed.get(number, whole.wordings[number].key);
        let rank = |sense: &Sense| {
            let rank = Rank::new(self.gazetteer, sense.entity, sense.weak, named(sense));
            let ahead = country.is_some_and(|country| named(sense).country >= named(country).country + AHEAD);
            (placed == Some(sense.entity), if ahead { rank.before_country() } else { rank })
        };
        let mut ranked: SmallVec<[_; 4]> = of_type.map(|sense| (rank(sense), sense)).collect();
        ranked.sort_by(|(one, _), (other, _)| other.cmp(one));
        let (best, sense) = ranked.first()?;
        // `Mrs May` where nobody is named in full: rather nobody than the first of two.
        let tied = entity_type != EntityType::Place
            && ranked.get(1).is_some_and(|(other, _)| best.0 == other.0 && best.1.ties(&other.1));
        Some(if tied || stranger(sense) { nobody } else { told(sense) })
    }

    /// `Smith`: borne by so many that one of them who is listed need not be the one meant.
    fn is_common_surname(&self, candidate: &Candidate, sense: &Sense) -> bool {
        sense.weak
            && sense.facts.entity_type() == EntityType::Person
            && candidate.is_one_word()
            && self.view.toks[candidate.tokens.start].is(Classes::SURNAME)
    }
}
