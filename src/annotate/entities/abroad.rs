//! What other languages than English do around names: towns behind `à`, `di` or `Stadt`, teams behind an article, streets
//! named after people, small words between hyphens. In English nothing here holds.

use super::context::Around;
use super::cut::{Candidate, Cutter};
use super::evidence::Signs;
use super::home::is_home;
use super::listed::{ListedName, Sense};
use super::run::Run;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts};
use crate::language::Language;
use crate::segment::Case;
use std::ops::Range;

impl Cutter<'_, '_, '_> {
    /// The signs of a stretch with what the article's language says of what stands right before it.
    pub(super) fn signs_abroad(&self, around: &Around, tokens: &Range<usize>, mut signs: Signs) -> Signs {
        if self.view.words_known || tokens.start == around.sentence.start {
            return signs;
        }
        let before = tokens.start - 1;
        let (tok, word) = (&self.view.toks[before], self.view.word(before).to_lowercase());
        let opens = before == around.opening() && tok.is(Classes::PLACE_PREPOSITION);
        let at = match self.language {
            Language::FR => word == "à",
            Language::IT => matches!(word.as_str(), "a" | "ad"),
            _ => false,
        };
        signs.add_if(at || opens, Signs::IN_BEFORE);
        let of = match self.language {
            Language::FR => matches!(word.as_str(), "de" | "d'" | "d’"),
            Language::ES | Language::PT => matches!(word.as_str(), "de" | "a"),
            Language::IT => matches!(word.as_str(), "di" | "d'" | "d’"),
            Language::DE => word == "von",
            _ => false,
        };
        signs.add_if(of, Signs::FROM_BEFORE);
        let street = tok.case == Case::Lower && tok.is(Classes::PLACE_HEAD) && !tok.is(Classes::PARTICLE);
        let saint = matches!(word.as_str(), "saint" | "sainte" | "san" | "santa" | "são");
        let goes_on = tokens.len() == 1 && self.view.toks.get(tokens.end).is_some_and(|next| next.joint);
        signs.add_if(street && !saint && !goes_on, Signs::STREET_BEFORE);
        signs.add_if(
            !self.view.capitals_tell && tok.is(Classes::PLACE_NOUN) && tok.is_capital(),
            Signs::TOWN_OF,
        );
        if self.is_small_word(around, before) && !Self::is_before_capital(around, tokens.end) {
            signs = signs.without(Signs::NEIGHBOUR_CAPITAL);
        }
        signs
    }

    /// The signs of a listed name: `Die Stadt Dresden will sparen`, where every noun has a capital and none beside a name makes
    /// it a longer one, but for a first name or a surname.
    pub(super) fn signs_of_listed(&self, around: &Around, tokens: &Range<usize>, signs: Signs) -> Signs {
        let signs = self.signs_abroad(around, tokens, signs);
        let noun = !self.view.capitals_tell && !self.is_beside_name(around, tokens);
        if noun { signs.without(Signs::NEIGHBOUR_CAPITAL) } else { signs }
    }

    /// The signs of a name that no list has: behind a preposition of place a word that no table knows is likelier a town, where
    /// ordinary nouns have no capital.
    pub(super) fn signs_of_unlisted(&self, around: &Around, tokens: &Range<usize>, signs: Signs) -> Signs {
        if self.view.words_known {
            return self.signs_of_stranger(around, tokens, signs);
        }
        let mut signs = self.signs_abroad(around, tokens, signs);
        let tok = &self.view.toks[tokens.start];
        let Some(before) = tokens.start.checked_sub(1).filter(|&at| at >= around.sentence.start) else {
            return signs;
        };
        let word = self.view.word(before);
        let there = match self.language {
            Language::ES => word == "en",
            Language::FR => matches!(word, "en" | "à" | "À"),
            Language::IT => matches!(word, "in" | "a" | "ad" | "A"),
            Language::PT => matches!(word, "em" | "Em"),
            _ => false,
        };
        let particle = |at: usize| {
            let tok = &self.view.toks[at];
            tok.joint || tok.case == Case::Lower && tok.is(Classes::PARTICLE)
        };
        let goes_on = tokens.end + 1 < around.sentence.end
            && particle(tokens.end)
            && self.view.toks[tokens.end + 1].is_capital();
        let unknown = there
            && tokens.len() == 1
            && tok.case == Case::Capitalised
            && tok.span.len() > 3
            && tok.is_unknown()
            && !goes_on
            && !signs.has(Signs::NEIGHBOUR_CAPITAL.with(Signs::SMALL_ELSEWHERE));
        signs.add_if(unknown, Signs::UNKNOWN_THERE);
        signs
    }

    /// Whether a capital stands right behind a stretch.
    fn is_before_capital(around: &Around, end: usize) -> bool {
        end < around.sentence.end && around.is_other_name(end)
    }

    /// Whether a first name or a surname stands beside a stretch, where every noun has a capital.
    fn is_beside_name(&self, around: &Around, tokens: &Range<usize>) -> bool {
        let named = |at: usize| {
            let tok = &self.view.toks[at];
            tok.is_capital()
                && tok.is(Classes::FIRST_NAME.or(Classes::SURNAME))
                && !tok.is(Classes::PLACE_NOUN)
        };
        tokens.start > around.sentence.start && named(tokens.start - 1)
            || tokens.end < around.sentence.end && named(tokens.end)
    }

    /// `el Barcelona`, `il Tottenham`, `do Lille`: a town takes no article, its team does. In Portuguese some towns do take
    /// one, so that only a listed team of another country is told by it.
    pub(super) fn is_team_by_article(&self, around: &Around, place: &ListedName) -> bool {
        let Some(before) = place.tokens.start.checked_sub(1).filter(|&at| at >= around.sentence.start) else {
            return false;
        };
        let article = self.view.word(before).to_lowercase();
        let is = |fact: u16| place.senses.iter().any(|sense| sense.facts.is(fact));
        let town = is(Facts::TOWN) && !is(Facts::NATIONAL);
        town && match self.language {
            Language::ES => {
                let city = |sense: &Sense| sense.facts.is(Facts::TOWN) && !sense.facts.is(Facts::DIVISION);
                matches!(article.as_str(), "el" | "al" | "del")
                    && (is(Facts::TEAM) || place.senses.iter().any(city))
            }
            Language::IT => {
                matches!(article.as_str(), "il" | "al" | "del" | "dal" | "nel" | "col")
                    && (is(Facts::TEAM) || !is(Facts::DIVISION | Facts::CAPITAL))
            }
            Language::PT => {
                let home = |sense: &Sense| {
                    sense.facts.is(Facts::TOWN) && is_home(Language::PT, sense.facts.country())
                };
                matches!(article.as_str(), "o" | "ao" | "do" | "pelo")
                    && is(Facts::TEAM)
                    && !place.senses.iter().any(home)
            }
            _ => false,
        }
    }

    /// `Pas-de-Calais`, `Bouches-du-Rhône`: a name behind a small word between hyphens is a piece of a longer one. So is, in
    /// French and German, a person's whose words hyphens join: what bears it is a street, a school or a ship.
    pub(super) fn is_piece(&self, around: &Around, place: &ListedName) -> bool {
        let Range { start, end } = place.tokens;
        let view = self.view;
        let small = |at: usize| view.is_small_between(at);
        let behind = start > around.sentence.start + 2 && small(start - 2);
        let before = end + 1 < around.sentence.end && small(end + 1);
        let person = || place.senses.iter().all(|sense| sense.facts.entity_type() == EntityType::Person);
        let joined = || {
            matches!(self.language, Language::FR | Language::DE)
                && end - start >= 3
                && (start..end - 1).all(|at| view.touches_next(at))
                && view.toks[start].is(Classes::FIRST_NAME)
                && !view.toks[end - 1].is(Classes::FIRST_NAME)
                && person()
        };
        !view.words_known && (end == start + 1 && (behind || before) || joined())
    }

    /// `Gallargues-le-Montueux`: capitals and a small word between hyphens, all one word, name a place in French, or what
    /// is named after somebody.
    pub(super) fn is_hyphened_place(&self, tokens: &Range<usize>) -> bool {
        let Range { start, end } = *tokens;
        self.language == Language::FR
            && (start..end - 1).all(|at| self.view.touches_next(at))
            && (start + 2..end).any(|at| self.view.is_small_between(at))
    }

    /// `Christoph Blocher von der SVP`, `Giulio Anselmi di Equita`: behind a full name and a small word stands where somebody
    /// belongs, and no more of the name.
    pub(super) fn joins_stranger(&self, run: &Run, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let toks = &self.view.toks;
        let small = |at: usize| toks[at].case == Case::Lower && !self.view.is_small_between(at);
        if self.view.words_known {
            return false;
        }
        let Some(from) = tokens.clone().find(|&at| small(at)) else { return false };
        let before = toks[tokens.start..from].iter().filter(|tok| tok.is_capital()).count();
        let made = tokens.clone().any(|at| toks[at].is(Classes::ORG_HEAD) && at < from);
        let Some(rest) =
            (from..tokens.end).find(|&at| toks[at].is_capital()).filter(|_| before >= 2 && !made)
        else {
            return false;
        };
        let parts = match (self.language, self.view.word(from)) {
            (Language::DE, "vom") => true,
            (Language::DE, "von") => rest > from + 1,
            (Language::IT, word) => word.starts_with('d'),
            _ => false,
        };
        let body = |name: &Candidate| {
            name.tokens.start == rest
                && name.senses.iter().any(|sense| {
                    !sense.weak
                        && sense.facts.entity_type() != EntityType::Person
                        && !sense.facts.is(Facts::SMALL_PLACE)
                })
        };
        let strange = || toks[rest].is(Classes::ORG_HEAD) || run.around.is_acronym(&toks[rest]);
        parts || strange() || !toks[rest].is(Classes::SURNAME) && listed.iter().any(body)
    }
}
