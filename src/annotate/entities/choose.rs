//! One name, several listed entities of one type: which is meant. The rule is an order of tests and, among places, a sum of
//! how great each is and how near to what the article names, so that the choice can be read aloud.

use super::regions::VOTE;
use crate::gazetteer::image::Entity;
use crate::gazetteer::{EntityRef, EntityType, Gazetteer};
use std::cmp::Reverse;

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
    /// Whether its state or country stands after the name.
    placed: bool,
    /// A user's list comes before the built-in one, a later list before an earlier.
    list: u16,
    /// A name safe anywhere comes before one shared with others; among places that is a weight.
    safe: bool,
    /// Hundredths: ten times the inhabitants weigh as much as 150, a capital 200, a country 600, a country the article
    /// names 150, again and again 200, a field it is about 150, one other place where all are in the same state 767, three
    /// 1062; a name shared with others costs a place 50, a state 400, one that says nothing by itself a town 200.
    weight: i32,
    /// What that is the sum of.
    parts: Parts,
    population: u32,
    /// The first id, where nothing else tells.
    id: Reverse<&'g str>,
}

/// The parts of a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Parts {
    /// Countries, then capitals and seas, then the rest.
    kind: i32,
    /// What the places add that the article names around it.
    around: i32,
    /// What the naming of its country adds.
    country: i32,
    /// What it adds that the article is about its field.
    field: i32,
    /// What it costs that the name is shared with others.
    shared: Reverse<i32>,
    size: i32,
}

impl Parts {
    const fn sum(&self) -> i32 {
        self.kind + self.around + self.country + self.field + self.size - self.shared.0
    }
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
const PLACES: f64 = 20.0;
/// What it costs a place that a namesake is better known, and what it costs a state: most that share the name of their
/// capital are seldom meant by it alone.
const SHARED: i32 = 50;
const SHARED_STATE: i32 = 400;
/// What it costs a place that its name counts only where the text tells that it is a place's.
const CONTEXT: i32 = 200;
/// What a state weighs more than the country of its name in an article about the state's country.
const AHEAD: i32 = 750;

impl<'g> Rank<'g> {
    /// The rank of an entity whose name here `is_weak`.
    pub fn new(gazetteer: &'g Gazetteer, entity: EntityRef, is_weak: bool, named: Named) -> Self {
        let entry = gazetteer.entity(entity);
        let place = entry.entity_type == EntityType::Place;
        let parts = Parts {
            kind: kind(&entry),
            around: around(named.votes),
            country: match named.country {
                0 => 0,
                1..=2 => NAMED,
                _ => NAMED + OFTEN,
            },
            field: if named.beat { NAMED } else { 0 },
            shared: Reverse(if place && is_weak { shared(&entry) } else { 0 }),
            size: size(&entry),
        };
        Self {
            placed: false,
            list: entity.list,
            safe: place || !is_weak,
            weight: parts.sum(),
            parts,
            population: entry.population,
            id: Reverse(entry.id),
        }
    }

    /// The rank of a place whose state or country stands after its name, if so.
    #[must_use]
    pub const fn placed(self, so: bool) -> Self {
        Self { placed: so, ..self }
    }

    /// The rank of a place whose name counts only where the text tells that it is a place's.
    #[must_use]
    pub fn in_context(mut self) -> Self {
        self.parts.shared.0 += CONTEXT;
        self.weight -= CONTEXT;
        self
    }

    /// The rank of a capital whose country an article is silent on that is about the country of its namesake.
    #[must_use]
    pub const fn elsewhere(mut self) -> Self {
        if self.parts.kind == CAPITAL {
            self.weight -= CAPITAL;
            self.parts.kind = 0;
        }
        self
    }

    /// The rank of a state or province in an article that is about its country, not about its namesake.
    #[must_use]
    pub fn before_country(mut self) -> Self {
        if self.parts.kind < COUNTRY {
            self.weight += AHEAD;
            self.parts.country += AHEAD;
        }
        self
    }

    /// Whether nothing but the ids tells the two apart.
    pub fn ties(&self, other: &Self) -> bool {
        let tests = |rank: &Self| (rank.placed, rank.list, rank.safe, rank.parts, rank.population);
        tests(self) == tests(other)
    }

    /// What decides for this one against another: the first test, or the part of the weight that tells most.
    pub fn reason(&self, other: &Self) -> &'static str {
        let tests = [
            (self.placed && !other.placed, "the state or country named after it is another's"),
            (self.list > other.list, "another list comes before its own"),
            (self.safe && !other.safe, "this name is shared with others"),
        ];
        if let Some((_, said)) = tests.iter().find(|(so, _)| *so) {
            return said;
        }
        let (mine, its) = (&self.parts, &other.parts);
        let more_people = self.population > other.population;
        let parts = [
            (mine.kind - its.kind, "countries come first, then capitals"),
            (mine.around - its.around, "fewer places of the article lie around it"),
            (mine.country - its.country, "the article is less about its country"),
            (mine.field - its.field, "the article is not about its field"),
            (its.shared.0 - mine.shared.0, "this name is better known as another's"),
            (mine.size - its.size, if more_people { "fewer inhabitants" } else { "less well known" }),
            (i32::from(more_people), "fewer inhabitants"),
        ];
        let most = parts.iter().rev().max_by_key(|(more, _)| *more);
        most.filter(|(more, _)| *more > 0).map_or("its id comes later", |(_, said)| said)
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
    if votes == 0 {
        return 0;
    }
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
