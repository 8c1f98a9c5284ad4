//! Files of other writers, made by `tests/parquet/make.py`, and broken ones.

use super::*;
use crate::read::fields::Stamp;

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/parquet/{name}.parquet", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn rows(bytes: Vec<u8>, options: &Options) -> Vec<String> {
    let rows = match Rows::new(Bytes::from(bytes), Meter::default(), options) {
        Ok(rows) => rows,
        Err(problem) => return vec![problem.problem],
    };
    rows.map(|piece| match piece {
        Ok(Piece { at: At::Index(at), body: Body::Fields(fields), .. }) => {
            let published = match fields.published {
                Some(Stamp::Text(text)) => text,
                other => format!("{other:?}"),
            };
            let id = fields.id.unwrap_or_default();
            format!("{at} {id} {published} {} {}", fields.title.unwrap_or_default(), fields.text)
        }
        Ok(_) => "?".into(),
        Err(problem) => problem.problem,
    })
    .collect()
}

#[test]
fn every_packing_and_form_of_page_gives_the_same_rows() {
    for name in ["none", "snappy", "gzip", "zstd", "pages-v2", "int96"] {
        let expected = [
            "0 7 2021-02-10 Åse and Bo Åse met Bo in Oslo.",
            "field \"text\" is not a string; skipped",
            "2  None  Rain fell on Lima.",
        ];
        assert_eq!(rows(file(name), &Options::default()), expected, "{name}");
    }
}

#[test]
fn a_packing_that_is_not_read_says_which_are() {
    let told = rows(file("lz4"), &Options::default());
    let expected = "not whole Parquet: pages packed with LZ4_RAW are not read; write it with snappy, gzip or zstd; the rest is skipped";
    assert_eq!(told, [expected]);
}

#[test]
fn a_file_without_text_says_what_it_has() {
    let options = Options { text_field: "body".into(), ..Options::default() };
    let told = rows(file("none"), &options);
    assert_eq!(
        told,
        ["no field \"body\" (there is \"id\", \"published\", \"tags.list.element\", \"text\", \"title\"); \
          skipped, name it with --text-field"]
    );
}

#[test]
fn an_article_and_a_page_have_a_limit() {
    let options = Options { max_article_bytes: 19, ..Options::default() };
    assert_eq!(rows(file("none"), &options)[0], "larger than 19 bytes; skipped (raise --max-article-size)");
    let options = Options { max_article_bytes: 2, ..Options::default() };
    for name in ["snappy", "gzip", "zstd"] {
        let told = rows(file(name), &options);
        assert!(
            told[0].contains("a page of it is larger than 8 bytes (raise --max-article-size)"),
            "{told:?}"
        );
    }
}

#[test]
fn no_cut_and_no_wrong_byte_makes_the_reader_panic() {
    let options = Options::default();
    for name in ["none", "snappy", "zstd", "pages-v2"] {
        let whole = file(name);
        for end in (0..whole.len()).step_by(97) {
            rows(whole[..end].to_vec(), &options);
        }
        for at in (0..whole.len()).step_by(5) {
            let mut wrong = whole.clone();
            wrong[at] ^= 0x55;
            rows(wrong, &options);
        }
    }
}
