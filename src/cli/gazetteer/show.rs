//! `newsnlp gazetteer show`: every entity of a name, with all its names and the row that lists it.

use super::rows::{EntityRow, rows, write};
use crate::cli::messages::Messages;
use crate::cli::names::ListArgs;
use crate::cli::output::OutputArgs;
use crate::cli::run::Tally;
use crate::cli::stop::Stop;
use clap::Args;
use newsnlp::gazetteer::{EntityRef, fold};
use newsnlp::report::table::Look;
use newsnlp::report::text::{Item, fill};
use std::fmt::Write as _;

/// Show every entity of a name, with all its names and the row that lists it
///
/// A name is compared as in a text: without regard to case, accents, dots and hyphens. An id works too.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Name or id
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
        let name = self.name.join(" ");
        let by_name =
            gazetteer.aliases().filter(|(_, alias)| fold::same(alias.text(), &name)).map(|(of, _)| of);
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
