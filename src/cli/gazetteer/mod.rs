//! `newsnlp gazetteer`: look into the lists, check your own, and make them grow.

mod import;
mod lint;
mod list;
mod rows;
mod show;
mod suggest;

use super::messages::Messages;
use super::run::Tally;
use super::stop::Stop;
use clap::{Args, Subcommand};

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
  newsnlp gazetteer lint my-names.tsv
  newsnlp gazetteer suggest corpus/ --top 20
  newsnlp gazetteer import cities15000.txt -o cities.tsv";

#[derive(Debug, Subcommand)]
enum GazetteerCommand {
    Show(show::ShowArgs),
    List(list::ListRowsArgs),
    Lint(lint::LintArgs),
    Suggest(suggest::SuggestArgs),
    Import(import::ImportArgs),
}

impl GazetteerArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        match &self.command {
            GazetteerCommand::Show(args) => args.run(messages),
            GazetteerCommand::List(args) => args.run(messages),
            GazetteerCommand::Lint(args) => args.run(messages),
            GazetteerCommand::Suggest(args) => args.run(messages),
            GazetteerCommand::Import(args) => args.run(messages),
        }
    }
}
