//! Why a run ends before its end.

use std::fmt::Display;
use std::io;

/// Why a run ends before its end.
#[derive(Debug)]
pub enum Stop {
    /// Who reads the output has seen enough; no error.
    ClosedPipe,
    /// Exit 2, with these messages.
    Failed(Vec<String>),
}

impl Stop {
    /// One message: a place and what is wrong there.
    pub fn at(place: impl Display, problem: impl Display) -> Self {
        Self::Failed(vec![format!("{place}: {problem}")])
    }

    /// A write to `place` that failed.
    pub fn write(place: impl Display, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::at(place, "the disk is full; nothing whole was written")
            }
            _ => Self::at(place, format!("cannot be written: {}", told(error))),
        }
    }

    /// A read from `place` that failed.
    pub fn read(place: impl Display, error: &io::Error) -> Self {
        Self::at(place, format!("cannot be read: {}", told(error)))
    }
}

/// What an input or output error is, in the words of a message.
pub fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => {
            // The system's own words without its "(os error N)", beginning small.
            let told = error.to_string();
            let told = told.split(" (os error").next().unwrap_or_default();
            let mut letters = told.chars();
            letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
        }
    }
}
