//! One name, several listed entities of one type: which is meant. The rule is an order of tests and, among places, a sum of
//! how great each is and how near to what the article names, so that the choice can be read aloud.

use super::regions::VOTE;
use crate::gazetteer::image::Entity;
use crate::gazetteer::{EntityRef, EntityType, Gazetteer};
use std::cmp::{Ordering, Reverse};

/// How often the article names what lies around an entity, its own name left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Its country, or anything in it.
    pub country: usize,
    /// What other place names vote for its state or province, in parts of [`VOTE`].
    pub votes: u32,
    /// Whether the article is about what a person does: companies, matches. A team is at home in reports of matches, every
    /// other organisation elsewhere.
    pub beat: bool,
}

/// What speaks for a listed entity among its namesakes; greater is better, test by test in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank<'g> {
    /// A user's list comes before the built-in one, a later list before an earlier.
    list: u16,
    /// A name safe anywhere comes before one shared with others; among places that is a weight.
    safe: bool,
    /// Hundredths: ten times the inhabitants weigh as much as 150, a capital 200, a country 600, a country the article
    /// names 150, a field it is about too, one other place where all are in the same state 507, three 767; a name shared with
    /// others costs a place 50, a state 400.
    weight: i32,
    /// Countries, then capitals and seas, then the rest.
    kind: i32,
    /// What the naming of its country and of places around it adds.
    named: i32,
    /// What it costs that the name is shared with others.
    shared: Reverse<i32>,
    population: u32,
    /// The first id, where nothing else tells.
    id: Reverse<&'g str>,
}

/// What ten times the inhabitants weigh.
const TEN_TIMES: f64 = 150.0;
/// What a country weighs more than a town of as many people.
const COUNTRY: i32 = 600;
/// What a capital, a sea or an ocean does.
const CAPITAL: i32 = 200;
/// What a country weighs that the article names.
const NAMED: i32 = 150;
/// What it weighs more if the article names it again and again.
const OFTEN: i32 = 50;
/// What ten times as many places around it weigh, each counted [`PLACES`] times beside the place itself.
const AROUND: f64 = 600.0;
const PLACES: f64 = 6.0;
/// What it costs a place that a namesake is better known, and what it costs a state: most that share the name of their
/// capital are seldom meant by it alone.
const SHARED: i32 = 50;
const SHARED_STATE: i32 = 400;
/// What a state weighs more than the country of its name in an article about the state's country.
const AHEAD: i32 = 750;

impl<'g> Rank<'g> {
    /// The rank of an entity whose name here `is_weak`.
    pub fn new(gazetteer: &'g Gazetteer, entity: EntityRef, is_weak: bool, named: Named) -> Self {
        let entry = gazetteer.entity(entity);
        let kind = kind(&entry);
        let near = |count: usize| match count {
            0 => 0,
            1..=2 => NAMED,
            _ => NAMED + OFTEN,
        };
        let named = near(named.country) + around(named.votes) + if named.beat { NAMED } else { 0 };
        let place = entry.entity_type == EntityType::Place;
        let shared = if place && is_weak { shared(&entry) } else { 0 };
        Self {
            list: entity.list,
            safe: place || !is_weak,
            weight: size(&entry) + kind + named - shared,
            kind,
            named,
            shared: Reverse(shared),
            population: entry.population,
            id: Reverse(entry.id),
        }
    }

    /// The rank of a state or province in an article that is about its country, not about its namesake.
    #[must_use]
    pub fn before_country(mut self) -> Self {
        if self.kind < COUNTRY {
            self.weight += AHEAD;
            self.named += AHEAD;
        }
        self
    }

    /// Whether nothing but the ids tells the two apart.
    pub fn ties(&self, other: &Self) -> bool {
        let tests = |rank: &Self| (rank.list, rank.safe, rank.weight, rank.kind, rank.named, rank.population);
        tests(self) == tests(other)
    }

    /// The test that decides for this one against another.
    pub fn reason(&self, other: &Self) -> &'static str {
        let tests = [
            (self.list.cmp(&other.list), "another list comes before its own"),
            (self.safe.cmp(&other.safe), "this name is shared with others"),
            (self.named.cmp(&other.named), "the article is less about its country, state or field"),
            (self.kind.cmp(&other.kind), "countries come first, then capitals"),
            (self.shared.cmp(&other.shared), "this name is shared with others"),
            (self.population.cmp(&other.population), "fewer inhabitants"),
        ];
        tests
            .iter()
            .find(|(order, _)| *order == Ordering::Greater)
            .map_or("its id comes later", |(_, said)| said)
    }
}

/// How great it is, by the logarithm of its inhabitants.
fn size(entry: &Entity) -> i32 {
    // These have no inhabitants in their rows; who wrote them down by hand knew them for more than a town.
    let least = match entry.kind {
        "continent" | "ocean" => 1_000_000_000,
        "sea" => 10_000_000,
        "landmark" | "region" | "river" | "island" => 500_000,
        _ => 1,
    };
    (f64::from(entry.population.max(least)).log10() * TEN_TIMES) as i32
}

/// What a place weighs more for others that may lie in its state or province.
fn around(votes: u32) -> i32 {
    let places = f64::from(votes) / f64::from(VOTE);
    (AROUND * PLACES.mul_add(places, 1.0).log10()) as i32
}

fn shared(entry: &Entity) -> i32 {
    if entry.kind == "admin1" { SHARED_STATE } else { SHARED }
}

fn kind(entry: &Entity) -> i32 {
    match entry.kind {
        "continent" | "country" => COUNTRY,
        "capital" | "ocean" | "sea" => CAPITAL,
        _ => 0,
    }
}
