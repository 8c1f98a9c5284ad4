//! Words that tell names from other words and one type of name from another: first names, titles, roles, heads and
//! suffixes of organisations, ... One table per class under `gazetteer/words/`, compiled when the program is built.

use super::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What a word may be. A word may be several things: `Page` is a surname and a common word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32);

/// The classes, in bit order, each with the table that lists its words.
pub const TABLES: &[&str] = &[
    "first-names",
    "surnames",
    "particles",
    "titles",
    "roles",
    "organisation-heads",
    "organisation-suffixes",
    "place-heads",
    "speech-verbs",
    "not-names",
    "common-words",
    "demonyms",
    "team-words",
    "place-prepositions",
    "place-nouns",
    "before-organisations",
    "after-organisations",
    "event-words",
    "past-verbs",
    "match-verbs",
    "place-leaders",
    "travel-words",
    "human-verbs",
    "civil-heads",
    "honours",
    "where-adjectives",
    "prefixes",
    "months",
    "before-dates",
    "legal-forms",
    "business-words",
    "place-parts",
];

macro_rules! classes {
    ($($doc:literal $name:ident $bit:literal)*) => {
        impl Classes {
            $(#[doc = $doc] pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    "A given name: `Alexei`, `Maria`." FIRST_NAME 0
    "A common surname." SURNAME 1
    "A small word inside surnames: `van`, `bin`." PARTICLE 2
    "Stands right before a person's name: `Mr`, `President`, `coach`." TITLE 3
    "What people are: `minister`, `spokeswoman`." ROLE 4
    "Makes a name an organisation's: `Ministry`, `University`, `Party`." ORG_HEAD 5
    "Ends an organisation's name: `Inc`, `GmbH`, `FC`." ORG_SUFFIX 6
    "Makes a name a place's: `River`, `County`." PLACE_HEAD 7
    "Verbs of saying: `said`, `told`." SPEECH_VERB 8
    "Capitalised, but no person, place or organisation: `Monday`, `English`, `Olympics`." NOT_NAME 9
    "An ordinary English word when written small." COMMON 10
    "People of a place: `Russian`, `Texans`." DEMONYM 11
    "Words around teams and matches: `beat`, `striker`, `midfielder`." TEAM_WORD 12
    "Prepositions a place follows: `in`, `near`." PLACE_PREPOSITION 13
    "What places are: `town`, `province`." PLACE_NOUN 14
    "What organisations are, standing before their name: `company`, `broadcaster`." BEFORE_ORG 15
    "What organisations have, standing after their name: `shares`, `spokesman`." AFTER_ORG 16
    "What events, laws and prizes end in: `Open`, `Cup`, `Treaty`." EVENT 17
    "Irregular forms of the past: `went`, `took`." PAST_VERB 18
    "What a team does to another: `beat`, `drew`." MATCH_VERB 19
    "Who leads a place: `mayor`, `governor`." PLACE_LEADER 20
    "Words of travel: `flight`, `moved`." TRAVEL 21
    "What only people do: `resigned`." HUMAN_VERB 22
    "Ends of the names of parties, unions and societies." CIVIL_HEAD 23
    "Titles that nothing but a name follows: `Mrs`, `Lord`." HONOUR 24
    "Hangs on a place by a hyphen and says where something is: `based`." WHERE 25
    "Stands before a hyphen and a name: `pro`, `ex`." PREFIX 26
    "A month; some are given names too." MONTH 27
    "Stands before a month and makes it a date: `in`, `early`." BEFORE_DATE 28
    "What a company is in law, which its name may leave out: `Inc`, `GmbH`." LEGAL_FORM 29
    "Words of companies and their trade: `profit`, `shareholders`." BUSINESS_WORD 30
    "What part of a place, standing before its name: `Western`, `Greater`." PLACE_PART 31
}

impl Classes {
    /// Whether it is any of these.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// All but some.
    #[must_use]
    pub const fn without(self, some: Self) -> Self {
        Self(self.0 & !some.0)
    }

    /// Either of the two.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Short names, by their keys, each with those of the full ones that look like the same entity and are not.
static NEVER_JOIN: LazyLock<FxHashMap<u64, Vec<u64>>> = LazyLock::new(|| {
    let rows = include_str!("../../gazetteer/words/never-join.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#')).skip(1);
    let pair = |row: &str| {
        let mut fields = row.split('\t');
        Some((fold::key(fields.next()?), fold::key(fields.next()?)))
    };
    let mut fulls = FxHashMap::<u64, Vec<u64>>::default();
    rows.filter_map(pair).for_each(|(short, full)| fulls.entry(short).or_default().push(full));
    fulls
});

/// A name and the word after it that are no name together.
static COMPOUNDS: LazyLock<FxHashSet<(u64, u64)>> = LazyLock::new(|| {
    let rows = include_str!("../../gazetteer/words/compounds.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#')).skip(1);
    let pair = |row: &str| {
        let mut fields = row.split('\t');
        Some((fold::key(fields.next()?), fold::key(fields.next()?)))
    };
    rows.filter_map(pair).collect()
});

/// The keys of the words of a table.
fn keys(table: &str) -> FxHashSet<u64> {
    let rows = table.lines().filter(|row| !row.starts_with('#')).skip(1);
    rows.filter_map(|row| row.split('\t').next()).map(fold::key).collect()
}

/// Tables that are asked for a word by itself, and the questions: each takes the word by its key.
macro_rules! questions {
    ($($(#[$about:meta])* $name:ident $table:literal;)*) => {$(
        $(#[$about])*
        pub fn $name(word: u64) -> bool {
            static WORDS: LazyLock<FxHashSet<u64>> =
                LazyLock::new(|| keys(include_str!(concat!("../../gazetteer/words/", $table, ".tsv"))));
            WORDS.contains(&word)
        }
    )*};
}

questions! {
    /// Whether a word may open a sentence before a company's name and is no part of it.
    is_small_opener "small-openers";
    /// Whether a word is a surname that given names of two syllables go with: `Liu Yi-te`.
    takes_syllables "syllable-surnames";
    /// Whether a word is what a ship is called by, standing before its name: `frigate`, `USS`.
    is_ship "ships";
    /// Whether a word makes an institution of a district: `School District`.
    makes_institution "institution-districts";
    /// Whether a small word is part of an organisation's name behind its first word, in French and Italian: `Cour
    /// constitutionnelle`.
    is_body_adjective "body-adjectives";
    /// Whether a word is for what has a title: `film`, `song`.
    is_work "works";
}

/// Whether a name and the word after it, given by their keys, make an ordinary noun: `Guinea pigs`.
pub fn is_compound(name: u64, word: u64) -> bool {
    COMPOUNDS.contains(&(name, word))
}

/// Whether a short name, given by its key, must not be taken for a full one of the same article: `Times` for `New York
/// Times`.
pub fn never_joins(short: u64, full: &str) -> bool {
    NEVER_JOIN.get(&short).is_some_and(|fulls| fulls.contains(&fold::key(full)))
}

/// Compiles (class, word) pairs into the table [`Words`] searches.
pub fn compile<'w>(words: impl Iterator<Item = (usize, &'w str)>) -> Vec<u8> {
    let mut classes = std::collections::BTreeMap::<u64, u32>::new();
    for (class, word) in words {
        *classes.entry(fold::key(word)).or_default() |= 1 << class;
    }
    let size = (classes.len() * 4 / 3 + 2).next_power_of_two();
    let mut slots = vec![(0_u32, 0_u32); size];
    for (key, bits) in classes {
        let mut at = key as usize & (size - 1);
        while slots[at].1 != 0 {
            at = (at + 1) & (size - 1);
        }
        slots[at] = ((key >> 32) as u32, bits);
    }
    slots.iter().flat_map(|(check, bits)| [check.to_le_bytes(), bits.to_le_bytes()]).flatten().collect()
}

/// The compiled word tables.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    slots: &'static [u8],
}

impl Words {
    pub(super) const fn new(slots: &'static [u8]) -> Self {
        Self { slots }
    }

    /// What the token of this key may be.
    ///
    /// # Panics
    ///
    /// Never: every slot has eight bytes.
    pub fn classes(&self, key: u64) -> Classes {
        let size = self.slots.len() / 8;
        let mut at = key as usize & (size - 1);
        loop {
            let slot: [u8; 8] = self.slots[at * 8..at * 8 + 8].try_into().expect("eight bytes");
            let (check, bits) = (u64::from_le_bytes(slot) as u32, (u64::from_le_bytes(slot) >> 32) as u32);
            if bits == 0 {
                return Classes::default();
            }
            if check == (key >> 32) as u32 {
                return Classes(bits);
            }
            at = (at + 1) & (size - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_be_joined_is_not() {
        assert!(never_joins(fold::key("Times"), "New York Times"));
        assert!(!never_joins(fold::key("Navalny"), "Alexei Navalny"));
    }

    #[test]
    fn a_name_and_a_noun_may_be_one_word() {
        assert!(is_compound(fold::key("Guinea"), fold::key("pigs")));
        assert!(!is_compound(fold::key("Guinea"), fold::key("soldiers")));
    }

    #[test]
    fn an_adjective_may_be_part_of_a_name() {
        assert!(is_body_adjective(fold::key("constitutionnelle")) && !is_body_adjective(fold::key("grande")));
    }

    #[test]
    fn a_word_may_be_several_things() {
        let bytes: &'static [u8] = compile([(0, "Page"), (10, "page"), (3, "Mr.")].into_iter()).leak();
        let words = Words::new(bytes);
        let page = words.classes(fold::key("PAGE"));
        assert!(page.any(Classes::FIRST_NAME) && page.any(Classes::COMMON) && !page.any(Classes::TITLE));
        assert!(words.classes(fold::key("Mr")).any(Classes::TITLE));
        assert_eq!(words.classes(fold::key("Moscow")), Classes::default());
    }
}
