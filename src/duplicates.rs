//! Articles that were there before: copies word by word, and syndicated ones with a headline or paragraph changed.
//! In: fingerprints in corpus order. Out: the id of the first article that says the same.
//!
//! `MinHash` over runs of three words, one permutation, in 64 buckets; candidates share one of 16 bands, and are copies
//! when 45 buckets agree, which is about 0.7 of all their runs. Written out here: gaoya, the one crate that is alive,
//! brings 44 others and keeps every article for ever. Here the memory is bounded: [`CAPACITY`] articles are remembered,
//! 90 MB at most, and the oldest give way.

use rustc_hash::FxHashMap;
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

/// The letters and digits of ASCII at the start of a text, eight at most: how many, and their small letters as the
/// digits of a number, the first in front. Eight at once, as hashing each by itself would take most of the time.
#[inline]
fn eight_at_most(text: &[u8]) -> (usize, u64) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let eight = text.first_chunk::<8>().map_or_else(
        || text.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        |eight| u64::from_le_bytes(*eight),
    );
    // The high bit of each byte says: at least the first of the range, past its last; no sum carries over.
    let (seven, small) = (eight & !HIGH, (eight | (0x20 * EACH)) & !HIGH);
    let letters = (small + 0x1f * EACH) & !(small + 0x05 * EACH);
    let digits = (seven + 0x50 * EACH) & !(seven + 0x46 * EACH);
    let found = (letters | digits) & !eight & HIGH;
    let length = ((found ^ HIGH).trailing_zeros() / 8) as usize;
    let all = small.swap_bytes();
    (length, if length == 0 { 0 } else { all >> (8 * (8 - length)) })
}

/// Hashes of the words, small letters for capitals. In scripts that set no blanks each sign is a word.
fn each_word(text: &str, mut each: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let (mut hash, mut at) = (0u64, 0);
    loop {
        let (length, letters) = eight_at_most(&bytes[at..]);
        at += length;
        if length > 0 {
            hash = hashed(hash, letters);
        }
        if length == 8 {
            continue;
        }
        let Some(&byte) = bytes.get(at) else { break };
        let wide = if byte < 128 { None } else { text[at..].chars().next() };
        let lettered = wide.filter(|c| c.is_alphanumeric());
        at += wide.map_or(1, char::len_utf8);
        if hash != 0 && lettered.is_none_or(is_unspaced) {
            each(std::mem::take(&mut hash));
        }
        if let Some(c) = lettered {
            hash = c.to_lowercase().fold(hash, |hash, c| hashed(hash, u64::from(c)));
        }
    }
    if hash != 0 {
        each(hash);
    }
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
        if let Some(known) = self.find(&print) {
            return Some(Arc::clone(&self.articles[known as usize].id));
        }
        let place = self.place();
        self.by_words.insert(print.words, place as u32);
        for band in bands(&print) {
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

    fn find(&self, print: &Fingerprint) -> Option<u32> {
        if let Some(&known) = self.by_words.get(&print.words) {
            return Some(known);
        }
        let candidates = bands(print).filter_map(|band| self.by_band.get(&band).copied());
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
