//! The compiled form of a list: one block of bytes, searched where it lies.
//!
//! Header; hash table of trie edges; per node the first alias that ends there; filter of starts without capital; alias
//! records; entity records; where each string ends; the strings. All numbers are little-endian, so the block is the
//! same on every machine.

use super::EntityType;
use super::facts::Facts;
use super::fold::mix;
use super::row::CaseRule;
use crate::segment::Case;
use std::borrow::Cow;

/// Bytes of one alias record: entity, text, cases, flags, language, facts of the entity.
pub(super) const ALIAS_BYTES: usize = 24;
/// Bytes of one entity record: ten numbers, country, type.
pub(super) const ENTITY_BYTES: usize = 44;
/// Size of the filter of starts without capital.
pub(super) const LOWER_FILTER_BYTES: usize = 4096;
/// That filter: a bit for the keys that share their lowest bits.
pub(super) type LowerFilter = [u8; LOWER_FILTER_BYTES];
const HEADER_BYTES: usize = 28;
const MAGIC: [u8; 8] = *b"newsnlp2";
/// Degrees are kept in ten-thousandths; this stands for "not known".
const NO_DEGREES: i32 = i32::MIN;

/// Sizes of the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub entities: u32,
    pub nodes: u32,
    pub aliases: u32,
    pub slots: u32,
    pub strings: u32,
}

impl Header {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend(MAGIC);
        for number in [self.entities, self.nodes, self.aliases, self.slots, self.strings] {
            out.extend(number.to_le_bytes());
        }
    }

    /// Bytes of everything before the strings.
    pub(super) const fn whole_bytes(&self) -> usize {
        HEADER_BYTES
            + self.slots as usize * 8
            + self.nodes as usize * 4
            + LOWER_FILTER_BYTES
            + self.aliases as usize * ALIAS_BYTES
            + self.entities as usize * ENTITY_BYTES
            + self.strings as usize * 4
    }
}

/// Hash of a trie edge.
pub(super) const fn edge_hash(node: u32, key: u64) -> u64 {
    mix(key ^ (node as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// A coordinate as stored.
pub(super) fn degrees(value: Option<f64>) -> u32 {
    value.map_or(NO_DEGREES, |value| (value * 10_000.0).round() as i32).cast_unsigned()
}

/// The cases of the first sixteen tokens of a name, two bits each.
pub(super) fn pack_cases(cases: impl Iterator<Item = Case>) -> u32 {
    cases.take(16).enumerate().fold(0, |packed, (at, case)| packed | ((case as u32) << (2 * at)))
}

/// How one name of an entity is to be matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AliasFlags(u8);

impl AliasFlags {
    const WEAK: u8 = 4;
    const CANONICAL: u8 = 8;
    const LAST: u8 = 16;

    pub(super) const fn new(case: CaseRule, weak: bool, canonical: bool) -> Self {
        let weak = if weak { Self::WEAK } else { 0 };
        let canonical = if canonical { Self::CANONICAL } else { 0 };
        Self(case as u8 | weak | canonical)
    }

    pub(super) const fn with_last(self, last: bool) -> Self {
        Self(if last { self.0 | Self::LAST } else { self.0 })
    }

    pub(super) const fn bits(self) -> u8 {
        self.0
    }

    /// How letter case must agree.
    pub const fn case_rule(self) -> CaseRule {
        match self.0 & 3 {
            0 => CaseRule::Smart,
            1 => CaseRule::Exact,
            _ => CaseRule::Any,
        }
    }

    /// Whether the name is accepted on evidence only.
    pub const fn is_weak(self) -> bool {
        self.0 & Self::WEAK != 0
    }

    /// Whether it is the canonical name.
    pub const fn is_canonical(self) -> bool {
        self.0 & Self::CANONICAL != 0
    }

    const fn is_last(self) -> bool {
        self.0 & Self::LAST != 0
    }
}

/// One name of a listed entity.
#[derive(Clone, Copy, Debug)]
pub struct Alias<'g> {
    /// Number of the entity in its list.
    pub entity: u32,
    /// How it is matched.
    pub flags: AliasFlags,
    /// The language it is for; nothing for any.
    pub language: Option<[u8; 2]>,
    /// What its entity is.
    pub facts: Facts,
    cases: u32,
    /// The list, and where it has the name.
    image: &'g Image,
    text: u32,
}

impl<'g> Alias<'g> {
    /// The name as the list writes it.
    pub fn text(&self) -> &'g str {
        self.image.string(self.text)
    }

    /// How the token of this number is written in the list.
    pub const fn case(&self, token: usize) -> Case {
        if token >= 16 {
            return Case::None;
        }
        match (self.cases >> (2 * token)) & 3 {
            0 => Case::None,
            1 => Case::Lower,
            2 => Case::Capitalised,
            _ => Case::Upper,
        }
    }
}

/// A listed entity.
#[derive(Clone, Copy, Debug)]
pub struct Entity<'g> {
    /// `type/slug`.
    pub id: &'g str,
    /// Canonical name.
    pub name: &'g str,
    /// Person, place or organisation.
    #[allow(clippy::struct_field_names, reason = "`type` is a keyword")]
    pub entity_type: EntityType,
    /// `politician`, `city`, `party`, ...
    pub kind: &'g str,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: &'g str,
    /// First-level division a place lies in, or empty.
    pub admin1: &'g str,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Inhabitants, 0 when not known.
    pub population: u32,
    /// `GeoNames` id, 0 for none.
    pub geonames: u32,
    /// The table that lists it.
    pub table: &'g str,
    /// Its line there.
    pub line: u32,
}

/// A compiled list.
#[derive(Clone, Debug)]
pub struct Image {
    bytes: Cow<'static, [u8]>,
    /// All strings, one after the other.
    text: Cow<'static, str>,
    header: Header,
    slots: usize,
    accepts: usize,
    lower: usize,
    aliases: usize,
    entities: usize,
    /// Where the ends of the strings are listed.
    ends: usize,
}

impl Image {
    /// Opens a compiled list; nothing when the bytes are not one, or are damaged: what opens can be searched.
    pub fn open(bytes: Cow<'static, [u8]>) -> Option<Self> {
        Self::trusted(bytes).filter(Self::is_sound)
    }

    /// Opens a list that this very program compiled, without looking through it.
    pub(super) fn trusted(bytes: Cow<'static, [u8]>) -> Option<Self> {
        if bytes.len() < HEADER_BYTES || bytes[..8] != MAGIC {
            return None;
        }
        let number = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let header = Header {
            entities: number(8),
            nodes: number(12),
            aliases: number(16),
            slots: number(20),
            strings: number(24),
        };
        let slots = HEADER_BYTES;
        let accepts = slots + header.slots as usize * 8;
        let lower = accepts + header.nodes as usize * 4;
        let aliases = lower + LOWER_FILTER_BYTES;
        let entities = aliases + header.aliases as usize * ALIAS_BYTES;
        let ends = entities + header.entities as usize * ENTITY_BYTES;
        let text = ends + header.strings as usize * 4;
        if text > bytes.len() || !header.slots.is_power_of_two() {
            return None;
        }
        let (bytes, text) = match bytes {
            Cow::Borrowed(all) => {
                (Cow::Borrowed(&all[..text]), Cow::Borrowed(std::str::from_utf8(&all[text..]).ok()?))
            }
            Cow::Owned(mut all) => {
                let text = String::from_utf8(all.split_off(text)).ok()?;
                (Cow::Owned(all), Cow::Owned(text))
            }
        };
        Some(Self { bytes, text, header, slots, accepts, lower, aliases, entities, ends })
    }

    /// Whether every number in it points at something, and every search comes to an end.
    fn is_sound(&self) -> bool {
        let Header { entities, nodes, aliases, slots, strings } = self.header;
        let numbers = |at: usize, bytes: usize, count: u32| (0..count as usize).map(move |n| at + n * bytes);
        let mut free = false;
        let mut leads_on = numbers(self.slots, 8, slots).all(|slot| {
            let next = self.u32_at(slot + 4);
            free |= next == 0;
            next < nodes
        });
        leads_on &= numbers(self.accepts, 4, nodes).all(|accept| self.u32_at(accept) <= aliases);
        let names = numbers(self.aliases, ALIAS_BYTES, aliases)
            .all(|alias| self.u32_at(alias) < entities && self.has_string(alias + 4));
        let ends = aliases == 0 || names && self.alias(aliases - 1).flags.is_last();
        let rows = numbers(self.entities, ENTITY_BYTES, entities)
            .all(|entity| (0..5).all(|field| self.has_string(entity + field * 4)));
        let mut last = 0;
        let mut in_order = numbers(self.ends, 4, strings).all(|end| {
            let before = std::mem::replace(&mut last, self.u32_at(end));
            before <= last
        });
        in_order &= last as usize == self.text.len();
        free && leads_on && names && rows && ends && in_order
    }

    /// Whether the number at `at` is that of a string.
    fn has_string(&self, at: usize) -> bool {
        self.u32_at(at) < self.header.strings
    }

    /// How many entities it lists.
    pub fn len(&self) -> usize {
        self.header.entities as usize
    }

    /// Whether it lists nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many names it lists.
    pub const fn names(&self) -> usize {
        self.header.aliases as usize
    }

    /// The node one token further on, if any name goes on so.
    #[inline]
    pub fn step(&self, node: u32, key: u64) -> Option<u32> {
        let hash = edge_hash(node, key);
        let slots = self.bytes[self.slots..self.accepts].as_chunks().0;
        let mask = slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = u64::from_le_bytes(slots[at]);
            let (check, next) = (slot as u32, (slot >> 32) as u32);
            if next == 0 {
                return None;
            }
            if check == (hash >> 32) as u32 {
                return Some(next);
            }
            at = (at + 1) & mask;
        }
    }

    /// A filter of the keys with which a name may begin that has no capital there.
    pub(super) fn lower_starts(&self) -> &LowerFilter {
        self.bytes[self.lower..].first_chunk().expect("every list has the filter")
    }

    /// Whether some name may begin with a token of this key that has no capital.
    pub fn may_start_lower(&self, key: u64) -> bool {
        may_hold(self.lower_starts(), key)
    }

    /// The names that end at a node.
    pub fn names_at(&self, node: u32) -> impl Iterator<Item = Alias<'_>> {
        let first = self.u32_at(self.accepts + node as usize * 4);
        let mut next = first.checked_sub(1);
        std::iter::from_fn(move || {
            let alias = self.alias(next?);
            next = if alias.flags.is_last() { None } else { next.map(|at| at + 1) };
            Some(alias)
        })
    }

    /// The name of this number.
    ///
    /// # Panics
    ///
    /// When the list has no such name.
    pub fn alias(&self, number: u32) -> Alias<'_> {
        let record: &[u8; ALIAS_BYTES] = self.record(self.aliases, number);
        let language = [record[14], record[15]];
        Alias {
            entity: u32_in(record, 0),
            text: u32_in(record, 4),
            cases: u32_in(record, 8),
            flags: AliasFlags(record[12]),
            language: (language != [0, 0]).then_some(language),
            facts: Facts::from_bytes(*record.last_chunk().expect("a record ends in eight bytes of facts")),
            image: self,
        }
    }

    /// The entity of this number.
    pub fn entity(&self, number: u32) -> Entity<'_> {
        let record: &[u8; ENTITY_BYTES] = self.record(self.entities, number);
        let field = |index: usize| u32_in(record, 4 * index);
        let degrees = |index| Some(field(index).cast_signed()).filter(|&d| d != NO_DEGREES);
        let country = &record[40..42];
        Entity {
            id: self.string(field(0)),
            name: self.string(field(1)),
            kind: self.string(field(2)),
            admin1: self.string(field(3)),
            table: self.string(field(4)),
            line: field(5),
            population: field(6),
            geonames: field(7),
            lat: degrees(8).map(|d| f64::from(d) / 10_000.0),
            lon: degrees(9).map(|d| f64::from(d) / 10_000.0),
            country: if country[0] == 0 { "" } else { std::str::from_utf8(country).unwrap_or("") },
            entity_type: EntityType::from_number(record[42]),
        }
    }

    fn string(&self, number: u32) -> &str {
        let end = |number: u32| self.u32_at(self.ends + number as usize * 4) as usize;
        let start = if number == 0 { 0 } else { end(number - 1) };
        self.text.get(start..end(number)).unwrap_or("")
    }

    /// The record of this number, of those that begin at `records`.
    fn record<const BYTES: usize>(&self, records: usize, number: u32) -> &[u8; BYTES] {
        let at = records + number as usize * BYTES;
        self.bytes[at..].first_chunk().expect("the header says how many there are")
    }

    fn u32_at(&self, at: usize) -> u32 {
        u32_in(&self.bytes, at)
    }
}

/// Whether a filter may hold a key.
pub(super) const fn may_hold(filter: &LowerFilter, key: u64) -> bool {
    let bit = key as usize % (LOWER_FILTER_BYTES * 8);
    filter[bit / 8] & (1 << (bit % 8)) != 0
}

fn u32_in(bytes: &[u8], at: usize) -> u32 {
    let four: [u8; 4] = bytes[at..at + 4].try_into().expect("four bytes");
    u32::from_le_bytes(four)
}
