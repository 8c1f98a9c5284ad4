//! What of gold and predictions can be scored: marks that do not fit their text and types that nothing finds are told
//! and left out, the rest is scored.

use super::messages::{Messages, counted};
use newsnlp::report::fit;
use newsnlp::report::marks::MarkedById;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Leaves out articles in which a mark of the gold or of the prediction does not fit the text; `paths` are their files.
/// Returns how many.
pub fn keep_fitting(paths: [&Path; 2], gold: &mut MarkedById, pred: &mut MarkedById) -> u64 {
    let before = gold.len();
    gold.retain(|id, marked| {
        let predicted = pred.get(id);
        let text = marked.text.as_ref().or_else(|| predicted?.text.as_ref());
        let Some(text) = text else { return true };
        let both = [(paths[0], Some(&*marked)), (paths[1], predicted)];
        let wrong = both.into_iter().find_map(|(path, marked)| {
            let problem = fit::check(text, &marked?.marks).err()?;
            Some(format!("{}: {id:?}: {problem}; left out", path.display()))
        });
        if let Some(wrong) = &wrong {
            Messages::error(wrong);
            pred.remove(id);
        }
        wrong.is_none()
    });
    (before - gold.len()) as u64
}

/// The types of marks.
pub fn types(marked: &MarkedById) -> BTreeSet<String> {
    marked.values().flat_map(|article| &article.marks).map(|mark| mark.kind.clone()).collect()
}

/// Leaves out marks of types that cannot agree with any other mark: those that are not among `others` and are another
/// word for a type found here, with the whole of their records, `paired` ones too; and, where there are no `others`, those
/// that are no type found here at all. Returns how many types.
pub fn keep_types(
    path: &Path,
    marked: &mut MarkedById,
    paired: &mut MarkedById,
    others: Option<&BTreeSet<String>>,
) -> u64 {
    let mut lost: BTreeMap<String, u64> = BTreeMap::new();
    let agrees = |kind: &str| fit::is_found(kind) || others.is_some_and(|others| others.contains(kind));
    marked.retain(|id, article| {
        let wrong = article
            .marks
            .iter()
            .map(|mark| &mark.kind)
            .find(|kind| !agrees(kind) && fit::meant(kind).is_some());
        if let Some(wrong) = wrong {
            *lost.entry(wrong.clone()).or_default() += 1;
            paired.remove(id);
            return false;
        }
        if others.is_none() {
            let foreign = article.marks.iter().filter(|mark| !agrees(&mark.kind));
            foreign.for_each(|mark| *lost.entry(mark.kind.clone()).or_default() += 1);
            article.marks.retain(|mark| agrees(&mark.kind));
        }
        true
    });
    for (kind, number) in &lost {
        let (what, cure) = match fit::meant(kind) {
            Some(meant) => ("record", format!("write {meant:?}")),
            None => ("mark", "name the types to score with -t".into()),
        };
        let lost = counted(*number, what);
        Messages::error(format!("{}: no type {kind:?}; {lost} left out ({cure})", path.display()));
    }
    lost.len() as u64
}
