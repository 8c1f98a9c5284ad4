//! Where names begin and end: sentences with every name marked, `names.tsv`.
//!
//! Columns: `rule`, what the row is for; `sentence`, its names in square brackets, each with a letter behind it: `p` person,
//! `l` place, `o` organisation. What the program finds must be just these.

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
fn marked(pipeline: &Pipeline, text: &str) -> String {
    let article = Article { text: text.to_owned(), language: Some(Language::EN), ..Article::default() };
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

#[test]
fn names_begin_and_end_where_the_marks_say() {
    let pipeline = pipeline();
    let mut lines = include_str!("names.tsv").lines().filter(|line| !line.starts_with('#'));
    assert_eq!(lines.next(), Some("rule\tsentence"));
    let (mut rows, mut wrong) = (0, Vec::new());
    for line in lines {
        let (rule, sentence) = line.split_once('\t').expect("two columns");
        let found = marked(&pipeline, &unmarked(sentence));
        if found != sentence {
            wrong.push(format!("{rule}\n    {sentence}\n    {found}"));
        }
        rows += 1;
    }
    assert!(rows >= 20, "{rows} rows");
    assert!(wrong.is_empty(), "{} rows of tests/names.tsv:\n{}", wrong.len(), wrong.join("\n"));
}
