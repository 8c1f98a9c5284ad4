//! Sources to documents, in order: the format of each is told, its bytes are unpacked and turned into UTF-8 where that
//! must be done before cutting, and the cutter of its format is set to work.

use super::open::{self, Input, Meter};
use super::{
    At, Body, Document, Format, Options, Origin, Piece, Problem, ReadError, decode, entries::Files, feed,
    format, lines, parquet, table, tar::Tar, values, warc, zip::Zip,
};
use crate::discover::{Source, Sources, told};
use encoding_rs::Encoding;
use std::io::{BufRead, BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub(super) type Cutter = Box<dyn Iterator<Item = Result<Piece, Problem>> + Send>;

/// What was passed over while cutting, shared with the cutter at work.
pub(super) type Notes = Arc<Mutex<Vec<ReadError>>>;

/// The documents of all sources, in order.
pub struct Documents {
    sources: std::vec::IntoIter<Result<Source, ReadError>>,
    options: Options,
    current: Option<Current>,
    /// The file in work, where the current source is an archive of files.
    inner: Option<Current>,
    /// Bytes of the sources that are done with.
    finished: u64,
    /// The same with what has been read of the one in work.
    reached: Arc<AtomicU64>,
    notes: Notes,
}

struct Current {
    origin: Arc<Origin>,
    meter: Meter,
    pieces: Cutter,
}

/// Cuts sources into documents, in order.
pub fn documents(sources: impl Into<Sources>, options: &Options) -> Documents {
    Documents {
        sources: sources.into().found.into_iter(),
        options: options.clone(),
        current: None,
        inner: None,
        finished: 0,
        reached: Arc::default(),
        notes: Notes::default(),
    }
}

impl Documents {
    /// What sources held that are no articles, since this was last asked: one note per source.
    pub fn passed_over(&self) -> Vec<ReadError> {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *notes)
    }

    /// Bytes of all sources together that have been read, packed as they are: out of [`Sources::bytes`]. It grows while the
    /// documents are asked for.
    pub fn reached(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.reached)
    }

    fn next_document(&mut self) -> Option<Result<Document, ReadError>> {
        loop {
            if let Some(document) = self.next_piece() {
                return Some(document);
            }
            match self.sources.next()?.and_then(|source| self.start(source)) {
                Ok(Some(document)) => return Some(Ok(document)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn start(&mut self, source: Source) -> Result<Option<Document>, ReadError> {
        let origin = Arc::new(Origin::of(&source));
        if let Source::File(path) = source {
            let format = self.format_told(&path);
            if let Some(format) = format.filter(|format| format.is_one_article()) {
                return Ok(Some(self.unopened(origin, path, format)));
            }
            return self.cut(&Source::File(path), origin, format);
        }
        self.cut(&source, origin, self.options.input_format)
    }

    /// The format of a file as its name and the user tell it: he speaks of the articles, not of an archive they lie in.
    fn format_told(&self, path: &Path) -> Option<Format> {
        let named = format::by_name(path);
        let archive = named.filter(|format| format.is_archive());
        archive.or(self.options.input_format).or(named)
    }

    fn unopened(&mut self, origin: Arc<Origin>, path: PathBuf, format: Format) -> Document {
        let size = std::fs::metadata(&path).map_or(0, |meta| meta.len());
        self.finished += size;
        Document {
            origin,
            at: At::Whole,
            body: Body::Unopened(path, format),
            len: usize::try_from(size).unwrap_or(usize::MAX),
        }
    }

    fn cut(
        &mut self,
        source: &Source,
        origin: Arc<Origin>,
        format: Option<Format>,
    ) -> Result<Option<Document>, ReadError> {
        let meter = Meter::default();
        let pieces = open::open(source, &meter)
            .map_err(|error| Problem::whole(format!("{}; skipped", told(&error))))
            .and_then(|input| match self.format_of(input, format)? {
                (_, Format::Zip) => self.zip_cutter(source, &meter, &origin),
                (input, Format::Parquet) => parquet::cutter(source, input, &meter, &self.options),
                (input, format) => self.cutter(input, &meter, &origin, format),
            });
        let pieces = match pieces {
            Ok(pieces) => pieces,
            Err(Problem { at, problem }) => {
                self.finished += meter.bytes();
                return Err(ReadError::new(origin.place(at), problem));
            }
        };
        self.current = Some(Current { origin, meter, pieces });
        Ok(None)
    }

    fn zip_cutter(&self, source: &Source, meter: &Meter, origin: &Origin) -> Result<Cutter, Problem> {
        let Source::File(path) = source else {
            let told = "a zip archive, whose list of files stands at its end; save it to a file first";
            return Err(Problem::whole(told));
        };
        let limit = self.options.max_article_bytes;
        let zip = Zip::open(path, limit, meter.clone()).map_err(unreadable)?;
        Ok(Box::new(Files::new(zip, limit, origin, Arc::clone(&self.notes))))
    }

    /// The stream, and its format where it is not known.
    fn format_of(&self, input: Input, format: Option<Format>) -> Result<(Input, Format), Problem> {
        let (head, input) = open::peek(input, HEAD).map_err(unreadable)?;
        if head.is_empty() {
            return Err(Problem::whole("empty; skipped"));
        }
        let encoding = decode::of_stream(&head, self.options.encoding);
        let told = || told_format(&head, encoding, &self.options);
        Ok((input, format.unwrap_or_else(told)))
    }

    fn cutter(
        &self,
        input: Input,
        meter: &Meter,
        origin: &Origin,
        format: Format,
    ) -> Result<Cutter, Problem> {
        let options = &self.options;
        let (head, input) = open::peek(input, HEAD).map_err(unreadable)?;
        let encoding = decode::of_stream(&head, options.encoding);
        let utf8 = |input| match encoding {
            Some(encoding) => Ok(transcoded(input, encoding)),
            None => without_mark(input).map_err(unreadable),
        };
        Ok(match format {
            Format::Text | Format::Html => Box::new(std::iter::once(one_article(input, format, options))),
            Format::Warc => {
                let notes = Arc::clone(&self.notes);
                Box::new(warc::Archive::new(input, meter.clone(), origin, notes, options))
            }
            Format::Tar => {
                let limit = options.max_article_bytes;
                let notes = Arc::clone(&self.notes);
                Box::new(Files::new(Tar::new(input, limit), limit, origin, notes))
            }
            Format::Zip => return Err(Problem::whole("a zip archive in an archive; skipped")),
            Format::Parquet => parquet::packed_cutter(input, options)?,
            Format::Feed => Box::new(feed::cut(whole(input, options)?, options)?),
            Format::Json if !json_lines(&head) => Box::new(values::Values::new(utf8(input)?, options)),
            Format::Json | Format::JsonLines => Box::new(lines::Lines::new(utf8(input)?, options)),
            Format::Csv | Format::Tsv => {
                let delimiter = (format == Format::Tsv).then_some(b'\t');
                let input = match decode::guess_of_stream(&head).filter(|_| encoding.is_none()) {
                    Some(guess) => transcoded(input, guess),
                    None => utf8(input)?,
                };
                Box::new(table::Table::new(input, delimiter, options)?)
            }
        })
    }

    /// Sets to work on a file out of an archive.
    fn enter(&mut self, archive: &Origin, path: &str, bytes: Vec<u8>) -> Result<(), ReadError> {
        let origin = Arc::new(Origin {
            name: format!("{}/{path}", archive.name),
            stem: format::stem(Path::new(path)),
        });
        let meter = Meter::default();
        let format = self.format_told(Path::new(path));
        let pieces = open::unpack(Box::new(Cursor::new(bytes)), &meter)
            .map_err(unreadable)
            .and_then(|input| self.format_of(input, format))
            .and_then(|(input, format)| self.cutter(input, &meter, &origin, format))
            .map_err(|problem| ReadError::new(origin.place(problem.at), problem.problem))?;
        self.inner = Some(Current { origin, meter, pieces });
        Ok(())
    }

    fn next_piece(&mut self) -> Option<Result<Document, ReadError>> {
        loop {
            if let Some(inner) = &mut self.inner {
                let origin = Arc::clone(&inner.origin);
                let piece = inner.pieces.next();
                if piece.is_none() {
                    self.inner = None;
                }
                if let Some(piece) = piece {
                    return Some(document(piece, origin));
                }
            }
            let current = self.current.as_mut()?;
            let origin = Arc::clone(&current.origin);
            match current.pieces.next() {
                None => {
                    self.finished = self.bytes();
                    self.current = None;
                    return None;
                }
                Some(Ok(Piece { body: Body::Entry(path, bytes), .. })) => {
                    if let Err(error) = self.enter(&origin, &path, bytes) {
                        return Some(Err(error));
                    }
                }
                Some(piece) => return Some(document(piece, origin)),
            }
        }
    }

    fn bytes(&self) -> u64 {
        self.finished + self.current.as_ref().map_or(0, |current| current.meter.bytes())
    }
}

fn document(piece: Result<Piece, Problem>, origin: Arc<Origin>) -> Result<Document, ReadError> {
    match piece {
        Ok(Piece { at, body, len }) => Ok(Document { origin, at, body, len }),
        Err(Problem { at, problem }) => Err(ReadError::new(origin.place(at), problem)),
    }
}

impl Iterator for Documents {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let document = self.next_document();
        self.reached.store(self.bytes(), Ordering::Relaxed);
        document
    }
}

/// How far into a stream its format and encoding are looked for.
const HEAD: usize = 16 << 10;

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn unreadable(error: std::io::Error) -> Problem {
    Problem::whole(format!("{}; skipped", told(&error)))
}

fn transcoded(input: Input, encoding: &'static Encoding) -> Input {
    Box::new(BufReader::with_capacity(HEAD, decode::Transcoded::new(input, encoding)))
}

/// A stream that is one article, or must be had whole.
pub(super) fn whole(input: Input, options: &Options) -> Result<Vec<u8>, Problem> {
    let limit = options.max_article_bytes;
    let bytes = open::read_whole(input, limit).map_err(unreadable)?;
    bytes.ok_or_else(|| Problem::too_large(At::Whole, limit))
}

fn told_format(head: &[u8], encoding: Option<&'static Encoding>, options: &Options) -> Format {
    let fields = [options.text_field.as_str()];
    match encoding {
        Some(encoding) => format::by_content(encoding.decode(head).0.as_bytes(), &fields),
        None => format::by_content(head, &fields),
    }
}

fn json_lines(head: &[u8]) -> bool {
    format::by_content(head, &[]) == Format::JsonLines
}

fn without_mark(mut input: Input) -> std::io::Result<Input> {
    if input.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        input.consume(3);
    }
    Ok(input)
}

fn one_article(input: Input, format: Format, options: &Options) -> Result<Piece, Problem> {
    let bytes = whole(input, options)?;
    let len = bytes.len();
    let body = Body::Whole(bytes, format);
    Ok(Piece { at: At::Whole, body, len })
}
