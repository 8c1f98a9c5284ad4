//! How often an article names each country, state and field: what the choice between namesakes leans on.

use super::choose::Named;
use super::cut::Candidate;
use super::evidence::Signs;
use super::listed::Sense;
use super::wording::Wordings;
use crate::gazetteer::{CountryCode, EntityType, Facts, Gazetteer};
use rustc_hash::{FxHashMap, FxHashSet};

/// How often the article names each country, and each state or province: what the choice between namesakes leans on. A
/// name that may lie in several tells nothing.
#[derive(Default)]
pub(super) struct Countries {
    by_code: FxHashMap<CountryCode, Count>,
    /// Those that more than one word speaks for which may be anybody's surname or any town.
    sure: FxHashSet<CountryCode>,
    /// How often the article names a company.
    companies: usize,
    /// Whether it reports matches.
    sport: bool,
}

/// How often a country is named, and by what.
#[derive(Clone, Copy)]
struct Count {
    times: usize,
    /// The number of the first wording that names it.
    first: usize,
    /// Whether others do.
    several: bool,
}

impl Countries {
    /// Counts the countries and divisions of safe names, and of others that are of one country whichever they name.
    pub fn of(candidates: &[Candidate], gazetteer: &Gazetteer, wordings: &Wordings, sport: bool) -> Self {
        let mut countries = Self { sport, ..Self::default() };
        for (candidate, wording) in candidates.iter().zip(wordings.iter()) {
            let facts = candidate.senses.iter().map(|sense| sense.facts);
            let mut great = facts.filter(|facts| !facts.is(Facts::SMALL_PLACE));
            // `President Ruto` tells which country it is about, as Ruto alone does not.
            let politician = |sense: &Sense| gazetteer.entity(sense.entity).kind == "politician";
            let told = candidate.signs.has(Signs::OFFICE_BEFORE) && candidate.senses.iter().all(politician);
            let doubtful =
                candidate.is_one_word() && candidate.senses.iter().all(|sense| sense.weak) && !told;
            countries.add(great.clone(), wording.number, doubtful);
            let company = |facts: Facts| facts.is(Facts::COMPANY);
            countries.companies += usize::from(great.next().is_some_and(company) && great.all(company));
        }
        countries
    }

    /// How often a country is named.
    pub fn country(&self, code: CountryCode) -> usize {
        self.by_code.get(&code).map_or(0, |count| count.times)
    }

    /// Whether a country is named by other words than those of this number.
    pub fn is_named_besides(&self, code: CountryCode, wording: usize) -> bool {
        self.by_code.get(&code).is_some_and(|count| count.several || count.first != wording)
    }

    /// How often what lies around an entity is named.
    pub fn named(&self, facts: Facts) -> Named {
        let beat = match facts.entity_type() {
            EntityType::Organisation => facts.is(Facts::TEAM) == self.sport,
            _ => facts.is(Facts::BUSINESS) && self.companies > 0 || facts.is(Facts::SPORTS) && self.sport,
        };
        Named { country: self.country(facts.country()), votes: 0, beat }
    }

    /// Whether nothing ties an entity to the article: neither its country, surnames alone left out, nor its field.
    pub fn is_strange(&self, facts: Facts) -> bool {
        !self.sure.contains(&facts.country()) && !self.named(facts).beat
    }

    fn add(&mut self, mut great: impl Iterator<Item = Facts> + Clone, wording: usize, doubtful: bool) {
        let mut others = great.clone();
        let Some(first) = great.next().filter(|first| !first.country().is_none()) else { return };
        if others.any(|facts| facts.country() != first.country()) {
            return;
        }
        let new = Count { times: 0, first: wording, several: false };
        let count = self.by_code.entry(first.country()).or_insert(new);
        count.times += 1;
        count.several |= count.first != wording;
        if !doubtful {
            self.sure.insert(first.country());
        }
    }
}
