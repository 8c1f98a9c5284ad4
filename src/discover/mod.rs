//! Paths, folders and standard input to sources, in a stable order. A file named outright is always a source; in a
//! folder only files with the ending of a known format are, and feeds called `.xml`, but not what this program wrote there; the
//! others are told in [`Sources::passed_over`].

pub mod results;

use crate::read::{self, format, open};
use results::Results;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Something that holds articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, named outright or found in a folder.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// An article, or a whole source, that cannot be read: where, what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct ReadError {
    /// A path, or `path:line`.
    pub place: String,
    /// What is wrong, what happened, what to do; lower case, one line.
    pub problem: String,
}

impl ReadError {
    /// A problem at a place.
    pub fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into() }
    }
}

/// What the paths of a command line hold, in the order it will be read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Sources, and in their places the paths that cannot be read.
    pub found: Vec<Result<Source, ReadError>>,
    /// Files that folders hold and that are not read, each with the reason.
    pub passed_over: Vec<ReadError>,
    /// Bytes in all files together; `None` when there is standard input or a pipe among them.
    pub bytes: Option<u64>,
}

impl From<Vec<Source>> for Sources {
    fn from(sources: Vec<Source>) -> Self {
        let mut all = Self { bytes: Some(0), ..Self::default() };
        for source in sources {
            match source {
                Source::Stdin => all.push_stream(Source::Stdin),
                Source::File(path) => all.push_file(path, None),
            }
        }
        all
    }
}

impl Sources {
    fn push_stream(&mut self, source: Source) {
        self.bytes = None;
        self.found.push(Ok(source));
    }

    fn push_file(&mut self, path: PathBuf, size: Option<u64>) {
        let size = size.or_else(|| std::fs::metadata(&path).ok().map(|m| m.len()));
        self.bytes = self.bytes.zip(size).map(|(all, one)| all + one);
        self.found.push(Ok(Source::File(path)));
    }

    fn push_error(&mut self, place: &Path, problem: impl Into<String>) {
        let error = ReadError::new(place.display().to_string(), problem);
        self.found.push(Err(error));
    }

    fn pass_over(&mut self, place: &Path, reason: &str) {
        let note = ReadError::new(place.display().to_string(), reason);
        self.passed_over.push(note);
    }

    fn push_path(&mut self, path: &Path, results: Option<&Results>) {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => self.push_folder(path, results),
            Ok(meta) if meta.is_file() => self.push_file(path.to_owned(), Some(meta.len())),
            Ok(_) => self.push_stream(Source::File(path.to_owned())),
            Err(error) => self.push_error(path, format!("{}; skipped", told(&error))),
        }
    }

    fn push_folder(&mut self, folder: &Path, results: Option<&Results>) {
        let before = (self.found.len(), self.passed_over.len());
        let mut walk = walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.push_walk_error(folder, &error);
                    continue;
                }
            };
            match reason_to_leave(&entry, results) {
                None => self.push_entry(entry),
                Some(reason) => {
                    self.pass_over(entry.path(), reason);
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
            }
        }
        if self.found.len() == before.0 {
            let of_report = self.passed_over[before.1..].iter().any(|note| note.problem == OF_REPORT);
            self.push_error(folder, nothing_in_folder(of_report));
        }
    }

    fn push_entry(&mut self, entry: walkdir::DirEntry) {
        if entry.file_type().is_dir() {
            return;
        }
        if !entry.file_type().is_file() {
            return self.pass_over(entry.path(), "not a regular file");
        }
        if !format::is_known(entry.path()) && !is_feed(entry.path()) {
            return self.pass_over(entry.path(), "not the ending of a known format");
        }
        if results::is_of_report(entry.path()) {
            return self.pass_over(entry.path(), OF_REPORT);
        }
        let size = entry.metadata().ok().map(|m| m.len());
        self.push_file(entry.into_path(), size);
    }

    fn push_walk_error(&mut self, folder: &Path, error: &walkdir::Error) {
        let place = error.path().unwrap_or(folder).to_owned();
        if error.loop_ancestor().is_some() {
            return self.pass_over(&place, "a link back to a folder it lies in");
        }
        // A dangling link under a name that would not be read anyway is no loss.
        let dangling = error.io_error().map(std::io::Error::kind) == Some(ErrorKind::NotFound);
        if dangling && !format::is_known(&place) {
            return self.pass_over(&place, "a link to nothing");
        }
        match error.io_error() {
            Some(_) if dangling => self.push_error(&place, "a link to nothing; skipped"),
            Some(io) => self.push_error(&place, format!("{}; skipped", told(io))),
            None => self.push_error(&place, format!("{error}; skipped")),
        }
    }
}

/// Where articles come from: every path in the order given, folders walked and sorted by path, `-` for standard input. What a
/// folder holds of an earlier report is no article, nor is the place where `results` of this run go.
pub fn sources(paths: &[PathBuf], results: Option<&Results>) -> Sources {
    let mut all = Sources { bytes: Some(0), ..Sources::default() };
    for path in paths {
        if path == Path::new("-") {
            all.push_stream(Source::Stdin);
        } else {
            all.push_path(path, results);
        }
    }
    all
}

/// Whether a file whose ending says XML alone is a feed.
fn is_feed(path: &Path) -> bool {
    let head = || {
        let input = read::open(&Source::File(path.to_owned()))?;
        open::peek(input, 1024).map(|(head, _)| head)
    };
    format::is_xml(path) && head().is_ok_and(|head| format::by_content(&head, &[]) == format::Format::Feed)
}

/// Why a file is passed over that a report wrote.
const OF_REPORT: &str = "part of a report";

/// Why something in a folder is not looked at, and if it is a folder nothing in it. The folder that was named always is.
fn reason_to_leave(entry: &walkdir::DirEntry, results: Option<&Results>) -> Option<&'static str> {
    if entry.depth() == 0 {
        return None;
    }
    if entry.file_name().as_encoded_bytes().starts_with(b".") {
        return Some("hidden");
    }
    let written = results
        .is_some_and(|results| entry.metadata().is_ok_and(|metadata| results.are(entry.path(), &metadata)));
    written.then_some("where the results go")
}

fn nothing_in_folder(of_report: bool) -> String {
    if of_report {
        return "no articles in this folder, only a report; name its files to read them".into();
    }
    let endings = format::ENDINGS_TOLD;
    format!("no articles in this folder; files ending in {endings} are read")
}

/// What an input error is, in the words of a message.
pub(crate) fn told(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".into(),
        ErrorKind::PermissionDenied => "not allowed to read it".into(),
        // The system's own text without its "(os error N)".
        _ => {
            let told = error.to_string();
            let told = told.split(" (os error").next().unwrap_or_default();
            let mut letters = told.chars();
            letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder_of(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("it has a parent")).expect("made");
            fs::write(path, "x").expect("written");
        }
        folder
    }

    fn names(sources: &Sources, folder: &Path) -> Vec<String> {
        let told = |source: &Result<Source, ReadError>| match source {
            Ok(Source::File(path)) => path.strip_prefix(folder).unwrap_or(path).display().to_string(),
            Ok(Source::Stdin) => "-".into(),
            Err(error) => format!("! {}", error.problem),
        };
        sources.found.iter().map(told).collect()
    }

    #[test]
    fn walks_a_folder_sorted_and_passes_over_what_is_not_articles() {
        let folder = folder_of(&[
            "b.txt",
            "a/z.html.gz",
            "a/b.jsonl",
            ".git/x.txt",
            ".hid.txt",
            "pic.png",
            "c.txt.zst",
        ]);
        let found = sources(&[folder.path().to_owned()], None);
        assert_eq!(names(&found, folder.path()), ["a/b.jsonl", "a/z.html.gz", "b.txt", "c.txt.zst"]);
        assert_eq!(found.bytes, Some(4));
        let reasons: Vec<&str> = found.passed_over.iter().map(|p| p.problem.as_str()).collect();
        assert_eq!(reasons, ["hidden", "hidden", "not the ending of a known format"]);
    }

    #[test]
    fn a_feed_is_told_from_other_xml_by_its_beginning() {
        let folder = folder_of(&["sitemap.xml"]);
        fs::write(folder.path().join("feed.xml"), "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">")
            .expect("written");
        let found = sources(&[folder.path().to_owned()], None);
        assert_eq!(names(&found, folder.path()), ["feed.xml"]);
        assert_eq!(found.passed_over.len(), 1);
    }

    #[test]
    fn a_file_named_outright_is_read_whatever_its_name() {
        let folder = folder_of(&["pic.png", ".hid"]);
        let paths = [folder.path().join(".hid"), folder.path().join("pic.png"), "-".into()];
        let found = sources(&paths, None);
        assert_eq!(names(&found, folder.path()), [".hid", "pic.png", "-"]);
        assert_eq!(found.bytes, None);
    }

    #[test]
    fn missing_paths_and_empty_folders_are_errors_in_their_place() {
        let folder = folder_of(&["x/.keep"]);
        let paths = [folder.path().join("nowhere"), folder.path().join("x")];
        let found = names(&sources(&paths, None), folder.path());
        assert_eq!(found[0], "! no such file or folder; skipped");
        assert!(found[1].starts_with("! no articles in this folder; files ending in .txt"), "{found:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let folder = folder_of(&["a/b.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).expect("linked");
        std::os::unix::fs::symlink("gone.txt", folder.path().join("a/dead.txt")).expect("linked");
        let found = sources(&[folder.path().to_owned()], None);
        assert_eq!(names(&found, folder.path()), ["a/b.txt", "! a link to nothing; skipped"]);
        assert_eq!(found.passed_over[0].problem, "a link back to a folder it lies in");
    }

    #[test]
    fn a_report_in_the_folder_is_no_article_and_what_lies_beside_it_is() {
        let of_corpus = results::OF_CORPUS.map(|file| format!("r/{file}"));
        let of_article = results::OF_ARTICLE.map(|ending| format!("r/articles/a.b{ending}"));
        let own = ["a.json", "r/articles/a.txt", "r/articles/mine.json", "summary.json"].map(String::from);
        let files: Vec<_> = of_corpus.iter().chain(&of_article).chain(&own).map(String::as_str).collect();
        let folder = folder_of(&files);
        assert_eq!(names(&sources(&[folder.path().to_owned()], None), folder.path()), own);
        for file in own {
            fs::remove_file(folder.path().join(file)).expect("removed");
        }
        let found = sources(&[folder.path().to_owned()], None);
        assert_eq!(found.passed_over.len(), 6);
        assert!(names(&found, folder.path())[0].starts_with("! no articles in this folder, only a report"));
    }

    #[test]
    fn where_results_go_is_left_out_unless_it_is_the_folder_named() {
        let folder = folder_of(&["a.txt", "out/b.txt", "out/c/d.txt", "old.jsonl"]);
        let under = |path: &str, results: &str| {
            let results = Results::at(&folder.path().join(results));
            names(&sources(&[folder.path().join(path)], results.as_ref()), folder.path())
        };
        assert_eq!(under("", "out"), ["a.txt", "old.jsonl"]);
        assert_eq!(under("", "old.jsonl"), ["a.txt", "out/b.txt", "out/c/d.txt"]);
        assert_eq!(under("out", "out/../out"), ["out/b.txt", "out/c/d.txt"]);
        assert_eq!(under("out", "."), ["out/b.txt", "out/c/d.txt"]);
        assert_eq!(under("old.jsonl", "old.jsonl"), ["old.jsonl"]);
    }

    #[cfg(unix)]
    #[test]
    fn where_results_go_is_told_through_links() {
        let folder = folder_of(&["in/a.txt", "far/b.txt"]);
        std::os::unix::fs::symlink("../far", folder.path().join("in/out")).expect("linked");
        let results = Results::at(&folder.path().join("in/out"));
        let found = sources(&[folder.path().join("in")], results.as_ref());
        assert_eq!(names(&found, folder.path()), ["in/a.txt"]);
        assert_eq!(found.passed_over[0].problem, "where the results go");
    }
}
