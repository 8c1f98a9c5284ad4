//! Parquet to rows, one article each. Columns are named as in CSV; only those that are wanted are read, page by page.

mod column;
mod pages;
#[cfg(test)]
mod tests;

use super::documents::{Cutter, whole};
use super::fields::Fields;
use super::open::{Input, Meter};
use super::record::{self, Field};
use super::{At, Body, Options, Piece, Problem, decode};
use crate::discover::Source;
use bytes::Bytes;
use column::{Cell, Column};
use pages::Pages;
use parquet::errors::ParquetError;
use parquet::file::metadata::{
    ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData,
};
use parquet::file::reader::ChunkReader;
use std::fs::File;
use std::io::Read;
use std::sync::Arc;

/// Rows whose cells are read at once. They share the bytes of their page.
const ROWS: usize = 64;
/// How many times the largest article the largest page may be: writers put many articles on one.
const PAGE: u64 = 4;

/// The cells of one row, each with the field it gives.
type Row = Vec<(Field, Option<Cell>)>;

/// What every Parquet file begins with.
const MAGIC: &[u8; 4] = b"PAR1";

/// Cuts a file; one that is packed, or comes as a stream, is had whole first.
pub(super) fn cutter(
    source: &Source,
    input: Input,
    meter: &Meter,
    options: &Options,
) -> Result<Cutter, Problem> {
    let unreadable =
        |error: std::io::Error| Problem::whole(format!("{}; skipped", crate::discover::told(&error)));
    let Source::File(path) = source else { return packed_cutter(input, options) };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = [0; 4];
    let plain = file.metadata().map_err(unreadable)?.is_file() && file.read_exact(&mut head).is_ok();
    if !plain || head != *MAGIC {
        return packed_cutter(input, options);
    }
    Ok(Box::new(Rows::new(file, meter.clone(), options)?))
}

/// Cuts a stream. The list of a file's columns stands at its end, so it is had whole, within the limit of one article.
pub(super) fn packed_cutter(input: Input, options: &Options) -> Result<Cutter, Problem> {
    let bytes = whole(input, options).map_err(|problem| {
        let hint = "; one that is not packed is read from its file without this limit";
        Problem { problem: format!("{}{hint}", problem.problem), ..problem }
    })?;
    Ok(Box::new(Rows::new(Bytes::from(bytes), Meter::default(), options)?))
}

/// Cuts a Parquet file into rows.
pub(super) struct Rows<R: ChunkReader> {
    file: Arc<R>,
    meter: Meter,
    metadata: ParquetMetaData,
    /// The columns that are read, by their place in the file.
    wanted: Vec<(usize, Field)>,
    limit: u64,
    text_field: String,
    /// The next row group, and its columns once it is in work.
    group: usize,
    columns: Vec<Column>,
    /// Cells read ahead, by column.
    ahead: Vec<std::vec::IntoIter<Option<Cell>>>,
    row: u64,
    ended: bool,
}

impl<R: ChunkReader + 'static> Rows<R> {
    /// Reads the list at the file's end.
    pub(super) fn new(file: R, meter: Meter, options: &Options) -> Result<Self, Problem> {
        let metadata = ParquetMetaDataReader::new()
            .parse_and_finish(&file)
            .map_err(|error| Problem::whole(format!("not whole Parquet: {}; skipped", told(&error))))?;
        let columns = metadata.file_metadata().schema_descr().columns();
        // A column of lists has many cells a row.
        let flat = columns.iter().enumerate().filter(|(_, column)| column.max_rep_level() == 0);
        let named = flat.map(|(at, column)| (at, Field::named(&column.path().string(), options)));
        let wanted: Vec<_> = named.filter(|(_, field)| *field != Field::Other).collect();
        if !wanted.iter().any(|(_, field)| *field == Field::Text) {
            let paths: Vec<String> = columns.iter().map(|column| column.path().string()).collect();
            let paths = paths.iter().map(String::as_str);
            return Err(Problem::whole(record::missing(&options.text_field, paths)));
        }
        Ok(Self {
            file: Arc::new(file),
            meter,
            metadata,
            wanted,
            limit: options.max_article_bytes,
            text_field: options.text_field.clone(),
            group: 0,
            columns: Vec::new(),
            ahead: Vec::new(),
            row: 0,
            ended: false,
        })
    }

    /// The cells of the next row; `None` at the end.
    fn cells(&mut self) -> Result<Option<Row>, ParquetError> {
        loop {
            let row: Option<Vec<_>> = self.ahead.iter_mut().map(Iterator::next).collect();
            if let Some(row) = row.filter(|row| !row.is_empty()) {
                let fields = self.columns.iter().map(|column| column.field);
                return Ok(Some(fields.zip(row).collect()));
            }
            let ahead = self.columns.iter_mut().map(|column| column.read(ROWS).map(Vec::into_iter));
            self.ahead = ahead.collect::<Result<_, _>>()?;
            let read_out = self.ahead.iter().all(|cells| cells.len() == 0);
            if read_out && !self.start_group()? {
                return Ok(None);
            }
        }
    }

    /// Sets to work on the next row group; `false` where there is none.
    fn start_group(&mut self) -> Result<bool, ParquetError> {
        let Some(group) = self.metadata.row_groups().get(self.group) else {
            return Ok(false);
        };
        // The crate takes these numbers for granted.
        if group.columns().iter().any(is_nonsense) {
            return Err(ParquetError::General("its list of columns has negative places".into()));
        }
        self.group += 1;
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        self.columns.clear();
        self.ahead.clear();
        for (at, field) in &self.wanted {
            let chunk = group.column(*at);
            let limit = self.limit.saturating_mul(PAGE);
            let pages = Pages::new(Arc::clone(&self.file), chunk, rows, limit)?;
            self.columns.push(Column::new(*field, &chunk.column_descr_ptr(), Box::new(pages)));
        }
        let before: i64 =
            self.metadata.row_groups()[..self.group].iter().map(RowGroupMetaData::compressed_size).sum();
        self.meter.reach(u64::try_from(before).unwrap_or(0).min(self.file.len()));
        Ok(true)
    }

    fn piece(&self, cells: Row, at: At) -> Result<Piece, Problem> {
        let len: usize = cells.iter().filter_map(|(_, cell)| cell.as_ref()).map(Cell::len).sum();
        if len as u64 > self.limit {
            return Err(Problem::too_large(at, self.limit));
        }
        let fields =
            self.fields(cells).map_err(|problem| Problem { at, problem: format!("{problem}; skipped") })?;
        Ok(Piece { at, body: Body::Fields(Box::new(fields)), len })
    }

    fn fields(&self, cells: Row) -> Result<Fields, String> {
        let mut fields = Fields::default();
        for (field, cell) in cells {
            let Some(cell) = cell else {
                if field == Field::Text {
                    return Err(format!("field \"{}\" is not a string", self.text_field));
                }
                continue;
            };
            if field == Field::Published {
                fields.published = cell.stamp();
                continue;
            }
            let text = match cell {
                Cell::Text(bytes) => text(bytes.data(), &mut fields)?,
                Cell::Number(number) if field == Field::Id => number.to_string(),
                Cell::Day(day) if field == Field::Id => day.to_string(),
                Cell::Number(_) | Cell::Day(_) if field == Field::Text => {
                    return Err(format!("field \"{}\" is not a string", self.text_field));
                }
                Cell::Number(_) | Cell::Day(_) => continue,
            };
            match field {
                Field::Text => fields.text = text,
                Field::Id => fields.id = Some(text),
                Field::Title => fields.title = Some(text),
                Field::Byline => fields.byline = Some(text),
                Field::Language => fields.language = Some(text),
                Field::Url => fields.url = Some(text),
                Field::Site => fields.site = Some(text),
                Field::Published | Field::Other => {}
            }
        }
        Ok(fields)
    }
}

fn is_nonsense(chunk: &ColumnChunkMetaData) -> bool {
    let start = chunk.dictionary_page_offset().unwrap_or(0).min(chunk.data_page_offset());
    start < 0 || chunk.compressed_size() < 0 || chunk.num_values() < 0
}

fn text(bytes: &[u8], fields: &mut Fields) -> Result<String, String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let decoded = decode::decode(bytes.to_vec(), None, None)?;
    fields.encoding = fields.encoding.or(decoded.encoding);
    fields.warnings.extend(decoded.warning);
    Ok(decoded.text)
}

fn told(error: &ParquetError) -> String {
    let told = error.to_string();
    let told = told.split_once(": ").map_or(told.as_str(), |(_, told)| told);
    let mut letters = told.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

impl<R: ChunkReader + 'static> Iterator for Rows<R> {
    type Item = Result<Piece, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let at = At::Index(self.row);
        match self.cells() {
            Ok(Some(cells)) => {
                self.row += 1;
                Some(self.piece(cells, at))
            }
            Ok(None) => {
                self.ended = true;
                self.meter.reach(self.file.len());
                let none = || Err(Problem::whole("no rows in it; skipped"));
                (self.row == 0).then(none)
            }
            Err(error) => {
                self.ended = true;
                let problem = format!("not whole Parquet: {}; the rest is skipped", told(&error));
                Some(Err(Problem { at, problem }))
            }
        }
    }
}
