//! Languages by their ISO 639-1 code, and the language of an article told from its text.

mod code;
mod detect;
mod script;
mod small_words;

pub use code::Language;
pub use detect::detect;
