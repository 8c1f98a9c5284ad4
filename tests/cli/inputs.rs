//! The same articles out of every format and packing give the same entities; what would fill the memory is refused;
//! copies are told; warnings do not flood.

use crate::bench::{Bench, Done};
use newsnlp::report::record::{ArticleRecord, CorpusEntity, CorpusKeyword};
use std::io::Write;

/// Title, day and paragraphs of each article.
const NEWS: [(&str, &str, [&str; 4]); 3] = [
    (
        "Ministers meet in Copenhagen",
        "2021-02-10",
        [
            "COPENHAGEN - Angela Merkel and Emmanuel Macron met in Copenhagen on Monday to talk about fishing rights in the \
             North Sea, and about what the European Union should offer the boats that stay in port this winter.",
            "The chancellor said that Germany would wait for the figures of the European Commission, which are due on 3 March \
             2021, before it said yes or no to a new fund for the harbours of the coast.",
            "Denmark, which has the largest fleet, wants the money to be paid by the catch. France wants it to be paid by \
             the boat, and Macron told reporters that he would not change his mind about that.",
            "The next meeting will be held in Brussels in two weeks, and Merkel said she hoped that it would be the last one \
             on the matter before the summer.",
        ],
    ),
    (
        "Flood closes roads near Nairobi",
        "2021-04-22",
        [
            "NAIROBI - Three roads north of Nairobi were closed on Wednesday after the river rose by two metres overnight, \
             and the Kenya Red Cross took families from the roofs of their houses with boats.",
            "William Ruto flew over the valley yesterday and promised tents, blankets and a bridge that would stand when the \
             water came again, as it had done in Mombasa in 2018.",
            "The World Food Programme said that it had sent two hundred tonnes of maize from Uganda, and that the first \
             lorries were expected in the town on Friday, 23 April.",
            "Kenya has asked Ethiopia and Tanzania for helicopters, because its own have been at work without a break since \
             the beginning of the week.",
        ],
    ),
    (
        "Court in Lima frees journalist",
        "2021-06-30",
        [
            "LIMA - A court in Lima set the journalist Rosa Quispe free on Tuesday, eleven months after the police had taken \
             her from her desk for a report about land sales in Cusco.",
            "Amnesty International called the ruling late but right, and said that Peru still held four other reporters who \
             had written about the same sales since January 2020.",
            "Quispe told a crowd outside the court that she would be back at work on Thursday. Her paper, which is printed in \
             Arequipa, had kept her chair empty for the whole of that time.",
            "The government of Peru has said nothing so far, and the ministry in Lima did not answer questions by telephone \
             or by letter on Tuesday night.",
        ],
    ),
];

fn text(article: usize) -> String {
    NEWS[article].2.join("\n\n")
}

fn records() -> Vec<serde_json::Value> {
    (0..NEWS.len())
        .map(|at| serde_json::json!({"id": format!("n{at}"), "title": NEWS[at].0, "published": NEWS[at].1, "text": text(at)}))
        .collect()
}

fn json_lines() -> String {
    records().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n") + "\n"
}

fn table(delimiter: char) -> String {
    let row = |at: usize| {
        format!("n{at}{delimiter}\"{}\"{delimiter}{}{delimiter}\"{}\"\r\n", NEWS[at].0, NEWS[at].1, text(at))
    };
    let header = "id@title@published@text\r\n".replace('@', &delimiter.to_string());
    header + &(0..NEWS.len()).map(row).collect::<String>()
}

fn paragraphs(at: usize) -> String {
    format!("<p>{}</p>", NEWS[at].2.join("</p>\n<p>"))
}

fn page(at: usize) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{0}</title><meta property=\"article:published_time\" \
         content=\"{1}T08:00:00Z\"></head><body><nav><a href=\"/\">Home</a></nav><article><h1>{0}</h1>\n{2}</article></body></html>",
        NEWS[at].0,
        NEWS[at].1,
        paragraphs(at)
    )
}

fn feed() -> String {
    let item = |at: usize| {
        format!(
            "<item><guid>n{at}</guid><title>{}</title><pubDate>{}</pubDate><description><![CDATA[{}]]></description></item>",
            NEWS[at].0,
            NEWS[at].1,
            paragraphs(at)
        )
    };
    let items: String = (0..NEWS.len()).map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>{items}</channel></rss>")
}

/// A web archive of the pages, each record packed for itself, as crawlers write it.
fn warc() -> Vec<u8> {
    let record = |at: usize| {
        let body = page(at);
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{at}>\r\nWARC-Date: 2021-07-01T00:00:00Z\r\n\
             WARC-Target-URI: https://example.org/{at}\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {}\r\n\r\n",
            http.len()
        );
        gzip(format!("{head}{http}\r\n\r\n").as_bytes())
    };
    (0..NEWS.len()).flat_map(record).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).expect("a vector takes all");
    packer.finish().expect("a vector takes all")
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut packer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    packer.write_all(bytes).expect("a vector takes all");
    packer.finish().expect("a vector takes all")
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut packer = lzma_rust2::XzWriter::new(Vec::new(), options).expect("the options are sound");
    packer.write_all(bytes).expect("a vector takes all");
    packer.finish().expect("a vector takes all")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn files() -> Vec<(String, Vec<u8>)> {
    (0..NEWS.len()).map(|at| (format!("{}-n{at}.txt", NEWS[at].1), text(at).into_bytes())).collect()
}

/// A tar archive, padded as tar pads.
fn tar() -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, bytes) in files() {
        let mut header = [0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        header[156] = b'0';
        header[257..262].copy_from_slice(b"ustar");
        archive.extend(header);
        archive.extend(&bytes);
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.resize(archive.len() + 1024, 0);
    archive
}

/// A zip archive of one file or many, deflated.
fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut archive, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut deflater = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
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
        let entry = [b"PK\x01\x02\x14\0", &shared[..], &[0; 10], &number(archive.len()), name.as_bytes()];
        list.extend(entry.concat());
        archive.extend([b"PK\x03\x04", &shared[..], name.as_bytes(), &squeezed].concat());
    }
    let number = |number: usize| u32::try_from(number).expect("small").to_le_bytes();
    let (at, length) = (number(archive.len()), number(list.len()));
    archive.extend([&list[..], b"PK\x05\x06", &[0; 8], &length, &at, &[0; 2]].concat());
    archive
}

#[cfg(feature = "parquet")]
fn parquet() -> Vec<u8> {
    use parquet::data_type::ByteArrayType;
    use parquet::file::writer::SerializedFileWriter;
    let schema = "message news { required binary id (STRING); required binary title (STRING); \
                  required binary published (STRING); required binary text (STRING); }";
    let schema = parquet::schema::parser::parse_message_type(schema).expect("a schema");
    let mut file =
        SerializedFileWriter::new(Vec::new(), schema.into(), std::sync::Arc::default()).expect("made");
    for record in records() {
        let mut group = file.next_row_group().expect("made");
        for field in ["id", "title", "published", "text"] {
            let mut column = group.next_column().expect("made").expect("the schema has it");
            let cell = record[field].as_str().expect("a string").into();
            column.typed::<ByteArrayType>().write_batch(&[cell], None, None).expect("written");
            column.close().expect("written");
        }
        group.close().expect("written");
    }
    file.into_inner().expect("written")
}

/// What each article names: id, count, in order; and where, in the text as given.
fn named(done: &Done) -> Vec<Vec<(String, usize)>> {
    let records = done.code(0).stdout();
    let records =
        records.lines().map(|line| serde_json::from_str::<ArticleRecord<'_>>(line).expect("a record"));
    let entities = records.map(|record| record.entities.unwrap_or_default());
    entities.map(|all| all.iter().map(|entity| (entity.id.to_string(), entity.count)).collect()).collect()
}

#[test]
fn the_same_articles_give_the_same_entities_in_every_format() {
    let bench = Bench::new();
    bench.file("news.jsonl", json_lines());
    let expected = named(&bench.run("entities news.jsonl"));
    assert_eq!(expected.len(), NEWS.len());
    assert!(expected.iter().all(|entities| entities.len() >= 6), "{expected:?}");
    let array = serde_json::to_string(&records()).expect("JSON");
    let formats: Vec<(&str, Vec<u8>)> = vec![
        ("array.json", array.into()),
        ("news.csv", table(',').into()),
        ("news.tsv", table('\t').into()),
        ("news.rss", feed().into()),
        ("news.warc.gz", warc()),
        ("news.warc.xz", xz(&warc())),
        ("news.jsonl.gz", gzip(json_lines().as_bytes())),
        ("news.jsonl.zst", zstd(json_lines().as_bytes())),
        ("news.jsonl.bz2", bzip2(json_lines().as_bytes())),
        ("news.jsonl.xz", xz(json_lines().as_bytes())),
        ("news.csv.xz", xz(table(',').as_bytes())),
        ("news.tar", tar()),
        ("news.tar.xz", xz(&tar())),
        ("news.zip", zip(&files())),
        #[cfg(feature = "parquet")]
        ("news.parquet", parquet()),
        #[cfg(feature = "parquet")]
        ("packed.parquet.gz", gzip(&parquet())),
    ];
    for (name, bytes) in formats {
        bench.file(name, bytes);
        let done = bench.run(&format!("entities {name}"));
        assert_eq!(named(&done), expected, "{name}{done}");
    }
}

#[test]
fn a_web_archive_gives_the_articles_its_pages_give() {
    let bench = Bench::new();
    bench.file("news.warc.gz", warc());
    for at in 0..NEWS.len() {
        bench.file(&format!("pages/n{at}.html"), page(at));
    }
    let told = |input: &str| {
        let records = bench.run(&format!("entities {input}")).code(0).stdout();
        let record = |line: &str| {
            let record: ArticleRecord<'_> = serde_json::from_str(line).expect("a record");
            serde_json::to_value(ArticleRecord { id: "".into(), source: "".into(), ..record }).expect("JSON")
        };
        records.lines().map(record).collect::<Vec<_>>()
    };
    let mut archived = told("news.warc.gz");
    for (at, record) in archived.iter_mut().enumerate() {
        let url = record.as_object_mut().and_then(|record| record.remove("url"));
        assert_eq!(url, Some(format!("https://example.org/{at}").into()));
    }
    assert_eq!(archived, told("pages"));
}

#[test]
fn what_unpacks_to_more_than_an_article_is_refused_with_limit_and_flag() {
    let bench = Bench::new();
    let blanks = vec![b' '; 3 << 20];
    bench.file("bomb.txt.gz", gzip(&blanks));
    bench.file("bomb.txt.xz", xz(&blanks));
    bench.file("bomb.txt.bz2", bzip2(&blanks));
    bench.file("bomb.zip", zip(&[("bomb.txt".to_owned(), blanks.clone())]));
    bench.file("bomb.jsonl.xz", xz(&[b"{\"text\": \"", &blanks[..]].concat()));
    let told = "larger than 1 MiB; skipped (raise --max-article-size)";
    for (file, place) in [
        ("bomb.txt.gz", "bomb.txt.gz"),
        ("bomb.txt.xz", "bomb.txt.xz"),
        ("bomb.txt.bz2", "bomb.txt.bz2"),
        ("bomb.jsonl.xz", "bomb.jsonl.xz:1"),
        ("bomb.zip", "bomb.zip: bomb.txt"),
    ] {
        let done = bench.run(&format!("tokens {file} --max-article-size 1M -q"));
        done.code(1).prints("").says(&format!("newsnlp: {place}: {told}\n"));
    }
}

/// Two stories, the first told again with another headline, and once more word by word.
fn with_copies() -> String {
    let story = |id: &str, headline: &str, at: usize| {
        format!(
            "{}\n",
            serde_json::json!({"id": id, "language": "en", "text": format!("{headline}\n\n{}", text(at))})
        )
    };
    [
        story("first", "Ministers meet in Copenhagen", 0),
        story("other", "Flood closes roads near Nairobi", 1),
        story("again", "Fishing: no deal yet, says chancellor", 0),
        story("twice", "Flood closes roads near Nairobi", 1),
    ]
    .concat()
}

#[test]
fn copies_are_told_and_left_out_of_counts_on_demand() {
    let bench = Bench::new();
    bench.file("news.jsonl", with_copies());
    for command in ["entities", "tokens", "keywords --by article", "keywords --by article --rank tfidf"] {
        for flag in ["", "--dedup"] {
            let records = bench.run(&format!("{command} news.jsonl {flag}")).code(0).stdout();
            let records = records.lines().map(|line| serde_json::from_str(line).expect("a record"));
            let copies: Vec<_> = records.map(|record: ArticleRecord<'_>| record.duplicate_of).collect();
            assert_eq!(copies, [None, None, Some("first".into()), Some("other".into())], "{command} {flag}");
        }
    }
    let articles = |args: &str| {
        let ranked = bench.run(args).code(0).stdout();
        let rows = ranked.lines().map(|line| serde_json::from_str(line).expect("a row"));
        let rows: Vec<CorpusEntity<'_>> = rows.collect();
        rows.iter().find(|row| row.id == "place/kenya").map(|row| (row.count, row.articles))
    };
    let (count, _) = articles("entities news.jsonl --by corpus --dedup").expect("it is named");
    assert_eq!(articles("entities news.jsonl --by corpus"), Some((2 * count, 2)));
    assert_eq!(articles("entities news.jsonl --by corpus --dedup"), Some((count, 1)));
    let most = |args: &str| {
        let ranked = bench.run(args).code(0).stdout();
        let rows = ranked.lines().map(|line| serde_json::from_str(line).expect("a row"));
        rows.map(|row: CorpusKeyword| row.articles).max()
    };
    assert_eq!(most("keywords news.jsonl"), Some(4));
    assert_eq!(most("keywords news.jsonl --dedup"), Some(2));
}

#[test]
fn rows_have_no_place_for_the_flag_and_leave_copies_out() {
    let bench = Bench::new();
    bench.file("news.jsonl", with_copies());
    let ids = |args: &str| {
        let csv = bench.run(args).code(0).stdout();
        let mut ids: Vec<String> = Vec::new();
        for row in csv::Reader::from_reader(csv.as_bytes()).records() {
            let id = row.expect("a row")[0].to_owned();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        ids.join(" ")
    };
    assert_eq!(ids("entities news.jsonl -f csv"), "first other again twice");
    assert_eq!(ids("entities news.jsonl -f csv --dedup"), "first other");
    assert_eq!(ids("keywords --by article news.jsonl -f csv --dedup"), "first other");
}

#[test]
fn a_report_counts_copies_and_leaves_them_out_on_demand() {
    let bench = Bench::new();
    bench.file("news.jsonl", with_copies());
    bench.run("report news.jsonl --out all").code(0);
    bench.run("report news.jsonl --out once --dedup").code(0);
    for (folder, times) in [("all", 2), ("once", 1)] {
        let summary: serde_json::Value =
            serde_json::from_str(&bench.read(&format!("{folder}/summary.json"))).expect("JSON");
        assert_eq!((&summary["articles"], &summary["duplicates"]), (&4.into(), &2.into()), "{folder}");
        let rows = bench.read(&format!("{folder}/entities.csv"));
        let kenya = rows.lines().find(|row| row.contains(",place/kenya,")).expect("it is named");
        assert_eq!(kenya.split(',').nth(5), Some(times.to_string().as_str()), "{folder}: {kenya}");
        assert_eq!(bench.list(&format!("{folder}/articles")).len(), 12);
    }
}

#[test]
fn a_warning_that_comes_with_every_article_is_told_a_few_times() {
    let bench = Bench::new();
    let line =
        |at: usize| format!("{{\"published\": \"some day {at}\", \"text\": \"It rained in Paris.\"}}\n");
    bench.file("many.jsonl", (0..40).map(line).collect::<String>());
    let said = bench.run("tokens many.jsonl").code(0).stderr();
    let told = "is not a date that can be read; read without it (write YYYY-MM-DD)";
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 6, "{said}");
    assert_eq!(lines[0], format!("newsnlp: many.jsonl:1: published \"some day 0\" {told}"));
    assert_eq!(lines[5], format!("newsnlp: input: 35 more like this: published \"…\" {told} (-v tells all)"));
    let said = bench.run("tokens many.jsonl -v").code(0).stderr();
    assert_eq!(said.lines().filter(|line| line.contains(told)).count(), 40, "{said}");
    bench.run("tokens many.jsonl -q").code(0).says_nothing();
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_the_rows_and_columns_of_csv() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let bench = Bench::new();
    bench.file("news.jsonl", json_lines());
    for command in ["entities", "tokens", "keywords", "keywords --by article", "entities --by corpus"] {
        let csv = bench.run(&format!("{command} news.jsonl -f csv")).code(0).stdout();
        bench
            .run(&format!("{command} news.jsonl -f parquet -o out.parquet"))
            .code(0)
            .prints("")
            .says_nothing();
        let file = std::fs::File::open(bench.path("out.parquet")).expect("written");
        let file = SerializedFileReader::new(file).expect("Parquet");
        let columns = file.metadata().file_metadata().schema_descr().columns().to_vec();
        let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(names, rows.headers().expect("a header").iter().collect::<Vec<_>>(), "{command}");
        let cells = |row: parquet::record::Row| {
            let cell = |(_, field): (&String, &parquet::record::Field)| match field {
                parquet::record::Field::Null => String::new(),
                parquet::record::Field::Str(text) => text.clone(),
                parquet::record::Field::Double(number) => number.to_string(),
                other => other.to_string(),
            };
            row.get_column_iter().map(cell).collect::<Vec<_>>()
        };
        let ours: Vec<_> =
            file.get_row_iter(None).expect("rows").map(|row| cells(row.expect("whole"))).collect();
        let theirs: Vec<Vec<String>> =
            rows.records().map(|row| row.expect("whole").iter().map(str::to_owned).collect()).collect();
        assert_eq!(ours, theirs, "{command}");
    }
    bench.run("diff news.jsonl news.jsonl -f parquet").code(2).says(
        "newsnlp: --format parquet: not for this command, which writes table, json, jsonl, csv or tsv\n",
    );
}

#[test]
fn a_quote_left_open_in_a_table_is_told_and_no_row_is_lost() {
    let bench = Bench::new();
    let row = |at: usize| match at {
        7 => "n7\t\"Rome burns, he said\n".to_owned(),
        9 => "n9\t5\" of rain fell on Rome\n".to_owned(),
        _ => format!("n{at}\tRain fell on Rome on day {at}.\n"),
    };
    bench.file("rain.tsv", format!("id\ttext\n{}", (0..50).map(row).collect::<String>()));
    let done = bench.run("entities rain.tsv --with-text");
    done.code(0).says(
        "newsnlp: rain.tsv:9: a quote is left open; its row was cut at the end of the line (close it, or double one within quotes)\n",
    );
    let records: Vec<ArticleRecord<'_>> =
        done.stdout().lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    assert_eq!(records.len(), 50);
    assert_eq!(records[7].text.as_deref(), Some("\"Rome burns, he said"));
    assert_eq!(records[9].text.as_deref(), Some("5\" of rain fell on Rome"));
}

#[test]
fn a_date_of_either_order_is_read_as_its_column_is_written_or_told() {
    let bench = Bench::new();
    bench.file("told.csv", "published,text\n04/03/2021,Rome fell.\n25/03/2021,Rome rose.\n");
    let published = |done: &Done| -> Vec<Option<String>> {
        let record = |line: &str| serde_json::from_str::<ArticleRecord<'_>>(line).expect("a record");
        done.stdout().lines().map(|line| record(line).published.map(Into::into)).collect()
    };
    for threads in ["-j1", "-j4"] {
        let done = bench.run(&format!("entities told.csv {threads}"));
        done.code(0).says_nothing();
        assert_eq!(published(&done), [Some("2021-03-04".to_owned()), Some("2021-03-25".into())]);
    }
    bench.file("open.csv", "published,text\n04/03/2021,Rome fell.\n");
    bench.run("entities open.csv").code(0).says(
        "newsnlp: open.csv:2: published \"04/03/2021\" may be 2021-04-03 or 2021-03-04; read without it (write YYYY-MM-DD)\n",
    );
}
