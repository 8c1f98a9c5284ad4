//! Any text through every room: no panic, and mentions and dates lie in order on character boundaries.
//! `cargo +nightly fuzz run annotate`
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsnlp::article::Article;
use newsnlp::pipeline::{Pipeline, Rooms};
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::builtin(Rooms { names: true, dates: true, keywords: true }));

fuzz_target!(|text: &str| {
    let article =
        Article { text: text.to_owned(), published: "2021-02-10".parse().ok(), ..Article::default() };
    let done = PIPELINE.annotate(article);
    let mut last = 0;
    for mention in &done.names.mentions {
        assert!(last <= mention.span.start() && !mention.span.of(text).is_empty());
        last = mention.span.end();
    }
    let mut last = 0;
    for timex in &done.timexes {
        assert!(last <= timex.span.start() && !timex.span.of(text).is_empty());
        last = timex.span.end();
    }
});
