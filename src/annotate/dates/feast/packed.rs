//! When a named day falls, as one number: below [`EASTER`] month and day, then days after a feast that moves, then
//! weekdays of a month, then columns of a table.

pub(super) const EASTER: i32 = 100_000;
pub(super) const ORTHODOX: i32 = 200_000;
pub(super) const NTH: i32 = 300_000;
pub(super) const LISTED: i32 = 400_000;
pub(super) const LAST: i32 = 9;
/// Days by year that no short rule computes.
pub(super) const TABLE: &str = include_str!("../tables/feasts.tsv");
