//! Lines of JSON, and the patterns that spaCy keeps in them.

use super::{Parsed, plain};
use crate::gazetteer::EntityType;
use crate::gazetteer::row::{CaseRule, Row};
use serde_json::Value;

/// An object on one line.
pub(super) fn object(line: &str) -> Result<Value, String> {
    let value: Value =
        serde_json::from_str(line).map_err(|error| format!("not valid JSON: column {}", error.column()))?;
    if value.is_object() { Ok(value) } else { Err("not a JSON object".into()) }
}

/// `{"label": "ORG", "pattern": "Apple"}`, or a pattern of words. A pattern that asks for more than words is left out.
pub(super) fn pattern(line: &str, default_type: Option<EntityType>) -> Parsed {
    let line = object(line)?;
    let label = line["label"].as_str().ok_or("no field \"label\"")?;
    let Some(entity_type) = type_of(label).or(default_type) else { return Ok(None) };
    match &line["pattern"] {
        Value::String(name) => plain::row(name, entity_type),
        Value::Array(words) => {
            let any = words.iter().any(|word| word["LOWER"].is_string());
            let words: Option<Vec<&str>> = words.iter().map(word).collect();
            let Some(words) = words else { return Ok(None) };
            let case = if any { CaseRule::Any } else { CaseRule::Smart };
            Ok(plain::row(&words.join(" "), entity_type)?.map(|row| Row { case, ..row }))
        }
        _ => Err("no field \"pattern\" of text or words".into()),
    }
}

fn word(token: &Value) -> Option<&str> {
    let only = token.as_object().is_some_and(|fields| fields.len() == 1);
    ["TEXT", "ORTH", "LOWER"].iter().find_map(|field| token[*field].as_str()).filter(|_| only)
}

/// The labels of `OntoNotes` and of `CoNLL`.
fn type_of(label: &str) -> Option<EntityType> {
    match label {
        "PERSON" | "PER" => Some(EntityType::Person),
        "GPE" | "LOC" | "FAC" => Some(EntityType::Place),
        "ORG" => Some(EntityType::Organisation),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_words_become_names() {
        let names = [
            (
                r#"{"label":"ORG","pattern":"Kelvar Group"}"#,
                Some(("organisation/kelvar-group", CaseRule::Smart)),
            ),
            (
                r#"{"label":"GPE","pattern":[{"LOWER":"tolvane"},{"LOWER":"bay"}]}"#,
                Some(("place/tolvane-bay", CaseRule::Any)),
            ),
            (r#"{"label":"ORG","pattern":[{"POS":"PROPN"}]}"#, None),
            (r#"{"label":"DATE","pattern":"May"}"#, None),
        ];
        for (line, expected) in names {
            let row = pattern(line, None).expect("it is good");
            assert_eq!(row.as_ref().map(|row| (row.id.as_str(), row.case)), expected, "{line}");
        }
        assert_eq!(pattern("[]", None), Err("not a JSON object".into()));
    }
}
