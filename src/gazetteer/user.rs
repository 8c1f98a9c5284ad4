//! User lists: tables in the built-in format as TSV or CSV, or plain lists of names, compiled when read.

use super::EntityType;
use super::compile::{self, Table};
use super::image::Image;
use super::row::{self, Columns, Row, RowError};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A list that cannot be read, or a row of it.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct ListError {
    /// Path, or `path:line`.
    pub place: String,
    /// What is wrong and what to do.
    pub problem: String,
}

/// A list the user names: a file or folder, and the type of its rows if they do not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserList {
    /// File or folder.
    pub path: PathBuf,
    /// `person=FILE`.
    pub entity_type: Option<EntityType>,
}

impl UserList {
    /// Reads `FILE`, `DIR` or `person=FILE`.
    pub fn from_argument(argument: &str) -> Self {
        if let Some((name, path)) = argument.split_once('=')
            && let Some(entity_type) = EntityType::from_name(name)
        {
            return Self { path: path.into(), entity_type: Some(entity_type) };
        }
        Self { path: argument.into(), entity_type: None }
    }

    /// Reads and compiles the list. Any bad row refuses the list: a list half read would answer half right.
    ///
    /// # Errors
    ///
    /// Every bad row, or why the file cannot be read.
    ///
    /// # Panics
    ///
    /// Never: what is compiled here opens here.
    pub fn load(&self) -> Result<Image, Vec<ListError>> {
        let mut errors = Vec::new();
        let mut tables = Vec::new();
        for path in self.files().map_err(|error| vec![error])? {
            match self.table(&path) {
                Ok(table) => tables.push(table),
                Err(more) => errors.extend(more),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let bytes = compile::compile(&tables, &[]);
        Ok(Image::open(Cow::Owned(bytes)).expect("compile writes an image of this version"))
    }

    fn files(&self) -> Result<Vec<PathBuf>, ListError> {
        if !self.path.is_dir() {
            return Ok(vec![self.path.clone()]);
        }
        let entries = std::fs::read_dir(&self.path).map_err(|error| self.error(&self.path, &error))?;
        let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
        let is_list = |path: &PathBuf| path.extension().is_some_and(|end| end == "tsv" || end == "csv");
        let mut files: Vec<_> = paths.filter(is_list).collect();
        files.sort();
        if files.is_empty() {
            let place = self.path.display().to_string();
            return Err(ListError { place, problem: "no .tsv or .csv file in it".into() });
        }
        Ok(files)
    }

    #[expect(clippy::unused_self, reason = "reads as a sentence where it is called")]
    fn error(&self, path: &Path, error: &std::io::Error) -> ListError {
        ListError { place: path.display().to_string(), problem: format!("cannot be read: {error}") }
    }

    fn table(&self, path: &Path) -> Result<Table, Vec<ListError>> {
        let bytes = std::fs::read(path).map_err(|error| vec![self.error(path, &error)])?;
        let name = path.display().to_string();
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            vec![ListError {
                place: name.clone(),
                problem: format!("not valid UTF-8 at byte {at}; save it as UTF-8"),
            }]
        })?;
        let (rows, errors) = parse(&text, path, self.entity_type);
        if errors.is_empty() {
            return Ok(Table { path: name, rows });
        }
        let place = |error: &RowError| format!("{name}:{}", error.line);
        Err(errors
            .into_iter()
            .map(|error| ListError { place: place(&error), problem: error.problem })
            .collect())
    }
}

/// Reads a list by what it looks like: a header row makes it a table, anything else a plain list of names.
fn parse(text: &str, path: &Path, entity_type: Option<EntityType>) -> (Vec<Row>, Vec<RowError>) {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.starts_with('#') && !line.trim().is_empty()).unwrap_or("");
    let comma =
        path.extension().is_some_and(|end| end == "csv") || !first.contains('\t') && first.contains(',');
    if comma && Columns::is_header(first.split(',').map(|name| name.trim_matches('"'))) {
        return read_csv(text, entity_type);
    }
    if Columns::is_header(first.split('\t')) {
        return row::read_tsv(text, entity_type);
    }
    read_plain(text, entity_type)
}

fn read_csv(text: &str, entity_type: Option<EntityType>) -> (Vec<Row>, Vec<RowError>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    let mut columns: Option<Columns> = None;
    for record in reader.records() {
        let outcome = match (record, &columns) {
            (Err(error), _) => Err(RowError { line: 0, problem: error.to_string() }),
            (Ok(record), found) => {
                let line = record.position().map_or(0, csv::Position::line) as u32;
                match found {
                    Some(columns) => columns.row(record.iter(), line).map(|row| rows.push(row)),
                    None => Columns::from_header(record.iter(), entity_type, line)
                        .map(|found| columns = Some(found)),
                }
            }
        };
        if let Err(error) = outcome {
            errors.push(error);
            if columns.is_none() {
                break;
            }
        }
    }
    (rows, errors)
}

fn read_plain(text: &str, entity_type: Option<EntityType>) -> (Vec<Row>, Vec<RowError>) {
    let Some(entity_type) = entity_type else {
        let problem =
            "no header row with a column \"name\"; add one, or give a plain list of names as person=FILE";
        return (Vec::new(), vec![RowError { line: 1, problem: problem.into() }]);
    };
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    for (line, name) in (1..).zip(text.lines()) {
        if name.starts_with('#') || name.trim().is_empty() {
            continue;
        }
        match row::plain(name, entity_type, line) {
            Ok(row) => rows.push(row),
            Err(error) => errors.push(error),
        }
    }
    (rows, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, file: &str, entity_type: Option<EntityType>) -> Vec<(String, Vec<String>)> {
        let (rows, errors) = parse(text, Path::new(file), entity_type);
        assert_eq!(errors, []);
        rows.into_iter().map(|row| (row.id, row.aliases)).collect()
    }

    #[test]
    fn reads_tables_by_tab_or_comma_and_plain_lists() {
        let expected = [("person/ada-lovelace".to_owned(), vec!["Countess of Lovelace".to_owned()])];
        let person = Some(EntityType::Person);
        assert_eq!(
            names("name\ttype\taliases\nAda Lovelace\tperson\tCountess of Lovelace\n", "a.tsv", None),
            expected
        );
        assert_eq!(
            names("\u{feff}name,aliases\n\"Ada Lovelace\",Countess of Lovelace\n", "a.csv", person),
            expected
        );
        assert_eq!(
            names("# mine\nAda Lovelace\n\n", "a.txt", person),
            [("person/ada-lovelace".to_owned(), vec![])]
        );
    }

    #[test]
    fn an_argument_may_carry_the_type() {
        let list = UserList::from_argument("person=lists/a=b.txt");
        assert_eq!((list.path, list.entity_type), ("lists/a=b.txt".into(), Some(EntityType::Person)));
        assert_eq!(UserList::from_argument("x=y.tsv").entity_type, None);
    }

    #[test]
    fn a_plain_list_without_a_type_says_what_to_do() {
        let (_, errors) = parse("Ada Lovelace\n", Path::new("a.txt"), None);
        assert!(errors[0].problem.contains("person=FILE"));
    }
}
