//! One article through every room; a corpus the same way, in parallel.
//! Outcomes leave in source order, so output never depends on the thread count.

use crate::annotate::dates::{self, Timex};
use crate::annotate::entities::{self, Names};
use crate::annotate::keywords::{self, Keyword};
use crate::article::Article;
use crate::clean::{self, Mask, Repeats};
use crate::language::Language;
use crate::read::{self, Document, ReadError};
use crate::segment::{self, Segmentation};
use crate::stopwords::Stopwords;
use rayon::prelude::*;

/// Which rooms an article goes through after segmentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rooms {
    /// People, places, organisations.
    pub names: bool,
    /// Dates.
    pub dates: bool,
    /// Keywords.
    pub keywords: bool,
}

/// An article and what was found in it.
#[derive(Debug)]
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// Its language; `None` when it cannot be told.
    pub language: Option<Language>,
    /// Its sentences and tokens.
    pub segmentation: Segmentation,
    /// Its people, places and organisations.
    pub names: Names,
    /// Its dates.
    pub timexes: Vec<Timex>,
    /// All its keywords, best first.
    pub keywords: Vec<Keyword>,
}

/// Annotates one article. Finding nothing is an empty outcome, not an error.
pub fn annotate(article: Article) -> Annotated {
    let language = article.language.unwrap_or(Language::EN);
    let mask = if article.extracted {
        Mask::without(&article.text, &article.about)
    } else {
        clean::mask(&article.text, &article.about, &Repeats::default())
    };
    let segmentation = segment::segment(&article.text, &mask.visible, language);
    let timexes = dates::find(&article.text, &segmentation, language, article.published);
    Annotated {
        article,
        language,
        segmentation,
        timexes,
    }
}

fn next_batch<D>(documents: &mut D) -> Vec<Result<Document, ReadError>>
where
    D: Iterator<Item = Result<Document, ReadError>>,
{
    let mut bytes = 0;
    let mut batch = Vec::new();
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(document) = documents.next() else {
            break;
        };
        bytes += document.as_ref().map_or(0, Document::len);
        batch.push(document);
    }
    batch
}
