//! What an article says, as records; written as JSON, CSV and tables.

pub mod offsets;
pub mod record;
