//! A web page to an article: page furniture pruned by its names and links, the main text taken out by readability's
//! rules, title, writer, day and language from what the page says of itself.

mod furniture;
mod metadata;

use super::fields::language;
use super::{At, Options, Origin, decode, plain};
use crate::article::Article;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;
use metadata::Metadata;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Elements nested deeper than this are no page a browser would show as written.
const DEEPEST: usize = 512;
/// An article shorter than this, in bytes, is tried again on the whole page; what language it is in cannot be told from
/// it, so that the page is believed, though templates often say what is not so.
const SHORT: usize = 250;

/// Reads one page; `declared` is the encoding its server named. The error says why there is no article in it.
pub(super) fn read(
    bytes: Vec<u8>,
    declared: Option<&str>,
    origin: &Origin,
    at: At,
    options: &Options,
) -> Result<Article, String> {
    let declared = declared.and_then(decode::encoding).or_else(|| declared_in(&bytes));
    let decoded = decode::decode(bytes, options.encoding, declared)?;
    let page = page(&decoded.text)?;
    let Metadata { title, byline, published, language: code, url, site } = page.metadata;
    let (stem_date, _) = plain::date_of_stem(&origin.stem);
    Ok(Article {
        id: origin.id(at),
        source: origin.place(at),
        title,
        byline,
        published: published.or_else(|| match at {
            At::Whole => stem_date.or(options.published),
            // The archive may know the day of the crawl.
            _ => None,
        }),
        language: options.language.or_else(|| language(&code.filter(|_| page.text.len() < SHORT)?)),
        url,
        site,
        text: page.text,
        about: Vec::new(),
        extracted: true,
        encoding: decoded.encoding,
        warnings: decoded.warning.into_iter().collect(),
    })
}

/// The encoding a page names in its first bytes: `<meta charset=...>`, `<?xml ... encoding=...`.
pub(super) fn declared_in(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    ["charset=", "encoding="].into_iter().find_map(|name| {
        memchr::memmem::find_iter(head, name).find_map(|at| {
            let value = head[at + name.len()..].trim_ascii_start();
            let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
            let end = value.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b));
            let label = std::str::from_utf8(&value[..end?]).ok()?;
            decode::encoding(label)
        })
    })
}

/// The text of a piece of markup, paragraphs apart.
pub(super) fn text_of(markup: &str) -> String {
    let document = Document::fragment(markup);
    if depth(&document.root()) > DEEPEST {
        return String::new();
    }
    document.select("script, style").remove();
    document.formatted_text().trim().to_owned()
}

struct Page {
    text: String,
    metadata: Metadata,
}

fn page(html: &str) -> Result<Page, String> {
    // The extractor is not ours; a page that trips it up must not take the run down.
    catch_unwind(AssertUnwindSafe(|| extract(html)))
        .unwrap_or_else(|_| Err("the page could not be taken apart".into()))
}

fn extract(html: &str) -> Result<Page, String> {
    let document = Document::from(html);
    if depth(&document.root()) > DEEPEST {
        return Err(format!("elements nested more than {DEEPEST} deep"));
    }
    let metadata = metadata::read(&document);
    furniture::prune_named(&document);
    let mut text = article_text(document, &metadata);
    if text.len() < SHORT {
        let whole = article_text(Document::from(html), &metadata);
        if whole.len() > 2 * text.len() {
            text = whole;
        }
    }
    if text.trim().is_empty() {
        return Err(no_text(html));
    }
    Ok(Page { text, metadata })
}

fn article_text(document: Document, metadata: &Metadata) -> String {
    let config =
        Config { keep_classes: true, disable_json_ld: true, text_mode: TextMode::Raw, ..Config::default() };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else {
        return String::new();
    };
    if readability.parse().is_err() {
        return String::new();
    }
    let content = readability.doc.select_single("#readability-page-1");
    let Some(content) = content.nodes().first() else {
        return String::new();
    };
    furniture::prune_links(content);
    furniture::without_page_lines(&content.formatted_text(), metadata.title.as_deref())
}

fn depth(root: &NodeRef) -> usize {
    let (mut deepest, mut depth) = (0, 0);
    let mut node = root.first_child();
    while let Some(current) = node {
        deepest = deepest.max(depth + 1);
        if let Some(child) = current.first_child() {
            depth += 1;
            node = Some(child);
            continue;
        }
        let mut next = current;
        node = loop {
            if let Some(sibling) = next.next_sibling() {
                break Some(sibling);
            }
            match next.parent() {
                Some(parent) if depth > 0 => {
                    depth -= 1;
                    next = parent;
                }
                _ => break None,
            }
        };
    }
    deepest
}

fn no_text(html: &str) -> String {
    let document = Document::from(html);
    let scripts = document.select("script").length();
    document.select("script, style, noscript").remove();
    let words = document.text().split_whitespace().count();
    if scripts > 0 && words < 50 {
        return "no article in the page: its text is put there by scripts; save it from a browser".into();
    }
    "no article in the page".into()
}
