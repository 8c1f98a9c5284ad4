//! Marked mentions read back from files: gold records, predictions, article records. Fields that are no part of a mark
//! are passed over, since gold comes from many hands.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A marked mention.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Mark {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// `person`, `place`, `organisation`, `date`, or what the gold says.
    #[serde(rename = "type")]
    pub kind: String,
    /// As written.
    #[serde(default)]
    pub text: String,
    /// The entity it names.
    #[serde(default)]
    pub entity: Option<String>,
}

/// The marks of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Names the article.
    pub id: String,
    /// The text, if the record brings it.
    pub text: Option<String>,
    /// Its marks, sorted, none twice.
    pub marks: Vec<Mark>,
}

/// The articles of a file, by id.
pub type MarkedById = BTreeMap<String, Marked>;

#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    mentions: Option<Vec<Mark>>,
    #[serde(default)]
    entities: Option<serde_json::Value>,
}

/// Reads one JSON record: `mentions` of an article record, else `entities` with offsets.
///
/// # Errors
///
/// What is wrong with it.
pub fn read(json: &[u8]) -> Result<Marked, String> {
    let line: Line = serde_json::from_slice(json).map_err(|error| told(&error))?;
    let mut marks = match (line.mentions, line.entities) {
        (Some(mentions), _) => mentions,
        (None, Some(entities)) => serde_json::from_value(entities).map_err(|error| told(&error))?,
        (None, None) => return Err("no field \"mentions\" or \"entities\"".into()),
    };
    if let Some(wrong) = marks.iter().find(|mark| mark.start >= mark.end) {
        return Err(format!("a mark from {} to {}: \"end\" must be after \"start\"", wrong.start, wrong.end));
    }
    marks.sort();
    marks.dedup_by(|a, b| (a.start, a.end, &a.kind) == (b.start, b.end, &b.kind));
    let id = line.id.as_str().map_or_else(|| line.id.to_string(), str::to_owned);
    Ok(Marked { id, text: line.text, marks })
}

/// A JSON error without the line number of a text that is one line.
fn told(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match told.strip_suffix(&place) {
        Some(told) if error.column() > 0 => format!("{told} at column {}", error.column()),
        Some(told) => told.to_owned(),
        None => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_gold_and_article_records() {
        let gold =
            br#"{"id":7,"text":"Bo","note":1,"entities":[{"start":0,"end":2,"type":"person","by":"me"}]}"#;
        let record = br#"{"id":"7","entities":[{"id":"person/bo","type":"person","name":"Bo","count":1}],
            "mentions":[{"start":0,"end":2,"text":"Bo","type":"person","entity":"person/bo","via":"gazetteer"}]}"#;
        let (gold, record) = (read(gold).expect("gold"), read(record).expect("record"));
        assert_eq!((&gold.id, gold.marks[0].end), (&record.id, record.marks[0].end));
        assert_eq!(record.marks[0].entity.as_deref(), Some("person/bo"));
    }

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            ("{\"id\":1}", "no field \"mentions\" or \"entities\""),
            (
                "{\"id\":1,\"entities\":[{\"start\":3,\"end\":3,\"type\":\"x\"}]}",
                "a mark from 3 to 3: \"end\" must be after \"start\"",
            ),
            ("{\"id\":1", "EOF while parsing an object at column 7"),
        ];
        for (json, expected) in cases {
            assert_eq!(read(json.as_bytes()).expect_err("it is wrong"), expected);
        }
    }
}
