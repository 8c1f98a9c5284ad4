//! A language's grammar in memory: a lexicon (word -> classes) and rules (pattern -> meaning), indexed by what can
//! stand first in them. The build compiles it from tables; the program reads it back from the block it carries.

use super::frame::{ANY, CAP, Meaning, SLOT_OF, Slot, TRIGGERS};
use super::image::{Bytes, Stored};
use super::shapes::Shapes;
use super::starts::{Starts, Wanted};
use super::stretch::Stretch;
use super::words::{Words, key};
use std::borrow::Cow;

/// One element of a pattern: any of some words, classes or named groups of rules.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Element {
    /// Words by number, and whether they must be capitalised, among [`Grammar::literals`].
    pub(super) words: Stretch,
    /// The words again, by their bits, which turn most others away.
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
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) wanted: bool,
    /// Among [`Grammar::elements`].
    pub(super) elements: Stretch,
    /// How many tokens it is long, where that is always the same.
    pub(super) len: Option<u8>,
    /// What can stand first in it.
    pub(super) first: Wanted,
}

/// One rule of the grammar.
#[derive(Clone, Debug, Default)]
pub(super) struct Rule {
    /// Its name in the table, for `explain`.
    pub(super) name: &'static str,
    /// The country whose custom it is, for named days.
    pub(super) country: Option<&'static str>,
    /// The kind of node it builds.
    pub(super) kind: u8,
    /// Among [`Grammar::contexts`].
    pub(super) before: Stretch,
    /// Among [`Grammar::elements`].
    pub(super) elements: Stretch,
    /// Among [`Grammar::contexts`].
    pub(super) after: Stretch,
    /// Classes no word of the sentence may have.
    pub(super) without: u64,
    pub(super) meaning: Meaning,
    /// Slots the rule fills by itself, among [`Grammar::constants`].
    pub(super) constants: Stretch,
}

/// What a kind of node is to the rules that hold it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kind {
    /// Its slots join the frame of the rule that holds it (else it is kept as the expression inside).
    pub(super) merged: bool,
    /// It may be a mention by itself.
    pub(super) shown: bool,
}

/// A class of a word, with its value, and whether the word must be capitalised.
pub(super) type Sense = (u8, i32, bool);

/// What the lexicon knows of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Its senses, among [`Grammar::senses`].
    pub(super) senses: Stretch,
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
}

/// A language's tables, ready for matching. What the build stores comes first.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    /// Whether `3/4` is the third of April.
    pub(super) day_first: bool,
    /// Whether a word may have an elided one joined to it: `l'année`.
    pub(super) elision: bool,
    /// Whether a full stop behind figures makes an ordinal: `am 17. Januar`.
    pub(super) ordinal_point: bool,
    /// Endings of verbs that tell of the future.
    pub(super) future: Vec<&'static str>,
    /// Endings of verbs that tell of the past.
    pub(super) past: Vec<&'static str>,
    pub(super) kinds: Vec<Kind>,
    /// The words in lower case, by number; the first is none.
    pub(super) spelled: Vec<Cow<'static, str>>,
    pub(super) lexicon: Vec<Word>,
    pub(super) senses: Vec<Sense>,
    /// How all its words may look.
    pub(super) known: Shapes,
    /// How the words look that make a sentence worth reading.
    pub(super) triggers: Shapes,
    pub(super) literals: Vec<(u16, bool)>,
    pub(super) elements: Vec<Element>,
    pub(super) contexts: Vec<Context>,
    pub(super) constants: Vec<(Slot, i32)>,
    pub(super) rules: Vec<Rule>,
    pub(super) starts: Starts,
    /// The list of rules that can start with this word, written small and with a capital, for itself and for its classes;
    /// with figures, for themselves alone.
    pub(super) by_word: Vec<(u16, u16)>,
    /// The list of rules that can start with a figure of these classes, for all that a figure may be, in order.
    pub(super) by_figure: Vec<(u64, u16)>,
    /// The list of rules that can start with a node of this kind.
    pub(super) by_node: Vec<u16>,
    /// The bit of each word, none where no pattern spells it out.
    pub(super) bits: Vec<u64>,

    pub(super) words: Words,
    /// The number of the full stop.
    pub(super) full_stop: u16,
    /// What the stream says of each word's classes, written small and with a capital.
    pub(super) looks: Vec<[u64; 2]>,
    /// Whether a sentence is worth reading for a word: dates are made of it, or it may carry a full stop.
    pub(super) worth: Vec<bool>,
}

impl Grammar {
    /// Reads a grammar that was compiled.
    pub(super) fn read(block: &'static [u8]) -> Self {
        let mut grammar = Self::take(&mut Bytes(block));
        grammar.words = Words::freeze(grammar.spelled.iter().map(AsRef::as_ref));
        grammar.full_stop = grammar.words.id(&key(b"."));
        grammar.looks = grammar.lexicon.iter().map(|word| [word.look(false), word.look(true)]).collect();
        grammar.worth = grammar.lexicon.iter().map(Word::is_worth).collect();
        grammar.starts.make_room();
        grammar
    }

    /// What the stream says of a word's classes.
    #[inline]
    pub(super) fn look(&self, word: u16, capital: bool) -> u64 {
        self.looks[usize::from(word)][usize::from(capital)]
    }

    /// Whether a sentence is worth reading for a word.
    #[inline]
    pub(super) fn is_worth(&self, word: u16) -> bool {
        self.worth[usize::from(word)]
    }

    /// The list of rules that can start with a word.
    #[inline]
    pub(super) fn starting_with(&self, word: u16, capital: bool) -> u16 {
        let (small, large) = self.by_word[usize::from(word)];
        if capital { large } else { small }
    }

    /// The list of rules that can start with a figure of these classes.
    pub(super) fn starting_with_figure(&self, classes: u64) -> u16 {
        let at = self.by_figure.binary_search_by_key(&classes, |(of, _)| *of);
        self.by_figure[at.expect("all that figures may be is listed")].1
    }

    /// The bit of a word.
    #[inline]
    pub(super) fn bit(&self, word: u16) -> u64 {
        self.bits[usize::from(word)]
    }

    /// The value of a word as a member of one of `classes`, with the slot for it.
    pub(super) fn value(&self, word: u16, classes: u64, capital: bool) -> Option<(Slot, i32)> {
        let senses = self.lexicon[usize::from(word)].senses.of(&self.senses);
        let is = |(class, _, must): &&Sense| classes & (1 << class) != 0 && (capital || !must);
        senses.iter().find(is).map(|&(class, value, _)| (SLOT_OF[usize::from(class)], value))
    }
}
