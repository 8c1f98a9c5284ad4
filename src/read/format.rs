//! Which format a source is in: by the ending of its name, or by how its bytes begin.

use std::path::Path;

/// A form in which articles come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One article per file, as plain text.
    Text,
    /// One article per file, as a web page.
    Html,
    /// One JSON record per line.
    JsonLines,
    /// A JSON array of records, or records one after the other over any number of lines.
    Json,
    /// Comma-separated values with a header row.
    Csv,
    /// Tab-separated values with a header row.
    Tsv,
    /// A table by columns: one article per row.
    Parquet,
    /// A web archive: one article per HTML response.
    Warc,
    /// An RSS or Atom feed: one article per entry.
    Feed,
    /// An archive of files in any of these formats.
    Tar,
    /// The same, as zip.
    Zip,
}

/// Endings of names, and the formats they stand for.
const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("parquet", Format::Parquet),
    ("warc", Format::Warc),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("tar", Format::Tar),
    ("tgz", Format::Tar),
    ("txz", Format::Tar),
    ("zip", Format::Zip),
];

/// The endings, as messages tell them.
pub(crate) const ENDINGS_TOLD: &str = ".txt, .html, .jsonl, .json, .csv, .tsv, .parquet, .warc, .rss, .atom, .zip or .tar (also .gz, .zst, .bz2, .xz)";

/// Endings that only say how a file is packed.
const PACKINGS: &[&str] = &["gz", "gzip", "zst", "zstd", "bz2", "xz"];

/// Names a user may give a format.
const NAMES: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("html", Format::Html),
    ("jsonl", Format::JsonLines),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("parquet", Format::Parquet),
    ("warc", Format::Warc),
    ("rss", Format::Feed),
];

impl Format {
    /// The format a user names: `jsonl`.
    pub fn from_name(name: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(known, _)| *known == name)?;
        Some(found.1)
    }

    /// Every name a user may give a format.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// Whether it holds files, not articles.
    pub(crate) const fn is_archive(self) -> bool {
        matches!(self, Self::Tar | Self::Zip)
    }

    /// Whether a file of this format is one article, which the thread that reads it may open.
    pub(crate) const fn is_one_article(self) -> bool {
        matches!(self, Self::Text | Self::Html)
    }
}

/// Whether the name has the ending of a known format.
pub fn is_known(path: &Path) -> bool {
    by_name(path).is_some()
}

/// Whether the name has the ending of XML, which feeds may have and much else.
pub(crate) fn is_xml(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    unpacked(&name).rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("xml"))
}

/// The format the ending of the name stands for, endings of packing aside.
pub(crate) fn by_name(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy();
    let (_, ending) = unpacked(&name).rsplit_once('.')?;
    let known = ENDINGS.iter().find(|(e, _)| ending.eq_ignore_ascii_case(e));
    known.map(|(_, format)| *format)
}

/// The name of the file without folder, packing and format: `news` for `a/news.jsonl.gz`.
pub(crate) fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = unpacked(&name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// A name without the ending that says how a file is packed.
pub(crate) fn unpacked(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((rest, ending)) if PACKINGS.iter().any(|p| ending.eq_ignore_ascii_case(p)) => rest,
        _ => name,
    }
}

/// The format of bytes that begin like this; `fields` are the names of columns, one of which tells a table.
pub(crate) fn by_content(head: &[u8], fields: &[&str]) -> Format {
    if head.starts_with(b"PK\x03\x04") {
        return Format::Zip;
    }
    if head.starts_with(b"PAR1") {
        return Format::Parquet;
    }
    if head.get(257..262) == Some(b"ustar") {
        return Format::Tar;
    }
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = head.trim_ascii_start();
    match head.first() {
        Some(b'W') if head.starts_with(b"WARC/") => Format::Warc,
        Some(b'{') => json_records(head),
        Some(b'[') if next_is(&head[1..], b"{]") => Format::Json,
        Some(b'<') => markup(head),
        _ => table(head, fields).unwrap_or(Format::Text),
    }
}

fn next_is(bytes: &[u8], any: &[u8]) -> bool {
    let next = bytes.trim_ascii_start().first();
    next.is_some_and(|byte| any.contains(byte))
}

fn json_records(head: &[u8]) -> Format {
    if !next_is(&head[1..], b"\"}") {
        return Format::Text;
    }
    let Some(end) = memchr::memchr(b'\n', head) else {
        return Format::JsonLines;
    };
    let line = head[..end].trim_ascii_end();
    if line.len() > 1 && line.ends_with(b"}") {
        return Format::JsonLines;
    }
    Format::Json
}

fn markup(head: &[u8]) -> Format {
    let head = head[..head.len().min(1024)].to_ascii_lowercase();
    let has = |needle: &str| memchr::memmem::find(&head, needle.as_bytes()).is_some();
    if ["<rss", "<feed", "<rdf:rdf"].into_iter().any(has) {
        return Format::Feed;
    }
    let page = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<p>", "<div"];
    if page.into_iter().any(has) {
        return Format::Html;
    }
    Format::Text
}

/// A first line that names one of the columns is the header of a table.
fn table(head: &[u8], fields: &[&str]) -> Option<Format> {
    let line = head.split(|byte| *byte == b'\n').next()?;
    let line = std::str::from_utf8(line.trim_ascii()).ok()?;
    [(b'\t', Format::Tsv), (b',', Format::Csv), (b';', Format::Csv)]
        .into_iter()
        .find(|(delimiter, _)| {
            let mut cells = line.split(*delimiter as char);
            let named = |cell: &str| fields.contains(&cell.trim().trim_matches('"'));
            line.contains(*delimiter as char) && cells.any(named)
        })
        .map(|(_, format)| format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_format_through_its_packing() {
        let cases = [
            ("a/b.txt", Some(Format::Text), "b"),
            ("a/news.jsonl.gz", Some(Format::JsonLines), "news"),
            ("A.HTM.ZST", Some(Format::Html), "A"),
            ("x.warc.gz", Some(Format::Warc), "x"),
            ("x.parquet", Some(Format::Parquet), "x"),
            ("x.tar.xz", Some(Format::Tar), "x"),
            ("x.gz", None, "x"),
            ("x", None, "x"),
            (".txt", Some(Format::Text), ".txt"),
            ("x.png", None, "x"),
        ];
        for (name, format, stem_told) in cases {
            assert_eq!(by_name(Path::new(name)), format, "{name}");
            assert_eq!(stem(Path::new(name)), stem_told, "{name}");
        }
    }

    #[test]
    fn bytes_tell_the_format_where_no_name_does() {
        let cases: [(&str, Format); 17] = [
            ("PAR1\u{15}\u{4}", Format::Parquet),
            ("{\"text\": \"a\"}\n{\"text\"", Format::JsonLines),
            ("\u{feff}{\"text\": \"a", Format::JsonLines),
            ("{\n  \"text\": \"a\"\n}", Format::Json),
            ("[\n {\"text\": \"a\"}]", Format::Json),
            ("[Update] Fire in Rome", Format::Text),
            ("{curly} beginnings", Format::Text),
            ("WARC/1.0\r\nWARC-Type: warcinfo", Format::Warc),
            ("<!DOCTYPE html><html>", Format::Html),
            ("\n<HTML lang=en>", Format::Html),
            ("<?xml version=\"1.0\"?><rss version=\"2.0\">", Format::Feed),
            ("<strong> words", Format::Text),
            ("id,title,text\n1,a,b", Format::Csv),
            ("id;\"text\"\n1;a", Format::Csv),
            ("id\ttext\n", Format::Tsv),
            ("Some text, and more text\n", Format::Text),
            ("", Format::Text),
        ];
        for (head, format) in cases {
            assert_eq!(by_content(head.as_bytes(), &["text"]), format, "{head}");
        }
    }
}
