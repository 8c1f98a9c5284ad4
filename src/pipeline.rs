//! One article through every room; a corpus the same way, in parallel.
//! Outcomes leave in source order, so output never depends on the thread count.

use crate::annotate::dates::{self, Timex};
use crate::annotate::entities::{self, Names};
use crate::annotate::keywords::{self, Keyword};
use crate::article::Article;
use crate::clean::{self, Mask, Repeats, ShortLines};
use crate::duplicates::{Fingerprint, Seen};
use crate::gazetteer::Gazetteer;
use crate::language::{self, Language};
use crate::read::{self, Document, ReadError};
use crate::segment::{self, Segmentation};
use crate::stopwords::Stopwords;
use crate::unspaced;
use rayon::prelude::*;
use std::fmt::Display;
use std::panic::{self, AssertUnwindSafe};

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
pub struct Annotated<'g> {
    /// The article.
    pub article: Article,
    /// Its language; `None` when it cannot be told.
    pub language: Option<Language>,
    /// Its sentences and tokens.
    pub segmentation: Segmentation,
    /// Its people, places and organisations.
    pub names: Names<'g>,
    /// Its dates.
    pub timexes: Vec<Timex>,
    /// All its keywords, best first.
    pub keywords: Vec<Keyword>,
}

impl Annotated<'_> {
    /// The language its rooms went by.
    pub fn assumed_language(&self) -> Language {
        self.language.unwrap_or(Language::EN)
    }
}

/// Everything articles are annotated with.
#[derive(Debug)]
pub struct Pipeline {
    /// How sources are read.
    pub read: read::Options,
    /// Whether page furniture is hidden.
    pub clean: bool,
    /// Whether articles that say what an earlier one says are told apart.
    pub duplicates: bool,
    /// Which rooms articles go through.
    pub rooms: Rooms,
    /// The lists of names.
    pub gazetteer: Gazetteer,
    /// How names are found.
    pub names: entities::Options,
    /// The stopwords.
    pub stopwords: Stopwords,
    /// How keywords are counted.
    pub keywords: keywords::Options,
}

/// Some documents in their order, or what came of them.
type Batch<T> = Vec<Result<T, ReadError>>;

/// Most documents in one batch. Batches are cut by what is read alone, never by the number of threads: which lines
/// count as repeated over the corpus depends on them.
const BATCH: usize = 256;
/// Visible lines among which a headline is looked for.
const MENU_LINES: usize = 30;
/// No headline is longer, in bytes.
const HEADLINE: usize = 200;
/// Words of such a language are not told: better said than done badly and in silence.
const NO_DICTIONARIES: &str = "in a language that sets no blanks between words; every sign is taken for a word (build with \
                               the feature dictionaries)";
/// What is said of an article on which the program itself fails; where and how, its panic has said.
const FAULT: &str = "the program failed on it, as told above; skipped, please report it with this article";
/// Articles that a thread takes at once: at the end of a batch the others wait for no more than these.
const PIECE: usize = 8;
/// Most bytes in one batch.
const BATCH_BYTES: usize = 16 << 20;

impl Pipeline {
    /// With what the program brings along, and nothing asked for: cleaned, no copies told.
    pub fn builtin(rooms: Rooms) -> Self {
        Self {
            read: read::Options::default(),
            clean: true,
            duplicates: false,
            rooms,
            gazetteer: Gazetteer::builtin(),
            names: entities::Options::default(),
            stopwords: Stopwords::builtin(),
            keywords: keywords::Options::default(),
        }
    }

    /// Annotates one article. Finding nothing is an empty outcome, not an error.
    pub fn annotate(&self, article: Article) -> Annotated<'_> {
        self.annotate_beside(article, &Repeats::default())
    }

    /// Annotates one article of a corpus in which some lines are known to stand again and again.
    fn annotate_beside(&self, mut article: Article, repeats: &Repeats) -> Annotated<'_> {
        let mask = self.mask(&article, repeats);
        if let Some(headline) = headline_below_menu(&article, &mask) {
            article.title = Some(headline);
        }
        let text = &article.text;
        let language = article.language.or_else(|| {
            // The longest stretch of prose: what stands around it may be in the language of the page.
            let prose = mask.visible.iter().max_by_key(|span| span.len())?;
            language::detect(prose.of(text))
        });
        let assumed = language.unwrap_or(Language::EN);
        if !unspaced::HAS_DICTIONARIES && matches!(assumed.code(), "zh" | "ja" | "th") {
            article.warnings.push(NO_DICTIONARIES.into());
        }
        let text = &article.text;
        let segmentation = segment::segment(text, &mask.visible, assumed);
        let mut names = Names::default();
        if self.rooms.names {
            names = entities::find(text, &segmentation, assumed, &self.gazetteer, self.names);
        }
        let mut timexes = Vec::new();
        if self.rooms.dates {
            timexes = dates::find(text, &segmentation, assumed, article.published);
        }
        let mut keywords = Vec::new();
        if self.rooms.keywords {
            keywords = keywords::find(text, &segmentation, assumed, &self.stopwords, &self.keywords);
        }
        Annotated { article, language, segmentation, names, timexes, keywords }
    }

    /// What of an article is article. A page that an extractor has been through is not cleaned again.
    fn mask(&self, article: &Article, repeats: &Repeats) -> Mask {
        if !self.clean {
            return Mask::none(&article.text);
        }
        if article.extracted {
            return Mask::without(&article.text, &article.about);
        }
        clean::mask(&article.text, &article.about, repeats)
    }

    /// Annotates every document in parallel and hands the outcomes over in their order. A document that cannot be
    /// read goes to `sink` too; only `sink` can end the run.
    ///
    /// `make` runs on the worker threads: what is costly to make of an annotated article belongs there. `sink` takes what
    /// came of one batch while the next is annotated.
    ///
    /// # Errors
    ///
    /// What `sink` returns.
    pub fn run<'p, T: Send, E: Send>(
        &'p self,
        documents: impl Iterator<Item = Result<Document, ReadError>> + Send,
        make: impl Fn(Annotated<'p>) -> T + Sync,
        mut sink: impl FnMut(Result<T, ReadError>) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        // What has ended is not asked again: a terminal would wait for more.
        let mut documents = documents.fuse();
        let mut earlier = Earlier::default();
        let mut batch = next_batch(&mut documents);
        let mut outcomes = Vec::new();
        while !batch.is_empty() {
            // What came of one batch is written while the next is annotated: first, where there is but one thread.
            let (written, annotated) = rayon::join(
                || outcomes.into_iter().try_for_each(&mut sink),
                || self.batch(batch, &mut documents, &mut earlier, &make),
            );
            written?;
            (outcomes, batch) = annotated;
        }
        outcomes.into_iter().try_for_each(sink)
    }

    /// Annotates a batch, and fetches the next.
    fn batch<'p, T: Send>(
        &'p self,
        batch: Batch<Document>,
        documents: &mut (impl Iterator<Item = Result<Document, ReadError>> + Send),
        earlier: &mut Earlier,
        make: &(impl Fn(Annotated<'p>) -> T + Sync),
    ) -> (Batch<T>, Batch<Document>) {
        // The next documents are fetched while these are read, so that the other threads need not wait for one.
        let (mut articles, next) =
            rayon::join(|| each(batch, |document| self.read(document)), || next_batch(documents));
        articles.iter_mut().flatten().for_each(|read| earlier.add(read));
        let annotate = |read: Result<Read, ReadError>| {
            let read = read?;
            let place = read.article.source.clone();
            guarded(place, || make(self.annotate_beside(read.article, &earlier.repeats)))
        };
        (each(articles, annotate), next)
    }

    /// An article, and what it is compared with others by.
    fn read(&self, document: Result<Document, ReadError>) -> Result<Read, ReadError> {
        let document = document?;
        guarded(document.place(), || {
            let article = document.read(&self.read)?;
            let lines = (self.clean && !article.extracted).then(|| ShortLines::of(&article.text));
            let print = self.duplicates.then(|| Fingerprint::of(&article.text)).flatten();
            Ok(Read { article, lines, print })
        })?
    }
}

/// What `work` makes, or an error where it panics: a fault of the program costs an article, never the run. What rooms keep
/// for a thread is begun anew for each article or follows from letters alone, so none is left half done.
fn guarded<T>(place: impl Display, work: impl FnOnce() -> T) -> Result<T, ReadError> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| ReadError::new(place.to_string(), FAULT))
}

/// What `make` makes of each, in their order: on all threads, or here where there is but one to hand them to.
fn each<T: Send, U: Send>(all: Vec<T>, make: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    if rayon::current_num_threads() == 1 {
        return all.into_iter().map(make).collect();
    }
    all.into_par_iter().with_max_len(PIECE).map(make).collect()
}

/// An article that is read, and what it is compared with others by.
struct Read {
    article: Article,
    /// Its short lines, where they may be furniture.
    lines: Option<ShortLines>,
    /// What its copies are told by, where they are looked for.
    print: Option<Fingerprint>,
}

/// What is known of the articles so far.
#[derive(Default)]
struct Earlier {
    repeats: Repeats,
    seen: Seen,
}

impl Earlier {
    /// Takes up an article, and tells it whether it says what an earlier one says.
    fn add(&mut self, read: &mut Read) {
        read.lines.iter().for_each(|lines| self.repeats.add(lines));
        if let Some(print) = read.print.take() {
            let first = self.seen.add(&read.article.id, print);
            read.article.duplicate_of = first.map(|id| id.to_string());
        }
    }
}

/// A page saved as text begins with its menu: `Home`, `World | Sport`. Where the line that gave the title is furniture,
/// the headline is the first visible line that reads like one.
fn headline_below_menu(article: &Article, mask: &Mask) -> Option<String> {
    let text = &article.text;
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if article.title.as_deref()? != first.trim() {
        return None;
    }
    let start = text.find(first)?;
    let hidden = !mask.visible.iter().any(|span| span.range().contains(&start));
    let short = first.split_whitespace().count() < 4 && mask.visible.first()?.end() < text.len();
    if !hidden && !short && !is_menu(first) {
        return None;
    }
    let lines = mask.visible.iter().flat_map(|span| span.of(text).lines()).map(str::trim);
    lines.take(MENU_LINES).find(|line| reads_like_headline(line)).map(str::to_owned)
}

fn is_menu(line: &str) -> bool {
    [" | ", " > ", " › ", " » ", "  "].iter().any(|mark| line.contains(mark))
}

fn reads_like_headline(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words >= 4 && line.len() <= HEADLINE && !line.ends_with(['.', ':', ',', ';', ')']) && !is_menu(line)
}

fn next_batch<D>(documents: &mut D) -> Batch<Document>
where
    D: Iterator<Item = Result<Document, ReadError>>,
{
    let mut bytes = 0;
    let mut batch = Vec::new();
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(document) = documents.next() else { break };
        bytes += document.as_ref().map_or(0, Document::len);
        batch.push(document);
    }
    batch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_costs_one_article() {
        let read = |number: usize| guarded(format!("news.jsonl:{number}"), || [1, 2, 3][number]);
        let told: Vec<_> = [0, 7, 2].into_iter().map(read).collect();
        assert_eq!((&told[0], &told[2]), (&Ok(1), &Ok(3)));
        assert_eq!(told[1], Err(ReadError::new("news.jsonl:7", FAULT)));
    }

    #[test]
    fn outcomes_leave_in_order_until_the_sink_has_enough() {
        let pipeline = Pipeline::builtin(Rooms { names: false, dates: false, keywords: false });
        let run = |enough: usize| {
            let documents = (0..3 * BATCH).map(|number| Err(ReadError::new(number.to_string(), "")));
            let mut told = Vec::new();
            let ended = pipeline.run(
                documents,
                |_| (),
                |outcome| {
                    told.extend(outcome.err().map(|error| error.place));
                    if told.len() < enough { Ok(()) } else { Err("enough") }
                },
            );
            (told, ended)
        };
        let all: Vec<_> = (0..3 * BATCH).map(|number| number.to_string()).collect();
        assert_eq!(run(BATCH + 9), (all[..BATCH + 9].to_vec(), Err("enough")));
        assert_eq!(run(usize::MAX), (all, Ok(())));
    }
}
