//! Text to sentences and tokens. In: text, the stretches of it that are article, the language.
//! Out: spans; nothing is altered. A sentence never crosses a hidden line or a paragraph end.

use crate::language::Language;
use crate::span::Span;
use std::ops::Range;

mod sentences;
mod tokens;

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
    /// Whether it is a line of its own with no closing mark: a headline, a caption, a heading.
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

/// Finds the sentences and tokens of `text` inside the `visible` stretches.
pub fn segment(text: &str, visible: &[Span], language: Language) -> Segmentation {
    let mut found = Segmentation::default();
    for &stretch in visible {
        for sentence in sentences::find(text, stretch, language) {
            let first = found.tokens.len() as u32;
            tokens::find(text, sentence, language, &mut found.tokens);
            let last = found.tokens.len() as u32;
            if first < last {
                let of = &found.tokens[first as usize..last as usize];
                found.sentences.push(Sentence {
                    span: of[0].span.to(of[of.len() - 1].span),
                    tokens: first..last,
                    heading: false,
                });
            }
        }
    }
    found
}
