//! Where the places of an article lie together. In: for each name what places it may be. Out: votes for states and provinces.
//! Local news names towns of one region, most of them with namesakes elsewhere; each name has one vote, which it shares
//! among the divisions it may lie in, so that the division most of them have in common comes out ahead ("one region per
//! article", after Leidner, *Toponym Resolution in Text*, 2007).

use super::cut::Candidate;
use super::listed::{self, Place};
use super::resolve::Resolver;
use super::scores::Scores;
use super::wording::Wordings;
use crate::gazetteer::{CountryCode, EntityType, Facts};
use rustc_hash::{FxHashMap, FxHashSet};
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

/// One vote: a number that many numbers of divisions divide.
pub const VOTE: u32 = 5040;

impl Regions {
    /// Counts the vote of a name, by its key, that may be any of some entities; once, however often it stands.
    pub fn add(&mut self, key: u64, may_be: impl Iterator<Item = Facts>) {
        let divisions = divisions(may_be);
        if divisions.is_empty() || !self.voted.insert(key) {
            return;
        }
        let share = VOTE / divisions.len() as u32;
        for division in divisions {
            *self.votes.entry(division).or_default() += share;
        }
    }

    /// What the other names vote for the division an entity lies in, which its own name may mean among others. As
    /// many votes tell less where names from elsewhere are more: they are counted in the measure of their share of all.
    /// A town is not taken for the namesake of its own country's capital on votes alone: `Washington`, Pennsylvania.
    pub fn votes(&self, entity: Facts, namesakes: Namesakes) -> u32 {
        let town = !entity.is(Facts::DIVISION | Facts::CAPITAL);
        if town && namesakes.capital_of == Some(entity.country()) {
            return 0;
        }
        let Some(votes) = division(entity).and_then(|of| self.votes.get(&of)) else { return 0 };
        let votes = u64::from(votes.saturating_sub(namesakes.share));
        let others = self.voted.len().saturating_sub(1).max(1) as u64;
        (votes * votes / (others * u64::from(VOTE))) as u32
    }
}

/// What a name may mean, as far as votes go.
#[derive(Clone, Copy, Debug)]
pub struct Namesakes {
    /// What its own vote gives each division.
    share: u32,
    /// The country whose capital is among them.
    capital_of: Option<CountryCode>,
}

impl Namesakes {
    /// Of all the entities a name may be.
    pub fn of(may_be: impl Iterator<Item = Facts> + Clone) -> Self {
        let capital = may_be.clone().find(|facts| facts.is(Facts::CAPITAL));
        let divisions = divisions(may_be).len().max(1);
        Self { share: VOTE / divisions as u32, capital_of: capital.map(Facts::country) }
    }
}

impl Resolver<'_, '_, '_> {
    /// The votes of an article; none where no name leaves a choice.
    pub(super) fn regions(&self, candidates: &[Candidate], wordings: &Wordings, scores: &Scores) -> Regions {
        let mut regions = Regions::default();
        let leaves_choice =
            |candidate: &Candidate| divisions(candidate.senses.iter().map(|sense| sense.facts)).len() > 1;
        if !candidates.iter().any(leaves_choice) {
            return regions;
        }
        for (number, candidate) in candidates.iter().enumerate() {
            match scores.judge(number).0 {
                EntityType::Place if !candidate.senses.is_empty() => {
                    let may_be = candidate.senses.iter().map(|sense| sense.facts);
                    regions.add(wordings[number].key, may_be);
                }
                EntityType::Person => {}
                _ => self.add_inner(&candidate.tokens, &mut regions),
            }
        }
        regions
    }

    /// `Licking County Library`, `University of Toledo`: the place a longer name begins or ends with.
    fn add_inner(&self, tokens: &Range<usize>, regions: &mut Regions) {
        let Range { start, end } = tokens.clone();
        let last = (start + 1..end).rev().find(|&at| self.view.cue(at).is_connector());
        let ends = |place: &Place| place.tokens.end == end;
        for (from, at_end) in [(start, false)].into_iter().chain(last.map(|at| (at + 1, true))) {
            let places = listed::at(self.view, self.gazetteer, self.language, from, end);
            let inner = places.into_iter().find(|place| place.tokens != *tokens && (!at_end || ends(place)));
            if let Some(place) = inner {
                regions.add(self.view.wording(&place.tokens).0, place.senses.iter().map(|sense| sense.facts));
            }
        }
    }
}

/// The divisions that some entities lie in, or are.
fn divisions(of: impl Iterator<Item = Facts>) -> SmallVec<[Division; 8]> {
    let mut all: SmallVec<_> = of.filter_map(division).collect();
    all.sort_unstable();
    all.dedup();
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

    fn place(kind: &str, admin1: &str) -> Facts {
        let (id, kind, country) = ("place/x".into(), kind.into(), "US".into());
        Facts::of(&Row { id, kind, country, admin1: admin1.into(), ..Row::default() }, false)
    }

    fn named(places: &[Facts]) -> Namesakes {
        Namesakes::of(places.iter().copied())
    }

    #[test]
    fn a_name_has_one_vote_and_shares_it() {
        let [texas, ohio, tennessee] = ["Texas", "Ohio", "Tennessee"].map(|state| place("city", state));
        let mut regions = Regions::default();
        regions.add(1, [texas, tennessee].into_iter());
        regions.add(2, [texas].into_iter());
        regions.add(2, [texas].into_iter());
        let paris = named(&[texas, tennessee]);
        assert_eq!(regions.votes(texas, paris), VOTE, "the other name, once");
        assert_eq!(regions.votes(tennessee, paris), 0, "its own vote alone");
        assert_eq!(regions.votes(ohio, named(&[ohio])), 0);
    }

    #[test]
    fn a_capital_is_not_voted_down_by_a_town_of_its_country() {
        let (texas, capital) = (place("city", "Texas"), place("capital", "District of Columbia"));
        let mut regions = Regions::default();
        regions.add(1, [texas].into_iter());
        regions.add(2, [texas].into_iter());
        assert_eq!(regions.votes(texas, named(&[texas, capital])), 0);
        assert!(regions.votes(texas, named(&[texas])) > 0);
    }
}
