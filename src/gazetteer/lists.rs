//! All lists of one run, searched together: the built-in list and the user's, which win over it.

use super::image::{self, Alias, Entity, Image, LowerFilter};
use super::words::Words;
use std::borrow::Cow;

/// The compiled built-in list; `build.rs` makes it from `gazetteer/`.
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// The compiled word tables; made beside it.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

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
    /// Which names may begin without a capital, by any list.
    lower: Box<LowerFilter>,
}

impl Default for Gazetteer {
    fn default() -> Self {
        Self { lists: Vec::new(), lower: Box::new([0; _]) }
    }
}

impl Gazetteer {
    /// No list at all.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The built-in list.
    ///
    /// # Panics
    ///
    /// Never: the build script writes an image of this version.
    pub fn builtin() -> Self {
        let image = Image::trusted(Cow::Borrowed(BUILTIN)).expect("build.rs writes an image of this version");
        Self::empty().with(image)
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
    pub fn entity(&self, entity: EntityRef) -> Entity<'_> {
        self.lists[usize::from(entity.list)].entity(entity.entity)
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

    /// Whether a token of this key that has no capital may begin a name.
    pub fn may_start_lower(&self, key: u64) -> bool {
        image::may_hold(&self.lower, key)
    }

    /// Calls `found` with every listed name that begins at the first of some tokens, whatever its case.
    /// `key_at` gives the key of the token so many places on; nothing where no name may go on.
    /// A token that only joins its neighbours is passed over with `None` inside `Some`.
    pub fn names_from<'g>(
        &'g self,
        mut key_at: impl FnMut(usize) -> Option<Option<u64>>,
        mut found: impl FnMut(Listed<'g>),
    ) {
        for (list, image) in (0..).zip(&self.lists) {
            let mut node = 0;
            for at in 0.. {
                let key = match key_at(at) {
                    None => break,
                    Some(None) => continue,
                    Some(Some(key)) => key,
                };
                let Some(next) = image.step(node, key) else {
                    break;
                };
                node = next;
                for alias in image.names_at(node) {
                    let entity = EntityRef { list, entity: alias.entity };
                    found(Listed { tokens: at + 1, entity, alias });
                }
            }
        }
    }
}

/// The compiled word tables.
pub fn builtin_words() -> Words {
    Words::new(WORDS)
}
