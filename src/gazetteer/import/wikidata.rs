//! Wikidata items, one per line: those of a dump (`[`, a comma after each, `]`), and short ones as queries give them
//! (`{"id": "Q1", "label": "…", "aliases": ["…"], "P31": ["Q2"]}`).

use super::{Options, Parsed, json, tidy};
use crate::gazetteer::EntityType;
use crate::gazetteer::row::Row;
use rustc_hash::FxHashMap;
use serde_json::Value;

/// Instance of.
const INSTANCE_OF: &str = "P31";
const COUNTRY: &str = "P17";
/// ISO 3166-1 alpha-2 code.
const COUNTRY_CODE: &str = "P297";
const COORDINATES: &str = "P625";
const POPULATION: &str = "P1082";
const GEONAMES: &str = "P1566";
/// The language of labels that all languages share.
const ALL_LANGUAGES: &str = "mul";

static CLASSES: &str = include_str!("wikidata-classes.tsv");

/// Which classes are people, places, organisations.
#[derive(Clone, Debug)]
pub struct Classes {
    by_id: FxHashMap<String, (EntityType, String)>,
}

impl Default for Classes {
    fn default() -> Self {
        let mut classes = Self { by_id: FxHashMap::default() };
        classes.add(CLASSES).expect("the table of classes is in order");
        classes
    }
}

impl Classes {
    /// Adds rows of a table: class, type, kind; what it says wins over what is there.
    ///
    /// # Errors
    ///
    /// The line that is wrong, and what is wrong with it.
    pub fn add(&mut self, table: &str) -> Result<(), (usize, String)> {
        for (line, row) in (1..).zip(table.lines()) {
            if row.starts_with('#') || row.starts_with("class\t") || row.trim().is_empty() {
                continue;
            }
            let fields: Vec<&str> = row.split('\t').map(str::trim).collect();
            let named = fields.get(1).copied().unwrap_or_default();
            let entity_type = EntityType::from_name(named)
                .ok_or_else(|| (line, format!("type {named:?}: expected person, place or organisation")))?;
            let kind = fields.get(2).copied().unwrap_or_default();
            self.by_id.insert(fields[0].to_owned(), (entity_type, kind.to_owned()));
        }
        Ok(())
    }
}

/// Reads items; countries tell their codes to those that come after them.
pub(super) struct Reader<'o> {
    options: &'o Options,
    country_codes: FxHashMap<String, String>,
}

impl<'o> Reader<'o> {
    pub fn new(options: &'o Options) -> Self {
        Self { options, country_codes: FxHashMap::default() }
    }

    /// One line as a row; nothing where it is of no class that is taken, or has no label in the language.
    pub fn row(&mut self, line: &str) -> Parsed {
        let line = line.trim().trim_end_matches(',');
        if matches!(line, "[" | "]" | "") {
            return Ok(None);
        }
        let item: Value = json::object(line)?;
        let id = item["id"].as_str().filter(|id| !id.is_empty()).ok_or("no field \"id\"")?;
        if let Some(code) = first(&item, COUNTRY_CODE).as_ref().and_then(Value::as_str) {
            self.country_codes.insert(id.to_owned(), code.to_owned());
        }
        let classes = values(&item, INSTANCE_OF);
        let known = classes.iter().find_map(|class| self.options.classes.by_id.get(item_id(class)?));
        let Some((entity_type, kind)) = known else { return Ok(None) };
        let Some(name) = self.label(&item) else { return Ok(None) };
        let population = first(&item, POPULATION).and_then(|value| quantity(&value)).unwrap_or(0);
        if *entity_type == EntityType::Place && population < self.options.min_population {
            return Ok(None);
        }
        let point = first(&item, COORDINATES).unwrap_or_default();
        let geonames = first(&item, GEONAMES).and_then(|value| value.as_str()?.parse().ok()).unwrap_or(0);
        Ok(Some(Row {
            id: tidy::id(*entity_type, &name, &id.to_lowercase()),
            aliases: self.texts(&item["aliases"]),
            kind: kind.clone(),
            country: self.country(&item, id),
            lat: point["latitude"].as_f64(),
            lon: point["longitude"].as_f64(),
            population,
            geonames,
            note: format!("wikidata {id}"),
            name,
            ..Row::default()
        }))
    }

    fn label(&self, item: &Value) -> Option<String> {
        let labels = if item["labels"].is_null() { &item["label"] } else { &item["labels"] };
        self.texts(labels).into_iter().next()
    }

    /// The texts of the language, else those of all languages: strings, or objects with a `value`.
    fn texts(&self, of: &Value) -> Vec<String> {
        let language = if self.options.language.is_empty() { "en" } else { &self.options.language };
        let chosen = match of {
            Value::Object(by_language) => {
                by_language.get(language).or_else(|| by_language.get(ALL_LANGUAGES))
            }
            other => Some(other),
        };
        let text = |value: &Value| value.as_str().or_else(|| value["value"].as_str()).map(str::to_owned);
        match chosen {
            Some(Value::Array(several)) => several.iter().filter_map(text).collect(),
            Some(one) => text(one).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The country's code, where its own item came before.
    fn country(&self, item: &Value, id: &str) -> String {
        let of = first(item, COUNTRY);
        let of = of.as_ref().and_then(item_id).unwrap_or(id);
        self.country_codes.get(of).or_else(|| self.country_codes.get(id)).cloned().unwrap_or_default()
    }
}

/// The values of a property, the preferred ones alone where there are some; deprecated ones are left out.
fn values(item: &Value, property: &str) -> Vec<Value> {
    let short = &item[property];
    if !short.is_null() {
        return short.as_array().cloned().unwrap_or_else(|| vec![short.clone()]);
    }
    let claims = item["claims"][property].as_array().map(Vec::as_slice).unwrap_or_default();
    let ranked = |rank: &str| {
        let of_rank = claims.iter().filter(|claim| claim["rank"].as_str().unwrap_or("normal") == rank);
        of_rank.map(|claim| claim["mainsnak"]["datavalue"]["value"].clone()).collect::<Vec<_>>()
    };
    let preferred = ranked("preferred");
    if preferred.is_empty() { ranked("normal") } else { preferred }
}

fn first(item: &Value, property: &str) -> Option<Value> {
    values(item, property).into_iter().next()
}

/// `Q5`, or `{"id": "Q5"}`.
fn item_id(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value["id"].as_str())
}

/// `{"amount": "+9000"}`, `9000`.
fn quantity(value: &Value) -> Option<u32> {
    let amount = value["amount"].as_str().map(|amount| amount.trim_start_matches('+').parse().ok());
    amount.unwrap_or_else(|| value.as_f64()).map(tidy::inhabitants)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<Parsed> {
        let options = Options::default();
        let mut reader = Reader::new(&options);
        lines.iter().map(|line| reader.row(line)).collect()
    }

    // Items of no Wikidata: numbers that it does not have.
    const COUNTRY_ITEM: &str = r#"{"id":"Q900000001","labels":{"en":{"language":"en","value":"Tolvania"}},"aliases":[],
        "claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q6256"}}},"rank":"normal"}],
        "P297":[{"mainsnak":{"datavalue":{"value":"XA"}},"rank":"normal"}],
        "P625":[{"mainsnak":{"datavalue":{"value":{"latitude":10.5,"longitude":-20.25}}},"rank":"normal"}]}},"#;
    const PERSON_ITEM: &str = r#"{"id":"Q900000002","labels":{"mul":{"language":"mul","value":"Åse Brekkhus"}},
        "aliases":{"en":[{"language":"en","value":"Ase B. Brekkhus"}]},
        "claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}},"rank":"normal"}],
        "P17":[{"mainsnak":{"datavalue":{"value":{"id":"Q900000001"}}},"rank":"normal"}]}}"#;

    #[test]
    fn reads_the_lines_of_a_dump() {
        let parsed = read(&["[", &COUNTRY_ITEM.replace('\n', ""), PERSON_ITEM, "]"]);
        let rows: Vec<Row> = parsed.into_iter().filter_map(|row| row.expect("all are good")).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].id.as_str(), rows[0].country.as_str()), ("place/tolvania-q900000001", "XA"));
        assert_eq!((rows[0].lat, rows[0].kind.as_str()), (Some(10.5), "country"));
        assert_eq!((rows[1].name.as_str(), rows[1].country.as_str()), ("Åse Brekkhus", "XA"));
        assert_eq!(rows[1].aliases, ["Ase B. Brekkhus"]);
        assert_eq!(rows[1].note, "wikidata Q900000002");
    }

    #[test]
    fn reads_short_items_and_leaves_out_other_classes() {
        let short = r#"{"id":"Q900000003","label":"Tolvane","aliases":["Tolvane City"],"P31":["Q900000009","Q515"],"P1082":9000}"#;
        let row = read(&[short]).remove(0).expect("it is good").expect("it is taken");
        assert_eq!((row.kind.as_str(), row.population), ("city", 9000));
        assert_eq!(row.aliases, ["Tolvane City"]);
        assert_eq!(read(&[r#"{"id":"Q900000004","label":"X","P31":"Q900000009"}"#]), [Ok(None)]);
        assert_eq!(read(&[r#"{"label":"X"}"#]), [Err("no field \"id\"".into())]);
        assert!(read(&["{oops"])[0].as_ref().is_err_and(|problem| problem.starts_with("not valid JSON")));
    }

    #[test]
    fn classes_of_ones_own_win() {
        let mut classes = Classes::default();
        classes.add("class\ttype\tkind\nQ900000009\torganisation\tclub\n").expect("it is in order");
        assert_eq!(classes.by_id["Q900000009"], (EntityType::Organisation, "club".into()));
        let wrong = classes.add("Q1\tanimal\n").expect_err("no such type");
        assert_eq!(wrong, (1, "type \"animal\": expected person, place or organisation".into()));
    }
}
