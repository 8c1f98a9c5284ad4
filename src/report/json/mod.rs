//! Records as JSON: one to a line, fields in the order of the contract. The article's record, of which there may be
//! millions with thousands of tokens each, is written by hand, byte for byte what serde writes (tested).

mod tokens;

use super::record::{
    ArticleRecord, CorpusKeyword, EntityRecord, KeywordRecord, MentionRecord, SentenceRecord,
};
use super::sentences::Sentences;
use serde::Serialize;
use std::io::{self, Write};

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
///
/// # Errors
///
/// Never: a vector takes all.
pub fn article(record: &ArticleRecord<'_>, mut out: Vec<u8>) -> io::Result<Vec<u8>> {
    let tokens: usize = record.sentences.iter().flatten().map(|sentence| sentence.tokens.len()).sum();
    out.reserve(capacity(record, tokens));
    let mut json = Json { out };
    json.head(record)?;
    json.list(",\"sentences\":[", record.sentences.as_deref(), Json::sentence)?;
    json.rest(record)?;
    Ok(json.out)
}

/// The same with its sentences straight from the text.
///
/// # Errors
///
/// Never: a vector takes all.
pub fn with_sentences(
    record: &ArticleRecord<'_>,
    sentences: &Sentences<'_>,
    mut out: Vec<u8>,
) -> io::Result<Vec<u8>> {
    out.reserve(capacity(record, sentences.segmentation.tokens.len()));
    let mut json = Json { out };
    json.head(record)?;
    tokens::write(sentences, &mut json.out)?;
    json.rest(record)?;
    Ok(json.out)
}

/// A keyword of a corpus, of which there may be a million, without a line end, behind what `out` holds.
///
/// # Errors
///
/// Never: a vector takes all.
pub fn corpus_keyword(keyword: &CorpusKeyword, out: Vec<u8>) -> io::Result<Vec<u8>> {
    let mut json = Json { out };
    json.text("{\"term\":", &keyword.term)?;
    json.text(",\"stem\":", &keyword.stem)?;
    json.number(",\"count\":", keyword.count);
    json.number(",\"articles\":", keyword.articles);
    json.score(",\"score\":", keyword.score)?;
    json.plain("}");
    Ok(json.out)
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

impl Json {
    /// What stands before the sentences.
    fn head(&mut self, record: &ArticleRecord<'_>) -> io::Result<()> {
        self.text("{\"id\":", &record.id)?;
        self.text(",\"source\":", &record.source)?;
        self.nullable(",\"title\":", record.title.as_deref())?;
        self.optional(",\"byline\":", record.byline.as_deref())?;
        self.nullable(",\"published\":", record.published.as_deref())?;
        self.nullable(",\"language\":", record.language.as_deref())?;
        self.optional(",\"duplicate_of\":", record.duplicate_of.as_deref())?;
        self.optional(",\"text\":", record.text.as_deref())
    }

    /// What stands behind them.
    fn rest(&mut self, record: &ArticleRecord<'_>) -> io::Result<()> {
        self.list(",\"entities\":[", record.entities.as_deref(), Json::entity)?;
        self.list(",\"mentions\":[", record.mentions.as_deref(), Json::mention)?;
        self.list(",\"keywords\":[", record.keywords.as_deref(), Json::keyword)?;
        self.plain("}");
        Ok(())
    }

    /// What needs no escape.
    #[inline]
    fn plain(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    #[inline]
    fn number(&mut self, name: &str, number: usize) {
        self.plain(name);
        self.plain(itoa::Buffer::new().format(number));
    }

    fn float(&mut self, name: &str, number: f64) -> io::Result<()> {
        self.plain(name);
        write(&number, &mut self.out)
    }

    #[inline]
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.plain(name);
        if needs_escape(text) {
            return write(&text, &mut self.out);
        }
        self.out.push(b'"');
        self.plain(text);
        self.out.push(b'"');
        Ok(())
    }

    /// One of the names of the contract, which need no escape.
    #[inline]
    fn name(&mut self, before: &str, name: &str, after: &str) {
        self.plain(before);
        self.plain(name);
        self.plain(after);
    }

    fn nullable(&mut self, name: &str, text: Option<&str>) -> io::Result<()> {
        if let Some(text) = text {
            return self.text(name, text);
        }
        self.plain(name);
        self.plain("null");
        Ok(())
    }

    fn optional(&mut self, name: &str, text: Option<&str>) -> io::Result<()> {
        text.map_or(Ok(()), |text| self.text(name, text))
    }

    fn list<T>(
        &mut self,
        name: &str,
        items: Option<&[T]>,
        mut write: impl FnMut(&mut Self, &T) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some(items) = items else { return Ok(()) };
        self.plain(name);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            write(self, item)?;
        }
        self.out.push(b']');
        Ok(())
    }

    fn sentence(&mut self, sentence: &SentenceRecord<'_>) -> io::Result<()> {
        self.number("{\"start\":", sentence.start);
        self.number(",\"end\":", sentence.end);
        self.list(",\"tokens\":[", Some(&sentence.tokens), |json, token| {
            json.number("{\"start\":", token.start);
            json.number(",\"end\":", token.end);
            json.text(",\"text\":", &token.text)?;
            json.name(",\"kind\":\"", &token.kind, "\"}");
            Ok(())
        })?;
        self.out.push(b'}');
        Ok(())
    }

    fn entity(&mut self, entity: &EntityRecord<'_>) -> io::Result<()> {
        self.text("{\"id\":", &entity.id)?;
        self.text(",\"type\":", &entity.kind)?;
        self.text(",\"name\":", &entity.name)?;
        self.number(",\"count\":", entity.count);
        if let Some(known) = entity.known {
            self.plain(if known { ",\"known\":true" } else { ",\"known\":false" });
        }
        for (name, degrees) in [(",\"lat\":", entity.lat), (",\"lon\":", entity.lon)] {
            degrees.map_or(Ok(()), |degrees| self.float(name, degrees))?;
        }
        self.optional(",\"country\":", entity.country.as_deref())?;
        if let Some(number) = entity.geonames {
            self.number(",\"geonames\":", number as usize);
        }
        self.out.push(b'}');
        Ok(())
    }

    fn mention(&mut self, mention: &MentionRecord<'_>) -> io::Result<()> {
        self.number("{\"start\":", mention.start);
        self.number(",\"end\":", mention.end);
        self.text(",\"text\":", &mention.text)?;
        self.text(",\"type\":", &mention.kind)?;
        self.optional(",\"entity\":", mention.entity.as_deref())?;
        self.text(",\"via\":", &mention.via)?;
        self.optional(",\"value\":", mention.value.as_deref())?;
        self.optional(",\"timex\":", mention.timex.as_deref())?;
        self.optional(",\"mod\":", mention.modifier.as_deref())?;
        self.out.push(b'}');
        Ok(())
    }

    fn keyword(&mut self, keyword: &KeywordRecord<'_>) -> io::Result<()> {
        self.text("{\"term\":", &keyword.term)?;
        self.text(",\"stem\":", &keyword.stem)?;
        self.number(",\"count\":", keyword.count);
        self.score(",\"score\":", keyword.score)?;
        self.out.push(b'}');
        Ok(())
    }

    /// A score, which has six decimals at most: below 1 their digits are those of a whole number.
    fn score(&mut self, name: &str, score: f64) -> io::Result<()> {
        let millionths = (score * 1e6).round();
        if !(10.0..1e6).contains(&millionths) || (millionths / 1e6).to_bits() != score.to_bits() {
            return self.float(name, score);
        }
        let mut digits = *b"0.000000";
        #[expect(clippy::cast_sign_loss, reason = "it is 10 or more")]
        let (mut rest, mut length) = (millionths as u32, digits.len());
        for digit in digits[2..].iter_mut().rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        while digits[length - 1] == b'0' {
            length -= 1;
        }
        self.plain(name);
        self.out.extend_from_slice(&digits[..length]);
        Ok(())
    }
}

/// Whether JSON asks for an escape somewhere in the text: quote, backslash, control character.
#[inline]
fn needs_escape(text: &str) -> bool {
    // Without a way out on the first: eight at a time is quicker.
    text.bytes().fold(0, |found, byte| found | u8::from(byte < b' ' || byte == b'"' || byte == b'\\')) != 0
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
            modifier in maybe(text())) -> MentionRecord<'static> {
            let (kind, via, timex) = ("date".into(), "grammar".into(), value.clone());
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
            let duplicate_of = title.clone();
            ArticleRecord { id, source, title, byline, published, language, duplicate_of, text: body, sentences, entities,
                mentions, keywords }
        }
    }

    #[test]
    fn scores_are_written_as_serde_writes_them() {
        let scores = (0..=1_000_100).map(|millionths| f64::from(millionths) / 1e6);
        let others = [1e-7, 1.5e-6, 0.123_456_7, -0.5, 1.0 / 3.0, 12.75, f64::NAN, f64::INFINITY];
        for score in scores.chain(others) {
            let mut json = Json { out: Vec::new() };
            json.score("", score).expect("a vector takes all");
            assert_eq!(json.out, serde_json::to_vec(&score).expect("a vector takes all"), "{score}");
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
            prop_assert_eq!(corpus_keyword(&keyword, Vec::new()).expect("a vector takes all"), by_serde);
        }

        #[test]
        fn an_article_is_written_as_serde_writes_it(record in any_record()) {
            let by_serde = serde_json::to_string(&record).expect("a string takes all");
            let by_hand = String::from_utf8(article(&record, Vec::new()).expect("a vector takes all")).expect("UTF-8");
            prop_assert_eq!(by_hand, by_serde);
        }
    }
}
