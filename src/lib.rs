//! Names, places, organisations, dates and keywords from news articles.
//!
//! The rooms, in the order the data flows: [`discover`] -> [`read`] -> [`article`] -> [`duplicates`] -> [`clean`] -> [`segment`] ->
//! [`annotate`] -> [`report`]. A room imports what lies before it, never what lies after; [`pipeline`] alone knows
//! them all. The library prints nothing.

#![warn(missing_docs)]

pub mod annotate;
pub mod article;
pub mod clean;
pub mod discover;
pub mod duplicates;
pub mod gazetteer;
pub mod language;
mod memo;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod segment;
mod short_words;
pub mod span;
pub mod stem;
pub mod stopwords;
mod unspaced;
mod window;
