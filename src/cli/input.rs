//! Where articles come from and how they are read: the same for every command that reads articles.

use super::messages::Messages;
use super::stop::Stop;
use clap::Args;
use encoding_rs::Encoding;
use jiff::civil::Date;
use newsnlp::discover::results::Results;
use newsnlp::discover::{self, Sources};
use newsnlp::language::Language;
use newsnlp::pipeline::Annotated;
use newsnlp::read::{self, Format};
use newsnlp::report::sheet::Form;
use std::path::{Path, PathBuf};

/// More threads than any machine has use for, and fewer than break one.
const MOST_THREADS: usize = 1024;

/// Articles to read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct InputArgs {
    /// Files, folders, or - for standard input
    ///
    /// A folder is walked recursively, sorted by path; hidden files, files without the ending of a known format, files of a
    /// report and the place results go to are passed over (-v tells which). A file named outright is always read. Without a PATH, standard input is read when
    /// it is a pipe, file or socket; else the folder "corpus", if there is one.
    #[arg(value_name = "PATH", help_heading = None)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Keep page furniture
    ///
    /// Without it lines that are no part of the article (adverts, share buttons, credits) lie in no sentence. Offsets
    /// are the same either way.
    #[arg(long)]
    pub no_clean: bool,
    /// Leave copies of earlier articles out of counts
    ///
    /// A record of a copy has "duplicate_of", the id of the first that says the same: word by word, or with a headline,
    /// some words or a paragraph changed (about 7 in 10 runs of three words are the same). With --dedup copies count in
    /// no ranking, corpus table or document frequency, and tables, CSV, TSV and Parquet, which have no column for the
    /// flag, have no rows of them; JSON records stay. The last 100000 articles are remembered, in 90 MB at most.
    #[arg(long)]
    #[expect(clippy::doc_markdown, reason = "help is no Markdown")]
    pub dedup: bool,
    /// Threads to use; 0: all cores
    ///
    /// The output is the same bytes for every number.
    #[arg(short = 'j', long, value_name = "N", default_value = "0", hide_default_value = true, value_parser = threads)]
    pub threads: usize,
    /// Stop at the first article that cannot be read
    ///
    /// The exit code is then 2. Without it a bad article is one message, the run goes on, and the exit code is 1.
    #[arg(long)]
    pub fail_fast: bool,
}

/// How what is read becomes articles.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct ReadingArgs {
    /// auto, text, html, jsonl, json, csv, tsv, parquet, warc or rss
    ///
    /// auto goes by name and content; .gz, .zst, .bz2 and .xz are read through.
    #[arg(long, value_name = "FORMAT", default_value = "auto", hide_default_value = true, value_parser = format)]
    pub input_format: Choice<Format>,
    /// Largest article, unpacked: bytes, or 10K, 64M, 1G [64M]
    ///
    /// A larger file, line, row or page is skipped with a message, so that a broken or hostile one cannot fill the memory.
    #[arg(long, value_name = "SIZE", default_value = "64M", hide_default_value = true, value_parser = size)]
    pub max_article_size: u64,
    /// Field or column with the text [text]
    ///
    /// A field of a JSON object inside the record is named by its path, as in fields.bodyText; so are those below.
    #[arg(long, value_name = "NAME", default_value = "text", hide_default_value = true)]
    pub text_field: String,
    /// Field or column with the id [id]
    #[arg(long, value_name = "NAME", default_value = "id", hide_default_value = true)]
    pub id_field: String,
    /// Field or column with the title [title]
    #[arg(long, value_name = "NAME", default_value = "title", hide_default_value = true)]
    pub title_field: String,
    /// Field or column with the date [published]
    #[arg(long, value_name = "NAME", default_value = "published", hide_default_value = true)]
    pub date_field: String,
    /// Date of articles that bring none: YYYY-MM-DD
    ///
    /// Relative dates ("last week") resolve against it, never against the clock.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub published: Option<Date>,
    /// Language of all articles: auto, or a code
    ///
    /// auto detects it for each article. A code is ISO 639-1, such as en, fr or de.
    #[arg(long, value_name = "CODE", default_value = "auto", hide_default_value = true, value_parser = language)]
    pub lang: Choice<Language>,
    /// Encoding of all articles: auto, or a name
    ///
    /// auto detects it for each article. A name is one the web knows, such as windows-1251 or iso-8859-2.
    #[arg(long, value_name = "NAME", default_value = "auto", hide_default_value = true, value_parser = encoding)]
    pub encoding: Choice<&'static Encoding>,
}

/// What the user said, or auto.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice<T> {
    /// To be told from each article.
    Auto,
    /// As the user said.
    Set(T),
}

impl<T: Clone> Choice<T> {
    /// What the user said.
    pub fn get(&self) -> Option<T> {
        match self {
            Self::Auto => None,
            Self::Set(value) => Some(value.clone()),
        }
    }
}

fn date(argument: &str) -> Result<Date, String> {
    argument.parse().map_err(|_| "expected a day of the calendar as YYYY-MM-DD".into())
}

fn language(argument: &str) -> Result<Choice<Language>, String> {
    if argument == "auto" {
        return Ok(Choice::Auto);
    }
    let codes = || Language::codes().collect::<Vec<_>>().join(", ");
    Language::from_code(argument)
        .map(Choice::Set)
        .ok_or_else(|| format!("unknown language; expected auto or one of {}", codes()))
}

fn threads(argument: &str) -> Result<usize, String> {
    let number = argument.parse().ok().filter(|threads| *threads <= MOST_THREADS);
    number.ok_or_else(|| format!("expected a number up to {MOST_THREADS}; 0 is all cores"))
}

fn size(argument: &str) -> Result<u64, String> {
    let wrong = || "expected a number of bytes below 4 GiB, or one with K, M or G".to_owned();
    let digits = argument.trim_end_matches(['K', 'M', 'G', 'k', 'm', 'g']);
    let factor = match argument[digits.len()..].to_ascii_uppercase().as_str() {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return Err(wrong()),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(factor))
        .filter(|&bytes| bytes > 0 && u32::try_from(bytes).is_ok())
        .ok_or_else(wrong)
}

fn format(argument: &str) -> Result<Choice<Format>, String> {
    if argument == "auto" {
        return Ok(Choice::Auto);
    }
    let names = || Format::names().collect::<Vec<_>>().join(", ");
    Format::from_name(argument)
        .map(Choice::Set)
        .ok_or_else(|| format!("unknown format; expected auto, {}", names()))
}

fn encoding(argument: &str) -> Result<Choice<&'static Encoding>, String> {
    if argument == "auto" {
        return Ok(Choice::Auto);
    }
    read::encoding(argument).map(Choice::Set).ok_or_else(|| {
        "unknown encoding; expected auto or a name such as utf-8, windows-1251, iso-8859-2".into()
    })
}

/// What there is to read.
#[derive(Debug)]
pub struct Input {
    /// In the order they will be read.
    pub sources: Sources,
    /// Whether the first bad article ends the run.
    pub fail_fast: bool,
}

impl InputArgs {
    /// Finds what there is to read, besides where results go, and sets the number of threads.
    pub fn open(&self, messages: Messages, results: Option<&Results>) -> Result<Input, Stop> {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build_global();
        threads.map_err(|error| Stop::at("--threads", format!("{error}; ask for fewer")))?;
        let paths = if self.paths.is_empty() { vec![default_path(messages)?] } else { self.paths.clone() };
        let sources = discover::sources(&paths, results);
        sources.passed_over.iter().for_each(|file| messages.note(format!("{file}; passed over")));
        Ok(Input { sources, fail_fast: self.fail_fast })
    }

    /// The input of a command that has no flags of its own but how to read.
    pub fn of(reading: &ReadingArgs) -> Self {
        Self {
            paths: Vec::new(),
            reading: reading.clone(),
            no_clean: false,
            dedup: false,
            threads: 0,
            fail_fast: false,
        }
    }

    /// How sources are read.
    pub fn read_options(&self) -> read::Options {
        self.reading.options()
    }

    /// Whether an article counts: a copy does not, with --dedup.
    pub fn counts(&self, done: &Annotated) -> bool {
        !self.dedup || done.article.duplicate_of.is_none()
    }

    /// Whether an article is shown in this form: JSON shows every one, with its flag; rows have no place for a flag.
    pub fn shows(&self, done: &Annotated, form: Form) -> bool {
        matches!(form, Form::Json | Form::JsonLines) || self.counts(done)
    }
}

impl ReadingArgs {
    /// How sources are read.
    pub fn options(&self) -> read::Options {
        read::Options {
            input_format: self.input_format.get(),
            encoding: self.encoding.get(),
            max_article_bytes: self.max_article_size,
            published: self.published,
            language: self.lang.get(),
            text_field: self.text_field.clone(),
            id_field: self.id_field.clone(),
            title_field: self.title_field.clone(),
            date_field: self.date_field.clone(),
        }
    }
}

/// What is read when no PATH is given.
pub fn default_path(messages: Messages) -> Result<PathBuf, Stop> {
    if stdin_holds_something() {
        return Ok("-".into());
    }
    if Path::new("corpus").is_dir() {
        messages.note("corpus: read, as no PATH is given");
        return Ok("corpus".into());
    }
    Err(Stop::at(
        "PATH",
        "nothing to read; give files or folders, pipe articles in, or make a folder \"corpus\"",
    ))
}

/// Whether standard input is a pipe, a file or a socket; a terminal and the null device are not.
#[cfg(unix)]
fn stdin_holds_something() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let Ok(copy) = std::io::stdin().as_fd().try_clone_to_owned() else { return false };
    let Ok(metadata) = std::fs::File::from(copy).metadata() else { return false };
    let kind = metadata.file_type();
    kind.is_fifo() || kind.is_file() || kind.is_socket()
}

#[cfg(not(unix))]
fn stdin_holds_something() -> bool {
    use std::io::IsTerminal;
    !std::io::stdin().is_terminal()
}
