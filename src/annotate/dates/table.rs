//! Grammar tables, as text, to the block of bytes that [`Grammar::read`] reads: a lexicon (word -> classes) and rules
//! (pattern -> meaning), indexed by what can stand first. For the build alone. The format of the tables is told at the top
//! of `tables/en.txt`.

use super::feast;
use super::frame::{CLASSES, MEANINGS, Slot, UNITS_OF_LONG, class_bits};
use super::grammar::{Context, Element, Grammar, Kind, Rule, Sense, Word};
use super::image::Stored;
use super::lists;
use super::marks;
use super::standing::first;
use super::starts::Wanted;
use super::stretch::Stretch;
use super::symbols::{SLOT_NAMES, SYMBOLS};
use super::words::LONGEST;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A line of a table that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub struct TableError(String);

type Outcome<T> = Result<T, TableError>;

fn wrong<T>(what: &str, line: &str) -> Outcome<T> {
    Err(TableError(format!("{what}: {line}")))
}

/// Compiles tables, in order.
pub fn compile(tables: &[&'static str]) -> Outcome<Vec<u8>> {
    let class = |(at, &(name, _)): (usize, &(&'static str, _))| (name, Named { classes: 1 << at, nodes: 0 });
    let mut compiler = Compiler {
        names: CLASSES.iter().enumerate().map(class).collect(),
        senses: vec![Vec::new()],
        ..Compiler::default()
    };
    compiler.grammar.lexicon.push(Word::default());
    compiler.read(tables)?;
    compiler.finish();
    let mut block = Vec::new();
    compiler.grammar.put(&mut block);
    Ok(block)
}

/// What a name in a pattern stands for.
#[derive(Clone, Copy, Debug)]
struct Named {
    classes: u64,
    nodes: u64,
}

/// A grammar, and what is only needed while its tables are read.
#[derive(Default)]
struct Compiler {
    grammar: Grammar,
    ids: FxHashMap<String, u16>,
    /// The senses of each word of the lexicon.
    senses: Vec<Vec<Sense>>,
    /// The sections of rules, by kind of node.
    kinds: Vec<&'static str>,
    /// What patterns may name: classes, sections, groups of them.
    names: FxHashMap<&'static str, Named>,
    /// What compounds may start with, and what it counts: `drei` 3.
    heads: Vec<(&'static str, i32)>,
}

/// A pattern that has been read.
#[derive(Default)]
struct Pattern {
    before: Vec<(bool, Vec<Element>)>,
    elements: Vec<Element>,
    after: Vec<(bool, Vec<Element>)>,
    without: u64,
}

impl Compiler {
    fn read(&mut self, tables: &[&'static str]) -> Outcome<()> {
        let lines = || tables.iter().flat_map(|table| table.lines());
        self.declare(lines())?;
        let mut section = Section::default();
        for line in lines().map(strip_comment).filter(|line| !line.is_empty()) {
            if line.starts_with('[') && line.ends_with(']') {
                section = self.section(line)?;
            } else {
                self.line(&section, line)?;
            }
        }
        Ok(())
    }

    /// Finds every section first, so that rules may name what stands below them.
    fn declare(&mut self, lines: impl Iterator<Item = &'static str>) -> Outcome<()> {
        for line in lines.map(strip_comment) {
            let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) else {
                continue;
            };
            let mut parts = head.split_whitespace();
            let name = parts.next().unwrap_or_default();
            if name.chars().any(char::is_lowercase) || self.kind(name).is_some() {
                continue;
            }
            if self.kinds.len() >= 64 {
                return wrong("more than 64 sections of rules", line);
            }
            let flags: Vec<_> = parts.collect();
            self.names.insert(name, Named { classes: 0, nodes: 1 << self.kinds.len() });
            self.kinds.push(name);
            let flag = |flag| flags.contains(&flag);
            self.grammar.kinds.push(Kind { merged: flag("merged"), shown: flag("shown") });
        }
        Ok(())
    }

    fn kind(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| *kind == name)
    }

    fn section(&self, line: &'static str) -> Outcome<Section> {
        let mut parts = line[1..line.len() - 1].split_whitespace();
        let name = parts.next().unwrap_or_default();
        let country = parts.find_map(|part| part.strip_prefix("country="));
        let what = match name {
            "words" => What::Words,
            "groups" => What::Groups,
            "settings" => What::Settings,
            "compounds" => What::Compounds,
            _ => match self.kind(name) {
                Some(kind) => What::Rules(kind as u8),
                None => return wrong("unknown section", line),
            },
        };
        Ok(Section { what, country })
    }

    fn line(&mut self, section: &Section, line: &'static str) -> Outcome<()> {
        match section.what {
            What::Settings => self.setting(line),
            What::Words => self.word_line(line),
            What::Compounds => self.compound_line(line),
            What::Groups => self.group_line(line),
            What::Rules(kind) => self.rule_line(kind, section.country, line),
        }
    }

    fn setting(&mut self, line: &'static str) -> Outcome<()> {
        if let Some(endings) = line.strip_prefix("past: ") {
            self.grammar.past = endings.split_whitespace().collect();
            return Ok(());
        }
        if let Some(endings) = line.strip_prefix("future: ") {
            self.grammar.future = endings.split_whitespace().collect();
            return Ok(());
        }
        match line {
            "order: day month" => self.grammar.day_first = true,
            "order: month day" => self.grammar.day_first = false,
            "elision: yes" => self.grammar.elision = true,
            _ => return wrong("unknown setting", line),
        }
        Ok(())
    }

    /// `MONTH 1: January Jan.?`
    fn word_line(&mut self, line: &'static str) -> Outcome<()> {
        let Some((head, words)) = line.split_once(": ") else {
            return wrong("no ': '", line);
        };
        let mut head = head.split_whitespace();
        let class = head.next().unwrap_or_default();
        let value = match head.next() {
            None => 0,
            Some(value) => number(value).ok_or_else(|| TableError(format!("value: {line}")))?,
        };
        let Some(at) = CLASSES.iter().position(|(name, _)| *name == class) else {
            return wrong("unknown class", line);
        };
        let sure = CLASSES.iter().position(|(name, _)| name.strip_prefix("SURE") == Some(class));
        for word in words.split_whitespace() {
            if word.len() > LONGEST {
                return wrong("a word too long for the table", word);
            }
            let (word, small_only) = word.strip_suffix('!').map_or((word, false), |w| (w, true));
            let (word, unsure) = word.strip_suffix('?').map_or((word, false), |w| (w, true));
            let (id, capital) = self.intern(word);
            self.sense(id, at, value, capital);
            if let Some(sure) = sure.filter(|_| !unsure) {
                self.sense(id, sure, value, capital);
                if small_only {
                    self.grammar.lexicon[id as usize].capital &= !(1 << sure);
                }
            }
        }
        Ok(())
    }

    /// `HEAD 3: drei`, then `day: tägig tägige`: every head before every ending is a word of class LONG.
    fn compound_line(&mut self, line: &'static str) -> Outcome<()> {
        let Some((name, words)) = line.split_once(": ") else {
            return wrong("no ': '", line);
        };
        if let Some(count) = name.strip_prefix("HEAD ") {
            let count = number(count).ok_or_else(|| TableError(format!("value: {line}")))?.max(0);
            self.heads.extend(words.split_whitespace().map(|head| (head, count)));
            return Ok(());
        }
        let Some(unit) = number(name).filter(|unit| (0..UNITS_OF_LONG).contains(unit)) else {
            return wrong("unknown unit", line);
        };
        let heads = std::mem::take(&mut self.heads);
        for ending in words.split_whitespace() {
            for (head, count) in &heads {
                self.compound(&format!("{head}{ending}"), *count, unit);
            }
        }
        self.heads = heads;
        Ok(())
    }

    fn compound(&mut self, word: &str, count: i32, unit: i32) {
        // A word that long is not looked up in a text either.
        if word.len() > LONGEST {
            return;
        }
        let class = |names| class_bits(names).trailing_zeros() as usize;
        let (id, _) = self.intern(word);
        self.sense(id, class(&["LONG"]), count * UNITS_OF_LONG + unit, false);
        // An age is told in the same words.
        if number("year") == Some(unit) {
            self.sense(id, class(&["AGED"]), 0, false);
        }
    }

    fn sense(&mut self, id: u16, class: usize, value: i32, capital: bool) {
        self.senses[id as usize].push((class as u8, value, capital));
        let word = &mut self.grammar.lexicon[id as usize];
        word.capital |= 1 << class;
        if !capital {
            word.small |= 1 << class;
        }
    }

    /// The number of a word as a table writes it, and whether it is written with a capital.
    fn intern(&mut self, written: &str) -> (u16, bool) {
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let mut bare = String::with_capacity(written.len());
        for c in written.chars().filter(|&c| c != '.' || written.len() == 1) {
            if c.is_ascii() {
                bare.push(c.to_ascii_lowercase());
            } else {
                bare.extend(c.to_lowercase());
            }
        }
        let next = self.senses.len() as u16;
        let dotted = written.len() > 1 && written.contains('.');
        let id = *self.ids.entry(bare).or_insert(next);
        if id == next {
            self.senses.push(Vec::new());
            self.grammar.lexicon.push(Word::default());
        }
        let word = &mut self.grammar.lexicon[id as usize];
        word.dotted |= dotted;
        let stops = written.matches('.').count();
        if stops > 1 && stops * 2 == written.chars().count() {
            word.initials = stops as u8;
        }
        (id, capital)
    }

    /// `POINT: DAYS WEEKDAY MONTHS`
    fn group_line(&mut self, line: &'static str) -> Outcome<()> {
        let Some((name, members)) = line.split_once(": ") else {
            return wrong("no ': '", line);
        };
        let mut set = 0;
        for member in members.split_whitespace() {
            match self.names.get(member) {
                Some(named) if named.nodes != 0 => set |= named.nodes,
                _ => return wrong("unknown member", line),
            }
        }
        self.names.insert(name, Named { classes: 0, nodes: set });
        Ok(())
    }

    /// `name: pattern => meaning slot=value ...`
    fn rule_line(&mut self, kind: u8, country: Option<&'static str>, line: &'static str) -> Outcome<()> {
        let Some((name, (pattern, meaning))) =
            line.split_once(": ").and_then(|(name, rest)| Some((name, rest.split_once("=> ")?)))
        else {
            return wrong("not 'name: pattern => meaning'", line);
        };
        let mut parts = meaning.split_whitespace();
        let word = parts.next().unwrap_or_default();
        let Some(&(_, meaning)) = MEANINGS.iter().find(|(name, _)| *name == word) else {
            return wrong("unknown meaning", line);
        };
        let mut constants = Vec::new();
        for part in parts {
            let constant = part.split_once('=').and_then(|(slot, value)| {
                let slot = SLOT_NAMES.iter().find(|(name, _)| *name == slot)?.1;
                let value = if slot == Slot::Feast { feast::parse(value) } else { number(value) };
                Some((slot, value?))
            });
            constants.push(constant.ok_or_else(|| TableError(format!("slot {part}: {line}")))?);
        }
        let constants = Stretch::add(&mut self.grammar.constants, constants);
        for pattern in alternatives(&pattern.split_whitespace().collect::<Vec<_>>()) {
            let pattern =
                self.pattern(&pattern).map_err(|TableError(what)| TableError(format!("{what}: {line}")))?;
            let rule = Rule {
                name: name.trim(),
                country,
                kind,
                before: self.contexts(&pattern.before),
                elements: Stretch::add(&mut self.grammar.elements, pattern.elements.iter().copied()),
                after: self.contexts(&pattern.after),
                without: pattern.without,
                meaning,
                constants,
            };
            self.grammar.rules.push(rule);
        }
        Ok(())
    }

    fn contexts(&mut self, contexts: &[(bool, Vec<Element>)]) -> Stretch {
        let elements = &mut self.grammar.elements;
        let contexts = contexts.iter().map(|(wanted, context)| {
            let fixed = context.iter().all(|element| !element.optional && element.nodes == 0);
            Context {
                wanted: *wanted,
                elements: Stretch::add(elements, context.iter().copied()),
                len: fixed.then_some(context.len() as u8),
                first: Wanted::default(),
            }
        });
        Stretch::add(&mut self.grammar.contexts, contexts)
    }

    fn pattern(&mut self, parts: &[&'static str]) -> Outcome<Pattern> {
        let mut pattern = Pattern::default();
        let mut context: Option<(bool, Vec<Element>)> = None;
        let mut without = false;
        for &part in parts {
            match part {
                "{!" => without = true,
                "}" => without = false,
                _ if without => pattern.without |= self.element(part)?.classes,
                "[" | "[!" => context = Some((part == "[", Vec::new())),
                "]" => {
                    let Some(context) = context.take() else {
                        return wrong("']' without '['", part);
                    };
                    let before = pattern.elements.is_empty();
                    let place = if before { &mut pattern.before } else { &mut pattern.after };
                    place.push(context);
                }
                _ => {
                    let element = self.element(part)?;
                    let place = context.as_mut().map_or(&mut pattern.elements, |(_, elements)| elements);
                    place.push(element);
                }
            }
        }
        if context.is_some() || parts.iter().any(|part| matches!(*part, "(" | ")" | ")?")) {
            return wrong("a bracket without its pair", "");
        }
        if pattern.elements.iter().all(|element| element.optional) {
            return wrong("nothing to match", "");
        }
        Ok(pattern)
    }

    fn element(&mut self, part: &'static str) -> Outcome<Element> {
        let mut element = Element::default();
        let mut rest = part;
        if let Some(after) = rest.strip_prefix('~') {
            (rest, element.glued) = (after, true);
        }
        if let Some(before) = rest.strip_suffix('?').filter(|before| !before.is_empty()) {
            (rest, element.optional) = (before, true);
        }
        if rest.contains("|~") {
            return wrong("'~' stands before all the choices, not before one", part);
        }
        let mut words = Vec::new();
        for choice in rest.split('|') {
            let named = choice.len() > 1
                && choice.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                && !choice.starts_with(|c: char| c.is_ascii_digit());
            if !named {
                if choice.len() > LONGEST {
                    return wrong("a word too long for the table", choice);
                }
                words.push(self.intern(choice));
            } else if let Some(named) = self.names.get(choice) {
                element.classes |= named.classes;
                element.nodes |= named.nodes;
            } else {
                return wrong("unknown class or section", choice);
            }
        }
        element.words = Stretch::add(&mut self.grammar.literals, words);
        Ok(element)
    }

    /// Puts the lexicon in order.
    fn finish(&mut self) {
        let grammar = &mut self.grammar;
        grammar.spelled = vec![Cow::Borrowed(""); grammar.lexicon.len()];
        for (word, id) in self.ids.drain() {
            grammar.spelled[usize::from(id)] = Cow::Owned(word);
        }
        for ((word, senses), spelled) in
            grammar.lexicon.iter_mut().zip(&self.senses).zip(&grammar.spelled).skip(1)
        {
            word.senses = Stretch::add(&mut grammar.senses, senses.iter().copied());
            grammar.known.add(spelled, word.dotted);
            if word.is_worth() {
                grammar.triggers.add(spelled, word.dotted);
            }
        }
        marks::mark(grammar);
        for context in &mut grammar.contexts {
            context.first = first(context.elements.of(&grammar.elements));
        }
        lists::index(grammar);
    }
}

#[derive(Clone, Copy, Default)]
enum What {
    #[default]
    Settings,
    Words,
    Compounds,
    Groups,
    Rules(u8),
}

#[derive(Clone, Copy, Default)]
struct Section {
    what: What,
    country: Option<&'static str>,
}

fn strip_comment(line: &'static str) -> &'static str {
    let line = line.trim();
    if line.starts_with('#') {
        return "";
    }
    line.split_once(" # ").map_or(line, |(before, _)| before.trim())
}

fn number(written: &str) -> Option<i32> {
    let symbol = SYMBOLS.iter().find(|(name, _)| *name == written);
    symbol.map(|(_, value)| *value).or_else(|| written.parse().ok())
}

/// Writes out `( a b )?`: the pattern with the words inside and the pattern without them.
fn alternatives(parts: &[&'static str]) -> Vec<Vec<&'static str>> {
    let Some(open) = parts.iter().position(|&part| part == "(") else {
        return vec![parts.to_vec()];
    };
    let close = parts[open..].iter().position(|&part| part == ")?").map_or(parts.len(), |at| open + at);
    let rest = alternatives(parts.get(close + 1..).unwrap_or_default());
    let with = parts.get(open + 1..close).unwrap_or_default();
    let mut out = Vec::new();
    for tail in &rest {
        out.push([&parts[..open], with, tail].concat());
        out.push([&parts[..open], tail].concat());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::languages::LANGUAGES;
    use super::super::stream::number_of;
    use super::super::{BLOCKS, parse};
    use super::*;

    #[test]
    fn the_program_carries_what_the_tables_say() {
        for ((code, tables), (of, block)) in LANGUAGES.iter().zip(BLOCKS) {
            assert_eq!(code, of);
            assert!(compile(tables).unwrap() == *block, "{code}");
        }
        assert_eq!(LANGUAGES.len(), BLOCKS.len());
    }

    #[test]
    fn writes_out_optional_groups() {
        assert_eq!(
            alternatives(&["a", "(", "b", "c", ")?", "d"]),
            [vec!["a", "b", "c", "d"], vec!["a", "d"]]
        );
    }

    #[test]
    fn puts_every_head_before_every_ending() {
        let table = "[compounds]\nHEAD 3: drei\nHEAD X: mehr\nday: tägig tägige\nyear: jährige";
        let grammar = parse(&[table]);
        let read = |word| grammar.value(number_of(word, &grammar).0, u64::MAX, false);
        assert_eq!(read("dreitägige"), Some((Slot::Number, 3 * UNITS_OF_LONG + number("day").unwrap())));
        assert_eq!(read("mehrjährige"), Some((Slot::Number, number("year").unwrap())));
        assert_eq!((read("tägige"), read("drei")), (None, None));
    }

    #[test]
    fn a_word_may_be_sure_in_small_letters_alone() {
        let grammar = parse(&["[words]\nMONTH 7: julio! jul.?"]);
        let july = &grammar.lexicon[usize::from(number_of("julio", &grammar).0)];
        let (month, sure) = (class_bits(&["MONTH"]), class_bits(&["SUREMONTH"]));
        assert_eq!((july.classes(false), july.classes(true)), (month | sure, month));
    }

    #[test]
    fn says_which_line_is_wrong() {
        let read = |table| compile(&[table]).map(|_| ());
        let says = |what: &str| Err(TableError(what.into()));
        assert_eq!(read("[words]\nMOON 1: full"), says("unknown class: MOON 1: full"));
        assert_eq!(read("[DAY]\nx: MOON => date"), says("unknown class or section: MOON: x: MOON => date"));
        assert_eq!(read("[DAY]\nx: moon => eat"), says("unknown meaning: x: moon => eat"));
    }
}
