//! Each room over the articles of `corpus/`: `cargo bench`. Throughput is in bytes of article text.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsnlp::annotate::{dates, entities, keywords};
use newsnlp::article::Article;
use newsnlp::clean::{self, Repeats};
use newsnlp::duplicates::Fingerprint;
use newsnlp::gazetteer::Gazetteer;
use newsnlp::language::Language;
use newsnlp::pipeline::{Pipeline, Rooms};
use newsnlp::segment;
use newsnlp::span::Span;
use newsnlp::stopwords::Stopwords;
use std::fs;
use std::hint::black_box;

/// All English articles of the corpus as one text.
fn text() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let entries = fs::read_dir(folder).expect("the corpus is there").filter_map(Result::ok);
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    let english = texts.filter(|text| newsnlp::language::detect(text) == Some(Language::EN));
    english.collect::<Vec<_>>().join("\n\n")
}

fn rooms(criterion: &mut Criterion) {
    let text = text();
    let whole = [Span::new(0, text.len())];
    let segmentation = segment::segment(&text, &whole, Language::EN);
    let (gazetteer, stopwords) = (Gazetteer::builtin(), Stopwords::builtin());
    let published = "2021-02-10".parse().ok();
    let mut group = criterion.benchmark_group("rooms");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("duplicates", |b| b.iter(|| Fingerprint::of(black_box(&text))));
    group.bench_function("clean", |b| b.iter(|| clean::mask(black_box(&text), &[], &Repeats::default())));
    group.bench_function("segment", |b| b.iter(|| segment::segment(black_box(&text), &whole, Language::EN)));
    group.bench_function("names", |b| {
        b.iter(|| {
            entities::find(&text, &segmentation, Language::EN, &gazetteer, entities::Options::default())
        });
    });
    group.bench_function("dates", |b| b.iter(|| dates::find(&text, &segmentation, Language::EN, published)));
    let options = keywords::Options::default();
    group.bench_function("keywords", |b| {
        b.iter(|| keywords::find(&text, &segmentation, Language::EN, &stopwords, &options));
    });
    group.finish();
}

fn pipeline(criterion: &mut Criterion) {
    let text = text();
    let pipeline = Pipeline::builtin(Rooms { names: true, dates: true, keywords: true });
    let mut group = criterion.benchmark_group("pipeline");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("everything", |b| {
        b.iter(|| pipeline.annotate(Article { text: text.clone(), ..Article::default() }));
    });
    group.finish();
}

criterion_group!(benches, rooms, pipeline);
criterion_main!(benches);
