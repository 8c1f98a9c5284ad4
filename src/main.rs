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
        rooms: newsnlp::pipeline::Rooms { names: true, dates: true, keywords: false },
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
            let mut mentions: Vec<MentionRecord> = done
                .names
                .mentions
                .iter()
                .map(|m| {
                    let e = &done.names.entities[m.entity];
                    MentionRecord {
                        start: m.span.start(),
                        end: m.span.end(),
                        text: m.span.of(text).into(),
                        kind: e.entity_type.as_str().into(),
                        entity: Some(e.id.clone()),
                        via: m.via.as_str().into(),
                        value: None,
                        timex: None,
                        modifier: None,
                    }
                })
                .collect();
            mentions.extend(done.timexes.iter().map(|t| MentionRecord {
                start: t.span.start(),
                end: t.span.end(),
                text: t.span.of(text).into(),
                kind: "date".into(),
                entity: t.value.as_ref().map(|v| format!("date/{v}")),
                via: "grammar".into(),
                value: t.value.clone(),
                timex: Some(t.kind.as_str().into()),
                modifier: None,
            }));
            for m in &mut mentions {
                m.start = off.of(m.start);
                m.end = off.of(m.end);
            }
            record.mentions = Some(mentions);
        }
        println!("{}", serde_json::to_string(&record).unwrap());
    }
}
