//! What lists have, for who asks for nothing else. In: the names of an article. Out: those of listed entities, just as they
//! were settled among all the others: `Maurice` in `Maurice de Sully` is no island, whether or not he is asked for.

use super::Names;
use crate::span::Span;
use rustc_hash::FxHashSet;

/// Leaves out every name no list has.
pub(super) fn keep(names: &mut Names) {
    let mut kept = 0;
    let number = |listed: bool| {
        kept += usize::from(listed);
        listed.then(|| kept - 1)
    };
    let numbers: Vec<Option<usize>> =
        names.entities.iter().map(|entity| entity.listed.is_some()).map(number).collect();
    names.entities.retain(|entity| entity.listed.is_some());
    names.mentions.retain_mut(|mention| {
        let number = numbers[mention.entity];
        mention.entity = number.unwrap_or_default();
        number.is_some()
    });
    let spans: FxHashSet<Span> = names.mentions.iter().map(|mention| mention.span).collect();
    names.weighed.retain(|weighed| spans.contains(&weighed.span));
}
