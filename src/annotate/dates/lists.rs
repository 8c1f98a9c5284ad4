//! What each rule can start with: the lists of ways to start for each word, for what figures may be, and for each kind of
//! node. For the build alone.

use super::figures;
use super::grammar::{Element, Grammar};
use super::standing::{any, behind, chain, prior, ways};
use super::starts::{AHEAD, List, Wanted, Way, each_bit};
use super::stretch::Stretch;
use rustc_hash::FxHashMap;

/// Classes there can be, and kinds of node.
const BITS: usize = 64;

/// Makes the lists of a grammar whose rules and lexicon are complete.
pub(super) fn index(grammar: &mut Grammar) {
    let firsts = Firsts::of(grammar);
    let behind = behind(grammar);
    let beside = |rule| Beside { chain: chain(rule, grammar, &behind), before: prior(rule, grammar) };
    let beside = grammar.rules.iter().map(beside).collect();
    let mut lists = Lists { grammar, beside, made: FxHashMap::default(), ways: FxHashMap::default() };
    for word in 0..firsts.words.len() {
        let (small, capital) = (lists.of_word(&firsts, word, false), lists.of_word(&firsts, word, true));
        lists.grammar.by_word.push((small, capital));
    }
    for set in figures::all() {
        let list = lists.list(&firsts.of_classes(set), |element| element.classes & set != 0);
        lists.grammar.by_figure.push((set, list));
    }
    for (kind, rules) in firsts.kinds.iter().enumerate() {
        let list = lists.list(rules, |element| element.nodes & (1 << kind) != 0);
        lists.grammar.by_node.push(list);
    }
}

/// The rules that can start with each word, class and kind of node.
struct Firsts {
    words: Vec<Vec<u16>>,
    classes: Vec<Vec<u16>>,
    kinds: Vec<Vec<u16>>,
    /// The words of all elements.
    literals: Vec<(u16, bool)>,
}

impl Firsts {
    fn of(grammar: &Grammar) -> Self {
        let none = |count| vec![Vec::new(); count];
        let mut firsts = Self {
            words: none(grammar.lexicon.len()),
            classes: none(BITS),
            kinds: none(BITS),
            literals: grammar.literals.clone(),
        };
        for (rule, at) in grammar.rules.iter().zip(0..) {
            let elements = rule.elements.of(&grammar.elements);
            let must = elements.iter().position(|element| !element.optional).unwrap_or_default();
            for element in &elements[..=must] {
                each_bit(element.classes, |class| firsts.classes[class].push(at));
                each_bit(element.nodes, |kind| firsts.kinds[kind].push(at));
                for &(word, _) in element.words.of(&grammar.literals) {
                    firsts.words[usize::from(word)].push(at);
                }
            }
        }
        firsts
    }

    fn of_classes(&self, set: u64) -> Vec<u16> {
        let mut rules = Vec::new();
        each_bit(set, |class| rules.extend(&self.classes[class]));
        rules
    }

    /// Whether a word, written small or with a capital, is spelled out in an element.
    fn is_spelled(&self, element: &Element, word: usize, capital: bool) -> bool {
        let is = |&(of, must): &(u16, bool)| usize::from(of) == word && (capital || !must);
        element.words.of(&self.literals).iter().any(is)
    }
}

/// What has to stand in a row for a rule to hold, with what behind it, and what has to stand before it.
struct Beside {
    chain: (Vec<Element>, Wanted),
    before: Wanted,
}

/// The lists of a grammar that have been made so far: equal ones are made once.
struct Lists<'g> {
    grammar: &'g mut Grammar,
    beside: Vec<Beside>,
    made: FxHashMap<Vec<u16>, u16>,
    ways: FxHashMap<Way, u16>,
}

impl Lists<'_> {
    /// The ways in which rules can start with an element that `begins`, rule by rule in the order in which they are to be
    /// tried; a rule that stands there again is left out.
    fn list(&mut self, rules: &[u16], begins: impl Fn(&Element) -> bool) -> u16 {
        let mut seen = vec![false; self.grammar.rules.len()];
        let mut numbers = Vec::new();
        for &rule in rules {
            if !std::mem::replace(&mut seen[usize::from(rule)], true) {
                let Beside { chain: (chain, end), before } = &self.beside[usize::from(rule)];
                let (ways, before) = (ways(chain, *end, &begins), *before);
                numbers.extend(ways.into_iter().map(|ahead| self.way(rule, ahead, before)));
            }
        }
        if let Some(&list) = self.made.get(&numbers) {
            return list;
        }
        let starts = &mut self.grammar.starts;
        let second = any(numbers.iter().map(|&way| starts.ways[usize::from(way)].ahead[0]));
        let list = starts.lists.len() as u16;
        let place = Stretch::add(&mut starts.numbers, numbers.iter().copied());
        starts.lists.push(List { ways: place, second });
        self.made.insert(numbers, list);
        list
    }

    /// The number of a way.
    fn way(&mut self, rule: u16, ahead: [Wanted; AHEAD], before: Wanted) -> u16 {
        let (way, ways) = (Way { rule, ahead, before }, &mut self.grammar.starts.ways);
        *self.ways.entry(way).or_insert_with(|| {
            ways.push(way);
            ways.len() as u16 - 1
        })
    }

    /// The list for a word, written small or with a capital: the rules for itself, then those for its classes. What a
    /// figure may be follows from its value.
    fn of_word(&mut self, firsts: &Firsts, word: usize, capital: bool) -> u16 {
        let figure = self.grammar.spelled[word].bytes().all(|byte| byte.is_ascii_digit());
        let look = if figure { 0 } else { self.grammar.lexicon[word].look(capital) };
        let rules = [&firsts.words[word][..], &firsts.of_classes(look)].concat();
        self.list(&rules, |element| element.classes & look != 0 || firsts.is_spelled(element, word, capital))
    }
}
