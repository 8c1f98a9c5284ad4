//! One name, several listed entities of one type: which is meant. The rule is an order of tests and, among places, a sum of
//! how great each is and how near to what the article names, so that the choice can be read aloud.

use crate::gazetteer::image::Entity;
use crate::gazetteer::{EntityRef, Gazetteer};
use std::cmp::{Ordering, Reverse};

/// How often the article names what lies around an entity, its own name left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Its country, or anything in it.
    pub country: usize,
    /// Its state or province, or another town there.
    pub division: usize,
    /// Whether the article is about what a person does: companies, matches. A team is at home in reports of matches, every
    /// other organisation elsewhere.
    pub beat: bool,
}

/// What speaks for a listed entity among its namesakes; greater is better, test by test in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank<'g> {
    /// A user's list comes before the built-in one, a later list before an earlier.
    list: u16,
    /// A name safe anywhere comes before one shared with others.
    safe: bool,
    /// Hundredths: ten times the inhabitants weigh as much as 100, a capital 100, a country 250, a country or a state the
    /// article names 150 each, a field it is about too.
    weight: u32,
    /// Countries, then capitals and seas, then the rest.
    kind: u32,
    /// What the naming of its country and its division adds.
    named: u32,
    population: u32,
    /// The first id, where nothing else tells.
    id: Reverse<&'g str>,
}

/// What a country weighs more than a town of as many people.
const COUNTRY: u32 = 250;
/// What a capital, a sea or an ocean does.
const CAPITAL: u32 = 100;
/// What a country or a division weighs that the article names.
const NAMED: u32 = 150;
/// What it weighs more if the article names it again and again.
const OFTEN: u32 = 50;
/// What a state weighs more than the country of its name in an article about the state's country.
const AHEAD: u32 = 400;

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
        let named = near(named.country) + near(named.division) + if named.beat { NAMED } else { 0 };
        // A landmark or a region has no inhabitants in its row: it counts as a town of 100,000.
        let least =
            if matches!(entry.kind, "landmark" | "region" | "river" | "island") { 100_000 } else { 1 };
        #[expect(clippy::cast_sign_loss, reason = "the logarithm of one or more is not negative")]
        let great = (f64::from(entry.population.max(least)).log10() * 100.0) as u32;
        Self {
            list: entity.list,
            safe: !is_weak,
            weight: great + kind + named,
            kind,
            named,
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
            (self.population.cmp(&other.population), "fewer inhabitants"),
        ];
        tests
            .iter()
            .find(|(order, _)| *order == Ordering::Greater)
            .map_or("its id comes later", |(_, said)| said)
    }
}

fn kind(entry: &Entity) -> u32 {
    match entry.kind {
        "continent" | "country" => COUNTRY,
        "capital" | "ocean" | "sea" => CAPITAL,
        _ => 0,
    }
}
