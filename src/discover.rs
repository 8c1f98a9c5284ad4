//! Paths, folders and standard input to sources, in a stable order.

use std::path::{Path, PathBuf};

/// Something that holds articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, named outright or found in a folder.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// Where sources come from, sorted by path inside a folder.
pub fn sources(paths: &[PathBuf]) -> Vec<Source> {
    let mut found = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            found.push(Source::Stdin);
        } else {
            let files = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
            found.extend(files.filter(|e| e.file_type().is_file()).map(|e| Source::File(e.into_path())));
        }
    }
    found
}
