//! What an article names in full: entities in the making, found again by their entry or by their words.

use super::cut::Candidate;
use super::resolve::Resolver;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityRef, EntityType};
use rustc_hash::FxHashMap;
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

impl Resolver<'_, '_, '_> {
    /// The entity a candidate names: one already named, or a new one.
    pub(super) fn full(
        &self,
        candidate: &Candidate,
        entity_type: EntityType,
        listed: Option<EntityRef>,
        fulls: &mut Fulls,
    ) -> usize {
        let (_, words) = self.key(&candidate.tokens);
        let (key, _) = self.key(&self.without_legal_form(entity_type, &candidate.tokens));
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
        let stays = |&at: &usize| {
            entity_type != EntityType::Organisation || !self.view.toks[at].is(Classes::LEGAL_FORM)
        };
        let last = tokens.clone().rfind(stays);
        last.map_or_else(|| tokens.clone(), |last| tokens.start..last + 1)
    }
}
