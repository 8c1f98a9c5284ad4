//! The command line. clap lives only here, and only here is anything printed.

mod buffers;
mod diff;
mod entities;
mod eval;
mod explain;
mod flood;
mod gazetteer;
mod input;
mod interrupt;
mod keywords;
mod manual;
mod marked;
mod messages;
mod names;
mod output;
mod progress;
mod report;
mod run;
mod schema;
mod scorable;
mod stop;
mod tokens;
mod usage;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use messages::Messages;
use run::Tally;
use std::process::ExitCode;
use stop::Stop;

/// Names, places, organisations, dates and keywords from news articles
///
/// Reads articles from files, folders or standard input, and tells what they name, when, and what they are about. It
/// works offline and the same input always gives the same output. Results go to standard output, messages to standard
/// error.
#[derive(Debug, Parser)]
#[command(
    name = "newsnlp",
    version,
    max_term_width = 79,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    after_help = EXAMPLES
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Say nothing but errors
    ///
    /// No warnings, no counts, no progress bar. Articles that cannot be read are errors and still told: the first five of
    /// each kind with their place, the rest as a number.
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Messages")]
    quiet: bool,
    /// Say more: what was passed over, what was read
    #[arg(short, long, global = true, help_heading = "Messages")]
    verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp entities corpus/
  newsnlp keywords --top 20 corpus/
  newsnlp report corpus/ --out reports
  newsnlp entities corpus/ -f jsonl | jq -r '.mentions[].text'

Exit codes: 0 all read; 1 some input skipped, the rest is complete;
2 wrong use, cannot start, or cannot write.";

#[derive(Debug, Subcommand)]
enum Command {
    Entities(entities::EntitiesArgs),
    Keywords(keywords::KeywordsArgs),
    Tokens(tokens::TokensArgs),
    Report(report::ReportArgs),
    Explain(explain::ExplainArgs),
    Gazetteer(gazetteer::GazetteerArgs),
    Eval(eval::EvalArgs),
    Diff(diff::DiffArgs),
    Schema(schema::SchemaArgs),
    Completions(manual::CompletionsArgs),
    Man(manual::ManArgs),
}

impl Command {
    fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        match self {
            Self::Entities(args) => args.run(messages),
            Self::Keywords(args) => args.run(messages),
            Self::Tokens(args) => args.run(messages),
            Self::Report(args) => args.run(messages),
            Self::Explain(args) => args.run(messages),
            Self::Gazetteer(args) => args.run(messages),
            Self::Eval(args) => args.run(messages),
            Self::Diff(args) => args.run(messages),
            Self::Schema(args) => args.run(),
            Self::Completions(args) => args.run(),
            Self::Man(args) => args.run(),
        }
    }
}

/// The definition of the command line, for completions and the manual page.
fn command() -> clap::Command {
    Cli::command()
}

/// Runs the program.
pub fn main() -> ExitCode {
    let parsed = command().try_get_matches().and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
    let outcome = match parsed {
        Ok(cli) => cli.command.run(Messages::new(cli.quiet, cli.verbose)),
        Err(error) => usage::show(&error).map(|()| Tally::default()),
    };
    match outcome {
        Ok(tally) if tally.skipped == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(Stop::Failed(problems)) => {
            problems.iter().for_each(Messages::error);
            ExitCode::from(2)
        }
    }
}
