//! What articles say: names, dates, keywords. These rooms read text and spans and know nothing of each other.

pub mod dates;
pub mod entities;
pub mod keywords;
