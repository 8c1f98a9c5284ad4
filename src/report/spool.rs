//! Records that wait in a temporary file until the whole corpus has been read. The file has no name and is gone with
//! the program, however it ends.

use super::json;
use super::record::ArticleRecord;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

/// Records in a temporary file.
#[derive(Debug)]
pub struct Spool {
    file: BufWriter<File>,
}

impl Spool {
    /// An empty file.
    ///
    /// # Errors
    ///
    /// When the system's folder for temporary files cannot be written.
    pub fn new() -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(1 << 20, tempfile::tempfile()?) })
    }

    /// A record as [`Spool::push`] takes it, made on any thread.
    ///
    /// # Errors
    ///
    /// Never: a vector takes all.
    pub fn pack(record: &ArticleRecord<'_>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        json::write_line(record, &mut out)?;
        Ok(out)
    }

    /// Adds a packed record.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn push(&mut self, packed: &[u8]) -> io::Result<()> {
        self.file.write_all(packed)
    }

    /// All records, in the order they came.
    ///
    /// # Errors
    ///
    /// When the file cannot be written or read.
    pub fn records(self) -> io::Result<impl Iterator<Item = io::Result<ArticleRecord<'static>>>> {
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        let lines = BufReader::with_capacity(1 << 20, file).split(b'\n');
        Ok(lines.map(|line| serde_json::from_slice(&line?).map_err(io::Error::from)))
    }
}
