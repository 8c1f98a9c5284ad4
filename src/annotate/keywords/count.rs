//! Tokens to stems with their counts. In: text, segmentation, a lexicon. Out: the stems of the article in order of
//! first occurrence, each with the form it is shown as.

use super::lexicon::{Form, Lexicon, NOWHERE, Role, Tally};
use crate::segment::{Case, Segmentation, Token, TokenKind};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The words of one article: every token that counts, stops a phrase or is no word.
pub(super) struct Counted {
    /// The stems, in order of first occurrence.
    pub stems: Vec<Stem>,
    /// How many tokens count.
    pub total: usize,
}

/// One stem of the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem {
    /// Its number in the lexicon.
    pub number: u32,
    /// Occurrences of all its forms.
    pub count: u32,
    /// Occurrences with a capital of their own.
    pub named: u32,
    /// How many counted words stand before its first occurrence.
    pub first: u32,
}

/// A form of the article, as it is written where it stands first.
#[derive(Clone, Copy)]
struct Met<'t> {
    form: u32,
    /// Its stem, as a place in the article's list.
    stem: u32,
    written: &'t str,
}

/// A word of the article, or words joined by hyphens, as the lexicon reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its stem, as a place in the article's list; nothing for what does not count.
    pub stem: Option<u32>,
    /// What of it counts, without a possessive or an elided article.
    pub core: Span,
    /// Whether a sentence starts here, or a mark or number stands between it and the word before.
    pub breaks: bool,
    /// Whether a capital here would be its own: not at the head of a sentence, not in a line set in capitals.
    pub may_name: bool,
    /// Whether it has such a capital.
    pub named: bool,
}

/// Counts the words of a text, and shows each to `each`. The second part is the surface form of each stem.
///
/// With `join`, words that hyphens join are one.
pub(super) fn count<'t>(
    text: &'t str,
    segmentation: &Segmentation,
    lexicon: &mut Lexicon,
    join: bool,
    mut each: impl FnMut(Unit),
) -> (Counted, Vec<&'t str>) {
    let mut counting = Counting::default();
    for sentence in &segmentation.sentences {
        let tokens = segmentation.tokens_of(sentence);
        let in_capitals = is_set_in_capitals(tokens);
        let (mut first, mut breaks, mut at) = (true, true, 0);
        while let Some(token) = tokens.get(at) {
            if !is_word(token) {
                breaks |= !is_possessive(text, token);
                at += 1;
                continue;
            }
            let span = if join { joined(text, tokens, &mut at) } else { token.span };
            at += 1;
            let written = span.of(text);
            let number = lexicon.number(written);
            let form = lexicon.form(number);
            let core = Span::new(span.start() + form.core.0 as usize, span.start() + form.core.1 as usize);
            let may_name = !first && !in_capitals;
            let named = may_name && is_capital(form.case);
            let stem = match form.role {
                Role::Counts(stem) => Some(counting.add(lexicon, number, stem, written, named)),
                Role::Stopword | Role::Out => None,
            };
            each(Unit { stem, core, breaks, may_name, named });
            (first, breaks) = (false, false);
        }
    }
    let shown = counting.shown(lexicon);
    (Counted { stems: counting.stems, total: counting.total as usize }, shown)
}

/// The counts of an article that is being read.
#[derive(Default)]
struct Counting<'t> {
    met: Vec<Met<'t>>,
    stems: Vec<Stem>,
    total: u32,
}

impl<'t> Counting<'t> {
    /// Counts one occurrence; the place of its stem in the article's list.
    fn add(&mut self, lexicon: &mut Lexicon, form: u32, stem: u32, written: &'t str, named: bool) -> u32 {
        let place = &mut lexicon.places[stem as usize];
        if *place == NOWHERE {
            *place = self.stems.len() as u32;
            self.stems.push(Stem { number: stem, count: 0, named: 0, first: self.total });
        }
        let counted = &mut self.stems[*place as usize];
        counted.count += 1;
        counted.named += u32::from(named);
        let tally = &mut lexicon.tallies[form as usize];
        if tally.count == 0 {
            self.met.push(Met { form, stem: *place, written });
        }
        tally.count += 1;
        tally.named += u32::from(named);
        self.total += 1;
        *place
    }

    /// The form each stem is shown as. Leaves the lexicon as it was before the article.
    fn shown(&mut self, lexicon: &mut Lexicon) -> Vec<&'t str> {
        self.met.sort_by_key(|met| met.stem);
        let mut shown = Vec::with_capacity(self.stems.len());
        let mut words = FxHashMap::default();
        let mut forms: Vec<(&Form, Tally, &'t str)> = Vec::new();
        for same in self.met.chunk_by(|one, two| one.stem == two.stem) {
            forms.clear();
            forms.extend(
                same.iter()
                    .map(|met| (lexicon.form(met.form), lexicon.tallies[met.form as usize], met.written)),
            );
            let (form, _, written) = forms[choose(&forms, &mut words)];
            shown.push(&written[form.core.0 as usize..form.core.1 as usize]);
        }
        for met in &self.met {
            lexicon.tallies[met.form as usize] = Tally::default();
        }
        for stem in &self.stems {
            lexicon.places[stem.number as usize] = NOWHERE;
        }
        shown
    }
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Hashtag)
}

/// `'s` belongs to the word before it; an elided article (`l'`) stands between two words.
fn is_possessive(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Clitic && token.span.of(text).starts_with(['\'', '’'])
}

/// The word at `at` and those that hyphens join to it; moves `at` to the last of them.
fn joined(text: &str, tokens: &[Token], at: &mut usize) -> Span {
    let mut span = tokens[*at].span;
    while let [_, hyphen, word, ..] = &tokens[*at..] {
        let touch = hyphen.span.start() == span.end() && word.span.start() == hyphen.span.end();
        if !touch || word.kind != TokenKind::Word || !matches!(hyphen.span.of(text), "-" | "‐" | "‑") {
            break;
        }
        span = span.to(word.span);
        *at += 2;
    }
    span
}

/// Whether a line writes most words with capitals, as some headlines do: its capitals then say nothing.
fn is_set_in_capitals(tokens: &[Token]) -> bool {
    let (mut small, mut capital) = (0, 0);
    for token in tokens {
        if token.kind == TokenKind::Word {
            small += usize::from(token.case == Case::Lower);
            capital += usize::from(is_capital(token.case));
        }
    }
    capital > 1 && capital > 2 * small
}

pub(super) fn is_capital(case: Case) -> bool {
    matches!(case, Case::Capitalised | Case::Upper)
}

/// The form a stem is shown as: the commonest word, then its commonest way to be written, then the first. Small
/// letters win over capitals unless the capitals are the word's own more often than not, as in a name.
fn choose(forms: &[(&Form, Tally, &str)], words: &mut FxHashMap<u32, u32>) -> usize {
    if forms.len() == 1 {
        return 0;
    }
    let (mut small, mut named) = (0, 0);
    words.clear();
    for (form, tally, _) in forms {
        *words.entry(form.lower).or_default() += tally.count;
        small += if is_capital(form.case) { 0 } else { tally.count };
        named += if is_capital(form.case) { tally.named } else { 0 };
    }
    let weight = |at: usize| {
        let (form, tally, _) = &forms[at];
        let right_case = small == 0 || is_capital(form.case) == (named > small);
        let word = words.get(&form.lower).copied().unwrap_or(0);
        (right_case, word, tally.named, tally.count, Reverse(at))
    };
    (0..forms.len()).max_by_key(|&at| weight(at)).unwrap_or(0)
}
