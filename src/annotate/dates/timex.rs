//! What a date expression is to other rooms: its span, TIMEX3 kind and value, and what `explain` tells of it.

use crate::span::Span;
use jiff::civil::Date;
use std::fmt;

/// The four kinds of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexKind {
    /// A calendar time of a day or more: `2021-01-17`, `2021-W05`, `202`.
    Date,
    /// A time of day: `2021-02-14T20:00`.
    Time,
    /// A length of time: `PT15M`, `P3.5Y`.
    Duration,
    /// A time that recurs: `XXXX-WXX-5`, `P1D`.
    Set,
}

impl TimexKind {
    /// The TIMEX3 name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What a relative expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnchorKind {
    /// Nothing: the expression is whole in itself.
    None,
    /// The document creation time.
    Published,
    /// The date the article named last.
    LastNamed,
    /// A date inside the expression: `the week of March 6`.
    Inside,
}

/// An anchor with its day, for `explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What it was.
    pub kind: AnchorKind,
    /// Its day, or the first day of it.
    pub day: Option<Date>,
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.kind {
            AnchorKind::None => return f.write_str("none"),
            AnchorKind::Published => "published",
            AnchorKind::LastNamed => "last named",
            AnchorKind::Inside => "inside",
        };
        match self.day {
            Some(day) => write!(f, "{name} {day}"),
            None => f.write_str(name),
        }
    }
}

/// A date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands, without a leading preposition.
    pub span: Span,
    /// Its TIMEX3 kind.
    pub kind: TimexKind,
    /// Its TIMEX3 value; nothing when it cannot be resolved.
    pub value: Option<String>,
    /// The other reading of a numeric date whose order nothing tells: `03/04/2021`.
    pub alternative: Option<String>,
    /// The TIMEX3 modifier, if any: `START`, `END`, `MID`, `APPROX`, `EQUAL_OR_MORE`, ...
    pub modifier: Option<&'static str>,
    /// The rule that found it, as named in the grammar tables.
    pub rule: &'static str,
    /// The country whose named day it is, as named in the grammar tables.
    pub country: Option<&'static str>,
    /// What a relative expression was resolved against, for `explain`: `published 2021-02-10`.
    pub anchor: Option<Anchor>,
}
