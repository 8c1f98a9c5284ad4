//! Longer names built on listed ones: `Liberal Party of Canada`, `Mohammed bin Salman bin Abdulaziz`, and what is none:
//! `U.S. District Judge`.

use super::context::Around;
use super::cue::Cue;
use super::cut::{Candidate, Cutter};
use super::listed::{ListedName, Sense, Senses};
use super::view::{Line, Tok};
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
                || self.is_branch(reading, tokens, listed)
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
                && (self.goes_after(inner, tokens) || self.is_branch(inner, tokens, listed))
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

    /// `Hong Kong Bar Association`, `McKinley County Sheriff's Office`, `Bangladesh Manufacturers and Exporters Association`: a
    /// listed place, more words with a capital, an organisation's word at the end. Short forms in capitals stay apart: `U.S.
    /// Senate`.
    pub(super) fn begins_with_place(
        &self,
        around: &Around,
        tokens: &Range<usize>,
        listed: &[Candidate],
    ) -> bool {
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
            && tokens.clone().all(|at| self.is_inside_body(around, tokens, at))
            && listed.iter().any(|place| {
                let safe = |sense: &Sense| !sense.weak && sense.facts.entity_type() == EntityType::Place;
                let begins = place.tokens.start == first || place.tokens.start == tokens.start;
                begins && place.tokens.end < last && place.senses.iter().any(safe)
            })
    }

    /// Whether a token may stand in an organisation's name that begins with a place: a capital, no title but one that owns
    /// what follows (`Sheriff's Office`), the possessive of that or of a people (`People's Party`), `and` between ordinary words.
    fn is_inside_body(&self, around: &Around, tokens: &Range<usize>, at: usize) -> bool {
        let toks = &self.view.toks;
        let owns = |at: usize| {
            let owner = self.view.cue(at) == Cue::Folk || toks[at].is(Classes::TITLE.or(Classes::ORG_HEAD));
            owner && at > tokens.start && toks[at + 1].kind == TokenKind::Clitic && at + 2 < tokens.end
        };
        if toks[at].kind == TokenKind::Clitic {
            return owns(at - 1);
        }
        if self.view.cue(at) == Cue::And {
            return around.parts_fields(at);
        }
        toks[at].is_capital() && (!toks[at].is(Classes::TITLE) || at + 1 < tokens.end && owns(at))
    }

    /// `Google France`, `BBC Radio Berkshire`: a listed organisation, and right behind it a listed country with which the name
    /// ends, or any listed place behind a word organisations are made with.
    fn is_branch(&self, inner: &Candidate, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let toks = &self.view.toks;
        let head = |at: &usize| toks[*at].is(Classes::ORG_HEAD) && toks[*at].case == Case::Capitalised;
        let rest = inner.tokens.end + (inner.tokens.end..tokens.end - 1).take_while(head).count();
        let body = |sense: &Sense| {
            let facts = sense.facts;
            facts.entity_type() == EntityType::Organisation && !facts.is(Facts::TEAM)
        };
        let somebody = |sense: &Sense| sense.facts.entity_type() == EntityType::Person;
        let somewhere = |sense: &Sense| {
            let national = !sense.weak && sense.facts.is(Facts::NATIONAL);
            sense.facts.entity_type() == EntityType::Place && (rest > inner.tokens.end || national)
        };
        inner.tokens.start == tokens.start
            && tokens.end - rest <= 2
            && toks[rest].case == Case::Capitalised
            && inner.senses.iter().any(body)
            && !inner.senses.iter().any(somebody)
            && !toks[inner.tokens.end - 1].is(Classes::FIRST_NAME.or(Classes::DEMONYM))
            && listed
                .iter()
                .any(|place| place.tokens == (rest..tokens.end) && place.senses.iter().any(somewhere))
    }

    /// `In Kerala Mathew Thomas won`: a listed place behind an `In` that opens the sentence, and then somebody's first name.
    pub(super) fn is_fronted(&self, around: &Around, tokens: &Range<usize>, senses: &[Sense]) -> bool {
        let toks = &self.view.toks;
        let Range { start, end } = *tokens;
        let safe = |sense: &Sense| !sense.weak && sense.facts.entity_type() == EntityType::Place;
        let name = Classes::FIRST_NAME.or(Classes::SURNAME);
        start == around.opening() + 1
            && self.view.is_word(around.opening(), "in")
            && end + 1 < around.sentence.end
            && toks[end].is(Classes::FIRST_NAME)
            && toks[end + 1].is_capital()
            && !toks[start].is(name)
            && senses.iter().any(safe)
    }

    /// `St. Paul's Hospital`, `St Edmund's Catholic Primary School`, `Saint Francis Hospital`: what organisations are, and a
    /// saint whose it is.
    pub(super) fn is_saints(&self, tokens: &Range<usize>) -> bool {
        let (toks, second, last) = (&self.view.toks, tokens.start + 1, tokens.end - 1);
        let owned = second + 1 < last && toks[second + 1].kind == TokenKind::Clitic;
        let plain = toks[second].is(Classes::FIRST_NAME) && !toks[last].is(Classes::ORG_SUFFIX);
        let rest = second + 1 + usize::from(owned);
        self.view.cue(tokens.start) == Cue::Saint
            && (owned || plain)
            && toks[last].is(Classes::ORG_HEAD)
            && (rest..last).all(|at| toks[at].is_capital())
    }

    /// Whether a stretch is no name because of a listed one in it: it ends amid somebody's (`Socialist Party of Fatos | Nano`), or
    /// with a party that somebody owns (`Temperton's | Labour`; not `Gambela People's Democratic Movement`).
    pub(super) fn cuts_listed(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let toks = &self.view.toks;
        let somebody = |sense: &Sense| !sense.weak && sense.facts.entity_type() == EntityType::Person;
        let party = |sense: &Sense| self.gazetteer.entity(sense.entity).kind == "party";
        let owned = |first: usize| {
            let owner = first >= tokens.start + 2 && toks[first - 1].kind == TokenKind::Clitic;
            owner && self.view.cue(first - 2) != Cue::Folk
        };
        listed.iter().any(|name| {
            let Range { start, end } = name.tokens;
            let inside = tokens.start < start && start < tokens.end;
            let amid = || tokens.end < end && name.senses.iter().any(somebody);
            let ends = || tokens.end == end && owned(start) && name.senses.iter().any(party);
            inside && (amid() || ends())
        })
    }

    /// `James Monroe Smith`, `Matthew Caruana Galizia`: a listed person's name of several words that a surname follows, or a first
    /// name goes before: likelier somebody else.
    pub(super) fn is_namesake_longer(&self, around: &Around, place: &ListedName) -> bool {
        let (toks, Range { start, end }) = (&self.view.toks, place.tokens.clone());
        let other = Classes::TITLE
            .or(Classes::ROLE)
            .or(Classes::NOT_NAME)
            .or(Classes::ORG_HEAD)
            .or(Classes::PLACE_HEAD)
            .or(Classes::EVENT);
        let capital = |at: usize| toks[at].case == Case::Capitalised && !toks[at].is(other);
        let behind = || end < around.sentence.end && toks[end].is(Classes::SURNAME) && capital(end);
        let before = || {
            let given = |at: usize| toks[at].is(Classes::FIRST_NAME) && capital(at);
            start > around.sentence.start && given(start - 1) && !toks[start].is(Classes::FIRST_NAME)
        };
        let person = |sense: &Sense| sense.facts.entity_type() == EntityType::Person;
        end > start + 1
            && around.line == Line::Prose
            && (behind() || before())
            && place.senses.iter().all(person)
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
        self.is_for_cause(&after)
            || self.joint_of(&after).is_some_and(goes_on)
            || after.clone().all(suffix)
            || self.is_legal_form(after.clone())
    }

    /// `Max Planck Institute | for Evolutionary Anthropology`: `for`, and ordinary words with capitals.
    fn is_for_cause(&self, more: &Range<usize>) -> bool {
        let toks = &self.view.toks;
        let body = || more.start > 0 && toks[more.start - 1].is(Classes::ORG_HEAD);
        let apart = Classes::MONTH.or(Classes::NOT_NAME).or(Classes::TITLE).or(Classes::DEMONYM);
        let word = |at: usize| toks[at].is_capital() && !toks[at].is(apart);
        let first = more.start + 1;
        more.len() > 1
            && self.view.cue(more.start) == Cue::For
            && body()
            && toks[first].is(Classes::COMMON)
            && (first..more.end).all(|at| word(at) || self.view.cue(at) == Cue::And)
            && !toks.get(more.end).is_some_and(Tok::is_capital)
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
