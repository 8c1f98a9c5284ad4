//! What the program says beside its results: one line each on standard error, `newsnlp: PLACE: what is wrong`.

use std::fmt::Display;
use std::io::Write;

/// How much is said.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    quiet: bool,
    verbose: bool,
}

impl Messages {
    /// As the flags say.
    pub const fn new(quiet: bool, verbose: bool) -> Self {
        Self { quiet, verbose }
    }

    /// Whether nothing but errors is said.
    pub const fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether everything is said.
    pub const fn is_verbose(self) -> bool {
        self.verbose
    }

    /// Something failed. Told always.
    pub fn error(problem: impl Display) {
        print(problem);
    }

    /// Something the user should know, though the run goes on.
    pub fn warn(self, problem: impl Display) {
        if !self.quiet {
            print(problem);
        }
    }

    /// Something only who asks wants to know.
    pub fn note(self, note: impl Display) {
        if self.verbose {
            print(note);
        }
    }
}

/// One line. A closed standard error is no reason to stop.
fn print(message: impl Display) {
    let line = message.to_string().replace(['\n', '\r'], " ");
    let _ = writeln!(std::io::stderr().lock(), "newsnlp: {line}");
}

/// `1 article`, `2 articles`.
pub fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
