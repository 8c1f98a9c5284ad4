//! `newsnlp gazetteer lint`: what is wrong with a list.

use crate::cli::input::{InputArgs, ReadingArgs};
use crate::cli::messages::{Messages, counted};
use crate::cli::output::Output;
use crate::cli::run::{Run, Tally, pipeline};
use crate::cli::stop::Stop;
use clap::Args;
use newsnlp::discover::results::Results;
use newsnlp::gazetteer::{Gazetteer, ListError, UserList};
use newsnlp::pipeline::Rooms;
use newsnlp::report::lint::{self, Beside, Fault, Inflected, Uses};
use newsnlp::stopwords::Stopwords;
use std::io::Write as _;
use std::path::PathBuf;

/// Check lists: bad rows, and names that would do harm
///
/// Each fault is one line with file and line number: rows that cannot be read, names of one letter, stopwords and
/// ordinary words, one name of two entities, an id given twice. With --corpus also rows of which no name stands there,
/// and names that it mostly uses for something else, with examples. The exit code is 1 if there is any fault. Without
/// FILE the built-in lists are checked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct LintArgs {
    /// Lists: FILE, DIR or person=FILE
    #[arg(value_name = "[TYPE=]FILE|DIR")]
    lists: Vec<String>,
    /// Articles that show how the names are used: FILE or DIR; repeatable
    #[arg(long, value_name = "PATH", help_heading = "Corpus")]
    corpus: Vec<PathBuf>,
    /// Tell every row that the corpus does not name, however many
    #[arg(long, requires = "corpus", help_heading = "Corpus")]
    dead: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp gazetteer lint my-names.tsv
  newsnlp gazetteer lint my-names.tsv --corpus corpus/ || true";

impl LintArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let (own, errors) =
            self.load(if self.lists.is_empty() { Gazetteer::builtin() } else { Gazetteer::empty() })?;
        let mut output = Output::stdout();
        output.put(|out| errors.iter().try_for_each(|error| writeln!(out, "{error}")))?;
        let mut faults = lint::faults(&own, &Stopwords::builtin());
        let unread = if self.corpus.is_empty() { 0 } else { self.beside_corpus(&mut faults, messages)? };
        output.put(|out| faults.iter().try_for_each(|fault| write(out, fault)))?;
        output.finish()?;
        for Inflected { table, script, names } in lint::inflected(&own) {
            let names = counted(names, "name");
            messages.warn(format!(
                "{table}: {names} in {script} letters, found as written alone; add case forms and spellings to \"aliases\""
            ));
        }
        let count = errors.len() + faults.len();
        if count == 0 {
            messages.warn(format!("lint: {}, nothing wrong", counted(own.len() as u64, "row")));
        } else {
            messages.warn(format!("lint: {}", counted(count as u64, "fault")));
        }
        Ok(Tally { skipped: count as u64 + unread, ..Tally::default() })
    }

    /// The lists on top of others, and what of them cannot be read.
    fn load(&self, others: Gazetteer) -> Result<(Gazetteer, Vec<ListError>), Stop> {
        let (mut all, mut errors) = (others, Vec::new());
        for argument in &self.lists {
            let list = UserList::from_argument(argument);
            if !list.path.exists() {
                return Err(Stop::at(list.path.display(), "no such file or folder"));
            }
            let (image, more) = list.read();
            all = all.with(image);
            errors.extend(more);
        }
        Ok((all, errors))
    }

    /// Adds the faults the corpus shows; gives how many of its articles could not be read.
    fn beside_corpus(&self, faults: &mut Vec<Fault>, messages: Messages) -> Result<u64, Stop> {
        let mut input = InputArgs::of(&self.reading);
        input.paths.clone_from(&self.corpus);
        let rooms = Rooms { names: true, dates: false, keywords: false };
        let mut pipeline = pipeline(&input, None, rooms)?;
        // Names are told apart with all lists at hand, as in every other run.
        (pipeline.gazetteer, _) = self.load(Gazetteer::builtin())?;
        let first_list = u16::from(!self.lists.is_empty());
        let input = input.open(messages, Results::of_stdout().as_ref())?;
        let run = Run { pipeline: &pipeline, input, messages, to_terminal: false };
        let mut uses = Uses::default();
        let tally = run.articles(
            |done| Ok(lint::in_article(&done, &pipeline.gazetteer, first_list)),
            |more| {
                uses.add(more);
                Ok(())
            },
        )?;
        if tally.read == 0 {
            return Err(Stop::at("--corpus", "no article could be read; nothing was checked"));
        }
        let beside = Beside { first_list, articles: tally.read, all_dead: self.dead };
        faults.extend(lint::faults_beside(&pipeline.gazetteer, &uses, beside));
        Ok(tally.skipped)
    }
}

/// The fault on one line, its examples below.
fn write(out: &mut Output, fault: &Fault) -> std::io::Result<()> {
    writeln!(out, "{}:{}: {}", fault.table, fault.line, fault.problem)?;
    fault.examples.iter().try_for_each(|example| writeln!(out, "    {example}"))
}
