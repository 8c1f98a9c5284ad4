//! The room as a whole: tables of texts with their tokens and sentences, and the properties that hold on any text.

use super::*;
use proptest::prelude::*;

fn whole(text: &str) -> [Span; 1] {
    [Span::new(0, text.len())]
}

fn tokens_in(text: &str, language: Language) -> String {
    let found = segment(text, &whole(text), language);
    let words: Vec<_> = found.tokens.iter().map(|t| t.span.of(text)).collect();
    words.join(" ")
}

fn sentences_in(text: &str, language: Language) -> Vec<&str> {
    let found = segment(text, &whole(text), language);
    found.sentences.iter().map(|s| s.span.of(text)).collect()
}

fn language(code: &str) -> Language {
    Language::from_code(code).expect("a known code")
}

#[test]
fn tokens_read_as_news_needs() {
    let cases = [
        ("in the U.S. today", "in the U.S. today"),
        ("the U.N.'s envoy", "the U.N. 's envoy"),
        ("the U.S.-led force", "the U.S. - led force"),
        ("at 5 p.m., Mr. J. Smith, Ph.D.", "at 5 p.m. , Mr. J. Smith , Ph.D."),
        ("He said no. No. 10 said yes.", "He said no . No. 10 said yes ."),
        ("On Sat. 5 in the sun. Jan. 6", "On Sat. 5 in the sun . Jan. 6"),
        ("Navalny's dog isn't ours, it's O'Brien’s.", "Navalny 's dog isn't ours , it 's O'Brien ’s ."),
        ("NAVALNY'S", "NAVALNY 'S"),
        ("1,500 men, $4.2bn, €3m, US$5m and -3.5%", "1,500 men , $4.2bn , €3m , US$5m and -3.5 %"),
        ("a 3.5-year term, 15-minute, a 26-year-old's", "a 3.5-year term , 15-minute , a 26-year-old 's"),
        ("a 26-Year-Old, 13-Chelsea", "a 26-Year-Old , 13 - Chelsea"),
        ("2021-02-10 at 10:30, 2021-02-10T10:30:00Z", "2021-02-10 at 10:30 , 2021-02-10T10:30:00Z"),
        ("won 92-90 in 2014-15", "won 92 - 90 in 2014 - 15"),
        (
            "the 1990s, the '90s, 1990's, 5th, 5pm, 8p.m. and 9/11",
            "the 1990s , the '90s , 1990 's , 5th , 5pm , 8p.m. and 9/11",
        ),
        ("COVID-19, F-16s, G-7, MH-17", "COVID-19 , F-16s , G-7 , MH-17"),
        ("AT&T's R&D, S&P 500, Smith&Sons", "AT&T 's R&D , S&P 500 , Smith & Sons"),
        ("Moscow-based pro-Navalny Jean-Claude", "Moscow - based pro - Navalny Jean - Claude"),
        ("(see https://example.org/a?b=1).", "( see https://example.org/a?b=1 ) ."),
        ("Mail jo@example.com, or @jo_doe's #MeToo!", "Mail jo@example.com , or @jo_doe 's #MeToo !"),
        ("Wait... what?! -- yes", "Wait ... what ? ! -- yes"),
        (
            "It ended.The next: Note:this J.Smith J.K.Rowling",
            "It ended . The next : Note : this J. Smith J.K. Rowling",
        ),
        ("Amazon.com rose", "Amazon.com rose"),
        ("``Yes,'' he said", "`` Yes , '' he said"),
        ("Алексей Навальный в Москве, №5", "Алексей Навальный в Москве , № 5"),
        ("“Élysée” – Ångström’s", "“ Élysée ” – Ångström ’s"),
        ("D'Angelo l'homme", "D'Angelo l'homme"),
    ];
    for (text, expected) in cases {
        assert_eq!(tokens_in(text, Language::EN), expected, "{text}");
    }
}

#[test]
fn tokens_go_by_language() {
    let cases = [
        (
            "fr",
            "L'homme qu’il a dit d'« aider » aujourd'hui",
            "L' homme qu’ il a dit d' « aider » aujourd'hui",
        ),
        (
            "fr",
            "10\u{a0}000 euros, 1\u{202f}234\u{202f}567,5 fois !",
            "10\u{a0}000 euros , 1\u{202f}234\u{202f}567,5 fois !",
        ),
        ("it", "l'Unione dell'Italia", "l' Unione dell' Italia"),
        ("de", "Der 17-Jährige z.B. kam ca. 5 Mio. Mal.", "Der 17-Jährige z.B. kam ca. 5 Mio. Mal ."),
        ("tr", "Ankara'da Erdoğan’ın", "Ankara 'da Erdoğan ’ın"),
        ("sv", "EU:s ledare", "EU :s ledare"),
        ("nl", "foto's van Rutte's", "foto's van Rutte 's"),
        ("es", "en EE.UU. y el Sr. Sánchez", "en EE.UU. y el Sr. Sánchez"),
    ];
    for (code, text, expected) in cases {
        assert_eq!(tokens_in(text, language(code)), expected, "{text}");
    }
}

#[test]
fn kinds_and_cases_are_told() {
    use TokenKind as K;
    let cases = [
        ("NATO", K::Word, Case::Upper),
        ("U.S.", K::Word, Case::Upper),
        ("McCain", K::Word, Case::Capitalised),
        ("I", K::Word, Case::Capitalised),
        ("iPhone", K::Word, Case::Lower),
        ("$4.2bn", K::Number, Case::Lower),
        ("%", K::Symbol, Case::None),
        ("…", K::Punctuation, Case::None),
        ("#Ukraine", K::Hashtag, Case::Capitalised),
        ("北", K::Word, Case::None),
        ("Élysée", K::Word, Case::Capitalised),
        ("ÉTÉ", K::Word, Case::Upper),
    ];
    for (text, kind, case) in cases {
        let token = segment(text, &whole(text), Language::EN).tokens[0];
        assert_eq!((token.kind, token.case), (kind, case), "{text}");
        assert_eq!(token.span.len(), text.len(), "{text}");
    }
}

#[test]
fn sentences_survive_what_is_no_end() {
    // Each case is its sentences; joined by a blank they must be cut the same way.
    let cases: &[&[&str]] = &[
        &["Mr. J. R. Smith met Gov. Cuomo in St. Louis."],
        &["He arrived in the U.S. on Monday.", "The U.S. President stayed."],
        &["They live in the U.S.", "The police came."],
        &["It begins at 5 p.m. Tuesday.", "It ended at 5 p.m.", "Police said so."],
        &["Shares of Apple Inc. rose 3.5 percent.", "Apple Inc. Chief Executive Tim Cook spoke."],
        &["\"I was there.\"", "He left."],
        &["“Why?” he asked.", "“Nobody knows.”", "Then he left."],
        &["“I won!” she said.", "(It was late.)", "Nobody cared."],
        &["Wait ... there is more.", "And so on…", "The end."],
        &["MOSCOW (Reuters) - Russia said on Jan. 5 it would.", "No. 10 agreed."],
        &["LONDON, Jan. 5 (AP) — The talks failed.", "They were held by John F. Kennedy Jr. and others."],
        &["He scored in the 5th.", "20 people saw it."],
        &["``Yes,'' he said.", "``We won.''", "In all, five came."],
        &["World War I ended.", "It was over."],
        &["It was given a grade of \"D.\"", "Nobody knew why."],
        &["Editing by Ramakrishnan M., Rashmi Aich and June V. (Watson) Schell."],
    ];
    for sentences in cases {
        let text = sentences.join(" ");
        assert_eq!(sentences_in(&text, Language::EN), *sentences);
    }
}

#[test]
fn sentences_go_by_language() {
    let cases: &[(&str, &[&str])] = &[
        (
            "de",
            &[
                "Am 17. Januar kam Dr. Müller ca. 5 Min. zu spät.",
                "Der 3. Mann z.B. blieb.",
                "Er kam z. B. aus Berlin mit Dr. h. c. Müller.",
                "„Nein.“",
                "Er ging.",
            ],
        ),
        (
            "fr",
            &[
                "M. Macron a parlé.",
                "« Il faut agir. »",
                "J.-L. Mélenchon est là.",
                "Mme Le Pen, née le 5 janv. 1968, a refusé.",
                "L'homme est parti.",
            ],
        ),
        ("es", &["El Sr. Sánchez viajó a EE.UU. el lunes.", "¿Por qué?", "«Nadie lo sabe.»", "Fin."]),
        (
            "ru",
            &[
                "В 2021 г. Навальный вернулся.",
                "«Нет», — сказал он.",
                "Он жил на ул. Ленина, д. 5, и т. д.",
                "И т.д. и т.п.",
            ],
        ),
        ("zh", &["他来了。", "她走了！", "为什么？"]),
    ];
    for (code, sentences) in cases {
        let text = sentences.join(if *code == "zh" { "" } else { " " });
        assert_eq!(sentences_in(&text, language(code)), *sentences);
    }
}

#[test]
fn short_lines_without_a_closing_mark_are_headings() {
    let text = "Storm closes port\n\nThe storm came on Monday. It stayed.\nFerry at the quay\nSTORM HITS S. CITY'S PORT.\nThe end.";
    let found = segment(text, &whole(text), Language::EN);
    let headings: Vec<_> = found.sentences.iter().filter(|s| s.heading).map(|s| s.span.of(text)).collect();
    assert_eq!(headings, ["Storm closes port", "Ferry at the quay", "STORM HITS S. CITY'S PORT."]);
}

#[test]
fn hidden_lines_part_sentences() {
    let text = "He said that\nADVERTISEMENT\nnobody came.";
    let found = segment(text, &[Span::new(0, 13), Span::new(27, 39)], Language::EN);
    let sentences: Vec<_> = found.sentences.iter().map(|s| s.span.of(text)).collect();
    assert_eq!(sentences, ["He said that", "nobody came."]);
}

fn slow(text: &str, language: Language) -> Segmentation {
    segment_by_rules(text, &whole(text), language)
}

fn check(text: &str, language: Language) -> Result<(), TestCaseError> {
    let found = segment(text, &whole(text), language);
    let mut at = 0;
    for token in &found.tokens {
        prop_assert!(token.span.start() >= at && !token.span.is_empty());
        prop_assert!(text[at..token.span.start()].chars().all(char::is_whitespace));
        let blanks = |c: char| {
            c.is_whitespace() && !(token.kind == TokenKind::Number && matches!(c, '\u{a0}' | '\u{202f}'))
        };
        prop_assert!(!token.span.of(text).contains(blanks));
        at = token.span.end();
    }
    prop_assert!(text[at..].chars().all(char::is_whitespace));
    let mut next = 0;
    for sentence in &found.sentences {
        prop_assert_eq!(sentence.tokens.start, next);
        prop_assert!(sentence.tokens.end > next);
        next = sentence.tokens.end;
        let of = found.tokens_of(sentence);
        prop_assert_eq!(sentence.span, of[0].span.to(of[of.len() - 1].span));
    }
    prop_assert_eq!(next as usize, found.tokens.len());
    prop_assert_eq!(found, slow(text, language));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn spans_rebuild_ascii_text_and_both_ways_agree(text in "[ -~\\n\\r\\t]{0,80}") {
        check(&text, Language::EN)?;
    }

    #[test]
    fn spans_rebuild_newslike_text_and_both_ways_agree(
        words in prop::collection::vec(
            "[A-Za-z]{1,6}|[A-Z]\\.|[0-9]{1,4}|[.,;:!?'’\"“”()&@#/$%_-]|U\\.S\\.|Mr\\.|a\\.m\\.|'s|\\$4\\.2bn|www\\.|https://x| |\\n|é|Ж|日|\u{301}|\u{a0}",
            0..40,
        ),
        code in prop::sample::select(vec!["en", "de", "fr", "tr", "sv", "nl"]),
    ) {
        check(&words.concat(), language(code))?;
    }

    #[test]
    fn both_ways_agree_on_plain_chunks(
        chunks in prop::collection::vec(
            prop::collection::vec("[a-z]{1,9}|[A-Z][a-z]{0,9}|[A-Z]{2,5}|[0-9]{1,4}|'s|’s|n't|'S|''|``|--|[A-Za-z]\\.[A-Za-z]\\.|[OD]'|[.,;:!?\"'`()\\[\\]%$-]|[“”–—’]|Mr\\.|\u{301}|\u{ad}|\u{200d}", 1..5),
            0..12,
        ),
        code in prop::sample::select(vec!["en", "de", "fr", "nl", "tr", "sv"]),
    ) {
        let chunks: Vec<String> = chunks.iter().map(|parts| parts.concat()).collect();
        check(&chunks.join(" "), language(code))?;
    }

    #[test]
    fn both_ways_agree_on_words_wherever_sixty_four_bytes_end(
        words in prop::collection::vec(
            ("[a-z]{1,70}|[A-Z][a-z]{0,12}|[A-Z]{1,3}|[a-z]{1,9}|Mr|Jan|é", prop::sample::select(vec![" ", ", ", ". ", "\n", "  ", ",", ".", "\t", ",\n", ".\n\n"])),
            0..40,
        ),
        hidden in 0..200usize,
    ) {
        let text: String = words.iter().flat_map(|(word, behind)| [word.as_str(), behind]).collect();
        check(&text, Language::EN)?;
        // A stretch may end anywhere: what lies behind is not looked at.
        let end = text.floor_char_boundary(hidden);
        let visible = [Span::new(0, end)];
        prop_assert_eq!(
            segment(&text, &visible, Language::EN),
            segment_by_rules(&text, &visible, Language::EN)
        );
    }

    #[test]
    fn spans_rebuild_any_text_and_both_ways_agree(text in "\\PC{0,60}|(?s).{0,40}") {
        check(&text, Language::FR)?;
    }
}
