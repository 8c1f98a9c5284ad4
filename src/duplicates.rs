//! Articles that were there before: copies word by word, and syndicated ones with a headline or paragraph changed.
//! In: fingerprints in corpus order. Out: the id of the first article that says the same.
//!
//! `MinHash` over runs of three words, one permutation, in 64 buckets; candidates share one of 16 bands, and are copies
//! when 45 buckets agree, which is about 0.7 of all their runs. Written out here: gaoya, the one crate that is alive,
//! brings 44 others and keeps every article for ever. Here the memory is bounded: [`CAPACITY`] articles are remembered,
//! 90 MB at most, and the oldest give way.

use crate::window::{BLOCK, bits_of};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// Articles remembered; copies of an article come soon after it, if at all.
pub const CAPACITY: usize = 100_000;

const BUCKETS: usize = 64;
/// Buckets that a band takes together.
const BAND: usize = 4;
/// Buckets that agree where two articles are copies.
const AGREE: usize = 45;
/// Fewest runs of words of an article that is told from others by more than its every word.
const RUNS: usize = 24;

/// What is remembered of an article: the same for the same words, whatever their case and the marks between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    words: u64,
    /// The least hash of each bucket; nothing for an article too short to be judged by parts.
    sketch: Option<Box<[u32; BUCKETS]>>,
}

impl Fingerprint {
    /// The fingerprint of a text; `None` where there is no word in it.
    pub fn of(text: &str) -> Option<Self> {
        let (mut before, mut count, mut all) = ([0u64; 2], 0, 0u64);
        let mut sketch = [u32::MAX; BUCKETS];
        each_word(text, |word| {
            count += 1;
            all = (all.rotate_left(5) ^ word).wrapping_mul(FACTOR);
            if count > 2 {
                // The words are mixed already: once more is enough.
                let run = before[0].rotate_left(17) ^ before[1].rotate_left(31) ^ word;
                let run = run.wrapping_mul(FACTOR);
                let least = &mut sketch[(run >> 58) as usize];
                // The largest number stands for an empty bucket.
                *least = (*least).min(((run >> 24) as u32).min(u32::MAX - 1));
            }
            before = [before[1], word];
        });
        let judged = count >= RUNS + 2;
        (count > 0).then(|| Self { words: mixed(all), sketch: judged.then(|| Box::new(filled(sketch))) })
    }
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(FACTOR);
    hash ^= hash >> 29;
    hash.wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

/// Gives each empty bucket what the next full one holds, changed by how far away that is.
fn filled(sketch: [u32; BUCKETS]) -> [u32; BUCKETS] {
    std::array::from_fn(|at| {
        let from = |away: &usize| sketch[(at + away) % BUCKETS] != u32::MAX;
        let away = (0..BUCKETS).find(from).unwrap_or(0);
        sketch[(at + away) % BUCKETS].wrapping_add((away as u32).wrapping_mul(0x9E37_79B9))
    })
}

/// Bytes that a word beginning in a block is read beyond it.
const BEYOND: usize = 8;

/// Hashes of the words, small letters for capitals. In scripts that set no blanks each sign is a word.
#[inline]
fn each_word(text: &str, mut each: impl FnMut(u64)) {
    let mut padded = [0; BLOCK + BEYOND];
    let (mut hash, mut at) = (0u64, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let bytes = if let Some(bytes) = rest.first_chunk() {
            bytes
        } else {
            padded[..rest.len()].copy_from_slice(rest);
            padded[rest.len()..].fill(b' ');
            &padded
        };
        let (passed, open) = words_of(bytes, hash, &mut each);
        (hash, at) = (open, at + passed);
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_ascii()) {
            at += c.len_utf8();
            let lettered = c.is_alphanumeric();
            if hash != 0 && (!lettered || is_unspaced(c)) {
                each(std::mem::take(&mut hash));
            }
            if lettered {
                hash = c.to_lowercase().fold(hash, |hash, c| hashed(hash, u64::from(c)));
            }
        }
    }
    if hash != 0 {
        each(hash);
    }
}

/// The words of the first bytes of a text, as far as they are ASCII, the first of them behind what has this hash. How many
/// bytes are passed, and the hash of the word that is not at its end there.
#[inline]
fn words_of(bytes: &[u8; BLOCK + BEYOND], mut hash: u64, mut each: impl FnMut(u64)) -> (usize, u64) {
    let block = bytes.first_chunk().expect("a block and more");
    let plain = bits_of(block, |byte| !byte.is_ascii()).trailing_zeros() as usize;
    let lettered = bits_of(block, |byte| byte.is_ascii_alphanumeric());
    let mut left = lettered & u64::MAX.checked_shr((BLOCK - plain) as u32).unwrap_or(0);
    if hash != 0 && left & 1 == 0 && plain > 0 {
        each(std::mem::take(&mut hash));
    }
    while left != 0 {
        let start = left.trailing_zeros() as usize;
        let length = (!(left >> start)).trailing_zeros() as usize;
        let end = start + length;
        // A word that may go on is taken whole, with the next block.
        if end == BLOCK && start > 0 {
            return (start, 0);
        }
        let mut from = start;
        while from < end {
            let eight = bytes[from % BLOCK..].first_chunk().expect("there are bytes beyond the block");
            let small = u64::from_be_bytes(*eight) | 0x2020_2020_2020_2020;
            hash = hashed(hash, small >> (8 * 8_usize.saturating_sub(end - from)));
            from += 8;
        }
        if end == plain {
            return (plain, hash);
        }
        each(std::mem::take(&mut hash));
        left &= u64::MAX << end;
    }
    (plain, hash)
}

const fn hashed(hash: u64, letters: u64) -> u64 {
    (hash.rotate_left(26) ^ letters).wrapping_mul(FACTOR) | 1
}

const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
}

/// The articles so far.
///
/// ```
/// use newsnlp::duplicates::{Fingerprint, Seen};
/// let mut seen = Seen::default();
/// let print = |text| Fingerprint::of(text).expect("it has words");
/// assert_eq!(seen.add("a", print("Rain fell on Lima.")), None);
/// assert_eq!(seen.add("b", print("RAIN FELL ON LIMA")).as_deref(), Some("a"));
/// assert_eq!(seen.add("c", print("Snow fell on Lima.")), None);
/// ```
#[derive(Debug)]
pub struct Seen {
    articles: Vec<Known>,
    /// Whose place the next article takes, once all are taken.
    oldest: usize,
    capacity: usize,
    by_words: FxHashMap<u64, u32>,
    by_band: FxHashMap<u64, u32>,
}

#[derive(Debug)]
struct Known {
    id: Arc<str>,
    print: Fingerprint,
}

impl Default for Seen {
    fn default() -> Self {
        Self::with_capacity(CAPACITY)
    }
}

impl Seen {
    /// Remembers so many articles.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            articles: Vec::new(),
            oldest: 0,
            capacity: capacity.max(1),
            by_words: FxHashMap::default(),
            by_band: FxHashMap::default(),
        }
    }

    /// Takes the next article; the id of the first that says the same, or nothing, and then it is remembered.
    pub fn add(&mut self, id: &str, print: Fingerprint) -> Option<Arc<str>> {
        let bands: SmallVec<[u64; BUCKETS / BAND]> = bands(&print).collect();
        if let Some(known) = self.find(&print, &bands) {
            return Some(Arc::clone(&self.articles[known as usize].id));
        }
        let place = self.place();
        self.by_words.insert(print.words, place as u32);
        for band in bands {
            self.by_band.entry(band).or_insert(place as u32);
        }
        let known = Known { id: id.into(), print };
        if place == self.articles.len() {
            self.articles.push(known);
        } else {
            self.articles[place] = known;
        }
        None
    }

    fn find(&self, print: &Fingerprint, bands: &[u64]) -> Option<u32> {
        if let Some(&known) = self.by_words.get(&print.words) {
            return Some(known);
        }
        let candidates = bands.iter().filter_map(|band| self.by_band.get(band).copied());
        let agreeing =
            candidates.map(|known| (agreement(print, &self.articles[known as usize].print), known));
        let copies = agreeing.filter(|(agree, _)| *agree >= AGREE);
        copies.max_by_key(|(agree, known)| (*agree, std::cmp::Reverse(*known))).map(|(_, known)| known)
    }

    /// Where the next article goes, emptied.
    fn place(&mut self) -> usize {
        if self.articles.len() < self.capacity {
            return self.articles.len();
        }
        let place = self.oldest;
        self.oldest = (place + 1) % self.capacity;
        let gone = &self.articles[place].print;
        self.by_words.remove(&gone.words);
        for band in bands(gone) {
            if self.by_band.get(&band) == Some(&(place as u32)) {
                self.by_band.remove(&band);
            }
        }
        place
    }
}

fn agreement(one: &Fingerprint, two: &Fingerprint) -> usize {
    let pair = one.sketch.iter().zip(&two.sketch).flat_map(|(one, two)| one.iter().zip(two.iter()));
    pair.filter(|(one, two)| one == two).count()
}

fn bands(print: &Fingerprint) -> impl Iterator<Item = u64> {
    let sketch = print.sketch.iter().flat_map(|sketch| sketch.chunks_exact(BAND)).enumerate();
    sketch.map(|(number, band)| {
        let start = number as u64 + 1;
        mixed(
            band.iter()
                .fold(start, |hash, least| (hash.rotate_left(21) ^ u64::from(*least)).wrapping_mul(FACTOR)),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STORY: [&str; 5] = [
        "Bridge closed after barge strikes pier",
        "A barge loaded with gravel struck a pier of the old railway bridge on Tuesday night, and the town council closed \
         the crossing to all traffic until engineers have looked at the damage from below and from above the waterline.",
        "Nobody was hurt. The skipper, a man of sixty who has worked the river for half his life, told officers that the \
         rudder had stopped answering about two hundred metres before the bridge, and that he dropped both anchors.",
        "Commuters were told to use the ferry, which will run every ten minutes until midnight; the bus company said its \
         drivers would wait for passengers on the far bank as long as there was room left on the quay for the coaches.",
        "The bridge, opened in 1911, was last repaired eight years ago after a flood had washed gravel from its footings.",
    ];

    fn print(text: &str) -> Fingerprint {
        Fingerprint::of(text).expect("it has words")
    }

    #[test]
    fn copies_with_a_headline_a_word_or_a_paragraph_changed_are_found() {
        let story = STORY.join("\n\n");
        let copies = [
            story.clone(),
            story.to_uppercase().replace("\n\n", " "),
            story.replace(STORY[0], "Barge hits bridge: council shuts crossing"),
            story.replace("Tuesday", "Wednesday").replace("sixty", "61"),
            STORY[..4].join("\n"),
            format!("{story}\n\nThis article first appeared in another paper."),
        ];
        for copy in copies {
            let mut seen = Seen::default();
            assert_eq!(seen.add("first", print(&story)), None);
            assert_eq!(seen.add("copy", print(&copy)).as_deref(), Some("first"), "{copy}");
        }
    }

    #[test]
    fn an_article_on_the_same_story_is_no_copy() {
        let mut seen = Seen::default();
        let other = format!(
            "{}\n\nThe council met on Thursday to hear from the engineers, who said that two of the five footings had moved \
             by the width of a hand, and that a new bearing would have to be cast. It put the cost at four million. {}",
            STORY[0], STORY[4]
        );
        assert_eq!(seen.add("first", print(&STORY.join("\n"))), None);
        assert_eq!(seen.add("other", print(&other)), None);
    }

    #[test]
    fn signs_without_blanks_between_them_are_compared_too() {
        let story = "昨日の夜、砂利を積んだはしけが古い鉄道橋の橋脚に衝突し、町議会は技術者が被害を調べるまで橋を閉鎖した。";
        let mut seen = Seen::default();
        assert_eq!(seen.add("first", print(story)), None);
        let copy = story.replace("昨日の夜、", "");
        assert_eq!(seen.add("copy", print(&copy)).as_deref(), Some("first"));
        assert_eq!(Fingerprint::of(" … "), None);
    }

    /// The words of a text sign by sign, to hold the quick way to.
    fn each_word_plainly(text: &str) -> Vec<u64> {
        let (mut words, mut word) = (Vec::new(), Vec::new());
        for c in text.chars().chain([' ']) {
            if !c.is_alphanumeric() || is_unspaced(c) {
                words.extend((!word.is_empty()).then(|| hash_of(&std::mem::take(&mut word))));
            }
            word.extend(c.is_alphanumeric().then(|| c.to_lowercase()).into_iter().flatten());
        }
        words
    }

    /// Signs of ASCII are hashed together, up to eight that stand in a row, every other by itself.
    fn hash_of(word: &[char]) -> u64 {
        let runs = word.chunk_by(|one, next| one.is_ascii() && next.is_ascii());
        let parts = runs.flat_map(|run| run.chunks(8));
        parts.fold(0, |hash, part| {
            hashed(hash, part.iter().fold(0, |letters, c| letters << 8 | u64::from(*c)))
        })
    }

    proptest! {
        #[test]
        fn words_are_hashed_as_sign_by_sign(text in "([a-zA-Z0-9]{0,18}|[a-z]{60,140}|[ ,.@\\[`{/:\0Åéß昨のไ—😀]){0,40}") {
            let mut words = Vec::new();
            each_word(&text, |word| words.push(word));
            prop_assert_eq!(words, each_word_plainly(&text));
        }
    }

    #[test]
    fn the_oldest_article_gives_way() {
        let mut seen = Seen::with_capacity(2);
        let long = |word: &str| print(&STORY.join(" ").replace("bridge", word).replace("the", word));
        let words = ["oak", "elm", "ash", "oak", "ash"];
        let found: Vec<_> = words.iter().map(|word| seen.add(word, long(word))).collect();
        assert_eq!(found[..4], [None, None, None, None]);
        assert_eq!(found[4].as_deref(), Some("ash"));
        assert!(seen.articles.len() == 2 && seen.by_words.len() == 2 && seen.by_band.len() <= 32);
    }
}
