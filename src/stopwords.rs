//! The stopword lists, one per language.

/// Stopwords of every language, and the user's own.
#[derive(Clone, Debug, Default)]
pub struct Stopwords;

impl Stopwords {
    /// The built-in lists.
    pub fn builtin() -> Self {
        Self
    }

    /// These lists and the words of a user's file: one a line, `#` opens a comment. They hold in every language.
    #[must_use]
    pub fn with(self, _file: &str) -> Self {
        self
    }

    /// Whether a lower-cased word (NFC, straight apostrophes) is a stopword of the language, or one of the user's.
    pub fn contains(&self, _language: crate::language::Language, _word: &str) -> bool {
        false
    }
}
