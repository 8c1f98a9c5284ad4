//! Lists of others to rows of ours. In: a stream in one of their formats, of any size. Out: rows, one at a time, made
//! safe as a curator would; what is wrong with a line is told, and the next one read.

mod geonames;
mod json;
mod plain;
mod table;
mod tidy;
mod wikidata;
mod written;

pub use geonames::Admin1Names;
pub use table::ColumnNames;
pub use wikidata::Classes;
pub use written::{HEADER, as_line};

use super::EntityType;
use super::row::Row;
use crate::discover::Source;
use crate::read::{self, format};
use std::io::{self, BufRead, Cursor, Read};
use std::path::Path;
use tidy::Tidy;

/// A format that others keep lists in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `GeoNames` dump: 19 columns between tabs, no header.
    GeoNames,
    /// Wikidata JSON, one item per line; the lines of a dump have a comma at the end.
    Wikidata,
    /// A table with named columns, by comma, semicolon or tab.
    Table,
    /// GATE `.lst`: a name per line, features after a colon.
    Lst,
    /// spaCy patterns: `{"label": "ORG", "pattern": "Apple"}` per line.
    Patterns,
}

/// What is taken of a list, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Type of rows that do not say.
    pub entity_type: Option<EntityType>,
    /// Columns of a table.
    pub columns: ColumnNames,
    /// Places with fewer inhabitants are left out; seas and mountains have none and stay.
    pub min_population: u32,
    /// `GeoNames` feature classes that are taken, such as `AP`; a choice that suits the news when empty.
    pub feature_classes: String,
    /// Names of first-level divisions by `GeoNames` code.
    pub admin1: Admin1Names,
    /// Wikidata classes and their types.
    pub classes: Classes,
    /// Language of Wikidata labels.
    pub language: String,
}

/// What a line of a list became.
#[derive(Clone, Debug, PartialEq)]
pub enum Imported {
    /// A row.
    Row(Box<Row>),
    /// Nothing: it is none of the kinds that are taken.
    LeftOut,
    /// Nothing: it is wrong.
    Bad {
        /// Its line, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
}

/// What one line holds, before it is made safe.
type Parsed = Result<Option<Row>, String>;

/// Takes what lines became; it alone can end the import.
type Sink<'s, E> = &'s mut dyn FnMut(Imported) -> Result<(), E>;

/// Why an import ended early.
#[derive(Debug)]
pub enum ImportError<E> {
    /// The list cannot be read, or no more of it.
    Read(io::Error),
    /// What the sink said.
    Sink(E),
}

impl Format {
    /// The format a list seems to have, by its name and its first line.
    pub fn of(path: &Path, first: &str) -> Option<Self> {
        let ending = ending(path);
        let first = first.trim_start_matches(' ').trim_end_matches(['\n', '\r']);
        if first.starts_with('[') || first.starts_with('{') {
            let spacy = first.contains("\"pattern\"") && first.contains("\"label\"");
            return Some(if spacy { Self::Patterns } else { Self::Wikidata });
        }
        let fields: Vec<&str> = first.split('\t').collect();
        let numbered = fields[0].parse::<u32>().is_ok();
        if fields.len() == geonames::FIELDS && numbered {
            return Some(Self::GeoNames);
        }
        if ending == "lst" {
            return Some(Self::Lst);
        }
        let table = first.contains(['\t', ',', ';']) || matches!(ending.as_str(), "csv" | "tsv");
        table.then_some(Self::Table)
    }
}

/// The ending of a file's name, in small letters, without that of its packing.
fn ending(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    format::unpacked(&name).rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_owned())
}

/// A list to import, opened and unpacked.
pub struct Import {
    input: Box<dyn BufRead + Send>,
    first: String,
}

impl Import {
    /// Opens a list.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub fn open(source: &Source) -> io::Result<Self> {
        let mut input = read::open(source)?;
        let mut first = Vec::new();
        input.read_until(b'\n', &mut first)?;
        let told = String::from_utf8_lossy(&first).trim_start_matches('\u{feff}').to_owned();
        Ok(Self { input: Box::new(Cursor::new(first).chain(input)), first: told })
    }

    /// Its first line.
    pub fn first_line(&self) -> &str {
        &self.first
    }

    /// Reads it to its end.
    ///
    /// # Errors
    ///
    /// Why no more of it can be read, or what `sink` says.
    pub fn run<E>(self, format: Format, options: &Options, sink: Sink<'_, E>) -> Result<(), ImportError<E>> {
        let mut tidy = Tidy::default();
        let mut take = |line: u64, parsed: Parsed| {
            sink(match parsed.and_then(|row| row.map(|row| tidy.row(row)).transpose()) {
                Ok(Some(row)) => Imported::Row(Box::new(row)),
                Ok(None) => Imported::LeftOut,
                Err(problem) => Imported::Bad { line, problem },
            })
        };
        let missing_type = "no type; give --type person, place or organisation";
        let of_type = |name: &str| plain::row(name, options.entity_type.ok_or(missing_type)?);
        let mut wikidata = wikidata::Reader::new(options);
        match format {
            Format::GeoNames => lines(self.input, &mut take, |text| geonames::row(text, options)),
            Format::Wikidata => lines(self.input, &mut take, |text| wikidata.row(text)),
            Format::Lst => lines(self.input, &mut take, |text| of_type(plain::lst_name(text))),
            Format::Patterns => lines(self.input, &mut take, |text| json::pattern(text, options.entity_type)),
            Format::Table => table::read(self.input, &self.first, options, &mut take),
        }
    }
}

/// Hands over what `parse` makes of every line that is not blank.
fn lines<E>(
    mut input: impl BufRead,
    take: &mut dyn FnMut(u64, Parsed) -> Result<(), E>,
    mut parse: impl FnMut(&str) -> Parsed,
) -> Result<(), ImportError<E>> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes).map_err(ImportError::Read)? == 0 {
            break;
        }
        let parsed = match std::str::from_utf8(&bytes) {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => parse(text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r'])),
            Err(_) => Err("not valid UTF-8".into()),
        };
        take(number, parsed).map_err(ImportError::Sink)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_its_first_line_then_by_its_name() {
        let geonames = format!("901\tTolvane{}", "\t".repeat(geonames::FIELDS - 2));
        let cases = [
            ("a.txt", geonames.as_str(), Some(Format::GeoNames)),
            ("a.json.gz", "[", Some(Format::Wikidata)),
            ("a.jsonl", r#"{"label":"ORG","pattern":"Kelvar"}"#, Some(Format::Patterns)),
            ("a.LST.gz", "Tolvane", Some(Format::Lst)),
            ("a.csv", "name", Some(Format::Table)),
            ("a.txt", "name;country", Some(Format::Table)),
            ("a.txt", "Tolvane", None),
        ];
        for (name, first, expected) in cases {
            assert_eq!(Format::of(Path::new(name), first), expected, "{name} {first}");
        }
    }
}
