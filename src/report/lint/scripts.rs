//! Lists whose names are in a script of languages that change names in sentences: what is written in the list alone is found.

use crate::gazetteer::Gazetteer;
use std::collections::BTreeMap;

/// How many names of a table are in a script whose languages inflect names or write small words on to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inflected {
    /// The table.
    pub table: String,
    /// `Cyrillic`, `Arabic`, `Hebrew`.
    pub script: &'static str,
    /// How many of its entities are named so.
    pub names: u64,
}

/// The tables that name entities in such scripts, in order of their paths.
pub fn inflected(gazetteer: &Gazetteer) -> Vec<Inflected> {
    let mut counts = BTreeMap::<(&str, &'static str), u64>::new();
    for (_, entity) in gazetteer.entities() {
        if let Some(script) = script(entity.name) {
            *counts.entry((entity.table, script)).or_default() += 1;
        }
    }
    let told =
        |((table, script), names): ((&str, _), _)| Inflected { table: table.to_owned(), script, names };
    counts.into_iter().map(told).collect()
}

/// The script of a name, by its first letter, if its languages change names.
fn script(name: &str) -> Option<&'static str> {
    match name.chars().find(|c| c.is_alphabetic())? {
        '\u{400}'..='\u{52f}' => Some("Cyrillic"),
        '\u{590}'..='\u{5ff}' => Some("Hebrew"),
        '\u{600}'..='\u{77f}' => Some("Arabic"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_by_the_first_letter() {
        let cases =
            [("Иван Петренко", Some("Cyrillic")), ("«Ёлка»", Some("Cyrillic")), ("أحمد", Some("Arabic"))];
        for (name, told) in cases {
            assert_eq!(script(name), told);
        }
        assert_eq!((script("Bo Ek"), script("42"), script("Ελένη")), (None, None, None));
    }
}
