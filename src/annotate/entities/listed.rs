//! Where listed names stand. In: the article's tokens, the gazetteer. Out: every listed name whose case agrees, with
//! all entities it may stand for; which one it is, and whether it is one at all, is decided elsewhere.

use super::view::{Tok, View};
use crate::gazetteer::image::Alias;
use crate::gazetteer::row::CaseRule;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityRef, EntityType, Facts, Gazetteer, Listed};
use crate::language::Language;
use crate::segment::{Case, TokenKind};
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// An entity that a stretch of tokens may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    pub entity: EntityRef,
    /// Whether the name needs evidence.
    pub weak: bool,
    /// Whether it counts only where the text itself tells that it is a place's.
    pub context: bool,
    pub facts: Facts,
}

/// The entities one name may stand for; most names stand for one or two.
pub(super) type Senses = SmallVec<[Sense; 2]>;

/// How many more a name may stand for that stands for several.
const MANY: usize = 6;

impl Sense {
    /// The entity of a listed name.
    pub(super) fn of(listed: &Listed<'_>) -> Self {
        let Listed { entity, alias, .. } = *listed;
        let (weak, context) = (alias.flags.is_weak(), alias.flags.needs_context());
        Self { entity, weak, context, facts: alias.facts }
    }

    /// Whether it is a small town whose name needs evidence.
    fn is_small_town(&self) -> bool {
        self.weak && self.facts.is(Facts::SMALL_PLACE)
    }
}

/// The senses that say whether words are a name: the small towns that share the name of another place only leave open
/// which place it is.
pub(super) fn telling(senses: &[Sense]) -> impl Iterator<Item = &Sense> + Clone {
    let mut places = senses.iter().filter(|sense| sense.facts.entity_type() == EntityType::Place);
    let other = places.any(|place| !place.is_small_town());
    senses.iter().filter(move |sense| !(other && sense.is_small_town()))
}

/// A stretch of tokens that a list has a name for.
#[derive(Clone, Debug)]
pub(super) struct ListedName {
    pub tokens: Range<usize>,
    pub senses: Senses,
}

/// Every listed name that begins at token `at` and ends before `end`, longest first.
pub(super) fn at(
    view: &View,
    gazetteer: &Gazetteer,
    language: Language,
    at: usize,
    end: usize,
) -> Vec<ListedName> {
    let mut places = Vec::new();
    add_at(view, gazetteer, language, at..end, &mut places);
    places
}

/// The same for the names that begin a stretch of tokens, behind those found before.
pub(super) fn add_at(
    view: &View,
    gazetteer: &Gazetteer,
    language: Language,
    within: Range<usize>,
    places: &mut Vec<ListedName>,
) {
    let before = places.len();
    agreeing(view, gazetteer, language, within, |tokens, listed| {
        if !listed.alias.flags.needs_context() {
            add(places, without_article(view, tokens, &listed.alias), &listed);
        }
    });
    let new = &mut places[before..];
    if new.len() > 1 {
        new.sort_by_key(|place| std::cmp::Reverse(place.tokens.len()));
        part_from_country(view, new);
    }
}

/// Every place that a list has some tokens as a name of, those included that need the text to tell that it is a place's.
pub(super) fn places(
    view: &View,
    gazetteer: &Gazetteer,
    language: Language,
    tokens: &Range<usize>,
) -> Senses {
    let mut senses = Senses::new();
    agreeing(view, gazetteer, language, tokens.clone(), |found, listed| {
        let known = senses.iter().any(|sense: &Sense| sense.entity == listed.entity);
        if found == *tokens && listed.alias.facts.entity_type() == EntityType::Place && !known {
            push(&mut senses, Sense::of(&listed));
        }
    });
    senses
}

/// Calls `found` with every listed name that begins a stretch of tokens and whose language and case agree.
fn agreeing(
    view: &View,
    gazetteer: &Gazetteer,
    language: Language,
    within: Range<usize>,
    mut found: impl FnMut(Range<usize>, Listed<'_>),
) {
    let at = within.start;
    let first = &view.toks[at];
    if first.joint || !may_start(first, gazetteer) {
        return;
    }
    let key_at = |ahead: usize| {
        let here = at + ahead;
        if here >= within.end || (ahead > 0 && !goes_on(view, here)) {
            return None;
        }
        let tok = &view.toks[here];
        Some(if tok.joint { None } else { Some(tok.key) })
    };
    gazetteer.names_from_start(first.start, key_at, |listed| {
        let tokens = at..at + listed.tokens;
        let agrees = language_agrees(&listed.alias, language)
            && case_agrees(view, &tokens, &listed.alias)
            && accent_agrees(view, &tokens, &listed.alias);
        if agrees {
            found(tokens, listed);
        }
    });
}

/// `Ukraine's SBU` is listed so that the country tells which; the mention is `SBU`, and the country one of its own.
fn part_from_country(view: &View, places: &mut [ListedName]) {
    let is_country = |sense: &Sense| !sense.weak && sense.facts.is(Facts::NATIONAL);
    let country = places.iter().find(|place| place.senses.iter().any(is_country));
    let Some(owner) = country.map(|place| place.tokens.end) else { return };
    for place in places.iter_mut().filter(|place| place.tokens.end > owner + 1) {
        let rest = &view.toks[owner + 1..place.tokens.end];
        let ordinary = rest.len() == 1 && rest[0].is(Classes::COMMON);
        if view.toks[owner].kind == TokenKind::Clitic && rest[0].is_capital() && !ordinary {
            place.tokens.start = owner + 1;
        }
    }
}

/// Whether a listed name may begin at a token: a capital, or one of the few other beginnings.
pub(super) fn may_start(tok: &Tok, gazetteer: &Gazetteer) -> bool {
    matches!(tok.case, Case::Capitalised | Case::Upper) || gazetteer.may_start_lower(tok.start, tok.key)
}

/// Adds an entity to the places found, at a place of its own where its tokens have none yet.
fn add(places: &mut Vec<ListedName>, tokens: Range<usize>, listed: &Listed<'_>) {
    let sense = Sense::of(listed);
    let Some(at) = places.iter().position(|place| place.tokens == tokens) else {
        places.push(ListedName { tokens, senses: smallvec![sense] });
        return;
    };
    let senses = &mut places[at].senses;
    match senses.iter_mut().find(|known| known.entity == sense.entity) {
        Some(known) => known.weak &= sense.weak,
        None => push(senses, sense),
    }
}

/// Adds a sense. A name that has three has many, as a rule: room is made for them at once.
fn push(senses: &mut Senses, sense: Sense) {
    if senses.len() == senses.inline_size() {
        senses.reserve(MANY);
    }
    senses.push(sense);
}

/// `the White House` is listed so that the article counts as evidence; it is no part of the mention.
fn without_article(view: &View, tokens: Range<usize>, alias: &Alias) -> Range<usize> {
    let article = tokens.len() > 1 && alias.case(0) == Case::Lower && view.is_word(tokens.start, "the");
    if article { tokens.start + 1..tokens.end } else { tokens }
}

/// Whether a name may go on from the token before `here`: a blank or a joining hyphen between them, or the end of a
/// wrapped line and the indent of the next.
fn goes_on(view: &View, here: usize) -> bool {
    let gap = &view.text.as_bytes()[view.toks[here - 1].span.end()..view.toks[here].span.start()];
    if gap == b" " {
        return true;
    }
    let breaks = memchr::memchr_iter(b'\n', gap).count();
    breaks == 1 || breaks == 0 && gap.len() <= 4
}

fn language_agrees(alias: &Alias, language: Language) -> bool {
    alias.language.is_none_or(|code| code == language.code().as_bytes()[..2])
}

/// Whether the text writes capitals where the list asks for them.
fn case_agrees(view: &View, tokens: &Range<usize>, alias: &Alias) -> bool {
    match alias.flags.case_rule() {
        CaseRule::Any => return true,
        CaseRule::Exact => return exact(view, tokens, alias.text()),
        CaseRule::Smart => {}
    }
    let words = tokens.clone().filter(|&at| !view.toks[at].joint);
    words.enumerate().all(|(number, at)| {
        let tok = &view.toks[at];
        match alias.case(number) {
            Case::Capitalised => matches!(tok.case, Case::Capitalised | Case::Upper),
            Case::Upper => {
                tok.case == Case::Upper || short_acronym(view, at, tok.kind) || spoken_acronym(view, at)
            }
            Case::Lower | Case::None => true,
        }
    })
}

/// A one-letter token counts as capitalised, yet it may stand for a listed capital: `Vitamin C`.
fn short_acronym(view: &View, at: usize, kind: TokenKind) -> bool {
    kind == TokenKind::Word && view.word(at).len() == 1 && view.toks[at].case == Case::Capitalised
}

/// `Nato`, `Unesco`: acronyms that are spoken as a word, and by many papers written as one. A word of the language, or
/// one that may open its sentence, is none.
fn spoken_acronym(view: &View, at: usize) -> bool {
    let tok = &view.toks[at];
    tok.case == Case::Capitalised
        && tok.span.len() >= 4
        && tok.is_unknown()
        && view.capitals_tell
        && (view.words_known || !view.opens_sentence(at))
        && !view.also_small(at)
}

/// `Cerró`, `Campaña`: elsewhere than in English such a letter with an accent, where the list has none, makes another word of
/// a place that opens a sentence.
fn accent_agrees(view: &View, tokens: &Range<usize>, alias: &Alias) -> bool {
    let at = tokens.start;
    let strange = |word: &str| {
        word.ends_with(['á', 'à', 'é', 'è', 'í', 'ì', 'ó', 'ò', 'ú', 'ù'])
            || word.contains(['ñ', 'â', 'ê', 'ô'])
    };
    let opens = || view.opens_sentence(at) || at > 0 && view.opens_sentence(at - 1);
    view.words_known
        || tokens.len() > 1
        || alias.facts.entity_type() != EntityType::Place
        || !alias.text().is_ascii()
        || !opens()
        || !strange(view.word(at))
}

fn exact(view: &View, tokens: &Range<usize>, alias: &str) -> bool {
    let span = view.toks[tokens.start].span.to(view.toks[tokens.end - 1].span);
    let plain = |c: char| if c == '’' { '\'' } else { c };
    span.of(view.text).chars().map(plain).eq(alias.chars().map(plain))
}
