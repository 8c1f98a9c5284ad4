//! A stream to rows of cells. A cell is quoted when it begins with a quote and the next one that is not doubled stands
//! before a delimiter or the end of a line; any other quote is a letter. A row with a quote left open ends with its line, or
//! with the stream where that was cut off. The crate csv, which writes and reads all other tables here, would take everything
//! behind such a quote for one cell and say nothing; a test holds the two together on what is written well.

use super::open::Input;
use memchr::{memchr, memchr3};
use std::io::{self, BufRead};

/// Cuts a stream into rows.
pub(super) struct Rows {
    input: Input,
    delimiter: u8,
    limit: u64,
    /// Cells of a row, where the header has told.
    pub(super) columns: usize,
    /// Bytes read and not yet given out; the next row begins at `start`.
    ahead: Vec<u8>,
    start: usize,
    line: u64,
}

/// One row, kept between calls for its room.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The line it begins on; the first is 1.
    pub(super) line: u64,
    /// What became of it where a quote was left open in it.
    pub(super) left_open: Option<Open>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// What became of a row with a quote that is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// It ends with its line, since the next line looks like a row.
    Line,
    /// It goes on to the end of the stream, which was cut off.
    Stream,
}

/// Why there is no row.
#[derive(Debug)]
pub(super) enum Stop {
    /// It is larger than allowed; the next one can be asked for.
    TooLarge,
    Broken(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

impl Row {
    /// Its cells, without their quotes.
    pub(super) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }

    /// Bytes of all cells.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    fn push(&mut self, cell: &[u8]) {
        self.bytes.extend_from_slice(cell);
        self.ends.push(self.bytes.len());
    }

    /// The inside of a quoted cell, where a quote is written twice.
    fn push_quoted(&mut self, mut inside: &[u8]) {
        while let Some(quote) = memchr(b'"', inside) {
            self.bytes.extend_from_slice(&inside[..=quote]);
            inside = &inside[quote + 2..];
        }
        self.push(inside);
    }
}

impl Rows {
    /// Cuts `input`; a row may take `limit` bytes.
    pub(super) fn new(input: Input, delimiter: u8, limit: u64) -> Self {
        Self { input, delimiter, limit, columns: 0, ahead: Vec::new(), start: 0, line: 1 }
    }

    /// Reads the next row that is not blank; `false` at the end.
    pub(super) fn read(&mut self, row: &mut Row) -> Result<bool, Stop> {
        while let Some(b'\n' | b'\r') = self.at(0)? {
            self.pass(0)?;
        }
        row.bytes.clear();
        row.ends.clear();
        (row.line, row.left_open) = (self.line, None);
        if self.at(0)?.is_none() {
            return Ok(false);
        }
        let mut at = 0;
        loop {
            at = if let Some(end) = self.quoted(at, row)? {
                end
            } else {
                let end = self.cell_end(at)?;
                row.push(&self.ahead[self.start..][at..end]);
                end
            };
            if self.at(at)? != Some(self.delimiter) {
                break;
            }
            at += 1;
        }
        self.pass(at)?;
        Ok(true)
    }

    /// The end of the quoted cell at `at`, which `row` is given; nothing where none stands there.
    fn quoted(&mut self, at: usize, row: &mut Row) -> Result<Option<usize>, Stop> {
        if self.at(at)? != Some(b'"') {
            return Ok(None);
        }
        let mut from = at + 1;
        while let Some(quote) = self.find([b'"'; 3], from)? {
            match self.at(quote + 1)? {
                Some(b'"') => from = quote + 2,
                Some(mark) if mark != self.delimiter && mark != b'\n' && mark != b'\r' => {
                    // On its own line it is no quoted cell: `"Paris" is worth a mass`.
                    let line_end = self.find([b'\n', b'\r', b'\r'], at)?;
                    if line_end.is_some_and(|end| end < quote) {
                        row.left_open = Some(Open::Line);
                    }
                    return Ok(None);
                }
                _ => {
                    row.push_quoted(&self.ahead[self.start..][at + 1..quote]);
                    return Ok(Some(quote + 1));
                }
            }
        }
        if self.goes_on(at)? {
            row.left_open = Some(Open::Stream);
            row.push_quoted(&self.ahead[self.start..][at + 1..]);
            return Ok(Some(self.ahead.len() - self.start));
        }
        row.left_open = Some(Open::Line);
        Ok(None)
    }

    /// Whether the line behind the one of `at` has too few cells for a row, and the stream ends within the limit.
    fn goes_on(&mut self, at: usize) -> io::Result<bool> {
        let rest = self.ahead.len() - self.start;
        let line_end = self.find([b'\n', b'\r', b'\r'], at)?.filter(|_| rest as u64 <= self.limit);
        let Some(line_end) = line_end else { return Ok(false) };
        let behind = self.ahead[self.start + line_end..].trim_ascii_start();
        let next = behind.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        Ok(!next.is_empty() && memchr::memchr_iter(self.delimiter, next).count() + 1 < self.columns)
    }

    /// Where the cell that is not quoted ends.
    fn cell_end(&mut self, at: usize) -> Result<usize, Stop> {
        if let Some(end) = self.find([self.delimiter, b'\n', b'\r'], at)? {
            return Ok(end);
        }
        let rest = self.ahead.len() - self.start;
        if rest as u64 <= self.limit {
            return Ok(rest);
        }
        self.skip_line()?;
        Err(Stop::TooLarge)
    }
}

/// Bytes of the stream, by their distance from the start of the row.
impl Rows {
    fn at(&mut self, at: usize) -> io::Result<Option<u8>> {
        while self.start + at >= self.ahead.len() && self.read_ahead()? {}
        Ok(self.ahead.get(self.start + at).copied())
    }

    /// The first of `wanted` at or behind `from`, within what one row may take.
    fn find(&mut self, wanted: [u8; 3], mut from: usize) -> io::Result<Option<usize>> {
        let [one, two, three] = wanted;
        loop {
            let ready = self.ahead.get(self.start + from..).unwrap_or_default();
            if let Some(found) = memchr3(one, two, three, ready) {
                return Ok(Some(from + found));
            }
            from += ready.len();
            if from as u64 > self.limit || !self.read_ahead()? {
                return Ok(None);
            }
        }
    }

    fn read_ahead(&mut self) -> io::Result<bool> {
        let ready = self.input.fill_buf()?;
        let read = ready.len();
        self.ahead.extend_from_slice(ready);
        self.input.consume(read);
        Ok(read > 0)
    }

    /// Goes on behind the line end at `end`.
    fn pass(&mut self, end: usize) -> io::Result<()> {
        let is_crlf = self.at(end)? == Some(b'\r') && self.at(end + 1)? == Some(b'\n');
        let end = (self.start + end + if is_crlf { 2 } else { 1 }).min(self.ahead.len());
        self.line += lines(&self.ahead[self.start..end]);
        self.start = end;
        if self.start > self.ahead.len() / 2 {
            self.ahead.drain(..self.start);
            self.start = 0;
        }
        Ok(())
    }

    /// Goes on behind the end of the line, of which nothing is kept.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            self.ahead.clear();
            self.start = 0;
            if !self.read_ahead()? {
                return Ok(());
            }
            if let Some(end) = memchr::memchr2(b'\n', b'\r', &self.ahead) {
                return self.pass(end);
            }
        }
    }
}

/// Line ends in these bytes: LF, CR LF or CR.
fn lines(bytes: &[u8]) -> u64 {
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    ends.filter(|end| bytes[*end] == b'\r' || !bytes[..*end].ends_with(b"\r")).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{BufReader, Cursor};

    /// The rows of a table, each with its line and whether a quote was left open in it.
    fn cut(table: &str, delimiter: u8, limit: u64) -> Vec<(u64, Option<Open>, Vec<String>)> {
        let input = BufReader::with_capacity(3, Cursor::new(table.as_bytes().to_vec()));
        let (mut rows, mut row, mut found) =
            (Rows::new(Box::new(input), delimiter, limit), Row::default(), Vec::new());
        rows.columns = 2;
        loop {
            match rows.read(&mut row) {
                Ok(false) => return found,
                Ok(true) => {
                    let cells = row.cells().map(|cell| String::from_utf8_lossy(cell).into_owned());
                    found.push((row.line, row.left_open, cells.collect()));
                }
                Err(Stop::TooLarge) => found.push((row.line, None, vec!["too large".into()])),
                Err(Stop::Broken(error)) => panic!("{error}"),
            }
        }
    }

    fn cells(table: &str) -> Vec<String> {
        cut(table, b',', 1000).into_iter().map(|(_, _, cells)| cells.join("|")).collect()
    }

    #[test]
    fn a_quote_that_is_not_about_a_whole_cell_is_a_letter() {
        assert_eq!(cells("1,a 5\" pipe\n2,x\n"), ["1|a 5\" pipe", "2|x"]);
        assert_eq!(cells("1,\"Rome\" fell\n2,\"x\ny\"\n"), ["1|\"Rome\" fell", "2|x\ny"]);
        assert_eq!(cells("\"a\"\"b\"\"\",\"\",\"\"\"\"\r\n"), ["a\"b\"||\""]);
    }

    #[test]
    fn a_quote_left_open_costs_no_row_behind_it() {
        let expected = |last: &str| {
            vec![
                (1, None, vec!["1".to_owned(), "a".to_owned()]),
                (2, Some(Open::Line), vec!["2".into(), "\"b".into()]),
                (3, None, vec!["3".into(), last.into()]),
            ]
        };
        assert_eq!(cut("1,a\n2,\"b\n3,c\n", b',', 1000), expected("c"));
        // What would close it opens a cell.
        assert_eq!(cut("1,a\n2,\"b\n3,\"c\"\n", b',', 1000), expected("c"));
        // Nor where the rest is larger than a row may be.
        assert_eq!(cut("1,a\n2,\"b\n3,cdefgh", b',', 8), expected("cdefgh"));
    }

    #[test]
    fn a_table_cut_off_within_a_quoted_cell_keeps_what_there_is_of_it() {
        let rows = cut("1;a\n2;\"b \"\"c\"\"\n\nd, and", b';', 1000);
        assert_eq!(rows[1], (2, Some(Open::Stream), vec!["2".to_owned(), "b \"c\"\n\nd, and".to_owned()]));
    }

    #[test]
    fn a_line_that_is_too_large_is_passed_over() {
        let rows = cut("1,abcdefghijk\n\r\n2,b\n", b',', 8);
        let told: Vec<_> = rows.iter().map(|(line, _, cells)| (*line, cells.join("|"))).collect();
        assert_eq!(told, [(1, "too large".to_owned()), (3, "2|b".to_owned())]);
    }

    proptest! {
        #[test]
        fn rows_that_are_written_well_are_read_as_they_were(
            rows in prop::collection::vec(prop::collection::vec("[ab\",;\n\r\té]{0,6}", 2..4), 0..5),
            delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).expect("a vector takes all");
            }
            let table = String::from_utf8(writer.into_inner().expect("flushed")).expect("UTF-8");
            let read: Vec<_> = cut(&table, delimiter, 1000).into_iter().map(|(_, _, cells)| cells).collect();
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn no_line_of_any_text_is_lost(table in "[ab\",\n\r]{0,40}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let rows = cut(&table, b',', 1000);
            let read: String = rows.iter().flat_map(|(_, _, cells)| cells).map(|cell| letters(cell)).collect();
            prop_assert_eq!(read, letters(&table));
            prop_assert!(rows.iter().is_sorted_by(|one, next| one.0 < next.0));
        }
    }
}
