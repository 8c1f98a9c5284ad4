//! `newsnlp keywords`: what articles are about, by the words they repeat.

use super::buffers::Buffers;
use super::entities::By;
use super::input::InputArgs;
use super::messages::Messages;
use super::output::{OutputArgs, Printer, TextArgs};
use super::run::{Run, Tally, pipeline};
use super::stop::Stop;
use clap::{Args, ValueEnum};
use newsnlp::annotate::keywords::{Counters, Options, Ranking};
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::report::article::{self, Parts};
use newsnlp::report::corpus::{DocumentFrequencies, Keywords};
use newsnlp::report::sheet::{Content, Form, View};
use newsnlp::report::spool::Spool;
use std::path::PathBuf;

/// Keywords a table shows when --top does not say.
const TABLE_TOP: usize = 20;
/// Keywords of a corpus that are written at once.
pub const AT_ONCE: usize = 4096;

/// Count keywords, over the corpus or per article
///
/// Words are counted by their stem and shown in their commonest form; stopwords, numbers and single letters are left
/// out. By default the keywords of all articles together, ranked by count.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct KeywordsArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    counting: CountingArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    text: TextArgs,
    /// One ranking of the corpus, or a record per article
    #[arg(long, value_name = "corpus|article", default_value = "corpus", help_heading = "Output")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    by: By,
    /// Only the N best; a table shows 20 if not told
    #[arg(long, value_name = "N", value_parser = super::usage::at_least_one, help_heading = "Output")]
    top: Option<usize>,
}

/// What counts as a keyword.
#[derive(Debug, Args)]
#[command(next_help_heading = "Keywords")]
pub struct CountingArgs {
    /// Rank by count, tfidf or salience [count]
    ///
    /// tfidf prefers what few articles of the corpus say: the share of the article's words times
    /// ln((1 + articles) / (1 + articles with it)) + 1. salience also looks at position, capitals and repeated phrases.
    #[arg(
        long,
        value_name = "HOW",
        default_value = "count",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub rank: Rank,
    /// Shortest keyword, in characters [2]
    #[arg(long, value_name = "N", default_value = "2", hide_default_value = true)]
    #[arg(value_parser = super::usage::at_least_one)]
    pub min_length: usize,
    /// Your own stopwords beside the built-in ones, one per line
    #[arg(long, value_name = "FILE")]
    pub stopwords: Option<PathBuf>,
    /// Count words as they are written, not by stem
    #[arg(long)]
    pub no_stem: bool,
}

/// How keywords are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Rank {
    /// Occurrences.
    Count,
    /// Occurrences times inverse document frequency.
    Tfidf,
    /// Occurrences, position, capitals, phrases.
    Salience,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp keywords --top 20 corpus/
  newsnlp keywords --by article --rank tfidf --top 5 corpus/
  newsnlp keywords --lang fr -f csv -o mots.csv corpus/";

impl CountingArgs {
    /// Sets what the pipeline needs to count keywords.
    pub fn apply(&self, pipeline: &mut Pipeline) -> Result<(), Stop> {
        pipeline.keywords = Options {
            min_length: self.min_length,
            stem: !self.no_stem,
            ranking: self.ranking(),
            ordered: true,
        };
        if let Some(path) = &self.stopwords {
            let text = std::fs::read(path).map_err(|error| Stop::read(path.display(), &error))?;
            let text = String::from_utf8(text).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                Stop::at(path.display(), format!("not valid UTF-8 at byte {at}; save it as UTF-8"))
            })?;
            pipeline.stopwords = std::mem::take(&mut pipeline.stopwords).with(&text);
        }
        Ok(())
    }

    /// How keywords are ranked.
    pub const fn ranking(&self) -> Ranking {
        match self.rank {
            Rank::Count => Ranking::Count,
            Rank::Tfidf => Ranking::TfIdf,
            Rank::Salience => Ranking::Salience,
        }
    }
}

impl KeywordsArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        // Who only counts a corpus needs no keywords of one article.
        let keywords = self.by == By::Article || self.counting.ranking() != Ranking::Count;
        let rooms = Rooms { names: false, dates: false, keywords };
        let mut pipeline = pipeline(&self.input, None, rooms)?;
        self.counting.apply(&mut pipeline)?;
        pipeline.keywords.ordered = self.by == By::Article;
        pipeline.duplicates = self.by == By::Article || self.input.dedup;
        let input = self.input.open(messages, self.output.results().as_ref())?;
        let run = Run { pipeline: &pipeline, input, messages, to_terminal: self.output.to_terminal() };
        let form = self.output.form(messages)?;
        let top = self.top.or(matches!(form, Form::Table(_)).then_some(TABLE_TOP));
        match (self.by, self.counting.ranking()) {
            (By::Corpus, ranking) => self.by_corpus(run, form, ranking, top),
            (By::Article, Ranking::TfIdf) => self.by_article_over_corpus(run, form, top),
            (By::Article, _) => self.by_article(run, form, top),
        }
    }

    fn parts(&self) -> Parts {
        Parts { keywords: true, text: self.text.with_text, offsets: self.text.offsets.get(), ..Parts::NONE }
    }

    fn by_article(&self, run: Run<'_>, form: Form, top: Option<usize>) -> Result<Tally, Stop> {
        let (parts, pipeline): (_, &Pipeline) = (self.parts(), run.pipeline);
        let mut printer = Printer::new(form, Content::Articles(View::Keywords), self.output.open()?);
        let buffers = Buffers::default();
        let make = |mut done: Annotated| {
            if !self.input.shows(&done, form) {
                return Ok(Vec::new());
            }
            done.keywords.truncate(top.unwrap_or(usize::MAX));
            let record = article::record(&done, &pipeline.gazetteer, &parts);
            Ok(form.article(&record, View::Keywords, buffers.take()))
        };
        let tally = run.articles(make, |piece| printer.take(piece, &buffers))?;
        printer.finish()?;
        Ok(tally)
    }

    /// TF-IDF: the whole corpus is counted first, its records wait in a temporary file.
    fn by_article_over_corpus(&self, run: Run<'_>, form: Form, top: Option<usize>) -> Result<Tally, Stop> {
        let (parts, pipeline): (_, &Pipeline) = (self.parts(), run.pipeline);
        let mut printer = Printer::new(form, Content::Articles(View::Keywords), self.output.open()?);
        let mut frequencies = DocumentFrequencies::default();
        let mut spool = Spool::new().map_err(spooling)?;
        let make = |done: Annotated| {
            let (shown, counted) = (self.input.shows(&done, form), self.input.counts(&done));
            let record = article::record(&done, &pipeline.gazetteer, &parts);
            let packed = if shown { Some(Spool::pack(&record)) } else { None };
            Ok((packed, counted.then_some(done.keywords)))
        };
        let tally = run.articles(make, |(packed, keywords)| {
            if let Some(keywords) = keywords {
                frequencies.add(&keywords);
            }
            packed.map_or(Ok(()), |packed| spool.push(&packed).map_err(spooling))
        })?;
        let buffers = Buffers::default();
        spool.each(spooling, |mut record| {
            let keywords = record.keywords.get_or_insert_default();
            frequencies.rank(keywords);
            keywords.truncate(top.unwrap_or(usize::MAX));
            let piece = form.article(&record, View::Keywords, buffers.take());
            printer.take(piece, &buffers)
        })?;
        printer.finish()?;
        Ok(tally)
    }

    /// One ranking of the corpus. Counts are whole numbers, which each thread adds up for itself; scores are summed in
    /// the order of the articles.
    fn by_corpus(
        &self,
        run: Run<'_>,
        form: Form,
        ranking: Ranking,
        top: Option<usize>,
    ) -> Result<Tally, Stop> {
        let mut printer = Printer::new(form, Content::CorpusKeywords, self.output.open()?);
        let mut corpus = Keywords::default();
        let tally = match ranking {
            Ranking::Count => self.count(run, &mut corpus)?,
            Ranking::TfIdf | Ranking::Salience => run.articles(
                |done| Ok(self.input.counts(&done).then_some(done.keywords)),
                |keywords| keywords.map_or(Ok(()), |keywords| corpus.add(&keywords).map_err(spooling)),
            )?,
        };
        let ranked = corpus.ranked(ranking, top).map_err(spooling)?;
        // A table is set as a whole.
        let most = if matches!(form, Form::Table(_)) { usize::MAX } else { AT_ONCE };
        ranked.each(most, spooling, |rank, keywords| printer.push(&form.corpus_keywords(keywords, rank)))?;
        printer.finish()?;
        Ok(tally)
    }

    fn count(&self, run: Run<'_>, corpus: &mut Keywords) -> Result<Tally, Stop> {
        let counters = Counters::new(run.pipeline.keywords.clone(), run.pipeline.stopwords.clone());
        let count = |done: Annotated| {
            let counts = self.input.counts(&done);
            Ok(counts
                .then(|| counters.add(&done.article.text, &done.segmentation, done.assumed_language()))
                .flatten())
        };
        let tally = run.articles(count, |counter| {
            counter.map_or(Ok(()), |counter| corpus.add_counted(&counter).map_err(spooling))
        })?;
        counters.into_rest().iter().try_for_each(|counter| corpus.add_counted(counter)).map_err(spooling)?;
        Ok(tally)
    }
}

/// A temporary file that cannot be written or read.
pub fn spooling(error: std::io::Error) -> Stop {
    match Stop::write(std::env::temp_dir().display(), &error) {
        Stop::ClosedPipe => Stop::at("temporary file", error),
        stop @ Stop::Failed(_) => stop,
    }
}
