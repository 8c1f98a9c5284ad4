//! The small words of languages (`the`, `und`, `que`), from the table beside this file. In: a sample of a text. Out: how
//! many of its words are small words of each language.

use super::Language;
use crate::short_words::{LONGEST, ShortWord, ShortWords};
use crate::window::Runs;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Languages with small words, at most.
const LANGUAGES: usize = 32;

/// A number for each language.
type EachLanguage = [u16; LANGUAGES];

struct Words {
    languages: Vec<Language>,
    /// Each small word, with a place in `sets`.
    of: ShortWords<usize>,
    /// A bit for each small word, by its hash: few other words have one, and most of a text is not looked up further.
    bits: Box<[u64; BITS / 64]>,
    /// Sets of languages that share a word: 1 for those in it. There are few, so they stay near at hand.
    sets: Vec<EachLanguage>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut languages = Vec::new();
    let mut words: BTreeMap<&str, EachLanguage> = BTreeMap::new();
    let rows = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    for (code, of_language) in rows.filter_map(|row| row.split_once('\t')) {
        let Some(language) = Language::from_code(code) else {
            continue;
        };
        for word in of_language.split(' ') {
            words.entry(word).or_default()[languages.len()] = 1;
        }
        languages.push(language);
    }
    let mut sets: Vec<_> = words.values().copied().collect();
    sets.sort_unstable();
    sets.dedup();
    let (mut of, mut bits) = (ShortWords::default(), Box::new([0; BITS / 64]));
    for (word, set) in words {
        let word = ShortWord::of(word.as_bytes(), 0..word.len());
        of.add(word, sets.binary_search(&set).unwrap_or_default());
        let (at, bit) = bit(word.unwrap_or_default());
        bits[at] |= bit;
    }
    Words { languages, of, bits, sets }
});

/// Bits for small words; a power of two.
const BITS: usize = 1 << 14;

/// The place of a word's bit.
#[inline]
const fn bit(word: ShortWord) -> (usize, u64) {
    let at = (word.hash() >> (u64::BITS - BITS.trailing_zeros())) as usize;
    (at / 64, 1 << (at % 64))
}

impl Words {
    /// Whether this may be a small word: told by its bit alone.
    #[inline]
    fn may_hold(&self, word: ShortWord) -> bool {
        let (at, bit) = bit(word);
        self.bits[at] & bit != 0
    }

    /// The languages in which this is a small word.
    fn set(&self, word: ShortWord) -> Option<&EachLanguage> {
        self.of.get(word).map(|set| &self.sets[*set])
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic()
}

/// How many words of a sample are small words of each language.
pub(super) struct Counts {
    /// All words.
    pub words: u32,
    of: EachLanguage,
    /// Those of one letter: "a", "i", "o", "s" also number the items of a list.
    single: EachLanguage,
}

impl Counts {
    /// Those of a sample.
    pub fn of(sample: &str) -> Self {
        let mut found = Self { words: 0, of: [0; LANGUAGES], single: [0; LANGUAGES] };
        let words = &*WORDS;
        let bytes = sample.as_bytes();
        let (mut small, mut gathered) = ([ShortWord::default(); 64], 0);
        let mut at = 0;
        while at < bytes.len() {
            let mut runs = Runs::at(bytes, at);
            while let Some((run, is_ascii)) = runs.next() {
                let start = at + run.start;
                if !is_ascii || run.len() > LONGEST {
                    found.count_other(words, &sample[start..]);
                    continue;
                }
                let word = ShortWord::small(&bytes[start..], run.len());
                // No processor guesses which words are small: they are gathered first, and then added.
                found.words += 1;
                small[gathered] = word;
                gathered += usize::from(words.may_hold(word));
                if gathered == small.len() {
                    found.add_all(words, &small);
                    gathered = 0;
                }
            }
            // A run longer than a block is counted for itself.
            at += match runs.rest() {
                0 => found.count_other(words, &sample[at..]),
                rest => rest,
            };
        }
        found.add_all(words, &small[..gathered]);
        found
    }

    /// Counts small words of ASCII.
    fn add_all(&mut self, words: &Words, small: &[ShortWord]) {
        for word in small {
            self.add(words, *word, word.is_single());
        }
    }

    /// Counts a run of letters that is long or not of ASCII alone; its length. Every mark outside ASCII is in it, so it
    /// is looked at again.
    #[cold]
    fn count_other(&mut self, words: &Words, sample: &str) -> usize {
        let ends = |byte: u8| byte < 128 && !is_letter(byte);
        let length = sample.bytes().position(ends).unwrap_or(sample.len());
        let run = &sample[..length];
        for word in run.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            self.words += 1;
            if word.len() > LONGEST {
                continue;
            }
            let small = word.to_lowercase();
            if let Some(small) = ShortWord::of(small.as_bytes(), 0..small.len()) {
                // A letter beyond ASCII takes two bytes and more.
                self.add(words, small, word.len() <= 1 + usize::from(!run.is_ascii()));
            }
        }
        length
    }

    fn add(&mut self, words: &Words, word: ShortWord, single: bool) {
        let Some(set) = words.set(word) else { return };
        add(&mut self.of, set);
        if single {
            add(&mut self.single, set);
        }
    }

    /// How many words of two letters and more are small words of the language at this place.
    pub fn longer(&self, at: usize) -> u32 {
        u32::from(self.of[at] - self.single[at])
    }

    /// The two best languages, by place in `WORDS`, with their counts.
    pub fn best(&self) -> [(usize, u32); 2] {
        let mut best = [(0, 0); 2];
        for (at, count) in self.of.into_iter().map(u32::from).enumerate() {
            if count > best[0].1 {
                best = [(at, count), best[0]];
            } else if count > best[1].1 {
                best[1] = (at, count);
            }
        }
        best
    }

    /// How many are small words of a language; nothing for one whose small words are not known.
    pub fn of_language(&self, language: Language) -> Option<u32> {
        let at = WORDS.languages.iter().position(|known| *known == language)?;
        Some(self.of[at].into())
    }
}

/// Adds a number for each language, eight at a time.
#[inline]
fn add(counts: &mut EachLanguage, more: &EachLanguage) {
    for (counts, more) in counts.as_chunks_mut::<8>().0.iter_mut().zip(more.as_chunks::<8>().0) {
        *counts = std::array::from_fn(|at| counts[at] + more[at]);
    }
}

/// The language at a place of [`Counts::best`].
pub(super) fn language(at: usize) -> Language {
    WORDS.languages[at]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_counted_as_one_by_one(sample in "(([Tt]he|of|a|I|é|été|Über|[a-z]{1,20}|[a-z]{60,70}|’s)[ ,.-]{0,2}){0,60}") {
            let found = Counts::of(&sample);
            let mut expected = Counts { words: 0, of: [0; LANGUAGES], single: [0; LANGUAGES] };
            let mut rest = &sample[..];
            while !rest.is_empty() {
                let length = expected.count_other(&WORDS, rest);
                rest = rest.get(length + 1..).unwrap_or_default();
            }
            prop_assert_eq!((found.words, found.of, found.single), (expected.words, expected.of, expected.single));
        }
    }
}
