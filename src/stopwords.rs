//! The stopword lists, one per language.

/// Stopwords of every language, and the user's own.
#[derive(Clone, Debug, Default)]
pub struct Stopwords;

impl Stopwords {
    /// The built-in lists.
    pub fn builtin() -> Self {
        Self
    }
}
