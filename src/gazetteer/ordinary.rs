//! Names that are ordinary words too: safe nowhere without evidence.

use super::builtin_words;
use super::fold;
use super::words::Classes;

/// Safe names that are ordinary words too when written small.
static EXCEPTIONS: &str = include_str!("../../gazetteer/exceptions.tsv");

/// Whether a name is one word that texts write small for something else.
///
/// ```
/// use newsnlp::gazetteer::is_ordinary;
/// assert!(is_ordinary("Harvest") && !is_ordinary("Moscow") && !is_ordinary("Harvest House"));
/// ```
pub fn is_ordinary(name: &str) -> bool {
    !name.contains([' ', '.', '-'])
        && builtin_words().classes(fold::key(name)).any(Classes::COMMON)
        && !EXCEPTIONS.lines().any(|row| row.split('\t').next() == Some(name))
}
