//! All lists of one run, searched together: the built-in list and the user's, which win over it.

use super::image::{self, Alias, Entity, Image, LowerFilter, ROOT};
use super::words::Words;
use std::borrow::Cow;

/// The compiled built-in list, and its strings; `build.rs` makes them from `gazetteer/`.
static BUILTIN: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin")));
static BUILTIN_TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/gazetteer.txt"));

/// The compiled word tables; made beside it.
static WORDS: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));

/// Bytes that begin where a line of memory does, so that no record of theirs lies in two.
#[repr(C, align(64))]
struct Aligned<Bytes: ?Sized>(Bytes);

/// A listed entity, by list and number. Later lists win over earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityRef {
    /// Number of the list.
    pub list: u16,
    /// Number of the entity in it.
    pub entity: u32,
}

/// A listed name that begins at a token: how many tokens it takes, and what it names.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'g> {
    /// Tokens it covers, joining hyphens included.
    pub tokens: usize,
    /// What it names.
    pub entity: EntityRef,
    /// The name as listed.
    pub alias: Alias<'g>,
}

/// The lists of one run.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    lists: Vec<Image>,
    /// Whether the first of them is the built-in one.
    has_builtin: bool,
    /// Which names may begin without a capital, by any list.
    lower: Box<LowerFilter>,
}

impl Default for Gazetteer {
    fn default() -> Self {
        Self { lists: Vec::new(), has_builtin: false, lower: Box::new([0; _]) }
    }
}

impl Gazetteer {
    /// No list at all.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The built-in list.
    pub fn builtin() -> Self {
        Self { has_builtin: true, ..Self::empty().with(builtin_list()) }
    }

    /// Adds a list that wins over those before it.
    #[must_use]
    pub fn with(mut self, image: Image) -> Self {
        self.lower.iter_mut().zip(image.lower_starts()).for_each(|(all, own)| *all |= own);
        self.lists.push(image);
        self
    }

    /// How many entities all lists hold.
    pub fn len(&self) -> usize {
        self.lists.iter().map(Image::len).sum()
    }

    /// Whether no list holds anything.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entity a reference stands for.
    #[expect(clippy::inline_always, reason = "as the entity of an image")]
    #[inline(always)]
    pub fn entity(&self, entity: EntityRef) -> Entity<'_> {
        self.lists[usize::from(entity.list)].entity(entity.entity)
    }

    /// The inhabitants of an entity, 0 where not known.
    #[inline]
    pub fn population(&self, entity: EntityRef) -> u32 {
        self.lists[usize::from(entity.list)].population(entity.entity)
    }

    /// Whether an entity is of the built-in list.
    pub fn is_builtin(&self, entity: EntityRef) -> bool {
        self.has_builtin && entity.list == 0
    }

    /// Every listed entity, in list order.
    pub fn entities(&self) -> impl Iterator<Item = (EntityRef, Entity<'_>)> {
        (0..).zip(&self.lists).flat_map(|(list, image)| {
            (0..image.len() as u32).map(move |entity| (EntityRef { list, entity }, image.entity(entity)))
        })
    }

    /// Every name of every entity, in list order.
    pub fn aliases(&self) -> impl Iterator<Item = (EntityRef, Alias<'_>)> {
        (0..).zip(&self.lists).flat_map(|(list, image)| {
            (0..image.names() as u32).map(move |number| {
                let alias = image.alias(number);
                (EntityRef { list, entity: alias.entity }, alias)
            })
        })
    }

    /// Whether a token of this key that has no capital may begin a name, where built-in ones start as told. Of those none
    /// starts that `start` does not tell.
    #[inline]
    pub fn may_start_lower(&self, start: Start, key: u64) -> bool {
        let has_others = self.lists.len() > usize::from(self.has_builtin);
        start != Start::default() || has_others && image::may_hold(&self.lower, key)
    }

    /// Calls `found` with every listed name that begins at the first of some tokens, whatever its case.
    /// `key_at` gives the key of the token so many places on; nothing where no name may go on.
    /// A token that only joins its neighbours is passed over with `None` inside `Some`.
    pub fn names_from<'g>(
        &'g self,
        key_at: impl FnMut(usize) -> Option<Option<u64>>,
        found: impl FnMut(Listed<'g>),
    ) {
        self.names(None, key_at, found);
    }

    /// The same, where it is known already how names start with the first token: `key_at` is not asked for that one
    /// unless there are other lists.
    #[inline]
    pub fn names_from_start<'g>(
        &'g self,
        start: Start,
        key_at: impl FnMut(usize) -> Option<Option<u64>>,
        found: impl FnMut(Listed<'g>),
    ) {
        self.names(Some(start), key_at, found);
    }

    #[inline]
    fn names<'g>(
        &'g self,
        start: Option<Start>,
        mut key_at: impl FnMut(usize) -> Option<Option<u64>>,
        mut found: impl FnMut(Listed<'g>),
    ) {
        for (list, image) in (0..).zip(&self.lists) {
            let start = start.filter(|_| self.has_builtin && list == 0);
            let tokens = usize::from(start.is_some())..;
            let mut keys =
                tokens.map_while(|at| Some((at, key_at(at)?))).filter_map(|(at, key)| Some((at, key?)));
            let mut tokens = 1;
            let mut next = |node, tokens: &mut usize| {
                let (at, key) = keys.next()?;
                *tokens = at + 1;
                image.step(node, key)
            };
            let mut at = start.map_or_else(|| next(ROOT, &mut tokens), Start::node);
            while let Some(node) = at {
                for alias in image.names_at(node) {
                    let entity = EntityRef { list, entity: alias.entity };
                    found(Listed { tokens, entity, alias });
                }
                at = if image.goes_on(node) { next(node, &mut tokens) } else { None };
            }
        }
    }
}

/// Where the built-in names start that begin with some word; the default for none. It follows from the word's letters
/// alone, so it may be remembered with the word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start(u32);

impl Start {
    /// Bits enough for the number of any.
    pub(crate) const BITS: u32 = 20;

    /// It as a number.
    pub(crate) const fn number(self) -> u32 {
        self.0
    }

    /// What has this number.
    pub(crate) const fn of_number(number: u32) -> Self {
        Self(number)
    }

    fn node(self) -> Option<u32> {
        Some(self.0).filter(|&node| node != ROOT)
    }
}

/// With which words built-in names begin.
#[derive(Debug)]
pub struct Starts(Image);

impl Starts {
    /// The words of the built-in list.
    pub fn builtin() -> Self {
        Self(builtin_list())
    }

    /// Where the names start that begin with a word, of which `key` is the key.
    pub fn of(&self, word: &str, key: u64) -> Start {
        // The other names that begin with it want a capital there, which a small word has in no text.
        let small = word.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
        if small && !self.0.may_start_lower(key) {
            return Start::default();
        }
        Start(self.0.step(ROOT, key).unwrap_or(ROOT))
    }
}

/// The compiled built-in list.
fn builtin_list() -> Image {
    let parts = (Cow::Borrowed(&BUILTIN.0), Cow::Borrowed(BUILTIN_TEXT));
    Image::of_parts(parts.0, parts.1).expect("build.rs writes an image of this version")
}

/// The compiled word tables.
pub fn builtin_words() -> Words {
    Words::new(&WORDS.0)
}

#[cfg(test)]
mod tests {
    use super::super::compile::{Table, compile};
    use super::super::row::{CaseRule, Row};
    use super::super::{fold, tokens};
    use super::*;
    use crate::segment::Case;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn list_of(names: &[String]) -> Image {
        let rows = names.iter().map(|name| Row {
            id: format!("person/{name}"),
            name: name.clone(),
            ..Row::default()
        });
        let bytes = compile(&[Table { path: "a.tsv".into(), rows: rows.collect() }], &[]);
        Image::open(bytes).expect("it is whole")
    }

    /// Names that `all` finds with these keys, and how many tokens each takes.
    fn found(all: &Gazetteer, start: Option<Start>, keys: &[u64]) -> Vec<(String, usize)> {
        let mut names = Vec::new();
        let key_at = |at: usize| keys.get(at).map(|&key| Some(key));
        all.names(start, key_at, |listed| names.push((listed.alias.text().to_owned(), listed.tokens)));
        names
    }

    #[test]
    fn a_start_leads_to_the_names_that_a_search_finds() {
        let all = Gazetteer::builtin().with(list_of(&["New Row".to_owned(), "Ada".to_owned()]));
        let starts = Starts::builtin();
        for (_, alias) in all.aliases().step_by(11).chain(all.aliases().filter(|(of, _)| of.list == 1)) {
            let keys: Vec<u64> = tokens::of_name(alias.text()).iter().map(|token| token.key).collect();
            let first = alias.text().split(' ').next().unwrap_or_default();
            let start = starts.of(first, keys[0]);
            if fold::key(first) == keys[0] {
                assert_eq!(found(&all, Some(start), &keys), found(&all, None, &keys), "{}", alias.text());
            }
        }
    }

    #[test]
    fn every_name_without_a_capital_has_a_start() {
        let (all, starts) = (Gazetteer::builtin(), Starts::builtin());
        let mut found = 0;
        for (_, alias) in all.aliases() {
            let first = &tokens::of_name(alias.text())[0];
            if alias.flags.case_rule() == CaseRule::Any || matches!(first.case, Case::Lower | Case::None) {
                // Of the word no more is asked than whether it is small.
                for word in ["a", "A"] {
                    assert_ne!(starts.of(word, first.key), Start::default(), "{}", alias.text());
                }
                found += 1;
            }
        }
        assert!(found > 100, "{found}");
    }

    #[test]
    fn every_start_fits_into_its_bits() {
        let starts = Starts::builtin();
        let all = Gazetteer::builtin();
        let firsts = all.aliases().filter_map(|(_, alias)| alias.text().split(' ').next());
        let longest = firsts.map(|first| starts.of(first, fold::key(first)).number()).max();
        assert!(longest.is_some_and(|number| (1..1 << Start::BITS).contains(&number)));
    }

    proptest! {
        /// Sixty words: some nodes have children of one way, and of the root there are more than ways.
        #[test]
        fn the_names_found_are_those_a_text_begins_with(
            names in vec(vec(0..60_u8, 1..4), 0..150),
            texts in vec(vec(0..60_u8, 1..5), 20),
        ) {
            let write = |words: &Vec<u8>| words.iter().map(|word| format!("W{word}")).collect::<Vec<_>>().join(" ");
            let mut written: Vec<String> = names.iter().map(write).collect();
            written.sort();
            written.dedup();
            let all = Gazetteer::empty().with(list_of(&written));
            for text in names.iter().chain(&texts) {
                let keys: Vec<u64> = text.iter().map(|word| fold::key(&format!("W{word}"))).collect();
                let begins = (1..=text.len()).map(|tokens| (write(&text[..tokens].to_vec()), tokens));
                let expected: Vec<_> = begins.filter(|(name, _)| written.binary_search(name).is_ok()).collect();
                prop_assert_eq!(found(&all, None, &keys), expected);
            }
        }
    }
}
