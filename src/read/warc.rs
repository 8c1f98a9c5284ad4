//! Web archives to pages: every response that is an HTML page (and every text of a WET file) is a document, everything
//! else is counted and passed over. A record that is cut off ends the archive with one message.

use super::documents::Notes;
use super::fields::Stamp;
use super::http::{Header, body_of, charset, is_html, is_page, split_response};
use super::open::{Input, Meter};
use super::{At, Body, Options, Origin, Piece, Problem, ReadError, html, plain};
use crate::article::Article;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

/// Longest header of a record or response.
const LONGEST_HEADER: u64 = 256 << 10;

/// Cuts a web archive.
pub(super) struct Archive {
    input: Input,
    /// Where packed members start, if the archive is packed that way.
    meter: Meter,
    /// Unpacked bytes read.
    at: u64,
    limit: u64,
    records: u64,
    passed_over: BTreeMap<String, u64>,
    name: String,
    notes: Notes,
    ended: bool,
}

/// A page as an archive holds it.
#[derive(Debug, Default)]
pub(super) struct Page {
    id: String,
    url: Option<String>,
    crawled: Option<String>,
    is_text: bool,
    /// An HTTP response with its header, or the page alone.
    is_http: bool,
    bytes: Vec<u8>,
}

impl Archive {
    /// Cuts `input`, unpacked, whose packed members `meter` tells.
    pub(super) fn new(input: Input, meter: Meter, origin: &Origin, notes: Notes, options: &Options) -> Self {
        Self {
            input,
            meter,
            at: 0,
            limit: options.max_article_bytes,
            records: 0,
            passed_over: BTreeMap::new(),
            name: origin.name.clone(),
            notes,
            ended: false,
        }
    }

    /// The next record that is an article; `None` at the end.
    fn next_page(&mut self) -> io::Result<Option<Result<Piece, Problem>>> {
        while self.skip_blank()? {
            let offset = self.meter.member().unwrap_or(self.at);
            let header = Header::read(&mut self.input, &mut self.at)?;
            let length = header.length()?;
            self.records += 1;
            let kind = header.get("warc-type").unwrap_or("unknown").to_owned();
            let Some(mut page) = header.page(&kind) else {
                self.pass_over(&kind, length)?;
                continue;
            };
            if length > self.limit {
                self.skip(length)?;
                return Ok(Some(Err(Problem::too_large(At::Offset(offset), self.limit))));
            }
            self.read_body(&mut page, length)?;
            if page.is_http && !is_page(&page.bytes) {
                *self.passed_over.entry(format!("{kind} without a page")).or_default() += 1;
                continue;
            }
            let len = page.bytes.len();
            let body = Body::Page(Box::new(page));
            let at = At::Offset(offset);
            return Ok(Some(Ok(Piece { at, body, len })));
        }
        Ok(None)
    }

    /// Line ends between records; `false` at the end of the archive.
    fn skip_blank(&mut self) -> io::Result<bool> {
        loop {
            let ready = self.input.fill_buf()?;
            let Some(first) = ready.first() else {
                return Ok(false);
            };
            if !first.is_ascii_whitespace() {
                return Ok(true);
            }
            self.input.consume(1);
            self.at += 1;
        }
    }

    fn read_body(&mut self, page: &mut Page, length: u64) -> io::Result<()> {
        let read = self.input.by_ref().take(length).read_to_end(&mut page.bytes)? as u64;
        self.at += read;
        if read < length {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends within a record"));
        }
        Ok(())
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.input.by_ref().take(length), &mut io::sink())?;
        self.at += skipped;
        if skipped < length {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends within a record"));
        }
        Ok(())
    }

    fn pass_over(&mut self, kind: &str, length: u64) -> io::Result<()> {
        *self.passed_over.entry(kind.to_owned()).or_default() += 1;
        self.skip(length)
    }

    fn note(&mut self) {
        if self.passed_over.is_empty() {
            return;
        }
        let counts: Vec<String> =
            self.passed_over.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let note = format!("records that are no pages: {}", counts.join(", "));
        let mut notes = self.notes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        notes.push(ReadError::new(self.name.clone(), note));
    }
}

impl Iterator for Archive {
    type Item = Result<Piece, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.next_page() {
            Ok(Some(piece)) => Some(piece),
            Ok(None) => {
                self.ended = true;
                self.note();
                None
            }
            Err(error) => {
                self.ended = true;
                self.note();
                let reached = format!("record {}", self.records + 1);
                Some(Err(Problem::cut_off(&error, &reached)))
            }
        }
    }
}

impl Header {
    /// Reads up to the blank line.
    fn read(input: &mut Input, at: &mut u64) -> io::Result<Self> {
        let mut header = Self::default();
        let mut left = LONGEST_HEADER;
        let mut line = Vec::new();
        for number in 0.. {
            line.clear();
            let read = input.by_ref().take(left).read_until(b'\n', &mut line)? as u64;
            left -= read;
            *at += read;
            if number == 0 && !line.starts_with(b"WARC/") {
                return Err(io::Error::other("not a WARC record"));
            }
            if !line.ends_with(b"\n") {
                return Err(io::Error::other("a header without end"));
            }
            if line.trim_ascii().is_empty() {
                break;
            }
            header.push(&line);
        }
        Ok(header)
    }

    fn length(&self) -> io::Result<u64> {
        let length = self.get("content-length").and_then(|length| length.parse().ok());
        length.ok_or_else(|| io::Error::other("a record without Content-Length"))
    }

    /// The page this record may hold, still without its bytes.
    fn page(&self, kind: &str) -> Option<Page> {
        let content = self.get("content-type").unwrap_or_default();
        let (is_http, is_text) = match kind {
            "response" if content.starts_with("application/http") => (true, false),
            "resource" | "response" if is_html(content) => (false, false),
            "conversion" | "resource" if content.starts_with("text/plain") => (false, true),
            _ => return None,
        };
        let own = |name: &str| self.get(name).map(|value| value.trim_matches(['<', '>']).to_owned());
        let id = own("warc-record-id").unwrap_or_default();
        Some(Page {
            id: id.trim_start_matches("urn:uuid:").to_owned(),
            url: own("warc-target-uri"),
            crawled: own("warc-date"),
            is_text,
            is_http,
            bytes: Vec::new(),
        })
    }
}

impl Page {
    /// Reads the article out of the page.
    pub(super) fn read(self, origin: &Origin, at: At, options: &Options) -> Result<Article, ReadError> {
        let fail = |problem: String| ReadError::new(origin.place(at), format!("{problem}; skipped"));
        let article = if self.is_http {
            let parts = split_response(&self.bytes);
            let (header, _, body) = parts.ok_or_else(|| fail("not an HTTP response".into()))?;
            let charset = header.get("content-type").and_then(charset);
            let body = body_of(&header, body, options.max_article_bytes).map_err(fail)?;
            html::read(body, charset, origin, at, options)
        } else if self.is_text {
            plain::read(self.bytes, origin, at, options)
        } else {
            html::read(self.bytes, None, origin, at, options)
        };
        let mut article = article.map_err(fail)?;
        if !self.id.is_empty() {
            article.id = self.id;
        }
        article.url = self.url.or(article.url);
        article.published = article.published.or(options.published);
        if article.published.is_none()
            && let Some(day) = self.crawled.and_then(|day| Stamp::Text(day).date())
        {
            article.published = Some(day);
            article.warnings.push(format!(
                "no date of publication; {day} taken, on which it was crawled (--published sets another)"
            ));
        }
        Ok(article)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    const PAGE: &str = "<html><head><title>A storm hits</title></head><body><p>The storm reached the coast on Tuesday \
        night, and thousands of people left their homes, officials said, before it moved on to the north.</p>";

    fn record(kind: &str, content: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}-1>\r\nWARC-Date: 2021-02-10T01:02:03Z\r\n\
            WARC-Target-URI: https://x.org/a\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn response(status: &str, header: &str, body: &str) -> String {
        let http = format!("HTTP/1.1 {status}\r\n{header}\r\n\r\n{body}");
        record("response", "application/http; msgtype=response", &http)
    }

    fn read(archive: &str) -> (Vec<Result<Article, String>>, Vec<ReadError>) {
        let origin = Origin::named("a.warc");
        let notes = Notes::default();
        let options = Options::default();
        let input = Box::new(Cursor::new(archive.to_owned()));
        let pieces = Archive::new(input, Meter::default(), &origin, notes.clone(), &options);
        let articles = pieces
            .map(|piece| match piece {
                Ok(Piece { at, body: Body::Page(page), .. }) => {
                    page.read(&origin, at, &options).map_err(|error| error.to_string())
                }
                Ok(_) => Err("?".into()),
                Err(problem) => Err(problem.problem),
            })
            .collect();
        let notes = notes.lock().map(|notes| notes.clone()).unwrap_or_default();
        (articles, notes)
    }

    #[test]
    fn pages_are_read_and_the_rest_is_counted() {
        let chunked =
            format!("{:x}\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n", 40, &PAGE[..40], PAGE.len() - 40, &PAGE[40..]);
        let archive = [
            record("warcinfo", "application/warc-fields", "software: x"),
            record("request", "application/http", "GET / HTTP/1.1\r\n\r\n"),
            response("200 OK", "Content-Type: text/html; charset=utf-8", PAGE),
            response("200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked", &chunked),
            response("200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked", PAGE),
            response("404 Not Found", "Content-Type: text/html", PAGE),
            response("200 OK", "Content-Type: image/png", "..."),
        ]
        .concat();
        let (articles, notes) = read(&archive);
        assert_eq!(articles.len(), 3);
        for article in articles {
            let article = article.expect("a page");
            assert!(article.text.starts_with("The storm reached") && article.text.ends_with("to the north."));
            assert_eq!(
                (article.id.as_str(), article.url.as_deref()),
                ("response-1", Some("https://x.org/a"))
            );
            assert_eq!(article.published, Some(jiff::civil::Date::constant(2021, 2, 10)));
            assert_eq!(
                article.warnings,
                [
                    "no date of publication; 2021-02-10 taken, on which it was crawled (--published sets another)"
                ]
            );
            assert_eq!(article.title.as_deref(), Some("A storm hits"));
        }
        assert_eq!(
            notes,
            [ReadError::new(
                "a.warc",
                "records that are no pages: 1 request, 2 response without a page, 1 warcinfo"
            )]
        );
    }

    #[test]
    fn an_archive_cut_off_gives_what_is_whole() {
        let whole = response("200 OK", "Content-Type: text/html", PAGE);
        let archive = format!("{whole}{}", &whole[..whole.len() - 99]);
        let (articles, _) = read(&archive);
        assert!(articles[0].is_ok());
        let told = "cut off at record 3 (the archive ends within a record); what came before was read";
        assert_eq!(articles[1].as_ref().err().map(String::as_str), Some(told));
    }

    #[test]
    fn texts_of_a_wet_file_are_articles() {
        let archive = record("conversion", "text/plain", "A storm hits\nIt rained.");
        let (articles, _) = read(&archive);
        let article = articles[0].as_ref().expect("a text");
        assert_eq!((article.title.as_deref(), article.extracted), (Some("A storm hits"), false));
    }
}
