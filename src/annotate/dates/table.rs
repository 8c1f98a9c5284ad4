//! Grammar tables, as text, to the block of bytes that [`Grammar::read`] reads: a lexicon (word -> classes) and rules
//! (pattern -> meaning), indexed by what can stand first. For the build alone. The format of the tables is told at the top
//! of `tables/en.txt`.

use super::frame::CLASSES;
use super::grammar::{Grammar, Kind, Sense, Word};
use super::image::Stored;
use super::lists;
use super::marks;
use super::standing::first;
use super::stretch::Stretch;
use super::symbols::SYMBOLS;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A line of a table that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub struct TableError(pub(super) String);

pub(super) type Outcome<T> = Result<T, TableError>;

pub(super) fn wrong<T>(what: &str, line: &str) -> Outcome<T> {
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
pub(super) struct Named {
    pub(super) classes: u64,
    pub(super) nodes: u64,
}

/// A grammar, and what is only needed while its tables are read.
#[derive(Default)]
pub(super) struct Compiler {
    pub(super) grammar: Grammar,
    pub(super) ids: FxHashMap<String, u16>,
    /// The senses of each word of the lexicon.
    pub(super) senses: Vec<Vec<Sense>>,
    /// The sections of rules, by kind of node.
    kinds: Vec<&'static str>,
    /// What patterns may name: classes, sections, groups of them.
    pub(super) names: FxHashMap<&'static str, Named>,
    /// What compounds may start with, and what it counts: `drei` 3.
    pub(super) heads: Vec<(&'static str, i32)>,
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
            "ordinals: point" => self.grammar.ordinal_point = true,
            _ => return wrong("unknown setting", line),
        }
        Ok(())
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

pub(super) fn number(written: &str) -> Option<i32> {
    let symbol = SYMBOLS.iter().find(|(name, _)| *name == written);
    symbol.map(|(_, value)| *value).or_else(|| written.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::super::BLOCKS;
    use super::super::languages::LANGUAGES;
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
    fn says_which_line_is_wrong() {
        let read = |table| compile(&[table]).map(|_| ());
        let says = |what: &str| Err(TableError(what.into()));
        assert_eq!(read("[words]\nMOON 1: full"), says("unknown class: MOON 1: full"));
        assert_eq!(read("[DAY]\nx: MOON => date"), says("unknown class or section: MOON: x: MOON => date"));
        assert_eq!(read("[DAY]\nx: moon => eat"), says("unknown meaning: x: moon => eat"));
    }
}
