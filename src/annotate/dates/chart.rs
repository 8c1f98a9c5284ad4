//! Light tokens and a grammar to nodes: every expression that some rule reads, at every place, built from right
//! to left. Patterns are bounded in length and places in nodes and steps, so time is linear in the text.

use super::compose::compose;
use super::frame::{Frame, SLOT_OF, Slot, TRIGGERS};
use super::grammar::{Element, Grammar, Rule};
use super::starts::{Ahead, Around};
use super::stream::Lex;

/// No node.
pub(super) const NONE: u32 = u32::MAX;
/// Nodes that may start at one token.
const MOST_NODES: usize = 64;
/// Steps that matching may take at one token.
const MOST_STEPS: u32 = 6000;
/// How far before a trigger word an expression may start, in tokens.
const REACH: usize = 9;
/// How far after a trigger word a part of its expression may start.
const REACH_BACK: usize = 5;

/// An expression that a rule has read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) rule: u16,
    pub(super) kind: u8,
    /// One past its last token.
    pub(super) end: u32,
    pub(super) frame: Frame,
    /// The expression inside it.
    pub(super) child: u32,
    next: u32,
}

/// What starts at one token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The node built last, the first of a chain.
    head: u32,
    /// The kinds of all of them.
    pub(super) kinds: u64,
}

const EMPTY: Place = Place { head: NONE, kinds: 0 };

/// Something that the elements of a rule have read.
#[derive(Clone, Copy, Debug)]
enum Read {
    Value(Slot, i32),
    Node(u32),
}

/// The nodes of one sentence.
#[derive(Debug, Default)]
pub(super) struct Chart {
    pub(super) nodes: Vec<Node>,
    /// One for each token, and one for the end; more of a longer sentence before, all empty.
    pub(super) places: Vec<Place>,
    /// Where nodes start, the last place first.
    starts: Vec<u32>,
    /// Where trigger words stand, and figures joined to what stands before them.
    triggers: Vec<u32>,
    /// All classes in the sentence.
    classes: u64,
    /// What the elements tried so far have read; a frame is made of it only where all hold.
    trail: Vec<Read>,
    steps: u32,
    /// Rules tried and steps taken so far.
    #[cfg(test)]
    pub(super) work: u64,
}

/// The rule being tried, and where it started.
#[derive(Clone, Copy)]
pub(super) struct Trial<'g> {
    pub(super) grammar: &'g Grammar,
    pub(super) lexes: &'g [Lex],
    at: u16,
    rule: &'g Rule,
    elements: &'g [Element],
    start: usize,
    /// A node that has to be the first element.
    first: u32,
}

impl Chart {
    /// Builds the nodes of a sentence, at the tokens that reach a trigger word over known ones.
    pub(super) fn build(&mut self, grammar: &Grammar, lexes: &[Lex]) {
        self.begin(lexes);
        let mut free = lexes.len();
        for at in (0..self.triggers.len()).rev() {
            let trigger = self.triggers[at] as usize;
            let before = lexes[..trigger].iter().rev().take(REACH).take_while(|lex| is_known(lex)).count();
            let after = lexes[trigger + 1..].iter().take(REACH_BACK).take_while(|lex| is_known(lex)).count();
            let reached = trigger - before..free.min(trigger + 1 + after);
            free = free.min(reached.start);
            reached.rev().for_each(|at| self.place(grammar, lexes, at));
        }
    }

    /// Forgets the sentence before and looks through this one.
    fn begin(&mut self, lexes: &[Lex]) {
        self.nodes.clear();
        self.starts.drain(..).for_each(|at| self.places[at as usize] = EMPTY);
        if self.places.len() <= lexes.len() {
            self.places.resize(lexes.len() + 1, EMPTY);
        }
        self.triggers.clear();
        self.classes = 0;
        for (lex, at) in lexes.iter().zip(0..) {
            self.classes |= lex.classes;
            if lex.joint || lex.classes & TRIGGERS != 0 {
                self.triggers.push(at);
            }
        }
    }

    /// The nodes that start at a token.
    pub(super) fn starting_at(&self, at: usize) -> impl Iterator<Item = (u32, &Node)> {
        let mut next = self.places[at].head;
        std::iter::from_fn(move || {
            let node = self.nodes.get(next as usize)?;
            let id = std::mem::replace(&mut next, node.next);
            Some((id, node))
        })
    }

    /// The tokens at which nodes start.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        self.starts.iter().rev().map(|&at| at as usize)
    }

    /// Builds the nodes that start at a token. With most words nothing starts that goes on with the next.
    #[inline]
    fn place(&mut self, grammar: &Grammar, lexes: &[Lex], at: usize) {
        let list = grammar.starting_with(lexes[at].word, lexes[at].capital);
        let goes_on = grammar.starts.may_go_on(list, &self.ahead(grammar, lexes, at + 1));
        if !goes_on && lexes[at].digits == 0 {
            return;
        }
        let first = self.nodes.len();
        self.steps = MOST_STEPS;
        if goes_on {
            self.try_all(grammar, lexes, list, (at, at + 1), NONE);
        }
        self.place_more(grammar, lexes, at, first);
    }

    /// The same with the rules that start with a figure, then with those that start with the nodes from `first` on.
    fn place_more(&mut self, grammar: &Grammar, lexes: &[Lex], at: usize, first: usize) {
        if lexes[at].digits > 0 {
            let list = grammar.starting_with_figure(lexes[at].classes);
            self.try_list(grammar, lexes, list, (at, at + 1), NONE);
        }
        let mut done = first;
        while let Some(node) = self.nodes.get(done) {
            let (list, end) = (grammar.by_node[node.kind as usize], node.end as usize);
            self.try_list(grammar, lexes, list, (at, end), done as u32);
            done += 1;
        }
        if done > first {
            self.starts.push(at as u32);
        }
        #[cfg(test)]
        {
            self.work += u64::from(MOST_STEPS - self.steps);
        }
    }

    /// Tries the rules of a list at `start`, which begin with what ends at `end`: a token, or the node `first`.
    #[inline]
    fn try_list(
        &mut self,
        grammar: &Grammar,
        lexes: &[Lex],
        list: u16,
        (start, end): (usize, usize),
        first: u32,
    ) {
        if grammar.starts.may_go_on(list, &self.ahead(grammar, lexes, end)) {
            self.try_all(grammar, lexes, list, (start, end), first);
        }
    }

    /// The same, where what stands at `end` may go on with one of them.
    #[inline(never)]
    fn try_all(
        &mut self,
        grammar: &Grammar,
        lexes: &[Lex],
        list: u16,
        (start, end): (usize, usize),
        first: u32,
    ) {
        let around = Around {
            before: start.checked_sub(1).map(|at| self.ahead(grammar, lexes, at)).unwrap_or_default(),
            ahead: std::array::from_fn(|far| self.ahead(grammar, lexes, end + far)),
        };
        grammar.starts.each(list, &around, |rule| self.try_rule(grammar, lexes, rule, start, first));
    }

    /// What stands at a place.
    #[inline]
    pub(super) fn ahead(&self, grammar: &Grammar, lexes: &[Lex], at: usize) -> Ahead {
        let Some(lex) = lexes.get(at) else { return Ahead::default() };
        Ahead { word: grammar.bit(lex.word), classes: lex.classes, nodes: self.places[at].kinds }
    }

    fn try_rule(&mut self, grammar: &Grammar, lexes: &[Lex], at: u16, start: usize, first: u32) {
        #[cfg(test)]
        {
            self.work += 1;
        }
        let rule = &grammar.rules[at as usize];
        if rule.without & self.classes != 0 {
            return;
        }
        let elements = rule.elements.of(&grammar.elements);
        let trial = Trial { grammar, lexes, at, rule, elements, start, first };
        self.trail.clear();
        self.step(&trial, (0, start), NONE);
    }

    /// Reads the elements from `i` on at the tokens from `at` on; where there is but one way to go on, in a loop.
    fn step(&mut self, trial: &Trial, (mut i, mut at): (usize, usize), child: u32) {
        loop {
            if self.steps == 0 {
                return;
            }
            self.steps -= 1;
            let Some(element) = trial.elements.get(i) else {
                self.finish(trial, at, child);
                return;
            };
            let forced = trial.first != NONE && at == trial.start;
            let lex = trial.lexes.get(at).filter(|lex| lex.glued || !element.glued);
            let nodes = if lex.is_some() { element.nodes & self.places[at].kinds } else { 0 };
            let read = lex.filter(|_| !forced).and_then(|lex| token(trial.grammar, element, lex));
            if nodes == 0 && read.is_none() {
                if !element.optional {
                    return;
                }
                i += 1;
                continue;
            }
            if element.optional {
                let kept = self.trail.len();
                self.step(trial, (i + 1, at), child);
                self.trail.truncate(kept);
            }
            if nodes != 0 {
                self.by_nodes(trial, (i, at), read, child);
                return;
            }
            let Some((slot, value)) = read else { return };
            self.note(slot, value);
            (i, at) = (i + 1, at + 1);
        }
    }

    fn note(&mut self, slot: Slot, value: i32) {
        if slot != Slot::Nothing {
            self.trail.push(Read::Value(slot, value));
        }
    }

    /// The same where nodes start that the element may be, after the token alone if that was `read`.
    fn by_nodes(&mut self, trial: &Trial, (i, at): (usize, usize), read: Option<(Slot, i32)>, child: u32) {
        let kept = self.trail.len();
        if let Some((slot, value)) = read {
            self.note(slot, value);
            self.step(trial, (i + 1, at + 1), child);
            self.trail.truncate(kept);
        }
        let forced = trial.first != NONE && at == trial.start;
        let wanted = trial.elements[i].nodes;
        let mut next = if forced { trial.first } else { self.places[at].head };
        while let Some(node) = self.nodes.get(next as usize) {
            let (kind, end, after) = (node.kind as usize, node.end as usize, node.next);
            if wanted & (1 << kind) != 0 {
                let merged = trial.grammar.kinds[kind].merged;
                if merged {
                    self.trail.push(Read::Node(next));
                }
                let child = if merged || child != NONE { child } else { next };
                self.step(trial, (i + 1, end), child);
                self.trail.truncate(kept);
            }
            next = if forced { NONE } else { after };
        }
    }

    #[inline(never)]
    fn finish(&mut self, trial: &Trial, end: usize, child: u32) {
        let head = self.places[trial.start].head;
        if end <= trial.start || self.is_known(head, trial.at, end) {
            return;
        }
        let mut frame = self.frame();
        let rule = trial.rule;
        let contexts = &trial.grammar.contexts;
        let (before, after) = (rule.before.of(contexts), rule.after.of(contexts));
        let holds = before.iter().all(|context| self.before(trial, context, trial.start, &mut frame))
            && after.iter().all(|context| self.after(trial, context, end, &mut frame));
        if !holds {
            return;
        }
        for &(slot, value) in rule.constants.of(&trial.grammar.constants) {
            frame.set(slot, value);
        }
        if !compose(rule.meaning, &mut frame) {
            return;
        }
        self.places[trial.start] =
            Place { head: self.nodes.len() as u32, kinds: self.places[trial.start].kinds | 1 << rule.kind };
        self.nodes.push(Node { rule: trial.at, kind: rule.kind, end: end as u32, frame, child, next: head });
    }

    /// Whether the rule has read the same words another way, or there are nodes enough in the chain.
    fn is_known(&self, head: u32, rule: u16, end: usize) -> bool {
        let (mut seen, mut count) = (head, 0);
        while let Some(node) = self.nodes.get(seen as usize) {
            count += 1;
            if (node.rule, node.end) == (rule, end as u32) || count >= MOST_NODES {
                return true;
            }
            seen = node.next;
        }
        false
    }

    /// What the elements have read, put together.
    fn frame(&self) -> Frame {
        let mut frame = Frame::default();
        for read in &self.trail {
            match *read {
                Read::Value(slot, value) => frame.add(slot, value),
                Read::Node(node) => frame.merge(&self.nodes[node as usize].frame),
            }
        }
        frame
    }
}

/// Whether a token is a figure or a word that a table names.
const fn is_known(lex: &Lex) -> bool {
    lex.word != 0 || lex.digits > 0
}

/// What the token fills if it is what the element asks for; the slot `Nothing` when it fills none.
#[inline]
pub(super) fn token(grammar: &Grammar, element: &Element, lex: &Lex) -> Option<(Slot, i32)> {
    let known = element.word_bits & grammar.bit(lex.word) != 0;
    let written = |&(word, capital): &(u16, bool)| word == lex.word && (lex.capital || !capital);
    if known && element.words.of(&grammar.literals).iter().any(written) {
        return Some((Slot::Nothing, 0));
    }
    let classes = element.classes & lex.classes;
    if classes == 0 {
        return None;
    }
    if lex.digits > 0 {
        return Some((SLOT_OF[classes.ilog2() as usize], lex.value));
    }
    Some(grammar.value(lex.word, classes, lex.capital).unwrap_or((Slot::Nothing, 0)))
}
