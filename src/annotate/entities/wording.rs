//! Candidates by their words. In: the candidates of an article. Out: a number for each name they write, the same wherever
//! the same words stand: what the article says of a name then lies in a list, and not in a table searched again and again.

use super::cut::Candidate;
use super::view::View;
use crate::gazetteer::fold;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::{Index, Range};

/// The words of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    /// The same for the same words, however often they stand; less than how many wordings the article has.
    pub number: usize,
    /// One key for all of them, as [`View::wording`] makes it.
    pub key: u64,
    /// How many there are.
    pub words: usize,
}

/// The words of all candidates of an article.
pub(super) struct Wordings {
    by_candidate: Vec<Wording>,
    numbers: FxHashMap<u64, usize>,
}

impl Wordings {
    pub fn of(view: &View, candidates: &[Candidate]) -> Self {
        let mut numbers = FxHashMap::with_capacity_and_hasher(candidates.len(), FxBuildHasher);
        let wording = |candidate: &Candidate| {
            let (key, words) = view.wording(&candidate.tokens);
            let next = numbers.len();
            Wording { number: *numbers.entry(key).or_insert(next), key, words }
        };
        let by_candidate = candidates.iter().map(wording).collect();
        Self { by_candidate, numbers }
    }

    /// How many different ones there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The number of a single word, where it is a candidate somewhere.
    pub fn of_word(&self, key: u64) -> Option<usize> {
        self.numbers.get(&fold::join(0, key)).copied()
    }

    /// In the order of the candidates.
    pub fn iter(&self) -> impl Iterator<Item = &Wording> {
        self.by_candidate.iter()
    }
}

impl Index<usize> for Wordings {
    type Output = Wording;

    /// The words of the candidate of this number.
    fn index(&self, number: usize) -> &Wording {
        &self.by_candidate[number]
    }
}

impl View<'_> {
    /// One key for all words of a stretch, and how many they are: the same words fold to the same key.
    pub(super) fn wording(&self, tokens: &Range<usize>) -> (u64, usize) {
        let words = self.toks[tokens.clone()].iter().filter(|tok| !tok.joint);
        words.fold((0, 0), |(key, words), tok| (fold::join(key, tok.key), words + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entities::evidence::Signs;
    use crate::annotate::entities::listed::Senses;
    use crate::annotate::entities::view::Line;
    use crate::language::Language;
    use crate::segment::segment;
    use crate::span::Span;

    #[test]
    fn the_same_words_share_a_number() {
        let text = "Oslo, New York, NEW-YORK, York, Oslo";
        let segmentation = segment(text, &[Span::new(0, text.len())], Language::EN);
        let view = View::new(text, &segmentation, Language::EN);
        let written: Vec<_> = (0..view.toks.len()).map(|at| view.word(at)).collect();
        assert_eq!(written, ["Oslo", ",", "New", "York", ",", "NEW", "-", "YORK", ",", "York", ",", "Oslo"]);
        let candidate =
            |tokens| Candidate { tokens, signs: Signs::default(), senses: Senses::new(), line: Line::Prose };
        let candidates = [0..1, 2..4, 5..8, 9..10, 11..12].map(candidate);
        let wordings = Wordings::of(&view, &candidates);
        let told: Vec<_> = wordings.iter().map(|wording| (wording.number, wording.words)).collect();
        assert_eq!(told, [(0, 1), (1, 2), (1, 2), (2, 1), (0, 1)]);
        assert_eq!(wordings.len(), 3);
        assert_eq!(wordings.of_word(view.toks[3].key), Some(2));
        assert_eq!(wordings.of_word(view.toks[2].key), None);
    }
}
