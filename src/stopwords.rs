//! The stopword lists, one per language.
