//! What each rule can start with: the lists of rules for each word, class and kind of node. For the build alone.

use super::grammar::Grammar;
use super::standing::any;
use super::starts::{List, each_bit};
use super::stretch::Stretch;
use rustc_hash::FxHashMap;

/// Classes there can be, and kinds of node.
const BITS: usize = 64;
/// Lists shorter than this are looked through one by one.
const INDEXED: usize = 12;

/// Makes the lists of a grammar whose rules and lexicon are complete.
pub(super) fn index(grammar: &mut Grammar) {
    let mut classes = vec![Vec::new(); BITS];
    let mut kinds = vec![Vec::new(); BITS];
    let mut words = vec![Vec::new(); grammar.lexicon.len()];
    for (rule, at) in grammar.rules.iter().zip(0..) {
        let elements = rule.elements.of(&grammar.elements);
        let must = elements.iter().position(|element| !element.optional).unwrap_or_default();
        for element in &elements[..=must] {
            each_bit(element.classes, |class| classes[class].push(at));
            each_bit(element.nodes, |kind| kinds[kind].push(at));
            for &(word, _) in element.words.of(&grammar.literals) {
                words[usize::from(word)].push(at);
            }
        }
    }
    let mut lists = Lists { grammar: &mut *grammar, made: FxHashMap::default(), indexed: 0 };
    for (word, rules) in words.iter().enumerate() {
        let (small, capital) = lists.of_word(word, rules, &classes);
        lists.grammar.by_word.push((small, capital));
    }
    for rules in &classes {
        let list = lists.list(rules.clone());
        lists.grammar.by_class.push(list);
    }
    for rules in &kinds {
        let list = lists.list(rules.clone());
        lists.grammar.by_node.push(list);
    }
    let started = |(class, rules): (usize, &Vec<u16>)| if rules.is_empty() { 0 } else { 1 << class };
    grammar.starting = classes.iter().enumerate().map(started).sum();
}

/// The lists of a grammar that have been made so far: equal ones are made once.
struct Lists<'g> {
    grammar: &'g mut Grammar,
    made: FxHashMap<Vec<u16>, u16>,
    /// How many of them are long.
    indexed: u16,
}

impl Lists<'_> {
    /// Rules in the order in which they are to be tried; what stands there again is left out.
    fn list(&mut self, mut rules: Vec<u16>) -> u16 {
        let mut seen = vec![false; self.grammar.rules.len()];
        rules.retain(|&rule| !std::mem::replace(&mut seen[usize::from(rule)], true));
        if let Some(&list) = self.made.get(&rules) {
            return list;
        }
        let long = rules.len() >= INDEXED;
        self.indexed += u16::from(long);
        let second = any(rules.iter().map(|&rule| self.grammar.rules[usize::from(rule)].second));
        let starts = &mut self.grammar.starts;
        let number = starts.lists.len() as u16;
        let place = Stretch::add(&mut starts.rules, rules.iter().copied());
        starts.lists.push(List { rules: place, index: if long { self.indexed } else { 0 }, second });
        self.made.insert(rules, number);
        number
    }

    /// The rules for a word, written small and with a capital: its own, then those of its classes. A figure's classes
    /// follow from its value.
    fn of_word(&mut self, word: usize, own: &[u16], classes: &[Vec<u16>]) -> (u16, u16) {
        let figure = self.grammar.spelled[word].bytes().all(|byte| byte.is_ascii_digit());
        let mut list = |capital| {
            let mut rules = own.to_vec();
            if !figure {
                each_bit(self.grammar.lexicon[word].look(capital), |class| rules.extend(&classes[class]));
            }
            self.list(rules)
        };
        (list(false), list(true))
    }
}
