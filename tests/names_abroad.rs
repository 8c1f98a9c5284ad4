//! Names of countries and capitals come through in other languages, in the case they stand in: `names_abroad.tsv`.

use newsnlp::annotate::entities::{self, Options};
use newsnlp::gazetteer::Gazetteer;
use newsnlp::language::Language;
use newsnlp::segment::segment;
use newsnlp::span::Span;
use newsnlp::stem;
use std::collections::BTreeMap;

fn rows() -> impl Iterator<Item = [&'static str; 4]> {
    let lines = include_str!("names_abroad.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_else(|| panic!("four cells: {line}")))
    })
}

/// What covers the name: its entity, or nothing.
fn found(gazetteer: &Gazetteer, language: Language, sentence: &str, name: &str) -> Option<String> {
    let start = sentence.find(name).unwrap_or_else(|| panic!("{name} stands in {sentence}"));
    let segmentation = segment(sentence, &[Span::new(0, sentence.len())], language);
    let names = entities::find(sentence, &segmentation, language, gazetteer, Options::default());
    let mention = names.mentions.iter().find(|mention| mention.span.start() == start)?;
    (mention.span.len() == name.len()).then(|| names.entities[mention.entity].id.to_string())
}

#[test]
fn countries_and_capitals_come_through_in_every_language() {
    let gazetteer = Gazetteer::builtin();
    let mut wrong = Vec::new();
    for [code, sentence, name, entity] in rows() {
        let language = Language::from_code(code).expect("a known code");
        let found = found(&gazetteer, language, sentence, name);
        if found.as_deref() != Some(entity) {
            wrong.push(format!("{code}: {name} in {sentence:?} is {found:?}, not {entity}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_language_with_a_stemmer_has_three_rows() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    rows().for_each(|[code, ..]| *counts.entry(code).or_default() += 1);
    for code in stem::languages() {
        assert!(counts.get(code).is_some_and(|&count| count >= 3), "{code}");
    }
}
