//! Longer names built on listed ones: `Liberal Party of Canada`, `Mohammed bin Salman bin Abdulaziz`, and what is none:
//! `U.S. District Judge`.

use super::context::Around;
use super::cue::Cue;
use super::cut::{Candidate, Cutter};
use super::listed::{Sense, Senses};
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts};
use crate::segment::{Case, TokenKind};
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
        if tokens.len() < 3 || !toks[last].is(Classes::ORG_HEAD.or(Classes::ORG_SUFFIX)) {
            return false;
        }
        let part = |at: &usize| toks[*at].is(Classes::PLACE_PART) && toks[*at].is_capital();
        let first = tokens.start + tokens.clone().take(2).take_while(part).count();
        tokens.end > first + 2
            && !toks[last].is(apart)
            && toks[tokens.start].case == Case::Capitalised
            && tokens.clone().all(|at| toks[at].is_capital() && !toks[at].is(Classes::TITLE))
            && listed.iter().any(|place| {
                let safe = |sense: &Sense| !sense.weak && sense.facts.entity_type() == EntityType::Place;
                let begins = place.tokens.start == first || place.tokens.start == tokens.start;
                begins && place.tokens.end < last && place.senses.iter().any(safe)
            })
    }

    /// `St. Paul's Hospital`, `St Edmund's Catholic Primary School`: what organisations are, and a saint whose it is.
    pub(super) fn is_saints(&self, tokens: &Range<usize>) -> bool {
        let (toks, clitic, last) = (&self.view.toks, tokens.start + 2, tokens.end - 1);
        self.view.cue(tokens.start) == Cue::Saint
            && clitic < last
            && toks[clitic].kind == TokenKind::Clitic
            && toks[last].is(Classes::ORG_HEAD)
            && (clitic + 1..last).all(|at| toks[at].is_capital())
    }

    /// `King Juan Carlos University`, `Sarah Bush Lincoln Hospital`: a listed person, with a title or without, and right behind
    /// him what organisations are, with ordinary words before it or none.
    pub(super) fn begins_with_person(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let (toks, last) = (&self.view.toks, tokens.end - 1);
        if !toks[last].is(Classes::ORG_HEAD) {
            return false;
        }
        let first = tokens.start + usize::from(toks[tokens.start].is(Classes::TITLE));
        !toks[last].is(Classes::ROLE.or(Classes::EVENT))
            && listed.iter().any(|name| {
                let somebody = |sense: &Sense| sense.facts.entity_type() == EntityType::Person;
                name.tokens.len() > 1
                    && (name.tokens.start == first || name.tokens.start == tokens.start)
                    && name.tokens.end <= last
                    && name.senses.iter().all(somebody)
                    && self.are_ordinary(name.tokens.end..last)
            })
    }

    /// Whether all of a stretch, which may be empty, are ordinary words with capitals.
    fn are_ordinary(&self, mut tokens: Range<usize>) -> bool {
        let toks = &self.view.toks;
        tokens.all(|at| toks[at].is_capital() && toks[at].is(Classes::COMMON))
    }

    /// `Etihad Stadium`, `Jomo Kenyatta International Airport`: a listed person or organisation, and right after it what the
    /// place is, with ordinary words before that or none.
    pub(super) fn is_named_after(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let last = tokens.end - 1;
        self.view.toks[last].is(Classes::PLACE_HEAD)
            && listed.iter().any(|name| {
                let other = |sense: &Sense| !sense.weak && sense.facts.entity_type() != EntityType::Place;
                name.tokens.start == tokens.start
                    && name.tokens.end <= last
                    && name.senses.iter().all(other)
                    && self.are_ordinary(name.tokens.end..last)
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
        let suffix = |at: usize| self.view.toks[at].is(Classes::ORG_SUFFIX.or(Classes::ORG_HEAD));
        let plain = |at: usize| self.view.toks[at].is_capital();
        let goes_on = |of: usize| {
            let article = |at: usize| at == of + 1 && self.view.cue(at) == Cue::The;
            (of + 1..after.end).all(|at| plain(at) || article(at))
        };
        self.joint_of(&after).is_some_and(goes_on)
            || after.clone().all(suffix)
            || self.is_legal_form(after.clone())
    }

    /// Where `of` stands in what follows a listed name within a longer one: right behind it, or behind a word organisations
    /// are made with, where `for` may stand too: `St. John's University School of Law`.
    pub(super) fn joint_of(&self, more: &Range<usize>) -> Option<usize> {
        let head = more.start;
        if more.is_empty() || self.view.cue(head) == Cue::Of {
            return (!more.is_empty()).then_some(head);
        }
        let tok = &self.view.toks[head];
        let joins = || matches!(self.view.cue(head + 1), Cue::Of | Cue::For);
        (more.len() > 2 && tok.is_capital() && tok.is(Classes::ORG_HEAD) && joins()).then_some(head + 1)
    }

    /// `Inc`, `Co Ltd`, `, LLC`: what a company may leave out of its name.
    pub(super) fn is_legal_form(&self, tokens: Range<usize>) -> bool {
        let comma = usize::from(!tokens.is_empty() && self.view.cue(tokens.start) == Cue::Comma);
        let mut form = tokens.skip(comma).peekable();
        form.peek().is_some() && form.all(|at| self.view.toks[at].is(Classes::LEGAL_FORM))
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
