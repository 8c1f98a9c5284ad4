//! CSV and TSV to rows, one article each. Columns are named by the header; line breaks within quotes belong to the text.

use super::fields::{Fields, Stamp};
use super::open::{self, Input};
use super::record::{self, Field};
use super::{At, Body, Options, Piece, Problem, decode};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Cuts a table.
pub(super) struct Table {
    rows: csv::Reader<Rationed>,
    columns: Vec<Field>,
    ration: Arc<AtomicU64>,
    limit: u64,
    row: csv::ByteRecord,
    /// 1 where rows end in CR LF: the reader counts a line before it has seen its LF.
    behind: u64,
    ended: bool,
}

/// Bytes that may be read ahead of the row in work.
const AHEAD: u64 = 1 << 20;

/// Ends with an error when one row reads more than its ration: a quote that is never closed would swallow the file.
struct Rationed {
    input: Input,
    ration: Arc<AtomicU64>,
}

impl Read for Rationed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.ration.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::Error::other(OVER_RATION));
        }
        let wanted = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.input.read(&mut buffer[..wanted])?;
        self.ration.store(left - read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

const OVER_RATION: &str = "a row without end";

impl Table {
    /// Cuts `input`, which is UTF-8 without mark; `delimiter` is told from the header where it is not given.
    pub(super) fn new(input: Input, delimiter: Option<u8>, options: &Options) -> Result<Self, Problem> {
        let fail = |error: &io::Error| Problem::cut_off(error, "its header");
        let (head, input) = open::peek(input, 4096).map_err(|error| fail(&error))?;
        let delimiter = options.delimiter.or(delimiter).unwrap_or_else(|| told_delimiter(&head));
        let ration = Arc::new(AtomicU64::new(options.max_article_bytes.saturating_add(AHEAD)));
        let rationed = Rationed { input, ration: Arc::clone(&ration) };
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .buffer_capacity(64 << 10)
            .from_reader(rationed);
        let header =
            rows.byte_headers().map_err(|error| row_problem(&error, At::Whole, options.max_article_bytes))?;
        let names: Vec<_> = header.iter().map(|name| String::from_utf8_lossy(name.trim_ascii())).collect();
        let columns: Vec<Field> = names.iter().map(|name| Field::named(name, options)).collect();
        if !columns.contains(&Field::Text) {
            let problem = if names.is_empty() {
                "empty; skipped".to_owned()
            } else {
                record::missing(&options.text_field, names.iter().map(AsRef::as_ref))
            };
            return Err(Problem { at: At::Whole, problem });
        }
        Ok(Self {
            rows,
            columns,
            ration,
            limit: options.max_article_bytes,
            row: csv::ByteRecord::new(),
            behind: u64::from(is_crlf(&head)),
            ended: false,
        })
    }

    fn fields(&self) -> Result<Fields, String> {
        let mut fields = Fields::default();
        for (cell, column) in self.row.iter().zip(&self.columns) {
            let slot = match column {
                Field::Other => continue,
                Field::Text => &mut fields.text,
                Field::Id => fields.id.get_or_insert_default(),
                Field::Title => fields.title.get_or_insert_default(),
                Field::Byline => fields.byline.get_or_insert_default(),
                Field::Language => fields.language.get_or_insert_default(),
                Field::Url => fields.url.get_or_insert_default(),
                Field::Site => fields.site.get_or_insert_default(),
                Field::Published => {
                    fields.published = stamp(&String::from_utf8_lossy(cell));
                    continue;
                }
            };
            if let Ok(cell) = std::str::from_utf8(cell) {
                cell.clone_into(slot);
                continue;
            }
            let decoded = decode::decode(cell.to_vec(), None, None)?;
            *slot = decoded.text;
            fields.encoding = fields.encoding.or(decoded.encoding);
            fields.warnings.extend(decoded.warning);
        }
        Ok(fields)
    }
}

fn stamp(cell: &str) -> Option<Stamp> {
    let cell = cell.trim();
    if cell.is_empty() {
        return None;
    }
    let number = cell.parse().ok().filter(|_| cell.len() > 8);
    Some(number.map_or_else(|| Stamp::Text(cell.to_owned()), Stamp::Number))
}

/// The delimiter that cuts the header into most names.
fn told_delimiter(head: &[u8]) -> u8 {
    let header = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let times = |delimiter: u8| memchr::memchr_iter(delimiter, header).count();
    // The comma wins a tie.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|delimiter| times(*delimiter)).unwrap_or(b',')
}

fn is_crlf(head: &[u8]) -> bool {
    let end = memchr::memchr(b'\n', head);
    end.is_some_and(|end| head[..end].ends_with(b"\r"))
}

fn row_problem(error: &csv::Error, at: At, limit: u64) -> Problem {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.to_string() == OVER_RATION => {
            let size = super::told_size(limit);
            let problem = format!(
                "a row larger than {size}; the rest is skipped (close its quote, or raise --max-article-size)"
            );
            Problem { at, problem }
        }
        csv::ErrorKind::Io(io) => Problem::cut_off(io, "this row"),
        _ => Problem { at, problem: format!("not a table: {error}; the rest is skipped") },
    }
}

impl Iterator for Table {
    type Item = Result<Piece, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.ration.store(self.limit.saturating_add(AHEAD), Ordering::Relaxed);
        let read = self.rows.read_byte_record(&mut self.row);
        let at = At::Line(self.row.position().map_or(0, csv::Position::line) + self.behind);
        match read {
            Ok(true) => {}
            Ok(false) => {
                self.ended = true;
                return None;
            }
            Err(error) => {
                self.ended = true;
                let at = At::Line(self.rows.position().line());
                return Some(Err(row_problem(&error, at, self.limit)));
            }
        }
        let len = self.row.as_slice().len();
        if len as u64 > self.limit {
            return Some(Err(Problem::too_large(at, self.limit)));
        }
        Some(match self.fields() {
            Ok(fields) => Ok(Piece { at, body: Body::Fields(Box::new(fields)), len }),
            Err(problem) => Err(Problem { at, problem: format!("{problem}; skipped") }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn cut(text: &[u8], delimiter: Option<u8>) -> Vec<String> {
        let options = Options::default();
        let table = match Table::new(Box::new(Cursor::new(text.to_vec())), delimiter, &options) {
            Ok(table) => table,
            Err(problem) => return vec![problem.problem],
        };
        table
            .map(|piece| match piece {
                Ok(Piece { at: At::Line(line), body: Body::Fields(fields), .. }) => {
                    format!("{line} {} {:?}", fields.id.unwrap_or_default(), fields.text)
                }
                Ok(_) => "?".into(),
                Err(problem) => problem.problem,
            })
            .collect()
    }

    #[test]
    fn rows_are_cut_at_the_delimiter_the_header_shows() {
        let expected = ["2 1 \"a,; \\nb\"", "4 2 \"c\""];
        for delimiter in [",", ";", "\t", "|"] {
            let text = "id,more,text\n1,x,\"a@; \nb\"\n2,,c\n".replace(',', delimiter).replace('@', ",");
            assert_eq!(cut(text.as_bytes(), None), expected, "{delimiter}");
        }
    }

    #[test]
    fn columns_may_be_missing_in_a_row_and_quotes_hold_quotes() {
        let rows = cut(b"text,id\r\n\"he said \"\"no\"\"\",1\r\nlone\r\n", None);
        assert_eq!(rows, ["2 1 \"he said \\\"no\\\"\"", "3  \"lone\""]);
    }

    #[test]
    fn a_table_without_text_says_what_it_has() {
        assert_eq!(
            cut(b"id,body\n1,a\n", None),
            ["no field \"text\" (there is \"id\", \"body\"); skipped, name it with --text-field"]
        );
        assert_eq!(cut(b"", None), ["empty; skipped"]);
    }
}
