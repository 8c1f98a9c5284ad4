//! `newsnlp gazetteer show`: every entity of a name, with all its names and the row that lists it.

use super::rows::{EntityRow, rows, write};
use crate::cli::messages::Messages;
use crate::cli::names::ListArgs;
use crate::cli::output::{OutputArgs, no_parquet};
use crate::cli::run::Tally;
use crate::cli::stop::Stop;
use clap::Args;
use newsnlp::gazetteer::{EntityRef, Gazetteer, fold};
use newsnlp::report::table::Look;
use newsnlp::report::text::{Item, fill};
use std::fmt::Write as _;

/// Show every entity of a name, with all its names and the row that lists it
///
/// A name is compared as in a text: without regard to case, accents, dots and hyphens. An id works too. Several words
/// are one name where a list has it (New York), else each is looked up by itself (Paris Berlin).
#[derive(Debug, Args)]
#[command(mut_arg("format", no_parquet))]
pub struct ShowArgs {
    /// Names or ids
    #[arg(required = true)]
    name: Vec<String>,
    #[command(flatten)]
    lists: ListArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl ShowArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let gazetteer = self.lists.load()?;
        let whole = self.name.join(" ");
        let mut found = of_name(&gazetteer, &whole);
        let mut skipped = 0;
        if found.is_empty() {
            for name in &self.name {
                let of_word = of_name(&gazetteer, name);
                if of_word.is_empty() {
                    Messages::error(format!("{name:?}: in no list; add it with --gazetteer FILE"));
                    skipped += 1;
                }
                found.extend(of_word);
            }
        }
        if !found.is_empty() {
            found.sort();
            found.dedup();
            let rows = rows(&gazetteer, |of, _| found.binary_search(&of).is_ok());
            write(&self.output, &rows, shown, messages)?;
        }
        Ok(Tally { skipped, ..Tally::default() })
    }
}

/// The entities of a name, and the one of an id.
fn of_name(gazetteer: &Gazetteer, name: &str) -> Vec<EntityRef> {
    let by_name = gazetteer.aliases().filter(|(_, alias)| fold::same(alias.text(), name)).map(|(of, _)| of);
    let by_id = gazetteer.entities().filter(|(_, entity)| entity.id == name).map(|(of, _)| of);
    by_name.chain(by_id).collect()
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
    let own = Some(row.name.clone());
    say("as a place", &own.clone().filter(|_| row.context).into_iter().collect::<Vec<_>>(), "");
    let own = own.filter(|_| row.evidence && !row.context);
    say("on evidence", &own.into_iter().chain(row.weak.iter().cloned()).collect::<Vec<_>>(), " · ");
    let names: Vec<_> =
        row.names.iter().map(|(code, names)| format!("{code}: {}", names.join(", "))).collect();
    say("in a language", &names, " · ");
    out
}
