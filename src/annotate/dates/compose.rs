//! What a rule has read, worked out: `two and a half million`, `nineteen eighty-four`, the order of units in a length.

use super::frame::{Frame, Meaning, Slot, UNITS_OF_LONG};

/// Works out what the parts of a number come to; false when they are no such number.
pub(super) fn compose(meaning: Meaning, frame: &mut Frame) -> bool {
    let first = frame.get(Slot::Number).unwrap_or_default();
    let second = frame.get(Slot::Number2).unwrap_or_default();
    let value = match meaning {
        Meaning::Number => first.saturating_mul(1000),
        Meaning::Sum => (first + second).saturating_mul(1000),
        Meaning::Thousands => (first.saturating_mul(1000) + second).saturating_mul(1000),
        Meaning::Decimal => {
            let mut part = second;
            while part > 0 && part < 100 {
                part *= 10;
            }
            first.saturating_mul(1000).saturating_add(part % 1000)
        }
        Meaning::Half => {
            frame.set(Slot::Half, 500);
            first.max(1).saturating_mul(1000)
        }
        Meaning::Fraction => match frame.get(Slot::Day) {
            Some(below) if below > 1 && second < below => {
                frame.set(Slot::Half, second * 1000 / below);
                first.saturating_mul(1000)
            }
            _ => return false,
        },
        Meaning::Product => {
            let by = frame.get(Slot::Ordinal).unwrap_or(1);
            frame.clear(Slot::Ordinal);
            first.max(1).saturating_mul(by).saturating_mul(1000)
        }
        Meaning::YearWords => {
            let units = second / 1000;
            if !(10..=20).contains(&first) || !(1..=99).contains(&units) {
                return false;
            }
            frame.set(Slot::Year, first * 100 + units);
            frame.clear(Slot::Number);
            frame.clear(Slot::Number2);
            return true;
        }
        // `two days, three hours` goes on with a smaller unit, or it is two lengths; `fifty-three years` is no range.
        Meaning::Length => {
            let range = || second < 0 || first < second;
            return second == 0
                || frame
                    .get(Slot::Unit2)
                    .map_or_else(range, |smaller| Some(smaller) < frame.get(Slot::Unit));
        }
        Meaning::Long => {
            let (count, unit) = (first / UNITS_OF_LONG, first % UNITS_OF_LONG);
            frame.set(Slot::Unit, unit);
            frame.set(Slot::Number, if count == 0 { -1 } else { count * 1000 });
            return true;
        }
        Meaning::Ordinal => {
            frame.set(Slot::Ordinal, first + frame.get(Slot::Ordinal).unwrap_or_default());
            frame.clear(Slot::Number);
            return true;
        }
        _ => return true,
    };
    frame.set(Slot::Number, value);
    frame.clear(Slot::Number2);
    frame.clear(Slot::Day);
    frame.clear(Slot::Day2);
    true
}
