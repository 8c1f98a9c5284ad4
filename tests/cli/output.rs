//! Where output goes: closed pipes, full disks, files whole or not at all.

use crate::bench::{Bench, Done, many_articles};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

#[test]
fn a_closed_pipe_ends_quietly() {
    let bench = Bench::new();
    bench.file("many.jsonl", many_articles(5000));
    for args in
        ["tokens many.jsonl", "entities many.jsonl -f json", "keywords many.jsonl --by article -f csv"]
    {
        let mut command = bench.command(args.split(' '));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        out.read_line(&mut String::new()).expect("a first line");
        drop(out);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{args}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{args}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_pipe_closed_from_the_start_ends_quietly_everywhere() {
    let bench = Bench::with_articles();
    let commands = [
        "--help",
        "entities --help",
        "--version",
        "man",
        "schema",
        "completions zsh",
        "tokens articles.jsonl",
        "keywords articles.jsonl",
    ];
    for args in commands {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = bench.command(args.split(' '));
        command.stdout(writer).stderr(Stdio::piped());
        let output = command.spawn().expect("it starts").wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{args}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{args}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_exit_2() {
    let bench = Bench::with_articles();
    for args in ["tokens articles.jsonl", "entities articles.jsonl --by corpus -f csv", "--help", "man"] {
        let mut command = bench.command(args.split(' '));
        command.stdout(File::options().write(true).open("/dev/full").expect("Linux has it"));
        Done::of(command)
            .code(2)
            .says("newsnlp: standard output: the disk is full; nothing whole was written\n");
    }
    bench
        .run("tokens articles.jsonl -o /dev/full")
        .code(2)
        .says("newsnlp: /dev/full: the disk is full; nothing whole was written\n");
}

#[test]
fn a_file_is_replaced_when_the_new_one_is_whole() {
    let bench = Bench::with_articles();
    bench.file("out.jsonl", "old\n");
    let expected = bench.run("tokens articles.jsonl").code(0).stdout();
    bench.run("tokens articles.jsonl -o out.jsonl").code(0).prints("").says_nothing();
    assert_eq!(bench.read("out.jsonl"), expected);
    assert_eq!(bench.list("."), ["articles.jsonl", "out.jsonl"]);
    // The input may be the output.
    bench.run("tokens articles.jsonl -o articles.jsonl").code(0);
    assert!(bench.read("articles.jsonl").starts_with("{\"id\":\"courtyards\",\"source\":"));
}

#[cfg(unix)]
#[test]
fn a_file_has_the_rights_and_the_link_it_had() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::with_articles();
    bench.run("tokens articles.jsonl -o new.jsonl").code(0);
    let mode = |name| fs::metadata(bench.path(name)).expect("it is there").permissions().mode() & 0o777;
    bench.file("plain", "");
    assert_eq!(mode("new.jsonl"), mode("plain"));
    bench.file("old.jsonl", "");
    fs::set_permissions(bench.path("old.jsonl"), fs::Permissions::from_mode(0o640)).expect("it is ours");
    std::os::unix::fs::symlink("old.jsonl", bench.path("link.jsonl")).expect("a link can be made");
    bench.run("tokens articles.jsonl -o link.jsonl").code(0);
    assert_eq!(mode("old.jsonl"), 0o640);
    assert!(fs::symlink_metadata(bench.path("link.jsonl")).expect("it is there").is_symlink());
    assert!(bench.read("old.jsonl").starts_with("{\"id\""));
}

#[test]
fn places_that_cannot_be_written_are_told() {
    let bench = Bench::with_articles();
    fs::create_dir(bench.path("folder")).expect("a folder can be made");
    bench.run("tokens articles.jsonl -o folder").code(2).says("newsnlp: folder: is a folder; name a file\n");
    bench
        .run("tokens articles.jsonl -o no/such.jsonl")
        .code(2)
        .says("newsnlp: no/such.jsonl: cannot be written: no such file or folder\n");
}

#[test]
fn a_table_by_name_in_json_lines_is_told() {
    let bench = Bench::with_articles();
    bench
        .run("tokens articles.jsonl -o out.csv")
        .code(0)
        .says("newsnlp: out.csv: written as JSON lines; add -f csv for CSV\n");
    bench.run("tokens articles.jsonl -o out.csv -q").code(0).says_nothing();
}
