//! gazetteer: lint beside a corpus, suggest, import, and the compiled forms of large lists.

use crate::bench::{Bench, Done};
use std::fs;

/// Three articles about somebody no list has, and a harvest.
const NEWS: &str = concat!(
    r#"{"id":"fair","language":"en","text":"Åse Brekkhus, the mayor of Tolvane, opened the harvest fair. The harvest was good, Ms Brekkhus said."}"#,
    "\n",
    r#"{"id":"flood","language":"en","text":"Floods spoilt the harvest. Mayor Åse Brekkhus asked for help from the Kelvar Relief Foundation (KRF). The KRF sent tents."}"#,
    "\n",
    r#"{"id":"talks","language":"en","text":"Angela Merkel met Åse Brekkhus in Berlin. Farmers fear for the harvest."}"#,
    "\n"
);

fn with_news() -> Bench {
    let bench = Bench::new();
    bench.file("news.jsonl", NEWS);
    bench
}

#[test]
fn lint_shows_what_a_corpus_says_against_a_list() {
    let bench = with_news();
    bench.file(
        "mine.tsv",
        "name\ttype\tmatch\nÅse Brekkhus\tperson\t\nHarvest\torganisation\t\nBo Ek\tperson\t\nTime\torganisation\tevidence\n",
    );
    let done = bench.run("gazetteer lint mine.tsv --corpus news.jsonl");
    done.code(1).says("newsnlp: lint: 5 faults\n").prints(
        "mine.tsv:3: alias \"Harvest\" is an ordinary word; write \"evidence\" into the column \"match\"\n\
         mine.tsv:3: alias \"Harvest\" of organisation/harvest: 4 of 4 times written small: an ordinary word? If so, \
         put it into \"weak\"\n    \
         fair: …Brekkhus, the mayor of Tolvane, opened the [harvest] fair. The harvest was good, Ms Brekkhus…\n    \
         fair: …of Tolvane, opened the harvest fair. The [harvest] was good, Ms Brekkhus said.\n    \
         flood: Floods spoilt the [harvest]. Mayor Åse Brekkhus asked for help from…\n\
         mine.tsv:3: no name of organisation/harvest stands in the corpus (3 articles)\n\
         mine.tsv:4: no name of person/bo-ek stands in the corpus (3 articles)\n\
         mine.tsv:5: no name of organisation/time stands in the corpus (3 articles)\n",
    );
    bench.file("good.tsv", "name\ttype\nÅse Brekkhus\tperson\n");
    bench.run("gazetteer lint good.tsv --corpus news.jsonl -q").code(0).prints("").says_nothing();
}

#[test]
fn lint_without_its_list_or_its_corpus_cannot_run() {
    let bench = with_news();
    bench.file("good.tsv", "name\ttype\nÅse Brekkhus\tperson\n");
    bench.run("gazetteer lint nosuch.tsv").code(2).says("newsnlp: nosuch.tsv: no such file or folder\n");
    bench.run("gazetteer lint good.tsv --corpus nosuch.jsonl -q").code(2).says(
        "newsnlp: nosuch.jsonl: no such file or folder; skipped\n\
         newsnlp: --corpus: no article could be read; nothing was checked\n",
    );
    bench.run("gazetteer lint good.tsv --dead").code(2).says_one_line("newsnlp: --corpus <PATH>: missing");
}

#[test]
fn suggest_tells_names_that_no_list_has() {
    let bench = with_news();
    let table = bench.run("gazetteer suggest news.jsonl -f table --top 1").code(0).says_nothing().stdout();
    let expected = "   1  Åse Brekkhus  person         4 in 3 articles\n      \
                    [Åse Brekkhus], the mayor of Tolvane, opened the harvest…\n";
    assert!(table.starts_with(expected), "{table}");
    let lines = bench.run("gazetteer suggest news.jsonl").code(0).stdout();
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["name"], "Åse Brekkhus");
    assert_eq!(first["contexts"].as_array().expect("a list").len(), 3);
    let named =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["name"].to_string();
    assert!(!lines.lines().any(|line| named(line).contains("Merkel")), "{lines}");
    let only = bench.run("gazetteer suggest news.jsonl -t organisation -f csv").code(0).stdout();
    assert!(
        only.starts_with(
            "rank,name,type,count,articles,found,aliases,context_1,context_2,context_3\n1,Kelvar"
        )
    );
    assert!(only.contains(",KRF,"), "{only}");
}

#[test]
fn what_suggest_writes_as_rows_is_a_list() {
    let bench = with_news();
    bench.run("gazetteer suggest news.jsonl --rows -o new.tsv").code(0).says_nothing();
    let rows = bench.read("new.tsv");
    assert!(
        rows.starts_with("name\ttype\taliases\tmatch\tnote\nÅse Brekkhus\tperson\t\t\t4 in 3 articles\n"),
        "{rows}"
    );
    bench.run("gazetteer lint new.tsv -q").code(0).prints("").says_nothing();
    bench.run("gazetteer suggest news.jsonl --gazetteer new.tsv").code(0).prints("");
    let found = bench.run("entities news.jsonl --known-only --gazetteer new.tsv").code(0).stdout();
    assert!(found.contains("\"id\":\"person/ase-brekkhus\""), "{found}");
    bench
        .run("gazetteer suggest news.jsonl --rows -f csv")
        .code(2)
        .says("newsnlp: --rows: cannot be used with --format\n");
    bench
        .run("gazetteer suggest news.jsonl -t date")
        .code(2)
        .says("newsnlp: --type \"date\": dates are in no list; expected person, place or organisation\n");
}

/// Places of no map.
fn geonames() -> String {
    let line = |id: u32, name: &str, alternate: &str, code: &str, population: u32| {
        format!(
            "{id}\t{name}\t{name}\t{alternate}\t10.5\t-20.25\tP\t{code}\tXA\t\t01\t\t\t\t{population}\t\t3\tUTC\t2026-01-01\n"
        )
    };
    [
        line(901, "Tolvane", "TLV,Tolvania,tolvane,http://example.org", "PPLC", 90_000),
        line(902, "Harvest", "", "PPL", 20_000),
        line(903, "Smallvik", "", "PPL", 900),
    ]
    .concat()
}

#[test]
fn import_makes_a_list_of_a_dump() {
    let bench = Bench::new();
    bench.file("XA.txt", geonames() + "904\toops\n");
    let done = bench.run("gazetteer import XA.txt --min-population 1000 -o places.tsv");
    done.code(1).prints("").says(
        "newsnlp: XA.txt:4: 2 fields, a GeoNames line has 19; skipped\n\
         newsnlp: import: 2 rows, 1 left out, 1 bad\n",
    );
    let expected = "id\tname\taliases\tweak\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\tgeonames\tmatch\tnote\n\
        place/tolvane-xa-901\tTolvane\tTolvania\tTLV\tcapital\tXA\t\t10.5\t-20.25\t90000\t901\t\t\n\
        place/harvest-xa-902\tHarvest\t\t\tcity\tXA\t\t10.5\t-20.25\t20000\t902\tevidence\t\n";
    assert_eq!(bench.read("places.tsv"), expected);
    bench.run("gazetteer lint places.tsv").code(0).prints("").says("newsnlp: lint: 2 rows, nothing wrong\n");
    bench.file("a.txt", "He lives in Tolvane.\n");
    let found = bench.run("entities a.txt --gazetteer places.tsv").code(0).stdout();
    assert!(found.contains("\"geonames\":901"), "{found}");
}

#[test]
fn import_reads_tables_items_and_lists_of_other_tools() {
    let bench = Bench::new();
    bench
        .file("staff.csv", "No,Full name,Also\n7,Åse Brekkhus,A. Brekkhus|Åse B.\n8,,\n")
        .file("items.json", "[\n{\"id\":\"Q900000001\",\"label\":\"Bo Ek\",\"P31\":[\"Q5\"]},\n{\"id\":\"Q900000002\",\"label\":\"X\"},\n]\n")
        .file("towns.lst", "Tolvane:country=XA\n")
        .file("patterns.jsonl", "{\"label\":\"ORG\",\"pattern\":\"Kelvar Group\"}\n");
    let second = |args: &str, code: i32| {
        let done = bench.run(&format!("gazetteer import {args} -q"));
        (done.code(code).stdout().lines().nth(1).unwrap_or_default().to_owned(), done.stderr())
    };
    let columns = ["gazetteer", "import", "staff.csv", "-t", "person", "-q", "--name-column", "Full name"];
    let more = ["--aliases-column", "Also", "--id-column", "No"];
    let staff = Done::of(bench.command(columns.into_iter().chain(more)));
    staff.code(1).says("newsnlp: staff.csv:3: the name is empty; skipped\n");
    assert_eq!(
        staff.stdout().lines().nth(1),
        Some("person/ase-brekkhus-7\tÅse Brekkhus\tA. Brekkhus|Åse B.\t\t\t\t\t\t\t\t\t\t")
    );
    let (item, said) = second("items.json", 0);
    assert_eq!(item, "person/bo-ek-q900000001\tBo Ek\t\t\t\t\t\t\t\t\t\t\twikidata Q900000001");
    assert_eq!(said, "");
    assert_eq!(second("towns.lst -t place", 0).0, "place/tolvane\tTolvane\t\t\t\t\t\t\t\t\t\t\t");
    assert_eq!(
        second("patterns.jsonl", 0).0,
        "organisation/kelvar-group\tKelvar Group\t\t\t\t\t\t\t\t\t\t\t"
    );
    let (_, said) = second("towns.lst", 1);
    assert_eq!(said, "newsnlp: towns.lst:1: no type; give --type person, place or organisation; skipped\n");
    bench.file("names.txt", "Tolvane\n");
    bench.run("gazetteer import names.txt").code(2).prints("").says(
        "newsnlp: names.txt: in no format that is known; name it with --from, or give names alone as --from lst\n",
    );
    bench
        .run("gazetteer import nosuch.txt")
        .code(2)
        .says("newsnlp: nosuch.txt: cannot be read: no such file or folder\n");
}

/// A list large enough for its compiled form to be kept.
fn large_list() -> String {
    let rows = (0..9000).map(|number| format!("Brekkhus{number} Ek\tperson\n"));
    "name\ttype\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn the_compiled_form_of_a_large_list_is_kept_and_never_trusted() {
    let bench = Bench::with_articles();
    bench.file("big.tsv", large_list());
    let plain = bench.run("entities articles.jsonl --gazetteer big.tsv --list-cache off").code(0).stdout();
    assert!(!bench.path("cache").exists());
    let cached = "entities articles.jsonl --gazetteer big.tsv --list-cache cache";
    bench.run(cached).code(0).says_nothing().prints(&plain);
    let form = bench.list("cache").pop().expect("one is kept");
    for damage in [b"".to_vec(), b"newsnlp1 and no more".to_vec(), vec![0xff; 200_000]] {
        bench.file(&format!("cache/{form}"), damage);
        bench.run(cached).code(0).says_nothing().prints(&plain);
    }
    assert_eq!(bench.list("cache"), [form]);
    // A file where the folder should be, and the same said by the environment.
    bench.run("entities articles.jsonl --gazetteer big.tsv --list-cache big.tsv").code(0).prints(&plain);
    let mut by_environment = bench.command(["entities", "articles.jsonl", "--gazetteer", "big.tsv"]);
    by_environment.env("NEWSNLP_LIST_CACHE", "other");
    Done::of(by_environment).code(0).prints(&plain);
    assert_eq!(bench.list("other").len(), 1);
}

#[cfg(unix)]
#[test]
fn a_list_from_a_pipe_is_read_once() {
    let bench = Bench::with_articles();
    bench.file("big.tsv", large_list());
    let mut shell = std::process::Command::new("sh");
    let script = format!(
        "mkfifo list; cat big.tsv > list & {} entities articles.jsonl --gazetteer list --list-cache cache",
        crate::bench::PROGRAM
    );
    shell.args(["-c", &script]).current_dir(bench.path("."));
    Done::of(shell).code(0).says_nothing();
    assert!(fs::metadata(bench.path("cache")).is_err(), "nothing is kept of a pipe");
}

#[test]
fn lint_tells_names_that_are_found_as_written_alone() {
    let bench = Bench::new();
    bench.file("mine.tsv", "name\ttype\taliases\nИван Петренко\tperson\t\nEK, Bo\tperson\tBREKKHUS\nTOLVANE OIL\torganisation\tTOLOIL\n");
    bench
        .run("gazetteer lint mine.tsv")
        .code(1)
        .prints(
            "mine.tsv:3: alias \"BREKKHUS\" is in capitals, and found in capitals alone; write it as news does, if it is no acronym\n",
        )
        .says(
            "newsnlp: mine.tsv: 1 name in Cyrillic letters, found as written alone; add case forms and spellings to \"aliases\"\n\
             newsnlp: lint: 1 fault\n",
        );
}
