//! Compiled forms of large user lists, kept from run to run. A form is found by what it was made from and checked when
//! read; whatever is wrong with the folder or with a file in it, the list is compiled from its rows instead.

use super::EntityType;
use super::image::Image;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128_with_seed};

/// Lists smaller than this compile faster than a file can be kept in order.
const SMALLEST: u64 = 64 << 10;
/// Most that all compiled forms together may take: beyond it those unused for longest go.
const LARGEST: u64 = 2 << 30;
/// Bytes of the checksum behind the image.
const CHECK_BYTES: usize = 16;
/// The code that made the image: other code, other image.
const CODE: &str = env!("NEWSNLP_LIST_CODE");
const ENDING: &str = "list";

/// A folder with compiled forms, or none.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// Keeps nothing.
    pub const fn off() -> Self {
        Self { folder: None }
    }

    /// Keeps compiled forms in this folder, which is made when the first is written.
    pub const fn at(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// Keeps compiled forms in the user's cache folder; nothing where there is none.
    pub fn of_user() -> Self {
        use etcetera::BaseStrategy;
        let base = etcetera::choose_base_strategy().ok();
        Self { folder: base.map(|base| base.cache_dir().join("newsnlp").join("lists")) }
    }

    pub(super) const fn is_on(&self) -> bool {
        self.folder.is_some()
    }

    /// The compiled form of a list, if there is a whole one.
    pub(super) fn get(&self, key: &Key) -> Option<Image> {
        let path = self.folder.as_ref()?.join(key.file());
        let mut bytes = fs::read(&path).ok()?;
        let (image, check) = bytes.split_at_checked(bytes.len().checked_sub(CHECK_BYTES)?)?;
        if checksum(image, key) != check {
            return None;
        }
        bytes.truncate(bytes.len() - CHECK_BYTES);
        // The time of last use, for `prune`; a folder that may only be read does without.
        let _ = File::open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        Image::open(bytes)
    }

    /// Keeps the compiled form of a list. A cache that cannot be written is no reason to stop: the next run compiles
    /// the list again.
    pub(super) fn put(&self, key: &Key, image: &[u8]) {
        if let Some(folder) = &self.folder
            && write(folder, key, image).is_ok()
        {
            prune(folder, key, LARGEST);
        }
    }
}

/// What a compiled form is found by.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// Which list it is: where its files lie.
    list: u64,
    /// What it is made from: the code, the type, paths as messages tell them, every byte.
    content: u128,
    stamps: Vec<(PathBuf, Stamp)>,
}

/// Size and time of a file.
type Stamp = (u64, Option<SystemTime>);

impl Key {
    /// The key of a list of these files; nothing where it is small, or is no file that can be read twice.
    pub fn of(files: &[PathBuf], entity_type: Option<EntityType>) -> Option<Self> {
        let stamps: Vec<_> =
            files.iter().map(|path| Some((path.clone(), stamp(path)?))).collect::<Option<_>>()?;
        if stamps.iter().map(|(_, (bytes, _))| bytes).sum::<u64>() < SMALLEST {
            return None;
        }
        let mut list = Xxh3::new();
        let mut content = Xxh3::new();
        content.update(CODE.as_bytes());
        content.update(entity_type.map_or("", EntityType::as_str).as_bytes());
        for (path, (bytes, _)) in &stamps {
            let told = path.display().to_string();
            for part in [fs::canonicalize(path).ok()?.as_os_str().as_encoded_bytes(), told.as_bytes()] {
                list.update(part);
                list.update(&[0]);
            }
            content.update(&bytes.to_le_bytes());
            content.update(told.as_bytes());
            hash_file(path, &mut content).ok()?;
        }
        Some(Self { list: list.digest(), content: content.digest128(), stamps })
    }

    /// Whether no file was written to since the key was made.
    pub fn still_holds(&self) -> bool {
        self.stamps.iter().all(|(path, before)| stamp(path).as_ref() == Some(before))
    }

    fn file(&self) -> String {
        format!("{}{:032x}.{ENDING}", self.prefix(), self.content)
    }

    /// How the names of all forms of this list begin.
    fn prefix(&self) -> String {
        format!("{:016x}-", self.list)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let known = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((known.len(), known.modified().ok()))
}

fn hash_file(path: &Path, into: &mut Xxh3) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(()),
            read => into.update(&buffer[..read]),
        }
    }
}

/// Over the image, and over its key, so that a form under a wrong name is no form.
fn checksum(image: &[u8], key: &Key) -> [u8; CHECK_BYTES] {
    xxh3_128_with_seed(image, xxh3_64(&key.content.to_le_bytes())).to_le_bytes()
}

/// Writes a form beside its place and renames it, so that nobody ever reads half of one.
fn write(folder: &Path, key: &Key, image: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(image)?;
    file.write_all(&checksum(image, key))?;
    file.persist(folder.join(key.file())).map_err(|error| error.error)?;
    Ok(())
}

/// Removes what this list's newest form replaces, then the forms unused for longest until the rest fits.
fn prune(folder: &Path, newest: &Key, largest: u64) {
    let (keep, prefix) = (newest.file(), newest.prefix());
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut others = Vec::new();
    let mut total = 0;
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(known) = entry.metadata().ok().filter(|_| name.ends_with(&format!(".{ENDING}"))) else {
            continue;
        };
        if name == keep {
            total += known.len();
        } else if name.starts_with(&prefix) {
            let _ = fs::remove_file(entry.path());
        } else {
            others.push((known.modified().ok(), known.len(), entry.path()));
        }
    }
    others.sort();
    for (_, bytes, path) in others.into_iter().rev() {
        total += bytes;
        if total > largest {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Gazetteer, UserList};

    struct Bench {
        folder: tempfile::TempDir,
        cache: Cache,
    }

    impl Bench {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a temporary folder can be made");
            let cache = Cache::at(folder.path().join("cache"));
            Self { folder, cache }
        }

        /// A list large enough to be kept.
        fn list(&self, file: &str, first: &str) -> UserList {
            let names = (0..9000).map(|number| format!("Ada Lovelace{number}\tperson\n"));
            let text: String =
                ["name\ttype\n".into(), format!("{first}\tperson\n")].into_iter().chain(names).collect();
            let path = self.folder.path().join(file);
            fs::write(&path, text).expect("it can be written");
            UserList { path, entity_type: None }
        }

        fn kept(&self) -> Vec<PathBuf> {
            let entries = fs::read_dir(self.folder.path().join("cache")).expect("something was kept");
            entries.map(|entry| entry.expect("it lists").path()).collect()
        }

        fn names(&self, list: &UserList) -> Vec<String> {
            let image = list.load(&self.cache).expect("the list is good");
            let all = Gazetteer::empty().with(image);
            let names = all.aliases().map(|(of, alias)| format!("{} {}", alias.text(), all.entity(of).line));
            names.collect()
        }
    }

    #[test]
    fn the_second_run_reads_what_the_first_one_compiled() {
        let bench = Bench::new();
        let list = bench.list("a.tsv", "Bo Ek");
        let first = bench.names(&list);
        let key = Key::of(std::slice::from_ref(&list.path), None).expect("it is large enough");
        assert!(bench.cache.get(&key).is_some());
        assert_eq!(bench.names(&list), first);
        assert_eq!(bench.kept().len(), 1);
    }

    #[test]
    fn a_changed_list_is_compiled_anew_and_its_old_form_goes() {
        let bench = Bench::new();
        bench.names(&bench.list("a.tsv", "Bo Ek"));
        assert!(bench.names(&bench.list("a.tsv", "Cy Berg")).contains(&"Cy Berg 2".to_owned()));
        assert_eq!(bench.kept().len(), 1);
        bench.names(&bench.list("b.tsv", "Bo Ek"));
        assert_eq!(bench.kept().len(), 2);
    }

    #[test]
    fn a_damaged_form_is_made_anew() {
        let bench = Bench::new();
        let list = bench.list("a.tsv", "Bo Ek");
        let whole = bench.names(&list);
        let path = bench.kept().remove(0);
        let bytes = fs::read(&path).expect("it is there");
        let flipped = |at: usize| {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x40;
            bytes
        };
        let damages = [
            Vec::new(),
            bytes[..9].to_vec(),
            bytes[..bytes.len() / 2].to_vec(),
            flipped(40),
            flipped(bytes.len() - 1),
        ];
        for damaged in damages {
            fs::write(&path, damaged).expect("it can be written");
            assert_eq!(bench.names(&list), whole);
            assert_eq!(fs::read(&path).expect("it is there"), bytes);
        }
    }

    #[test]
    fn small_lists_and_bad_folders_do_without() {
        let bench = Bench::new();
        let small = bench.folder.path().join("small.tsv");
        fs::write(&small, "name\ttype\nBo Ek\tperson\n").expect("it can be written");
        assert!(Key::of(&[small], None).is_none());
        // A file, where the folder should be.
        let list = bench.list("a.tsv", "Bo Ek");
        let blocked = Bench { cache: Cache::at(list.path.clone()), folder: bench.folder };
        assert_eq!(blocked.names(&list).len(), 9001);
    }

    #[test]
    fn forms_unused_for_longest_go_first() {
        let bench = Bench::new();
        for file in ["a.tsv", "b.tsv", "c.tsv"] {
            bench.names(&bench.list(file, "Bo Ek"));
        }
        let newest = Key::of(&[bench.folder.path().join("c.tsv")], None).expect("it is large enough");
        let bytes = fs::metadata(&bench.kept()[0]).expect("it is there").len();
        prune(&bench.folder.path().join("cache"), &newest, bytes * 2 + 100);
        assert_eq!(bench.kept().len(), 2);
        prune(&bench.folder.path().join("cache"), &newest, 1);
        assert!(bench.kept()[0].ends_with(newest.file()));
        assert_eq!(bench.kept().len(), 1);
    }
}
