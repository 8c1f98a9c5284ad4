//! Compiles the tables of dates into one block of bytes for each language; the code is the library's own.

#[path = "../src/annotate/dates/feast/written.rs"]
mod feast;
#[path = "../src/annotate/dates/figures.rs"]
mod figures;
#[path = "../src/annotate/dates/frame.rs"]
mod frame;
#[path = "../src/annotate/dates/grammar.rs"]
mod grammar;
#[path = "../src/annotate/dates/image.rs"]
mod image;
#[path = "../src/annotate/dates/languages.rs"]
mod languages;
#[path = "../src/annotate/dates/lexicon.rs"]
mod lexicon;
#[path = "../src/annotate/dates/lists.rs"]
mod lists;
#[path = "../src/annotate/dates/marks.rs"]
mod marks;
#[path = "../src/annotate/dates/feast/packed.rs"]
mod packed;
#[path = "../src/annotate/dates/patterns.rs"]
mod patterns;
#[path = "../src/annotate/dates/shapes.rs"]
mod shapes;
#[path = "../src/annotate/dates/spellings.rs"]
mod spellings;
#[path = "../src/annotate/dates/standing.rs"]
mod standing;
#[path = "../src/annotate/dates/starts.rs"]
mod starts;
#[path = "../src/annotate/dates/stretch.rs"]
mod stretch;
#[path = "../src/annotate/dates/symbols.rs"]
mod symbols;
#[path = "../src/annotate/dates/table.rs"]
mod table;
#[path = "../src/annotate/dates/words.rs"]
mod words;

/// Each language's code and its block.
pub fn blocks() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    languages::LANGUAGES.iter().map(|(code, tables)| {
        let block = table::compile(tables).unwrap_or_else(|error| panic!("dates, {code:?}: {error:?}"));
        (*code, block)
    })
}
