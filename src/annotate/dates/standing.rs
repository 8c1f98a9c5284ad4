//! What can stand at the first places of a rule, and right before it. For the build alone.

use super::grammar::{Element, Grammar, Kind, Rule};
use super::starts::{AHEAD, Wanted, each_bit};

/// Anything, or nothing.
const OPEN: Wanted = Wanted { word_bits: 0, classes: 0, nodes: 0, over: true };

/// What has to stand in a row for a rule to hold: its elements, then those of a context that must follow. And what can
/// stand behind these, if `behind` a node of the rule's kind can stand only that.
pub(super) fn chain(rule: &Rule, grammar: &Grammar, behind: &[Wanted]) -> (Vec<Element>, Wanted) {
    let elements = rule.elements.of(&grammar.elements);
    match rule.after.of(&grammar.contexts).iter().find(|context| context.wanted) {
        Some(context) => ([elements, context.elements.of(&grammar.elements)].concat(), OPEN),
        None => (elements.to_vec(), behind[usize::from(rule.kind)]),
    }
}

/// What can stand behind a node of each kind if it is to be of use: a part of a date where nothing goes on with it is none.
pub(super) fn behind(grammar: &Grammar) -> Vec<Wanted> {
    let shown = |kind: &Kind| if kind.shown { OPEN } else { Wanted::default() };
    let mut behind: Vec<_> = grammar.kinds.iter().map(shown).collect();
    for context in &grammar.contexts {
        add_behind(&mut behind, context.elements.of(&grammar.elements), OPEN);
    }
    // What ends with a node is a node itself.
    loop {
        let before = behind.clone();
        for rule in &grammar.rules {
            let (chain, end) = chain(rule, grammar, &behind);
            add_behind(&mut behind, &chain, end);
        }
        if behind == before {
            return behind;
        }
    }
}

fn add_behind(behind: &mut [Wanted], elements: &[Element], end: Wanted) {
    for (at, element) in elements.iter().enumerate() {
        let mut next = first(&elements[at + 1..]);
        if std::mem::take(&mut next.over) {
            next = any([next, end]);
        }
        each_bit(element.nodes, |kind| behind[kind] = any([behind[kind], next]));
    }
}

/// What has to stand right before a rule.
pub(super) fn prior(rule: &Rule, grammar: &Grammar) -> Wanted {
    let before = rule.before.of(&grammar.contexts).iter().rev().find(|context| context.wanted);
    last(before.map_or(&[], |context| context.elements.of(&grammar.elements)))
}

/// What must stand last of `elements`, where that is a token for certain; anything else may be anywhere.
fn last(elements: &[Element]) -> Wanted {
    match elements.last() {
        Some(element) if !element.optional && element.nodes == 0 => what(element),
        _ => OPEN,
    }
}

/// What can stand at the places behind the first, in each of the ways that a row of elements can start with one that
/// `begins`; where it is over, `end`.
pub(super) fn ways(
    elements: &[Element],
    end: Wanted,
    begins: impl Fn(&Element) -> bool,
) -> Vec<[Wanted; AHEAD]> {
    let mut ways = Vec::new();
    each_first(elements, |element, rest| {
        if begins(element) {
            follow(rest, 0, end, &mut [OPEN; AHEAD], &mut ways);
        }
    });
    join(ways)
}

/// Adds the ways in which elements can stand from a place on.
fn follow(
    elements: &[Element],
    place: usize,
    end: Wanted,
    way: &mut [Wanted; AHEAD],
    ways: &mut Vec<[Wanted; AHEAD]>,
) {
    if place == AHEAD {
        ways.push(*way);
        return;
    }
    let over = each_first(elements, |element, rest| {
        way[place] = what(element);
        if element.nodes == 0 {
            follow(rest, place + 1, end, way, ways);
        } else {
            // Where a node ends, nobody knows.
            ways.push(*way);
        }
        way[place] = OPEN;
    });
    if over {
        way[place] = end;
        ways.push(*way);
        way[place] = OPEN;
    }
}

/// Makes one of two ways that differ at one place alone, as long as there are two.
fn join(mut ways: Vec<[Wanted; AHEAD]>) -> Vec<[Wanted; AHEAD]> {
    let mut joined: Vec<[Wanted; AHEAD]> = Vec::new();
    while let Some(mut way) = ways.pop() {
        let differ = |other: &[Wanted; AHEAD]| (0..AHEAD).filter(|&at| way[at] != other[at]).count();
        match joined.iter().position(|other| differ(other) <= 1) {
            Some(at) => {
                let other = joined.swap_remove(at);
                way = std::array::from_fn(|at| any([way[at], other[at]]));
                ways.push(way);
            }
            None => joined.push(way),
        }
    }
    joined
}

/// What one of some is.
pub(super) fn any(of: impl IntoIterator<Item = Wanted>) -> Wanted {
    of.into_iter().fold(Wanted::default(), |any, one| Wanted {
        word_bits: any.word_bits | one.word_bits,
        classes: any.classes | one.classes,
        nodes: any.nodes | one.nodes,
        over: any.over || one.over,
    })
}

/// What can stand first.
pub(super) fn first(elements: &[Element]) -> Wanted {
    let mut first = Wanted::default();
    first.over = each_first(elements, |element, _| first = any([first, what(element)]));
    first
}

/// Calls `with` for each element that can stand first, and those behind it; whether none of them need stand there.
fn each_first<'a>(elements: &'a [Element], mut with: impl FnMut(&'a Element, &'a [Element])) -> bool {
    for (at, first) in elements.iter().enumerate() {
        with(first, &elements[at + 1..]);
        if !first.optional {
            return false;
        }
    }
    true
}

/// What an element is.
const fn what(element: &Element) -> Wanted {
    Wanted { word_bits: element.word_bits, classes: element.classes, nodes: element.nodes, over: false }
}

#[cfg(test)]
mod tests {
    use super::super::frame::class_bits;
    use super::super::parse;
    use super::super::stream::number_of;
    use super::*;

    fn element(class: usize) -> Element {
        Element { classes: 1 << class, ..Element::default() }
    }

    fn optional(class: usize) -> Element {
        Element { optional: true, ..element(class) }
    }

    /// The classes at each place, 0 where anything may stand.
    fn told(elements: &[Element], class: usize) -> Vec<[u64; AHEAD]> {
        let ways = ways(elements, OPEN, |element| element.classes & (1 << class) != 0);
        let mut told: Vec<_> =
            ways.iter().map(|way| way.map(|wanted| if wanted.over { 0 } else { wanted.classes })).collect();
        told.sort_unstable();
        told
    }

    #[test]
    fn what_may_be_missing_is_stepped_over() {
        // 0 1? 2 3? 4
        let elements = [element(0), optional(1), element(2), optional(3), element(4)];
        assert_eq!(
            told(&elements, 0),
            [[0b10, 0b100, 0b11000], [0b100, 0b1000, 0b10000], [0b100, 0b10000, 0]]
        );
        assert_eq!(told(&elements[..3], 0), [[0b10, 0b100, 0], [0b100, 0, 0]]);
        assert_eq!(told(&elements[3..], 4), [[0, 0, 0]]);
        assert_eq!(told(&elements[1..3], 2), [[0, 0, 0]]);
        assert_eq!(told(&elements, 2), [[0; AHEAD]; 0]);
        let node = Element { nodes: 1, ..Element::default() };
        assert_eq!(told(&[element(0), element(1), node, element(2)], 0), [[0b10, 0, 0]]);
        assert!(last(&elements[..2]).over && !last(&elements).over);
    }

    #[test]
    fn ways_that_differ_at_one_place_are_one() {
        let elements = [element(0), optional(1), optional(2), element(3)];
        assert_eq!(told(&elements[..2], 0), [[0, 0, 0]]);
        assert_eq!(told(&[element(0), optional(1), element(2)], 0), [[0b10, 0b100, 0], [0b100, 0, 0]]);
        let mut either = element(1);
        either.classes |= 1 << 2;
        assert_eq!(told(&[element(0), either], 0), [[0b110, 0, 0]]);
        assert_eq!(told(&elements, 0), [[0b10, 0b100, 0b1000], [0b110, 0b1000, 0], [0b1000, 0, 0]]);
    }

    #[test]
    fn a_part_that_nothing_goes_on_with_is_of_no_use() {
        let grammar =
            parse(&["[words]\nUNIT day: day\n[NUMBER]\nn: DIGITS => number\nsum: NUMBER , NUMBER => sum\n\
                               [COUNT]\nx: NUMBER -? UNIT => length\ny: some NUMBER => length\n\
                               [LENGTH shown]\nl: COUNT long => length\nm: NUMBER [ MONTH ] => date"]);
        let behind = behind(&grammar);
        let words = |words: &[&str]| {
            words.iter().fold(0, |bits, word| bits | grammar.bit(number_of(word, &grammar).0))
        };
        assert_eq!(behind[0].classes, class_bits(&["UNIT", "MONTH"]));
        assert_eq!(behind[0].word_bits, words(&["-", "long", ","]));
        assert_eq!((behind[1].word_bits, behind[1].classes), (words(&["long"]), 0));
        assert_eq!([0, 1, 2].map(|kind| behind[kind].over), [false, false, true]);
    }
}
