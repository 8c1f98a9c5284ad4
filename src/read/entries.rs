//! The files in an archive, each to be cut as if it lay in a folder.

use super::documents::Notes;
use super::{At, Body, Origin, Piece, Problem, ReadError, format, too_large};
use std::io;
use std::path::Path;
use std::sync::PoisonError;

/// An archive of files.
pub(super) trait Entries {
    /// The next file; `None` at the end.
    fn next_entry(&mut self) -> io::Result<Option<Entry>>;
}

/// A file in an archive.
pub(super) struct Entry {
    /// Its path within the archive.
    pub(super) path: String,
    /// What came of reading it.
    pub(super) found: Found,
}

/// What came of reading a file in an archive.
pub(super) enum Found {
    /// Its bytes.
    File(Vec<u8>),
    /// Not the ending of a known format.
    PassedOver,
    /// Larger than an article may be.
    TooLarge,
    /// Why it cannot be read.
    Unreadable(String),
}

impl Entry {
    /// Whether a file of this name is read: hidden ones and archives within archives are not.
    pub(super) fn is_wanted(path: &str) -> bool {
        let hidden = path.split('/').any(|part| part.starts_with('.') && part != "." && part != "..");
        let format = format::by_name(Path::new(path));
        !hidden && !path.starts_with("__MACOSX/") && format.is_some_and(|format| !format.is_archive())
    }
}

/// Cuts an archive into its files.
pub(super) struct Files<E> {
    entries: E,
    limit: u64,
    read: u64,
    passed_over: u64,
    name: String,
    notes: Notes,
    ended: bool,
}

impl<E: Entries> Files<E> {
    /// Cuts `entries`, an archive named `origin`.
    pub(super) fn new(entries: E, limit: u64, origin: &Origin, notes: Notes) -> Self {
        Self { entries, limit, read: 0, passed_over: 0, name: origin.name.clone(), notes, ended: false }
    }

    fn end(&mut self) -> Option<Result<Piece, Problem>> {
        self.ended = true;
        if self.passed_over > 0 {
            let note = format!("files of no known format: {}", self.passed_over);
            let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
            notes.push(ReadError::new(self.name.clone(), note));
        }
        let endings = format::ENDINGS_TOLD;
        let told = || format!("no articles in this archive; files ending in {endings} are read");
        (self.read == 0).then(|| Err(Problem::whole(told())))
    }
}

impl<E: Entries> Iterator for Files<E> {
    type Item = Result<Piece, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let Entry { path, found } = match self.entries.next_entry() {
                Ok(Some(entry)) => entry,
                Ok(None) => return self.end(),
                Err(error) => {
                    self.ended = true;
                    let reached = format!("file {}", self.read + self.passed_over + 1);
                    return Some(Err(Problem::cut_off(&error, &reached)));
                }
            };
            let problem = match found {
                Found::PassedOver => {
                    self.passed_over += 1;
                    continue;
                }
                Found::File(bytes) => {
                    self.read += 1;
                    let (at, len) = (At::Whole, bytes.len());
                    let body = Body::Entry(path, bytes);
                    return Some(Ok(Piece { at, body, len }));
                }
                Found::TooLarge => too_large(self.limit),
                Found::Unreadable(problem) => format!("{problem}; skipped"),
            };
            self.read += 1;
            return Some(Err(Problem::whole(format!("{path}: {problem}"))));
        }
        None
    }
}
