//! The quick way through plain words against the way through UAX #29, on any text in any language that cuts otherwise.
//! `cargo +nightly fuzz run segment`
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsnlp::language::Language;
use newsnlp::segment::{segment, segment_by_rules};
use newsnlp::span::Span;

const LANGUAGES: [&str; 8] = ["en", "fr", "it", "nl", "tr", "de", "sv", "zh"];

fuzz_target!(|input: (u8, &str)| {
    let (number, text) = input;
    let code = LANGUAGES[usize::from(number) % LANGUAGES.len()];
    let language = Language::from_code(code).expect("a known code");
    let whole = [Span::new(0, text.len())];
    assert_eq!(segment(text, &whole, language), segment_by_rules(text, &whole, language));
});
