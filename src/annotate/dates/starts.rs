//! Rules that can start with the same thing, and which of them what stands around lets through: most rules of a long list
//! are turned away together, by a few words of bits.

use super::grammar::Rule;
use super::stretch::Stretch;
use std::sync::OnceLock;

/// What stands at a place, as bits; none where the sentence has ended.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ahead {
    /// The bit of its word, if a table names it.
    pub(super) word: u64,
    pub(super) classes: u64,
    /// The kinds of node that start there.
    pub(super) nodes: u64,
}

/// What stands around the place at which rules start.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub(super) before: Ahead,
    pub(super) second: Ahead,
    pub(super) third: Ahead,
}

/// What can stand at one place of a rule, roughly.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    pub(super) word_bits: u64,
    pub(super) classes: u64,
    pub(super) nodes: u64,
    /// The rule can be over before that place, or nothing is known of it.
    pub(super) over: bool,
}

impl Wanted {
    /// Whether what stands there may go on with the rule; nothing stands after the end.
    #[inline]
    pub(super) const fn admits(&self, ahead: &Ahead) -> bool {
        let told =
            (self.word_bits & ahead.word) | (self.classes & ahead.classes) | (self.nodes & ahead.nodes);
        told != 0 || self.over
    }
}

/// Bits that one kind of thing can have.
const BITS: usize = 64;

/// Rules that can start with the same thing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct List {
    /// Among [`Starts::rules`].
    pub(super) rules: Stretch,
    /// The number of its index, from 1 on; 0 for a short list, whose rules are looked at one by one.
    pub(super) index: u16,
    /// What can stand second in one of them.
    pub(super) second: Wanted,
}

/// All lists of rules that can start alike, each in order.
#[derive(Debug, Default)]
pub(super) struct Starts {
    pub(super) lists: Vec<List>,
    /// The rules of all lists.
    pub(super) rules: Vec<u16>,
    /// The indexes of the long ones, each made when it is first wanted.
    pub(super) indexes: Vec<OnceLock<Index>>,
}

impl Starts {
    /// Makes room for the indexes.
    pub(super) fn make_room(&mut self) {
        let indexes = self.lists.iter().map(|list| list.index).max().unwrap_or_default();
        self.indexes.resize_with(indexes.into(), OnceLock::new);
    }

    /// Calls `try_rule` for each rule of a list that what stands around lets through.
    #[inline]
    pub(super) fn each(&self, list: u16, rules: &[Rule], around: &Around, try_rule: impl FnMut(u16)) {
        let list = &self.lists[usize::from(list)];
        if list.second.admits(&around.second) {
            self.each_of(list, rules, around, try_rule);
        }
    }

    fn each_of(&self, list: &List, rules: &[Rule], around: &Around, mut try_rule: impl FnMut(u16)) {
        let numbers = list.rules.of(&self.rules);
        let mut consider = |number: u16, rule: &Rule| {
            if rule.third.admits(&around.third) && rule.prior.admits(&around.before) {
                try_rule(number);
            }
        };
        let Some(index) = usize::from(list.index).checked_sub(1).and_then(|at| self.indexes.get(at)) else {
            for &number in numbers {
                let rule = &rules[usize::from(number)];
                if rule.second.admits(&around.second) {
                    consider(number, rule);
                }
            }
            return;
        };
        let index = index.get_or_init(|| Index::of(numbers, rules));
        index.each(&around.second, |at| {
            consider(numbers[at], &rules[usize::from(numbers[at])]);
        });
    }
}

/// What a long list lets through, by what stands second.
#[derive(Debug)]
pub(super) struct Index {
    /// For each bit of [`Ahead`], words then classes then nodes, the rules it lets through, one bit each; last,
    /// those that anything does.
    rows: Vec<u64>,
    /// How many numbers a row has.
    width: usize,
    /// The bits whose row is not empty.
    told: Ahead,
}

impl Index {
    fn of(numbers: &[u16], rules: &[Rule]) -> Self {
        let width = numbers.len().div_ceil(BITS);
        let mut index = Self { rows: vec![0; width * (3 * BITS + 1)], width, told: Ahead::default() };
        for (at, &number) in numbers.iter().enumerate() {
            let second = &rules[usize::from(number)].second;
            let mut mark = |row: usize| index.rows[row * width + at / BITS] |= 1 << (at % BITS);
            if second.over {
                mark(3 * BITS);
            }
            for (set, base) in [(second.word_bits, 0), (second.classes, BITS), (second.nodes, 2 * BITS)] {
                each_bit(set, |bit| mark(base + bit));
            }
            index.told.word |= second.word_bits;
            index.told.classes |= second.classes;
            index.told.nodes |= second.nodes;
        }
        index
    }

    /// Calls `with` for the place in the list of each rule that `next` lets through.
    fn each(&self, next: &Ahead, mut with: impl FnMut(usize)) {
        let sets = [
            (next.word & self.told.word, 0),
            (next.classes & self.told.classes, BITS),
            (next.nodes & self.told.nodes, 2 * BITS),
        ];
        for column in 0..self.width {
            let mut through = self.rows[3 * BITS * self.width + column];
            for (set, base) in sets {
                each_bit(set, |bit| through |= self.rows[(base + bit) * self.width + column]);
            }
            each_bit(through, |bit| with(column * BITS + bit));
        }
    }
}

/// Calls `with` for the place of each bit of a set.
#[inline]
pub(super) fn each_bit(mut set: u64, mut with: impl FnMut(usize)) {
    while set != 0 {
        with(set.trailing_zeros() as usize);
        set &= set - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar::Element;
    use super::super::standing::{last, second, third};
    use super::*;

    /// An element that is one of 7 classes or 5 words.
    fn element(at: usize) -> Element {
        Element { classes: 1 << (at % 7), word_bits: 1 << (at % 5), ..Element::default() }
    }

    #[test]
    fn a_long_list_lets_through_what_a_short_one_does() {
        let rules: Vec<_> = (0..150)
            .map(|at| {
                let mut elements = vec![element(0), element(at)];
                elements[1].optional = at % 50 == 0;
                let (second, third) = (second(&elements), third(&elements));
                Rule { second, third, prior: last(&[element(at / 7)]), ..Rule::default() }
            })
            .collect();
        let any = Wanted { over: true, ..Wanted::default() };
        let list = |index| List { rules: Stretch { start: 0, len: 150 }, index, second: any };
        let mut starts =
            Starts { lists: vec![list(0), list(1)], rules: (0..150).collect(), ..Starts::default() };
        starts.make_room();
        let all = |list: u16, around: &Around| {
            let mut found = Vec::new();
            starts.each(list, &rules, around, |rule| found.push(rule));
            found
        };
        for classes in 0..128 {
            let ahead = Ahead { classes, word: 1 << (classes % 5), nodes: 0 };
            let around = Around { before: ahead, second: ahead, third: Ahead::default() };
            assert_eq!(all(1, &around), all(0, &around));
        }
        let end = Around { before: Ahead { word: !0, ..Ahead::default() }, ..Around::default() };
        assert_eq!(all(1, &end), [0, 50, 100]);
    }
}
