//! One row of a list: an entity and the names it goes by. Built-in tables and user lists are the same format;
//! columns are found by their header.

use super::EntityType;

/// How the letter case of a text must agree with a listed name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseRule {
    /// A capital in the list asks for a capital in the text, a small letter for either; an acronym must be all
    /// capitals; a name may be in capitals throughout.
    #[default]
    Smart,
    /// Exactly as written.
    Exact,
    /// Any case.
    Any,
}

/// An entity as a table gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// `type/slug`, unique and stable.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Other names, safe anywhere.
    pub aliases: Vec<String>,
    /// Names that are also something else: accepted on evidence only.
    pub weak: Vec<String>,
    /// What kind of person, place or organisation: `politician`, `city`, `party`.
    pub kind: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// First-level division a place lies in, by name.
    pub admin1: String,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Inhabitants.
    pub population: u32,
    /// `GeoNames` id, 0 for none.
    pub geonames: u32,
    /// How case must agree.
    pub case: CaseRule,
    /// Whether the canonical name, too, is accepted on evidence only.
    pub evidence: bool,
    /// Whether the canonical name of a place says nothing by itself: it counts where the text tells that it is a place's.
    pub context: bool,
    /// Why the row is as it is.
    pub note: String,
    /// Line in its table, counted from 1.
    pub line: u32,
}

impl Row {
    /// The entity type its id begins with.
    pub fn entity_type(&self) -> Option<EntityType> {
        EntityType::from_name(self.id.split('/').next()?)
    }

    /// Every name of the row, with whether it needs evidence.
    pub fn names(&self) -> impl Iterator<Item = (&str, bool)> {
        let safe = self.aliases.iter().map(|alias| (alias.as_str(), false));
        let weak = self.weak.iter().map(|alias| (alias.as_str(), true));
        std::iter::once((self.name.as_str(), self.evidence)).chain(safe).chain(weak)
    }
}

/// What the column `match` says of how far a canonical name is trusted: as [`Row::context`] and [`Row::evidence`] have it.
pub const fn trust(context: bool, evidence: bool) -> &'static str {
    match (context, evidence) {
        (true, _) => "context",
        (false, true) => "evidence",
        (false, false) => "",
    }
}

/// What is wrong with a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Line in the table, counted from 1.
    pub line: u32,
    /// What is wrong and what to do.
    pub problem: String,
}

/// Which column holds what, read from a header row.
#[derive(Clone, Debug)]
pub struct Columns {
    names: Vec<String>,
    default_type: Option<EntityType>,
}

/// The columns a table may have.
pub const COLUMNS: &[&str] = &[
    "id",
    "type",
    "name",
    "aliases",
    "weak",
    "kind",
    "country",
    "admin1",
    "lat",
    "lon",
    "population",
    "geonames",
    "match",
    "note",
];

impl Columns {
    /// Reads a header row. `default_type` is the type of rows that do not say.
    ///
    /// # Errors
    ///
    /// An unknown column, or one that is needed and missing.
    pub fn from_header<'h>(
        header: impl Iterator<Item = &'h str>,
        default_type: Option<EntityType>,
        line: u32,
    ) -> Result<Self, RowError> {
        let names: Vec<String> = header.map(|name| name.trim().to_lowercase()).collect();
        let wrong = |problem| Err(RowError { line, problem });
        if let Some(odd) = names.iter().find(|name| !COLUMNS.contains(&name.as_str())) {
            return wrong(format!("unknown column \"{odd}\"; the columns are {}", COLUMNS.join(", ")));
        }
        if !names.iter().any(|name| name == "name") {
            return wrong("no column \"name\"".into());
        }
        if default_type.is_none() && !names.iter().any(|name| name == "id" || name == "type") {
            return wrong("no column \"type\"; add one, or give the list as person=FILE".into());
        }
        Ok(Self { names, default_type })
    }

    /// Whether a first row is a header of ours.
    pub fn is_header<'h>(mut first: impl Iterator<Item = &'h str>) -> bool {
        first.any(|name| name.trim().eq_ignore_ascii_case("name"))
    }

    /// Reads one data row.
    ///
    /// # Errors
    ///
    /// What is wrong with its first bad field.
    pub fn row<'f>(&self, fields: impl Iterator<Item = &'f str>, line: u32) -> Result<Row, RowError> {
        let mut row = Row { line, ..Row::default() };
        let mut kind_of_entity = self.default_type;
        let mut given = 0;
        for (at, field) in fields.enumerate() {
            given = at + 1;
            let Some(column) = self.names.get(at) else {
                continue;
            };
            let field = field.trim();
            if column == "type" && !field.is_empty() {
                let wrong = || format!("type \"{field}\": expected person, place or organisation");
                kind_of_entity =
                    Some(EntityType::from_name(field).ok_or_else(|| RowError { line, problem: wrong() })?);
            } else {
                set(&mut row, column, field).map_err(|problem| RowError { line, problem })?;
            }
        }
        if given > self.names.len() {
            let problem = format!("{given} fields, the header has {}", self.names.len());
            return Err(RowError { line, problem });
        }
        finish(row, kind_of_entity).map_err(|problem| RowError { line, problem })
    }
}

/// A row of a plain list of names: one name, nothing else.
///
/// # Errors
///
/// An empty name.
pub fn plain(name: &str, entity_type: EntityType, line: u32) -> Result<Row, RowError> {
    let row = Row { name: name.trim().to_owned(), line, ..Row::default() };
    finish(row, Some(entity_type)).map_err(|problem| RowError { line, problem })
}

fn set(row: &mut Row, column: &str, field: &str) -> Result<(), String> {
    match column {
        "id" => field.clone_into(&mut row.id),
        "name" => field.clone_into(&mut row.name),
        "aliases" => row.aliases = list(field),
        "weak" => row.weak = list(field),
        "kind" => field.clone_into(&mut row.kind),
        "country" => row.country = country(field)?,
        "admin1" => field.clone_into(&mut row.admin1),
        "lat" => row.lat = number(column, field)?,
        "lon" => row.lon = number(column, field)?,
        "population" => row.population = number(column, field)?.unwrap_or(0),
        "geonames" => row.geonames = number(column, field)?.unwrap_or(0),
        "match" => set_match(row, field)?,
        _ => field.clone_into(&mut row.note),
    }
    Ok(())
}

fn set_match(row: &mut Row, field: &str) -> Result<(), String> {
    for rule in field.split(',').map(str::trim).filter(|rule| !rule.is_empty()) {
        match rule {
            "smart" => row.case = CaseRule::Smart,
            "exact" => row.case = CaseRule::Exact,
            "any" => row.case = CaseRule::Any,
            "evidence" => row.evidence = true,
            "context" => (row.evidence, row.context) = (true, true),
            _ => {
                return Err(format!("match \"{rule}\": expected smart, exact, any, evidence or context"));
            }
        }
    }
    Ok(())
}

fn list(field: &str) -> Vec<String> {
    field.split('|').map(str::trim).filter(|alias| !alias.is_empty()).map(str::to_owned).collect()
}

/// The country as a row has it: nothing, or a code.
///
/// # Errors
///
/// What else stands there, and what was expected.
pub(super) fn country(field: &str) -> Result<String, String> {
    if field.is_empty() || (field.len() == 2 && field.bytes().all(|byte| byte.is_ascii_uppercase())) {
        return Ok(field.to_owned());
    }
    Err(format!("country \"{field}\": expected two capitals, by ISO 3166-1 alpha-2, such as AT"))
}

fn number<N: std::str::FromStr>(column: &str, field: &str) -> Result<Option<N>, String> {
    if field.is_empty() {
        return Ok(None);
    }
    field.parse().map(Some).map_err(|_| format!("{column} \"{field}\": expected a number"))
}

fn finish(mut row: Row, entity_type: Option<EntityType>) -> Result<Row, String> {
    if row.name.is_empty() {
        return Err("the name is empty".into());
    }
    if row.id.is_empty() {
        let entity_type = entity_type.ok_or("no type; write person, place or organisation")?;
        row.id = format!("{}/{}", entity_type.as_str(), slug(&row.name));
    }
    if row.context && row.entity_type() != Some(EntityType::Place) {
        return Err("match \"context\": only places have it".into());
    }
    if row.entity_type().is_none() || row.id.ends_with('/') {
        return Err(format!("id \"{}\": expected person/, place/ or organisation/ and a name", row.id));
    }
    Ok(row)
}

/// A name as the last part of an id: small ASCII letters, digits and hyphens where the script allows.
///
/// ```
/// assert_eq!(newsnlp::gazetteer::row::slug("Médecins Sans Frontières"), "medecins-sans-frontieres");
/// ```
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    push_slug(name, &mut slug);
    slug
}

/// Writes the [`slug`] of a name behind what `id` holds.
pub(crate) fn push_slug(name: &str, id: &mut String) {
    let parts_words = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '&' | ',' | '–' | '‑');
    if name.is_ascii() {
        id.reserve(name.len());
        let start = id.len();
        let mut parted = false;
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() {
                if parted && id.len() > start {
                    id.push('-');
                }
                parted = false;
                id.push(char::from(byte.to_ascii_lowercase()));
            } else {
                parted |= parts_words(char::from(byte));
            }
        }
        return;
    }
    let words = name.split(parts_words);
    let folded = words.map(super::fold::fold);
    let kept = folded.map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let parts: Vec<String> = kept.filter(|word| !word.is_empty()).collect();
    id.push_str(&parts.join("-"));
}

/// A tab-separated table with a header, read line by line.
#[derive(Clone, Debug)]
pub struct Tsv {
    columns: Option<Columns>,
    default_type: Option<EntityType>,
    /// Whether its header was bad.
    lost: bool,
}

impl Tsv {
    /// A table not yet begun. `default_type` is the type of rows that do not say.
    pub const fn new(default_type: Option<EntityType>) -> Self {
        Self { columns: None, default_type, lost: false }
    }

    /// Reads the next line: a row, or nothing where it is a comment, blank, or the header.
    ///
    /// # Errors
    ///
    /// What is wrong with the row. After a bad header nothing more is read or said.
    pub fn line(&mut self, line: u32, text: &str) -> Result<Option<Row>, RowError> {
        if self.lost || text.starts_with('#') || text.trim().is_empty() {
            return Ok(None);
        }
        if let Some(columns) = &self.columns {
            return columns.row(text.split('\t'), line).map(Some);
        }
        let columns = Columns::from_header(text.split('\t'), self.default_type, line);
        self.lost = columns.is_err();
        self.columns = Some(columns?);
        Ok(None)
    }
}

/// Reads a tab-separated table with a header. Bad rows are errors beside the good ones.
pub fn read_tsv(table: &str, default_type: Option<EntityType>) -> (Vec<Row>, Vec<RowError>) {
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    let mut tsv = Tsv::new(default_type);
    for (line, text) in (1..).zip(table.trim_start_matches('\u{feff}').lines()) {
        match tsv.line(line, text) {
            Ok(row) => rows.extend(row),
            Err(error) => errors.push(error),
        }
    }
    (rows, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_table_and_names_bad_rows() {
        let table = "# origin: written here\nid\tname\taliases\tweak\tmatch\n\
            organisation/who\tWorld Health Organization\tWHO\t\texact\n\
            \tNobody\n\
            organisation/apple\tApple Inc.\t\tApple\tsometimes\n\
            person/price\tPrice\t\t\tcontext\n\
            place/price\tPrice\t\t\tcontext\n";
        let (rows, errors) = read_tsv(table, None);
        assert_eq!(rows.len(), 2);
        assert!(rows[1].context && rows[1].evidence);
        assert_eq!(
            rows[0].names().collect::<Vec<_>>(),
            [("World Health Organization", false), ("WHO", false)]
        );
        assert_eq!(rows[0].case, CaseRule::Exact);
        let said: Vec<_> = errors.iter().map(|e| (e.line, e.problem.as_str())).collect();
        assert_eq!(
            said,
            [
                (4, "no type; write person, place or organisation"),
                (5, "match \"sometimes\": expected smart, exact, any, evidence or context"),
                (6, "match \"context\": only places have it")
            ]
        );
    }

    #[test]
    fn a_header_with_an_unknown_column_is_refused() {
        let (rows, errors) = read_tsv("name\tcolour\nX\tred\n", Some(EntityType::Person));
        assert!(rows.is_empty());
        assert!(errors[0].problem.starts_with("unknown column \"colour\""));
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Côte d'Ivoire"), "cote-divoire");
        assert_eq!(slug("AT&T"), "at-t");
        assert_eq!(slug("Москва"), "москва");
    }
}
