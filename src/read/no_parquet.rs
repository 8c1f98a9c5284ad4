//! What stands for the Parquet reader in a build without it: a message that says so.

use super::documents::Cutter;
use super::open::{Input, Meter};
use super::{Options, Problem};
use crate::discover::Source;

/// Refuses a file.
pub(super) fn cutter(_: &Source, _: Input, _: &Meter, _: &Options) -> Result<Cutter, Problem> {
    Err(Problem::whole(
        "Parquet, which this build does not read; skipped (build it with the feature parquet)",
    ))
}

/// Refuses a file in an archive or a packed one.
pub(super) fn packed_cutter(input: Input, options: &Options) -> Result<Cutter, Problem> {
    cutter(&Source::Stdin, input, &Meter::default(), options)
}
