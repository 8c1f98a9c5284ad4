//! `newsnlp gazetteer list`: the entities of a type, country or kind.

use super::rows::{EntityRow, rows, write};
use crate::cli::messages::Messages;
use crate::cli::names::{ListArgs, MentionType, listed_types};
use crate::cli::output::{OutputArgs, no_parquet};
use crate::cli::run::Tally;
use crate::cli::stop::Stop;
use clap::Args;
use newsnlp::gazetteer::image::Entity;
use newsnlp::report::table::{self, Look};

/// List entities, one per row
#[derive(Debug, Args)]
#[command(mut_arg("format", no_parquet))]
pub struct ListRowsArgs {
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

impl ListRowsArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let types = listed_types(&self.types)?;
        let gazetteer = self.lists.load()?;
        let is_wanted = |entity: &Entity<'_>| {
            let of_type = types.is_empty() || types.contains(&entity.entity_type);
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

/// Least width of a table that also tells where rows stand.
const WIDE: usize = 100;

/// What all have in common, and what there is no room for, has no column: names are there to be read.
fn listed(rows: &[EntityRow], look: Look) -> String {
    let one_type = rows.iter().all(|row| row.kind_of_entity == rows[0].kind_of_entity);
    let columns = [
        ("name", true),
        ("type", !one_type),
        ("kind", true),
        ("country", true),
        ("names", true),
        ("row", look.width >= WIDE),
    ];
    let header: Vec<&str> = columns.iter().filter(|(_, shown)| *shown).map(|(name, _)| *name).collect();
    let numbers: Vec<usize> = header.iter().position(|name| *name == "names").into_iter().collect();
    let mut grid = table::grid(&header, &numbers, 0, look);
    for row in rows {
        let names = 1 + row.aliases.len() + row.weak.len();
        let cells = [
            row.name.clone(),
            row.kind_of_entity.to_owned(),
            row.kind.clone(),
            row.country.clone(),
            names.to_string(),
            row.row.rsplit('/').next().unwrap_or_default().to_owned(),
        ];
        grid.add_row(cells.into_iter().zip(columns).filter(|(_, (_, shown))| *shown).map(|(cell, _)| cell));
    }
    table::printed(&grid, look)
}
