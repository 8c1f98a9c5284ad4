//! Sources to documents, in order: the format of each is told, its bytes are unpacked and turned into UTF-8 where that
//! must be done before cutting, and the cutter of its format is set to work.

use super::open::{self, Input, Meter};
use super::{
    At, Body, Document, Format, Options, Origin, Piece, Problem, ReadError, decode, feed, format, lines,
    table, values, warc,
};
use crate::discover::{Source, Sources, told};
use encoding_rs::Encoding;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

type Cutter = Box<dyn Iterator<Item = Result<Piece, Problem>> + Send>;

/// What was passed over while cutting, shared with the cutter at work.
pub(super) type Notes = Arc<Mutex<Vec<ReadError>>>;

/// The documents of all sources, in order.
pub struct Documents {
    sources: std::vec::IntoIter<Result<Source, ReadError>>,
    options: Options,
    current: Option<Current>,
    finished: u64,
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
        finished: 0,
        notes: Notes::default(),
    }
}

impl Documents {
    /// What sources held that are no articles, since this was last asked: one note per source.
    pub fn passed_over(&self) -> Vec<ReadError> {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *notes)
    }

    fn start(&mut self, source: Source) -> Result<Option<Document>, ReadError> {
        let origin = Arc::new(Origin::of(&source));
        if let Source::File(path) = source {
            let format = self.options.input_format.or_else(|| format::by_name(&path));
            if let Some(format) = format.filter(|format| format.is_one_article()) {
                return Ok(Some(self.unopened(origin, path, format)));
            }
            return self.cut(&Source::File(path), origin, format);
        }
        self.cut(&source, origin, self.options.input_format)
    }

    fn unopened(&mut self, origin: Arc<Origin>, path: PathBuf, format: Format) -> Document {
        let size = std::fs::metadata(&path).map_or(0, |meta| meta.len());
        self.finished += size;
        Document {
            origin,
            at: At::Whole,
            body: Body::Unopened(path, format),
            len: usize::try_from(size).unwrap_or(usize::MAX),
            progress: self.finished,
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
            .and_then(|input| self.cutter(input, &meter, &origin, format));
        let fail = |p: Problem| ReadError::new(origin.place(p.at), p.problem);
        let pieces = pieces.map_err(fail)?;
        self.current = Some(Current { origin, meter, pieces });
        Ok(None)
    }

    fn cutter(
        &self,
        input: Input,
        meter: &Meter,
        origin: &Origin,
        format: Option<Format>,
    ) -> Result<Cutter, Problem> {
        let options = &self.options;
        let (head, input) = open::peek(input, HEAD).map_err(unreadable)?;
        if head.is_empty() {
            return Err(Problem::whole("empty; skipped"));
        }
        let encoding = decode::of_stream(&head, options.encoding);
        let format = format.unwrap_or_else(|| told_format(&head, encoding, options));
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

    fn next_piece(&mut self) -> Option<Result<Document, ReadError>> {
        let current = self.current.as_mut()?;
        let Some(piece) = current.pieces.next() else {
            self.finished += current.meter.bytes();
            self.current = None;
            return None;
        };
        let origin = Arc::clone(&current.origin);
        let progress = self.finished + current.meter.bytes();
        Some(match piece {
            Ok(Piece { at, body, len }) => Ok(Document { origin, at, body, len, progress }),
            Err(Problem { at, problem }) => Err(ReadError::new(origin.place(at), problem)),
        })
    }
}

impl Iterator for Documents {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
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

fn whole(input: Input, options: &Options) -> Result<Vec<u8>, Problem> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fs;
    use std::io::Write;

    const TEXT: &str =
        "The minister spoke in \"Paris\", twice; it rained.\n\nThen he left, at 10 o\u{2019}clock.";

    /// What reading gives: id, title, day, text, or the message.
    fn read_all(files: &[(&str, &[u8])], options: &Options) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut paths = Vec::new();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::write(&path, bytes).expect("written");
            paths.push(path);
        }
        let prefix = format!("{}/", folder.path().display());
        let told = |document: Result<Document, ReadError>| match document.and_then(|d| d.read(options)) {
            Ok(a) => {
                let day = a.published.map_or_else(String::new, |day| day.to_string());
                format!("{}|{}|{day}|{}", a.id, a.title.unwrap_or_default(), a.text)
            }
            Err(error) => format!("! {}", error.to_string().replace(&prefix, "")),
        };
        documents(crate::discover::sources(&paths), options).map(told).collect()
    }

    fn read_one(name: &str, bytes: &[u8]) -> Vec<String> {
        read_all(&[(name, bytes)], &Options::default())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).expect("a vector takes all");
        packer.finish().expect("a vector takes all")
    }

    fn utf16(text: &str) -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn the_same_records_come_out_of_every_format() {
        let record = serde_json::json!({"id": "a", "title": "T", "published": "2021-02-10", "text": TEXT});
        let other = serde_json::json!({"id": "b", "title": "U", "published": "2021-02-11", "text": "Short."});
        let quoted = TEXT.replace('"', "\"\"");
        let csv =
            format!("id,published,title,text\r\na,2021-02-10,T,\"{quoted}\"\r\nb,2021-02-11,U,Short.\r\n");
        let array = serde_json::to_string_pretty(&[&record, &other]).expect("JSON");
        let lines = format!("{record}\n\n{other}");
        let expected = [format!("a|T|2021-02-10|{TEXT}"), "b|U|2021-02-11|Short.".to_owned()];
        let cases: [(&str, Vec<u8>); 14] = [
            ("x.jsonl", lines.clone().into()),
            ("x.jsonl", format!("\u{feff}{lines}\n").into()),
            ("x.jsonl", utf16(&lines)),
            ("x.jsonl.gz", gzip(lines.as_bytes())),
            ("x.json", array.clone().into()),
            ("x.json", lines.clone().into()),
            ("x.json", utf16(&array)),
            ("x.csv", csv.clone().into()),
            ("x.csv", format!("\u{feff}{csv}").into()),
            ("x.csv", utf16(&csv)),
            (
                "x.tsv",
                csv.replace(",2021", "\t2021")
                    .replace(",published,title,", "\tpublished\ttitle\t")
                    .replace(",T,", "\tT\t")
                    .replace(",U,", "\tU\t")
                    .into(),
            ),
            ("x", lines.into()),
            ("x", array.into()),
            ("x", gzip(csv.as_bytes())),
        ];
        for (name, bytes) in cases {
            assert_eq!(read_one(name, &bytes), expected, "{name}");
        }
    }

    #[test]
    fn a_text_is_one_article_in_any_packing_and_encoding() {
        let text = "Москва встречает гостей\r\n\r\nПрезидент приехал во вторник, сообщил министр.\r\n";
        let expected = [format!("moskva|Москва встречает гостей|2021-02-10|{text}")];
        let windows = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
        let marked = format!("\u{feff}{text}");
        for bytes in [text.as_bytes(), marked.as_bytes(), &windows, &utf16(text), &gzip(&windows)] {
            assert_eq!(read_one("2021-02-10-moskva.txt", bytes), expected);
        }
    }

    #[test]
    fn bad_articles_are_told_in_their_place_and_the_rest_is_read() {
        let files: [(&str, &[u8]); 6] = [
            ("a.txt", b""),
            ("b.txt", b" \n\n"),
            ("c.txt", b"%PDF-1.4"),
            ("d.jsonl", b"{\"text\": \"one\"}\nnonsense\n{\"text\": \"two\"}\n"),
            ("e.csv", b"id,body\n1,x\n"),
            ("f.txt", b"Last"),
        ];
        let expected = [
            "! a.txt: empty; skipped",
            "! b.txt: no text in it; skipped",
            "! c.txt: not text but a PDF file; skipped",
            "d:1|||one",
            "! d.jsonl:2: not valid JSON at column 2 (expected ident); skipped",
            "d:3|||two",
            "! e.csv: no field \"text\" (there is \"id\", \"body\"); skipped, name it with --text-field",
            "f|Last||Last",
        ];
        assert_eq!(read_all(&files, &Options::default()), expected);
    }

    #[test]
    fn one_article_has_a_limit_and_the_stream_has_none() {
        let options = Options { max_article_bytes: 2000, ..Options::default() };
        let long = "x".repeat(3000);
        let lines = format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"ok\"}}\n").repeat(3);
        let bomb = gzip(&vec![b' '; 1 << 20]);
        let told = "larger than 1 KiB; skipped (raise --max-article-size)";
        let found = read_all(&[("a.jsonl", lines.as_bytes()), ("b.txt.gz", &bomb)], &options);
        assert_eq!(found.len(), 7);
        assert_eq!((found[0].as_str(), found[1].as_str()), (&*format!("! a.jsonl:1: {told}"), "a:2|||ok"));
        assert_eq!(found[6], format!("! b.txt.gz: {told}"));
    }

    #[test]
    fn progress_reaches_the_bytes_of_all_sources() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::write(folder.path().join("a.txt"), TEXT).expect("written");
        fs::write(folder.path().join("b.jsonl.gz"), gzip(b"{\"text\": \"a\"}\n")).expect("written");
        let sources = crate::discover::sources(&[folder.path().to_owned()]);
        let bytes = sources.bytes;
        let last = documents(sources, &Options::default()).filter_map(Result::ok).last();
        assert_eq!(last.map(|document| document.progress()), bytes);
    }

    fn any_format() -> impl Strategy<Value = Option<Format>> {
        let formats: Vec<_> = Format::names().map(Format::from_name).chain([None]).collect();
        proptest::sample::select(formats)
    }

    /// Bytes that get past the first look of each format.
    fn openings() -> impl Strategy<Value = Vec<u8>> {
        let openings: Vec<&[u8]> = vec![
            b"", b"\x1f\x8b\x08", b"BZh9", b"\x28\xb5\x2f\xfd", b"\xff\xfe", b"\xef\xbb\xbf", b"[{\"text\": ",
            b"{\"text\": \"a\", \"published\": ", b"text,id\n\"", b"<html><body><p>", b"<rss><item><title>",
            b"<feed><entry><content>", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"Title\nBy Jane Doe, 10 February 2021\n",
        ];
        proptest::sample::select(openings).prop_map(<[u8]>::to_vec)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_are_a_panic(
            format in any_format(),
            opening in openings(),
            rest in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..300),
                "[ -~\\n\u{e9}\u{416}]{0,200}".prop_map(String::into_bytes),
                "(<[a-z/!]{0,4}[ a-z=\"]{0,6}>|[a-z ,.]{0,9}|&[#a-z0-9]{0,4};?|\\]\\]>){0,40}".prop_map(String::into_bytes),
                "([0-9]{1,5}|[a-zA-Zа-я]{1,9}|[ ,.:/\\-|]){0,30}".prop_map(String::into_bytes),
            ],
        ) {
            let options = Options { input_format: format, max_article_bytes: 1 << 16, ..Options::default() };
            let bytes = [opening, rest].concat();
            let mut file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
            file.write_all(&bytes).expect("written");
            let source = Source::File(file.path().to_owned());
            for document in documents(vec![source], &options).flatten() {
                if let Ok(article) = document.read(&options) {
                    prop_assert!(!article.text.trim().is_empty());
                    for span in &article.about {
                        prop_assert!(!span.of(&article.text).is_empty());
                    }
                }
            }
        }
    }
}
