//! Tokens to stems with their counts. In: text, segmentation, a lexicon. Out: the stems of the article in order of
//! first occurrence, each with the form it is shown as. Forms are counted as they come, and their stems at the end.

use super::lexicon::{Form, Lexicon, NOWHERE, Role};
use crate::segment::{Case, Segmentation, Token, TokenKind};
use crate::span::Span;

/// The words of one article: every token that counts, stops a phrase or is no word.
pub(super) struct Counted {
    /// The stems, in order of first occurrence.
    pub stems: Vec<Stem>,
    /// How many tokens count.
    pub total: usize,
    met: Vec<Met>,
}

impl Counted {
    /// Gives the lists back to the lexicon, for the article after.
    pub fn give_back(self, lexicon: &mut Lexicon) {
        lexicon.spare = (self.met, self.stems);
    }
}

/// One stem of the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem {
    /// Its number in the lexicon.
    pub number: u32,
    /// The form it is shown as, by its number in the lexicon.
    pub shown: u32,
    /// Occurrences of all its forms.
    pub count: u32,
    /// Occurrences with a capital of their own.
    pub named: u32,
    /// How many counted words stand before its first occurrence.
    pub first: u32,
    /// The first and the last of its forms, in the order they were met.
    forms: (u32, u32),
}

/// A form of the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Met {
    form: u32,
    /// The form of the same stem that was met next, or itself.
    next: u32,
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

/// Counts the words of a text, and shows each to `each`.
///
/// With `join`, words that hyphens join are one.
pub(super) fn count(
    text: &str,
    segmentation: &Segmentation,
    lexicon: &mut Lexicon,
    join: bool,
    mut each: impl FnMut(Unit),
) -> Counted {
    let mut counting = Counting::new(lexicon);
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
            let number = counting.lexicon.number(text, span);
            let form = &mut counting.lexicon.forms[number as usize];
            let core = Span::new(span.start() + form.core.0 as usize, span.start() + form.core.1 as usize);
            let may_name = !first && !in_capitals;
            let named = may_name && is_capital(form.case);
            let stem = match form.role {
                Role::Counts(stem) => {
                    form.count += 1;
                    form.named += u32::from(named);
                    Some(if form.count == 1 { counting.meet(number, stem) } else { counting.place(stem) })
                }
                Role::Stopword | Role::Out => None,
            };
            counting.total += u32::from(stem.is_some());
            each(Unit { stem, core, breaks, may_name, named });
            (first, breaks) = (false, false);
        }
    }
    counting.finish()
}

/// The counts of an article that is being read.
struct Counting<'l> {
    lexicon: &'l mut Lexicon,
    met: Vec<Met>,
    stems: Vec<Stem>,
    total: u32,
}

impl<'l> Counting<'l> {
    fn new(lexicon: &'l mut Lexicon) -> Self {
        let (mut met, mut stems) = std::mem::take(&mut lexicon.spare);
        met.clear();
        stems.clear();
        Self { lexicon, met, stems, total: 0 }
    }

    /// The place of a stem in the article's list.
    #[inline]
    fn place(&self, stem: u32) -> u32 {
        self.lexicon.places[stem as usize]
    }

    /// Notes a form that the article has not shown yet; the place of its stem in the article's list.
    fn meet(&mut self, form: u32, stem: u32) -> u32 {
        let met = self.met.len() as u32;
        self.met.push(Met { form, next: met });
        let place = &mut self.lexicon.places[stem as usize];
        if *place == NOWHERE {
            *place = self.stems.len() as u32;
            let (first, forms) = (self.total, (met, met));
            self.stems.push(Stem { number: stem, shown: form, count: 0, named: 0, first, forms });
        } else {
            let last = &mut self.stems[*place as usize].forms.1;
            self.met[*last as usize].next = met;
            *last = met;
        }
        *place
    }

    /// Adds up the forms of each stem and leaves the lexicon as it was before the article.
    fn finish(mut self) -> Counted {
        let mut stems = std::mem::take(&mut self.stems);
        for stem in &mut stems {
            let forms = self.forms(stem);
            (stem.count, stem.named) =
                forms.fold((0, 0), |sum, (_, form)| (sum.0 + form.count, sum.1 + form.named));
            if stem.forms.0 != stem.forms.1 {
                stem.shown = self.choose(stem);
            }
            self.lexicon.places[stem.number as usize] = NOWHERE;
        }
        for met in &self.met {
            let form = &mut self.lexicon.forms[met.form as usize];
            (form.count, form.named) = (0, 0);
        }
        Counted { stems, total: self.total as usize, met: self.met }
    }

    /// The forms of a stem, in the order they were met, with their numbers.
    fn forms(&self, stem: &Stem) -> impl Iterator<Item = (u32, &Form)> {
        let mut next = Some(stem.forms.0);
        std::iter::from_fn(move || {
            let at = next?;
            let met = self.met[at as usize];
            next = (met.next != at).then_some(met.next);
            Some((met.form, &self.lexicon.forms[met.form as usize]))
        })
    }

    /// The form a stem is shown as: the commonest word, then its commonest way to be written, then the first. Small
    /// letters win over capitals unless the capitals are the word's own more often than not, as in a name.
    fn choose(&mut self, stem: &Stem) -> u32 {
        let mut by_lower = std::mem::take(&mut self.lexicon.by_lower);
        let (mut small, mut named) = (0, 0);
        for (_, form) in self.forms(stem) {
            by_lower[form.lower as usize] += form.count;
            small += if is_capital(form.case) { 0 } else { form.count };
            named += if is_capital(form.case) { form.named } else { 0 };
        }
        let weight = |form: &Form| {
            let right_case = small == 0 || is_capital(form.case) == (named > small);
            (right_case, by_lower[form.lower as usize], form.named, form.count)
        };
        let (mut shown, mut most) = (stem.shown, None);
        for (number, form) in self.forms(stem) {
            if most.is_none_or(|most| weight(form) > most) {
                (shown, most) = (number, Some(weight(form)));
            }
        }
        for (_, form) in self.forms(stem) {
            by_lower[form.lower as usize] = 0;
        }
        self.lexicon.by_lower = by_lower;
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
