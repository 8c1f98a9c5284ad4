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
        let mut found = Vec::with_capacity(8);
        // The first sentence tells a copy of a whole article from furniture.
        let mut prose = false;
        for (start, line) in lines::each(text) {
            if prose && line.len() > LONGEST {
                continue;
            }
            let line = Line::new(line, start);
            let first = !prose && line.is_prose();
            prose |= first;
            if first || is_candidate(&line) {
                found.push(lines::fingerprint(line.text));
            }
        }
        found.sort_unstable();
        found.dedup();
        Self(found)
    }
}

/// Longest line that may be furniture, in bytes.
const LONGEST: usize = 100;

/// Whether a line may be furniture because other articles hold it. Datelines, results and headings in capitals, and
/// what introduces a list, come back too and say something; so do sentences.
fn is_candidate(line: &Line<'_>) -> bool {
    let shouts = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    line.words <= 12
        && line.text.len() <= LONGEST
        && !line.has_digit()
        && !line.has_colon()
        && !(line.closed && line.words > 4)
        && line.text.contains(char::is_alphabetic)
        && !line.text.split(' ').next().is_some_and(shouts)
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

    /// Which of these lines are furniture; none when the article itself stands in the corpus several times, as its first
    /// line of prose tells, or the first that may be furniture where it has none. The first line, its headline, never is.
    pub(super) fn among(&self, lines: &[Line<'_>]) -> Vec<bool> {
        let mut found = vec![false; lines.len()];
        let prose = lines.iter().find(|line| line.is_prose());
        let first = prose.or_else(|| lines.iter().find(|line| is_candidate(line)));
        if self.is_empty() || first.is_some_and(|line| self.is_furniture(line.text)) {
            return found;
        }
        for (line, found) in lines.iter().zip(&mut found).skip(1) {
            *found = is_candidate(line) && self.is_furniture(line.text);
        }
        found
    }

    /// Whether nothing has been counted.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(texts: &[&str]) -> Repeats {
        let mut repeats = Repeats::default();
        for text in texts {
            repeats.add(&ShortLines::of(text));
        }
        repeats
    }

    #[test]
    fn copies_of_an_article_without_a_sentence_stay_whole() {
        let text = "Regatta results 2021\nBoats of the north\nAnna Dahl first\nMarta Silva second\nInes Moreau third";
        let repeats = counted(&[text; 5]);
        assert!(repeats.is_furniture("Anna Dahl first"));
        assert_eq!(repeats.among(&lines::of(text)), [false; 5]);
        let other = "Results of the south\nAnna Dahl first\nJulia Novak second";
        assert_eq!(repeats.among(&lines::of(other)), [false, true, false]);
    }

    #[test]
    fn a_line_counts_once_an_article() {
        let repeats = counted(&["More to explore\nMore to explore\nMore to explore\nMore to explore"]);
        assert!(!repeats.is_furniture("More to explore"));
    }

    #[test]
    fn sentences_results_and_datelines_are_no_furniture() {
        let lines = ["It gave no further details.", "LONDON (Reuters)", "Arsenal 2 Chelsea 1", "Scorers:"];
        let repeats = counted(&[lines.join("\n").as_str(); 9]);
        assert!(lines.iter().all(|line| !repeats.is_furniture(line)));
    }

    #[test]
    fn memory_is_bounded() {
        let mut repeats = Repeats::default();
        for batch in 0..12u64 {
            let lines = (0..200_000).map(|at| batch << 32 | at).collect();
            repeats.add(&ShortLines(lines));
        }
        assert!(repeats.counts.len() <= CAPACITY);
    }
}
