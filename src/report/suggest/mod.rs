//! Names the corpus uses and no list has. In: annotated articles, one after the other. Out: names, most articles first,
//! with a guess at the type, the forms they are written in, and where they stand.

mod article;
mod forms;
mod written;

pub use article::{Found, in_article};
pub use written::{as_list, as_rows, as_table};

use crate::gazetteer::EntityType;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Contexts kept of a name: as many as a curator reads.
const CONTEXTS: usize = 3;

/// A name that a list may want.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The form it is written in most.
    pub name: String,
    /// What it likeliest is: `person`, `place`, `organisation`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// How often it stands in the corpus.
    pub count: usize,
    /// In how many articles.
    pub articles: usize,
    /// Whether `entities` finds it too, told by its surroundings; else there is too little around it.
    pub found: bool,
    /// How many times it was taken for each type.
    pub types: BTreeMap<&'static str, usize>,
    /// Other forms that a list must name.
    pub aliases: Vec<String>,
    /// Whether the name is a word, or a surname, of its own: a list should ask for evidence.
    pub ambiguous: bool,
    /// Where it stands, from as many articles as there are.
    pub contexts: Vec<Context>,
}

/// One place where a name stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Context {
    /// The article.
    pub article: String,
    /// The name in brackets, with what stands around it.
    pub text: String,
}

/// Names gathered over a corpus. The memory it takes grows with the names, not with the articles.
#[derive(Debug, Default)]
pub struct Suggestions {
    by_key: FxHashMap<String, Gathered>,
}

/// One name on its way.
#[derive(Clone, Debug, Default)]
struct Gathered {
    /// Forms that fold alike, with how often each was written.
    written: BTreeMap<String, usize>,
    /// Forms that do not: acronyms, longer names.
    others: BTreeMap<String, usize>,
    types: [usize; 3],
    count: usize,
    articles: usize,
    found: bool,
    contexts: Vec<Context>,
}

impl Suggestions {
    /// Adds the names of one more article.
    pub fn add(&mut self, article: &str, names: Vec<Found>) {
        for name in names {
            let gathered = self.by_key.entry(forms::key(&name.name)).or_default();
            gathered.add(article, name);
        }
    }

    /// The names that stand at least `least` times, by articles, then by count; what `entities` finds first.
    pub fn ranked(self, least: usize, types: &[EntityType], top: Option<usize>) -> Vec<Suggestion> {
        let merged = forms::merge(self.by_key);
        let mut ranked: Vec<_> = merged.into_iter().map(Gathered::into_suggestion).collect();
        let wanted = |kind| types.is_empty() || types.iter().any(|wanted| wanted.as_str() == kind);
        ranked.retain(|name| name.count >= least && wanted(name.kind));
        ranked.sort_by(|a, b| {
            let order = |s: &Suggestion| (Reverse(s.articles), Reverse(s.count), Reverse(s.found));
            order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)).then_with(|| a.kind.cmp(b.kind))
        });
        ranked.truncate(top.unwrap_or(usize::MAX));
        ranked
    }
}

impl Gathered {
    fn add(&mut self, article: &str, name: Found) {
        // An article takes a name for one type; what is told by its surroundings counts for more.
        self.types[name.entity_type as usize] += name.count * if name.found { 3 } else { 1 };
        self.count += name.count;
        self.articles += 1;
        self.found |= name.found;
        *self.written.entry(name.name).or_default() += name.count;
        for form in name.others {
            *self.others.entry(form).or_default() += 1;
        }
        self.keep_contexts(
            name.contexts.into_iter().map(|text| Context { article: article.to_owned(), text }),
        );
    }

    /// Keeps three contexts; one of an article not yet seen comes before a second one of another.
    fn keep_contexts(&mut self, more: impl Iterator<Item = Context>) {
        for context in more {
            let seen = |article: &str| self.contexts.iter().filter(|kept| kept.article == article).count();
            if self.contexts.len() < CONTEXTS {
                self.contexts.push(context);
            } else if seen(&context.article) == 0
                && let Some(twice) = self.contexts.iter().rposition(|kept| seen(&kept.article) > 1)
            {
                self.contexts.remove(twice);
                self.contexts.push(context);
            }
        }
    }

    /// Takes over everything of another name that means the same.
    fn absorb(&mut self, other: Self) {
        for (kept, more) in self.types.iter_mut().zip(other.types) {
            *kept += more;
        }
        self.count += other.count;
        self.articles += other.articles;
        self.found |= other.found;
        self.others.extend(other.others);
        self.keep_contexts(other.contexts.into_iter());
    }

    fn entity_type(&self) -> EntityType {
        let best = EntityType::ALL.into_iter().max_by_key(|&of| (self.types[of as usize], Reverse(of)));
        best.unwrap_or(EntityType::Organisation)
    }

    /// The form written most; of two, the longer one, which has its accents or dots.
    fn name(&self) -> &str {
        let best = self.written.iter().max_by_key(|(form, count)| (**count, form.len(), Reverse(*form)));
        best.map_or("", |(form, _)| form)
    }

    fn into_suggestion(self) -> Suggestion {
        let name = self.name().to_owned();
        let named = EntityType::ALL.into_iter().map(|of| (of.as_str(), self.types[of as usize]));
        Suggestion {
            kind: self.entity_type().as_str(),
            count: self.count,
            articles: self.articles,
            found: self.found,
            types: named.filter(|(_, count)| *count > 0).collect(),
            aliases: forms::aliases(&name, self.others.into_keys()),
            ambiguous: forms::is_ambiguous(&name),
            contexts: self.contexts,
            name,
        }
    }
}
