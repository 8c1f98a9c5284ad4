//! Tokens to stems with their counts. In: text, segmentation, a lexicon. Out: the stems of the article in order of
//! first occurrence, each with the form it is shown as. Forms are counted as they come, and their stems at the end.

use super::lexicon::{Form, Lexicon, NOTHING};
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
    let mut numbers = std::mem::take(&mut counting.lexicon.spare.numbers);
    for sentence in &segmentation.sentences {
        let tokens = segmentation.tokens_of(sentence);
        let words = tokens.iter().filter(|token| is_word(token));
        counting.lexicon.numbers(text, words.map(|word| word.span), &mut numbers);
        let others_may_name = !is_set_in_capitals(tokens);
        let mut may_name = false;
        for number in &numbers {
            counting.add(*number, may_name);
            may_name = others_may_name;
        }
    }
    counting.lexicon.spare.numbers = numbers;
    counting.finish()
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
            let form = counting.lexicon.number(text, span);
            let (stem, named) = counting.add(form, may_name);
            each(Unit { form, stem, span, breaks, may_name, named });
            may_name = !in_capitals;
        });
    }
    counting.finish()
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
struct Counting<'l> {
    lexicon: &'l mut Lexicon,
    /// The forms that count so far, and room for as many as there are tokens.
    met: Vec<Met>,
    forms: usize,
    stems: Vec<Stem>,
    total: u32,
}

impl<'l> Counting<'l> {
    fn new(lexicon: &'l mut Lexicon, tokens: usize) -> Self {
        let mut met = std::mem::take(&mut lexicon.spare.met);
        let mut stems = std::mem::take(&mut lexicon.spare.stems);
        if met.len() <= tokens {
            met.resize(tokens + 1, Met::default());
        }
        stems.clear();
        Self { lexicon, met, forms: 0, stems, total: 0 }
    }

    /// Counts one occurrence of a form; its stem, and whether it has a capital of its own.
    ///
    /// Nothing here goes by what the word is: no processor guesses that.
    #[inline]
    fn add(&mut self, number: u32, may_name: bool) -> (u32, bool) {
        let form = self.lexicon.form(number);
        let (counts, is_new) = (form.stem != NOTHING, form.count == 0);
        let named = may_name & form.word.has_capital();
        let met = &mut self.met[self.forms];
        (met.form, met.stem, met.first) = (number, form.stem, self.total);
        self.forms += usize::from(counts & is_new);
        form.count += u32::from(counts);
        form.named += u32::from(counts & named);
        self.total += u32::from(counts);
        (form.stem, named)
    }

    /// Adds up the forms of each stem and leaves the lexicon as it was before the article.
    fn finish(mut self) -> Counted {
        for at in 0..self.forms {
            self.add_to_stem(at);
        }
        let mut stems = std::mem::take(&mut self.stems);
        for stem in &mut stems {
            *self.lexicon.place(stem.number) = NOTHING;
            if stem.forms.0 == stem.forms.1 {
                self.lexicon.form(stem.shown).reset();
            } else {
                stem.shown = self.choose(stem);
            }
        }
        Counted { stems, total: self.total as usize, met: self.met }
    }

    /// Adds the form at this place to the list of stems.
    #[inline]
    fn add_to_stem(&mut self, at: usize) {
        let (met, number) = (self.met[at], at as u32);
        let count = self.lexicon.form(met.form).count;
        let place = self.lexicon.place(met.stem);
        if *place == NOTHING {
            *place = self.stems.len() as u32;
            let (first, forms) = (met.first, (number, number));
            self.stems.push(Stem { number: met.stem, shown: met.form, count, first, forms });
        } else {
            let stem = &mut self.stems[*place as usize];
            stem.count += count;
            self.met[stem.forms.1 as usize].next = number;
            stem.forms.1 = number;
        }
    }

    /// The form a stem is shown as: the commonest word, then its commonest way to be written, then the first. Small
    /// letters win over capitals unless the capitals are the word's own more often than not, as in a name.
    fn choose(&mut self, stem: &Stem) -> u32 {
        let mut forms = std::mem::take(&mut self.lexicon.spare.forms);
        self.take_forms_of(stem, &mut forms);
        let (mut small, mut named) = (0, 0);
        for (_, form) in &forms {
            let capital = form.word.has_capital();
            small += if capital { 0 } else { form.count };
            named += if capital { form.named } else { 0 };
        }
        // Forms of one word come to stand side by side.
        forms.sort_unstable_by_key(|(at, form)| (form.word.lower(), *at));
        let mut best = (Default::default(), stem.shown);
        for of_word in forms.chunk_by(|(_, one), (_, two)| one.word.lower() == two.word.lower()) {
            let of_all: u32 = of_word.iter().map(|(_, form)| form.count).sum();
            for (at, form) in of_word {
                let right_case = small == 0 || form.word.has_capital() == (named > small);
                let weight = (right_case, of_all, form.named, form.count, Reverse(*at));
                if best.0 < Some(weight) {
                    best = (Some(weight), self.met[*at as usize].form);
                }
            }
        }
        self.lexicon.spare.forms = forms;
        best.1
    }

    /// Takes the counts of a stem's forms, each with its place among those met, out of the lexicon.
    fn take_forms_of(&mut self, stem: &Stem, forms: &mut Vec<(u32, Form)>) {
        forms.clear();
        let mut at = stem.forms.0;
        loop {
            let met = self.met[at as usize];
            let form = self.lexicon.form(met.form);
            forms.push((at, *form));
            form.reset();
            if at == stem.forms.1 {
                return;
            }
            at = met.next;
        }
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
