//! The report folder.

use crate::bench::Bench;
use newsnlp::report::record::ArticleRecord;
use newsnlp::report::summary::Summary;

#[test]
fn writes_files_per_article_and_for_the_corpus() {
    let bench = Bench::with_articles();
    bench
        .run("report articles.jsonl --out out")
        .code(0)
        .prints("")
        .says("newsnlp: out: 2 articles; see summary.json, entities.csv and keywords.csv\n");
    assert_eq!(bench.list("out"), ["articles", "entities.csv", "keywords.csv", "summary.json"]);
    let expected = ["courtyards", "vaccine"]
        .map(|id| ["entities.csv", "json", "keywords.csv"].map(|end| format!("{id}.{end}")));
    assert_eq!(bench.list("out/articles"), expected.concat());
    let record: ArticleRecord<'_> =
        serde_json::from_str(&bench.read("out/articles/courtyards.json")).expect("a record of the contract");
    assert!(record.entities.is_some() && record.mentions.is_some() && record.keywords.is_some());
    let summary: Summary = serde_json::from_str(&bench.read("out/summary.json")).expect("a summary");
    assert_eq!((summary.articles, summary.skipped), (2, 0));
    assert_eq!(summary.published.first.as_deref(), Some("2021-02-10"));
    assert_eq!(summary.published.last.as_deref(), Some("2021-03-01"));
}

#[test]
fn the_files_agree_with_what_the_other_commands_print() {
    let bench = Bench::with_articles();
    for rank in ["count", "tfidf"] {
        bench.run(&format!("report articles.jsonl --out out --rank {rank} -q")).code(0).says_nothing();
        let keywords = bench.run(&format!("keywords articles.jsonl -f csv --rank {rank}")).code(0).stdout();
        assert_eq!(bench.read("out/keywords.csv"), keywords, "{rank}");
        let entities = bench.run("entities articles.jsonl -f csv --by corpus").code(0).stdout();
        assert_eq!(bench.read("out/entities.csv"), entities, "{rank}");
        let of_article =
            bench.run(&format!("keywords articles.jsonl -f csv --by article --rank {rank}")).code(0).stdout();
        let both: String = ["courtyards", "vaccine"]
            .map(|id| {
                bench
                    .read(&format!("out/articles/{id}.keywords.csv"))
                    .split_once('\n')
                    .expect("a header")
                    .1
                    .to_owned()
            })
            .concat();
        assert_eq!(of_article.split_once('\n').expect("a header").1, both, "{rank}");
    }
}

#[test]
fn ids_are_safe_names_and_never_collide() {
    let bench = Bench::new();
    let ids = ["../../evil", "a/b", "a:b", "", "A_B"];
    let line = |id: &&str| format!("{{\"id\":{id:?},\"text\":\"Words.\"}}\n");
    bench.file("a.jsonl", ids.iter().map(line).collect::<String>());
    bench.run("report a.jsonl --out out -q").code(0);
    let names: Vec<_> =
        bench.list("out/articles").into_iter().filter(|name| name.split_once(".json").is_some()).collect();
    assert_eq!(names.len(), ids.len(), "{names:?}");
    assert!(names.contains(&"evil.json".to_owned()) && names.contains(&"a_b-2.json".to_owned()), "{names:?}");
    assert!(names.contains(&"A_B-3.json".to_owned()), "{names:?}");
}

#[test]
fn what_was_skipped_is_in_the_summary() {
    let bench = Bench::new();
    bench.file("a.jsonl", "{\"id\":\"a\",\"text\":\"Words.\"}\noops\n");
    bench.run("report a.jsonl --out out -q").code(1);
    let summary: Summary = serde_json::from_str(&bench.read("out/summary.json")).expect("a summary");
    assert_eq!((summary.articles, summary.skipped), (1, 1));
    assert_eq!(summary.failures[0].place, "a.jsonl:2");
}

#[test]
fn a_file_is_no_folder() {
    let bench = Bench::with_articles();
    bench.file("out", "");
    bench
        .run("report articles.jsonl --out out")
        .code(2)
        .says("newsnlp: --out \"out\": is a file; name a folder\n");
}

#[test]
fn an_old_report_gives_way() {
    let bench = Bench::with_articles();
    bench.run("report articles.jsonl --out out -q").code(0);
    let first = bench.read("out/summary.json");
    bench.file("out/summary.json", "old");
    bench.run("report articles.jsonl --out out -q").code(0);
    assert_eq!(bench.read("out/summary.json"), first);
}

#[test]
fn articles_of_an_earlier_report_give_way_and_nothing_else_does() {
    let bench = Bench::with_articles();
    bench.file("other.jsonl", "{\"id\":\"other\",\"text\":\"Rain fell on Rome for a week.\"}\n");
    bench.run("report other.jsonl --out out -q").code(0);
    bench.file("out/articles/mine.json", "{}");
    bench.run("report articles.jsonl --out out").code(0).says(
        "newsnlp: out/articles: 1 article of an earlier report removed\n\
         newsnlp: out: 2 articles; see summary.json, entities.csv and keywords.csv\n",
    );
    let left = bench.list("out/articles");
    assert_eq!(left.len(), 7, "{left:?}");
    assert!(
        left.contains(&"mine.json".to_owned()) && !left.iter().any(|file| file.starts_with("other")),
        "{left:?}"
    );
}

#[test]
fn a_second_report_reads_what_the_first_read() {
    let bench = Bench::new();
    bench
        .file("a.txt", "Rain fell on Rome.")
        .file("b/c.json", "{\"id\":\"c\",\"text\":\"Snow fell on Oslo.\"}");
    for out in ["r", "./b/../r", "other", "b/r", "."] {
        bench
            .run(&format!("report . --out {out}"))
            .code(0)
            .says(&format!("newsnlp: {out}: 2 articles; see summary.json, entities.csv and keywords.csv\n"));
    }
    bench.run("entities . -q -o out.jsonl").code(0);
    bench.run("entities . -q -o out.jsonl").code(0).says_nothing();
    assert_eq!(bench.read("out.jsonl").lines().count(), 2);
}

#[test]
fn a_report_is_not_written_over_what_it_reads() {
    let bench = Bench::new();
    let record = "{\"id\":\"a\",\"text\":\"Rain fell on Rome.\"}";
    bench.file("articles/a.json", record).file("summary.json", record);
    bench.run("report articles --out .").code(2).says(
        "newsnlp: --out \".\": articles/a.json is to be read, and may be written over; name another folder\n",
    );
    bench.run("report summary.json --out .").code(2).says(
        "newsnlp: --out \".\": summary.json is to be read, and may be written over; name another folder\n",
    );
    assert_eq!(bench.read("articles/a.json"), record);
    bench.run("report articles --out summary -q").code(0);
}
