//! Text to mentions of people, places and organisations. In: text, its sentences and tokens, the language, the
//! gazetteer. Out: entities, and their mentions in text order, never overlapping (unless all overlaps are asked for).

mod abroad;
mod after;
mod among;
mod before;
mod behind_of;
pub mod choose;
mod context;
mod countries;
mod cue;
mod cut;
mod definition;
pub mod evidence;
mod fulls;
mod home;
mod known;
mod leading;
mod listed;
mod longer;
mod made;
mod misread;
mod namesake;
mod nearby;
mod nested;
mod openings;
mod placed;
#[cfg(test)]
mod plain;
mod readings;
pub mod regions;
mod resolve;
mod run;
mod same;
mod scores;
mod short_form;
mod shorts;
mod states;
mod stranger;
mod traits;
mod unlisted;
mod view;
mod vocabulary;
mod whole;
mod wording;
mod works;

use crate::gazetteer::{EntityRef, EntityType, Gazetteer};
use crate::language::Language;
use crate::segment::Segmentation;
use crate::span::Span;
use cut::{Cutter, Room};
use evidence::Signs;
pub use namesake::Weighed;
use resolve::Resolver;
use std::borrow::Cow;
use view::View;

/// How a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// A listed name.
    Gazetteer,
    /// A later short name of someone named in full in this article.
    ShortForm,
    /// A name no list has, told by its surroundings.
    Context,
}

impl Via {
    /// The name reports use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gazetteer => "gazetteer",
            Self::ShortForm => "short-form",
            Self::Context => "context",
        }
    }
}

/// One occurrence of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, without title or possessive.
    pub span: Span,
    /// Which of the article's entities it names: an index into `Names::entities`.
    pub entity: usize,
    /// How it was found.
    pub via: Via,
    /// What spoke for it, and against it.
    pub signs: Signs,
}

/// An entity an article names. What lists say of it is theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity<'g> {
    /// `type/slug`.
    pub id: Cow<'g, str>,
    /// Person, place or organisation.
    pub entity_type: EntityType,
    /// Canonical name; for one no list has, its longest mention.
    pub name: Cow<'g, str>,
    /// Its listed entry, if it has one.
    pub listed: Option<EntityRef>,
    /// How many mentions it has.
    pub count: usize,
}

impl<'g> Entity<'g> {
    /// A listed entity, not counted yet.
    fn of_list(gazetteer: &'g Gazetteer, listed: EntityRef) -> Self {
        let entry = gazetteer.entity(listed);
        Self {
            id: Cow::Borrowed(entry.id),
            entity_type: entry.entity_type,
            name: Cow::Borrowed(entry.name),
            listed: Some(listed),
            count: 0,
        }
    }
}

/// The names of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names<'g> {
    /// Entities, in order of first mention.
    pub entities: Vec<Entity<'g>>,
    /// Mentions, in text order.
    pub mentions: Vec<Mention>,
    /// What may be a name and was left out, in text order; where it is asked for.
    pub doubtful: Vec<Doubtful>,
    /// The namesakes that were weighed for each mention, in text order; where it is asked for.
    pub weighed: Vec<Weighed<'g>>,
}

/// A capitalised stretch that no list has and whose surroundings do not tell enough: no mention, but something a
/// curator may want to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubtful {
    /// Where it stands.
    pub span: Span,
    /// What it would likeliest be.
    pub entity_type: EntityType,
}

/// What to leave out and what to keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a wish of its own, in any combination")]
pub struct Options {
    /// Leave out every name no list has.
    pub known_only: bool,
    /// Keep listed names inside longer ones too.
    pub all_overlaps: bool,
    /// Tell what was left out for want of evidence.
    pub doubtful: bool,
    /// Tell what speaks for each of several namesakes.
    pub weighed: bool,
}

/// About how many tokens stand for one candidate in news that names much.
const TOKENS_PER_NAME: usize = 8;

/// Finds the names of a text.
pub fn find<'g>(
    text: &str,
    segmentation: &Segmentation,
    language: Language,
    gazetteer: &'g Gazetteer,
    options: Options,
) -> Names<'g> {
    let view = View::new(text, segmentation, language);
    let titles = view.titles();
    let cutter = Cutter { view: &view, gazetteer, language, titles: &titles };
    let mut room = Room::new();
    let mut candidates = Vec::with_capacity(view.toks.len() / TOKENS_PER_NAME);
    for sentence in 0..view.sentences.len() {
        cutter.cut(sentence, &mut room, &mut candidates);
    }
    let resolver =
        Resolver { view: &view, gazetteer, language, doubtful: options.doubtful, weighed: options.weighed };
    let mut names = resolver.resolve(&mut candidates);
    if options.all_overlaps {
        nested::add(&mut names, &view, gazetteer, language);
    }
    if options.known_only {
        known::keep(&mut names);
    }
    names
}
