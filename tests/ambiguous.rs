//! Names that are several things, each in two sentences that must come out differently: `ambiguous.tsv`.
//!
//! Columns: `name`; `sentence`; `type` the last place the name stands must get (`date` for a month, `none` for no
//! mention); `entity`, its id, or empty where the type alone counts; `todo`, why the program cannot do it yet. A row
//! with a `todo` must fail, so that a mend shows: take the mark off then.

use newsnlp::article::Article;
use newsnlp::language::Language;
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::span::Span;
use std::collections::BTreeMap;

/// One row of the table.
struct Row {
    line: usize,
    name: &'static str,
    sentence: &'static str,
    kind: &'static str,
    entity: &'static str,
    todo: &'static str,
}

fn rows() -> Vec<Row> {
    let mut lines =
        (1..).zip(include_str!("ambiguous.tsv").lines()).filter(|(_, line)| !line.starts_with('#'));
    let header = lines.next().map(|(_, line)| line);
    assert_eq!(header, Some("name\tsentence\ttype\tentity\ttodo"));
    lines.map(|(line, row)| read(line, row)).collect()
}

fn read(line: usize, row: &'static str) -> Row {
    let fields: Vec<&str> = row.split('\t').collect();
    let [name, sentence, kind, entity, todo] = fields[..] else {
        panic!("tests/ambiguous.tsv:{line}: {} columns, the header has 5", fields.len());
    };
    Row { line, name, sentence, kind, entity, todo }
}

fn pipeline() -> Pipeline {
    Pipeline { clean: false, ..Pipeline::builtin(Rooms { names: true, dates: true, keywords: false }) }
}

/// The last place the name stands in the sentence as a word of its own, in this case before any other.
fn last_place(name: &str, sentence: &str) -> Option<Span> {
    let whole = |&at: &usize| {
        let inside = |c: char| c.is_alphanumeric();
        !sentence[..at].ends_with(inside) && !sentence[at + name.len()..].starts_with(inside)
    };
    let same_case = sentence.match_indices(name).map(|(at, _)| at).filter(whole).last();
    let (low_name, low) = (name.to_ascii_lowercase(), sentence.to_ascii_lowercase());
    let at = same_case.or_else(|| low.match_indices(&low_name).map(|(at, _)| at).filter(whole).last())?;
    Some(Span::new(at, at + name.len()))
}

/// Type and id of what covers a span: a name before a date.
fn covering<'a>(done: &'a Annotated<'_>, span: Span) -> (&'a str, &'a str) {
    let overlaps = |other: Span| other.start() < span.end() && span.start() < other.end();
    if let Some(mention) = done.names.mentions.iter().find(|mention| overlaps(mention.span)) {
        let entity = &done.names.entities[mention.entity];
        return (entity.entity_type.as_str(), &entity.id);
    }
    if done.timexes.iter().any(|timex| overlaps(timex.span)) { ("date", "") } else { ("none", "") }
}

#[test]
fn ambiguous_names_come_out_as_their_sentences_say() {
    let pipeline = pipeline();
    let mut wrong = Vec::new();
    for row in rows() {
        let text = row.sentence.to_owned();
        let published = Some(jiff::civil::date(2024, 6, 12));
        let article = Article { text, language: Some(Language::EN), published, ..Article::default() };
        let done = pipeline.annotate(article);
        let Some(span) = last_place(row.name, row.sentence) else {
            wrong.push(format!("{}: {:?} does not stand in its sentence", row.line, row.name));
            continue;
        };
        let (kind, id) = covering(&done, span);
        let right = kind == row.kind && (row.entity.is_empty() || id == row.entity);
        if right != row.todo.is_empty() {
            let (name, sentence, wanted, entity, todo) =
                (row.name, row.sentence, row.kind, row.entity, row.todo);
            wrong.push(if right {
                format!("{}: {name} is right now; take off the mark {todo:?}", row.line)
            } else {
                format!("{}: {name}: {wanted} {entity}, came out {kind} {id}\n    {sentence}", row.line)
            });
        }
    }
    assert!(wrong.is_empty(), "{} rows of tests/ambiguous.tsv:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_ambiguous_name_has_a_pair_that_differs() {
    let rows = rows();
    let mut pairs: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for row in &rows {
        assert!(matches!(row.kind, "person" | "place" | "organisation" | "date" | "none"), "{}", row.line);
        pairs.entry(row.name).or_default().push((row.kind, row.entity));
    }
    for (name, readings) in &pairs {
        let differ = readings.iter().any(|reading| reading != &readings[0]);
        assert!(differ, "{name}: two sentences or more that must differ, found {readings:?}");
    }
    assert!(pairs.len() >= 60, "{} names", pairs.len());
    let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
    assert!(names.is_sorted(), "the rows are sorted by name");
    let todo = rows.iter().filter(|row| !row.todo.is_empty()).count();
    assert!(todo * 20 <= rows.len(), "{todo} of {} rows are to do: at most one in twenty", rows.len());
}
