//! What is wrong with a list that can be read: names too short, too common, or of two entities; and, beside a corpus,
//! names that stand nowhere in it or that it uses for something else.

mod corpus;
mod uses;

pub use corpus::{Beside, faults_beside};
pub use uses::{Uses, in_article};

use crate::gazetteer::image::Alias;
use crate::gazetteer::row::CaseRule;
use crate::gazetteer::{EntityRef, Gazetteer, fold, is_ordinary};
use crate::language::Language;
use crate::stopwords::Stopwords;
use std::collections::BTreeMap;

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Table the row is in.
    pub table: String,
    /// Its line there.
    pub line: u32,
    /// What is wrong and what to do.
    pub problem: String,
    /// Where the corpus shows it.
    pub examples: Vec<String>,
}

/// The faults of all lists of a gazetteer, by table and line.
pub fn faults(gazetteer: &Gazetteer, stopwords: &Stopwords) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut by_form: BTreeMap<String, Vec<(EntityRef, Alias<'_>)>> = BTreeMap::new();
    for (entity, alias) in gazetteer.aliases() {
        if let Some(problem) = fault_of(&alias, stopwords) {
            faults.push(fault(gazetteer, entity, problem));
        }
        // A name that is valid in one language, or on evidence only, may be shared.
        if alias.language.is_none() && !alias.flags.is_weak() {
            by_form.entry(fold::fold(alias.text())).or_default().push((entity, alias));
        }
    }
    for same in by_form.values() {
        faults.extend(shared(gazetteer, same));
    }
    faults.extend(twice(gazetteer));
    faults.sort();
    faults.dedup();
    faults
}

fn fault(gazetteer: &Gazetteer, entity: EntityRef, problem: String) -> Fault {
    let entity = gazetteer.entity(entity);
    Fault { table: entity.table.to_owned(), line: entity.line, problem, examples: Vec::new() }
}

fn fault_of(alias: &Alias<'_>, stopwords: &Stopwords) -> Option<String> {
    let (name, weak) = (alias.text(), alias.flags.is_weak());
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    if letters == 0 {
        return Some(format!("alias {name:?} has no letter; it would never be found"));
    }
    if letters == 1 {
        return Some(format!("alias {name:?} is one letter; leave it out"));
    }
    let language = alias.language.and_then(|code| Language::from_code(std::str::from_utf8(&code).ok()?));
    let common = stopwords.contains(language.unwrap_or(Language::EN), &name.to_lowercase());
    let is_acronym = name.chars().all(|c| !c.is_lowercase());
    if common && !weak && !is_acronym {
        return Some(format!(
            "alias {name:?} is a stopword; put it into the column \"weak\" or leave it out"
        ));
    }
    // Who asks for exact capitals knows that the word is one.
    let asks = alias.flags.case_rule() == CaseRule::Exact;
    let english = language.is_none_or(|language| language == Language::EN);
    (!weak && !is_acronym && !asks && english && is_ordinary(name)).then(|| {
        let cure = if alias.flags.is_canonical() {
            "write \"evidence\" into the column \"match\""
        } else {
            "put it into the column \"weak\""
        };
        format!("alias {name:?} is an ordinary word; {cure}")
    })
}

/// One name, safe anywhere, of two entities: neither row says that it needs evidence.
fn shared(gazetteer: &Gazetteer, same: &[(EntityRef, Alias<'_>)]) -> Option<Fault> {
    let (first, _) = same.first()?;
    let id = |entity: &EntityRef| gazetteer.entity(*entity).id;
    let (other, alias) = same.iter().find(|(entity, _)| id(entity) != id(first))?;
    let listed = gazetteer.entity(*first);
    let problem = format!(
        "alias {:?} already names {} at {}:{}; put it into the column \"weak\" of both",
        alias.text(),
        listed.id,
        listed.table,
        listed.line
    );
    Some(fault(gazetteer, *other, problem))
}

/// Ids that two rows share.
fn twice(gazetteer: &Gazetteer) -> Vec<Fault> {
    let mut first: BTreeMap<(u16, &str), EntityRef> = BTreeMap::new();
    let mut faults = Vec::new();
    for (number, entity) in gazetteer.entities() {
        if let Some(&before) = first.get(&(number.list, entity.id)) {
            let before = gazetteer.entity(before);
            let problem = format!("id {:?} is already at {}:{}", entity.id, before.table, before.line);
            faults.push(fault(gazetteer, number, problem));
        } else {
            first.insert((number.list, entity.id), number);
        }
    }
    faults
}
