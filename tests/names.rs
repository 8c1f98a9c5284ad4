//! Where names begin and end: sentences with every name marked, `names.tsv`, and those of other languages than English,
//! `names_elsewhere.tsv`.
//!
//! Columns: `rule`, what the row is for; `language`, its code; `sentence`, its names in square brackets, each with a letter
//! behind it: `p` person, `l` place, `o` organisation. What the program finds must be just these.

use newsnlp::article::Article;
use newsnlp::gazetteer::EntityType;
use newsnlp::language::Language;
use newsnlp::pipeline::{Pipeline, Rooms};

fn pipeline() -> Pipeline {
    Pipeline { clean: false, ..Pipeline::builtin(Rooms { names: true, dates: false, keywords: false }) }
}

/// A sentence without its marks.
fn unmarked(sentence: &str) -> String {
    let mut parts = sentence.split(']');
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts.fold(first, |text, part| text + part.get(1..).unwrap_or_default());
    text.replace('[', "")
}

/// A sentence with the names the program finds marked.
fn marked(pipeline: &Pipeline, language: Language, text: &str) -> String {
    let article = Article { text: text.to_owned(), language: Some(language), ..Article::default() };
    let names = pipeline.annotate(article).names;
    let (mut marked, mut end) = (String::new(), 0);
    for mention in &names.mentions {
        let letter = match names.entities[mention.entity].entity_type {
            EntityType::Person => "p",
            EntityType::Place => "l",
            EntityType::Organisation => "o",
        };
        let (before, name) = (&text[end..mention.span.start()], mention.span.of(text));
        marked.extend([before, "[", name, "]", letter]);
        end = mention.span.end();
    }
    marked + &text[end..]
}

/// The rows of a table whose names are not found as they are marked; their rule, language and sentence are told by `row`.
fn wrong<'t>(
    rows: impl Iterator<Item = &'t str>,
    row: impl Fn(&'t str) -> (&'t str, Language, &'t str),
) -> Vec<String> {
    let pipeline = pipeline();
    let wrong = rows.map(row).filter_map(|(rule, language, sentence)| {
        let found = marked(&pipeline, language, &unmarked(sentence));
        (found != sentence).then(|| format!("{rule}\n    {sentence}\n    {found}"))
    });
    wrong.collect()
}

/// The rows of a table without the lines above them.
fn rows(table: &'static str, header: &str) -> Vec<&'static str> {
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    assert_eq!(lines.next(), Some(header));
    let rows: Vec<_> = lines.collect();
    assert!(rows.len() >= 20, "{} rows", rows.len());
    rows
}

#[test]
fn two_names_with_at_between_are_a_fixture_in_a_report_of_matches() {
    let text = "[Boston]o beat [Toronto]o 5-3 and the pitcher homered.\n\nGames on Tuesday:\n\n\
                [Chicago]o at [Boston]o\n[Oakland]o at [Detroit]o\n";
    assert_eq!(marked(&pipeline(), Language::EN, &unmarked(text)), text);
}

#[test]
fn names_begin_and_end_where_the_marks_say() {
    let rows = rows(include_str!("names.tsv"), "rule\tsentence");
    let wrong = wrong(rows.into_iter(), |row| {
        let (rule, sentence) = row.split_once('\t').expect("two columns");
        (rule, Language::EN, sentence)
    });
    assert!(wrong.is_empty(), "{} rows of tests/names.tsv:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_elsewhere_begin_and_end_where_the_marks_say() {
    let rows = rows(include_str!("names_elsewhere.tsv"), "rule\tlanguage\tsentence");
    let wrong = wrong(rows.into_iter(), |row| {
        let (rule, rest) = row.split_once('\t').expect("three columns");
        let (code, sentence) = rest.split_once('\t').expect("three columns");
        (rule, Language::from_code(code).expect("a known code"), sentence)
    });
    assert!(wrong.is_empty(), "{} rows of tests/names_elsewhere.tsv:\n{}", wrong.len(), wrong.join("\n"));
}
