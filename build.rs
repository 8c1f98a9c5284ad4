//! Compiles the curated tables under `gazetteer/` into the block of bytes the program carries, and the tables of dates into
//! others. The code is the library's own, so the built-in list and a user's list are compiled alike.
#![allow(dead_code, missing_docs)]

use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "build/dates.rs"]
mod dates;
#[path = "src/language/code.rs"]
mod language;
#[path = "src/segment/mod.rs"]
mod segment;
#[path = "src/span.rs"]
mod span;
#[path = "src/window.rs"]
mod window;

/// Stands for `src/unspaced.rs`, whose dictionaries the tables do without.
mod unspaced {
    pub(crate) fn each_word(run: &str, _: impl FnMut(std::ops::Range<usize>)) {
        panic!("{run:?}: names in a script that sets no blanks belong into a user list, not into the tables");
    }
}

mod gazetteer {
    #[path = "../src/gazetteer/compile.rs"]
    pub mod compile;
    #[path = "../src/gazetteer/entity_type.rs"]
    mod entity_type;
    #[path = "../src/gazetteer/facts.rs"]
    mod facts;
    #[path = "../src/gazetteer/fold.rs"]
    pub mod fold;
    #[path = "../src/gazetteer/image.rs"]
    pub mod image;
    #[path = "../src/gazetteer/layout.rs"]
    mod layout;
    #[path = "../src/gazetteer/row.rs"]
    pub mod row;
    #[path = "../src/gazetteer/tokens.rs"]
    pub mod tokens;
    #[path = "../src/gazetteer/trie.rs"]
    mod trie;
    #[path = "../src/gazetteer/words.rs"]
    pub mod words;

    pub use entity_type::EntityType;
}

use gazetteer::compile::{NameAbroad, Names, Table, compile};
use gazetteer::{image, row, words};

/// The code that decides what a compiled list looks like.
const LIST_CODE: [&str; 5] = ["span.rs", "window.rs", "language", "segment", "gazetteer"];

fn main() {
    println!("cargo:rerun-if-changed=gazetteer");
    for room in LIST_CODE {
        println!("cargo:rerun-if-changed=src/{room}");
    }
    println!("cargo:rustc-env=NEWSNLP_LIST_CODE={:016x}", list_code());
    let mut tables = Vec::new();
    let mut names = Vec::new();
    for folder in ["people", "places", "organisations"] {
        for path in tables_in(&Path::new("gazetteer").join(folder)) {
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            // names.ru.tsv, and names.ru.forms.tsv beside it.
            if let Some(language) = file.strip_prefix("names.") {
                let language = language.split('.').next().unwrap_or_default();
                names.push(read_names(language, &text));
            } else if is_entity_table(&text) {
                tables.push(read_table(&path, &text));
            }
        }
    }
    // The strings apart, so that the compiler has seen that they are text.
    let list =
        image::split(compile(&tables, &names)).expect("it is compiled by the code that takes it apart");
    write("gazetteer.bin", &list.0);
    write("gazetteer.txt", list.1.as_bytes());
    write("words.bin", &compile_words());
    // Cargo knows their tables and code as part of this program.
    for (code, block) in dates::blocks() {
        write(&format!("dates-{code}.bin"), &block);
    }
}

/// A hash over that code: a list compiled by other code is compiled anew, without anybody having to think of it.
fn list_code() -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    for path in LIST_CODE.iter().flat_map(|room| files_of(&Path::new("src").join(room))) {
        let code = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        hasher.write(&code);
    }
    hasher.finish()
}

/// A file, or every file of a folder, in name order.
fn files_of(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut inside: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    inside.sort();
    inside.iter().flat_map(|path| files_of(path)).collect()
}

fn write(name: &str, bytes: &[u8]) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
    fs::write(&out, bytes).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

/// Every word table, each word with the number of its class; demonyms stand with the places they belong to.
fn compile_words() -> Vec<u8> {
    let tables: Vec<(usize, String)> = words::TABLES
        .iter()
        .enumerate()
        .map(|(class, name)| {
            let folder = if *name == "demonyms" { "gazetteer" } else { "gazetteer/words" };
            let path = format!("{folder}/{name}.tsv");
            (class, fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
        })
        .collect();
    words::compile(tables.iter().flat_map(|(class, table)| {
        let rows = table.lines().filter(|line| !line.starts_with('#') && !line.starts_with("word\t"));
        rows.filter_map(|row| row.split('\t').next())
            .filter(|word| !word.is_empty())
            .map(move |word| (*class, word))
    }))
}

/// The tables of a folder, in name order.
fn tables_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut tables: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "tsv")).collect();
    tables.sort();
    tables
}

/// Whether a table lists entities (others beside them hold rules about names).
fn is_entity_table(text: &str) -> bool {
    let header = text.lines().find(|line| !line.starts_with('#') && !line.trim().is_empty());
    header.is_some_and(|header| header.starts_with("id\tname\t"))
}

fn read_table(path: &Path, text: &str) -> Table {
    let (rows, errors) = row::read_tsv(text, None);
    if let Some(error) = errors.first() {
        panic!("{}:{}: {}", path.display(), error.line, error.problem);
    }
    Table { path: path.to_string_lossy().replace('\\', "/"), rows }
}

/// Names of one language: an id, its names, and those accepted on evidence only, each list parted by bars.
fn read_names(language: &str, text: &str) -> Names {
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("id\t"));
    let pairs = rows.filter_map(|line| line.split_once('\t'));
    let names = pairs.flat_map(|(id, lists)| {
        let lists = lists.split('\t').zip([false, true]);
        let names = lists.flat_map(|(list, weak)| list.split('|').map(move |name| (name, weak)));
        let names = names.filter(|(name, _)| !name.is_empty());
        names.map(|(name, weak)| NameAbroad { id: id.to_owned(), name: name.to_owned(), weak })
    });
    Names { language: language.to_owned(), names: names.collect() }
}
