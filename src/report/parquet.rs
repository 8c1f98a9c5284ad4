//! Rows to Parquet. In: the rows of the CSV tables, piece by piece. Out: the same columns, with types; row groups leave
//! as they fill, so the memory taken does not grow with the table.

use ::parquet::basic::Compression;
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

/// Most rows of a row group.
const GROUP_ROWS: usize = 1 << 17;
/// Most bytes of cells in a row group.
const GROUP_BYTES: usize = 16 << 20;

/// What a column holds. A name means the same in every table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    /// Empty where there is nothing to say.
    TextOrNone,
    Whole,
    Number,
    NumberOrNone,
    YesNoOrNone,
}

impl Kind {
    fn of(column: &str) -> Self {
        match column {
            "start" | "end" | "sentence" | "rank" | "count" | "articles" => Self::Whole,
            "score" => Self::Number,
            "lat" | "lon" => Self::NumberOrNone,
            "known" => Self::YesNoOrNone,
            "name" | "entity" | "value" | "country" => Self::TextOrNone,
            _ => Self::Text,
        }
    }

    const fn schema(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Text => ("required", "binary", " (STRING)"),
            Self::TextOrNone => ("optional", "binary", " (STRING)"),
            Self::Whole => ("required", "int64", ""),
            Self::Number => ("required", "double", ""),
            Self::NumberOrNone => ("optional", "double", ""),
            Self::YesNoOrNone => ("optional", "boolean", ""),
        }
    }
}

/// The cells of a column that wait for their row group; `levels` is 0 where a cell is empty.
#[derive(Debug)]
struct Column {
    kind: Kind,
    texts: Vec<ByteArray>,
    wholes: Vec<i64>,
    numbers: Vec<f64>,
    answers: Vec<bool>,
    levels: Vec<i16>,
}

impl Column {
    fn new(kind: Kind) -> Self {
        Self { kind, texts: vec![], wholes: vec![], numbers: vec![], answers: vec![], levels: vec![] }
    }

    fn push(&mut self, cell: &str) -> io::Result<()> {
        let optional = !matches!(self.kind, Kind::Text | Kind::Whole | Kind::Number);
        self.levels.push(i16::from(!cell.is_empty()));
        if optional && cell.is_empty() {
            return Ok(());
        }
        match self.kind {
            Kind::Text | Kind::TextOrNone => self.texts.push(cell.into()),
            Kind::Whole => self.wholes.push(cell.parse().map_err(io::Error::other)?),
            Kind::Number | Kind::NumberOrNone => self.numbers.push(cell.parse().map_err(io::Error::other)?),
            Kind::YesNoOrNone => self.answers.push(cell.parse().map_err(io::Error::other)?),
        }
        Ok(())
    }

    fn write(&mut self, writer: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = Some(self.levels.as_slice());
        match writer {
            ColumnWriter::ByteArrayColumnWriter(writer) => writer.write_batch(&self.texts, levels, None)?,
            ColumnWriter::Int64ColumnWriter(writer) => writer.write_batch(&self.wholes, levels, None)?,
            ColumnWriter::DoubleColumnWriter(writer) => writer.write_batch(&self.numbers, levels, None)?,
            ColumnWriter::BoolColumnWriter(writer) => writer.write_batch(&self.answers, levels, None)?,
            _ => unreachable!("the schema has no other type"),
        };
        *self = Self::new(self.kind);
        Ok(())
    }
}

/// A table on its way into Parquet.
pub struct Table {
    file: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

impl Table {
    /// A table with these columns and no rows.
    ///
    /// # Errors
    ///
    /// Never: a vector takes all.
    pub fn new(columns: &[&str]) -> io::Result<Self> {
        let kinds: Vec<Kind> = columns.iter().map(|column| Kind::of(column)).collect();
        let mut schema = String::from("message newsnlp {");
        for (name, kind) in columns.iter().zip(&kinds) {
            let (repetition, kind, means) = kind.schema();
            let _ = write!(schema, " {repetition} {kind} {name}{means};");
        }
        schema.push('}');
        let schema = Arc::new(parse_message_type(&schema).map_err(io::Error::other)?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("newsnlp ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties));
        let columns = kinds.into_iter().map(Column::new).collect();
        Ok(Self { file: file.map_err(io::Error::other)?, columns, rows: 0, bytes: 0 })
    }

    /// Adds rows of comma-separated values without header, as [`csv`](super::csv) makes them, and writes the row groups
    /// that are full.
    ///
    /// # Errors
    ///
    /// What `out` says.
    pub fn push(&mut self, rows: &[u8], out: &mut impl Write) -> io::Result<()> {
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(rows);
        let mut row = csv::StringRecord::new();
        while rows.read_record(&mut row)? {
            for (column, cell) in self.columns.iter_mut().zip(&row) {
                column.push(cell)?;
            }
            self.rows += 1;
            self.bytes += row.as_slice().len();
            if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
                self.write_group(out)?;
            }
        }
        Ok(())
    }

    /// Writes the last row group and the list of all at the end.
    ///
    /// # Errors
    ///
    /// What `out` says.
    pub fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.rows > 0 {
            self.write_group(out)?;
        }
        self.file.finish().map_err(io::Error::other)?;
        self.hand_over(out)
    }

    fn write_group(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.file_group().map_err(io::Error::other)?;
        (self.rows, self.bytes) = (0, 0);
        self.hand_over(out)
    }

    fn file_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for column in &mut self.columns {
            let mut writer = group.next_column()?.expect("the schema has a column for each");
            column.write(writer.untyped())?;
            writer.close()?;
        }
        group.close().map(drop)
    }

    /// What was made so far leaves; the writer counts on by itself.
    fn hand_over(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.file.flush()?;
        let made = self.file.inner_mut();
        out.write_all(made)?;
        made.clear();
        Ok(())
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("rows", &self.rows).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::parquet::file::reader::{FileReader, SerializedFileReader};

    #[test]
    fn rows_read_back_over_many_row_groups() {
        let mut out = Vec::new();
        let mut table = Table::new(&["article_id", "start", "lat", "known", "name"]).expect("made");
        let rows = GROUP_ROWS + 2;
        for row in 0..rows {
            let full = format!("a{row},{row},-37.5,true,\"x, \"\"y\"\"\"\n");
            let piece = if row % 2 == 0 { full } else { format!("a{row},{row},,,\n") };
            table.push(piece.as_bytes(), &mut out).expect("a vector takes all");
        }
        table.finish(&mut out).expect("a vector takes all");
        let file = SerializedFileReader::new(bytes::Bytes::from(out)).expect("Parquet");
        assert_eq!(file.num_row_groups(), 2);
        let read: Vec<String> =
            file.get_row_iter(None).expect("rows").map(|row| row.expect("whole").to_string()).collect();
        assert_eq!(read.len(), rows);
        assert_eq!(read[0], "{article_id: \"a0\", start: 0, lat: -3.75E1, known: true, name: \"x, \"y\"\"}");
        assert_eq!(
            read[rows - 1],
            format!("{{article_id: \"a{0}\", start: {0}, lat: null, known: null, name: null}}", rows - 1)
        );
    }
}
