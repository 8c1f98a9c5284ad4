//! A folder of report files. Every file is written beside its place and renamed when whole; names are made from ids
//! so that any system takes them, and no two articles share one.

use crate::discover::results::OF_ARTICLE;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Longest name made from an id, in bytes; endings and suffixes come on top.
const LONGEST: usize = 150;

/// A folder that report files are written to.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// Held while a file of this folder, or of one inside it, is half written.
    writing: Arc<Mutex<()>>,
}

impl Folder {
    /// Makes the folder if there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be made, or is a file.
    pub fn create(path: impl Into<PathBuf>) -> io::Result<Self> {
        Self::new(path.into(), Arc::default())
    }

    fn new(path: PathBuf, writing: Arc<Mutex<()>>) -> io::Result<Self> {
        std::fs::create_dir_all(&path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => io::Error::other("a file, where a folder is wanted"),
            _ => error,
        })?;
        Ok(Self { path, writing })
    }

    /// A folder inside this one.
    ///
    /// # Errors
    ///
    /// When it cannot be made, or is a file.
    pub fn inside(&self, name: &str) -> io::Result<Self> {
        Self::new(self.path.join(name), Arc::clone(&self.writing))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file whole or not at all; a file of that name gives way.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written or the disk is full.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file(name)?;
        file.write_all(bytes)?;
        file.finish()
    }

    /// A file that will have this name once it is whole. While it is written no other is begun.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn file(&self, name: &str) -> io::Result<NewFile<'_>> {
        let writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(NewFile { temporary: new_file_in(&self.path)?, place: self.path.join(name), _writing: writing })
    }

    /// Waits until no file here or inside is half written. None will be begun from then on: who wants to write waits, for as
    /// long as the program lives.
    pub fn stop_writing(&self) {
        std::mem::forget(self.writing.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// A file of a folder on its way to its name.
#[derive(Debug)]
pub struct NewFile<'f> {
    temporary: tempfile::NamedTempFile,
    place: PathBuf,
    _writing: MutexGuard<'f, ()>,
}

impl NewFile<'_> {
    /// Gives it its name; a file that has it gives way.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.temporary.persist(self.place).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for NewFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.flush()
    }
}

impl Folder {
    /// Removes the files of articles that are here from an earlier report: all three of a name that `names` has not
    /// given. Returns how many articles that were.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read or a file cannot be removed.
    pub fn remove_all_but(&self, names: &FileNames) -> io::Result<u64> {
        let mut removed = 0;
        for entry in std::fs::read_dir(&self.path)? {
            let file = entry?.file_name();
            let Some(name) = file.to_str().and_then(|file| file.strip_suffix(OF_ARTICLE[0])) else {
                continue;
            };
            let files = OF_ARTICLE.map(|ending| self.path.join(format!("{name}{ending}")));
            if !names.has(name) && files.iter().all(|file| file.is_file()) {
                files.iter().try_for_each(std::fs::remove_file)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// A file without a name of its own yet, with the rights that one made there would have.
///
/// # Errors
///
/// When the folder cannot be written.
pub fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".newsnlp-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Names for files of articles. It keeps a hash of each, so a million articles take some megabytes.
#[derive(Debug, Default)]
pub struct FileNames {
    taken: FxHashSet<u64>,
    /// The suffix to try next, by the hash of a name that has been asked for again.
    suffixes: FxHashMap<u64, u64>,
}

impl FileNames {
    /// A name for the article of this id, with a suffix if an earlier one has it.
    ///
    /// ```
    /// use newsnlp::report::folder::FileNames;
    /// let mut names = FileNames::default();
    /// assert_eq!(names.next("../a b"), "a_b");
    /// assert_eq!(names.next("A:B"), "A_B-2"); // some systems do not tell A from a
    /// ```
    pub fn next(&mut self, id: &str) -> String {
        let name = safe(id);
        if self.take(&name) {
            return name;
        }
        // Ids may all be alike: the search goes on where it ended for the one before.
        let mut number = self.suffixes.get(&hash(&name)).copied().unwrap_or(2);
        let numbered = loop {
            let numbered = format!("{name}-{number}");
            number += 1;
            if self.take(&numbered) {
                break numbered;
            }
        };
        self.suffixes.insert(hash(&name), number);
        numbered
    }

    /// Whether this name has been given.
    fn has(&self, name: &str) -> bool {
        self.taken.contains(&hash(name))
    }

    fn take(&mut self, name: &str) -> bool {
        self.taken.insert(hash(name))
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    name.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

/// Whether Windows takes it for a device, whatever ending follows.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    match stem.split_at_checked(3) {
        Some(("CON" | "PRN" | "AUX" | "NUL", "")) => true,
        Some(("COM" | "LPT", port)) => matches!(port.as_bytes(), [b'1'..=b'9']),
        _ => false,
    }
}

/// Letters, digits, `-`, `_` and `.` of an id; runs of anything else become one `_`, at the ends nothing.
fn safe(id: &str) -> String {
    let keep = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let parts: Vec<&str> = id.split(|c| !keep(c)).filter(|part| !part.is_empty()).collect();
    let name = parts.join("_");
    let name = name.trim_start_matches(['.', '_', '-']).trim_end_matches('.');
    let end = (0..=LONGEST.min(name.len())).rev().find(|&at| name.is_char_boundary(at)).unwrap_or(0);
    match &name[..end] {
        "" => "article".to_owned(),
        device if is_device(device) => format!("{device}_"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_names_any_system_takes() {
        let cases = [
            ("navalny-courtyards", "navalny-courtyards"),
            ("https://example.org/a?b=c", "https_example.org_a_b_c"),
            ("../../etc/passwd", "etc_passwd"),
            ("a/b\\c:d", "a_b_c_d"),
            ("Москва 2021", "Москва_2021"),
            ("...", "article"),
            ("", "article"),
            ("name.", "name"),
            ("nul", "nul_"),
            ("COM7", "COM7_"),
            ("con.2021", "con.2021_"),
            ("common", "common"),
        ];
        for (id, name) in cases {
            assert_eq!(safe(id), name);
        }
        assert!(safe(&"é".repeat(400)).len() <= LONGEST);
    }

    #[test]
    fn no_two_articles_share_a_name() {
        let mut names = FileNames::default();
        let given: Vec<_> = ["a", "a-2", "a", "A", "a"].map(|id| names.next(id)).into();
        assert_eq!(given, ["a", "a-2", "a-3", "A-4", "a-5"]);
        let last = (0..50_000).map(|_| names.next("same")).last();
        assert_eq!(last.as_deref(), Some("same-50000"));
    }
}
