//! What the user wrote wrong, as one line; and help, as clap writes it.

use super::output::Output;
use super::stop::Stop;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::{IsTerminal, Write};

/// A whole number, 1 or more.
pub fn at_least_one(argument: &str) -> Result<usize, String> {
    let number = argument.parse().ok().filter(|&number: &usize| number > 0);
    number.ok_or_else(|| "expected a whole number, 1 or more".into())
}

/// Shows help or the version; anything else is a wrong use.
pub fn show(error: &clap::Error) -> Result<(), Stop> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let mut output = Output::stdout();
            let text = error.render();
            let colour = std::io::stdout().is_terminal() && super::output::look().colour;
            output.put(|out| if colour { write!(out, "{}", text.ansi()) } else { write!(out, "{text}") })?;
            output.finish()
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(std::io::stderr().lock(), "{}", error.render());
            Err(Stop::Failed(Vec::new()))
        }
        _ => Err(Stop::Failed(vec![told(error)])),
    }
}

/// A wrong use in one line: `--top "ten": expected a whole number, 1 or more`.
fn told(error: &clap::Error) -> String {
    let argument = text(error, ContextKind::InvalidArg);
    let flag = name(&argument);
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{flag}: a value is missing"),
        ErrorKind::InvalidValue => {
            format!("{flag} {value:?}: expected {}", choices(error))
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map_or_else(String::new, ToString::to_string);
            format!("{flag} {value:?}: {why}")
        }
        ErrorKind::UnknownArgument => {
            format!("{argument}: no such flag or argument{}; see --help", suggestion(error))
        }
        ErrorKind::InvalidSubcommand => {
            let wrong = text(error, ContextKind::InvalidSubcommand);
            format!("{wrong:?}: no such command{}; see newsnlp --help", suggestion(error))
        }
        ErrorKind::MissingRequiredArgument => format!("{argument}: missing; see --help"),
        ErrorKind::ArgumentConflict => {
            let other = text(error, ContextKind::PriorArg);
            let other = name(&other);
            if other == flag || other.is_empty() {
                return format!("{flag}: given twice");
            }
            format!("{flag}: cannot be used with {other}")
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("{flag}: takes one value"),
        _ => {
            let whole = error.to_string();
            let first = whole.lines().next().unwrap_or_default();
            first.strip_prefix("error: ").unwrap_or(first).to_owned()
        }
    }
}

/// What clap says of one side of an error.
fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        _ => String::new(),
    }
}

/// A flag without the name of its value.
fn name(argument: &str) -> &str {
    argument
        .split([' ', '='])
        .next()
        .unwrap_or_default()
        .trim_end_matches("...")
        .trim_matches(['<', '>', '[', ']'])
}

fn choices(error: &clap::Error) -> String {
    let Some(ContextValue::Strings(choices)) = error.get(ContextKind::ValidValue) else {
        return "another value".into();
    };
    match choices.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        all => all.join(", "),
    }
}

fn suggestion(error: &clap::Error) -> String {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let found = kinds.into_iter().map(|kind| text(error, kind)).find(|text| !text.is_empty());
    found.map_or_else(String::new, |suggested| format!("; did you mean {suggested}"))
}
