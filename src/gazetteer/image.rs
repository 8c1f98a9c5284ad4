//! The compiled form of a list: one block of bytes, searched where it lies.
//!
//! Header; nodes of the trie; hash table of the edges that lead on from its wide nodes; filter of starts without
//! capital; entity records; alias records; where each string ends; the strings. All numbers are little-endian, so the
//! block is the same on every machine.

use super::EntityType;
use super::facts::Facts;
use super::fold::mix;
use super::row::CaseRule;
use crate::segment::Case;
use std::borrow::Cow;

/// Bytes of one alias record: entity, text, cases, flags, language, facts of the entity.
pub(super) const ALIAS_BYTES: usize = 24;
/// Bytes of one entity record: twelve numbers.
pub(super) const ENTITY_BYTES: usize = 48;
/// Bytes of one node: four to a line of memory, where the block begins at a multiple of them.
pub(super) const NODE_BYTES: usize = 16;
/// The node every name begins at.
pub(super) const ROOT: u32 = 0;
/// Size of the filter of starts without capital.
pub(super) const LOWER_FILTER_BYTES: usize = 4096;
/// That filter: a bit for the keys that share their lowest bits.
pub(super) type LowerFilter = [u8; LOWER_FILTER_BYTES];
const HEADER_BYTES: usize = 32;
const MAGIC: [u8; 8] = *b"newsnlp3";
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
        let numbers = [self.entities, self.nodes, self.aliases, self.slots, self.strings, 0];
        out.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let numbers = bytes.first_chunk::<HEADER_BYTES>()?.strip_prefix(&MAGIC)?.as_chunks::<4>().0;
        let &[entities, nodes, aliases, slots, strings, _] = numbers else { return None };
        let number = u32::from_le_bytes;
        let (entities, nodes, aliases) = (number(entities), number(nodes), number(aliases));
        let (slots, strings) = (number(slots), number(strings));
        (nodes > 0 && slots.is_power_of_two()).then_some(Self { entities, nodes, aliases, slots, strings })
    }

    /// Bytes of everything before the strings.
    pub(super) const fn whole_bytes(&self) -> usize {
        HEADER_BYTES
            + self.nodes as usize * NODE_BYTES
            + self.slots as usize * 8
            + LOWER_FILTER_BYTES
            + self.entities as usize * ENTITY_BYTES
            + self.aliases as usize * ALIAS_BYTES
            + self.strings as usize * 4
    }
}

/// Takes a compiled list apart into what comes before the strings, and those.
pub fn split(mut bytes: Vec<u8>) -> Option<(Vec<u8>, String)> {
    let before = Header::read(&bytes)?.whole_bytes();
    let text = (before <= bytes.len()).then(|| bytes.split_off(before))?;
    Some((bytes, String::from_utf8(text).ok()?))
}

/// Hash of a trie edge.
pub(super) const fn edge_hash(node: u32, key: u64) -> u64 {
    mix(key ^ (node as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The way a key leads on from a node, one of 32: few nodes have two children of one way.
pub(super) const fn way(key: u64) -> u32 {
    1 << (key & 31)
}

/// What tells a key from others of its way.
pub(super) const fn check(key: u64) -> u32 {
    (key >> 32) as u32
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
    const CONTEXT: u8 = 32;

    pub(super) const fn new(case: CaseRule, weak: bool, canonical: bool) -> Self {
        let weak = if weak { Self::WEAK } else { 0 };
        let canonical = if canonical { Self::CANONICAL } else { 0 };
        Self(case as u8 | weak | canonical)
    }

    pub(super) const fn with_context(self, context: bool) -> Self {
        Self(if context { self.0 | Self::CONTEXT } else { self.0 })
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

    /// Whether the name counts only where the text itself tells that it is a place's.
    pub const fn needs_context(self) -> bool {
        self.0 & Self::CONTEXT != 0
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

/// A node of the trie: names that begin alike.
struct Node {
    /// What tells the key that leads here from others of its way.
    check: u32,
    /// The first of its children, which stand side by side in the order of their ways; 0 for none, or where the table
    /// of edges tells them.
    first_child: u32,
    /// The ways that lead on.
    ways: u32,
    /// Number of the first name that ends here, counted from 1; 0 for none.
    first_name: u32,
}

/// A compiled list.
#[derive(Clone, Debug)]
pub struct Image {
    bytes: Cow<'static, [u8]>,
    /// All strings, one after the other.
    text: Cow<'static, str>,
    header: Header,
    slots: usize,
    lower: usize,
    entities: usize,
    aliases: usize,
    /// Where the ends of the strings are listed.
    ends: usize,
}

impl Image {
    /// Opens a compiled list; nothing when the bytes are not one, or are damaged: what opens can be searched.
    pub fn open(bytes: Vec<u8>) -> Option<Self> {
        Self::trusted(bytes).filter(Self::is_sound)
    }

    /// Opens a list that this very program compiled, without looking through it.
    pub(super) fn trusted(bytes: Vec<u8>) -> Option<Self> {
        let (bytes, text) = split(bytes)?;
        Self::of_parts(Cow::Owned(bytes), Cow::Owned(text))
    }

    /// Opens a list of which the strings stand apart: the text is one to the compiler already.
    pub(super) fn of_parts(bytes: Cow<'static, [u8]>, text: Cow<'static, str>) -> Option<Self> {
        let header = Header::read(&bytes)?;
        let nodes = HEADER_BYTES;
        let slots = nodes + header.nodes as usize * NODE_BYTES;
        let lower = slots + header.slots as usize * 8;
        let entities = lower + LOWER_FILTER_BYTES;
        let aliases = entities + header.entities as usize * ENTITY_BYTES;
        let ends = aliases + header.aliases as usize * ALIAS_BYTES;
        let whole = bytes.len() == header.whole_bytes();
        whole.then_some(Self { bytes, text, header, slots, lower, entities, aliases, ends })
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
        leads_on &= (0..nodes).map(|number| self.node(number)).all(|node| {
            let last = node.first_child.checked_add(node.ways.count_ones());
            node.first_name <= aliases && (node.first_child == 0 || last.is_some_and(|last| last <= nodes))
        });
        let names = numbers(self.aliases, ALIAS_BYTES, aliases)
            .all(|alias| self.u32_at(alias) < entities && self.has_string(alias + 4));
        let ends = aliases == 0 || names && self.alias(aliases - 1).flags.is_last();
        let rows = numbers(self.entities, ENTITY_BYTES, entities)
            .all(|entity| (0..6).all(|field| self.has_string(entity + field * 4)));
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
    pub fn step(&self, from: u32, key: u64) -> Option<u32> {
        let node = self.node(from);
        let way = way(key);
        if node.ways & way == 0 {
            return None;
        }
        if node.first_child == 0 {
            return self.step_wide(from, key);
        }
        let child = node.first_child + (node.ways & (way - 1)).count_ones();
        (self.node(child).check == check(key)).then_some(child)
    }

    /// The same from a node with more children than its ways tell apart.
    fn step_wide(&self, from: u32, key: u64) -> Option<u32> {
        let hash = edge_hash(from, key);
        let slots = self.bytes[self.slots..self.lower].as_chunks().0;
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

    /// Whether any name goes on from a node.
    #[inline]
    pub fn goes_on(&self, node: u32) -> bool {
        self.node(node).ways != 0
    }

    #[inline]
    fn node(&self, number: u32) -> Node {
        let record: &[u8; NODE_BYTES] = self.record(HEADER_BYTES, number);
        let field = |index: usize| u32_in(record, 4 * index);
        Node { check: field(0), first_child: field(1), ways: field(2), first_name: field(3) }
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
        let mut next = self.node(node).first_name.checked_sub(1);
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
    #[expect(
        clippy::inline_always,
        reason = "who asks for a field or two does not look for the other strings"
    )]
    #[inline(always)]
    pub fn entity(&self, number: u32) -> Entity<'_> {
        let record: &[u8; ENTITY_BYTES] = self.record(self.entities, number);
        let field = |index: usize| u32_in(record, 4 * index);
        let degrees = |index| Some(field(index).cast_signed()).filter(|&d| d != NO_DEGREES);
        Entity {
            id: self.string(field(0)),
            name: self.string(field(1)),
            kind: self.string(field(2)),
            country: self.string(field(3)),
            admin1: self.string(field(4)),
            table: self.string(field(5)),
            entity_type: EntityType::from_number(field(6) as u8),
            population: field(7),
            line: field(8),
            geonames: field(9),
            lat: degrees(10).map(|d| f64::from(d) / 10_000.0),
            lon: degrees(11).map(|d| f64::from(d) / 10_000.0),
        }
    }

    /// The inhabitants of an entity, 0 when not known.
    pub(super) fn population(&self, number: u32) -> u32 {
        let record: &[u8; ENTITY_BYTES] = self.record(self.entities, number);
        u32_in(record, 4 * 7)
    }

    /// The string of this number. Nothing here can fail, so one that nobody looks at is not looked for.
    #[inline]
    fn string(&self, number: u32) -> &str {
        let ends = self.bytes.get(self.ends..).unwrap_or_default().as_chunks::<4>().0;
        let end = |number: usize| ends.get(number).map_or(0, |&end| u32::from_le_bytes(end) as usize);
        let start = number.checked_sub(1).map_or(0, |before| end(before as usize));
        self.text.get(start..end(number as usize)).unwrap_or_default()
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
