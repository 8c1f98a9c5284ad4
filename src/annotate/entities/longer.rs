//! Longer names built on listed ones: `Liberal Party of Canada`, `Mohammed bin Salman bin Abdulaziz`, and what is none:
//! `U.S. District Judge`.

use super::context::Around;
use super::cue::Cue;
use super::cut::{Candidate, Cutter};
use super::listed::{Sense, Senses};
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts};
use crate::segment::Case;
use std::ops::Range;

impl Cutter<'_, '_, '_> {
    /// The listed organisation a longer name is built on: `Liberal Party` in `Liberal Party of Canada`, `Ontario Liberal
    /// Party`. A word for a people before a name that is safe alone is no part of it: `British House of Commons`.
    pub(super) fn extended<'r>(
        &self,
        around: &Around,
        tokens: &Range<usize>,
        listed: &'r [Candidate],
    ) -> Option<&'r Candidate> {
        let view = self.view;
        let long = |reading: &Candidate| {
            let safe = |sense: &Sense| !sense.weak && sense.facts.entity_type() == EntityType::Organisation;
            reading.tokens.len() > 1
                || self.is_legal_form(reading.tokens.end..tokens.end) && reading.senses.iter().any(safe)
        };
        let is_organisation = |reading: &&Candidate| {
            reading.tokens.len() < tokens.len()
                && tokens.start <= reading.tokens.start
                && reading.tokens.end <= tokens.end
                && (view.toks[reading.tokens.end - 1].is(Classes::ORG_HEAD)
                    || reading.tokens.start == tokens.start)
                && reading.senses.iter().any(|sense| sense.facts.entity_type() == EntityType::Organisation)
                && long(reading)
        };
        // `Court of Appeal of England and Wales` is listed: so is no `Court of Appeal of England`.
        let listed_longer = |reading: &Candidate| {
            let Range { start, end } = reading.tokens;
            start <= tokens.start
                && tokens.end <= end
                && reading.tokens.len() > tokens.len()
                && reading.senses.iter().any(|sense| !sense.weak)
        };
        if listed.iter().any(listed_longer) {
            return None;
        }
        listed.iter().filter(is_organisation).find(|inner| {
            let before = tokens.start..inner.tokens.start;
            let opening = tokens.start == around.opening() && view.toks[tokens.start].is(Classes::COMMON);
            let people = before.len() == 1 && view.toks[tokens.start].is(Classes::DEMONYM);
            let safe = inner.senses.iter().any(|sense| !sense.weak);
            let goes_before =
                before.clone().all(|at| view.toks[at].is_capital() && !view.toks[at].is(Classes::TITLE));
            (before.is_empty() || goes_before && !opening && !(people && safe))
                && self.goes_after(inner, tokens)
                && !self.goes_beyond_place(inner.tokens.end + 1..tokens.end, listed)
                && !Self::ends_in_person(inner.tokens.end + 1..tokens.end, listed)
        })
    }

    /// The listed person whose name goes on in a longer one: `Mohammed bin Salman` in `Mohammed bin Salman bin Abdulaziz`,
    /// `Ted Hui` in `Ted Hui Chi-fung`.
    pub(super) fn longer_person<'r>(
        &self,
        tokens: &Range<usize>,
        listed: &'r [Candidate],
    ) -> Option<&'r Candidate> {
        let toks = &self.view.toks;
        listed.iter().find(|inner| {
            let more = inner.tokens.end..tokens.end;
            let particle = |at: usize| toks[at].case == Case::Lower && toks[at].is(Classes::PARTICLE);
            let given = |at: usize| {
                more.len() == 3 && toks[at].is_capital() && toks[at + 1].joint && self.view.is_tail(at + 2)
            };
            inner.tokens.start == tokens.start
                && inner.tokens.len() > 1
                && more.len() > 1
                && (particle(more.start) || given(more.start))
                && more.clone().all(|at| {
                    let name = toks[at].is_capital() && !toks[at].is(Classes::ORG_HEAD.or(Classes::COMMON));
                    name || toks[at].joint || particle(at) || self.view.is_tail(at)
                })
                && inner
                    .senses
                    .iter()
                    .all(|sense| !sense.weak && sense.facts.entity_type() == EntityType::Person)
        })
    }

    /// `Hong Kong Bar Association`: a listed place, more words with a capital, an organisation's word at the end. Short forms
    /// in capitals stay apart: `U.S. Senate`.
    pub(super) fn begins_with_place(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let toks = &self.view.toks;
        let last = tokens.end - 1;
        let apart = Classes::ROLE.or(Classes::EVENT);
        tokens.len() > 2
            && toks[last].is(Classes::ORG_HEAD.or(Classes::ORG_SUFFIX))
            && !toks[last].is(apart)
            && toks[tokens.start].case == Case::Capitalised
            && tokens.clone().all(|at| toks[at].is_capital() && !toks[at].is(Classes::TITLE))
            && listed.iter().any(|place| {
                let safe = |sense: &Sense| !sense.weak && sense.facts.entity_type() == EntityType::Place;
                place.tokens.start == tokens.start && place.tokens.end < last && place.senses.iter().any(safe)
            })
    }

    /// `Etihad Stadium`, `Jomo Kenyatta Airport`: a listed person or organisation, and right after it what the place is.
    pub(super) fn is_named_after(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let last = tokens.end - 1;
        self.view.toks[last].is(Classes::PLACE_HEAD)
            && listed.iter().any(|name| {
                let other = |sense: &Sense| !sense.weak && sense.facts.entity_type() != EntityType::Place;
                name.tokens == (tokens.start..last) && name.senses.iter().all(other)
            })
    }

    /// `U.S. District Judge`: a country's short form in capitals stands before names and titles and is no part of a place's
    /// name.
    pub(super) fn is_country_code(&self, tokens: &Range<usize>, senses: &[Sense]) -> bool {
        tokens.len() == 1
            && self.view.toks[tokens.start].case == Case::Upper
            && senses.iter().any(|sense| !sense.weak && sense.facts.is(Facts::NATIONAL))
    }

    /// Whether what follows an inner name within a longer one belongs to it: `of Canada`, `Inc`, nothing.
    fn goes_after(&self, inner: &Candidate, tokens: &Range<usize>) -> bool {
        let after = inner.tokens.end..tokens.end;
        let of = !after.is_empty() && self.view.cue(after.start) == Cue::Of;
        let suffix = |at: usize| self.view.toks[at].is(Classes::ORG_SUFFIX.or(Classes::ORG_HEAD));
        let plain = |at: usize| self.view.toks[at].is_capital();
        let article = |at: usize| at == after.start + 1 && self.view.cue(at) == Cue::The;
        of && after.clone().skip(1).all(|at| plain(at) || article(at)) || after.clone().all(suffix)
    }

    /// `Inc`, `Co Ltd`: what a company may leave out of its name.
    pub(super) fn is_legal_form(&self, mut tokens: Range<usize>) -> bool {
        !tokens.is_empty() && tokens.all(|at| self.view.toks[at].is(Classes::LEGAL_FORM))
    }

    /// The organisations a name may mean.
    pub(super) fn organisations(inner: &Candidate) -> Senses {
        let of_type = |sense: &&Sense| sense.facts.entity_type() == EntityType::Organisation;
        inner.senses.iter().filter(of_type).copied().collect()
    }

    /// Of the organisations an inner name may mean, those of the country the longer name is made with.
    pub(super) fn senses_of_country(
        inner: &Candidate,
        tokens: &Range<usize>,
        listed: &[Candidate],
    ) -> Senses {
        let inside = |reading: &&Candidate| {
            tokens.start <= reading.tokens.start
                && reading.tokens.end <= tokens.end
                && reading.tokens != inner.tokens
        };
        let places = listed.iter().filter(inside).flat_map(|reading| &reading.senses);
        let countries = places.filter(|sense| sense.facts.is(Facts::COUNTRY));
        let countries: Vec<_> = countries.map(|sense| sense.facts.country()).collect();
        let fits = |sense: &&Sense| countries.contains(&sense.facts.country());
        inner.senses.iter().filter(fits).copied().collect()
    }
}
