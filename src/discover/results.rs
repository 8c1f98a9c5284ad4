//! What this program itself has written, told from the articles it may lie among: where the results of this run go, and the
//! files of a report, each of which has companions of set names beside it.

use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::Path;

/// Files of a report about the whole corpus.
pub const OF_CORPUS: [&str; 3] = ["summary.json", "entities.csv", "keywords.csv"];
/// Endings of the three files of an article in a report.
pub const OF_ARTICLE: [&str; 3] = [".json", ".entities.csv", ".keywords.csv"];
/// The folder of a report that the files of articles lie in.
pub const ARTICLES: &str = "articles";

/// A file or folder that results are written to, whatever path leads there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results(Identity);

#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = std::path::PathBuf;

impl Results {
    /// The file or folder at this path; `None` if there is none yet.
    pub fn at(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        identity(path, &metadata).map(Self)
    }

    /// The folder that a file lies in.
    pub fn around(path: &Path) -> Option<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Self::at(folder.unwrap_or(Path::new(".")))
    }

    /// The file that standard output goes to; `None` where that is no file, or the system does not tell which.
    #[cfg(unix)]
    pub fn of_stdout() -> Option<Self> {
        use std::os::fd::AsFd;
        let copy = std::io::stdout().as_fd().try_clone_to_owned().ok()?;
        let metadata = std::fs::File::from(copy).metadata().ok()?;
        metadata.is_file().then(|| identity(Path::new(""), &metadata).map(Self)).flatten()
    }

    /// The file that standard output goes to; `None` where that is no file, or the system does not tell which.
    #[cfg(not(unix))]
    pub const fn of_stdout() -> Option<Self> {
        None
    }

    /// Whether what stands at this path is where results go.
    pub(super) fn are(&self, path: &Path, metadata: &Metadata) -> bool {
        identity(path, metadata).as_ref() == Some(&self.0)
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems may not find the path")]
fn identity(_: &Path, metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path, _: &Metadata) -> Option<Identity> {
    path.canonicalize().ok()
}

/// Whether a report wrote this file: about an article, with the other two of its name beside it, or about the corpus, with
/// the other two and the folder of the articles.
pub(super) fn is_of_report(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(OsStr::to_str) else { return false };
    let stands = |name: &str| path.with_file_name(name).is_file();
    if OF_CORPUS.contains(&name)
        && path.with_file_name(ARTICLES).is_dir()
        && OF_CORPUS.into_iter().all(stands)
    {
        return true;
    }
    let article = OF_ARTICLE.iter().find_map(|ending| Some((name.strip_suffix(ending)?, ending)));
    article.is_some_and(|(article, own)| {
        OF_ARTICLE.iter().filter(|ending| *ending != own).all(|ending| stands(&format!("{article}{ending}")))
    })
}
