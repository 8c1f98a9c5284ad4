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

/// Which of two that overlap stays: the name or the date.
fn name_stays(text: &str, name: Span, date: Span) -> bool {
    if name == date {
        return name.of(text).contains(char::is_whitespace);
    }
    name.len() > date.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::dates::TimexKind;
    use crate::annotate::entities::Via;

    /// What stays of names `[..]` and dates `<..>` given as strings found in the text.
    fn stays(text: &str, names: &[&str], dates: &[&str], all: bool) -> Vec<String> {
        let at = |part: &str| {
            let start = text.find(part).expect("the case names a part of its text");
            Span::new(start, start + part.len())
        };
        let names: Vec<_> = names
            .iter()
            .map(|name| Mention { span: at(name), entity: 0, via: Via::Gazetteer, signs: Signs::default() })
            .collect();
        let timex =
            |span| Timex { span, kind: TimexKind::Date, value: None, modifier: None, rule: "", anchor: None };
        let dates: Vec<_> = dates.iter().map(|date| timex(at(date))).collect();
        merge(text, &names, &dates, all).iter().map(|found| found.span().of(text).to_owned()).collect()
    }

    #[test]
    fn the_longer_stays_and_a_date_beats_one_word() {
        let cases: [(&str, &[&str], &[&str], &[&str]); 6] = [
            (
                "the September 11 Memorial",
                &["September 11 Memorial"],
                &["September 11"],
                &["September 11 Memorial"],
            ),
            ("on May 9 in May", &["May"], &["May 9"], &["May 9"]),
            ("in May", &["May"], &["May"], &["May"]),
            ("the last Sunday Times", &["Sunday Times"], &["last Sunday"], &["Sunday Times"]),
            (
                "Martin Luther King Day",
                &["Martin Luther King"],
                &["Martin Luther King Day"],
                &["Martin Luther King Day"],
            ),
            ("Putin met Monday in Moscow", &["Putin", "Moscow"], &["Monday"], &["Putin", "Monday", "Moscow"]),
        ];
        for (text, names, dates, expected) in cases {
            assert_eq!(stays(text, names, dates, false), expected, "{text}");
        }
    }

    #[test]
    fn a_date_that_gives_way_keeps_no_name_back() {
        let text = "September 11 Memorial and May 9";
        let kept = stays(text, &["September 11 Memorial", "May"], &["September 11", "May 9"], false);
        assert_eq!(kept, ["September 11 Memorial", "May 9"]);
    }

    #[test]
    fn all_overlaps_keeps_both() {
        let kept = stays("September 11 Memorial", &["September 11 Memorial"], &["September 11"], true);
        assert_eq!(kept, ["September 11 Memorial", "September 11"]);
    }
}
