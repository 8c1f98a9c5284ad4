//! A column chunk to cells: texts, numbers and days, nothing where the file has none.

use crate::read::fields::Stamp;
use crate::read::record::Field;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::page::PageReader;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::Result;
use parquet::schema::types::ColumnDescPtr;

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Text(ByteArray),
    Number(i64),
    Day(Date),
}

impl Cell {
    /// How many bytes of text it holds.
    pub(super) fn len(&self) -> usize {
        if let Self::Text(bytes) = self { bytes.len() } else { 0 }
    }

    /// The date it gives an article.
    pub(super) fn stamp(self) -> Option<Stamp> {
        match self {
            Self::Text(bytes) => {
                let text = String::from_utf8_lossy(bytes.data()).trim().to_owned();
                (!text.is_empty()).then_some(Stamp::Text(text))
            }
            Self::Number(number) => Some(Stamp::Number(number)),
            Self::Day(day) => Some(Stamp::Text(day.to_string())),
        }
    }
}

/// A column that is read.
pub(super) struct Column {
    pub(super) field: Field,
    reader: ColumnReader,
    /// How many levels deep a cell that is there lies.
    depth: i16,
    /// What the numbers of the column are.
    numbers: Numbers,
}

/// What the numbers of a column count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    Plain,
    Days,
    /// Parts of a second since 1970, so many to the second.
    Clock(i64),
}

impl Numbers {
    fn of(column: &ColumnDescPtr) -> Self {
        match (column.logical_type_ref(), column.converted_type()) {
            (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => Self::Days,
            (Some(LogicalType::Timestamp(time)), _) => Self::Clock(match time.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            }),
            (_, ConvertedType::TIMESTAMP_MILLIS) => Self::Clock(1_000),
            (_, ConvertedType::TIMESTAMP_MICROS) => Self::Clock(1_000_000),
            _ => Self::Plain,
        }
    }

    fn cell(self, number: i64) -> Option<Cell> {
        match self {
            Self::Plain => Some(Cell::Number(number)),
            Self::Days => {
                let days = Span::new().try_days(number).ok()?;
                Date::constant(1970, 1, 1).checked_add(days).ok().map(Cell::Day)
            }
            Self::Clock(parts) => {
                let time = Timestamp::from_second(number.div_euclid(parts)).ok()?;
                Some(Cell::Day(time.to_zoned(TimeZone::UTC).date()))
            }
        }
    }
}

impl Column {
    /// The column that gives `field`.
    pub(super) fn new(field: Field, column: &ColumnDescPtr, pages: Box<dyn PageReader>) -> Self {
        let reader = get_column_reader(column.clone(), pages);
        Self { field, reader, depth: column.max_def_level(), numbers: Numbers::of(column) }
    }

    /// The next `wanted` cells, fewer at the end of the row group.
    pub(super) fn read(&mut self, wanted: usize) -> Result<Vec<Option<Cell>>> {
        let (depth, numbers) = (self.depth, self.numbers);
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                cells(reader, wanted, depth, |bytes: ByteArray| Some(Cell::Text(bytes)))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                cells(reader, wanted, depth, |bytes| Some(Cell::Text(bytes.into())))
            }
            ColumnReader::Int32ColumnReader(reader) => {
                cells(reader, wanted, depth, |number| numbers.cell(number.into()))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                cells(reader, wanted, depth, |number| numbers.cell(number))
            }
            ColumnReader::Int96ColumnReader(reader) => {
                cells(reader, wanted, depth, |time| Numbers::Clock(1).cell(time.to_seconds()))
            }
            ColumnReader::BoolColumnReader(reader) => cells(reader, wanted, depth, |_| None),
            ColumnReader::FloatColumnReader(reader) => cells(reader, wanted, depth, |_| None),
            ColumnReader::DoubleColumnReader(reader) => cells(reader, wanted, depth, |_| None),
        }
    }
}

fn cells<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    wanted: usize,
    depth: i16,
    make: impl Fn(T::T) -> Option<Cell>,
) -> Result<Vec<Option<Cell>>> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    reader.read_records(wanted, Some(&mut levels), None, &mut values)?;
    let mut values = values.into_iter();
    if depth == 0 {
        return Ok(values.map(make).collect());
    }
    let cell = |level| if level == depth { values.next().and_then(&make) } else { None };
    Ok(levels.into_iter().map(cell).collect())
}
