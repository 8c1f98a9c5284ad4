//! What a signal that ends the program leaves behind: nothing half written.
#![cfg(unix)]

use crate::bench::{ARTICLES, Bench};
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Starts the program on an input that does not end, and waits until `ready`.
fn started(bench: &Bench, mut command: Command, ready: impl Fn() -> bool) -> Child {
    command.stdin(Stdio::piped()).stderr(Stdio::null()).stdout(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let stdin = child.stdin.as_mut().expect("it has a standard input");
    let begun = Instant::now();
    while !ready() {
        stdin.write_all(ARTICLES.as_bytes()).expect("the program reads");
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing is written: {:?}", bench.list("."));
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

fn send(signal: &str, child: &mut Child) -> ExitStatus {
    let id = child.id().to_string();
    // To wait would close it, and a run whose input ends may end before it hears of the signal.
    let _open = child.stdin.take();
    let sent = Command::new("kill").args([signal, &id]).status().expect("kill is on every system");
    assert!(sent.success());
    child.wait().expect("the program ends")
}

fn half_written(bench: &Bench, folder: &str) -> Vec<String> {
    bench.list(folder).into_iter().filter(|name| name.starts_with(".newsnlp-")).collect()
}

#[test]
fn an_output_file_that_is_not_finished_goes() {
    for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
        let bench = Bench::new();
        let command = bench.command(["tokens", "-", "-o", "out.jsonl"]);
        let mut child = started(&bench, command, || !half_written(&bench, ".").is_empty());
        assert_eq!(send(signal, &mut child).signal(), Some(number));
        assert_eq!(bench.list("."), [""; 0]);
    }
}

#[test]
fn a_report_that_is_interrupted_has_whole_files_alone() {
    let bench = Bench::new();
    let command = bench.command(["report", "-", "--out", "out"]);
    let mut child = started(&bench, command, || bench.path("out/articles").is_dir());
    assert_eq!(send("-INT", &mut child).signal(), Some(2));
    assert_eq!(half_written(&bench, "out").len() + half_written(&bench, "out/articles").len(), 0);
}

#[test]
fn a_signal_the_program_was_told_to_ignore_stays_ignored() {
    let bench = Bench::new();
    let mut command = Command::new("nohup");
    command.arg(crate::bench::PROGRAM).args(["tokens", "-", "-o", "out.jsonl"]).current_dir(bench.path("."));
    let mut child = started(&bench, command, || !half_written(&bench, ".").is_empty());
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-HUP", &id]).status().expect("kill is on every system").success());
    drop(child.stdin.take());
    assert!(child.wait().expect("the program ends").success());
    assert_eq!(bench.list("."), ["out.jsonl"]);
}
