//! Rules that can start with the same thing, and which of them what stands next lets through: most rules of a long list
//! are turned away together, by a few words of bits.

use super::grammar::Element;

/// What stands at a place, as bits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ahead {
    /// The bit of its word, if a table names it.
    pub(super) word: u64,
    pub(super) classes: u64,
    /// The kinds of node that start there.
    pub(super) nodes: u64,
}

/// What can stand at one place of a rule, roughly.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    word_bits: u64,
    classes: u64,
    nodes: u64,
    /// The rule can be over before that place, or nothing is known of it.
    over: bool,
}

impl Wanted {
    /// Whether what stands there may go on with the rule; nothing stands after the end.
    pub(super) fn admits(&self, ahead: Option<Ahead>) -> bool {
        self.over
            || ahead.is_some_and(|ahead| {
                (self.word_bits & ahead.word) | (self.classes & ahead.classes) | (self.nodes & ahead.nodes)
                    != 0
            })
    }

    fn add(&mut self, element: &Element) {
        self.word_bits |= element.word_bits;
        self.classes |= element.classes;
        self.nodes |= element.nodes;
    }
}

/// What can follow any of the elements that can stand first.
pub(super) fn second(elements: &[Element]) -> Wanted {
    let mut second = Wanted::default();
    for (at, first) in elements.iter().enumerate() {
        add_from(&mut second, &elements[at + 1..]);
        if !first.optional {
            break;
        }
    }
    second
}

/// What can stand third, where first and second are there for certain and the second is one token.
pub(super) fn third(elements: &[Element]) -> Wanted {
    let mut third = Wanted::default();
    match elements {
        [first, second, rest @ ..] if !first.optional && !second.optional && second.nodes == 0 => {
            add_from(&mut third, rest);
        }
        _ => third.over = true,
    }
    third
}

/// What can stand first.
pub(super) fn first(elements: &[Element]) -> Wanted {
    let mut first = Wanted::default();
    add_from(&mut first, elements);
    first
}

fn add_from(wanted: &mut Wanted, elements: &[Element]) {
    for element in elements {
        wanted.add(element);
        if !element.optional {
            return;
        }
    }
    wanted.over = true;
}

/// Lists shorter than this are looked through one by one.
const INDEXED: usize = 12;
/// Bits that one kind of thing can have.
const BITS: usize = 64;

/// Rules that can start alike, in order.
#[derive(Debug, Default)]
pub(super) struct Starts {
    rules: Vec<(u16, Wanted)>,
    /// For each bit of [`Ahead`], words then classes then nodes, the rules it lets through, one bit each; last,
    /// those that anything does.
    index: Vec<u64>,
    /// The bits whose row in the index is not empty.
    told: Ahead,
}

impl Starts {
    pub(super) fn with_room(rules: usize) -> Self {
        Self { rules: Vec::with_capacity(rules), ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    pub(super) fn push(&mut self, rule: u16, second: Wanted) {
        self.rules.push((rule, second));
    }

    /// How many numbers hold one bit for each rule.
    fn width(&self) -> usize {
        self.rules.len().div_ceil(BITS)
    }

    /// Builds the index, once all rules are there.
    pub(super) fn finish(&mut self) {
        if self.rules.len() < INDEXED {
            return;
        }
        let width = self.width();
        self.index = vec![0; width * (3 * BITS + 1)];
        for (at, (_, second)) in self.rules.iter().enumerate() {
            let mut mark = |row: usize| self.index[row * width + at / BITS] |= 1 << (at % BITS);
            if second.over {
                mark(3 * BITS);
            }
            for (set, base) in [(second.word_bits, 0), (second.classes, BITS), (second.nodes, 2 * BITS)] {
                each_bit(set, |bit| mark(base + bit));
            }
            self.told.word |= second.word_bits;
            self.told.classes |= second.classes;
            self.told.nodes |= second.nodes;
        }
    }

    /// Calls `try_rule` for each rule that what stands second lets through.
    pub(super) fn each(&self, ahead: Option<Ahead>, try_rule: impl FnMut(u16)) {
        if !self.rules.is_empty() {
            self.each_of_some(ahead, try_rule);
        }
    }

    fn each_of_some(&self, ahead: Option<Ahead>, mut try_rule: impl FnMut(u16)) {
        if self.index.is_empty() {
            for (rule, second) in &self.rules {
                if second.admits(ahead) {
                    try_rule(*rule);
                }
            }
            return;
        }
        let width = self.width();
        let next = ahead.unwrap_or_default();
        let (word, classes, nodes) =
            (next.word & self.told.word, next.classes & self.told.classes, next.nodes & self.told.nodes);
        for column in 0..width {
            let mut through = self.index[3 * BITS * width + column];
            for (set, base) in [(word, 0), (classes, BITS), (nodes, 2 * BITS)] {
                each_bit(set, |bit| through |= self.index[(base + bit) * width + column]);
            }
            each_bit(through, |bit| try_rule(self.rules[column * BITS + bit].0));
        }
    }
}

/// Calls `with` for the place of each bit of a set.
pub(super) fn each_bit(mut set: u64, mut with: impl FnMut(usize)) {
    while set != 0 {
        with(set.trailing_zeros() as usize);
        set &= set - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_lets_through_what_a_short_one_does() {
        let element =
            |bit: usize| Element { classes: 1 << (bit % 7), word_bits: 1 << (bit % 5), ..Element::default() };
        let mut long = Starts::default();
        let mut short = Starts::default();
        for rule in 0..150_u16 {
            let at = usize::from(rule);
            let mut elements = vec![element(0), element(at)];
            elements[1].optional = rule % 50 == 0;
            long.push(rule, second(&elements));
            short.push(rule, second(&elements));
        }
        long.finish();
        let all = |starts: &Starts, ahead| {
            let mut rules = Vec::new();
            starts.each(ahead, |rule| rules.push(rule));
            rules
        };
        for classes in 0..128 {
            let ahead = Some(Ahead { classes, word: 1 << (classes % 5), nodes: 0 });
            assert_eq!(all(&long, ahead), all(&short, ahead));
        }
        assert_eq!(all(&long, None), [0, 50, 100]);
    }
}
