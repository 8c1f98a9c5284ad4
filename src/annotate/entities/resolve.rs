//! Candidates of all sentences to the entities of the article. What one sentence says in full settles what the others
//! say in short: surnames, acronyms, first words of a long name; one sense per article.

use super::choose::{Named, Rank};
use super::countries::Countries;
use super::cut::Candidate;
use super::evidence::Signs;
use super::fulls::{Full, Fulls};
use super::listed::Sense;
use super::placed::Placed;
use super::regions::Regions;
use super::view::{Line, View};
use super::{Doubtful, Entity, Mention, Names, Via};
use crate::gazetteer::fold;
use crate::gazetteer::row::slug;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityRef, EntityType, Facts, Gazetteer};
use crate::language::Language;
use crate::segment::Case;
use crate::span::Span;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

/// Least score of a name told by its surroundings.
const FLOOR: f32 = 2.0;
/// Least score of a listed name that needs evidence.
const WEAK_FLOOR: f32 = 1.6;
/// The same for one word in a language that writes every noun with a capital.
const NOUN_FLOOR: f32 = 3.0;
/// Least score of what a curator may want to see, though it is no mention.
const DOUBT_FLOOR: f32 = 0.8;

/// How much oftener an article must name the country of a state than the country of the same name: `Georgia`.
const AHEAD: usize = 2;

/// What the article says of which namesake is meant.
struct Choice {
    /// How often it names each country.
    countries: Countries,
    /// In which states and provinces its places lie together.
    regions: Regions,
    /// Places whose state or country it names.
    placed: Placed,
}

/// Settles the candidates of one article.
pub(super) struct Resolver<'a, 't, 'g> {
    pub view: &'a View<'t>,
    pub gazetteer: &'g Gazetteer,
    pub language: Language,
    pub known_only: bool,
    pub doubtful: bool,
}

/// By the key of a name's words: its best score per type over the article.
pub(super) type Pooled = FxHashMap<u64, [f32; 3]>;

/// What a candidate was settled as.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub full: usize,
    pub via: Via,
}

/// What a listed name means in an article.
#[derive(Clone, Copy, Debug)]
struct Meant {
    /// The entity; none where several share the name and nothing tells which.
    entity: Option<EntityRef>,
    /// Whether the name needs evidence.
    weak: bool,
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
        let choice = Choice { countries, regions: self.regions(candidates, &pooled), placed };
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
    fn doubt(&self, candidate: &Candidate, pooled: &Pooled) -> Option<Doubtful> {
        let (entity_type, score) = self.judge(candidate, pooled);
        // One word with a capital because it opens a sentence, or because the language writes every noun so.
        let opens = self.view.opens_sentence(candidate.tokens.start);
        let no_name = candidate.signs.has(Signs::NO_NAME)
            || !candidate.senses.is_empty()
            || candidate.is_one_word() && opens
            || !self.view.capitals_tell;
        (!no_name && candidate.line == Line::Prose && score >= DOUBT_FLOOR)
            .then(|| Doubtful { span: self.span(&candidate.tokens), entity_type })
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        self.view.toks[tokens.start].span.to(self.view.toks[tokens.end - 1].span)
    }

    /// One key for all words of a stretch, and how many they are: the same words fold to the same key.
    pub(super) fn key(&self, tokens: &Range<usize>) -> (u64, usize) {
        let words = self.view.toks[tokens.clone()].iter().filter(|tok| !tok.joint);
        words.fold((0, 0), |(key, words), tok| (fold::join(key, tok.key), words + 1))
    }

    /// What all occurrences of the same words say together: the best score per type over the article.
    fn pool(&self, candidates: &[Candidate]) -> Pooled {
        let mut pooled = Pooled::with_capacity_and_hasher(candidates.len(), FxBuildHasher);
        for candidate in candidates.iter().filter(|candidate| candidate.line == Line::Prose) {
            let scores = candidate.signs.scores();
            let best = pooled.entry(self.key(&candidate.tokens).0).or_insert([f32::MIN; 3]);
            for (best, score) in best.iter_mut().zip(scores) {
                *best = best.max(score);
            }
        }
        pooled
    }

    /// The type of a candidate and its score there, with what the whole article says of the same words.
    pub(super) fn judge(&self, candidate: &Candidate, pooled: &Pooled) -> (EntityType, f32) {
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
        pooled: &Pooled,
        choice: &Choice,
        fulls: &mut Fulls,
        settled: &mut [Option<Settled>],
    ) {
        for (number, candidate) in candidates.iter().enumerate() {
            let (entity_type, score) = self.judge(candidate, pooled);
            let meant = self.meant(number, candidate, entity_type, choice);
            let firm = match meant {
                Some(Meant { weak: false, .. }) => score >= 1.0,
                _ => score >= FLOOR && !candidate.is_one_word(),
            };
            if firm && self.may_be(meant) {
                settled[number] = Some(self.settle(candidate, entity_type, meant, fulls));
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

    /// Whether a name is kept that means this: with `known_only` not without an entity.
    fn may_be(&self, meant: Option<Meant>) -> bool {
        !self.known_only || meant.is_some_and(|meant| meant.entity.is_some())
    }

    fn settle(
        &self,
        candidate: &Candidate,
        entity_type: EntityType,
        meant: Option<Meant>,
        fulls: &mut Fulls,
    ) -> Settled {
        let listed = meant.and_then(|meant| meant.entity);
        let full = self.full(candidate, entity_type, listed, fulls);
        Settled { full, via: Self::via(listed.is_some(), &fulls.all[full]) }
    }

    /// What the candidate means if it is of this type; nothing if no list has it.
    fn meant(
        &self,
        number: usize,
        candidate: &Candidate,
        entity_type: EntityType,
        choice: &Choice,
    ) -> Option<Meant> {
        let of_type = candidate.senses.iter().filter(|sense| sense.facts.entity_type() == entity_type);
        let told = |sense: &Sense| Meant {
            entity: Some(sense.entity),
            weak: sense.weak || sense.facts.is(Facts::SMALL_PLACE),
        };
        let facts = of_type.clone().map(|sense| sense.facts);
        let named = |sense: &Sense| {
            let votes = choice.regions.votes(sense.facts, facts.clone());
            Named { votes, ..choice.countries.named(sense.facts) }
        };
        let nobody = Meant { entity: None, weak: true };
        let stranger = |sense: &Sense| {
            self.is_common_surname(candidate, sense) && choice.countries.is_strange(sense.facts)
        };
        if of_type.clone().nth(1).is_none() {
            return of_type.clone().next().map(|only| if stranger(only) { nobody } else { told(only) });
        }
        let namesake = of_type.clone().find(|sense| sense.facts.is(Facts::COUNTRY));
        let placed = choice.placed.get(number, self.key(&candidate.tokens).0);
        let rank = |sense: &Sense| {
            let rank = Rank::new(self.gazetteer, sense.entity, sense.weak, named(sense));
            let ahead =
                namesake.is_some_and(|country| named(sense).country >= named(country).country + AHEAD);
            (placed == Some(sense.entity), if ahead { rank.before_country() } else { rank })
        };
        let mut ranked: Vec<_> = of_type.clone().map(|sense| (rank(sense), sense)).collect();
        ranked.sort_by(|(one, _), (other, _)| other.cmp(one));
        let (best, sense) = ranked.first()?;
        // `Mrs May` where nobody is named in full: rather nobody than the first of two.
        let tied = entity_type != EntityType::Place
            && ranked.get(1).is_some_and(|(other, _)| best.0 == other.0 && best.1.ties(&other.1));
        Some(if tied || stranger(sense) { nobody } else { told(sense) })
    }

    /// `Smith`: borne by so many that one of them who is listed need not be the one meant.
    fn is_common_surname(&self, candidate: &Candidate, sense: &Sense) -> bool {
        sense.weak
            && sense.facts.entity_type() == EntityType::Person
            && candidate.is_one_word()
            && self.view.toks[candidate.tokens.start].is(Classes::SURNAME)
    }

    /// Names left open: one word, or shared with something else. The whole article's evidence decides.
    fn settle_open(
        &self,
        candidates: &[Candidate],
        pooled: &Pooled,
        choice: &Choice,
        fulls: &mut Fulls,
        settled: &mut [Option<Settled>],
    ) {
        for (number, candidate) in candidates.iter().enumerate() {
            if settled[number].is_some() {
                continue;
            }
            let (entity_type, score) = self.judge(candidate, pooled);
            let meant = self.meant(number, candidate, entity_type, choice);
            let floor = match meant {
                Some(Meant { weak: true, .. }) if !self.view.capitals_tell && candidate.is_one_word() => {
                    NOUN_FLOOR
                }
                Some(_) => WEAK_FLOOR,
                None => FLOOR,
            };
            let alone = meant.is_some() || !self.is_short_only(candidate);
            if score >= floor && self.may_be(meant) && alone {
                settled[number] = Some(self.settle(candidate, entity_type, meant, fulls));
            }
        }
    }

    /// Two capitals, or a word for a people: the short form of a name given elsewhere, or no name.
    fn is_short_only(&self, candidate: &Candidate) -> bool {
        let tok = &self.view.toks[candidate.tokens.start];
        candidate.is_one_word() && (tok.is_pair() || tok.is(Classes::DEMONYM))
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
            let span = self.span(&self.with_particles(candidate, &fulls[settled.full], settled.via));
            let known = names.entities[entity].listed.is_some();
            let via = if known && settled.via == Via::Context { Via::ShortForm } else { settled.via };
            names.mentions.push(Mention { span, entity, via, signs: candidate.signs });
        }
        names
    }

    /// `van den Brande`, of `Luc van den Brande`: a surname with the small words before it, where both write them so.
    fn with_particles(&self, candidate: &Candidate, full: &Full, via: Via) -> Range<usize> {
        let mut tokens = candidate.tokens.clone();
        if via != Via::ShortForm || full.entity_type != EntityType::Person || !candidate.is_one_word() {
            return tokens;
        }
        let toks = &self.view.toks;
        let within = full.tokens.clone().rev().find(|&at| toks[at].key == toks[tokens.start].key);
        let Some(mut within) = within else { return tokens };
        let small = |at: usize| toks[at].case == Case::Lower && toks[at].is(Classes::PARTICLE);
        while within > full.tokens.start + 1
            && tokens.start > 0
            && small(within - 1)
            && small(tokens.start - 1)
            && toks[within - 1].key == toks[tokens.start - 1].key
        {
            within -= 1;
            tokens.start -= 1;
        }
        tokens
    }

    fn entity(&self, full: &Full) -> Entity {
        if let Some(listed) = full.listed {
            return Entity::of_list(self.gazetteer, listed);
        }
        let written = |tokens: &Range<usize>| {
            self.span(tokens).of(self.view.text).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let name = written(&full.tokens);
        // In another article the same company may stand without its legal form.
        let stem = self.without_legal_form(full.entity_type, &full.tokens);
        let slug = if stem == full.tokens { slug(&name) } else { slug(&written(&stem)) };
        let id = [full.entity_type.as_str(), "/", &slug].concat();
        Entity { id, entity_type: full.entity_type, name, listed: None, count: 0 }
    }
}
