//! What is wrong with a list that can be read: names too short, too common, or of two entities; and, beside a corpus,
//! names that stand nowhere in it or that it uses for something else.

mod corpus;
mod scripts;
mod uses;

pub use corpus::{Beside, faults_beside};
pub use scripts::{Inflected, inflected};
pub use uses::{Uses, in_article};

use crate::gazetteer::image::{Alias, Entity};
use crate::gazetteer::row::CaseRule;
use crate::gazetteer::{EntityRef, EntityType, Gazetteer, fold, is_ordinary, tokens};
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
    let mut by_form: BTreeMap<Vec<u64>, Vec<(EntityRef, Alias<'_>)>> = BTreeMap::new();
    for (entity, alias) in gazetteer.aliases() {
        if let Some(problem) = fault_of(&alias, stopwords) {
            faults.push(fault(gazetteer, entity, problem));
        }
        // A name that is valid in one language, or on evidence only, may be shared.
        if alias.language.is_none() && !alias.flags.is_weak() {
            // As they are searched: `Li Xi` and `Lixi` are two names.
            let keys = tokens::of_name(alias.text()).into_iter().map(|token| token.key).collect();
            by_form.entry(keys).or_default().push((entity, alias));
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

/// One word in capitals that is long for an acronym.
fn is_loud_word(name: &str) -> bool {
    name.chars().count() > 4 && name.chars().all(char::is_uppercase)
}

fn fault_of(alias: &Alias<'_>, stopwords: &Stopwords) -> Option<String> {
    let (name, weak) = (alias.text(), alias.flags.is_weak());
    let is_person = alias.facts.entity_type() == EntityType::Person;
    if !name.chars().any(char::is_alphanumeric) {
        return Some(format!("alias {name:?} has no letter; it would never be found"));
    }
    if fold::fold(name).chars().count() == 1 {
        return Some(format!("alias {name:?} is one letter; leave it out"));
    }
    let language = alias.language.and_then(|code| Language::from_code(std::str::from_utf8(&code).ok()?));
    if is_person && !weak && is_loud_word(name) {
        return Some(format!(
            "alias {name:?} is in capitals, and found in capitals alone; write it as news does, if it is no acronym"
        ));
    }
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

/// One name, safe anywhere, of two entities that nothing tells apart: neither row says that it needs evidence.
fn shared(gazetteer: &Gazetteer, same: &[(EntityRef, Alias<'_>)]) -> Option<Fault> {
    let mixed = |number: usize| {
        let other = gazetteer.entity(same[number].0);
        let mut before = same[..number].iter().map(|(entity, _)| gazetteer.entity(*entity));
        let clash = before.find(|first| first.id != other.id && !are_told_apart(first, &other));
        clash.map(|first| (number, first))
    };
    let (number, listed) = (1..same.len()).find_map(mixed)?;
    let (other, alias) = &same[number];
    let problem = format!(
        "alias {:?} already names {} at {}:{}; put it into the column \"weak\" of both",
        alias.text(),
        listed.id,
        listed.table,
        listed.line
    );
    Some(fault(gazetteer, *other, problem))
}

/// Whether an article tells two entities of one name apart without a mark in their rows: places by the countries and
/// states it names and by their size; a building and who works in it, a town and its team by the sentence (`in the White
/// House`, `the White House said`; `Fulham beat Everton`).
fn are_told_apart(one: &Entity<'_>, other: &Entity<'_>) -> bool {
    let place = |entity: &Entity<'_>| entity.entity_type == EntityType::Place;
    if place(one) && place(other) {
        return (one.kind, one.country, one.admin1, one.population)
            != (other.kind, other.country, other.admin1, other.population);
    }
    let seat = |one: &Entity<'_>, other: &Entity<'_>| {
        place(one)
            && other.entity_type == EntityType::Organisation
            && (one.kind == "landmark" || matches!(other.kind, "club" | "team"))
    };
    seat(one, other) || seat(other, one)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::compile::{Table, compile};
    use crate::gazetteer::image::Image;
    use crate::gazetteer::row::read_tsv;

    fn told(rows: &[&str]) -> Vec<String> {
        let list = format!("id\tname\tkind\tcountry\tpopulation\n{}\n", rows.join("\n"));
        let (rows, errors) = read_tsv(&list, None);
        assert_eq!(errors, []);
        let image = compile(&[Table { path: "a.tsv".into(), rows }], &[]);
        let image = Image::open(image).expect("it is whole");
        let faults = faults(&Gazetteer::empty().with(image), &Stopwords::builtin());
        faults.into_iter().map(|fault| format!("{}: {}", fault.line, fault.problem)).collect()
    }

    #[test]
    fn one_safe_name_of_two_entities_is_a_fault() {
        assert_eq!(
            told(&["person/a\tLi Xi\tpolitician\tCN\t", "place/a\tLi Xi\tcity\tCN\t20000"]),
            ["3: alias \"Li Xi\" already names person/a at a.tsv:2; put it into the column \"weak\" of both"]
        );
        // Names are searched token by token.
        assert_eq!(told(&["person/a\tLi Xi\tpolitician\tCN\t", "place/a\tLixi\tcity\tCN\t20000"]), [""; 0]);
    }

    #[test]
    fn what_an_article_tells_apart_needs_no_mark() {
        for rows in [
            ["place/a\tParis\tcapital\tFR\t2000000", "place/b\tParis\tcity\tUS\t25000"],
            ["place/a\tWhite House\tlandmark\tUS\t", "organisation/a\tWhite House\tgovernment\tUS\t"],
            ["place/a\tFulham\tcity\tGB\t87000", "organisation/a\tFulham\tclub\tGB\t"],
        ] {
            assert_eq!(told(&rows), [""; 0]);
        }
        assert_eq!(told(&["place/a\tParis\tcity\tUS\t", "place/b\tParis\tcity\tUS\t"]).len(), 1);
    }
}
