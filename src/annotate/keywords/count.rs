//! Tokens to stems with their counts. In: text, segmentation, a lexicon. Out: the stems of the article in order of
//! first occurrence, each with the form it is shown as. Forms are counted as they come, and their stems at the end.

use super::lexicon::{Form, Lexicon, Lower, NOTHING};
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
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met {
    form: u32,
    /// How many counted words stand before its first occurrence.
    first: u32,
    /// The form of the same stem that was met next, or itself.
    next: u32,
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
    let mut counting = Counting::new(lexicon, segmentation.tokens.len());
    let mut words = std::mem::take(&mut counting.lexicon.words);
    for sentence in &segmentation.sentences {
        let tokens = segmentation.tokens_of(sentence);
        words.clear();
        each_word(text, tokens, join, |span, breaks| words.push(Word { span, breaks, form: 0 }));
        // By itself, as the processor then waits for the memory of several words at once.
        for word in &mut words {
            word.form = counting.lexicon.number(text, word.span);
        }
        let mut may_name = false;
        let in_capitals = is_set_in_capitals(tokens);
        for &Word { span, breaks, form } in &words {
            let (stem, named) = counting.add(form, may_name);
            each(Unit { form, stem, span, breaks, may_name, named });
            may_name = !in_capitals;
        }
    }
    counting.lexicon.words = words;
    counting.finish()
}

/// A word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    span: Span,
    breaks: bool,
    form: u32,
}

/// Shows each word of a sentence to `each`, and whether the sentence starts there or something stands before it.
fn each_word(text: &str, tokens: &[Token], join: bool, mut each: impl FnMut(Span, bool)) {
    let (mut breaks, mut at) = (true, 0);
    while let Some(token) = tokens.get(at) {
        if is_word(token) {
            each(if join { joined(text, tokens, &mut at) } else { token.span }, breaks);
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
    /// The forms so far, and room for as many as there are tokens.
    met: Vec<Met>,
    forms: usize,
    stems: Vec<Stem>,
    total: u32,
}

impl<'l> Counting<'l> {
    fn new(lexicon: &'l mut Lexicon, tokens: usize) -> Self {
        let (mut met, mut stems) = std::mem::take(&mut lexicon.spare);
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
        let named = may_name & form.capital;
        self.met[self.forms] = Met { form: number, first: self.total, next: self.forms as u32 };
        self.forms += usize::from(form.count == 0);
        form.count += 1;
        form.named += u32::from(named);
        self.total += u32::from(form.stem != NOTHING);
        (form.stem, named)
    }

    /// Adds up the forms of each stem and leaves the lexicon as it was before the article.
    fn finish(mut self) -> Counted {
        for at in 0..self.forms {
            self.add_to_stem(at);
        }
        let mut stems = std::mem::take(&mut self.stems);
        for stem in &mut stems {
            if stem.forms.0 != stem.forms.1 {
                stem.shown = self.choose(stem);
            }
            *self.lexicon.place(stem.number) = NOTHING;
        }
        for met in &self.met[..self.forms] {
            let form = self.lexicon.form(met.form);
            (form.count, form.named) = (0, 0);
        }
        Counted { stems, total: self.total as usize, met: self.met }
    }

    /// Adds the form at this place to the list of stems.
    fn add_to_stem(&mut self, at: usize) {
        let (met, number) = (self.met[at], at as u32);
        let Form { stem, count, named, .. } = *self.lexicon.form(met.form);
        if stem == NOTHING {
            return;
        }
        let place = self.lexicon.place(stem);
        if *place == NOTHING {
            *place = self.stems.len() as u32;
            let (first, forms) = (met.first, (number, number));
            self.stems.push(Stem { number: stem, shown: met.form, count, named, first, forms });
        } else {
            let stem = &mut self.stems[*place as usize];
            (stem.count, stem.named) = (stem.count + count, stem.named + named);
            self.met[stem.forms.1 as usize].next = number;
            stem.forms.1 = number;
        }
    }

    /// Shows each form of a stem to `each`, in the order they were met, with its number and the word it is written of.
    fn each_form(&mut self, stem: &Stem, mut each: impl FnMut(u32, Form, &mut Lower)) {
        let mut at = stem.forms.0;
        loop {
            let met = self.met[at as usize];
            let form = *self.lexicon.form(met.form);
            let lower = self.lexicon.facts(met.form).lower;
            each(met.form, form, self.lexicon.lower(lower));
            if met.next == at {
                return;
            }
            at = met.next;
        }
    }

    /// The form a stem is shown as: the commonest word, then its commonest way to be written, then the first. Small
    /// letters win over capitals unless the capitals are the word's own more often than not, as in a name.
    fn choose(&mut self, stem: &Stem) -> u32 {
        let (mut small, mut named) = (0, 0);
        self.each_form(stem, |_, form, lower| {
            lower.count += form.count;
            small += if form.capital { 0 } else { form.count };
            named += if form.capital { form.named } else { 0 };
        });
        let (mut shown, mut most) = (stem.shown, None);
        self.each_form(stem, |number, form, lower| {
            let right_case = small == 0 || form.capital == (named > small);
            let weight = Some((right_case, lower.count, form.named, form.count));
            if weight > most {
                (shown, most) = (number, weight);
            }
        });
        self.each_form(stem, |_, _, lower| lower.count = 0);
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
