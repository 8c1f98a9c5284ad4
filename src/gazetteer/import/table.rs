//! Tables with named columns, by comma, semicolon or tab.

use super::{ImportError, Options, Parsed, tidy};
use crate::gazetteer::EntityType;
use crate::gazetteer::row::{Row, country, slug};
use std::io::BufRead;

/// What the columns of a table are called; one that is not there is empty, but for the name.
#[derive(Clone, Debug)]
pub struct ColumnNames {
    /// Canonical name.
    pub name: String,
    /// Other names, parted by `|`, or by `;` where there is no `|`.
    pub aliases: String,
    /// Something that tells the entity from its namesakes.
    pub id: String,
    /// `person`, `place`, `organisation`.
    pub entity_type: String,
    /// What kind of them.
    pub kind: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Degrees north.
    pub lat: String,
    /// Degrees east.
    pub lon: String,
    /// Inhabitants.
    pub population: String,
}

impl Default for ColumnNames {
    fn default() -> Self {
        let [name, aliases, id, entity_type, kind, country, lat, lon, population] =
            ["name", "aliases", "id", "type", "kind", "country", "lat", "lon", "population"]
                .map(str::to_owned);
        Self { name, aliases, id, entity_type, kind, country, lat, lon, population }
    }
}

/// Reads a table to its end.
pub(super) fn read<E>(
    input: impl BufRead,
    first: &str,
    options: &Options,
    take: &mut dyn FnMut(u64, Parsed) -> Result<(), E>,
) -> Result<(), ImportError<E>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(first)).flexible(true).from_reader(input);
    let header = match reader.byte_headers() {
        Ok(header) => header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned()),
        Err(error) => return Err(ImportError::Read(error.into())),
    };
    let header: Vec<String> = header.collect();
    if !header.contains(&options.columns.name) {
        let columns = header.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
        let problem =
            format!("no column {:?} (there is {columns}); name it with --name-column", options.columns.name);
        return take(1, Err(problem)).map_err(ImportError::Sink);
    }
    let mut record = csv::StringRecord::new();
    loop {
        let parsed = match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => row(&header, &record, options),
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                Err("not valid UTF-8".into())
            }
            Err(error) => return Err(ImportError::Read(error.into())),
        };
        let line = record.position().map_or(0, csv::Position::line);
        take(line, parsed).map_err(ImportError::Sink)?;
    }
}

/// The sign the header shows most.
fn delimiter(first: &str) -> u8 {
    let count = |sign: u8| first.bytes().filter(|&byte| byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&sign| count(sign)).unwrap_or(b',')
}

fn row(header: &[String], record: &csv::StringRecord, options: &Options) -> Parsed {
    let columns = &options.columns;
    let cell = |column: &str| {
        let at = header.iter().position(|name| name == column);
        at.and_then(|at| record.get(at)).unwrap_or_default().trim()
    };
    let name = cell(&columns.name);
    if name.is_empty() {
        return Err("the name is empty".into());
    }
    let entity_type = entity_type(cell(&columns.entity_type), options.entity_type)?;
    let population = number("population", cell(&columns.population))?.map_or(0, tidy::inhabitants);
    if entity_type == EntityType::Place && population < options.min_population {
        return Ok(None);
    }
    let aliases = cell(&columns.aliases);
    let separator = if aliases.contains('|') { '|' } else { ';' };
    Ok(Some(Row {
        id: id(entity_type, name, cell(&columns.id)),
        name: name.to_owned(),
        aliases: aliases.split(separator).map(str::to_owned).collect(),
        kind: cell(&columns.kind).to_owned(),
        country: country(&cell(&columns.country).to_ascii_uppercase())?,
        lat: number("lat", cell(&columns.lat))?,
        lon: number("lon", cell(&columns.lon))?,
        population,
        ..Row::default()
    }))
}

fn entity_type(cell: &str, default: Option<EntityType>) -> Result<EntityType, String> {
    let cell = cell.to_lowercase();
    let named = EntityType::from_name(if cell == "organization" { "organisation" } else { &cell });
    match (named, default) {
        (Some(named), _) => Ok(named),
        (None, Some(default)) if cell.is_empty() => Ok(default),
        (None, _) if cell.is_empty() => Err("no type; give --type person, place or organisation".into()),
        _ => Err(format!("type {cell:?}: expected person, place or organisation")),
    }
}

/// An id of the table's own stays as it is where it is one of ours; else it tells namesakes apart.
fn id(entity_type: EntityType, name: &str, cell: &str) -> String {
    if cell.strip_prefix(entity_type.as_str()).is_some_and(|rest| rest.len() > 1 && rest.starts_with('/')) {
        return cell.to_owned();
    }
    tidy::id(entity_type, name, &slug(cell))
}

fn number(column: &str, cell: &str) -> Result<Option<f64>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| format!("{column} {cell:?}: expected a number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str, options: &Options) -> Vec<(u64, Result<String, String>)> {
        let mut all = Vec::new();
        let first = text.lines().next().unwrap_or_default();
        let told = |row: Row| format!("{} {} {:?}", row.id, row.name, row.aliases);
        let mut take = |line, parsed: Parsed| {
            all.push((line, parsed.map(|row| row.map_or_else(String::new, told))));
            Ok::<(), ()>(())
        };
        read(text.as_bytes(), first, options, &mut take).expect("bytes can be read");
        all
    }

    #[test]
    fn columns_are_found_by_the_names_they_are_given() {
        let columns = ColumnNames { name: "Company".into(), id: "Ticker".into(), ..ColumnNames::default() };
        let options = Options { columns, entity_type: Some(EntityType::Organisation), ..Options::default() };
        let table = "Ticker;Company;aliases\nKLV;Kelvar Group;Kelvar|Kelvar AS\nTLV;;\n";
        let expected = [
            (2, Ok("organisation/kelvar-group-klv Kelvar Group [\"Kelvar\", \"Kelvar AS\"]".into())),
            (3, Err("the name is empty".into())),
        ];
        assert_eq!(read_all(table, &options), expected);
        let missing = "no column \"Company\" (there is \"a\", \"b\"); name it with --name-column";
        assert_eq!(read_all("a,b\n1,2\n", &options), [(1, Err(missing.into()))]);
    }
}
