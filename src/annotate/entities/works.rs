//! Titles of films, books and the like in quotation marks. In: an article. Out: where such titles stand: `the film "Vicky
//! Cristina Barcelona"` names nobody and no place.

use super::cue::Cue;
use super::view::View;
use crate::gazetteer::words::{Classes, is_work};
use crate::segment::{Case, TokenKind};
use std::ops::Range;

/// Longest title, in tokens.
const LONGEST: usize = 12;
/// How many tokens before a title may say what it is the title of, and how many behind it.
const BEFORE: usize = 2;
const BEHIND: usize = 3;

impl View<'_> {
    /// Where titles of works stand in the article.
    pub(super) fn titles(&self) -> Vec<Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut titles: Vec<Range<usize>> = Vec::new();
        // By the letter: few tokens are quotation marks before a capital, and the others need no look.
        let capital = |next: usize| bytes.get(next).is_some_and(u8::is_ascii_uppercase);
        let plain = memchr::memchr_iter(b'"', bytes).filter(|at| capital(at + 1));
        let curly = memchr::memmem::find_iter(bytes, "“").filter(|at| capital(at + "“".len()));
        for at in plain
            .chain(curly)
            .filter_map(|at| self.toks.binary_search_by_key(&at, |tok| tok.span.start()).ok())
        {
            let inside = titles.last().is_some_and(|title| (title.start..=title.end).contains(&at));
            let sentence = self.sentences.partition_point(|(sentence, _)| sentence.end <= at);
            let Some((sentence, _)) = self.sentences.get(sentence).filter(|_| !inside) else { continue };
            let title = self.quoted(at, sentence.end).filter(|title| self.is_title(title, sentence));
            titles.extend(title);
        }
        titles
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
        let plain = |at: &usize| self.toks[*at].is_word() || self.cue(*at) == Cue::Comma;
        let outside = |at: &usize| !self.is_quote(*at);
        let before = (sentence.start..quoted.start).rev().skip_while(|at| !outside(at)).take(BEFORE);
        let behind = (quoted.end..sentence.end).skip_while(|at| !outside(at)).take(BEHIND);
        before.take_while(plain).any(|at| work(&at)) || behind.take_while(plain).any(|at| work(&at))
    }
}
