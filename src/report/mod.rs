//! What an article says, as records; written as JSON, rows and tables. In: annotated articles. Out: bytes, the same for
//! the same articles.

pub mod article;
mod bytes;
pub mod changes;
pub mod context;
pub mod corpus;
pub mod csv;
pub mod explain;
pub mod fit;
pub mod folder;
pub mod json;
pub mod lint;
pub mod marks;
pub mod merge;
mod numbers;
pub mod offsets;
#[cfg(feature = "parquet")]
pub mod parquet;
mod portions;
pub mod record;
pub mod score;
pub mod sentences;
pub mod sheet;
mod shown;
pub mod spool;
mod strings;
pub mod suggest;
pub mod summary;
pub mod table;
pub mod text;
mod timeline;
