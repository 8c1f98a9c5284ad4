//! What an article names in full: entities in the making, found again by their entry or by their words.

use super::cue::Cue;
use super::cut::Candidate;
use super::resolve::Resolver;
use super::wording::Wording;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityRef, EntityType};
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;
use std::ops::Range;

/// People of one surname that are compared with a further one.
const NAMESAKES: usize = 64;

/// A name settled on: an entity in the making.
#[derive(Clone, Debug)]
pub(super) struct Full {
    pub entity_type: EntityType,
    pub listed: Option<EntityRef>,
    /// How many words it has where it is named longest.
    pub words: usize,
    /// The mention that names it longest.
    pub tokens: Range<usize>,
}

/// What the article names, found again by its entry or by its words.
pub(super) struct Fulls {
    pub all: Vec<Full>,
    by_entry: FxHashMap<EntityRef, usize>,
    by_words: FxHashMap<(EntityType, u64), usize>,
    /// People by the key of their last word.
    by_surname: FxHashMap<u64, SmallVec<[usize; 2]>>,
}

impl Fulls {
    /// Nothing named yet, with room for what so many candidates name: about a third as many, of three types.
    pub fn for_candidates(candidates: usize) -> Self {
        let room = candidates / 4;
        Self {
            all: Vec::with_capacity(2 * room),
            by_entry: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            by_words: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            by_surname: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
        }
    }

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

impl Resolver<'_, '_, '_> {
    /// The entity a candidate names: one already named, or a new one.
    pub(super) fn full(
        &self,
        candidate: &Candidate,
        wording: Wording,
        (entity_type, listed): (EntityType, Option<EntityRef>),
        fulls: &mut Fulls,
    ) -> usize {
        let Wording { key, words, .. } = wording;
        let stem = self.without_legal_form(entity_type, &candidate.tokens);
        let key = if stem == candidate.tokens { key } else { self.view.wording(&stem).0 };
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

    /// `Kestrel Robotics` of `Kestrel Robotics Inc`: one company with and without.
    pub(super) fn without_legal_form(&self, entity_type: EntityType, tokens: &Range<usize>) -> Range<usize> {
        if entity_type != EntityType::Organisation {
            return tokens.clone();
        }
        let form =
            |at: &usize| self.view.toks[*at].is(Classes::LEGAL_FORM) || self.view.cue(*at) == Cue::Comma;
        let last = tokens.clone().rfind(|at| !form(at));
        last.map_or_else(|| tokens.clone(), |last| tokens.start..last + 1)
    }
}
