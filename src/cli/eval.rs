//! `newsnlp eval`: precision, recall and F1 against gold.

use super::input::{InputArgs, ReadingArgs};
use super::marked;
use super::messages::Messages;
use super::names::NamesArgs;
use super::output::{OutputArgs, no_parquet};
use super::run::{Run, Tally, pipeline};
use super::scorable;
use super::stop::Stop;
use clap::Args;
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::report::article::{self, Parts, Types};
use newsnlp::report::fit;
use newsnlp::report::marks::{Mark, Marked, MarkedById};
use newsnlp::report::score::{self, Evaluation};
use newsnlp::report::sheet::Form;
use newsnlp::report::text::{Item, fill};
use newsnlp::report::{csv, json, table};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// Score mentions against gold: precision, recall, F1 per type
///
/// GOLD has one JSON record per line: "id", "text", and "entities" with "start", "end" (characters) and "type". Without
/// --pred its texts are run through this program; with it the predictions are read, gold-like records or the records
/// that "newsnlp entities" writes. Three measures: exact (same span and type), overlapping (same type, a character in
/// common), type-blind (same span). Only types that occur in the gold are scored. A record with a mark that does not fit
/// its text is left out with a message, and the exit code is 1.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("format", no_parquet))]
pub struct EvalArgs {
    /// Gold records, one per line
    gold: PathBuf,
    /// Predictions to score, instead of a fresh run
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pred: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    names: NamesArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Errors to show [20]
    #[arg(long, value_name = "N", default_value = "20", hide_default_value = true, help_heading = "Output")]
    errors: usize,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp eval tests/gold.jsonl
  newsnlp eval tests/gold.jsonl -t person,place,organisation --errors 50
  newsnlp eval tests/gold.jsonl --pred found.jsonl -f json";

impl EvalArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let form = self.output.form_of_text(messages)?;
        let mut gold = marked::read(&self.gold)?;
        let (mut predicted, mut tally) = match &self.pred {
            Some(path) => (marked::read(path)?, Tally::default()),
            None => self.fresh(messages)?,
        };
        tally.skipped += self.leave_out(&mut gold, &mut predicted);
        let evaluation = score::evaluate(&gold, &predicted, self.errors);
        if evaluation.unpredicted > 0 {
            let (lost, all) = (evaluation.unpredicted, evaluation.articles);
            messages.warn(format!("{}: no prediction for {lost} of {all} articles", self.gold.display()));
        }
        self.write(&evaluation, form)?;
        Ok(tally)
    }

    /// Leaves out of both what cannot be scored, and what was not asked for. Returns how much was told.
    fn leave_out(&self, gold: &mut MarkedById, predicted: &mut MarkedById) -> u64 {
        let types = self.names.types();
        for article in gold.values_mut() {
            let is_ours = |kind: &str| fit::is_found(kind) || fit::meant(kind).is_some();
            article
                .marks
                .retain(|mark| types.keeps(&mark.kind) && (types == Types::ALL || is_ours(&mark.kind)));
        }
        let Some(path) = &self.pred else {
            let told = scorable::keep_types(&self.gold, gold, predicted, None);
            return told + scorable::keep_fitting([&self.gold, &self.gold], gold, predicted);
        };
        let (in_gold, in_pred) = (scorable::types(gold), scorable::types(predicted));
        scorable::keep_types(&self.gold, gold, predicted, Some(&in_pred))
            + scorable::keep_types(path, predicted, gold, Some(&in_gold))
            + scorable::keep_fitting([&self.gold, path], gold, predicted)
    }

    /// Predictions of this program.
    fn fresh(&self, messages: Messages) -> Result<(MarkedById, Tally), Stop> {
        let rooms = Rooms { names: true, dates: true, keywords: false };
        let input = InputArgs { paths: vec![self.gold.clone()], ..InputArgs::of(&self.reading) };
        let pipeline = Pipeline { duplicates: false, ..pipeline(&input, Some(&self.names), rooms)? };
        let run = Run {
            pipeline: &pipeline,
            input: input.open(messages, None)?,
            messages,
            to_terminal: self.output.to_terminal(),
        };
        let parts = Parts {
            entities: true,
            types: self.names.types(),
            all_overlaps: self.names.all_overlaps(),
            ..Parts::NONE
        };
        let mut found = MarkedById::new();
        let make = |done: Annotated| Ok(marks(&done, &pipeline, &parts));
        let tally = run.articles(make, |marked| {
            found.insert(marked.id.clone(), marked);
            Ok(())
        })?;
        Ok((found, tally))
    }

    fn write(&self, evaluation: &Evaluation, form: Form) -> Result<(), Stop> {
        let mut output = self.output.open()?;
        output.put(|out| match form {
            Form::Table(look) => out.write_all(shown(evaluation, look).as_bytes()),
            Form::Json | Form::JsonLines => json::write_line(evaluation, out),
            Form::Rows(dialect) => out.write_all(&rows(evaluation, dialect)),
            #[cfg(feature = "parquet")]
            Form::Parquet => unreachable!("refused with the flag"),
        })?;
        output.finish()
    }
}

fn marks(done: &Annotated, pipeline: &Pipeline, parts: &Parts) -> Marked {
    let record = article::record(done, &pipeline.gazetteer, parts);
    let mark = |mention: newsnlp::report::record::MentionRecord<'_>| Mark {
        start: mention.start,
        end: mention.end,
        kind: mention.kind.into_owned(),
        text: mention.text.into_owned(),
        entity: mention.entity.map(Cow::into_owned),
    };
    let mut marks: Vec<Mark> = record.mentions.into_iter().flatten().map(mark).collect();
    marks.sort();
    Marked { id: record.id.into_owned(), text: None, marks }
}

fn shown(evaluation: &Evaluation, look: table::Look) -> String {
    let header = ["measure", "type", "precision", "recall", "F1", "gold", "predicted"];
    let mut scores = table::grid(&header, &[2, 3, 4, 5, 6], 1, look);
    for score in &evaluation.scores {
        let percent = |share: f64| format!("{:.1}", 100.0 * share);
        scores.add_row([
            score.measure.as_str().to_owned(),
            score.kind.clone(),
            percent(score.precision),
            percent(score.recall),
            percent(score.f1),
            score.gold.to_string(),
            score.predicted.to_string(),
        ]);
    }
    let mut out = table::printed(&scores, look);
    if evaluation.errors.is_empty() {
        return out;
    }
    let _ = writeln!(out, "\n {}", look.heading("Commonest errors"));
    for mistake in &evaluation.errors {
        let said = |said: &Option<score::Said>| {
            said.as_ref().map_or_else(String::new, |said| format!("{} {:?}", said.kind, said.text))
        };
        let (gold, predicted) = (said(&mistake.gold), said(&mistake.predicted));
        let arrow = if gold.is_empty() || predicted.is_empty() { "" } else { " → " };
        let error = look.label(&format!("{:13}", mistake.error));
        let _ = writeln!(out, " {:>5}  {error}  {gold}{arrow}{predicted}", mistake.count);
        let place = format!("{}: …{}…", mistake.article, mistake.context);
        let words: Vec<_> = place.split(' ').map(Item::plain).collect();
        for line in fill(&words, " ", look.width.saturating_sub(9)) {
            let _ = writeln!(out, "        {}", look.faint(&line));
        }
    }
    out
}

fn rows(evaluation: &Evaluation, dialect: csv::Dialect) -> Vec<u8> {
    const COLUMNS: &[&str] =
        &["measure", "type", "gold", "predicted", "right", "found", "precision", "recall", "f1"];
    let mut rows = csv::Rows::new(dialect).under(COLUMNS);
    for score in &evaluation.scores {
        let counts = [score.gold, score.predicted, score.right, score.found].map(|count| count.to_string());
        let shares = [score.precision, score.recall, score.f1].map(|share| format!("{share:.4}"));
        let names = [score.measure.as_str().to_owned(), score.kind.clone()];
        rows.push(names.into_iter().chain(counts).chain(shares));
    }
    rows.finish()
}
