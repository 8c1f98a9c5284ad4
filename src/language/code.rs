//! Languages by their ISO 639-1 code.

use std::fmt;

/// A language, named by its ISO 639-1 code (ISO 639-3 where there is none).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

/// Every language a user may name, in code order.
const KNOWN: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("ar", "Arabic"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gl", "Galician"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mk", "Macedonian"),
    ("mr", "Marathi"),
    ("ms", "Malay"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("th", "Thai"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_code_order() {
        assert!(KNOWN.is_sorted());
        assert_eq!(Language::from_code("uk").map(Language::name), Some("Ukrainian"));
        assert_eq!(Language::from_code("xx"), None);
    }
}
