//! The tokens of an article as the names room sees them: folded keys and word classes beside each token, and what
//! kind of line each sentence is.

use crate::gazetteer::words::{Classes, Words};
use crate::gazetteer::{fold, tokens};
use crate::language::Language;
use crate::segment::{Case, Segmentation, Sentence, TokenKind};
use crate::span::Span;
use rustc_hash::FxHashSet;

/// A token with what the tables say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub span: Span,
    pub kind: TokenKind,
    pub case: Case,
    /// Hash of the folded form.
    pub key: u64,
    /// What the word may be.
    pub classes: Classes,
    /// Whether it only joins its neighbours: `-`.
    pub joint: bool,
}

impl Tok {
    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && matches!(self.case, Case::Capitalised | Case::Upper)
    }

    /// Whether it is any of these, by the tables.
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    /// Whether no table knows it.
    pub fn is_unknown(&self) -> bool {
        self.classes == Classes::default()
    }

    /// Whether it is a word of its own, not a mark.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }
}

/// How the capitals of a line are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Capitals mark names.
    Prose,
    /// Every important word has a capital: they tell nothing.
    TitleCase,
    /// All capitals: they tell nothing.
    Capitals,
}

/// The article, token by token.
pub(super) struct View<'t> {
    pub text: &'t str,
    pub toks: Vec<Tok>,
    /// Token range and line kind of each sentence.
    pub sentences: Vec<(std::ops::Range<usize>, Line)>,
    /// Whether the article reports matches.
    pub sport: bool,
    /// Whether capitals tell names from other words: not in German, which writes every noun with one.
    pub capitals_tell: bool,
    /// Whether the table of ordinary words is of the article's language.
    pub words_known: bool,
    /// Folded keys of the words the article writes with a small letter.
    small: FxHashSet<u64>,
}

impl<'t> View<'t> {
    pub fn new(text: &'t str, segmentation: &Segmentation, language: Language, words: &Words) -> Self {
        let mut small = FxHashSet::default();
        let mut toks = Vec::with_capacity(segmentation.tokens.len());
        for token in &segmentation.tokens {
            let written = token.span.of(text);
            let key = fold::key(written);
            let is_word = matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic);
            let classes = if is_word { words.classes(key) } else { Classes::default() };
            if token.kind == TokenKind::Word && token.case == Case::Lower {
                small.insert(key);
            }
            let joint = token.kind == TokenKind::Punctuation && tokens::is_joint(written);
            toks.push(Tok { span: token.span, kind: token.kind, case: token.case, key, classes, joint });
        }
        let line = |sentence: &Sentence| {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let kind = line_of(&toks[range.clone()]);
            (range, kind)
        };
        let sentences = segmentation.sentences.iter().map(line).collect();
        let sport = is_sport(&toks);
        let capitals_tell = language != Language::DE;
        let words_known = language == Language::EN;
        Self { text, toks, sentences, sport, capitals_tell, words_known, small }
    }

    /// The characters of a token.
    pub fn word(&self, at: usize) -> &'t str {
        self.toks[at].span.of(self.text)
    }

    /// Whether the article writes this word with a small letter too.
    pub fn also_small(&self, at: usize) -> bool {
        self.small.contains(&self.toks[at].key)
    }

    /// Whether a token is this word, in any case.
    pub fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether a small word ends a name with a hyphen: `Jong-un`, `Chi-fung`. An ordinary word does not: `Berlin-based`.
    pub fn is_tail(&self, at: usize) -> bool {
        let apart = Classes::COMMON.or(Classes::PARTICLE).or(Classes::ROLE).or(Classes::AFTER_ORG);
        self.words_known
            && at >= 2
            && self.toks[at].kind == TokenKind::Word
            && self.toks[at].case == Case::Lower
            && !self.toks[at].is(apart)
            && self.toks[at - 1].joint
            && self.toks[at - 2].is_capital()
            && self.touches_next(at - 1)
            && self.touches_next(at - 2)
    }

    /// Whether nothing but white space, or nothing at all, lies between a token and the next.
    pub fn touches_next(&self, at: usize) -> bool {
        self.toks.get(at + 1).is_some_and(|next| self.toks[at].span.end() == next.span.start())
    }
}

/// Whether one word in sixty speaks of matches, or most of the text is numbers: a table of results.
fn is_sport(toks: &[Tok]) -> bool {
    let words = toks.iter().filter(|tok| tok.kind == TokenKind::Word).count();
    let numbers = toks.iter().filter(|tok| tok.kind == TokenKind::Number).count();
    let team = toks.iter().filter(|tok| tok.is(Classes::TEAM_WORD)).count();
    team >= 2 && team * 60 >= words || numbers * 2 >= words && team > 0
}

/// Capitals tell names only where ordinary words are written small.
fn line_of(toks: &[Tok]) -> Line {
    let words = || toks.iter().filter(|tok| tok.kind == TokenKind::Word);
    let small = words().filter(|tok| tok.case == Case::Lower).count();
    let upper = words().filter(|tok| tok.case == Case::Upper).count();
    let total = words().count();
    if upper >= 2 && small == 0 && upper * 3 >= total * 2 {
        return Line::Capitals;
    }
    let ordinary = |tok: &&Tok| {
        tok.is_capital()
            && tok.is(Classes::COMMON)
            && !tok.is(Classes::FIRST_NAME.or(Classes::TITLE).or(Classes::ORG_HEAD).or(Classes::DEMONYM))
    };
    let capital = words().skip(1).filter(ordinary).count();
    let long = words().filter(|tok| tok.case == Case::Lower && tok.span.len() > 4).count();
    let content = words().skip(1).filter(|tok| !tok.is(Classes::COMMON) || tok.is_capital()).count();
    let stop =
        toks.last().is_some_and(|tok| tok.kind == TokenKind::Punctuation && tok.span.len() == 1) && small > 0;
    if !stop
        && capital >= 2
        && capital + 2 >= small
        && capital * 2 > content
        && long * 3 <= capital
        && total >= 4
    {
        return Line::TitleCase;
    }
    Line::Prose
}
