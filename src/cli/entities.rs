//! `newsnlp entities`: who, where, which organisation and when.

use super::buffers::Buffers;
use super::input::InputArgs;
use super::messages::Messages;
use super::names::NamesArgs;
use super::output::{OutputArgs, Printer, TextArgs};
use super::run::{Run, Tally, pipeline};
use super::stop::Stop;
use clap::{Args, ValueEnum};
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::report::article::{self, Parts};
use newsnlp::report::corpus::Entities;
use newsnlp::report::sheet::{Content, Form, View};

/// List the people, places, organisations and dates each article names
///
/// One record per article, in the order of the input: its entities, the commonest first, and every mention with its
/// offsets. With --by corpus one record per entity, ranked by mentions.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EntitiesArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    names: NamesArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    text: TextArgs,
    /// A record per article, or entities ranked over the corpus
    ///
    /// By corpus each entity has "count", its mentions, and "articles", how many name it. Dates alone (-t date) come in
    /// the order of the calendar.
    #[arg(long, value_name = "article|corpus", default_value = "article", help_heading = "Output")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    by: By,
    /// With --by corpus: only the N commonest
    #[arg(long, value_name = "N", value_parser = super::usage::at_least_one, help_heading = "Output")]
    top: Option<usize>,
}

/// What results are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// One record per article.
    Article,
    /// One ranking of all.
    Corpus,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp entities corpus/
  newsnlp entities corpus/ -t person,organisation -f csv -o names.csv
  newsnlp entities corpus/ --by corpus --top 20
  newsnlp entities corpus/ -t date --by corpus
  echo 'Angela Merkel met Emmanuel Macron in Paris.' | newsnlp entities";

impl EntitiesArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        if self.top.is_some() && self.by == By::Article {
            return Err(Stop::at("--top", "ranks the entities of a corpus; add --by corpus"));
        }
        let rooms = Rooms { names: true, dates: true, keywords: false };
        let mut pipeline = pipeline(&self.input, Some(&self.names), rooms)?;
        pipeline.duplicates = self.by == By::Article || self.input.dedup;
        let run = Run {
            pipeline: &pipeline,
            input: self.input.open(messages, self.output.results().as_ref())?,
            messages,
            to_terminal: self.output.to_terminal(),
        };
        let form = self.output.form(messages)?;
        match self.by {
            By::Article => self.by_article(run, form),
            By::Corpus => self.by_corpus(run, form),
        }
    }

    fn parts(&self) -> Parts {
        Parts {
            entities: true,
            text: self.text.with_text,
            types: self.names.types(),
            all_overlaps: self.names.all_overlaps(),
            offsets: self.text.offsets.get(),
            ..Parts::NONE
        }
    }

    fn by_article(&self, run: Run<'_>, form: Form) -> Result<Tally, Stop> {
        let (parts, pipeline): (_, &Pipeline) = (self.parts(), run.pipeline);
        let mut printer = Printer::new(form, Content::Articles(View::Entities), self.output.open()?);
        let buffers = Buffers::default();
        let make = |done: Annotated| {
            if !self.input.shows(&done, form) {
                return Ok((Vec::new(), false));
            }
            let record = article::record(&done, &pipeline.gazetteer, &parts);
            let marked = record.entities.iter().flatten().any(|entity| entity.known == Some(false));
            let piece = form.article(&record, View::Entities, buffers.take());
            Ok((piece, marked))
        };
        let tally = run.articles(make, |(piece, marked)| {
            if marked {
                printer.has_marked();
            }
            printer.take(piece, &buffers)
        })?;
        printer.finish()?;
        Ok(tally)
    }

    fn by_corpus<'p>(&self, run: Run<'p>, form: Form) -> Result<Tally, Stop> {
        let (parts, pipeline): (_, &'p Pipeline) = (self.parts(), run.pipeline);
        let mut output = self.output.open()?;
        let mut corpus = Entities::default();
        let make = |done: Annotated<'p>| {
            let counts = self.input.counts(&done);
            Ok(if counts { article::entities(&done, &pipeline.gazetteer, &parts) } else { Vec::new() })
        };
        let tally = run.articles(make, |entities| {
            corpus.add(entities);
            Ok(())
        })?;
        let timeline = parts.types.only_dates();
        let ranked = if timeline { corpus.timeline(self.top) } else { corpus.ranked(self.top) };
        output.put(|out| form.corpus_entities(&ranked, timeline, out))?;
        output.finish()?;
        Ok(tally)
    }
}
