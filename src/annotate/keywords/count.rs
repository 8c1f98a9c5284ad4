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
}

/// A form of the article and where it stands first.
#[derive(Clone, Copy)]
struct Met<'t> {
    form: u32,
    written: &'t str,
}

/// A word of the article, or words joined by hyphens, as the lexicon reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its form in the lexicon.
    pub form: u32,
    /// What of it counts, without a possessive or an elided article.
    pub core: Span,
    /// Whether a sentence starts here, or a mark or number stands between it and the word before.
    pub breaks: bool,
    /// Whether a capital here would be its own: not at the head of a sentence, not in a line set in capitals.
    pub may_name: bool,
}

/// Counts the words of a text, and shows each to `each`. The second part is the surface form of each stem.
///
/// With `join`, words that hyphens join are one.
pub(super) fn count<'t>(
    text: &'t str,
    segmentation: &Segmentation,
    lexicon: &mut Lexicon,
    join: bool,
    mut each: impl FnMut(&Lexicon, Unit),
) -> (Counted, Vec<&'t str>) {
    let mut met: Vec<Met<'t>> = Vec::new();
    let mut total = 0;
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
            let may_name = !first && !in_capitals;
            let core = Span::new(span.start() + form.core.0 as usize, span.start() + form.core.1 as usize);
            let counts = matches!(form.role, Role::Counts(_));
            each(lexicon, Unit { form: number, core, breaks, may_name });
            (first, breaks) = (false, false);
            if counts {
                let tally = &mut lexicon.tallies[number as usize];
                if tally.count == 0 {
                    met.push(Met { form: number, written });
                }
                tally.count += 1;
                tally.named += u32::from(may_name);
                total += 1;
            }
        }
    }
    let (stems, shown) = group(&met, lexicon);
    (Counted { stems, total }, shown)
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

/// Gathers the forms of each stem and chooses the one it is shown as.
fn group<'t>(met: &[Met<'t>], lexicon: &mut Lexicon) -> (Vec<Stem>, Vec<&'t str>) {
    let mut stems: Vec<Stem> = Vec::new();
    let mut of_stem: Vec<(u32, u32)> = Vec::with_capacity(met.len());
    for (at, form) in met.iter().enumerate() {
        let Role::Counts(number) = lexicon.form(form.form).role else { continue };
        let place = &mut lexicon.places[number as usize];
        if *place == NOWHERE {
            *place = stems.len() as u32;
            stems.push(Stem { number, count: 0, named: 0 });
        }
        of_stem.push((*place, at as u32));
    }
    of_stem.sort_unstable();
    let mut shown = Vec::with_capacity(stems.len());
    let mut words = FxHashMap::default();
    let mut forms: Vec<(&Form, Tally, &'t str)> = Vec::new();
    for same in of_stem.chunk_by(|one, two| one.0 == two.0) {
        forms.clear();
        forms.extend(same.iter().map(|&(_, at)| {
            let Met { form, written } = met[at as usize];
            (lexicon.form(form), lexicon.tallies[form as usize], written)
        }));
        let stem = &mut stems[same[0].0 as usize];
        let chosen = choose(&forms, &mut words);
        stem.count = forms.iter().map(|(_, tally, _)| tally.count).sum();
        stem.named =
            forms.iter().filter(|(form, ..)| is_capital(form.case)).map(|(_, tally, _)| tally.named).sum();
        let (form, _, written) = forms[chosen];
        shown.push(&written[form.core.0 as usize..form.core.1 as usize]);
    }
    for form in met {
        lexicon.tallies[form.form as usize] = Tally::default();
    }
    for stem in &stems {
        lexicon.places[stem.number as usize] = NOWHERE;
    }
    (stems, shown)
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
