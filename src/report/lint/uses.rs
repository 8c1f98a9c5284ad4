//! How one article uses the names of a list. In: an annotated article. Out: per name, how often it stands there and
//! what became of it each time.

use crate::annotate::entities::Mention;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityRef, Gazetteer, Listed, builtin_words, fold, tokens::is_joint};
use crate::pipeline::Annotated;
use crate::report::context::around;
use crate::segment::{Case, TokenKind};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Examples kept of each kind of use.
const EXAMPLES: usize = 3;

/// What became of a name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It names the entity.
    Accepted,
    /// It names the entity, and a capitalised word touches it.
    Beside,
    /// It names the entity, and it is the first word of its sentence.
    Opening,
    /// It is part of a longer name.
    Inside,
    /// It names something of another type.
    OtherType,
    /// It names something else of the same type.
    Other,
    /// It is written small.
    Small,
    /// It was not taken for a name.
    Rejected,
}

impl Use {
    pub const COUNT: usize = 8;
}

/// The uses of one name.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub counts: [usize; Use::COUNT],
    pub examples: [Vec<String>; Use::COUNT],
}

/// The uses of names, by entity and name.
#[derive(Debug, Default)]
pub struct Uses<'g> {
    pub(super) by_name: FxHashMap<(EntityRef, &'g str), Counts>,
}

impl Uses<'_> {
    /// Adds those of another article.
    pub fn add(&mut self, more: Self) {
        for (name, counts) in more.by_name {
            let known = self.by_name.entry(name).or_default();
            for (at, examples) in counts.examples.into_iter().enumerate() {
                known.counts[at] += counts.counts[at];
                let room = EXAMPLES.saturating_sub(known.examples[at].len());
                known.examples[at].extend(examples.into_iter().take(room));
            }
        }
    }
}

/// One article as it is searched.
struct Search<'a> {
    done: &'a Annotated<'a>,
    gazetteer: &'a Gazetteer,
    keys: Vec<Option<u64>>,
}

/// The uses of the names of lists number `first` and later.
pub fn in_article<'g>(done: &Annotated, gazetteer: &'g Gazetteer, first: u16) -> Uses<'g> {
    let text = &done.article.text;
    let key = |word: &str| (!is_joint(word)).then(|| fold::key(word));
    let keys = done.segmentation.tokens.iter().map(|token| key(token.span.of(text))).collect();
    let search = Search { done, gazetteer, keys };
    let mut uses = Uses::default();
    for sentence in &done.segmentation.sentences {
        let sentence = sentence.tokens.start as usize..sentence.tokens.end as usize;
        for at in sentence.clone().filter(|&at| search.keys[at].is_some()) {
            let key_at = |ahead: usize| search.keys[at..sentence.end].get(ahead).copied();
            gazetteer.names_from(key_at, |listed| {
                if listed.entity.list >= first
                    && let Some((of_use, span)) = search.use_of(&listed, at, &sentence)
                {
                    let counts = uses.by_name.entry((listed.entity, listed.alias.text())).or_default();
                    counts.counts[of_use as usize] += 1;
                    let examples = &mut counts.examples[of_use as usize];
                    if examples.len() < EXAMPLES {
                        examples.push(format!("{}: {}", done.article.id, around(text, span)));
                    }
                }
            });
        }
    }
    uses
}

impl Search<'_> {
    /// What became of a name that begins at a token; nothing where the text writes something else: `who` is not `WHO`.
    fn use_of(&self, listed: &Listed<'_>, at: usize, sentence: &Range<usize>) -> Option<(Use, Span)> {
        let tokens = &self.done.segmentation.tokens;
        let covered = at..at + listed.tokens;
        let words = covered.clone().filter(|&at| self.keys[at].is_some());
        let mut small = false;
        for (number, at) in words.enumerate() {
            match (listed.alias.case(number), tokens[at].case) {
                (Case::Upper, case) if case != Case::Upper => return None,
                (Case::Capitalised, Case::Lower) => small = true,
                _ => {}
            }
        }
        let span = tokens[covered.start].span.to(tokens[covered.end - 1].span);
        let found = self.mention(span);
        let of_use = match found {
            Some(mention) if mention.span != span => self.longer(listed.entity, mention, span),
            Some(mention) => self.meaning(listed.entity, mention, &covered, sentence),
            None if small => Use::Small,
            None => Use::Rejected,
        };
        Some((of_use, span))
    }

    /// The mention that shares characters with a span.
    fn mention(&self, span: Span) -> Option<&Mention> {
        let mentions = &self.done.names.mentions;
        let first = mentions.partition_point(|mention| mention.span.end() <= span.start());
        mentions.get(first).filter(|mention| mention.span.overlaps(span))
    }

    /// `General Motors` in `General Motors Corp`: a fuller form of the same name is no longer name.
    fn longer(&self, listed: EntityRef, mention: &Mention, span: Span) -> Use {
        let entity = &self.done.names.entities[mention.entity];
        let same = entity.entity_type == self.gazetteer.entity(listed).entity_type;
        if same && mention.span.start() == span.start() { Use::Accepted } else { Use::Inside }
    }

    fn meaning(
        &self,
        listed: EntityRef,
        mention: &Mention,
        covered: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Use {
        let entity = &self.done.names.entities[mention.entity];
        if entity.listed != Some(listed) {
            let same = entity.entity_type == self.gazetteer.entity(listed).entity_type;
            return if same { Use::Other } else { Use::OtherType };
        }
        let tokens = &self.done.segmentation.tokens;
        let words = builtin_words();
        let capital = |at: usize| {
            sentence.contains(&at)
                && tokens[at].kind == TokenKind::Word
                && tokens[at].case == Case::Capitalised
                && !words.classes(self.keys[at].unwrap_or_default()).any(Classes::ORG_SUFFIX)
        };
        let before = covered.start > sentence.start + 1 && capital(covered.start - 1);
        if before || capital(covered.end) {
            return Use::Beside;
        }
        let opens = covered.len() == 1 && covered.start == sentence.start;
        if opens { Use::Opening } else { Use::Accepted }
    }
}
