//! `newsnlp schema`: JSON Schema of every record that is written. That of the article record is a file; those of the others
//! are made of the definitions there and in a second file.

use super::output::Output;
use super::run::Tally;
use super::stop::Stop;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::io::Write as _;

/// Print the JSON Schema of the records
///
/// One schema (draft 2020-12) for the article record that tokens, entities, keywords and report write, with the rows of
/// --by corpus under "$defs"; or that of another RECORD. A record is a line of JSON lines, an element of a JSON array.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SchemaArgs {
    /// The record to describe [article]
    #[arg(default_value = "article", hide_default_value = true)]
    record: Record,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp schema
  newsnlp schema corpus-entity
  newsnlp schema summary > summary.schema.json";

/// A record that some command writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Record {
    /// tokens, entities, keywords, report: an article
    Article,
    /// entities --by corpus: an entity
    CorpusEntity,
    /// keywords: a keyword of the corpus
    CorpusKeyword,
    /// report: summary.json, with its failures
    Summary,
    /// explain: an article
    Explained,
    /// gazetteer show and list: an entity
    Row,
    /// gazetteer suggest: a name
    Suggestion,
    /// eval: scores and errors
    Evaluation,
    /// diff: a mention
    Change,
}

const ARTICLE: &str = include_str!("article.json");
const OTHERS: &str = include_str!("others.json");

impl Record {
    /// What it is called among the definitions.
    const fn definition(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::CorpusEntity => "corpus_entity",
            Self::CorpusKeyword => "corpus_keyword",
            Self::Summary => "summary",
            Self::Explained => "explained",
            Self::Row => "row",
            Self::Suggestion => "suggestion",
            Self::Evaluation => "evaluation",
            Self::Change => "change",
        }
    }
}

impl SchemaArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Tally, Stop> {
        let schema = match self.record {
            Record::Article => ARTICLE.to_owned(),
            record => format!("{:#}\n", schema(record.definition())),
        };
        let mut output = Output::stdout();
        output.put(|out| out.write_all(schema.as_bytes()))?;
        output.finish()?;
        Ok(Tally::default())
    }
}

/// The schema of a record that is one of the definitions, with those it is made of.
fn schema(record: &str) -> Value {
    let definitions = |file: &str| -> Map<String, Value> {
        let mut schema: Value = serde_json::from_str(file).expect("the file is JSON");
        serde_json::from_value(schema["$defs"].take()).expect("the file has definitions")
    };
    let mut known = definitions(ARTICLE);
    known.extend(definitions(OTHERS));
    let mut schema = known.remove(record).expect("every record is defined");
    let (mut needed, mut open) = (Map::new(), names_in(&schema));
    while let Some(name) = open.pop() {
        if let Some(definition) = known.remove(&name) {
            open.extend(names_in(&definition));
            needed.insert(name, definition);
        }
    }
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(format!("newsnlp {record} record"));
    if !needed.is_empty() {
        schema["$defs"] = needed.into();
    }
    schema
}

/// The definitions that a part of a schema refers to.
fn names_in(part: &Value) -> Vec<String> {
    match part {
        Value::Object(fields) => {
            let name = fields.get("$ref").and_then(Value::as_str);
            let name = name.and_then(|path| path.strip_prefix("#/$defs/")).map(str::to_owned);
            name.into_iter().chain(fields.values().flat_map(names_in)).collect()
        }
        Value::Array(items) => items.iter().flat_map(names_in).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_a_schema_with_all_that_it_refers_to() {
        for record in Record::value_variants().iter().filter(|record| **record != Record::Article) {
            let schema = schema(record.definition());
            let defined = |name: &String| schema["$defs"].get(name).is_some();
            assert!(names_in(&schema).iter().all(defined), "{schema:#}");
            assert_eq!(schema["type"], "object");
        }
    }
}
