//! Which forms are one name, and which a list need not have. Nothing is merged on a guess: a surname joins a full name
//! only where the corpus has no other of that surname.

use super::Gathered;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Gazetteer, builtin_words, fold, tokens};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What forms of one name share: words folded, without the article before them.
pub(super) fn key(name: &str) -> String {
    let words: Vec<String> =
        name.split_whitespace().map(fold::fold).filter(|word| !word.is_empty()).collect();
    let skip = usize::from(words.len() > 1 && words[0] == "the");
    words[skip..].join(" ")
}

/// Whether no list has this name already, with or without an article before it, and a list could take it.
pub(super) fn is_worth_listing(name: &str, gazetteer: &Gazetteer) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let plain = !name.contains(['|', '\t', '@', '/']) && !name.starts_with('#');
    let bare =
        name.split_once(' ').filter(|(first, _)| fold::same(first, "the")).map_or(name, |(_, rest)| rest);
    letters > 1 && plain && !is_listed(name, gazetteer) && !is_listed(bare, gazetteer)
}

fn is_listed(name: &str, gazetteer: &Gazetteer) -> bool {
    let keys: Vec<u64> = tokens::of_name(name).iter().map(|token| token.key).collect();
    let mut listed = false;
    gazetteer
        .names_from(|at| keys.get(at).map(|&key| Some(key)), |found| listed |= found.tokens == keys.len());
    listed
}

/// Whether a short form is a name that a list should have beside the full one: several words, or an acronym. Surnames and
/// first words are found without.
pub(super) fn is_own_name(form: &str) -> bool {
    let acronym = form.chars().all(|c| c.is_uppercase() || c == '.') && form.chars().count() > 1;
    acronym || form.split_whitespace().count() > 1
}

/// The forms a list must name beside the name itself, each once. A word of the name, written in capitals, is none.
pub(super) fn aliases(name: &str, forms: impl Iterator<Item = String>) -> Vec<String> {
    let mut aliases: BTreeMap<String, String> = BTreeMap::new();
    let is_part = |form: &str| name.split([' ', '-']).any(|word| fold::same(word, form));
    for form in forms.filter(|form| key(form) != key(name) && !is_part(form)) {
        aliases.entry(fold::fold(&form)).or_insert(form);
    }
    aliases.into_values().collect()
}

/// Whether a name of one word is an ordinary word, a first name or a surname too.
pub(super) fn is_ambiguous(name: &str) -> bool {
    let words = builtin_words();
    let other =
        Classes::COMMON.or(Classes::FIRST_NAME).or(Classes::SURNAME).or(Classes::NOT_NAME).or(Classes::ROLE);
    let tokens = tokens::of_name(name);
    tokens.len() == 1 && words.classes(tokens[0].key).any(other)
}

/// Joins forms of one name: an organisation with and without its suffix, a surname and the one full name that ends in it.
pub(super) fn merge(mut by_key: FxHashMap<String, Gathered>) -> Vec<Gathered> {
    for (short, full) in pairs(&by_key) {
        if let Some(form) = by_key.remove(&short) {
            let written = form.written.keys().cloned().collect::<Vec<_>>();
            let Some(full) = by_key.get_mut(&full) else {
                by_key.insert(short, form);
                continue;
            };
            full.others.extend(written.into_iter().filter(|form| is_own_name(form)).map(|form| (form, 1)));
            full.absorb(form);
        }
    }
    let sorted: BTreeMap<_, _> = by_key.into_iter().collect();
    sorted.into_values().collect()
}

/// Pairs of a form and the name it is a form of, in order.
fn pairs(by_key: &FxHashMap<String, Gathered>) -> Vec<(String, String)> {
    let mut surnames: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (key, name) in by_key {
        let Some((before, last)) = key.rsplit_once(' ') else { continue };
        match name.entity_type() {
            EntityType::Person => surnames.entry(last).or_default().push(key),
            EntityType::Organisation if is_suffix(last) && by_key.contains_key(before) => {
                // The form written more stays.
                let (less, more) = if by_key[before].count > name.count {
                    (key.as_str(), before)
                } else {
                    (before, key.as_str())
                };
                pairs.push((less.to_owned(), more.to_owned()));
            }
            _ => {}
        }
    }
    for (surname, full) in surnames.into_iter().filter(|(surname, _)| !is_other_word(surname)) {
        let is_person = |name: &Gathered| name.entity_type() == EntityType::Person || !name.found;
        if let [full] = full[..]
            && by_key.get(surname).is_some_and(is_person)
        {
            pairs.push((surname.to_owned(), full.to_owned()));
        }
    }
    pairs.sort();
    pairs
}

/// Whether a surname alone may as well be somebody's first name, or no name.
fn is_other_word(surname: &str) -> bool {
    builtin_words().classes(fold::key(surname)).any(Classes::FIRST_NAME.or(Classes::COMMON))
}

fn is_suffix(word: &str) -> bool {
    builtin_words().classes(fold::key(word)).any(Classes::ORG_SUFFIX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::suggest::{Found, Suggestion, Suggestions};

    fn found(name: &str, entity_type: EntityType, count: usize) -> Found {
        let contexts = (0..count).map(|number| format!("[{name}] {number}")).collect();
        Found { name: name.into(), entity_type, found: true, count, others: Vec::new(), contexts }
    }

    fn ranked(articles: Vec<Vec<Found>>) -> Vec<Suggestion> {
        let mut all = Suggestions::default();
        for (number, names) in articles.into_iter().enumerate() {
            all.add(&format!("a{number}"), names);
        }
        all.ranked(1, &[], None)
    }

    fn told(ranked: &[Suggestion]) -> Vec<(&str, usize, usize)> {
        ranked.iter().map(|name| (name.name.as_str(), name.count, name.articles)).collect()
    }

    #[test]
    fn forms_of_one_name_are_one() {
        use EntityType::{Organisation, Person};
        let names = ranked(vec![
            vec![found("Åse Brekkhus", Person, 2), found("The Kelvar Group", Organisation, 1)],
            vec![found("Ase Brekkhus", Person, 1), found("Kelvar Group", Organisation, 2)],
            vec![found("Brekkhus", Person, 1), found("Tolvane Inc", Organisation, 1)],
            vec![found("Tolvane", Organisation, 2)],
        ]);
        let expected = [("Åse Brekkhus", 4, 3), ("Kelvar Group", 3, 2), ("Tolvane", 3, 2)];
        assert_eq!(told(&names), expected);
        assert_eq!(names[2].aliases, ["Tolvane Inc"]);
    }

    #[test]
    fn a_surname_of_two_people_joins_neither() {
        use EntityType::Person;
        let names = ranked(vec![
            vec![found("Åse Brekkhus", Person, 1), found("Bo Brekkhus", Person, 1)],
            vec![found("Brekkhus", Person, 1)],
        ]);
        assert_eq!(told(&names), [("Bo Brekkhus", 1, 1), ("Brekkhus", 1, 1), ("Åse Brekkhus", 1, 1)]);
    }

    #[test]
    fn contexts_come_from_as_many_articles_as_there_are() {
        let one = |count| vec![found("Åse Brekkhus", EntityType::Person, count)];
        let names = ranked(vec![one(3), one(2), one(1), one(1)]);
        let articles: Vec<_> = names[0].contexts.iter().map(|context| context.article.as_str()).collect();
        assert_eq!(articles, ["a0", "a1", "a2"]);
    }

    #[test]
    fn what_a_list_has_or_cannot_take_is_no_suggestion() {
        let gazetteer = Gazetteer::builtin();
        assert!(!is_worth_listing("Angela Merkel", &gazetteer));
        assert!(!is_worth_listing("A|B", &gazetteer));
        assert!(is_worth_listing("Åse Brekkhus", &gazetteer));
    }
}
