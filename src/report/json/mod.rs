//! Records as JSON: one to a line, fields in the order of the contract. The article's record, of which there may be
//! millions with thousands of tokens each, is written by hand, byte for byte what serde writes (tested).

mod tokens;

use super::record::{
    ArticleRecord, CorpusKeyword, EntityRecord, KeywordRecord, MentionRecord, SentenceRecord,
};
use super::sentences::Sentences;
use super::{bytes, numbers};
use serde::Serialize;
use std::io::{self, Write};
use std::ops::Range;

/// Writes a record and no line end.
///
/// # Errors
///
/// What `out` says.
pub fn write(record: &impl Serialize, out: impl Write) -> io::Result<()> {
    serde_json::to_writer(out, record).map_err(io::Error::from)
}

/// Writes a record as a line.
///
/// # Errors
///
/// What `out` says.
pub fn write_line(record: &impl Serialize, mut out: impl Write) -> io::Result<()> {
    write(record, &mut out)?;
    out.write_all(b"\n")
}

/// What was written, as a line.
pub fn line(mut written: Vec<u8>) -> Vec<u8> {
    written.push(b'\n');
    written
}

/// The record of one article, without a line end, behind what `out` holds.
pub fn article(record: &ArticleRecord<'_>, mut out: Vec<u8>) -> Vec<u8> {
    let tokens: usize = record.sentences.iter().flatten().map(|sentence| sentence.tokens.len()).sum();
    out.reserve(capacity(record, tokens));
    let mut json = Json { out };
    json.head(record);
    json.list(b",\"sentences\":[", record.sentences.as_deref(), Json::sentence);
    json.rest(record);
    json.out
}

/// The same with its sentences straight from the text.
pub fn with_sentences(record: &ArticleRecord<'_>, sentences: &Sentences<'_>, mut out: Vec<u8>) -> Vec<u8> {
    out.reserve(capacity(record, sentences.segmentation.tokens.len()));
    let mut json = Json { out };
    json.head(record);
    tokens::write(sentences, &mut json.out);
    json.rest(record);
    json.out
}

/// A keyword of a corpus, of which there may be a million, without a line end, behind what `out` holds.
pub fn corpus_keyword(keyword: &CorpusKeyword, out: Vec<u8>) -> Vec<u8> {
    let mut json = Json { out };
    json.text(b"{\"term\":", &keyword.term);
    json.text(b",\"stem\":", &keyword.stem);
    json.number(b",\"count\":", keyword.count);
    json.number(b",\"articles\":", keyword.articles);
    json.decimal::<6>(b",\"score\":", keyword.score);
    json.plain(b"}");
    json.out
}

/// Bytes a record takes, more or less: a guess too low costs a copy.
fn capacity(record: &ArticleRecord<'_>, tokens: usize) -> usize {
    let length = |part: Option<usize>, each: usize| part.unwrap_or(0) * each;
    512 + tokens * 64
        + record.text.as_ref().map_or(0, |text| text.len() * 9 / 8)
        + length(record.entities.as_ref().map(Vec::len), 192)
        + length(record.mentions.as_ref().map(Vec::len), 160)
        + length(record.keywords.as_ref().map(Vec::len), 80)
}

struct Json {
    out: Vec<u8>,
}

/// Count and score of the last keyword, by its bits, and where they were written.
#[derive(Default)]
struct Numbers {
    numbers: (usize, u64),
    written: Range<usize>,
}

impl Json {
    /// What stands before the sentences.
    fn head(&mut self, record: &ArticleRecord<'_>) {
        self.text(b"{\"id\":", &record.id);
        self.text(b",\"source\":", &record.source);
        self.nullable(b",\"title\":", record.title.as_deref());
        self.optional(b",\"byline\":", record.byline.as_deref());
        self.optional(b",\"url\":", record.url.as_deref());
        self.nullable(b",\"published\":", record.published.as_deref());
        self.nullable(b",\"language\":", record.language.as_deref());
        self.optional(b",\"duplicate_of\":", record.duplicate_of.as_deref());
        self.optional(b",\"text\":", record.text.as_deref());
    }

    /// What stands behind them.
    fn rest(&mut self, record: &ArticleRecord<'_>) {
        self.list(b",\"entities\":[", record.entities.as_deref(), Json::entity);
        self.list(b",\"mentions\":[", record.mentions.as_deref(), Json::mention);
        let mut numbers = Numbers::default();
        self.list(b",\"keywords\":[", record.keywords.as_deref(), |json, keyword| {
            json.keyword(keyword, &mut numbers);
        });
        self.plain(b"}");
    }

    /// A piece of known length, which is quick to copy.
    #[inline]
    fn plain<const N: usize>(&mut self, piece: &[u8; N]) {
        self.out.extend_from_slice(piece);
    }

    #[inline]
    fn number<const N: usize>(&mut self, name: &[u8; N], number: usize) {
        self.plain(name);
        numbers::push(number, &mut self.out);
    }

    #[inline]
    fn text<const N: usize>(&mut self, name: &[u8; N], text: &str) {
        self.plain(name);
        tokens::string(text, &mut self.out);
        self.out.push(b'"');
    }

    /// A field that holds one of the names of the contract, which need no escape.
    #[inline]
    fn name<const N: usize>(&mut self, field: &[u8; N], name: &str) {
        self.plain(field);
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'"');
    }

    fn nullable<const N: usize>(&mut self, name: &[u8; N], text: Option<&str>) {
        if let Some(text) = text {
            return self.text(name, text);
        }
        self.plain(name);
        self.plain(b"null");
    }

    #[inline]
    fn optional<const N: usize>(&mut self, name: &[u8; N], text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn list<T, const N: usize>(
        &mut self,
        name: &[u8; N],
        items: Option<&[T]>,
        mut write: impl FnMut(&mut Self, &T),
    ) {
        let Some(items) = items else { return };
        self.plain(name);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            write(self, item);
        }
        self.out.push(b']');
    }

    fn sentence(&mut self, sentence: &SentenceRecord<'_>) {
        self.number(b"{\"start\":", sentence.start);
        self.number(b",\"end\":", sentence.end);
        self.list(b",\"tokens\":[", Some(&sentence.tokens), |json, token| {
            json.number(b"{\"start\":", token.start);
            json.number(b",\"end\":", token.end);
            json.text(b",\"text\":", &token.text);
            json.name(b",\"kind\":\"", &token.kind);
            json.plain(b"}");
        });
        self.out.push(b'}');
    }

    fn entity(&mut self, entity: &EntityRecord<'_>) {
        self.text(b"{\"id\":", &entity.id);
        self.name(b",\"type\":\"", &entity.kind);
        self.text(b",\"name\":", &entity.name);
        self.number(b",\"count\":", entity.count);
        if let Some(known) = entity.known {
            self.plain(b",\"known\":");
            self.out.extend_from_slice(if known { b"true" } else { b"false" });
        }
        for (name, degrees) in [(b",\"lat\":", entity.lat), (b",\"lon\":", entity.lon)] {
            if let Some(degrees) = degrees {
                self.decimal::<4>(name, degrees);
            }
        }
        self.optional(b",\"country\":", entity.country.as_deref());
        if let Some(number) = entity.geonames {
            self.number(b",\"geonames\":", number as usize);
        }
        self.out.push(b'}');
    }

    fn mention(&mut self, mention: &MentionRecord<'_>) {
        self.number(b"{\"start\":", mention.start);
        self.number(b",\"end\":", mention.end);
        self.text(b",\"text\":", &mention.text);
        self.name(b",\"type\":\"", &mention.kind);
        self.optional(b",\"entity\":", mention.entity.as_deref());
        self.name(b",\"via\":\"", &mention.via);
        self.optional(b",\"value\":", mention.value.as_deref());
        if let Some(kind) = &mention.timex {
            self.name(b",\"timex\":\"", kind);
        }
        if let Some(modifier) = &mention.modifier {
            self.name(b",\"mod\":\"", modifier);
        }
        self.out.push(b'}');
    }

    fn keyword(&mut self, keyword: &KeywordRecord<'_>, last: &mut Numbers) {
        self.text(b"{\"term\":", &keyword.term);
        self.text(b",\"stem\":", &keyword.stem);
        let (start, numbers) = (self.out.len(), (keyword.count, keyword.score.to_bits()));
        // Most have those of the one before them.
        if last.numbers == numbers && !last.written.is_empty() {
            self.out.extend_from_within(last.written.clone());
        } else {
            self.number(b",\"count\":", keyword.count);
            self.decimal::<6>(b",\"score\":", keyword.score);
            self.out.push(b'}');
        }
        *last = Numbers { numbers, written: start..self.out.len() };
    }

    /// A number that should have so many decimals at most, as scores and degrees have.
    fn decimal<const PLACES: usize>(&mut self, name: &[u8], number: f64) {
        self.out.extend_from_slice(name);
        if !numbers::push_decimal::<PLACES>(number, &mut self.out) {
            write_into(&number, &mut self.out);
        }
    }
}

/// Writes what serde writes.
fn write_into(value: &impl Serialize, out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("a vector takes all");
}

/// Whether JSON asks for an escape somewhere in the text: quote, backslash, control character.
#[inline]
fn needs_escape(text: &str) -> bool {
    bytes::any(text, |eight| {
        bytes::below(eight, b' ') | bytes::equal(eight, b'"') | bytes::equal(eight, b'\\')
    })
}

#[cfg(test)]
mod tests {
    use super::super::record::TokenRecord;
    use super::*;
    use proptest::prelude::*;
    use std::borrow::Cow;

    /// Strings with all that JSON escapes, and beyond the Basic Multilingual Plane.
    fn text() -> impl Strategy<Value = Cow<'static, str>> {
        "[a-zA-Z \"\\\\/\u{0}-\u{1f}\u{7f}é—😀]{0,12}".prop_map(Cow::Owned)
    }

    /// One of the names of the contract.
    fn name(of: &'static [&'static str]) -> impl Strategy<Value = Cow<'static, str>> {
        prop::sample::select(of).prop_map(Cow::Borrowed)
    }

    fn maybe<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
        proptest::option::of(of)
    }

    prop_compose! {
        fn sentence()(start in 0..9999usize, tokens in prop::collection::vec((0..99usize, text()), 0..4))
            -> SentenceRecord<'static> {
            let token = |(start, text)| TokenRecord { start, end: start, text, kind: "word".into() };
            SentenceRecord { start, end: start + 7, tokens: tokens.into_iter().map(token).collect() }
        }
    }

    prop_compose! {
        fn entity()(id in text(), known in maybe(any::<bool>()), lat in maybe(-90.0..90.0), country in maybe(text()),
            geonames in maybe(any::<u32>())) -> EntityRecord<'static> {
            let (kind, name, count) = ("place".into(), id.clone(), 3);
            EntityRecord { id, kind, name, count, known, lat, lon: lat.map(|d| d / 3.0), country, geonames }
        }
    }

    prop_compose! {
        fn mention()(start in 0..9999usize, text in text(), entity in maybe(text()), value in maybe(text()),
            timex in maybe(name(&["DATE", "SET"])), modifier in maybe(name(&["APPROX", "MID"]))) -> MentionRecord<'static> {
            let (kind, via) = ("date".into(), "grammar".into());
            MentionRecord { start, end: start, text, kind, entity, via, value, timex, modifier }
        }
    }

    prop_compose! {
        fn keyword()(term in text(), stem in text(), count in any::<usize>(), score in 0.0..9.9)
            -> KeywordRecord<'static> {
            KeywordRecord { term, stem, count, score }
        }
    }

    prop_compose! {
        fn any_record()(id in text(), title in maybe(text()), byline in maybe(text()), body in maybe(text()),
            sentences in maybe(prop::collection::vec(sentence(), 0..3)),
            entities in maybe(prop::collection::vec(entity(), 0..3)),
            mentions in maybe(prop::collection::vec(mention(), 0..3)),
            keywords in maybe(prop::collection::vec(keyword(), 0..3))) -> ArticleRecord<'static> {
            let (source, published, language) = (id.clone(), title.clone(), byline.clone());
            let (duplicate_of, url) = (title.clone(), byline.clone());
            ArticleRecord { id, source, title, byline, url, published, language, duplicate_of, text: body, sentences, entities,
                mentions, keywords }
        }
    }

    #[test]
    fn decimals_are_written_as_serde_writes_them() {
        let scores = (0..=1_000_100).map(|millionths| f64::from(millionths) / 1e6);
        let others = [1e-7, 1.5e-6, 0.123_456_7, -0.5, 1.0 / 3.0, 12.75, f64::NAN, f64::INFINITY];
        for score in scores.chain(others) {
            let mut json = Json { out: Vec::new() };
            json.decimal::<6>(b"", score);
            assert_eq!(json.out, serde_json::to_vec(&score).expect("a vector takes all"), "{score}");
        }
        for degrees in
            (-1_800_010..=1_800_010).map(|parts| f64::from(parts) / 1e4).chain([-0.0, 1e-9, 12.345_67])
        {
            let mut json = Json { out: Vec::new() };
            json.decimal::<4>(b"", degrees);
            assert_eq!(json.out, serde_json::to_vec(&degrees).expect("a vector takes all"), "{degrees}");
        }
    }

    proptest! {
        #[test]
        fn a_keyword_of_a_corpus_is_written_as_serde_writes_it(
            (term, stem, count, articles, score) in (text(), text(), any::<usize>(), any::<usize>(), 0.0..9.9),
        ) {
            let (term, stem) = (term.into_owned(), stem.into_owned());
            let keyword = CorpusKeyword { term, stem, count, articles, score };
            let by_serde = serde_json::to_vec(&keyword).expect("a vector takes all");
            prop_assert_eq!(corpus_keyword(&keyword, Vec::new()), by_serde);
        }

        #[test]
        fn an_article_is_written_as_serde_writes_it(record in any_record()) {
            let by_serde = serde_json::to_string(&record).expect("a string takes all");
            let by_hand = String::from_utf8(article(&record, Vec::new())).expect("UTF-8");
            prop_assert_eq!(by_hand, by_serde);
        }
    }
}
