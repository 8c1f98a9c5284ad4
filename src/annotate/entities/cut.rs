//! One sentence to candidate names. Capitalised runs and listed names are cut into the readings with the best total
//! score; a reading that scores too low is kept as open, for the article to decide.

use super::context::Around;
use super::cue::Cue;
use super::evidence::Signs;
use super::listed::{self, ListedName, Sense, Senses};
use super::run::{Edge, Run};
use super::traits::Traits;
use super::view::{Line, Tok, View};
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts, Gazetteer};
use crate::language::Language;
use crate::segment::{Case, TokenKind};
use smallvec::SmallVec;
use std::mem;
use std::ops::Range;

/// A stretch of tokens that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub tokens: Range<usize>,
    pub signs: Signs,
    /// What lists say it may name.
    pub senses: Senses,
    pub line: Line,
}

impl Candidate {
    /// A word that no list has.
    fn of_word(around: &Around, at: usize, signs: Signs) -> Self {
        Self { tokens: at..at + 1, signs, senses: Senses::new(), line: around.line }
    }

    /// The candidate, leaving it without its senses.
    fn take(&mut self) -> Self {
        Self { tokens: self.tokens.clone(), senses: mem::take(&mut self.senses), ..*self }
    }

    /// Whether a list says of something that this is its name, without asking for evidence.
    fn is_sure(&self) -> bool {
        self.senses.iter().any(|sense| !sense.weak)
    }

    /// Whether it is, as it stands, a name of several words that a list has.
    fn is_listed_whole(&self) -> bool {
        self.tokens.len() > 1 && self.is_sure() && !self.signs.has(Signs::EXTENDS)
    }

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
const TOUCHING: f32 = 2.2;
/// What a capitalised word costs that is left out right before an organisation.
const LEFT: f32 = 0.8;
/// Signs that a word without a reading is a piece of something.
const APART: Signs = Signs::EVENT_AFTER.with(Signs::NEIGHBOUR_CAPITAL).with(Signs::TITLE_OF_WORK);
/// Longest run that is cut as one, in tokens: no name is longer, and hostile text may hold nothing but capitals.
pub(super) const LONGEST_RUN: usize = 32;

/// What stands before `by` in credits.
const BYLINES: &[&str] =
    &["reporting", "editing", "writing", "written", "compiled", "edited", "reported", "photography"];

/// Room for the listed names of one run, its tokens and its readings, kept from run to run.
pub(super) struct Room {
    pub places: Vec<ListedName>,
    pub edges: Vec<Edge>,
    pub readings: Vec<Candidate>,
    pub best: Vec<Best>,
}

impl Room {
    /// Room for as many as most runs have.
    pub fn new() -> Self {
        Self {
            places: Vec::with_capacity(8),
            edges: Vec::with_capacity(16),
            readings: Vec::with_capacity(16),
            best: Vec::with_capacity(16),
        }
    }
}

/// The best total from a token on, and the number of the reading that begins there, if one does.
pub(super) type Best = (f32, Option<usize>);

/// Cuts one sentence.
pub(super) struct Cutter<'a, 't, 'g> {
    pub view: &'a View<'t>,
    pub gazetteer: &'g Gazetteer,
    pub language: Language,
    /// Where titles of works stand.
    pub titles: &'a [Range<usize>],
}

impl Cutter<'_, '_, '_> {
    /// Adds the candidates of a sentence, in text order, never overlapping.
    pub fn cut(&self, number: usize, room: &mut Room, found: &mut Vec<Candidate>) {
        let (sentence, line) = &self.view.sentences[number];
        let region_at = |at: usize| self.region_at(at, sentence.end);
        let mut words = sentence.clone();
        let byline = self.is_byline(sentence);
        let around = Around {
            view: self.view,
            sentence: sentence.clone(),
            line: if byline { Line::Prose } else { *line },
            opening: words.find(|&at| self.view.toks[at].is_word()).unwrap_or(sentence.start),
            byline,
            region_at: &region_at,
            titles: self.titles,
        };
        let mut at = sentence.start;
        let Room { places, edges, readings, best } = room;
        while let Some(start) = self.next_start(at..sentence.end) {
            let run = self.run_at(start, sentence, places);
            at = run.end.max(start + 1);
            if run.is_empty() {
                continue;
            }
            if run.len() == 1 {
                self.cut_word(&around, run.start, places.pop(), found);
            } else {
                let run = Run::new(&around, run, edges);
                if self.is_riding(&run.tokens) {
                    let tokens = run.tokens.start..self.end_of_riding(&run.tokens);
                    at = tokens.end;
                    let signs = run.signs(&tokens).without(Signs::STRUCTURE).with(Signs::TOWN_OF);
                    found.push(Candidate { tokens, signs, senses: Senses::new(), line: *line });
                    continue;
                }
                self.readings(&run, places.drain(..), readings);
                self.cut_run(&run, readings, best, found);
            }
        }
    }

    /// `the riding of Saskatoon - Humboldt`: whether a run is a constituency's name that dashes join.
    fn is_riding(&self, run: &Range<usize>) -> bool {
        let name = || run.start..self.end_of_riding(run);
        self.view.is_riding(run.start) && name().any(|at| self.view.cue(at).is_dash())
    }

    /// Where such a name ends: before the first small word.
    fn end_of_riding(&self, run: &Range<usize>) -> usize {
        let belongs = |at: usize| self.view.toks[at].is_capital() || self.view.cue(at).is_dash();
        run.clone().find(|&at| !belongs(at)).unwrap_or(run.end)
    }

    /// The first token of a stretch at which a name may begin.
    fn next_start(&self, tokens: Range<usize>) -> Option<usize> {
        let may_start = |tok: &Tok| listed::may_start(tok, self.gazetteer);
        self.view.toks[tokens.clone()].iter().position(may_start).map(|ahead| tokens.start + ahead)
    }

    /// The run that begins at a token: capitalised words with what may join them, and every listed name in it. A
    /// listed name may carry the run on beyond the capitals.
    fn run_at(&self, start: usize, sentence: &Range<usize>, places: &mut Vec<ListedName>) -> Range<usize> {
        places.clear();
        let mut end = start;
        let mut at = start;
        while at < sentence.end.min(start + LONGEST_RUN) {
            if listed::may_start(&self.view.toks[at], self.gazetteer) {
                let before = places.len();
                listed::add_at(self.view, self.gazetteer, self.language, at..sentence.end, places);
                if let Some(longest) = places.get(before) {
                    end = end.max(longest.tokens.end);
                }
            }
            let ends = || self.view.is_tail(at) || self.view.is_body_adjective(at);
            if self.view.toks[at].is_capital() || at > start && ends() {
                end = end.max(at + 1);
                if end == at + 1 && self.view.ends_company(at) {
                    break;
                }
            } else if at >= end && !self.joins(at, start, sentence.end) {
                break;
            }
            at += 1;
        }
        places.retain(|place| place.tokens.end <= end);
        start..end
    }

    /// Whether a small word or mark may stand inside a run: a capital must follow.
    fn joins(&self, at: usize, start: usize, end: usize) -> bool {
        if at == start {
            return false;
        }
        let capital_follows = |from: usize| from < end && self.view.toks[from].is_capital();
        let tok = &self.view.toks[at];
        if tok.cue == Cue::Comma {
            return self.view.is_form_apart(at) || self.lists_on(start..at, end);
        }
        if tok.cue.is_dash() && self.view.is_riding(start) {
            return capital_follows(at + 1);
        }
        if tok.joint {
            // `Viollet-le-Duc`: a particle between two hyphens.
            let small = self.view.toks[at + 1..].first().is_some_and(|next| next.is(Classes::PARTICLE));
            let small = small || self.view.is_small_between(at + 1);
            let particle = at + 2 < end && small && self.view.toks[at + 2].joint;
            let tail = at + 1 < end && self.view.is_tail(at + 1);
            let onward = capital_follows(at + 1) || particle && capital_follows(at + 3) || tail;
            return self.view.touches_next(at) && onward;
        }
        if tok.kind == TokenKind::Clitic {
            return capital_follows(at + 1);
        }
        let small = tok.case == Case::Lower && (tok.is(Classes::PARTICLE) || tok.cue.is_connector())
            || tok.cue == Cue::Ampersand;
        let hyphenated = small && at + 1 < end && self.view.toks[at + 1].joint && capital_follows(at + 2);
        hyphenated || small && (capital_follows(at + 1) || self.second_connector(at, end))
    }

    /// `of the`, `for the`, `de la`: two small words in a row.
    fn second_connector(&self, at: usize, end: usize) -> bool {
        let next = at + 1;
        next + 1 < end
            && self.view.toks[next].case == Case::Lower
            && (self.view.toks[next].is(Classes::PARTICLE) || self.view.cue(next).is_connector())
            && self.view.toks[next + 1].is_capital()
    }

    /// Finds the readings of a run with the best total, by dynamic programming from its end.
    pub(super) fn cut_run(
        &self,
        run: &Run,
        readings: &mut [Candidate],
        best: &mut Vec<Best>,
        out: &mut Vec<Candidate>,
    ) {
        let Range { start, end } = run.tokens;
        // The longest listed name wins over what lies inside it, whatever that adds up to: `Air France-KLM`.
        let whole = |reading: &&Candidate| reading.is_listed_whole();
        let wholes: SmallVec<[Range<usize>; 2]> =
            readings.iter().filter(whole).map(|reading| reading.tokens.clone()).collect();
        let is_inside = |tokens: &Range<usize>| {
            wholes.iter().any(|whole| {
                whole.start <= tokens.start && tokens.end <= whole.end && tokens.len() < whole.len()
            })
        };
        best.clear();
        best.resize(end - start + 1, (0.0, None));
        for at in (start..end).rev() {
            let (rest, next) = best[at + 1 - start];
            let mut chosen = (rest - self.uncovered(at) - self.left_of(readings, next, at), None);
            let begins = |reading: &Candidate| {
                reading.tokens.start == at && !is_inside(&reading.tokens) && !Self::ends_amid(reading, run)
            };
            for (number, reading) in readings.iter().enumerate().filter(|(_, reading)| begins(reading)) {
                let (rest, next) = best[reading.tokens.end - start];
                let touches = next.is_some() && !self.is_fronted_reading(reading, run);
                let touching = if touches || Self::breaks_name(reading, run) { TOUCHING } else { 0.0 };
                let total = Self::gain(reading) + rest - touching;
                if total > chosen.0 {
                    chosen = (total, Some(number));
                }
            }
            best[at - start] = chosen;
        }
        let mut at = start;
        while at < end {
            if let Some(number) = best[at - start].1 {
                let reading = &mut readings[number];
                at = reading.tokens.end;
                out.push(reading.take());
            } else {
                out.extend(self.lone_word(run, at, readings));
                at += 1;
            }
        }
    }

    /// The same of a reading: `In Kerala | Mathew Thomas`.
    fn is_fronted_reading(&self, reading: &Candidate, run: &Run) -> bool {
        reading.signs.has(Signs::IN_BEFORE) && self.is_fronted(run.around, &reading.tokens, &reading.senses)
    }

    /// A capitalised word that no reading covers. Where it had one of its own, which lost, its signs are known.
    fn lone_word(&self, run: &Run, at: usize, readings: &[Candidate]) -> Option<Candidate> {
        if !self.may_stand_alone(run.around, at) {
            return None;
        }
        let tokens = at..at + 1;
        let own = readings.iter().find(|reading| reading.tokens == tokens && reading.senses.is_empty());
        let signs = own.map_or_else(
            || self.signs_of_unlisted(run.around, &tokens, run.signs(&tokens)),
            |reading| reading.signs,
        );
        (!signs.has(APART)).then(|| Candidate::of_word(run.around, at, signs))
    }

    /// `Desmond M. | Tutu`: whether a reading that no list has ends in an initial before another capital.
    fn ends_amid(reading: &Candidate, run: &Run) -> bool {
        let end = reading.tokens.end;
        !reading.is_one_word()
            && end < run.tokens.end
            && !reading.is_sure()
            && run.traits(end - 1).has(Traits::INITIAL)
            && run.traits(end).has(Traits::CAPITAL)
    }

    /// `Mary Smith-|Jones Brown`: whether a reading of which no list is sure begins or ends at a hyphen, or one of several
    /// words at a particle, that joins it to another capital.
    fn breaks_name(reading: &Candidate, run: &Run) -> bool {
        let word = reading.is_one_word();
        let Range { start, end } = reading.tokens;
        let within = &run.tokens;
        // Elsewhere than in English particles join organisations' names too.
        let personal = run.around.view.words_known || reading.signs.has(Signs::FIRST_NAME);
        let binding = if personal && !word { Traits::BINDING } else { Traits::default() };
        let joins = |at: &usize| run.traits(*at).has(Traits::JOINT.with(binding));
        if !(end < within.end && joins(&end) || start > within.start && joins(&(start - 1))) {
            return false;
        }
        // `BellSouth-LIN`, `Greenbrier-Pocahontas`: short words in capitals and what lists know are names by themselves.
        if reading.is_sure() || word && (reading.signs.has(Signs::ACRONYM) || !reading.senses.is_empty()) {
            return false;
        }
        let capital = |at: usize| run.traits(at).has(Traits::CAPITAL);
        let after = end + (end..within.end).take_while(joins).count();
        let before = start - (within.start..start).rev().take_while(joins).count();
        let goes_on = after > end && after < within.end && capital(after);
        let begun = before < start && before > within.start && capital(before - 1);
        begun || goes_on
    }

    /// The same for a run of one word, which a list has or not.
    pub(super) fn cut_word(
        &self,
        around: &Around,
        at: usize,
        place: Option<ListedName>,
        out: &mut Vec<Candidate>,
    ) {
        let alone = self.may_stand_alone(around, at);
        let may_be = around.line == Line::Prose
            && self.view.toks[at].is_capital()
            && self.may_be_word(at)
            && !(around.byline && self.opens_byline(at))
            && !self.opens_with_small_word(around, at);
        if place.is_none() && !alone && !may_be {
            return;
        }
        let signs = around.signs_of_word(at);
        let listed = place.and_then(|place| self.listed_reading(around, place, signs));
        let unlisted = may_be && listed.is_none();
        if let Some(reading) = listed.filter(|reading| Self::gain(reading) > -self.uncovered(at)) {
            out.push(reading);
            return;
        }
        let signs = self.signs_of_unlisted(around, &(at..at + 1), signs);
        // What a name no list has gains is never less than what it costs to leave a word that may be one.
        let gains = || self.uncovered(at) > 0.0 || signs.best_score() > COST;
        if alone && !signs.has(APART) || unlisted && gains() {
            out.push(Candidate::of_word(around, at, signs));
        }
    }

    /// Whether a capitalised word may be a candidate that no reading covers: an ordinary word, or somebody called `May` or
    /// `Brown`.
    fn may_stand_alone(&self, around: &Around, at: usize) -> bool {
        let tok = &self.view.toks[at];
        // Two capitals name nothing by themselves, but brackets may have given them: `the FA`.
        let pair = tok.is_pair() && !tok.is(Classes::COMMON);
        let word = tok.case == Case::Capitalised && tok.span.len() > 1 && !tok.is_bare_legal_form();
        (word || pair)
            && around.line == Line::Prose
            && !(around.byline && self.opens_byline(at))
            && !self.is_small_word(around, at)
    }

    /// What a reading adds to the total. The longest listed name wins over the listed names inside it.
    fn gain(reading: &Candidate) -> f32 {
        // A lone word may be the short form of a name given elsewhere: better kept open than dropped.
        let sure = reading.is_sure();
        let least = if reading.is_one_word() && !sure { -0.9 * UNCOVERED } else { f32::MIN };
        let words = if reading.is_listed_whole() { reading.tokens.len() - 1 } else { 0 };
        (reading.signs.best_score() - COST + 2.0 * words as f32).max(least)
    }

    /// What it costs to leave a capitalised word out that stands right before an organisation: `War` in `National War Labor
    /// Board`.
    fn left_of(&self, readings: &[Candidate], next: Option<usize>, at: usize) -> f32 {
        let heads = Signs::HEAD_LAST.with(Signs::HEAD_OF).with(Signs::SUFFIX);
        let tok = &self.view.toks[at];
        let apart = Classes::DEMONYM.or(Classes::TITLE).or(Classes::PLACE_HEAD);
        let before = next.is_some_and(|next| {
            let reading = &readings[next];
            reading.tokens.start == at + 1 && reading.signs.has(heads) && !reading.is_sure()
        });
        // `Cook Children's | Medical Center`.
        let owner = || {
            tok.kind == TokenKind::Clitic
                && at.checked_sub(1).is_some_and(|at| self.view.cue(at) == Cue::Folk)
        };
        if before && (tok.is_capital() && !tok.is(apart) || owner()) { LEFT } else { 0.0 }
    }

    fn uncovered(&self, at: usize) -> f32 {
        let apart =
            Classes::TITLE.or(Classes::ROLE).or(Classes::DEMONYM).or(Classes::COMMON).or(Classes::NOT_NAME);
        let tok = &self.view.toks[at];
        if tok.is_capital() && !tok.is(apart) { UNCOVERED } else { 0.0 }
    }

    /// `Reporting by X in Moscow; Editing by Y`.
    fn is_byline(&self, sentence: &Range<usize>) -> bool {
        let Some((_, later)) = self.view.toks[sentence.clone()].split_first() else { return false };
        let by = |tok: &Tok| tok.cue == Cue::By;
        later.iter().zip(sentence.start..).any(|(tok, before)| by(tok) && self.opens_byline(before))
    }

    /// `Reporting by`, `Editing by`: whether one of these words stands at a token, and `by` behind it.
    pub(super) fn opens_byline(&self, at: usize) -> bool {
        let by = self.view.toks.get(at + 1).is_some_and(|next| next.cue == Cue::By);
        by && BYLINES.iter().any(|verb| self.view.is_word(at, verb))
    }

    /// How many tokens the country or first-level division takes that begins at a token, if one does.
    fn region_at(&self, at: usize, end: usize) -> Option<usize> {
        if at >= end || !self.view.toks[at].is_capital() {
            return None;
        }
        let listed = listed::at(self.view, self.gazetteer, self.language, at, end);
        let is_region = |sense: &Sense| {
            sense.facts.entity_type() == EntityType::Place
                && (sense.facts.is(Facts::COUNTRY | Facts::TERRITORY | Facts::DIVISION)
                    || sense.facts.is(Facts::REGION) && !sense.facts.country().is_none())
        };
        // `Bobby Cecil, Mary Loveless`: what is a first name too, before another capital.
        let given = |place: &ListedName| {
            let Range { start, end: after } = place.tokens;
            let name = place.tokens.len() == 1 && self.view.toks[start].is(Classes::FIRST_NAME);
            name && after < end && self.view.toks[after].is_capital()
        };
        let region = |place: &&ListedName| {
            place.senses.iter().any(is_region) && !self.is_degree(place) && !given(place)
        };
        listed.iter().find(region).map(|place| place.tokens.len())
    }
}
