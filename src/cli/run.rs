//! Articles through the pipeline: what every command that reads articles does alike.

use super::flood::Flood;
use super::input::{Input, InputArgs};
use super::messages::Messages;
use super::names::NamesArgs;
use super::progress::Progress;
use super::stop::Stop;
use newsnlp::gazetteer::Gazetteer;
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::read::{self, ReadError};
use newsnlp::stopwords::Stopwords;

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles read.
    pub read: u64,
    /// Articles, files and folders that could not be.
    pub skipped: u64,
    /// Articles that say what an earlier one says, where such were looked for.
    pub duplicates: u64,
}

/// A pipeline with the names rooms need, or none where names are not asked for.
///
/// Copies of articles are told; who makes no record of an article, and counts them all, may do without.
pub fn pipeline(input: &InputArgs, names: Option<&NamesArgs>, rooms: Rooms) -> Result<Pipeline, Stop> {
    let gazetteer = names.map_or_else(|| Ok(Gazetteer::empty()), NamesArgs::gazetteer)?;
    Ok(Pipeline {
        read: input.read_options(),
        clean: !input.no_clean,
        duplicates: true,
        rooms,
        gazetteer,
        names: names.map(NamesArgs::options).unwrap_or_default(),
        stopwords: Stopwords::builtin(),
        keywords: newsnlp::annotate::keywords::Options::default(),
    })
}

/// One run over the input.
pub struct Run<'p> {
    /// What articles go through.
    pub pipeline: &'p Pipeline,
    /// Where they come from.
    pub input: Input,
    /// What is said on the way.
    pub messages: Messages,
    /// Whether the results go to a terminal.
    pub to_terminal: bool,
}

impl<'p> Run<'p> {
    /// Makes something of every article, on all threads, and takes it in the order of the input.
    pub fn articles<T: Send>(
        self,
        make: impl Fn(Annotated<'p>) -> Result<T, Stop> + Sync,
        mut take: impl FnMut(T) -> Result<(), Stop> + Send,
    ) -> Result<Tally, Stop> {
        self.outcomes(make, |outcome| outcome.map_or(Ok(()), &mut take))
    }

    /// The same, and tells what could not be read where it stood.
    pub fn outcomes<T: Send>(
        self,
        make: impl Fn(Annotated<'p>) -> Result<T, Stop> + Sync,
        mut take: impl FnMut(Result<T, &ReadError>) -> Result<(), Stop> + Send,
    ) -> Result<Tally, Stop> {
        let Self { pipeline, input, messages, to_terminal } = self;
        let mut tally = Tally::default();
        let fail_fast = input.fail_fast;
        let bytes = input.sources.bytes;
        let mut documents = read::documents(input.sources, &pipeline.read);
        let mut progress = Progress::new(messages, to_terminal, documents.reached(), bytes);
        let make = |done: Annotated<'p>| (done.article.duplicate_of.is_some(), warnings(&done), make(done));
        let mut warned = Flood::new(messages.is_verbose());
        let mut failed = Flood::new(!messages.is_quiet());
        pipeline.run(documents.by_ref(), make, |outcome| match outcome {
            Ok((copy, warnings, done)) => {
                tally.read += 1;
                tally.duplicates += u64::from(copy);
                progress.count();
                for (place, warning) in &warnings {
                    if warned.lets_through(warning) {
                        progress.aside(|| messages.warn(format!("{place}: {warning}")));
                    }
                }
                take(Ok(done?))
            }
            Err(error) => {
                tally.skipped += 1;
                if failed.lets_through(&error.problem) {
                    progress.aside(|| Messages::error(&error));
                }
                take(Err(&error))?;
                if fail_fast { Err(stopped(&error)) } else { Ok(()) }
            }
        })?;
        drop(progress);
        warned.rest("-v tells all").for_each(|line| messages.warn(line));
        failed.rest("without -q each is told").for_each(Messages::error);
        documents.passed_over().iter().for_each(|note| messages.note(format!("{note}; passed over")));
        summarise(messages, tally);
        Ok(tally)
    }
}

/// What the reader did not understand of an article it read all the same.
fn warnings(done: &Annotated) -> Vec<(String, String)> {
    let article = &done.article;
    article.warnings.iter().map(|warning| (article.source.clone(), warning.clone())).collect()
}

fn stopped(error: &ReadError) -> Stop {
    Stop::at("--fail-fast", format!("stopped at {}", error.place))
}

fn summarise(messages: Messages, tally: Tally) {
    let Tally { read, skipped, duplicates } = tally;
    if duplicates > 0 {
        messages
            .note(format!("input: {duplicates} of {read} {} say what an earlier one says", articles(read)));
    }
    if skipped > 0 {
        messages.warn(format!("input: {skipped} skipped, {read} {} read", articles(read)));
    } else {
        messages.note(format!("input: {read} {} read", articles(read)));
    }
}

fn articles(count: u64) -> &'static str {
    if count == 1 { "article" } else { "articles" }
}
