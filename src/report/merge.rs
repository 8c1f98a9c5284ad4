//! Names and dates of one text as one list, in text order. Where the two overlap one of them stays:
//! a name that is longer than a date inside it (`September 11 Memorial`), else the date that covers a one-word name or
//! is longer than any (`May 9` over `May`), and of two that cross the longer.

use crate::annotate::dates::Timex;
use crate::annotate::entities::Mention;
use crate::span::Span;

/// A mention of either kind.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// A person, place or organisation.
    Name(&'a Mention),
    /// A date.
    Date(&'a Timex),
}

impl Found<'_> {
    /// Where it stands.
    pub const fn span(&self) -> Span {
        match self {
            Self::Name(mention) => mention.span,
            Self::Date(timex) => timex.span,
        }
    }
}

/// One list of both, in text order; a longer mention before a shorter one that begins with it. With `all_overlaps`
/// nothing gives way.
pub fn merge<'a>(text: &str, names: &'a [Mention], dates: &'a [Timex], all_overlaps: bool) -> Vec<Found<'a>> {
    let mut merged = Vec::with_capacity(names.len() + dates.len());
    if all_overlaps {
        merged.extend(names.iter().map(Found::Name));
        merged.extend(dates.iter().map(Found::Date));
        merged.sort_by_key(|found| (found.span().start(), usize::MAX - found.span().end()));
        return merged;
    }
    let mut rest = names;
    for date in dates {
        let before = rest.partition_point(|name| name.span.end() <= date.span.start());
        merged.extend(rest[..before].iter().map(Found::Name));
        rest = &rest[before..];
        let beside = rest.partition_point(|name| name.span.start() < date.span.end());
        if rest[..beside].iter().any(|name| name_stays(text, name.span, date.span)) {
            continue;
        }
        rest = &rest[beside..];
        merged.push(Found::Date(date));
    }
    merged.extend(rest.iter().map(Found::Name));
    merged
}

/// Which of two that overlap stays: the longer; of two that are one, the date, unless the name has several words.
fn name_stays(text: &str, name: Span, date: Span) -> bool {
    if name == date {
        return name.of(text).contains(char::is_whitespace);
    }
    name.len() > date.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_stays_and_a_date_beats_one_word() {
        let cases = [
            ("the September 11 Memorial", "September 11 Memorial", "September 11", true),
            ("on May 9", "May", "May 9", false),
            ("in May", "May", "May", false),
            ("Black Friday", "Black Friday", "Black Friday", true),
            ("the last Sunday Times", "Sunday Times", "last Sunday", true),
            ("Martin Luther King Day", "Martin Luther King", "Martin Luther King Day", false),
        ];
        for (text, name, date, stays) in cases {
            let at = |part: &str| {
                let start = text.find(part).expect("the case names a part of its text");
                Span::new(start, start + part.len())
            };
            assert_eq!(name_stays(text, at(name), at(date)), stays, "{text}");
        }
    }
}
