//! Where results go and in which form. A file is written beside its place and renamed when whole.

use super::buffers::Buffers;
use super::interrupt;
use super::messages::Messages;
use super::stop::Stop;
use clap::{Args, ValueEnum};
use newsnlp::discover::results::Results;
use newsnlp::report::csv::Dialect;
use newsnlp::report::folder::new_file_in;
use newsnlp::report::offsets::OffsetUnit;
use newsnlp::report::sheet::{Content, Form, Sheet};
use newsnlp::report::table::Look;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Columns of a table where there is no terminal to ask.
const WIDTH: usize = 80;
/// Bytes written at once.
const BUFFER: usize = 64 << 10;
/// A piece this large goes out by itself: to copy it behind others would cost more than a call to the system.
const LARGE: usize = 16 << 10;

/// Results of any command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// auto, table, json, jsonl, csv, tsv or parquet
    ///
    /// auto is a table on a terminal and JSON lines into a pipe or file. parquet has the columns of csv, with types.
    #[arg(short, long, default_value = "auto", hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// CSV and TSV for a spreadsheet
    ///
    /// With a byte order mark and CRLF, and with an apostrophe before cells that it would run as a formula.
    #[arg(long)]
    pub excel: bool,
}

/// The help of `--format` for results that Parquet has no columns for.
pub fn no_parquet(format: clap::Arg) -> clap::Arg {
    only(format, "auto, table, json, jsonl, csv or tsv")
}

/// The help of `--format` for results that are no rows.
pub fn no_rows(format: clap::Arg) -> clap::Arg {
    only(format, "auto, table, json or jsonl")
}

fn only(format: clap::Arg, forms: &'static str) -> clap::Arg {
    format
        .help(forms)
        .long_help(format!("{forms}\n\nauto is a table on a terminal and JSON lines into a pipe or file."))
}

/// What offsets count, and what they point into.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct TextArgs {
    /// chars, bytes or utf16
    ///
    /// chars are Unicode code points; utf16 is what JavaScript and Java count in. "end" is exclusive, and
    /// text[start:end] is the mention.
    #[arg(
        long,
        value_name = "UNIT",
        default_value = "chars",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub offsets: Unit,
    /// Add the text that offsets point into
    #[arg(long)]
    pub with_text: bool,
}

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table on a terminal, else JSON lines.
    Auto,
    /// For a person.
    Table,
    /// One array.
    Json,
    /// A record per line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// The columns of CSV, with types.
    Parquet,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// Unicode code points.
    Chars,
    /// UTF-8 bytes.
    Bytes,
    /// UTF-16 code units.
    Utf16,
}

impl Unit {
    /// The library's unit.
    pub const fn get(self) -> OffsetUnit {
        match self {
            Self::Chars => OffsetUnit::Chars,
            Self::Bytes => OffsetUnit::Bytes,
            Self::Utf16 => OffsetUnit::Utf16,
        }
    }
}

impl OutputArgs {
    /// The form results take.
    pub fn form(&self, messages: Messages) -> Result<Form, Stop> {
        let rows = |delimiter| Form::Rows(Dialect { delimiter, excel: self.excel });
        Ok(match self.format {
            Format::Auto if self.to_terminal() => Form::Table(look()),
            Format::Auto | Format::Jsonl => {
                self.warn_of_ending(messages);
                Form::JsonLines
            }
            Format::Table => Form::Table(if self.to_terminal() { look() } else { PLAIN }),
            Format::Json => Form::Json,
            Format::Csv => rows(b','),
            Format::Tsv => rows(b'\t'),
            Format::Parquet if self.to_terminal() => {
                return Err(Stop::at("--format parquet", "no text for a terminal; name a file with -o"));
            }
            Format::Parquet => by_columns()?,
        })
    }

    /// The same, for results that are no table of articles or of a corpus.
    pub fn form_of_text(&self, messages: Messages) -> Result<Form, Stop> {
        match self.format {
            Format::Parquet => Err(Stop::at(
                "--format parquet",
                "not for this command, which writes table, json, jsonl, csv or tsv",
            )),
            _ => self.form(messages),
        }
    }

    /// Whether results go to a terminal.
    pub fn to_terminal(&self) -> bool {
        self.output.is_none() && io::stdout().is_terminal()
    }

    /// JSON lines in a file called `.csv` are what nobody expects.
    fn warn_of_ending(&self, messages: Messages) {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        if let (Format::Auto, Some(ending @ ("csv" | "tsv" | "json" | "parquet"))) = (self.format, ending) {
            let path = self.output.as_deref().unwrap_or(Path::new("")).display();
            messages.warn(format!(
                "{path}: written as JSON lines; add -f {ending} for {}",
                ending.to_uppercase()
            ));
        }
    }

    /// What stands where results go, which is not to be read for articles.
    pub fn results(&self) -> Option<Results> {
        self.output.as_deref().map_or_else(Results::of_stdout, Results::at)
    }

    /// Opens the place results go to.
    pub fn open(&self) -> Result<Output, Stop> {
        match &self.output {
            Some(path) => Output::file(path),
            None => Ok(Output::stdout()),
        }
    }
}

#[cfg(feature = "parquet")]
#[expect(clippy::unnecessary_wraps, reason = "a build without Parquet refuses it")]
const fn by_columns() -> Result<Form, Stop> {
    Ok(Form::Parquet)
}

#[cfg(not(feature = "parquet"))]
fn by_columns() -> Result<Form, Stop> {
    let told = "not written by this build; build it with the feature parquet";
    Err(Stop::at("--format parquet", told))
}

const PLAIN: Look = Look { width: WIDTH, colour: false };

/// How tables look on this terminal.
pub fn look() -> Look {
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    Look { width: width.clamp(40, 160), colour: has_colour() }
}

/// Colour unless `NO_COLOR` or a dumb terminal says no.
fn has_colour() -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb")
}

/// A place results go to.
#[derive(Debug)]
pub struct Output {
    name: String,
    sink: Sink,
}

#[derive(Debug)]
enum Sink {
    Stdout(BufWriter<io::Stdout>),
    /// A device or a named pipe: there is nothing to rename.
    Device(BufWriter<File>),
    File {
        temporary: BufWriter<NamedTempFile>,
        place: PathBuf,
    },
}

impl Output {
    /// Standard output.
    pub fn stdout() -> Self {
        Self {
            name: "standard output".into(),
            sink: Sink::Stdout(BufWriter::with_capacity(BUFFER, io::stdout())),
        }
    }

    /// A file that appears when it is whole.
    pub fn file(path: &Path) -> Result<Self, Stop> {
        let name = path.display().to_string();
        let failed = |error: io::Error| Stop::write(&name, &error);
        let known = fs::metadata(path).ok();
        if known.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(Stop::at(&name, "is a folder; name a file"));
        }
        if known.as_ref().is_some_and(|known| !known.is_file()) {
            let device = OpenOptions::new().write(true).open(path).map_err(failed)?;
            return Ok(Self { name, sink: Sink::Device(BufWriter::with_capacity(BUFFER, device)) });
        }
        // Through a link to the file it stands for, so that the link stays.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let temporary = beside(&place, known.as_ref()).map_err(failed)?;
        let half_written = temporary.path().to_owned();
        interrupt::tidies(move || _ = fs::remove_file(half_written));
        Ok(Self { sink: Sink::File { temporary: BufWriter::with_capacity(BUFFER, temporary), place }, name })
    }

    /// Writes, and says where if it cannot.
    pub fn put(&mut self, write: impl FnOnce(&mut Self) -> io::Result<()>) -> Result<(), Stop> {
        write(self).map_err(|error| Stop::write(&self.name, &error))
    }

    /// Writes the rest out and puts the file in its place.
    pub fn finish(mut self) -> Result<(), Stop> {
        self.put(Write::flush)?;
        let Sink::File { temporary, place } = self.sink else { return Ok(()) };
        let whole = temporary.into_inner().map_err(|error| Stop::write(&self.name, error.error()))?;
        whole.persist(place).map_err(|error| Stop::write(&self.name, &error.error))?;
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() < LARGE {
            return self.sink.out().write(bytes);
        }
        self.sink.out().flush()?;
        self.sink.unbuffered().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.out().flush()
    }
}

impl Sink {
    fn out(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::Device(out) => out,
            Self::File { temporary, .. } => temporary,
        }
    }

    fn unbuffered(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out.get_mut(),
            Self::Device(out) => out.get_mut(),
            Self::File { temporary, .. } => temporary.get_mut(),
        }
    }
}

/// Pieces of a sheet on their way out.
#[derive(Debug)]
pub struct Printer {
    name: String,
    sheet: Sheet<Output>,
}

impl Printer {
    /// Nothing printed yet.
    pub fn new(form: Form, content: Content, output: Output) -> Self {
        Self { name: output.name.clone(), sheet: Sheet::new(form, content, output) }
    }

    /// Has a table tell at its end what marks a name that no list has.
    pub fn has_marked(&mut self) {
        self.sheet.has_marked();
    }

    /// Writes the next piece, as [`Form`] made it.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        self.sheet.push(piece).map_err(|error| Stop::write(&self.name, &error))
    }

    /// Writes the next piece and gives its buffer back.
    pub fn take(&mut self, piece: Vec<u8>, buffers: &Buffers) -> Result<(), Stop> {
        self.push(&piece)?;
        buffers.give_back(piece);
        Ok(())
    }

    /// Writes the end and puts the file in its place.
    pub fn finish(mut self) -> Result<(), Stop> {
        self.sheet.finish().map_err(|error| Stop::write(&self.name, &error))?;
        self.sheet.into_inner().finish()
    }
}

/// An empty file in the folder of `place`, with the rights of the file it will replace.
fn beside(place: &Path, known: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = new_file_in(folder)?;
    if let Some(known) = known {
        temporary.as_file().set_permissions(known.permissions())?;
    }
    Ok(temporary)
}
