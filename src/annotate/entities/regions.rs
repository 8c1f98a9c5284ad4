//! Where the places of an article lie together. In: for each name what places it may be. Out: votes for states and provinces:
//! each name shares one among the divisions it may lie in, the most for its greatest place, so that the one most names have
//! in common comes out ahead ("one region per article", after Leidner, *Toponym Resolution in Text*, 2007).

use super::countries::Countries;
use super::cut::Candidate;
use super::listed::{self, ListedName, Sense};
use super::resolve::{FLOOR, Resolver};
use super::wording::Wordings;
use crate::gazetteer::{CountryCode, EntityType, Facts};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::ops::Range;

/// Votes for the divisions places lie in.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    votes: FxHashMap<Division, u32>,
    /// Names that have voted.
    voted: FxHashSet<u64>,
}

/// A state or province, or what else a country is divided into first.
type Division = (CountryCode, u32);

/// How a name's vote is shared among the divisions it may lie in.
type Shares = SmallVec<[(Division, u32); 4]>;

/// One vote, in parts.
pub const VOTE: u32 = 10_000;
/// Inhabitants a place is taken to have at least.
const LEAST: u32 = 1_000;
/// Inhabitants of a great place, and how many times those of a town it has that is small beside it.
const GREAT: u32 = 500_000;
const TIMES: u32 = 40;
/// How much of a vote more a small town needs, and of how many votes it needs one.
const MORE: u32 = VOTE / 2;
const ONE_OF: u64 = 4;
/// So little of a vote is chance.
const CHANCE: u64 = VOTE as u64 / 10;

/// A place that a name may mean.
#[derive(Clone, Copy, Debug)]
pub struct MayBe {
    /// Where it lies.
    pub facts: Facts,
    /// Its inhabitants, 0 where not known.
    pub population: u32,
}

impl Regions {
    /// No votes yet, with room for those of so many names: about half of them lie somewhere.
    fn for_names(names: usize) -> Self {
        Self {
            votes: FxHashMap::with_capacity_and_hasher(names / 2, FxBuildHasher),
            voted: FxHashSet::with_capacity_and_hasher(names / 2, FxBuildHasher),
        }
    }

    /// Whether so many names lie in one state or province that it tells of another that it may lie there.
    pub(super) fn are_close(&self) -> bool {
        let all = self.voted.len().saturating_sub(1).max(1) as u64 * u64::from(VOTE);
        self.votes
            .values()
            .any(|&votes| u64::from(votes) * u64::from(votes) / all >= u64::from(VOTE) + CHANCE)
    }

    /// Counts the vote of a name, by its key, that may mean any of some places; once, however often it stands.
    pub fn add(&mut self, key: u64, may_be: impl Iterator<Item = MayBe>) {
        self.add_shares(key, &shares(may_be));
    }

    fn add_shares(&mut self, key: u64, shares: &Shares) {
        if shares.is_empty() || !self.voted.insert(key) {
            return;
        }
        for (division, share) in shares {
            *self.votes.entry(*division).or_default() += share;
        }
    }

    /// What the other names vote for the division a place lies in, which its own name may mean among others. As many
    /// votes tell less where names from elsewhere are more: they are counted in the measure of their share of all. A town
    /// that is small beside the great place of its name needs half a vote more, and a quarter of all. No town is taken for
    /// the namesake of its own country's capital on votes alone: `Washington`, Pennsylvania.
    pub fn votes(&self, place: MayBe, namesakes: &Namesakes) -> u32 {
        let facts = place.facts;
        let town = !facts.is(Facts::DIVISION | Facts::CAPITAL);
        if town && namesakes.capital_of == Some(facts.country()) {
            return 0;
        }
        let Some(division) = division(facts) else { return 0 };
        let small = namesakes.outshine(place);
        let away = namesakes.vote_for(division) + if small { MORE } else { 0 };
        let votes = self.votes.get(&division).copied().unwrap_or(0).saturating_sub(away);
        let all = self.voted.len().saturating_sub(1).max(1) as u64 * u64::from(VOTE);
        let votes = u64::from(votes);
        if small && ONE_OF * votes < all { 0 } else { (votes * votes / all).saturating_sub(CHANCE) as u32 }
    }
}

/// What a name may mean, as far as votes go.
#[derive(Clone, Debug)]
pub struct Namesakes {
    /// What the name itself has voted.
    shares: Shares,
    greatest: Option<MayBe>,
    /// The country whose capital is among them.
    capital_of: Option<CountryCode>,
}

impl Namesakes {
    /// Of the places that a name has voted as.
    pub fn of(may_be: impl Iterator<Item = MayBe> + Clone) -> Self {
        let capital = may_be.clone().find(|place| place.facts.is(Facts::CAPITAL));
        Self {
            greatest: may_be.clone().max_by_key(|place| place.population),
            capital_of: capital.map(|place| place.facts.country()),
            shares: shares(may_be),
        }
    }

    /// The country, another than its own, of the great place that a town is small beside: where the article names that
    /// country too, the town is not taken for it on votes alone: `Havana`, Florida.
    pub fn great_abroad(&self, place: MayBe) -> Option<CountryCode> {
        let abroad = self.greatest.map(|greatest| greatest.facts.country()).filter(|_| self.outshine(place));
        abroad.filter(|&country| country != place.facts.country())
    }

    /// Whether a town is small beside the greatest of them.
    fn outshine(&self, place: MayBe) -> bool {
        let least = GREAT.max(place.population.saturating_mul(TIMES));
        !place.facts.is(Facts::DIVISION | Facts::CAPITAL)
            && self.greatest.is_some_and(|greatest| greatest.population >= least)
    }

    fn vote_for(&self, division: Division) -> u32 {
        self.shares.iter().find(|(of, _)| *of == division).map_or(0, |(_, share)| *share)
    }
}

impl Resolver<'_, '_, '_> {
    /// The votes of an article; none where no name leaves a choice.
    pub(super) fn regions(
        &self,
        candidates: &[Candidate],
        wordings: &Wordings,
        told: &[(EntityType, f32)],
        countries: &Countries,
    ) -> Regions {
        let mut votes: Vec<Shares> = Vec::with_capacity(candidates.len());
        // By wording: the first candidate that votes, as all of its words do.
        let mut known: Vec<Option<usize>> = vec![None; wordings.len()];
        for (number, (candidate, (entity_type, score))) in candidates.iter().zip(told).enumerate() {
            let first = &mut known[wordings[number].number];
            let shares = match *first {
                _ if *entity_type != EntityType::Place => Shares::new(),
                Some(first) => votes[first].clone(),
                None => {
                    let senses = self.namesakes(candidate, EntityType::Place, countries);
                    let sure = *score >= FLOOR || senses.iter().any(|sense| !sense.context);
                    *first = sure.then_some(number);
                    if sure { shares(self.voting(&senses)) } else { Shares::new() }
                }
            };
            votes.push(shares);
        }
        if !votes.iter().any(|shares| shares.len() > 1) {
            return Regions::default();
        }
        let mut regions = Regions::for_names(wordings.len());
        let mut room = Vec::new();
        for (number, (candidate, shares)) in candidates.iter().zip(&votes).enumerate() {
            if !shares.is_empty() {
                regions.add_shares(wordings[number].key, shares);
            } else if told[number].0 != EntityType::Person {
                self.add_inner(&candidate.tokens, &mut regions, &mut room);
            }
        }
        regions
    }

    /// The places that a name votes as: not the towns called like somebody or something, where others have the name.
    pub(super) fn voting(&self, senses: &[Sense]) -> impl Iterator<Item = MayBe> + Clone {
        let listed = senses.iter().any(|sense| !sense.context);
        let voting = senses.iter().filter(move |sense| !(listed && sense.context));
        voting.map(|sense| self.as_voted(sense))
    }

    /// What votes ask of a sense.
    pub(super) fn as_voted(&self, sense: &Sense) -> MayBe {
        MayBe { facts: sense.facts, population: self.gazetteer.population(sense.entity) }
    }

    /// `Licking County Library`, `University of Toledo`: the place a longer name begins or ends with.
    fn add_inner(&self, tokens: &Range<usize>, regions: &mut Regions, room: &mut Vec<ListedName>) {
        let Range { start, end } = tokens.clone();
        let last = (start + 1..end - 1).rev().find(|&at| self.view.cue(at).is_connector());
        let ends = |place: &ListedName| place.tokens.end == end;
        for (from, at_end) in [(start, false)].into_iter().chain(last.map(|at| (at + 1, true))) {
            room.clear();
            listed::add_at(self.view, self.gazetteer, self.language, from..end, room);
            let inner = room.iter().find(|place| place.tokens != *tokens && (!at_end || ends(place)));
            if let Some(place) = inner {
                regions.add(self.view.wording(&place.tokens).0, self.voting(&place.senses));
            }
        }
    }
}

/// How the vote of a name is shared among the divisions its places lie in: by the square root of the inhabitants of the
/// greatest in each, since the namesakes of most cities are hamlets.
#[expect(clippy::cast_sign_loss, reason = "a share is above nothing")]
fn shares(may_be: impl Iterator<Item = MayBe>) -> Shares {
    let places = may_be.filter_map(|place| Some((division(place.facts)?, place.population.max(LEAST))));
    let mut all: Shares = SmallVec::new();
    for (division, population) in places {
        match all.iter_mut().find(|(of, _)| *of == division) {
            Some((_, greatest)) => *greatest = population.max(*greatest),
            None => all.push((division, population)),
        }
    }
    if let [(_, share)] = &mut all[..] {
        *share = VOTE;
        return all;
    }
    let whole: f64 = all.iter().map(|(_, population)| f64::from(*population).sqrt()).sum();
    for (_, share) in &mut all {
        *share = (f64::from(VOTE) * f64::from(*share).sqrt() / whole) as u32;
    }
    all
}

fn division(of: Facts) -> Option<Division> {
    let is_place = of.entity_type() == EntityType::Place && !of.country().is_none();
    (is_place && of.division() != 0).then(|| (of.country(), of.division()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::row::Row;

    fn place(kind: &str, admin1: &str, population: u32) -> MayBe {
        let (id, kind, country) = ("place/x".into(), kind.into(), "US".into());
        let row = Row { id, kind, country, admin1: admin1.into(), ..Row::default() };
        MayBe { facts: Facts::of(&row, false), population }
    }

    fn named(places: &[MayBe]) -> Namesakes {
        Namesakes::of(places.iter().copied())
    }

    fn town(state: &str) -> MayBe {
        place("city", state, 20_000)
    }

    #[test]
    fn a_name_has_one_vote_and_shares_it() {
        let [texas, ohio, tennessee] = ["Texas", "Ohio", "Tennessee"].map(town);
        let mut regions = Regions::default();
        regions.add(1, [texas, tennessee].into_iter());
        regions.add(2, [texas].into_iter());
        regions.add(2, [texas].into_iter());
        let paris = named(&[texas, tennessee]);
        assert_eq!(regions.votes(texas, &paris), VOTE * 9 / 10, "the other name, once");
        assert_eq!(regions.votes(tennessee, &paris), 0, "its own vote alone");
        assert_eq!(regions.votes(ohio, &named(&[ohio])), 0);
    }

    #[test]
    fn the_greatest_of_a_name_has_most_of_its_vote() {
        let nashville = [place("city", "Tennessee", 640_000), place("city", "Arkansas", 4_000)];
        let shares = shares(nashville.into_iter());
        assert!(shares[0].1 > 9 * shares[1].1 && shares[1].1 > 0, "{shares:?}");
    }

    #[test]
    fn a_small_town_needs_half_a_vote_more_than_the_great_city_of_its_name() {
        let (city, hamlet) = (place("city", "Massachusetts", 650_000), place("city", "New York", 8_000));
        let mut regions = Regions::default();
        for key in 1..=2 {
            regions.add(key, [town("New York")].into_iter());
        }
        regions.add(3, [town("Ohio")].into_iter());
        let alone = named(&[]);
        let chance = VOTE / 10;
        assert_eq!(regions.votes(hamlet, &alone), 2 * VOTE - chance, "two of two others");
        let beside = Namesakes { greatest: Some(city), ..alone };
        assert_eq!(regions.votes(hamlet, &beside), VOTE * 9 / 8 - chance, "one and a half of two");
        assert_eq!(beside.great_abroad(hamlet), None);
    }

    #[test]
    fn a_capital_is_not_voted_down_by_a_town_of_its_country() {
        let (texas, capital) = (town("Texas"), place("capital", "District of Columbia", 600_000));
        let mut regions = Regions::default();
        regions.add(1, [texas].into_iter());
        regions.add(2, [texas].into_iter());
        assert_eq!(regions.votes(texas, &named(&[texas, capital])), 0);
        assert!(regions.votes(texas, &named(&[texas])) > 0);
    }
}
