//! Candidates of all sentences to the entities of the article. What one sentence says in full settles what the others
//! say in short: surnames, acronyms, first words of a long name; one sense per article.

use super::choose::Rank;
use super::cut::Candidate;
use super::evidence::Signs;
use super::listed::Sense;
use super::view::{Line, View};
use super::whole::{Countries, Placed};
use super::{Doubtful, Entity, Mention, Names, Via};
use crate::gazetteer::fold;
use crate::gazetteer::row::slug;
use crate::gazetteer::words::{Classes, never_joins};
use crate::gazetteer::{EntityRef, EntityType, Facts, Gazetteer};
use crate::segment::Case;
use crate::span::Span;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;
use std::ops::Range;

/// Least score of a name told by its surroundings.
const FLOOR: f32 = 2.0;
/// Least score of a listed name that needs evidence.
const WEAK_FLOOR: f32 = 1.6;

/// Least score of what a curator may want to see, though it is no mention.
const DOUBT_FLOOR: f32 = 0.8;

/// People of one surname that are compared with a further one.
const NAMESAKES: usize = 64;

/// A name settled on: an entity in the making.
#[derive(Clone, Debug)]
pub(super) struct Full {
    entity_type: EntityType,
    pub listed: Option<EntityRef>,
    /// How many words it has where it is named longest.
    words: usize,
    /// The mention that names it longest.
    pub tokens: Range<usize>,
}

/// What the article names, found again by its entry or by its words.
#[derive(Default)]
pub(super) struct Fulls {
    pub all: Vec<Full>,
    by_entry: FxHashMap<EntityRef, usize>,
    by_words: FxHashMap<(EntityType, u64), usize>,
    /// People by the key of their last word.
    by_surname: FxHashMap<u64, SmallVec<[usize; 2]>>,
}

impl Fulls {
    /// The people named whose last word has this key, each with its number; the first of them only, where an article
    /// names more of one surname than any article does.
    pub fn people(&self, surname: u64) -> impl Iterator<Item = (usize, &Full)> {
        let numbers = self.by_surname.get(&surname).into_iter().flatten();
        numbers.take(NAMESAKES).map(|&number| (number, &self.all[number]))
    }

    /// Takes another way to write a name for one of its own.
    fn join(&mut self, at: usize, listed: Option<EntityRef>, key: u64) {
        if let Some(entry) = listed {
            self.all[at].listed = Some(entry);
            self.by_entry.insert(entry, at);
        } else {
            self.by_words.insert((EntityType::Person, key), at);
        }
    }
}

/// How much oftener an article must name the country of a state than the country of the same name: `Georgia`.
const AHEAD: usize = 2;
/// The same for one word in a language that writes every noun with a capital.
const NOUN_FLOOR: f32 = 3.0;

/// What the article says of which namesake is meant.
struct Choice {
    /// How often it names each country.
    countries: Countries,
    /// Places whose state or country it names.
    placed: Placed,
}

/// Settles the candidates of one article.
pub(super) struct Resolver<'a, 't, 'g> {
    pub view: &'a View<'t>,
    pub gazetteer: &'g Gazetteer,
    pub known_only: bool,
    pub doubtful: bool,
}

/// What a candidate was settled as.
#[derive(Clone, Copy, Debug)]
struct Settled {
    full: usize,
    via: Via,
}

impl Resolver<'_, '_, '_> {
    pub fn resolve(&self, candidates: &mut [Candidate]) -> Names {
        let countries = Countries::of(candidates, self.view.sport);
        Self::add_countries(candidates, &countries);
        self.add_repeated(candidates);
        self.add_alone(candidates);
        self.add_things(candidates);
        let placed = self.places_named(candidates);
        let pooled = self.pool(candidates);
        let choice = Choice { countries, placed };
        let mut fulls = Fulls::default();
        let mut settled: Vec<Option<Settled>> = vec![None; candidates.len()];
        self.settle_firm(candidates, &pooled, &choice, &mut fulls, &mut settled);
        self.settle_short(candidates, &pooled, &fulls, &mut settled);
        let sure: Vec<Option<EntityType>> =
            settled.iter().map(|known| known.map(|known| fulls.all[known.full].entity_type)).collect();
        let pooled = if self.add_beside(candidates, &sure) { self.pool(candidates) } else { pooled };
        self.settle_open(candidates, &pooled, &choice, &mut fulls, &mut settled);
        let mut names = self.names(candidates, &fulls.all, &settled);
        if self.doubtful {
            let left = candidates.iter().zip(&settled).filter(|(_, settled)| settled.is_none());
            names.doubtful = left.filter_map(|(candidate, _)| self.doubt(candidate, &pooled)).collect();
        }
        names
    }

    /// A candidate that was left out, unless what speaks against it says that it is no name at all.
    fn doubt(&self, candidate: &Candidate, pooled: &FxHashMap<u64, [f32; 3]>) -> Option<Doubtful> {
        let (entity_type, score) = self.judge(candidate, pooled);
        // One word with a capital because it opens a sentence, or because the language writes every noun so.
        let opens =
            self.view.sentences.binary_search_by_key(&candidate.tokens.start, |(s, _)| s.start).is_ok();
        let no_name = candidate.signs.has(Signs::NO_NAME)
            || !candidate.senses.is_empty()
            || candidate.is_one_word() && opens
            || !self.view.capitals_tell;
        (!no_name && candidate.line == Line::Prose && score >= DOUBT_FLOOR)
            .then(|| Doubtful { span: self.span(&candidate.tokens), entity_type })
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        self.view.toks[tokens.start].span.to(self.view.toks[tokens.end - 1].span)
    }

    /// One key for all words of a stretch, and how many they are: the same words fold to the same key.
    pub(super) fn key(&self, tokens: &Range<usize>) -> (u64, usize) {
        let words = self.view.toks[tokens.clone()].iter().filter(|tok| !tok.joint);
        words.fold((0, 0), |(key, words), tok| (fold::join(key, tok.key), words + 1))
    }

    /// What all occurrences of the same words say together: the best score per type over the article.
    fn pool(&self, candidates: &[Candidate]) -> FxHashMap<u64, [f32; 3]> {
        let mut pooled = FxHashMap::with_capacity_and_hasher(candidates.len(), FxBuildHasher);
        for candidate in candidates.iter().filter(|candidate| candidate.line == Line::Prose) {
            let scores = candidate.signs.scores();
            let best = pooled.entry(self.key(&candidate.tokens).0).or_insert([f32::MIN; 3]);
            for (best, score) in best.iter_mut().zip(scores) {
                *best = best.max(score);
            }
        }
        pooled
    }

    /// A place whose country the article names is the likelier one.
    fn add_countries(candidates: &mut [Candidate], countries: &Countries) {
        for candidate in candidates {
            let named = candidate.senses.iter().any(|sense| {
                let facts = sense.facts;
                facts.entity_type() == EntityType::Place
                    && !facts.is(Facts::COUNTRY | Facts::TERRITORY)
                    && countries.country(facts.country()) > 0
            });
            candidate.signs.add_if(named, Signs::COUNTRY_NAMED);
        }
    }

    /// A word that keeps its capital in the middle of sentences is a name, whatever else is known of it.
    fn add_repeated(&self, candidates: &mut [Candidate]) {
        if !self.view.capitals_tell {
            return;
        }
        let mut counts = FxHashMap::with_capacity_and_hasher(candidates.len(), FxBuildHasher);
        let key = |candidate: &Candidate| self.view.toks[candidate.tokens.start].key;
        let counted = |c: &&Candidate| c.is_one_word() && c.senses.is_empty() && c.line == Line::Prose;
        candidates
            .iter()
            .filter(counted)
            .for_each(|candidate| *counts.entry(key(candidate)).or_insert(0_usize) += 1);
        for candidate in candidates.iter_mut().filter(|c| c.is_one_word() && c.senses.is_empty()) {
            let often = counts.get(&key(candidate)).is_some_and(|&count| count >= 3);
            candidate.signs.add_if(often && !candidate.signs.has(Signs::SMALL_ELSEWHERE), Signs::REPEATED);
        }
    }

    /// The type of a candidate and its score there, with what the whole article says of the same words.
    fn judge(&self, candidate: &Candidate, pooled: &FxHashMap<u64, [f32; 3]>) -> (EntityType, f32) {
        let own = candidate.signs.scores();
        let article = pooled.get(&self.key(&candidate.tokens).0).copied().unwrap_or(own);
        let mut best = (EntityType::Person, f32::MIN);
        for (at, entity_type) in EntityType::ALL.into_iter().enumerate() {
            let score = own[at].max(0.6_f32.mul_add(article[at], 0.4 * own[at]));
            if score > best.1 {
                best = (entity_type, score);
            }
        }
        best
    }

    /// Names that stand on their own: listed without doubt, or several words with enough evidence.
    fn settle_firm(
        &self,
        candidates: &[Candidate],
        pooled: &FxHashMap<u64, [f32; 3]>,
        choice: &Choice,
        fulls: &mut Fulls,
        settled: &mut [Option<Settled>],
    ) {
        for (number, candidate) in candidates.iter().enumerate() {
            let (entity_type, score) = self.judge(candidate, pooled);
            let sense = self.sense(number, candidate, entity_type, choice);
            let firm = match sense {
                Some((_, weak)) => {
                    score >= if weak { FLOOR } else { 1.0 } && !(candidate.is_one_word() && weak)
                }
                None => score >= FLOOR && !candidate.is_one_word() && !self.known_only,
            };
            if firm {
                let full = self.full(candidate, entity_type, sense.map(|(entity, _)| entity), fulls);
                let via = Self::via(sense.is_some(), &fulls.all[full]);
                settled[number] = Some(Settled { full, via });
            }
        }
    }

    /// How a full name was found: by its row, as another way to write one that has a row, or by what stands around it.
    fn via(listed_so: bool, full: &Full) -> Via {
        match (listed_so, full.listed) {
            (true, _) => Via::Gazetteer,
            (false, Some(_)) => Via::ShortForm,
            (false, None) => Via::Context,
        }
    }

    /// The listed entity of this type the candidate names, and whether the name needed evidence.
    fn sense(
        &self,
        number: usize,
        candidate: &Candidate,
        entity_type: EntityType,
        choice: &Choice,
    ) -> Option<(EntityRef, bool)> {
        let of_type = candidate.senses.iter().filter(|sense| sense.facts.entity_type() == entity_type);
        let told = |sense: &Sense| (sense.entity, sense.weak || sense.facts.is(Facts::SMALL_PLACE));
        if of_type.clone().nth(1).is_none() {
            return of_type.clone().next().map(told);
        }
        let named = |sense: &Sense| choice.countries.named(sense.facts);
        let namesake = of_type.clone().find(|sense| sense.facts.is(Facts::COUNTRY));
        let placed = choice.placed.get(number, self.key(&candidate.tokens).0);
        let best = of_type.max_by_key(|sense| {
            let rank = Rank::new(self.gazetteer, sense.entity, sense.weak, named(sense));
            let ahead =
                namesake.is_some_and(|country| named(sense).country >= named(country).country + AHEAD);
            (placed == Some(sense.entity), if ahead { rank.before_country() } else { rank })
        })?;
        Some(told(best))
    }

    /// The entity a candidate names: one already named, or a new one.
    fn full(
        &self,
        candidate: &Candidate,
        entity_type: EntityType,
        listed: Option<EntityRef>,
        fulls: &mut Fulls,
    ) -> usize {
        let (key, words) = self.key(&candidate.tokens);
        let known = match listed {
            Some(entry) => fulls.by_entry.get(&entry),
            None => fulls.by_words.get(&(entity_type, key)),
        };
        if let Some(&at) = known {
            let full = &mut fulls.all[at];
            if words > full.words {
                full.words = words;
                full.tokens = candidate.tokens.clone();
            }
            return at;
        }
        if entity_type == EntityType::Person
            && let Some(at) = self.same_person(&candidate.tokens, listed, fulls)
        {
            fulls.join(at, listed, key);
            return at;
        }
        let at = fulls.all.len();
        match listed {
            Some(entry) => fulls.by_entry.insert(entry, at),
            None => fulls.by_words.insert((entity_type, key), at),
        };
        if entity_type == EntityType::Person {
            let surname = self.view.toks[candidate.tokens.end - 1].key;
            fulls.by_surname.entry(surname).or_default().push(at);
        }
        fulls.all.push(Full { entity_type, listed, words, tokens: candidate.tokens.clone() });
        at
    }

    /// Later, shorter names of someone named in full.
    fn settle_short(
        &self,
        candidates: &[Candidate],
        pooled: &FxHashMap<u64, [f32; 3]>,
        fulls: &Fulls,
        settled: &mut [Option<Settled>],
    ) {
        let shorts = Shorts::new(self, candidates, &fulls.all, settled);
        for (number, candidate) in candidates.iter().enumerate() {
            let Some(full) = shorts.find(self, candidate, &fulls.all, &settled[..number]) else {
                continue;
            };
            if !self.may_be_short(candidate) {
                continue;
            }
            let given = shorts.is_given(self, candidate);
            if settled[number].is_some() && !given && !self.short_wins(candidate, &fulls.all[full], pooled) {
                continue;
            }
            settled[number] = Some(Settled { full, via: Via::ShortForm });
        }
    }

    /// An ordinary word, or a month, is the short form of a name only where the sentence treats it as somebody:
    /// `May backed Remain`, not `in May`.
    fn may_be_short(&self, candidate: &Candidate) -> bool {
        let tok = &self.view.toks[candidate.tokens.start];
        let acts = Signs::VERB_AFTER
            .with(Signs::SAID_AFTER)
            .with(Signs::POSSESSIVE)
            .with(Signs::WHO_AFTER)
            .with(Signs::TITLE_BEFORE)
            .with(Signs::ROLE_BEFORE);
        if candidate.signs.has(Signs::ADJECTIVE.with(Signs::EVENT_AFTER).with(Signs::COMPOUND)) {
            return false;
        }
        let month = tok.is(Classes::NOT_NAME);
        let doubtful = month || candidate.signs.has(Signs::FIRST_IN_SENTENCE);
        !doubtful || candidate.signs.has(acts) && !(month && candidate.signs.has(Signs::IN_BEFORE))
    }

    /// Whether a word that is a listed name on its own is here rather the short form of someone in the article.
    fn short_wins(&self, candidate: &Candidate, full: &Full, pooled: &FxHashMap<u64, [f32; 3]>) -> bool {
        let (entity_type, score) = self.judge(candidate, pooled);
        let scores = candidate.signs.scores();
        if entity_type == full.entity_type {
            return full.listed.is_some()
                && candidate.senses.iter().any(|sense| Some(sense.entity) == full.listed);
        }
        let place = candidate
            .signs
            .has(Signs::IN_BEFORE.with(Signs::TOWN_OF).with(Signs::STATE_AFTER).with(Signs::DATELINE));
        full.entity_type == EntityType::Person && candidate.is_one_word() && !place && scores[0] + 5.0 > score
    }

    /// Names left open: one word, or shared with something else. The whole article's evidence decides.
    fn settle_open(
        &self,
        candidates: &[Candidate],
        pooled: &FxHashMap<u64, [f32; 3]>,
        choice: &Choice,
        fulls: &mut Fulls,
        settled: &mut [Option<Settled>],
    ) {
        for (number, candidate) in candidates.iter().enumerate() {
            if settled[number].is_some() {
                continue;
            }
            let (entity_type, score) = self.judge(candidate, pooled);
            let sense = self.sense(number, candidate, entity_type, choice);
            let floor = match sense {
                Some((_, true)) if !self.view.capitals_tell && candidate.is_one_word() => NOUN_FLOOR,
                Some(_) => WEAK_FLOOR,
                None => FLOOR,
            };
            if score < floor || sense.is_none() && self.known_only {
                continue;
            }
            let full = self.full(candidate, entity_type, sense.map(|(entity, _)| entity), fulls);
            let via = Self::via(sense.is_some(), &fulls.all[full]);
            settled[number] = Some(Settled { full, via });
        }
    }

    fn names(&self, candidates: &[Candidate], fulls: &[Full], settled: &[Option<Settled>]) -> Names {
        let mut names = Names::default();
        let mut entity_of: Vec<Option<usize>> = vec![None; fulls.len()];
        for (candidate, settled) in candidates.iter().zip(settled) {
            let Some(settled) = settled else { continue };
            let entity = *entity_of[settled.full].get_or_insert_with(|| {
                names.entities.push(self.entity(&fulls[settled.full]));
                names.entities.len() - 1
            });
            names.entities[entity].count += 1;
            let span = self.span(&candidate.tokens);
            let known = names.entities[entity].listed.is_some();
            let via = if known && settled.via == Via::Context { Via::ShortForm } else { settled.via };
            names.mentions.push(Mention { span, entity, via, signs: candidate.signs });
        }
        names
    }

    fn entity(&self, full: &Full) -> Entity {
        if let Some(listed) = full.listed {
            return Entity::of_list(self.gazetteer, listed);
        }
        let written = self.span(&full.tokens).of(self.view.text).split_whitespace();
        let name =
            written.fold(
                String::new(),
                |name, word| if name.is_empty() { word.to_owned() } else { name + " " + word },
            );
        let id = [full.entity_type.as_str(), "/", &slug(&name)].concat();
        Entity { id, entity_type: full.entity_type, name, listed: None, count: 0 }
    }
}

/// The short names the full ones of an article leave behind.
#[derive(Default)]
struct Shorts {
    /// Folded key of one word, the entities it may stand for: families share one.
    words: FxHashMap<u64, SmallVec<[usize; 2]>>,
    /// The last words of a name with a small word inside: `Van Poppel`, `St. Brown`.
    tails: FxHashMap<u64, usize>,
    /// Acronyms made of initials.
    acronyms: FxHashMap<String, usize>,
    /// Short forms that brackets give: they mean this, whatever lists say.
    brackets: FxHashMap<String, usize>,
}

impl Shorts {
    fn new(
        resolver: &Resolver,
        candidates: &[Candidate],
        fulls: &[Full],
        settled: &[Option<Settled>],
    ) -> Self {
        let mut shorts = Self::default();
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
        shorts
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
        let generation =
            |at: usize| matches!(resolver.view.word(at), "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV");
        let last = toks.iter().rev().find(|&&at| !generation(at)).copied().unwrap_or(toks[toks.len() - 1]);
        self.add(resolver.view.toks[last].key, number);
        self.add(resolver.view.toks[toks[0]].key, number);
        for &from in &toks[1..toks.len() - 1] {
            self.tails.entry(resolver.key(&(from..full.tokens.end)).0).or_insert(number);
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
        let plain = Classes::COMMON
            .or(Classes::ORG_HEAD)
            .or(Classes::DEMONYM)
            .or(Classes::FIRST_NAME)
            .or(Classes::PLACE_HEAD)
            .or(Classes::NOT_NAME);
        if tok.is_capital() && !tok.is(plain) && (resolver.view.capitals_tell || tok.case == Case::Upper) {
            self.add(tok.key, number);
        }
        let words = full.tokens.clone().filter(|&at| resolver.view.toks[at].is_capital());
        let initials: String = words.filter_map(|at| resolver.view.word(at).chars().next()).collect();
        if initials.chars().count() >= 2 {
            self.acronyms.entry(initials).or_insert(number);
        }
    }

    /// Whether brackets gave this short form.
    fn is_given(&self, resolver: &Resolver, candidate: &Candidate) -> bool {
        candidate.is_one_word()
            && self.brackets.contains_key(&resolver.view.word(candidate.tokens.start).replace('.', ""))
    }

    /// `... Co-operation in Europe (OSCE)`.
    fn bracket(&mut self, resolver: &Resolver, full: usize, candidate: &Candidate) {
        if candidate.signs.has(Signs::ACRONYM_AFTER.with(Signs::SHORT_IN_BRACKETS)) {
            let acronym = candidate.tokens.end + 1;
            let word = resolver.view.word(acronym).replace('.', "");
            self.brackets.insert(word, full);
        }
    }

    fn find(
        &self,
        resolver: &Resolver,
        candidate: &Candidate,
        fulls: &[Full],
        settled: &[Option<Settled>],
    ) -> Option<usize> {
        if !candidate.is_one_word() {
            let unlisted = candidate.senses.iter().all(|sense| sense.weak);
            return self.tails.get(&resolver.key(&candidate.tokens).0).copied().filter(|_| unlisted);
        }
        let at = candidate.tokens.start;
        let loud = resolver.view.toks[at].case == Case::Upper;
        // Most words are no acronym, in an article that has none in brackets: they need no copy without dots.
        if loud || !self.brackets.is_empty() {
            let word = resolver.view.word(at).replace('.', "");
            if let Some(&full) = self.brackets.get(&word) {
                return Some(full);
            }
            if loud
                && let Some(&full) = self.acronyms.get(&word)
                && candidate.senses.iter().all(|sense| sense.weak)
            {
                return Some(full);
            }
        }
        let full = nearest(self.words.get(&resolver.view.toks[at].key)?, settled)?;
        let whole = &fulls[full].tokens;
        let name = resolver.view.toks[whole.start].span.to(resolver.view.toks[whole.end - 1].span);
        if never_joins(resolver.view.word(at), name.of(resolver.view.text)) {
            return None;
        }
        let of_full = &fulls[full];
        let listed_elsewhere =
            of_full.entity_type == EntityType::Organisation && candidate.senses.iter().any(|s| !s.weak);
        (!listed_elsewhere && of_full.words > 1).then_some(full)
    }
}

/// Of the entities that share a short name, the one named last before it; else the first.
fn nearest(shared: &[usize], before: &[Option<Settled>]) -> Option<usize> {
    if let [only] = shared {
        return Some(*only);
    }
    let named = before.iter().rev().flatten().map(|settled| settled.full);
    named.into_iter().find(|full| shared.contains(full)).or_else(|| shared.first().copied())
}
