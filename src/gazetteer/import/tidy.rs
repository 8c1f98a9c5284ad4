//! Rows of others made safe: aliases that are no names dropped, those that are words or letters moved to where they need
//! evidence, ids unique. What is left to a curator are the real ambiguities, which `lint` tells.

use crate::gazetteer::row::{CaseRule, Row, slug};
use crate::gazetteer::{EntityType, fold, is_ordinary};
use crate::language::Language;
use crate::stopwords::Stopwords;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// Makes rows safe, and remembers which ids it gave: sixteen bytes for each row.
#[derive(Default)]
pub(super) struct Tidy {
    stopwords: Option<Stopwords>,
    ids: FxHashMap<u64, u32>,
}

impl Tidy {
    /// The row as a list can have it.
    pub fn row(&mut self, mut row: Row) -> Result<Row, String> {
        row.name = clean(&row.name);
        if letters(&row.name) < 2 {
            return Err(format!("name {:?} has fewer than two letters", row.name));
        }
        let (aliases, weak) = (std::mem::take(&mut row.aliases), std::mem::take(&mut row.weak));
        row.evidence |= self.needs_evidence(&row.name, row.case);
        let mut seen = FxHashSet::from_iter([fold::fold(&row.name)]);
        for (alias, is_weak) in
            aliases.iter().map(|alias| (alias, false)).chain(weak.iter().map(|alias| (alias, true)))
        {
            let alias = clean(alias);
            if letters(&alias) < 2 || !seen.insert(fold::fold(&alias)) {
                continue;
            }
            let side = if is_weak || self.needs_evidence(&alias, row.case) {
                &mut row.weak
            } else {
                &mut row.aliases
            };
            side.push(alias);
        }
        row.id = self.unique(&row.id);
        Ok(row)
    }

    fn needs_evidence(&mut self, name: &str, case: CaseRule) -> bool {
        let stopwords = self.stopwords.get_or_insert_with(Stopwords::builtin);
        let is_acronym = name.chars().all(|c| !c.is_lowercase());
        !is_acronym
            && (stopwords.contains(Language::EN, &name.to_lowercase())
                || case != CaseRule::Exact && is_ordinary(name))
    }

    /// The id, with a number behind it if it was given before.
    fn unique(&mut self, id: &str) -> String {
        let given = self.ids.entry(xxh3_64(id.as_bytes())).or_default();
        *given += 1;
        if *given == 1 { id.to_owned() } else { format!("{id}-{given}") }
    }
}

/// The id of a name, told apart by something of its source.
pub(super) fn id(entity_type: EntityType, name: &str, apart: &str) -> String {
    let slug = slug(name);
    let parts: Vec<&str> = [slug.as_str(), apart].into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}/{}", entity_type.as_str(), parts.join("-"))
}

/// Inhabitants, of a number that may be anything.
#[expect(clippy::cast_sign_loss, reason = "what is below 0 becomes 0")]
pub(super) fn inhabitants(number: f64) -> u32 {
    number as u32
}

/// One line, without what parts columns and aliases.
fn clean(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c.is_control() || c == '|')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

pub(super) fn letters(name: &str) -> usize {
    name.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_do_harm_needs_evidence_or_goes() {
        let mut tidy = Tidy::default();
        let row = Row {
            id: "place/a".into(),
            name: "Tolvane\tBay".into(),
            aliases: ["Harvest", "T", "tolvane bay", "Tolva|ne", "The", "TLV"].map(str::to_owned).into(),
            ..Row::default()
        };
        let tidied = tidy.row(row.clone()).expect("it has a name");
        assert_eq!(tidied.name, "Tolvane Bay");
        assert_eq!(tidied.aliases, ["Tolva ne", "TLV"]);
        assert_eq!(tidied.weak, ["Harvest", "The"]);
        assert_eq!(tidy.row(row).expect("it has a name").id, "place/a-2");
        let word = Row { id: "place/b".into(), name: "Harvest".into(), ..Row::default() };
        assert!(tidy.row(word).expect("it has a name").evidence);
        assert!(tidy.row(Row { name: "X".into(), ..Row::default() }).is_err());
    }
}
