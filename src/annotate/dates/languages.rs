//! The tables of each language, in the order they are read. For the build alone.

const COMMON: &str = include_str!("tables/common.txt");
const FIGURES: &str = include_str!("tables/figures.txt");

/// Languages that have tables of their own; the first serves those that have none, for forms in digits.
pub const LANGUAGES: &[(&str, &[&str])] = &[
    ("", &[COMMON, FIGURES]),
    ("en", &[COMMON, include_str!("tables/en.txt"), include_str!("tables/national.txt"), FIGURES]),
    ("fr", &[COMMON, include_str!("tables/fr.txt"), FIGURES]),
    ("de", &[COMMON, include_str!("tables/de.txt"), FIGURES]),
    ("es", &[COMMON, include_str!("tables/es.txt"), FIGURES]),
    ("pt", &[COMMON, include_str!("tables/pt.txt"), FIGURES]),
    ("it", &[COMMON, include_str!("tables/it.txt"), FIGURES]),
    ("nl", &[COMMON, include_str!("tables/nl.txt"), FIGURES]),
    ("ru", &[COMMON, include_str!("tables/ru.txt"), FIGURES]),
];
