//! Titles of films, books and the like in quotation marks. In: a sentence. Out: where such titles stand: `the film "Vicky
//! Cristina Barcelona"` names nobody and no place.

use super::cue::Cue;
use super::view::View;
use crate::gazetteer::words::{Classes, is_work};
use crate::segment::{Case, TokenKind};
use smallvec::SmallVec;
use std::ops::Range;

/// Stretches of tokens, seldom more than two in a sentence.
pub(super) type Titles = SmallVec<[Range<usize>; 2]>;

/// Longest title, in tokens.
const LONGEST: usize = 12;
/// How many tokens before a title may say what it is the title of, and how many behind it.
const BEFORE: usize = 2;
const BEHIND: usize = 3;

impl View<'_> {
    /// Where titles of works stand in a sentence.
    pub(super) fn titles(&self, sentence: &Range<usize>) -> Titles {
        let mut titles = Titles::new();
        if sentence.is_empty() || !self.has_quotes(sentence) {
            return titles;
        }
        let mut at = sentence.start;
        while at < sentence.end {
            let title = self.quoted(at, sentence.end).filter(|title| self.is_title(title, sentence));
            at = title.as_ref().map_or(at + 1, |title| title.end + 1);
            titles.extend(title);
        }
        titles
    }

    /// By the letter: few sentences have a quotation mark, and the others need no look at every token for one.
    fn has_quotes(&self, sentence: &Range<usize>) -> bool {
        let bytes =
            self.toks[sentence.start].span.to(self.toks[sentence.end - 1].span).of(self.text).as_bytes();
        // `“` begins with this byte, as many marks do.
        memchr::memchr2(b'"', 0xE2, bytes).is_some()
    }

    fn is_quote(&self, at: usize) -> bool {
        self.toks[at].kind == TokenKind::Punctuation && matches!(self.word(at), "\"" | "“" | "”")
    }

    /// What stands between the quotation mark at a token and the next one.
    fn quoted(&self, opening: usize, end: usize) -> Option<Range<usize>> {
        if !self.is_quote(opening) {
            return None;
        }
        let first = (opening..end).find(|&at| !self.is_quote(at))?;
        let closing = (first..end.min(first + LONGEST + 1)).find(|&at| self.is_quote(at))?;
        Some(first..closing)
    }

    /// Whether every word of some length has a capital, and a word for a work stands near.
    fn is_title(&self, quoted: &Range<usize>, sentence: &Range<usize>) -> bool {
        let small = |at: usize| self.toks[at].is(Classes::PARTICLE) || self.cue(at) != Cue::None;
        let fits = |at: usize| self.toks[at].case != Case::Lower || small(at);
        self.toks[quoted.start].is_capital() && quoted.clone().all(fits) && self.is_of_work(quoted, sentence)
    }

    /// `the film "…"`, `"…", a novel`: a word for a work before the marks or behind them, and no other mark between.
    fn is_of_work(&self, quoted: &Range<usize>, sentence: &Range<usize>) -> bool {
        let work = |at: &usize| self.toks[*at].case == Case::Lower && is_work(self.toks[*at].key);
        let word = |at: &usize| self.toks[*at].is_word() || self.cue(*at) == Cue::Comma;
        let outside = |at: &usize| !self.is_quote(*at);
        let before = (sentence.start..quoted.start).rev().skip_while(|at| !outside(at)).take(BEFORE);
        let behind = (quoted.end..sentence.end).skip_while(|at| !outside(at)).take(BEHIND);
        before.take_while(word).any(|at| work(&at)) || behind.take_while(word).any(|at| work(&at))
    }
}
