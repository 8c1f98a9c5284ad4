//! RSS and Atom files to articles, one per entry: the fullest text an entry holds, its markup taken off.

use super::fields::{Fields, Stamp};
use super::{At, Body, Options, Piece, Problem, decode, html};

/// Cuts a feed, whole in memory.
pub(super) fn cut(
    bytes: Vec<u8>,
    options: &Options,
) -> Result<impl Iterator<Item = Result<Piece, Problem>> + Send + use<>, Problem> {
    let declared = html::declared_in(&bytes);
    let decoded = decode::decode(bytes, options.encoding, declared)
        .map_err(|problem| Problem::whole(format!("{problem}; skipped")))?;
    let entries = entries(&decoded.text);
    if entries.is_empty() {
        return Err(Problem::whole("no entries in this feed; skipped"));
    }
    Ok(entries.into_iter().enumerate().map(|(index, fields)| {
        let len = fields.text.len();
        let body = Body::Fields(Box::new(fields));
        let at = At::Index(index as u64);
        Ok(Piece { at, body, len })
    }))
}

/// A token of XML.
#[derive(Debug, PartialEq)]
enum Token<'x> {
    Open {
        name: &'x str,
        attributes: &'x str,
        closed: bool,
    },
    Close(&'x str),
    /// As written, to be unescaped.
    Text(&'x str),
    /// Out of a CDATA section.
    Raw(&'x str),
}

/// Cuts XML into its tokens; what is not well-formed is text.
struct Xml<'x>(&'x str);

impl<'x> Iterator for Xml<'x> {
    type Item = Token<'x>;

    fn next(&mut self) -> Option<Token<'x>> {
        loop {
            let rest = self.0;
            if rest.is_empty() {
                return None;
            }
            if let Some(raw) = rest.strip_prefix("<![CDATA[") {
                let (inner, after) = raw.split_once("]]>").unwrap_or((raw, ""));
                self.0 = after;
                return Some(Token::Raw(inner));
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                self.0 = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            if rest.starts_with("<?") || rest.starts_with("<!") {
                self.0 = rest.split_once('>').map_or("", |(_, after)| after);
                continue;
            }
            if let Some(tag) = rest.strip_prefix('<') {
                let (inner, after) = tag.split_once('>').unwrap_or((tag, ""));
                self.0 = after;
                return Some(tag_of(inner));
            }
            let end = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            self.0 = after;
            return Some(Token::Text(text));
        }
    }
}

fn tag_of(inner: &str) -> Token<'_> {
    if let Some(name) = inner.strip_prefix('/') {
        return Token::Close(name.trim());
    }
    let closed = inner.ends_with('/');
    let inner = inner.trim_end_matches('/').trim();
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    Token::Open { name, attributes, closed }
}

fn attribute<'x>(attributes: &'x str, name: &str) -> Option<&'x str> {
    let mut rest = attributes;
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'')?;
        let (value, after) = after[1..].split_once(quote)?;
        if key.trim() == name {
            return Some(value);
        }
        rest = after;
    }
    None
}

/// An entry while it is read: markup of its texts, the fullest last.
#[derive(Default)]
struct Entry {
    fields: Fields,
    summary: String,
    content: String,
    updated: Option<String>,
}

fn entries(xml: &str) -> Vec<Fields> {
    let mut pieces = Xml(xml);
    let mut all = Vec::new();
    let (mut language, mut site) = (None, None);
    let mut entry: Option<Entry> = None;
    while let Some(piece) = pieces.next() {
        match piece {
            Token::Open { name: "item" | "entry", closed: false, .. } => entry = Some(Entry::default()),
            Token::Close("item" | "entry") => {
                if let Some(entry) = entry.take() {
                    all.push(entry.finish(language.clone(), site.clone()));
                }
            }
            Token::Open { name, attributes, closed } => match &mut entry {
                Some(entry) => entry.take(name, attributes, closed, &mut pieces),
                None if closed => {}
                None => match name {
                    "language" => language = Some(inner(name, &mut pieces)),
                    "title" if site.is_none() => site = Some(plain(&inner(name, &mut pieces))),
                    "feed" => language = attribute(attributes, "xml:lang").map(str::to_owned),
                    _ => {}
                },
            },
            _ => {}
        }
    }
    all
}

impl Entry {
    fn take(&mut self, name: &str, attributes: &str, closed: bool, pieces: &mut Xml) {
        if name == "link" {
            let main = attribute(attributes, "rel").is_none_or(|rel| rel == "alternate");
            let address = attribute(attributes, "href").filter(|_| main).map(plain);
            self.fields.url = self.fields.url.take().or(address);
        }
        if closed {
            return;
        }
        match name {
            "title" => self.fields.title = Some(plain(&inner(name, pieces))),
            "description" | "summary" => self.summary = inner(name, pieces),
            "content:encoded" | "content" => self.content = inner(name, pieces),
            "pubDate" | "published" | "dc:date" => {
                self.fields.published = Some(Stamp::Text(plain(&inner(name, pieces))));
            }
            "updated" => self.updated = Some(plain(&inner(name, pieces))),
            "guid" | "id" => self.fields.id = Some(plain(&inner(name, pieces))),
            "link" => {
                let address = plain(&inner(name, pieces));
                self.fields.url = self.fields.url.take().or(Some(address).filter(|a| !a.is_empty()));
            }
            "dc:creator" | "author" => {
                let named = plain(&inner(name, pieces));
                self.fields.byline = self.fields.byline.take().or(Some(named));
            }
            _ => {}
        }
    }

    fn finish(self, language: Option<String>, site: Option<String>) -> Fields {
        let markup = if self.content.len() > self.summary.len() { self.content } else { self.summary };
        let mut fields = self.fields;
        fields.published = fields.published.or(self.updated.map(Stamp::Text));
        fields.id = fields.id.filter(|id| !id.is_empty()).or_else(|| fields.url.clone());
        fields.language = language;
        fields.site = site;
        fields.text = html::text_of(&markup);
        fields.extracted = true;
        fields
    }
}

/// What stands up to the end of this element: text unescaped, markup as written.
fn inner(name: &str, pieces: &mut Xml) -> String {
    let mut text = String::new();
    let mut depth = 0;
    loop {
        let before = pieces.0;
        let Some(piece) = pieces.next() else {
            return text;
        };
        let written = &before[..before.len() - pieces.0.len()];
        match piece {
            Token::Text(escaped) => text.push_str(&unescaped(escaped)),
            Token::Raw(raw) => text.push_str(raw),
            Token::Close(closed) if closed == name && depth == 0 => return text,
            Token::Close(closed) => {
                depth -= usize::from(closed == name);
                text.push_str(written);
            }
            Token::Open { name: opened, closed, .. } => {
                depth += usize::from(opened == name && !closed);
                text.push_str(written);
            }
        }
    }
}

/// Markup to one line.
fn plain(markup: &str) -> String {
    let text = if markup.contains(['<', '&']) { html::text_of(markup) } else { markup.to_owned() };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Longest name between `&` and `;`.
const LONGEST_ENTITY: usize = 9;

/// The five entities of XML and numbered characters; any other is left to the markup.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        if let Some((end, letter)) = name.and_then(|end| Some((end, character(&after[..end])?))) {
            out.push(letter);
            rest = &after[end + 1..];
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_rss_item_is_an_article() {
        let rss = r#"<?xml version="1.0"?><rss><channel><title>The Daily</title><language>en-gb</language>
            <item><title>A &amp; B</title><link>https://x.org/1</link><guid isPermaLink="false">g1</guid>
            <pubDate>Wed, 10 Feb 2021 14:00:00 GMT</pubDate><dc:creator><![CDATA[Jane Doe]]></dc:creator>
            <description>Short.</description>
            <content:encoded><![CDATA[<p>It rained&nbsp;much.</p><p>Then it <b>stopped</b>.</p>]]></content:encoded></item>
            <item><title>T</title><description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</description></item></channel></rss>"#;
        let found = entries(rss);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text.replace('\u{a0}', " "), "It rained much.\n\nThen it stopped.");
        assert_eq!(found[0].title.as_deref(), Some("A & B"));
        assert_eq!(found[0].byline.as_deref(), Some("Jane Doe"));
        assert_eq!((found[0].id.as_deref(), found[0].url.as_deref()), (Some("g1"), Some("https://x.org/1")));
        assert_eq!(found[0].language.as_deref(), Some("en-gb"));
        assert_eq!(found[0].site.as_deref(), Some("The Daily"));
        let date = found[0].published.as_ref().and_then(Stamp::date);
        assert_eq!(date, Some(jiff::civil::Date::constant(2021, 2, 10)));
        assert_eq!(found[1].text, "One & two.");
    }

    #[test]
    fn an_atom_entry_is_an_article() {
        let atom = r#"<feed xml:lang="de"><title>Blatt</title><entry><id>tag:1</id><title type="html">T</title>
            <link rel="self" href="https://x.org/self"/><link href="https://x.org/a"/>
            <author><name>Max Muster</name></author><updated>2021-02-10T10:00:00Z</updated>
            <content type="xhtml"><div><p>Ein Satz.</p></div></content></entry></feed>"#;
        let found = entries(atom);
        assert_eq!(found[0].text, "Ein Satz.");
        assert_eq!(found[0].byline.as_deref(), Some("Max Muster"));
        assert_eq!(found[0].url.as_deref(), Some("https://x.org/a"));
        assert_eq!(found[0].published, Some(Stamp::Text("2021-02-10T10:00:00Z".into())));
    }

    #[test]
    fn broken_xml_ends_without_panic() {
        for xml in [
            "<item>",
            "<item",
            "<item><title>",
            "<entry><link href=></entry>",
            "<![CDATA[",
            "<item></title></item>",
        ] {
            entries(xml);
        }
    }
}
