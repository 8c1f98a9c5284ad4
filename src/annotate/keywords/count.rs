//! Tokens to stems with their counts. In: text, segmentation, a lexicon. Out: the stems of the article in order of
//! first occurrence, each with the form it is shown as. Forms are counted as they come, and their stems at the end.

use super::form::{Form, NOTHING};
use super::lexicon::{Inner, Lexicon};
use crate::segment::{Case, Segmentation, Token, TokenKind};
use crate::span::Span;
use std::cmp::Reverse;

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
        (lexicon.spare.stems, lexicon.spare.met) = (self.stems, self.met);
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
    /// How many counted words stand before its first occurrence.
    pub first: u32,
    /// The first and the last of its forms, in the order they were met.
    forms: (u32, u32),
}

/// A form of the article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met {
    form: u32,
    stem: u32,
    /// How many counted words stand before its first occurrence.
    first: u32,
    /// The form of the same stem that was met next; means nothing for the last.
    next: u32,
}

/// Lists of the article before, to be filled again.
#[derive(Debug, Default)]
pub(super) struct Spare {
    met: Vec<Met>,
    stems: Vec<Stem>,
    /// The forms of a stem, each with its place among those met.
    forms: Vec<(u32, Form)>,
    /// The numbers of the words of a sentence.
    numbers: Vec<u32>,
}

/// A word of the article, or words joined by hyphens, as the lexicon reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The number of its form.
    pub form: u32,
    /// Its stem, by its number in the lexicon; [`NOTHING`] for what does not count.
    pub stem: u32,
    /// Where it stands.
    pub span: Span,
    /// Whether a sentence starts here, or a mark or number stands between it and the word before.
    pub breaks: bool,
    /// Whether a capital here would be its own: not at the head of a sentence, not in a line set in capitals.
    pub may_name: bool,
    /// Whether it has such a capital.
    pub named: bool,
}

/// Counts the words of a text.
pub(super) fn count(text: &str, segmentation: &Segmentation, lexicon: &mut Lexicon) -> Counted {
    let mut counting = Counting::new(lexicon, segmentation.tokens.len());
    let mut numbers = std::mem::take(&mut lexicon.spare.numbers);
    for sentence in &segmentation.sentences {
        let tokens = segmentation.tokens_of(sentence);
        let words = tokens.iter().filter(|token| is_word(token));
        lexicon.numbers(text, words.map(|word| word.span), &mut numbers);
        let others_may_name = !is_set_in_capitals(tokens);
        let mut may_name = false;
        let mut inner = lexicon.inner();
        for number in &numbers {
            let form = inner.form(*number);
            counting.add(*number, form, may_name & form.word.has_capital());
            may_name = others_may_name;
        }
    }
    lexicon.spare.numbers = numbers;
    counting.finish(lexicon)
}

/// The same, with words that hyphens join as one, and each shown to `each`.
pub(super) fn count_units(
    text: &str,
    segmentation: &Segmentation,
    lexicon: &mut Lexicon,
    mut each: impl FnMut(Unit),
) -> Counted {
    let mut counting = Counting::new(lexicon, segmentation.tokens.len());
    for sentence in &segmentation.sentences {
        let tokens = segmentation.tokens_of(sentence);
        let in_capitals = is_set_in_capitals(tokens);
        let mut may_name = false;
        each_unit(text, tokens, |span, breaks| {
            let number = lexicon.number(text, span);
            let form = lexicon.form(number);
            let named = may_name && form.word.has_capital();
            each(Unit { form: number, stem: form.stem, span, breaks, may_name, named });
            counting.add(number, form, named);
            may_name = !in_capitals;
        });
    }
    counting.finish(lexicon)
}

/// Shows each word of a sentence to `each`, and whether the sentence starts there or something stands before it.
fn each_unit(text: &str, tokens: &[Token], mut each: impl FnMut(Span, bool)) {
    let (mut breaks, mut at) = (true, 0);
    while let Some(token) = tokens.get(at) {
        if is_word(token) {
            each(joined(text, tokens, &mut at), breaks);
            breaks = false;
        } else {
            breaks |= !is_possessive(text, token);
        }
        at += 1;
    }
}

/// The counts of an article that is being read.
struct Counting {
    /// The forms that count so far, and room for as many as there are tokens.
    met: Vec<Met>,
    forms: usize,
    stems: Vec<Stem>,
    total: u32,
}

impl Counting {
    fn new(lexicon: &mut Lexicon, tokens: usize) -> Self {
        let mut met = std::mem::take(&mut lexicon.spare.met);
        let mut stems = std::mem::take(&mut lexicon.spare.stems);
        if met.len() <= tokens {
            met.resize(tokens + 1, Met::default());
        }
        stems.clear();
        Self { met, forms: 0, stems, total: 0 }
    }

    /// Counts one occurrence of a form, if it counts.
    ///
    /// Nothing here goes by what the word is: no processor guesses that.
    #[inline]
    fn add(&mut self, number: u32, form: &mut Form, named: bool) {
        let (counts, is_new) = (form.stem != NOTHING, form.count == 0);
        let met = &mut self.met[self.forms];
        (met.form, met.stem, met.first) = (number, form.stem, self.total);
        self.forms += usize::from(counts & is_new);
        form.count += u32::from(counts);
        form.named += u32::from(counts & named);
        self.total += u32::from(counts);
    }

    /// Adds up the forms of each stem and leaves the lexicon as it was before the article.
    fn finish(mut self, lexicon: &mut Lexicon) -> Counted {
        let mut chosen = std::mem::take(&mut lexicon.spare.forms);
        let inner = &mut lexicon.inner();
        self.add_to_stems(inner);
        for stem in &mut self.stems {
            inner.places[stem.number as usize] = NOTHING;
            if stem.forms.0 == stem.forms.1 {
                inner.form(stem.shown).reset();
            } else {
                take_forms_of(stem, &self.met, inner, &mut chosen);
                stem.shown = self.met[choose(&mut chosen) as usize].form;
            }
        }
        lexicon.spare.forms = chosen;
        Counted { stems: self.stems, total: self.total as usize, met: self.met }
    }

    /// Adds each form to the list of stems.
    fn add_to_stems(&mut self, inner: &mut Inner<'_>) {
        let Self { met, stems, forms, .. } = self;
        for at in 0..*forms {
            let Met { form, stem: number, first, .. } = met[at];
            let count = inner.form(form).count;
            let place = &mut inner.places[number as usize];
            if *place == NOTHING {
                *place = stems.len() as u32;
                stems.push(Stem { number, shown: form, count, first, forms: (at as u32, at as u32) });
            } else {
                let stem = &mut stems[*place as usize];
                stem.count += count;
                met[stem.forms.1 as usize].next = at as u32;
                stem.forms.1 = at as u32;
            }
        }
    }
}

/// Takes the counts of a stem's forms, each with its place among those met, out of the lexicon.
fn take_forms_of(stem: &Stem, met: &[Met], inner: &mut Inner<'_>, forms: &mut Vec<(u32, Form)>) {
    forms.clear();
    let mut at = stem.forms.0;
    loop {
        let met = met[at as usize];
        let form = inner.form(met.form);
        forms.push((at, *form));
        form.reset();
        if at == stem.forms.1 {
            return;
        }
        at = met.next;
    }
}

/// The place of the form a stem is shown as: the commonest word, then its commonest way to be written, then the first.
/// Small letters win over capitals unless the capitals are the word's own more often than not, as in a name.
fn choose(forms: &mut [(u32, Form)]) -> u32 {
    let (mut small, mut named) = (0, 0);
    for (_, form) in &*forms {
        let capital = form.word.has_capital();
        small += if capital { 0 } else { form.count };
        named += if capital { form.named } else { 0 };
    }
    // Forms of one word come to stand side by side.
    forms.sort_unstable_by_key(|(at, form)| (form.word.lower(), *at));
    let mut best = (false, 0, 0, 0, Reverse(u32::MAX));
    for of_word in forms.chunk_by(|(_, one), (_, two)| one.word.lower() == two.word.lower()) {
        let of_all: u32 = of_word.iter().map(|(_, form)| form.count).sum();
        for (at, form) in of_word {
            let right_case = small == 0 || form.word.has_capital() == (named > small);
            best = best.max((right_case, of_all, form.named, form.count, Reverse(*at)));
        }
    }
    best.4.0
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
        // Without a branch: no processor guesses what a token is.
        let is_word = usize::from(token.kind == TokenKind::Word);
        small += is_word & usize::from(token.case == Case::Lower);
        capital += is_word & usize::from(is_capital(token.case));
        // Not even if all others had capitals.
        if 3 * small >= tokens.len() {
            return false;
        }
    }
    capital > 1 && capital > 2 * small
}

pub(super) fn is_capital(case: Case) -> bool {
    matches!(case, Case::Capitalised | Case::Upper)
}
