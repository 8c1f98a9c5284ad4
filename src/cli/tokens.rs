//! `newsnlp tokens`: sentences and tokens.

use super::buffers::Buffers;
use super::input::InputArgs;
use super::messages::Messages;
use super::output::{OutputArgs, Printer, TextArgs};
use super::run::{Run, Tally, pipeline};
use super::stop::Stop;
use clap::Args;
use newsnlp::pipeline::{Annotated, Rooms};
use newsnlp::report::article::{self, Parts};
use newsnlp::report::sentences::Sentences;
use newsnlp::report::sheet::{Content, View};

/// Cut articles into sentences and tokens, with offsets
///
/// One record per article, in the order of the input. What cleaning hides lies in no sentence. CSV and TSV have one row
/// per token.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TokensArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    text: TextArgs,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp tokens corpus/
  newsnlp tokens corpus/ -f jsonl | jq -r '.sentences[].tokens[].text'
  newsnlp tokens --no-clean --offsets utf16 -f csv corpus/ -o tokens.csv";

impl TokensArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let rooms = Rooms { names: false, dates: false, keywords: false };
        let pipeline = pipeline(&self.input, None, rooms)?;
        let input = self.input.open(messages, self.output.results().as_ref())?;
        let form = self.output.form(messages)?;
        let unit = self.text.offsets.get();
        let parts = Parts { text: self.text.with_text, offsets: unit, ..Parts::NONE };
        let buffers = Buffers::default();
        let mut printer = Printer::new(form, Content::Articles(View::Tokens), self.output.open()?);
        let run = Run { pipeline: &pipeline, input, messages, to_terminal: self.output.to_terminal() };
        let make = |done: Annotated| {
            if !self.input.shows(&done, form) {
                return Ok(Vec::new());
            }
            let record = article::record(&done, &pipeline.gazetteer, &parts);
            let sentences = Sentences::of(&done, unit);
            Ok(form.tokens(record, &sentences, buffers.take()))
        };
        let tally = run.articles(make, |piece| printer.take(piece, &buffers))?;
        printer.finish()?;
        Ok(tally)
    }
}
