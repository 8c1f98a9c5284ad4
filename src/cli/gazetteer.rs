//! `newsnlp gazetteer`: look into the lists, and check your own.

use super::messages::Messages;
use super::names::{ListArgs, MentionType};
use super::output::OutputArgs;
use super::run::Tally;
use super::stop::Stop;
use clap::{Args, Subcommand};
use newsnlp::gazetteer::image::Entity;
use newsnlp::gazetteer::{EntityRef, Gazetteer, UserList, fold};
use newsnlp::report::sheet::Form;
use newsnlp::report::table::Look;
use newsnlp::report::text::{Item, fill};
use newsnlp::report::{csv, json, lint, table};
use newsnlp::stopwords::Stopwords;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

/// Look into the lists of names, and check your own
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct GazetteerArgs {
    #[command(subcommand)]
    command: GazetteerCommand,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp gazetteer show Georgia
  newsnlp gazetteer list --type place --country NZ
  newsnlp gazetteer lint my-names.tsv";

#[derive(Debug, Subcommand)]
enum GazetteerCommand {
    Show(ShowArgs),
    List(ListRowsArgs),
    Lint(LintArgs),
}

/// Show every entity of a name, with all its names and the row that lists it
///
/// A name is compared as in a text: without regard to case, accents, dots and hyphens. An id works too.
#[derive(Debug, Args)]
struct ShowArgs {
    /// Name or id
    #[arg(required = true)]
    name: Vec<String>,
    #[command(flatten)]
    lists: ListArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// List entities, one per row
#[derive(Debug, Args)]
struct ListRowsArgs {
    /// Only person, place or organisation
    #[arg(
        short = 't',
        long = "type",
        value_name = "TYPE",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    types: Vec<MentionType>,
    /// Only this country: ISO 3166-1 alpha-2, such as NZ
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Only this kind, such as city or party
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    #[command(flatten)]
    lists: ListArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Check lists: bad rows, and names that would do harm
///
/// Each fault is one line with file and line number: rows that cannot be read, names of one letter, stopwords, one name
/// of two entities, an id given twice. The exit code is 1 if there is any. Without FILE the built-in lists are checked.
#[derive(Debug, Args)]
struct LintArgs {
    /// Lists: FILE, DIR or person=FILE
    #[arg(value_name = "[TYPE=]FILE|DIR")]
    lists: Vec<String>,
}

/// An entity as `show` and `list` write it.
#[derive(Debug, Serialize)]
struct EntityRow {
    id: String,
    #[serde(rename = "type")]
    kind_of_entity: &'static str,
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    country: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    admin1: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    population: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geonames: Option<u32>,
    /// Other names, safe anywhere.
    aliases: Vec<String>,
    /// Names accepted on evidence only.
    weak: Vec<String>,
    /// Whether the canonical name, too, is accepted on evidence only.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    evidence: bool,
    /// Names in articles of one language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    names: BTreeMap<String, Vec<String>>,
    row: String,
}

impl GazetteerArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        match &self.command {
            GazetteerCommand::Show(args) => args.run(messages),
            GazetteerCommand::List(args) => args.run(messages),
            GazetteerCommand::Lint(args) => args.run(messages),
        }
    }
}

impl ShowArgs {
    fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let gazetteer = self.lists.load()?;
        let name = self.name.join(" ");
        let by_name =
            gazetteer.aliases().filter(|(_, alias)| fold::same(alias.text, &name)).map(|(of, _)| of);
        let by_id = gazetteer.entities().filter(|(_, entity)| entity.id == name).map(|(of, _)| of);
        let mut found: Vec<EntityRef> = by_name.chain(by_id).collect();
        found.sort();
        found.dedup();
        if found.is_empty() {
            Messages::error(format!("{name:?}: in no list; add it with --gazetteer FILE"));
            return Ok(Tally { skipped: 1, ..Tally::default() });
        }
        write(&self.output, &rows(&gazetteer, |of, _| found.binary_search(&of).is_ok()), shown, messages)?;
        Ok(Tally::default())
    }
}

impl ListRowsArgs {
    fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        if self.types.contains(&MentionType::Date) {
            return Err(Stop::at(
                "--type \"date\"",
                "dates are in no list; expected person, place or organisation",
            ));
        }
        let gazetteer = self.lists.load()?;
        let is_wanted = |entity: &Entity<'_>| {
            let of_type = self.types.is_empty()
                || self.types.iter().any(|wanted| wanted.as_str() == entity.entity_type.as_str());
            let of_country =
                self.country.as_ref().is_none_or(|code| code.eq_ignore_ascii_case(entity.country));
            of_type && of_country && self.kind.as_ref().is_none_or(|kind| kind == entity.kind)
        };
        let rows = rows(&gazetteer, |_, entity| is_wanted(entity));
        if rows.is_empty() {
            messages.warn("list: no entity is like that");
        }
        write(&self.output, &rows, listed, messages)?;
        Ok(Tally::default())
    }
}

impl LintArgs {
    fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let mut gazetteer = if self.lists.is_empty() { Gazetteer::builtin() } else { Gazetteer::empty() };
        let mut faults = Vec::new();
        for list in &self.lists {
            match UserList::from_argument(list).load() {
                Ok(image) => gazetteer = gazetteer.with(image),
                Err(errors) => faults.extend(errors.iter().map(ToString::to_string)),
            }
        }
        let found = lint::faults(&gazetteer, &Stopwords::builtin());
        faults.extend(found.iter().map(|fault| format!("{}:{}: {}", fault.table, fault.line, fault.problem)));
        let mut output = super::output::Output::stdout();
        output.put(|out| faults.iter().try_for_each(|fault| writeln!(out, "{fault}")))?;
        output.finish()?;
        if faults.is_empty() {
            messages.warn(format!("lint: {} entities, nothing wrong", gazetteer.len()));
        } else {
            messages.warn(format!("lint: {} faults", faults.len()));
        }
        Ok(Tally { skipped: faults.len() as u64, ..Tally::default() })
    }
}

/// The entities that are wanted, with all their names, in list order.
fn rows(gazetteer: &Gazetteer, wanted: impl Fn(EntityRef, &Entity<'_>) -> bool) -> Vec<EntityRow> {
    let entities = gazetteer.entities().filter(|(of, entity)| wanted(*of, entity));
    let mut rows: BTreeMap<EntityRef, EntityRow> = entities.map(|(of, entity)| (of, row(&entity))).collect();
    for (of, alias) in gazetteer.aliases() {
        let Some(row) = rows.get_mut(&of) else { continue };
        let text = alias.text.to_owned();
        match alias.language {
            Some(code) => {
                row.names.entry(String::from_utf8_lossy(&code).into_owned()).or_default().push(text);
            }
            None if alias.flags.is_canonical() => row.evidence = alias.flags.is_weak(),
            None if alias.flags.is_weak() => row.weak.push(text),
            None => row.aliases.push(text),
        }
    }
    rows.into_values().collect()
}

fn row(entity: &Entity<'_>) -> EntityRow {
    EntityRow {
        id: entity.id.to_owned(),
        kind_of_entity: entity.entity_type.as_str(),
        name: entity.name.to_owned(),
        kind: entity.kind.to_owned(),
        country: entity.country.to_owned(),
        admin1: entity.admin1.to_owned(),
        lat: entity.lat,
        lon: entity.lon,
        population: Some(entity.population).filter(|&number| number > 0),
        geonames: Some(entity.geonames).filter(|&number| number > 0),
        aliases: Vec::new(),
        weak: Vec::new(),
        evidence: false,
        names: BTreeMap::new(),
        row: format!("{}:{}", entity.table, entity.line),
    }
}

fn write(
    output: &OutputArgs,
    rows: &[EntityRow],
    as_table: fn(&[EntityRow], Look) -> String,
    messages: Messages,
) -> Result<(), Stop> {
    let mut to = output.open()?;
    let form = output.form_of_text(messages)?;
    to.put(|out| match form {
        Form::Table(look) => out.write_all(as_table(rows, look).as_bytes()),
        Form::JsonLines => rows.iter().try_for_each(|row| json::write_line(row, &mut *out)),
        Form::Json => json::write_line(&rows, out),
        Form::Rows(dialect) => out.write_all(&as_rows(rows, dialect)?),
        #[cfg(feature = "parquet")]
        Form::Parquet => unreachable!("refused with the flag"),
    })?;
    to.finish()
}

/// The columns of a user list, so that what is listed can be edited and given back with --gazetteer.
fn as_rows(rows: &[EntityRow], dialect: csv::Dialect) -> std::io::Result<Vec<u8>> {
    const COLUMNS: &[&str] = &[
        "id",
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
    ];
    let mut out = csv::Rows::new(dialect);
    for row in rows {
        let optional = |number: Option<String>| number.unwrap_or_default();
        let cells = [
            row.id.clone(),
            row.name.clone(),
            row.aliases.join("|"),
            row.weak.join("|"),
            row.kind.clone(),
            row.country.clone(),
            row.admin1.clone(),
            optional(row.lat.map(|degrees| degrees.to_string())),
            optional(row.lon.map(|degrees| degrees.to_string())),
            optional(row.population.map(|number| number.to_string())),
            optional(row.geonames.map(|number| number.to_string())),
            if row.evidence { "evidence".into() } else { String::new() },
        ];
        out.push(cells.into_iter().map(Cow::Owned))?;
    }
    csv::with_header(COLUMNS, out.finish(), dialect)
}

fn listed(rows: &[EntityRow], look: Look) -> String {
    let mut grid = table::grid(&["name", "type", "kind", "country", "names", "row"], &[4], 0, look);
    for row in rows {
        let names = 1 + row.aliases.len() + row.weak.len();
        grid.add_row([
            row.name.clone(),
            row.kind_of_entity.to_owned(),
            row.kind.clone(),
            row.country.clone(),
            names.to_string(),
            row.row.rsplit('/').next().unwrap_or_default().to_owned(),
        ]);
    }
    table::printed(&grid, look)
}

fn shown(rows: &[EntityRow], look: Look) -> String {
    rows.iter().map(|row| one(row, look)).collect::<Vec<_>>().join("\n")
}

fn one(row: &EntityRow, look: Look) -> String {
    let about = [row.kind_of_entity, &row.kind, &row.admin1, &row.country].map(str::to_owned);
    let about: Vec<_> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let mut out = String::new();
    let _ = writeln!(out, " {}  {}", look.heading(&row.name), about.join(", "));
    let mut say = |label: &str, items: &[String], separator: &str| {
        let items: Vec<_> = items.iter().map(|item| Item::plain(item)).collect();
        for (number, line) in fill(&items, separator, look.width.saturating_sub(18)).iter().enumerate() {
            let label = if number == 0 { label } else { "" };
            let _ = writeln!(out, "   {}{line}", look.faint(&format!("{label:15}")));
        }
    };
    say("id", std::slice::from_ref(&row.id), "");
    say("row", std::slice::from_ref(&row.row), "");
    if let (Some(lat), Some(lon)) = (row.lat, row.lon) {
        say("at", &[lat.to_string(), lon.to_string()], ", ");
    }
    say("population", &row.population.map(|number| number.to_string()).into_iter().collect::<Vec<_>>(), "");
    say("also", &row.aliases, " · ");
    let own = row.evidence.then(|| row.name.clone());
    say("on evidence", &own.into_iter().chain(row.weak.iter().cloned()).collect::<Vec<_>>(), " · ");
    let names: Vec<_> =
        row.names.iter().map(|(code, names)| format!("{code}: {}", names.join(", "))).collect();
    say("in a language", &names, " · ");
    out
}
