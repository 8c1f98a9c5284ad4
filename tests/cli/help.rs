//! Help: lines that fit, examples that work as pasted.

use crate::bench::{ARTICLES, Bench, PROGRAM};
use std::path::Path;
use std::process::Command;

const COMMANDS: &[&str] = &[
    "",
    "entities",
    "keywords",
    "tokens",
    "report",
    "explain",
    "gazetteer",
    "gazetteer show",
    "gazetteer list",
    "gazetteer lint",
    "gazetteer suggest",
    "gazetteer import",
    "eval",
    "diff",
    "schema",
    "completions",
    "man",
];

#[test]
fn every_line_fits_80_columns() {
    let bench = Bench::new();
    for command in COMMANDS {
        for flag in ["-h", "--help"] {
            let help = bench.run(&format!("{command} {flag}")).code(0).says_nothing().stdout();
            for line in help.lines() {
                assert!(line.chars().count() < 80, "{command} {flag}: {line}");
            }
        }
    }
}

#[test]
fn every_example_works_as_pasted() {
    let bench = Bench::new();
    bench
        .file("corpus/articles.jsonl", ARTICLES)
        .file("my-names.tsv", "name\ttype\nAda Lovelace\tperson\n")
        .file("mine.txt", "Ada Lovelace\n")
        .file("tests/gold.jsonl", GOLD)
        .file("found.jsonl", GOLD)
        .file("staff.csv", "Name\nAda Lovelace\n")
        .file("cities15000.txt", CITY)
        .file("latest-all.json.gz", "{\"id\":\"Q900000001\",\"label\":\"Bo Ek\",\"P31\":[\"Q5\"]}\n");
    for command in COMMANDS {
        let help = bench.run(&format!("{command} -h")).code(0).stdout();
        let examples = help.split_once("Examples:").map_or("", |(_, examples)| examples);
        for example in examples.lines().map(str::trim).take_while(|line| !line.starts_with("Exit codes")) {
            if !example.is_empty() && (!example.contains("jq ") || has_jq()) {
                run_example(&bench, example);
            }
        }
    }
}

const GOLD: &str =
    "{\"id\":\"a\",\"text\":\"Bo met Al.\",\"entities\":[{\"start\":0,\"end\":2,\"type\":\"person\"}]}\n";

/// A line as dumps of `GeoNames` have it.
const CITY: &str =
    "901\tTolvane\tTolvane\t\t10.5\t-20.25\tP\tPPL\tXA\t\t01\t\t\t\t90000\t\t3\tUTC\t2026-01-01\n";

fn run_example(bench: &Bench, example: &str) {
    let folder = Path::new(PROGRAM).parent().expect("the program lies in a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell
        .args(["-c", example])
        .env("PATH", path)
        .current_dir(bench.path("."))
        .stdin(std::process::Stdio::null());
    let output = shell.output().expect("there is a shell");
    assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
}

fn has_jq() -> bool {
    Command::new("jq").arg("--version").output().is_ok_and(|output| output.status.success())
}

#[test]
fn no_command_at_all_shows_help_and_is_wrong_use() {
    let bench = Bench::new();
    let done = bench.run("");
    done.code(2).prints("");
    assert!(done.stderr().contains("Usage: newsnlp"), "{done}");
}

#[test]
fn completions_know_the_flags() {
    let bench = Bench::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = bench.run(&format!("completions {shell}")).code(0).says_nothing().stdout();
        assert!(script.contains("input-format"), "{shell}");
    }
    let man = bench.run("man entities").code(0).says_nothing().stdout();
    assert!(man.contains("\\-\\-by"), "{man}");
    bench.run("man nosuch").code(2).says("newsnlp: \"nosuch\": no such command; see newsnlp --help\n");
}
