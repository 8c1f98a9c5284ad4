//! Lengths of time and sets, as TIMEX3 writes them: `P3.5Y`, `PT15M`, `XXXX-WXX-5`.

use super::{Reading, Value, unit};
use crate::annotate::dates::frame::{Frame, Slot};
use crate::annotate::dates::period::{PARTS, SEASONS, Unit};
use std::fmt::Write;

/// The letters of a TIMEX3 duration, and how many of them one unit is.
pub(super) fn letters(unit: Unit) -> (&'static str, &'static str, i64) {
    match unit {
        Unit::Second => ("PT", "S", 1),
        Unit::Minute => ("PT", "M", 1),
        Unit::Hour => ("PT", "H", 1),
        Unit::Day => ("P", "D", 1),
        Unit::Week => ("P", "W", 1),
        Unit::Fortnight => ("P", "W", 2),
        Unit::Weekend => ("P", "WE", 1),
        Unit::Month => ("P", "M", 1),
        Unit::Quarter => ("P", "Q", 1),
        Unit::Half => ("P", "M", 6),
        Unit::Year => ("P", "Y", 1),
        Unit::Decade => ("P", "Y", 10),
        Unit::Century => ("P", "Y", 100),
        Unit::Millennium => ("P", "Y", 1000),
        Unit::Period => ("P", "X", 1),
    }
}

/// The letter of a smaller unit, and how many of it there are.
pub(super) fn smaller(unit: Unit) -> Option<(&'static str, i64)> {
    Some(match unit {
        Unit::Year => ("M", 12),
        Unit::Hour => ("M", 60),
        Unit::Minute => ("S", 60),
        Unit::Day => ("T", 24),
        _ => return None,
    })
    .filter(|(letter, _)| *letter != "T")
}

/// `P3.5Y`, `PT15M`, `PXD`.
pub(super) fn length(frame: &Frame) -> Option<String> {
    let unit = unit(frame)?;
    let count = i64::from(frame.get(Slot::Number).unwrap_or(1000));
    let (start, letter, times) = letters(unit);
    if unit == Unit::Period {
        return Some("PXX".into());
    }
    if count < 0 {
        return Some(format!("{start}X{letter}"));
    }
    let mut thousandths = count.checked_mul(times)?;
    let part = i64::from(frame.get(Slot::Half).unwrap_or_default());
    if let Some((small, of)) = smaller(unit).filter(|(_, of)| part > 0 && part * of % 1000 == 0) {
        return Some(format!("{start}{}{letter}{}{small}", thousandths / 1000, part * of / 1000));
    }
    thousandths += part * times;
    let mut out = format!("{start}{}", thousandths / 1000);
    if thousandths % 1000 != 0 {
        let part = format!("{:03}", thousandths % 1000);
        write!(out, ".{}", part.trim_end_matches('0')).ok()?;
    }
    out.push_str(letter);
    if let Some(more) = frame.get(Slot::Number2).filter(|more| *more > 0)
        && let Some(small) = frame.get(Slot::Unit2).and_then(Unit::from_table)
        && small < unit
    {
        let (small_start, small_letter, _) = letters(small);
        if small_start != start {
            out.push('T');
        }
        write!(out, "{}{small_letter}", more / 1000).ok()?;
    }
    Some(out)
}

/// A length after the one inside: `P2DT3H` and `PT20M`. What is not smaller does not go on.
pub(super) fn joined(inside: Option<&Reading>, last: String) -> String {
    let Some(Value::Text(first)) = inside.map(|inside| &inside.value) else {
        return last;
    };
    match (last.strip_prefix("PT"), last.strip_prefix('P')) {
        (Some(time), _) if first.contains('T') => format!("{first}{time}"),
        (_, Some(rest)) if !first.contains('T') => format!("{first}{rest}"),
        _ => first.clone(),
    }
}

/// `P1D`, `XXXX-WXX-5`, `XXXX-SU`, `XXXX-12-25`.
pub(super) fn set(frame: &Frame) -> Option<String> {
    let part = frame.get(Slot::Part).and_then(|part| PARTS.get(usize::try_from(part).ok()?));
    if let Some(day) = frame.get(Slot::Weekday) {
        return Some(format!("XXXX-WXX-{day}{}", part.unwrap_or(&"")));
    }
    if let Some(month) = frame.get(Slot::Month) {
        return Some(match frame.get(Slot::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        });
    }
    if let Some(season) = frame.get(Slot::Season) {
        return Some(format!("XXXX-{}", SEASONS.get(usize::try_from(season).ok()?)?));
    }
    if let Some(part) = part {
        return Some(format!("XXXX-XX-XX{part}"));
    }
    if unit(frame)? == Unit::Weekend {
        return Some("XXXX-WXX-WE".into());
    }
    length(frame)
}
