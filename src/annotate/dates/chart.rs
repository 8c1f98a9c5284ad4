//! Light tokens and a grammar to nodes: every expression that some rule reads, at every place, built from right
//! to left. Patterns are bounded in length and places in nodes and steps, so time is linear in the text.

use super::frame::{CLASSES, Frame, Meaning, Slot, UNITS_OF_LONG};
use super::grammar::{Context, Element, Grammar, Rule};
use super::starts::{Ahead, each_bit};
use super::stream::Lex;

/// No node.
pub(super) const NONE: u32 = u32::MAX;
/// Nodes that may start at one token.
const MOST_NODES: usize = 64;
/// Steps that matching may take at one token.
const MOST_STEPS: u32 = 6000;
/// How far before a trigger word an expression may start, in tokens.
const REACH: usize = 10;
/// How far after a trigger word a part of its expression may start.
const REACH_BACK: usize = 6;
/// How far back a rule may look for its context, in tokens.
const LOOK_BEHIND: usize = 6;

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

/// The nodes of one sentence.
#[derive(Debug, Default)]
pub(super) struct Chart {
    pub(super) nodes: Vec<Node>,
    heads: Vec<u32>,
    /// The kinds of node that start at each token.
    kinds: Vec<u64>,
    live: Vec<bool>,
    /// All classes in the sentence.
    classes: u64,
    steps: u32,
    /// Rules tried and steps taken so far.
    #[cfg(test)]
    pub(super) work: u64,
}

/// The rule being tried, and where it started.
#[derive(Clone, Copy)]
struct Trial<'g> {
    at: u16,
    rule: &'g Rule,
    start: usize,
    /// A node that has to be the first element.
    first: u32,
}

impl Chart {
    /// Builds the nodes of a sentence.
    pub(super) fn build(&mut self, grammar: &Grammar, lexes: &[Lex], triggers: u64) {
        self.nodes.clear();
        self.heads.clear();
        self.heads.resize(lexes.len() + 1, NONE);
        self.kinds.clear();
        self.kinds.resize(lexes.len() + 1, 0);
        self.classes = lexes.iter().fold(0, |set, lex| set | lex.classes);
        self.mark(lexes, triggers);
        for at in (0..lexes.len()).rev() {
            if self.live[at] {
                self.place(grammar, lexes, at);
            }
        }
    }

    /// The nodes that start at a token.
    pub(super) fn starting_at(&self, at: usize) -> impl Iterator<Item = (u32, &Node)> {
        let mut next = self.heads[at];
        std::iter::from_fn(move || {
            let node = self.nodes.get(next as usize)?;
            let id = std::mem::replace(&mut next, node.next);
            Some((id, node))
        })
    }

    /// Whether no node starts at a token.
    pub(super) fn is_empty_at(&self, at: usize) -> bool {
        self.heads[at] == NONE
    }

    /// Marks the tokens at which a node may start: known ones that reach a trigger word over known ones.
    fn mark(&mut self, lexes: &[Lex], triggers: u64) {
        // What a token leaves of the reach of a trigger: all of it, one step less, or nothing.
        let rest = |left: usize, reach: usize, lex: &Lex| match lex {
            Lex { word: 0, digits: 0, .. } => 0,
            lex if lex.joint || lex.classes & triggers != 0 => reach,
            _ => left.saturating_sub(1),
        };
        self.live.clear();
        let mut left = 0;
        self.live.extend(lexes.iter().map(|lex| {
            left = rest(left, REACH_BACK, lex);
            left > 0
        }));
        let mut right = 0;
        for (lex, live) in lexes.iter().zip(&mut self.live).rev() {
            right = rest(right, REACH, lex);
            *live |= right > 0;
        }
    }

    fn place(&mut self, grammar: &Grammar, lexes: &[Lex], at: usize) {
        let lex = &lexes[at];
        let first = self.nodes.len();
        self.steps = MOST_STEPS;
        let next = self.ahead(lexes, at + 1);
        let mut try_rule = |rule| self.try_rule(grammar, lexes, rule, at, NONE);
        grammar.by_word[lex.word as usize].each(next, &mut try_rule);
        each_bit(lex.classes & grammar.starting, |class| grammar.by_class[class].each(next, &mut try_rule));
        let mut done = first;
        while let Some(node) = self.nodes.get(done) {
            let next = self.ahead(lexes, node.end as usize);
            let starts = &grammar.by_node[node.kind as usize];
            starts.each(next, |rule| self.try_rule(grammar, lexes, rule, at, done as u32));
            done += 1;
        }
        #[cfg(test)]
        {
            self.work += u64::from(MOST_STEPS - self.steps);
        }
    }

    /// What stands at a place, `None` after the end.
    fn ahead(&self, lexes: &[Lex], at: usize) -> Option<Ahead> {
        let lex = lexes.get(at)?;
        let word = if lex.word == 0 { 0 } else { 1 << (lex.word & 63) };
        Some(Ahead { word, classes: lex.classes, nodes: self.kinds[at] })
    }

    fn try_rule(&mut self, grammar: &Grammar, lexes: &[Lex], at: u16, start: usize, first: u32) {
        #[cfg(test)]
        {
            self.work += 1;
        }
        let rule = &grammar.rules[at as usize];
        let next = self.nodes.get(first as usize).map_or(start + 1, |node| node.end as usize);
        let stands_before = |context: &Context| {
            let from = context.len.map(|len| start.checked_sub(len));
            let ahead = |from: Option<usize>| from.and_then(|from| self.ahead(lexes, from));
            !context.wanted || from.is_none_or(|from| context.first.admits(ahead(from)))
        };
        if rule.without & self.classes != 0
            || !rule.third.admits(self.ahead(lexes, next + 1))
            || !rule.before.iter().all(stands_before)
        {
            return;
        }
        let trial = Trial { at, rule, start, first };
        self.step(grammar, lexes, trial, (0, start), Frame::default(), NONE);
    }

    /// Reads the elements from `i` on at the tokens from `at` on; where there is but one way to go on, in a loop.
    fn step(
        &mut self,
        grammar: &Grammar,
        lexes: &[Lex],
        trial: Trial,
        (mut i, mut at): (usize, usize),
        mut frame: Frame,
        child: u32,
    ) {
        loop {
            if self.steps == 0 {
                return;
            }
            self.steps -= 1;
            let Some(element) = trial.rule.elements.get(i) else {
                self.finish(grammar, lexes, trial, at, frame, child);
                return;
            };
            let nodes = element.nodes & self.kinds[at];
            if element.optional {
                self.step(grammar, lexes, trial, (i + 1, at), frame, child);
            }
            let Some(lex) = lexes.get(at).filter(|lex| lex.glued || !element.glued) else {
                return;
            };
            let forced = trial.first != NONE && at == trial.start;
            let read = if forced { None } else { token(grammar, element, lex) };
            if nodes != 0 {
                self.by_nodes(grammar, lexes, trial, (i, at), &frame, (child, read));
                return;
            }
            let Some((slot, value)) = read else { return };
            frame.add(slot, value);
            (i, at) = (i + 1, at + 1);
        }
    }

    /// The same where nodes start that the element may be, after the token alone if that was `read`.
    fn by_nodes(
        &mut self,
        grammar: &Grammar,
        lexes: &[Lex],
        trial: Trial,
        (i, at): (usize, usize),
        frame: &Frame,
        (child, read): (u32, Option<(Slot, i32)>),
    ) {
        if let Some((slot, value)) = read {
            let mut frame = *frame;
            frame.add(slot, value);
            self.step(grammar, lexes, trial, (i + 1, at + 1), frame, child);
        }
        let forced = trial.first != NONE && at == trial.start;
        let wanted = trial.rule.elements[i].nodes;
        let mut next = if forced { trial.first } else { self.heads[at] };
        while let Some(&node) = self.nodes.get(next as usize) {
            if wanted & (1 << node.kind) != 0 {
                let on = (i + 1, node.end as usize);
                if grammar.kinds[node.kind as usize].merged {
                    let mut frame = *frame;
                    frame.merge(&node.frame);
                    self.step(grammar, lexes, trial, on, frame, child);
                } else {
                    let child = if child == NONE { next } else { child };
                    self.step(grammar, lexes, trial, on, *frame, child);
                }
            }
            next = if forced { NONE } else { node.next };
        }
    }

    fn finish(
        &mut self,
        grammar: &Grammar,
        lexes: &[Lex],
        trial: Trial,
        end: usize,
        mut frame: Frame,
        child: u32,
    ) {
        let holds = trial
            .rule
            .before
            .iter()
            .all(|context| self.before(grammar, lexes, context, trial.start, &mut frame))
            && trial.rule.after.iter().all(|context| self.after(grammar, lexes, context, end, &mut frame));
        if !holds || end <= trial.start {
            return;
        }
        for &(slot, value) in &trial.rule.constants {
            frame.set(slot, value);
        }
        if !compose(trial.rule.meaning, &mut frame) {
            return;
        }
        let head = self.heads[trial.start];
        let (mut seen, mut count) = (head, 0);
        while let Some(node) = self.nodes.get(seen as usize) {
            count += 1;
            if (node.rule, node.end) == (trial.at, end as u32) || count >= MOST_NODES {
                return;
            }
            seen = node.next;
        }
        self.kinds[trial.start] |= 1 << trial.rule.kind;
        self.heads[trial.start] = self.nodes.len() as u32;
        self.nodes.push(Node {
            rule: trial.at,
            kind: trial.rule.kind,
            end: end as u32,
            frame,
            child,
            next: head,
        });
    }

    /// Whether what stands before `start` is as the context wants it; what it reads fills empty slots.
    fn before(
        &self,
        grammar: &Grammar,
        lexes: &[Lex],
        context: &Context,
        start: usize,
        frame: &mut Frame,
    ) -> bool {
        let places = match context.len {
            Some(len) => start.checked_sub(len).map_or(0..0, |from| from..from + 1),
            None => start.saturating_sub(LOOK_BEHIND)..start,
        };
        for from in places.rev() {
            if !context.first.admits(self.ahead(lexes, from)) {
                continue;
            }
            let mut read = *frame;
            if self.beside(grammar, lexes, &context.elements, from, Some(start), &mut read) {
                if context.wanted {
                    *frame = read;
                }
                return context.wanted;
            }
        }
        !context.wanted
    }

    fn after(
        &self,
        grammar: &Grammar,
        lexes: &[Lex],
        context: &Context,
        end: usize,
        frame: &mut Frame,
    ) -> bool {
        if !context.first.admits(self.ahead(lexes, end)) {
            return !context.wanted;
        }
        let mut read = *frame;
        let found = self.beside(grammar, lexes, &context.elements, end, None, &mut read);
        if found && context.wanted {
            *frame = read;
        }
        found == context.wanted
    }

    fn beside(
        &self,
        grammar: &Grammar,
        lexes: &[Lex],
        elements: &[Element],
        at: usize,
        until: Option<usize>,
        frame: &mut Frame,
    ) -> bool {
        let Some((element, rest)) = elements.split_first() else {
            return until.is_none_or(|until| until == at);
        };
        if let Some(lex) = lexes.get(at).filter(|lex| lex.glued || !element.glued) {
            if let Some((slot, value)) = token(grammar, element, lex) {
                let before = (slot != Slot::Nothing).then_some(*frame);
                frame.offer(slot, value);
                if self.beside(grammar, lexes, rest, at + 1, until, frame) {
                    return true;
                }
                *frame = before.unwrap_or(*frame);
            }
            if element.nodes & self.kinds[at] != 0 {
                let before = *frame;
                for (_, node) in
                    self.starting_at(at).filter(|(_, node)| element.nodes & (1 << node.kind) != 0)
                {
                    for slot in [Slot::Year, Slot::Month, Slot::Meridiem, Slot::Unit] {
                        if let Some(value) = node.frame.get(slot) {
                            frame.offer(slot, value);
                        }
                    }
                    if self.beside(grammar, lexes, rest, node.end as usize, until, frame) {
                        return true;
                    }
                    *frame = before;
                }
            }
        }
        element.optional && self.beside(grammar, lexes, rest, at, until, frame)
    }
}

/// What the token fills if it is what the element asks for; the slot `Nothing` when it fills none.
fn token(grammar: &Grammar, element: &Element, lex: &Lex) -> Option<(Slot, i32)> {
    let known = lex.word != 0 && element.word_bits & (1 << (lex.word & 63)) != 0;
    let written = |&(word, capital): &(u16, bool)| word == lex.word && (lex.capital || !capital);
    if known && element.words.iter().any(written) {
        return Some((Slot::Nothing, 0));
    }
    let classes = element.classes & lex.classes;
    if classes == 0 {
        return None;
    }
    if lex.digits > 0 {
        let (_, slot) = CLASSES[63 - classes.leading_zeros() as usize];
        return Some((slot, lex.value));
    }
    let read = grammar.lexicon[lex.word as usize].value(classes, lex.capital);
    Some(read.unwrap_or((Slot::Nothing, 0)))
}

/// Works out what the parts of a number come to; false when they are no such number.
fn compose(meaning: Meaning, frame: &mut Frame) -> bool {
    let first = frame.get(Slot::Number).unwrap_or_default();
    let second = frame.get(Slot::Number2).unwrap_or_default();
    let value = match meaning {
        Meaning::Number => first.saturating_mul(1000),
        Meaning::Sum => (first + second).saturating_mul(1000),
        Meaning::Thousands => (first.saturating_mul(1000) + second).saturating_mul(1000),
        Meaning::Decimal => {
            let mut part = second;
            while part > 0 && part < 100 {
                part *= 10;
            }
            first.saturating_mul(1000).saturating_add(part % 1000)
        }
        Meaning::Half => {
            frame.set(Slot::Half, 500);
            first.max(1).saturating_mul(1000)
        }
        Meaning::Fraction => match frame.get(Slot::Day) {
            Some(below) if below > 1 && second < below => {
                frame.set(Slot::Half, second * 1000 / below);
                first.saturating_mul(1000)
            }
            _ => return false,
        },
        Meaning::Product => {
            let by = frame.get(Slot::Ordinal).unwrap_or(1);
            frame.clear(Slot::Ordinal);
            first.max(1).saturating_mul(by).saturating_mul(1000)
        }
        Meaning::YearWords => {
            let units = second / 1000;
            if !(10..=20).contains(&first) || !(1..=99).contains(&units) {
                return false;
            }
            frame.set(Slot::Year, first * 100 + units);
            frame.clear(Slot::Number);
            frame.clear(Slot::Number2);
            return true;
        }
        // `two days, three hours` goes on with a smaller unit, or it is two lengths.
        Meaning::Length => {
            let smaller = frame.get(Slot::Unit2) < frame.get(Slot::Unit);
            return smaller || second == 0 || frame.get(Slot::Unit2).is_none();
        }
        Meaning::Long => {
            let (count, unit) = (first / UNITS_OF_LONG, first % UNITS_OF_LONG);
            frame.set(Slot::Unit, unit);
            frame.set(Slot::Number, if count == 0 { -1 } else { count * 1000 });
            return true;
        }
        Meaning::Ordinal => {
            frame.set(Slot::Ordinal, first + frame.get(Slot::Ordinal).unwrap_or_default());
            frame.clear(Slot::Number);
            return true;
        }
        _ => return true,
    };
    frame.set(Slot::Number, value);
    frame.clear(Slot::Number2);
    frame.clear(Slot::Day);
    frame.clear(Slot::Day2);
    true
}
