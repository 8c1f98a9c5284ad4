//! Whole texts to keywords, in several languages, and what holds for every text.

use super::*;
use crate::segment;
use crate::span::Span;
use proptest::prelude::*;

fn language(code: &str) -> Language {
    Language::from_code(code).expect("a known code")
}

fn keywords(code: &str, text: &str, options: &Options) -> Vec<Keyword> {
    let segmentation = segment::segment(text, &[Span::new(0, text.len())], language(code));
    find(text, &segmentation, language(code), &Stopwords::builtin(), options)
}

fn options(ranking: Ranking) -> Options {
    Options { ranking, ..Options::default() }
}

/// `term count` of the best keywords.
fn best(code: &str, text: &str, options: &Options, top: usize) -> String {
    let found = keywords(code, text, options);
    let shown = found.iter().take(top).map(|keyword| format!("{} {}", keyword.term, keyword.count));
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
fn counts_by_stem_and_shows_the_commonest_form() {
    for (code, text, expected) in [
        ("en", "The protests grew. A protest in Moscow; protests in Omsk.", "protests 3"),
        ("en", "Navalny's allies said Navalny would fly.", "Navalny 2"),
        ("en", "NATO met. The allies trust NATO.", "NATO 2"),
        ("en", "Police came. Then police left.", "police 2"),
        ("en", "The apple fell. Shares of Apple rose as Apple and Apple's staff cheered.", "Apple 4"),
        ("en", "The US and the U.S. said they told us.", "US 2"),
        ("de", "Die Regierung wankt. Regierungen stürzen, sagte die Regierung.", "Regierung 3"),
        ("es", "Las elecciones. La elección y las elecciones.", "elecciones 3"),
        ("fr", "L'attaque a eu lieu. Les attaques continuent, une attaque de plus.", "attaque 3"),
        ("it", "Il governo cade. I governi cadono, il governo dell'Italia.", "governo 3"),
        ("pt", "O governo caiu. Os governos caem, disse o governo.", "governo 3"),
        ("ru", "Протесты в Москве. Протестов больше, протесты растут.", "протесты 3"),
        ("sv", "Regeringen faller. Regeringens förslag, sade regeringen.", "regeringen 3"),
        ("tr", "Türkiye'nin seçimi. Türkiye'de seçim.", "Türkiye 2"),
        ("pl", "Wybory w Polsce. Wybory.", "Wybory 2"),
    ] {
        assert_eq!(best(code, text, &Options::default(), 1), expected, "{code} {text}");
    }
}

#[test]
fn score_is_the_share_of_counted_tokens() {
    let found = keywords("en", "Moscow police. Moscow court.", &Options::default());
    assert!((found[0].score - 0.5).abs() < 1e-9);
    assert!((found.iter().map(|keyword| keyword.score).sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn stopwords_numbers_letters_and_page_words_do_not_count() {
    let text = "He said on Monday that 42 x and the 3rd were it. Click to subscribe!";
    assert_eq!(best("en", text, &Options::default(), 9), "");
}

#[test]
fn options_change_what_counts() {
    let text = "The protest and the protests; a tax.";
    let plain = Options { stem: false, ..Options::default() };
    assert_eq!(best("en", text, &plain, 9), "protest 1, protests 1, tax 1");
    let long = Options { min_length: 4, ..Options::default() };
    assert_eq!(best("en", text, &long, 9), "protest 2");
    let own = Stopwords::builtin().with("tax");
    let segmentation = segment::segment(text, &[Span::new(0, text.len())], Language::EN);
    assert_eq!(find(text, &segmentation, Language::EN, &own, &Options::default()).len(), 1);
}

#[test]
fn salience_finds_phrases_that_hold() {
    let text = "The central bank raised rates. Traders trust the central bank of Chile. Chile grew.";
    let found = keywords("en", text, &options(Ranking::Salience));
    let phrase = found.iter().find(|keyword| &*keyword.term == "central bank").expect("it stands twice");
    assert_eq!((&*phrase.stem, phrase.count), ("central bank", 2));
    assert!((found[0].score - 1.0).abs() < 1e-9);
}

#[test]
fn salience_takes_whole_names_seen_once_but_no_part_of_one() {
    let text = "On the shore the South Dakota National Guard met Leonid Volkov again.";
    let found = keywords("en", text, &options(Ranking::Salience));
    assert!(found.iter().any(|keyword| &*keyword.term == "Leonid Volkov"));
    assert!(found.iter().all(|keyword| &*keyword.term != "Dakota National"));
}

#[test]
fn a_name_of_its_own_is_more_salient_than_a_piece_of_one() {
    let text = "On the shore the South Norton National Guard left the barn, and then Milton left the farm.";
    let found = keywords("en", text, &options(Ranking::Salience));
    let rank = |term: &str| found.iter().position(|keyword| &*keyword.term == term);
    assert!(rank("Milton") < rank("Norton"), "{found:?}");
}

proptest! {
    #[test]
    fn counts_add_up_to_the_counted_tokens(words in proptest::collection::vec("[a-zA-Zéß]{1,9}", 0..60)) {
        let text = words.join(" ");
        let segmentation = segment::segment(&text, &[Span::new(0, text.len())], Language::EN);
        let found = keywords("en", &text, &Options::default());
        let counted: usize = found.iter().map(|keyword| keyword.count).sum();
        prop_assert!(counted <= segmentation.tokens.len());
        for keyword in &found {
            prop_assert!((keyword.score * counted as f64 - keyword.count as f64).abs() < 1e-6);
        }
    }

    #[test]
    fn no_text_panics_and_order_is_full(text in "\\PC{0,80}|[ -~]{0,80}|([A-Z]?[a-c]{1,3}[-'’. ]){0,40}") {
        for code in ["en", "fr", "tr", "ar", "zh"] {
            for ranking in [Ranking::Count, Ranking::TfIdf, Ranking::Salience] {
                let found = keywords(code, &text, &options(ranking));
                prop_assert_eq!(&found, &keywords(code, &text, &options(ranking)));
                let key = |row: &Keyword| (Reverse((row.score.to_bits(), row.count)), row.term.clone(), row.stem.clone());
                prop_assert!(found.is_sorted_by_key(key));
                prop_assert!(found.iter().all(|row| row.score >= 0.0 && row.score.is_finite() && row.count > 0));
            }
        }
    }
}
