//! Text to sentences and tokens. In: text, the stretches of it that are article, the language.
//! Out: spans; nothing is altered. A sentence never crosses a hidden line or a paragraph end.
//!
//! # Tokens
//!
//! Words are those of UAX #29, then corrected as news needs:
//!
//! - Acronyms and abbreviations keep their full stop: `U.S.`, `a.m.`, `Ph.D.`, `Jan.`, `Mr.`, the initial `J.` before
//!   a capital. `No.`, `Sat.` and others that are also words keep it only before a figure.
//! - `'s` and `’s` are a [`TokenKind::Clitic`]: `Navalny` + `'s`, `it` + `'s`. `don't`, `we're`, `O'Brien` stay whole.
//!   Elided articles are cut in French, Italian and Catalan (`l'` + `homme`), endings of names in Turkish
//!   (`Ankara` + `'da`), Swedish and Finnish (`EU` + `:s`); Dutch plurals (`foto's`) stay whole.
//! - A number is one token with sign, currency, separators and unit: `1,500`, `-3.5`, `$4.2bn`, `US$3m`, `2021-02-10`,
//!   `10:30`, `9/11`, `1990s`, `'90s`, `5th`, `5pm`, `3.5-year`, `26-year-old`, and `10 000` with
//!   a no-break space. `%` is a symbol of its own, and a range
//!   (`92-90`, `2014-15`) is two numbers.
//! - Capitals, hyphen, figures are one word (`COVID-19`, `F-16`), and so are `AT&T`, `R&D`, `S&P`; other hyphens part
//!   words (`Moscow-based` is three tokens).
//! - Chinese, Japanese, Thai, Lao, Khmer and Burmese, which set no blanks, are cut into words by dictionary.
//! - Addresses, hashtags and handles are one token each.
//! - A word written against the next is cut: `ended.The`, `J.Smith`, `Note:this`. A mark repeated is one token: `...`, `--`.
//!
//! # Sentences
//!
//! A full stop ends one unless the next word is small or an abbreviation before it reads on; after an abbreviation only a
//! word that starts sentences (starters.tsv) or an opening quote tells. Closing quotes and brackets go with the sentence.
//! A blank line ends a sentence; a line end does too, unless the text is hard-wrapped.

use crate::language::Language;
use crate::span::Span;
use abbreviations::Lists;
use std::ops::Range;
use tokens::Tokenizer;

mod abbreviations;
mod addresses;
mod apostrophes;
mod characters;
mod dictionary;
mod lines;
mod marks;
mod numbers;
mod quick;
mod sentences;
mod tokens;
mod words;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Letters, with the marks, digits and inner apostrophes that belong to them: `Navalny`, `O'Brien`, `U.S.`, `AT&T`.
    Word,
    /// Digits, with their separators, sign, currency and unit: `1,500`, `$4.2bn`, `3.5-year`, `2021-02-10`.
    Number,
    /// What is cut off a word: the possessive `'s`, an elided article `l'`.
    Clitic,
    /// Punctuation.
    Punctuation,
    /// Any other visible sign: `%`, `+`, an emoji.
    Symbol,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// `#hashtag`.
    Hashtag,
    /// `@handle`.
    Handle,
}

impl TokenKind {
    /// The name reports use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Number => "number",
            Self::Clitic => "clitic",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Url => "url",
            Self::Email => "email",
            Self::Hashtag => "hashtag",
            Self::Handle => "handle",
        }
    }
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// No cased letter: `2021`, `,`, `北京`.
    None,
    /// `protest`, and what starts so: `iPhone`.
    Lower,
    /// `Moscow`, and what starts so: `McCain`, `O'Brien`; a single capital letter too.
    Capitalised,
    /// Two capital letters or more and no small one: `NATO`, `U.S.`.
    Upper,
}

/// A word-like unit or a mark. White space is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
}

/// A sentence, or a line that stands for one (a headline, an item of a list).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens, as a range into `Segmentation::tokens`.
    pub tokens: Range<u32>,
    /// Whether it is a short line of its own with no closing mark, or all in capitals: a headline, a caption, a heading.
    pub heading: bool,
}

/// The sentences and tokens of one text, both in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// Sentences; they never overlap.
    pub sentences: Vec<Sentence>,
    /// Tokens; every one lies in exactly one sentence.
    pub tokens: Vec<Token>,
}

impl Segmentation {
    /// The tokens of one sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }
}

/// A line longer than this is a paragraph that lost its full stop, not a heading.
const LONGEST_HEADING: usize = 160;

/// Finds the sentences and tokens of `text` inside the `visible` stretches.
///
/// ```
/// use newsnlp::{language::Language, segment::segment, span::Span};
/// let text = "Mr. Volkov left at 5 p.m. The U.S. envoy's plane did not.";
/// let found = segment(text, &[Span::new(0, text.len())], Language::EN);
/// let sentences: Vec<_> = found.sentences.iter().map(|s| s.span.of(text)).collect();
/// assert_eq!(sentences, ["Mr. Volkov left at 5 p.m.", "The U.S. envoy's plane did not."]);
/// ```
pub fn segment(text: &str, visible: &[Span], language: Language) -> Segmentation {
    segment_with(text, visible, Tokenizer::new(text, language, Lists::of(language)))
}

/// The same as [`segment`], every word by the rules: what the quick way through plain words is held against.
#[doc(hidden)]
pub fn segment_by_rules(text: &str, visible: &[Span], language: Language) -> Segmentation {
    let mut tokenizer = Tokenizer::new(text, language, Lists::of(language));
    tokenizer.quick = false;
    segment_with(text, visible, tokenizer)
}

fn segment_with(text: &str, visible: &[Span], mut tokenizer: Tokenizer<'_>) -> Segmentation {
    let (language, lists) = (tokenizer.language, tokenizer.lists);
    let ordinal_dots = sentences::has_ordinal_dots(language);
    let low_quotes = sentences::has_low_quotes(language);
    let mut sentences = Vec::with_capacity(text.len() / 100 + 1);
    lines::each_block(text, visible, |block| {
        let first = tokenizer.tokens.len();
        tokenizer.add(block);
        let tokens = &tokenizer.tokens[first..];
        let of_block = sentences::Block { text, tokens, lists, low_quotes, ordinal_dots };
        let stops = tokenizer.stops.iter().map(|&stop| stop as usize - first);
        let mut start = 0;
        of_block.each_end(stops, |end| {
            sentences.push(sentence(tokens, start..end, first, false));
            start = end;
        });
        if start < tokens.len() {
            let heading = start == 0 && is_heading(text, tokens);
            sentences.push(sentence(tokens, start..tokens.len(), first, heading));
        }
    });
    Segmentation { sentences, tokens: tokenizer.tokens }
}

fn sentence(tokens: &[Token], range: Range<usize>, first: usize, heading: bool) -> Sentence {
    let span = tokens[range.start].span.to(tokens[range.end - 1].span);
    let tokens = (first + range.start) as u32..(first + range.end) as u32;
    Sentence { span, tokens, heading }
}

/// Whether a block of one sentence is a heading.
fn is_heading(text: &str, tokens: &[Token]) -> bool {
    let span = tokens[0].span.to(tokens[tokens.len() - 1].span);
    if span.len() > LONGEST_HEADING {
        return false;
    }
    let closers =
        |token: &&Token| matches!(token.span.of(text), "\"" | "'" | "''" | "”" | "’" | "»" | ")" | "]");
    let last = tokens.iter().rev().find(|token| !closers(token));
    let closed = last.is_some_and(|token| token.span.of(text).ends_with(characters::is_stop));
    let single = |token: &Token| token.span.of(text).chars().filter(|c| c.is_alphabetic()).nth(1).is_none();
    let capitals = tokens.iter().any(|token| token.case == Case::Upper)
        && tokens.iter().all(|token| match token.case {
            Case::None | Case::Upper => true,
            Case::Capitalised => single(token),
            Case::Lower => false,
        });
    // "(Reporting by Jane Doe)" heads nothing.
    let aside = span.of(text).starts_with('(') && span.of(text).ends_with(')');
    !closed && !aside || capitals
}

#[cfg(test)]
mod tests;
