//! The figures in the README are what the program prints: this test writes them with `NEWSNLP_ACCEPT=1` and fails when
//! they are not current. Every command the README shows is run as it stands.

use std::fmt::Write;
use std::fs;
use std::process::{Command, Output};

fn newsnlp(arguments: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_newsnlp"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "newsnlp {}: {said}", arguments.join(" "));
    run
}

fn lines(arguments: &[&str]) -> Vec<serde_json::Value> {
    let out = newsnlp(arguments).stdout;
    let text = String::from_utf8(out).expect("output is UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON lines")).collect()
}

/// The text between two marks, replaced; fails unless it was current or may be accepted.
fn hold(readme: &mut String, mark: &str, block: &str) {
    let open = readme.find(&format!("<!-- {mark}:")).expect("the README has the mark");
    let from = open + readme[open..].find('\n').expect("a mark ends its line") + 1;
    let to = readme.find(&format!("<!-- end of {mark} -->")).expect("the README has the end of the mark");
    if std::env::var_os("NEWSNLP_ACCEPT").is_none() {
        let hint = "run `NEWSNLP_ACCEPT=1 cargo test --test readme` and read the difference";
        assert_eq!(&readme[from..to], block, "the README's {mark} are not current; {hint}");
    }
    readme.replace_range(from..to, block);
}

fn counts() -> String {
    let rows = lines(&["gazetteer", "list", "-f", "jsonl"]);
    let mut table = String::from("\n| type | entities | names |\n|---|---|---|\n");
    for kind in ["person", "place", "organisation"] {
        let of_kind: Vec<_> = rows.iter().filter(|row| row["type"] == kind).collect();
        let more = |row: &serde_json::Value, column: &str| row[column].as_array().map_or(0, Vec::len);
        let names: usize = of_kind.iter().map(|row| 1 + more(row, "aliases") + more(row, "weak")).sum();
        let _ = writeln!(table, "| {kind} | {} | {names} |", of_kind.len());
    }
    table.push('\n');
    table
}

fn gold() -> String {
    let mut table = String::from("\n| type | gold | precision | recall | F1 |\n|---|---|---|---|---|\n");
    let record = lines(&["eval", "tests/gold.jsonl", "-f", "jsonl"]).remove(0);
    for score in
        record["scores"].as_array().expect("scores").iter().filter(|score| score["measure"] == "exact")
    {
        let percent = |field: &str| 100.0 * score[field].as_f64().expect("a share");
        let (kind, gold) = (score["type"].as_str().expect("a type"), &score["gold"]);
        let (precision, recall, f1) = (percent("precision"), percent("recall"), percent("f1"));
        let _ = writeln!(table, "| {kind} | {gold} | {precision:.1} | {recall:.1} | {f1:.1} |");
    }
    table.push('\n');
    table
}

/// A list with the faults that `lint` tells.
const LIST: &str = "name\ttype\taliases\nParis Agreement\torganisation\tParis\nOsama Rabie\tperson\t\nAda Lovelace\tperson\tCountess\n";
const STAFF: &str = "Name,No\nÅse Brekkhus,7\nBo Ek,12\n,13\n";

/// What a curator sees: each command and all it says, as on a terminal.
fn sessions(commands: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    std::os::unix::fs::symlink(corpus, folder.path().join("corpus")).expect("a link can be made");
    fs::write(folder.path().join("my-names.tsv"), LIST).expect("it can be written");
    fs::write(folder.path().join("staff.csv"), STAFF).expect("it can be written");
    let mut block = String::from("\n```console\n");
    for command in commands {
        let program = command.strip_prefix("newsnlp ");
        let mut run = Command::new(if program.is_some() { env!("CARGO_BIN_EXE_newsnlp") } else { "sh" });
        run.args(program.map_or_else(|| vec!["-c", command], |arguments| arguments.split(' ').collect()));
        if command.contains("suggest") {
            run.args(["-f", "table"]);
        }
        let done = run.current_dir(&folder).output().expect("it starts");
        let said = [done.stdout, done.stderr].concat();
        let _ = write!(block, "$ {command}\n{}", String::from_utf8_lossy(&said));
    }
    block + "```\n\n"
}

#[test]
fn the_figures_are_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let mut readme = fs::read_to_string(path).expect("a README");
    hold(&mut readme, "counts", &counts());
    hold(&mut readme, "suggest", &sessions(&["newsnlp gazetteer suggest corpus/ --top 3"]));
    hold(
        &mut readme,
        "lint",
        &sessions(&["cat my-names.tsv", "newsnlp gazetteer lint my-names.tsv --corpus corpus/"]),
    );
    hold(
        &mut readme,
        "import",
        &sessions(&[
            "newsnlp gazetteer import staff.csv --name-column Name --id-column No --type person -o staff.tsv",
            "cut -f 1-3 staff.tsv",
        ]),
    );
    hold(&mut readme, "gold", &gold());
    if std::env::var_os("NEWSNLP_ACCEPT").is_some() {
        fs::write(path, readme).expect("the README can be written");
    }
}
