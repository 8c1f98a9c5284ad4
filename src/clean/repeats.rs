//! Short lines that come back in other articles. In: the lines of each article, batch by batch, in corpus order.
//! Out: which lines were seen so often that they are furniture. The memory is bounded.

use super::lines::{self, Line};
use rustc_hash::FxHashMap;

/// Lines counted at most; each takes 16 bytes or so.
const CAPACITY: usize = 1 << 20;

/// A line seen in this many articles, its own among them, is furniture.
const FURNITURE: u32 = 4;

/// The short lines of one article, as fingerprints.
#[derive(Clone, Debug, Default)]
pub struct ShortLines(Vec<u64>);

impl ShortLines {
    /// The short lines of a text, each once.
    pub fn of(text: &str) -> Self {
        let lines = lines::of(text);
        let short = lines.iter().filter(|line| is_candidate(line));
        let mut found: Vec<u64> = short.map(|line| lines::fingerprint(line.text)).collect();
        found.sort_unstable();
        found.dedup();
        Self(found)
    }
}

/// Whether a line may be furniture because other articles hold it. Datelines, results and headings in capitals
/// (a figure, no small letter) come back too and say something; long lines are a text's own.
pub(super) fn is_candidate(line: &Line<'_>) -> bool {
    line.words <= 12
        && line.text.len() <= 100
        && !line.has_digit()
        && line.text.contains(char::is_alphabetic)
        && (!line.text.contains(char::is_uppercase) || line.text.contains(char::is_lowercase))
}

/// Counts in how many articles each short line stands.
///
/// ```
/// use newsnlp::clean::{Repeats, ShortLines};
/// let mut repeats = Repeats::default();
/// for _ in 0..4 {
///     repeats.add(&ShortLines::of("Read our best stories\nOne more sentence about something new today."));
/// }
/// assert!(repeats.is_furniture("Read our best stories"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    counts: FxHashMap<u64, u32>,
    dropped: u32,
}

impl Repeats {
    /// Counts the lines of one more article. Add articles in corpus order, and the counts are the same on every run.
    pub fn add(&mut self, lines: &ShortLines) {
        for &line in &lines.0 {
            *self.counts.entry(line).or_insert(0) += 1;
        }
        while self.counts.len() > CAPACITY {
            self.dropped += 1;
            let least = self.dropped;
            self.counts.retain(|_, count| *count > least);
        }
    }

    /// Whether three other articles hold this line.
    pub fn is_furniture(&self, line: &str) -> bool {
        self.counts.get(&lines::fingerprint(line)).is_some_and(|&count| count >= FURNITURE)
    }

    /// Whether nothing has been counted.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}
