//! The articles marked by hand, read by the whole pipeline: floors under precision, recall and F1 for each type, and
//! under the values of dates. A rule that costs more than it brings shows here.

use newsnlp::article::Article;
use newsnlp::gazetteer::EntityType;
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::report::offsets::{OffsetUnit, Offsets};
use std::collections::BTreeMap;

/// Least precision, recall and F1 in percent, two to three points under what was measured on 2026-11-23.
const FLOORS: [(&str, [f64; 3]); 4] = [
    ("date", [91.0, 90.0, 91.0]),
    ("organisation", [85.0, 75.0, 80.0]),
    ("person", [91.0, 90.0, 91.0]),
    ("place", [88.0, 88.0, 89.0]),
];

/// Least share of rightly found dates whose value is right too, in percent.
const VALUES: f64 = 89.0;

/// Start, end and type of a mention, and the value of a date.
type Mention = (usize, usize, String, Option<String>);

fn gold() -> Vec<serde_json::Value> {
    let text = include_str!("gold.jsonl");
    text.lines().map(|line| serde_json::from_str(line).expect("the gold is JSON lines")).collect()
}

fn marked(record: &serde_json::Value) -> Vec<Mention> {
    let text = |mention: &serde_json::Value, field: &str| mention[field].as_str().map(str::to_owned);
    let number =
        |mention: &serde_json::Value, field: &str| mention[field].as_u64().expect("an offset") as usize;
    let mentions = record["entities"].as_array().expect("mentions").iter();
    mentions
        .map(|m| (number(m, "start"), number(m, "end"), text(m, "type").expect("a type"), text(m, "value")))
        .collect()
}

fn found(done: &Annotated) -> Vec<Mention> {
    let mut offsets = Offsets::new(&done.article.text, OffsetUnit::Chars);
    let mut mentions = Vec::new();
    for mention in &done.names.mentions {
        let kind: EntityType = done.names.entities[mention.entity].entity_type;
        let (start, end) = (offsets.of(mention.span.start()), offsets.of(mention.span.end()));
        mentions.push((start, end, kind.as_str().to_owned(), None));
    }
    for timex in &done.timexes {
        let (start, end) = (offsets.of(timex.span.start()), offsets.of(timex.span.end()));
        mentions.push((start, end, "date".to_owned(), timex.value.clone()));
    }
    mentions
}

fn pipeline() -> Pipeline {
    Pipeline::builtin(Rooms { names: true, dates: true, keywords: false })
}

#[derive(Default)]
struct Counts {
    gold: usize,
    found: usize,
    right: usize,
}

#[test]
fn the_marked_articles_are_read_well_enough() {
    let pipeline = pipeline();
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut dates, mut values) = (0_usize, 0_usize);
    for record in gold() {
        let article = Article {
            id: record["id"].as_str().expect("an id").to_owned(),
            published: record["published"].as_str().map(|date| date.parse().expect("a date")),
            text: record["text"].as_str().expect("a text").to_owned(),
            ..Article::default()
        };
        let (marked, found) = (marked(&record), found(&pipeline.annotate(article)));
        for (.., kind, _) in &marked {
            counts.entry(kind.clone()).or_default().gold += 1;
        }
        for (start, end, kind, value) in found {
            let of_kind = counts.entry(kind.clone()).or_default();
            of_kind.found += 1;
            let Some(same) = marked.iter().find(|m| (m.0, m.1, &m.2) == (start, end, &kind)) else {
                continue;
            };
            of_kind.right += 1;
            if kind == "date" {
                dates += 1;
                values += usize::from(same.3 == value);
            }
        }
    }
    for (kind, floors) in FLOORS {
        let of_kind = &counts[kind];
        let share = |part: usize, of: usize| 100.0 * part as f64 / of as f64;
        let (precision, recall) = (share(of_kind.right, of_kind.found), share(of_kind.right, of_kind.gold));
        let f1 = 2.0 * precision * recall / (precision + recall);
        for (measure, floor, got) in
            [("precision", floors[0], precision), ("recall", floors[1], recall), ("F1", floors[2], f1)]
        {
            assert!(got >= floor, "{kind}: {measure} {got:.1}, the floor is {floor}");
        }
    }
    let right = 100.0 * values as f64 / dates as f64;
    assert!(right >= VALUES, "date values: {right:.1} right, the floor is {VALUES}");
}
