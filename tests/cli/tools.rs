//! eval, diff, gazetteer, explain.

use crate::bench::{Bench, Done};

const GOLD: &str = concat!(
    r#"{"id":"a","text":"Bo met Al in Rome.","entities":[{"start":0,"end":2,"type":"person"},{"start":7,"end":9,"type":"person"},{"start":13,"end":17,"type":"place"}]}"#,
    "\n"
);
const FOUND: &str = concat!(
    r#"{"id":"a","source":"-","title":null,"published":null,"language":null,"entities":[],"mentions":["#,
    r#"{"start":0,"end":2,"text":"Bo","type":"person","entity":"person/bo","via":"gazetteer"},"#,
    r#"{"start":13,"end":17,"text":"Rome","type":"person","entity":"person/rome","via":"context"}]}"#,
    "\n"
);

#[test]
fn eval_scores_a_record_file() {
    let bench = Bench::new();
    bench.file("gold.jsonl", GOLD).file("found.jsonl", FOUND);
    let done = bench.run("eval gold.jsonl --pred found.jsonl -f csv");
    done.code(0).says_nothing().prints(
        "measure,type,gold,predicted,right,found,precision,recall,f1\n\
         exact,person,2,2,1,1,0.5000,0.5000,0.5000\n\
         exact,place,1,0,0,0,0.0000,0.0000,0.0000\n\
         exact,all,3,2,1,1,0.5000,0.3333,0.4000\n\
         overlapping,person,2,2,1,1,0.5000,0.5000,0.5000\n\
         overlapping,place,1,0,0,0,0.0000,0.0000,0.0000\n\
         overlapping,all,3,2,1,1,0.5000,0.3333,0.4000\n\
         type-blind,person,2,2,2,1,1.0000,0.5000,0.6667\n\
         type-blind,place,1,0,0,1,0.0000,1.0000,0.0000\n\
         type-blind,all,3,2,2,2,1.0000,0.6667,0.8000\n",
    );
    let table = bench.run("eval gold.jsonl --pred found.jsonl -f table").code(0).stdout();
    assert!(table.contains("type           place \"Rome\" → person \"Rome\""), "{table}");
    assert!(table.contains("a: …Bo met [Al] in Rome.…"), "{table}");
    let unlisted = "{\"id\":\"a\",\"text\":\"Zorblax Quandry, a teacher, said so.\",\"entities\":[{\"start\":0,\"end\":15,\"type\":\"person\"}]}\n";
    bench.file("unlisted.jsonl", unlisted);
    let found = |args: &str| bench.run(&format!("eval unlisted.jsonl -f csv{args}")).code(0).stdout();
    assert!(found("").contains("exact,person,1,1,1"), "{}", found(""));
    assert!(found(" --known-only").contains("exact,person,1,0,0"), "{}", found(" --known-only"));
}

#[test]
fn a_bad_gold_line_ends_the_run() {
    let bench = Bench::new();
    bench.file("gold.jsonl", format!("{GOLD}{{\"id\":\"b\"}}\n"));
    bench
        .run("eval gold.jsonl")
        .code(2)
        .says("newsnlp: gold.jsonl:2: no field \"mentions\" or \"entities\"\n");
    bench.file("twice.jsonl", GOLD.repeat(2));
    bench.run("eval twice.jsonl").code(2).says("newsnlp: twice.jsonl:2: id \"a\" is given twice\n");
    bench
        .run("eval nosuch.jsonl")
        .code(2)
        .says("newsnlp: nosuch.jsonl: cannot be read: no such file or folder\n");
}

#[test]
fn eval_leaves_out_what_cannot_be_scored_and_says_so() {
    let bench = Bench::new();
    let gold = |id: &str, mark: &str| {
        format!("{{\"id\":\"{id}\",\"text\":\"Åse met Bo in Rome.\",\"entities\":[{{{mark}}}]}}\n")
    };
    bench.file(
        "gold.jsonl",
        [
            gold("a", "\"start\":14,\"end\":18,\"type\":\"place\",\"text\":\"Rome\""),
            gold("b", "\"start\":9,\"end\":11,\"type\":\"person\",\"text\":\"Bo\""),
            gold("c", "\"start\":14,\"end\":99,\"type\":\"place\""),
            gold("d", "\"start\":14,\"end\":18,\"type\":\"LOC\""),
            gold("e", "\"start\":14,\"end\":18,\"type\":\"event\""),
        ]
        .concat(),
    );
    let fitting = "newsnlp: gold.jsonl: \"b\": 9-11 is \"o \" in the text, not \"Bo\" (its offsets count bytes; count characters); left out\n\
         newsnlp: gold.jsonl: \"c\": 14-99 ends beyond the text of 19 characters; left out\n";
    let done = bench.run("eval gold.jsonl -f csv");
    done.code(1).says(&format!(
        "newsnlp: gold.jsonl: no type \"LOC\"; 1 record left out (write \"place\")\n\
         newsnlp: gold.jsonl: no type \"event\"; 1 mark left out (name the types to score with -t)\n{fitting}"
    ));
    assert!(done.stdout().contains("exact,all,1,"), "{done}");
    bench.run("eval gold.jsonl -t place -f csv").code(1).says(
        "newsnlp: gold.jsonl: no type \"LOC\"; 1 record left out (write \"place\")\n\
         newsnlp: gold.jsonl: \"c\": 14-99 ends beyond the text of 19 characters; left out\n",
    );
    bench.file("pred.jsonl", gold("a", "\"start\":15,\"end\":19,\"type\":\"place\",\"text\":\"Rome\""));
    bench.file("one.jsonl", gold("a", "\"start\":14,\"end\":18,\"type\":\"place\""));
    bench.run("eval one.jsonl --pred pred.jsonl -f csv").code(1).says(
        "newsnlp: pred.jsonl: \"a\": 15-19 is \"ome.\" in the text, not \"Rome\" (its offsets count bytes; count characters); left out\n",
    );
}

#[test]
fn diff_tells_what_changed() {
    let bench = Bench::new();
    bench.file("gold.jsonl", GOLD).file("found.jsonl", FOUND);
    bench.run("diff found.jsonl found.jsonl -f table").code(0).prints(" nothing changed\n");
    bench.run("diff gold.jsonl found.jsonl").code(0).prints(concat!(
        r#"{"article":"a","change":"relinked","start":0,"end":2,"text":"Bo","old_type":"person","new_type":"person","new_entity":"person/bo"}"#,
        "\n",
        r#"{"article":"a","change":"lost","start":7,"end":9,"text":"","old_type":"person"}"#,
        "\n",
        r#"{"article":"a","change":"retyped","start":13,"end":17,"text":"Rome","old_type":"place","new_type":"person","new_entity":"person/rome"}"#,
        "\n"
    ));
}

#[test]
fn lint_tells_faults_with_line_numbers() {
    let bench = Bench::new();
    bench.file(
        "mine.tsv",
        "name\ttype\taliases\tweak\nAda Lovelace\tperson\tA|Countess\t\nCount of Ada\tperson\tCountess\t\n\
         Bo Ek\tperson\t\tThe\n",
    );
    let done = bench.run("gazetteer lint mine.tsv");
    done.code(1).says("newsnlp: lint: 4 faults\n").prints(
        "mine.tsv:2: alias \"A\" is one letter; leave it out\n\
         mine.tsv:2: alias \"Countess\" is an ordinary word; put it into the column \"weak\"\n\
         mine.tsv:3: alias \"Countess\" already names person/ada-lovelace at mine.tsv:2; put it into the column \"weak\" of both\n\
         mine.tsv:3: alias \"Countess\" is an ordinary word; put it into the column \"weak\"\n",
    );
    bench.file("bad.tsv", "name\ttype\nBo\tanimal\n");
    bench
        .run("gazetteer lint bad.tsv -q")
        .code(1)
        .prints("bad.tsv:2: type \"animal\": expected person, place or organisation\n");
    bench.file("good.tsv", "name\ttype\nBo Ek\tperson\n");
    bench.run("gazetteer lint good.tsv").code(0).prints("").says("newsnlp: lint: 1 row, nothing wrong\n");
}

#[test]
fn show_and_list_look_into_the_lists() {
    let bench = Bench::new();
    bench.file(
        "mine.tsv",
        "name\ttype\taliases\tcountry\nTest-Stadt\tplace\tTeststadt\tDE\nBo Ek\tperson\t\tSE\n",
    );
    let shown = bench.run("gazetteer show test stadt --no-builtin --gazetteer mine.tsv -f table");
    shown.code(0).says_nothing();
    assert!(shown.stdout().contains("mine.tsv:2"), "{shown}");
    let listed =
        bench.run("gazetteer list --no-builtin --gazetteer mine.tsv --type place --country de -f csv");
    listed.code(0).prints(
        "id,name,aliases,weak,kind,country,admin1,lat,lon,population,geonames,match\n\
         place/test-stadt,Test-Stadt,Teststadt,,,DE,,,,,,\n",
    );
    // What is listed can be given back.
    bench.file("again.csv", listed.stdout());
    bench.run("gazetteer show Teststadt --no-builtin --gazetteer again.csv").code(0);
    bench
        .run("gazetteer show Nobody --no-builtin")
        .code(1)
        .says("newsnlp: \"Nobody\": in no list; add it with --gazetteer FILE\n");
}

#[test]
fn show_takes_several_words_for_one_name_or_for_several() {
    let bench = Bench::new();
    let names = |args: &str| {
        let shown = bench.run(&format!("gazetteer show {args} -f json")).code(0).stdout();
        let rows: Vec<serde_json::Value> = serde_json::from_str(&shown).expect("JSON");
        rows.iter().map(|row| row["name"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let both = names("Kenya Uganda");
    assert!(both.contains(&"Kenya".to_owned()) && both.contains(&"Uganda".to_owned()), "{both:?}");
    assert!(names("New York").iter().all(|name| name.contains("New York")));
    let done = bench.run("gazetteer show Kenya Nobodyland");
    done.code(1).says("newsnlp: \"Nobodyland\": in no list; add it with --gazetteer FILE\n");
    assert!(done.stdout().contains("Kenya"));
}

#[test]
fn help_offers_the_forms_that_are_written() {
    let bench = Bench::new();
    bench.file("gold.jsonl", GOLD);
    for (command, args) in [
        ("explain", "Rome"),
        ("eval", "gold.jsonl"),
        ("diff", "gold.jsonl gold.jsonl"),
        ("gazetteer show", "Rome"),
        ("gazetteer list", "--kind none"),
        ("gazetteer suggest", "gold.jsonl"),
    ] {
        let help = bench.run(&format!("{command} -h")).stdout();
        let offered = help
            .split("--format <FORMAT>")
            .nth(1)
            .and_then(|help| help.lines().next())
            .expect("it has the flag");
        for form in ["table", "json", "jsonl", "csv", "tsv", "parquet"] {
            let is_offered = offered.replace([',', '['], " ").split_whitespace().any(|word| word == form);
            let done = bench.run(&format!("{command} {args} -f {form} -o out"));
            assert_eq!(done.stderr().contains("--format"), !is_offered, "{command} {form}{done}");
        }
    }
}

#[test]
fn explain_reads_texts_and_paths() {
    let bench = Bench::with_articles();
    let text = Done::of(bench.command(["explain", "Some words.", "-f", "table"]));
    text.code(0).says_nothing();
    assert!(text.stdout().starts_with("text"), "{text}");
    assert_eq!(bench.run("explain articles.jsonl").code(0).stdout().lines().count(), 2);
    bench.run("explain no/such.txt").code(2).says("newsnlp: no/such.txt: no such file or folder\n");
}

#[test]
fn a_table_of_rows_leaves_room_for_their_names() {
    let bench = Bench::new();
    let name = "Directorate of Harbours and Lighthouses";
    bench.file(
        "harbours-and-lighthouses-of-tolvane.tsv",
        format!("name\ttype\tkind\tcountry\n{name}\torganisation\tgovernment\tKE\n"),
    );
    let list = "gazetteer list --no-builtin --gazetteer harbours-and-lighthouses-of-tolvane.tsv -f table";
    bench.run(list).code(0).prints(
        "  name                                     kind        country  names\n\
         \u{20} Directorate of Harbours and Lighthouses  government  KE           1\n",
    );
}
