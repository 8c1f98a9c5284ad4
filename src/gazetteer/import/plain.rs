//! Names alone, and GATE's `.lst` files: a name per line, with features after it.

use super::Parsed;
use crate::gazetteer::{EntityType, row};

/// A row of a name and nothing else.
pub(super) fn row(name: &str, entity_type: EntityType) -> Parsed {
    row::plain(name, entity_type, 0).map(Some).map_err(|error| error.problem)
}

/// The name of a line: `Tolvane:country=XA`, with `&` between features.
pub(super) fn lst_name(line: &str) -> &str {
    match line.split_once(':') {
        Some((name, features)) if features.contains('=') => name,
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_no_part_of_the_name() {
        assert_eq!(lst_name("Tolvane:country=XA&kind=city"), "Tolvane");
        assert_eq!(lst_name("Tolvane: the bay"), "Tolvane: the bay");
    }
}
