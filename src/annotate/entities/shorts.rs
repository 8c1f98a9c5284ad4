//! Later, shorter names of what an article names in full: surnames, first words of a long name, acronyms, what brackets give.

use super::Via;
use super::cue::Cue;
use super::cut::Candidate;
use super::evidence::Signs;
use super::fulls::{Full, Fulls};
use super::listed::Sense;
use super::resolve::{Judged, Resolver, Settled, Whole};
use super::scores::PerType;
use crate::gazetteer::fold;
use crate::gazetteer::words::{Classes, never_joins};
use crate::gazetteer::{EntityRef, EntityType, Facts};
use crate::segment::Case;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

/// How much better a listed name must be than the short form of a person whom the article names.
const SHORT_LEAD: f32 = 5.0;
/// The same for the surname, where the list has but a town of that name.
const SURNAME_LEAD: f32 = 7.0;

impl Resolver<'_, '_, '_> {
    /// Later, shorter names of someone named in full.
    pub(super) fn settle_short(
        &self,
        candidates: &[Candidate],
        whole: &Whole,
        judged: &[Judged],
        fulls: &Fulls,
        settled: &mut [Option<Settled>],
    ) {
        let shorts = Shorts::new(self, candidates, &fulls.all, settled);
        for (number, candidate) in candidates.iter().enumerate() {
            let key = whole.wordings[number].key;
            let Some(full) = shorts.find(self, (candidate, key), &fulls.all, &settled[..number]) else {
                continue;
            };
            if !self.may_be_short(candidate, &fulls.all[full]) {
                continue;
            }
            let wins = || {
                shorts.is_given(self, candidate)
                    || self.is_namesake_here(candidate, &fulls.all[full], fulls)
                    || self.short_wins(candidate, &fulls.all[full], &judged[number], whole.scores.own(number))
            };
            if settled[number].is_none() || wins() {
                settled[number] = Some(Settled { full, via: Via::ShortForm });
            }
        }
    }

    /// An ordinary word, or a month, is the short form of a name only where the sentence treats it as somebody:
    /// `May backed Remain`, not `in May`.
    fn may_be_short(&self, candidate: &Candidate, full: &Full) -> bool {
        let tok = &self.view.toks[candidate.tokens.start];
        let acts = Signs::ACTS.with(Signs::WHO_AFTER).with(Signs::TITLE_BEFORE).with(Signs::ROLE_BEFORE);
        let apart = Signs::ADJECTIVE
            .with(Signs::EVENT_AFTER)
            .with(Signs::COMPOUND)
            .with(Signs::STREET_BEFORE)
            .with(Signs::SHIP);
        // `Jackson, Miss.`, where Janet Jackson is named too.
        let town = full.entity_type != EntityType::Place
            && candidate.signs.has(Signs::STATE_AFTER)
            && !candidate.signs.has(Signs::SAID_BEFORE);
        let other = self.is_storm(candidate.tokens.start) || self.is_ordinary_company(candidate, full);
        if other || town || Self::is_where(candidate, full) || candidate.signs.has(apart) {
            return false;
        }
        // `Ted Hui`, and then `Hui said`: a word for a people that is somebody's surname.
        let people = tok.is(Classes::DEMONYM);
        let month = tok.is(Classes::NOT_NAME) || people;
        let doubtful = month || candidate.signs.has(Signs::FIRST_IN_SENTENCE);
        let apart = Signs::IN_BEFORE.with(if people { Signs::THE_BEFORE } else { Signs::default() });
        !doubtful || candidate.signs.has(acts) && !(month && candidate.signs.has(apart))
    }

    /// `near Buckland`, of the Buckland School District: whether a word stands where something is, and a list has a place of
    /// that name.
    fn is_where(candidate: &Candidate, full: &Full) -> bool {
        let place = |sense: &Sense| sense.facts.entity_type() == EntityType::Place;
        full.entity_type == EntityType::Organisation
            && candidate.signs.has(Signs::IN_BEFORE.with(Signs::NEAR_BEFORE).with(Signs::TOWN_OF))
            && candidate.senses.iter().any(place)
    }

    /// Whether an ordinary word, with which an organisation's name begins, is here more than that name alone or less:
    /// `the Delta`, `Delta Force`.
    fn is_ordinary_company(&self, candidate: &Candidate, full: &Full) -> bool {
        full.entity_type == EntityType::Organisation
            && self.view.toks[candidate.tokens.start].is(Classes::COMMON)
            && candidate.signs.has(Signs::ORDINARY_HERE)
    }

    /// `Hurricane Maria` is not short for Maria Gonzalez: storms and the like have given names.
    fn is_storm(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.view.toks[before]);
        before.is_some_and(|tok| tok.is_capital() && tok.is(Classes::EVENT) && tok.is(Classes::NOT_NAME))
    }

    /// `Steve Carlsen`, and then `Carlsen`: whether a surname, by which lists know somebody, is here that of another whom the
    /// article named in full before, and it names nobody else so. The other is one that no list has, or a list that wins over
    /// theirs.
    fn is_namesake_here(&self, candidate: &Candidate, full: &Full, fulls: &Fulls) -> bool {
        let toks = &self.view.toks;
        let somebody = |sense: &Sense| sense.facts.entity_type() == EntityType::Person;
        // What wins over theirs wins over a surname that was taken for somebody of theirs, too.
        let least = if full.listed.is_some() { 2 } else { 1 };
        let named = |sense: &Sense| {
            fulls.all.iter().any(|full| full.listed == Some(sense.entity) && full.words >= least)
        };
        let comes_before = |own: EntityRef| candidate.senses.iter().all(|sense| sense.entity.list < own.list);
        full.entity_type == EntityType::Person
            && full.listed.is_none_or(comes_before)
            && candidate.is_one_word()
            && full.tokens.end <= candidate.tokens.start
            && toks[full.tokens.end - 1].key == toks[candidate.tokens.start].key
            && !candidate.signs.has(Signs::OFFICE_BEFORE)
            && candidate.senses.iter().any(somebody)
            && !candidate.senses.iter().any(named)
    }

    /// Whether a word that is a listed name on its own is here rather the short form of someone in the article.
    fn short_wins(&self, candidate: &Candidate, full: &Full, judged: &Judged, own: PerType) -> bool {
        if judged.entity_type == full.entity_type {
            // `Viollet-le-Duc`, of Eugène: several words that no list has are the surname they end in.
            let surname = !candidate.is_one_word() && candidate.senses.is_empty();
            return surname || full.listed.is_some_and(|listed| is_also(candidate, listed));
        }
        if full.entity_type == EntityType::Organisation && !candidate.is_one_word() {
            return candidate.senses.is_empty();
        }
        let place = Signs::SOMEWHERE.with(Signs::TRAVEL_BEFORE).with(Signs::STAFF_AFTER);
        let surname = self.view.toks[candidate.tokens.start].key == self.view.toks[full.tokens.end - 1].key;
        let great = |sense: &Sense| sense.facts.is(Facts::NATIONAL | Facts::CAPITAL | Facts::DIVISION);
        let lead = if surname && !candidate.senses.iter().any(great) { SURNAME_LEAD } else { SHORT_LEAD };
        full.entity_type == EntityType::Person
            && candidate.is_one_word()
            && !candidate.signs.has(place)
            && own[0] + lead > judged.score
    }
}

/// The short names the full ones of an article leave behind.
struct Shorts {
    /// Folded key of one word, the entities it may stand for: families share one.
    words: FxHashMap<u64, SmallVec<[usize; 2]>>,
    /// The last words of a name with a small word inside: `Van Poppel`, `St. Brown`.
    tails: FxHashMap<u64, usize>,
    /// The first words of a company's name: `Milton Roy`, of `Milton Roy Corp.`
    stems: FxHashMap<u64, usize>,
    /// Acronyms made of initials, by the key of their letters.
    acronyms: FxHashMap<u64, usize>,
    /// Short forms that brackets give, by the same: they mean this, whatever lists say.
    brackets: FxHashMap<u64, usize>,
}

impl Shorts {
    fn new(
        resolver: &Resolver,
        candidates: &[Candidate],
        fulls: &[Full],
        settled: &[Option<Settled>],
    ) -> Self {
        let mut shorts = Self {
            // Of most people the first name and the last.
            words: FxHashMap::with_capacity_and_hasher(2 * fulls.len(), FxBuildHasher),
            tails: FxHashMap::default(),
            stems: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            brackets: FxHashMap::default(),
        };
        for (number, full) in fulls.iter().enumerate() {
            match full.entity_type {
                EntityType::Person => shorts.person(resolver, number, full),
                EntityType::Organisation => shorts.organisation(resolver, number, full),
                EntityType::Place => {}
            }
        }
        for (candidate, settled) in candidates.iter().zip(settled) {
            if let Some(settled) = settled {
                shorts.bracket(resolver, settled.full, candidate);
            }
        }
        shorts.spare_people(resolver, candidates);
        shorts
    }

    /// Whom the article treats as somebody is no company's short name, wherever he stands: `Robert Mondavi`, 90, of `Robert
    /// Mondavi Corp.`
    fn spare_people(&mut self, resolver: &Resolver, candidates: &[Candidate]) {
        if self.stems.is_empty() {
            return;
        }
        for candidate in candidates.iter().filter(|c| !c.is_one_word() && c.signs.has(Signs::SOMEBODY)) {
            self.stems.remove(&resolver.view.wording(&candidate.tokens).0);
        }
    }

    fn add(&mut self, key: u64, full: usize) {
        let known = self.words.entry(key).or_default();
        if !known.contains(&full) {
            known.push(full);
        }
    }

    /// Surname, and for two-word names the first name too.
    fn person(&mut self, resolver: &Resolver, number: usize, full: &Full) {
        if full.words < 2 {
            return;
        }
        let toks: SmallVec<[usize; 8]> =
            full.tokens.clone().filter(|&at| !resolver.view.toks[at].joint).collect();
        let generation = |at: usize| resolver.view.cue(at) == Cue::Generation;
        let last = toks.iter().rev().find(|&&at| !generation(at)).copied().unwrap_or(toks[toks.len() - 1]);
        // `Hussein of Jordan` is no Jordan.
        if last == toks[0] || resolver.view.cue(last - 1) != Cue::Of {
            self.add(resolver.view.toks[last].key, number);
        }
        self.add(resolver.view.toks[toks[0]].key, number);
        for &from in &toks[1..toks.len() - 1] {
            self.tails.entry(resolver.view.wording(&(from..full.tokens.end)).0).or_insert(number);
        }
        if toks.len() > 2 {
            for &at in &toks[1..toks.len() - 1] {
                if resolver.view.toks[at].is_capital() && resolver.view.word(at).chars().count() > 2 {
                    self.add(resolver.view.toks[at].key, number);
                }
            }
        }
    }

    /// The first distinctive word, and the initials.
    fn organisation(&mut self, resolver: &Resolver, number: usize, full: &Full) {
        if full.words < 2 {
            return;
        }
        let first = full.tokens.start;
        let tok = &resolver.view.toks[first];
        let plain = Classes::ORG_HEAD
            .or(Classes::DEMONYM)
            .or(Classes::FIRST_NAME)
            .or(Classes::PLACE_HEAD)
            .or(Classes::NOT_NAME);
        // A company is called by an ordinary word too: `Delta`, of `Delta Air Lines`.
        let company = full.listed.map_or_else(
            || resolver.view.toks[full.tokens.end - 1].is(Classes::ORG_SUFFIX),
            |entity| resolver.gazetteer.entity(entity).kind == "company",
        );
        let plain =
            if company { plain.or(Classes::TITLE).or(Classes::ROLE) } else { plain.or(Classes::COMMON) };
        if tok.is_capital() && !tok.is(plain) && (resolver.view.capitals_tell || tok.case == Case::Upper) {
            self.add(tok.key, number);
        }
        if company {
            self.stem(resolver, number, full);
        }
        let last = full.tokens.end - 1;
        let club = || full.listed.is_some_and(|entity| resolver.gazetteer.entity(entity).kind == "club");
        // `United`, of `Manchester United`.
        if resolver.view.sport && resolver.view.toks[last].case == Case::Capitalised && club() {
            self.add(resolver.view.toks[last].key, number);
        }
        let words = full.tokens.clone().filter(|&at| resolver.view.toks[at].is_capital());
        let initials: SmallVec<[char; 8]> =
            words.filter_map(|at| resolver.view.word(at).chars().next()).collect();
        if initials.len() >= 2 {
            self.acronyms.entry(letters(initials.into_iter())).or_insert(number);
        }
    }

    /// The first two words of a company's name and more, down to all but the last.
    fn stem(&mut self, resolver: &Resolver, number: usize, full: &Full) {
        for end in full.tokens.start + 2..full.tokens.end {
            if resolver.view.toks[end - 1].is_capital() {
                self.stems.entry(resolver.view.wording(&(full.tokens.start..end)).0).or_insert(number);
            }
        }
    }

    /// Whether brackets gave this short form.
    fn is_given(&self, resolver: &Resolver, candidate: &Candidate) -> bool {
        !self.brackets.is_empty()
            && candidate.is_one_word()
            && self.brackets.contains_key(&acronym(resolver.view.word(candidate.tokens.start)))
    }

    /// `... Co-operation in Europe (OSCE)`.
    fn bracket(&mut self, resolver: &Resolver, full: usize, candidate: &Candidate) {
        if candidate.signs.has(Signs::ACRONYM_AFTER.with(Signs::SHORT_IN_BRACKETS)) {
            let word = resolver.view.word(candidate.tokens.end + 1);
            self.brackets.insert(acronym(word), full);
        }
    }

    fn find(
        &self,
        resolver: &Resolver,
        (candidate, key): (&Candidate, u64),
        fulls: &[Full],
        settled: &[Option<Settled>],
    ) -> Option<usize> {
        if !candidate.is_one_word() {
            let unlisted = candidate.senses.iter().all(|sense| sense.weak);
            return self.tails.get(&key).or_else(|| self.stems.get(&key)).copied().filter(|_| unlisted);
        }
        let at = candidate.tokens.start;
        let loud = resolver.view.toks[at].case == Case::Upper;
        // Most words are no acronym, in an article that has none in brackets: their letters need no look.
        if loud && !self.acronyms.is_empty() || !self.brackets.is_empty() {
            let word = resolver.view.word(at);
            let key = acronym(word);
            if let Some(&full) = self.brackets.get(&key) {
                return Some(full);
            }
            if loud
                && word.bytes().filter(|byte| *byte != b'.').count() > 2
                && let Some(&full) = self.acronyms.get(&key)
                && candidate.senses.iter().all(|sense| sense.weak)
            {
                return Some(full);
            }
        }
        let key = resolver.view.toks[at].key;
        let full = nearest(self.words.get(&key)?, settled)?;
        let whole = &fulls[full].tokens;
        let name = resolver.view.toks[whole.start].span.to(resolver.view.toks[whole.end - 1].span);
        if never_joins(key, name.of(resolver.view.text)) {
            return None;
        }
        let of_full = &fulls[full];
        let listed_elsewhere =
            of_full.entity_type == EntityType::Organisation && candidate.senses.iter().any(|s| !s.weak);
        (!listed_elsewhere && of_full.words > 1).then_some(full)
    }
}

/// Whether lists know an entity by the words of a candidate, too, and no list that wins over its own has them as the safe
/// name of another.
fn is_also(candidate: &Candidate, entity: EntityRef) -> bool {
    let senses = &candidate.senses;
    senses.iter().any(|sense| sense.entity == entity)
        && !senses.iter().any(|sense| !sense.weak && sense.entity.list > entity.list)
}

/// The key of an acronym: `U.S.` has that of `US`.
fn acronym(word: &str) -> u64 {
    letters(word.chars().filter(|letter| *letter != '.'))
}

fn letters(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |key, letter| fold::join(key, u64::from(letter)))
}

/// Of the entities that share a short name, the one named last before it; else the first.
fn nearest(shared: &[usize], before: &[Option<Settled>]) -> Option<usize> {
    if let [only] = shared {
        return Some(*only);
    }
    let named = before.iter().rev().flatten().map(|settled| settled.full);
    named.into_iter().find(|full| shared.contains(full)).or_else(|| shared.first().copied())
}
