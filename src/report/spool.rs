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
    pub fn pack(record: &ArticleRecord<'_>) -> Vec<u8> {
        json::line(json::article(record, Vec::new()))
    }

    /// Adds a packed record.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn push(&mut self, packed: &[u8]) -> io::Result<()> {
        self.file.write_all(packed)
    }

    /// Shows every record to `each`, in the order they came; `failed` tells a file that cannot be written or read.
    ///
    /// # Errors
    ///
    /// What `failed` makes of that, and what `each` returns.
    pub fn each<E>(
        self,
        failed: impl Fn(io::Error) -> E,
        mut each: impl FnMut(ArticleRecord<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut file = self.file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.rewind().map_err(&failed)?;
        let mut lines = BufReader::with_capacity(1 << 20, file);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).map_err(&failed)? > 0 {
            each(serde_json::from_slice(&line).map_err(|error| failed(error.into()))?)?;
            line.clear();
        }
        Ok(())
    }
}
