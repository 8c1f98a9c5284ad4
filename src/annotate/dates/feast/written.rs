//! How tables write when a named day falls, to the number for a frame's slot. For the build alone.

use super::packed::{EASTER, LAST, LISTED, NTH, ORTHODOX, TABLE};

const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Packs a rule as the tables write it into a number for a frame's slot.
pub fn parse(written: &str) -> Option<i32> {
    for (name, base) in [("easter", EASTER), ("orthodox", ORTHODOX)] {
        if let Some(days) = written.strip_prefix(name) {
            return Some(base + 1000 + days.parse::<i32>().ok()?);
        }
    }
    if let Some(column) = columns().skip(1).position(|name| name == written) {
        return Some(LISTED + i32::try_from(column).ok()?);
    }
    let mut parts = written.splitn(3, '-');
    let month: i32 = parts.next()?.parse().ok()?;
    let second = parts.next()?;
    let Some(nth) = parts.next() else {
        return Some(month * 100 + second.parse::<i32>().ok()?);
    };
    let weekday = i32::try_from(DAYS.iter().position(|day| *day == second)?).ok()?;
    let (nth, later) = nth.split_once('+').unwrap_or((nth, "0"));
    let nth = if nth == "last" { LAST } else { nth.parse().ok()? };
    Some(NTH + month * 1000 + weekday * 100 + nth * 10 + later.parse::<i32>().ok()?)
}

fn columns() -> impl Iterator<Item = &'static str> {
    TABLE.lines().find(|line| !line.starts_with('#')).into_iter().flat_map(|line| line.split('\t'))
}
