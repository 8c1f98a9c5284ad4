//! The tokens of an article as the names room sees them: folded keys and word classes beside each token, and what
//! kind of line each sentence is.

use super::cue::Cue;
use super::vocabulary::{Shape, Vocabulary};
use crate::gazetteer::Start;
use crate::gazetteer::words::{Classes, is_body_adjective, takes_syllables};
use crate::language::Language;
use crate::segment::{Case, Segmentation, Sentence, Token, TokenKind};
use crate::span::Span;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::cell::OnceCell;

/// A token with what the tables say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub span: Span,
    pub kind: TokenKind,
    pub case: Case,
    /// Hash of the folded form.
    pub key: u64,
    /// Where the built-in names start that begin with it.
    pub start: Start,
    /// What the word may be.
    pub classes: Classes,
    /// Which of the small words and marks it is that rules go by.
    pub cue: Cue,
    /// How it is written.
    pub shape: Shape,
    /// Whether it is a word that begins with a capital letter.
    capital: bool,
    /// Whether it only joins its neighbours: `-`.
    pub joint: bool,
}

impl Tok {
    /// Whether it begins with a capital letter.
    pub const fn is_capital(&self) -> bool {
        self.capital
    }

    /// Whether it is any of these, by the tables.
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    /// Whether no table knows it.
    pub fn is_unknown(&self) -> bool {
        self.classes == Classes::default()
    }

    /// `Ltd`, `Corporation`: whether it is what a company is in law, and no letters that may be somebody's: `SAS`.
    pub fn is_bare_legal_form(&self) -> bool {
        self.case != Case::Upper && self.is(Classes::LEGAL_FORM)
    }

    /// Whether it is two letters in capitals: `FA`, `TV`.
    pub fn is_pair(&self) -> bool {
        self.case == Case::Upper && self.span.len() == 2
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
    language: Language,
    /// Folded keys of the words the article writes with a capital and with a small letter.
    small: FxHashSet<u64>,
    pairs_inside: OnceCell<FxHashSet<(u64, u64)>>,
}

/// Room for the words that most articles write with a capital and with a small letter.
const OFTEN_SMALL: usize = 28;

impl<'t> View<'t> {
    pub fn new(text: &'t str, segmentation: &Segmentation, language: Language) -> Self {
        let mut capitals = Filter::default();
        let toks = Vocabulary::with(|vocabulary| {
            let english = language == Language::EN;
            let tok = |token: &Token| {
                let mut tok = tok(text, token, vocabulary);
                if english && tok.shape.is(Shape::INITIAL) {
                    // `(M. Prosser 66 not out)`: no `Monsieur`.
                    tok.classes = tok.classes.without(Classes::TITLE);
                }
                if tok.is_capital() {
                    capitals.add(tok.key);
                }
                tok
            };
            segmentation.tokens.iter().map(tok).collect::<Vec<_>>()
        });
        let small = |tok: &&Tok| tok.case == Case::Lower && capitals.may_hold(tok.key);
        let small = toks.iter().filter(small).filter(|tok| tok.kind == TokenKind::Word);
        let mut written_small = FxHashSet::with_capacity_and_hasher(OFTEN_SMALL, FxBuildHasher);
        written_small.extend(small.map(|tok| tok.key));
        let line = |sentence: &Sentence| {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let kind = line_of(&toks[range.clone()]);
            (range, kind)
        };
        let sentences = segmentation.sentences.iter().map(line).collect();
        let sport = is_sport(&toks);
        let capitals_tell = language != Language::DE;
        let words_known = language == Language::EN;
        let pairs_inside = OnceCell::new();
        Self {
            text,
            toks,
            sentences,
            sport,
            capitals_tell,
            words_known,
            language,
            small: written_small,
            pairs_inside,
        }
    }

    /// The characters of a token.
    pub fn word(&self, at: usize) -> &'t str {
        self.toks[at].span.of(self.text)
    }

    /// Which small word or mark a token is, of those that rules go by.
    pub fn cue(&self, at: usize) -> Cue {
        self.toks[at].cue
    }

    /// Whether a sentence begins with this token.
    pub fn opens_sentence(&self, at: usize) -> bool {
        self.sentences.binary_search_by_key(&at, |(sentence, _)| sentence.start).is_ok()
    }

    /// Whether the article writes this word with a small letter too.
    pub fn also_small(&self, at: usize) -> bool {
        let tok = &self.toks[at];
        tok.kind == TokenKind::Word && tok.case == Case::Lower || self.small.contains(&tok.key)
    }

    /// Whether this token and the next stand with their capitals inside a sentence too, behind a small word.
    pub fn is_pair_inside(&self, at: usize) -> bool {
        let Some([first, second]) = self.toks.get(at..at + 2) else { return false };
        self.pairs_inside().contains(&(first.key, second.key))
    }

    /// The pairs of capitals that stand behind a small word, by their keys: gathered once, when first asked for.
    fn pairs_inside(&self) -> &FxHashSet<(u64, u64)> {
        let inside = |three: &[Tok]| {
            let pair = three[0].case == Case::Lower && three[1].is_capital() && three[2].is_capital();
            pair.then(|| (three[1].key, three[2].key))
        };
        self.pairs_inside.get_or_init(|| self.toks.windows(3).filter_map(inside).collect())
    }

    /// Whether a token is this word, in any case.
    pub fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether a small word ends a name with a hyphen: `Jong-un`, `Chi-fung`. An ordinary word does not: `Berlin-based`.
    #[inline]
    pub fn is_tail(&self, at: usize) -> bool {
        let apart = Classes::COMMON.or(Classes::PARTICLE).or(Classes::ROLE).or(Classes::AFTER_ORG);
        self.words_known
            && at >= 2
            && self.toks[at - 1].joint
            && self.toks[at].kind == TokenKind::Word
            && self.toks[at].case == Case::Lower
            && self.toks[at - 2].is_capital()
            && self.touches_next(at - 1)
            && self.touches_next(at - 2)
            && (!self.toks[at].is(apart) || self.is_second_syllable(at))
    }

    /// `Liu Yi-te`, `Jeong Jin-sang`: whether a small word behind a hyphen, whatever else it means, ends a given name of two
    /// syllables, because a surname stands before them with which such names go.
    fn is_second_syllable(&self, at: usize) -> bool {
        /// Letters of the longest.
        const LONGEST: usize = "hyeong".len();
        let Some(surname) = at.checked_sub(3).map(|at| &self.toks[at]) else { return false };
        surname.case == Case::Capitalised
            && takes_syllables(surname.key)
            && self.toks[at].span.len() <= LONGEST
            && self.toks[at - 2].span.len() <= LONGEST
    }

    /// `the riding of Saskatoon - Humboldt`: whether a constituency's name begins here, which dashes may join.
    pub fn is_riding(&self, start: usize) -> bool {
        start >= 2
            && self.cue(start - 1) == Cue::Of
            && matches!(self.word(start - 2), "constituency" | "district" | "division" | "riding" | "seat")
    }

    /// `Cour constitutionnelle`, `Parti libéral national`: whether a small word is an adjective of an organisation's word before
    /// it, and so part of its name.
    pub fn is_body_adjective(&self, at: usize) -> bool {
        let adjective = |at: usize| self.toks[at].case == Case::Lower && is_body_adjective(self.toks[at].key);
        let body = |at: usize| self.toks[at].is(Classes::ORG_HEAD) && self.toks[at].case == Case::Capitalised;
        matches!(self.language, Language::FR | Language::IT)
            && at > 0
            && adjective(at)
            && (body(at - 1) || at > 1 && adjective(at - 1) && body(at - 2))
    }

    /// Whether a small word binds the names around it into one: `bin`, `van` in English, but not `de`, which joins anything.
    pub fn is_binding(&self, at: usize) -> bool {
        let tok = &self.toks[at];
        let binds = || self.particles_bind() || self.words_known && !tok.cue.is_connector();
        tok.case == Case::Lower && tok.is(Classes::PARTICLE) && binds()
    }

    /// Whether small words join the parts of surnames, whatever else they mean: `dos Santos`, `de Sousa`.
    pub fn particles_bind(&self) -> bool {
        matches!(self.language, Language::ES | Language::FR | Language::IT | Language::PT)
    }

    /// `Bouches-du-Rhône`, `Saint-Christol-lès-Alès`: whether a small word stands between two hyphens, touching both; in
    /// English `editor-in-chief` does too.
    pub fn is_small_between(&self, at: usize) -> bool {
        !self.words_known
            && at > 0
            && self.toks.get(at + 1).is_some_and(|next| next.joint)
            && self.toks[at].case == Case::Lower
            && self.toks[at].span.len() <= "sous".len()
            && self.toks[at - 1].joint
            && self.touches_next(at - 1)
            && self.touches_next(at)
    }

    /// `Hawkeye Housing LLC. Council member`: whether a legal form with its full stop ends a name here, though no sentence.
    /// `A.G.` may be somebody's initials.
    pub fn ends_company(&self, at: usize) -> bool {
        let next = |next: &Tok| next.is_capital() && !next.is(Classes::ORG_SUFFIX);
        self.toks[at].is(Classes::LEGAL_FORM)
            && self.toks.get(at + 1).is_some_and(next)
            && self.word(at).find('.') == Some(self.toks[at].span.len() - 1)
    }

    /// `Hawkeye Housing, LLC`: whether nothing but a legal form stands behind a comma.
    pub fn is_form_apart(&self, comma: usize) -> bool {
        // `Calgary, AB` and `Adelaide, SA` are no companies.
        let form = |tok: &Tok| tok.is_capital() && tok.is(Classes::LEGAL_FORM) && !tok.is_pair();
        self.toks.get(comma + 1).is_some_and(form)
            && !self.toks.get(comma + 2).is_some_and(|next| next.is_capital() && !form(next))
    }

    /// Whether nothing but white space, or nothing at all, lies between a token and the next.
    pub fn touches_next(&self, at: usize) -> bool {
        self.toks.get(at + 1).is_some_and(|next| self.toks[at].span.end() == next.span.start())
    }
}

/// A token with what is known of its word.
#[inline]
fn tok(text: &str, token: &Token, vocabulary: &mut Vocabulary) -> Tok {
    let &Token { span, kind, case } = token;
    let known = vocabulary.get(text, span);
    let is_word = matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic);
    Tok {
        span,
        kind,
        case,
        key: known.key,
        start: known.start,
        classes: if is_word { known.classes } else { Classes::default() },
        cue: known.cue,
        shape: known.shape,
        capital: kind == TokenKind::Word && matches!(case, Case::Capitalised | Case::Upper),
        joint: kind == TokenKind::Punctuation && known.cue.is_joint(),
    }
}

/// Which keys a set may hold, in 4,096 bits: few small words have a capital elsewhere, and the others need no look into
/// a set.
struct Filter([u64; 64]);

impl Default for Filter {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Filter {
    const fn add(&mut self, key: u64) {
        self.0[(key >> 6 & 63) as usize] |= 1 << (key & 63);
    }

    const fn may_hold(&self, key: u64) -> bool {
        self.0[(key >> 6 & 63) as usize] & 1 << (key & 63) != 0
    }
}

/// Whether one word in sixty speaks of matches, or most of the text is numbers: a table of results.
fn is_sport(toks: &[Tok]) -> bool {
    let team = toks.iter().filter(|tok| tok.is(Classes::TEAM_WORD)).count();
    let of_kind = |kind: TokenKind| toks.iter().filter(|tok| tok.kind == kind).count();
    team > 0 && {
        let (words, numbers) = (of_kind(TokenKind::Word), of_kind(TokenKind::Number));
        team >= 2 && team * 60 >= words || numbers * 2 >= words
    }
}

/// Capitals tell names only where ordinary words are written small.
fn line_of(toks: &[Tok]) -> Line {
    const NAME: Classes = Classes::FIRST_NAME.or(Classes::TITLE).or(Classes::ORG_HEAD).or(Classes::DEMONYM);
    // Most sentences: a mark closes them, and some word is small.
    let closed = toks.last().is_some_and(|tok| tok.kind == TokenKind::Punctuation && tok.span.len() == 1);
    if closed && toks.iter().any(|tok| tok.kind == TokenKind::Word && tok.case == Case::Lower) {
        return Line::Prose;
    }
    let (mut total, mut small, mut upper, mut long, mut capital, mut content) = (0, 0, 0, 0, 0, 0);
    for tok in toks.iter().filter(|tok| tok.kind == TokenKind::Word) {
        let (common, opens) = (tok.is(Classes::COMMON), total == 0);
        total += 1;
        small += usize::from(tok.case == Case::Lower);
        upper += usize::from(tok.case == Case::Upper);
        long += usize::from(tok.case == Case::Lower && tok.span.len() > 4);
        if !opens {
            capital += usize::from(tok.is_capital() && common && !tok.is(NAME));
            content += usize::from(!common || tok.is_capital());
        }
    }
    if upper >= 2 && small == 0 && upper * 3 >= total * 2 {
        return Line::Capitals;
    }
    if capital >= 2 && capital + 2 >= small && capital * 2 > content && long * 3 <= capital && total >= 4 {
        return Line::TitleCase;
    }
    Line::Prose
}
