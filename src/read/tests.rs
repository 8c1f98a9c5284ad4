//! The reading room as a whole: the same articles out of every format, packing and encoding; bad ones told in their
//! place; no panic on any bytes.

use super::{Document, Format, Options, ReadError, documents};
use crate::discover::Source;
use proptest::prelude::*;
use std::fs;
use std::io::Write;

const TEXT: &str =
    "The minister spoke in \"Paris\", twice; it rained.\n\nThen he left, at 10 o\u{2019}clock.";

/// What reading gives: id, title, day, text, or the message.
fn read_all(files: &[(&str, &[u8])], options: &Options) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut paths = Vec::new();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        paths.push(path);
    }
    let prefix = format!("{}/", folder.path().display());
    let told = |document: Result<Document, ReadError>| match document.and_then(|d| d.read(options)) {
        Ok(a) => {
            let day = a.published.map_or_else(String::new, |day| day.to_string());
            format!("{}|{}|{day}|{}", a.id, a.title.unwrap_or_default(), a.text)
        }
        Err(error) => format!("! {}", error.to_string().replace(&prefix, "")),
    };
    documents(crate::discover::sources(&paths, None), options).map(told).collect()
}

fn read_one(name: &str, bytes: &[u8]) -> Vec<String> {
    read_all(&[(name, bytes)], &Options::default())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("a vector takes all");
    packer.finish().expect("a vector takes all")
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn the_same_records_come_out_of_every_format() {
    let record = serde_json::json!({"id": "a", "title": "T", "published": "2021-02-10", "text": TEXT});
    let other = serde_json::json!({"id": "b", "title": "U", "published": "2021-02-11", "text": "Short."});
    let quoted = TEXT.replace('"', "\"\"");
    let csv = format!("id,published,title,text\r\na,2021-02-10,T,\"{quoted}\"\r\nb,2021-02-11,U,Short.\r\n");
    let array = serde_json::to_string_pretty(&[&record, &other]).expect("JSON");
    let lines = format!("{record}\n\n{other}");
    let expected = [format!("a|T|2021-02-10|{TEXT}"), "b|U|2021-02-11|Short.".to_owned()];
    let cases: [(&str, Vec<u8>); 14] = [
        ("x.jsonl", lines.clone().into()),
        ("x.jsonl", format!("\u{feff}{lines}\n").into()),
        ("x.jsonl", utf16(&lines)),
        ("x.jsonl.gz", gzip(lines.as_bytes())),
        ("x.json", array.clone().into()),
        ("x.json", lines.clone().into()),
        ("x.json", utf16(&array)),
        ("x.csv", csv.clone().into()),
        ("x.csv", format!("\u{feff}{csv}").into()),
        ("x.csv", utf16(&csv)),
        (
            "x.tsv",
            csv.replace(",2021", "\t2021")
                .replace(",published,title,", "\tpublished\ttitle\t")
                .replace(",T,", "\tT\t")
                .replace(",U,", "\tU\t")
                .into(),
        ),
        ("x", lines.into()),
        ("x", array.into()),
        ("x", gzip(csv.as_bytes())),
    ];
    for (name, bytes) in cases {
        assert_eq!(read_one(name, &bytes), expected, "{name}");
    }
}

#[test]
fn a_text_is_one_article_in_any_packing_and_encoding() {
    let text = "Москва встречает гостей\r\n\r\nПрезидент приехал во вторник, сообщил министр.\r\n";
    let expected = [format!("moskva|Москва встречает гостей|2021-02-10|{text}")];
    let windows = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let marked = format!("\u{feff}{text}");
    for bytes in [text.as_bytes(), marked.as_bytes(), &windows, &utf16(text), &gzip(&windows)] {
        assert_eq!(read_one("2021-02-10-moskva.txt", bytes), expected);
    }
}

/// Texts as news has them, a paragraph each: who, where, when.
const RUSSIAN: &str = "Наводнение в долине\n\nВо вторник вода поднялась на два метра, и жители трёх посёлков ушли на \
                       холмы. Губернатор пообещал палатки и хлеб, а школу закрыли до понедельника.\n";
const POLISH: &str = "Powódź w dolinie\n\nWe wtorek woda podniosła się o dwa metry, więc mieszkańcy trzech wsi uciekli na \
                      wzgórza. Wójt obiecał żywność i łóżka, a szkołę zamknięto aż do piątku.\n";
const JAPANESE: &str = "谷で洪水\n\n火曜日の夜、川の水位が二メートル上がり、三つの村の住民が丘へ避難した。知事はテントと食料を送ると\
                        約束し、学校は月曜日まで休みとなった。\n";

#[test]
fn encodings_of_the_world_are_told_without_a_flag() {
    use encoding_rs::{EUC_JP, ISO_8859_2, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251};
    let cases = [
        (WINDOWS_1251, RUSSIAN),
        (KOI8_R, RUSSIAN),
        (ISO_8859_2, POLISH),
        (WINDOWS_1250, POLISH),
        (SHIFT_JIS, JAPANESE),
        (EUC_JP, JAPANESE),
    ];
    for (encoding, text) in cases {
        let title = text.lines().next().unwrap_or_default();
        let last = text.lines().last().unwrap_or_default();
        let read = |name: &str, text: &str| {
            let (bytes, _, unwritable) = encoding.encode(text);
            assert!(!unwritable, "{}", encoding.name());
            read_one(name, &bytes)
        };
        assert_eq!(read("a.txt", text), [format!("a|{title}||{text}")], "{}", encoding.name());
        assert_eq!(
            read("a.csv", &format!("id,text\na,\"{text}\"\n")),
            [format!("a|||{text}")],
            "{}",
            encoding.name()
        );
        let page = format!("<html><body><article><h1>{title}</h1><p>{last}</p></article></body></html>");
        let found = read("a.html", &page);
        assert!(found[0].contains(last), "{}: {found:?}", encoding.name());
    }
}

#[test]
fn utf_16_is_read_with_its_mark_and_without() {
    for text in [RUSSIAN, POLISH, JAPANESE] {
        let title = text.lines().next().unwrap_or_default();
        let marked = format!("\u{feff}{text}");
        for text_as_given in [text, &marked] {
            let little: Vec<u8> = text_as_given.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text_as_given.encode_utf16().flat_map(u16::to_be_bytes).collect();
            if text == JAPANESE && text_as_given == text {
                // Nothing tells the order of bytes here: no mark, and no sign of the first 256.
                continue;
            }
            for bytes in [little, big] {
                assert_eq!(read_one("a.txt", &bytes), [format!("a|{title}||{text}")]);
            }
        }
    }
}

/// A tar archive of these files, padded as tar pads.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, bytes) in files {
        let mut header = [0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        header[156] = b'0';
        header[257..262].copy_from_slice(b"ustar");
        archive.extend(header);
        archive.extend(*bytes);
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.resize(archive.len() + 1024, 0);
    archive
}

/// A zip archive of these files, deflated.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut deflater = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        deflater.write_all(bytes).expect("a vector takes all");
        let squeezed = deflater.finish().expect("a vector takes all");
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let number = |number: usize| u32::try_from(number).expect("small").to_le_bytes();
        let shared = [
            &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..],
            &crc.sum().to_le_bytes(),
            &number(squeezed.len()),
            &number(bytes.len()),
            &number(name.len()),
        ]
        .concat();
        list.extend(
            [b"PK\x01\x02\x14\0", &shared[..], &[0; 10], &number(archive.len()), name.as_bytes()].concat(),
        );
        archive.extend([b"PK\x03\x04", &shared[..], name.as_bytes(), &squeezed].concat());
    }
    let at = u32::try_from(archive.len()).expect("small").to_le_bytes();
    let length = u32::try_from(list.len()).expect("small").to_le_bytes();
    archive.extend([&list[..], b"PK\x05\x06", &[0; 8], &length, &at, &[0; 2]].concat());
    archive
}

#[test]
fn files_in_archives_are_read_as_if_they_lay_in_a_folder() {
    let packed = gzip(b"Packed\nIt rained.");
    let files: [(&str, &[u8]); 6] = [
        ("d/2021-02-10-a.txt", b"Storm\nIt rained."),
        ("d/.hidden.txt", b"x"),
        ("d/b.jsonl", b"{\"text\": \"one\"}\n{\"text\": 2}\n"),
        ("d/c.txt.gz", &packed),
        ("picture.png", b"x"),
        ("e.txt", b""),
    ];
    for (name, archive) in
        [("x.tar", tar(&files)), ("x.tgz", gzip(&tar(&files))), ("x", tar(&files)), ("x.zip", zip(&files))]
    {
        let expected = [
            "a|Storm|2021-02-10|Storm\nIt rained.".to_owned(),
            "b:1|||one".to_owned(),
            format!("! {name}/d/b.jsonl:2: field \"text\" is not a string; skipped"),
            "c|Packed||Packed\nIt rained.".to_owned(),
            format!("! {name}/e.txt: empty; skipped"),
        ];
        assert_eq!(read_one(name, &archive), expected, "{name}");
    }
    let told = "! x.tar: no articles in this archive; files ending in .txt";
    assert!(read_one("x.tar", &tar(&files[4..5]))[0].starts_with(told));
    let mut cut = tar(&files);
    cut.truncate(1400);
    let told = "! x.tar: cut off at file 2 (the archive ends within a file); what came before was read";
    assert_eq!(read_one("x.tar", &cut).last().map(String::as_str), Some(told));
}

#[test]
fn a_text_by_name_may_be_a_page_by_its_bytes() {
    let page =
        "<!DOCTYPE html><html><body><p>It rained all night, and nobody slept in the town.</p></body></html>";
    assert_eq!(
        read_one("a.txt", page.as_bytes()),
        ["a|||It rained all night, and nobody slept in the town."]
    );
}

#[test]
fn bad_articles_are_told_in_their_place_and_the_rest_is_read() {
    let files: [(&str, &[u8]); 6] = [
        ("a.txt", b""),
        ("b.txt", b" \n\n"),
        ("c.txt", b"%PDF-1.4"),
        ("d.jsonl", b"{\"text\": \"one\"}\nnonsense\n{\"text\": \"two\"}\n"),
        ("e.csv", b"id,body\n1,x\n"),
        ("f.txt", b"Last"),
    ];
    let expected = [
        "! a.txt: empty; skipped",
        "! b.txt: no text in it; skipped",
        "! c.txt: not text but a PDF file; skipped",
        "d:1|||one",
        "! d.jsonl:2: not valid JSON at column 2 (expected ident); skipped",
        "d:3|||two",
        "! e.csv: no field \"text\" (there is \"id\", \"body\"); skipped, name it with --text-field",
        "f|Last||Last",
    ];
    assert_eq!(read_all(&files, &Options::default()), expected);
}

#[test]
fn one_article_has_a_limit_and_the_stream_has_none() {
    let options = Options { max_article_bytes: 2000, ..Options::default() };
    let long = "x".repeat(3000);
    let lines = format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"ok\"}}\n").repeat(3);
    let bomb = gzip(&vec![b' '; 1 << 20]);
    let told = "larger than 1 KiB; skipped (raise --max-article-size)";
    let found = read_all(&[("a.jsonl", lines.as_bytes()), ("b.txt.gz", &bomb)], &options);
    assert_eq!(found.len(), 7);
    assert_eq!((found[0].as_str(), found[1].as_str()), (&*format!("! a.jsonl:1: {told}"), "a:2|||ok"));
    assert_eq!(found[6], format!("! b.txt.gz: {told}"));
}

#[test]
fn progress_reaches_the_bytes_of_all_sources() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("a.txt"), TEXT).expect("written");
    fs::write(folder.path().join("b.jsonl.gz"), gzip(b"{\"text\": \"a\"}\n")).expect("written");
    let sources = crate::discover::sources(&[folder.path().to_owned()], None);
    let bytes = sources.bytes;
    let mut documents = documents(sources, &Options::default());
    let reached = documents.reached();
    assert_eq!(documents.by_ref().filter_map(Result::ok).count(), 2);
    assert_eq!(Some(reached.load(std::sync::atomic::Ordering::Relaxed)), bytes);
}

fn any_format() -> impl Strategy<Value = Option<Format>> {
    let formats: Vec<_> = Format::names().map(Format::from_name).chain([None]).collect();
    proptest::sample::select(formats)
}

/// Bytes that get past the first look of each format.
fn openings() -> impl Strategy<Value = Vec<u8>> {
    let openings: Vec<&[u8]> = vec![
        b"", b"\x1f\x8b\x08", b"BZh9", b"\x28\xb5\x2f\xfd", b"\xff\xfe", b"\xef\xbb\xbf", b"[{\"text\": ",
        b"{\"text\": \"a\", \"published\": ", b"text,id\n\"", b"<html><body><p>", b"<rss><item><title>",
        b"<feed><entry><content>", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"PK\x03\x04", b"PK\x05\x06", b"a.txt\0\0\0", b"Title\nBy Jane Doe, 10 February 2021\n",
    ];
    proptest::sample::select(openings).prop_map(<[u8]>::to_vec)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_are_a_panic(
        format in any_format(),
        opening in openings(),
        rest in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..300),
            "[ -~\\n\u{e9}\u{416}]{0,200}".prop_map(String::into_bytes),
            "(<[a-z/!]{0,4}[ a-z=\"]{0,6}>|[a-z ,.]{0,9}|&[#a-z0-9]{0,4};?|\\]\\]>){0,40}".prop_map(String::into_bytes),
            "([0-9]{1,5}|[a-zA-Zа-я]{1,9}|[ ,.:/\\-|]){0,30}".prop_map(String::into_bytes),
        ],
    ) {
        let options = Options { input_format: format, max_article_bytes: 1 << 16, ..Options::default() };
        let bytes = [opening, rest].concat();
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        file.write_all(&bytes).expect("written");
        let source = Source::File(file.path().to_owned());
        for document in documents(vec![source], &options).flatten() {
            if let Ok(article) = document.read(&options) {
                prop_assert!(!article.text.trim().is_empty());
                for span in &article.about {
                    prop_assert!(!span.of(&article.text).is_empty());
                }
            }
        }
    }
}
