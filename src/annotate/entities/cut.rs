//! One sentence to candidate names. Capitalised runs and listed names are cut into the readings with the best total
//! score; a reading that scores too low is kept as open, for the article to decide.

use super::context::{Around, is_connector};
use super::evidence::Signs;
use super::listed::{self, Place, Sense};
use super::view::{Line, View};
use crate::gazetteer::image::Entity;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Gazetteer};
use crate::language::Language;
use crate::segment::{Case, TokenKind};
use std::ops::Range;

/// A stretch of tokens that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'g> {
    pub tokens: Range<usize>,
    pub signs: Signs,
    /// What lists say it may name.
    pub senses: Vec<Sense<'g>>,
    pub line: Line,
    pub sentence: usize,
}

impl Candidate<'_> {
    /// Whether the name is one word.
    pub fn is_one_word(&self) -> bool {
        self.signs.has(Signs::ONE_WORD)
    }
}

/// What a reading must gain to be better than none.
const COST: f32 = 0.6;
/// What a capitalised word costs that no reading covers.
const UNCOVERED: f32 = 0.5;
/// What it costs when two names follow each other with nothing between: likelier they are one.
const TOUCHING: f32 = 1.5;
/// Longest name that is not listed, in tokens.
const LONGEST: usize = 9;
/// Longest run that is cut as one, in tokens: no name is longer, and hostile text may hold nothing but capitals.
const LONGEST_RUN: usize = 32;

/// Inhabitants below which a city's name alone is too little: most such names are also somebody's or something's.
const SMALL: u32 = 100_000;

/// Whether a place is so small that its name needs evidence.
pub(super) fn is_small(entity: &Entity) -> bool {
    matches!(entity.kind, "city" | "district" | "admin2") && entity.population < SMALL
}

/// Cuts one sentence.
pub(super) struct Cutter<'a, 't, 'g> {
    pub view: &'a View<'t>,
    pub gazetteer: &'g Gazetteer,
    pub language: Language,
    /// Whether names no list has are looked for.
    pub unlisted: bool,
}

impl<'g> Cutter<'_, '_, 'g> {
    /// The candidates of a sentence, in text order, never overlapping.
    pub fn cut(&self, number: usize) -> Vec<Candidate<'g>> {
        let (sentence, line) = &self.view.sentences[number];
        let region_at = |at: usize| self.region_at(at, sentence.end);
        let around = Around {
            view: self.view,
            sentence: sentence.clone(),
            line: *line,
            byline: self.is_byline(sentence),
            region_at: &region_at,
        };
        let mut found = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let (run, places) = self.run_at(at, sentence);
            if run.is_empty() {
                at += 1;
                continue;
            }
            at = run.end;
            self.cut_run(&around, &run, places, number, &mut found);
        }
        found
    }

    /// The run that begins at a token: capitalised words with what may join them, and every listed name in it. A
    /// listed name may carry the run on beyond the capitals.
    fn run_at(&self, start: usize, sentence: &Range<usize>) -> (Range<usize>, Vec<Place<'g>>) {
        let mut places = Vec::new();
        let mut end = start;
        let mut at = start;
        while at < sentence.end.min(start + LONGEST_RUN) {
            let listed = listed::at(self.view, self.gazetteer, self.language, at, sentence.end);
            if let Some(longest) = listed.first() {
                end = end.max(longest.tokens.end);
            }
            places.extend(listed);
            if self.view.toks[at].is_capital() {
                end = end.max(at + 1);
            } else if at >= end && !self.joins(at, start, sentence.end) {
                break;
            }
            at += 1;
        }
        places.retain(|place| place.tokens.end <= end);
        (start..end, places)
    }

    /// Whether a small word or mark may stand inside a run: a capital must follow.
    fn joins(&self, at: usize, start: usize, end: usize) -> bool {
        if at == start {
            return false;
        }
        let capital_follows = |from: usize| from < end && self.view.toks[from].is_capital();
        let tok = &self.view.toks[at];
        if tok.joint {
            return self.view.touches_next(at) && capital_follows(at + 1);
        }
        if tok.kind == TokenKind::Clitic {
            return capital_follows(at + 1);
        }
        let word = self.view.word(at);
        let small =
            tok.case == Case::Lower && (tok.is(Classes::PARTICLE) || is_connector(word)) || word == "&";
        small && (capital_follows(at + 1) || self.second_connector(at, end))
    }

    /// `of the`, `for the`, `de la`: two small words in a row.
    fn second_connector(&self, at: usize, end: usize) -> bool {
        let next = at + 1;
        next + 1 < end
            && self.view.toks[next].case == Case::Lower
            && (self.view.toks[next].is(Classes::PARTICLE) || is_connector(self.view.word(next)))
            && self.view.toks[next + 1].is_capital()
    }

    /// Finds the readings of a run with the best total, by dynamic programming from its end.
    fn cut_run(
        &self,
        around: &Around,
        run: &Range<usize>,
        places: Vec<Place<'g>>,
        sentence: usize,
        out: &mut Vec<Candidate<'g>>,
    ) {
        let length = run.len();
        let readings = self.readings(around, run, places, sentence);
        if std::env::var_os("DBG").is_some() {
            for r in &readings {
                let sp = self.view.toks[r.tokens.start].span.to(self.view.toks[r.tokens.end - 1].span);
                eprintln!(
                    "{:?} {:?} {:?}",
                    sp.of(self.view.text),
                    r.signs.best(),
                    r.signs.iter().map(|s| s.name).collect::<Vec<_>>()
                );
            }
        }
        let mut best = vec![(0.0_f32, None::<usize>); length + 1];
        for at in (0..length).rev() {
            best[at] = (best[at + 1].0 - self.uncovered(run.start + at), None);
            for (number, reading) in
                readings.iter().enumerate().filter(|(_, r)| r.tokens.start == run.start + at)
            {
                let (rest, next) = best[reading.tokens.end - run.start];
                let touching = if next.is_some() { TOUCHING } else { 0.0 };
                let total = self.gain(reading) + rest - touching;
                if total > best[at].0 {
                    best[at] = (total, Some(number));
                }
            }
        }
        let mut readings: Vec<Option<Candidate>> = readings.into_iter().map(Some).collect();
        let mut at = 0;
        while at < length {
            match best[at].1.and_then(|number| readings[number].take()) {
                Some(reading) => {
                    at = reading.tokens.end - run.start;
                    out.push(reading);
                }
                None => at += 1,
            }
        }
    }

    /// What a reading adds to the total. The longest listed name wins over the listed names inside it.
    fn gain(&self, reading: &Candidate) -> f32 {
        // A lone word may be the short form of a name given elsewhere: better kept open than dropped.
        let least =
            if reading.is_one_word() && reading.senses.is_empty() { -0.9 * UNCOVERED } else { f32::MIN };
        let safe = !reading.signs.has(Signs::EXTENDS) && reading.senses.iter().any(|sense| !sense.weak);
        let words = if safe { reading.tokens.len() - 1 } else { 0 };
        2.0_f32.mul_add(words as f32, reading.signs.best().1 - COST).max(least)
    }

    fn uncovered(&self, at: usize) -> f32 {
        let apart =
            Classes::TITLE.or(Classes::ROLE).or(Classes::DEMONYM).or(Classes::COMMON).or(Classes::NOT_NAME);
        let tok = &self.view.toks[at];
        if tok.is_capital() && !tok.is(apart) { UNCOVERED } else { 0.0 }
    }

    fn readings(
        &self,
        around: &Around,
        run: &Range<usize>,
        places: Vec<Place<'g>>,
        sentence: usize,
    ) -> Vec<Candidate<'g>> {
        let mut readings: Vec<Candidate> = Vec::new();
        for place in places {
            let mut signs = around.signs(&place.tokens);
            let words = place.tokens.clone().filter(|&at| !self.view.toks[at].joint).count();
            signs.add(self.listed_signs(words, &place.senses));
            if words > 1 && place.senses.iter().any(|sense| !sense.weak) {
                signs = signs.without(Signs::STRUCTURE);
            }
            signs = self.without_match_signs(signs, &place);
            readings.push(Candidate {
                tokens: place.tokens,
                signs,
                senses: place.senses,
                line: around.line,
                sentence,
            });
        }
        let known = readings.len();
        for start in run.clone().filter(|&at| self.view.toks[at].is_capital()) {
            for end in start + 1..=run.end.min(start + LONGEST) {
                let tokens = start..end;
                let listed = readings[..known].iter().any(|reading| reading.tokens == tokens);
                if !listed && self.may_be_name(&tokens, around.line) {
                    let mut signs = around.signs(&tokens);
                    let mut senses = Vec::new();
                    if let Some(inner) = self.extended(around, &tokens, &readings[..known]) {
                        let of = inner.tokens.end < end && self.view.word(inner.tokens.end) == "of";
                        signs.add_if(of, Signs::EXTENDS_OF);
                        signs.add(Signs::EXTENDS.with(self.listed_signs(inner.tokens.len(), &inner.senses)));
                        senses = self.senses_of_country(inner, &tokens, &readings[..known]);
                    }
                    readings.push(Candidate { tokens, signs, senses, line: around.line, sentence });
                }
            }
        }
        readings
    }

    /// The listed organisation a longer name is built on: `Liberal Party` in `Liberal Party of Canada`, `Ontario Liberal
    /// Party`. A word for a people before a name that is safe alone is no part of it: `British House of Commons`.
    fn extended<'r>(
        &self,
        around: &Around,
        tokens: &Range<usize>,
        listed: &'r [Candidate<'g>],
    ) -> Option<&'r Candidate<'g>> {
        let view = self.view;
        let is_organisation = |reading: &&Candidate| {
            reading.tokens.len() > 1
                && reading.tokens.len() < tokens.len()
                && tokens.start <= reading.tokens.start
                && reading.tokens.end <= tokens.end
                && (view.toks[reading.tokens.end - 1].is(Classes::ORG_HEAD)
                    || reading.tokens.start == tokens.start)
                && self.has_sense(&reading.senses, EntityType::Organisation)
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

    /// Whether what follows an inner name within a longer one belongs to it: `of Canada`, `Inc`, nothing.
    fn goes_after(&self, inner: &Candidate, tokens: &Range<usize>) -> bool {
        let after = inner.tokens.end..tokens.end;
        let of = !after.is_empty() && self.view.word(after.start) == "of";
        let suffix = |at: usize| self.view.toks[at].is(Classes::ORG_SUFFIX.or(Classes::ORG_HEAD));
        let plain = |at: usize| self.view.toks[at].is_capital();
        of && after.clone().skip(1).all(plain) || after.clone().all(suffix)
    }

    /// Of the organisations an inner name may mean, those of the country the longer name is made with.
    fn senses_of_country(
        &self,
        inner: &Candidate<'g>,
        tokens: &Range<usize>,
        listed: &[Candidate<'g>],
    ) -> Vec<Sense<'g>> {
        let inside = |reading: &&Candidate| {
            tokens.start <= reading.tokens.start
                && reading.tokens.end <= tokens.end
                && reading.tokens != inner.tokens
        };
        let places = listed.iter().filter(inside).flat_map(|reading| &reading.senses);
        let countries: Vec<&str> = places
            .map(|sense| self.gazetteer.entity(sense.entity))
            .filter(|entity| entity.kind == "country")
            .map(|entity| entity.country)
            .collect();
        let fits = |sense: &&Sense| countries.contains(&self.gazetteer.entity(sense.entity).country);
        inner.senses.iter().filter(fits).copied().collect()
    }

    fn has_sense(&self, senses: &[Sense], entity_type: EntityType) -> bool {
        senses.iter().any(|sense| self.gazetteer.entity(sense.entity).entity_type == entity_type)
    }

    /// Countries play under their own name: a match says nothing against the place. A town or county in a report of
    /// matches is likelier its team.
    fn without_match_signs(&self, mut signs: Signs, place: &Place) -> Signs {
        let entities = || place.senses.iter().map(|sense| self.gazetteer.entity(sense.entity));
        if entities().any(|entity| matches!(entity.kind, "country" | "territory" | "continent")) {
            return signs.without(Signs::SCORE_AFTER.with(Signs::TEAM_AROUND));
        }
        let town = entities()
            .any(|entity| matches!(entity.kind, "city" | "capital" | "admin1" | "admin2" | "district"));
        let somewhere = Signs::IN_BEFORE.with(Signs::STATE_AFTER).with(Signs::DATELINE).with(Signs::TOWN_OF);
        signs.add_if(town && self.view.sport && !signs.has(somewhere), Signs::SPORT_ARTICLE);
        signs
    }

    fn listed_signs(&self, words: usize, senses: &[Sense]) -> Signs {
        let mut signs = Signs::default();
        for sense in senses {
            let entity = self.gazetteer.entity(sense.entity);
            signs.add(match (entity.entity_type, sense.weak) {
                (EntityType::Place, false) if is_small(&entity) => Signs::SMALL_PLACE,
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
            || !view.toks[last].is_capital()
            || self.opens_with_role(tokens)
        {
            return false;
        }
        let word = |at: usize| view.toks[at].is_capital() && view.toks[at].span.len() > 2;
        if !tokens.clone().any(word)
            || tokens.len() == 1 && view.toks[first].is(Classes::DEMONYM.or(Classes::NOT_NAME))
        {
            return false;
        }
        let mut organisation = false;
        for at in tokens.clone() {
            let tok = &view.toks[at];
            organisation |= tok.is(Classes::ORG_HEAD);
            if tok.is_capital() || tok.joint || tok.case == Case::Lower && tok.is(Classes::PARTICLE) {
                continue;
            }
            let possessive = tok.kind == TokenKind::Clitic;
            let later_head = view.word(at) != "of"
                && view.toks[at..tokens.end].iter().any(|tok| tok.is(Classes::ORG_HEAD));
            if possessive && !later_head
                || !possessive && !(organisation || later_head && view.word(at) != "in")
            {
                return false;
            }
        }
        true
    }

    /// `Mayor Khan`, `Member of Parliament`: a title before a name is no part of it, unless an organisation's word ends it.
    fn opens_with_role(&self, tokens: &Range<usize>) -> bool {
        let (first, last) = (&self.view.toks[tokens.start], &self.view.toks[tokens.end - 1]);
        first.is(Classes::TITLE.or(Classes::ROLE)) && tokens.len() > 1 && !last.is(Classes::ORG_HEAD)
    }

    /// `Reporting by X in Moscow; Editing by Y`.
    fn is_byline(&self, sentence: &Range<usize>) -> bool {
        sentence.clone().skip(1).any(|at| {
            self.view.word(at) == "by"
                && [
                    "reporting",
                    "editing",
                    "writing",
                    "written",
                    "compiled",
                    "edited",
                    "reported",
                    "photography",
                ]
                .iter()
                .any(|verb| self.view.is_word(at - 1, verb))
        })
    }

    /// How many tokens the country or first-level division takes that begins at a token, if one does.
    fn region_at(&self, at: usize, end: usize) -> Option<usize> {
        if at >= end || !self.view.toks[at].is_capital() {
            return None;
        }
        let listed = listed::at(self.view, self.gazetteer, self.language, at, end);
        let is_region = |sense: &Sense| {
            let entity = self.gazetteer.entity(sense.entity);
            entity.entity_type == EntityType::Place
                && matches!(entity.kind, "country" | "territory" | "admin1")
        };
        listed.iter().find(|place| place.senses.iter().any(is_region)).map(|place| place.tokens.len())
    }
}
