//! Whether marks fit the text they point into, and types the ones this program knows. In: marks and their text. Out: what
//! is wrong, in the words of a message, and the cure where one can be told.

use super::marks::Mark;

/// Types that are found, and what others call them.
const TYPES: &[(&str, &[&str])] = &[
    ("person", &["per", "people", "persons"]),
    ("place", &["loc", "location", "gpe", "places", "locations"]),
    ("organisation", &["org", "organization", "organisations", "organizations"]),
    ("date", &["dates", "timex", "timex3"]),
];

/// Whether marks of this type are ever found.
pub fn is_found(kind: &str) -> bool {
    TYPES.iter().any(|(known, _)| *known == kind)
}

/// The type meant by one that is none: `person` for `PERSON`, `place` for `LOC`.
pub fn meant(kind: &str) -> Option<&'static str> {
    let kind = kind.to_lowercase();
    let names = |(known, others): &&(&str, &[&str])| *known == kind || others.contains(&kind.as_str());
    TYPES.iter().find(names).map(|(known, _)| *known)
}

/// Holds marks against the text they point into.
///
/// # Errors
///
/// What is wrong with the first that does not fit.
pub fn check(text: &str, marks: &[Mark]) -> Result<(), String> {
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    for Mark { start, end, text: said, .. } in marks {
        let (Some(from), Some(to)) = (starts.get(*start), starts.get(*end)) else {
            let length = starts.len() - 1;
            let hint = hint(text, *start, *end, said);
            return Err(format!("{start}-{end} ends beyond the text of {length} characters{hint}"));
        };
        let found = &text[*from..*to];
        if !said.is_empty() && found != said {
            let hint = hint(text, *start, *end, said);
            return Err(format!("{start}-{end} is {found:?} in the text, not {said:?}{hint}"));
        }
    }
    Ok(())
}

/// The unit in which offsets that are wrong in characters are right.
fn hint(text: &str, start: usize, end: usize, said: &str) -> &'static str {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let in_utf16 = utf16.get(start..end).map(String::from_utf16_lossy);
    match (text.get(start..end), in_utf16) {
        _ if said.is_empty() => "",
        (Some(found), _) if found == said => " (its offsets count bytes; count characters)",
        (_, Some(found)) if found == said => " (its offsets count UTF-16 units; count characters)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, text: &str) -> Mark {
        Mark { start, end, kind: "person".into(), text: text.into(), entity: None }
    }

    #[test]
    fn a_mark_that_does_not_fit_its_text_is_told() {
        let text = "Åse 😀 met Bo";
        let cases = [
            (mark(10, 12, "Bo"), Ok(())),
            (mark(10, 12, ""), Ok(())),
            (mark(6, 9, "Bo"), Err("6-9 is \"met\" in the text, not \"Bo\"")),
            (
                mark(11, 13, "Bo"),
                Err(
                    "11-13 ends beyond the text of 12 characters (its offsets count UTF-16 units; count characters)",
                ),
            ),
            (mark(9, 12, "met"), Err("9-12 is \" Bo\" in the text, not \"met\"")),
            (
                mark(10, 13, "met"),
                Err(
                    "10-13 ends beyond the text of 12 characters (its offsets count bytes; count characters)",
                ),
            ),
            (mark(0, 900, ""), Err("0-900 ends beyond the text of 12 characters")),
        ];
        for (mark, expected) in cases {
            let found = check(text, std::slice::from_ref(&mark));
            assert_eq!(found, expected.map_err(str::to_owned), "{mark:?}");
        }
    }

    #[test]
    fn a_type_written_otherwise_is_known() {
        assert!(is_found("place") && !is_found("PERSON"));
        assert_eq!(
            ["PERSON", "Organization", "GPE", "event"].map(meant),
            [Some("person"), Some("organisation"), Some("place"), None]
        );
    }
}
