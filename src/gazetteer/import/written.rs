//! Rows as lines of a user list.

use crate::gazetteer::row::{CaseRule, Row, trust};

/// The header of the list.
pub const HEADER: &str =
    "id\tname\taliases\tweak\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\tgeonames\tmatch\tnote";

/// One row as a line, without its end.
pub fn as_line(row: &Row) -> String {
    let case = match row.case {
        CaseRule::Smart => "",
        CaseRule::Exact => "exact",
        CaseRule::Any => "any",
    };
    let rules: Vec<&str> =
        [case, trust(row.context, row.evidence)].into_iter().filter(|rule| !rule.is_empty()).collect();
    let degrees = |degrees: Option<f64>| degrees.map_or_else(String::new, |degrees| degrees.to_string());
    let positive = |number: u32| if number == 0 { String::new() } else { number.to_string() };
    let cells = [
        row.id.clone(),
        row.name.clone(),
        row.aliases.join("|"),
        row.weak.join("|"),
        plain(&row.kind),
        plain(&row.country),
        plain(&row.admin1),
        degrees(row.lat),
        degrees(row.lon),
        positive(row.population),
        positive(row.geonames),
        rules.join(","),
        plain(&row.note),
    ];
    cells.join("\t")
}

/// A cell without what parts cells and lines.
fn plain(cell: &str) -> String {
    cell.split(char::is_control).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::row::read_tsv;

    #[test]
    fn a_line_reads_back_as_the_row_it_was() {
        let row = Row {
            id: "place/tolvane-xa-901".into(),
            name: "Tolvane".into(),
            aliases: vec!["Tolvania".into()],
            weak: vec!["TLV".into()],
            kind: "city".into(),
            country: "XA".into(),
            lat: Some(10.5),
            lon: Some(-20.25),
            population: 12000,
            geonames: 901,
            case: CaseRule::Any,
            evidence: true,
            note: "odd".into(),
            line: 2,
            ..Row::default()
        };
        let (rows, errors) = read_tsv(&format!("{HEADER}\n{}\n", as_line(&row)), None);
        assert_eq!((rows, errors), (vec![row], vec![]));
    }
}
