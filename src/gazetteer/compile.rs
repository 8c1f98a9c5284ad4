//! Rows to a compiled list. In: the tables. Out: one block of bytes that [`super::image`] searches without
//! unpacking it; the same rows always give the same bytes.

use super::EntityType;
use super::facts::Facts;
use super::image::{self, AliasFlags, Header};
use super::row::Row;
use super::tokens::{self, NameToken};
use crate::segment::Case;
use rustc_hash::FxHashMap;

/// Rows of one table, with the name `explain` shows for it.
#[derive(Clone, Debug)]
pub struct Table {
    /// Path of the table.
    pub path: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// More names of listed entities, valid in articles of one language.
#[derive(Clone, Debug)]
pub struct Names {
    /// ISO 639-1 code.
    pub language: String,
    /// Entity id and its names.
    pub names: Vec<(String, Vec<String>)>,
}

/// One alias on its way into the trie.
struct Alias {
    entity: u32,
    text: String,
    flags: AliasFlags,
    language: [u8; 2],
    facts: Facts,
}

/// Compiles tables into a list image.
pub fn compile(tables: &[Table], names: &[Names]) -> Vec<u8> {
    let mut strings = Strings::default();
    let mut entities = Vec::new();
    let mut aliases = Vec::new();
    let mut by_id: FxHashMap<&str, (u32, Facts)> = FxHashMap::default();
    let mut count = 0;
    for table in tables {
        let path = strings.put(&table.path);
        for row in &table.rows {
            let facts = Facts::of(row, &table.path);
            by_id.insert(&row.id, (count, facts));
            write_entity(row, path, &mut strings, &mut entities);
            aliases.extend(row.names().enumerate().map(|(at, (name, weak))| Alias {
                entity: count,
                text: name.to_owned(),
                flags: AliasFlags::new(row.case, weak, at == 0),
                language: [0, 0],
                facts,
            }));
            count += 1;
        }
    }
    for list in names {
        let code = list.language.as_bytes();
        let language = [code[0], code[1]];
        for (id, more) in &list.names {
            let Some(&(entity, facts)) = by_id.get(id.as_str()) else {
                continue;
            };
            let flags = AliasFlags::new(super::row::CaseRule::Smart, false, false);
            let named = |text: &String| Alias { entity, text: text.clone(), flags, language, facts };
            aliases.extend(more.iter().map(named));
        }
    }
    assemble(count, &entities, &aliases, strings)
}

fn assemble(count: u32, entities: &[u8], aliases: &[Alias], mut strings: Strings) -> Vec<u8> {
    let trie = Trie::build(aliases);
    let mut records = Vec::new();
    let mut accepts = vec![0_u32; trie.accepts.len()];
    for (node, found) in trie.accepts.iter().enumerate() {
        if found.is_empty() {
            continue;
        }
        accepts[node] = (records.len() / image::ALIAS_BYTES) as u32 + 1;
        for (at, &alias) in found.iter().enumerate() {
            let last = at + 1 == found.len();
            write_alias(
                &aliases[alias as usize],
                trie.cases[alias as usize],
                last,
                &mut strings,
                &mut records,
            );
        }
    }
    let slots = trie.slots();
    let lower = Trie::lower_starts(aliases);
    let header = Header {
        entities: count,
        nodes: accepts.len() as u32,
        aliases: (records.len() / image::ALIAS_BYTES) as u32,
        slots: slots.len() as u32,
        strings: strings.ends.len() as u32,
    };
    let mut out = Vec::new();
    header.write(&mut out);
    for (check, next) in &slots {
        put(&mut out, *check);
        put(&mut out, *next);
    }
    for &accept in &accepts {
        put(&mut out, accept);
    }
    out.extend(lower);
    out.extend(records);
    out.extend(entities);
    for &end in &strings.ends {
        put(&mut out, end);
    }
    out.extend(strings.text.into_bytes());
    out
}

fn put(out: &mut Vec<u8>, number: u32) {
    out.extend(number.to_le_bytes());
}

fn write_entity(row: &Row, table: u32, strings: &mut Strings, out: &mut Vec<u8>) {
    let entity_type = row.entity_type().unwrap_or(EntityType::Organisation);
    for text in [&row.id, &row.name, &row.kind, &row.admin1] {
        put(out, strings.put(text));
    }
    put(out, table);
    put(out, row.line);
    put(out, row.population);
    put(out, row.geonames);
    put(out, image::degrees(row.lat));
    put(out, image::degrees(row.lon));
    let country = row.country.as_bytes();
    out.push(country.first().copied().unwrap_or(0));
    out.push(country.get(1).copied().unwrap_or(0));
    out.push(entity_type as u8);
    out.push(0);
}

fn write_alias(alias: &Alias, cases: u32, last: bool, strings: &mut Strings, out: &mut Vec<u8>) {
    put(out, alias.entity);
    put(out, strings.put(&alias.text));
    put(out, cases);
    out.push(alias.flags.with_last(last).bits());
    out.push(0);
    out.extend(alias.language);
    out.extend(alias.facts.to_bytes());
}

/// The string pool, each string once; number 0 is the empty string.
struct Strings {
    text: String,
    /// Where each string ends.
    ends: Vec<u32>,
    numbers: FxHashMap<String, u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { text: String::new(), ends: vec![0], numbers: FxHashMap::default() }
    }
}

impl Strings {
    /// The number of a string.
    fn put(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.ends.len() as u32;
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

/// Names as paths over token keys.
#[derive(Default)]
struct Trie {
    edges: FxHashMap<(u32, u64), u32>,
    /// Per node, the aliases that end there, in table order.
    accepts: Vec<Vec<u32>>,
    /// Per alias, the case of its tokens, two bits each.
    cases: Vec<u32>,
}

impl Trie {
    fn build(aliases: &[Alias]) -> Self {
        let mut trie = Self { accepts: vec![Vec::new()], ..Self::default() };
        for (at, alias) in (0..).zip(aliases) {
            let tokens = tokens::of_name(&alias.text);
            trie.cases.push(image::pack_cases(tokens.iter().map(|token| token.case)));
            trie.insert(&tokens, at);
        }
        trie
    }

    fn insert(&mut self, tokens: &[NameToken], alias: u32) {
        if tokens.is_empty() {
            return;
        }
        let mut node = 0;
        for token in tokens {
            let fresh = self.accepts.len() as u32;
            node = *self.edges.entry((node, token.key)).or_insert(fresh);
            if node == fresh {
                self.accepts.push(Vec::new());
            }
        }
        self.accepts[node as usize].push(alias);
    }

    /// The edges as an open-addressing table of (check, next node); a check of 0 with node 0 is a free slot.
    fn slots(&self) -> Vec<(u32, u32)> {
        let size = (self.edges.len() * 4 / 3 + 2).next_power_of_two();
        let mut slots = vec![(0, 0); size];
        let mut edges: Vec<_> = self.edges.iter().map(|(&edge, &next)| (next, edge)).collect();
        edges.sort_unstable();
        for (next, (node, key)) in edges {
            let hash = image::edge_hash(node, key);
            let mut at = hash as usize & (size - 1);
            while slots[at].1 != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = ((hash >> 32) as u32, next);
        }
        slots
    }

    /// A filter over the first keys of names that begin with a small letter or none (`al-Shabaab`, `7-Eleven`): the
    /// only words and marks without a capital worth a look into the trie.
    fn lower_starts(aliases: &[Alias]) -> Vec<u8> {
        let mut filter = vec![0_u8; image::LOWER_FILTER_BYTES];
        for alias in aliases {
            let tokens = tokens::of_name(&alias.text);
            let free = alias.flags.case_rule() == super::row::CaseRule::Any;
            if let Some(first) =
                tokens.first().filter(|first| free || matches!(first.case, Case::Lower | Case::None))
            {
                let bit = first.key as usize % (image::LOWER_FILTER_BYTES * 8);
                filter[bit / 8] |= 1 << (bit % 8);
            }
        }
        filter
    }
}
