//! Languages by their ISO 639-1 code, and the language of an article told from its text.

use std::fmt;

/// A language, named by its ISO 639-1 code (ISO 639-3 where there is none).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

/// Every language a user may name, in code order.
const KNOWN: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("hu", "Hungarian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("ta", "Tamil"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("zh", "Chinese"),
];

impl Language {
    /// English.
    pub const EN: Self = Self("en");
    /// French.
    pub const FR: Self = Self("fr");
    /// German.
    pub const DE: Self = Self("de");
    /// Spanish.
    pub const ES: Self = Self("es");
    /// Portuguese.
    pub const PT: Self = Self("pt");
    /// Italian.
    pub const IT: Self = Self("it");
    /// Dutch.
    pub const NL: Self = Self("nl");
    /// Russian.
    pub const RU: Self = Self("ru");

    /// The language of this code, if it is one a user may name.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = KNOWN.binary_search_by_key(&code, |(known, _)| known).ok()?;
        Some(Self(KNOWN[at].0))
    }

    /// The code: `en`.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// The English name of the language: `English`.
    pub fn name(self) -> &'static str {
        let at = KNOWN.binary_search_by_key(&self.0, |(known, _)| known);
        at.map_or("", |at| KNOWN[at].1)
    }

    /// Every code a user may name.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(code, _)| *code)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The language of a text, told from what is visible of it.
pub fn detect(_text: &str, _visible: &[crate::span::Span]) -> Option<Language> {
    None
}
