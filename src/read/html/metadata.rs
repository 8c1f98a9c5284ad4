//! What a page says of itself: JSON-LD first, then `<meta>` (`OpenGraph`, Dublin Core and their like), then `<time>`.

use super::super::fields::Stamp;
use super::furniture;
use crate::read::plain;
use dom_query::Document;
use jiff::civil::Date;
use serde_json::Value;

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Date>,
    /// The day of an update; it counts where no other is known.
    pub(super) updated: Option<Date>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) site: Option<String>,
    /// The whole text, as JSON-LD gives it.
    pub(super) body: Option<String>,
}

/// Names in `<meta>`, best first.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "title"];
const WRITERS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "ptime",
    "date",
];
const SITES: &[&str] = &["og:site_name", "application-name", "dc.publisher"];
const ADDRESSES: &[&str] = &["og:url", "twitter:url"];

/// Reads it all.
pub(super) fn read(document: &Document) -> Metadata {
    let named = json_ld(document);
    let meta = metas(document);
    let from_meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let found = meta.iter().find(|(key, _)| key == name)?;
            Some(found.1.clone())
        })
    };
    let site = named.site.or_else(|| from_meta(SITES)).filter(|site| !site.contains("://"));
    let title = from_meta(TITLES).or(named.title).or_else(|| headline(document));
    let title = title.map(|title| without_site(&title, site.as_deref())).filter(|title| !title.is_empty());
    let writer = from_meta(WRITERS).filter(|writer| !writer.contains("://"));
    let mut all = Metadata {
        byline: named
            .byline
            .or(writer)
            .map(|name| plain::writer(&name).map(str::to_owned).unwrap_or(name))
            .or_else(|| shown_byline(document)),
        published: named
            .published
            .or_else(|| DATES.iter().find_map(|name| date(&from_meta(&[name])?)))
            .or_else(|| shown_date(document)),
        language: attribute(document, "html[lang]", "lang").or_else(|| from_meta(&["og:locale", "language"])),
        url: attribute(document, "link[rel=canonical]", "href")
            .or_else(|| from_meta(ADDRESSES))
            .or(named.url),
        updated: None,
        title,
        site,
        body: named.body,
    };
    if all.byline.is_none() || all.published.is_none() {
        read_below_headline(document, &mut all);
    }
    all.published = all.published.or_else(|| classed_date(document));
    all
}

/// Lines below a headline that may name the writer and the day; a longer one is the article's first.
const BELOW: usize = 8;
const LONGEST_BELOW: usize = 200;

/// Writer and day as the page shows them below its headline, however their elements are called.
fn read_below_headline(document: &Document, all: &mut Metadata) {
    let headlines = [all.title.clone(), headline(document)];
    let is_headline = |line: &str| headlines.iter().flatten().any(|title| furniture::is_same(title, line));
    let Some(body) = document.body() else { return };
    let text = body.formatted_text();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for at in (0..lines.len()).filter(|at| is_headline(lines[*at])) {
        let below = lines[at + 1..].iter().take(BELOW).take_while(|line| line.len() < LONGEST_BELOW);
        below.for_each(|line| all.read_line(line));
    }
}

impl Metadata {
    /// Takes writer and day, where they are not known, from a line that says nothing else.
    pub(super) fn read_line(&mut self, line: &str) {
        let Some(about) = plain::below_headline(line) else { return };
        self.byline = self.byline.take().or_else(|| about.byline.map(str::to_owned));
        let of_the_web = |date: &Date| date.year() >= FIRST_YEAR;
        self.published = self.published.or(about.dates.published.filter(of_the_web));
        self.updated = self.updated.or(about.dates.updated.filter(of_the_web));
    }
}

/// Nothing before the web is the day a page was published.
const FIRST_YEAR: i16 = 1990;

/// A date as pages write it.
fn date(written: &str) -> Option<Date> {
    let date = Stamp::Text(written.trim().to_owned()).date()?;
    (date.year() >= FIRST_YEAR).then_some(date)
}

fn metas(document: &Document) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for node in document.select("meta[content]").nodes() {
        let content = tidy(&node.attr_or("content", ""));
        for key in ["property", "name", "itemprop"] {
            if let Some(name) = node.attr(key).filter(|_| !content.is_empty()) {
                all.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }
    all
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let value = document.select_single(selector).attr(name)?;
    let value = tidy(&value);
    (!value.is_empty()).then_some(value)
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The page's own headline: its only `<h1>`, else its `<title>`.
fn headline(document: &Document) -> Option<String> {
    let text_of = |selector: &str| {
        let found = document.select(selector);
        (found.length() == 1).then(|| tidy(&found.text()))
    };
    let usable = |text: &String| (10..=250).contains(&text.len());
    text_of("h1").filter(usable).or_else(|| text_of("head > title")).filter(|text| !text.is_empty())
}

/// `Headline - The Daily` without the site's name.
fn without_site(title: &str, site: Option<&str>) -> String {
    let cut = [" | ", " - ", " – ", " — ", " :: ", " » "]
        .into_iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .max_by_key(|(headline, _)| headline.len());
    match cut {
        Some((headline, tail)) if site.is_some_and(|site| same_name(site, tail)) => {
            headline.trim().to_owned()
        }
        _ => title.to_owned(),
    }
}

fn same_name(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> String {
        let name = name.to_lowercase();
        let name = name.trim_start_matches("the ");
        name.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty()
        && (one == other || one.contains(&other) && other.len() > 3 || other.contains(&one) && one.len() > 3)
}

fn shown_byline(document: &Document) -> Option<String> {
    let selector = "[itemprop~=author] [itemprop~=name], [rel=author], .byline, .author-name, [itemprop~=author], .author";
    let shown = document.select(selector);
    shown.nodes().iter().take(4).find_map(|node| plain::writer(&tidy(&node.text())).map(str::to_owned))
}

fn shown_date(document: &Document) -> Option<Date> {
    let selector =
        "[itemprop~=datePublished], time[pubdate], article time[datetime], time[datetime], article time";
    for node in document.select(selector).nodes() {
        let written = ["datetime", "content"].into_iter().find_map(|name| node.attr(name));
        if let Some(date) = written.and_then(|text| date(&text)).or_else(|| date(&tidy(&node.text()))) {
            return Some(date);
        }
    }
    None
}

/// The day an element holds that is called after it.
fn classed_date(document: &Document) -> Option<Date> {
    let selector = ".date, .published, .post-date, .entry-date, .timestamp, .dateline, [class*=publish]";
    let shown = document.select(selector);
    shown.nodes().iter().take(8).find_map(|node| plain::written(&tidy(&node.text())))
}

/// The article a page describes in JSON-LD.
fn json_ld(document: &Document) -> Metadata {
    for script in document.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) else {
            continue;
        };
        if let Some(article) = article_in(&value, 0) {
            return of_json(article);
        }
    }
    Metadata::default()
}

fn article_in(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 4 {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|one| article_in(one, depth + 1)),
        Value::Object(object) if is_article(object.get("@type")) => Some(value),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .into_iter()
            .find_map(|key| article_in(object.get(key)?, depth + 1)),
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report" || kind == "Review"
        })
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn of_json(article: &Value) -> Metadata {
    let text = |key: &str| {
        let text = tidy(&unescaped(article.get(key)?.as_str()?));
        (!text.is_empty()).then_some(text)
    };
    Metadata {
        title: text("headline").or_else(|| text("name")),
        byline: article.get("author").or(article.get("creator")).and_then(names),
        published: ["datePublished", "dateCreated"].into_iter().find_map(|key| date(&text(key)?)),
        language: text("inLanguage"),
        url: text("url"),
        site: article.get("publisher").and_then(names),
        updated: None,
        body: article.get("articleBody").and_then(Value::as_str).map(unescaped),
    }
}

/// The name of a person or publisher, or the names of several.
fn names(value: &Value) -> Option<String> {
    let one = |value: &Value| {
        let name = value.as_str().or_else(|| value.get("name")?.as_str())?;
        let name = tidy(&unescaped(name));
        (!name.is_empty() && !name.contains("://")).then_some(name)
    };
    match value {
        Value::Array(list) => {
            let all: Vec<String> = list.iter().filter_map(one).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        value => one(value),
    }
}

/// Pages escape their JSON as if it were HTML.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    Document::fragment(text).text().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Metadata {
        read(&Document::from(html))
    }

    #[test]
    fn json_ld_is_found_wherever_it_hides() {
        let article = r#"{"@type": ["NewsArticle"], "headline": "A &amp; B", "datePublished": "2021-02-10",
            "author": {"name": "Jane Doe"}, "publisher": {"name": "The Daily"}}"#;
        for json in [article.to_owned(), format!("[{article}]"), format!("{{\"@graph\": [{{}}, {article}]}}")]
        {
            let found = of(&format!("<script type=\"application/ld+json\">{json}</script>"));
            assert_eq!(found.title.as_deref(), Some("A & B"), "{json}");
            assert_eq!(found.byline.as_deref(), Some("Jane Doe"));
            assert_eq!(found.site.as_deref(), Some("The Daily"));
            assert_eq!(found.published, Some(Date::constant(2021, 2, 10)));
        }
    }

    #[test]
    fn meta_and_shown_lines_fill_what_json_ld_leaves_open() {
        let found = of(
            "<html lang=fr><head><title>Il pleut - Le Jour</title><meta property=og:site_name content='Le Jour'>\
            <meta name=author content='Par Jean Dupont'><meta property=article:published_time content='2021-02-10T10:00:00Z'>\
            <link rel=canonical href='https://x.org/a'></head><body>",
        );
        assert_eq!(found.title.as_deref(), Some("Il pleut"));
        assert_eq!(found.byline.as_deref(), Some("Jean Dupont"));
        assert_eq!(found.published, Some(Date::constant(2021, 2, 10)));
        assert_eq!((found.language.as_deref(), found.url.as_deref()), (Some("fr"), Some("https://x.org/a")));
        let found = of(
            "<h1>A storm hits the coast</h1><p class=byline>By Jane Doe</p><time datetime='2021-02-10'>today</time>",
        );
        assert_eq!(found.title.as_deref(), Some("A storm hits the coast"));
        assert_eq!(found.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(found.published, Some(Date::constant(2021, 2, 10)));
    }

    #[test]
    fn writer_and_day_are_read_below_the_headline() {
        let shown = [
            "<p>By Jane Doe</p><p>February 10, 2021</p>",
            "<p>By Jane Doe<br>February 10, 2021</p>",
            "<div class=a1>Posted on <a>February 10, 2021</a> by <a>Jane Doe</a></div>",
            "<span class=x-author>By Jane Doe</span> - <span class=x-day>10th February 2021</span>",
            "<div class=meta>Jane Doe | February 10, 2021</div>",
            "<p class=author>Jane Doe</p><time>10 February 2021</time>",
            "<p>1 comment</p><div>Updated 10.02.2021, 14:05 Uhr</div><div>Von Jane Doe</div>",
        ];
        for shown in shown {
            let page = format!(
                "<title>The storm of the year</title><body><p>11 March 2022</p><h1>The storm of the year</h1>{shown}\
                 <p>It rained on 3 March 2020, and nobody slept.</p>"
            );
            let found = of(&page);
            assert_eq!(found.byline.as_deref(), Some("Jane Doe"), "{shown}");
            assert_eq!(found.published.or(found.updated), Some(Date::constant(2021, 2, 10)), "{shown}");
        }
    }

    #[test]
    fn hostile_json_ld_is_passed_over() {
        for json in ["[".repeat(9999), "{\"@graph\": {\"@graph\": 1}}".into(), "null".into()] {
            assert_eq!(
                of(&format!("<script type=\"application/ld+json\">{json}</script>")),
                Metadata::default()
            );
        }
    }
}
