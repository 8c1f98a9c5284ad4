//! Towns called like somebody or something, among the places of their state: `in Branson`, in a story of Springfield, Joplin
//! and Missouri.

use super::countries::Countries;
use super::cut::Candidate;
use super::evidence::Signs;
use super::regions::{Namesakes, Regions, VOTE};
use super::resolve::Resolver;
use super::scores::Scores;
use super::view::Line;
use crate::gazetteer::EntityType;

impl Resolver<'_, '_, '_> {
    /// Gives a name that no list has as a place a sign, if a town of that name lies where most places of the article do. Tells
    /// whether any has one.
    pub(super) fn add_among(
        &self,
        candidates: &mut [Candidate],
        regions: &Regions,
        countries: &Countries,
        scores: &mut Scores,
    ) -> bool {
        let mut any = false;
        if !regions.are_close() {
            return any;
        }
        for number in 0..candidates.len() {
            if self.is_open(candidates, number) && self.lies_among(&candidates[number], regions, countries) {
                candidates[number].signs.add(Signs::AMONG_PLACES);
                scores.raise(number, &candidates[number]);
                any = true;
            }
        }
        any
    }

    /// Whether a name in prose stands where a town's would, and may yet be one.
    fn is_open(&self, candidates: &[Candidate], number: usize) -> bool {
        let asked = |number: usize| candidates[number].signs.has(Signs::IN_BEFORE);
        let in_row = || number > 0 && asked(number - 1) && self.in_a_row(candidates, number - 1);
        let place = |of: EntityType| of == EntityType::Place;
        let candidate = &candidates[number];
        (asked(number) || in_row())
            && candidate.line == Line::Prose
            && candidate.tokens.len() <= 2
            && !candidate.senses.iter().any(|sense| place(sense.facts.entity_type()))
    }

    fn lies_among(&self, candidate: &Candidate, regions: &Regions, countries: &Countries) -> bool {
        let senses = self.namesakes(candidate, EntityType::Place, countries);
        let namesakes = Namesakes::of(self.voting(&senses));
        senses.iter().any(|sense| regions.votes(self.as_voted(sense), &namesakes) >= VOTE)
    }
}
