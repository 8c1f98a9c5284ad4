//! `newsnlp diff`: what changed between two runs.

use super::marked;
use super::messages::Messages;
use super::output::{OutputArgs, no_parquet};
use super::run::Tally;
use super::stop::Stop;
use clap::Args;
use newsnlp::report::changes::{Change, changes};
use newsnlp::report::sheet::Form;
use newsnlp::report::{csv, json, table};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// Show what changed between two runs: gained, lost, retyped, relinked
///
/// OLD and NEW are JSON lines as "newsnlp entities" writes them. Mentions are told apart by article and span: gained,
/// lost, retyped (another type), relinked (another entity). A table counts changes alike; JSON lines and CSV have one
/// per mention. The exit code is 0 whether or not anything changed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("format", no_parquet))]
pub struct DiffArgs {
    /// Records of the run before
    old: PathBuf,
    /// Records of the run after
    new: PathBuf,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp entities corpus/ -o old.jsonl
  newsnlp entities corpus/ --gazetteer person=mine.txt -o new.jsonl
  newsnlp diff old.jsonl new.jsonl";

impl DiffArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let form = self.output.form_of_text(messages)?;
        let found = changes(&marked::read(&self.old)?, &marked::read(&self.new)?);
        let mut output = self.output.open()?;
        output.put(|out| match form {
            Form::Table(look) => out.write_all(shown(&found, look).as_bytes()),
            Form::JsonLines => found.iter().try_for_each(|change| json::write_line(change, &mut *out)),
            Form::Json => json::write_line(&found, out),
            Form::Rows(dialect) => out.write_all(&rows(&found, dialect)),
            #[cfg(feature = "parquet")]
            Form::Parquet => unreachable!("refused with the flag"),
        })?;
        output.finish()?;
        Ok(Tally::default())
    }
}

/// What of a change the table counts.
type Alike<'c> = (&'c str, &'c str, String);

fn shown(changes: &[Change], look: table::Look) -> String {
    if changes.is_empty() {
        return " nothing changed\n".into();
    }
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    let mut alike: BTreeMap<Alike<'_>, usize> = BTreeMap::new();
    for change in changes {
        *totals.entry(change.change).or_default() += 1;
        *alike.entry((change.change, &change.text, what(change))).or_default() += 1;
    }
    let mut ranked: Vec<_> = alike.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let totals: Vec<_> = totals.iter().map(|(change, count)| format!("{count} {change}")).collect();
    let mut out = String::new();
    let _ = writeln!(out, " {}\n", look.heading(&totals.join(", ")));
    let mut grid = table::grid(&["count", "change", "mention", "type, entity"], &[0], 3, look);
    for ((change, text, what), count) in ranked {
        grid.add_row([count.to_string(), change.to_owned(), newsnlp::report::text::clean(text), what]);
    }
    out + &table::printed(&grid, look)
}

/// Type and entity of a change, before and after where they differ.
fn what(change: &Change) -> String {
    let side = |kind: &Option<String>, entity: &Option<String>| {
        entity.clone().or_else(|| kind.clone()).unwrap_or_default()
    };
    let old = side(&change.old_type, &change.old_entity);
    let new = side(&change.new_type, &change.new_entity);
    match (old.is_empty(), new.is_empty()) {
        (false, false) => format!("{old} → {new}"),
        _ => old + &new,
    }
}

fn rows(changes: &[Change], dialect: csv::Dialect) -> Vec<u8> {
    const COLUMNS: &[&str] =
        &["article_id", "change", "start", "end", "text", "old_type", "new_type", "old_entity", "new_entity"];
    let mut rows = csv::Rows::new(dialect).under(COLUMNS);
    for change in changes {
        let optional = |cell: &Option<String>| cell.clone().unwrap_or_default();
        let cells = [
            change.article.clone(),
            change.change.to_owned(),
            change.start.to_string(),
            change.end.to_string(),
            change.text.clone(),
            optional(&change.old_type),
            optional(&change.new_type),
            optional(&change.old_entity),
            optional(&change.new_entity),
        ];
        rows.push(cells);
    }
    rows.finish()
}
