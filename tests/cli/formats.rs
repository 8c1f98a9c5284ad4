//! Every form of output, read back; fields that the contract does not have are refused.

use crate::bench::{ARTICLES, Bench, many_articles};
use newsnlp::report::record::{ArticleRecord, CorpusEntity, CorpusKeyword};

fn lines<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// What an offset of this unit points at.
fn slice(text: &str, unit: &str, start: usize, end: usize) -> String {
    match unit {
        "bytes" => text[start..end].to_owned(),
        "utf16" => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end])
            .expect("whole characters"),
        _ => text.chars().skip(start).take(end - start).collect(),
    }
}

#[test]
fn offsets_point_at_what_is_named_in_every_unit() {
    let bench = Bench::with_articles();
    for unit in ["chars", "bytes", "utf16"] {
        for command in ["tokens", "entities"] {
            let done = bench.run(&format!("{command} articles.jsonl --with-text --offsets {unit}"));
            for record in lines::<ArticleRecord<'static>>(&done.code(0).stdout()) {
                let text = record.text.expect("--with-text adds it");
                for sentence in record.sentences.iter().flatten() {
                    for token in &sentence.tokens {
                        assert_eq!(slice(&text, unit, token.start, token.end), token.text, "{unit}{done}");
                        assert!(sentence.start <= token.start && token.end <= sentence.end, "{unit}{done}");
                    }
                }
                for mention in record.mentions.iter().flatten() {
                    assert_eq!(slice(&text, unit, mention.start, mention.end), mention.text, "{unit}{done}");
                }
            }
        }
    }
}

#[test]
fn each_command_prints_the_parts_it_is_named_for() {
    let bench = Bench::with_articles();
    let parts = |args: &str| {
        let done = bench.run(args);
        let first: serde_json::Value =
            serde_json::from_str(done.code(0).stdout().lines().next().expect("a record")).expect("JSON");
        first.as_object().expect("a record").keys().cloned().collect::<Vec<_>>().join(" ")
    };
    // serde_json sorts the keys it reads.
    assert_eq!(parts("tokens articles.jsonl"), "id language published sentences source title");
    assert_eq!(parts("entities articles.jsonl"), "entities id language mentions published source title");
    assert_eq!(parts("keywords articles.jsonl --by article"), "id keywords language published source title");
    assert_eq!(
        parts("keywords articles.jsonl --by article --with-text"),
        "id keywords language published source text title"
    );
}

#[test]
fn fields_stand_in_the_order_of_the_contract() {
    let bench = Bench::with_articles();
    let line = bench.run("tokens articles.jsonl --lang en").code(0).stdout();
    assert!(
        line.starts_with(
            "{\"id\":\"courtyards\",\"source\":\"articles.jsonl:1\",\"title\":\"Protest in courtyards\",\
             \"published\":\"2021-02-10\",\"language\":\"en\",\"sentences\":[{\"start\":0,\"end\":"
        ),
        "{line}"
    );
}

#[test]
fn json_is_one_array() {
    let bench = Bench::with_articles();
    for command in ["tokens", "entities", "keywords --by article"] {
        let text = bench.run(&format!("{command} articles.jsonl -f json")).code(0).stdout();
        let records: Vec<ArticleRecord<'static>> = serde_json::from_str(&text).expect("an array of records");
        assert_eq!(records.len(), 2);
    }
    for command in ["entities --by corpus", "keywords"] {
        let text = bench.run(&format!("{command} articles.jsonl -f json")).code(0).stdout();
        serde_json::from_str::<Vec<serde_json::Value>>(&text).expect("an array");
    }
    bench.file("none.jsonl", "oops\n");
    bench.run("tokens none.jsonl -f json").code(1).prints("[]\n");
}

#[test]
fn rows_have_the_columns_of_the_contract() {
    let bench = Bench::with_articles();
    let cases = [
        ("tokens", "article_id,sentence,start,end,text,kind"),
        ("entities", "article_id,type,text,name,entity,known,start,end,value,lat,lon,country,source"),
        ("entities --by corpus", "rank,type,name,entity,count,articles,known,lat,lon,country"),
        ("keywords", "rank,term,stem,count,articles,score"),
        ("keywords --by article", "article_id,rank,term,stem,count,score"),
    ];
    for (command, header) in cases {
        let csv = bench.run(&format!("{command} articles.jsonl -f csv")).code(0).stdout();
        assert_eq!(csv.lines().next(), Some(header), "{command}");
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        assert!(rows.records().all(|row| row.is_ok()), "{command}: {csv}");
        let tsv = bench.run(&format!("{command} articles.jsonl -f tsv")).code(0).stdout();
        assert_eq!(tsv.lines().next(), Some(header.replace(',', "\t").as_str()), "{command}");
        let excel = bench.run(&format!("{command} articles.jsonl -f csv --excel")).code(0).stdout();
        assert_eq!(excel.lines().next(), Some(format!("\u{feff}{header}").as_str()), "{command}");
        assert!(excel.contains("\r\n") && excel.ends_with("\r\n"), "{command}");
    }
}

#[test]
fn by_corpus_has_counts_and_articles() {
    let bench = Bench::with_articles();
    let entities: Vec<CorpusEntity<'_>> =
        lines(&bench.run("entities articles.jsonl --by corpus").code(0).stdout());
    assert!(entities.is_sorted_by(|a, b| a.count >= b.count));
    let keywords: Vec<CorpusKeyword> = lines(&bench.run("keywords articles.jsonl").code(0).stdout());
    assert!(keywords.is_sorted_by(|a, b| a.count >= b.count));
    assert!(keywords.iter().all(|keyword| (1..=2).contains(&keyword.articles)));
}

#[test]
fn one_thread_equals_many() {
    let bench = Bench::new();
    bench.file("many.jsonl", many_articles(700) + "oops\n" + &many_articles(20));
    let commands = [
        "tokens -f csv",
        "entities",
        "entities --by corpus -f csv",
        "keywords",
        "keywords --by article --rank tfidf",
        "entities -f table",
    ];
    for command in commands {
        let one = bench.run(&format!("{command} many.jsonl -j 1"));
        let many = bench.run(&format!("{command} many.jsonl -j 4"));
        assert!(one.code(1).stdout() == many.code(1).stdout(), "{command}");
        assert_eq!(one.stderr(), many.stderr(), "{command}");
    }
}

#[test]
fn a_table_fits_its_width_and_has_no_colour_in_a_pipe() {
    let bench = Bench::with_articles();
    bench.file(
        "long.jsonl",
        format!("{{\"id\":\"a\",\"text\":{:?}}}\n", "Words and words and more. ".repeat(90)),
    );
    for command in ["tokens", "entities", "entities --by corpus", "keywords", "keywords --by article"] {
        let table = bench.run(&format!("{command} articles.jsonl long.jsonl -f table")).code(0).stdout();
        assert!(!table.contains('\u{1b}'), "{table}");
        assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
        assert!(table.lines().all(|line| line.trim_end() == line), "{table}");
    }
}

#[test]
fn standard_input_names_itself() {
    let bench = Bench::new();
    let line = bench.pipe("tokens", ARTICLES).code(0).stdout();
    let first: ArticleRecord<'static> = lines(&line).remove(0);
    assert_eq!((first.id.as_ref(), first.source.as_ref()), ("courtyards", "-:1"));
}

#[test]
fn the_schema_has_every_field_that_is_written() {
    let bench = Bench::with_articles();
    let schema: serde_json::Value =
        serde_json::from_str(&bench.run("schema").code(0).stdout()).expect("JSON");
    for command in ["tokens --with-text", "entities", "keywords --by article"] {
        for line in bench.run(&format!("{command} articles.jsonl")).code(0).stdout().lines() {
            let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
            check(&schema, &schema, &record);
        }
    }
}

#[test]
fn every_record_has_a_schema() {
    let bench = Bench::with_articles();
    bench.run("entities articles.jsonl --with-text -o new.jsonl").code(0);
    bench.run("entities articles.jsonl -t place -o old.jsonl").code(0);
    bench.run("report articles.jsonl nosuch.txt --out out -q").code(1);
    let gold = r#"{"id":"a","text":"Rome met Bo Ek.","entities":[{"start":9,"end":14,"type":"person","text":"Bo Ek"}]}"#;
    bench.file("gold.jsonl", format!("{gold}\n"));
    for (record, command) in [
        ("article", "entities articles.jsonl"),
        ("corpus-entity", "entities articles.jsonl --by corpus"),
        ("corpus-keyword", "keywords articles.jsonl"),
        ("explained", "explain articles.jsonl"),
        ("row", "gazetteer show Georgia"),
        ("suggestion", "gazetteer suggest articles.jsonl --min-count 1"),
        ("evaluation", "eval gold.jsonl"),
        ("change", "diff old.jsonl new.jsonl"),
    ] {
        let schema = bench.run(&format!("schema {record}")).code(0).stdout();
        let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
        let written = bench.run(&format!("{command} -f jsonl")).stdout();
        assert!(!written.is_empty(), "{command}");
        for line in written.lines() {
            check(&schema, &schema, &serde_json::from_str(line).expect("JSON"));
        }
    }
    let summary: serde_json::Value = serde_json::from_str(&bench.read("out/summary.json")).expect("JSON");
    let schema: serde_json::Value =
        serde_json::from_str(&bench.run("schema summary").code(0).stdout()).expect("JSON");
    check(&schema, &schema, &summary);
    assert_eq!(summary["failures"][0]["place"], "nosuch.txt");
}

/// A part of a schema, or the definition it refers to.
fn resolved<'s>(schema: &'s serde_json::Value, part: &'s serde_json::Value) -> &'s serde_json::Value {
    match part["$ref"].as_str() {
        Some(name) => &schema["$defs"][name.trim_start_matches("#/$defs/")],
        None => part,
    }
}

/// Whether an object has all fields the schema asks for and no other, and so on inside.
fn check(schema: &serde_json::Value, part: &serde_json::Value, value: &serde_json::Value) {
    let part = resolved(schema, part);
    // Something, or null.
    let part =
        part["anyOf"].get(0).filter(|_| !value.is_null()).map_or(part, |choice| resolved(schema, choice));
    if let Some(fields) = value.as_object() {
        for (name, field) in fields {
            let known = part["properties"].get(name);
            let free = part.get("additionalProperties").filter(|free| free.is_object());
            check(schema, known.or(free).unwrap_or_else(|| panic!("{name} is not in the schema")), field);
        }
        for name in part["required"].as_array().into_iter().flatten() {
            assert!(fields.contains_key(name.as_str().expect("a name")), "{name} is missing");
        }
    }
    for item in value.as_array().into_iter().flatten() {
        check(schema, &part["items"], item);
    }
}

#[test]
fn all_overlaps_keep_the_listed_names_inside_longer_ones() {
    let bench = Bench::new();
    bench.file("a.txt", "The Bank of England and the University of Leeds met.\n");
    let names = |flags: &str| bench.run(&format!("entities a.txt -f csv {flags}")).code(0).stdout();
    assert!(!names("").contains(",place,"));
    let all = names("--overlaps all");
    assert!(all.contains(",England,place/england,") && all.contains(",Leeds,place/leeds-gb,"), "{all}");
}
