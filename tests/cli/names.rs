//! Names and dates as the command line shows them: lists of one's own, types, short forms, the timeline.

use crate::bench::{Bench, Done};
use newsnlp::report::record::{ArticleRecord, CorpusEntity};

fn records(text: &str) -> Vec<ArticleRecord<'static>> {
    text.lines().map(|line| serde_json::from_str(line).expect("a record of the contract")).collect()
}

fn mentions(bench: &Bench, args: &str) -> Vec<String> {
    let done = bench.run(args);
    let all = records(&done.code(0).stdout());
    let mentions = all.into_iter().flat_map(|record| record.mentions.unwrap_or_default());
    mentions.map(|mention| format!("{} {}", mention.kind, mention.text)).collect()
}

#[test]
fn finds_names_and_dates_in_text_order() {
    let bench = Bench::with_articles();
    let found = mentions(&bench, "entities articles.jsonl --known-only");
    let expected = [
        "person Alexei Navalny",
        "place Moscow",
        "date January 17",
        "person Navalny",
        "organisation European Union",
        "place Germany",
        "date last week",
    ];
    assert_eq!(found, expected);
}

#[test]
fn known_only_is_the_full_run_without_what_no_list_has() {
    let bench = Bench::new();
    let text = "Maurice de Sully laid the first stone. General Jean-Claude Gallet of the Paris fire brigade met Michaëlle \
                Jean, and Jean thanked him. Quillnor Haskett Ltd said it would rebuild the spire of Notre-Dame de Paris.";
    bench.file("spire.txt", text);
    bench.file(
        "dam.txt",
        "The Bank of Quillnor and England said Sen. Rick Hill had left Georgia for Atlanta.",
    );
    for wish in ["", " --overlaps all", " -t person,place"] {
        let full = records(&bench.run(&format!("entities spire.txt dam.txt{wish}")).code(0).stdout());
        let known =
            records(&bench.run(&format!("entities spire.txt dam.txt{wish} --known-only")).code(0).stdout());
        assert_eq!(known.len(), 2);
        for (mut full, known) in full.into_iter().zip(known) {
            let mut wanted = full.entities.take().unwrap_or_default();
            let all = wanted.len();
            wanted.retain(|entity| entity.known != Some(false));
            assert!(!wanted.is_empty() && wanted.len() < all, "some are listed, some are not");
            let listed = |id: &str| wanted.iter().any(|entity| entity.id == id);
            let mut mentions = full.mentions.take().unwrap_or_default();
            mentions.retain(|mention| mention.entity.as_deref().is_none_or(listed));
            assert_eq!(known.mentions, Some(mentions));
            assert_eq!(known.entities, Some(wanted));
        }
    }
}

#[test]
fn types_are_left_out_not_looked_for() {
    let bench = Bench::with_articles();
    let all = mentions(&bench, "entities articles.jsonl");
    for kind in ["person", "place", "organisation", "date"] {
        let of_kind = mentions(&bench, &format!("entities articles.jsonl -t {kind}"));
        let expected: Vec<_> = all.iter().filter(|mention| mention.starts_with(kind)).cloned().collect();
        assert_eq!(of_kind, expected);
    }
    let both = mentions(&bench, "entities articles.jsonl -t person,date");
    assert_eq!(both, mentions(&bench, "entities articles.jsonl -t person -t date"));
}

#[test]
fn a_list_of_ones_own_wins() {
    let bench = Bench::with_articles();
    bench.file("mine.txt", "Åse Brekkhus\n");
    let found = mentions(
        &bench,
        "entities articles.jsonl --no-builtin --known-only -t person --gazetteer person=mine.txt",
    );
    assert_eq!(found, ["person Åse Brekkhus"]);
}

#[test]
fn entities_agree_with_mentions() {
    let bench = Bench::with_articles();
    for record in records(&bench.run("entities articles.jsonl").code(0).stdout()) {
        let (entities, mentions) = (record.entities.unwrap_or_default(), record.mentions.unwrap_or_default());
        for entity in &entities {
            let named = mentions.iter().filter(|mention| mention.entity.as_ref() == Some(&entity.id)).count();
            assert_eq!(named, entity.count, "{}", entity.id);
        }
        assert!(entities.is_sorted_by(|a, b| a.count >= b.count));
        let linked = mentions.iter().filter_map(|mention| mention.entity.as_ref());
        assert!(linked.into_iter().all(|id| entities.iter().any(|entity| entity.id == *id)));
        assert!(mentions.windows(2).all(|pair| pair[0].end <= pair[1].start), "mentions overlap");
    }
}

#[test]
fn dates_by_corpus_are_a_timeline() {
    let bench = Bench::with_articles();
    let done = bench.run("entities articles.jsonl -t date --by corpus");
    let dates: Vec<CorpusEntity<'_>> =
        done.code(0).stdout().lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
    let values: Vec<_> = dates.iter().map(|date| &*date.name).collect();
    assert_eq!(values, ["2021-01-17", "2021-W08"]);
}

#[test]
fn explain_names_the_row_and_the_anchor() {
    let bench = Bench::new();
    let done =
        Bench::command(&bench, ["explain", "Navalny left Germany last week", "--published", "2021-02-10"]);
    let told = Done::of(done);
    let article: serde_json::Value = serde_json::from_str(&told.code(0).stdout()).expect("JSON");
    let mentions = article["mentions"].as_array().expect("a list");
    let germany = mentions.iter().find(|mention| mention["text"] == "Germany").expect("it is found");
    assert!(germany["listed"]["row"].as_str().expect("a row").starts_with("gazetteer/places/countries.tsv:"));
    let week = mentions.iter().find(|mention| mention["text"] == "last week").expect("it is found");
    assert_eq!(week["value"], "2021-W05");
    assert!(week["anchor"].as_str().expect("an anchor").contains("2021-02-10"));
}

#[test]
fn explain_gives_both_readings_of_a_numeric_date() {
    let bench = Bench::new();
    let told = |text: &str| {
        let done = Done::of(Bench::command(&bench, ["explain", text]));
        let article: serde_json::Value = serde_json::from_str(&done.code(0).stdout()).expect("JSON");
        let of = |field: &str| article["mentions"][0][field].as_str().map(str::to_owned);
        [of("value"), of("alternative")]
    };
    let both = [Some("2021-03-04".to_owned()), Some("2021-04-03".to_owned())];
    assert_eq!(told("The permit ran out on 03/04/2021 in the end."), both);
    assert_eq!(told("The permit ran out on 03/14/2021 in the end."), [Some("2021-03-14".to_owned()), None]);
}

#[test]
fn explain_says_where_a_namesake_lies_and_what_decided_against_it() {
    let bench = Bench::new();
    let told = |text: &str, form: &str| {
        let command = ["explain", text, "-t", "place", "-f", form];
        Done::of(Bench::command(&bench, command)).code(0).stdout()
    };
    let lost = |text: &str, id: &str| {
        let article: serde_json::Value = serde_json::from_str(&told(text, "jsonl")).expect("JSON");
        let others = article["mentions"][0]["others"].as_array().expect("a list").clone();
        let other = others.into_iter().find(|other| other["id"] == id).expect("it has the name");
        [other["admin1"].clone(), other["lost"].clone()].map(|value| value.as_str().map(str::to_owned))
    };
    let texas = "The library in Paris, Texas, lends fishing rods.";
    let named = Some("the state or country named after it is another's".to_owned());
    assert_eq!(lost(texas, "place/paris-us-tn"), [Some("Tennessee".to_owned()), named]);
    let neighbours = "A flood in Springfield cut the road to Nashville, Knoxville and Murfreesboro.";
    let around = Some("fewer places of the article lie around it".to_owned());
    assert_eq!(lost(neighbours, "place/springfield-us-il"), [Some("Illinois".to_owned()), around]);
    let capital = "The baker in Paris closes on Mondays.";
    let great = Some("fewer inhabitants".to_owned());
    assert_eq!(lost(capital, "place/paris-us"), [Some("Texas".to_owned()), great]);
    let table = told(texas, "table");
    assert!(table.contains("Paris (city, Texas, US)") && table.contains("and "), "{table}");
    assert_eq!(table.matches("lost: the state or country").count(), 1, "{table}");
    let doctor = told("Lena Orford, M.D., runs the clinic in Baltimore.", "table");
    assert!(
        !doctor.contains("Maryland (admin1") && !doctor.contains("Orford"),
        "no state, no town: {doctor}"
    );
}

#[test]
fn names_of_a_list_made_for_files_are_found_in_news() {
    let bench = Bench::new();
    bench.file(
        "mine.tsv",
        "name\ttype\nTOLVANE TRADING CO\torganisation\nEK, Bo\tperson\nVAN DER KELVAR, JAN\tperson\n",
    );
    bench.file("a.txt", "Bo Ek sold Tolvane Trading Co to Jan van der Kelvar in May. Ek was paid at once. EK, Bo is on the list.");
    let found = mentions(
        &bench,
        "entities a.txt --no-builtin --known-only -t person,organisation --gazetteer mine.tsv",
    );
    assert_eq!(
        found,
        [
            "person Bo Ek",
            "organisation Tolvane Trading Co",
            "person Jan van der Kelvar",
            "person Ek",
            "person EK, Bo"
        ]
    );
}

#[test]
fn a_row_of_ones_own_wins_over_a_built_in_one_of_the_same_surname() {
    let bench = Bench::new();
    bench.file("mine.tsv", "name\ttype\taliases\nArkady Putin\tperson\t\nLena Ek\tperson\tMerkel\n");
    let of = |text: &str| {
        bench.file("a.txt", text);
        let records = records(&bench.run("entities a.txt --gazetteer mine.tsv -t person").code(0).stdout());
        let mentions = records[0].mentions.clone().unwrap_or_default();
        mentions
            .iter()
            .map(|mention| mention.entity.as_deref().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let (own, built_in) = ("person/arkady-putin", "person/vladimir-putin");
    assert_eq!(of("Arkady Putin opened a shop. Later Putin said it was small."), [own, own]);
    assert_eq!(of("Later Putin said it was small."), [built_in]);
    assert_eq!(
        of("Arkady Putin opened a shop. Vladimir Putin did not come. Putin said it was small."),
        [own, built_in, built_in]
    );
    assert_eq!(
        of("Angela Merkel opened a shop. Merkel said it was small."),
        ["person/angela-merkel", "person/lena-ek"]
    );
}
