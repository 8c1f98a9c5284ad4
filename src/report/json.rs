//! Records as JSON: one to a line, fields in the order of the contract.

use serde::Serialize;
use std::io::{self, Write};

/// Writes a record and no line end.
///
/// # Errors
///
/// What `out` says.
pub fn write(record: &impl Serialize, out: impl Write) -> io::Result<()> {
    serde_json::to_writer(out, record).map_err(io::Error::from)
}

/// Writes a record as a line.
///
/// # Errors
///
/// What `out` says.
pub fn write_line(record: &impl Serialize, mut out: impl Write) -> io::Result<()> {
    write(record, &mut out)?;
    out.write_all(b"\n")
}
