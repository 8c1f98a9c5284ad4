//! Scaffold: `newsnlp tokens|entities FILE.jsonl` as JSON lines, until the command line room stands.
#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs)]
use newsnlp::report::offsets::{OffsetUnit, Offsets};
use newsnlp::report::record::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = args.last().unwrap().clone();
    let options = newsnlp::read::Options::default();
    let pipeline = newsnlp::pipeline::Pipeline {
        read: options.clone(),
        clean: true,
        rooms: newsnlp::pipeline::Rooms {
            names: true,
            dates: true,
            keywords: false,
        },
        gazetteer: newsnlp::gazetteer::Gazetteer::builtin(),
        names: Default::default(),
        stopwords: newsnlp::stopwords::Stopwords::builtin(),
        keywords: Default::default(),
    };
    for doc in newsnlp::read::documents(newsnlp::discover::sources(&[path.into()]), &options) {
        let done = pipeline.annotate(doc.unwrap().read(&options).unwrap());
        let text = &done.article.text;
        let mut off = Offsets::new(text, OffsetUnit::Chars);
        let mut record = ArticleRecord {
            id: done.article.id.clone(),
            source: done.article.source.clone(),
            language: done.language.map(|l| l.to_string()),
            ..Default::default()
        };
        if args[1] == "tokens" {
            record.sentences = Some(
                done.segmentation
                    .sentences
                    .iter()
                    .map(|s| SentenceRecord {
                        start: off.of(s.span.start()),
                        end: off.of(s.span.end()),
                        tokens: vec![],
                    })
                    .collect(),
            );
        } else {
            record.mentions = Some(
                done.timexes
                    .iter()
                    .map(|t| MentionRecord {
                        start: off.of(t.span.start()),
                        end: off.of(t.span.end()),
                        text: t.span.of(text).into(),
                        kind: "date".into(),
                        entity: t.value.as_ref().map(|v| format!("date/{v}")),
                        via: "grammar".into(),
                        value: t.value.clone(),
                        timex: Some(t.kind.as_str().into()),
                        modifier: t.modifier.map(Into::into),
                    })
                    .collect(),
            );
        }
        println!("{}", serde_json::to_string(&record).unwrap());
    }
}
