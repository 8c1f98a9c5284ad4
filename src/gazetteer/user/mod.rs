//! User lists: tables in the built-in format as TSV or CSV, or plain lists of names. They are compiled when read; the
//! compiled form of a large one is kept, so that the next run need not compile it again.

mod filed;
mod rows;

use super::EntityType;
use super::cache::{self, Cache};
use super::compile::Compiler;
use super::image::Image;
use super::row::RowError;
use crate::discover::{Source, told};
use crate::read;
use std::io;
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

    /// Reads and compiles the list, or takes its compiled form out of the cache. Any bad row refuses the list: a list
    /// half read would answer half right.
    ///
    /// # Errors
    ///
    /// Every bad row, or why the file cannot be read.
    pub fn load(&self, cache: &Cache) -> Result<Image, Vec<ListError>> {
        let files = self.files().map_err(|error| vec![error])?;
        let key = cache.is_on().then(|| cache::Key::of(&files, self.entity_type)).flatten();
        if let Some(image) = key.as_ref().and_then(|key| cache.get(key)) {
            return Ok(image);
        }
        let (bytes, errors) = self.compile(&files);
        if !errors.is_empty() {
            return Err(errors);
        }
        if let Some(key) = key.filter(cache::Key::still_holds) {
            cache.put(&key, &bytes);
        }
        Ok(opened(bytes))
    }

    /// Reads and compiles the good rows of the list, and tells the bad ones beside them.
    pub fn read(&self) -> (Image, Vec<ListError>) {
        let (files, unread) = match self.files() {
            Ok(files) => (files, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let (bytes, errors) = self.compile(&files);
        (opened(bytes), unread.into_iter().chain(errors).collect())
    }

    fn compile(&self, files: &[PathBuf]) -> (Vec<u8>, Vec<ListError>) {
        let mut compiler = Compiler::default();
        let mut errors = Vec::new();
        for path in files {
            let name = path.display().to_string();
            let table = compiler.table(&name);
            let sink = &mut |row| match row {
                Ok(row) => _ = compiler.push(table, &filed::with_names_in_news(row)),
                Err(RowError { line, problem }) => {
                    errors.push(ListError { place: format!("{name}:{line}"), problem });
                }
            };
            if let Err(error) = read_rows(path, self.entity_type, sink) {
                errors.push(unreadable(path, &error));
            }
        }
        if let Some(bytes) = compiler.finish() {
            return (bytes, errors);
        }
        let problem = "its names take more than 4 GiB; give it in several lists";
        errors.push(ListError { place: self.path.display().to_string(), problem: problem.into() });
        (Compiler::default().finish().unwrap_or_default(), errors)
    }

    fn files(&self) -> Result<Vec<PathBuf>, ListError> {
        if !self.path.is_dir() {
            return Ok(vec![self.path.clone()]);
        }
        let entries = std::fs::read_dir(&self.path).map_err(|error| unreadable(&self.path, &error))?;
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
}

fn read_rows(path: &Path, entity_type: Option<EntityType>, sink: rows::Sink<'_>) -> io::Result<()> {
    let input = read::open(&Source::File(path.to_owned()))?;
    rows::read(input, path, entity_type, sink)
}

fn opened(bytes: Vec<u8>) -> Image {
    Image::trusted(bytes).expect("compile writes an image of this version")
}

fn unreadable(path: &Path, error: &io::Error) -> ListError {
    // What is no text says so itself, with what to do.
    let problem = match error.kind() {
        io::ErrorKind::InvalidData => told(error),
        _ => format!("cannot be read: {}", told(error)),
    };
    ListError { place: path.display().to_string(), problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_may_carry_the_type() {
        let list = UserList::from_argument("person=lists/a=b.txt");
        assert_eq!((list.path, list.entity_type), ("lists/a=b.txt".into(), Some(EntityType::Person)));
        assert_eq!(UserList::from_argument("x=y.tsv").entity_type, None);
    }

    #[test]
    fn good_rows_of_a_bad_list_can_still_be_looked_at() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("a.tsv");
        std::fs::write(&path, "name\ttype\nAda Lovelace\tperson\nBo\tanimal\n").expect("it can be written");
        let list = UserList { path, entity_type: None };
        let (image, errors) = list.read();
        assert_eq!((image.len(), errors.len()), (1, 1));
        assert!(list.load(&Cache::off()).is_err());
    }
}
