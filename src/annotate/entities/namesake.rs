//! Which of its namesakes a listed name means in an article. In: a candidate and its type, what the whole article says. Out:
//! the entity, or that it is nobody the lists have.

use super::choose::{Named, Rank};
use super::countries::Countries;
use super::cut::Candidate;
use super::listed::{self, Sense, Senses};
use super::regions::Namesakes;
use super::resolve::{Resolver, Whole};
use super::vocabulary::Shape;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityRef, EntityType, Facts};
use crate::span::Span;
use smallvec::SmallVec;
use std::ops::Range;

/// How much oftener an article must name the country of a state than the country of the same name: `Georgia`.
const AHEAD: usize = 2;

/// How often an article names the country it is about, at least.
const OFTEN: usize = 3;
/// Inhabitants of a town that is as well known in its country as the capital of its name is elsewhere.
const GREAT: u32 = 200_000;

/// What a listed name means in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    /// The entity; none where several share the name and nothing tells which.
    pub entity: Option<EntityRef>,
    /// Whether the name needs evidence.
    pub weak: bool,
}

/// Somebody or something of that name whom no list has.
const NOBODY: Meant = Meant { entity: None, weak: true };

/// A namesake that was weighed for a mention, whether or not it is the one meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed<'g> {
    /// Where the mention stands.
    pub span: Span,
    /// The namesake.
    pub entity: EntityRef,
    /// What speaks for it; the greatest is meant.
    pub rank: Rank<'g>,
}

impl<'g> Resolver<'_, '_, 'g> {
    /// What the candidate means if it is of this type; nothing if no list has it.
    pub(super) fn meant(
        &self,
        number: usize,
        candidate: &Candidate,
        entity_type: EntityType,
        whole: &Whole,
    ) -> Option<Meant> {
        if !candidate.senses.iter().any(|sense| sense.facts.entity_type() == entity_type) {
            return None;
        }
        let senses = self.namesakes(candidate, entity_type, &whole.countries);
        // A name that is safe for a great place is one, whichever of its places is meant.
        let safe = |sense: &Sense| !sense.weak && !sense.facts.is(Facts::SMALL_PLACE);
        let place = entity_type == EntityType::Place && senses.iter().any(safe);
        let told = |sense: &Sense| {
            let weak = !place && !safe(sense);
            let stranger =
                self.is_common_surname(candidate, sense) && whole.countries.is_strange(sense.facts);
            if stranger { NOBODY } else { Meant { entity: Some(sense.entity), weak } }
        };
        if let [only] = senses[..] {
            return Some(told(&only));
        }
        let ranked = self.ranked(number, &senses, whole);
        let (best, sense) = ranked.first()?;
        // `Mrs May` where nobody is named in full: rather nobody than the first of two.
        let tied =
            entity_type != EntityType::Place && ranked.get(1).is_some_and(|(other, _)| best.ties(other));
        Some(if tied { NOBODY } else { told(sense) })
    }

    /// Whether two candidates of the same words that are both a place mean the same one, by all that [`Self::meant`] goes by.
    pub(super) fn means_alike(
        &self,
        one: (usize, &Candidate),
        other: (usize, &Candidate),
        whole: &Whole,
    ) -> bool {
        let written = |of: &Candidate| self.span(&of.tokens).of(self.view.text);
        let placed = |number: usize| whole.placed.get(number, whole.wordings[number].key);
        // `Nato` may be an acronym where it opens no sentence, in a language whose words are not known.
        let opens = |of: &Candidate| !self.view.words_known && self.view.opens_sentence(of.tokens.start);
        let ((number, one), (other_number, other)) = (one, other);
        one.senses == other.senses
            && written(one) == written(other)
            && one.tokens.len() == other.tokens.len()
            && placed(number) == placed(other_number)
            && opens(one) == opens(other)
    }

    /// The place that a candidate names which the text tells to be one.
    pub(super) fn meant_in_context(
        &self,
        number: usize,
        candidate: &Candidate,
        whole: &Whole,
    ) -> Option<EntityRef> {
        if whole.placed.is_unlisted(whole.wordings[number].key) {
            return None;
        }
        let senses = self.namesakes(candidate, EntityType::Place, &whole.countries);
        self.ranked(number, &senses, whole).first().map(|(_, sense)| sense.entity)
    }

    /// `Desmond M. Tutu`: the one listed person called so without the middle initials, by a surname of few or of the
    /// article's country or field.
    pub(super) fn meant_without_initials(&self, tokens: &Range<usize>, whole: &Whole) -> Option<EntityRef> {
        let toks = &self.view.toks;
        let (first, last) = (&toks[tokens.start], &toks[tokens.end - 1]);
        let middle = tokens.start + 1..tokens.end - 1;
        if middle.is_empty() || !middle.clone().all(|at| toks[at].shape.is(Shape::INITIAL)) {
            return None;
        }
        let keys = [Some(first.key), Some(last.key)];
        let mut people: SmallVec<[Sense; 2]> = SmallVec::new();
        self.gazetteer.names_from_start(
            first.start,
            |at| keys.get(at).copied(),
            |listed| {
                let sense = Sense::of(&listed);
                if listed.tokens == keys.len() && sense.facts.entity_type() == EntityType::Person {
                    people.push(sense);
                }
            },
        );
        let common = last.is(Classes::SURNAME);
        match people[..] {
            [only] if !only.weak && (!common || !whole.countries.is_strange(only.facts)) => Some(only.entity),
            _ => None,
        }
    }

    /// The namesakes of a candidate that was settled as an entity of this type, with their ranks.
    pub(super) fn weighed(
        &self,
        number: usize,
        candidate: &Candidate,
        entity_type: EntityType,
        whole: &Whole,
    ) -> impl Iterator<Item = Weighed<'g>> {
        let span = self.span(&candidate.tokens);
        let senses = self.namesakes(candidate, entity_type, &whole.countries);
        self.ranked(number, &senses, whole).into_iter().map(move |(rank, sense)| Weighed {
            span,
            entity: sense.entity,
            rank,
        })
    }

    /// What a candidate may mean, the likeliest first.
    fn ranked(&self, number: usize, senses: &[Sense], whole: &Whole) -> SmallVec<[(Rank<'g>, Sense); 2]> {
        let country = senses.iter().find(|sense| sense.facts.is(Facts::COUNTRY));
        let wording = whole.wordings[number];
        let namesakes = Namesakes::of(self.voting(senses));
        let of_countries =
            senses.iter().any(|sense| sense.facts.is(Facts::NATIONAL | Facts::DIVISION | Facts::CAPITAL));
        let is_named = |country| whole.countries.is_named_besides(country, wording.number);
        let named = |sense: &Sense| {
            let place = self.as_voted(sense);
            let great = namesakes.great_abroad(place);
            // A town called like a country or a state is said to be one: `Mexico`, Missouri.
            let small = sense.context && of_countries || great.is_some_and(is_named);
            let votes = if small { 0 } else { whole.regions.votes(place, &namesakes) };
            Named { votes, ..whole.countries.named(sense.facts) }
        };
        let placed = whole.placed.get(number, wording.key);
        let times = |sense: &Sense| whole.countries.country(sense.facts.country());
        // `Tripoli` in Lebanon, `San Juan` in Argentina.
        let capital = senses.iter().any(|sense| sense.facts.is(Facts::CAPITAL));
        let abroad = capital
            && senses.iter().any(|sense| {
                !sense.facts.is(Facts::CAPITAL)
                    && is_named(sense.facts.country())
                    && times(sense) >= OFTEN
                    && self.gazetteer.population(sense.entity) >= GREAT
            });
        let rank = |sense: &Sense| {
            let rank = Rank::new(self.gazetteer, sense.entity, sense.weak, named(sense));
            let rank = rank.placed(placed == Some(sense.entity));
            let rank = if sense.context { rank.in_context() } else { rank };
            let silent = abroad && !is_named(sense.facts.country());
            let rank = if silent { rank.elsewhere() } else { rank };
            let ahead = country.is_some_and(|country| times(sense) >= times(country) + AHEAD);
            if ahead { rank.before_country() } else { rank }
        };
        let mut ranked: SmallVec<[_; 2]> = senses.iter().map(|sense| (rank(sense), *sense)).collect();
        ranked.sort_by(|(one, _), (other, _)| other.cmp(one));
        ranked
    }

    /// What a candidate may mean as an entity of this type: what lists say, and, of what the text tells to be a place, the
    /// towns of the article's countries that are called like somebody or something. Where no list says so, any place of those
    /// countries.
    pub(super) fn namesakes(
        &self,
        candidate: &Candidate,
        entity_type: EntityType,
        countries: &Countries,
    ) -> Senses {
        let of_type = |sense: &&Sense| sense.facts.entity_type() == entity_type;
        let mut senses = Senses::with_capacity(candidate.senses.len());
        senses.extend(candidate.senses.iter().filter(of_type).copied());
        if entity_type == EntityType::Place {
            let listed = !senses.is_empty();
            let places = listed::places(self.view, self.gazetteer, self.language, &candidate.tokens);
            let near = |place: &Sense| countries.country(place.facts.country()) > 0;
            senses.extend(places.into_iter().filter(|place| (place.context || !listed) && near(place)));
        }
        senses
    }

    /// `Smith`: borne by so many that one of them who is listed need not be the one meant.
    fn is_common_surname(&self, candidate: &Candidate, sense: &Sense) -> bool {
        sense.weak
            && sense.facts.entity_type() == EntityType::Person
            && candidate.is_one_word()
            && self.view.toks[candidate.tokens.start].is(Classes::SURNAME)
    }
}
