//! `newsnlp report`: a folder of files, per article and for the whole corpus.

use super::input::InputArgs;
use super::keywords::{CountingArgs, spooling};
use super::messages::Messages;
use super::names::NamesArgs;
use super::output::Unit;
use super::run::{Run, Tally, pipeline};
use super::stop::{Stop, told};
use clap::Args;
use newsnlp::annotate::keywords::{Keyword, Ranking};
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::report::article::{self, Parts};
use newsnlp::report::corpus::{DocumentFrequencies, Entities, Keywords};
use newsnlp::report::csv::{self, Dialect};
use newsnlp::report::folder::{FileNames, Folder};
use newsnlp::report::json;
use newsnlp::report::record::{ArticleRecord, CorpusEntity};
use newsnlp::report::spool::Spool;
use newsnlp::report::summary::{self, Summary};
use std::io;
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

/// The files of one article.
struct Files {
    id: String,
    json: Vec<u8>,
    entities: Vec<u8>,
    keywords: Vec<u8>,
}

impl Files {
    fn new(record: &ArticleRecord<'_>, dialect: Dialect) -> io::Result<Self> {
        Ok(Self {
            id: record.id.to_string(),
            json: json::article(record, Vec::new()).map(json::line)?,
            entities: csv::with_header(csv::MENTIONS, &csv::mentions(record, dialect), dialect),
            keywords: csv::with_header(csv::KEYWORDS, &csv::keywords(record, dialect), dialect),
        })
    }
}

/// What one article adds to the report.
struct Piece {
    /// Its files, or its record where the ranking must wait for the whole corpus.
    done: Result<Files, Vec<u8>>,
    /// Whether it counts for the corpus: a copy does not, with --dedup.
    counts: bool,
    is_copy: bool,
    entities: Vec<CorpusEntity>,
    keywords: Vec<Keyword>,
    tokens: usize,
    language: Option<&'static str>,
    published: Option<String>,
}

/// The report on its way into files.
struct Report {
    folder: Folder,
    articles: Folder,
    names: FileNames,
    dialect: Dialect,
    spool: Spool,
    frequencies: DocumentFrequencies,
    entities: Entities,
    keywords: Keywords,
    summary: Summary,
}

impl ReportArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let mut report = Report::new(&self.out, Dialect { delimiter: b',', excel: self.excel })?;
        let rooms = Rooms { names: true, dates: true, keywords: true };
        let mut pipeline = pipeline(&self.input, Some(&self.names), rooms)?;
        self.counting.apply(&mut pipeline)?;
        let input = self.input.open(messages)?;
        let run = Run { pipeline: &pipeline, input, messages, to_terminal: false };
        let (parts, dialect) = (self.parts(), report.dialect);
        let ranking = self.counting.ranking();
        let make = |done| {
            let counts = self.input.counts(&done);
            Ok(Piece { counts, ..piece(done, &pipeline, &parts, dialect)? })
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
            let articles = self.out.join("articles");
            let s = if earlier == 1 { "" } else { "s" };
            messages
                .warn(format!("{}: {earlier} article{s} of an earlier report removed", articles.display()));
        }
        messages.warn(format!(
            "{}: {} articles; see summary.json, entities.csv and keywords.csv",
            self.out.display(),
            tally.read
        ));
        Ok(tally)
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

fn piece(done: Annotated, pipeline: &Pipeline, parts: &Parts, dialect: Dialect) -> Result<Piece, Stop> {
    let record = article::record(&done, &pipeline.gazetteer, parts);
    let files = match pipeline.keywords.ranking {
        Ranking::TfIdf => Err(Spool::pack(&record).map_err(spooling)?),
        _ => Ok(Files::new(&record, dialect).map_err(spooling)?),
    };
    let entities = record.entities.into_iter().flatten().map(CorpusEntity::from).collect();
    Ok(Piece {
        done: files,
        counts: true,
        is_copy: done.article.duplicate_of.is_some(),
        entities,
        tokens: done.segmentation.tokens.len(),
        language: done.language.map(newsnlp::language::Language::code),
        published: done.article.published.map(|date| date.to_string()),
        keywords: done.keywords,
    })
}

impl Report {
    fn new(path: &Path, dialect: Dialect) -> Result<Self, Stop> {
        if path.is_file() {
            return Err(Stop::at(
                format!("--out {:?}", path.display().to_string()),
                "is a file; name a folder",
            ));
        }
        let failed = |error: io::Error| Stop::write(path.display(), &error);
        let folder = Folder::create(path).map_err(failed)?;
        Ok(Self {
            articles: folder.inside("articles").map_err(failed)?,
            folder,
            names: FileNames::default(),
            dialect,
            spool: Spool::new().map_err(spooling)?,
            frequencies: DocumentFrequencies::default(),
            entities: Entities::default(),
            keywords: Keywords::default(),
            summary: Summary::default(),
        })
    }

    fn add(&mut self, piece: Piece) -> Result<(), Stop> {
        self.summary.add(piece.tokens, piece.language, piece.published);
        self.summary.duplicates += u64::from(piece.is_copy);
        if piece.counts {
            self.entities.add(piece.entities);
            self.keywords.add(&piece.keywords);
            self.frequencies.add(&piece.keywords);
        }
        match piece.done {
            Ok(files) => self.write_article(&files),
            Err(packed) => self.spool.push(&packed).map_err(spooling),
        }
    }

    fn write_article(&mut self, files: &Files) -> Result<(), Stop> {
        let name = self.names.next(&files.id);
        write(&self.articles, &format!("{name}.json"), &files.json)?;
        write(&self.articles, &format!("{name}.entities.csv"), &files.entities)?;
        write(&self.articles, &format!("{name}.keywords.csv"), &files.keywords)
    }

    /// Writes what waits for the whole corpus. Returns how many articles of an earlier report gave way.
    fn finish(mut self, ranking: Ranking) -> Result<u64, Stop> {
        let waiting = std::mem::replace(&mut self.spool, Spool::new().map_err(spooling)?);
        waiting.each(spooling, |mut record| {
            self.frequencies.rank(record.keywords.get_or_insert_default());
            let files = Files::new(&record, self.dialect).map_err(spooling)?;
            self.write_article(&files)
        })?;
        let entities = std::mem::take(&mut self.entities).ranked(None);
        let keywords = std::mem::take(&mut self.keywords).ranked(ranking, None);
        let entity_rows = csv::corpus_entities(&entities, self.dialect);
        let entity_rows = csv::with_header(csv::CORPUS_ENTITIES, &entity_rows, self.dialect);
        write(&self.folder, "entities.csv", &entity_rows)?;
        let keyword_rows = csv::corpus_keywords(&keywords, self.dialect);
        let keyword_rows = csv::with_header(csv::CORPUS_KEYWORDS, &keyword_rows, self.dialect);
        write(&self.folder, "keywords.csv", &keyword_rows)?;
        self.summary.set_entities(&entities);
        self.summary.keywords = keywords.into_iter().take(summary::TOP).collect();
        let mut pretty = serde_json::to_vec_pretty(&self.summary).map_err(|error| spooling(error.into()))?;
        pretty.push(b'\n');
        write(&self.folder, "summary.json", &pretty)?;
        let removed = self.articles.remove_all_but(&self.names);
        removed.map_err(|error| Stop::write(self.articles.path().display(), &error))
    }
}

fn write(folder: &Folder, name: &str, bytes: &[u8]) -> Result<(), Stop> {
    folder.write(name, bytes).map_err(|error| {
        let place = folder.path().join(name);
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::at(place.display(), told(&error)),
            _ => Stop::write(place.display(), &error),
        }
    })
}
