//! Rules that can start with the same thing, and which of them what stands around lets through: most rules of a long list
//! are turned away together, by a few words of bits.

use super::stretch::Stretch;
use std::sync::OnceLock;

/// What stands at a place, as bits; none where the sentence has ended.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ahead {
    /// The bit of its word, if a pattern spells it out.
    pub(super) word: u64,
    pub(super) classes: u64,
    /// The kinds of node that start there.
    pub(super) nodes: u64,
}

/// How many places behind the first are looked at before a rule is tried.
pub(super) const AHEAD: usize = 3;

/// What stands around the place at which rules start.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub(super) before: Ahead,
    pub(super) ahead: [Ahead; AHEAD],
}

/// What can stand at one place of a rule, roughly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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

/// One of the ways in which a rule can start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Way {
    pub(super) rule: u16,
    /// What can stand behind what it starts with; anything from behind a node on.
    pub(super) ahead: [Wanted; AHEAD],
    /// What has to stand right before.
    pub(super) before: Wanted,
}

/// Ways in which rules can start with the same thing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct List {
    /// Among [`Starts::numbers`]; those of one rule side by side.
    pub(super) ways: Stretch,
    /// What can stand second in one of them.
    pub(super) second: Wanted,
}

/// All lists of rules that can start alike, each in order.
#[derive(Debug, Default)]
pub(super) struct Starts {
    pub(super) lists: Vec<List>,
    /// The ways of all lists, by number.
    pub(super) numbers: Vec<u16>,
    pub(super) ways: Vec<Way>,
    /// The index of each list, made when it is first wanted.
    pub(super) indexes: Vec<OnceLock<Index>>,
}

impl Starts {
    /// Makes room for the indexes.
    pub(super) fn make_room(&mut self) {
        self.indexes.resize_with(self.lists.len(), OnceLock::new);
    }

    /// Whether a rule of a list may go on with what stands second.
    #[inline]
    pub(super) fn may_go_on(&self, list: u16, second: &Ahead) -> bool {
        self.lists[usize::from(list)].second.admits(second)
    }

    /// Calls `try_rule` for each rule of a list that what stands around lets through.
    #[inline]
    pub(super) fn each(&self, list: u16, around: &Around, mut try_rule: impl FnMut(u16)) {
        let list = usize::from(list);
        let numbers = self.lists[list].ways.of(&self.numbers);
        let index = self.indexes[list].get_or_init(|| Index::of(numbers, &self.ways));
        let [second, rest @ ..] = &around.ahead;
        let mut tried = None;
        index.each(second, |at| {
            let way = &self.ways[usize::from(numbers[at])];
            let [_, wanted @ ..] = &way.ahead;
            let admitted = wanted.iter().zip(rest).all(|(wanted, ahead)| wanted.admits(ahead));
            if admitted && way.before.admits(&around.before) && tried.replace(way.rule) != Some(way.rule) {
                try_rule(way.rule);
            }
        });
    }
}

/// What a list lets through, by what stands second.
#[derive(Debug)]
pub(super) struct Index {
    /// For each bit of [`Ahead`], words then classes then nodes, the ways it lets through, one bit each; last,
    /// those that anything does.
    rows: Vec<u64>,
    /// How many numbers a row has.
    width: usize,
    /// The bits whose row is not empty.
    told: Ahead,
}

impl Index {
    fn of(numbers: &[u16], ways: &[Way]) -> Self {
        let width = numbers.len().div_ceil(BITS);
        let mut index = Self { rows: vec![0; width * (3 * BITS + 1)], width, told: Ahead::default() };
        for (at, &number) in numbers.iter().enumerate() {
            let second = &ways[usize::from(number)].ahead[0];
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

    /// Calls `with` for the place in the list of each way that `next` lets through.
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
    use super::super::standing::ways;
    use super::*;

    /// An element that is one of 7 classes or 5 words.
    fn element(at: usize) -> Element {
        Element { classes: 1 << (at % 7), word_bits: 1 << (at % 5), ..Element::default() }
    }

    #[test]
    fn a_list_lets_through_what_each_of_its_ways_does() {
        let open = Wanted { over: true, ..Wanted::default() };
        let of_rule = |rule: u16| {
            let at = usize::from(rule);
            let elements =
                [element(0), Element { optional: at.is_multiple_of(50), ..element(at) }, element(at / 3)];
            let before = Wanted { classes: 1 << (at / 7 % 7), ..Wanted::default() };
            let ways = ways(&elements[..2 + at / 50 % 2], open, |_| true);
            ways.into_iter().map(move |ahead| Way { rule, ahead, before })
        };
        let ways: Vec<_> = (0..150).flat_map(of_rule).collect();
        let len = ways.len() as u16;
        assert!(len > 150);
        let list = List { ways: Stretch { start: 0, len }, second: open };
        let mut starts = Starts { lists: vec![list], numbers: (0..len).collect(), ways, ..Starts::default() };
        starts.make_room();
        let all = |around: &Around| {
            let mut found = Vec::new();
            starts.each(0, around, |rule| found.push(rule));
            found
        };
        for classes in 0..128 {
            let next = Ahead { classes, word: 1 << (classes % 5), nodes: 0 };
            let around = Around { before: next, ahead: [next, next, Ahead::default()] };
            let admits = |way: &&Way| {
                way.ahead.iter().zip(&around.ahead).all(|(wanted, ahead)| wanted.admits(ahead))
                    && way.before.admits(&around.before)
            };
            let mut rules: Vec<_> = starts.ways.iter().filter(admits).map(|way| way.rule).collect();
            rules.dedup();
            assert_eq!(all(&around), rules);
        }
        let end = Around { before: Ahead { classes: !0, ..Ahead::default() }, ..Around::default() };
        assert_eq!(all(&end), [0, 100]);
    }
}
