//! What holds for every text: nothing panics, spans rebuild the text, mentions lie apart, one thread gives the same bytes
//! as four.

use newsnlp::article::Article;
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::report::offsets::{OffsetUnit, Offsets};
use newsnlp::span::Span;
use proptest::prelude::*;
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::builtin(Rooms { names: true, dates: true, keywords: true }));

static ARTICLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let entries = fs::read_dir(folder).expect("the corpus is there").filter_map(Result::ok);
    let mut paths: Vec<_> =
        entries.map(|entry| entry.path()).filter(|p| p.extension() == Some("txt".as_ref())).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("the corpus is UTF-8")).collect()
});

fn annotate(text: &str) -> Annotated<'static> {
    let published = Some("2021-02-10".parse().expect("a date"));
    PIPELINE.annotate(Article { text: text.to_owned(), published, ..Article::default() })
}

/// The part of a text between two offsets of a unit, taken the slow way.
fn slice(text: &str, unit: OffsetUnit, start: usize, end: usize) -> String {
    match unit {
        OffsetUnit::Bytes => text[start..end].to_owned(),
        OffsetUnit::Chars => text.chars().skip(start).take(end - start).collect(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().skip(start).take(end - start).collect();
            String::from_utf16(&units).expect("a mention holds whole characters")
        }
    }
}

fn check(text: &str) {
    let done = annotate(text);
    let spans: Vec<Span> = done.names.mentions.iter().map(|mention| mention.span).collect();
    let timexes: Vec<Span> = done.timexes.iter().map(|timex| timex.span).collect();
    for apart in [&spans, &timexes] {
        for pair in apart.windows(2) {
            assert!(pair[0].end() <= pair[1].start(), "{pair:?} overlap or are out of order");
        }
    }
    for span in spans.iter().chain(&timexes) {
        assert!(!span.is_empty() && text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let mut offsets = Offsets::new(text, unit);
            let (start, end) = (offsets.of(span.start()), offsets.of(span.end()));
            assert_eq!(slice(text, unit, start, end), span.of(text));
        }
    }
    for sentence in &done.segmentation.sentences {
        for token in done.segmentation.tokens_of(sentence) {
            assert!(sentence.span.contains(token.span), "a token lies outside its sentence");
        }
    }
}

/// What rules about names and dates go by.
const WORDS: &[&str] = &[
    "Navalny",
    "Mr",
    "Moscow",
    "(OSCE)",
    "of",
    "the",
    "Bank",
    "-",
    "'s",
    "said",
    "January",
    "17",
    "2021",
    ",",
    ".\n",
    "MAY",
    "é\u{301}",
    "😀",
    "Ѝван",
    "in",
    "last week",
    "U.S.",
    "A.",
];
/// The same, and the rest of them.
const MORE_WORDS: &[&str] = &[
    "Navalny",
    "Lindqvist",
    "Mr",
    "Mrs.",
    "President",
    "Hussein",
    "II",
    "XIV",
    "Jr.",
    "of",
    "Jordan",
    "and",
    "for",
    "the",
    "University",
    "Bank",
    "&",
    "Co",
    "Inc.",
    "Party",
    "Democratic",
    "(",
    ")",
    "(OSCE)",
    "-",
    "'s",
    "/",
    "\"",
    "van",
    "de",
    "bin",
    "al-",
    "Paris",
    "Texas",
    "N.C.",
    "D-N.Y.",
    ",",
    ":",
    ".",
    ".\n",
    "\n\n",
    "New",
    "York",
    "in",
    "near",
    "town",
    "said",
    "beat",
    "3-1",
    "v",
    "by",
    "By",
    "Reuters",
    "Ministry",
    "Water",
    "1992",
    "election",
    "French",
    "St.",
    "Mount",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_few_names_are_read(words in prop::collection::vec(prop::sample::select(MORE_WORDS), 0..12)) {
        check(&words.join(" "));
    }
}

/// What damaged articles hold: marks without a partner, letters from elsewhere, halves of names and dates.
const DAMAGE: &[&str] = &[
    "\u{201c}",
    "'",
    "-e",
    "-y ",
    "Jr.",
    " O'",
    "(R-",
    "al-",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "e\u{301}",
    "İ",
    "😀",
    "中文",
    "\r\n",
    "\n\n",
    "Feb. 30, ",
    "from 6 to ",
    "$900 a month",
    "9999999999",
    " the late ",
    "@x",
    "&amp;",
    "...",
    " of ",
    "Mr. ",
    " v ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_article_is_read(
        article in 0_usize..200,
        length in 20_usize..1500,
        damage in prop::collection::vec((0_usize..1500, prop::sample::select(DAMAGE), 0_usize..6), 1..20),
    ) {
        let text = &ARTICLES[article % ARTICLES.len()];
        let mut text = text[..text.floor_char_boundary(length)].to_owned();
        for (at, piece, lost) in damage {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((start + lost).min(text.len()));
            text.replace_range(start..end.max(start), piece);
        }
        check(&text);
    }
}

#[test]
fn a_name_that_ends_in_a_joining_word_is_read() {
    check("Police in Newark took the Frankenstein-e");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_names_and_dates_are_read(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        check(&words.join(" "));
    }

    #[test]
    fn an_article_cut_and_turned_is_read(article in 0_usize..40, share in 0_usize..=100, with in any::<char>()) {
        let text = &ARTICLES[article % ARTICLES.len()];
        let cut = text.floor_char_boundary(text.len() * share / 100);
        check(&format!("{}{with}{}", &text[cut..], &text[..cut]));
    }
}

#[test]
fn capitals_without_end_take_time_in_proportion() {
    for word in ["Bank of ", "A", "A ", "January 1 ", "St. ", "«", "\n-", "U.S.", "But Anna left. "] {
        check(&word.repeat(20_000));
    }
}

#[test]
fn one_thread_gives_the_same_bytes_as_four() {
    let run = |threads: &str| {
        let arguments = ["entities", "corpus", "-f", "jsonl", "--threads", threads];
        let program = env!("CARGO_BIN_EXE_newsnlp");
        let run = Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        run.expect("the program starts").stdout
    };
    let one = run("1");
    assert!(!one.is_empty());
    assert!(one == run("4"), "1 and 4 threads differ");
}
