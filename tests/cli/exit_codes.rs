//! 0: all read. 1: some input skipped. 2: wrong use, cannot start, cannot write. And what is said about it.

use crate::bench::{Bench, Done};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

#[test]
fn wrong_use_is_one_line_and_exit_2() {
    let bench = Bench::with_articles();
    let cases = [
        ("keywords --top ten", "newsnlp: --top \"ten\": expected a whole number, 1 or more\n"),
        ("keywords --top 0", "newsnlp: --top \"0\": expected a whole number, 1 or more\n"),
        (
            "entities --published 2021-13-01",
            "newsnlp: --published \"2021-13-01\": expected a day of the calendar as YYYY-MM-DD\n",
        ),
        (
            "entities -f xml",
            "newsnlp: --format \"xml\": expected auto, table, json, jsonl, csv, tsv or parquet\n",
        ),
        ("entities -t animal", "newsnlp: --type \"animal\": expected person, place, organisation or date\n"),
        ("entities --offsets", "newsnlp: --offsets: a value is missing\n"),
        ("entities -q -v", "newsnlp: --quiet: cannot be used with --verbose\n"),
        ("entities --nosuch", "newsnlp: --nosuch: no such flag or argument; see --help\n"),
        ("enities", "newsnlp: \"enities\": no such command; did you mean entities; see newsnlp --help\n"),
        (
            "entities articles.jsonl --top 3",
            "newsnlp: --top: ranks the entities of a corpus; add --by corpus\n",
        ),
        ("report articles.jsonl", "newsnlp: --out <DIR>: missing; see --help\n"),
        (
            "entities --encoding latin-99 articles.jsonl",
            "newsnlp: --encoding \"latin-99\": unknown encoding; expected auto or a name such as utf-8, \
             windows-1251, iso-8859-2\n",
        ),
    ];
    for (args, message) in cases {
        bench.run(args).code(2).says(message).prints("");
    }
    let language = bench.run("tokens --lang xx articles.jsonl");
    language.code(2).says_one_line("newsnlp: --lang \"xx\": unknown language; expected auto or one of ");
}

#[test]
fn without_a_path_the_null_device_is_not_read_but_the_corpus_is() {
    let bench = Bench::new();
    bench.run("tokens").code(2).says(
        "newsnlp: PATH: nothing to read; give files or folders, pipe articles in, or make a folder \"corpus\"\n",
    );
    bench.file("corpus/a.jsonl", crate::bench::ARTICLES);
    let read = bench.run("tokens -v").code(0).stdout();
    assert_eq!(read.lines().count(), 2);
}

#[test]
fn without_a_path_a_pipe_a_file_or_a_socket_is_read() {
    let bench = Bench::with_articles();
    bench.file("corpus/other.jsonl", "{\"id\":\"other\",\"text\":\"Not this.\"}\n");
    let expected = bench.run("tokens -f csv articles.jsonl").code(0).stdout();
    bench.pipe("tokens -f csv", crate::bench::ARTICLES).code(0).prints(&expected);
    bench.pipe("tokens -f csv -", crate::bench::ARTICLES).code(0).prints(&expected);
    let mut from_file = bench.command(["tokens", "-f", "csv"]);
    from_file.stdin(std::fs::File::open(bench.path("articles.jsonl")).expect("it was written"));
    Done::of(from_file).code(0).prints(&expected);
    let (mut ours, theirs) = UnixStream::pair().expect("a pair of sockets");
    std::io::Write::write_all(&mut ours, crate::bench::ARTICLES.as_bytes()).expect("it fits");
    drop(ours);
    let mut from_socket = bench.command(["tokens", "-f", "csv"]);
    from_socket.stdin(OwnedFd::from(theirs));
    Done::of(from_socket).code(0).prints(&expected);
}

#[test]
fn a_bad_line_is_told_and_the_rest_is_complete() {
    let bench = Bench::new();
    let good = |number: usize| format!("{{\"id\":\"a{number}\",\"text\":\"Words.\"}}\n");
    let lines: String =
        (1..=9).map(|number| if number == 7 { "{\"id\": oops\n".into() } else { good(number) }).collect();
    bench.file("a.jsonl", lines);
    let done = bench.run("tokens a.jsonl -q");
    done.code(1).says_one_line("newsnlp: a.jsonl:7: ");
    assert_eq!(done.stdout().lines().count(), 8, "{done}");
    let loud = bench.run("tokens a.jsonl");
    assert!(loud.stderr().ends_with("newsnlp: input: 1 skipped, 8 articles read\n"), "{loud}");
}

#[test]
fn fail_fast_stops_and_leaves_no_file() {
    let bench = Bench::new();
    bench.file("a.jsonl", "{\"id\":\"a\",\"text\":\"Words.\"}\noops\n");
    let done = bench.run("tokens a.jsonl --fail-fast -o out.jsonl");
    done.code(2);
    assert!(done.stderr().ends_with("newsnlp: --fail-fast: stopped at a.jsonl:2\n"), "{done}");
    assert_eq!(bench.list("."), ["a.jsonl"]);
}

#[test]
fn a_record_without_text_names_the_field() {
    let bench = Bench::new();
    bench.file("a.jsonl", "{\"id\":\"a\",\"body\":\"Words.\"}\n");
    bench.run("tokens a.jsonl -q").code(1).says_one_line("newsnlp: a.jsonl:1: no field \"text\"");
    bench.run("tokens a.jsonl --text-field body").code(0).says_nothing();
}

#[test]
fn a_missing_path_is_skipped_and_told() {
    let bench = Bench::with_articles();
    let done = bench.run("tokens nosuch.txt articles.jsonl -q");
    done.code(1).says_one_line("newsnlp: nosuch.txt: no such file or folder");
    assert_eq!(done.stdout().lines().count(), 2, "{done}");
}

#[test]
fn an_empty_folder_is_told() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("empty")).expect("a folder can be made");
    bench.run("tokens empty -q").code(1).says_one_line("newsnlp: empty: no articles in this folder");
}

#[test]
fn a_file_that_is_no_text_is_refused_by_name() {
    let bench = Bench::new();
    bench.file("a.txt", [0_u8, 159, 146, 150, 0, 0, 1, 2, 3].repeat(50));
    bench.run("tokens a.txt -q").code(1).says_one_line("newsnlp: a.txt: ");
}

#[test]
fn an_empty_file_is_told() {
    let bench = Bench::new();
    bench.file("a.txt", "");
    bench.run("tokens a.txt -q").code(1).says_one_line("newsnlp: a.txt: ");
}

#[test]
fn a_bad_list_says_every_bad_row() {
    let bench = Bench::with_articles();
    bench.file("mine.tsv", "name\ttype\nAda\tperson\nBo\tanimal\n\tplace\n");
    bench.run("entities articles.jsonl --gazetteer mine.tsv").code(2).prints("").says(
        "newsnlp: mine.tsv:3: type \"animal\": expected person, place or organisation\n\
         newsnlp: mine.tsv:4: the name is empty\n",
    );
    bench
        .run("entities articles.jsonl --gazetteer nosuch.tsv")
        .code(2)
        .says_one_line("newsnlp: nosuch.tsv: cannot be read: ");
}

#[test]
fn stopwords_that_cannot_be_read_end_the_run() {
    let bench = Bench::with_articles();
    bench
        .run("keywords articles.jsonl --stopwords nosuch.txt")
        .code(2)
        .says("newsnlp: nosuch.txt: cannot be read: no such file or folder\n");
    bench.file("bad.txt", b"ok\n\xff\n");
    bench
        .run("keywords articles.jsonl --stopwords bad.txt")
        .code(2)
        .says("newsnlp: bad.txt: not valid UTF-8 at byte 3; save it as UTF-8\n");
}

#[test]
fn with_q_the_first_failures_of_a_kind_are_told_and_the_rest_counted() {
    let bench = Bench::new();
    bench.file("a.jsonl", "{\"body\":\"Words.\"}\n".repeat(9)).file("z.jsonl", "oops\n");
    let quiet = bench.run("tokens a.jsonl z.jsonl -q").code(1).stderr();
    let lines: Vec<_> = quiet.lines().collect();
    assert_eq!(lines.len(), 7, "{quiet}");
    assert!(
        lines[4].starts_with("newsnlp: a.jsonl:5: no field \"text\"") && lines[5].contains("z.jsonl:1"),
        "{quiet}"
    );
    assert!(lines[6].starts_with("newsnlp: input: 4 more like this: no field \"…\""), "{quiet}");
    assert!(lines[6].ends_with("(without -q each is told)"), "{quiet}");
    let all = bench.run("tokens a.jsonl z.jsonl").code(1).stderr();
    assert_eq!(all.lines().count(), 11, "{all}");
}
