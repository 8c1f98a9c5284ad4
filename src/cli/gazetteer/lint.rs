//! `newsnlp gazetteer lint`: what is wrong with a list.

use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::run::Tally;
use crate::cli::stop::Stop;
use clap::Args;
use newsnlp::gazetteer::{Gazetteer, UserList};
use newsnlp::report::lint;
use newsnlp::stopwords::Stopwords;
use std::io::Write as _;

/// Check lists: bad rows, and names that would do harm
///
/// Each fault is one line with file and line number: rows that cannot be read, names of one letter, stopwords, one name
/// of two entities, an id given twice. The exit code is 1 if there is any. Without FILE the built-in lists are checked.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// Lists: FILE, DIR or person=FILE
    #[arg(value_name = "[TYPE=]FILE|DIR")]
    lists: Vec<String>,
}

impl LintArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let mut gazetteer = if self.lists.is_empty() { Gazetteer::builtin() } else { Gazetteer::empty() };
        let mut faults = Vec::new();
        for list in &self.lists {
            let (image, errors) = UserList::from_argument(list).read();
            gazetteer = gazetteer.with(image);
            faults.extend(errors.iter().map(ToString::to_string));
        }
        let found = lint::faults(&gazetteer, &Stopwords::builtin());
        faults.extend(found.iter().map(|fault| format!("{}:{}: {}", fault.table, fault.line, fault.problem)));
        let mut output = Output::stdout();
        output.put(|out| faults.iter().try_for_each(|fault| writeln!(out, "{fault}")))?;
        output.finish()?;
        if faults.is_empty() {
            messages.warn(format!("lint: {} entities, nothing wrong", gazetteer.len()));
        } else {
            messages.warn(format!("lint: {} faults", faults.len()));
        }
        Ok(Tally { read: 0, skipped: faults.len() as u64 })
    }
}
