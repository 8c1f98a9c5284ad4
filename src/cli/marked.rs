//! Files of marked articles, as `eval` and `diff` read them.

use super::stop::Stop;
use newsnlp::discover::Source;
use newsnlp::read;
use newsnlp::report::marks::{self, MarkedById};
use std::io::BufRead as _;
use std::path::Path;

/// Reads every record of a JSON lines file, packed or not, or of standard input for `-`. A bad one ends the run: half the gold would score half the truth.
pub fn read(path: &Path) -> Result<MarkedById, Stop> {
    let failed = |error: &std::io::Error| Stop::read(path.display(), error);
    let source = if path == Path::new("-") { Source::Stdin } else { Source::File(path.to_owned()) };
    let input = read::open(&source).map_err(|error| failed(&error))?;
    let mut all = MarkedById::new();
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line = line.map_err(|error| failed(&error))?;
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let place = || format!("{}:{number}", path.display());
        let marked = marks::read(line).map_err(|problem| Stop::at(place(), problem))?;
        if let Some(twice) = all.insert(marked.id.clone(), marked) {
            return Err(Stop::at(place(), format!("id {:?} is given twice", twice.id)));
        }
    }
    if all.is_empty() {
        return Err(Stop::at(path.display(), "no records in it; expected JSON lines"));
    }
    Ok(all)
}
