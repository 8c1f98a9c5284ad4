//! The names of one article that no list has: those its surroundings tell, and those with too little around them.

use super::{CONTEXTS, forms};
use crate::annotate::entities::{Entity, Mention};
use crate::gazetteer::{EntityType, Gazetteer};
use crate::pipeline::Annotated;
use crate::report::context::around;
use crate::report::text::clean;
use crate::span::Span;
use std::collections::BTreeMap;

/// A name of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// In full, as the article writes it.
    pub name: String,
    /// What it likeliest is.
    pub entity_type: EntityType,
    /// Whether its surroundings tell it.
    pub found: bool,
    /// Mentions, short forms among them.
    pub count: usize,
    /// Other forms of several words, and acronyms.
    pub others: Vec<String>,
    /// Where it stands, in text order.
    pub contexts: Vec<String>,
}

/// Every name of an article that no list has.
pub fn in_article(done: &Annotated, gazetteer: &Gazetteer) -> Vec<Found> {
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    for (number, entity) in done.names.entities.iter().enumerate() {
        let mentions: Vec<&Mention> = done.names.mentions.iter().filter(|m| m.entity == number).collect();
        if entity.listed.is_none() {
            add(&mut found, told(done, entity, &mentions));
        }
    }
    for doubtful in &done.names.doubtful {
        let name = clean(doubtful.span.of(&done.article.text));
        let contexts = vec![around(&done.article.text, doubtful.span)];
        let (entity_type, others) = (doubtful.entity_type, Vec::new());
        add(&mut found, Found { name, entity_type, found: false, count: 1, others, contexts });
    }
    found.into_values().filter(|name| forms::is_worth_listing(&name.name, gazetteer)).collect()
}

fn told(done: &Annotated, entity: &Entity, mentions: &[&Mention]) -> Found {
    let text = &done.article.text;
    let spans = || mentions.iter().map(|mention| mention.span);
    let in_full = |span: &Span| forms::key(&clean(span.of(text))) == forms::key(&entity.name);
    let (mut full, short): (Vec<Span>, Vec<Span>) = spans().partition(in_full);
    full.extend(&short);
    let others = short.iter().map(|span| clean(span.of(text))).filter(|form| forms::is_own_name(form));
    Found {
        name: clean(&entity.name),
        entity_type: entity.entity_type,
        found: true,
        count: mentions.len(),
        others: others.collect(),
        contexts: full.iter().take(CONTEXTS).map(|&span| around(text, span)).collect(),
    }
}

/// One name of an article, found in several ways, is one name.
fn add(found: &mut BTreeMap<String, Found>, name: Found) {
    match found.entry(forms::key(&name.name)) {
        std::collections::btree_map::Entry::Vacant(entry) => _ = entry.insert(name),
        std::collections::btree_map::Entry::Occupied(mut entry) => {
            let known = entry.get_mut();
            known.count += name.count;
            known.found |= name.found;
            known.others.extend(name.others);
            let room = CONTEXTS.saturating_sub(known.contexts.len());
            known.contexts.extend(name.contexts.into_iter().take(room));
        }
    }
}
