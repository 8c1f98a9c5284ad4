//! A language's grammar in memory: a lexicon (word -> classes) and rules (pattern -> meaning), indexed by what can
//! stand first in them. Read from tables by [`super::table`].

use super::frame::{ANY, CAP, CLASSES, Meaning, Slot, TRIGGERS};
use super::shapes::Shapes;
use super::starts::{Starts, Wanted, first};
use super::words::{Key, Words};
use rustc_hash::FxHashMap;

/// One element of a pattern: any of some words, classes or named groups of rules.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Words by number, and whether they must be capitalised.
    pub(super) words: Vec<(u16, bool)>,
    /// The words again, as bits that turn most others away.
    pub(super) word_bits: u64,
    /// Set of classes.
    pub(super) classes: u64,
    /// Set of node kinds.
    pub(super) nodes: u64,
    /// No space may stand before it.
    pub(super) glued: bool,
    pub(super) optional: bool,
}

/// What must, or must not, stand beside a rule's words without being part of them.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) wanted: bool,
    pub(super) elements: Vec<Element>,
    /// How many tokens it is long, where that is always the same.
    pub(super) len: Option<usize>,
    /// What can stand first in it.
    pub(super) first: Wanted,
}

impl Context {
    pub(super) fn new(wanted: bool, elements: Vec<Element>) -> Self {
        let fixed = elements.iter().all(|element| !element.optional && element.nodes == 0);
        let len = fixed.then_some(elements.len());
        Self { wanted, first: first(&elements), elements, len }
    }
}

/// One rule of the grammar.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// Its name in the table, for `explain`.
    pub(super) name: &'static str,
    /// The country whose custom it is, for named days.
    pub(super) country: Option<&'static str>,
    /// The kind of node it builds.
    pub(super) kind: u8,
    pub(super) before: Vec<Context>,
    pub(super) elements: Vec<Element>,
    pub(super) after: Vec<Context>,
    /// Classes no word of the sentence may have.
    pub(super) without: u64,
    /// What has to stand third.
    pub(super) third: Wanted,
    pub(super) meaning: Meaning,
    /// Slots the rule fills by itself.
    pub(super) constants: Vec<(Slot, i32)>,
}

/// What a kind of node is to the rules that hold it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// Its slots join the frame of the rule that holds it (else it is kept as the expression inside).
    pub(super) merged: bool,
    /// It may be a mention by itself.
    pub(super) shown: bool,
}

/// What a name in a pattern stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) classes: u64,
    pub(super) nodes: u64,
}

/// What the lexicon knows of one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// Classes and values; the flag says that the word must be capitalised.
    pub(super) senses: Vec<(u8, i32, bool)>,
    /// Classes of the word when it is written small.
    pub(super) small: u64,
    /// Classes of the word when it has a capital.
    pub(super) capital: u64,
    /// Whether it may carry a full stop: `Jan.`.
    pub(super) dotted: bool,
    /// How many letters it has if each carries one: `p.m.`.
    pub(super) initials: u8,
}

impl Word {
    /// Classes of the word as written.
    pub(super) fn classes(&self, capital: bool) -> u64 {
        if capital { self.capital } else { self.small }
    }

    /// Classes of the word as it stands in a text, at least one of which it has for its capital and for being there.
    pub(super) fn look(&self, capital: bool) -> u64 {
        // A word that only patterns spell out (`German` Unity Day) is a name like any other.
        match self.classes(capital) {
            0 if capital => ANY | CAP,
            classes => ANY | classes,
        }
    }

    /// Whether dates are made of it, or it may carry a full stop.
    pub(super) fn is_worth(&self) -> bool {
        self.dotted || (self.small | self.capital) & TRIGGERS != 0
    }

    /// The value of the word as a member of one of `classes`, with the slot for it.
    pub(super) fn value(&self, classes: u64, capital: bool) -> Option<(Slot, i32)> {
        self.senses
            .iter()
            .find(|(class, _, must)| classes & (1 << class) != 0 && (capital || !must))
            .map(|&(class, value, _)| (CLASSES[class as usize].1, value))
    }
}

/// A language's tables, ready for matching.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    pub(super) ids: FxHashMap<String, u16>,
    pub(super) words: Words,
    pub(super) lexicon: Vec<Word>,
    /// What the stream says of each word's classes, written small and with a capital.
    pub(super) looks: Vec<[u64; 2]>,
    /// Whether a sentence is worth reading for a word: dates are made of it, or it may carry a full stop.
    pub(super) worth: Vec<bool>,
    pub(super) rules: Vec<Rule>,
    /// What compounds may start with, and what it counts: `drei` 3.
    pub(super) heads: Vec<(&'static str, i32)>,
    /// How all its words may look.
    pub(super) known: Shapes,
    /// How the words look that make a sentence worth reading.
    pub(super) triggers: Shapes,
    pub(super) kinds: Vec<Kind>,
    /// What patterns may name: classes, sections, groups of them.
    pub(super) names: FxHashMap<&'static str, Named>,
    /// Rules that can start with this word.
    pub(super) by_word: Vec<Starts>,
    /// Rules that can start with a token of this class.
    pub(super) by_class: Vec<Starts>,
    /// The classes that some rule can start with.
    pub(super) starting: u64,
    /// Rules that can start with a node of this kind.
    pub(super) by_node: Vec<Starts>,
    /// Whether `3/4` is the third of April.
    pub(super) day_first: bool,
    /// Whether a word may have an elided one joined to it: `l'année`.
    pub(super) elision: bool,
    /// Endings of verbs that tell of the future.
    pub(super) future: Vec<&'static str>,
    /// Endings of verbs that tell of the past.
    pub(super) past: Vec<&'static str>,
}

impl Grammar {
    /// What the stream says of a word's classes.
    #[inline]
    pub(super) fn look(&self, word: u16, capital: bool) -> u64 {
        self.looks[usize::from(word)][usize::from(capital)]
    }

    /// The number of a word of `len` bytes in lower case, 0 for one no table names.
    pub(super) fn word(&self, lower: &Key, len: usize) -> u16 {
        self.words.id(lower, len)
    }
}
