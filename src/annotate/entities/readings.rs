//! The readings of a run of capitals: listed names, names built on listed ones, and names no list has, each with the
//! signs that speak for it.

use super::context::Around;
use super::cut::{Candidate, Cutter};
use super::evidence::Signs;
use super::listed::{ListedName, Sense, Senses, telling};
use super::run::Run;
use super::traits::{Traits, Words};
use super::view::Line;
use crate::gazetteer::{EntityType, Facts};
use std::ops::Range;

/// Longest name that is not listed, in tokens.
const LONGEST: usize = 9;

impl Cutter<'_, '_, '_> {
    /// All readings of a run: every listed name in it, and every stretch that is put together as a name.
    pub(super) fn readings(
        &self,
        run: &Run,
        places: impl Iterator<Item = ListedName>,
        readings: &mut Vec<Candidate>,
    ) {
        readings.clear();
        readings.extend(places.filter_map(|place| {
            let signs = run.signs(&place.tokens);
            self.listed_reading(run.around, place, signs)
        }));
        if run.around.line == Line::Prose {
            self.add_unlisted(run, readings);
        }
    }

    /// Adds the names that no list has to those that one has.
    fn add_unlisted(&self, run: &Run, readings: &mut Vec<Candidate>) {
        let known = readings.len();
        for start in run.tokens.clone().filter(|&at| self.view.toks[at].is_capital()) {
            let mut words = Words::default();
            if self.opens_with_small_word(run.around, start) {
                continue;
            }
            let longest = if self.opens_with_joiner(run.around, start) { 1 } else { LONGEST };
            for end in start + 1..=run.tokens.end.min(start + longest) {
                let last = run.traits(end - 1);
                words.add(last);
                let tokens = start..end;
                let listed = &readings[..known];
                if last.has(Traits::OUTER)
                    && self.may_be_name(&tokens, &words)
                    && !self.opens_with_article(run.around, &tokens, listed)
                    && !(run.around.byline && tokens.len() == 1 && self.opens_byline(start))
                    && !self.opens_loosely(run.around, &tokens)
                    && !self.joins_stranger(run, &tokens, listed)
                    && !listed.iter().any(|reading| reading.tokens == tokens)
                    && !self.cuts_listed(&tokens, listed)
                {
                    let signs = run.signs_of(&tokens, &words);
                    let reading = self.unlisted_reading(run.around, tokens, signs, listed);
                    readings.push(reading);
                }
            }
        }
    }

    /// A listed name, with what speaks for it here; nothing where its words are meant otherwise.
    pub(super) fn listed_reading(
        &self,
        around: &Around,
        mut place: ListedName,
        mut signs: Signs,
    ) -> Option<Candidate> {
        if self.is_description(&place) || self.is_ordinary_here(around, &place) {
            return None;
        }
        let longer = || self.is_piece(around, &place) || self.is_namesake_longer(around, &place);
        if self.is_word_here(around, &place, signs) || longer() {
            return None;
        }
        signs = self.signs_of_listed(around, &place.tokens, signs);
        let doubtful = place.tokens.len() == 1 && self.is_surname_here(around, place.tokens.start);
        if doubtful || self.is_doubtful_opening(around, &place) {
            place.senses.iter_mut().for_each(|sense| sense.weak = true);
        }
        if self.is_people_here(&place, signs) {
            return None;
        }
        if self.is_state_in_short(around, &place) {
            place.senses.retain(|sense| sense.facts.is(Facts::DIVISION));
            signs = signs.without(Signs::STRUCTURE.with(Signs::NEIGHBOUR_CAPITAL));
            signs.add(Signs::STATE_IN_SHORT);
        } else if self.is_state_in_letters(around, &place, signs) {
            place.senses.retain(|sense| sense.facts.is(Facts::DIVISION));
            place.senses.iter_mut().for_each(|sense| sense.weak = false);
            signs = signs.without(Signs::STRUCTURE.with(Signs::ACRONYM));
        }
        let words = self.words_of(around, signs, &place.tokens);
        let listed = Self::listed_signs(words, &place.senses);
        signs.add(listed);
        if listed.has(Signs::SAFELY_LISTED) {
            let doubts = if words > 1 { Signs::STRUCTURE } else { Signs::default() };
            signs = signs.without(doubts.with(Signs::NUMBER_AFTER));
        }
        if words > 1 {
            // `National Rally`: the list knows better than the word it ends in.
            signs = signs.without(Signs::EVENT_LAST);
        }
        let acts = signs.has(Signs::BARE_SUBJECT) && signs.has(Signs::WEAK_ORGANISATION);
        signs.add_if(acts, Signs::LISTED_ACTS);
        signs.add_if(self.is_capital_amid(around, &place.tokens, signs), Signs::CAPITAL_AMID);
        // `TIME`: said aloud, but a list knows an organisation of that name.
        let aloud = || words == 1 && around.is_acronym(&self.view.toks[place.tokens.start]);
        signs.add_if(signs.has(Signs::WEAK_ORGANISATION) && aloud(), Signs::ACRONYM);
        if !listed.has(Signs::LISTED_AS_PLACE) {
            signs = signs.without(Signs::IN_THE_BEFORE);
        }
        if self.is_country_code(&place.tokens, &place.senses) {
            signs = signs.without(Signs::NEIGHBOUR_CAPITAL);
        }
        let company = || place.senses.iter().any(|sense| sense.weak && sense.facts.is(Facts::COMPANY));
        signs.add_if(signs.has(Signs::ACTS) && company() && around.is_business(), Signs::BUSINESS_TALK);
        signs.add_if(self.is_team_by_article(around, &place), Signs::ARTICLE_TEAM);
        signs = self.signs_of_town(around, signs, &place);
        if self.is_fronted(around, &place.tokens, &place.senses) {
            signs = signs.without(Signs::NEIGHBOUR_CAPITAL);
        }
        let signs = self.without_match_signs(around, signs, &place);
        let signs =
            if self.is_only_shared(around, &place) { signs } else { signs.without(Signs::UNKNOWN_WORD) };
        Some(Candidate { tokens: place.tokens, signs, senses: place.senses, line: around.line })
    }

    /// A name that no list has, with what it takes from the listed names in it.
    fn unlisted_reading(
        &self,
        around: &Around,
        tokens: Range<usize>,
        mut signs: Signs,
        listed: &[Candidate],
    ) -> Candidate {
        let mut senses = Senses::new();
        signs.add_if(tokens.len() > 2 && self.is_saints(&tokens), Signs::SAINT_FIRST);
        signs = self.signs_of_unlisted(around, &tokens, signs);
        if tokens.len() > 1 {
            signs.add_if(self.is_hyphened_place(&tokens), Signs::HYPHENED);
        }
        if tokens.len() == 1 || listed.is_empty() {
            return Candidate { tokens, signs, senses, line: around.line };
        }
        if let Some(inner) = self.extended(around, &tokens, listed) {
            let more = inner.tokens.end..tokens.end;
            signs.add_if(self.joint_of(&more).is_some(), Signs::EXTENDS_OF);
            signs = signs.without(Signs::SAINT_FIRST);
            signs.add(Signs::EXTENDS.with(Self::listed_signs(inner.tokens.len(), &inner.senses)));
            senses = if self.is_legal_form(more) && inner.tokens.start == tokens.start {
                Self::organisations(inner)
            } else {
                Self::senses_of_country(inner, &tokens, listed)
            };
        }
        if let Some(inner) = self.longer_person(&tokens, listed) {
            signs = signs.without(Signs::STRUCTURE);
            signs.add(Self::listed_signs(inner.tokens.len(), &inner.senses));
            senses.clone_from(&inner.senses);
        }
        let code = tokens.start..tokens.start + 1;
        let first = listed.iter().find(|reading| reading.tokens == code);
        if first.is_some_and(|reading| self.is_country_code(&code, &reading.senses)) {
            signs = signs.without(Signs::PLACE_HEAD);
        }
        let begins = senses.is_empty() && self.begins_with_place(around, &tokens, listed);
        signs.add_if(begins && !signs.has(Signs::OF_AFTER_HEAD), Signs::PLACE_FIRST);
        let alone = senses.is_empty() && !signs.has(Signs::EXTENDS);
        signs.add_if(alone && self.begins_with_person(&tokens, listed), Signs::PERSON_FIRST);
        let of_place = signs.has(Signs::HEAD_OF) && !signs.has(Signs::EXTENDS);
        signs.add_if(of_place && self.is_of_place(&tokens, listed), Signs::OF_PLACE);
        if self.is_before_place(&tokens, listed) {
            signs = signs.without(Signs::NEIGHBOUR_CAPITAL);
            signs.add(Signs::OF_PLACE);
        }
        signs.add_if(self.is_named_after(&tokens, listed), Signs::NAMED_AFTER);
        Candidate { tokens, signs, senses, line: around.line }
    }

    /// How many words of a listed name tell something: where `The Sun` opens a sentence and does nothing a newspaper does,
    /// its article has a capital for another reason.
    fn words_of(&self, around: &Around, signs: Signs, tokens: &Range<usize>) -> usize {
        let article = tokens.start == around.opening() && self.view.is_word(tokens.start, "the");
        let words = tokens.clone().filter(|&at| !self.view.toks[at].joint).count();
        let acts = Signs::ACTS.with(Signs::STAFF_AFTER);
        if article && !signs.has(acts) { words - 1 } else { words }
    }

    /// `the Bracknell MP`, `a Lockwood man`: no organisation has the name of this town, whose people are spoken of.
    fn signs_of_town(&self, around: &Around, mut signs: Signs, place: &ListedName) -> Signs {
        let town =
            |sense: &Sense| sense.facts.entity_type() == EntityType::Place && sense.facts.is(Facts::TOWN);
        let townsman = around.is_townsman(&place.tokens);
        let spoken_of = townsman || signs.has(Signs::STAFF_AFTER);
        if !spoken_of || self.view.sport || !place.senses.iter().all(town) {
            return signs;
        }
        if signs.has(Signs::STAFF_AFTER) {
            signs = signs.without(Signs::STAFF_AFTER.with(Signs::THE_BEFORE));
        }
        signs.add_if(townsman, Signs::TOWNSMAN);
        signs
    }

    /// Whether several organisations share a word that no table knows, and nobody and nowhere is called by: `Merck`.
    fn is_only_shared(&self, around: &Around, place: &ListedName) -> bool {
        let shared = |sense: &Sense| sense.weak && sense.facts.entity_type() == EntityType::Organisation;
        place.tokens.len() == 1
            && self.view.toks[place.tokens.start].is_unknown()
            && place.senses.iter().all(shared)
            && !self.is_inside_name(around, &place.tokens)
    }

    /// Countries play under their own name: a match says nothing against the place. A town or county in a report of
    /// matches is likelier its team.
    fn without_match_signs(&self, around: &Around, mut signs: Signs, place: &ListedName) -> Signs {
        if place.senses.iter().any(|sense| sense.facts.is(Facts::NATIONAL)) {
            return signs.without(Signs::SCORE_AFTER.with(Signs::TEAM_AROUND).with(Signs::SCORED_FOR));
        }
        let town = telling(&place.senses).any(|sense| sense.facts.is(Facts::TOWN));
        let somewhere = signs.has(Signs::SOMEWHERE.with(Signs::OF_NAME_BEFORE));
        let team = town || place.senses.iter().any(|sense| sense.facts.is(Facts::TEAM));
        signs.add_if(team && around.is_club_in_brackets(&place.tokens), Signs::CLUB_IN_BRACKETS);
        signs.add_if(team && !town && around.is_before_player(place.tokens.end), Signs::STAFF_AFTER);
        signs.add_if(town && self.view.sport && !somewhere, Signs::SPORT_ARTICLE);
        signs.add_if(town && !somewhere && around.plays(&place.tokens), Signs::TOWN_PLAYS);
        signs
    }

    fn listed_signs(words: usize, senses: &[Sense]) -> Signs {
        let mut signs = Signs::default();
        for sense in telling(senses) {
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
}
