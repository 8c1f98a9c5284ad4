//! More records than memory should hold, in order. In: sorted portions. Out: all records, merged. Portions wait in
//! temporary files without names, which are gone with the program, however it ends.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::marker::PhantomData;

/// Sorted portions of records, each in a file.
#[derive(Debug)]
pub(super) struct Portions<T> {
    files: Vec<File>,
    records: PhantomData<T>,
}

impl<T> Default for Portions<T> {
    fn default() -> Self {
        Self { files: Vec::new(), records: PhantomData }
    }
}

impl<T: Ord + Serialize + DeserializeOwned> Portions<T> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds a portion, which must be sorted.
    ///
    /// # Errors
    ///
    /// When the system's folder for temporary files cannot be written or its disk is full.
    pub fn add(&mut self, sorted: impl Iterator<Item = T>) -> io::Result<()> {
        let mut file = BufWriter::with_capacity(1 << 20, tempfile::tempfile()?);
        for record in sorted {
            serde_json::to_writer(&mut file, &record)?;
            file.write_all(b"\n")?;
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.files.push(file);
        Ok(())
    }

    /// All records in order.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn merged(self) -> io::Result<Merged<T>> {
        let files = self.files.into_iter().map(|file| BufReader::with_capacity(1 << 16, file));
        let mut merged = Merged { files: files.collect(), next: BinaryHeap::new() };
        for at in 0..merged.files.len() {
            merged.fetch(at)?;
        }
        Ok(merged)
    }
}

/// Records of several portions, in order.
#[derive(Debug)]
pub(super) struct Merged<T> {
    files: Vec<BufReader<File>>,
    /// The next record of each portion that has one, with the place of the portion.
    next: BinaryHeap<Reverse<(T, usize)>>,
}

impl<T: Ord + DeserializeOwned> Merged<T> {
    /// Takes up the next record of a portion, if it has one.
    fn fetch(&mut self, at: usize) -> io::Result<()> {
        let mut line = Vec::new();
        if self.files[at].read_until(b'\n', &mut line)? > 0 {
            self.next.push(Reverse((serde_json::from_slice(&line)?, at)));
        }
        Ok(())
    }
}

impl<T: Ord + DeserializeOwned> Iterator for Merged<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<io::Result<T>> {
        let Reverse((record, at)) = self.next.pop()?;
        Some(self.fetch(at).map(|()| record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn portions_merge_into_one_order(
            portions in prop::collection::vec(prop::collection::vec(("\\PC{0,6}|[\\n\"]{0,2}", 0..9u64), 0..20), 1..6),
        ) {
            let mut expected = portions.concat();
            expected.sort();
            let mut waiting = Portions::default();
            for mut portion in portions {
                portion.sort();
                waiting.add(portion.into_iter()).expect("temporary files can be written");
            }
            let merged: io::Result<Vec<_>> = waiting.merged().expect("they can be read").collect();
            prop_assert_eq!(merged.expect("they can be read"), expected);
        }
    }
}
