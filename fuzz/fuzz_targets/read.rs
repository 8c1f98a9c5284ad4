//! Any bytes as a file of any format: no panic, and every document that can be read has text.
//! `cargo +nightly fuzz run read`
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsnlp::discover::Source;
use newsnlp::read::{Options, documents};
use std::fs;

const ENDINGS: &[&str] = &[
    "txt", "html", "jsonl", "json", "csv", "tsv", "warc", "rss", "xml", "zip", "tar", "parquet", "txt.gz",
    "txt.bz2", "txt.xz", "txt.zst",
];

fuzz_target!(|input: (u8, &[u8])| {
    let (ending, bytes) = input;
    let ending = ENDINGS[usize::from(ending) % ENDINGS.len()];
    let path = std::env::temp_dir().join(format!("newsnlp-fuzz-{}.{ending}", std::process::id()));
    fs::write(&path, bytes).expect("a temporary file can be written");
    // What a hostile file unpacks to is bounded, and so is the time a run takes.
    let options = Options { max_article_bytes: 1 << 20, ..Options::default() };
    for document in documents(vec![Source::File(path.clone())], &options).flatten().take(100) {
        if let Ok(article) = document.read(&options) {
            assert!(!article.text.trim().is_empty());
        }
    }
    fs::remove_file(path).expect("it is there");
});
