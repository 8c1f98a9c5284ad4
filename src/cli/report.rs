//! `newsnlp report`: a folder of files, per article and for the whole corpus.

use super::buffers::Buffers;
use super::input::InputArgs;
use super::interrupt;
use super::keywords::{AT_ONCE, CountingArgs, spooling};
use super::messages::{Messages, counted};
use super::names::NamesArgs;
use super::output::Unit;
use super::run::{Run, Tally, pipeline};
use super::stop::{Stop, told};
use clap::Args;
use newsnlp::annotate::keywords::{Keyword, Ranking};
use newsnlp::discover::results::{ARTICLES, OF_ARTICLE, OF_CORPUS, Results};
use newsnlp::discover::{Source, Sources};
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::report::article::{self, Parts};
use newsnlp::report::corpus::{DocumentFrequencies, Entities, Keywords};
use newsnlp::report::csv::{self, Dialect, Rows};
use newsnlp::report::folder::{FileNames, Folder};
use newsnlp::report::json;
use newsnlp::report::record::{ArticleRecord, CorpusEntity};
use newsnlp::report::spool::Spool;
use newsnlp::report::summary::{self, Summary};
use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Write JSON and CSV files per article, and what the whole corpus says
///
/// DIR gets articles/ID.json (the whole record), articles/ID.entities.csv and articles/ID.keywords.csv for each
/// article; entities.csv, keywords.csv and summary.json for all together. Every file is written whole or not at all;
/// files of an earlier report give way, also those of articles that are no longer there. An ID becomes a safe file name; a second article of that name gets a suffix.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReportArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    names: NamesArgs,
    #[command(flatten)]
    counting: CountingArgs,
    /// Folder to write to; made if there is none
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    out: PathBuf,
    /// chars, bytes or utf16
    #[arg(long, value_name = "UNIT", default_value = "chars", help_heading = "Output")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    offsets: Unit,
    /// Add the text that offsets point into to the records
    #[arg(long, help_heading = "Output")]
    with_text: bool,
    /// CSV for a spreadsheet
    ///
    /// With a byte order mark and CRLF, and with an apostrophe before cells that it would run as a formula.
    #[arg(long, help_heading = "Output")]
    excel: bool,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp report corpus/ --out reports
  newsnlp report corpus/ --out reports --rank tfidf --excel
  jq '.entities.person.top[].name' reports/summary.json";

/// The files of one article, one behind the other.
struct Files {
    id: String,
    bytes: Vec<u8>,
    /// Where its JSON ends, and its entities.
    ends: (usize, usize),
}

impl Files {
    /// Written into `buffer`, which is empty.
    fn new(record: &ArticleRecord<'_>, dialect: Dialect, buffer: Vec<u8>) -> Self {
        let json = json::line(json::article(record, buffer));
        let end = json.len();
        let rows = Rows::behind(json, dialect).under(csv::MENTIONS);
        let entities = csv::mentions(record, rows).finish();
        let ends = (end, entities.len());
        let rows = Rows::behind(entities, dialect).under(csv::KEYWORDS);
        Self { id: record.id.to_string(), bytes: csv::keywords(record, rows).finish(), ends }
    }
}

/// What one article adds to the report.
struct Piece<'g> {
    /// Its files, or its record where the ranking must wait for the whole corpus.
    done: Result<Files, Vec<u8>>,
    /// Whether it counts for the corpus: a copy does not, with --dedup.
    counts: bool,
    is_copy: bool,
    entities: Vec<CorpusEntity<'g>>,
    keywords: Vec<Keyword>,
    tokens: usize,
    language: Option<&'static str>,
    published: Option<String>,
}

/// The report on its way into files.
struct Report<'g> {
    folder: Folder,
    articles: Folder,
    names: FileNames,
    dialect: Dialect,
    spool: Spool,
    frequencies: DocumentFrequencies,
    entities: Entities<'g>,
    keywords: Keywords,
    summary: Summary<'g>,
    buffers: &'g Buffers,
}

impl ReportArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let folders = folders(&self.out)?;
        let folder = folders.0.clone();
        interrupt::tidies(move || folder.stop_writing());
        let rooms = Rooms { names: true, dates: true, keywords: true };
        let mut pipeline = pipeline(&self.input, Some(&self.names), rooms)?;
        self.counting.apply(&mut pipeline)?;
        let input = self.input.open(messages, Results::at(&self.out).as_ref())?;
        self.spare(&input.sources)?;
        let run = Run { pipeline: &pipeline, input, messages, to_terminal: false };
        let (parts, ranking) = (self.parts(), self.counting.ranking());
        let dialect = Dialect { delimiter: b',', excel: self.excel };
        let buffers = Buffers::default();
        let mut report = Report::new(folders, dialect, &buffers)?;
        let make = |done| {
            let counts = self.input.counts(&done);
            Ok(Piece { counts, ..piece(done, &pipeline, &parts, dialect, &buffers) })
        };
        let tally = run.outcomes(make, |outcome| match outcome {
            Ok(piece) => report.add(piece),
            Err(error) => {
                report.summary.fail(&error.place, &error.problem);
                Ok(())
            }
        })?;
        let earlier = report.finish(ranking)?;
        if earlier > 0 {
            let articles = self.out.join(ARTICLES);
            let removed = counted(earlier, "article");
            messages.warn(format!("{}: {removed} of an earlier report removed", articles.display()));
        }
        messages.warn(format!(
            "{}: {}; see summary.json, entities.csv and keywords.csv",
            self.out.display(),
            counted(tally.read, "article")
        ));
        Ok(tally)
    }

    /// Refuses to write over what is to be read.
    fn spare(&self, sources: &Sources) -> Result<(), Stop> {
        let (corpus, articles) = (Results::at(&self.out), Results::at(&self.out.join(ARTICLES)));
        let in_peril = |path: &Path| {
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            let lies_in = |folder: &Option<Results>| *folder == Results::around(path);
            OF_CORPUS.contains(&name) && lies_in(&corpus)
                || OF_ARTICLE.iter().any(|ending| name.ends_with(ending)) && lies_in(&articles)
        };
        let mut files = sources.found.iter().filter_map(|source| match source {
            Ok(Source::File(path)) => Some(path),
            _ => None,
        });
        match files.find(|path| in_peril(path)) {
            None => Ok(()),
            Some(path) => Err(Stop::at(
                format!("--out {:?}", self.out.display().to_string()),
                format!("{} is to be read, and may be written over; name another folder", path.display()),
            )),
        }
    }

    fn parts(&self) -> Parts {
        Parts {
            entities: true,
            keywords: true,
            byline: true,
            text: self.with_text,
            types: self.names.types(),
            all_overlaps: self.names.all_overlaps(),
            offsets: self.offsets.get(),
        }
    }
}

fn piece<'g>(
    done: Annotated<'g>,
    pipeline: &'g Pipeline,
    parts: &Parts,
    dialect: Dialect,
    buffers: &Buffers,
) -> Piece<'g> {
    let record = article::record(&done, &pipeline.gazetteer, parts);
    let files = match pipeline.keywords.ranking {
        Ranking::TfIdf => Err(Spool::pack(&record)),
        _ => Ok(Files::new(&record, dialect, buffers.take())),
    };
    let entities = article::entities(&done, &pipeline.gazetteer, parts);
    Piece {
        done: files,
        counts: true,
        is_copy: done.article.duplicate_of.is_some(),
        entities,
        tokens: done.segmentation.tokens.len(),
        language: done.language.map(newsnlp::language::Language::code),
        published: done.article.published.map(|date| date.to_string()),
        keywords: done.keywords,
    }
}

/// The folder of the report, and inside it that of the articles.
fn folders(path: &Path) -> Result<(Folder, Folder), Stop> {
    if path.is_file() {
        return Err(Stop::at(format!("--out {:?}", path.display().to_string()), "is a file; name a folder"));
    }
    let failed = |error: io::Error| Stop::write(path.display(), &error);
    let folder = Folder::create(path).map_err(failed)?;
    let articles = folder.inside(ARTICLES).map_err(failed)?;
    Ok((folder, articles))
}

impl<'g> Report<'g> {
    fn new(
        (folder, articles): (Folder, Folder),
        dialect: Dialect,
        buffers: &'g Buffers,
    ) -> Result<Self, Stop> {
        Ok(Self {
            folder,
            articles,
            names: FileNames::default(),
            dialect,
            spool: Spool::new().map_err(spooling)?,
            frequencies: DocumentFrequencies::default(),
            entities: Entities::default(),
            keywords: Keywords::default(),
            summary: Summary::default(),
            buffers,
        })
    }

    fn add(&mut self, piece: Piece<'g>) -> Result<(), Stop> {
        self.summary.add(piece.tokens, piece.language, piece.published);
        self.summary.duplicates += u64::from(piece.is_copy);
        if piece.counts {
            self.entities.add(piece.entities);
            self.keywords.add(&piece.keywords).map_err(spooling)?;
        }
        match piece.done {
            Ok(files) => self.write_article(files),
            Err(packed) => {
                if piece.counts {
                    self.frequencies.add(&piece.keywords);
                }
                self.spool.push(&packed).map_err(spooling)
            }
        }
    }

    fn write_article(&mut self, files: Files) -> Result<(), Stop> {
        let mut name = self.names.next(&files.id);
        let (json, entities) = files.ends;
        let (length, bytes) = (name.len(), &files.bytes);
        for (ending, bytes) in [
            (".json", &bytes[..json]),
            (".entities.csv", &bytes[json..entities]),
            (".keywords.csv", &bytes[entities..]),
        ] {
            name.truncate(length);
            name.push_str(ending);
            write(&self.articles, &name, bytes)?;
        }
        self.buffers.give_back(files.bytes);
        Ok(())
    }

    /// Writes what waits for the whole corpus. Returns how many articles of an earlier report gave way.
    fn finish(mut self, ranking: Ranking) -> Result<u64, Stop> {
        let waiting = std::mem::replace(&mut self.spool, Spool::new().map_err(spooling)?);
        waiting.each(spooling, |mut record| {
            self.frequencies.rank(record.keywords.get_or_insert_default());
            let files = Files::new(&record, self.dialect, self.buffers.take());
            self.write_article(files)
        })?;
        let entities = std::mem::take(&mut self.entities).ranked(None);
        let rows = |columns| Rows::new(self.dialect).under(columns);
        let entity_rows = csv::corpus_entities(&entities, rows(csv::CORPUS_ENTITIES));
        write(&self.folder, "entities.csv", &entity_rows.finish())?;
        self.summary.set_entities(&entities);
        self.write_keywords(ranking)?;
        let mut pretty = serde_json::to_vec_pretty(&self.summary).map_err(|error| spooling(error.into()))?;
        pretty.push(b'\n');
        write(&self.folder, "summary.json", &pretty)?;
        let removed = self.articles.remove_all_but(&self.names);
        removed.map_err(|error| Stop::write(self.articles.path().display(), &error))
    }

    /// Writes the keywords of the corpus; the best of them go into the summary too.
    fn write_keywords(&mut self, ranking: Ranking) -> Result<(), Stop> {
        let ranked = std::mem::take(&mut self.keywords).ranked(ranking, None).map_err(spooling)?;
        let name = "keywords.csv";
        let failed = |error| unwritten(&self.folder, name, &error);
        let mut file = self.folder.file(name).map_err(failed)?;
        let header = Rows::new(self.dialect).under(csv::CORPUS_KEYWORDS);
        file.write_all(&header.finish()).map_err(failed)?;
        ranked.each(AT_ONCE, spooling, |rank, keywords| {
            if rank == 1 {
                self.summary.keywords = keywords.iter().take(summary::TOP).cloned().collect();
            }
            let rows = csv::corpus_keywords(keywords, rank, Rows::new(self.dialect));
            file.write_all(&rows.finish()).map_err(failed)
        })?;
        file.finish().map_err(failed)
    }
}

fn write(folder: &Folder, name: &str, bytes: &[u8]) -> Result<(), Stop> {
    folder.write(name, bytes).map_err(|error| unwritten(folder, name, &error))
}

fn unwritten(folder: &Folder, name: &str, error: &io::Error) -> Stop {
    let place = folder.path().join(name);
    match error.kind() {
        io::ErrorKind::BrokenPipe => Stop::at(place.display(), told(error)),
        _ => Stop::write(place.display(), error),
    }
}
