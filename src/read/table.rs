//! CSV and TSV to rows, one article each. Columns are named by the header; line breaks within quotes belong to the text.
//! Whether 04/03/2021 is a day in March or in April is told by the other dates of the column, if by anything.

use super::fields::{Fields, Stamp};
use super::open::{self, Input};
use super::record::{self, Field};
use super::rows::{Open, Row, Rows, Stop};
use super::written_date::DayOrder;
use super::{At, Body, Options, Piece, Problem, decode};
use std::collections::VecDeque;

/// Cuts a table.
pub(super) struct Table {
    rows: Rows,
    columns: Vec<Field>,
    limit: u64,
    row: Row,
    /// The first rows, read before any is given out: they tell how the table writes its dates.
    first: VecDeque<Result<Piece, Problem>>,
    order: DayOrder,
    ended: bool,
}

/// Bytes that may be read ahead of the row in work.
const AHEAD: u64 = 1 << 20;
/// Rows, and bytes of rows, that are looked at before the first is given out.
const FIRST_ROWS: usize = 1000;
const FIRST_BYTES: usize = 1 << 20;

impl Table {
    /// Cuts `input`, which is UTF-8 without mark; `delimiter` is told from the header where it is not given.
    pub(super) fn new(input: Input, delimiter: Option<u8>, options: &Options) -> Result<Self, Problem> {
        let (head, input) =
            open::peek(input, 4096).map_err(|error| Problem::cut_off(&error, "its header"))?;
        let delimiter = delimiter.unwrap_or_else(|| told_delimiter(&head));
        let limit = options.max_article_bytes;
        let mut rows = Rows::new(input, delimiter, limit.saturating_add(AHEAD));
        let mut row = Row::default();
        rows.read(&mut row).map_err(|stop| problem(&stop, At::Whole, limit, "its header"))?;
        let names: Vec<_> = row.cells().map(|name| String::from_utf8_lossy(name.trim_ascii())).collect();
        let columns: Vec<Field> = names.iter().map(|name| Field::named(name, options)).collect();
        if !columns.contains(&Field::Text) {
            let problem = if names.is_empty() {
                "empty; skipped".to_owned()
            } else {
                record::missing(&options.text_field, names.iter().map(AsRef::as_ref))
            };
            return Err(Problem::whole(problem));
        }
        rows.columns = columns.len();
        let (first, order) = (VecDeque::new(), DayOrder::default());
        let mut table = Self { rows, columns, limit, row: Row::default(), first, order, ended: false };
        if table.columns.contains(&Field::Published) {
            table.read_first();
        }
        Ok(table)
    }

    fn read_first(&mut self) {
        let mut bytes = 0;
        while bytes < FIRST_BYTES && self.first.len() < FIRST_ROWS {
            let Some(row) = self.next_row() else { break };
            bytes += row.as_ref().map_or(0, |piece| piece.len);
            self.first.push_back(row);
        }
    }

    fn fields(&self) -> Result<Fields, String> {
        let mut fields = Fields::default();
        fields.warnings.extend(self.row.left_open.map(|open| told_open(open).to_owned()));
        for (cell, column) in self.row.cells().zip(&self.columns) {
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

const fn told_open(open: Open) -> &'static str {
    match open {
        Open::Line => {
            "a quote is left open; its row was cut at the end of the line (close it, or double one within quotes)"
        }
        Open::Stream => "a quote is left open to the end; read as far as it goes (is the table cut off?)",
    }
}

fn problem(stop: &Stop, at: At, limit: u64, reached: &str) -> Problem {
    match stop {
        Stop::TooLarge => Problem::too_large(at, limit),
        Stop::Broken(error) => Problem::cut_off(error, reached),
    }
}

impl Table {
    fn next_row(&mut self) -> Option<Result<Piece, Problem>> {
        if self.ended {
            return None;
        }
        let read = self.rows.read(&mut self.row);
        let at = At::Line(self.row.line);
        match read {
            Ok(true) => {}
            Ok(false) => {
                self.ended = true;
                return None;
            }
            Err(stop) => {
                self.ended = matches!(stop, Stop::Broken(_));
                return Some(Err(problem(&stop, at, self.limit, "this row")));
            }
        }
        let len = self.row.len();
        if len as u64 > self.limit {
            return Some(Err(Problem::too_large(at, self.limit)));
        }
        Some(match self.fields() {
            Ok(fields) => {
                if let Some(Stamp::Text(date)) = &fields.published {
                    self.order.learn(date);
                }
                Ok(Piece { at, body: Body::Fields(Box::new(fields)), len })
            }
            Err(problem) => Err(Problem { at, problem: format!("{problem}; skipped") }),
        })
    }
}

impl Iterator for Table {
    type Item = Result<Piece, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = self.first.pop_front().or_else(|| self.next_row())?;
        if let Ok(Piece { body: Body::Fields(fields), .. }) = &mut row
            && let Some(Stamp::Text(date)) = &fields.published
            && let Some(date) = self.order.date(date)
        {
            fields.published = Some(Stamp::Day(date));
        }
        Some(row)
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
    fn a_date_of_either_order_is_read_as_the_other_rows_of_the_table_are_written() {
        let days = |table: &str| -> Vec<_> {
            let options = Options::default();
            let table = Table::new(Box::new(Cursor::new(table.as_bytes().to_vec())), None, &options);
            let stamps = table.expect("it has a text").map(|piece| match piece.expect("a row").body {
                Body::Fields(fields) => {
                    fields.published.and_then(|stamp| stamp.date()).map(|day| day.to_string())
                }
                _ => None,
            });
            stamps.map(Option::unwrap_or_default).collect()
        };
        assert_eq!(
            days("published,text\n04/03/2021,a\n25/03/2021,b\n5/3/2021,c\n"),
            ["2021-03-04", "2021-03-25", "2021-03-05"]
        );
        assert_eq!(days("published,text\n04/03/2021,a\n03/25/2021,b\n"), ["2021-04-03", "2021-03-25"]);
        assert_eq!(days("published,text\n04/03/2021,a\n2021-03-25,b\n"), ["", "2021-03-25"]);
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
