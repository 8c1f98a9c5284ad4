//! The curated lists of entities and aliases, compiled once and searched where they lie. The built-in list is
//! compiled when the program is built; user lists are compiled by the same code when they are read.

mod cache;
pub mod compile;
mod entity_type;
mod facts;
pub mod fold;
pub mod image;
pub mod import;
mod layout;
mod lists;
mod ordinary;
pub mod row;
pub mod tokens;
mod trie;
mod user;
pub mod words;

pub use cache::Cache;
pub use entity_type::EntityType;
pub use facts::{CountryCode, Facts};
pub use lists::{EntityRef, Gazetteer, Listed, Start, Starts, builtin_words};
pub use ordinary::is_ordinary;
pub use user::{ListError, UserList};
