//! What users get wrong, and what they are told: the place and the cure, before any work is done.

use crate::bench::Bench;

/// Files to make, the command, its exit code and what it says.
type Mistake = (&'static [(&'static str, &'static str)], &'static str, i32, &'static str);

const MISTAKES: &[Mistake] = &[
    (
        &[],
        "entities -j 1000000",
        2,
        "newsnlp: --threads \"1000000\": expected a number up to 1024; 0 is all cores\n",
    ),
    (
        &[],
        "entities --max-article-size 8G",
        2,
        "newsnlp: --max-article-size \"8G\": expected a number of bytes below 4 GiB, or one with K, M or G\n",
    ),
    (&[], "explain missing.html", 2, "newsnlp: missing.html: no such file or folder\n"),
    (&[], "explain ./missing", 2, "newsnlp: ./missing: no such file or folder\n"),
    (
        &[("mine.tsv", "name\ttype\tcountry\nBo Ek\tperson\tSWE\n")],
        "entities --gazetteer mine.tsv",
        2,
        "newsnlp: mine.tsv:2: country \"SWE\": expected two capitals, by ISO 3166-1 alpha-2, such as AT\n",
    ),
    (
        &[("mine.csv", "name,type\n\"Bo Ek,person\nAda Lovelace,person\n")],
        "entities --gazetteer mine.csv",
        2,
        "newsnlp: mine.csv:2: a quote is left open, and the lines behind it are lost; close it, or write it twice inside \
         quotes\n",
    ),
    (
        &[("gold.jsonl", "{\"id\":\"a\",\"text\":\"Bo.\",\"entities\":[]}\n")],
        "eval gold.jsonl -f parquet",
        2,
        "newsnlp: --format parquet: not for this command, which writes table, json, jsonl, csv or tsv\n",
    ),
    (
        &[("a.txt", "Rome burns.\n")],
        "gazetteer suggest a.txt -f parquet",
        2,
        "newsnlp: --format parquet: not for this command, which writes table, json, jsonl, csv or tsv\n",
    ),
];

#[test]
fn a_mistake_is_told_with_its_place_and_its_cure() {
    for (files, command, code, message) in MISTAKES {
        let bench = Bench::new();
        for (name, text) in *files {
            bench.file(name, text);
        }
        bench.run(command).code(*code).says(message);
    }
}

#[test]
fn what_only_looks_like_something_else_is_no_mistake() {
    let bench = Bench::new();
    for text in ["AC/DC", "10/11/2020", "and/or"] {
        bench.run(&format!("explain {text} -f table")).code(0).says_nothing();
    }
    bench.file("id3.txt", "ID3 recall hits Volkswagen in Wolfsburg.\n");
    bench.file("riff.txt", "RIFF over pay at Boeing.\n");
    bench.run("entities id3.txt riff.txt -q").code(0).says_nothing();
    bench.file("mash.txt", "M*A*S*H returns\n\nAngela Merkel watched it.\n");
    let table = bench.run("entities mash.txt -f table").code(0).stdout();
    assert!(!table.contains("in no list"), "{table}");
}
