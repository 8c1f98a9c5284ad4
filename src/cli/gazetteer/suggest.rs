//! `newsnlp gazetteer suggest`: names the corpus uses and no list has.

use crate::cli::input::InputArgs;
use crate::cli::messages::Messages;
use crate::cli::names::{ListArgs, MentionType, listed_types};
use crate::cli::output::{OutputArgs, no_parquet};
use crate::cli::run::{Run, Tally, pipeline};
use crate::cli::stop::Stop;
use crate::cli::usage::at_least_one;
use clap::Args;
use newsnlp::pipeline::Rooms;
use newsnlp::report::json;
use newsnlp::report::sheet::Form;
use newsnlp::report::suggest::{self, Suggestion, Suggestions};
use std::io::Write as _;

/// Suggest names the corpus uses and no list has
///
/// Names are ranked by the articles they stand in, each with a guess at its type, other forms of it, and three places
/// where it stands. A type with ? has too little around the name: "entities" leaves it out. --rows writes rows of a
/// list, to be read through and given back with --gazetteer.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("format", no_parquet))]
pub struct SuggestArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    lists: ListArgs,
    /// Only person, place or organisation; a list, repeatable
    #[arg(
        short = 't',
        long = "type",
        value_name = "TYPE",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    #[arg(help_heading = "Names")]
    types: Vec<MentionType>,
    /// Only names that stand at least N times [2]
    #[arg(long, value_name = "N", default_value = "2", hide_default_value = true, value_parser = at_least_one)]
    #[arg(help_heading = "Names")]
    min_count: usize,
    /// Only the first N names
    #[arg(long, value_name = "N", value_parser = at_least_one, help_heading = "Output")]
    top: Option<usize>,
    /// Write rows of a list: TSV to paste into your own
    #[arg(long, conflicts_with_all = ["format", "excel"], help_heading = "Output")]
    rows: bool,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp gazetteer suggest corpus/ --top 20
  newsnlp gazetteer suggest corpus/ -t person --min-count 3 -f csv
  newsnlp gazetteer suggest corpus/ --rows -o new-names.tsv
  newsnlp entities corpus/ --gazetteer new-names.tsv";

impl SuggestArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let types = listed_types(&self.types)?;
        // Rows of a list are of one form, whatever the file is called.
        let form = (!self.rows).then(|| self.output.form_of_text(messages)).transpose()?;
        let rooms = Rooms { names: true, dates: false, keywords: false };
        let mut pipeline = pipeline(&self.input, None, rooms)?;
        pipeline.gazetteer = self.lists.load()?;
        pipeline.names.doubtful = true;
        let mut output = self.output.open()?;
        let input = self.input.open(messages, self.output.results().as_ref())?;
        let run = Run { pipeline: &pipeline, input, messages, to_terminal: self.output.to_terminal() };
        let mut all = Suggestions::default();
        let tally = run.articles(
            |done| Ok((done.article.id.clone(), suggest::in_article(&done, &pipeline.gazetteer))),
            |(article, names)| {
                all.add(&article, names);
                Ok(())
            },
        )?;
        let ranked = all.ranked(self.min_count, &types, self.top);
        output.put(|out| match form {
            None => out.write_all(suggest::as_list(&ranked).as_bytes()),
            Some(form) => out.write_all(&written(&ranked, form)?),
        })?;
        output.finish()?;
        Ok(tally)
    }
}

fn written(ranked: &[Suggestion], form: Form) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    match form {
        Form::Table(look) => out = suggest::as_table(ranked, look).into_bytes(),
        Form::Rows(dialect) => out = suggest::as_rows(ranked, dialect),
        #[cfg(feature = "parquet")]
        Form::Parquet => unreachable!("refused with the flag"),
        Form::Json => json::write_line(&ranked, &mut out)?,
        Form::JsonLines => ranked.iter().try_for_each(|name| json::write_line(name, &mut out))?,
    }
    Ok(out)
}
