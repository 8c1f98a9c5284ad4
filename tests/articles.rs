//! Whole articles with everything found in them, held as they were last accepted: a change of a rule is a difference to
//! read. `SNAPSHOTS=overwrite cargo test --test articles` accepts.

use snapbox::Data;
use std::path::Path;
use std::process::Command;

/// Two cluttered pages, one each in French, German and Spanish, a table of results, a headline in capitals.
const ARTICLES: &[&str] = &[
    "2016-05-03-leicester-champions",
    "2019-04-16-notre-dame",
    "2021-08-02-tokyo-100-metres",
    "2022-07-23-grain-deal",
    "2023-11-20-milei-gana",
    "2024-01-14-reading-abandoned",
    "2025-02-24-bundestagswahl",
];

#[test]
fn articles_say_what_they_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ARTICLES {
        let article = format!("corpus/{name}.txt");
        let run = Command::new(env!("CARGO_BIN_EXE_newsnlp"))
            .args(["entities", &article, "--format", "tsv"])
            .current_dir(root)
            .output()
            .expect("the program starts");
        let text = String::from_utf8(run.stdout).expect("output is UTF-8");
        let snapshot = Data::read_from(&root.join(format!("tests/snapshots/{name}.tsv")), None);
        snapbox::Assert::new().action_env("SNAPSHOTS").eq(text, snapshot);
    }
}
