//! What a figure may be by its length and value: a day, an hour, a year. The build needs to know all that there is.

use super::frame::{ANY, class_bits};

/// Figures from here on have no value: what they count is nothing that dates hold.
const HUGE: i32 = 1_000_000;
/// A class that a year loses when a letter is joined to it: `1072p` is none.
pub(super) const MODERN: u64 = class_bits(&["MODERN"]);

/// The value of a figure.
pub(super) const fn value(value: i32) -> i32 {
    if value < HUGE { value } else { 0 }
}

/// What a figure of `len` digits may be, as classes.
pub(super) fn classes(len: usize, value: i32) -> u64 {
    if value >= HUGE {
        return ANY;
    }
    let mut classes = const { class_bits(&["ANY", "DIGITS"]) };
    let mut put = |holds: bool, bits: u64| classes |= if holds { bits } else { 0 };
    put(len <= 2 && (1..=31).contains(&value), const { class_bits(&["DAY"]) });
    put(len <= 2 && (1..=12).contains(&value), const { class_bits(&["MM"]) });
    put(len <= 2 && value <= 24, const { class_bits(&["HOUR"]) });
    put(len == 2 && value < 60, const { class_bits(&["MIN", "SEC"]) });
    put(len == 2, const { class_bits(&["YY", "OFFSET"]) });
    put(len == 3, const { class_bits(&["DIGITS3"]) });
    put(len == 4, const { class_bits(&["OFFSET"]) });
    put(len == 4 && (1000..=2199).contains(&value), const { class_bits(&["YEAR"]) });
    put(len == 4 && (1700..=2100).contains(&value), const { MODERN });
    put(len == 4 && value < 2400 && value % 100 < 60, const { class_bits(&["HHMM"]) });
    classes
}

/// All that figures may be, in order. For the build alone.
#[allow(dead_code, reason = "the build lists, and tests do")]
pub(super) fn all() -> Vec<u64> {
    // Those of more digits are of no other classes than those of five.
    let of_len = |len: u32| (0..10_i32.pow(len)).map(move |value| classes(len as usize, value));
    let mut all: Vec<_> =
        (1..=5).flat_map(of_len).chain([ANY]).flat_map(|set| [set, set & !MODERN]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_figure_may_be_little_that_is_not_written_so() {
        let is = |written: &str, class| {
            let value = written.parse().unwrap();
            classes(written.len(), value) & class_bits(&[class]) != 0
        };
        for (written, class) in
            [("31", "DAY"), ("012", "DIGITS3"), ("24", "HOUR"), ("2021", "YEAR"), ("0930", "HHMM")]
        {
            assert!(is(written, class), "{written} {class}");
        }
        for (written, class) in
            [("32", "DAY"), ("012", "MM"), ("25", "HOUR"), ("2200", "YEAR"), ("1699", "MODERN")]
        {
            assert!(!is(written, class), "{written} {class}");
        }
    }

    proptest! {
        #[test]
        fn all_that_a_figure_may_be_is_listed(written in "[0-9]{1,12}") {
            let value = written.parse::<i64>().unwrap().min(i32::MAX.into()) as i32;
            prop_assert!(all().binary_search(&classes(written.len(), value)).is_ok());
        }
    }
}
