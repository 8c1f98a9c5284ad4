//! One name, several listed entities of one type: which is meant. The rule is an order of six tests, so that the choice
//! can be read aloud.

use crate::gazetteer::{EntityRef, Gazetteer};
use std::cmp::{Ordering, Reverse};

/// What speaks for a listed entity among its namesakes; greater is better, test by test in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// A user's list comes before the built-in one, a later list before an earlier.
    list: u16,
    /// A name safe anywhere comes before one shared with others.
    safe: bool,
    /// Countries, then capitals, then divisions and seas, then the rest.
    kind: u8,
    /// How often the article names its country, up to five times.
    named: usize,
    population: u32,
    /// The first id, where nothing else tells.
    id: Reverse<String>,
}

impl Rank {
    /// The rank of an entity whose name here `is_weak`, in an article that names its country so many times.
    pub fn new(gazetteer: &Gazetteer, entity: EntityRef, is_weak: bool, named: usize) -> Self {
        let entry = gazetteer.entity(entity);
        let kind = match entry.kind {
            "continent" | "country" => 3,
            "capital" => 2,
            "admin1" | "ocean" | "sea" => 1,
            _ => 0,
        };
        Self {
            list: entity.list,
            safe: !is_weak,
            kind,
            named: if kind >= 2 { 0 } else { named.min(5) },
            population: entry.population,
            id: Reverse(entry.id.to_owned()),
        }
    }

    /// The rank of a state or province in an article that is about its country, not about its namesake.
    #[must_use]
    pub fn before_country(mut self) -> Self {
        self.kind = self.kind.max(if self.kind == 1 { 4 } else { 0 });
        self
    }

    /// The test that decides for this one against another.
    pub fn reason(&self, other: &Self) -> &'static str {
        let tests = [
            (self.list.cmp(&other.list), "another list comes before its own"),
            (self.safe.cmp(&other.safe), "this name is shared with others"),
            (self.kind.cmp(&other.kind), "countries come first, then capitals, then divisions"),
            (self.named.cmp(&other.named), "the article names its country less"),
            (self.population.cmp(&other.population), "fewer inhabitants"),
        ];
        tests
            .iter()
            .find(|(order, _)| *order == Ordering::Greater)
            .map_or("its id comes later", |(_, said)| said)
    }
}
