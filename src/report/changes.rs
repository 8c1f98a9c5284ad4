//! What changed between two runs over the same articles: mentions gained, lost, retyped, relinked.

use super::marks::{Mark, Marked, MarkedById};
use serde::Serialize;
use std::collections::BTreeMap;

/// One changed mention; a JSON line of `diff`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The article.
    pub article: String,
    /// `gained`, `lost`, `retyped`, `relinked`.
    pub change: &'static str,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// As written.
    pub text: String,
    /// Type before; nothing for what was gained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_type: Option<String>,
    /// Type after; nothing for what was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_type: Option<String>,
    /// Entity before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_entity: Option<String>,
    /// Entity after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_entity: Option<String>,
}

/// Every change, by article, in text order. An article that one run lacks counts as empty there.
pub fn changes(old: &MarkedById, new: &MarkedById) -> Vec<Change> {
    let none = Marked::default();
    let ids: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let of = |id: &String| {
        let (old, new) = (old.get(id).unwrap_or(&none), new.get(id).unwrap_or(&none));
        in_article(id, &old.marks, &new.marks)
    };
    ids.into_iter().flat_map(of).collect()
}

/// The marks of one span, before and after.
type Sides<'m> = (Vec<&'m Mark>, Vec<&'m Mark>);

fn in_article(id: &str, old: &[Mark], new: &[Mark]) -> Vec<Change> {
    let mut sides: BTreeMap<(usize, usize), Sides<'_>> = BTreeMap::new();
    for mark in old {
        sides.entry((mark.start, mark.end)).or_default().0.push(mark);
    }
    for mark in new {
        sides.entry((mark.start, mark.end)).or_default().1.push(mark);
    }
    sides.into_values().flat_map(|sides| of_span(id, sides)).collect()
}

/// What changed at one span. Of several marks those of one type belong together, then the others in their order.
fn of_span(id: &str, (old, mut new): Sides<'_>) -> Vec<Change> {
    let mut pairs: Vec<(Option<&Mark>, Option<&Mark>)> = Vec::new();
    for mark in old {
        let at = new.iter().position(|other| other.kind == mark.kind);
        pairs.push((Some(mark), at.map(|at| new.remove(at))));
    }
    for mark in new {
        match pairs.iter_mut().find(|(_, of_new)| of_new.is_none()) {
            Some((_, of_new)) => *of_new = Some(mark),
            None => pairs.push((None, Some(mark))),
        }
    }
    pairs.into_iter().filter_map(|(old, new)| change(id, old, new)).collect()
}

fn change(id: &str, old: Option<&Mark>, new: Option<&Mark>) -> Option<Change> {
    let change = match (old, new) {
        (Some(old), Some(new)) if old.kind != new.kind => "retyped",
        (Some(old), Some(new)) if old.entity != new.entity => "relinked",
        (Some(_), None) => "lost",
        (None, Some(_)) => "gained",
        _ => return None,
    };
    let shown = new.or(old)?;
    Some(Change {
        article: id.to_owned(),
        change,
        start: shown.start,
        end: shown.end,
        text: shown.text.clone(),
        old_type: old.map(|mark| mark.kind.clone()),
        new_type: new.map(|mark| mark.kind.clone()),
        old_entity: old.and_then(|mark| mark.entity.clone()),
        new_entity: new.and_then(|mark| mark.entity.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(marks: &[(usize, &str, &str)]) -> MarkedById {
        let mark = |&(start, kind, entity): &(usize, &str, &str)| Mark {
            start,
            end: start + 3,
            kind: kind.into(),
            text: "abc".into(),
            entity: Some(entity.into()),
        };
        let marked = Marked { id: "a".into(), text: None, marks: marks.iter().map(mark).collect() };
        [("a".to_owned(), marked)].into()
    }

    #[test]
    fn marks_of_one_span_are_told_apart_by_their_type() {
        let old = article(&[(0, "date", "a"), (0, "person", "b")]);
        let new = article(&[(0, "person", "b"), (0, "place", "c")]);
        let told: Vec<_> =
            changes(&old, &new).into_iter().map(|one| (one.change, one.old_type, one.new_type)).collect();
        assert_eq!(told, [("retyped", Some("date".to_owned()), Some("place".to_owned()))]);
        assert_eq!(changes(&old, &article(&[(0, "person", "b")])).len(), 1);
    }

    #[test]
    fn tells_what_became_of_each_mention() {
        let old = article(&[(0, "place", "a"), (5, "place", "b"), (10, "place", "c"), (15, "place", "d")]);
        let new = article(&[(0, "place", "a"), (5, "person", "b"), (10, "place", "x"), (20, "place", "e")]);
        let told: Vec<_> = changes(&old, &new).iter().map(|change| (change.start, change.change)).collect();
        assert_eq!(told, [(5, "retyped"), (10, "relinked"), (15, "lost"), (20, "gained")]);
        assert_eq!(changes(&old, &MarkedById::new()).len(), 4);
    }
}
