//! One JSON object to an article: the wanted fields alone are kept, the text in a single piece, exactly as it stands. A field
//! of an object inside is wanted under its path: `fields.bodyText`.

use super::fields::{Fields, Stamp};
use super::{At, Options, Origin, ReadError, decode, flat};
use crate::article::Article;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Most field names told in a message.
const TOLD: usize = 8;

/// Parses one record.
pub(super) fn read(bytes: Vec<u8>, origin: &Origin, at: At, options: &Options) -> Result<Article, ReadError> {
    let fail = |problem: String| ReadError::new(origin.place(at), problem);
    let fields = match parse(&bytes, options) {
        Ok(fields) => fields,
        Err(error) if std::str::from_utf8(&bytes).is_ok() => return Err(fail(told(&error))),
        Err(_) => {
            let decoded = decode::decode(bytes, options.encoding, None)
                .map_err(|problem| fail(format!("{problem}; skipped")))?;
            let mut fields = parse(decoded.text.as_bytes(), options).map_err(|error| fail(told(&error)))?;
            if let Some(found) = &mut fields {
                found.encoding = decoded.encoding;
                found.warnings.extend(decoded.warning);
            }
            return finish(fields, &[], origin, at, options);
        }
    };
    finish(fields, &bytes, origin, at, options)
}

fn finish(
    fields: Option<Fields>,
    bytes: &[u8],
    origin: &Origin,
    at: At,
    options: &Options,
) -> Result<Article, ReadError> {
    match fields {
        Some(fields) => fields.into_article(origin, at, options),
        None => Err(ReadError::new(origin.place(at), no_text(bytes, &options.text_field))),
    }
}

/// The fields of a record; `None` when it has no text that is a string.
fn parse(bytes: &[u8], options: &Options) -> Result<Option<Fields>, serde_json::Error> {
    let mut found = Found::default();
    let of_strings = flat::fields(bytes, |name, strings| {
        let text = strings.string()?;
        found.put(Field::named(name, options), Value::Text(text));
        Some(())
    });
    if of_strings.is_some() {
        return Ok(found.fields());
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let fields = Record(options).deserialize(&mut json)?;
    json.end()?;
    Ok(fields)
}

fn told(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let what = told.split(" at line ").next().unwrap_or_default();
    if error.is_data() {
        return format!("{what}; skipped");
    }
    format!("not valid JSON at column {} ({what}); skipped", error.column())
}

fn no_text(bytes: &[u8], wanted: &str) -> String {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(bytes).unwrap_or_default();
    let mut names = Vec::new();
    push_paths("", &object, &mut names);
    if names.iter().any(|name| name == wanted) {
        return format!("field \"{wanted}\" is not a string; skipped");
    }
    missing(wanted, names.iter().map(String::as_str))
}

/// The paths of all fields that are no objects.
fn push_paths(before: &str, object: &serde_json::Map<String, serde_json::Value>, paths: &mut Vec<String>) {
    for (name, value) in object {
        let path = path(before, name).into_owned();
        match value.as_object().filter(|inside| !inside.is_empty()) {
            Some(inside) => push_paths(&path, inside, paths),
            None => paths.push(path),
        }
    }
}

/// The path of a field of the object that has the path `before`.
fn path<'n>(before: &str, name: &'n str) -> Cow<'n, str> {
    if before.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(format!("{before}.{name}")) }
}

/// What to say of a record or table without the field that is to hold the text.
pub(super) fn missing<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<String> = names.take(TOLD + 1).map(|name| format!("{name:?}")).collect();
    if names.len() > TOLD {
        names[TOLD] = "...".into();
    }
    let has = names.join(", ");
    let has = if has.is_empty() { "none" } else { &has };
    format!("no field \"{wanted}\" (there is {has}); skipped, name it with --text-field")
}

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Id,
    Title,
    Published,
    Byline,
    Language,
    Url,
    Site,
    Other,
}

impl Field {
    /// The field of this name: those the user names, then those of our own records.
    pub(super) fn named(name: &str, options: &Options) -> Self {
        match name {
            _ if name == options.text_field => Self::Text,
            _ if name == options.id_field => Self::Id,
            _ if name == options.title_field => Self::Title,
            _ if name == options.date_field => Self::Published,
            "byline" | "author" | "authors" => Self::Byline,
            "language" | "lang" => Self::Language,
            "url" => Self::Url,
            "site" => Self::Site,
            _ => Self::Other,
        }
    }
}

/// What a field of a record holds that is wanted.
enum Wanted {
    Value(Field),
    /// An object with wanted fields inside: its path.
    Inside(String),
}

impl Wanted {
    /// What is wanted of the field of this name in the object that has the path `before`.
    fn of(before: &str, name: &str, options: &Options) -> Self {
        let path = path(before, name);
        let inside = |wanted: &String| wanted.strip_prefix(&*path).is_some_and(|rest| rest.starts_with('.'));
        match Field::named(&path, options) {
            Field::Other
                if [&options.text_field, &options.id_field, &options.title_field, &options.date_field]
                    .into_iter()
                    .any(inside) =>
            {
                Self::Inside(path.into_owned())
            }
            field => Self::Value(field),
        }
    }
}

struct Record<'o>(&'o Options);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = Option<Fields>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = Option<Fields>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Found::default();
        found.take("", &mut map, self.0)?;
        Ok(found.fields())
    }
}

/// An object inside a record.
struct Inside<'f> {
    path: String,
    found: &'f mut Found,
    options: &'f Options,
}

impl<'de> DeserializeSeed<'de> for Inside<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inside<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with fields in {:?}", self.path)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.found.take(&self.path, &mut map, self.options)
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The fields of a record so far.
#[derive(Default)]
struct Found {
    fields: Fields,
    has_text: bool,
}

impl Found {
    /// Takes what is wanted out of the object that has this path.
    fn take<'de, A: MapAccess<'de>>(
        &mut self,
        path: &str,
        map: &mut A,
        options: &Options,
    ) -> Result<(), A::Error> {
        while let Some(wanted) = map.next_key_seed(Name { path, options })? {
            match wanted {
                Wanted::Value(Field::Other) => _ = map.next_value::<IgnoredAny>()?,
                Wanted::Value(field) => self.put(field, map.next_value_seed(Scalar)?),
                Wanted::Inside(path) => map.next_value_seed(Inside { path, found: self, options })?,
            }
        }
        Ok(())
    }

    fn put(&mut self, field: Field, value: Value) {
        let fields = &mut self.fields;
        match (field, value) {
            (Field::Text, Value::Text(text)) => (fields.text, self.has_text) = (text, true),
            (Field::Published, Value::Text(text)) if !text.trim().is_empty() => {
                fields.published = Some(Stamp::Text(text));
            }
            (Field::Published, Value::Number(number)) => fields.published = Some(Stamp::Number(number)),
            (Field::Id, Value::Number(number)) => fields.id = Some(number.to_string()),
            (Field::Id, Value::Text(text)) => fields.id = Some(text),
            (Field::Title, Value::Text(text)) => fields.title = Some(text),
            (Field::Byline, Value::Text(text)) => fields.byline = Some(text),
            (Field::Byline, Value::List(names)) => fields.byline = Some(names.join(", ")),
            (Field::Language, Value::Text(text)) => fields.language = Some(text),
            (Field::Url, Value::Text(text)) => fields.url = Some(text),
            (Field::Site, Value::Text(text)) => fields.site = Some(text),
            _ => {}
        }
    }

    fn fields(self) -> Option<Fields> {
        self.has_text.then_some(self.fields)
    }
}

struct Name<'o> {
    path: &'o str,
    options: &'o Options,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Wanted;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Wanted, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Wanted;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Wanted, E> {
        Ok(Wanted::of(self.path, name, self.options))
    }
}

#[derive(Debug)]
enum Value {
    Text(String),
    Number(i64),
    List(Vec<String>),
    Other,
}

/// Strings, whole numbers and lists of strings; anything else is passed over.
struct Scalar;

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or_else(|_| Value::Text(number.to_string()), Value::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        // The writers of an article are often a list; a text in pieces has no offsets of its own.
        let mut names = Vec::new();
        while let Some(one) = list.next_element::<serde_json::Value>()? {
            names.extend(one.as_str().map(str::to_owned));
        }
        Ok(Value::List(names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use jiff::civil::Date;

    fn article(json: &str) -> Result<Article, String> {
        let origin = Origin::named("a/news.jsonl");
        let article = read(json.into(), &origin, At::Line(7), &Options::default());
        article.map_err(|error| error.to_string())
    }

    #[test]
    fn wanted_fields_are_kept_and_the_text_stays_as_it_stands() {
        let json = r#"{"id": "x", "extra": {"text": [1, {"id": 2}]}, "title": "T", "text": " a\n\u00e9\ud83d\ude00 ",
            "published": "2021-02-10", "language": "fr-FR", "author": ["Jane", "John"], "url": null}"#;
        let found = article(json).expect("valid");
        assert_eq!(found.text, " a\n\u{e9}\u{1f600} ");
        assert_eq!((found.id.as_str(), found.source.as_str()), ("x", "a/news.jsonl:7"));
        assert_eq!(found.title.as_deref(), Some("T"));
        assert_eq!(found.byline.as_deref(), Some("Jane, John"));
        assert_eq!(found.published, Some(Date::constant(2021, 2, 10)));
        assert_eq!(found.language.map(Language::code), Some("fr"));
        assert_eq!(found.url, None);
    }

    #[test]
    fn fields_of_objects_inside_are_named_by_their_path() {
        let options = Options {
            text_field: "fields.bodyText".into(),
            title_field: "fields.headline".into(),
            date_field: "meta.at.day".into(),
            ..Options::default()
        };
        let read = |json: &str| {
            let article = read(json.into(), &Origin::named("a.jsonl"), At::Line(1), &options);
            article.map_err(|error| error.to_string())
        };
        let json = r#"{"id": "x", "url": "u", "fields": {"headline": "T", "other": {"bodyText": 1}, "bodyText": "Words."},
            "meta": {"id": 7, "url": "v", "at": {"day": "2021-02-10"}}}"#;
        let found = read(json).expect("valid");
        assert_eq!(
            (found.id.as_str(), found.url.as_deref(), found.title.as_deref()),
            ("x", Some("u"), Some("T"))
        );
        assert_eq!((found.text.as_str(), found.published), ("Words.", Some(Date::constant(2021, 2, 10))));
        assert_eq!(read(r#"{"fields.bodyText": "Words.", "meta": null}"#).expect("valid").text, "Words.");
        assert_eq!(
            read(r#"{"fields": {"body": "Words."}}"#).err(),
            Some("a.jsonl:1: no field \"fields.bodyText\" (there is \"fields.body\"); skipped, name it with --text-field".into())
        );
    }

    #[test]
    fn an_id_may_be_a_number_or_be_missing() {
        for (id, expected) in
            [("1", "1"), ("18446744073709551615", "18446744073709551615"), ("null", "news:7")]
        {
            let json = format!("{{\"id\": {id}, \"text\": \"a\"}}");
            assert_eq!(article(&json).expect("valid").id, expected);
        }
    }

    #[test]
    fn a_wrong_date_is_a_warning() {
        let dates = [
            ("\"January 17, 2021\"", true),
            ("\"2021-01-17T10:00:00Z\"", true),
            ("1610877600", true),
            ("\"soon\"", false),
            ("\"2021-02-30\"", false),
        ];
        for (date, is_read) in dates {
            let json = format!("{{\"text\": \"a\", \"published\": {date}}}");
            let found = article(&json).expect("valid");
            let day = is_read.then(|| Date::constant(2021, 1, 17));
            assert_eq!((found.published, found.warnings.is_empty()), (day, is_read), "{date}");
        }
        let found = article(r#"{"text": "a", "published": "soon"}"#).expect("valid");
        assert_eq!(
            found.warnings,
            ["published \"soon\" is not a date that can be read; read without it (write YYYY-MM-DD)"]
        );
        let found = article(r#"{"text": "a", "published": "04/03/2021"}"#).expect("valid");
        assert_eq!(
            found.warnings,
            ["published \"04/03/2021\" may be 2021-04-03 or 2021-03-04; read without it (write YYYY-MM-DD)"]
        );
    }

    #[test]
    fn what_is_wrong_with_a_record_is_told() {
        let cases = [
            ("{\"text\": ", "not valid JSON at column 9 (EOF while parsing a value); skipped"),
            ("{\"text\": \"a\"} x", "not valid JSON at column 15 (trailing characters); skipped"),
            ("[1]", "invalid type: sequence, expected a JSON object; skipped"),
            ("{\"text\": 1}", "field \"text\" is not a string; skipped"),
            (
                "{\"body\": \"a\", \"b\": 1}",
                "no field \"text\" (there is \"b\", \"body\"); skipped, name it with --text-field",
            ),
            (
                "{\"a\": {\"body\": \"a\", \"b\": {\"c\": 1}}, \"d\": {}}",
                "no field \"text\" (there is \"a.b.c\", \"a.body\", \"d\"); skipped, name it with --text-field",
            ),
            ("{}", "no field \"text\" (there is none); skipped, name it with --text-field"),
            ("{\"text\": \" \\n\"}", "no text in field \"text\"; skipped"),
        ];
        for (json, problem) in cases {
            assert_eq!(article(json).err(), Some(format!("a/news.jsonl:7: {problem}")));
        }
    }

    #[test]
    fn a_record_in_another_encoding_is_decoded() {
        let mut bytes = b"{\"text\": \"".to_vec();
        bytes.extend(encoding_rs::WINDOWS_1251.encode("Президент приехал в Москву во вторник").0.iter());
        bytes.extend(b"\"}");
        let origin = Origin::named("x.jsonl");
        let found = read(bytes, &origin, At::Line(1), &Options::default()).expect("decoded");
        assert_eq!(found.text, "Президент приехал в Москву во вторник");
        assert_eq!(found.encoding, Some("windows-1251"));
    }
}
