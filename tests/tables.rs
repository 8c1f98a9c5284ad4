//! The curated tables are kept clean: normal form, unique ids, no name that would match what it should not. With
//! `NEWSNLP_ACCEPT=1` the tables of people and organisations are put into normal form instead.

use newsnlp::gazetteer::Gazetteer;
use newsnlp::gazetteer::fold::fold;
use newsnlp::gazetteer::row::{Row, read_tsv};
use newsnlp::report::lint;
use newsnlp::stopwords::Stopwords;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::is_nfc;

const PEOPLE: &str = "politician official diplomat judge military militant royal business banker economist lawyer \
    activist journalist writer musician actor director artist athlete coach scientist religious criminal explorer other";
const ORGANISATIONS: &str = "international government parliament court party military militia police intelligence \
    regulator central-bank bank company exchange fund news-agency media ngo charity trade-union university school \
    hospital think-tank religious club league federation team museum foundation other";
const PLACES: &str = "continent country territory region admin1 admin2 capital city district ocean sea lake river \
    island mountain desert landmark strait";

/// A table of entities: where it lies, its text, its rows.
struct Table {
    path: PathBuf,
    text: String,
    rows: Vec<Row>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer")
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is there").filter_map(Result::ok);
    let paths = entries.map(|entry| entry.path());
    let mut files: Vec<_> = paths.filter(|path| path.extension() == Some(ending.as_ref())).collect();
    files.sort();
    files
}

fn is_entity_table(text: &str) -> bool {
    text.lines().find(|line| !line.starts_with('#')).is_some_and(|header| header.starts_with("id\tname\t"))
}

fn tables(folder: &str) -> Vec<Table> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a table is UTF-8");
        is_entity_table(&text).then(|| {
            let (rows, errors) = read_tsv(&text, None);
            assert_eq!(errors, [], "{}", path.display());
            Table { path, text, rows }
        })
    };
    files(folder, "tsv").into_iter().filter_map(read).collect()
}

fn all_tables() -> Vec<Table> {
    ["people", "places", "organisations"].into_iter().flat_map(tables).collect()
}

/// First column of a table of words.
fn words(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a table is UTF-8");
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| row.split('\t').next().unwrap_or_default().to_owned()).collect()
}

/// Fails with every problem at once: a curator mends a table in one go.
fn none(problems: &[String]) {
    let shown = problems.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(problems.is_empty(), "{} problems:\n{shown}", problems.len());
}

#[test]
fn every_table_says_where_it_comes_from_and_is_in_normal_form() {
    let mut problems = Vec::new();
    for table in all_tables() {
        let place = |line: usize| format!("{}:{line}", table.path.display());
        if !table.text.starts_with('#') || !table.text.ends_with('\n') {
            problems
                .push(format!("{}: no header of origin and licence, or no line end at the end", place(1)));
        }
        let header = table.text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        let columns = header.split('\t').count();
        for (line, text) in (1..).zip(table.text.lines()).filter(|(_, text)| !text.starts_with('#')) {
            if !is_nfc(text) || text.trim_end_matches('\t') != text.trim_end() {
                problems.push(format!("{}: not NFC, or white space at an end", place(line)));
            }
            if text.split('\t').count() != columns {
                problems.push(format!("{}: {} columns", place(line), text.split('\t').count()));
            }
        }
    }
    none(&problems);
}

#[test]
fn ids_are_unique_and_sorted_and_kinds_are_known() {
    let mut problems = Vec::new();
    let mut seen: HashMap<String, PathBuf> = HashMap::new();
    for table in all_tables() {
        for pair in table.rows.windows(2).filter(|pair| pair[0].id >= pair[1].id) {
            problems.push(format!(
                "{}:{}: {} is out of order",
                table.path.display(),
                pair[1].line,
                pair[1].id
            ));
        }
        for row in &table.rows {
            let kinds = match row.id.split('/').next() {
                Some("person") => PEOPLE,
                Some("place") => PLACES,
                _ => ORGANISATIONS,
            };
            let code = row.country.is_empty()
                || row.country.len() == 2 && row.country.bytes().all(|b| b.is_ascii_uppercase());
            if !kinds.split_whitespace().any(|kind| kind == row.kind) || !code {
                problems.push(format!(
                    "{}:{}: kind {:?}, country {:?}",
                    table.path.display(),
                    row.line,
                    row.kind,
                    row.country
                ));
            }
            if let Some(other) = seen.insert(row.id.clone(), table.path.clone()) {
                problems.push(format!(
                    "{}:{}: {} stands in {} too",
                    table.path.display(),
                    row.line,
                    row.id,
                    other.display()
                ));
            }
        }
    }
    none(&problems);
}

#[test]
fn no_safe_name_is_a_letter_an_ordinary_word_or_written_twice() {
    let ordinary: HashSet<String> =
        words(&root().join("words/common-words.tsv")).iter().map(|word| fold(word)).collect();
    let excused: HashSet<String> = words(&root().join("exceptions.tsv")).into_iter().collect();
    let mut problems = Vec::new();
    for table in all_tables() {
        for row in &table.rows {
            let mut mine = BTreeSet::new();
            for (name, weak) in row.names() {
                let place = format!("{}:{}: {name:?}", table.path.display(), row.line);
                let folded = fold(name);
                // Generated tables keep what their source distinguishes: `U.S.` and `US`, `Qld.` and `QLD`.
                let tokens: Vec<String> = name.split([' ', '-']).map(fold).collect();
                if !mine.insert(tokens) && !row.id.starts_with("place/") {
                    problems.push(format!(
                        "{place} differs from another name of the row by case, accents or hyphens only"
                    ));
                }
                if weak {
                    continue;
                }
                if folded.chars().count() < 2 {
                    problems.push(format!("{place} is one letter"));
                }
                let word = !name.contains([' ', '.', '-']) && ordinary.contains(&folded);
                if word && !excused.contains(name) {
                    problems.push(format!(
                        "{place} is an ordinary word: make it weak, or excuse it in exceptions.tsv"
                    ));
                }
            }
        }
    }
    none(&problems);
}

#[test]
fn lint_finds_nothing_in_the_built_in_lists() {
    let faults = lint::faults(&Gazetteer::builtin(), &Stopwords::builtin());
    let told = |fault: &lint::Fault| format!("{}:{}: {}", fault.table, fault.line, fault.problem);
    none(&faults.iter().map(told).collect::<Vec<_>>());
}

#[test]
fn people_and_organisations_share_no_safe_name_among_themselves() {
    let mut problems = Vec::new();
    for folder in ["people", "organisations"] {
        let mut owner: HashMap<String, String> = HashMap::new();
        for row in tables(folder).iter().flat_map(|table| &table.rows) {
            for (name, _) in row.names().filter(|(_, weak)| !weak) {
                let known = owner.insert(fold(name), row.id.clone());
                if let Some(other) = known.filter(|other| *other != row.id) {
                    problems.push(format!("{name:?} is a safe name of {other} and of {}", row.id));
                }
            }
        }
    }
    none(&problems);
}

#[test]
fn names_in_other_languages_are_of_listed_organisations_and_in_order() {
    let known: HashSet<String> =
        tables("organisations").into_iter().flat_map(|table| table.rows).map(|row| row.id).collect();
    let mut problems = Vec::new();
    for path in files("organisations", "tsv") {
        let text = fs::read_to_string(&path).expect("a table is UTF-8");
        let mut rows = text.lines().filter(|line| !line.starts_with('#'));
        if is_entity_table(&text) || rows.next() != Some("id\taliases\tweak") {
            continue;
        }
        let rows: Vec<Vec<&str>> = rows.map(|row| row.split('\t').collect()).collect();
        problems.extend(
            rows.windows(2)
                .filter(|pair| pair[0][0] >= pair[1][0])
                .map(|pair| format!("{}: {} is out of order", path.display(), pair[1][0])),
        );
        for row in &rows {
            let names: Vec<_> =
                row[1..].iter().flat_map(|list| list.split('|')).filter(|name| !name.is_empty()).collect();
            let twice = names.iter().collect::<HashSet<_>>().len() < names.len();
            if row.len() != 3
                || names.is_empty()
                || twice
                || !known.contains(row[0])
                || !row.iter().all(|cell| is_nfc(cell))
            {
                problems.push(format!(
                    "{}: {}: not listed, or its names are none, twice or not NFC",
                    path.display(),
                    row[0]
                ));
            }
        }
    }
    none(&problems);
}

#[test]
fn word_tables_hold_one_word_a_row_once_in_order() {
    let mut problems = Vec::new();
    for path in files("words", "tsv") {
        if path.ends_with("never-join.tsv") || path.ends_with("compounds.tsv") {
            continue;
        }
        let words = words(&path);
        let mut seen = BTreeMap::new();
        for pair in words.windows(2).filter(|pair| pair[0] >= pair[1]) {
            problems.push(format!("{}: {:?} is out of order", path.display(), pair[1]));
        }
        for word in &words {
            if word.is_empty() || word.contains(char::is_whitespace) || !is_nfc(word) {
                problems.push(format!("{}: {word:?} is not one word in NFC", path.display()));
            }
            if let Some(other) = seen.insert(fold(word), word) {
                problems.push(format!("{}: {word:?} and {other:?} fold alike", path.display()));
            }
        }
    }
    none(&problems);
}

/// Not a check: with `NEWSNLP_ACCEPT=1` sorts the tables that are edited by hand.
#[test]
fn accepting_sorts_the_tables() {
    if std::env::var_os("NEWSNLP_ACCEPT").is_none() {
        return;
    }
    for table in ["people", "organisations"].into_iter().flat_map(tables) {
        let (head, mut rows): (Vec<&str>, Vec<&str>) =
            table.text.lines().partition(|line| line.starts_with('#') || line.starts_with("id\t"));
        rows.sort_by_key(|row| row.split('\t').next().unwrap_or_default().to_owned());
        rows.dedup();
        let lines: Vec<&str> = head.into_iter().chain(rows).collect();
        fs::write(&table.path, lines.join("\n") + "\n").expect("the table can be written");
    }
}
