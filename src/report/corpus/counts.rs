//! Stems to how often they stand and how they are written. In: stems, terms, counts. Out: each stem with the counts of
//! its terms. There may be millions: each takes some seventy bytes with its term.

use crate::report::strings::{Place, Strings};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// No other term.
const NONE: u32 = u32::MAX;

/// One stem over the corpus. Most have one term.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stem {
    /// Occurrences of all its terms.
    pub count: usize,
    /// The sum of its scores in the articles.
    pub score: f64,
    /// Articles that hold it.
    pub articles: u32,
    /// The term that came first; none while nothing is counted.
    first: Place,
    /// The last of its other terms; [`NONE`] where it has no other.
    others: u32,
}

/// A further surface form of a stem, the commonest of some articles.
#[derive(Clone, Copy, Debug)]
struct Term {
    text: Place,
    /// Its occurrences in these articles.
    count: usize,
    /// The one that came before it; [`NONE`] where that is the first.
    before: u32,
}

/// A stem by itself: as a portion holds it that waits in a file. In the order of stems.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Counted {
    pub stem: String,
    pub articles: u32,
    /// The bits of the sum of its scores: a decimal might not come back as it was.
    score: u64,
    /// Its terms, each with its occurrences.
    terms: Vec<(String, usize)>,
}

impl Counted {
    /// Adds what another portion counted of the same stem.
    pub fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.score = (self.score() + other.score()).to_bits();
        for (term, count) in other.terms {
            match self.terms.iter_mut().find(|(known, _)| *known == term) {
                Some((_, known)) => *known += count,
                None => self.terms.push((term, count)),
            }
        }
    }

    /// Occurrences of all its terms.
    pub fn count(&self) -> usize {
        self.terms.iter().map(|(_, count)| count).sum()
    }

    pub const fn score(&self) -> f64 {
        f64::from_bits(self.score)
    }

    /// The term that stands most often; of several the first in the alphabet.
    pub fn commonest(&self) -> &str {
        let terms = self.terms.iter().map(|(term, count)| (Reverse(*count), term.as_str()));
        terms.min().map_or("", |(_, term)| term)
    }
}

/// Stems counted so far.
#[derive(Debug, Default)]
pub(super) struct Counts {
    names: Strings,
    /// By the number of the stem's name.
    stems: Vec<Stem>,
    terms: Vec<Term>,
}

impl Counts {
    /// The number of a stem, known or new.
    pub fn number(&mut self, stem: &str) -> usize {
        let number = self.names.number(stem) as usize;
        if number == self.stems.len() {
            self.stems.push(Stem { others: NONE, ..Stem::default() });
        }
        number
    }

    /// Counts articles that hold the stem of this number, and the sum of its scores there.
    pub fn add(&mut self, number: usize, articles: usize, score: f64) {
        let stem = &mut self.stems[number];
        stem.articles += articles as u32;
        stem.score += score;
    }

    /// Counts occurrences of a stem that are shown as one term.
    pub fn add_term(&mut self, number: usize, text: &str, count: usize) {
        let stem = &mut self.stems[number];
        let is_first = stem.count == 0;
        stem.count += count;
        if is_first {
            stem.first = self.names.keep(text);
            return;
        }
        let Stem { first, others, .. } = *stem;
        if self.names.at(first) == text {
            return;
        }
        let known = self.terms(others).find(|(_, term)| self.names.at(term.text) == text);
        if let Some((at, _)) = known {
            self.terms[at].count += count;
            return;
        }
        self.stems[number].others = self.terms.len() as u32;
        let text = self.names.keep(text);
        self.terms.push(Term { text, count, before: others });
    }

    /// The terms in a list, the last first, each with its place.
    fn terms(&self, last: u32) -> impl Iterator<Item = (usize, &Term)> {
        let at = |place: u32| self.terms.get(place as usize).map(|term| (place as usize, term));
        std::iter::successors(at(last), move |(_, term)| at(term.before))
    }

    /// All terms of a stem, each with its occurrences.
    fn written(&self, stem: &Stem) -> impl Iterator<Item = (&str, usize)> {
        let others = || self.terms(stem.others).map(|(_, term)| term);
        let of_first = stem.count - others().map(|term| term.count).sum::<usize>();
        let first = (self.names.at(stem.first), of_first);
        std::iter::once(first).chain(others().map(|term| (self.names.at(term.text), term.count)))
    }

    /// The term of a stem that stands most often; of several the first in the alphabet.
    pub fn commonest(&self, stem: &Stem) -> &str {
        let best = self.written(stem).map(|(term, count)| (Reverse(count), term)).min();
        best.map_or("", |(_, term)| term)
    }

    /// The stems, by their numbers.
    pub fn stems(&self) -> &[Stem] {
        &self.stems
    }

    /// The name of the stem of this number.
    pub fn name(&self, number: u32) -> &str {
        self.names.get(number)
    }

    /// Bytes it takes, without the room kept for more.
    pub fn bytes(&self) -> usize {
        self.names.bytes() + size_of_val(&*self.stems) + size_of_val(&*self.terms)
    }

    /// The stems by themselves, sorted.
    pub fn sorted(&self) -> impl Iterator<Item = Counted> {
        let mut numbers: Vec<_> = (0..self.stems.len() as u32).collect();
        numbers.sort_unstable_by_key(|number| self.name(*number));
        numbers.into_iter().map(|number| {
            let stem = &self.stems[number as usize];
            let terms = self.written(stem).map(|(term, count)| (term.to_owned(), count));
            Counted {
                stem: self.name(number).to_owned(),
                articles: stem.articles,
                score: stem.score.to_bits(),
                terms: terms.collect(),
            }
        })
    }
}
