//! Listed names inside longer ones: `England` in `Bank of England`. In: the names of an article. Out: those and the names
//! that are safe on their own inside them, for who asks for all overlaps.

use super::choose::{Named, Rank};
use super::listed::{self, Sense};
use super::view::View;
use super::{Entity, Mention, Names, Via};
use crate::gazetteer::{EntityRef, Gazetteer};
use crate::language::Language;
use crate::span::Span;
use std::cmp::Reverse;

/// Adds the safe listed names that lie inside the mentions, in text order, a longer one before a shorter.
pub(super) fn add<'g>(names: &mut Names<'g>, view: &View, gazetteer: &'g Gazetteer, language: Language) {
    let outer: Vec<Span> = names.mentions.iter().map(|mention| mention.span).collect();
    for span in outer {
        let first = view.toks.partition_point(|tok| tok.span.start() < span.start());
        let end = view.toks.partition_point(|tok| tok.span.start() < span.end());
        for place in (first..end).flat_map(|at| listed::at(view, gazetteer, language, at, end)) {
            let inside = view.toks[place.tokens.start].span.to(view.toks[place.tokens.end - 1].span);
            let rank = |sense: &&Sense| Rank::new(gazetteer, sense.entity, false, Named::default());
            let safe = place.senses.iter().filter(|sense| !sense.weak);
            if let Some(sense) = safe.max_by_key(rank).filter(|_| inside != span) {
                let entity = number_of(names, gazetteer, sense.entity);
                names.entities[entity].count += 1;
                let (via, signs) = (Via::Gazetteer, super::evidence::Signs::default());
                names.mentions.push(Mention { span: inside, entity, via, signs });
            }
        }
    }
    names.mentions.sort_by_key(|mention| (mention.span.start(), Reverse(mention.span.end())));
    names.mentions.dedup_by_key(|mention| (mention.span, mention.entity));
}

/// Where a listed entity stands among those of the article; it is added if it does not.
fn number_of<'g>(names: &mut Names<'g>, gazetteer: &'g Gazetteer, listed: EntityRef) -> usize {
    let known = names.entities.iter().position(|entity| entity.listed == Some(listed));
    known.unwrap_or_else(|| {
        names.entities.push(Entity::of_list(gazetteer, listed));
        names.entities.len() - 1
    })
}
