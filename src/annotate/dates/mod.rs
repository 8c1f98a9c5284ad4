//! Text to date expressions. In: text, its sentences and tokens, the language, the document creation time.
//! Out: timexes in text order, never overlapping, with TIMEX3 values (TimeML 1.2.1).

use crate::language::Language;
use crate::segment::Segmentation;
use crate::span::Span;
use jiff::civil::Date;

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

/// A date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands, without a leading preposition.
    pub span: Span,
    /// Its TIMEX3 kind.
    pub kind: TimexKind,
    /// Its TIMEX3 value; nothing when it cannot be resolved.
    pub value: Option<String>,
    /// The TIMEX3 modifier, if any: `START`, `END`, `MID`, `APPROX`, `EQUAL_OR_MORE`, ...
    pub modifier: Option<&'static str>,
    /// The rule that found it, as named in the grammar tables.
    pub rule: String,
    /// What a relative expression was resolved against, for `explain`: `published 2021-02-10`.
    pub anchor: Option<String>,
}

/// Finds the date expressions of a text.
pub fn find(
    _text: &str,
    _segmentation: &Segmentation,
    _language: Language,
    _published: Option<Date>,
) -> Vec<Timex> {
    Vec::new()
}
