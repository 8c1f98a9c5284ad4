//! Rows of comma- or tab-separated values on their way into bytes, written by hand, byte for byte what the crate csv
//! writes (tested): a report is made of millions of short cells.

use crate::report::{bytes, numbers};
use std::borrow::Cow;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// `,` or a tab.
    pub delimiter: u8,
    /// For a spreadsheet.
    pub excel: bool,
}

/// Rows on their way into bytes. A cell is written with the delimiter behind it; in place of the last the line ends.
pub struct Rows {
    pub(super) out: Vec<u8>,
    pub(super) dialect: Dialect,
}

impl Rows {
    /// No rows yet.
    pub const fn new(dialect: Dialect) -> Self {
        Self::behind(Vec::new(), dialect)
    }

    /// Rows behind what `out` holds.
    pub const fn behind(out: Vec<u8>, dialect: Dialect) -> Self {
        Self { out, dialect }
    }

    /// Adds the header row, after a byte order mark for a spreadsheet.
    #[must_use]
    pub fn under(mut self, columns: &[&'static str]) -> Self {
        if self.dialect.excel {
            self.out.extend_from_slice("\u{feff}".as_bytes());
        }
        for column in columns {
            self.word(column);
        }
        self.end();
        self
    }

    /// Adds a row of two cells or more.
    pub fn push(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        cells.into_iter().for_each(|cell| self.text(cell.as_ref()));
        self.end();
    }

    /// A text, in quotes where it must be.
    pub(super) fn text(&mut self, text: &str) {
        if self.dialect.excel {
            self.quoted(&safe(text.into()));
        } else {
            self.quoted(text);
        }
        self.out.push(self.dialect.delimiter);
    }

    fn quoted(&mut self, text: &str) {
        let delimiter = self.dialect.delimiter;
        let may_be_quoted = bytes::any(text, |eight| {
            bytes::below(eight, b' ') | bytes::equal(eight, b'"') | bytes::equal(eight, delimiter)
        });
        let quoted = |byte: u8| matches!(byte, b'\n' | b'\r' | b'"') || byte == delimiter;
        if !may_be_quoted || !text.bytes().any(quoted) {
            self.out.extend_from_slice(text.as_bytes());
            return;
        }
        self.out.push(b'"');
        for part in text.split_inclusive('"') {
            self.out.extend_from_slice(part.as_bytes());
            if part.ends_with('"') {
                self.out.push(b'"');
            }
        }
        self.out.push(b'"');
    }

    /// One of the words of the contract, or nothing.
    #[inline]
    pub(super) fn word(&mut self, word: &str) {
        self.out.extend_from_slice(word.as_bytes());
        self.out.push(self.dialect.delimiter);
    }

    #[inline]
    pub(super) fn number(&mut self, number: usize) {
        numbers::push(number, &mut self.out);
        self.out.push(self.dialect.delimiter);
    }

    /// A number as it is told, without a decimal where it is whole.
    pub(super) fn decimal(&mut self, number: f64) {
        if !numbers::push_decimal::<6>(number, &mut self.out) {
            self.out.extend_from_slice(number.to_string().as_bytes());
        } else if self.out.ends_with(b".0") {
            self.out.truncate(self.out.len() - 2);
        }
        self.out.push(self.dialect.delimiter);
    }

    pub(super) fn degrees(&mut self, degrees: Option<f64>) {
        match degrees {
            Some(degrees) => self.decimal(degrees),
            None => self.word(""),
        }
    }

    /// Cells that were written before, each with its delimiter.
    #[inline]
    pub(super) fn cells(&mut self, cells: &[u8]) {
        self.out.extend_from_slice(cells);
    }

    /// Ends the row.
    #[inline]
    pub(super) fn end(&mut self) {
        self.out.pop();
        self.out.extend_from_slice(if self.dialect.excel { b"\r\n" } else { b"\n" });
    }

    /// The rows as bytes.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }
}

/// The header row.
pub fn header(columns: &[&'static str], dialect: Dialect) -> Vec<u8> {
    Rows::new(dialect).under(columns).finish()
}

/// A text as a cell that many rows have.
pub(super) fn cell(text: &str, dialect: Dialect) -> Vec<u8> {
    let mut cell = Rows::behind(Vec::with_capacity(text.len() + 8), dialect);
    cell.text(text);
    cell.finish()
}

/// A cell no spreadsheet takes for a formula: a number stays, what begins like a formula gets an apostrophe.
fn safe(cell: Cow<'_, str>) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula && cell.parse::<f64>().is_err() { Cow::Owned(format!("'{cell}")) } else { cell }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-cmd", "'-cmd"),
            ("+49 30", "'+49 30"),
            ("-37.61", "-37.61"),
            ("Moscow", "Moscow"),
            ("", ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(safe(Cow::Borrowed(cell)), expected);
        }
    }

    #[test]
    fn quotes_what_needs_it_and_ends_lines_as_asked() {
        let bytes = |delimiter, excel| {
            let mut rows = Rows::new(Dialect { delimiter, excel });
            rows.push(["a,b", "c\"d", "e\nf"]);
            String::from_utf8(rows.finish()).expect("text went in")
        };
        assert_eq!(bytes(b',', false), "\"a,b\",\"c\"\"d\",\"e\nf\"\n");
        assert_eq!(bytes(b'\t', false), "a,b\t\"c\"\"d\"\t\"e\nf\"\n");
        assert!(bytes(b',', true).ends_with("\r\n"));
    }

    #[derive(Clone, Debug)]
    pub enum Cell {
        Text(String),
        Number(usize),
        Decimal(f64),
    }

    fn any_cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            "[a-zA-Z ,\"\t\r\n;'=+@é—😀-]{0,12}".prop_map(Cell::Text),
            any::<usize>().prop_map(Cell::Number),
            any::<f64>().prop_map(Cell::Decimal),
            (-200_000_000..200_000_000_i64).prop_map(|parts| Cell::Decimal(parts as f64 / 1e6)),
        ]
    }

    fn by_hand(rows: &[Vec<Cell>], dialect: Dialect) -> Vec<u8> {
        let mut written = Rows::new(dialect);
        for row in rows {
            for cell in row {
                match cell {
                    Cell::Text(text) => written.text(text),
                    Cell::Number(number) => written.number(*number),
                    Cell::Decimal(number) => written.decimal(*number),
                }
            }
            written.end();
        }
        written.finish()
    }

    /// Rows as the crate csv writes them.
    pub fn by_crate(rows: &[Vec<Cell>], dialect: Dialect) -> Vec<u8> {
        let end = if dialect.excel { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer =
            csv::WriterBuilder::new().delimiter(dialect.delimiter).terminator(end).from_writer(Vec::new());
        for row in rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) => text.clone(),
                Cell::Number(number) => number.to_string(),
                Cell::Decimal(number) => number.to_string(),
            });
            let cells = cells.map(|cell| if dialect.excel { safe(cell.into()).into_owned() } else { cell });
            writer.write_record(cells).expect("a vector takes all");
        }
        writer.into_inner().expect("a vector takes all")
    }

    pub fn dialect() -> impl Strategy<Value = Dialect> {
        let delimiter = prop::sample::select(vec![b',', b'\t']);
        (delimiter, any::<bool>()).prop_map(|(delimiter, excel)| Dialect { delimiter, excel })
    }

    proptest! {
        #[test]
        fn rows_are_written_as_the_crate_writes_them(
            rows in prop::collection::vec(prop::collection::vec(any_cell(), 3), 0..4),
            dialect in dialect(),
        ) {
            prop_assert_eq!(by_hand(&rows, dialect), by_crate(&rows, dialect));
        }
    }
}
