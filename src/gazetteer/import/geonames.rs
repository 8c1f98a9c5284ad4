//! `GeoNames` dump lines: `allCountries.txt`, `cities15000.txt`, a country's file. Nineteen columns, no header.

use super::{Options, Parsed, tidy};
use crate::gazetteer::EntityType;
use crate::gazetteer::row::Row;
use rustc_hash::FxHashMap;

/// Columns of a line.
pub(super) const FIELDS: usize = 19;
/// Feature classes that make news: divisions, populated places, waters, regions, mountains.
const CLASSES: &str = "APHLT";
/// An alternate name of fewer letters is a code or a syllable: never safe.
const SHORTEST: usize = 4;

/// Names of first-level divisions by code, as `admin1CodesASCII.txt` has them: `US.CA`, `California`.
#[derive(Clone, Debug, Default)]
pub struct Admin1Names {
    by_code: FxHashMap<String, String>,
}

impl Admin1Names {
    /// Reads the lines of the file.
    pub fn read(text: &str) -> Self {
        let pair = |line: &str| {
            let mut fields = line.split('\t');
            Some((fields.next()?.to_owned(), fields.next()?.to_owned()))
        };
        Self { by_code: text.lines().filter_map(pair).collect() }
    }
}

/// One line as a row; nothing where it is of no kind that is taken.
pub(super) fn row(line: &str, options: &Options) -> Parsed {
    let fields: Vec<&str> = line.split('\t').collect();
    if fields.len() != FIELDS {
        return Err(format!("{} fields, a GeoNames line has {FIELDS}", fields.len()));
    }
    let (class, code) = (fields[6], fields[7]);
    let wanted = if options.feature_classes.is_empty() { CLASSES } else { &options.feature_classes };
    let geonames = number::<u32>("geonameid", fields[0])?;
    let Some(kind) = kind(class, code).filter(|_| !class.is_empty() && wanted.contains(class)) else {
        return Ok(None);
    };
    // A population too large for a row is a mistake of the source; a sum over a continent is none.
    let population = number::<u64>("population", fields[14])?.try_into().unwrap_or(u32::MAX);
    if matches!(class, "A" | "P") && population < options.min_population {
        return Ok(None);
    }
    let name = fields[1];
    let (aliases, weak) = alternate_names(fields[3]);
    let country = fields[8];
    Ok(Some(Row {
        id: tidy::id(EntityType::Place, name, &format!("{}-{geonames}", country.to_lowercase())),
        name: name.to_owned(),
        aliases,
        weak,
        kind: kind.to_owned(),
        country: country.to_owned(),
        admin1: options.admin1.by_code.get(&format!("{country}.{}", fields[10])).cloned().unwrap_or_default(),
        lat: Some(number("latitude", fields[4])?),
        lon: Some(number("longitude", fields[5])?),
        population,
        geonames,
        ..Row::default()
    }))
}

fn number<N: std::str::FromStr>(column: &str, field: &str) -> Result<N, String> {
    field.trim().parse().map_err(|_| format!("{column} {field:?}: expected a number"))
}

/// What a feature is here; nothing for what does not make news (wells, roads, parishes of the past).
fn kind(class: &str, code: &str) -> Option<&'static str> {
    let starts = |beginning: &str| code.starts_with(beginning);
    Some(match class {
        _ if code.ends_with('H') && !starts("BCH") && matches!(class, "A" | "P") => return None, // historical
        "A" if starts("PCLD") || code == "TERR" => "territory",
        "A" if starts("PCL") => "country",
        "A" if code == "ADM1" => "admin1",
        "A" if code == "ADM2" => "admin2",
        "A" if starts("ADM") => "district",
        "P" if code == "PPLC" => "capital",
        "P" if code == "PPLX" => "district",
        "P" => "city",
        "H" if code == "OCN" => "ocean",
        "H" if matches!(code, "SEA" | "GULF" | "BAY") => "sea",
        "H" if code == "STRT" => "strait",
        "H" if starts("STM") => "river",
        "H" if starts("LK") || starts("RSV") => "lake",
        "T" if matches!(code, "MT" | "MTS" | "PK" | "PKS" | "VLC") => "mountain",
        "T" if starts("ISL") => "island",
        "T" if code == "DSRT" => "desert",
        "L" if code == "CONT" => "continent",
        "L" if starts("RGN") => "region",
        "S" => "landmark",
        _ => return None,
    })
}

/// Alternate names, safe and weak: nobody has read them, so what is short or in capitals needs evidence, and what is no
/// name at all (links, codes with figures, small letters) is dropped.
fn alternate_names(field: &str) -> (Vec<String>, Vec<String>) {
    let is_name = |name: &&str| {
        let small = name.chars().next().is_some_and(char::is_lowercase);
        !small && !name.chars().any(|c| c.is_ascii_digit() || matches!(c, '/' | ':' | '(' | '_'))
    };
    let safe = |name: &&str| tidy::letters(name) >= SHORTEST && name.chars().any(|c| !c.is_uppercase());
    let names = field.split(',').map(str::trim).filter(is_name).filter(|name| !name.is_empty());
    let (safe, weak): (Vec<&str>, Vec<&str>) = names.partition(safe);
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    (owned(safe), owned(weak))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(class: &str, code: &str, population: &str, alternate: &str) -> String {
        format!(
            "901\tTolvane\tTolvane\t{alternate}\t10.5\t-20.25\t{class}\t{code}\tXA\t\t01\t\t\t\t{population}\t\t3\tUTC\t2026-01-01"
        )
    }

    #[test]
    fn a_line_becomes_a_row_with_its_own_id() {
        let options =
            Options { admin1: Admin1Names::read("XA.01\tNordmark\tNordmark\t5\n"), ..Options::default() };
        let row = row(&line("P", "PPL", "12000", "TLV,Tolvania,tolvane,Толване,http://x"), &options);
        let row = row.expect("it is good").expect("it is taken");
        assert_eq!((row.id.as_str(), row.kind.as_str()), ("place/tolvane-xa-901", "city"));
        assert_eq!((row.aliases.join(" "), row.weak.join(" ")), ("Tolvania Толване".into(), "TLV".into()));
        assert_eq!((row.lat, row.lon, row.population), (Some(10.5), Some(-20.25), 12000));
        assert_eq!((row.geonames, row.admin1.as_str()), (901, "Nordmark"));
    }

    #[test]
    fn only_what_makes_news_is_taken() {
        let kinds = [
            ("A", "PCLI", Some("country")),
            ("A", "ADM1", Some("admin1")),
            ("P", "PPLC", Some("capital")),
            ("P", "PPLH", None),
            ("H", "STM", Some("river")),
            ("H", "SPNG", None),
            ("T", "ISL", Some("island")),
            ("R", "RD", None),
        ];
        for (class, code, expected) in kinds {
            assert_eq!(kind(class, code), expected, "{class} {code}");
        }
        let options = Options { min_population: 15_000, ..Options::default() };
        assert_eq!(row(&line("P", "PPL", "12000", ""), &options), Ok(None));
        assert!(row(&line("H", "SEA", "0", ""), &options).expect("it is good").is_some());
        assert_eq!(row("1\t2", &options), Err("2 fields, a GeoNames line has 19".into()));
        let bad = row(&line("P", "PPL", "many", ""), &options);
        assert_eq!(bad, Err("population \"many\": expected a number".into()));
    }
}
