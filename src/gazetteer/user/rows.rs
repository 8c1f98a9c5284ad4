//! Bytes to the rows of a list, one at a time, by what they look like: a header row makes it a table, by tab or comma;
//! anything else is a plain list of names.

use crate::gazetteer::EntityType;
use crate::gazetteer::row::{self, Columns, Row, RowError, Tsv};
use std::io::{self, BufRead, Cursor, Read};
use std::path::Path;

/// Takes each row, or what is wrong with it.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Result<Row, RowError>);

/// Reads the rows of a list.
pub(super) fn read(
    mut input: impl BufRead,
    path: &Path,
    entity_type: Option<EntityType>,
    sink: Sink<'_>,
) -> io::Result<()> {
    let (head, first) = head(&mut input)?;
    let whole = Cursor::new(head).chain(input);
    let comma =
        path.extension().is_some_and(|end| end == "csv") || !first.contains('\t') && first.contains(',');
    if comma && Columns::is_header(first.split(',').map(|name| name.trim_matches('"'))) {
        read_csv(whole, entity_type, sink)
    } else if Columns::is_header(first.split('\t')) {
        let mut table = Tsv::new(entity_type);
        each_line(whole, sink, |line, text| table.line(line, text))
    } else if let Some(entity_type) = entity_type {
        each_line(whole, sink, |line, name| {
            let blank = name.starts_with('#') || name.trim().is_empty();
            (!blank).then(|| row::plain(name, entity_type, line)).transpose()
        })
    } else {
        let problem =
            "no header row with a column \"name\"; add one, or give a plain list of names as person=FILE";
        sink(Err(RowError { line: 1, problem: problem.into() }));
        Ok(())
    }
}

/// The beginning of a list up to its first line that is no comment, and that line.
fn head(input: &mut impl BufRead) -> io::Result<(Vec<u8>, String)> {
    let mut head = Vec::new();
    loop {
        let start = head.len();
        let read = input.read_until(b'\n', &mut head)?;
        let line = String::from_utf8_lossy(&head[start..]);
        let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        if read == 0 || !line.starts_with('#') && !line.trim().is_empty() {
            let line = line.to_owned();
            return Ok((head, line));
        }
    }
}

/// Hands over what `parse` makes of every line.
fn each_line(
    mut input: impl BufRead,
    sink: Sink<'_>,
    mut parse: impl FnMut(u32, &str) -> Result<Option<Row>, RowError>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut offset = 0;
    for number in 1.. {
        bytes.clear();
        let read = input.read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        let line = std::str::from_utf8(&bytes).map_err(|error| not_utf8(offset + error.valid_up_to()))?;
        offset += read;
        let line = if number == 1 { line.trim_start_matches('\u{feff}') } else { line };
        let line = line.strip_suffix('\n').unwrap_or(line);
        if let Some(row) = parse(number, line.strip_suffix('\r').unwrap_or(line)).transpose() {
            sink(row);
        }
    }
    Ok(())
}

fn not_utf8(at: usize) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("not valid UTF-8 at byte {at}; save it as UTF-8"))
}

fn read_csv(mut input: impl BufRead, entity_type: Option<EntityType>, sink: Sink<'_>) -> io::Result<()> {
    if input.fill_buf()?.starts_with("\u{feff}".as_bytes()) {
        input.consume(3);
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).comment(Some(b'#')).from_reader(input);
    let mut columns: Option<Columns> = None;
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => return Err(csv_error(error)),
        }
        let line = record.position().map_or(0, csv::Position::line) as u32;
        match &columns {
            Some(_) if record.iter().any(|cell| cell.contains('\n')) => sink(Err(left_open(line))),
            Some(columns) => sink(columns.row(record.iter(), line)),
            None => match Columns::from_header(record.iter(), entity_type, line) {
                Ok(found) => columns = Some(found),
                Err(error) => {
                    sink(Err(error));
                    return Ok(());
                }
            },
        }
    }
}

/// A quote without its partner takes the lines behind it for one cell, and no name holds a line break.
fn left_open(line: u32) -> RowError {
    let problem =
        "a quote is left open, and the lines behind it are lost; close it, or write it twice inside quotes";
    RowError { line, problem: problem.into() }
}

fn csv_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        csv::ErrorKind::Utf8 { pos, err } => {
            let at = pos.map_or(0, |pos| pos.byte() as usize) + err.valid_up_to();
            not_utf8(at)
        }
        other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, file: &str, entity_type: Option<EntityType>) -> (Vec<Row>, Vec<RowError>) {
        let (mut rows, mut errors) = (Vec::new(), Vec::new());
        let mut sink = |row| match row {
            Ok(row) => rows.push(row),
            Err(error) => errors.push(error),
        };
        read(text.as_bytes(), Path::new(file), entity_type, &mut sink).expect("bytes can be read");
        (rows, errors)
    }

    fn names(text: &str, file: &str, entity_type: Option<EntityType>) -> Vec<(String, Vec<String>, u32)> {
        let (rows, errors) = parse(text, file, entity_type);
        assert_eq!(errors, []);
        rows.into_iter().map(|row| (row.id, row.aliases, row.line)).collect()
    }

    #[test]
    fn reads_tables_by_tab_or_comma_and_plain_lists() {
        let ada = |line, aliases: &[&str]| {
            [("person/ada-lovelace".to_owned(), aliases.iter().map(ToString::to_string).collect(), line)]
        };
        let person = Some(EntityType::Person);
        let tsv = "# mine\n\nname\ttype\taliases\r\nAda Lovelace\tperson\tCountess of Lovelace\r\n";
        assert_eq!(names(tsv, "a.tsv", None), ada(4, &["Countess of Lovelace"]));
        let csv = "\u{feff}name,aliases\n\"Ada Lovelace\",Countess of Lovelace\n";
        assert_eq!(names(csv, "a.csv", person), ada(2, &["Countess of Lovelace"]));
        assert_eq!(names("# mine\nAda Lovelace\n\n", "a.txt", person), ada(2, &[]));
        assert_eq!(names("", "a.txt", person), []);
    }

    #[test]
    fn an_open_quote_is_told_where_it_stands() {
        let text = "name,country\nBo Ek,SE\n\"Cy Berg,SE\nDi Holm,SE\n";
        let (rows, errors) = parse(text, "a.csv", Some(EntityType::Person));
        assert_eq!((rows.len(), errors.len()), (1, 1));
        assert_eq!(errors[0].line, 3);
        assert!(errors[0].problem.starts_with("a quote is left open"), "{}", errors[0].problem);
    }

    #[test]
    fn a_plain_list_without_a_type_says_what_to_do() {
        let (_, errors) = parse("Ada Lovelace\n", "a.txt", None);
        assert!(errors[0].problem.contains("person=FILE"));
    }

    #[test]
    fn after_a_bad_header_nothing_more_is_said() {
        let (rows, errors) = parse("name\tcolour\nA\tred\nB\tred\n", "a.tsv", Some(EntityType::Person));
        assert_eq!((rows.len(), errors.len()), (0, 1));
        let (rows, errors) = parse("name,colour\nA,red\nB,red\n", "a.csv", Some(EntityType::Person));
        assert_eq!((rows.len(), errors.len()), (0, 1));
    }

    #[test]
    fn what_is_no_text_is_told_by_its_byte() {
        let person = Some(EntityType::Person);
        for (file, text) in [("a.txt", &b"Ada\nB\xff\n"[..]), ("a.csv", b"name\nB\xff\n")] {
            let error = read(text, Path::new(file), person, &mut |_| ()).expect_err("it is no UTF-8");
            let at = text.iter().position(|&byte| byte == 0xff).expect("it is there");
            assert_eq!(error.to_string(), format!("not valid UTF-8 at byte {at}; save it as UTF-8"));
        }
    }
}
