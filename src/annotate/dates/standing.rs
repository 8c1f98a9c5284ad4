//! What can stand at the first places of a rule, and right before it. For the build alone.

use super::grammar::{Context, Element};
use super::starts::Wanted;
use super::stretch::Stretch;

/// What can follow any of the elements that can stand first.
pub(super) fn second(elements: &[Element]) -> Wanted {
    let mut second = Wanted::default();
    each_first(elements, |_, rest| add_from(&mut second, rest));
    second
}

/// What can follow any of those that can stand second, where these are tokens for certain.
pub(super) fn third(elements: &[Element]) -> Wanted {
    let mut third = Wanted::default();
    each_first(elements, |_, rest| {
        third.over |= rest.iter().all(|element| element.optional);
        each_first(rest, |second, rest| {
            third.over |= second.nodes != 0;
            add_from(&mut third, rest);
        });
    });
    third
}

/// What must stand last of `elements`, where that is a token for certain; anything else may be anywhere.
pub(super) fn last(elements: &[Element]) -> Wanted {
    let mut last = Wanted::default();
    match elements.last() {
        Some(element) if !element.optional && element.nodes == 0 => add(&mut last, element),
        _ => last.over = true,
    }
    last
}

/// What one of some is.
pub(super) fn any(of: impl Iterator<Item = Wanted>) -> Wanted {
    of.fold(Wanted::default(), |any, one| Wanted {
        word_bits: any.word_bits | one.word_bits,
        classes: any.classes | one.classes,
        nodes: any.nodes | one.nodes,
        over: any.over || one.over,
    })
}

/// What can stand first.
pub(super) fn first(elements: &[Element]) -> Wanted {
    let mut first = Wanted::default();
    add_from(&mut first, elements);
    first
}

/// Calls `with` for each element that can stand first, and those behind it.
fn each_first<'a>(elements: &'a [Element], mut with: impl FnMut(&'a Element, &'a [Element])) {
    for (at, first) in elements.iter().enumerate() {
        with(first, &elements[at + 1..]);
        if !first.optional {
            return;
        }
    }
}

fn add_from(wanted: &mut Wanted, elements: &[Element]) {
    for element in elements {
        add(wanted, element);
        if !element.optional {
            return;
        }
    }
    wanted.over = true;
}

fn add(wanted: &mut Wanted, element: &Element) {
    wanted.word_bits |= element.word_bits;
    wanted.classes |= element.classes;
    wanted.nodes |= element.nodes;
}

/// A context whose elements lie at `place` in the grammar.
pub(super) fn context(wanted: bool, elements: &[Element], place: Stretch) -> Context {
    let fixed = elements.iter().all(|element| !element.optional && element.nodes == 0);
    Context { wanted, elements: place, len: fixed.then_some(elements.len() as u8), first: first(elements) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(class: usize) -> Element {
        Element { classes: 1 << class, ..Element::default() }
    }

    #[test]
    fn what_may_be_missing_is_stepped_over() {
        let optional = |at| Element { optional: true, ..element(at) };
        let node = Element { nodes: 1, ..Element::default() };
        let classes = |wanted: Wanted| (wanted.classes, wanted.over);
        // 0 1? 2 3? 4
        let elements = [element(0), optional(1), element(2), optional(3), element(4)];
        assert_eq!(classes(second(&elements)), (0b110, false));
        assert_eq!(classes(third(&elements)), (0b11100, false));
        assert_eq!(classes(third(&elements[..3])), (0b100, true));
        assert!(third(&[element(0), node, element(2)]).over);
        assert_eq!(classes(last(&elements)), (0b10000, false));
        assert!(last(&elements[..2]).over);
    }
}
