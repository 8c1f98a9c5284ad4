//! Entities as `show` and `list` write them. As rows they are a user list, to be edited and given back.

use crate::cli::messages::Messages;
use crate::cli::output::OutputArgs;
use crate::cli::stop::Stop;
use newsnlp::gazetteer::image::Entity;
use newsnlp::gazetteer::row::trust;
use newsnlp::gazetteer::{EntityRef, Gazetteer};
use newsnlp::report::sheet::Form;
use newsnlp::report::table::Look;
use newsnlp::report::{csv, json};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write as _;

/// An entity as `show` and `list` write it.
#[derive(Debug, Serialize)]
pub(super) struct EntityRow {
    pub id: String,
    #[serde(rename = "type")]
    pub kind_of_entity: &'static str,
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub admin1: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// Other names, safe anywhere.
    pub aliases: Vec<String>,
    /// Names accepted on evidence only.
    pub weak: Vec<String>,
    /// Whether the canonical name, too, is accepted on evidence only.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub evidence: bool,
    /// Whether it counts only where the text tells that it is a place's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub context: bool,
    /// Names in articles of one language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, Vec<String>>,
    pub row: String,
}

/// The entities that are wanted, with all their names, in list order.
pub(super) fn rows(gazetteer: &Gazetteer, wanted: impl Fn(EntityRef, &Entity<'_>) -> bool) -> Vec<EntityRow> {
    let entities = gazetteer.entities().filter(|(of, entity)| wanted(*of, entity));
    let mut rows: BTreeMap<EntityRef, EntityRow> = entities.map(|(of, entity)| (of, row(&entity))).collect();
    for (of, alias) in gazetteer.aliases() {
        let Some(row) = rows.get_mut(&of) else { continue };
        let text = alias.text().to_owned();
        match alias.language {
            Some(code) => {
                row.names.entry(String::from_utf8_lossy(&code).into_owned()).or_default().push(text);
            }
            None if alias.flags.is_canonical() => {
                row.evidence = alias.flags.is_weak();
                row.context = alias.flags.needs_context();
            }
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
        context: false,
        names: BTreeMap::new(),
        row: format!("{}:{}", entity.table, entity.line),
    }
}

/// Writes entities; a person sees them as `as_table` lays them out.
pub(super) fn write(
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
        Form::Rows(dialect) => out.write_all(&as_rows(rows, dialect)),
        #[cfg(feature = "parquet")]
        Form::Parquet => unreachable!("refused with the flag"),
    })?;
    to.finish()
}

/// The columns of a user list, so that what is listed can be edited and given back with --gazetteer.
fn as_rows(rows: &[EntityRow], dialect: csv::Dialect) -> Vec<u8> {
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
    let mut out = csv::Rows::new(dialect).under(COLUMNS);
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
            trust(row.context, row.evidence).to_owned(),
        ];
        out.push(cells);
    }
    out.finish()
}
