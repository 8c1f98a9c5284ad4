//! The readings of a run of capitals: listed names, names built on listed ones, and names no list has, each with the
//! signs that speak for it.

use super::context::Around;
use super::cue::Cue;
use super::cut::{Candidate, Cutter};
use super::evidence::Signs;
use super::listed::{Place, Sense, Senses};
use super::view::Line;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts};
use crate::segment::{Case, TokenKind};
use std::ops::Range;

/// Longest name that is not listed, in tokens.
const LONGEST: usize = 9;

impl Cutter<'_, '_, '_> {
    /// All readings of a run: every listed name in it, and every stretch that is put together as a name.
    pub(super) fn readings(
        &self,
        around: &Around,
        run: &Range<usize>,
        places: impl Iterator<Item = Place>,
        readings: &mut Vec<Candidate>,
    ) {
        readings.clear();
        for mut place in places {
            if self.is_description(&place) || self.is_ordinary_here(around, &place) {
                continue;
            }
            if place.tokens.len() == 1 && self.is_surname_here(around, place.tokens.start) {
                place.senses.iter_mut().for_each(|sense| sense.weak = true);
            }
            let mut signs = around.signs(&place.tokens);
            if self.is_people_here(&place, signs) {
                continue;
            }
            let words = self.words_of(around, signs, &place.tokens);
            signs.add(Self::listed_signs(words, &place.senses));
            if place.senses.iter().any(|sense| !sense.weak) {
                let doubts = if words > 1 { Signs::STRUCTURE } else { Signs::default() };
                signs = signs.without(doubts.with(Signs::NUMBER_AFTER));
            }
            let acts = signs.has(Signs::BARE_SUBJECT) && signs.has(Signs::WEAK_ORGANISATION);
            signs.add_if(acts, Signs::LISTED_ACTS);
            signs.add_if(self.is_capital_amid(around, &place.tokens, signs), Signs::CAPITAL_AMID);
            if !place.senses.iter().any(|sense| sense.facts.entity_type() == EntityType::Place) {
                signs = signs.without(Signs::IN_THE_BEFORE);
            }
            if self.is_country_code(&place.tokens, &place.senses) {
                signs = signs.without(Signs::NEIGHBOUR_CAPITAL);
            }
            let company = place.senses.iter().any(|sense| sense.weak && sense.facts.is(Facts::COMPANY));
            signs.add_if(company && signs.has(Signs::ACTS) && around.is_business(), Signs::BUSINESS_TALK);
            signs = self.without_match_signs(around, signs, &place).without(Signs::UNKNOWN_WORD);
            readings.push(Candidate { tokens: place.tokens, signs, senses: place.senses, line: around.line });
        }
        let known = readings.len();
        for start in run.clone().filter(|&at| self.view.toks[at].is_capital()) {
            let mut before = None;
            for end in start + 1..=run.end.min(start + LONGEST) {
                let tokens = start..end;
                let listed = readings[..known].iter().any(|reading| reading.tokens == tokens);
                let article = self.opens_with_article(around, &tokens, &readings[..known]);
                if !listed && !article && self.may_be_name(&tokens, around.line) {
                    let before = *before.get_or_insert_with(|| around.before(start));
                    let mut signs = around.signs_behind(before, &tokens);
                    let mut senses = Senses::new();
                    if let Some(inner) = self.extended(around, &tokens, &readings[..known]) {
                        let of = inner.tokens.end < end && self.view.cue(inner.tokens.end) == Cue::Of;
                        signs.add_if(of, Signs::EXTENDS_OF);
                        signs.add(Signs::EXTENDS.with(Self::listed_signs(inner.tokens.len(), &inner.senses)));
                        senses = if self.is_legal_form(inner.tokens.end..end) && inner.tokens.start == start {
                            Self::organisations(inner)
                        } else {
                            Self::senses_of_country(inner, &tokens, &readings[..known])
                        };
                    }
                    if let Some(inner) = self.longer_person(&tokens, &readings[..known]) {
                        signs = signs.without(Signs::STRUCTURE);
                        signs.add(Self::listed_signs(inner.tokens.len(), &inner.senses));
                        senses.clone_from(&inner.senses);
                    }
                    let code = start..start + 1;
                    let first = readings[..known].iter().find(|reading| reading.tokens == code);
                    if first.is_some_and(|reading| self.is_country_code(&code, &reading.senses)) {
                        signs = signs.without(Signs::PLACE_HEAD);
                    }
                    let begins = senses.is_empty() && self.begins_with_place(&tokens, &readings[..known]);
                    signs.add_if(begins, Signs::PLACE_FIRST);
                    readings.push(Candidate { tokens, signs, senses, line: around.line });
                }
            }
        }
    }

    /// How many words of a listed name tell something: where `The Sun` opens a sentence and does nothing a newspaper does,
    /// its article has a capital for another reason.
    fn words_of(&self, around: &Around, signs: Signs, tokens: &Range<usize>) -> usize {
        let article = self.view.is_word(tokens.start, "the") && tokens.start == around.opening();
        let words = tokens.clone().filter(|&at| !self.view.toks[at].joint).count();
        let acts = Signs::ACTS.with(Signs::STAFF_AFTER);
        if article && !signs.has(acts) { words - 1 } else { words }
    }

    /// The listed organisation a longer name is built on: `Liberal Party` in `Liberal Party of Canada`, `Ontario Liberal
    /// Party`. A word for a people before a name that is safe alone is no part of it: `British House of Commons`.
    fn extended<'r>(
        &self,
        around: &Around,
        tokens: &Range<usize>,
        listed: &'r [Candidate],
    ) -> Option<&'r Candidate> {
        let view = self.view;
        let long = |reading: &Candidate| {
            let safe = Self::organisations(reading).iter().any(|sense| !sense.weak);
            reading.tokens.len() > 1 || safe && self.is_legal_form(reading.tokens.end..tokens.end)
        };
        let is_organisation = |reading: &&Candidate| {
            long(reading)
                && reading.tokens.len() < tokens.len()
                && tokens.start <= reading.tokens.start
                && reading.tokens.end <= tokens.end
                && (view.toks[reading.tokens.end - 1].is(Classes::ORG_HEAD)
                    || reading.tokens.start == tokens.start)
                && reading.senses.iter().any(|sense| sense.facts.entity_type() == EntityType::Organisation)
        };
        listed.iter().filter(is_organisation).find(|inner| {
            let before = tokens.start..inner.tokens.start;
            let opening = tokens.start == around.opening() && view.toks[tokens.start].is(Classes::COMMON);
            let people = before.len() == 1 && view.toks[tokens.start].is(Classes::DEMONYM);
            let safe = inner.senses.iter().any(|sense| !sense.weak);
            let goes_before =
                before.clone().all(|at| view.toks[at].is_capital() && !view.toks[at].is(Classes::TITLE));
            (before.is_empty() || goes_before && !opening && !(people && safe))
                && self.goes_after(inner, tokens)
        })
    }

    /// The listed person whose name goes on in a longer one: `Mohammed bin Salman` in `Mohammed bin Salman bin Abdulaziz`,
    /// `Ted Hui` in `Ted Hui Chi-fung`.
    fn longer_person<'r>(&self, tokens: &Range<usize>, listed: &'r [Candidate]) -> Option<&'r Candidate> {
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
    fn begins_with_place(&self, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
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

    /// `U.S. District Judge`: a country's short form in capitals stands before names and titles and is no part of a place's
    /// name.
    fn is_country_code(&self, tokens: &Range<usize>, senses: &[Sense]) -> bool {
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
    fn is_legal_form(&self, mut tokens: Range<usize>) -> bool {
        !tokens.is_empty() && tokens.all(|at| self.view.toks[at].is(Classes::LEGAL_FORM))
    }

    /// The organisations a name may mean.
    fn organisations(inner: &Candidate) -> Senses {
        let of_type = |sense: &&Sense| sense.facts.entity_type() == EntityType::Organisation;
        inner.senses.iter().filter(of_type).copied().collect()
    }

    /// Of the organisations an inner name may mean, those of the country the longer name is made with.
    fn senses_of_country(inner: &Candidate, tokens: &Range<usize>, listed: &[Candidate]) -> Senses {
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

    /// Countries play under their own name: a match says nothing against the place. A town or county in a report of
    /// matches is likelier its team.
    fn without_match_signs(&self, around: &Around, mut signs: Signs, place: &Place) -> Signs {
        if place.senses.iter().any(|sense| sense.facts.is(Facts::NATIONAL)) {
            return signs.without(Signs::SCORE_AFTER.with(Signs::TEAM_AROUND));
        }
        let town = place.senses.iter().any(|sense| sense.facts.is(Facts::TOWN));
        let somewhere = Signs::IN_BEFORE.with(Signs::STATE_AFTER).with(Signs::DATELINE).with(Signs::TOWN_OF);
        signs.add_if(town && self.view.sport && !signs.has(somewhere), Signs::SPORT_ARTICLE);
        signs.add_if(town && !signs.has(somewhere) && around.plays(&place.tokens), Signs::TOWN_PLAYS);
        signs
    }

    fn listed_signs(words: usize, senses: &[Sense]) -> Signs {
        let mut signs = Signs::default();
        for sense in senses {
            signs.add(match (sense.facts.entity_type(), sense.weak) {
                (EntityType::Place, false) if sense.facts.is(Facts::SMALL_PLACE) => Signs::SMALL_PLACE,
                (EntityType::Person, false) => Signs::LISTED_PERSON,
                (EntityType::Place, false) => Signs::LISTED_PLACE,
                (EntityType::Organisation, false) => Signs::LISTED_ORGANISATION,
                (EntityType::Person, true) => Signs::WEAK_PERSON,
                (EntityType::Place, true) => Signs::WEAK_PLACE,
                (EntityType::Organisation, true) => Signs::WEAK_ORGANISATION,
            });
        }
        signs.add_if(words > 1, Signs::LISTED_LONG);
        signs
    }

    /// Whether a stretch of a run is put together as a name no list has may be.
    fn may_be_name(&self, tokens: &Range<usize>, line: Line) -> bool {
        let view = self.view;
        let (first, last) = (tokens.start, tokens.end - 1);
        if line != Line::Prose
            || !self.unlisted && tokens.len() > 1
            || !(view.toks[last].is_capital() || view.is_tail(last))
            || self.opens_with_suffix(tokens)
            || self.breaks_hyphen(tokens)
            || self.opens_with_role(tokens)
        {
            return false;
        }
        let word = |at: usize| {
            view.toks[at].is_capital()
                && view.toks[at].span.len() > 2
                && !(tokens.len() == 1 && view.word(at).ends_with('.'))
        };
        if !tokens.clone().any(word) || tokens.len() == 1 && view.toks[first].is(Classes::DEMONYM) {
            return false;
        }
        let mut organisation = false;
        for at in tokens.clone() {
            let tok = &view.toks[at];
            organisation |= tok.is(Classes::ORG_HEAD);
            if tok.is_capital()
                || tok.joint
                || view.is_tail(at)
                || tok.case == Case::Lower && tok.is(Classes::PARTICLE)
            {
                continue;
            }
            let possessive = tok.kind == TokenKind::Clitic;
            let later_head =
                tok.cue != Cue::Of && view.toks[at..tokens.end].iter().any(|tok| tok.is(Classes::ORG_HEAD));
            let joined = tok.cue == Cue::For && self.for_inside(tokens, at);
            let held = joined
                || if possessive { later_head } else { organisation || later_head && tok.cue != Cue::In };
            if !held {
                return false;
            }
        }
        true
    }

    /// `Black Voices for Peace`: capitals on both sides of `for`, and no role among them, as in `Minister for Trade`.
    fn for_inside(&self, tokens: &Range<usize>, at: usize) -> bool {
        let apart =
            Classes::ROLE.or(Classes::TITLE).or(Classes::NOT_NAME).or(Classes::EVENT).or(Classes::FIRST_NAME);
        let toks = &self.view.toks;
        tokens.clone().all(|other| other == at || toks[other].is_capital() && !toks[other].is(apart))
    }

    /// `Iraqi military`, `U.S. army`, `Chile's central bank`: words for a people or a country and a noun written small say
    /// what is meant, they do not name it. A user's own list may.
    fn is_description(&self, place: &Place) -> bool {
        let toks = &self.view.toks;
        let (first, last) = (place.tokens.start, place.tokens.end - 1);
        let of_people = toks[first].is(Classes::DEMONYM)
            || toks[first].case == Case::Upper
            || toks[first + 1..=last].iter().any(|tok| tok.kind == TokenKind::Clitic);
        place.tokens.len() > 1
            && toks[last].case == Case::Lower
            && toks[last].is(Classes::COMMON)
            && of_people
            && place
                .senses
                .iter()
                .all(|sense| sense.entity.list == 0 && sense.facts.entity_type() == EntityType::Organisation)
    }

    /// Where capitals tell nothing, or a match is told of, a word that is also an ordinary one is no shared name: `IN`, `RBI`.
    fn is_ordinary_here(&self, around: &Around, place: &Place) -> bool {
        let tok = &self.view.toks[place.tokens.start];
        let loud = around.line == Line::Capitals && tok.span.len() <= 3 && tok.is(Classes::COMMON);
        let score = self.view.sport && tok.case == Case::Upper && tok.is(Classes::TEAM_WORD);
        let weak = place.senses.iter().all(|sense| sense.weak);
        place.tokens.len() == 1 && (loud && weak || score)
    }

    /// `the shares that Apple sold`: an ordinary word, listed as an organisation, keeps its capital in mid-sentence. After
    /// `the` or beside other capitals it may be part of anything.
    fn is_capital_amid(&self, around: &Around, tokens: &Range<usize>, signs: Signs) -> bool {
        let apart = Signs::THE_BEFORE.with(Signs::NEIGHBOUR_CAPITAL).with(Signs::SMALL_ELSEWHERE);
        let tok = &self.view.toks[tokens.start];
        tokens.len() == 1
            && !self.is_inside_name(around, tokens)
            && signs.has(Signs::WEAK_ORGANISATION)
            && tok.case == Case::Capitalised
            && tok.is(Classes::COMMON)
            && !tok.is(Classes::ORG_HEAD.or(Classes::TITLE).or(Classes::ROLE).or(Classes::NOT_NAME))
            && !signs.has(apart)
            && tokens.start != around.opening()
            && around.line == Line::Prose
            && self.view.capitals_tell
    }

    /// Whether the words around say that a word is a piece of a longer name: `Center for Science`, `People's Life First`.
    fn is_inside_name(&self, around: &Around, tokens: &Range<usize>) -> bool {
        let (toks, sentence) = (&self.view.toks, &around.sentence);
        let before = tokens.start.checked_sub(1).filter(|&at| at >= sentence.start);
        let joined = before.is_some_and(|at| {
            let ordinary =
                |at: usize| toks[at].is(Classes::COMMON.or(Classes::ORG_HEAD).or(Classes::NOT_NAME));
            let named = at > sentence.start && toks[at - 1].is_capital();
            toks[at].is_capital()
                || named
                    && (matches!(self.view.word(at), "of" | "for")
                        || ordinary(at - 1) && self.view.word(at) == "and")
        });
        let clitic = tokens.end < sentence.end && toks[tokens.end].kind == TokenKind::Clitic;
        let after = tokens.end + usize::from(clitic);
        joined
            || after < sentence.end
                && toks[after].is_capital()
                && (clitic || !toks[after].is(Classes::ROLE.or(Classes::TITLE)))
    }

    /// Whether a word for a people is also the name of some small place that nothing here speaks of: `German`, of Man.
    fn is_people_here(&self, place: &Place, signs: Signs) -> bool {
        let somewhere = Signs::STATE_AFTER.with(Signs::DATELINE).with(Signs::TOWN_OF).with(Signs::LEADER_OF);
        place.tokens.len() == 1
            && self.view.toks[place.tokens.start].is(Classes::DEMONYM)
            && !signs.has(somewhere)
            && place.senses.iter().all(|sense| sense.weak && sense.facts.entity_type() == EntityType::Place)
    }

    /// Whether a word is here somebody's surname: a first name stands before it, or a hyphen joins it to another name.
    fn is_surname_here(&self, around: &Around, at: usize) -> bool {
        let toks = &self.view.toks;
        let named = at > around.sentence.start
            && toks[at - 1].is(Classes::FIRST_NAME)
            && toks[at - 1].case == Case::Capitalised
            && !toks[at - 1].is(Classes::TITLE.or(Classes::ROLE).or(Classes::NOT_NAME));
        around.line == Line::Prose && named
    }

    /// `Whole Foods Market Inc. Whole Foods`: the legal form that ends one name, and a sentence, begins no other.
    fn opens_with_suffix(&self, tokens: &Range<usize>) -> bool {
        tokens.len() > 1
            && self.view.toks[tokens.start].is(Classes::ORG_SUFFIX)
            && self.view.word(tokens.start).ends_with('.')
    }

    /// `Kim Jong` in `Kim Jong-un`: what hangs on by a hyphen belongs to the name.
    fn breaks_hyphen(&self, tokens: &Range<usize>) -> bool {
        let tail = tokens.end + 1;
        tail < self.view.toks.len() && self.view.toks[tokens.end].joint && self.view.is_tail(tail)
    }

    /// `Socialist Party of America`: the words before the first small one end in an organisation's word.
    fn head_before_small(&self, tokens: &Range<usize>) -> bool {
        let capitals = tokens.clone().take_while(|&at| self.view.toks[at].is_capital());
        capitals.skip(1).last().is_some_and(|at| self.view.toks[at].is(Classes::ORG_HEAD))
    }

    /// `The Ministry of Health`, `An Asiana Airlines`: an article that opens the sentence, or stands before a listed name, is
    /// no part of a name. `The Dispatch` elsewhere is one.
    fn opens_with_article(&self, around: &Around, tokens: &Range<usize>, listed: &[Candidate]) -> bool {
        let rest = tokens.start + 1..tokens.end;
        let made = self.view.toks[tokens.end - 1].is(Classes::ORG_HEAD.or(Classes::ORG_SUFFIX));
        let the = || self.view.is_word(tokens.start, "the");
        let alone =
            || tokens.start == around.opening() || listed.iter().any(|reading| reading.tokens == rest);
        tokens.len() > 1 && (the() && alone() || made && matches!(self.view.word(tokens.start), "A" | "An"))
    }

    /// `Mayor Khan`, `Member of Parliament`: a title before a name is no part of it, unless an organisation's word ends it.
    fn opens_with_role(&self, tokens: &Range<usize>) -> bool {
        let (first, last) = (&self.view.toks[tokens.start], &self.view.toks[tokens.end - 1]);
        let initial = || self.view.word(tokens.start).trim_end_matches('.').len() == 1;
        tokens.len() > 1
            && first.is(Classes::TITLE.or(Classes::ROLE))
            && !last.is(Classes::ORG_HEAD)
            && !initial()
            && !self.head_before_small(tokens)
    }
}
