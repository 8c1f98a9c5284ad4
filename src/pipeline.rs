//! One article through every room; a corpus the same way, in parallel.
//! Outcomes leave in source order, so output never depends on the thread count.

use crate::annotate::dates::{self, Timex};
use crate::article::Article;
use crate::clean::{self, Mask, Repeats};
use crate::language::{self, Language};
use crate::segment::{self, Segmentation};

/// An article and what was found in it.
#[derive(Debug)]
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// Its language.
    pub language: Language,
    /// Its sentences and tokens.
    pub segmentation: Segmentation,
    /// Its dates.
    pub timexes: Vec<Timex>,
}

/// Annotates one article. Finding nothing is an empty outcome, not an error.
pub fn annotate(article: Article) -> Annotated {
    let detected = || language::detect(&article.text).unwrap_or(Language::EN);
    let language = article.language.unwrap_or_else(detected);
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
