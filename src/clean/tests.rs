//! The room as a whole: texts with what must be hidden, and the properties that hold on any text.

use super::*;
use proptest::prelude::*;

fn shown(text: &str) -> Vec<&str> {
    let mask = mask(text, &[], &Repeats::default());
    mask.visible
        .iter()
        .flat_map(|span| span.of(text).lines())
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

const PROSE: [&str; 4] = [
    "The harbour of the old town was closed on Monday after a storm tore down two of its cranes, the harbour master said.",
    "Nobody was hurt, but the ferries that carry most of the food of the islands stayed where they were for a second day.",
    "“We shall need a week to clear the quay,” she told reporters, “and a month to mend what can be mended.”",
    "The government has promised help to the fishermen, whose boats were thrown upon the rocks by the waves.",
];

#[test]
fn a_clean_article_is_left_whole() {
    let texts = [
        PROSE.join("\n"),
        format!("Storm closes harbour\n\nBy the quay\n{}", PROSE.join("\n\n")),
        "harbour\nstorm\ncomments\nrelated".to_owned(),
        "One sentence only".to_owned(),
        String::new(),
        "Results:\nArsenal 2 Chelsea 1\nLeeds 0 Everton 0\nStoke 3 Derby 3".to_owned(),
    ];
    for text in texts {
        assert_eq!(mask(&text, &[], &Repeats::default()), Mask::none(&text), "{text}");
    }
}

#[test]
fn a_page_is_cut_down_to_headline_and_article_in_any_language() {
    let menus = [
        ["Home", "World", "Politics", "Business", "Sport", "Culture", "Science", "Log in"],
        ["Startseite", "Politik", "Wirtschaft", "Sport", "Kultur", "Wissen", "Reise", "Anmelden"],
        ["Accueil", "Monde", "Économie", "Sports", "Culture", "Sciences", "Voyage", "Se connecter"],
        ["Главная", "Мир", "Экономика", "Спорт", "Культура", "Наука", "Туризм", "Войти"],
    ];
    for menu in menus {
        let page = [&["Storm closes harbour"], &menu[..], &["Storm closes harbour"], &PROSE[..], &menu[..]]
            .concat()
            .join("\n");
        let expected = [&["Storm closes harbour"], &PROSE[..]].concat();
        assert_eq!(shown(&page), expected, "{}", menu[0]);
    }
}

#[test]
fn many_texts_in_one_file_are_no_page() {
    // A label, as pages have, and a list as long as a menu in every text.
    let list = ["Advertisement", "Oslo", "Bergen", "Hamar", "Molde", "Narvik", "Skien", "Moss", "Arendal"]
        .join("\n");
    let text = |n: usize| {
        let prose = PROSE.map(|line| format!("{n} boats were told of it. {line}")).join("\n");
        format!("Storm number {n}\n{prose}\n{list}\n{list}\n")
    };
    let texts: String = (0..12).map(text).collect();
    let prose = shown(&texts).into_iter().filter(|line| line.contains("boats were told")).count();
    assert_eq!(prose, 12 * PROSE.len());
    assert!(!shown(&texts).contains(&"Advertisement"));
}

#[test]
fn lines_of_other_articles_are_hidden_but_copies_of_an_article_stay_whole() {
    let text =
        |n: usize| format!("Headline number {}\n{}\nOur best stories by mail", "x".repeat(n), PROSE[n % 4]);
    let mut repeats = Repeats::default();
    for n in 1..5 {
        repeats.add(&ShortLines::of(&text(n)));
    }
    let one = text(1);
    let mask_of_one = mask(&one, &[], &repeats);
    assert!(mask_of_one.visible.iter().all(|span| !span.of(&one).contains("best stories")));
    let mut copies = Repeats::default();
    for _ in 0..9 {
        copies.add(&ShortLines::of(&one));
    }
    assert_eq!(mask(&one, &[], &copies), Mask::none(&one));
}

#[test]
fn lines_about_the_article_are_hidden() {
    let text = "By Jane Doe\nThe harbour is closed.";
    let visible = mask(text, &[Span::new(0, 11)], &Repeats::default()).visible;
    assert_eq!(visible.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["\nThe harbour is closed."]);
}

proptest! {
    #[test]
    fn visible_stretches_are_in_order_apart_and_not_all_blank(
        lines in prop::collection::vec(
            "Home|Share|Read more|ADVERTISEMENT|You might also like|[A-Z][a-z]{1,8} [a-z ]{0,80}\\.|[a-z ]{0,30}|\\PC{0,20}|12:30 1 May|By Jo Do| ",
            0..60,
        ),
    ) {
        let text = lines.join("\n");
        let found = mask(&text, &[], &Repeats::default());
        let mut at = 0;
        for (nth, span) in found.visible.iter().enumerate() {
            prop_assert!(span.end() <= text.len() && text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
            prop_assert!(nth == 0 || span.start() > at);
            at = span.end();
        }
        let shown: String = found.visible.iter().map(|s| s.of(&text)).collect();
        prop_assert_eq!(shown.trim().is_empty(), text.trim().is_empty());
    }
}
