//! Rows to a compiled list. In: rows, one at a time. Out: one block of bytes that [`super::image`] searches without
//! unpacking it; the same rows always give the same bytes. What is kept meanwhile is little more than that block.

use super::EntityType;
use super::facts::Facts;
use super::image::{self, AliasFlags, Header};
use super::row::{CaseRule, Row};
use super::trie::Trie;
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
    /// Its names, those of one entity one after the other.
    pub names: Vec<NameAbroad>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct NameAbroad {
    /// Whose it is: the id of an entity that a table lists.
    pub id: String,
    /// As that language writes it.
    pub name: String,
    /// Whether it is accepted on evidence only.
    pub weak: bool,
}

/// Compiles tables into a list image.
///
/// # Panics
///
/// Where the names take more than 4 GiB: the built-in tables never do.
pub fn compile(tables: &[Table], names: &[Names]) -> Vec<u8> {
    let mut compiler = Compiler::default();
    let mut by_id: FxHashMap<&str, (u32, Facts)> = FxHashMap::default();
    for table in tables {
        let path = compiler.table(&table.path);
        for row in &table.rows {
            let entity = compiler.push(path, row);
            by_id.insert(&row.id, (entity, path.facts(row)));
        }
    }
    for list in names {
        let code = list.language.as_bytes();
        for NameAbroad { id, name, weak } in &list.names {
            let known = by_id.get(id.as_str());
            let &(entity, facts) =
                known.unwrap_or_else(|| panic!("{id}: named in {}, in no table", list.language));
            let flags = AliasFlags::new(CaseRule::Smart, *weak, false);
            compiler.name(name, NameOf { entity, flags, language: [code[0], code[1]], facts });
        }
    }
    compiler.finish().expect("the tables take less than 4 GiB")
}

/// A list in the making.
#[derive(Default)]
pub struct Compiler {
    count: u32,
    entities: Vec<u8>,
    strings: Strings,
    trie: Trie,
}

/// Where the string pool has the path of a table, and whether it is the table of countries.
#[derive(Clone, Copy, Debug)]
pub struct TablePath {
    path: u32,
    of_countries: bool,
}

impl TablePath {
    fn facts(self, row: &Row) -> Facts {
        Facts::of(row, self.of_countries)
    }
}

/// Whose a name is, and how it is matched.
#[derive(Clone, Copy)]
pub(super) struct NameOf {
    pub entity: u32,
    pub flags: AliasFlags,
    pub language: [u8; 2],
    pub facts: Facts,
}

impl Compiler {
    /// Names the table that the next rows are from.
    pub fn table(&mut self, path: &str) -> TablePath {
        TablePath { path: self.strings.put(path), of_countries: path.ends_with("countries.tsv") }
    }

    /// Adds a row; gives the number of its entity.
    pub fn push(&mut self, table: TablePath, row: &Row) -> u32 {
        let entity = self.count;
        let name = self.strings.put(&row.name);
        self.write_entity(row, name, table);
        let facts = table.facts(row);
        for (at, (text, weak)) in row.names().enumerate() {
            let flags = AliasFlags::new(row.case, weak, at == 0).with_context(row.context && at == 0);
            self.name(text, NameOf { entity, flags, language: [0, 0], facts });
        }
        self.count += 1;
        entity
    }

    fn name(&mut self, name: &str, of: NameOf) {
        let text = self.strings.put(name);
        self.trie.insert(name, text, of);
    }

    fn write_entity(&mut self, row: &Row, name: u32, table: TablePath) {
        let entity_type = row.entity_type().unwrap_or(EntityType::Organisation);
        let (kind, admin1) = (self.strings.put(&row.kind), self.strings.put(&row.admin1));
        let country = self.strings.put(row.country.get(..2).unwrap_or_default());
        let id = self.strings.append(&row.id);
        let (lat, lon) = (image::degrees(row.lat), image::degrees(row.lon));
        let (of_type, people) = (entity_type as u32, row.population);
        let fields =
            [id, name, kind, country, admin1, table.path, of_type, people, row.line, row.geonames, lat, lon];
        self.entities.extend(fields.into_iter().flat_map(u32::to_le_bytes));
    }

    /// The list image; nothing where its names take more than 4 GiB, which its numbers cannot tell apart.
    pub fn finish(self) -> Option<Vec<u8>> {
        let Self { count, entities, strings, trie } = self;
        u32::try_from(strings.text.len()).ok()?;
        let layout = trie.layout();
        let header = Header {
            entities: count,
            nodes: trie.nodes() as u32,
            aliases: trie.names() as u32,
            slots: layout.slots() as u32,
            strings: strings.ends.len() as u32,
        };
        let mut out = Vec::with_capacity(header.whole_bytes() + strings.text.len());
        header.write(&mut out);
        layout.write_nodes(trie.first_names(), &mut out);
        layout.write_slots(&mut out);
        out.extend(trie.lower_starts());
        out.extend(entities);
        for (name, last) in trie.into_names() {
            for number in [name.of.entity, name.text, name.cases] {
                out.extend(number.to_le_bytes());
            }
            out.extend([name.of.flags.with_last(last).bits(), 0]);
            out.extend(name.of.language);
            out.extend(name.of.facts.to_bytes());
        }
        out.extend(strings.ends.iter().flat_map(|end| end.to_le_bytes()));
        out.extend(strings.text.into_bytes());
        Some(out)
    }
}

/// The string pool; number 0 is the empty string.
struct Strings {
    text: String,
    /// Where each string ends.
    ends: Vec<u32>,
    /// The number of a string of this hash: whether it is the same is seen there.
    numbers: FxHashMap<u64, u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { text: String::new(), ends: vec![0], numbers: FxHashMap::default() }
    }
}

impl Strings {
    /// The number of a string; one that is there already is not written twice.
    fn put(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let hash = hash(text);
        match self.numbers.get(&hash) {
            Some(&number) if self.is(number, text) => number,
            Some(_) => self.append(text),
            None => {
                let number = self.append(text);
                self.numbers.insert(hash, number);
                number
            }
        }
    }

    /// Writes a string that is not looked for again.
    fn append(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    fn is(&self, number: u32, text: &str) -> bool {
        let (start, end) = (self.ends[number as usize - 1] as usize, self.ends[number as usize] as usize);
        self.text.get(start..end) == Some(text)
    }
}

fn hash(text: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::image::Image;
    use super::super::row::read_tsv;
    use super::*;

    const TABLE: &str = "id\tname\taliases\tweak\n\
        place/a\tSan Marino\tSan Marino Republic\tSan\nperson/b\tbin Laden\t\tLaden\nplace/c\tSan Marino\t\t\n";

    fn image() -> Vec<u8> {
        let (rows, errors) = read_tsv(TABLE, None);
        assert_eq!(errors, []);
        compile(&[Table { path: "a.tsv".into(), rows }], &[])
    }

    /// Searches everything there is.
    fn walk(image: &Image) -> Vec<String> {
        let (mut seen, mut reached) = (Vec::new(), vec![0]);
        for word in ["san", "marino", "republic", "bin", "laden"] {
            let key = super::super::fold::key(word);
            for at in 0..reached.len() {
                let Some(next) = image.step(reached[at], key) else { continue };
                seen.extend(image.names_at(next).map(|alias| alias.text().to_owned()));
                reached.push(next);
            }
        }
        let entities = (0..image.len() as u32).map(|number| image.entity(number));
        seen.extend(entities.map(|entity| format!("{} {}:{}", entity.id, entity.table, entity.line)));
        seen
    }

    #[test]
    fn what_is_compiled_is_found_again() {
        let image = Image::open(image()).expect("it is whole");
        assert_eq!(image.names(), 6);
        let seen = walk(&image);
        assert_eq!(seen[..3], ["San", "San Marino", "San Marino"]);
        assert!(seen.contains(&"place/c a.tsv:4".to_owned()), "{seen:?}");
        assert!(image.may_start_lower(super::super::fold::key("bin")));
    }

    #[test]
    fn a_damaged_image_does_not_open_or_does_no_harm() {
        let whole = image();
        for length in 0..whole.len() {
            assert!(Image::open(whole[..length].to_vec()).is_none(), "cut at {length}");
        }
        for at in 0..whole.len() {
            for bits in [0x01, 0x80, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] ^= bits;
                if let Some(image) = Image::open(damaged) {
                    walk(&image);
                }
            }
        }
    }
}
