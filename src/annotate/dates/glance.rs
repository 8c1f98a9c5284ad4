//! Words told at a glance: those that no table has, and those of plain letters. Each thread remembers what it found for
//! the words seen last; it forgets them when another grammar is asked for.

use super::grammar::Grammar;
use super::words::plain;
use crate::memo::Memo;
use crate::span::Span;
use std::cell::RefCell;
use std::ptr;

/// Half as many as words are remembered.
const SLOTS: usize = 2048;

/// What a word is at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Glance {
    /// Its number in the lexicon; 0 for none.
    pub(super) word: u16,
    /// Whether that is all there is to it. What has figures or an apostrophe in it is to be taken apart.
    pub(super) whole: bool,
}

impl Glance {
    fn at(text: &[u8], start: usize, end: usize, grammar: &Grammar) -> Self {
        let apart = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'\'' | 0x99);
        if !grammar.known.may_hold(text, start, end) && !text[start..end].iter().any(apart) {
            return Self { word: 0, whole: true };
        }
        let word = plain(text, start, end).map(|key| grammar.word(&key, end - start));
        Self { word: word.unwrap_or_default(), whole: word.is_some() }
    }
}

/// What a thread remembers of words, by the tables of one grammar.
pub(super) struct Glances<'g, 'm> {
    pub(super) grammar: &'g Grammar,
    pub(super) seen: &'m mut Memo<Glance>,
}

impl Glances<'_, '_> {
    /// Runs `with` on what this thread remembers.
    pub(super) fn with<T>(grammar: &'static Grammar, with: impl FnOnce(&mut Glances<'_, '_>) -> T) -> T {
        thread_local!(static SEEN: RefCell<(Option<&'static Grammar>, Memo<Glance>)> = RefCell::new((None, Memo::new(SLOTS))));
        SEEN.with_borrow_mut(|(of, seen)| {
            if of.replace(grammar).is_some_and(|before| !ptr::eq(before, grammar)) {
                seen.clear();
            }
            with(&mut Glances { grammar, seen })
        })
    }

    /// The word that lies at `span` in `text`.
    #[inline]
    pub(super) fn of(&mut self, text: &str, span: Span) -> Glance {
        let grammar = self.grammar;
        self.seen.get(text, span, || Glance::at(text.as_bytes(), span.start(), span.end(), grammar))
    }
}
