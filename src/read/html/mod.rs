//! A web page to an article: page furniture pruned by its names and links, the main text taken out by readability's
//! rules, title, writer, day and language from what the page says of itself.

mod furniture;
mod metadata;
mod posts;
mod shape;

use super::fields::language;
use super::{At, Options, Origin, decode, plain};
use crate::article::Article;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;
use metadata::Metadata;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Elements nested deeper than this are no page a browser would show as written.
const DEEPEST: usize = 512;
/// Depths of all elements together, at most; a large page has two million.
const MOST_STEPS: usize = 15_000_000;
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
    let limit = options.max_article_bytes / PAGE_SHARE;
    if bytes.len() as u64 > limit {
        let limit = super::told_size(limit);
        return Err(format!(
            "a page larger than {limit} (it may have a quarter of --max-article-size; raise that)"
        ));
    }
    let decoded = decode::decode(bytes, options.encoding, declared)?;
    let page = page(&without_soft_hyphens(&decoded.text))?;
    let Metadata { title, byline, published, updated, language: code, url, site, body: _ } = page.metadata;
    let (stem_date, _) = plain::date_of_stem(&origin.stem);
    Ok(Article {
        id: origin.id(at),
        source: origin.place(at),
        title,
        byline,
        published: published.or(updated).or_else(|| match at {
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
        duplicate_of: None,
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
    if shape::check(markup).is_err() {
        return String::new();
    }
    let document = Document::fragment(&*without_soft_hyphens(markup));
    if check_depth(&document.root()).is_err() {
        return String::new();
    }
    document.select("script, style").remove();
    document.formatted_text().trim().to_owned()
}

/// A page without its soft hyphens: where a browser may break a word is no part of it.
fn without_soft_hyphens(html: &str) -> Cow<'_, str> {
    const WRITTEN: [&str; 5] = ["\u{ad}", "&shy;", "&#173;", "&#xad;", "&#xAD;"];
    let found =
        WRITTEN.iter().filter(|hyphen| memchr::memmem::find(html.as_bytes(), hyphen.as_bytes()).is_some());
    found.fold(Cow::Borrowed(html), |html, hyphen| Cow::Owned(html.replace(hyphen, "")))
}

/// Which part of the largest article a page may have: its tree takes many times its size.
const PAGE_SHARE: u64 = 4;

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
    shape::check(html)?;
    let document = Document::from(html);
    check_depth(&document.root())?;
    let mut metadata = metadata::read(&document);
    furniture::prune_named(&document);
    posts::join(&document);
    let mut text = article_text(document, &mut metadata);
    if text.len() < SHORT {
        let whole = article_text(Document::from(html), &mut metadata);
        if whole.len() > 2 * text.len() {
            text = whole;
        }
    }
    if let Some(body) =
        metadata.body.as_ref().filter(|body| text.len() < SHORT && body.len() > 2 * text.len())
    {
        text = text_of(body);
    }
    if text.trim().is_empty() {
        return Err(no_text(html));
    }
    Ok(Page { text, metadata })
}

/// The text of the article; lines about it that the page shows in it are read into `metadata`.
fn article_text(document: Document, metadata: &mut Metadata) -> String {
    let config =
        Config { keep_classes: true, disable_json_ld: true, text_mode: TextMode::Raw, ..Config::default() };
    keep_breaks(&document);
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
    let title = metadata.title.clone();
    let text = content.formatted_text();
    furniture::without_page_lines(&text, title.as_deref(), |line| metadata.read_line(line))
}

/// The extractor drops a line break where a paragraph is the next element, whatever text stands between them.
fn keep_breaks(document: &Document) {
    for node in document.select("br").nodes() {
        let before_text =
            node.next_sibling().is_some_and(|next| next.is_text() && !next.text().trim().is_empty());
        if before_text && node.next_element_sibling().is_some_and(|next| next.has_name("p")) {
            node.insert_after(&node.tree.new_element("wbr"));
        }
    }
}

/// Taking a page apart goes over each element once for every element it lies in.
fn check_depth(root: &NodeRef) -> Result<(), String> {
    let (mut depth, mut steps) = (0, 0);
    let mut node = root.first_child();
    while let Some(current) = node {
        steps += depth;
        if depth >= DEEPEST {
            return Err(format!("elements nested more than {DEEPEST} deep"));
        }
        if steps > MOST_STEPS {
            return Err("too many elements nested too deep".into());
        }
        node = current.first_child();
        if node.is_some() {
            depth += 1;
        } else {
            node = next_after(current, &mut depth);
        }
    }
    Ok(())
}

/// The node that follows a node without children.
fn next_after<'a>(node: NodeRef<'a>, depth: &mut usize) -> Option<NodeRef<'a>> {
    let mut node = node;
    loop {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        if *depth == 0 {
            return None;
        }
        *depth -= 1;
        node = node.parent()?;
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The storm reached the coast on Tuesday night, and thousands of people left their homes, \
        officials said. Roads were closed, schools stayed shut, and power was out in many towns along the shore.";

    fn article(html: &str) -> Result<Article, String> {
        let origin = Origin::named("pages/storm.html.gz");
        read(html.into(), None, &origin, At::Whole, &Options::default())
    }

    #[test]
    fn the_article_is_taken_out_of_its_page() {
        let html = format!(
            r#"<!DOCTYPE html><html lang="en"><head><title>Storm hits coast - The Daily</title>
            <meta property="og:site_name" content="The Daily"><meta property="og:title" content="Storm hits coast">
            <script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "x",
            "datePublished": "2021-02-10T14:00:00+01:00", "author": [{{"name": "Jane Doe"}}, {{"name": "John Roe"}}]}}]}}</script>
            </head><body><nav><a href="/">Home</a></nav><article><h1>Storm hits coast</h1><p>By Jane Doe</p>
            <figure><img src="a.jpg"><figcaption>A broken tree. Photo: AP</figcaption></figure>
            <p>{PROSE}</p><p>{PROSE} Again.</p><div class="related-links"><a href="/2">Another story to read today</a></div>
            <p><a href="/3">Read more: what the storm means for you</a></p><p>{PROSE} At last.</p></article>
            <footer>Copyright 2021 The Daily</footer></body></html>"#
        );
        let found = article(&html).expect("an article");
        assert_eq!(found.text, format!("{PROSE}\n\n{PROSE} Again.\n\n{PROSE} At last."));
        assert_eq!(found.title.as_deref(), Some("Storm hits coast"));
        assert_eq!(found.byline.as_deref(), Some("Jane Doe, John Roe"));
        assert_eq!(found.published, Some(jiff::civil::Date::constant(2021, 2, 10)));
        assert_eq!(found.site.as_deref(), Some("The Daily"));
        assert_eq!((found.id.as_str(), found.source.as_str()), ("storm", "pages/storm.html.gz"));
        assert!(found.extracted);
    }

    #[test]
    fn a_line_break_before_text_and_a_paragraph_stays() {
        let html = format!("<body><td><b>A storm</b><br>on the coast<br>of the North<p>{PROSE}</td></body>");
        assert!(article(&html).expect("an article").text.contains("on the coast\nof the North"));
        let html = format!(
            "<title>The Daily - Archive</title><td><b>A storm</b><br>By Jane Doe<br>3 March 2003<p>{PROSE}</td>"
        );
        let found = article(&html).expect("an article");
        assert_eq!(found.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(found.published, Some(jiff::civil::Date::constant(2003, 3, 3)));
    }

    #[test]
    fn a_page_put_together_by_scripts_may_bring_its_text_as_data() {
        let data = serde_json::json!({"@type": "NewsArticle", "headline": "Storm", "articleBody": format!("{PROSE}\n\n{PROSE} Again.")});
        let html = format!(
            "<body><script type='application/ld+json'>{data}</script><div id=app>Please wait</div></body>"
        );
        let found = article(&html).expect("an article");
        assert!(found.text.starts_with(PROSE) && found.text.ends_with("Again."), "{}", found.text);
    }

    #[test]
    fn every_post_of_a_live_page_is_read() {
        let post = |hour: u32, line: &str| {
            format!(
                "<div id=block-{hour}><p>{hour}.00 GMT</p><p>{line}, the mayor said, and it was not over yet.</p></div>"
            )
        };
        let posts = post(17, "Two ships were lost in the night")
            + &post(12, "The storm, the third, reached the coast");
        let html = format!("<main><h1>The storm as it happens</h1><div>{posts}</div></main>");
        let found = article(&html).expect("an article");
        assert!(found.text.contains("Two ships") && found.text.contains("the third"), "{}", found.text);
    }

    #[test]
    fn pages_without_an_article_say_so() {
        let cases = [
            ("<html><body></body></html>", "no article in the page"),
            ("", "no article in the page"),
            (
                "<html><body><script>app()</script><div id=app></div>",
                "no article in the page: its text is put there by scripts; save it from a browser",
            ),
        ];
        for (html, problem) in cases {
            assert_eq!(article(html).err().as_deref(), Some(problem));
        }
        let deep = format!("{}words", "<div>".repeat(600));
        assert_eq!(article(&deep).err().as_deref(), Some("elements nested more than 512 deep"));
    }

    #[test]
    fn a_word_is_whole_wherever_a_browser_may_break_it() {
        let html = format!(
            "<h1>Re&shy;gie&#173;rung be&#xAD;rät</h1><p>An\u{ad}gela Mer&shy;kel spoke on Wednes&shy;day. {PROSE}</p>"
        );
        let found = article(&html).expect("an article");
        assert_eq!(found.title.as_deref(), Some("Regierung berät"));
        assert_eq!(found.text, format!("Angela Merkel spoke on Wednesday. {PROSE}"));
        assert_eq!(text_of("<p>Mer&shy;kel</p>"), "Merkel");
    }

    #[test]
    fn the_declared_encoding_is_used_where_bytes_alone_do_not_tell() {
        let html = format!("<html><head><meta charset=windows-1252></head><body><p>{PROSE} Caf\u{e9}.</p>");
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&html);
        let origin = Origin::named("a.html");
        let found = read(bytes.into_owned(), None, &origin, At::Whole, &Options::default()).expect("read");
        assert!(found.text.ends_with("Café."), "{}", found.text);
        assert_eq!(found.encoding, Some("windows-1252"));
    }
}
